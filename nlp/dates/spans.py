"""Days, weeks, months and years as first and last day, and the words that count them."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

MONTHS = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May",),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
MORE_NUMBERS = {"eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18}
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
ORDINALS = (
    *(*_ONES, *_TEENS.split(), "nineteenth", "twentieth"),
    *(*(f"twenty-{word}" for word in _ONES), "thirtieth", "thirty-first"),
)
"""The days of a month in words, the first one first."""
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}

Bounds = tuple[date, date] | None


def number_of(words: str) -> int:
    """What a count is worth: "3", "three", "a"; "a couple of" are two."""
    words = words.lower()
    if words.isdigit():
        return int(words)
    if words in NUMBERS:
        return NUMBERS.index(words) + 1
    ten, _, one = words.partition("-")
    if ten in TENS:
        return 10 * TENS.index(ten) + 20 + (NUMBERS.index(one) + 1 if one else 0)
    return 2 if "couple" in words else MORE_NUMBERS.get(words, 1)


def plain_span(count: str, unit: str) -> tuple[int, str]:
    """What a count of days, weeks, fortnights, months, years or decades is in plain units."""
    number = number_of(count)
    if unit == "fortnight":
        return number * 2, "week"
    return (number * 10, "year") if unit == "decade" else (number, unit)


def month_number(name: str) -> int:
    """1 for "January" or "Jan"; only names of `MONTHS` are known."""
    return next(i for i, row in enumerate(MONTHS, 1) if name in row)


def month_from(day: date, months: int) -> date:
    """The first of the month `months` after the day's own."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def whole_week(day: date) -> tuple[date, date]:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def whole_month(day: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def whole_year(year: int) -> tuple[date, date]:
    """New Year's Day and New Year's Eve."""
    return date(year, 1, 1), date(year, 12, 31)


def weekend(day: date) -> tuple[date, date]:
    """The Saturday and Sunday that the week of a day ends with."""
    sunday = whole_week(day)[1]
    return sunday - timedelta(days=1), sunday


def later(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months, quarters or years after `day`, or before it.

    Raises ValueError or OverflowError where the calendar does not reach.
    """
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    first = month_from(day, count * {"month": 1, "quarter": 3}.get(unit, 12))
    return first.replace(day=min(day.day, whole_month(first)[1].day))


def third_of(first: date, last: date, edge: str) -> tuple[date, date]:
    """The stretch of a week, month or year that "early", "mid" or "late" means.

    "Start" and "end" are narrower in a year: its first and its last month.
    """
    if (last - first).days > 300:
        parts = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "start": (1, 1), "end": (12, 12)}
        one, other = parts[edge]
        return first.replace(month=one), whole_month(first.replace(month=other))[1]
    length = (last - first).days + 1
    cut = 10 if length > 27 else length // 2
    if edge in ("early", "start"):
        return first, first + timedelta(days=cut - 1)
    if edge in ("late", "end"):
        return first + timedelta(days=2 * cut if length > 27 else cut), last
    return first + timedelta(days=cut), first + timedelta(days=min(length, 2 * cut) - 1)
