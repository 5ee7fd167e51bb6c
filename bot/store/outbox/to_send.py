"""The outbox of due digests, safe for several processes at once.

Each function runs in one transaction of its caller. On SQLite a writer holds the whole
database; on PostgreSQL rows are locked, and a lease skips those that others look at.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    case,
    func,
    insert,
    or_,
    select,
    true,
    update,
)

from bot.store.database import codec
from bot.store.database.faults import plain
from bot.store.outbox import showing
from bot.store.outbox.standing import of_row
from bot.store.outbox.tables import deliveries, subscriptions
from handlers.newsroom import Channel
from handlers.showings import Showing
from handlers.subscribed import Delivery, DeliveryState

_BOTH = select(
    deliveries,
    *(each.label(f"s_{each.name}") for each in subscriptions.c),
).join_from(deliveries, subscriptions, deliveries.c.subscription == subscriptions.c.number)
_DUE, _SENDING = DeliveryState.DUE.value, DeliveryState.SENDING.value
_OPEN = (_DUE, _SENDING)


def place_of(channel: Channel) -> str:
    """A channel in one value."""
    return "\x1f".join((channel.platform.value, channel.workspace, channel.id))


def plan(conn: Connection, delivery: Delivery, next_due: datetime, seen: int) -> bool:
    """Keep the delivery and move its subscription on, or neither."""
    was = delivery.subscription
    # Moving on first locks the subscription's row, so that of two planners one comes late.
    there = select(deliveries.c.key).where(
        deliveries.c.subscription == was.number,
        deliveries.c.local_date == delivery.local_date,
        deliveries.c.local_time == delivery.local_time,
    )
    moved = conn.execute(
        update(subscriptions)
        .where(
            subscriptions.c.number == was.number,
            subscriptions.c.due == was.due,
            subscriptions.c.seen == was.seen,
            subscriptions.c.stopped.is_(None),
            subscriptions.c.paused.is_not_distinct_from(was.paused),
            ~there.exists(),
        )
        .values(due=next_due, seen=seen, paused=None, resumes=None)
    )
    if moved.rowcount != 1:
        return False
    conn.execute(insert(deliveries).values(_values(delivery)))
    return True


def _values(delivery: Delivery) -> dict[str, object]:
    """A new row."""
    return {
        "key": delivery.key,
        "subscription": delivery.subscription.number,
        "local_date": delivery.local_date,
        "local_time": delivery.local_time,
        "due": delivery.due,
        "place": place_of(delivery.subscription.channel),
        "items": codec.dump_items(delivery.items),
        "notes": codec.dump_ids(delivery.notes),
        "state": delivery.state.value,
        "attempts": delivery.attempts,
        "first_tried": delivery.first_tried,
        "unsure": delivery.unsure,
        "message_id": delivery.message_id,
        "free_at": delivery.due,
    }


def lease(conn: Connection, owner: str, now: datetime, lasts: timedelta) -> Delivery | None:
    """The law is that of `handlers.ports.Subscriptions.lease`."""
    key = conn.scalar(
        select(deliveries.c.key)
        .where(_free(now, lasts), ~_before_it(now, lasts).exists())
        .order_by(deliveries.c.due, deliveries.c.key)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if key is None:
        return None
    taken_over = deliveries.c.state == _SENDING
    conn.execute(
        update(deliveries)
        .where(deliveries.c.key == key)
        .values(
            unsure=case((taken_over, True), else_=deliveries.c.unsure),
            state=_SENDING,
            owner=owner,
            free_at=now + lasts,
            attempts=deliveries.c.attempts + 1,
            first_tried=func.coalesce(deliveries.c.first_tried, now),
        )
    )
    return _delivery(conn.execute(_BOTH.where(deliveries.c.key == key)).one())


def _free(now: datetime, lasts: timedelta) -> ColumnElement[bool]:
    """Whether an open row may be taken; a lease from the future was made by another clock."""
    of_another_clock = and_(deliveries.c.state == _SENDING, deliveries.c.free_at > now + 2 * lasts)
    return and_(deliveries.c.state.in_(_OPEN), or_(deliveries.c.free_at <= now, of_another_clock))


def _before_it(now: datetime, lasts: timedelta) -> Any:  # noqa: ANN401 - a Select of one column
    """What must be sent in its channel first: an earlier row, or the one being sent."""
    other = deliveries.alias("other")
    earlier = or_(
        other.c.due < deliveries.c.due,
        and_(other.c.due == deliveries.c.due, other.c.key < deliveries.c.key),
    )
    at_it = and_(
        other.c.state == _SENDING, other.c.free_at > now, other.c.free_at <= now + 2 * lasts
    )
    return select(other.c.key).where(
        other.c.place == deliveries.c.place,
        other.c.key != deliveries.c.key,
        other.c.state.in_(_OPEN),
        or_(earlier, at_it),
    )


def _held(key: str, owner: str) -> ColumnElement[bool]:
    """Whether it is being sent, and by this owner: no other has taken it over."""
    return and_(
        deliveries.c.key == key, deliveries.c.state == _SENDING, deliveries.c.owner == owner
    )


def still_mine(conn: Connection, key: str, owner: str, now: datetime) -> bool:
    """Whether this owner's lease has not run out."""
    held = select(deliveries.c.key).where(_held(key, owner), deliveries.c.free_at > now)
    return conn.execute(held).first() is not None


