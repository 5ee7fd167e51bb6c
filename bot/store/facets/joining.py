"""Claims that carry several facets: the cheapest way to the newest of them, by what carries them.

Either along one list, newest first, each claim of it looked up for the other facets, or by the
text index, which holds all lists side by side. A list is that of one facet, or of two at once
where they are kept as a pair. A look-up costs as much as many entries of a list, but the text
index has to read the lists of common facets where a rare one has next to nothing. What is kept
in pairs with something that all claims found carry is looked up there: such lists are short.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod

from sqlalchemy import BindParameter, ColumnElement, Exists, bindparam, exists

from bot.store.database.schema import pairs, postings
from bot.store.facets.carried import Carried
from bot.store.facets.pairs import is_pair

LOOK_UP = 80  # entries of the text index that are read in the time of one look-up
NEARER = 4  # look-ups in a list of pairs that take the time of one among all postings
OPENING = 20_000  # entries that are read in the time that opening the text index takes

Group = tuple[Carried, ...]  # of each group a claim must carry one facet


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a statement is made for: how many facets each group has that is looked up."""

    others: tuple[int, ...]
    barred: int
    beside: int
    paired: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """One facet to go along, groups of which one each must be carried too, and barred ones.

    With a `second` the list is that of the pair. Without a facet the claims come from the
    text index. Each claim carries one of the facets `beside`: those of the other groups that
    are `paired` are looked up in pairs with them.
    """

    facet: int | None = None
    second: int | None = None
    others: tuple[tuple[int, ...], ...] = ()
    barred: tuple[int, ...] = ()
    beside: tuple[int, ...] = ()
    paired: tuple[bool, ...] = ()

    @property
    def shape(self) -> Shape:
        """What its statement is made for."""
        return Shape(
            others=tuple(map(len, self.others)),
            barred=len(self.barred),
            beside=len(self.beside),
            paired=self.paired,
        )

    def given(self) -> dict[str, object]:
        """What that statement is given."""
        given: dict[str, object] = {} if self.facet is None else {"facet": self.facet}
        given |= {} if self.second is None else {"second": self.second}
        for name, group in self._named():
            given |= {f"{name}_{number}": facet for number, facet in enumerate(group)}
        return given

    def _named(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        yield from ((_other(at), group) for at, group in enumerate(self.others))
        yield "barred", self.barred
        if any(self.paired):
            yield "beside", self.beside


NOTHING = Joined()


@dataclass(frozen=True, slots=True, kw_only=True)
class _List:
    """The claims of the groups at these places, which have one facet each."""

    of: tuple[int, ...]
    claims: float  # about so many


def joined(
    groups: Sequence[Group], barred: Sequence[int], *, every: int, needed: int
) -> Joined | None:
    """The way along one list; None where the text index is the better way.

    `every` is how many claims there are, and `needed` how many are wanted.
    """
    carried = [min(sum(each.claims for each in group), every) for group in groups]
    ways = [(_along(each, groups, carried, every, needed), each) for each in _lists(groups, every)]
    if not ways:
        return None
    cost, best = min(ways, key=lambda way: way[0])
    if len(best.of) < len(groups) and cost > _by_index(carried, every, needed):
        return None
    facet, second = best.of[0], best.of[1] if len(best.of) > 1 else None
    rest = sorted((at for at in range(len(groups)) if at not in best.of), key=carried.__getitem__)
    beside = groups[facet]
    return Joined(
        facet=beside[0].id,
        second=None if second is None else groups[second][0].id,
        others=tuple(numbers(groups[at]) for at in rest),
        barred=tuple(barred),
        beside=numbers(beside),
        paired=tuple(_kept(beside, groups[at]) for at in rest),
    )


def numbers(group: Group) -> tuple[int, ...]:
    """The numbers of the facets of a group."""
    return tuple(each.id for each in group)


def _lists(groups: Sequence[Group], every: int) -> Iterator[_List]:
    single = [at for at, group in enumerate(groups) if len(group) == 1]
    for at in single:
        yield _List(of=(at,), claims=groups[at][0].claims)
    for two in combinations(single, 2):
        for one, other in (two, two[::-1]):
            first, second = groups[one][0], groups[other][0]
            if is_pair(first.facet, second.facet):
                yield _List(of=(one, other), claims=first.claims * second.claims / max(every, 1))


def _along(
    one: _List, groups: Sequence[Group], carried: Sequence[int], every: int, needed: int
) -> float:
    """How long the way along a list is, in entries of the text index."""
    others = [at for at in range(len(groups)) if at not in one.of]
    found = prod(carried[at] / max(every, 1) for at in others)  # of one claim of the list
    steps = min(one.claims, needed / max(found, 1 / max(every, 1)))
    near = {at: _kept(groups[one.of[0]], groups[at]) for at in others}
    looked_up = (len(groups[at]) * (LOOK_UP // NEARER if near[at] else LOOK_UP) for at in others)
    return steps * (1 + sum(looked_up))


def _kept(firsts: Group, group: Group) -> bool:
    """Whether all pairs of facets of these two groups are kept as lists."""
    return all(is_pair(one.facet, each.facet) for one in firsts for each in group)


def _by_index(carried: Sequence[int], every: int, needed: int) -> float:
    """How many entries the text index reads until it has as many claims as are needed."""
    there = every * prod(each / max(every, 1) for each in carried)
    return OPENING + sum(carried) * min(1.0, needed / max(there, 1.0))


def common(groups: Iterable[Group], *, every: int, needed: int) -> Joined:
    """The groups that the text index need not know of beside words, being so common.

    Nobody knows how many claims have the words. The index reads the list of a group at most
    once; looked up are, where the words are common too, as many claims as it takes until so
    many as are needed carry one of its facets.
    """
    groups = list(groups)
    large = [
        group
        for group in groups
        if sum(each.claims for each in group) ** 2 > LOOK_UP * needed * every
    ]
    beside = min(
        (
            group
            for group in groups
            if any(group is not each and _kept(group, each) for each in large)
        ),
        key=lambda group: sum(each.claims for each in group),
        default=(),
    )
    return Joined(
        others=tuple(map(numbers, large)),
        beside=numbers(beside),
        paired=tuple(bool(beside) and _kept(beside, each) for each in large),
    )


def conditions(shape: Shape, key: ColumnElement[int]) -> Iterator[ColumnElement[bool]]:
    """That the claim of a key carries what a `Joined` of that shape asks for."""
    beside = _given("beside", shape.beside)
    for at, size in enumerate(shape.others):
        ids = _given(_other(at), size)
        if shape.paired[at]:
            pair = pairs.alias(f"pair{at}")
            there = [pair.c.first.in_(beside), pair.c.second.in_(ids), pair.c.key == key]
            yield exists().where(*there)
        else:
            yield _posted(key, f"other{at}", ids)
    if shape.barred:
        yield ~_posted(key, "barred", _given("barred", shape.barred))


def _posted(key: ColumnElement[int], name: str, ids: list[BindParameter[int]]) -> Exists:
    """That a claim carries one of these facets."""
    other = postings.alias(name)
    return exists().where(other.c.facet.in_(ids), other.c.key == key)


def _given(name: str, size: int) -> list[BindParameter[int]]:
    return [bindparam(f"{name}_{number}") for number in range(size)]


def _other(at: int) -> str:
    return f"facet{at}"
