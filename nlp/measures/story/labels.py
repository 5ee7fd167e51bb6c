"""Dates the measures of a timeline by the days with which its entries open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from nlp.analysis import Measure, MeasureStatus, Precision, When
from nlp.dates import finding as dates
from nlp.measures.days.terms import later
from nlp.measures.sentence.drafts import Draft
from nlp.texts import text_of

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust"
    r"|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:{_MONTH} [0-9]{{1,2}}|[0-9]{{1,2}} {_MONTH}|{_MONTH}(?= [0-9]{{4}}))"
_LABEL = re.compile(
    rf"[\s•*·▪-]{{0,4}}(?P<day>{_DAY}(?:,? (?P<year>[0-9]{{4}}))?)(?:\s*(?::|—|–|\|"
    rf"|-{{1,2}}(?=\s))\s*|\s*$)"
)
_LEAST = 2
_FIRST = 40  # tokens in which a passage may open with a day
_FAR = 3  # passages that a day on a line of its own dates
_DONE = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})


def labels_of(docs: Sequence[tuple[int, Doc]], anchor: date | None) -> dict[int, tuple[When, int]]:
    """The day that each entry of a timeline opens with and where the first sentence behind it
    ends in the article, by the number of the passage; a day without a year comes after the
    one of the entry before it.
    """
    found: list[tuple[int, re.Match[str]]] = []
    for number, (_, doc) in enumerate(docs):
        match = _LABEL.match(doc[:_FIRST].text[:60])
        if match is not None:
            found.append((number, match))
    if anchor is None or len(found) < _LEAST:
        return {}
    labels: dict[int, tuple[When, int]] = {}
    before: When | None = None
    for place, (number, match) in enumerate(found):
        when = dates.resolve(match["day"], anchor)
        if when.first is None or when.precision not in {Precision.DAY, Precision.MONTH}:
            continue
        when = when if match["year"] or before is None else _behind(before, when)
        before, labels[number] = when, (when, _first_end(docs[number], match.end()))
        if match.end() == len(docs[number][1].text):
            last = found[place + 1][0] if place + 1 < len(found) else len(docs)
            below = range(number + 1, min(last, number + 1 + _FAR))
            labels |= {line: (when, _first_end(docs[line], 0)) for line in below}
    return labels


def _first_end(passage: tuple[int, Doc], place: int) -> int:
    """Where in the article the first sentence of a passage ends that goes on behind `place`."""
    offset, doc = passage
    ends = (span.end_char for span in doc.sents if span.end_char > place + 1)
    return offset + next(ends, len(text_of(doc)))


def _behind(before: When, when: When) -> When:
    """The day in the first year that puts it behind the day before."""
    for years in (-2, -1, 0, 1):
        first, last = (
            later(day, years, "year") if day else None for day in (when.first, when.last)
        )
        if first and last and before.first and first >= before.first:
            return replace(when, first=first, last=last)
    return when


def labelled(draft: Draft, entry: tuple[When, int] | None, anchor: date | None) -> Draft:
    """The draft of a timeline's entry with its day, where the words of the entry give none."""
    measure = draft.measure
    if entry is None or measure.sentence.start >= entry[1] or _has_day(measure):
        return draft
    label = entry[0]
    ahead = bool(anchor and label.first and label.first > anchor)
    if measure.status in _DONE:
        status = MeasureStatus.ANNOUNCED if ahead else measure.status
        return replace(draft, measure=replace(measure, status=status, effective=label))
    if measure.status is MeasureStatus.EXPIRED:
        return replace(draft, measure=replace(measure, expires=label))
    if ahead:
        return replace(draft, measure=replace(measure, effective=label))
    return replace(draft, measure=replace(measure, announced=label))


def _has_day(measure: Measure) -> bool:
    return any((measure.announced, measure.effective, measure.expires))
