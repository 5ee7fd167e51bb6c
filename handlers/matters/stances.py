"""Whether somebody says something else on the same matter: another number, date or stance."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from handlers.words.names import folded
from handlers.words.tallies import of_one_sort, told, tolls
from handlers.words.wording import DAYS, MONTHS, listed
from nlp.analysis import Attribution, AttributionKind, Modality
from nlp.figures.numbers.numerals import find_numerals

_SHARED = 0.6  # of the telling words of both, beside numbers, dates and negations
_FEWEST = 3  # telling words that must be shared
_SAME = 2  # where no other words tell the matter: "inflation would fall to 3%"
_STEM = 3  # letters that a stem has at least
_NEGATIONS = frozenset({"not", "no", "never", "nor", "without", "neither", "cannot"})
_CONTRACTED = ("n't", "n’t")
_IDLE_WORDS = """
a an and any are as at be been by for from had has have he her his i in is it its of on or our
she so that the their them there they this to us was we were which who will with would you could
may might can shall should do does did now still also number total figure stand stands stood
"""
_IDLE = frozenset(_IDLE_WORDS.split())
_TELLING_TIME = frozenset(name.casefold() for name in (*MONTHS, *DAYS)) - {"may"} | {
    "today",
    "tomorrow",
    "yesterday",
}
_NUMBER_WORDS = """
one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
seventy eighty ninety hundred thousand million billion trillion half double twice
percent percentage point points dozens hundreds thousands millions billions trillions
"""
_NUMBERS = frozenset(_NUMBER_WORDS.split())
_SHARES = frozenset({"percent", "percentage", "point", "points"})  # percent are no points
_MONTH = "|".join(MONTHS)
# A number that is put right by another ("$12.1 billion, not $11.2 billion") denies nothing.
_PUT_RIGHT = re.compile(
    r",?\s*\b(?:not|instead of|rather than)(?:\s+the)?\s+"
    rf"(?:[$€£]?\d[\d.,]*(?:\s*(?:%|percent\b|per cent\b|million\b|billion\b|trillion\b|bn\b))?"
    rf"|(?:{_MONTH})\s+\d{{1,2}}\b|\d{{1,2}}\s+(?:{_MONTH})\b)",
    re.IGNORECASE,
)
_SIGN_BEFORE = re.compile(r"[$€£¥]\s?$")
_SIGN_AFTER = re.compile(r"\s?(?:%|per ?cent\b(?:age points?\b)?|percentage points?\b)")
_SIGN = {False: "affirmed", True: "negated"}
# "December 1" and "1 December" are one word of time, whose number is none.
_DAY = re.compile(
    rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})\b|\b(?P<of>\d{{1,2}})\s+(?P<named>{_MONTH})\b",
    re.IGNORECASE,
)
# Years are times, not amounts: "by 2030".
_YEAR = re.compile(r"(?<![\w.,$€£¥-])(?:19|20)\d\d(?![\w%-]|[.,]\d|\s(?:per ?cent|[a-z]+s)\b)")
_SINCE = re.compile(
    r"\b(?:since|(?:later|earlier) than)\b[^,;.“”]*", re.IGNORECASE
)  # from when on: no part of the matter
_GLUE = "\u02bc"  # a letter that looks like an apostrophe
_IN_NUMBERS, _POINT = re.compile(r"(?<=\d)\.(?=\d)"), "\ua78f"  # a letter that looks like a point
_PERCENT = re.compile(r"\s*(?:%|\bper cent\b)", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_OPPOSED = frozenset({Modality.STATED, Modality.DENIED})
# Cues of a position, by the side that they take.
FOR = frozenset(
    {"support", "back", "favor", "favour", "endorse", "welcome", "want", "demand", "seek", "urge"}
    | {"love", "prefer", "praise", "approve", "champion", "defend", "applaud", "embrace"}
)
AGAINST = frozenset(
    {"oppose", "reject", "resist", "object", "protest", "condemn", "criticize", "criticise"}
    | {"denounce", "dislike", "hate", "fear", "regret", "refuse", "deplore", "decry"}
)
_TOLD = frozenset({AttributionKind.INDIRECT, AttributionKind.MIXED})
_TELLING_SIDE = frozenset(
    {"support", "back", "endorse", "welcome", "praise", "champion", "defend", "applaud"}
    | {"oppose", "reject", "protest", "condemn", "criticize", "criticise", "denounce"}
    | {"deplore", "decry", "favor", "favour", "embrace", "resist"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words sorted: those that tell the matter, and those that may differ on it.

    `tolls` are tallies of the dead and the hurt, which are told in many words.
    """

    matter: frozenset[str]
    tolls: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    dates: tuple[str, ...]
    negated: bool

    def near(self, other: Said) -> bool:
        """Whether enough words are shared that there may be a shift at all."""
        shared = len(self.matter & other.matter)
        if shared >= _FEWEST or (self.matter == other.matter and shared >= _SAME):
            return True
        return bool(self.tolls and other.tolls)


