"""Tells that a duty once planned is held where the article tells that such duties were put off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.analysis import Measure, MeasureStatus
from nlp.measures.sentence.drafts import Draft
from nlp.measures.story.so_far import GENERAL

_WAS_TO_COME = re.compile(  # "Canada had planned 60%", "pork was to be charged 15%"
    r"\b(?:had (?:planned|intended|meant|wanted|threatened|announced|been (?:due|set|going|about))"
    r"|(?:was|were) (?:due|set|going|about|planned|scheduled|to)|would have)\b"
)
_PLANNED = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED, MeasureStatus.THREATENED})
_FAR = 600  # characters


def with_held(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, of which those that were once to come share the pause of all such duties."""
    told: list[Draft] = []
    for draft in drafts:
        pause = next((one for one in reversed(told) if _holds(one, draft)), None)
        told.append(draft if pause is None else _held(draft, pause.measure))
    return told


def _holds(one: Draft, draft: Draft) -> bool:
    """Whether `one` is the pause of all the duties among which that of `draft` is."""
    pause, measure = one.measure, draft.measure
    if pause.status is not MeasureStatus.PAUSED or measure.status not in _PLANNED:
        return False
    if not one.stated or pause.imposer != measure.imposer or pause.rate is not None:
        return False
    if not 0 <= measure.sentence.start - pause.sentence.end <= _FAR:
        return False
    alike = pause.goods is None or pause.goods in GENERAL or pause.goods == measure.goods
    hit = not pause.targets or set(measure.targets) <= set(pause.targets)
    return alike and hit and _WAS_TO_COME.search(measure.sentence.words) is not None


def _held(draft: Draft, pause: Measure) -> Draft:
    measure = replace(
        draft.measure,
        status=MeasureStatus.PAUSED,
        announced=pause.announced,
        expires=pause.expires,
    )
    return replace(draft, measure=measure)
