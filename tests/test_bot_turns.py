"""Who is heard first, and that nobody waits for somebody else's slow answer for long."""

from __future__ import annotations

import asyncio

import pytest
from fakes import FixedClock, MemoryStore

from bot.platforms.turns import AT_ONCE, Turns
from handlers.newsroom import Channel, Platform, Request
from handlers.ports import World
from handlers.reply import Reply

WORLD = World(store=MemoryStore(), clock=FixedClock())


def asked(text: str) -> Request:
    channel = Channel(platform=Platform.DISCORD, workspace="w", id="c")
    return Request(text=text, channel=channel, person="p", zone="UTC")


async def test_answers_wait_until_everybody_is_heard() -> None:
    """Whoever speaks while work waits is acknowledged before it begins."""
    order: list[str] = []

    async def work(request: Request, _world: World) -> Reply:
        order.append(request.text)
        return Reply(headline=request.text)

    async def acknowledge(name: str) -> bool:
        await asyncio.sleep(0.01)
        order.append(f"heard {name}")
        return True

    turns = Turns(work)

    async def one(name: str) -> None:
        await turns.hear(lambda: acknowledge(name))
        await turns.answer(asked(name), WORLD)

    await asyncio.gather(*(one(str(number)) for number in range(10)))
    assert [each.startswith("heard") for each in order] == [True] * 10 + [False] * 10


async def test_a_few_are_worked_out_at_once_and_what_waits_frees_its_place() -> None:
    """Two at a time; one that hangs does not hold the others up for good."""
    running, most = 0, 0
    hung = asyncio.Event()

    async def work(request: Request, _world: World) -> Reply:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await (hung.wait() if request.text == "hangs" else asyncio.sleep(0))
        running -= 1
        return Reply(headline=request.text)

    turns = Turns(work)
    quick = [turns.answer(asked("quick"), WORLD) for _ in range(20)]
    await asyncio.gather(*quick)
    assert most == AT_ONCE
    hanging = [asyncio.create_task(turns.answer(asked("hangs"), WORLD)) for _ in range(AT_ONCE)]
    assert (await turns.answer(asked("late"), WORLD)).headline == "late"
    hung.set()
    assert [each.headline for each in await asyncio.gather(*hanging)] == ["hangs"] * AT_ONCE


async def test_an_answer_that_is_given_up_stops() -> None:
    """Told to stop, its work stops too."""
    stopped = asyncio.Event()

    async def work(_request: Request, _world: World) -> Reply:
        try:
            await asyncio.sleep(60)
        finally:
            stopped.set()
        return Reply(headline="never")

    task = asyncio.create_task(Turns(work).answer(asked("x"), WORLD))
    await asyncio.sleep(0.01)
    task.cancel()
    await asyncio.wait_for(stopped.wait(), 1)
    with pytest.raises(asyncio.CancelledError):
        await task
