"""Reckons when a measure ends that lasts "for 90 days"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from nlp.analysis import Measure, MeasureStatus, Precision, When
from nlp.dates import finding as dates
from nlp.measures.days.sense import HAD_BEEN, PAUSING, WAS_TO

LASTS = re.compile(
    r"\b(?:(?:for|lasts?|lasting|by) (?:the next |an initial |just |only |a )?"
    r"|(?:for )?(?:another|an additional|an extra|a further) )"
    r"(?:another |an additional |a further )?"
    r"(?P<count>[0-9]{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)[ -]"
    r"(?P<span>day|week|month|year)s?\b",
    re.I,
)
LONGER = re.compile(
    r"\b(?:extend|prolong|renew|lengthen|stretch)(?:e?s|ed|ing)?\b|\broll(?:s|ed|ing)? over\b"
    r"|\banother (?:[0-9]+|[a-z]+) (?:day|week|month|year)s?\b"
)
"""Words for a term that is added to one before."""
_REPLACES = re.compile(r"\b(?:replac|succeed|follow)(?:es|ed|s)\b")  # the term is of another
_ASIDE_OF_END = re.compile(
    r", (?:a|an) (?:pause|truce|reprieve|suspension|delay|cut|exemption) (?:that|which) "
    r"(?:will )?(?:ends?|expires?|lasts? until|runs? out)(?: on)? ",
    re.I,
)
_PRIOR = re.compile(  # the end from which a longer term counts
    r"\b(?:was|were|is|are|had been) (?:(?:due|set|scheduled|about) )?to"
    r" (?:expire|lapse|end|run out) (?:on |in |at )?(?:the )?$"
)
_NUMBERS = "one two three four five six seven eight nine ten eleven twelve"


def end_of_term(clause: str, start: When | None) -> When | None:
    """When a measure ends that lasts "for 90 days" from `start`, as exactly as that is known;
    its words alone where the start is not.
    """
    term = LASTS.search(clause)
    if term is None:
        return None
    if start is None or start.first is None or start.last is None:
        return When(words=term.group(), precision=Precision.VAGUE)
    written = term.group("count").lower()
    words = _NUMBERS.split()
    count = int(written) if written.isdigit() else 1
    count = words.index(written) + 1 if written in words else count
    first, last = (later(day, count, term.group("span")) for day in (start.first, start.last))
    if first is None or last is None:
        return None
    return When(words=term.group(), precision=start.precision, first=first, last=last)


def later(day: date, count: int, span: str) -> date | None:
    """The day so many days, weeks, months or years after `day`."""
    try:
        if span.lower() in {"day", "week"}:
            return day + timedelta(days=count * (7 if span.lower() == "week" else 1))
        months = day.month - 1 + count * (12 if span.lower() == "year" else 1)
        year, month = day.year + months // 12, months % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def end_told(measure: Measure, clause: str, began: When | None, anchor: date | None) -> When | None:
    """The end of a term that the clause gives: the day that the sentence says ("for 90 days, a
    pause that ends on July 9"), else counted from when it began.
    """
    held = measure.status is MeasureStatus.PAUSED or not PAUSING.search(clause)
    term = LASTS.search(clause) if held and not HAD_BEEN.search(clause) else None
    if term is None or _REPLACES.search(clause, term.end()):
        return None
    words = measure.sentence.words
    days = dates.find(words, anchor)
    added = term[0].startswith("by ")  # "delayed by a month", counted from the day it was due
    aside = _ASIDE_OF_END.search(words)
    if added or LONGER.search(clause):
        due = WAS_TO if added and not LONGER.search(clause) else _PRIOR
        began = next((when for at, _, when in days if due.search(words, 0, at)), None)
    elif aside:
        said = (when for start, _, when in days if start == aside.end())
        return next(said, None) or end_of_term(clause, began)
    if began is None and (added or measure.status is MeasureStatus.THREATENED):
        return None  # "for five years", some day
    return end_of_term(clause, began)
