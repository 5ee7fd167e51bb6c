"""Shares out what "respectively" does: "Sales in Spain and Chile rose 4% and 6% respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.analysis import Change, Figure
from nlp.figures.subjects.setting import Setting
from nlp.figures.words import changes

_PAIR = 2
_LISTED = re.compile(r",? (?:and )?(?:in |for |to |from )?(?:the )?|, ")
_ALIKE = re.compile(r",? (?:and )?(?:by )?")
_RESPECTIVELY = re.compile(r"(?: of [a-z ]{2,24})?,? respectively\b")
_AND_OTHER = re.compile(r",? and (?:the )?((?:[a-z-]+ ){1,3}?)(\w+) ")


def with_respective(setting: Setting, figures: Sequence[Figure], offset: int) -> list[Figure]:
    """The figures with what "respectively" shares out: "Sales in Spain and Chile rose 4% and 6%
    respectively", "exports and imports fell 3% and 5%, respectively".
    """
    found, text = list(figures), setting.tokens.text
    for index, last in enumerate(figures):
        if not _RESPECTIVELY.match(text, last.excerpt.end - offset):
            continue
        first = index
        while first and _ALIKE.fullmatch(text, *_between(figures, first, offset)):
            first -= 1
        if first < index:
            each = _shared_out(setting, found[first : index + 1], offset)
            found[first : index + 1] = each
    return found


def _between(figures: Sequence[Figure], index: int, offset: int) -> tuple[int, int]:
    return figures[index - 1].excerpt.end - offset, figures[index].excerpt.start - offset


def _shared_out(setting: Setting, figures: Sequence[Figure], offset: int) -> list[Figure]:
    """The figures of a list, each with its own country or noun of the list before them."""
    text, first = setting.tokens.text, figures[0]
    start = first.excerpt.start - offset
    since, many = first.sentence.start - offset, len(figures)
    countries = [(one.start, one.end, one.country) for one in setting.countries(since, start)]
    named = (countries[-many:], setting.owners.within(since, start)[-many:])
    lists: list[list[str | None]] = [
        [one[2] for one in each] for each in named if _is_list(text, each, many)
    ]
    shared: list[str | None] = [first.subject] * many
    subjects = next(iter(lists), shared)
    concepts = [first.concept] * many
    if many == _PAIR and subjects is shared and (other := _other_noun(text, first, offset)):
        concepts[1] = other
    last = figures[-1]
    if not first.normalized_unit:  # "5 million and 3 million tonnes"
        concepts = [last.concept] * many
        figures = [
            replace(
                one,
                unit=last.unit,
                normalized_unit=last.normalized_unit,
                currency=last.currency,
                period=one.period or last.period,
            )
            for one in figures
        ]
    return [
        replace(
            figure,
            concept=concept,
            subject=subject,
            period=figure.period or first.period,
            change=figure.change or _as_much(first, figure),
        )
        for figure, concept, subject in zip(figures, concepts, subjects, strict=True)
    ]


def _is_list(text: str, named: Sequence[tuple[int, int, str]], many: int) -> bool:
    """Whether the names are so many, and stand side by side: "in Spain and Chile"."""
    gaps = (text[one[1] : other[0]] for one, other in pairwise(named))
    return len(named) == many and all(_LISTED.fullmatch(gap) for gap in gaps)


def _as_much(first: Figure, figure: Figure) -> Change | None:
    """The change of the first of a list, by as much as another of it says."""
    change = first.change
    if change is None or change.amount != abs(first.value):
        return change
    return replace(change, amount=abs(figure.value), unit=figure.normalized_unit or None)


def _other_noun(text: str, first: Figure, offset: int) -> str | None:
    """The second noun of "exports and imports rose"."""
    before = text[first.sentence.start - offset : first.excerpt.start - offset]
    at = before.lower().find((first.concept or "\n").lower())
    match = _AND_OTHER.match(before, at + len(first.concept or "")) if at >= 0 else None
    return match[1].strip() if match and changes.is_move(match[2]) else None
