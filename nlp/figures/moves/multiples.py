"""Finds what became a multiple or a part of itself, in words: doubled, halved, fivefold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.analysis import Change
from nlp.figures.amounts.finding import Amount, Tokens
from nlp.figures.amounts.units import MULTIPLE, Unit
from nlp.figures.words import bases, changes
from nlp.figures.words.number_words import SMALL, TENS

_STEMS = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
_VERB = re.compile(
    r"\b(?<!singles and )(?<!singles or )(?<!mixed )(?<![’']s )"
    rf"(?:(?P<stem>{'|'.join(_STEMS)})|(?P<half>halv))(?:e|es|ed|ing)\b"
    r"(?! (?:down|up|as|back|standards?)\b)",
    re.I,
)
_FOLD = re.compile(rf"\b(?P<times>{'|'.join([*SMALL, *TENS])}|[0-9]{{1,3}})[- ]?fold\b", re.I)
_REACH = 60
_MEASURABLE = (
    r"(?:sizes?|numbers?|amounts?|levels?|rates?|prices?|totals?|sums?|averages?|shares?|figures?"
    r"|values?|costs?|estimates?|forecasts?|output|capacity|population|weight|length|height|speed|budget"
    r"|target|goal|limit|norm|cost|salary|wage|income)"
)
_COMPARED = re.compile(
    r"\b(?:(?P<half>half)(?= (?:as (?:many|much|large|big|high)\b(?! again)|what |that (?:of|in)\b"
    r"|(?:the|its|their) (?:level|size|price|rate|peak|pace|figure)\b))"
    r"|(?P<times>twice|thrice|double|triple|treble|quadruple)"
    r"(?= (?:as (?:many|much|large|big|high)\b|what |that (?:of|in)\b|those (?:of|in)\b"
    rf"|(?:the|its|their|his|her|[A-Za-z][\w ]{{1,16}}[’']s) (?:[\w-]+ ){{0,2}}{_MEASURABLE}\b)))",
    re.I,
)
_TIMES = {"twice": 2, "double": 2, "thrice": 3, "triple": 3, "treble": 3, "quadruple": 4}
_EARLIER = re.compile(
    r" (?:what (?:it|they|that|he|she) (?:was|were|had been|did|cost)|what was [a-z]+"
    r"|(?:that|those)(?! of (?:an?|the) (?!year\b|month\b|week\b|quarter\b|previous\b|same\b)[a-z])"
    r"|its|their|the|as (?:many|much|high|large)(?: [\w’'-]+){0,7}? as"
    r"(?: (?:it|they|he|she) (?:did|was|were|had))?)"
    r"(?: (?!(?:than|did|does|do)\b)[\w’'-]+){0,4}?"
    rf" (?:in |of |from |for )?(?:all of )?(?P<base>{bases.PAST})"
)
_MULTIPLIED = re.compile(
    r"\b(?:(?P<two>doubl)|(?P<three>tripl|trebl)|(?P<four>quadrupl)|(?P<half>halv))(?:e|es|ed|ing)"
    r"(?: (?:nearly|almost|roughly))?(?: \w+){0,5}?,? to (?:an average of |a record )?"
    r"(?:about |around |nearly |almost |some |just )?$",
    re.I,
)
_FOLDED_TO = re.compile(
    rf"\b(?:{changes.UP}) (?:\w+ly )?(?P<times>{'|'.join([*SMALL, *TENS])}|[0-9]{{1,3}})-?fold"
    r"(?: in \w+)?,? to (?:about |around |nearly |almost |some |just )?$",
    re.I,
)
_PROPERTY = re.compile(
    r" (?:as|more|less) (?!(?:many|much|large|big|high|few|little|long|heavy|tall|deep|wide|than"
    r"|what|common)\b)[a-z]+(?= (?:to|as|than|at|in|for|when|if|that)\b|[.,;])"
    r"|(?: as)? (?:fast|slow|quick|likeli|strong|weak|safe|hard|deadli)(?:er|est)?\b"
)
_GAINS = {"two": 100, "three": 200, "four": 300}
_SINCE = re.compile(
    rf" since (?P<base>(?:{bases.MONTH} )?(?:19|20)\d\d|{bases.MONTH}),? to [a-z ]*[^a-z]?$"
)
_BACK = 48
_MOVING = "move"  # the kind of a multiple that a verb is: "plans to triple its output"
_STANDING = frozenset({"times", "half", *_TIMES})  # that compare, and tell of no move


def multiplied(text: str, start: int) -> tuple[str, Decimal] | None:
    """Direction and percent of the change by which a multiple led to the number at `start`:
    "doubled to" is up 100 percent, "halved to" down 50; None where no multiple does.
    """
    match = _MULTIPLIED.search(text, max(0, start - _BACK), start)
    if match is None:
        near = max(0, start - _BACK)
        folded = _FOLDED_TO.search(text, near, start) if "fold" in text[near:start] else None
        word = folded["times"].lower() if folded else ""
        times = int(word) if word.isdecimal() else SMALL.get(word, TENS.get(word, 0))
        return ("up", Decimal(100 * (times - 1))) if times > 1 else None
    if match.group("half"):
        return "down", Decimal(50)
    return "up", Decimal(next(gain for name, gain in _GAINS.items() if match.group(name)))


def base_before(text: str, start: int) -> str | None:
    """What a multiple in front of a level is measured against: "tripled since 2023 to $9"."""
    match = _SINCE.search(text, max(0, start - _BACK), start)
    return match.group("base") if match else None


def has_multiple(text: str) -> bool:
    """Whether `text` may hold a multiple in words: a cheap look before the work."""
    return any(one.search(text) is not None for one in (_VERB, _FOLD, _COMPARED))


def find_multiples(tokens: Tokens, amounts: Sequence[Amount]) -> tuple[Amount, ...]:
    """The multiples that no level follows ("doubled to $3" tells of the $3), in text order."""
    text = tokens.text
    levels = [amount.start for amount in amounts if multiplied(text, amount.start)]
    every = [*_verbs(tokens), *_folds(text), *_compared(tokens)]
    found = sorted(every, key=lambda one: one.start)
    return tuple(
        one for one in found if not any(0 < level - one.start < _REACH for level in levels)
    )


def shared_out(text: str, amounts: Sequence[Amount]) -> Iterator[Amount]:
    """The amounts, with "nine in ten firms" as the one share that it is."""
    held: Amount | None = None
    for amount in amounts:
        if held is not None and _is_share(text, held, amount):
            value = held.value / amount.value
            yield replace(amount, start=held.start, number_start=held.number_start, value=value)
            held = None
            continue
        if held is not None:
            yield held
        held = amount
    if held is not None:
        yield held


def _is_share(text: str, part: Amount, whole: Amount) -> bool:
    if part.unit is not None or part.upper is not None or whole.upper is not None:
        return False
    if whole.unit is None or whole.unit.kind != "count" or not 0 < part.value < whole.value <= 100:
        return False
    return text[part.end : whole.start] in {" in ", " out of ", " in every ", " out of every "}


def grown(amount: Amount) -> tuple[str, Decimal] | None:
    """Direction and percent of the change that a multiple is; None for other amounts."""
    if amount.unit is None or amount.unit.name != MULTIPLE or compares(amount):
        return None
    return ("up" if amount.value > 1 else "down"), changes.as_percent(amount.value - 1)


def compares(amount: Amount) -> bool:
    """Whether the amount says how many times something else it is: "three times as many"."""
    unit = amount.unit
    stands = unit is not None and unit.name == MULTIPLE and unit.kind != _MOVING
    return stands and unit is not None and unit.words.lower() in _STANDING


def is_of_property(text: str, end: int) -> bool:
    """Whether the multiple before `end` is of how likely or fast something is, and not of how much
    of it there is: "three times more likely", "twice as deadly".
    """
    return _PROPERTY.match(text, end) is not None


def measured_against(text: str, amount: Amount) -> Change | None:
    """How much more a multiple is than an earlier time's ("twice what it was in March")."""
    match = _EARLIER.match(text, amount.end) if compares(amount) else None
    if match is None or amount.value == 1:
        return None
    way = "up" if amount.value > 1 else "down"
    percent = changes.as_percent(amount.value - 1)
    return Change(direction=way, amount=percent, unit="percentage", base=match["base"])


