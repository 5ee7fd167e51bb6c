"""The outbox of corrections: each taken by one process at a time, and done once.

Each function runs in one transaction of its caller.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, and_, case, func, or_, select, true, update

from bot.store.database import codec
from bot.store.database.faults import plain
from bot.store.outbox import shown_replies
from bot.store.outbox.tables import amendments, showings, shown_claims
from handlers.newsroom import Channel, Platform
from handlers.showings import Amendment, AmendmentState, Showing, Stage

_DUE, _WORKING = AmendmentState.DUE.value, AmendmentState.WORKING.value
_OPEN = (_DUE, _WORKING)
_BOTH = select(amendments, *(each.label(f"s_{each.name}") for each in showings.c)).join_from(
    amendments, showings, showings.c.serial == amendments.c.showing
)


def lease(conn: Connection, owner: str, now: datetime, lasts: timedelta) -> Amendment | None:
    """The law is that of `handlers.ports.Showings.lease_amendment`."""
    other = amendments.alias("other")
    first = select(other.c.key).where(
        other.c.showing == amendments.c.showing,
        other.c.state.in_(_OPEN),
        or_(
            other.c.made < amendments.c.made,
            and_(other.c.made == amendments.c.made, other.c.key < amendments.c.key),
        ),
    )
    of_another_clock = and_(amendments.c.state == _WORKING, amendments.c.free_at > now + 2 * lasts)
    key = conn.scalar(
        select(amendments.c.key)
        .where(
            amendments.c.state.in_(_OPEN),
            or_(amendments.c.free_at <= now, of_another_clock),
            ~first.exists(),
        )
        .order_by(amendments.c.made, amendments.c.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if key is None:
        return None
    taken_over = amendments.c.state == _WORKING
    conn.execute(
        update(amendments)
        .where(amendments.c.key == key)
        .values(
            unsure=case((taken_over, True), else_=amendments.c.unsure),
            state=_WORKING,
            owner=owner,
            free_at=now + lasts,
            attempts=amendments.c.attempts + 1,
            first_tried=func.coalesce(amendments.c.first_tried, now),
        )
    )
    return _amendment(conn, conn.execute(_BOTH.where(amendments.c.key == key)).one())


def on(conn: Connection, key: str, stage: Stage, now: datetime) -> None:
    """The next stage, waiting, with tries of its own."""
    ended = _open(key).values(
        stage=stage.value,
        state=_DUE,
        free_at=now,
        owner=None,
        attempts=0,
        unsure=False,
        first_tried=None,
    )
    conn.execute(ended)


def _open(key: str) -> Any:  # noqa: ANN401 - an Update
    return update(amendments).where(amendments.c.key == key, amendments.c.state.in_(_OPEN))


def done(conn: Connection, key: str) -> None:
    """All of it is done."""
    conn.execute(
        update(amendments)
        .where(amendments.c.key == key)
        .values(state=AmendmentState.DONE.value, owner=None)
    )


def retry(conn: Connection, key: str, at: datetime, why: str, *, unsure: bool) -> None:
    """Give it back, not before that time."""
    may_be = true() if unsure else amendments.c.unsure
    conn.execute(
        _open(key).values(state=_DUE, free_at=at, owner=None, why=plain(why), unsure=may_be)
    )


def give_up(conn: Connection, key: str, why: str, *, unknown: bool) -> None:
    """End it undone, or perhaps done."""
    state = AmendmentState.UNKNOWN if unknown else AmendmentState.FAILED
    conn.execute(_open(key).values(state=state.value, owner=None, why=plain(why)))


def of_channel(conn: Connection, channel: Channel, since: datetime) -> tuple[Amendment, ...]:
    """Those made later than that for messages in this channel, oldest first."""
    rows = conn.execute(
        _BOTH.where(
            showings.c.platform == channel.platform.value,
            showings.c.workspace == plain(channel.workspace),
            showings.c.channel == plain(channel.id),
            amendments.c.made > since,
        ).order_by(amendments.c.made, amendments.c.key)
    ).all()
    return tuple(_amendment(conn, row) for row in rows)


def _amendment(conn: Connection, row: Row[Any]) -> Amendment:
    before = conn.scalars(
        select(amendments.c.corrections)
        .where(
            amendments.c.showing == row.showing,
            or_(
                amendments.c.made < row.made,
                and_(amendments.c.made == row.made, amendments.c.key < row.key),
            ),
        )
        .order_by(amendments.c.made, amendments.c.key)
    )
    shown = select(shown_claims.c.claim).where(shown_claims.c.showing == row.showing)
    return Amendment(
        key=row.key,
        showing=Showing(
            channel=Channel(
                platform=Platform(row.s_platform), workspace=row.s_workspace, id=row.s_channel
            ),
            message_id=row.s_message_id,
            claim_ids=tuple(conn.scalars(shown.order_by(shown_claims.c.claim))),
            shown=row.s_shown,
            headline=row.s_headline,
            delivery=row.s_delivery,
            reply=shown_replies.unpack(conn, row.s_reply) if row.s_reply else None,
            place=row.s_place,
            by=row.s_by,
        ),
        made=row.made,
        corrections=codec.load_corrections(row.corrections),
        earlier=tuple(each for one in before for each in codec.load_corrections(one)),
        stage=Stage(row.stage),
        state=AmendmentState(row.state),
        attempts=row.attempts,
        first_tried=row.first_tried,
        unsure=row.unsure,
    )
