"""Days as people type them: "last friday", "in may", "2025-05", "since april 2", against today.

A question is about what was published, so a weekday or month without a year is the last
one; `nlp.dates.finding` reads the words themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nlp.dates import finding as dates
from nlp.dates.reckoning import DAYS, MONTHS, NUMBERS

_NAMES = {name.lower(): name for row in (*MONTHS, DAYS) for name in row}
_SHORT = {day[:length].lower(): day for day in DAYS for length in (3, 4, 5)} | {"weds": "Wednesday"}
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = re.compile(
    r"\b(?P<word>since|until|till|til|through|thru|before|after|by|from|between|up\sto|as\sof|as-of"
    r"|in|on|during|over|within|at|for|of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(?:to|and|until|till|through|thru|[-–—])\s*", re.IGNORECASE)
_TO = re.compile(r"\bto\b")
_BARE = re.compile(rf"(?:{'|'.join(_NAMES.values())})\.?")
_NO_YEAR = re.compile(
    r"(?:in\s)?(?:\d\d?(?:st|nd|rd|th)?\s(?:of\s)?)?"
    rf"(?:{'|'.join(name for row in MONTHS for name in row)})\.?(?:\s\d\d?(?:st|nd|rd|th)?)?"
)
_ISO_MONTH = re.compile(r"\b((?:1[89]|20)\d\d)[-/](0[1-9]|1[0-2])\b(?![-/\d])")
_ISO_SLASHES = re.compile(r"\b((?:1[89]|20)\d\d)/(\d\d)/(\d\d)\b")
_HALVES = re.compile(r"\b[qh](?=[1-4]\b)")
_LATELY = re.compile(
    r"\b(?:the\s+)?(?:last|past)\s+(?P<n>\d{1,3}|couple\sof|few|"
    + "|".join(NUMBERS)
    + r")\s+(?P<unit>day|week|month|year)s?\b",
    re.IGNORECASE,
)
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}
_COUNTS = {"couple of": 2, "few": 3} | {word: at for at, word in enumerate(NUMBERS, 1)}
_OF_FIGURES = re.compile(
    r"(?:1[89]|20)\d\d|.*(?:quarter|half|spring|summer|fall|autumn|winter|\b[qhQH][1-4]\b|year).*"
)
_SINCE, _AFTER = frozenset({"since", "from", "between"}), frozenset({"after"})
_UNTIL = frozenset({"until", "till", "til", "through", "thru", "by", "up to"})
_AS_OF = frozenset({"as of", "as-of"})
_BOUNDS = _SINCE | _AFTER | _UNTIL | _AS_OF | {"before"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of days, first and last included, and the characters it was typed in.

    `as_of` is the day after which nothing counts, where that was asked for.
    """

    start: int
    end: int
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    of_figures: bool = False  # a year or a part of one: rather what a figure is of


def meant(words: str, today: date | None) -> tuple[date, date] | None:
    """The first and last day these words as a whole mean; None where they mean none."""
    plain = _spelt(words.strip(), short=True)
    if plain.lower() in ("now", "today") and today:
        return today, today
    if (lately := _LATELY.fullmatch(plain)) and today:
        return _lately(lately, today)
    if _BARE.fullmatch(plain):
        plain = f"in {plain}"
    found = dates.find(plain, today)
    if len(found) != 1 or (found[0][0], found[0][1]) != (_lead(plain), len(plain)):
        return None
    when = dates.resolve(plain, today)
    if when.first is None:
        return None
    if today and when.first > today and _NO_YEAR.fullmatch(plain):
        return meant(f"{plain} {when.first.year - 1}", today)  # the last one that has begun
    return when.first, when.last or when.first


def _lead(words: str) -> int:
    """Where the date begins: behind "in", where months need it."""
    return 3 if words.startswith("in ") and not words[3:4].isdigit() else 0


def stretches(text: str, today: date | None) -> tuple[Stretch, ...]:
    """All dates in running words, each with the preposition that says which end it is."""
    plain = _spelt(text, short=False)
    spans = list(_spans(plain, today))
    found, at = list[Stretch](), 0
    while at < len(spans):
        start, end, first, last = spans[at]
        led = _BEFORE.search(plain[:start])
        word = " ".join(led.group("word").lower().split()) if led else ""
        begin = led.start() if led else start
        following = spans[at + 1] if at + 1 < len(spans) else None
        if following and _LINK.fullmatch(plain[end : following[0]]):
            found.append(Stretch(start=begin, end=following[1], since=first, until=following[3]))
            at += 2
            continue
        at += 1
        words = plain[start:end]
        if _BARE.fullmatch(words) and not word:
            continue
        of_figures = bool(_OF_FIGURES.fullmatch(words)) and word not in _BOUNDS
        found.append(replace(_bounded(word, begin, end, first, last), of_figures=of_figures))
    return tuple(found)


def _bounded(word: str, start: int, end: int, first: date, last: date) -> Stretch:
    """Which days a date means behind this preposition."""
    if word in _AS_OF:
        return Stretch(start=start, end=end, as_of=last)
    if word in _SINCE:
        return Stretch(start=start, end=end, since=first)
    if word in _AFTER:
        return Stretch(start=start, end=end, since=_shifted(last, 1))
    if word in _UNTIL:
        return Stretch(start=start, end=end, until=last)
    if word == "before":
        return Stretch(start=start, end=end, until=_shifted(first, -1))
    return Stretch(start=start, end=end, since=first, until=last)


def _shifted(day: date, by: int) -> date:
    """A day nearby; the ends of the calendar stay."""
    return day + timedelta(days=by) if date.min < day < date.max else day


def _spans(plain: str, today: date | None) -> Iterator[tuple[int, int, date, date]]:
    """Start, end, first and last day of each date in words that are spelt as in print."""
    ours = [*_LATELY.finditer(plain), *_ISO_MONTH.finditer(plain)]
    places = [match.span() for match in ours]
    # A lone "March" is found behind "by" and not behind "to"; both are two letters long.
    found = dates.find(_TO.sub("by", plain), today)
    places += [
        (start, end)
        for start, end, _ in found
        if not any(start < match.end() and match.start() < end for match in ours)
    ]
    for start, end in sorted(places):
        if days := meant(plain[start:end], today):
            yield start, end, *days


def _lately(match: re.Match[str], today: date) -> tuple[date, date]:
    """ "the last 30 days": up to today."""
    number = " ".join(match.group("n").lower().split())
    count = int(number) if number.isdigit() else _COUNTS[number]
    days = count * _LENGTHS[match.group("unit").lower()]
    return (today - timedelta(days=days) if today.toordinal() > days else date.min), today


def _spelt(text: str, *, short: bool) -> str:
    """Names of days and months with their capitals; months in figures as a name and a year.

    The length stays, so that places in the text do. Where one date is all there is,
    `short` names of days count as well.
    """
    if short:
        text = _ISO_SLASHES.sub(r"\1-\2-\3", text)
        text = _ISO_MONTH.sub(lambda m: f"{MONTHS[int(m[2]) - 1][0]} {m[1]}", text)

    def name(match: re.Match[str]) -> str:
        word = match.group().lower()
        return (_SHORT.get(word) if short else None) or _NAMES.get(word) or word

    return _HALVES.sub(lambda match: match.group().upper(), _WORD.sub(name, text))
