"""Being heard comes first: answers are worked out a few at a time, while nobody else speaks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from handlers.commands import answer
from handlers.newsroom import Request
from handlers.ports import World
from handlers.reply import Reply

AT_ONCE = 2  # answers that are worked out beside each other: more would only delay all
HOLDING = 2.0  # seconds: an answer that takes longer waits for something, and frees its place
GIVING_WAY = 1.0  # seconds that work waits for people to be heard

Answer = Callable[[Request, World], Awaitable[Reply]]

_T = TypeVar("_T")


class Turns:
    """Who is heard, and whose answer is worked out now; one for all platforms of a process.

    Acknowledgements and answers share one thread: fifty answers begun at the same moment
    would have each acknowledgement wait behind a slice of every one of them.
    """

    def __init__(self, answer: Answer = answer) -> None:
        self._answer = answer
        self._places = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    async def hear(self, acknowledge: Callable[[], Awaitable[_T]]) -> _T:
        """Acknowledge somebody at once; no new work begins until that is done."""
        self._waiting += 1
        self._quiet.clear()
        try:
            return await acknowledge()
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._quiet.set()

    async def answer(self, request: Request, world: World) -> Reply:
        """Work an answer out when its turn has come."""
        async with self._places:
            try:
                async with asyncio.timeout(GIVING_WAY):
                    await self._quiet.wait()
            except TimeoutError:
                pass  # whoever waits so long waits for the platform, not for us
            task = asyncio.ensure_future(self._answer(request, world))
            try:
                await asyncio.wait({task}, timeout=HOLDING)
            except asyncio.CancelledError:
                task.cancel()
                raise
        try:
            return await task
        finally:
            task.cancel()  # of no effect on a finished one
