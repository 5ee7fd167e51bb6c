"""Standing questions and the outbox of due digests, safe for several processes at once.

Each function runs in one transaction of its caller. On SQLite a writer holds the whole
database; on PostgreSQL rows are locked, and a lease skips those that others look at.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, insert, select, update

from bot.store import codec
from bot.store.faults import plain, refuse_unstorable, storable
from bot.store.schema import counters, deliveries, subscriptions
from handlers.newsroom import Channel, Delivery, DeliveryState, Platform, Subscription

_BOTH = select(
    deliveries,
    *(each.label(f"s_{each.name}") for each in subscriptions.c),
).join_from(deliveries, subscriptions, deliveries.c.subscription == subscriptions.c.number)


def subscribe(conn: Connection, wanted: Subscription) -> Subscription:
    """Keep it under a new number."""
    channel = wanted.channel
    refuse_unstorable(channel.workspace, channel.id, wanted.person, wanted.query)
    number = conn.scalar(
        update(counters)
        .where(counters.c.name == "subscription")
        .values(value=counters.c.value + 1)
        .returning(counters.c.value)
    )
    row = conn.execute(
        insert(subscriptions)
        .values(
            number=number,
            platform=channel.platform.value,
            workspace=channel.workspace,
            channel=channel.id,
            person=wanted.person,
            query=wanted.query,
            cadence=codec.dump_cadence(wanted.cadence),
            created=wanted.created,
            due=wanted.due,
            seen=wanted.seen,
            stopped=wanted.stopped,
        )
        .returning(subscriptions)
    ).one()
    return _subscription(row)


def listed(conn: Connection, channel: Channel | None) -> tuple[Subscription, ...]:
    """Those not stopped, by number."""
    wanted = select(subscriptions).where(subscriptions.c.stopped.is_(None))
    if channel is not None:
        if not _storable(channel):
            return ()
        wanted = wanted.where(*_of(channel))
    return tuple(map(_subscription, conn.execute(wanted.order_by(subscriptions.c.number))))


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
        subscriptions.c.stopped.is_(None), subscriptions.c.due <= now
    )
    ordered = wanted.order_by(subscriptions.c.due, subscriptions.c.number)
    return tuple(map(_subscription, conn.execute(ordered)))


def plan(conn: Connection, delivery: Delivery, next_due: datetime, seen: int) -> bool:
    """Keep the delivery and move its subscription on, or neither."""
    was = delivery.subscription
    # Moving on first locks the subscription's row, so that of two planners one comes late.
    there = select(deliveries.c.key).where(
        deliveries.c.subscription == was.number, deliveries.c.local_date == delivery.local_date
    )
    moved = conn.execute(
        update(subscriptions)
        .where(
            subscriptions.c.number == was.number,
            subscriptions.c.due == was.due,
            subscriptions.c.stopped.is_(None),
            ~there.exists(),
        )
        .values(due=next_due, seen=seen)
    )
    if moved.rowcount != 1:
        return False
    conn.execute(
        insert(deliveries).values(
            key=delivery.key,
            subscription=was.number,
            local_date=delivery.local_date,
            due=delivery.due,
            claim_ids=codec.dump_ids(delivery.claim_ids),
            total=delivery.total,
            state=delivery.state.value,
            attempts=delivery.attempts,
            first_tried=delivery.first_tried,
            message_id=delivery.message_id,
            free_at=delivery.due,
        )
    )
    return True


def lease(conn: Connection, owner: str, now: datetime, lasts: timedelta) -> Delivery | None:
    """Take the earliest delivery that nobody holds."""
    key = conn.scalar(
        select(deliveries.c.key)
        .where(deliveries.c.state.in_(_OPEN), deliveries.c.free_at <= now)
        .order_by(deliveries.c.due, deliveries.c.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if key is None:
        return None
    conn.execute(
        update(deliveries)
        .where(deliveries.c.key == key)
        .values(
            state=DeliveryState.SENDING.value,
            owner=owner,
            free_at=now + lasts,
            attempts=deliveries.c.attempts + 1,
            first_tried=func.coalesce(deliveries.c.first_tried, now),
        )
    )
    return _delivery(conn.execute(_BOTH.where(deliveries.c.key == key)).one())


def still_mine(conn: Connection, key: str, owner: str, now: datetime) -> bool:
    """Whether this owner's lease has not run out."""
    held = select(deliveries.c.key).where(
        deliveries.c.key == key,
        deliveries.c.state == DeliveryState.SENDING.value,
        deliveries.c.owner == owner,
        deliveries.c.free_at > now,
    )
    return conn.execute(held).first() is not None


def sent(conn: Connection, key: str, message_id: str, at: datetime) -> None:
    """Record that the message is there: true whatever was thought before."""
    done = update(deliveries).where(deliveries.c.key == key)
    conn.execute(
        done.values(state=DeliveryState.SENT.value, message_id=message_id, ended=at, owner=None)
    )


def retry(conn: Connection, key: str, at: datetime, why: str) -> None:
    """Give an open delivery back, not before that time."""
    back = update(deliveries).where(deliveries.c.key == key, deliveries.c.state.in_(_OPEN))
    conn.execute(back.values(state=DeliveryState.DUE.value, free_at=at, owner=None, why=plain(why)))


def give_up(conn: Connection, key: str, why: str, *, unknown: bool) -> None:
    """End an open delivery without a message that we know of."""
    state = DeliveryState.UNKNOWN if unknown else DeliveryState.FAILED
    ended = update(deliveries).where(deliveries.c.key == key, deliveries.c.state.in_(_OPEN))
    conn.execute(ended.values(state=state.value, owner=None, why=plain(why)))


def of_subscription(conn: Connection, number: int) -> tuple[Delivery, ...]:
    """All deliveries of one subscription, oldest first."""
    wanted = _BOTH.where(deliveries.c.subscription == number)
    ordered = wanted.order_by(deliveries.c.due, deliveries.c.key)
    return tuple(map(_delivery, conn.execute(ordered)))


_OPEN = (DeliveryState.DUE.value, DeliveryState.SENDING.value)


def _storable(channel: Channel) -> bool:
    return storable(channel.workspace) and storable(channel.id)


def _of(channel: Channel) -> tuple[ColumnElement[bool], ...]:
    return (
        subscriptions.c.platform == channel.platform.value,
        subscriptions.c.workspace == channel.workspace,
        subscriptions.c.channel == channel.id,
    )


def _subscription(row: Row[*tuple[Any, ...]], prefix: str = "") -> Subscription:
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
    )


def _delivery(row: Row[*tuple[Any, ...]]) -> Delivery:
    return Delivery(
        key=row.key,
        subscription=_subscription(row, "s_"),
        local_date=row.local_date,
        due=row.due,
        claim_ids=codec.load_ids(row.claim_ids),
        total=row.total,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        first_tried=row.first_tried,
        message_id=row.message_id,
    )
