"""Who must wait for Slack, and how long: a channel that is too busy delays no other one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from bot.platforms.slack.calls import Busy
from handlers.errors import SendFailed

T = TypeVar("T")

# Slack being down for longer than this is not waited for while a person looks on.
_LONGEST_WAIT = 90
_REMEMBERED = 1_000  # gates, beyond which those that are open are forgotten


class Pacing:
    """Holds back calls of one kind (a method in a channel) for as long as Slack asks.

    Those that wait for the same gate go through it one by one, so that the second is not
    refused because of the first.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """`now` and `sleep` count in seconds."""
        self._now, self._sleep = now, sleep
        self._open_at: dict[str, float] = {}
        self._gates: dict[str, asyncio.Lock] = {}

    async def insist(self, gate: str, patience: float, once: Callable[[], Awaitable[T]]) -> T:
        """Do it as soon as the gate is open, and again while Slack surely did not take it.

        Raises the last SendFailed where `patience` (seconds) would run out.
        """
        deadline = self._now() + patience
        if gate not in self._open_at:
            try:
                return await once()
            except SendFailed as error:
                self._note(gate, error, deadline)
        async with self._gates.setdefault(gate, asyncio.Lock()):
            while True:
                await self._wait(gate, deadline)
                try:
                    done = await once()
                except SendFailed as error:
                    self._note(gate, error, deadline)
                else:
                    self._open_at.pop(gate, None)
                    return done

    def _note(self, gate: str, error: SendFailed, deadline: float) -> None:
        """Keep how long Slack wants to be left alone; raise the error where that is no use."""
        wait = error.retry_after
        if not isinstance(error, Busy):
            raise error
        self._open_at[gate] = self._now() + wait
        if len(self._open_at) > _REMEMBERED or len(self._gates) > _REMEMBERED:
            self._forget()
        if wait > _LONGEST_WAIT or self._now() + wait > deadline:
            raise error

    def _forget(self) -> None:
        """Let go of gates that are open and at which nobody stands: most are of one answer."""
        now, standing = self._now(), {gate for gate, lock in self._gates.items() if lock.locked()}
        self._open_at = {
            gate: at for gate, at in self._open_at.items() if at > now or gate in standing
        }
        self._gates = {
            gate: lock
            for gate, lock in self._gates.items()
            if gate in standing or gate in self._open_at
        }

    async def _wait(self, gate: str, deadline: float) -> None:
        wait = self._open_at.get(gate, 0) - self._now()
        if wait <= 0:
            return
        if self._now() + wait > deadline:
            raise Busy("Slack asks us to wait. Try again in a minute.", retry_after=wait)
        await self._sleep(wait)
