"""Tells who puts a measure on whose own sentence does not say: the likeliest country, or none.

A conditional logit over the countries that an article names, and nobody (McFadden 1974; as a
ranking of antecedents, Denis and Baldridge 2008). Its weights are fitted by
`tests/fit_imposers.py` to articles of ours, with their expected measures in `tests/`.
"""

from __future__ import annotations

import math
import re

from nlp.measures.drafts import Draft
from nlp.measures.rivals import rivals
from nlp.measures.story import FOREIGN, Story, opens_with_them
from nlp.measures.weights import weights_of

_BORDER = re.compile(r"\b(?:tariffs?|import|customs)\b", re.I)  # no levy for schools


def imposer_of(draft: Draft, story: Story) -> str | None:
    """Who puts on a measure, as the article lets it be known; None where that is in doubt."""
    if draft.stranger:
        return None  # a name stands for the imposer, of whom nothing is known
    label = draft.label
    if story.imposers.labels_put and label is not None and label not in draft.measure.targets:
        return label
    near = story.near(draft) if draft.resumes or opens_with_them(draft) else None
    if near is not None and near.imposer and near.imposer not in draft.measure.targets:
        return near.imposer
    if _is_at_home(draft, story):
        return story.home
    weights = weights_of("imposers")
    likely = {one.name: math.exp(weights.worth(one.traits)) for one in rivals(draft, story)}
    best = max(likely, key=likely.__getitem__)
    return best if likely[best] >= weights.least * sum(likely.values()) else None


def _is_at_home(draft: Draft, story: Story) -> bool:
    """Whether a local paper that names nobody who puts any on tells of its own country's."""
    measure, home = draft.measure, story.home
    if home is None or home in measure.targets or draft.label:
        return False
    if any(one.measure.imposer for one in story.drafts) or story.named_in(measure) - {
        home,
        *measure.targets,
    }:
        return False
    words = measure.excerpt.words
    return bool(measure.targets or FOREIGN.search(words) or _BORDER.search(words))
