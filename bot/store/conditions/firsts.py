"""The condition that of all claims that match and say the same this one was published first.

Claims that nobody repeats have no row in `copies`: for them it is one look into a small
table. The others of a group are put to the same question as the claim itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    and_,
    bindparam,
    exists,
    or_,
    select,
)

from bot.store.conditions.verdicts import Verdict, holds
from bot.store.database.dialect import CLAIMS, Dialect, Wanted
from bot.store.database.schema import claims, copies, postings
from handlers.newsroom import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """By what the others of a group are known to match: the shape of it, without its values."""

    # How many facets each group has of which they must carry one: looked up, not searched for.
    groups: tuple[int, ...]
    barred: int  # facets that they must not carry
    words: bool  # whether the text index has to be asked, which is dearer


def others_of(dialect: Dialect, wanted: Wanted) -> tuple[Others, dict[str, object]]:
    """How others are known to be what is wanted, and what a statement is given for it."""
    words = replace(wanted, groups=(), barred=()) if wanted.worded else wanted
    of_words = bool(wanted.worded or wanted.without)
    groups = [] if of_words and words is wanted else wanted.groups
    barred = [] if of_words and words is wanted else wanted.barred
    given: dict[str, object] = {
        _name(number, place): int(mark)
        for number, group in enumerate((*groups, barred))
        for place, mark in enumerate(group)
    }
    given |= {"other_wanted": dialect.query(words)} if of_words else {}
    sizes = tuple(map(len, groups))
    return Others(groups=sizes, barred=len(barred), words=of_words), given


def _name(group: int, place: int) -> str:
    return f"other{group}_{place}"


def first_said(
    dialect: Dialect,
    key: ColumnElement[int],
    others: Others,
    given: frozenset[str],
    verdict: Verdict | None,
) -> ColumnElement[bool]:
    """Whether no other that matches was published before it, or stored before `after`.

    The statement is given what `others_of` says, and `high`, the key that all lie below.
    Where claims without a
    status are asked for, others count whatever theirs is: a copy of what was verified
    needs no second look.
    """
    mine, other, row = copies.alias("mine"), copies.alias("other"), claims.alias("other_claim")
    earlier = or_(
        other.c.rank < mine.c.rank, and_(other.c.rank == mine.c.rank, other.c.key > mine.c.key)
    )
    if "after" in given:
        earlier = or_(earlier, row.c.sequence <= bindparam("after"))
    conditions = [mine.c.key == key, other.c.key != mine.c.key, earlier]
    conditions.append(other.c.key < bindparam("high"))
    if "low" in given:
        # The rank as well, by which the index is ordered: it begins with the same second.
        conditions += [other.c.key >= bindparam("low"), other.c.rank >= bindparam("low")]
    if "upto" in given:
        conditions.append(row.c.sequence <= bindparam("upto"))
    if verdict is not None and verdict.status is not Status.UNCHECKED:
        conditions.append(holds(verdict, row))
    conditions += [_carries(other, *group) for group in enumerate(others.groups)]
    conditions += [~_carries(other, len(others.groups), others.barred)] if others.barred else []
    if others.words:
        conditions.append(dialect.has(CLAIMS, other.c.key, bindparam("other_wanted")))
    together = mine.join(other, other.c.said == mine.c.said).join(row, row.c.key == other.c.key)
    return ~select(1).select_from(together).where(*conditions).exists()


def _carries(other: FromClause, group: int, size: int) -> ColumnElement[bool]:
    """Whether a claim carries one of the facets of a group, as the statement is given them."""
    one = postings.alias()
    ids: list[BindParameter[int]] = [bindparam(_name(group, place)) for place in range(size)]
    return exists().where(one.c.facet.in_(ids), one.c.key == other.c.key)
