"""Reckons weekdays and the days next to the article's own: "next Friday", "Tuesday week"."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.analysis import Precision
from nlp.dates.spans import DAYS, whole_month, whole_week
from nlp.dates.stretches import Reckoned

_SOON = 2  # days from now that "next Friday" leaps over
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}


def weekday(groups: dict[str, str], anchor: date | None, *, ahead: bool) -> Reckoned:
    """ "Friday", "next Friday", "Friday of next week"; the last one where nothing looks ahead."""
    if anchor is None:
        return Precision.DAY, None
    wanted = DAYS.index(groups["wd"])
    on, back = (wanted - anchor.weekday()) % 7, (anchor.weekday() - wanted) % 7
    word = " ".join(groups.get("wd_p", "").lower().split())
    week = groups.get("wd_w", "")
    if (word.startswith("the ") and word != "the coming") or week.startswith("the"):
        return Precision.DAY, None  # "the following Monday": after a day that the text tells of
    if week:
        monday = whole_week(anchor)[0]
        day = monday + timedelta(days=wanted + {"last": -7, "next": 7}.get(week, 0))
        return Precision.DAY, (day, day)
    if word == "next":
        day = anchor + timedelta(days=on + 7 if on <= _SOON else on)
    elif word in ("this coming", "the coming"):
        day = anchor + timedelta(days=on or 7)
    elif word == "last" or word == "this past":
        day = anchor - timedelta(days=back or 7)
    elif ahead or (word == "this" and wanted >= anchor.weekday()):
        day = anchor + timedelta(days=on)
    else:
        day = anchor - timedelta(days=back)
    return Precision.DAY, (day, day)


def today(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "yesterday", "the day after tomorrow", "this morning"."""
    if anchor is None:
        return Precision.DAY, None
    words = " ".join(groups["today"].lower().split())
    shifts = {"yesterday": -1, "last night": -1, "tomorrow": 1}
    shifts |= {"the day before yesterday": -2, "the day after tomorrow": 2}
    day = anchor + timedelta(days=shifts.get(words, 0))
    return Precision.DAY, (day, day)


def nth_day(groups: dict[str, str], month: date) -> Reckoned:
    """ "the third Monday of October", "the last Friday of next month"; `month` is its first."""
    wanted, last = DAYS.index(groups["nth_d"]), whole_month(month)[1]
    number = _ORDER[groups["nth_n"].lower()]
    if number < 0:
        day = last - timedelta(days=(last.weekday() - wanted) % 7)
    else:
        day = month + timedelta(days=(wanted - month.weekday()) % 7 + 7 * (number - 1))
    return Precision.DAY, (day, day) if day <= last else None


def week_on(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "Tuesday week", "a week on Sunday": so many weeks behind the next such day."""
    if anchor is None:
        return Precision.DAY, None
    wanted = DAYS.index(groups.get("wo_d") or groups["wo_on"])
    weeks = 2 if "fortnight" in (groups.get("wo_u"), groups.get("wo_n", "").lower()) else 1
    weeks = 2 if groups.get("wo_n", "").lower() == "two" else weeks
    day = anchor + timedelta(days=(wanted - anchor.weekday()) % 7 + 7 * weeks)
    return Precision.DAY, (day, day)
