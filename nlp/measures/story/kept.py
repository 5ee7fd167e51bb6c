"""Chooses which of the measures told are kept: those that say enough, and each once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.analysis import Measure, MeasureKind, MeasureStatus, When
from nlp.measures.sentence.drafts import Draft
from nlp.measures.story.so_far import GENERAL

_BORDER = re.compile(  # no domestic levy
    r"\b(?:tariffs?|customs|import\w*|foreign|abroad|anti-?dumping|countervailing|safeguard"
    r"|anti-?subsidy)\b",
    re.I,
)
_CHARGED = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_EXPORT = re.compile(r"\bexport (?:tax|duty|levy|taxes|duties|levies)\b")
_AT_HOME = re.compile(r"\bown\b|\bin [A-Z]")  # sanctions that cross no border
_DUTIES = frozenset({MeasureKind.TARIFF, MeasureKind.RETALIATION})
_PUT_ON = frozenset(
    {MeasureStatus.IN_FORCE, MeasureStatus.ANNOUNCED}
    | {MeasureStatus.THREATENED, MeasureStatus.SIGNED, MeasureStatus.PAUSED}
)
_LEAD = 24  # characters before a measure's words that may say what duty it is
_MOST_COMPARED = 1_000  # other measures of the article


def kept(done: Sequence[Draft]) -> tuple[Measure, ...]:
    """The stated measures, without those that say neither whose they are, nor whom they hit,
    nor which rate is charged on what, and without those that another tells with its rate.
    """
    stated = [
        d
        for d in done
        if d.stated and _says_enough(d.measure) and not _is_at_home(d, done)
        if d.measure.imposer or not d.guessed
    ]
    told = [d.measure for d in stated if not _is_told_with_its_rate(d, stated)]
    told = [one for one in told if not _is_told_better(one, told)]
    told = _once(_not_yet(told))
    struck = [one for one in told if one.status is MeasureStatus.STRUCK_DOWN]
    alone = next(iter(struck), None) if all(map(_is_bare, struck)) else None
    return tuple(one for one in told if one is alone or not _is_bare(one))


def _says_enough(measure: Measure) -> bool:
    """Whether it tells who and on what, or at which rate; a court's word alone is enough."""
    about = measure.goods or measure.targets or measure.rate is not None
    if measure.kind is MeasureKind.SANCTION and not measure.targets:
        return _AT_HOME.search(measure.goods or "") is None
    dated = measure.effective or measure.expires
    if measure.kind in _DUTIES and not about and not dated and measure.status in _PUT_ON:
        return False
    rated = measure.rate is not None and measure.goods and _BORDER.search(_with_lead(measure))
    return bool(measure.imposer or measure.targets or rated or _is_bare(measure))


def _with_lead(measure: Measure) -> str:
    """The words of a measure with those before it: the "customs" of "a customs duty of 12%"."""
    start = measure.excerpt.start - measure.sentence.start
    lead = measure.sentence.words[max(0, start - _LEAD) : max(0, start)]
    return lead + measure.excerpt.words


def _not_yet(told: list[Measure]) -> list[Measure]:
    """What the article elsewhere dates to a day to come is not in force in its headline."""
    coming = {
        _identity(one)
        for one in told
        if one.status is MeasureStatus.ANNOUNCED and one.effective and one.effective.first
    }
    return [
        replace(one, status=MeasureStatus.ANNOUNCED)
        if one.status is MeasureStatus.IN_FORCE
        and one.effective is None
        and _identity(one) in coming
        else one
        for one in told
    ]


def _once(told: list[Measure]) -> list[Measure]:
    """The measures without those that another one dates and tells alike: a headline's."""
    dated = {(_identity(one), one.status) for one in told if any(_days(one))}
    return [one for one in told if any(_days(one)) or (_identity(one), one.status) not in dated]


def _identity(measure: Measure) -> tuple[object, ...]:
    targets = frozenset(measure.targets)
    return measure.imposer, targets, (measure.goods or "").lower(), measure.rate, measure.kind


def _is_at_home(draft: Draft, done: Sequence[Draft]) -> bool:
    """Whether a charge without a rate may be one on what never crosses a border: "the levy" is
    none where its country has one on imports.
    """
    measure = draft.measure
    if not draft.put or measure.targets or measure.kind not in _DUTIES:
        return False
    if _BORDER.search(measure.excerpt.words) or _EXPORT.search(_with_lead(measure)):
        return False
    return not draft.definite or not any(
        one.measure.imposer == measure.imposer and _BORDER.search(one.measure.excerpt.words)
        for one in done[:_MOST_COMPARED]
        if one.measure.rate is not None
    )


def _is_told_with_its_rate(draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether another measure tells the same duty with its rate: "imposed tariffs on Canada"."""
    measure = draft.measure
    ends = measure.expires.first if measure.expires else None
    again = draft.definite and not measure.goods  # "Peru lifted the duty on Monday"
    doubled = measure.rate is None and (measure.status is MeasureStatus.IN_FORCE or again)
    if not (draft.put or doubled) or measure.kind not in _DUTIES:
        return False
    others = (other.measure for other in told[:_MOST_COMPARED])
    return any(
        other.rate is not None
        and other.imposer == measure.imposer
        and ((measure.status in _PUT_ON and not again) or measure.status is other.status)
        and not (measure.status is MeasureStatus.THREATENED and other.status in _CHARGED)
        and (ends is None or (again and other.expires is not None and other.expires.first == ends))
        and (not measure.targets or bool(set(other.targets) & set(measure.targets)))
        and (measure.goods is None or other.goods is None or _alike(measure.goods, other.goods))
        for other in others
    )


def _is_told_better(measure: Measure, told: Sequence[Measure]) -> bool:
    """Whether another measure without a rate says all that this one does, and more: a headline."""
    if measure.rate is not None or measure.kind in _DUTIES or measure.imposer is None:
        return False
    return any(
        other.kind is measure.kind
        and (other.imposer, other.status) == (measure.imposer, measure.status)
        and set(measure.targets) <= set(other.targets)
        and (measure.goods is None or measure.goods == other.goods)
        and all(
            theirs == own for own, theirs in zip(_days(measure), _days(other), strict=True) if own
        )
        and _said(other) > _said(measure)
        for other in told[:_MOST_COMPARED]
    )


def _days(measure: Measure) -> tuple[When | None, ...]:
    return measure.announced, measure.effective, measure.expires


def _said(measure: Measure) -> int:
    """How many cells it fills."""
    return len(measure.targets) + sum(one is not None for one in (measure.goods, *_days(measure)))


def _alike(one: str, other: str) -> bool:
    general = one[0].isdigit() and one.split()[-1] in GENERAL  # "tariffs on 61 products"
    return general or one.lower() in other.lower() or other.lower() in one.lower()


def _is_bare(measure: Measure) -> bool:
    """Whether only a court's word on "the tariffs" is told."""
    about = measure.targets or measure.goods or measure.rate is not None
    return measure.status is MeasureStatus.STRUCK_DOWN and not about
