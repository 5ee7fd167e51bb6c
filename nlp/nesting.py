"""Which drafts stand inside what another draft reports: their cue is the other source's word."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from nlp.drafts import Draft
from nlp.reading import place_of

HOLDS_FROM = 0.3  # a draft less likely than this is not taken to hold another


def nested(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts whose cue lies in the content of a draft that is likely itself.

    "Lund said the board wants a vote": what the board wants is told by Lund, and most
    readers count it as Lund's report only.
    """
    spans = sorted(span for d in drafts if d.chance >= HOLDS_FROM for span in d.contents)
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))  # furthest end so far
    found = []
    for draft in drafts:
        place = place_of(draft.passage, draft.cue)[0]
        before = bisect_right(starts, place)
        if before and place < reach[before - 1]:
            found.append(draft)
    return found
