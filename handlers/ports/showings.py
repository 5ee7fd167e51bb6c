"""The port to messages of ours that show claims, and to correcting them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from handlers.newsroom import Channel
from handlers.showings import Amendment, Showing, Stage


class Showings(Protocol):
    """What was shown where, and what has to be corrected there: each correction once.

    Several processes may share one store: `plan_amendments` and `lease_amendment` are atomic.
    """

    async def showed(self, showing: Showing) -> None:
        """Keep it; of a message that is known already, the claims it shows too.

        With a reply it shows that instead of what it showed before (a page was turned).
        """
        ...

    async def plan_amendments(self, now: datetime) -> int:
        """Keep an amendment for each message that shows what is no longer so; how many.

        That is a claim which its workspace has disputed, corrected or found wrong since, or
        judged anew after that, and one that a later version of its article has no more.
        """
        ...

    async def lease_amendment(
        self, owner: str, now: datetime, lasts: timedelta
    ) -> Amendment | None:
        """Take the earliest amendment that waits, or whose lease ran out: that one is `unsure`.

        Of one message only the earliest open one can be taken.
        """
        ...

    async def amend_on(self, key: str, stage: Stage, now: datetime) -> None:
        """The stage it had is done: this is the next, and it waits for it."""
        ...

    async def amended(self, key: str) -> None:
        """All of it is done."""
        ...

    async def retry_amendment(
        self, key: str, at: datetime, why: str, *, unsure: bool = False
    ) -> None:
        """Give it back, not before `at`."""
        ...

    async def give_up_amendment(self, key: str, why: str, *, unknown: bool) -> None: ...

    async def amendments(self, channel: Channel, since: datetime) -> tuple[Amendment, ...]:
        """Those made later than `since` for messages in this channel, oldest first."""
        ...
