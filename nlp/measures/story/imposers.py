"""Counts who puts measures on in an article, by what its sentences say of it themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nlp.analysis import MeasureKind, MeasureStatus
from nlp.measures.sentence.drafts import Draft

_TWO = 2
_MOST = 300  # measures of an article that are counted


class Imposers:
    """Who puts on the measures that an article states.

    `stated` counts how many each puts on by its own sentence; `leading` is the country that puts
    on more than any other, None where there is no such; `labels_put` tells that the passages that
    open with a country's name tell of what it puts on; `paying` are the countries that pay what
    no sentence says whose it is.
    """

    def __init__(self, drafts: Sequence[Draft]) -> None:
        labelled = [d for d in drafts if d.label]
        put = sum(d.measure.imposer == d.label for d in labelled)
        self.labels_put = put > sum(d.label in d.measure.targets for d in labelled)
        self.stated = Counter(d.measure.imposer for d in drafts[:_MOST] if d.measure.imposer)
        self.leading = _leading(drafts)
        owned_by_none = (d.measure for d in drafts if d.measure.imposer is None)
        self.paying = frozenset(
            name for one in owned_by_none if one.rate is not None for name in one.targets
        )


def _leading(drafts: Sequence[Draft]) -> str | None:
    """Who puts on more than any other; of two that are even, who began it and did not answer."""
    stated = Counter(
        d.measure.imposer
        for d in drafts
        if d.measure.imposer and d.measure.status is not MeasureStatus.EXPIRED
    )
    ranked = stated.most_common()
    if len(ranked) == 1 or (ranked and ranked[0][1] > ranked[1][1]):
        return ranked[0][0]
    first = {d.measure.imposer for d in drafts if not _answers(d)}
    began = [name for name, _ in ranked if name in first]
    return began[0] if len(ranked) == _TWO and len(began) == 1 else None


def _answers(draft: Draft) -> bool:
    return draft.answers or draft.measure.kind is MeasureKind.RETALIATION
