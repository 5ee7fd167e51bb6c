"""What was shown where, and which of it is no longer so.

Each function runs in one transaction of its caller.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from bot.store.articles.exchanging import take_turn
from bot.store.database import codec
from bot.store.database.faults import plain
from bot.store.database.schema import article_versions, articles, claims, retired_claims, reviews
from bot.store.outbox import shown_replies
from bot.store.outbox.tables import amendments, showings, shown_claims
from handlers.newsroom import Status
from handlers.showings import AmendmentState, Correction, Showing, Stage

_TELLING = (Status.DISPUTED, Status.CORRECTED, Status.WRONG)


def keep(conn: Connection, showing: Showing) -> None:
    """The law is that of `handlers.ports.Showings.showed`."""
    channel = showing.channel
    where = {
        "platform": channel.platform.value,
        "workspace": channel.workspace,
        "channel": channel.id,
    }
    of_it = [showings.c[name] == value for name, value in where.items()]
    first = plain(showing.message_id).split(" ")[0]
    itself = or_(
        showings.c.message_id == first,
        showings.c.message_id.startswith(f"{first} ", autoescape=True),
    )
    serial = conn.scalar(select(showings.c.serial).where(*of_it, itself))
    said = _said(showing)
    if serial is None:
        values = {**where, **said, "delivery": showing.delivery}
        serial = conn.scalar(insert(showings).values(values).returning(showings.c.serial))
    elif showing.reply is not None:  # it shows another page now
        conn.execute(update(showings).where(showings.c.serial == serial).values(said))
        conn.execute(delete(shown_claims).where(shown_claims.c.showing == serial))
    there = select(shown_claims.c.claim).where(shown_claims.c.showing == serial)
    known = set(conn.scalars(there))
    new = [each for each in dict.fromkeys(map(plain, showing.claim_ids)) if each not in known]
    if not new:
        return
    told = _last_reviews(conn, channel.workspace, new, showing.shown)
    versions = _versions(conn, new)
    rows = [
        {
            "showing": serial,
            "claim": each,
            "review": told.get(each, 0),
            "version": versions.get(each, 0),
            "gone": False,
        }
        for each in new
    ]
    conn.execute(insert(shown_claims), rows)


def _said(showing: Showing) -> dict[str, object]:
    """What a message says by now."""
    return {
        "message_id": plain(showing.message_id),
        "headline": plain(showing.headline),
        "shown": showing.shown,
        "reply": shown_replies.pack(showing.reply) if showing.reply else None,
        "place": plain(showing.place),
        "by": plain(showing.by),
    }


def _last_reviews(
    conn: Connection, workspace: str, claim_ids: list[str], by: datetime
) -> dict[str, int]:
    """The last review of each claim by then."""
    rows = conn.execute(
        select(reviews.c.claim, func.max(reviews.c.serial).label("last"))
        .where(
            reviews.c.claim.in_(claim_ids), reviews.c.workspace == workspace, reviews.c.made <= by
        )
        .group_by(reviews.c.claim)
    )
    return {row.claim: row.last for row in rows}


def _versions(conn: Connection, claim_ids: list[str]) -> dict[str, int]:
    """The version of its article that has each; none for those that were gone already."""
    current = select(claims.c.id, articles.c.version).join_from(
        claims, articles, articles.c.serial == claims.c.article
    )
    rows = conn.execute(current.where(claims.c.id.in_(claim_ids)))
    return {row.id: row.version for row in rows}


def plan(conn: Connection, now: datetime) -> int:
    """The law is that of `handlers.ports.Showings.plan_amendments`."""
    take_turn(conn)
    found: dict[int, list[Correction]] = defaultdict(list)
    for serial, correction in (*_judged(conn), *_gone(conn)):
        if correction is not None:
            found[serial].append(correction)
    for serial, corrections in found.items():
        conn.execute(
            insert(amendments).values(
                key=_key(conn, serial, corrections),
                showing=serial,
                made=now,
                corrections=codec.dump_corrections(tuple(corrections)),
                stage=Stage.EDIT.value,
                state=AmendmentState.DUE.value,
                attempts=0,
                unsure=False,
                free_at=now,
            )
        )
    return len(found)


def _key(conn: Connection, serial: int, corrections: list[Correction]) -> str:
    """The key that rides with what the thread or the channel is told: 25 characters."""
    before = conn.scalar(
        select(func.count()).select_from(amendments).where(amendments.c.showing == serial)
    )
    made_of = f"{serial}\x1f{before}\x1f{codec.dump_corrections(tuple(corrections))}"
    digest = hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode().lower()[:25]


def _judged(conn: Connection) -> list[tuple[int, Correction | None]]:
    """For each shown claim with a newer review the last of these; None where it tells nothing."""
    rows = conn.execute(
        select(shown_claims.c.showing, shown_claims.c.review.label("known"), reviews)
        .join_from(shown_claims, showings, showings.c.serial == shown_claims.c.showing)
        .join(
            reviews,
            and_(
                reviews.c.claim == shown_claims.c.claim,
                reviews.c.workspace == showings.c.workspace,
                reviews.c.serial > shown_claims.c.review,
            ),
        )
        .order_by(reviews.c.serial)
    ).all()
    last = {(row.showing, row.claim): row for row in rows}
    found: list[tuple[int, Correction | None]] = []
    for (serial, claim_id), row in last.items():
        shown = (shown_claims.c.showing == serial, shown_claims.c.claim == claim_id)
        conn.execute(update(shown_claims).where(*shown).values(review=row.serial))
        known = row.known and conn.scalar(
            select(reviews.c.status).where(reviews.c.serial == row.known)
        )
        telling = Status(row.status) in _TELLING or known not in (0, Status.VERIFIED.value)
        correction = Correction(
            claim_id=claim_id,
            status=Status(row.status),
            at=row.made,
            by=row.person,
            note=row.note,
        )
        found.append((serial, correction if telling else None))
    return found


def _gone(conn: Connection) -> list[tuple[int, Correction | None]]:
    """For each shown claim that a later version of its article has no more."""
    rows = conn.execute(
        select(shown_claims, retired_claims.c.version.label("first"), article_versions.c.fetched)
        .join_from(shown_claims, retired_claims, retired_claims.c.id == shown_claims.c.claim)
        .join(
            article_versions,
            and_(
                article_versions.c.article == retired_claims.c.article,
                article_versions.c.version == retired_claims.c.version,
            ),
        )
        .where(
            shown_claims.c.gone.is_(False),
            shown_claims.c.version > 0,
            retired_claims.c.version > shown_claims.c.version,
        )
    ).all()
    found: list[tuple[int, Correction | None]] = []
    for row in rows:
        shown = (shown_claims.c.showing == row.showing, shown_claims.c.claim == row.claim)
        conn.execute(update(shown_claims).where(*shown).values(gone=True))
        gone = Correction(claim_id=row.claim, status=None, at=row.fetched, version=row.first)
        found.append((row.showing, gone))
    return found
