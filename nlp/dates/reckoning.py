"""Reckons the days that date words stand for, against the article's own date."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date

from nlp.analysis import Precision
from nlp.dates import counted, stretches, weekdays
from nlp.dates.holidays import holiday
from nlp.dates.spans import (
    DAYS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    Bounds,
    month_from,
    month_number,
    third_of,
    weekend,
    whole_month,
    whole_week,
    whole_year,
)
from nlp.dates.stretches import Reckoned

__all__ = ["DAYS", "MONTHS", "NUMBERS", "Bounds", "bounds_of"]

_AHEAD = 1.5  # how much farther a day to come counts than a day gone by
_TO_COME = 0.6  # how much less, where the words look ahead
_SAID = frozenset({"next", "this coming", "last", "this past"})
_JUST_AHEAD = 7  # days: a date so near is not last year's, whatever the verb says


def bounds_of(kind: str, groups: dict[str, str], anchor: date | None, way: str) -> Reckoned:
    """Precision and bounds of date words by their kind; no bounds where they are open.

    `groups` are the named parts of the words (see `nlp.dates.words`), `anchor` the article's
    date; `way` is "ahead" or "surely" where the words look to a day to come, "behind" where
    they tell of one gone by, else "".
    """
    try:
        if kind in _LEANING:
            return _LEANING[kind](groups, anchor, ahead=way in ("ahead", "surely"))
        precision, bounds = _BY_KIND[kind](groups, anchor)
        yearless = kind in _YEARLY and not _YEARLY[kind] & groups.keys()
        yearless = (
            yearless and groups.get("part_p", "").lower() not in _SAID
        )  # "agreed to next May"
        if anchor and bounds and yearless and way:
            bounds = _gone_by(bounds, anchor) if way == "behind" else _to_come(bounds, anchor, way)
            if kind == "holiday":  # of that year, as it moves
                bounds = (_feast(groups, bounds[0].year),) * 2
        return precision, bounds
    except (ValueError, OverflowError):  # the 31st of a short month, a day before year 1
        return Precision.VAGUE, None


def _to_come(bounds: tuple[date, date], anchor: date, way: str) -> tuple[date, date]:
    """The same days a year later where they are over and not just over ("until December 31"),
    or surely meant as days to come.
    """
    first, last = (_years_on(day, 1) for day in bounds)
    over = (anchor - bounds[1]).days
    nearer = (first - anchor).days * _TO_COME < over
    return (first, last) if nearer or (way == "surely" and over > 0) else bounds


def _gone_by(bounds: tuple[date, date], anchor: date) -> tuple[date, date]:
    """The same days a year before where they are still to come: "fell in January"."""
    near = _JUST_AHEAD if (bounds[1] - bounds[0]).days < 7 else 0
    if (bounds[0] - anchor).days <= near:
        return bounds
    first, last = (_years_on(day, -1) for day in bounds)
    return first, last


def _years_on(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28 if day.month == 2 else 31))


def _iso(groups: dict[str, str], _anchor: date | None) -> Reckoned:
    day = date(int(groups["iso_y"]), int(groups["iso_m"]), int(groups["iso_d"]))
    return Precision.DAY, (day, day)


def _dotted(groups: dict[str, str], _anchor: date | None) -> Reckoned:
    day = date(int(groups["dot_y"]), int(groups["dot_m"]), int(groups["dot_d"]))
    return Precision.DAY, (day, day)


def _slashed(groups: dict[str, str], _anchor: date | None) -> Reckoned:
    """ "7/13/2025" and "13/7/2025"; open where both orders give a day, and another one."""
    one, other, year = (int(groups[name]) for name in ("sl_a", "sl_b", "sl_y"))
    months = len(MONTHS)
    if max(one, other) <= months and one != other:
        return Precision.DAY, None
    month, number = (one, other) if one <= months else (other, one)
    day = date(year, month, number)
    return Precision.DAY, (day, day)


def _full(groups: dict[str, str], anchor: date | None) -> Reckoned:
    month, day = month_number(groups["full_m"]), int(groups["full_d"])
    first = _nearest(month, day, groups.get("full_y"), anchor)
    if first is None:
        return Precision.DAY, None
    until = max(day, int(groups.get("full_to", day)))
    return Precision.DAY, (first, first.replace(day=until))


def _british(groups: dict[str, str], anchor: date | None) -> Reckoned:
    word = groups.get("brit_w", "").lower()
    day = ORDINALS.index(word) + 1 if word else int(groups["brit_d"])
    last = _nearest(month_number(groups["brit_m"]), day, groups.get("brit_y"), anchor)
    if last is None:
        return Precision.DAY, None
    first = last.replace(day=min(last.day, int(groups.get("brit_from", last.day))))
    return Precision.DAY, (first, last)


def _week_of(groups: dict[str, str], anchor: date | None) -> Reckoned:
    name = groups.get("wk_m") or groups["wkb_m"]
    day = int(groups.get("wk_d") or groups["wkb_d"])
    first = _nearest(month_number(name), day, None, anchor)
    if first is None:
        return Precision.WEEK, None
    return Precision.WEEK, weekend(first) if groups["wk_u"].endswith("end") else whole_week(first)


def _holiday(groups: dict[str, str], anchor: date | None) -> Reckoned:
    if "hol_y" in groups:
        stated = stretches.year_of(groups["hol_y"], anchor)
        days = [_feast(groups, stated)] if stated else []
    else:
        days = [_feast(groups, anchor.year + n) for n in (0, -1, 1)] if anchor else []
    day = min(days, key=lambda one: _distance(one, anchor or one), default=None)
    return Precision.DAY, (day, day) if day else None


def _feast(groups: dict[str, str], year: int) -> date:
    return holiday(" ".join(groups["hol"].replace("’", "'").split()), year)


def _month(groups: dict[str, str], anchor: date | None) -> Reckoned:
    first = _nearest(month_number(groups["month_m"]), 1, groups.get("month_y"), anchor)
    return Precision.MONTH, whole_month(first) if first else None


def _part(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "last May", "mid-May": the month, or the third of it that is meant."""
    month, part = month_number(groups["part_m"]), groups["part_p"].lower()
    first = _nearest(month, 1, groups.get("part_y"), anchor)
    if first is None:
        return Precision.MONTH, None
    if anchor and part == "this past" and first > anchor:
        first = first.replace(year=first.year - 1)
    if anchor and part == "last" and whole_month(first)[1] >= anchor.replace(day=1):
        first = first.replace(year=first.year - 1)
    if anchor and part in ("next", "this coming") and first <= anchor:
        first = first.replace(year=first.year + 1)
    if anchor and part == "this":
        first = first.replace(year=anchor.year)
    bounds = whole_month(first)
    return Precision.MONTH, third_of(*bounds, part) if part in ("early", "mid", "late") else bounds


