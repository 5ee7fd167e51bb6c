"""Work in hand: done in the background, ended in good order, and never failing in silence."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

import structlog

from bot.logs import frames

log = structlog.get_logger(__name__)

_LAST_WORDS = 2.0  # seconds that what is called off may take to leave things in order


class InHand:
    """The background work of one part of the program."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        """Begin it; an error that it ends with is logged, and need not be looked for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    async def finish(self, seconds: float) -> None:
        """Let all of it end; what takes longer is called off, and waited for.

        Whoever closes next what such work stands on, as the store, closes it under nobody.
        """
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late, timeout=_LAST_WORDS)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("work failed", error=type(error).__name__, where=frames(error))