NO_WORDS = Said(matter=frozenset(), tolls=(), numbers=(), dates=(), negated=False)


def said(attribution: Attribution) -> Said:
    """The words of somebody, sorted."""
    return _sorted(tuple(piece.words for piece in attribution.contents))


@lru_cache(maxsize=1 << 12)
def _sorted(pieces: tuple[str, ...]) -> Said:
    """Kept, for each is compared with many others."""
    text = _numbers_joined(" ".join(pieces))
    short = sum(text.casefold().count(each) for each in _CONTRACTED)
    matter, numbers, dates, denials = set[str](), list[str](), list[str](), short
    for word in folded(text):
        if word in _IDLE:
            continue
        dated = _GLUE in word or word in _TELLING_TIME
        if dated:
            dates.append(word.replace(_GLUE, " ").strip())
        if word[0].isdigit() or word in _NUMBERS:
            numbers.append(word.replace(_POINT, "."))
        elif word in _NEGATIONS:
            denials += 1
        elif not dated and word != "t":
            matter.add(stem(word))
    return Said(
        matter=frozenset(matter),
        tolls=tolls(" ".join(pieces)),
        numbers=tuple(numbers),
        dates=tuple(dates),
        negated=denials % 2 == 1,
    )


def _numbers_joined(text: str) -> str:
    """The text with days, percent and decimals in one word each, without what was put right."""
    if _DIGIT.search(text):
        text = _PUT_RIGHT.sub(" ", text)
    if "%" in text or "cent" in text.casefold():
        text = _PERCENT.sub(" percent ", text)
    if not _DIGIT.search(text):
        return text
    days = _DAY.sub(
        lambda day: f"{day['month'] or day['named']}{_GLUE}{day['day'] or day['of']}", text
    )
    years = _YEAR.sub(lambda year: f"{_GLUE}{year[0]}", days)
    return _IN_NUMBERS.sub(_POINT, _SINCE.sub(_only_times, years))


def _only_times(since: re.Match[str]) -> str:
    """Of a clause that says since when only the times; all of it where it tells a number."""
    words = since[0].split()
    if any(word[0].isdigit() for word in words):
        return since[0]
    times = (word for word in words if _GLUE in word or word.casefold() in _TELLING_TIME)
    return " ".join(times)


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """What the forms of a word share: "expect" of "expects", "pric" of "prices" and "price"."""
    for end in ("ing", "ed", "es", "s", "e"):
        if word.endswith(end) and len(word) - len(end) >= _STEM:
            word = word.removesuffix(end)
            break
    if len(word) > _STEM and word[-1] == word[-2]:
        word = word[:-1]
    return f"{word[:-1]}y" if len(word) > _STEM and word[-1] == "i" else word


def shift(
    before: Attribution,
    after: Attribution,
    named: frozenset[str] = frozenset(),
    *,
    soon: bool = False,
) -> tuple[str, str] | None:
    """In what the later words differ ("stance", "number", "date"), and how; None if in nothing.

    Both are by the same speaker; `named` are words of names, which alone tell no matter. Where
    the later ones followed `soon`, a tally of the dead or the hurt is of one event.
    Where their words are not clearly of one matter, they do not differ: they are two things
    that were said.
    """
    was, now, texts = said(before), said(after), _texts(before, after)
    if not _alike(was, now, named) or _holds(before, after):
        return _toll_moved(was, now, named) if soon else None
    if (was.negated != now.negated) != turned(before, after):
        sides = side(before), side(after)
        if was.negated == now.negated and None not in sides:
            return "stance", " → ".join("for" if each else "against" for each in sides)
        if before.modality is after.modality:
            return "stance", " → ".join(_SIGN[each.negated] for each in (was, now))
        return "stance", f"{_stance(before, was)} → {_stance(after, now)}"
    for name, one, other in (
        ("number", was.numbers, now.numbers),
        ("date", was.dates, now.dates),
    ):
        mine, theirs = _beside(one, other), _beside(other, one)
        if mine and theirs:  # of two numbers one may be left out
            if name == "number":
                if _SHARES & {*one} != _SHARES & {*other} or not of_one_sort(*texts):
                    continue
                mine, theirs = (_amounts(each, own) for each, own in ((before, was), (after, now)))
                mine, theirs = told(_beside(mine, theirs), _beside(theirs, mine), texts)
            return name, f"{listed(mine)} → {listed(theirs)}"
    return None


