"""The port to standing questions and the outbox of due digests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from handlers.newsroom import Channel, Delivery, Subscription


class Subscriptions(Protocol):
    """Standing questions and the outbox of due digests.

    Several processes may share one store: `plan` and `lease` are atomic.
    """

    async def subscribe(self, wanted: Subscription) -> Subscription:
        """Keep it under a new number (the given one is ignored)."""
        ...

    async def subscriptions(self, channel: Channel | None = None) -> tuple[Subscription, ...]:
        """Those that are not stopped, by number; of one channel or of all."""
        ...

    async def stop(self, number: int, channel: Channel, at: datetime) -> bool:
        """Stop one of this channel; False where it has none of that number."""
        ...

    async def due(self, now: datetime) -> tuple[Subscription, ...]:
        """Subscriptions whose next run is at or before `now`, earliest first."""
        ...

    async def plan(self, delivery: Delivery, next_due: datetime, seen: int) -> bool:
        """In one transaction: keep the due delivery and move the subscription on.

        The subscription's `due` becomes `next_due`, its `seen` becomes `seen`. False,
        and nothing changed, where the row (subscription, local date) exists already
        or the subscription was moved on or stopped meanwhile.
        """
        ...

    async def lease(self, owner: str, now: datetime, lasts: timedelta) -> Delivery | None:
        """Take the earliest delivery that is due or whose lease ran out; None if none is.

        The taken one becomes `sending`, its attempts grow by one; `first_tried` keeps
        the time of the first attempt. Rows waiting for a retry are not due before it.
        """
        ...

    async def still_mine(self, key: str, owner: str, now: datetime) -> bool:
        """Whether the lease is still held: asked just before posting."""
        ...

    async def sent(self, key: str, message_id: str, at: datetime) -> None: ...

    async def retry(self, key: str, at: datetime, why: str) -> None:
        """Give the delivery back as due, not before `at`."""
        ...

    async def give_up(self, key: str, why: str, *, unknown: bool) -> None:
        """Mark it failed, or unknown where it may have arrived."""
        ...

    async def deliveries(self, number: int) -> tuple[Delivery, ...]:
        """All deliveries of one subscription, oldest first."""
        ...
