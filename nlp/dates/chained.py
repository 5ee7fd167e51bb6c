"""Times that a text counts from the one it named before: "two days later", "that December"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from nlp.analysis import Precision, When
from nlp.dates.spans import (
    DAYS,
    month_from,
    month_number,
    plain_span,
    whole_month,
    whole_week,
    whole_year,
)
from nlp.dates.stretches import THAT_YEAR
from nlp.dates.weekdays import weekday

Dated = tuple[int, int, When]
_LATER = re.compile(r"\b(?:later|afterwards?|after)$")
_EARLIER = re.compile(r"\b(?:earlier|beforehand|before)$")
_BY_A_DAY = {"following": 1, "next": 1, "same": 0, "previous": -1, "preceding": -1}
_OTHER_DEED = re.compile(r"\s?(?:after|before)$")  # "two days after the vote"
_ENDS = re.compile(r"[.!?][”\"’]?\s|\n")
_OF_SPEECH = re.compile(r"\b(?:said|says|told [^,.;]{2,40}|announced|added|reported)(?: on)? $")
_THAT = re.compile(r"\b[Tt]hat $")
_YEAR = re.compile(r"\b\d{4}\b")
_OF_YEAR_BESIDE = re.compile(r" of the (?P<side>following|next|same|previous) year\b")
_DAY_BESIDE = re.compile(r"[Tt]he\s(following|next|previous|preceding)")
_BESIDE = re.compile(r"\b[Tt]he (?P<side>following|next|previous|preceding) $")  # "January"
TO_DAY = re.compile(r"\s(?:to|through|until|till)\s|[-–]")
AND_DAY = re.compile(r",?\s(?:and|or)\s")
_IN_THAT_YEAR = re.compile(r",\s(?:(?:early|late|back) )?(?:in|on)\s")  # "last year, in March"
_OPENING = re.compile(r"(?:\A|[.!?;:\n][”\"’]?\s?)(?:(?:[Bb]ack )?[Ii]n )?\Z")
YEARS = {"month": "month_y", "full": "full_y", "british": "brit_y"}
_REACH = 160  # characters from a day to what is counted from it


def told_from(
    text: str, kind: str, groups: dict[str, str], start: int, before: Dated | None, when: When
) -> When:
    """The time as it is reckoned from the one named last, where it is; else as it was."""
    beside = _beside(text, kind, groups, start, before, when)
    if beside is not None or before is None:
        return beside or when
    if kind == "month" and "month_y" not in groups and _THAT.search(text, 0, start):
        return _of_that_year(groups, before[2], when)
    yearless = kind in YEARS and YEARS[kind] not in groups
    in_year = yearless and _IN_THAT_YEAR.fullmatch(text, before[1], start)
    if in_year and _OPENING.search(
        text, max(0, before[0] - 10), before[0]
    ):  # not "imposed in 2019, on July 1"
        return _within_year(before[2], when)
    if kind == "apart":
        return _days_on(text, groups, start, before, when)
    return when


def with_year(groups: dict[str, str], before: When | None) -> dict[str, str]:
    """The parts of date words with "that year" as the year that was named before, if one was."""
    first = before.first if before else None
    return {
        name: str(first.year) if first and " ".join(words.split()) in THAT_YEAR else words
        for name, words in groups.items()
    }


def _of_that_year(groups: dict[str, str], before: When, when: When) -> When:
    """ "in 2024, most recently that December"; open where no year was told."""
    if before.first is None:
        return When(words=when.words, precision=when.precision)
    first, last = whole_month(before.first.replace(month=month_number(groups["month_m"]), day=1))
    return When(words=when.words, precision=when.precision, first=first, last=last)


def _beside(
    text: str, kind: str, groups: dict[str, str], start: int, before: Dated | None, when: When
) -> When | None:
    """What "the following", "the next" or "the previous" puts beside a time; None without it."""
    if kind == "month" and "month_y" not in groups:
        if found := _BESIDE.search(text, 0, start):
            return _month_beside(text, groups, start, before, (when, _BY_A_DAY[found["side"]]))
        found = _OF_YEAR_BESIDE.match(text, start + len(when.words))
        if found and before:
            return _of_year_beside(text, groups, start, before, (when, _BY_A_DAY[found["side"]]))
    if kind == "weekday" and before:
        found = _DAY_BESIDE.fullmatch(groups.get("wd_p", ""))
        return found and _day_beside(text, groups, start, before, (when, _BY_A_DAY[found[1]]))
    if kind == "apart" and before and groups.get("ap_w", "day") != "day":
        return _stretch_beside(text, groups["ap_w"], start, before, when)
    return None


def _month_beside(
    text: str, groups: dict[str, str], start: int, before: Dated | None, way: tuple[When, int]
) -> When:
    """ "elected in 2016, sworn in the following January"; open where nothing is told to follow."""
    when, side = way
    told = before[2] if before and _counts_on(text, before, start) else None
    if told is None or told.first is None or told.last is None:
        return When(words=when.words, precision=when.precision)
    near = told.last if side > 0 else told.first
    month = near.replace(day=1, month=month_number(groups["month_m"]))
    if (month <= near.replace(day=1)) if side > 0 else (month >= near.replace(day=1)):
        month = month.replace(year=month.year + side)
    first, last = whole_month(month)
    return replace(when, first=first, last=last)


def _of_year_beside(
    text: str, groups: dict[str, str], start: int, before: Dated, way: tuple[When, int]
) -> When:
    """ "left in May 2020 and came back in January of the following year"."""
    when, side = way
    day = before[2].first
    if day is None or not _counts_on(text, before, start):
        return When(words=when.words, precision=when.precision)
    first, last = whole_month(date(day.year + side, month_number(groups["month_m"]), 1))
    return replace(when, first=first, last=last)


def _day_beside(
    text: str, groups: dict[str, str], start: int, before: Dated, way: tuple[When, int]
) -> When:
    """ "on 3 June and again the following Thursday": the nearest of that name."""
    when, side = way
    told = before[2]
    if told.first is None or told.precision is not Precision.DAY:
        return when
    if not _counts_on(text, before, start):
        return when
    days = (DAYS.index(groups["wd"]) - told.first.weekday()) * side % 7 or 7
    day = told.first + timedelta(days=days * side)
    return replace(when, first=day, last=day)


def _stretch_beside(text: str, unit: str, start: int, before: Dated, when: When) -> When:
    """ "raised in May 2022 and cut the following month": beside a time no longer than itself."""
    _, end, told = before
    sizes = (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.YEAR)
    fits = told.precision in sizes and unit in sizes
    if not fits or sizes.index(told.precision) > sizes.index(Precision(unit)):
        return when
    if told.first is None or text[end:start] == " of " or not _counts_on(text, before, start):
        return when
    if unit == "year" and told.precision is Precision.DAY and not _YEAR.search(told.words):
        return when  # years are counted from a year that was told
    side, day = _BY_A_DAY[when.words.split()[1]], told.first
    if unit == "week":
        first, last = whole_week(day + timedelta(weeks=side))
    elif unit == "month":
        first, last = whole_month(month_from(day, side))
    else:
        first, last = whole_year(day.year + side)
    return replace(when, first=first, last=last)


def _counts_on(text: str, before: Dated, start: int) -> bool:
    """Whether a time may count from the one before: near it, and that is not when it was said."""
    gap = text[before[1] : start]
    spoken = _OF_SPEECH.search(text, max(0, before[0] - 60), before[0])
    return not (spoken or len(gap) > _REACH or len(_ENDS.findall(gap)) > 1 or "\n" in gap)


def _within_year(year: When, when: When) -> When:
    """ "Last year, on May 3": the day or month of the year named just before."""
    day = when.first
    if year.precision is not Precision.YEAR or year.first is None or day is None:
        return when
    first, last = whole_month(day.replace(year=year.first.year, day=1))
    if when.precision is Precision.DAY and day.day <= last.day and day == when.last:
        first = last = first.replace(day=day.day)
    elif when.precision is not Precision.MONTH:
        return when
    return replace(when, first=first, last=last)


def _days_on(text: str, groups: dict[str, str], start: int, before: Dated, when: When) -> When:
    """ "on 21 June and again two days later": so many days on from a day just told of."""
    shift = _shift(text, groups, start, when.words)
    told = before[2]
    day = told.first
    if shift is None or day is None or day != told.last or told.precision is not Precision.DAY:
        return when
    if not _counts_on(text, before, start):
        return when
    day += timedelta(days=shift)
    return When(words=when.words, precision=Precision.DAY, first=day, last=day)


def _shift(text: str, groups: dict[str, str], start: int, words: str) -> int | None:
    """How many days later "a week later", "the next day" or "the day before" is."""
    way = 1 if _LATER.search(words) else -1 if _EARLIER.search(words) else 0
    if "ap_n" in groups:
        count, unit = plain_span(groups["ap_n"], groups["ap_u"])
        days = {"day": 1, "week": 7}.get(unit)
        if days is None or _OTHER_DEED.search(words):
            return None
        return way * days * count or None
    if "ap_d" in groups:  # but "the day before the vote" counts from another deed
        behind = text[start + len(words) :]
        return way if not behind.strip() or behind[0] in ",.;" else None
    if groups.get("ap_w") == "day":
        return _BY_A_DAY[words.split()[1]]
    return None


def spanned(gap: str, before: Dated, when: When, anchor: date) -> tuple[Dated, When]:
    """Two weekdays with `gap` between them: the second of "Monday to Thursday" follows the
    first, and so it does in "will meet on Monday and Thursday".
    """
    first, second = before[2].first, when.first
    if first is None or second is None or second >= first:
        return before, when
    week = timedelta(days=7)
    if TO_DAY.fullmatch(gap) and first <= anchor < second + week:  # it would reach ahead
        moved = replace(before[2], first=first - week, last=first - week)
        return (before[0], before[1], moved), when
    if TO_DAY.fullmatch(gap) or (AND_DAY.fullmatch(gap) and first > anchor):
        return before, replace(when, first=second + week, last=second + week)
    return before, when


def of_that_week(
    gap: str, before: Dated, groups: tuple[dict[str, str], dict[str, str]], anchor: date
) -> Dated:
    """The first of "Wednesday and Thursday of next week", whose week stands but once."""
    own, week = groups[0].keys() & {"wd_w", "wd_p"}, groups[1].get("wd_w")
    if own or week is None or not (TO_DAY.fullmatch(gap) or AND_DAY.fullmatch(gap)):
        return before
    _, bounds = weekday(groups[0] | {"wd_w": week}, anchor, ahead=False)
    day = bounds[0] if bounds else None
    return before[0], before[1], replace(before[2], first=day, last=day)
