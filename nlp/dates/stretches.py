"""Reckons weeks, quarters, seasons and parts of them, against the article's own date."""

from __future__ import annotations

from datetime import date, timedelta

from nlp.analysis import Precision
from nlp.dates.spans import (
    SEASONS,
    Bounds,
    later,
    month_from,
    month_number,
    number_of,
    plain_span,
    third_of,
    weekend,
    whole_month,
    whole_week,
    whole_year,
)

Reckoned = tuple[Precision, Bounds]
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_EDGES = {"early": "early", "late": "late", "mid": "mid", "middle": "mid", "beginning": "start"}


def quarter(groups: dict[str, str], anchor: date | None, *, ahead: bool) -> Reckoned:
    """ "the third quarter", "the second half of 2024"."""
    unit, words = groups.get("q_u") or groups["ql_u"], groups.get("q_y") or groups.get("ql_y")
    word = groups.get("q", "last").lower()
    number = _ORDINALS.get(word) or (int(word[0]) if word[0].isdigit() else 0)
    number = number or (2 if unit == "half" else 4)
    months = 6 if unit == "half" else 3
    year, stated = year_of(words, anchor), words is not None
    if anchor and "q_h" in groups:  # "will report second-quarter results": those of the one over
        ahead = ahead and number * months >= anchor.month
    return Precision.QUARTER, _period(year, number, months, anchor, stated=stated, ahead=ahead)


def short(groups: dict[str, str], anchor: date | None, *, ahead: bool) -> Reckoned:
    """ "Q3 2024", "H1"."""
    months = 6 if groups["qs_k"] == "H" else 3
    year, stated = year_of(groups.get("qs_y"), anchor), "qs_y" in groups
    number = int(groups["qs"])
    return Precision.QUARTER, _period(year, number, months, anchor, stated=stated, ahead=ahead)


def _period(
    year: int | None,
    number: int,
    months: int,
    anchor: date | None,
    *,
    stated: bool,
    ahead: bool,
) -> Bounds:
    """The quarter or half of that number; without a stated year the last one that has begun,
    or the next one that is not over where the words look ahead.
    """
    if year is None or number * months > 12:
        return None
    first = date(year, (number - 1) * months + 1, 1)
    if not stated and anchor:
        if first > anchor and not ahead:
            first = first.replace(year=year - 1)
        elif ahead and month_from(first, months) <= anchor:
            first = first.replace(year=year + 1)
    return first, whole_month(month_from(first, months - 1))[1]


