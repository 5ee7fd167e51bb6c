"""Articles, claims, subscriptions and deliveries for tests of stores; all people invented."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from handlers.newsroom import (
    Channel,
    Claim,
    ClaimKind,
    ParsedArticle,
    Platform,
    Published,
)
from handlers.ports import Claims, Stored
from handlers.subscribed import Cadence, Delivery, DeliveryState, Item, Subscription, Why
from nlp.analysis import (
    Attribution,
    AttributionKind,
    Change,
    Cue,
    Excerpt,
    Figure,
    FoundBy,
    Measure,
    MeasureKind,
    MeasureStatus,
    Precision,
    Speaker,
    SpeakerKind,
    When,
)

FETCHED = datetime(2025, 6, 1, 9, 30, 15, 250, tzinfo=UTC)
HOUR = timedelta(hours=1)


def excerpt(text: str, words: str, start: int = 0) -> Excerpt:
    """Where words stand in a text."""
    at = text.index(words, start)
    return Excerpt(start=at, end=at + len(words), words=words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence of a sample article and what its claim is found by."""

    words: str
    kind: ClaimKind = ClaimKind.STATEMENT
    speakers: tuple[str, ...] = ("Ada Quill",)
    entities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


def finding(
    kind: ClaimKind, span: Excerpt, speakers: tuple[str, ...]
) -> Attribution | Figure | Measure:
    """A finding of that kind with most of its fields in use."""
    when = When(words="in May", precision=Precision.MONTH, first=date(2025, 5, 1))
    if kind is ClaimKind.FIGURE:
        return Figure(
            excerpt=span,
            sentence=span,
            value=Decimal("295400000000.0"),
            upper=Decimal("3E+11"),
            unit="billion",
            normalized_unit="dollar",
            currency="USD",
            change=Change(direction="up", amount=Decimal("5.80"), unit="percent"),
        )
    if kind is ClaimKind.MEASURE:
        return Measure(
            excerpt=span,
            sentence=span,
            kind=MeasureKind.TARIFF,
            status=MeasureStatus.REDUCED,
            imposer="Freedonia",
            targets=("Ruritania", "Zembla"),
            rate=Decimal("30"),
            rate_before=Decimal("145.5"),
            effective=when,
        )
    return Attribution(
        contents=(span,),
        kind=AttributionKind.INDIRECT,
        speakers=tuple(
            Speaker(excerpt=None, name=name, kind=SpeakerKind.PERSON, found_by=FoundBy.NAME)
            for name in speakers
        ),
        cue=Cue(excerpt=span, lemma="say"),
        confidence=0.875,
        reasons=("clausal complement", "“curly”"),
        said=when,
    )


def make(
    article_id: str,
    *said: Said,
    headline: str | None = None,
    outlet: str | None = None,
    day: date | None = None,
    at: datetime | None = None,
    precision: Precision = Precision.DAY,
) -> tuple[ParsedArticle, tuple[Claim, ...]]:
    """An article of these sentences, a claim for each of them, and its id in every claim's."""
    text = "\n".join([f"Story {article_id}.", *(one.words for one in said)])
    published = Published(day=day, precision=precision, at=at) if day else None
    parsed = ParsedArticle(
        source=f"/articles/{article_id}.txt",
        text=text,
        headline=headline,
        outlet=outlet,
        published=published,
        url=f"https://news.example/{article_id}",
        language="en",
        aside=(excerpt(text, "Story"),),
    )
    claims, start = [], 0
    for number, one in enumerate(said, 2):
        span = excerpt(text, one.words, start)
        start = span.end
        digest = hashlib.sha256(one.words.encode("utf-8", "surrogatepass")).hexdigest()[:12]
        claims.append(
            Claim(
                id=f"{article_id}-{one.kind.value}-{digest}",
                article_id=article_id,
                kind=one.kind,
                span=span,
                finding=finding(one.kind, span, one.speakers),
                paragraph=number,
                speakers=one.speakers,
                entities=one.entities,
                topics=one.topics,
            )
        )
    return parsed, tuple(claims)


async def store_one(
    store: Claims, made: tuple[ParsedArticle, tuple[Claim, ...]], article_id: str
) -> Stored:
    """Put a made article under an id."""
    parsed, claims = made
    return await store.put(parsed, claims, article_id=article_id, fetched=FETCHED)


CHANNEL = Channel(platform=Platform.SLACK, workspace="T1", id="C1")


def subscription(
    due: datetime, *, channel: Channel = CHANNEL, query: str = "tariffs"
) -> Subscription:
    """A daily subscription whose next run is then."""
    return Subscription(
        number=0,
        channel=channel,
        person="U1",
        query=query,
        cadence=Cadence(times=(time(8, 30),), zone="Europe/Berlin", weekdays=(0, 2, 4)),
        created=FETCHED,
        due=due,
        seen=3,
    )


def delivery(of: Subscription, key: str, **changes: object) -> Delivery:
    """The delivery of a subscription's next run."""
    made = Delivery(
        key=key,
        subscription=of,
        local_date=of.due.date(),
        local_time=of.due.time(),
        due=of.due,
        items=(
            Item(why=Why.WORDS, claim_id="a-1"),
            Item(why=Why.MOVED, claim_id="b-2", was_id="b-1", told="“up”", also=("c-3",)),
        ),
        notes=("It was “late”.",),
        state=DeliveryState.DUE,
    )
    return replace(made, **changes)  # type: ignore[arg-type] # each names its own field's type
