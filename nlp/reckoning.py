"""Reckons the days that date words stand for, against the article's own date."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from nlp.analysis import Precision

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
_AHEAD = 1.5  # how much farther a day to come counts than a day gone by
_TO_COME = 0.6  # how much less, where the words look ahead
_SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}

Bounds = tuple[date, date] | None


def bounds_of(
    kind: str, groups: dict[str, str], anchor: date | None, *, ahead: bool
) -> tuple[Precision, Bounds]:
    """Precision and bounds of date words by their kind; no bounds where they are open.

    `groups` are the named parts of the words (see `nlp.dates`), `anchor` the article's
    date; `ahead` says that the words look to a day to come.
    """
    try:
        if kind == "weekday":
            return Precision.DAY, _weekday(groups, anchor, ahead=ahead)
        precision, bounds = _BY_KIND[kind](groups, anchor)
        if ahead and anchor and bounds and kind in _YEARLY and not _YEARLY[kind] & groups.keys():
            bounds = _still_to_come(bounds, anchor)
        return precision, bounds
    except (ValueError, OverflowError):  # the 31st of a short month, a day before year 1
        return Precision.VAGUE, None


def _still_to_come(bounds: tuple[date, date], anchor: date) -> tuple[date, date]:
    """The same days a year later where they are over and not just over: "until December 31"."""
    ends = [min(day.day, 28 if day.month == 2 else 31) for day in bounds]
    first, last = (d.replace(d.year + 1, day=end) for d, end in zip(bounds, ends, strict=True))
    nearer = (first - anchor).days * _TO_COME < (anchor - bounds[1]).days
    return (first, last) if nearer else bounds


def _iso(groups: dict[str, str], _anchor: date | None) -> tuple[Precision, Bounds]:
    day = date(int(groups["iso_y"]), int(groups["iso_m"]), int(groups["iso_d"]))
    return Precision.DAY, (day, day)


def _full(groups: dict[str, str], anchor: date | None) -> tuple[Precision, Bounds]:
    month, day = _month_number(groups["full_m"]), int(groups["full_d"])
    first = _nearest(month, day, groups.get("full_y"), anchor)
    if first is None:
        return Precision.DAY, None
    until = max(day, int(groups.get("full_to", day)))
    return Precision.DAY, (first, first.replace(day=until))


def _british(groups: dict[str, str], anchor: date | None) -> tuple[Precision, Bounds]:
    first = _nearest(
        _month_number(groups["brit_m"]), int(groups["brit_d"]), groups.get("brit_y"), anchor
    )
    return Precision.DAY, (first, first) if first else None


def _month(groups: dict[str, str], anchor: date | None) -> tuple[Precision, Bounds]:
    first = _nearest(_month_number(groups["month_m"]), 1, groups.get("month_y"), anchor)
    return Precision.MONTH, _whole_month(first) if first else None


def _part(groups: dict[str, str], anchor: date | None) -> tuple[Precision, Bounds]:
    """ "last May", "mid-May", "early June": the month, or the third of it that is meant."""
    month, part = _month_number(groups["part_m"]), groups["part_p"].lower()
    first = _nearest(month, 1, groups.get("part_y"), anchor)
    if first is None or (anchor is None and "part_y" not in groups):
        return Precision.MONTH, None
    if anchor and part == "last" and _whole_month(first)[1] >= anchor.replace(day=1):
        first = first.replace(year=first.year - 1)
    if anchor and part == "next" and first <= anchor:
        first = first.replace(year=first.year + 1)
    start, end = _whole_month(first)
    thirds = {"early": (start, start.replace(day=10)), "late": (start.replace(day=21), end)}
    thirds["mid"] = (start.replace(day=11), start.replace(day=20))
    return Precision.MONTH, thirds.get(part, (start, end))


def _weekday(groups: dict[str, str], anchor: date | None, *, ahead: bool) -> Bounds:
    if anchor is None:
        return None
    wanted = DAYS.index(groups["wd"])
    back = (anchor.weekday() - wanted) % 7
    day = anchor - timedelta(days=back)
    word = groups.get("wd_p", "").lower()
    if word == "next" or ahead:
        day = anchor + timedelta(days=(wanted - anchor.weekday()) % 7 or (7 if word else 0))
    elif word == "last" and not back:
        day = anchor - timedelta(days=7)
    return day, day


def _today(groups: dict[str, str], anchor: date | None) -> tuple[Precision, Bounds]:
    if anchor is None:
        return Precision.DAY, None
    shift = {"yesterday": -1, "tomorrow": 1}.get(groups["today"].lower(), 0)
    day = anchor + timedelta(days=shift)
    return Precision.DAY, (day, day)


def _ago(groups: dict[str, str], anchor: date | None) -> tuple[Precision, Bounds]:
    return _shifted(groups["ago_n"], groups["ago_u"], anchor, -1)


def _in(groups: dict[str, str], anchor: date | None) -> tuple[Precision, Bounds]:
    return _shifted(groups["in_n"], groups["in_u"], anchor, 1)


def _shifted(count: str, unit: str, anchor: date | None, sign: int) -> tuple[Precision, Bounds]:
    """So many days, weeks, months or years from the article's date."""
    number = _number(count) * sign
    if unit in ("quarter", "decade"):
        return Precision.VAGUE, None
    precision = Precision(unit)
    if anchor is None:
        return precision, None
    if unit == "day":
        day = anchor + timedelta(days=number)
        return precision, (day, day)
    if unit == "week":
        return precision, _whole_week(anchor + timedelta(weeks=number))
    if unit == "month":
        return precision, _whole_month(_month_from(anchor, number))
    return precision, _whole_year(anchor.year + number)