def first_months(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "the first six months of 2025"."""
    year, count = year_of(groups["fm_y"], anchor), number_of(groups["fm_n"])
    if year is None or not 0 < count < 13:
        return Precision.QUARTER, None
    start = 1 if groups["fm_p"].lower() == "first" else 13 - count
    first = date(year, start, 1)
    return Precision.QUARTER, (first, whole_month(month_from(first, count - 1))[1])


def season(groups: dict[str, str], anchor: date | None, *, ahead: bool) -> Reckoned:
    """ "the summer of 2023", "by spring": the one that is on, or the next; "in the spring"."""
    if "sea_in" in groups:
        bounds = _unit_at(anchor, groups["sea_in"], 1 if ahead else 0) if anchor else None
        if bounds and anchor and bounds[0] > anchor and not ahead:
            bounds = _unit_at(anchor, groups["sea_in"], -1)
        return Precision.QUARTER, bounds
    if "sea_by" in groups or "sea_to" in groups:
        name = groups.get("sea_by") or groups["sea_to"]
        first = _season_at(anchor, SEASONS[name], 0) if anchor else None
        if first and anchor and month_from(first, 3) <= anchor:
            first = first.replace(year=first.year + 1)
        return Precision.QUARTER, (first, whole_month(month_from(first, 2))[1]) if first else None
    year = year_of(groups.get("sea_y") or groups["sea_r"], anchor)
    if year is None:
        return Precision.QUARTER, None
    first = date(year, SEASONS[groups["sea"]], 1)
    return Precision.QUARTER, (first, whole_month(month_from(first, 2))[1])


def stretch(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "over the next two weeks", "the past 12 months": from or to the article's date."""
    count, unit = plain_span(groups["str_n"], groups["str_u"])
    precision = Precision(unit)
    if anchor is None:
        return precision, None
    if groups["str_p"] in ("next", "coming"):
        return precision, (anchor, later(anchor, count, unit))
    return precision, (later(anchor, -count, unit), anchor)


def hours(groups: dict[str, str], anchor: date | None) -> Reckoned:
    """ "in the past 24 hours": the days that so many hours may touch."""
    if anchor is None:
        return Precision.DAY, None
    days = timedelta(days=-(-int(groups["hrs_n"]) // 24))
    return Precision.DAY, (anchor - days, anchor)


def relative(groups: dict[str, str], anchor: date | None, *, ahead: bool) -> Reckoned:
    """ "this week", "last month", "earlier this year", "over the weekend"."""
    if groups.keys() & {"over", "over_by", "over_on"}:
        return Precision.WEEK, _this_weekend(anchor, ahead=ahead) if anchor else None
    unit = groups.get("rel_u") or groups["rin_u"]
    which = " ".join(groups.get("rel_p", "this").lower().split())
    edge = groups.get("rel_e") or groups.get("rin_e") or ""
    precisions = {"weekend": Precision.WEEK, **dict.fromkeys(SEASONS, Precision.QUARTER)}
    precision = precisions.get(unit) or Precision(unit)
    if unit == "year" and edge.endswith(("end of", "tart of", "eginning of")):
        precision = Precision.MONTH
    if anchor is None:
        return precision, None
    if which == "the past":
        past = _this_weekend(anchor, ahead=False) if unit == "weekend" else None
        return precision, past or (_back(anchor, unit), anchor)
    coming = 0 if unit == "weekend" else 1
    shift = {"last": -1, "next": 1, "the coming": coming, "this coming": coming}.get(which, 0)
    return precision, _within(_unit_at(anchor, unit, shift), edge, anchor)


def _within(bounds: tuple[date, date], edge: str, anchor: date) -> tuple[date, date]:
    """The part of a stretch that "earlier", "later", "late" or "the end of" leaves."""
    first, last = bounds
    word = edge.lower().removeprefix("the ").removesuffix(" of")
    if word == "earlier":
        return first, max(first, min(last, anchor))
    if word == "later":
        return max(first, min(last, anchor)), last
    return third_of(first, last, _EDGES.get(word, word)) if word else bounds


def _this_weekend(anchor: date, *, ahead: bool) -> tuple[date, date]:
    """The last weekend that has begun, or the next one where the words look ahead."""
    saturday, sunday = weekend(anchor)
    if ahead or saturday <= anchor:
        return saturday, sunday
    week = timedelta(days=7)
    return saturday - week, sunday - week


def _unit_at(anchor: date, unit: str, shift: int) -> tuple[date, date]:
    """The week, month, quarter, season or year `shift` units from the article's own."""
    if unit == "weekend":
        return weekend(anchor + timedelta(weeks=shift))
    if unit == "week":
        return whole_week(anchor + timedelta(weeks=shift))
    if unit == "month":
        return whole_month(month_from(anchor, shift))
    if unit == "year":
        return whole_year(anchor.year + shift)
    if unit == "quarter":
        start = month_from(anchor.replace(month=(anchor.month - 1) // 3 * 3 + 1, day=1), 3 * shift)
    else:
        start = _season_at(anchor, SEASONS[unit], shift)
    return start, whole_month(month_from(start, 2))[1]


def _season_at(anchor: date, month: int, shift: int) -> date:
    """When the season starts: in this year, or the last one that is over, or the next."""
    start = date(anchor.year, month, 1)
    if month == 12 and anchor.month < 3:
        start = start.replace(year=anchor.year - 1)
    over = month_from(start, 3) <= anchor
    if shift < 0:
        return start if over else start.replace(year=start.year - 1)
    if shift > 0:
        return start if start > anchor else start.replace(year=start.year + 1)
    return start


def _back(anchor: date, unit: str) -> date:
    """The day one unit before the article's date."""
    days = {"week": 7, "month": 30, "year": 365}
    return anchor - timedelta(days=days.get(unit, 91))


def edge_of(groups: dict[str, str], anchor: date | None, *, ahead: bool) -> Reckoned:
    """ "the end of March 2026", "the start of the year", "year's end"."""
    edge = _EDGES.get(groups.get("edge_e", "end").lower(), groups.get("edge_e", "end").lower())
    if "edge_y" in groups:
        precision = Precision.YEAR if edge == "mid" else Precision.MONTH
        return precision, third_of(*whole_year(int(groups["edge_y"])), edge)
    if "edge_ten" in groups:
        return Precision.YEAR, _part_of_decade(anchor, edge) if anchor else None
    if "edge_m" in groups and (anchor or groups.get("edge_my", "").isdigit()):
        return Precision.MONTH, third_of(*_edged_month(groups, anchor, ahead=ahead), edge)
    if anchor is None:
        return Precision.MONTH, None
    unit = groups.get("edge_u", "year")
    precision = Precision.MONTH if unit in ("year", "quarter") else Precision(unit)
    first, last = _unit_at(anchor, unit, 0)
    if unit == "quarter":
        part = whole_month(first) if edge in ("start", "early") else whole_month(last)
        return precision, part
    return precision, third_of(first, last, edge)


def _edged_month(groups: dict[str, str], anchor: date | None, *, ahead: bool) -> tuple[date, date]:
    """The month whose start or end is meant, of the stated year or the nearest that fits."""
    number, stated = month_number(groups["edge_m"]), groups.get("edge_my")
    year = year_of(stated, anchor) or 1
    if stated is None and anchor is not None:
        if ahead and whole_month(date(anchor.year, number, 1))[1] < anchor:
            year += 1
        if not ahead and number - anchor.month > 6:
            year -= 1
    return whole_month(date(year, number, 1))


def _part_of_decade(anchor: date, edge: str) -> tuple[date, date]:
    """ "the end of the decade": its last year, its first, or the two in its middle."""
    first = anchor.year - anchor.year % 10
    one, other = {"start": (0, 0), "mid": (4, 5)}.get(edge, (9, 9))
    return date(first + one, 1, 1), date(first + other, 12, 31)


def month_quarter(groups: dict[str, str], anchor: date, *, ahead: bool) -> tuple[date, date]:
    """ "the March quarter", "the April-June quarter": to the end of its last month."""
    last = month_number(groups.get("mq_b") or groups["mq_a"])
    months = 6 if groups.get("mq_u") == "half" else 3
    if "mq_b" in groups:
        months = (last - month_number(groups["mq_a"])) % 12 + 1
    stated = groups.get("mq_y")
    year = year_of(stated, anchor) or anchor.year
    first = month_from(date(year, last, 1), 1 - months)
    if stated is None:
        if first > anchor and not ahead:
            first = first.replace(year=first.year - 1)
        elif ahead and month_from(first, months) <= anchor:
            first = first.replace(year=first.year + 1)
    return first, whole_month(month_from(first, months - 1))[1]


def in_year(groups: dict[str, str], _anchor: date | None) -> Reckoned:
    """ "early 2024", "mid-2026": a third of it."""
    return Precision.YEAR, third_of(*whole_year(int(groups["iny_y"])), groups["iny_p"].lower())


THAT_YEAR = ("that year", "the same year")  # the one that was named before


def year_of(words: str | None, anchor: date | None) -> int | None:
    """The year that "2024", "last year" or nothing at all means."""
    if words and words.isdigit():
        return int(words)
    if anchor is None or " ".join((words or "").split()) in THAT_YEAR:
        return None
    shift = {"last year": -1, "next year": 1, "a year ago": -1}
    return anchor.year + shift.get(" ".join((words or "").split()), 0)
