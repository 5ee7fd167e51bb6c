"""The ports to what the bot itself knows: files it has read, decisions about names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What came in from one outlet ("" where none is told)."""

    outlet: str
    articles: int
    last: datetime  # when its newest text came in


class Files(Protocol):
    """Which files were read before, so that a warm start reads none twice."""

    async def file(self, path: str) -> KnownFile | None: ...

    async def remember(self, known: KnownFile) -> None: ...

    async def refused_files(self, most: int) -> tuple[KnownFile, ...]:
        """Those that were refused the last time, by path, at most so many."""
        ...

    async def arrivals(self) -> tuple[Arrival, ...]:
        """How much came from each outlet and when last; the longest silent first."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameBook:
    """The names on record, those that most claims carry first, and the decisions about them.

    It is the same object for as long as nothing in it has changed.
    """

    speakers: tuple[str, ...]
    entities: tuple[str, ...]
    outlets: tuple[str, ...]
    decisions: tuple[Decision, ...]


class Names(Protocol):
    """By what names people ask, and what they decided about them (`handlers.record.entities`)."""

    async def name_book(self, *, fresh: bool = False) -> NameBook:
        """All names; those of a large store may be seconds old where `fresh` is not asked."""
        ...

    async def decisions(self) -> tuple[Decision, ...]:
        """Those for all and then this workspace's, oldest first: the last has the last word."""
        ...

    async def decide(self, decision: Decision) -> None: ...
