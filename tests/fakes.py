"""Stand-ins that keep the whole law of `handlers.ports` without a disk or a real clock.

`MemoryStore` passes the same contract tests as the databases do, so a handler tested
against it meets no surprise later. It is written for reading, not for speed.
"""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta

from memory_workspaces import MemoryWorkspaces

from handlers.newsroom import Decision, Platform
from handlers.ports import Known, KnownFile, NameBook


class FixedClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, now: datetime = datetime(2025, 6, 10, 12, tzinfo=UTC)) -> None:
        self._now = now

    def now(self) -> datetime:
        """The moment it was last set to."""
        return self._now

    def set(self, now: datetime) -> None:
        """Stand at this moment from here on."""
        self._now = now

    def advance(self, by: timedelta) -> None:
        """Move on by so much."""
        self._now += by


class MemoryFiles:
    """The `Files` port in a dictionary."""

    def __init__(self) -> None:
        self._files: dict[str, KnownFile] = {}

    async def file(self, path: str) -> KnownFile | None:
        return self._files.get(path)

    async def remember(self, known: KnownFile) -> None:
        self._files[known.path] = known

    async def refused_files(self, most: int) -> tuple[KnownFile, ...]:
        refused = (each for _, each in sorted(self._files.items()) if each.refusal is not None)
        return tuple(refused)[:most]


class MemoryNames:
    """The `Names` port in a list."""

    def __init__(self) -> None:
        self._decisions: list[Decision] = []

        self.seen_by = ""

    async def decisions(self) -> tuple[Decision, ...]:
        for_all = [each for each in self._decisions if not each.workspace]
        own = [each for each in self._decisions if each.workspace == self.seen_by != ""]
        return (*for_all, *own)

    async def decide(self, decision: Decision) -> None:
        self._decisions.append(decision)


class MemoryStore(MemoryWorkspaces, MemoryFiles, MemoryNames):
    """The whole `Store` port in dictionaries."""

    def __init__(self) -> None:
        MemoryWorkspaces.__init__(self)
        MemoryFiles.__init__(self)
        MemoryNames.__init__(self)
        self._books: dict[str, NameBook] = {}

    def within(self, workspace: str) -> MemoryStore:
        seen = copy.copy(self)
        seen.seen_by = workspace
        return seen

    async def uninstall(self, platform: Platform, name: str) -> None:
        before = {one.id for one in await self.installs(platform)}
        await super().uninstall(platform, name)
        left = {one.id for one in await self.installs(platform)}
        for each in ({name} if name else set()) | before - left:
            theirs = self.within(each)
            for article_id in await theirs.kept():
                await theirs.discard(article_id)

    async def close(self) -> None:
        """Nothing to close; here because the real store has it."""

    async def name_book(self, *, fresh: bool = False) -> NameBook:
        del fresh  # it always is
        book = NameBook(
            speakers=_keys(await self.known_speakers()),
            entities=_keys(await self.known_entities()),
            outlets=_keys(await self.known_outlets()),
            decisions=await self.decisions(),
        )
        known = self._books.get(self.seen_by)
        if known is None or _all_of(book) != _all_of(known):
            known = self._books[self.seen_by] = book
        return known


def _all_of(book: NameBook) -> tuple[object, ...]:
    return book.speakers, book.entities, book.outlets, book.decisions


def _keys(known: tuple[Known, ...]) -> tuple[str, ...]:
    return tuple(each.key for each in known)
