"""A platform of the benchmarks on which every message arrives and nobody ever looks again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from handlers.newsroom import Channel
from handlers.reply import Reply
from handlers.showings import Showing, Told


class DeafPlatform:
    """Messages are given to `take`, which returns their id; nothing is found or corrected."""

    def __init__(self, take: Callable[[Channel, Reply], str]) -> None:
        self._take = take

    async def post(self, channel: Channel, reply: Reply, key: str) -> str:
        """Hand it over."""
        del key
        return self._take(channel, reply)

    async def find(
        self, channel: Channel, key: str, since: datetime, *, under: str = ""
    ) -> str | None:
        """Nobody asks what became of a message that surely arrived."""
        del channel, key, since, under
        return None

    async def finish(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """What was found is whole."""
        del channel, reply, key
        return message_id

    async def update(
        self, showing: Showing, reply: Reply, told: tuple[Told, ...], key: str
    ) -> None:
        """Nothing is corrected here."""

    async def answer(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """Nothing is corrected here."""
        del channel, message_id, reply
        return key
