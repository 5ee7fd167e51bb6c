"""Tells the rate before where another sentence gives it: "Until now such tyres paid 6%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.analysis import Measure, MeasureStatus
from nlp.measures.sentence.drafts import Draft, Then

_NOW = re.compile(r"\b(?:now|currently|today|at present|so far|for now|present|current)\b", re.I)
_UNTIL_NOW = re.compile(
    r"\b(?:until (?:now|then|today|[A-Z]\w+)|previous(?:ly)?|formerly|before(?: that)?|used to"
    r"|so far|up to now|till now|hitherto)\b",
    re.I,
)
_TO_COME = re.compile(r"\b(?:will|would|could|may|might|if|unless|once)\b", re.I)
_OTHERS = re.compile(
    r"\b(?:others?|else|elsewhere|rest|most|average|both|like|than|while|whereas|but|only)\b", re.I
)
_IT = re.compile(
    r"\b(?:it|they|them|(?:the|that|this|such) (?:[a-z]+ )?(?:dut(?:y|ies)|tariffs?|lev(?:y|ies)"
    r"|rates?|tax|charges?))\b",
    re.I,
)
_COMING = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED})
_CHARGED = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_ADJACENT = 2  # characters between two sentences
_FAR = 240  # characters between a measure and what is said of its rate before


def with_before(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the rate before that a sentence just behind one tells of the same goods:
    what was charged until then is no measure of its own, what still is charged stays one.
    """
    told: list[Draft] = []
    for draft in drafts:
        told.append(draft)
        moved = next((n for n in range(len(told) - 1) if _is_moved(told[n], told[-1], told)), None)
        if moved is not None:
            told[moved], told[-1] = _with_rate(told[moved], draft)
    return told


def _is_moved(one: Draft, draft: Draft, told: Sequence[Draft]) -> bool:
    """Whether `one` is what the rate of `draft` becomes or became."""
    measure, later = one.measure, draft.measure
    apart = later.sentence.start - measure.sentence.end
    if not (one.stated and draft.stated) or not 0 <= apart <= _FAR:
        return False
    between = any(
        measure.sentence.start < other.measure.sentence.start < later.sentence.start
        for other in told
        if other.stated
    )
    if between or measure.rate in {None, later.rate} or later.rate is None:
        return False
    if measure.rate_before is not None or later.rate_before is not None:
        return False
    return _is_same(measure, later) and _is_earlier(measure, draft)


def _is_earlier(measure: Measure, draft: Draft) -> bool:
    """Whether the sentence puts its rate before that of the measure."""
    words, later = draft.measure.sentence.words, draft.measure
    if _OTHERS.search(words) or _TO_COME.search(words):
        return False
    if later.effective or later.expires or later.announced:
        return False
    if _is_over(draft):
        return measure.status in _CHARGED | _COMING
    return measure.status in _COMING and _NOW.search(words) is not None


def _is_over(draft: Draft) -> bool:
    """Whether the sentence says that its rate is no longer charged, or only until then."""
    words = draft.measure.sentence.words
    once = draft.then is Then.ONCE and _NOW.search(words) is None
    return once or _UNTIL_NOW.search(words) is not None


def _is_same(measure: Measure, later: Measure) -> bool:
    """Whether both are on the same goods of the same sellers."""
    if later.imposer != measure.imposer or later.kind is not measure.kind:
        return False
    near = later.sentence.start - measure.sentence.end <= _ADJACENT
    whose = later.targets or later.goods or near
    if not whose or not set(later.targets) <= set(measure.targets):
        return False  # "they" of whom another sentence speaks
    words, goods = later.sentence.words.lower(), (measure.goods or "").lower()
    if later.goods is None:
        return _IT.search(words) is not None or bool(goods and goods.split()[-1] in words)
    own = later.goods.lower()
    return bool(goods) and (goods.endswith(own) or own.endswith(goods))


def _is_head(later: Measure, measure: Measure) -> bool:
    """Whether it names the same goods, or only their last word: "the tyres" of "truck tyres"."""
    return (measure.goods or "").lower().endswith((later.goods or "").lower())


def _with_rate(one: Draft, draft: Draft) -> tuple[Draft, Draft]:
    """The measure with its rate before, and the draft that tells it: stated where it stands."""
    measure, later = one.measure, draft.measure
    was, rate = later.rate, measure.rate
    up = was is not None and rate is not None and rate > was
    status = measure.status
    if not up and status is MeasureStatus.IN_FORCE:
        status = MeasureStatus.REDUCED
    moved = replace(
        measure, rate_before=was, status=status, direction="raised" if up else "reduced"
    )
    stands = replace(
        later,
        status=MeasureStatus.IN_FORCE,
        goods=measure.goods if _is_head(later, measure) else later.goods,
        targets=later.targets or measure.targets,
    )
    return replace(one, measure=moved), replace(draft, measure=stands, stated=not _is_over(draft))
