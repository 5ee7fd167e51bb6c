"""Moves a day that a text names without its year or week to the one that the tense means."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from nlp.analysis import Measure, MeasureStatus, Precision, When
from nlp.dates.reckoning import DAYS
from nlp.measures.days.terms import later
from nlp.measures.moving_verbs import GOES, WAY

_COMING = re.compile(
    r"\b(?:will|to be|would|shall|rises?|falls?|goes|raise|impose|charge"
    rf"|{GOES}{WAY} (?:to|from|on|in))\b",
    re.I,
)
_STARTED = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_PLANNED = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED, MeasureStatus.THREATENED})
_SETTLED = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED})
_SOON = timedelta(days=120)
_LATER = timedelta(days=300)
_OF_A_YEAR = frozenset({Precision.DAY, Precision.MONTH})
_AHEAD = re.compile(r"\bnext\b|\bcoming\b|\btomorrow\b|[0-9]{4}", re.I)
_HAS_YEAR = re.compile(r"[0-9]{4}|last|next|ago|yesterday|day\b", re.I)
_MIDNIGHT = re.compile(
    r"\b(?:[Ss]ince|[Ff]rom|[Aa]t|[Aa]fter) midnight\b"
    r"(?! (?:on|last|this|of|[A-Z][a-z]+day|[A-Z][a-z]+ [0-9]))"
)
_END_OF = re.compile(r"(?:the )?end of\b", re.I)


def gone_by(measure: Measure, clause: str, when: When, anchor: date | None) -> When:
    """A weekday told of what has been done is the last one, not the next."""
    if anchor is None or when.first is None or when.last is None or _COMING.search(clause):
        return when
    if measure.status not in _STARTED or when.first <= anchor:
        return when
    if when.words not in DAYS:
        return told_by_now(clause, when, anchor) if clause else when
    week = timedelta(days=7)
    return replace(when, first=when.first - week, last=when.last - week)


def yet_to_come(measure: Measure, when: When, anchor: date | None, *, sure: bool = False) -> When:
    """The weekday from which an announced duty is to be charged is the next one.

    Where a verb makes it `sure` that it is to come, a day without a year may be further off.
    """
    if anchor is None or when.first is None or when.last is None or when.first >= anchor:
        return when
    if measure.status not in _PLANNED:
        return when
    if when.words in DAYS:
        week = timedelta(days=7)
        return replace(when, first=when.first + week, last=when.last + week)
    return of_this_year(measure, when, anchor, within=_LATER if sure else _SOON)


def of_this_year(
    measure: Measure, when: When, anchor: date | None, *, within: timedelta = _SOON
) -> When:
    """ "Will be cut on July 1", said in June, is of this year."""
    if anchor is None or when.first is None or when.last is None or when.first >= anchor:
        return when
    if measure.status not in _PLANNED:
        return when
    first, last = later(when.first, 1, "year"), later(when.last, 1, "year")
    soon = first is not None and first - anchor < within
    if not soon or when.precision not in _OF_A_YEAR or _HAS_YEAR.search(when.words):
        return when
    return replace(when, first=first, last=last)


def told_by_now(clause: str, when: When, anchor: date | None) -> When:
    """What "was announced on April 2", said in November, was so in the April before; what was
    announced on a weekday, on the last one.
    """
    if anchor is None or when.first is None or when.last is None or when.first <= anchor:
        return when
    if when.words in DAYS:
        week = timedelta(days=7)
        return replace(when, first=when.first - week, last=when.last - week)
    if when.precision not in _OF_A_YEAR or _HAS_YEAR.search(when.words) or _COMING.search(clause):
        return when
    first, last = later(when.first, -1, "year"), later(when.last, -1, "year")
    return when if first is None else replace(when, first=first, last=last)


def is_surely_ahead(when: When, anchor: date | None) -> bool:
    """Whether a day is by its own words one to come: "next April"."""
    if anchor is None or when.first is None or when.first <= anchor:
        return False
    return _AHEAD.search(when.words) is not None


def at_its_end(measure: Measure, clause: str, when: When, anchor: date | None) -> When:
    """ "Through the end of June" is its last day; what has ended on a weekday did so last."""
    if when.last is not None and _END_OF.match(when.words):
        return replace(when, first=when.last)
    if measure.status is not MeasureStatus.EXPIRED and _is_of_next_year(when, anchor):
        first, last = (later(day, 1, "year") for day in (when.first, when.last) if day)
        return replace(when, first=first, last=last)
    if anchor is None or when.first is None or when.last is None or when.first <= anchor:
        return when
    ahead = _COMING.search(clause) or re.search(r"\b(?:expires|lapses|ends)\b", clause)
    if measure.status is not MeasureStatus.EXPIRED or ahead:
        return when
    if when.words not in DAYS:
        return when if clause else told_by_now(clause, when, anchor)
    week = timedelta(days=7)
    return replace(when, first=when.first - week, last=when.last - week)


def _is_of_next_year(when: When, anchor: date | None) -> bool:
    """Whether what is to last "until March" would by its date be over since this spring."""
    if anchor is None or when.last is None or when.precision not in _OF_A_YEAR:
        return False
    return when.last < anchor and not _HAS_YEAR.search(when.words)


def at_midnight(measure: Measure, clause: str, anchor: date | None) -> When | None:
    """The article's own day in "since midnight", where no other day is named beside it; the next
    in "will be charged from midnight", the one before for what "lapsed at midnight".
    """
    told = anchor is not None and measure.status in _STARTED | _SETTLED | {MeasureStatus.EXPIRED}
    if anchor is None or not told or _MIDNIGHT.search(clause) is None:
        return None
    over = measure.status is MeasureStatus.EXPIRED
    day = anchor + timedelta(days=int(measure.status in _SETTLED) - int(over))
    return When(words="midnight", precision=Precision.DAY, first=day, last=day)
