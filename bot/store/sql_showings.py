"""What came in, was asked, shown or handed out: that part of the store on a database."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store.database.faults import refuse_unstorable
from bot.store.database.transactions import Transactions
from bot.store.outbox import amending, filing, handing_out, hearing
from bot.store.outbox import showing as shown
from handlers.exported import Exported
from handlers.newsroom import Channel, Platform
from handlers.ports import Arrival, KnownFile, Unanswered
from handlers.showings import Amendment, Showing, Stage


class SqlShowings(Transactions):
    """`handlers.ports.Showings` and `handlers.ports.Exports` on SQLite or PostgreSQL."""

    async def showed(self, showing: Showing) -> None:
        refuse_unstorable(showing.channel.workspace, showing.channel.id)
        await self._write(shown.keep, showing)

    async def plan_amendments(self, now: datetime) -> int:
        return await self._write(shown.plan, now)

    async def lease_amendment(
        self, owner: str, now: datetime, lasts: timedelta
    ) -> Amendment | None:
        return await self._write(amending.lease, owner, now, lasts)

    async def amend_on(self, key: str, stage: Stage, now: datetime) -> None:
        await self._write(amending.on, key, stage, now)

    async def amended(self, key: str) -> None:
        await self._write(amending.done, key)

    async def retry_amendment(
        self, key: str, at: datetime, why: str, *, unsure: bool = False
    ) -> None:
        await self._write(amending.retry, key, at, why, unsure=unsure)

    async def give_up_amendment(self, key: str, why: str, *, unknown: bool) -> None:
        await self._write(amending.give_up, key, why, unknown=unknown)

    async def amendments(self, channel: Channel, since: datetime) -> tuple[Amendment, ...]:
        return await self._read(amending.of_channel, channel, since)

    async def exported(self, exported: Exported) -> int:
        refuse_unstorable(exported.channel.workspace, exported.channel.id)
        return await self._write(handing_out.keep, exported)

    async def exports(self, channel: Channel) -> tuple[Exported, ...]:
        return await self._read(handing_out.of_channel, channel)

    async def export_of(self, number: int, channel: Channel) -> Exported | None:
        return await self._read(handing_out.one, number, channel)

    async def refused_files(self, most: int) -> tuple[KnownFile, ...]:
        return await self._read(filing.refused, most)

    async def arrivals(self) -> tuple[Arrival, ...]:
        return await self._read(filing.arrivals)

    async def ask(self, asked: Unanswered) -> None:
        await self._write(hearing.ask, asked)

    async def answered(self, key: str) -> None:
        await self._write(hearing.answered, key)

    async def unanswered(self, platform: Platform, since: datetime) -> tuple[Unanswered, ...]:
        return await self._write(hearing.not_answered, platform, since)

    async def take_up(self, key: str) -> bool:
        return await self._write(hearing.take_up, key)
