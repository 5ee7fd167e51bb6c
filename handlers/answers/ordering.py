"""Of several measures, which come first: those asked for."""

from __future__ import annotations

from collections.abc import Sequence, Set

from handlers.newsroom import Held
from handlers.words.names import words_of
from handlers.words.wordforms import other_number
from handlers.words.wording import measure_line
from nlp.analysis import Measure


def fitting_first(found: Sequence[Held], words: Sequence[str]) -> tuple[Held, ...]:
    """The claims in their order, measures that have more of these words before the others.

    "What is the duty on timber?" finds all of an article on timber: its duty on paper, told in
    the same article, stands behind what older articles tell of timber.
    """
    wanted = [{word, other_number(word)} for word in words]
    if not wanted:
        return tuple(found)
    return tuple(sorted(found, key=lambda held: -_hits(held, wanted)))


def _hits(held: Held, wanted: Sequence[Set[str]]) -> int:
    if not isinstance(held.claim.finding, Measure):
        return 0
    own = words_of(measure_line(held.claim.finding))
    return sum(not either.isdisjoint(own) for either in wanted)
