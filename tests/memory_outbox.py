"""Standing questions and their deliveries in dictionaries: a half of `fakes.MemoryStore`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from memory_showings import MemoryShowings

from handlers.newsroom import Channel
from handlers.showings import Showing
from handlers.subscribed import Delivery, DeliveryState, Subscription


@dataclass(slots=True)
class _Row:
    """One row of the outbox: the delivery and who holds it until when."""

    delivery: Delivery
    free_at: datetime
    owner: str | None = None
    why: str | None = None

    @property
    def channel(self) -> Channel:
        return self.delivery.subscription.channel

    @property
    def place(self) -> tuple[datetime, str]:
        return self.delivery.due, self.delivery.key

    @property
    def open(self) -> bool:
        return self.delivery.state in (DeliveryState.DUE, DeliveryState.SENDING)

    def being_sent(self, now: datetime, lasts: timedelta) -> bool:
        sending = self.delivery.state is DeliveryState.SENDING
        return sending and now < self.free_at <= now + 2 * lasts

    def free(self, now: datetime, lasts: timedelta) -> bool:
        waits = self.delivery.state is DeliveryState.DUE and self.free_at > now
        return self.open and not waits and not self.being_sent(now, lasts)


class MemoryOutbox(MemoryShowings):
    """The `Subscriptions` port in dictionaries."""

    def __init__(self) -> None:
        MemoryShowings.__init__(self)
        self._subscriptions: dict[int, Subscription] = {}
        self._outbox: dict[str, _Row] = {}

    async def subscribe(self, wanted: Subscription) -> Subscription:
        number = len(self._subscriptions) + 1
        self._subscriptions[number] = replace(wanted, number=number)
        return self._subscriptions[number]

    async def subscriptions(self, channel: Channel | None = None) -> tuple[Subscription, ...]:
        return tuple(
            one
            for one in self._subscriptions.values()
            if one.stopped is None and channel in (None, one.channel)
        )

    async def change(self, was: Subscription, now: Subscription) -> bool:
        if self._subscriptions.get(was.number) != was or was.stopped is not None:
            return False
        self._subscriptions[was.number] = replace(
            now, number=was.number, person=was.person, created=was.created
        )
        return True

    async def stop(self, number: int, channel: Channel, at: datetime) -> bool:
        found = self._subscriptions.get(number)
        if found is None or found.channel != channel or found.stopped is not None:
            return False
        self._subscriptions[number] = replace(found, stopped=at)
        return True

    def give_another_id(self, channel: Channel, name: str) -> int:
        """Move a channel's subscriptions; see `handlers.ports.Workspaces.move`."""
        found = [one for one in self._subscriptions.values() if one.channel == channel]
        for one in found:
            self._subscriptions[one.number] = replace(one, channel=replace(channel, id=name))
        return len(found)

    async def due(self, now: datetime) -> tuple[Subscription, ...]:
        every = await self.subscriptions()
        ready = [one for one in every if one.due <= now and not one.rests(now)]
        return tuple(sorted(ready, key=lambda one: (one.due, one.number)))

    async def plan(self, delivery: Delivery, next_due: datetime, seen: int) -> bool:
        was = delivery.subscription
        now = self._subscriptions.get(was.number)
        slot = (was.number, delivery.local_date, delivery.local_time)
        taken = {
            (one.subscription.number, one.local_date, one.local_time)
            for one in (row.delivery for row in self._outbox.values())
        }
        if now is None or now.stopped is not None or slot in taken:
            return False
        if (now.due, now.seen, now.paused) != (was.due, was.seen, was.paused):
            return False
        self._subscriptions[was.number] = replace(
            now, due=next_due, seen=seen, paused=None, resumes=None
        )
        self._outbox[delivery.key] = _Row(delivery, free_at=delivery.due)
        return True

    def _shown(self, row: _Row) -> Delivery:
        """The delivery with its subscription as it is now."""
        number = row.delivery.subscription.number
        return replace(row.delivery, subscription=self._subscriptions[number])

    def _next(self, now: datetime, lasts: timedelta) -> _Row | None:
        """The earliest free row that is the first of its channel, where none is being sent."""
        rows = sorted((row for row in self._outbox.values() if row.open), key=lambda r: r.place)
        met = {row.channel for row in rows if row.being_sent(now, lasts)}
        for row in rows:
            if row.channel not in met and row.free(now, lasts):
                return row
            met.add(row.channel)
        return None

    async def lease(self, owner: str, now: datetime, lasts: timedelta) -> Delivery | None:
        row = self._next(now, lasts)
        if row is None:
            return None
        taken_over = row.delivery.state is DeliveryState.SENDING
        row.owner, row.free_at = owner, now + lasts
        row.delivery = replace(
            row.delivery,
            state=DeliveryState.SENDING,
            attempts=row.delivery.attempts + 1,
            first_tried=row.delivery.first_tried or now,
            unsure=row.delivery.unsure or taken_over,
        )
        return self._shown(row)

    async def still_mine(self, key: str, owner: str, now: datetime) -> bool:
        row = self._held(key, owner)
        return row is not None and row.free_at > now

    async def gather(self, key: str, before: datetime) -> tuple[Delivery, ...]:
        leading = self._outbox.get(key)
        for row in self._outbox.values():
            late = row.delivery.state is DeliveryState.DUE and row.delivery.due < before
            if not leading or leading.delivery.state is not DeliveryState.SENDING:
                break
            if late and not row.delivery.unsure and row.channel == leading.channel:
                row.delivery = replace(row.delivery, state=DeliveryState.CARRIED, carrier=key)
        carried = [row for row in self._carried(key) if row.delivery.state is DeliveryState.CARRIED]
        return tuple(self._shown(row) for row in carried)

    def _carried(self, key: str) -> list[_Row]:
        carried = [row for row in self._outbox.values() if row.delivery.carrier == key]
        return sorted(carried, key=lambda row: row.place)

    def _with_carried(self, key: str) -> list[_Row]:
        leading = self._outbox.get(key)
        return [leading, *self._carried(key)] if leading else []

    async def sent(
        self, key: str, message_id: str, at: datetime, *, told: datetime | None = None
    ) -> None:
        assert at.tzinfo is not None
        ids: list[str] = []
        rows = self._with_carried(key)
        for row in rows:
            ids += row.delivery.shown_ids
            if row.delivery.state is not DeliveryState.SENT:
                row.delivery = replace(
                    row.delivery, state=DeliveryState.SENT, message_id=message_id
                )
        if ids:
            await self.showed(
                Showing(
                    channel=rows[0].channel,
                    message_id=message_id,
                    claim_ids=tuple(ids),
                    shown=told or at,
                    delivery=key,
                )
            )

    def _held(self, key: str, owner: str) -> _Row | None:
        row = self._outbox.get(key)
        sending = row is not None and row.delivery.state is DeliveryState.SENDING
        return row if row and sending and row.owner == owner else None

    async def retry(
        self, key: str, owner: str, at: datetime, why: str, *, unsure: bool = False
    ) -> None:
        if row := self._held(key, owner):
            may_be = row.delivery.unsure or unsure
            row.delivery = replace(row.delivery, state=DeliveryState.DUE, unsure=may_be)
            row.free_at, row.owner, row.why = at, None, why

    async def give_up(self, key: str, owner: str, why: str, *, unknown: bool) -> None:
        state = DeliveryState.UNKNOWN if unknown else DeliveryState.FAILED
        for row in self._with_carried(key) if self._held(key, owner) else ():
            if row.open or row.delivery.state is DeliveryState.CARRIED:
                row.delivery = replace(row.delivery, state=state)
                row.why = why

    async def deliveries(self, number: int, *, last: int | None = None) -> tuple[Delivery, ...]:
        rows = [
            self._shown(row)
            for row in self._outbox.values()
            if row.delivery.subscription.number == number
        ]
        ordered = sorted(rows, key=lambda one: (one.due, one.key))
        return tuple(ordered[-last:] if last is not None else ordered)
