"""Where else a claim stands: the other articles that have it, of one look at its group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, select

from bot.store.articles.reading import whole
from bot.store.conditions.among import among
from bot.store.database import places
from bot.store.database.faults import storable
from bot.store.database.schema import articles, claims, copies
from bot.store.finding.paging import claims_at
from handlers.newsroom import Held
from handlers.ports import Question

_GROUPS = (
    select(claims.c.id, copies.c.said)
    .join_from(claims, copies, copies.c.key == claims.c.key)
    .where(among(claims.c.id, "ids"))
)
_MEMBERS = (
    select(copies.c.said, copies.c.key, articles.c.id, articles.c.family, articles.c.outlet)
    .join_from(copies, claims, claims.c.key == copies.c.key)
    .join(articles, articles.c.serial == claims.c.article)
    .where(
        among(copies.c.said, "said"),
        copies.c.key >= bindparam("low"),
        copies.c.key < bindparam("high"),
    )
    .order_by(copies.c.said, copies.c.rank, copies.c.key.desc())
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """An article that has a claim, and the key of the claim there."""

    key: int
    article: str
    family: str


def with_others(conn: Connection, found: tuple[Held, ...], question: Question) -> tuple[Held, ...]:
    """The law is that of `handlers.ports.Claims.with_others`."""
    found, question = whole(conn, found), replace(question, texts=True)
    ids = [held.claim.id for held in found if storable(held.claim.id)]
    groups = {row.id: row.said for row in conn.execute(_GROUPS, {"ids": ids})} if ids else {}
    if not groups:
        return found
    placed = _placed(conn, sorted(set(groups.values())), question)
    other = {
        held.claim.id: [
            each for each in placed[groups[held.claim.id]] if each.article != held.article.id
        ]
        for held in found
        if groups.get(held.claim.id) in placed
    }
    telling = {
        held.claim.id: _telling(other[held.claim.id], held.article.family, question.limit)
        for held in found
        if held.claim.id in other
    }
    keys = sorted({each.key for chosen in telling.values() for each in chosen}, reverse=True)
    there = dict(zip(keys, claims_at(conn, keys, question), strict=True))
    return tuple(
        replace(
            held,
            others=tuple(there[each.key] for each in telling[held.claim.id]),
            articles=1 + len(other[held.claim.id]),
            independent=len({held.article.family, *(one.family for one in other[held.claim.id])}),
        )
        if held.claim.id in other
        else held
        for held in found
    )


def _placed(conn: Connection, groups: Sequence[int], question: Question) -> dict[int, list[_Place]]:
    """For each group its articles within the question's days and outlets, the first one first."""
    low, high = places.bounds(question.since, question.until, question.as_of)
    found: dict[int, dict[str, _Place]] = {}
    for row in conn.execute(_MEMBERS, {"said": groups, "low": low, "high": high}):
        if question.outlets and row.outlet not in question.outlets:
            continue
        place = _Place(key=row.key, article=row.id, family=row.family or row.id)
        found.setdefault(row.said, {}).setdefault(row.id, place)
    return {said: list(each.values()) for said, each in found.items()}


def _telling(other: Sequence[_Place], family: str, most: int) -> list[_Place]:
    """As many as are given: first one of each family but the claim's own, then copies."""
    seen, first = {family}, list[_Place]()
    for each in other:
        if each.family not in seen:
            seen.add(each.family)
            first.append(each)
    chosen = {*first[:most]}
    for each in other:
        if len(chosen) < most:
            chosen.add(each)
    return [each for each in other if each in chosen]
