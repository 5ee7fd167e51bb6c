"""A small newsroom of invented articles, whose findings are written down by hand."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from decimal import Decimal

from fakes import FixedClock, MemoryStore

from handlers.commands import answer
from handlers.newsroom import (
    Channel,
    Claim,
    ParsedArticle,
    Platform,
    Published,
    Request,
    Review,
    Status,
)
from handlers.ports import Claims, World
from handlers.record import claims
from handlers.showing.plaintext import render
from nlp.analysis import (
    Analysis,
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
    Modality,
    Name,
    Precision,
    Speaker,
    SpeakerKind,
    When,
)

NOW = datetime(2025, 8, 1, 9, 0, tzinfo=UTC)
CHANNEL = Channel(platform=Platform.CONSOLE, workspace="desk", id="desk")

TRUCE = ParsedArticle(
    source="truce.txt",
    headline="Truce cuts tariffs for 90 days",
    byline="Ida Quill",
    outlet="Harbor Gazette",
    published=Published(day=date(2025, 5, 12), precision=Precision.DAY),
    url="https://gazette.example/truce?utm_source=feed",
    text=(
        "The United States cut its tariffs on Chinese imports to 30% from 145% on Monday.\n"
        "“We never wanted an embargo,” Trade Envoy Mara Ellison said in Geneva. "
        "“We wanted balance.”\n"
        "Mr. Okafor told lawmakers the truce would hold for 90 days.\n"
        "Beijing wants Washington to drop its tariffs on Chinese goods.\n"
        "The trade deficit with China was $295.4 billion in 2024, a 5.8% increase from 2023."
    ),
)
VISAS = ParsedArticle(
    source="visas.md",
    headline="Colleges wait for word on visas",
    outlet="Northern Ledger",
    published=Published(day=date(2025, 6, 1), precision=Precision.MONTH),
    url="https://ledger.example/visas",
    text=(
        "“Students are welcome here,” Dean Joan Ellison said.\n"
        "She denied that Chinese students had lost their visas.\n"
        "“Nobody asked us,” a person at the meeting said."
    ),
)
PLAIN = ParsedArticle(
    source="plain.txt",
    text="Wheat growers in Canada are uneasy about the steel dispute.\n"
    "“Our steel is *not* a <threat>,” Petra Lindqvist said.",
)
LATER = ParsedArticle(
    source="later.html",
    headline="Pact with Europe sets 15%",
    outlet="Harbor Gazette",
    byline="Ida Quill",
    published=Published(day=date(2025, 7, 28), precision=Precision.DAY),
    url="https://gazette.example/pact",
    text=(
        "Washington will put a 15% tariff on most goods from the European Union from Aug. 7.\n"
        "“It is a tariff we can live with,” Commissioner Anselm Roth said."
    ),
)


def excerpt(text: str, words: str) -> Excerpt:
    """The first place where these words stand."""
    start = text.index(words)
    return Excerpt(start=start, end=start + len(words), words=words)


def said(
    text: str,
    contents: tuple[str, ...],
    name: str,
    mention: str,
    cue: str,
    *,
    kind: AttributionKind = AttributionKind.DIRECT,
    role: str | None = None,
    found_by: FoundBy = FoundBy.NAME,
    modality: Modality = Modality.STATED,
    addressee: str | None = None,
    through: str | None = None,
) -> Attribution:
    """An attribution built from the words of the text."""
    return Attribution(
        contents=tuple(excerpt(text, words) for words in contents),
        kind=kind,
        speakers=(
            Speaker(
                excerpt=excerpt(text, mention),
                name=name,
                kind=SpeakerKind.PERSON,
                found_by=found_by,
                role=role,
                through=excerpt(text, through) if through else None,
            ),
        ),
        cue=Cue(excerpt=excerpt(text, cue), lemma=cue),
        confidence=0.9,
        reasons=("a quotation with its cue",),
        modality=modality,
        addressee=addressee,
    )


def analysis(parsed: ParsedArticle, *findings: Attribution | Figure | Measure) -> Analysis:
    """An analysis of this article with these findings."""
    return Analysis(
        digest=hashlib.sha256(parsed.text.encode()).hexdigest(),
        pipeline="by hand 1",
        attributions=tuple(each for each in findings if isinstance(each, Attribution)),
        figures=tuple(each for each in findings if isinstance(each, Figure)),
        measures=tuple(each for each in findings if isinstance(each, Measure)),
        names=tuple(
            Name(excerpt=who.excerpt, name=who.name, kind=who.kind, role=who.role)
            for each in findings
            if isinstance(each, Attribution)
            for who in each.speakers
            if who.excerpt is not None and who.name
        ),
    )


def measure(text: str) -> Measure:
    """The measure of the truce."""
    return Measure(
        excerpt=excerpt(text, "tariffs on Chinese imports to 30% from 145%"),
        sentence=excerpt(text, text.split("\n")[0]),
        kind=MeasureKind.TARIFF,
        status=MeasureStatus.REDUCED,
        imposer="United States",
        targets=("China",),
        goods="imports",
        rate=Decimal(30),
        rate_before=Decimal(145),
        direction="reduced",
    )


def deficit(text: str) -> Figure:
    """The deficit of the truce's last paragraph."""
    return Figure(
        excerpt=excerpt(text, "$295.4 billion"),
        sentence=excerpt(text, text.split("\n")[-1]),
        value=Decimal("295400000000"),
        unit="$ billion",
        normalized_unit="dollar",
        currency="USD",
        concept="trade deficit",
        subject="United States",
        counterpart="China",
        period="2024",
        change=Change(direction="up", amount=Decimal("5.8"), unit="percent", base="2023"),
    )


