"""Reckons times that are counted: so long ago, so long from a day, a part of a month."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.analysis import Precision
from nlp.dates.spans import (
    DAYS,
    Bounds,
    later,
    month_from,
    month_number,
    number_of,
    plain_span,
    weekend,
    whole_month,
    whole_week,
    whole_year,
)

Reckoned = tuple[Precision, Bounds]
_NOWADAYS = {"now": 0, "today": 0, "tomorrow": 1, "yesterday": -1}
_PARTS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "latter": 2, "last": -1, "final": -1}


def ago(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "two weeks ago", "a week ago Monday"; open where only a bound is given."""
    if "ago_v" in groups:  # "more than a year ago"
        return Precision.VAGUE, None
    if "ago_w" in groups:
        return Precision.DAY, _weekdays_ago(groups, anchor)
    if groups.keys() & {"ago_d", "ago_t", "ago_x", "ago_m"}:
        return _ago_then(groups, anchor)
    return _shifted(groups["ago_n"], groups["ago_u"], anchor, -1)


def _weekdays_ago(groups: dict[str, str], anchor: date | None) -> Bounds:
    """ "two Fridays ago": the last but one."""
    if anchor is None:
        return None
    last = (anchor.weekday() - DAYS.index(groups["ago_w"])) % 7 or 7
    count, _ = plain_span(groups["ago_n"], "week")
    day = later(anchor, -last - 7 * (count - 1), "day")
    return day, day


