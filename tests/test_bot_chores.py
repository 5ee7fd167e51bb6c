"""The chores beside the answers: what is in hand at the end is finished, by whomever it is."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes import FixedClock, MemoryStore
from structlog.testing import capture_logs

from bot import chores
from bot.articles.analyst import Analyst
from bot.chores import Chores
from bot.in_hand import InHand
from handlers.errors import StoreUnavailable
from handlers.ports import World
from handlers.subscribed import Delivery, Subscription


class SlowStore(MemoryStore):
    """A store that takes its time, and tells whether it was let finish."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.let_go, self.finished = asyncio.Event(), asyncio.Event(), False

    async def work(self) -> None:
        """What is in hand."""
        self.begun.set()
        await self.let_go.wait()
        self.finished = True


class SlowPlanning(SlowStore):
    """One that looks for long at what is due."""

    async def due(self, now: datetime) -> tuple[Subscription, ...]:
        await self.work()
        return await super().due(now)


class OneRefused(SlowStore):
    """One that refuses the first of several senders and keeps the second waiting."""

    leases = 0

    async def lease(self, owner: str, now: datetime, lasts: timedelta) -> Delivery | None:
        self.leases += 1
        if self.leases == 1:
            raise StoreUnavailable("The disk is full.")
        await self.work()
        return await super().lease(owner, now, lasts)


@asynccontextmanager
async def at_work(
    store: SlowStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Chores]:
    """Chores that have begun with what the store takes long for."""
    monkeypatch.setattr(chores, "_TICK", 0.01)
    world = World(store=store, clock=FixedClock())
    working = Chores(world, Analyst(), {}, (folder,), asyncio.Event())
    await working.begin(wait_for_articles=True)
    await asyncio.wait_for(store.begun.wait(), 5)
    asyncio.get_running_loop().call_later(0.05, store.let_go.set)
    yield working


@pytest.mark.parametrize("kind", [SlowPlanning, OneRefused])
async def test_what_the_alarm_began_is_finished(
    kind: type[SlowStore], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told to end amid a digest, the chores end it.

    Neither the alarm clock's own end cuts it off, nor that another sender failed.
    """
    store = kind()
    async with at_work(store, tmp_path, monkeypatch) as working:
        await working.finish()
    assert store.finished


async def test_work_that_is_called_off_may_put_things_in_order() -> None:
    """The end waits for that too: what comes next closes the store."""
    in_hand, order = InHand(), list[str]()

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.01)
            order.append("left in order")

    in_hand.take(work())
    await asyncio.sleep(0)
    await in_hand.finish(0)
    assert order == ["left in order"]


async def test_work_that_fails_is_told_without_its_words() -> None:
    """Nobody waits for it, so the log says what failed and where, and nothing that was typed."""
    in_hand, typed = InHand(), "what a person typed"

    async def work() -> None:
        raise KeyError(typed)

    with capture_logs() as logged:
        in_hand.take(work())
        await in_hand.finish(1)
    (told,) = logged
    assert told["error"] == "KeyError"
    assert "in work" in told["where"]
    assert typed not in str(told)