def _truce() -> Analysis:
    text = TRUCE.text
    return analysis(
        TRUCE,
        measure(text),
        said(
            text,
            ("“We never wanted an embargo,”", "“We wanted balance.”"),
            "Mara Ellison",
            "Mara Ellison",
            "said",
            role="Trade Envoy",
        ),
        said(
            text,
            ("the truce would hold for 90 days",),
            "Tobias Okafor",
            "Mr. Okafor",
            "told",
            kind=AttributionKind.INDIRECT,
            found_by=FoundBy.SHORT_NAME,
            addressee="lawmakers",
        ),
        said(
            text,
            ("Washington to drop its tariffs on Chinese goods",),
            "China",
            "Beijing",
            "wants",
            kind=AttributionKind.POSITION,
            found_by=FoundBy.METONYM,
            modality=Modality.WANTED,
        ),
        deficit(text),
    )


def _visas() -> Analysis:
    text = VISAS.text
    return analysis(
        VISAS,
        said(
            text,
            ("“Students are welcome here,”",),
            "Joan Ellison",
            "Joan Ellison",
            "said",
            role="Dean",
        ),
        said(
            text,
            ("Chinese students had lost their visas",),
            "Joan Ellison",
            "She",
            "denied",
            kind=AttributionKind.INDIRECT,
            found_by=FoundBy.PRONOUN,
            modality=Modality.DENIED,
            through="Joan Ellison",
        ),
        said(
            text,
            ("“Nobody asked us,”",),
            "",
            "a person at the meeting",
            "said",
            found_by=FoundBy.UNCLEAR,
        ),
    )


def _plain() -> Analysis:
    text = PLAIN.text
    words = "“Our steel is *not* a <threat>,”"
    return analysis(PLAIN, said(text, (words,), "Petra Lindqvist", "Petra Lindqvist", "said"))


def _later() -> Analysis:
    text = LATER.text
    tariff = Measure(
        excerpt=excerpt(text, "a 15% tariff on most goods from the European Union"),
        sentence=excerpt(text, text.split("\n")[0]),
        kind=MeasureKind.TARIFF,
        status=MeasureStatus.ANNOUNCED,
        imposer="United States",
        targets=("European Union",),
        goods="most goods",
        rate=Decimal(15),
        effective=When(
            words="Aug. 7",
            precision=Precision.DAY,
            first=date(2025, 8, 7),
            last=date(2025, 8, 7),
        ),
    )
    words = "“It is a tariff we can live with,”"
    return analysis(
        LATER,
        tariff,
        said(text, (words,), "Anselm Roth", "Anselm Roth", "said", role="Commissioner"),
    )


