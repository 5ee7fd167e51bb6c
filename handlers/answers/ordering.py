"""Of several measures that one sentence tells of, which comes first: those asked for."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.newsroom import Held
from handlers.words.names import words_of
from handlers.words.wordforms import other_number
from handlers.words.wording import measure_line
from nlp.analysis import Measure


def fitting_first(found: Sequence[Held], words: Sequence[str]) -> tuple[Held, ...]:
    """The claims in their order, measures of one sentence by how many of these words they have."""
    wanted = [{word, other_number(word)} for word in words]
    first: dict[tuple[str, int], int] = {}
    places = list[tuple[int, int, int]]()
    for at, held in enumerate(found):
        finding, place, hits = held.claim.finding, at, 0
        if wanted and isinstance(finding, Measure):
            place = first.setdefault((held.article.id, finding.sentence.start), at)
            own = words_of(measure_line(finding))
            hits = sum(not either.isdisjoint(own) for either in wanted)
        places.append((place, -hits, at))
    return tuple(found[at] for _, _, at in sorted(places))
