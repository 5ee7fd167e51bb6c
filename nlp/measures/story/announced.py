"""Reads when a measure was announced in a sentence behind it: "The order was signed on Monday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from nlp.analysis import MeasureStatus, Precision
from nlp.dates import finding as dates
from nlp.measures.days.meant import told_by_now
from nlp.measures.sentence.drafts import Draft
from nlp.measures.story.ended import NEVER, UNSURE

_THING = (
    r"(?:it|them|the (?:new )?(?:plan|measure|move|decision|step|change|order|decree|increase|cut"
    r"|hike|tariff|duty|levy|ban|quota|rule|regulation|measures|tariffs|duties|steps|changes"
    r"|increases))"
)
_DID = r"(?:announced|unveiled|signed|approved|adopted|confirmed|published|gazetted|decreed)"
_TOLD = re.compile(
    rf"[\s“\"]*(?:(?P<early>(?:On|Last) [^,;:.%]{{3,20}}), )?(?i:{_THING})(?:, [^,;:.%]{{3,60}},)?"
    rf" (?:was|were) (?:first |formally |officially )?{_DID}\b"
    rf"|[\s“\"]*(?i:{_THING}), (?:which (?:was|were) )?{_DID}(?= (?:on|late|early|last|this|in)\b)"
    r"|[\s“\"]*[A-Z](?:[^;:.%,]|, (?=[A-Z])|(?<=[A-Z]),){1,70}?,? (?:formally |first |had )?"
    rf"{_DID} {_THING}(?= (?:on|late|early|last|yesterday|in|this)\b)"
)
_BEHIND = re.compile(
    r"(?: (?:by|in) (?:the |a )?[^,;:.%0-9]{2,40}?)?(?: late| early)?(?: on| in)? (?:the )?"
)
_COMING = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED, MeasureStatus.THREATENED})
_ADJACENT = 2  # characters between two sentences


def announced_by(known: list[Draft], sentence: tuple[int, str], anchor: date | None) -> None:
    """Give the measures told just before the day on which a sentence says they were announced."""
    start, text = sentence
    told = _TOLD.match(text)
    if told is None or NEVER.search(told[0]) or UNSURE.search(told[0]):
        return
    near = _just_before(known, start)
    if not near:
        return
    for first, _, when in dates.find(text, anchor):
        early = told["early"] and first < told.end("early")
        behind = first >= told.end() and _BEHIND.fullmatch(text, told.end(), first)
        if (early or behind) and when.first and when.precision is not Precision.VAGUE:
            day = told_by_now("", when, anchor)
            if anchor is None or day.first is None or day.first > anchor:
                return
            for place in near:
                one = known[place]
                known[place] = replace(one, measure=replace(one.measure, announced=day))
            return


def _just_before(known: Sequence[Draft], start: int) -> list[int]:
    """The places of the measures of the sentence before, none of which has been announced yet."""
    told = [n for n, one in enumerate(known) if one.stated and one.measure.excerpt.start < start]
    last = known[told[-1]].measure.sentence if told else None
    if last is None or not 0 <= start - last.end <= _ADJACENT:
        return []
    near = [n for n in told if known[n].measure.sentence.start == last.start]
    open_yet = all(known[n].measure.announced is None for n in near)
    return near if open_yet and all(known[n].measure.status in _COMING for n in near) else []