ANALYSES = ((TRUCE, _truce), (VISAS, _visas), (PLAIN, _plain), (LATER, _later))


async def keep(store: Claims, parsed: ParsedArticle, found: Analysis) -> tuple[Claim, ...]:
    """Store an article with its claims, as an ingest does."""
    article_id = claims.article_id(parsed)
    built = claims.build(parsed, found, article_id)
    await store.put(parsed, built, article_id=article_id, fetched=NOW, sketch=found.sketch)
    return built


def reviewed(claim: Claim, status: Status, **changes: object) -> Review:
    """What somebody at the desk found out about a claim."""
    fields: dict[str, object] = {
        "workspace": CHANNEL.workspace,
        "claim_id": claim.id,
        "status": status,
        "by": "ida",
        "at": NOW,
    }
    return Review(**(fields | changes))  # type: ignore[arg-type]  # a test's own table


async def newsroom(*, empty: bool = False) -> tuple[World, MemoryStore, FixedClock]:
    """A world with the four articles (or none), standing at `NOW`."""
    store, clock = MemoryStore(), FixedClock(NOW)
    for parsed, findings in () if empty else ANALYSES:
        await keep(store, parsed, findings())
    return World(store=store, clock=clock), store, clock


def request(text: str, **changes: object) -> Request:
    """A request from the desk."""
    fields: dict[str, object] = {
        "text": text,
        "channel": CHANNEL,
        "person": "ida",
        "zone": "Europe/London",
    }
    return Request(**(fields | changes))  # type: ignore[arg-type]  # a test's own table


# The shapes an answer can have: a name, and what is typed for it, the last line counting.
SHAPES: dict[str, tuple[str, ...]] = {
    "topic_country": ("/tariffs china",),
    "topic_latest": ("/tariffs",),
    "topic_did_you_mean": ("/tariffs chnia",),
    "topic_nothing": ("/tariffs peru",),
    "claims_words": ("/claims embargo",),
    "claims_wider": ("/claims tariffs wombats",),
    "quotes_speaker": ("/quotes Okafor",),
    "quotes_shared_surname": ("/quotes Ellison",),
    "quotes_unclear": ("/claims nobody",),
    "figures": ("/figures deficits",),
    "who": ("/who Mara Ellison",),
    "who_of_two": ("/who Ellison",),
    "compare": ("/compare china european union",),
    "changed": ("/changed china",),
    "ledger": ("/ledger",),
    "timeline": ("/timeline tariffs",),
    "check_exact": ('/check "we never wanted an embargo" Ellison on 12 May',),
    "check_altered": ("/check “We wanted an embargo,” Ellison said.",),
    "check_another_speaker": ('/check "It is a tariff we can live with" Okafor',),
    "check_nothing": ('/check "purple wombats dance"',),
    "check_paragraph": (
        "/check “We never wanted … balance,” Ellison said. Roth said “we can live with it”.",
    ),
    "sources": ("/sources",),
    "question": ("what did Okafor say about the truce?",),
    "foreign_signs": ("/steel",),
    "help": ("/help",),
    "help_command": ("/help digest",),
    "unknown_command": ("/nonsense",),
    "context": ("/context bntquimv63",),
    "verified": ("/verify bntquimv63 Heard on the recording.",),
    "verified_again": ("/verify bntquimv63", "/verify bntquimv63"),
    "dispute_without_note": ("/dispute bntquimv63",),
    "why_disputed": (
        "/wrong bntquimv63 not-a-claim",
        "/dispute bntquimv63 The minutes say otherwise.",
        "/why bntquimv63",
    ),
    "digest_made": ("/digest here daily 08:30 tariffs china",),
    "digest_list": ("/digest here daily 08:30 tariffs china", "/digest list"),
    "digest_stopped": ("/digest here weekly on MON,THU 8:30am steel", "/digest stop 1"),
    "digest_bad_zone": ("/digest here daily 08:30 in Europe/Lodnon tariffs",),
}


async def shape(name: str) -> str:
    """The plain text of one shape of answer, wrapped as on a terminal."""
    world, _, _ = await newsroom()
    replies = [await answer(request(line), world) for line in SHAPES[name]]
    return render(replies[-1], width=100)
