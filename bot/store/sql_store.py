"""The store on a database: each call is one transaction in a thread of its own pool."""

from __future__ import annotations

import copy
import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Engine

from bot.store import removing
from bot.store.articles import reading as reads
from bot.store.articles import recalling, reviewing
from bot.store.articles import writing as writes
from bot.store.conditions import private
from bot.store.conditions.private import Owner
from bot.store.database.dialect import Dialect
from bot.store.database.faults import plain, refuse_unstorable
from bot.store.database.transactions import P, T, Work
from bot.store.finding import counting, likeness, others, paging, selecting
from bot.store.names import naming
from bot.store.names.lookout import Lookout
from bot.store.outbox import filing, hearing, standing, to_send
from bot.store.sql_showings import SqlShowings
from handlers.newsroom import (
    Article,
    Channel,
    Claim,
    Decision,
    Held,
    ParsedArticle,
    Platform,
    Review,
)
from handlers.ports import (
    Coverage,
    FacetKind,
    Install,
    Judged,
    Known,
    KnownFile,
    NameBook,
    Page,
    Question,
    Stored,
)
from handlers.subscribed import Delivery, Subscription
from nlp.sketches import Sketch


class SqlStore(SqlShowings):
    """`handlers.ports.Store` on SQLite or PostgreSQL."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self.lookout = Lookout(self._read)
        self.seen_by = ""  # the workspace that sees it so

    def within(self, workspace: str) -> SqlStore:
        seen = copy.copy(self)
        seen.seen_by = workspace
        return seen

    async def close(self) -> None:
        await self.lookout.close()
        await super().close()

    async def put(
        self,
        parsed: ParsedArticle,
        claims: tuple[Claim, ...],
        *,
        article_id: str,
        fetched: datetime,
        sketch: Sketch | None = None,
    ) -> Stored:
        refuse_unstorable(
            *(article_id, parsed.text, parsed.headline, parsed.byline, parsed.outlet, parsed.url),
            *(key for one in claims for key in (*one.speakers, *one.entities, *one.topics)),
        )
        parsed = replace(parsed, source=plain(parsed.source))
        digest = hashlib.sha256(parsed.text.encode()).hexdigest()
        article = Article(id=article_id, version=1, digest=digest, fetched=fetched, parsed=parsed)
        stored = await self._write(writes.put, self._dialect, article, claims, sketch)
        self.lookout.stored()
        return stored

    async def keep(
        self,
        parsed: ParsedArticle,
        claims: tuple[Claim, ...],
        *,
        article_id: str,
        fetched: datetime,
        person: str,
    ) -> Stored:
        refuse_unstorable(
            *(article_id, parsed.text, parsed.headline, self.seen_by),
            *(key for one in claims for key in (*one.speakers, *one.entities, *one.topics)),
        )
        parsed = replace(parsed, source=plain(parsed.source), outlet=None, published=None)
        digest = hashlib.sha256(parsed.text.encode()).hexdigest()
        article = Article(id=article_id, version=1, digest=digest, fetched=fetched, parsed=parsed)
        owner = Owner(workspace=self.seen_by, person=person) if self.seen_by else None
        stored = await self._write(writes.put, self._dialect, article, claims, None, owner)
        self.lookout.stored()
        return stored

    async def kept(self) -> dict[str, str]:
        if not self.seen_by:
            return {}
        own = await self._read(private.of_workspace, self.seen_by)
        return {article_id: person for article_id, (_, person) in own.items()}

    async def discard(self, article_id: str) -> bool:
        if not self.seen_by:
            return False
        return await self._write(removing.discard, self._dialect, self.seen_by, article_id)

    async def _read(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await super()._read(private.reading_for(self.seen_by, work), *args, **kwargs)

    async def search(self, question: Question) -> Page:
        return await self._read(paging.search, self._dialect, question)

    async def pages(self, *questions: Question) -> tuple[Page, ...]:
        return await self._read(paging.pages, self._dialect, questions)

    async def newest(self, question: Question) -> tuple[tuple[Held, ...], str]:
        return await self._read(paging.newest, self._dialect, question)

    async def with_others(self, found: tuple[Held, ...], question: Question) -> tuple[Held, ...]:
        return await self._read(others.with_others, found, question)

    async def claim(
        self, claim_id: str, *, workspace: str = "", as_of: date | None = None
    ) -> Held | None:
        return await self._read(reads.claim, claim_id, workspace, as_of)

    async def several(self, claim_ids: tuple[str, ...], *, workspace: str = "") -> tuple[Held, ...]:
        return await self._read(reads.several, claim_ids, workspace)

    async def article(self, article_id: str) -> Article | None:
        return await self._read(reads.article, article_id)

    async def history(self, article_id: str) -> tuple[Article, ...]:
        """All versions of an article, oldest first; claims speak of the last one."""
        return await self._read(reads.history, article_id)

    async def articles(self, question: Question) -> tuple[tuple[Article, ...], int, str]:
        return await self._read(paging.found_articles, self._dialect, question)

    async def alike(self, pieces: tuple[str, ...], question: Question) -> tuple[Article, ...]:
        return await self._read(likeness.alike, self._dialect, pieces, question)

    async def claims_of(
        self, article_ids: tuple[str, ...], *, with_roles: bool = False
    ) -> tuple[Claim, ...]:
        return await self._read(likeness.claims_of, article_ids, with_roles=with_roles)

    async def coverage(self, as_of: date | None = None) -> Coverage:
        return await self._read(counting.coverage, as_of)

    async def known(self, kind: FacetKind, keys: tuple[str, ...]) -> tuple[Known, ...]:
        return await self._read(reads.known_of, kind, keys)

    async def known_speakers(self) -> tuple[Known, ...]:
        return await self._read(reads.known, "speaker")

    async def known_entities(self) -> tuple[Known, ...]:
        return await self._read(reads.known, "entity")

    async def known_topics(self) -> tuple[Known, ...]:
        return await self._read(reads.known, "topic")

    async def known_outlets(self) -> tuple[Known, ...]:
        return await self._read(reads.known, "outlet")

    async def sequence(self) -> int:
        return await self._read(selecting.sequence)

    async def in_order(self, claim_ids: tuple[str, ...]) -> tuple[str, ...]:
        return await self._read(recalling.in_order, claim_ids)

    async def recalled(self, claim_id: str, *, workspace: str = "") -> Held | None:
        return await self._read(recalling.recalled, claim_id, workspace)

    async def last_stored(self) -> datetime | None:
        return await self._read(recalling.last_stored)

    async def look_over(self, work: Callable[[Connection, Dialect], T]) -> T:
        """Run a check on one state of the whole store."""
        return await self._read(work, self._dialect)

    async def review(self, review: Review) -> Review | None:
        refuse_unstorable(review.workspace, review.claim_id, review.note)
        return await self._write(reviewing.review, self._dialect, review)

    async def reviews(
        self, workspace: str, claim_id: str, *, as_of: date | None = None
    ) -> tuple[Review, ...]:
        return await self._read(reviewing.reviewed, workspace, claim_id, as_of)

    async def judged(self, workspace: str = "") -> tuple[Judged, ...]:
        return await self._read(reviewing.judged, workspace)

    async def subscribe(self, wanted: Subscription) -> Subscription:
        return await self._write(standing.subscribe, wanted)

    async def subscriptions(self, channel: Channel | None = None) -> tuple[Subscription, ...]:
        return await self._read(standing.listed, channel)

    async def stop(self, number: int, channel: Channel, at: datetime) -> bool:
        return await self._write(standing.stop, number, channel, at)

    async def change(self, was: Subscription, now: Subscription) -> bool:
        return await self._write(standing.change, was, now)

    async def due(self, now: datetime) -> tuple[Subscription, ...]:
        return await self._read(standing.due, now)

    async def plan(self, delivery: Delivery, next_due: datetime, seen: int) -> bool:
        return await self._write(to_send.plan, delivery, next_due, seen)

    async def lease(self, owner: str, now: datetime, lasts: timedelta) -> Delivery | None:
        return await self._write(to_send.lease, owner, now, lasts)

    async def still_mine(self, key: str, owner: str, now: datetime) -> bool:
        return await self._read(to_send.still_mine, key, owner, now)

    async def gather(self, key: str, before: datetime) -> tuple[Delivery, ...]:
        return await self._write(to_send.gather, key, before)

    async def sent(
        self, key: str, message_id: str, at: datetime, *, told: datetime | None = None
    ) -> None:
        await self._write(to_send.sent, key, message_id, at, told)

    async def retry(
        self, key: str, owner: str, at: datetime, why: str, *, unsure: bool = False
    ) -> None:
        await self._write(to_send.retry, key, owner, at, why, unsure=unsure)

    async def give_up(self, key: str, owner: str, why: str, *, unknown: bool) -> None:
        await self._write(to_send.give_up, key, owner, why, unknown=unknown)

    async def deliveries(self, number: int, *, last: int | None = None) -> tuple[Delivery, ...]:
        return await self._read(to_send.of_subscription, number, last)

    async def first_time(self, key: str, now: datetime) -> bool:
        return await self._write(hearing.first_time, key, now)

    async def forget(self, key: str) -> None:
        await self._write(hearing.forget, key)

    async def install(self, install: Install) -> None:
        await self._write(hearing.install, install)

    async def installed(self, platform: Platform, name: str) -> Install | None:
        return await self._read(hearing.installed, platform, name)

    async def installs(self, platform: Platform) -> tuple[Install, ...]:
        return await self._read(hearing.listed, platform)

    async def uninstall(self, platform: Platform, name: str) -> None:
        await self._write(removing.uninstall, self._dialect, platform, name)

    async def move(self, channel: Channel, name: str) -> int:
        return await self._write(hearing.move, channel, name)

    async def file(self, path: str) -> KnownFile | None:
        return await self._read(filing.file, path)

    async def remember(self, known: KnownFile) -> None:
        await self._write(filing.remember, known)

    async def decisions(self) -> tuple[Decision, ...]:
        return await self._read(naming.decided_for, self.seen_by)

    async def decide(self, decision: Decision) -> None:
        refuse_unstorable(decision.name, decision.into)
        await self._write(naming.decide, decision)
        await self.lookout.look()

    async def name_book(self, *, fresh: bool = False) -> NameBook:
        return (await self.lookout.latest(fresh=fresh)).book_of(self.seen_by)
