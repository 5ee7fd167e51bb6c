"""Claims as they last stood, also those that are gone; in what order things were stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, select

from bot.store.articles.exchanging import AT_ONCE
from bot.store.articles.reading import claim, history
from bot.store.conditions.private import all_shown
from bot.store.conditions.verdicts import statuses
from bot.store.database import codec
from bot.store.database.faults import storable
from bot.store.database.schema import article_versions, claim_bodies, claims, retired_claims
from handlers.newsroom import Article, Held
from handlers.showing.cards import intact

_SEQUENCES = select(claims.c.id, claims.c.sequence).where(
    claims.c.id.in_(bindparam("ids", expanding=True))
)


def in_order(conn: Connection, claim_ids: tuple[str, ...]) -> tuple[str, ...]:
    """The law is that of `handlers.ports.Claims.in_order`."""
    found: dict[str, int] = {}
    known = list(filter(storable, claim_ids))
    for at in range(0, len(known), AT_ONCE):
        rows = conn.execute(_SEQUENCES, {"ids": known[at : at + AT_ONCE]})
        found |= {row.id: row.sequence for row in rows}
    return tuple(sorted(found, key=found.__getitem__))


def recalled(conn: Connection, claim_id: str, workspace: str) -> Held | None:
    """The law is that of `handlers.ports.Claims.recalled`."""
    live = claim(conn, claim_id, workspace)
    if live is not None or not storable(claim_id):
        return live
    gone = next(found_anywhere(conn, [claim_id]), None)
    if gone is None:
        return None
    said = statuses(conn, workspace, [claim_id], None)
    status = said.get(claim_id, gone.claim.status)
    return replace(gone, claim=replace(gone.claim, status=status))


def last_stored(conn: Connection) -> datetime | None:
    """When the newest text came in."""
    seen = all_shown(conn, article_versions.c.article)
    newest: datetime | None = conn.scalar(select(func.max(article_versions.c.fetched)).where(*seen))
    return newest


def found_anywhere(conn: Connection, claim_ids: Sequence[str]) -> Iterator[Held]:
    """These claims, live or retired, each in the newest version that has its words."""
    live = select(claims.c.id, claims.c.article, claim_bodies.c.body, claim_bodies.c.finding)
    live = live.join_from(claims, claim_bodies, claims.c.key == claim_bodies.c.key)
    gone = select(*(retired_claims.c[name] for name in ("id", "article", "body", "finding")))
    texts: dict[str, tuple[Article, ...]] = {}
    for at in range(0, len(claim_ids), AT_ONCE):
        some = claim_ids[at : at + AT_ONCE]
        rows = [*conn.execute(live.where(claims.c.id.in_(some)))]
        rows += conn.execute(gone.where(retired_claims.c.id.in_(some)))
        for row in rows:
            claim = codec.load_claim(row.body, row.finding)
            if claim.article_id not in texts:
                texts[claim.article_id] = history(conn, claim.article_id)
            helds = (Held(claim=claim, article=one) for one in reversed(texts[claim.article_id]))
            yield from [held for held in helds if intact(held)][:1]
