"""Standing questions as rows: kept, changed, stopped, and found when they are due.

Each function runs in one transaction of its caller.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, update

from bot.store.database import codec
from bot.store.database.faults import refuse_unstorable, storable
from bot.store.database.schema import counters
from bot.store.outbox.tables import subscriptions
from handlers.newsroom import Channel, Platform
from handlers.subscribed import Subscription


def subscribe(conn: Connection, wanted: Subscription) -> Subscription:
    """Keep it under a new number."""
    _refuse(wanted)
    number = conn.scalar(
        update(counters)
        .where(counters.c.name == "subscription")
        .values(value=counters.c.value + 1)
        .returning(counters.c.value)
    )
    row = conn.execute(
        insert(subscriptions)
        .values(number=number, person=wanted.person, created=wanted.created, **_values(wanted))
        .returning(subscriptions)
    ).one()
    return of_row(row)


def _refuse(wanted: Subscription) -> None:
    channel = wanted.channel
    refuse_unstorable(channel.workspace, channel.id, wanted.person, wanted.query)


def _values(wanted: Subscription) -> dict[str, object]:
    """The columns that may change."""
    return {
        "platform": wanted.channel.platform.value,
        "workspace": wanted.channel.workspace,
        "channel": wanted.channel.id,
        "query": wanted.query,
        "cadence": codec.dump_cadence(wanted.cadence),
        "policy": codec.dump_policy(wanted.policy),
        "due": wanted.due,
        "seen": wanted.seen,
        "stopped": wanted.stopped,
        "paused": wanted.paused,
        "resumes": wanted.resumes,
    }


def change(conn: Connection, was: Subscription, now: Subscription) -> bool:
    """The law is that of `handlers.ports.Subscriptions.change`."""
    _refuse(now)
    held = select(subscriptions).where(subscriptions.c.number == was.number)
    row = conn.execute(held.with_for_update()).one_or_none()
    if row is None or row.stopped is not None or of_row(row) != was:
        return False
    changing = update(subscriptions).where(subscriptions.c.number == was.number)
    conn.execute(changing.values(_values(now)))
    return True


def listed(conn: Connection, channel: Channel | None) -> tuple[Subscription, ...]:
    """Those not stopped, by number."""
    wanted = select(subscriptions).where(subscriptions.c.stopped.is_(None))
    if channel is not None:
        if not _storable(channel):
            return ()
        wanted = wanted.where(*_of(channel))
    return tuple(map(of_row, conn.execute(wanted.order_by(subscriptions.c.number))))


def stop(conn: Connection, number: int, channel: Channel, at: datetime) -> bool:
    """Stop one of this channel."""
    if not _storable(channel) or not 0 < number < 1 << 31:
        return False
    stopping = update(subscriptions).where(
        subscriptions.c.number == number, subscriptions.c.stopped.is_(None), *_of(channel)
    )
    return conn.execute(stopping.values(stopped=at)).rowcount == 1


def due(conn: Connection, now: datetime) -> tuple[Subscription, ...]:
    """Those whose next run is at or before now, earliest first."""
    wanted = select(subscriptions).where(
        subscriptions.c.stopped.is_(None), subscriptions.c.due <= now, awake(now)
    )
    ordered = wanted.order_by(subscriptions.c.due, subscriptions.c.number)
    return tuple(map(of_row, conn.execute(ordered)))


def awake(now: datetime) -> ColumnElement[bool]:
    """The condition that a subscription does not rest."""
    return or_(subscriptions.c.paused.is_(None), subscriptions.c.resumes <= now)


def _storable(channel: Channel) -> bool:
    return storable(channel.workspace) and storable(channel.id)


def _of(channel: Channel) -> tuple[ColumnElement[bool], ...]:
    return (
        subscriptions.c.platform == channel.platform.value,
        subscriptions.c.workspace == channel.workspace,
        subscriptions.c.channel == channel.id,
    )


def of_row(row: Row[*tuple[Any, ...]], prefix: str = "") -> Subscription:
    """A subscription from its row, whose columns may be named with a prefix."""

    def value(name: str) -> Any:  # noqa: ANN401 - a row holds what its table says
        return getattr(row, prefix + name)

    return Subscription(
        number=value("number"),
        channel=Channel(
            platform=Platform(value("platform")),
            workspace=value("workspace"),
            id=value("channel"),
        ),
        person=value("person"),
        query=value("query"),
        cadence=codec.load_cadence(value("cadence")),
        created=value("created"),
        due=value("due"),
        seen=value("seen"),
        stopped=value("stopped"),
        policy=codec.load_policy(value("policy")),
        paused=value("paused"),
        resumes=value("resumes"),
    )
