"""Claims under two facets at once: who or what they name, with a topic or with their sort.

"Tariffs on China" and "what China measured out" are asked more than all else, and two
common facets would be walked side by side for long. The sort of a claim is its kind, but
quotes, statements and positions are one sort: they are asked for together. Speakers are
kept with that one alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, and_, delete, insert, or_

from bot.store.database.schema import pairs
from bot.store.facets.carried import Facet
from handlers.newsroom import ClaimKind
from handlers.showing.cards import SAID

WORDS: Facet = ("sort", "said")  # on each claim of what somebody said, asked or wished

AT_ONCE = 500  # pairs in one question to the database

_FIRST = frozenset({"entity", "speaker"})
_SORTS = frozenset({("kind", ClaimKind.MEASURE.value), ("kind", ClaimKind.FIGURE.value), WORDS})


def sort_of(kind: ClaimKind) -> frozenset[Facet]:
    """The facet of a claim's sort beside that of its kind, where it is another."""
    return frozenset({WORDS} if kind in SAID else ())


def is_pair(first: Facet, second: Facet) -> bool:
    """Whether claims that carry both are kept as a list."""
    if first[0] == "speaker":
        return second == WORDS
    return first[0] == "entity" and (second[0] == "topic" or second in _SORTS)


def put_in(
    conn: Connection, carried: Mapping[int, Iterable[Facet]], ids: Mapping[Facet, int]
) -> None:
    """Keep the pairs of claims, given by key with all their facets."""
    every = sorted((*pair, key) for key, facets in carried.items() for pair in _of(facets, ids))
    rows = [{"first": first, "second": second, "key": key} for first, second, key in every]
    if rows:
        conn.execute(insert(pairs), rows)


def take_out(
    conn: Connection,
    carried: Iterable[Iterable[Facet]],
    ids: Mapping[Facet, int],
    within: tuple[int, int],
) -> None:
    """Drop all pairs of claims with these facets whose keys are within (the end excluded)."""
    low, high = within
    every = sorted({pair for facets in carried for pair in _of(facets, ids)})
    for at in range(0, len(every), AT_ONCE):
        some = (
            and_(pairs.c.first == first, pairs.c.second == second)
            for first, second in every[at : at + AT_ONCE]
        )
        conn.execute(delete(pairs).where(or_(*some), pairs.c.key >= low, pairs.c.key < high))


def _of(facets: Iterable[Facet], ids: Mapping[Facet, int]) -> Collection[tuple[int, int]]:
    facets = tuple(facets)
    firsts = [each for each in facets if each[0] in _FIRST]
    return [(ids[one], ids[each]) for one in firsts for each in facets if is_pair(one, each)]
