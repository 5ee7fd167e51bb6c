"""Gives a figure what the figure before it tells: "$4 billion, or 6 percent", "It was $3"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.analysis import Figure
from nlp.figures.amounts.units import MULTIPLE
from nlp.figures.moves.kinds import is_timed
from nlp.figures.words.bases import AGO, MONTH

_HEDGE = r"(?:about |around |roughly |nearly |almost |just |some |only |an? )?"
_OR = re.compile(rf"[^;:.\n]{{0,90}}[,(–—] ?(?:or|that is|equal to|equivalent to|worth) {_HEDGE}$")
_OR_TIMES = re.compile(rf"[^;:.\n]{{0,60}}(?:[,(–—] ?(?:or )?| and ){_HEDGE}$")
_IN_ALL = re.compile(
    r"[^.;\d]{0,40}, (?:an?|the) (?:[a-z]+ )?(?:cut|fall|drop|rise|increase|decrease|gain|jump"
    rf"|decline|reduction) of {_HEDGE}"
)
_SAME_THING = re.compile(
    r" (?:as (?:much|many|often|large|big|high)\b|what|that of|its|their"
    r"|the (?:[\w-]+ ){0,2}(?:figure|sum|level|target|average|goal|limit|norm|rate|number))\b"
)
_TAKEN_UP = re.compile(
    rf"(?:(?:{AGO}|[Ii]n (?:{MONTH} ?)?(?:(?:19|20)\d\d)?|last \w+|the \w+ before),? )?"
    r"(?:it|that|this|the (?:figure|total|rate|number|amount|sum|share|gap|deficit|surplus))"
    r" (?:was|is|had been|has been|will be|stood at|stands at|reached|came to|rose to|fell to"
    rf"|grew to|shrank to|climbed to|dropped to|compare[sd] (?:with|to)) {_HEDGE}"
    r"(?:just |a record )?$",
    re.I,
)
_TAKEN_UP_TWICE = re.compile(
    r"(?:It|That) (?:was|is|had been|stood at) [^,;]{3,40} in \w+(?: \d{4})? and "
    rf"{_HEDGE}$"
)
_CLOSE = 3  # characters between two sentences that follow each other


def with_equals(text: str, figures: Sequence[Figure], offset: int) -> list[Figure]:
    """The figures with the same amount in another unit taken as one with it: what "60 cents, or
    0.9 percent" is of, and whether it is how much something moved.
    """
    found: list[Figure] = []
    for figure in figures:
        told = next((one for one in reversed(found[-2:]) if not is_timed(one)), None)
        if told is not None and _is_times_it(figure, told, text, offset):
            found.append(replace(figure, concept=told.concept, subject=told.subject))
            continue
        if told is not None and told.normalized_unit != figure.normalized_unit:
            gap = text[told.excerpt.end - offset : figure.excerpt.start - offset]
            converted = gap == " (" and bool(told.currency and figure.currency)
            if converted or _OR.fullmatch(gap):
                own = text.startswith(" of ", figure.excerpt.end - offset)
                found.append(
                    _equal(figure, told if not own else replace(told, concept=figure.concept))
                )
                continue
        again = told is not None and _is_also(figure, told, text, offset)
        found.append(replace(figure, concept=told.concept) if told and again else figure)
    return found


def _is_also(figure: Figure, told: Figure, text: str, offset: int) -> bool:
    """Whether the figure is the same change again: "850 fewer students, a cut of 15%"."""
    if figure.change is None or told.change is None or told.sentence != figure.sentence:
        return False
    gap = text[told.excerpt.end - offset : figure.excerpt.start - offset]
    same = told.change.direction == figure.change.direction
    return same and _IN_ALL.fullmatch(gap) is not None


def _is_times_it(figure: Figure, told: Figure, text: str, offset: int) -> bool:
    """Whether a multiple compares the amount before it: "£3m, twice as much as planned"."""
    if figure.normalized_unit != MULTIPLE or told.normalized_unit == MULTIPLE:
        return False
    gap = text[told.excerpt.end - offset : figure.excerpt.start - offset]
    return bool(_OR_TIMES.fullmatch(gap) and _SAME_THING.match(text, figure.excerpt.end - offset))


def _equal(figure: Figure, told: Figure) -> Figure:
    change = told.change
    if change is not None and change.amount == abs(told.value):
        change = replace(change, amount=abs(figure.value), unit=figure.normalized_unit or None)
    elif change is not None:
        change = replace(change, came_from=None)
    return replace(
        figure,
        concept=told.concept,
        subject=told.subject,
        counterpart=told.counterpart,
        period=told.period or figure.period,
        change=figure.change or change,
    )


def taken_up(figures: Sequence[Figure]) -> list[Figure]:
    """The figures of an article with what a sentence that begins "It was" takes up from the one
    before: what is measured, whose it is and with whom, if one unit and one name fit.
    """
    found: list[Figure] = []
    for figure in figures:
        start = figure.excerpt.start - figure.sentence.start
        lead = figure.sentence.words[:start]
        if _TAKEN_UP.match(lead) or (figure.concept is None and _TAKEN_UP_TWICE.match(lead)):
            figure = _continued(figure, found)
        found.append(figure)
    return found


def _continued(figure: Figure, before: Sequence[Figure]) -> Figure:
    last = [
        one
        for one in before[-6:]
        if (
            0 <= figure.sentence.start - one.sentence.end <= _CLOSE
            or (one.sentence == figure.sentence and figure.concept is None)
        )
        and one.concept
        and one.normalized_unit == figure.normalized_unit
    ]
    if len({(one.concept, one.subject, one.counterpart) for one in last}) != 1:
        return figure
    (told,) = last[:1]
    return replace(figure, concept=told.concept, subject=told.subject, counterpart=told.counterpart)
