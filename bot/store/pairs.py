"""Claims under two facets at once: who or what they name, with a topic or with their sort.

"Tariffs on China" and "what China measured out" are asked more than all else, and two
common facets would be walked side by side for long. The sort of a claim is its kind, but
quotes, statements and positions are one sort: they are asked for together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, and_, delete, insert, or_

from bot.store.carried import Facet
from bot.store.schema import pairs
from handlers.cards import SAID
from handlers.newsroom import ClaimKind

WORDS: Facet = ("sort", "said")  # on each claim of what somebody said, asked or wished

AT_ONCE = 500  # pairs in one question to the database

_SORTS = frozenset({("kind", ClaimKind.MEASURE.value), ("kind", ClaimKind.FIGURE.value), WORDS})


def sort_of(kind: ClaimKind) -> frozenset[Facet]:
    """The facet of a claim's sort beside that of its kind, where it is another."""
    return frozenset({WORDS} if kind in SAID else ())


def is_first(facet: Facet) -> bool:
    """Whether this facet is kept in pairs with others."""
    return facet[0] == "entity"


def is_second(facet: Facet) -> bool:
    """Whether this facet is one that others are kept in pairs with."""
    return facet[0] == "topic" or facet in _SORTS


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
    seconds = [ids[each] for each in facets if is_second(each)]
    return [(ids[each], second) for each in facets if is_first(each) for second in seconds]