def _ago_then(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "a year ago today", "two weeks ago Monday", "ten years ago this month", "on Sept. 4"."""
    if "ago_m" in groups:
        return _ago_dated(groups, anchor)
    unit = groups.get("ago_x", "day")
    precision = Precision(unit) if unit in ("week", "month") else Precision.DAY
    if anchor is None:
        return precision, None
    if "ago_t" in groups:
        then = anchor + timedelta(days=_NOWADAYS[groups["ago_t"]])
    elif precision is Precision.DAY:  # "Monday" is the last one, "this Friday" that of the week
        back = (anchor.weekday() - DAYS.index(groups.get("ago_d") or unit)) % 7
        ahead = groups.get("ago_p") in ("this", "next") and back
        then = anchor + timedelta(days=7 - back if ahead else -back)
    else:
        then = later(anchor, {"last": -1, "next": 1}.get(groups["ago_p"], 0), unit)
    count, span = plain_span(groups["ago_n"], groups["ago_u"])
    day = later(then, -count, span)
    if precision is Precision.DAY:
        return precision, (day, day)
    return precision, whole_week(day) if unit == "week" else whole_month(day)


def _ago_dated(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "two years ago on Sept. 4", "ten years ago in March": so many years back, else the last."""
    number = groups.get("ago_o") or groups.get("ago_b")
    precision = Precision.DAY if number else Precision.MONTH
    if anchor is None:
        return precision, None
    count, span = plain_span(groups["ago_n"], groups["ago_u"])
    day = date(anchor.year, month_number(groups["ago_m"]), int(number or 1))
    if span == "year":
        day = day.replace(year=day.year - count)
    elif day > anchor:
        day = day.replace(year=day.year - 1)
    return precision, (day, day) if precision is Precision.DAY else whole_month(day)


def ahead(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "in three weeks", "two weeks from now", "a week from Monday"."""
    from_day = groups.get("in_from", "now")
    count, unit = groups.get("in_n") or groups["fr_n"], groups.get("in_u") or groups["fr_u"]
    if from_day.lower() == "now":
        return _shifted(count, unit, anchor, 1)
    if anchor is None:
        return Precision.DAY, None
    if from_day in DAYS:
        shift = (DAYS.index(from_day) - anchor.weekday()) % 7
    else:
        shift = _NOWADAYS[from_day.lower()]
    number, unit = plain_span(count, unit)
    day = later(anchor + timedelta(days=shift), number, unit)
    return Precision.DAY, (day, day)


def _shifted(count: str, unit: str, anchor: date | None, sign: int) -> Reckoned:
    """So many days, weeks, months or years from the article's date."""
    if unit in ("quarter", "decade"):
        return Precision.VAGUE, None
    number, unit = plain_span(count, unit)
    precision = Precision(unit)
    if anchor is None:
        return precision, None
    day = later(anchor, number * sign, unit)
    if unit == "day":
        return precision, (day, day)
    if unit == "week":
        return precision, whole_week(day)
    return precision, whole_month(day) if unit == "month" else whole_year(day.year)


def apart(groups: dict[str, str], _anchor: date | None) -> Reckoned:
    """ "two days later", "the following week": from a time that the text tells of."""
    unit = groups.get("ap_u") or groups.get("ap_w") or groups.get("ap_b") or groups["ap_d"]
    unit = {"night": "day", "evening": "day", "morning": "day", "fortnight": "week"}.get(unit, unit)
    return Precision.VAGUE if unit == "decade" else Precision(unit), None


def beyond(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "the week before last", "the year after next"."""
    unit = groups["bey_u"]
    if unit in DAYS:
        return Precision.DAY, _weekday_beyond(unit, groups["bey_w"], anchor) if anchor else None
    if unit == "weekend":  # the one after next may be either of two
        back = groups["bey_w"] == "before last" and anchor is not None
        return Precision.WEEK, weekend(later(anchor, -2, "week")) if back and anchor else None
    precision = Precision(unit)
    if anchor is None:
        return precision, None
    day = later(anchor, -2 if groups["bey_w"] == "before last" else 2, unit)
    if unit == "week":
        return precision, whole_week(day)
    return precision, whole_month(day) if unit == "month" else whole_year(day.year)


def _weekday_beyond(name: str, where: str, anchor: date) -> tuple[date, date]:
    """ "the Monday after next": a week behind the next one, as "before last" is before the last."""
    wanted = DAYS.index(name)
    if where == "before last":
        day = anchor - timedelta(days=((anchor.weekday() - wanted) % 7 or 7) + 7)
    else:
        day = anchor + timedelta(days=((wanted - anchor.weekday()) % 7 or 7) + 7)
    return day, day


def part_of_month(groups: dict[str, str], month: date) -> Reckoned:
    """ "the first half of May", "the last two weeks of May"; `month` is its first day."""
    first, last = whole_month(month)
    unit = groups["pm_u"].rstrip("s")
    number = _PARTS[groups["pm_p"].lower()]
    if unit == "half":
        middle = first + timedelta(days=14)
        bounds = (first, middle) if number == 1 else (middle + timedelta(days=1), last)
        return Precision.MONTH, bounds
    length = number_of(groups.get("pm_n", "one")) * (7 if unit == "week" else 1)
    if number < 0:
        start = last - timedelta(days=length - 1)
    else:
        start = first + timedelta(days=(number - 1) * length)
    end = min(last, start + timedelta(days=length - 1))
    if not first <= start <= end:
        return Precision.VAGUE, None
    return Precision(unit), (start, end)


def this_month(groups: dict[str, str], anchor: date) -> date:
    """The first day of the month that "of the month", "of last month" means."""
    return month_from(anchor, {"last": -1, "next": 1}.get(groups.get("pm_o", ""), 0))


def overnight(_groups: dict[str, str], anchor: date | None, *, ahead: bool) -> Reckoned:
    """The night before the article's day, or the one behind it where the words look ahead."""
    if anchor is None:
        return Precision.DAY, None
    day = timedelta(days=1)
    return Precision.DAY, (anchor, anchor + day) if ahead else (anchor - day, anchor)


def two_years(groups: dict[str, str], _anchor: date | None) -> Reckoned:
    """ "2024-25", "2023/24": from the first year to the last."""
    first = int(groups["yy_a"])
    last = int(groups["yy_b"])
    last += 0 if last > 100 else first - first % 100
    return Precision.YEAR, (date(first, 1, 1), date(last, 12, 31)) if last > first else None
