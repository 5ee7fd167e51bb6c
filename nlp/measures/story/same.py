"""Gives a measure the day of the one told before it: "the same month", "… and raised its levy"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlp.analysis import Measure, MeasureStatus, Precision, When
from nlp.measures.days.terms import later
from nlp.measures.rates.finding import Rate

_SAME = re.compile(
    r"\b(?:the(?: very)? same|that(?: same)?) (?P<span>day|week|month|year)\b(?! (?:as|of))"
)
_SAME_DAY = re.compile(r"\b(?:the|that) same (?:day|date)\b|\bon (?:the same|that) date\b")
_AND_DID = re.compile(
    r"[^;:%]{0,90}?(?:,|,? and|, then|,? while) (?:also |then |later )?"
    r"(?:rais|increas|hik|lower|cut|reduc|slash|impos|introduc|slapp|lift|scrapp|suspend|doubl"
    r"|tripl"
    r"|halv|put|dropp|abolish|levi|add)[a-z]* (?:an?|its|the|another|tariffs|duties|levies) [^;:%]*"
)
_THEN = re.compile(
    r"^[,;]? (?:and |but )?(?:then|when|whereupon|after which|after that|thereafter)\b"
    r"[^.;:%]{0,50} to (?:only |just )?$"
)
_DONE = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED, MeasureStatus.EXPIRED})


def with_same_day(
    measure: Measure, rate: Rate, before: tuple[Measure, Rate] | None, text: str
) -> Measure:
    """The measure with the day of the one before it, if it has none and its words share it."""
    if before is None or measure.effective or measure.expires:
        return measure
    told, first = before
    until = told.expires if told.status is not MeasureStatus.EXPIRED else None
    follows = until is not None and _follows(until, text[first.end : rate.start])
    if follows or measure.announced:
        ahead = replace(measure, status=MeasureStatus.ANNOUNCED, effective=until)
        return ahead if follows else measure
    if measure.status not in _DONE:
        return _as_soon(measure, told, _SAME_DAY.search(text, *rate.near))
    when = told.effective or told.expires or told.announced
    if when is None or when.first is None:
        return measure
    same = _SAME.search(text, rate.near[0], rate.near[1])
    if same is not None and not (first.end < same.start() < rate.left):
        return _dated(measure, _of_span(when, same["span"], same.group()))
    joint = rate.sentence == first.sentence and told.imposer == measure.imposer
    joint = joint and told.status in _DONE and told.announced is None
    return _dated(measure, when) if joint and _is_shared(when, rate, first, text) else measure


def _follows(until: When, gap: str) -> bool:
    """Whether a rate is charged from when the one before it ends: "until July, when it falls"."""
    return until.first is not None and _THEN.search(gap.partition(until.words)[2]) is not None


def _is_shared(when: When, rate: Rate, first: Rate, text: str) -> bool:
    """Whether a day told before the first of two deeds is the second's as well."""
    early = when.words in text[first.sentence[0] : first.start]
    return early and _AND_DID.fullmatch(text, first.end, rate.start) is not None


def _as_soon(measure: Measure, told: Measure, same: re.Match[str] | None) -> Measure:
    """The measure that is to start "the same day" as the one told before it."""
    if same is None or measure.status is not told.status or told.effective is None:
        return measure
    return replace(measure, effective=told.effective)


def _dated(measure: Measure, when: When) -> Measure:
    if measure.status is MeasureStatus.EXPIRED:
        return replace(measure, expires=when)
    return replace(measure, effective=when)


def _of_span(when: When, span: str, words: str) -> When:
    """The day, week, month or year that a date lies in."""
    day = when.first
    if day is None or span in {"day", "week"}:
        return replace(when, words=words)
    first = date(day.year, day.month if span == "month" else 1, 1)
    after = later(first, 1, span)
    last = date.fromordinal(after.toordinal() - 1) if after else when.last
    precision = Precision.MONTH if span == "month" else Precision.YEAR
    return When(words=words, precision=precision, first=first, last=last)