def gather(conn: Connection, key: str, before: datetime) -> tuple[Delivery, ...]:
    """The law is that of `handlers.ports.Subscriptions.gather`."""
    place = (
        select(deliveries.c.place)
        .where(deliveries.c.key == key, deliveries.c.state == _SENDING)
        .scalar_subquery()
    )
    conn.execute(
        update(deliveries)
        .where(
            deliveries.c.place == place,
            deliveries.c.state == _DUE,
            deliveries.c.due < before,
            deliveries.c.unsure.is_(False),
            deliveries.c.key != key,
        )
        .values(state=DeliveryState.CARRIED.value, carrier=key)
    )
    carried = _BOTH.where(
        deliveries.c.carrier == key, deliveries.c.state == DeliveryState.CARRIED.value
    )
    return tuple(map(_delivery, conn.execute(carried.order_by(deliveries.c.due, deliveries.c.key))))


def _with_carried(key: str) -> ColumnElement[bool]:
    return or_(deliveries.c.key == key, deliveries.c.carrier == key)


def sent(conn: Connection, key: str, message_id: str, at: datetime, told: datetime | None) -> None:
    """Record that the message is there: true whatever was thought before."""
    conn.execute(
        update(deliveries)
        .where(_with_carried(key), deliveries.c.state != DeliveryState.SENT.value)
        .values(state=DeliveryState.SENT.value, message_id=plain(message_id), ended=at, owner=None)
    )
    told_of = [_delivery(row) for row in conn.execute(_BOTH.where(_with_carried(key)))]
    shown = [each for one in told_of for each in one.shown_ids]
    if shown:
        showing.keep(
            conn,
            Showing(
                channel=told_of[0].subscription.channel,
                message_id=message_id,
                claim_ids=tuple(shown),
                shown=told or at,
                delivery=key,
            ),
        )


def retry(conn: Connection, key: str, owner: str, at: datetime, why: str, *, unsure: bool) -> None:
    """Give back what this owner holds, not before that time."""
    back = update(deliveries).where(_held(key, owner))
    may_be = true() if unsure else deliveries.c.unsure
    conn.execute(back.values(state=_DUE, free_at=at, owner=None, why=plain(why), unsure=may_be))


def give_up(conn: Connection, key: str, owner: str, why: str, *, unknown: bool) -> None:
    """End what this owner holds, and what it carries, without a message that we know of."""
    state = DeliveryState.UNKNOWN if unknown else DeliveryState.FAILED
    ending = {"state": state.value, "owner": None, "why": plain(why)}
    ended = conn.execute(update(deliveries).where(_held(key, owner)).values(ending))
    if ended.rowcount:
        carried = and_(
            deliveries.c.carrier == key, deliveries.c.state == DeliveryState.CARRIED.value
        )
        conn.execute(update(deliveries).where(carried).values(ending))


def of_subscription(conn: Connection, number: int, last: int | None) -> tuple[Delivery, ...]:
    """The deliveries of one subscription, oldest first."""
    wanted = _BOTH.where(deliveries.c.subscription == number)
    newest_first = wanted.order_by(deliveries.c.due.desc(), deliveries.c.key.desc()).limit(last)
    return tuple(map(_delivery, reversed(conn.execute(newest_first).all())))


def _delivery(row: Row[*tuple[Any, ...]]) -> Delivery:
    return Delivery(
        key=row.key,
        subscription=of_row(row, "s_"),
        local_date=row.local_date,
        local_time=row.local_time,
        due=row.due,
        items=codec.load_items(row.items),
        notes=codec.load_ids(row.notes),
        state=DeliveryState(row.state),
        attempts=row.attempts,
        first_tried=row.first_tried,
        message_id=row.message_id,
        unsure=row.unsure,
        carrier=row.carrier,
    )
