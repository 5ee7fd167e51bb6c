"""When an article says it appeared: a stated date read with its precision, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from nlp.analysis import Precision

_LONGEST = 120  # characters; no date is longer, and patterns stay cheap
_FIRST_YEAR, _LAST_YEAR = 1700, 2199  # outside, it is a default value or a slip

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = (
    r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?::(?P<second>\d{2}))?(?:\.\d{1,9})?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Z]{2,5})?"
)
_LEAD = (
    r"(?:(?:first\s+)?(?:published|posted|issued|created)\s*(?:on|at)?\s*:?\s*)?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
)
_TIME_AFTER = r"(?:(?:,?\s*(?:at\s+|[-–|]\s*)?|T)" + _CLOCK + r")?"

_SHAPES = tuple(
    re.compile(_LEAD + shape + r"\s*\.?", re.IGNORECASE)
    for shape in (
        rf"{_YEAR}-(?P<month>\d{{2}})-(?P<day>\d{{2}}){_TIME_AFTER}",
        rf"{_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}}){_TIME_AFTER}",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
        rf"{_YEAR}-(?P<month>\d{{2}})",
        _YEAR,
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}{_TIME_AFTER}",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}{_TIME_AFTER}",
        rf"{_MONTH},?\s+{_YEAR}",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A date as stated: `day` is the first of the month or year where no more is known.

    `at` is aware UTC, only where a time and its zone are stated; `day` stays the day as
    written, in the writer's own zone.
    """

    day: date
    precision: Precision
    at: datetime | None = None


def read_date(words: str) -> Stated | None:
    """Read words that are a date and nothing else; None where they are not.

    Takes ISO 8601, RFC 2822 and English dates ("May 12, 2025", "12 May 2025", "Feb.
    2025", "2025"). All-number dates whose order is unclear ("5/12/2025") are not read.
    """
    words = words.strip()
    if not words or len(words) > _LONGEST:
        return None
    for shape in _SHAPES:
        if found := shape.fullmatch(words):
            return _stated(found)
    return None


def _stated(found: re.Match[str]) -> Stated | None:
    """Turn a match into a date; None where the calendar has no such day."""
    parts = found.groupdict()
    year, month, day = int(parts["year"]), parts.get("month"), parts.get("day")
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    number = 1 if month is None else int(month) if month.isdigit() else _MONTHS[month.lower()]
    try:
        stated = date(year, number, int(day or 1))
    except ValueError:
        return None
    return Stated(day=stated, precision=precision, at=_moment(stated, parts))


def _moment(day: date, parts: dict[str, str | None]) -> datetime | None:
    """Give the moment in UTC, where a time of day and an unmistakable zone are stated."""
    zone = _zone(parts.get("zone"))
    hour, half = parts.get("hour"), (parts.get("half") or "").lower()
    if hour is None or zone is None:
        return None
    clock = int(hour) % 12 + (12 if half.startswith("p") else 0) if half else int(hour)
    try:
        local = datetime(
            day.year,
            day.month,
            day.day,
            clock,
            int(parts.get("minute") or 0),
            int(parts.get("second") or 0),
            tzinfo=zone,
        )
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _zone(words: str | None) -> timezone | None:
    """Read an offset or UTC; letters such as EST or IST mean several zones, so: None."""
    if words is None:
        return None
    if words.upper() in ("Z", "UTC", "GMT"):
        return UTC
    if words[0] not in "+-":
        return None
    offset = timedelta(hours=int(words[1:3]), minutes=int(words[-2:]))
    return timezone(-offset if words[0] == "-" else offset) if offset < timedelta(days=1) else None