def _verbs(tokens: Tokens) -> Iterator[Amount]:
    for match in _VERB.finditer(tokens.text):
        token = tokens.at(match.start())
        if token is None or token.pos_ not in ("VERB", "AUX") or token.idx != match.start():
            continue
        stem = (match.group("stem") or "").lower()
        times = Decimal(_STEMS[stem]) if stem else Decimal("0.5")
        yield _multiple(tokens.text, match, times, kind=_MOVING)


def _folds(text: str) -> Iterator[Amount]:
    for match in _FOLD.finditer(text):
        word = match.group("times").lower()
        times = int(word) if word.isdecimal() else SMALL.get(word, TENS.get(word, 0))
        way = changes.moved_by(text, match.start()) or changes.named_change(
            text, match.start(), match.end()
        )
        if times > 1 and way == "up":
            yield _multiple(text, match, Decimal(times))


def _compared(tokens: Tokens) -> Iterator[Amount]:
    """What is so many times something else: "twice as many pigs as people"."""
    for match in _COMPARED.finditer(tokens.text):
        token = tokens.at(match.start())
        if token is not None and token.pos_ != "VERB":  # "will double the number"
            times = _TIMES[match["times"].lower()] if match["times"] else Decimal("0.5")
            yield _multiple(tokens.text, match, Decimal(times))


def _multiple(text: str, match: re.Match[str], value: Decimal, *, kind: str = "other") -> Amount:
    start, end = match.span()
    unit = Unit(start=start, end=end, words=text[start:end], name=MULTIPLE, kind=kind)
    return Amount(
        start=start,
        end=end,
        number_start=start,
        number_end=end,
        value=value,
        upper=None,
        unit=unit,
    )
