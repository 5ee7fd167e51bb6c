"""The ports to what the bot itself knows: files it has read, decisions about names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from handlers.newsroom import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFile:
    """What became of a file the last time: the same fingerprint need not be read again.

    `article_id` where it was stored, `refusal` where it was not (the sentence shown);
    `tries` counts readings that ended in a refusal, crash or time-out.
    """

    path: str  # absolute
    fingerprint: str  # digest of the bytes and of what read them
    article_id: str | None = None
    refusal: str | None = None
    tries: int = 0


class Files(Protocol):
    """Which files were read before, so that a warm start reads none twice."""

    async def file(self, path: str) -> KnownFile | None: ...

    async def remember(self, known: KnownFile) -> None: ...


class Names(Protocol):
    """What people decided about names; see `handlers.entities` for what follows from it."""

    async def decisions(self) -> tuple[Decision, ...]:
        """All of them, oldest first: the newest has the last word."""
        ...

    async def decide(self, decision: Decision) -> None: ...