def _toll_moved(was: Said, now: Said, named: frozenset[str]) -> tuple[str, str] | None:
    """How one tally of the dead or the hurt has moved; None where they may be of two events."""
    places = was.matter & named, now.matter & named
    if places[0] and places[1] and places[0].isdisjoint(places[1]):
        return None
    if len(was.tolls) == len(now.tolls) == 1:
        (sort, one), (other_sort, other) = *was.tolls, *now.tolls
        if sort == other_sort and one.casefold() != other.casefold():
            return "number", f"{one} → {other}"
    return None


def _texts(*both: Attribution) -> tuple[str, ...]:
    return tuple(" ".join(piece.words for piece in each.contents) for each in both)


def _beside(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """What the first has and the second has not, each as often as it has it more."""
    rest = Counter(one) - Counter(other)
    return tuple(word for word in one if rest[word] > 0)


def _amounts(attribution: Attribution, words: Said) -> tuple[str, ...]:
    """The numbers as the words have them, with their signs: "$2 billion"."""
    text = _PUT_RIGHT.sub(" ", " ".join(piece.words for piece in attribution.contents))
    found = []
    for numeral in find_numerals(text):
        before = _SIGN_BEFORE.search(text, 0, numeral.start)
        after = _SIGN_AFTER.match(text, numeral.end)
        start = before.start() if before else numeral.start
        found.append(text[start : after.end() if after else numeral.end])
    return tuple(found) or words.numbers


def _holds(before: Attribution, after: Attribution) -> bool:
    """Whether one of two has all words of the other, and only says more."""
    one, other = (
        f" {' '.join(folded(' '.join(piece.words for piece in each.contents)))} "
        for each in (before, after)
    )
    same = before.modality is after.modality and side(before) == side(after)
    return same and (one in other or other in one)


def turned(before: Attribution, after: Attribution) -> bool:
    """Whether who takes one side does not take the other's: denied what was stated, or opposes
    what was supported."""
    sides = side(before), side(after)
    if None not in sides:
        return sides[0] != sides[1]
    return {before.modality, after.modality} == _OPPOSED


def side(attribution: Attribution) -> bool | None:
    """Whether somebody is for the matter of their words; None where the cue does not tell.

    Of words that are no position only cues tell that take a side of themselves: "criticized".
    """
    cue = attribution.cue.lemma if attribution.cue else ""
    plain = attribution.kind is AttributionKind.POSITION and cue in FOR | AGAINST
    told = attribution.kind in _TOLD and cue in _TELLING_SIDE
    if not (plain or told):
        return None
    if cue in AGAINST:  # its mood is that of a denial, be it negated or not
        words = folded(attribution.cue.excerpt.words) if attribution.cue else ()
        return not _NEGATIONS.isdisjoint(words)
    return attribution.modality is not Modality.DENIED


def alike(before: Attribution, after: Attribution, named: frozenset[str] = frozenset()) -> bool:
    """Whether these words are clearly of one matter, be it in the same way or in another."""
    return _alike(said(before), said(after), named)


def _alike(was: Said, now: Said, named: frozenset[str]) -> bool:
    shared = was.matter & now.matter
    if len(shared) < _FEWEST:
        return was.matter == now.matter and len(shared - named) >= _SAME
    return len(shared - named) >= _SHARED * len((was.matter | now.matter) - named)


def _stance(attribution: Attribution, words: Said) -> str:
    negated = ", negated" if words.negated else ""
    return f"{attribution.modality}{negated}"
