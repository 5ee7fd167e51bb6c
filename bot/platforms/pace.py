"""One post a second a channel: what a platform takes from us without asking to wait."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict

_REMEMBERED = 1_000  # channels


class Pace:
    """Lets the posts to one channel through one by one, at least `seconds` apart."""

    def __init__(self, seconds: float = 1.0) -> None:
        self._seconds = seconds
        self._last: dict[str, float] = {}
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def wait(self, channel: str) -> None:
        """Return as soon as the next post to this channel may go out."""
        async with self._turns[channel]:
            due = self._last.get(channel, 0.0) + self._seconds
            if (left := due - time.monotonic()) > 0:
                await asyncio.sleep(left)
            self._last[channel] = time.monotonic()
        if len(self._last) > _REMEMBERED:
            self._forget()

    def _forget(self) -> None:
        """Let go of channels that may be posted to at once."""
        over = time.monotonic() - self._seconds
        for channel in [each for each, last in self._last.items() if last < over]:
            if not self._turns[channel].locked():
                del self._last[channel], self._turns[channel]
