"""Times that a text counts from the one it named before: "two days later", "that December"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from nlp.analysis import Precision, When
from nlp.dates.spans import month_number, plain_span, whole_month
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
TO_DAY = re.compile(r"\s(?:to|through|until|till)\s|[-–]")
AND_DAY = re.compile(r",?\s(?:and|or)\s")
_IN_THAT_YEAR = re.compile(r",\s(?:(?:early|late|back) )?(?:in|on)\s")  # "last year, in March"
_OPENING = re.compile(r"(?:\A|[.!?;:\n][”\"’]?\s?)(?:(?:[Bb]ack )?[Ii]n )?\Z")
YEARS = {"month": "month_y", "full": "full_y", "british": "brit_y"}
_REACH = 160  # characters from a day to what is counted from it


def told_from(
    text: str, kind: str, groups: dict[str, str], start: int, before: Dated, when: When
) -> When:
    """The time as it is reckoned from the one named last, where it is; else as it was."""
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
    _, end, told = before
    day, gap = told.first, text[end:start]
    if shift is None or day is None or day != told.last or told.precision is not Precision.DAY:
        return when
    spoken = _OF_SPEECH.search(text, max(0, before[0] - 60), before[0])
    if spoken or len(gap) > _REACH or len(_ENDS.findall(gap)) > 1 or "\n" in gap:
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
