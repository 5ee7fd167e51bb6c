"""What numbers count, and when two are one: money, shares, spans of time, the dead, changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from handlers.newsroom import Published
from handlers.words.names import folded
from handlers.words.wording import change_line
from nlp.analysis import Figure
from nlp.figures.numbers.numerals import find_numerals

_MONEY = re.compile(r"[$€£¥]\s?$")
_SHARE = re.compile(r"\s?(?:%|per ?cent\b(?:age points?\b)?|percentage points?\b)")
_NAMED_MONEY = re.compile(
    r"\s?(?:[a-z]+\s)?(?:dollars?|euros?|pounds?|yen|yuan|rupees?|pesos?|kron(?:er|or|a)|francs?)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[,;:.!?“”\"]|\b(?:and|but|or|than|of which)\b", re.IGNORECASE)
_LOOKED_AT = 80  # characters behind a number
_ONE_EVENT = timedelta(days=14)
_COUNTED = 2  # telling words behind a number that may be what it counts
_SPANS = frozenset(
    word + end
    for word in ("second", "minute", "hour", "day", "night", "week", "month", "year", "decade")
    for end in ("", "s")
)
_TIME, _CASH, _PART = "time", "money", "share"
_SORTS = frozenset({_TIME, _CASH, _PART})
_IDLE_WORDS = """
a an the its their our his her this that these those of in on at to from by for had has have be
been is are was were will would could may might more other and but or than last next per over
under this each every
"""
_IDLE = frozenset(_IDLE_WORDS.split())
# A tally of the dead or the hurt is told with the word before the number, or with one behind it.
_TOLLS = {
    "dead": (
        re.compile(r"\btoll\b[^.,;:]{0,30}\b(?:at|to|is|was|of|reached|now)\s$", re.IGNORECASE),
        re.compile(
            r"(?:\s(?!of\b)[a-z]+){0,3}?\s(?:(?:had|have|has|were|was|been)\s){0,2}"
            r"(?:died|dead|killed|deaths?|fatalities)\b",
            re.IGNORECASE,
        ),
    ),
    "hurt": (
        re.compile(r"\b(?:injured|wounded)\b[^.,;:]{0,20}\b(?:at|to)\s$", re.IGNORECASE),
        re.compile(
            r"(?:\s(?!of\b)[a-z]+){0,3}?\s(?:(?:had|have|has|were|was|been)\s){0,2}"
            r"(?:hurt|injured|wounded|injuries)\b",
            re.IGNORECASE,
        ),
    ),
}
_OF_TOLLS = re.compile(r"toll|d(?:ied|ead|eath)|killed|fatal|hurt|injur|wounded", re.IGNORECASE)


@lru_cache(maxsize=1 << 11)
def tolls(text: str) -> tuple[tuple[str, str], ...]:
    """Of what a text tells how many: ("dead", "15"); the number as its words have it."""
    if not _OF_TOLLS.search(text):  # as in most: to look for numbers takes ten times longer
        return ()
    found = []
    for each in find_numerals(text):
        for sort, (before, behind) in _TOLLS.items():
            clause = _ENDS.split(text[each.end : each.end + _LOOKED_AT], maxsplit=1)[0]
            if before.search(text, max(0, each.start - _LOOKED_AT), each.start) or behind.match(
                clause
            ):
                found.append((sort, text[each.start : each.end]))
    return tuple(found)


def soon(was: Published | None, now: Published | None) -> bool:
    """Whether one was published within days of the other: what both count is of one event."""
    return was is not None and now is not None and abs(now.day - was.day) <= _ONE_EVENT


def of_one_sort(one: str, other: str) -> bool:
    """Whether the numbers of two texts may count the same: no money beside years, for one."""
    mine, theirs = _counted(one), _counted(other)
    return not mine or not theirs or any(_same(a, b) for a in mine for b in theirs)


def told(
    mine: Sequence[str], theirs: Sequence[str], texts: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two numbers with what both count: "60 days", "90 days"; as they are where it differs."""
    things = [
        re.findall(rf"(?<!\w){re.escape(number)} ([a-z]{{3,}})\b", text)
        for numbers, text in ((mine, texts[0]), (theirs, texts[1]))
        for number in numbers
    ]
    same = len(mine) == len(theirs) == 1 and all(things) and things[0][0] == things[1][0]
    if not same or things[0][0] in _IDLE:
        return tuple(mine), tuple(theirs)
    return (f"{mine[0]} {things[0][0]}",), (f"{theirs[0]} {things[0][0]}",)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    if (one | other) & _SORTS:
        return bool(one & other & _SORTS)
    return not one or not other or bool(one & other)


@lru_cache(maxsize=1 << 11)
def _counted(text: str) -> tuple[frozenset[str], ...]:
    """For each number of a text what it may count; none where nothing behind it tells that."""
    return tuple(_behind(text, each.start, each.end) for each in find_numerals(text))


def _behind(text: str, start: int, end: int) -> frozenset[str]:
    if _MONEY.search(text, 0, start) or _NAMED_MONEY.match(text, end):
        return frozenset({_CASH})
    if _SHARE.match(text, end):
        return frozenset({_PART})
    clause = _ENDS.split(text[end : end + _LOOKED_AT], maxsplit=1)[0]
    telling = [word for word in folded(clause) if word not in _IDLE and not word[0].isdigit()]
    if telling[:1] and telling[0] in _SPANS:
        return frozenset({_TIME})
    return frozenset(word.removesuffix("s") for word in telling[:_COUNTED])


def changed_otherwise(before: Figure, after: Figure) -> str | None:
    """How one value is told to have changed by another amount: "down 31 % → down 38 %"."""
    one, other = before.change, after.change
    if one is None or other is None or one.amount is None or other.amount is None:
        return None
    if (one.unit, one.base) != (other.unit, other.base) or as_exactly(one.amount, other.amount):
        return None
    return f"{change_line(before)} → {change_line(after)}"


def as_exactly(one: Decimal, other: Decimal) -> bool:
    """Whether two values are the same, one of them perhaps rounded: 295 and 295.4 billion."""
    coarse, exact = sorted((one.normalize(), other.normalize()), key=_digits)
    exponent = coarse.as_tuple().exponent
    if not isinstance(exponent, int):
        return one == other
    return exact.quantize(Decimal(1).scaleb(exponent), ROUND_HALF_UP) == coarse


def _digits(value: Decimal) -> int:
    return len(value.as_tuple().digits)
