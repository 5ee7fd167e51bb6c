"""Tells how a rate moved: raised, reduced, doubled, and what it was before."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from nlp.figures.numbers.numerals import find_numerals
from nlp.measures.rates.finding import Rate
from nlp.tariff_words import tariff_words

_TIMES = {"doubled": 2, "tripled": 3, "quadrupled": 4}
_MULTIPLYING = re.compile(
    r"\b(?P<how>doubl|tripl|quadrupl|halv)(?:e|es|ed|ing)"
    r" (?:(?:its|the|their|his|her|an?|[A-Z][\w.]*|[A-Z][\w.]*(?:’s|'s)) ){0,3}"
    r"(?:current |existing |present |additional |extra |own )?$"
)
_BECAME = re.compile(r"\b(?:to|at) (?:about |just |only |up to )?$")
_FROM_IT = re.compile(  # "doubled the rate from 25%"
    r"\b(?P<how>doubl|tripl|quadrupl|halv)(?:es|ed|ing)"
    r" (?:(?:it|them|the|its|their|that|this|these)(?: [\w-]+){0,3}? )?"
    r"from (?:just |only |the |an? )?$"
)
RISING_TO = re.compile(
    r"[^;:%]{0,120}?(?:, |,? (?=and|but|then))(?P<rising>"
    r"(?:ris|climb|increas|go|fall|dropp|mov)ing (?:up |down )?to "
    r"|(?:and|but|then)(?: (?!the\b)[\w’']+){0,5}? (?:t[ao]k(?:en?|ing)|takes|br(?:ing|ought)"
    r"|rais(?:ed?|ing)|lift(?:ed|ing)?|lower(?:ed|ing)?|cut(?:ting)?|reduc(?:ed?|ing)|mov(?:ed?"
    r"|ing))"
    r" (?:that|it|this|them|the (?:rate|duty|levy|tariff|charge))(?: back| up| down| again)? to"
    r" (?:as (?:much|high|little|low) as )?)"
)
"""What parts a rate from the next step of it: "…, rising to 30%", "and plans to take it to"."""
_CUTTING = re.compile(
    r"(?<!may )(?<!might )(?<!could )\b(?:cut|lower|reduc|slash)\w*"
    r" (?:(?:its|the|their|an?|[A-Z][\w.]*(?:’s|'s)?) )?$"
)
_BY_POINTS = re.compile(  # "raised its duty by five points to 30%"
    r"\b(?P<way>rais|increas|hik|lift|rise|rose|climb|jump|up|went up|add"
    r"|cut|lower|reduc|trim|slash|fall|fell|drop|down)[a-z]*\b(?P<gap>[^;:.%]{0,90}?)"
    r"(?: by| of)? (?P<points>[\w.-]+) (?:percentage[ -])?points?(?: on [A-Z][a-z]+)?,? to"
    r" (?:just |only )?$"
)
_OLD_RATE = re.compile(  # "…, doubling the old rate", "twice the previous level"
    r"[^;:.%]{0,90}?,? (?P<how>doubl|tripl|quadrupl|twice|three times|double|triple)(?:ing)?"
    r" (?:the|its|their) (?:old|previous|earlier|former|existing|current|prior)"
    r" (?:rate|tariff|duty|levy|level|one|figure)\b"
)
_SO_OFTEN = {"d": 2, "tw": 2, "tr": 3, "th": 3, "q": 4}
_UP = ("rais", "increas", "hik", "lift", "rise", "rose", "climb", "jump", "up", "went", "add")
_BY_HALF = re.compile(r"[^,;:.%]{0,60}? (?:by|in) half\b")
_MAYBE = re.compile(
    r"\b(?:may|might|could|can|whether to|if|unless|consider\w*|weigh\w*|offer\w*|discuss\w*)"
    r"(?: to)?(?: [a-z]+)? $"
    r"|\b(?:want|urg|ask|call|press|push|lobb|demand|beg)\w*\b[^,;:]{0,50}? to $"
)
_MULTIPLES = {"doubl": Decimal(2), "tripl": Decimal(3), "quadrupl": Decimal(4)}


def multiplied(text: str, rate: Rate) -> Rate:
    """The rate that becomes of one that a verb multiplies: "halved its 110% tariff" makes 55
    of 110; other rates as they are.
    """
    if not rate.value or rate.before is not None or rate.noun is None:
        return rate
    start = max(rate.near[0], rate.start - 60)
    how = _FROM_IT.search(text, start, rate.start)
    if how is not None:
        return _times(rate, how["how"])
    if _CUTTING.search(text, start, rate.start) and _BY_HALF.match(text, rate.end):
        return _times(rate, "halv")
    if rate.noun[0] < rate.end or _BECAME.search(text, rate.end, rate.right):
        return rate  # "to 50%" says what became of it
    how = _MULTIPLYING.search(text, start, rate.start)
    if how is None or _MAYBE.search(text, max(rate.near[0], how.start() - 60), how.start()):
        return rate  # "might halve its 34% tariff"
    return _times(rate, how["how"])


def _times(rate: Rate, how: str) -> Rate:
    """The rate that becomes of one when it is halved, or multiplied so often."""
    times, value = _MULTIPLES.get(how), rate.value or Decimal(0)
    return replace(rate, value=value / 2 if times is None else value * times, before=value)


_ROUGHLY = re.compile(r"\b(?:(?:more|less|better) than|nearly|almost|roughly|about) $")
_THEN_TO = re.compile(r"[^;:.%]{0,40}?(?:,|,? and) then to ")
_AND_TO = re.compile(r"(?:[^;:.%]|\.(?= [0-9a-z])){0,40}?(?:,|,? and|,? then) to ")
_LATER = re.compile(r",? (?:an?|one|two|three|six) (?:months?|years?) (?:later|after(?: that)?)\b")
_TERM = r"(?:20[0-9]{2}|(?:its|the) (?:first|second|third|fourth|fifth|next|last)(?: year)?)"
_IN_ONE = re.compile(rf" (?:in|from|by) {_TERM},? and(?: then)? ")
_IN_OTHER = re.compile(rf" (?:in|from|by) {_TERM}\b")


def step_start(text: str, rate: Rate) -> int:
    """Where the words of a further step start: its rate, or the "rising" before it."""
    rising = RISING_TO.fullmatch(text, max(rate.left, rate.start - 140), rate.start)
    return rising.start("rising") if rising else rate.start


def direction_of(text: str, rate: Rate) -> str | None:
    """How the rate moved, where the words or the rate before say so."""
    multiple = next((name for name in _multiples(text, rate)), None)
    if multiple is not None:
        return multiple
    if rate.before is not None and rate.value is not None and rate.before != rate.value:
        return "raised" if rate.value > rate.before else "reduced"
    stretch = text[max(rate.left, rate.near[0]) : min(rate.right, rate.near[1])]
    for name, pattern in tariff_words().direction.items():
        if pattern.search(stretch):
            return name
    return None


def rate_before(text: str, rate: Rate) -> Decimal | None:
    """The rate before: as stated, or as "doubled to 50%" gives it, where that is exact."""
    if rate.before is not None or not rate.value:
        return rate.before
    stepped = _BY_POINTS.search(text, max(rate.left, rate.near[0], rate.start - 140), rate.start)
    if stepped is not None:
        return _stepped(rate.value, stepped)
    multiple = next(iter(_multiples(text, rate)), None)
    if multiple == "halved":
        return rate.value * 2 if text.endswith("to ", 0, rate.start) else None
    old = _OLD_RATE.match(text, rate.end, rate.near[1])
    often = next((n for how, n in _SO_OFTEN.items() if old and old["how"].startswith(how)), None)
    if often is None and multiple is not None and text.endswith("to ", 0, rate.start):
        often = _TIMES[multiple]
    return rate.value / often if often and not (rate.value * 100) % often else None


def _stepped(value: Decimal, told: re.Match[str]) -> Decimal | None:
    """What a rate was that was moved by so many points to `value`."""
    points = next(iter(find_numerals(told["points"])), None)
    if points is None or points.value is None:
        return None
    was = value - points.value if told["way"].startswith(_UP) else value + points.value
    return was if was >= 0 else None


def _multiples(text: str, rate: Rate) -> list[str]:
    """The multiples ("doubled", "halved") among the words that move the rate."""
    stretch = text[max(rate.left, rate.near[0], rate.start - 120) : rate.start]
    patterns = tariff_words().direction
    found = ((name, patterns[name].search(stretch)) for name in (*_TIMES, "halved"))
    return [name for name, at in found if at and not _ROUGHLY.search(stretch, 0, at.start())]


def is_step(text: str, before: Rate, rate: Rate) -> bool:
    """Whether the second rate is a later step of the first: "to 4% in May, to 2% a year later",
    "to 9% in 2026 and 12% in 2027".
    """
    gap = before.end, rate.start
    onward = before.before is not None and _AND_TO.fullmatch(text, *gap)
    onward = onward or _THEN_TO.fullmatch(text, *gap) or RISING_TO.fullmatch(text, *gap)
    to = text.endswith(" to ", 0, before.start)
    moved = to and _IN_ONE.fullmatch(text, *gap) and _IN_OTHER.match(text, rate.end)
    later = to and _AND_TO.fullmatch(text, *gap) and _LATER.match(text, rate.end)
    return bool(onward or moved or later)
