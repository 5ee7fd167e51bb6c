"""Looks at the names on record for all who ask, ahead of them where the names are many."""

from __future__ import annotations

import asyncio
import time
from typing import Protocol

from bot.store.database.transactions import P, T, Work
from bot.store.names import on_record


class Read(Protocol):
    """Does work in one reading transaction of the store."""

    async def __call__(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T: ...


class Lookout:
    """One for a store, whoever sees it."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._last: on_record.Look | None = None
        self._newest: on_record.Look | None = None
        self._looking: asyncio.Task[on_record.Look] | None = None
        self._begun = 0  # looks …
        self._shown = 0  # … and which of them `_last` is
        self._asked = 0.0  # when names were asked for, by time.monotonic()
        self.prepare: on_record.Prepare = on_record.unprepared  # called in a thread

    async def close(self) -> None:
        """Look no more."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)

    async def latest(self, *, fresh: bool) -> on_record.Look:
        """The names on record; those of a large store may be seconds old where not `fresh`."""
        now, last = time.monotonic(), self._last
        asked, self._asked = self._asked, now
        if self._looking is not None and self._looking.done():
            looking, self._looking = self._looking, None
            looking.result()
        if last is None or not last.many:
            return await self.look()
        if not last.good():
            if now > asked + on_record.HOLD and self._looking is None:
                return await self.look()
            self._look_soon()  # nobody waits for thousands of names: the last are seconds old
        if fresh:  # for this once: to work out anew who is who takes long for many names
            self._newest = await self._read(on_record.look_for_new, self._newest or last)
            return self._newest
        return last

    def stored(self) -> None:
        """Something was stored: look at many names before somebody asks."""
        if self._last is not None and self._last.many:
            self._look_soon(self._last.until)

    def _look_soon(self, at: float = 0.0) -> None:
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self.look(at))

    async def look(self, at: float = 0.0) -> on_record.Look:
        """Look at the names on record, not before that moment by time.monotonic()."""
        await asyncio.sleep(max(at - time.monotonic(), 0.0))
        self._begun += 1
        mine = self._begun
        found = await self._read(on_record.look, self._last, self.prepare)
        if mine > self._shown:  # another that began later may have ended before this one
            self._last, self._newest, self._shown = found, found, mine
        return found
