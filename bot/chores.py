"""What is done while people ask: reading new articles, sending digests that are due."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import aclosing
from pathlib import Path
from uuid import uuid4

import structlog

from bot.articles.analyst import Analyst
from bot.articles.ingest import REFUSED, Watch
from bot.in_hand import InHand
from bot.memory import settle
from bot.schedule import Alarm
from handlers.digests.chasing import chase
from handlers.digests.planning import plan_due
from handlers.digests.sending import send_due
from handlers.errors import ClaimwireError
from handlers.newsroom import Platform
from handlers.ports import Messenger, World

log = structlog.get_logger(__name__)

_SENDERS = 4
_TICK = 2.0  # seconds between looks at what is due
_CHASE = 10.0  # seconds between looks for what has to be corrected
_WATCH = 30.0  # seconds between looks into the article folders
_FIRST = 30.0  # seconds that people wait for the first articles of an empty store
_TIDY = 3600.0  # seconds between looks for garbage
_LAST_WORK = 12.0  # seconds that work in hand may take at the end, out of the 15 we promise


class Chores:
    """Begins with `begin`, ends with `finish`; in between the alarm clock calls it."""

    def __init__(
        self,
        world: World,
        analyst: Analyst,
        messengers: Mapping[Platform, Messenger],
        folders: Sequence[Path],
        stop: asyncio.Event,
    ) -> None:
        self._world = world
        self._watch = Watch(folders, analyst, world.store, world.clock, world.topics)
        self._messengers = messengers
        self._alarm = Alarm()
        self._owner = f"{os.getpid()}-{uuid4().hex[:8]}"
        self._stop = stop
        self._reading = asyncio.Lock()
        self._in_hand = InHand()

    async def begin(self, *, wait_for_articles: bool) -> None:
        """Read the article folders, then keep watching them and the clock.

        Where `wait_for_articles` is false, people are answered while the folders are read:
        at once where the store holds articles already, else after half a minute. Raises
        ClaimwireError where what is waited for cannot be read at all (no model, no store).
        """
        if wait_for_articles:
            await self._read_articles()
        elif (await self._world.store.coverage()).articles == 0:
            await self._read_first()
        else:
            self._in_hand.take(self._read_or_say_why())
        self._alarm.every(_TICK, self._send)
        self._alarm.every(_CHASE, self._chase)
        self._alarm.every(_WATCH, self._read)
        self._alarm.every(_TIDY, self._tidy)
        self._alarm.start()

    async def _read_first(self) -> None:
        """Read into an empty store; a folder of a thousand articles keeps nobody waiting long."""
        trouble: list[ClaimwireError] = []

        async def read() -> None:
            try:
                await self._read_articles()
            except ClaimwireError as error:
                trouble.append(error)
                log.error("articles.unread", why=str(error))

        await asyncio.wait({self._in_hand.take(read())}, timeout=_FIRST)
        if trouble:
            raise trouble[0]

    async def run(self, stop: asyncio.Event) -> None:
        """Go on until `stop` is set, then `finish`, while the platforms finish theirs."""
        await stop.wait()
        await self.finish()

    async def finish(self) -> None:
        """Wake up no more; wait for the article and the digest in hand. May be called twice."""
        self._stop.set()
        self._alarm.stop()
        # What is called off is in the tables, and goes on at the next start.
        await self._in_hand.finish(_LAST_WORK)

    async def _begin(self, work: Coroutine[None, None, None]) -> None:
        """Do the work in hand: the alarm clock calls off what it waits for when it stops."""
        await asyncio.wait({self._in_hand.take(work)})

    async def _send(self) -> None:
        await self._begin(self._send_digests())

    async def _chase(self) -> None:
        await self._begin(self._correct())

    async def _correct(self) -> None:
        try:
            await chase(self._world, self._messengers, self._owner)
        except ClaimwireError as error:  # what is not told yet stays in the tables
            log.error("corrections.waiting", why=str(error))

    async def _tidy(self) -> None:
        settle()

    async def _read(self) -> None:
        await self._begin(self._read_or_say_why())

    async def _send_digests(self) -> None:
        try:
            await plan_due(self._world)
            # Several senders, so that a channel that has to wait for its turn holds up no other.
            owners = (f"{self._owner}-{number}" for number in range(_SENDERS))
            sends = (send_due(self._world, self._messengers, owner) for owner in owners)
            # Where one fails the others are waited for: they hold rows, and nobody else would.
            ended = await asyncio.gather(*sends, return_exceptions=True)
            if failed := [each for each in ended if isinstance(each, BaseException)]:
                raise failed[0]
        except ClaimwireError as error:  # the rows stay due, and the next tick tries again
            log.error("digests.waiting", why=str(error))

    async def _read_or_say_why(self) -> None:
        try:
            await self._read_articles()
        except ClaimwireError as error:
            log.error("articles.unread", why=str(error))

    async def _read_articles(self) -> None:
        """Read what is new in the folders, one log line an article that is not unchanged."""
        async with self._reading, aclosing(self._watch.look()) as lines:
            async for line in lines:
                if line.outcome == REFUSED:
                    log.warning("article refused", file=line.path, why=line.detail)
                else:  # the name of a file that is an article may hold words of it
                    log.info("article", outcome=str(line.outcome), claims=line.claims)
                if self._stop.is_set():
                    return