def _quarter(groups: dict[str, str], anchor: date | None) -> tuple[Precision, Bounds]:
    year = _year_of(groups.get("q_y"), anchor)
    ordinals = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    word = groups["q"].lower()
    number = ordinals.get(word) or (int(word[0]) if word[0].isdigit() else 0)
    if not number:
        number = 2 if groups["q_u"] == "half" else 4
    months = 6 if groups["q_u"] == "half" else 3
    return Precision.QUARTER, _period(year, number, months, anchor, stated="q_y" in groups)


def _short(groups: dict[str, str], anchor: date | None) -> tuple[Precision, Bounds]:
    months = 6 if groups["qs_k"] == "H" else 3
    year = _year_of(groups.get("qs_y"), anchor)
    bounds = _period(year, int(groups["qs"]), months, anchor, stated="qs_y" in groups)
    return Precision.QUARTER, bounds


def _period(
    year: int | None, number: int, months: int, anchor: date | None, *, stated: bool
) -> Bounds:
    """The quarter or half of that number; without a stated year the last one that has begun."""
    if year is None or number * months > 12:
        return None
    if not stated and anchor and date(year, (number - 1) * months + 1, 1) > anchor:
        year -= 1
    first = date(year, (number - 1) * months + 1, 1)
    return first, _whole_month(_month_from(first, months - 1))[1]


def _relative(groups: dict[str, str], anchor: date | None) -> tuple[Precision, Bounds]:
    """ "this week", "last month", "earlier this year"."""
    unit, which = groups["rel_u"], " ".join(groups["rel_p"].lower().split())
    precisions = {"weekend": Precision.WEEK, **dict.fromkeys(_SEASONS, Precision.QUARTER)}
    precision = precisions.get(unit) or Precision(unit)
    if anchor is None:
        return precision, None
    shift = {"last": -1, "the previous": -1, "next": 1, "the coming": 1, "the following": 1}
    if which == "the past":
        return precision, (_back(anchor, unit), anchor)
    first, last = _unit_at(anchor, unit, shift.get(which, 0))
    edge = groups.get("rel_e", "").strip().lower()
    if edge == "earlier":
        return precision, (first, max(first, min(last, anchor)))
    if edge == "later":
        return precision, (max(first, min(last, anchor)), last)
    return precision, (first, last)


def _unit_at(anchor: date, unit: str, shift: int) -> tuple[date, date]:
    """The week, month, quarter, season or year `shift` units from the article's own."""
    if unit in ("week", "weekend"):
        first, last = _whole_week(anchor + timedelta(weeks=shift))
        return (last - timedelta(days=1), last) if unit == "weekend" else (first, last)
    if unit == "month":
        return _whole_month(_month_from(anchor, shift))
    if unit == "year":
        return _whole_year(anchor.year + shift)
    if unit == "quarter":
        start = _month_from(anchor.replace(month=(anchor.month - 1) // 3 * 3 + 1, day=1), 3 * shift)
    else:
        start = date(anchor.year + shift, _SEASONS[unit], 1)
    return start, _whole_month(_month_from(start, 2))[1]


def _back(anchor: date, unit: str) -> date:
    """The day one unit before the article's date."""
    days = {"week": 7, "weekend": 7, "month": 30, "year": 365}
    return anchor - timedelta(days=days.get(unit, 91))


def _year(groups: dict[str, str], _anchor: date | None) -> tuple[Precision, Bounds]:
    return Precision.YEAR, _whole_year(int(groups["year_y"]))


def _vague(_groups: dict[str, str], _anchor: date | None) -> tuple[Precision, Bounds]:
    return Precision.VAGUE, None


_YEARLY = {"full": {"full_y"}, "british": {"brit_y"}, "month": {"month_y"}}
_BY_KIND = {
    "iso": _iso,
    "full": _full,
    "british": _british,
    "month": _month,
    "part": _part,
    "quarter": _quarter,
    "short": _short,
    "year": _year,
    "today": _today,
    "ago": _ago,
    "ahead": _in,
    "relative": _relative,
    "duration": _vague,
    "vague": _vague,
}


def _month_number(name: str) -> int:
    return next(i for i, row in enumerate(MONTHS, 1) if name in row)


def _nearest(month: int, day: int, year: str | None, anchor: date | None) -> date | None:
    """The day in the stated year, else the nearest to the article; one long ahead is more
    likely to be the last one (news tells what was)."""
    if year is not None:
        return date(int(year), month, day)
    if anchor is None:
        return None
    years = (anchor.year, anchor.year - 1, anchor.year + 1)
    days = [date(y, month, day) for y in years if day <= calendar.monthrange(y, month)[1]]
    return min(days, key=lambda d: _distance(d, anchor), default=None)


def _distance(day: date, anchor: date) -> float:
    ahead = (day - anchor).days
    return ahead * _AHEAD if ahead > 0 else -ahead


def _number(words: str) -> int:
    if words.isdigit():
        return int(words)
    return NUMBERS.index(words) + 1 if words in NUMBERS else 1


def _year_of(words: str | None, anchor: date | None) -> int | None:
    if words and words.isdigit():
        return int(words)
    if anchor is None:
        return None
    return anchor.year - (words == "last year")


def _month_from(day: date, months: int) -> date:
    """The first of the month `months` after the day's own."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def _whole_week(day: date) -> tuple[date, date]:
    """Monday to Sunday around a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _whole_month(day: date) -> tuple[date, date]:
    return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _whole_year(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
