"""The port to standing questions and the outbox of due digests."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from handlers.newsroom import Channel
from handlers.subscribed import Delivery, Subscription


class Subscriptions(Protocol):
    """Standing questions and the outbox of due digests.

    Several processes may share one store: `change`, `plan`, `lease` and `gather` are atomic.
    """

    async def subscribe(self, wanted: Subscription) -> Subscription:
        """Keep it under a new number (the given one is ignored)."""
        ...

    async def subscriptions(self, channel: Channel | None = None) -> tuple[Subscription, ...]:
        """Those that are not stopped, by number; of one channel or of all."""
        ...

    async def change(self, was: Subscription, now: Subscription) -> bool:
        """Put `now` in the place of `was`; number, person and moment of creation stay.

        False, and nothing changed, where it is other than `was` meanwhile, or stopped.
        """
        ...

    async def stop(self, number: int, channel: Channel, at: datetime) -> bool:
        """Stop one of this channel; False where it has none of that number."""
        ...

    async def due(self, now: datetime) -> tuple[Subscription, ...]:
        """Subscriptions whose next run is at or before `now`, earliest first; none that rests."""
        ...

    async def plan(self, delivery: Delivery, next_due: datetime, seen: int) -> bool:
        """In one transaction: keep the due delivery and move the subscription on.

        The subscription's `due` becomes `next_due`, its `seen` becomes `seen`, and a pause
        that is over is forgotten. False, and nothing changed, where the row (subscription,
        local date and time) exists already or the subscription was moved on, paused or
        stopped meanwhile.
        """
        ...

    async def lease(self, owner: str, now: datetime, lasts: timedelta) -> Delivery | None:
        """Take the earliest delivery that is due or whose lease ran out; None if none is.

        In each channel only the earliest open one can be taken, and none while another is
        being sent there. The taken one becomes `sending`, its attempts grow by one;
        `first_tried` keeps the time of the first attempt. One whose lease ran out may have
        arrived: it is `unsure`. Rows waiting for a retry are not due before it; a lease that
        ends further off than it could have begun was made by a clock since set back, and
        has run out.
        """
        ...

    async def still_mine(self, key: str, owner: str, now: datetime) -> bool:
        """Whether the lease is still held: asked just before posting."""
        ...

    async def gather(self, key: str, before: datetime) -> tuple[Delivery, ...]:
        """Let the delivery that is being sent carry the others of its channel that are late.

        Late are those that were due before that moment, wait to be sent and surely did not
        arrive. All that it carries, earliest first; they share its end.
        """
        ...

    async def sent(
        self, key: str, message_id: str, at: datetime, *, told: datetime | None = None
    ) -> None:
        """The message is there, with all that it carries, told as of `told` (else `at`).

        What it shows is kept, so that it can be corrected.
        """
        ...

    async def retry(
        self, key: str, owner: str, at: datetime, why: str, *, unsure: bool = False
    ) -> None:
        """Give the delivery back as due, not before `at`; `unsure` where it may have arrived.

        Only what this owner still holds: another may be sending it since.
        """
        ...

    async def give_up(self, key: str, owner: str, why: str, *, unknown: bool) -> None:
        """Mark it failed, or unknown where it may have arrived; and all that it carries.

        Only what this owner still holds, as with `retry`.
        """
        ...

    async def deliveries(self, number: int, *, last: int | None = None) -> tuple[Delivery, ...]:
        """All deliveries of one subscription, or the last so many; oldest first."""
        ...