def _part_of_month(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "the first half of May", "the last week of the month"."""
    if "pm_m" in groups:
        month = _nearest(month_number(groups["pm_m"]), 1, groups.get("pm_y"), anchor)
    else:
        month = counted.this_month(groups, anchor) if anchor else None
    if month is None:
        return Precision.MONTH, None
    return counted.part_of_month(groups, month)


def _nth_day(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "the third Monday of October", "the last Friday of next month"."""
    if "nth_m" in groups:
        month = _nearest(month_number(groups["nth_m"]), 1, groups.get("nth_y"), anchor)
    else:
        month = counted.this_month({"pm_o": groups["nth_o"]}, anchor) if anchor else None
    return weekdays.nth_day(groups, month) if month else (Precision.DAY, None)


def _month_quarter(groups: dict[str, str], anchor: date | None, *, ahead: bool) -> Reckoned:
    """ "the March quarter"; open without the article's date, but for a stated year."""
    stated = groups.get("mq_y", "")
    if anchor is None and not stated.isdigit():
        return Precision.QUARTER, None
    day = anchor or date(int(stated), 1, 1)
    return Precision.QUARTER, stretches.month_quarter(groups, day, ahead=ahead)


def _ordinal(groups: dict[str, str], anchor: date | None, *, ahead: bool) -> Reckoned:
    """ "on the 15th": of the article's month, or of one beside it that is nearer."""
    if anchor is None:
        return Precision.DAY, None
    shifts = {"this": (0,), "the": (0,), "next": (1,), "last": (-1,)}
    wanted = int(groups["ord_d"])
    months = [month_from(anchor, n) for n in shifts.get(groups.get("ord_o", ""), (0, -1, 1))]
    days = [m.replace(day=wanted) for m in months if wanted <= whole_month(m)[1].day]
    if "ord_w" in groups:  # "Friday the 5th"
        days = [day for day in days if day.weekday() == DAYS.index(groups["ord_w"])]
    weight = _TO_COME if ahead else _AHEAD
    day = min(days, key=lambda one: _distance(one, anchor, weight), default=None)
    return Precision.DAY, (day, day) if day else None


def _year(groups: dict[str, str], _anchor: date | None) -> Reckoned:
    return Precision.YEAR, whole_year(int(groups["year_y"]))


def _fiscal(_groups: dict[str, str], _anchor: date | None) -> Reckoned:
    """A year that begins where its books do, which the words do not tell."""
    return Precision.YEAR, None


def _vague(_groups: dict[str, str], _anchor: date | None) -> Reckoned:
    return Precision.VAGUE, None


_YEARLY = {
    "full": {"full_y"},
    "british": {"brit_y"},
    "month": {"month_y"},
    "part": {"part_y"},
    "weekof": {"wk_y"},
    "holiday": {"hol_y"},
    "partofmonth": {"pm_y", "pm_o"},
    "nthday": {"nth_y", "nth_o"},
}
_BY_KIND: dict[str, Callable[[dict[str, str], date | None], Reckoned]] = {
    "iso": _iso,
    "dotted": _dotted,
    "slashed": _slashed,
    "full": _full,
    "british": _british,
    "weekof": _week_of,
    "holiday": _holiday,
    "month": _month,
    "part": _part,
    "inyear": stretches.in_year,
    "firstmonths": stretches.first_months,
    "stretch": stretches.stretch,
    "hours": stretches.hours,
    "fiscal": _fiscal,
    "year": _year,
    "today": weekdays.today,
    "ago": counted.ago,
    "ahead": counted.ahead,
    "fromday": counted.ahead,
    "apart": counted.apart,
    "beyond": counted.beyond,
    "partofmonth": _part_of_month,
    "nthday": _nth_day,
    "weekon": weekdays.week_on,
    "years": counted.two_years,
    "duration": _vague,
    "vague": _vague,
}
_LEANING = {
    "weekday": weekdays.weekday,
    "ordinal": _ordinal,
    "overnight": counted.overnight,
    "edge": stretches.edge_of,
    "mquarter": _month_quarter,
    "quarter": stretches.quarter,
    "season": stretches.season,
    "short": stretches.short,
    "relative": stretches.relative,
}
"""Kinds that mean another time where the words look ahead."""


def _nearest(month: int, day: int, year: str | None, anchor: date | None) -> date | None:
    """The day in the stated year, else the nearest to the article; one long ahead is more
    likely to be the last one (news tells what was)."""
    if year is not None:
        stated = stretches.year_of(year, anchor)
        return date(stated, month, day) if stated else None
    if anchor is None:
        return None
    years = (anchor.year, anchor.year - 1, anchor.year + 1)
    days = [date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
    return min(days, key=lambda d: _distance(d, anchor), default=None)


def _distance(day: date, anchor: date, weight: float = _AHEAD) -> float:
    ahead = (day - anchor).days
    return ahead * weight if ahead > 0 else -ahead
