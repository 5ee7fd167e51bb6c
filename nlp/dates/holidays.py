"""Days with a name: feasts and holidays, also those that move from year to year."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.dates.spans import DAYS, whole_month

_FIXED = {
    "New Year's Day": (1, 1),
    "Valentine's Day": (2, 14),
    "St. Patrick's Day": (3, 17),
    "St Patrick's Day": (3, 17),
    "May Day": (5, 1),
    "Bastille Day": (7, 14),
    "Halloween": (10, 31),
    "Veterans Day": (11, 11),
    "Remembrance Day": (11, 11),
    "Christmas Eve": (12, 24),
    "Christmas": (12, 25),
    "Christmas Day": (12, 25),
    "Boxing Day": (12, 26),
    "New Year's Eve": (12, 31),
}
_FROM_EASTER = {
    "Palm Sunday": -7,
    "Good Friday": -2,
    "Easter": 0,
    "Easter Sunday": 0,
    "Easter Monday": 1,
    "Whit Monday": 50,
}
# Month, weekday and which one of the month; -1 is the last.
_WEEKDAYS = {
    "Martin Luther King Jr. Day": (1, "Monday", 3),
    "Presidents' Day": (2, "Monday", 3),
    "Memorial Day": (5, "Monday", -1),
    "Labor Day": (9, "Monday", 1),
    "Thanksgiving": (11, "Thursday", 4),
    "Thanksgiving Day": (11, "Thursday", 4),
}
LONE = ("Christmas", "Easter")  # seasons too: a day only behind "by", "at" and the like
NAMES = tuple(sorted({*_FIXED, *_FROM_EASTER, *_WEEKDAYS} - {*LONE}, key=len, reverse=True))


def holiday(name: str, year: int) -> date:
    """The day of that name in a year."""
    if name in _FIXED:
        return date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return _easter(year) + timedelta(days=_FROM_EASTER[name])
    month, weekday, which = _WEEKDAYS[name]
    first, last = whole_month(date(year, month, 1))
    if which < 0:
        return last - timedelta(days=(last.weekday() - DAYS.index(weekday)) % 7)
    return first + timedelta(days=(DAYS.index(weekday) - first.weekday()) % 7 + 7 * (which - 1))


def _easter(year: int) -> date:
    """Easter Sunday by the Gregorian reckoning."""
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    ahead = moon - weekday
    month = 3 + (ahead + 40) // 44
    return date(year, month, ahead + 28 - 31 * (month // 4))
