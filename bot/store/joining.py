"""Claims that carry several facets: along the postings of the rarest one, the others looked up.

A look-up costs little and reads nothing in between, so that this is many times faster than
the text index where a facet is rare, whose lists are long where the others are common. The
same goes for common facets of claims that are found by rare words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists

from bot.store.schema import postings

MOST = 60_000  # claims of the rarest facet: of more, the text index comes to a page as fast
_RARER = 8  # times a group of several facets may be rarer than the rarest single one

Shape = tuple[int, ...]  # how many facets each other group has


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """One facet to go along, groups of which one each must be carried too, and barred ones.

    Without a facet the claims come from the text index.
    """

    facet: int | None = None
    others: tuple[tuple[int, ...], ...] = ()
    barred: tuple[int, ...] = ()

    @property
    def shape(self) -> Shape:
        """What its statement is made for: the sizes of its groups, the barred ones last."""
        return (*map(len, self.others), len(self.barred))

    def given(self) -> dict[str, object]:
        """What that statement is given."""
        groups = (*self.others, self.barred)
        given: dict[str, object] = {} if self.facet is None else {"facet": self.facet}
        for at, group in enumerate(groups):
            given |= {_name(at, number): facet for number, facet in enumerate(group)}
        return given


NOTHING = Joined()


def joined(
    groups: Sequence[Sequence[int]], carried: Sequence[int], barred: Sequence[int]
) -> Joined | None:
    """The way along the rarest single facet; None where the text index is the better way.

    `carried` says of each group how many claims carry its facets.
    """
    order = sorted(range(len(groups)), key=carried.__getitem__)
    first = next((at for at in order if len(groups[at]) == 1), None)
    if first is None:
        return None
    if len(groups) > 1 and carried[first] > min(MOST, _RARER * carried[order[0]]):
        return None
    others = tuple(tuple(groups[at]) for at in order if at != first)
    return Joined(facet=groups[first][0], others=others, barred=tuple(barred))


def common(groups: Sequence[Sequence[int]], carried: Sequence[int], *, words: bool) -> Joined:
    """The groups that the text index need not know of, being common beside words or others."""
    large = tuple(tuple(group) for at, group in enumerate(groups) if carried[at] > MOST)
    return Joined(others=large if words or len(large) < len(groups) else ())


def conditions(shape: Shape, key: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    """That the claim of a key carries what a `Joined` of that shape asks for."""
    for at, size in enumerate(shape):
        if size:
            other = postings.alias(f"other{at}")
            ids: list[BindParameter[int]] = [bindparam(_name(at, n)) for n in range(size)]
            there = exists().where(other.c.facet.in_(ids), other.c.key == key)
            yield ~there if at == len(shape) - 1 else there


def _name(group: int, number: int) -> str:
    return f"facet{group}_{number}"
