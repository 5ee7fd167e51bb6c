"""What people asked and were not answered: kept until they are, and taken up after a restart."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TypeVar

import structlog

from handlers.command import Command, named
from handlers.errors import StoreUnavailable
from handlers.newsroom import Platform
from handlers.ports import Unanswered, World

log = structlog.get_logger(__name__)

T = TypeVar("T")

CUT = "I was restarted before I could answer this. Please ask again."
UNSURE = (
    "I was restarted while I worked on this, and do not know whether it was done. Look before you "
    "do it again: /why and the claim's ID shows its status, /digest list the digests."
)
# Whoever waited longer has asked again, or somebody else.
TOO_OLD = timedelta(minutes=10)
# Another process may be at it: an answer takes seconds.
LEFT_ALONE = timedelta(seconds=20)
_MOST = 20_000  # characters kept of one question


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Those of one platform who wait for an answer."""

    world: World
    platform: Platform
    left_alone: timedelta = LEFT_ALONE
    # Those of this life that are not answered yet, and the work of writing them down.
    open: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    @asynccontextmanager
    async def until_answered(self, key: str, body: str) -> AsyncIterator[None]:
        """Keep a question while it is worked on; what cuts the work off leaves it waiting.

        It is written down beside the work, which need not wait for that: its answer must
        (see `written`). Where the store cannot be asked, it is answered all the same.
        """
        now, kept = self.world.clock.now(), f"{self.platform.value}:{key}"
        asked = Unanswered(key=kept, platform=self.platform, body=body, at=now)
        small = len(body) <= _MOST
        writing = self.open[kept] = asyncio.create_task(
            self._try(lambda: self.world.store.ask(asked)) if small else asyncio.sleep(0)
        )
        ending = False
        try:
            yield
        except asyncio.CancelledError:
            ending = True  # of the program: the next start takes it up
            raise
        finally:
            if ending:
                self.open.pop(kept, None)
                await writing
            await self.settle(key)

    async def written(self) -> None:
        """Wait until all that was asked is kept: a kill while an answer goes out loses nothing."""
        if self.open:
            await asyncio.wait(self.open.values())

    async def settle(self, key: str) -> None:
        """Its answer is on the way, or out: what comes now is no reason to answer again."""
        kept = f"{self.platform.value}:{key}"
        if writing := self.open.pop(kept, None):
            await writing
            await self.answered(kept)

    async def answered(self, key: str) -> None:
        """It need not be taken up any more; `key` is the kept one's."""
        await self._try(lambda: self.world.store.answered(key))

    async def each(self, read: Callable[[str], T]) -> AsyncIterator[tuple[Unanswered, T]]:
        """What was left by the last life of this program, one by one, each for the only time.

        With it what `read` makes of its body. That may raise KeyError, TypeError or ValueError
        for one that another version of this program kept: it is passed over.
        """
        now = self.world.clock.now()
        for asked in await self.world.store.unanswered(self.platform, now - TOO_OLD):
            wait = (asked.at + self.left_alone - self.world.clock.now()).total_seconds()
            await asyncio.sleep(max(wait, 0.0))
            if not await self.world.store.take_up(asked.key):
                continue
            try:
                found = read(asked.body)
            except (KeyError, TypeError, ValueError) as error:
                log.warning("question not understood", error=type(error).__name__)
                await self.answered(asked.key)
            else:
                log.info("question taken up", platform=self.platform.value)
                yield asked, found

    async def _try(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except StoreUnavailable as error:
            log.warning("question not kept", what=str(error))


def may_change(line: str, commands: tuple[Command, ...]) -> bool:
    """Whether a command line takes names, notes or standing questions: it is not done twice."""
    verb = line.lstrip("/ ").partition(" ")[0].lower()
    meant = named(verb, commands)
    return bool(meant and meant.verbatim)
