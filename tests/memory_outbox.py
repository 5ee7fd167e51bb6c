"""Standing questions and their deliveries in dictionaries: a half of `fakes.MemoryStore`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.newsroom import Channel, Delivery, DeliveryState, Subscription


@dataclass(slots=True)
class _Row:
    """One row of the outbox: the delivery and who holds it until when."""

    delivery: Delivery
    owner: str | None = None
    lease_ends: datetime | None = None
    not_before: datetime | None = None
    why: str | None = None

    def free(self, now: datetime) -> bool:
        if self.delivery.state is DeliveryState.SENDING:
            return self.lease_ends is not None and self.lease_ends <= now
        waiting = self.not_before is not None and self.not_before > now
        due = self.delivery.due <= now
        return self.delivery.state is DeliveryState.DUE and due and not waiting


class MemoryOutbox:
    """The `Subscriptions` port in dictionaries."""

    def __init__(self) -> None:
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
        ready = [one for one in await self.subscriptions() if one.due <= now]
        return tuple(sorted(ready, key=lambda one: (one.due, one.number)))

    async def plan(self, delivery: Delivery, next_due: datetime, seen: int) -> bool:
        number = delivery.subscription.number
        now = self._subscriptions.get(number)
        taken = {
            (row.delivery.subscription.number, row.delivery.local_date)
            for row in self._outbox.values()
        }
        moved = now is None or now.stopped is not None or now.due != delivery.subscription.due
        if now is None or moved or (number, delivery.local_date) in taken:
            return False
        self._subscriptions[number] = replace(now, due=next_due, seen=seen)
        self._outbox[delivery.key] = _Row(delivery)
        return True

    def _shown(self, row: _Row) -> Delivery:
        """The delivery with its subscription as it is now."""
        number = row.delivery.subscription.number
        return replace(row.delivery, subscription=self._subscriptions[number])

    async def lease(self, owner: str, now: datetime, lasts: timedelta) -> Delivery | None:
        free = [row for row in self._outbox.values() if row.free(now)]
        if not free:
            return None
        row = min(free, key=lambda row: (row.delivery.due, row.delivery.key))
        row.owner, row.lease_ends = owner, now + lasts
        row.delivery = replace(
            row.delivery,
            state=DeliveryState.SENDING,
            attempts=row.delivery.attempts + 1,
            first_tried=row.delivery.first_tried or now,
        )
        return self._shown(row)

    async def still_mine(self, key: str, owner: str, now: datetime) -> bool:
        row = self._outbox.get(key)
        if row is None or row.delivery.state is not DeliveryState.SENDING:
            return False
        return row.owner == owner and row.lease_ends is not None and row.lease_ends > now

    async def sent(self, key: str, message_id: str, at: datetime) -> None:
        assert at.tzinfo is not None
        if row := self._outbox.get(key):
            row.delivery = replace(row.delivery, state=DeliveryState.SENT, message_id=message_id)

    async def retry(self, key: str, at: datetime, why: str) -> None:
        if row := self._open(key):
            row.delivery = replace(row.delivery, state=DeliveryState.DUE)
            row.not_before, row.owner, row.why = at, None, why

    async def give_up(self, key: str, why: str, *, unknown: bool) -> None:
        if row := self._open(key):
            state = DeliveryState.UNKNOWN if unknown else DeliveryState.FAILED
            row.delivery = replace(row.delivery, state=state)
            row.why = why

    def _open(self, key: str) -> _Row | None:
        """The row, unless it is unknown or has come to its end."""
        row = self._outbox.get(key)
        still = (DeliveryState.DUE, DeliveryState.SENDING)
        return row if row and row.delivery.state in still else None

    async def deliveries(self, number: int) -> tuple[Delivery, ...]:
        rows = [
            self._shown(row)
            for row in self._outbox.values()
            if row.delivery.subscription.number == number
        ]
        return tuple(sorted(rows, key=lambda one: (one.due, one.key)))
