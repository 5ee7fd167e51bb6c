"""Keeping what people found out about claims, and giving it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from bot.store.articles.exchanging import AT_ONCE, Entry, mark_claim, take_turn
from bot.store.articles.reading import stored_article
from bot.store.articles.recalling import found_anywhere
from bot.store.conditions.verdicts import facet_key, made_by
from bot.store.database.dialect import Dialect
from bot.store.database.faults import plain, storable
from bot.store.database.schema import articles, claim_bodies, claims, reviews
from handlers.newsroom import Mistake, Review, Status
from handlers.ports import Judged

_JUDGES = (Status.VERIFIED, Status.WRONG)


def review(conn: Connection, dialect: Dialect, given: Review) -> Review | None:
    """The law is that of `handlers.ports.Reviews.review`."""
    take_turn(conn)
    past = reviewed(conn, given.workspace, given.claim_id)
    if past and given.repeats(past[-1]):
        return past[-1]
    conn.execute(
        insert(reviews).values(
            workspace=given.workspace,
            claim=given.claim_id,
            status=given.status.value,
            mistake=given.mistake.value if given.mistake else None,
            note=given.note,
            person=plain(given.by),
            made=given.at,
        )
    )
    if not any(one.status is given.status for one in past):
        _mark(conn, dialect, given)
    return None


def _mark(conn: Connection, dialect: Dialect, given: Review) -> None:
    """Make the claim findable by its new status; a retired one will be when it returns."""
    row = conn.execute(
        select(claims, claim_bodies)
        .join_from(claims, claim_bodies, claims.c.key == claim_bodies.c.key)
        .where(claims.c.id == given.claim_id)
    ).one_or_none()
    article = stored_article(conn, articles.c.serial == row.article) if row else None
    if row is None or article is None:
        return
    entry = Entry(
        key=row.key,
        id=row.id,
        sequence=row.sequence,
        body=row.body,
        finding=row.finding,
        statuses=ever_given(conn, [row.id])[row.id],
    )
    mark_claim(conn, dialect, article, entry, facet_key(given.workspace, given.status))


def ever_given(conn: Connection, claim_ids: Sequence[str]) -> dict[str, frozenset[str]]:
    """For each claim the facets of all statuses that it has had, to any workspace."""
    found: dict[str, set[str]] = {claim_id: set() for claim_id in claim_ids}
    for at in range(0, len(claim_ids), AT_ONCE):
        given = select(reviews.c.claim, reviews.c.workspace, reviews.c.status).distinct()
        for row in conn.execute(given.where(reviews.c.claim.in_(claim_ids[at : at + AT_ONCE]))):
            found[row.claim].add(facet_key(row.workspace, Status(row.status)))
    return {claim_id: frozenset(keys) for claim_id, keys in found.items()}


def reviewed(
    conn: Connection, workspace: str, claim_id: str, as_of: date | None = None
) -> tuple[Review, ...]:
    """The law is that of `handlers.ports.Reviews.reviews`."""
    if not (storable(workspace) and storable(claim_id)):
        return ()
    rows = conn.execute(
        select(reviews)
        .where(reviews.c.claim == claim_id, reviews.c.workspace == workspace, made_by(as_of))
        .order_by(reviews.c.serial)
    )
    return tuple(map(_review, rows))


def _review(row: Row[Any]) -> Review:
    return Review(
        workspace=row.workspace,
        claim_id=row.claim,
        status=Status(row.status),
        mistake=Mistake(row.mistake) if row.mistake else None,
        note=row.note,
        by=row.person,
        at=row.made,
    )


def judged(conn: Connection, workspace: str) -> tuple[Judged, ...]:
    """The law is that of `handlers.ports.Reviews.judged`."""
    within = [reviews.c.workspace == workspace] if workspace else []
    words: dict[tuple[str, str], Row[Any]] = {}
    for row in conn.execute(select(reviews).where(*within).order_by(reviews.c.serial)):
        words[row.claim, row.workspace] = row
    judging = [row for row in words.values() if row.status in _JUDGES]
    last = {row.claim: row for row in sorted(judging, key=lambda row: row.serial)}
    found = {held.claim.id: held for held in found_anywhere(conn, list(last))}
    return tuple(
        Judged(review=_review(row), held=found[row.claim])
        for row in sorted(last.values(), key=lambda row: row.serial)
        if row.claim in found
    )
