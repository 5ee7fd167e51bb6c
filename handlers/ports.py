"""What the work needs of the world: ports, with their law in the docstrings.

Whoever implements a port raises only errors of `handlers.errors`. No method blocks
the event loop: disk and CPU work happens in threads or worker processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from handlers.newsroom import (
    Article,
    Channel,
    Claim,
    ClaimKind,
    Decision,
    Delivery,
    Held,
    ParsedArticle,
    Subscription,
)
from handlers.reply import Reply
from nlp.analysis import Precision


class Outcome(StrEnum):
    """What storing an article came to."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    DUPLICATE = "duplicate of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The outcome of storing, and the article it speaks of (the kept one, if a duplicate)."""

    outcome: Outcome
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A structured question to the store; empty fields do not narrow it.

    All given conditions must hold. `words` must all occur (any order, whole words,
    case and accents aside; each word is a plain word, never an operator), among the
    claim's words, its speakers and its article's headline. `entities`: the claim must
    carry every key. `among`: of each of its groups the claim must carry an entity key
    (the names of one entity). `topics`, `kinds`, `speakers`, `outlets`: at least one of
    each given group. `since`/`until`/`as_of` bound the article's publication day
    (inclusive); articles without a date match only where none of the three is given.
    `after` is an ingest sequence: only claims stored later. Newest publication first,
    undated last, within an article in text order; `page` is an opaque cursor.
    """

    words: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[ClaimKind, ...] = ()
    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    after: int = 0
    upto: int | None = None  # ingest sequence, inclusive
    page: str = ""
    limit: int = 10
    among: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Over what an answer speaks: how many, from where, from when to when.

    Where an article is known only to its month or year, `first` or `last` is the first
    day of it, and the precision says so.
    """

    articles: int
    outlets: tuple[str, ...]
    first: date | None
    last: date | None
    first_precision: Precision = Precision.DAY
    last_precision: Precision = Precision.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of matching claims with their articles.

    `total` is exact up to 1,000; beyond, it is 1,000 and `capped` is true. `next` is
    "" on the last page. `coverage` speaks of all that match (up to that cap).
    """

    found: tuple[Held, ...]
    total: int
    capped: bool
    next: str
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Something the store can be asked about, and how often: a suggestion's raw material."""

    key: str  # entity key, speaker name, topic key or outlet
    claims: int


class Claims(Protocol):
    """Articles and claims. Reads see whole articles: never half of an ingest."""

    async def put(
        self,
        parsed: ParsedArticle,
        claims: tuple[Claim, ...],
        *,
        article_id: str,
        fetched: datetime,
    ) -> Stored:
        """Store an article and its claims in one transaction.

        The same id and text again: unchanged, claims replaced (a newer extractor may
        find more). The same id with other text: a new version; claims whose id was there
        before keep their status and ingest sequence. Another id with the same text:
        nothing is stored, and the kept article is named.
        """
        ...

    async def search(self, question: Question) -> Page: ...

    async def claim(self, claim_id: str) -> Held | None: ...

    async def article(self, article_id: str) -> Article | None: ...

    async def articles(self, question: Question) -> tuple[tuple[Article, ...], int, str]:
        """Articles that match words, outlets and dates: newest first, total, next page."""
        ...

    async def coverage(self, as_of: date | None = None) -> Coverage:
        """Over what any answer of this store would speak."""
        ...

    async def known_speakers(self) -> tuple[Known, ...]:
        """All speakers, by number of claims, most first."""
        ...

    async def known_entities(self) -> tuple[Known, ...]: ...

    async def known_topics(self) -> tuple[Known, ...]: ...

    async def known_outlets(self) -> tuple[Known, ...]: ...

    async def sequence(self) -> int:
        """The highest ingest sequence given so far: every stored claim has one, rising."""
        ...


class Subscriptions(Protocol):
    """Standing questions and the outbox of due digests.

    Several processes may share one store: `plan` and `lease` are atomic.
    """

    async def subscribe(self, wanted: Subscription) -> Subscription:
        """Keep it under a new number (the given one is ignored)."""
        ...

    async def subscriptions(self, channel: Channel | None = None) -> tuple[Subscription, ...]:
        """Those that are not stopped, by number; of one channel or of all."""
        ...

    async def stop(self, number: int, channel: Channel, at: datetime) -> bool:
        """Stop one of this channel; False where it has none of that number."""
        ...

    async def due(self, now: datetime) -> tuple[Subscription, ...]:
        """Subscriptions whose next run is at or before `now`, earliest first."""
        ...

    async def plan(self, delivery: Delivery, next_due: datetime, seen: int) -> bool:
        """In one transaction: keep the due delivery and move the subscription on.

        The subscription's `due` becomes `next_due`, its `seen` becomes `seen`. False,
        and nothing changed, where the row (subscription, local date) exists already
        or the subscription was moved on or stopped meanwhile.
        """
        ...

    async def lease(self, owner: str, now: datetime, lasts: timedelta) -> Delivery | None:
        """Take the earliest delivery that is due or whose lease ran out; None if none is.

        The taken one becomes `sending`, its attempts grow by one; `first_tried` keeps
        the time of the first attempt. Rows waiting for a retry are not due before it.
        """
        ...

    async def still_mine(self, key: str, owner: str, now: datetime) -> bool:
        """Whether the lease is still held: asked just before posting."""
        ...

    async def sent(self, key: str, message_id: str, at: datetime) -> None: ...

    async def retry(self, key: str, at: datetime, why: str) -> None:
        """Give the delivery back as due, not before `at`."""
        ...

    async def give_up(self, key: str, why: str, *, unknown: bool) -> None:
        """Mark it failed, or unknown where it may have arrived."""
        ...

    async def deliveries(self, number: int) -> tuple[Delivery, ...]:
        """All deliveries of one subscription, oldest first."""
        ...


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


class Store(Claims, Subscriptions, Files, Names, Protocol):
    """One store for all of it."""


class Messenger(Protocol):
    """Posts to one platform's channels."""

    async def post(self, channel: Channel, reply: Reply, key: str) -> str:
        """Post and return the message's id; `key` rides with it for `find`.

        Raises SendFailed (may be tried again), SendUnknown (no answer came) or
        SendRefused (a definite no).
        """
        ...

    async def find(self, channel: Channel, key: str, since: datetime) -> str | None:
        """The id of our message with that key posted since then; None if there is none.

        Raises SendUnknown where the platform does not let us look.
        """
        ...


class Clock(Protocol):
    """The present moment."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All that a handler may use."""

    store: Store
    clock: Clock
