"""Tells what a measure is after a later deed: paused until a day, struck down, in force again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from nlp.analysis import Measure, MeasureStatus, Precision, When
from nlp.dates import finding as dates
from nlp.measures.days.meant import at_its_end, told_by_now
from nlp.measures.days.terms import LASTS, end_of_term, later
from nlp.measures.stages.undoing import Deed, Mood
from nlp.measures.story.deeds import Later

STANDING = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_PLANNED = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED, MeasureStatus.THREATENED})
_SETTLED = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED})
_OVER = frozenset({MeasureStatus.PAUSED, MeasureStatus.STRUCK_DOWN, MeasureStatus.EXPIRED})
_BETWEEN = re.compile(
    r"(?:,? ?(?:for (?:an?|another|[a-z]+|[0-9]+)(?: more)? (?:day|week|month|year)s?|on|in|late"
    r"|early"
    r"|until|till|to|through|the|at|midnight|at least|(?:and|but) (?:only )?(?=until)))* ?"
)
_UNTIL = re.compile(r"\b(?:until|till|to|through)(?: at least)?(?: the)?(?: late| early)? ?$")
_OPENING = re.compile(r"[\s“\"]*(?:(?:But|And),? )?(?:On |In |Late on |Late |Early |Early on )?")
_SAID = re.compile(
    r"\b(?:said|announced|decided|agreed|ruled|confirmed|ordered|voted|moved|chose|opted)"
    r" (?:late |early )?(?:on |in )?$"
)
_COUNTED = re.compile(
    r"(?:(?P<count>an?|one|two|three|four|five|six|[1-9]) (?P<span>day|week|month|year)s? later"
    r"|the (?:following|next) (?P<after>day|week|month|year))\b",
    re.I,
)
_LONG = timedelta(days=270)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The day of a deed, and until when what it does is to last."""

    on: When | None = None
    until: When | None = None


def is_open_to(told: Later, measure: Measure) -> bool:
    """Whether that can be done to a measure of this status."""
    status = measure.status
    if told.of_pause:
        return status is MeasureStatus.PAUSED
    if told.deed is Deed.RESUMED:
        return status in _OVER
    if told.deed is Deed.STRUCK:
        return status in STANDING | {MeasureStatus.ANNOUNCED}
    if told.deed is Deed.HELD:
        return status in STANDING | _SETTLED
    if told.mood is Mood.COMING:
        return status in STANDING
    ends = measure.expires.first if measure.expires else None
    aged = status is MeasureStatus.EXPIRED and ends is None  # by its age alone, or some day
    return aged or status in STANDING | _SETTLED | {MeasureStatus.PAUSED}


def after(told: Later, measure: Measure, days: Days, anchor: date | None) -> Measure:
    """The measure as it is after that."""
    if told.of_pause or told.deed is Deed.RESUMED:
        return _again(told, measure, days, anchor)
    if told.deed is Deed.STRUCK:
        struck = MeasureStatus.STRUCK_DOWN
        return replace(measure, status=struck, announced=measure.announced or days.on)
    if told.deed is Deed.HELD:
        return replace(
            measure,
            status=MeasureStatus.PAUSED,
            announced=days.on or (None if days.until else measure.announced),
            expires=days.until,
        )
    ends = days.on or days.until
    ended = replace(measure, status=MeasureStatus.EXPIRED)
    if told.mood is Mood.COMING:
        return (
            replace(measure, expires=at_its_end(measure, "will", ends, anchor)) if ends else measure
        )
    return replace(ended, expires=at_its_end(ended, "", ends, anchor)) if ends else ended


def _again(told: Later, measure: Measure, days: Days, anchor: date | None) -> Measure:
    """The measure that is put back, or whose pause is over."""
    ahead = told.mood is Mood.COMING or _is_ahead(days.on, anchor)
    if ahead and measure.status is MeasureStatus.PAUSED:
        return replace(measure, expires=days.on or measure.expires)
    if ahead:
        return replace(measure, status=MeasureStatus.ANNOUNCED, effective=days.on, expires=None)
    held = measure.status is MeasureStatus.PAUSED
    return replace(
        measure,
        status=MeasureStatus.IN_FORCE,
        announced=None if held else measure.announced,
        effective=days.on or measure.effective,
        expires=None,
    )


def is_of_before(days: Days, measure: Measure, anchor: date | None) -> bool:
    """Whether something was done before the measure began, or long ago to one that is to come."""
    last = days.on.last if days.on else None
    if last is None or anchor is None:
        return False
    began = measure.announced if measure.status in _PLANNED else measure.effective
    if began is not None and began.first is not None:
        return last < began.first
    return measure.status in _PLANNED and last < anchor - _LONG


def _is_ahead(day: When | None, anchor: date | None) -> bool:
    return bool(day and anchor and day.first and day.first > anchor)


def days_told(
    told: Later, sentence: tuple[int, str], measure: Measure, anchor: date | None
) -> Days:
    """The days that stand behind a deed, or before it or behind who announced it where the measure
    is told in another sentence.
    """
    first, text = sentence
    fresh = measure.excerpt.start < first
    on: When | None = None
    until: When | None = None
    early: When | None = None
    at = told.end
    for start, end, when in dates.find(text, anchor):
        if when.first is None or when.precision is Precision.VAGUE:
            continue
        if start >= told.end:
            between = text[at:start]
            if _BETWEEN.fullmatch(between) is None:
                break
            if _UNTIL.search(between):
                until = until or at_its_end(measure, "will", when, anchor)
            else:
                on = on or when
            at = end
        elif fresh and (_OPENING.fullmatch(text, 0, start) or _SAID.search(text, 0, start)):
            early = told_by_now("", when, anchor) if told.mood is Mood.DONE else when
    on = on or early or _counted(text, told, measure.effective)
    term = LASTS.search(text, told.end)
    near = term is not None and _BETWEEN.fullmatch(text, min(at, term.start()), term.start())
    if until is None and near and term is not None and told.deed is Deed.HELD:
        due = measure.effective if measure.status in _PLANNED else None
        began = due or on  # "put off for a year", from when it was due
        until = end_of_term(term[0], began) if began else None
    return Days(on=on, until=until)


def _counted(text: str, told: Later, began: When | None) -> When | None:
    """The day of "a year later", "the following month" than what began then."""
    found = _COUNTED.match(text, told.end + 1)
    if found is None or began is None or began.first is None or began.last is None:
        return None
    count = _COUNTS.get((found["count"] or "a").lower())
    first, last = (
        later(day, count or int(found["count"]), found["span"] or found["after"])
        for day in (began.first, began.last)
    )
    return replace(began, words=found[0], first=first, last=last)
