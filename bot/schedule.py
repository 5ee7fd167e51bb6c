"""The alarm clock: APScheduler wakes us; what is due is decided from our own tables."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import wraps

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Chore = Callable[[], Awaitable[object]]


class Alarm:
    """Calls chores every so many seconds, each one at a time, until it is stopped.

    A late or missed tick is simply caught up by the next one: chores look at tables and
    clocks, never at the tick that woke them. So the scheduler keeps its jobs in memory,
    drops no late tick (no grace limit) and folds several into one.
    """

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone="UTC",
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
        )

    def every(self, seconds: float, chore: Chore) -> None:
        """Call `chore` every `seconds`, never twice at the same time."""

        @wraps(chore)
        async def call() -> None:
            with suppress(asyncio.CancelledError):  # by `stop`: no failure of the chore's
                await chore()

        self._scheduler.add_job(call, "interval", seconds=seconds)

    def start(self) -> None:
        """Begin; a running event loop is needed."""
        self._scheduler.start()

    def stop(self) -> None:
        """End: no further calls, and a call under way is cancelled.

        So a chore whose work has to be finished only waits for it, and does it elsewhere.
        """
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
