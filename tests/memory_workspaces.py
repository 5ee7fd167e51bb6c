"""What was heard, handed out and installed, in dictionaries: a part of `fakes.MemoryStore`."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta

from memory_outbox import MemoryOutbox

from handlers.exported import Exported
from handlers.newsroom import Channel, Platform
from handlers.ports import Install, Unanswered


class MemoryWorkspaces(MemoryOutbox):
    """The `Workspaces` and `Exports` ports in dictionaries."""

    def __init__(self) -> None:
        super().__init__()
        self._heard: dict[str, datetime] = {}
        self._installs: dict[tuple[Platform, str], Install] = {}
        self._exported: list[Exported] = []
        self._asked: dict[str, tuple[Unanswered, bool]] = {}
        self.writes = asyncio.Event()  # cleared, nothing asked is kept until it is set
        self.writes.set()

    async def first_time(self, key: str, now: datetime) -> bool:
        known = self._heard.get(key)
        if known is not None and known >= now - timedelta(days=3):
            return False
        self._heard[key] = now
        return True

    async def forget(self, key: str) -> None:
        self._heard.pop(key, None)

    async def ask(self, asked: Unanswered) -> None:
        await self.writes.wait()
        self._asked[asked.key] = (asked, False)

    async def answered(self, key: str) -> None:
        self._asked.pop(key, None)

    async def unanswered(self, platform: Platform, since: datetime) -> tuple[Unanswered, ...]:
        for key, (asked, _) in tuple(self._asked.items()):
            if asked.platform is platform and asked.at < since:
                del self._asked[key]
        waiting = (asked for asked, taken in self._asked.values() if not taken)
        found = (each for each in waiting if each.platform is platform)
        return tuple(sorted(found, key=lambda each: (each.at, each.key)))

    async def take_up(self, key: str) -> bool:
        asked, taken = self._asked.get(key, (None, True))
        if asked is None or taken:
            return False
        self._asked[key] = (asked, True)
        return True

    async def install(self, install: Install) -> None:
        self._installs[install.platform, install.id] = install

    async def installed(self, platform: Platform, name: str) -> Install | None:
        return self._installs.get((platform, name))

    async def installs(self, platform: Platform) -> tuple[Install, ...]:
        return tuple(one for key, one in sorted(self._installs.items()) if key[0] is platform)

    async def uninstall(self, platform: Platform, name: str) -> None:
        self._installs.pop((platform, name), None)
        for key, one in tuple(self._installs.items()):
            if name and (key[0], one.organisation, one.secret) == (platform, name, ""):
                del self._installs[key]

    async def move(self, channel: Channel, name: str) -> int:
        return self.give_another_id(channel, name)

    async def exported(self, exported: Exported) -> int:
        number = self._exported[-1].number + 1 if self._exported else 1
        self._exported.append(replace(exported, number=number))
        here = [each for each in self._exported if each.channel == exported.channel]
        for old in here[:-50]:
            self._exported.remove(old)
        return number

    async def exports(self, channel: Channel) -> tuple[Exported, ...]:
        here = [each for each in reversed(self._exported) if each.channel == channel]
        return tuple(replace(each, claims=()) for each in here)

    async def export_of(self, number: int, channel: Channel) -> Exported | None:
        here = [each for each in self._exported if each.channel == channel]
        return next((each for each in here if each.number == number), None)
