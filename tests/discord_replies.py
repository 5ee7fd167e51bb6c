"""One reply of each shape, by hand, about people and outlets that do not exist."""

from __future__ import annotations

from datetime import UTC, datetime

from newsroom_samples import TRUCE

from handlers.newsroom import Article, Claim, ClaimKind, Held, Status
from handlers.reply import (
    Action,
    ClaimCard,
    FigureCard,
    MeasureCard,
    Moment,
    Receipt,
    Reply,
    Row,
)
from nlp.analysis import (
    Attribution,
    AttributionKind,
    Excerpt,
)

_AT = datetime(2025, 6, 6, 8, 30, tzinfo=UTC)
_ARTICLE = Article(id="a1", version=1, digest="d", fetched=_AT, parsed=TRUCE)
_SPAN = Excerpt(start=0, end=17, words=TRUCE.text[:17])
HELD = Held(
    claim=Claim(
        id="abcdefghij",
        article_id="a1",
        kind=ClaimKind.QUOTE,
        span=_SPAN,
        finding=Attribution(
            contents=(_SPAN,),
            kind=AttributionKind.DIRECT,
            speakers=(),
            cue=None,
            confidence=0.9,
            reasons=("by hand",),
        ),
        paragraph=1,
    ),
    article=_ARTICLE,
)


def receipt(number: int = 1, headline: str = "Truce cuts tariffs for 90 days",
            url: str | None = "https://gazette.example/truce?day=1&page=2",
            outlet: str | None = "Harbor Gazette") -> Receipt:  # fmt: skip
    """A source line."""
    return Receipt(
        number=number, article_id="a1", headline=headline, outlet=outlet, byline="Ida Quill",
        published="12 May 2025", paragraphs=(1, 2), url=url,
    )  # fmt: skip


def card(*words: str, kind: str = "quote", speaker: str = "Mara Ellison",
         role: str | None = "trade envoy", cue: str = "said", how: str = "by name",
         modality: str = "stated", addressee: str | None = None, venue: str | None = None,
         status: Status = Status.UNCHECKED, claim_id: str = "abcdefghij") -> ClaimCard:  # fmt: skip
    """An attribution as shown."""
    return ClaimCard(
        claim_id=claim_id, kind=kind, speaker=speaker, role=role, cue=cue, words=words, how=how,
        modality=modality, addressee=addressee, venue=venue, said=None, status=status, receipt=1,
        held=HELD,
    )  # fmt: skip


def measure(line: str, status: Status = Status.UNCHECKED) -> MeasureCard:
    """A measure as shown."""
    return MeasureCard(claim_id="m", line=line, sentence=line, status=status, receipt=1, held=HELD)


def figure(line: str) -> FigureCard:
    """A figure as shown."""
    return FigureCard(
        claim_id="f", line=line, sentence=line, status=Status.UNCHECKED, receipt=1, held=HELD
    )


ANSWER = Reply(
    headline="Tariffs, China: 24 claims in 6 articles from 2 outlets, 12 May to 28 July 2025.",
    notes=("As of 1 August 2025.",),
    measures=(
        measure("United States → China, imports: 30 % (reduced, was 145 %)", Status.VERIFIED),
        measure("China → United States, goods: 10 % (reduced)"),
    ),
    figures=(figure("U.S. trade deficit with China: $295.4 billion in 2024, up 5.8 % on 2023"),),
    claims=(
        card("“We never wanted an embargo,”", "“We wanted balance.”", venue="Geneva"),
        card("the truce would hold for 90 days", kind="statement", speaker="Tunde Okafor",
             role=None, cue="told", how="by title (“Mr. Okafor”)", addressee="lawmakers"),
        card("Washington to drop its tariffs on Chinese goods", kind="position", speaker="China",
             role=None, cue="wants", modality="wanted", status=Status.DISPUTED,
             how="by a place that stands for its government (“Beijing”)"),
        card("“Our steel is *not* a <threat>”", speaker="speaker unclear", role=None, cue=""),
    ),
    receipts=(receipt(), receipt(2, "No address_here", None, None)),
    actions=(
        Action(name="more", label="More", command="/tariffs china", page="p2"),
        Action(name="subscribe", label="Subscribe", command="/digest here daily 08:30 tariffs"),
    ),
    total=24,
    next="p2",
)  # fmt: skip
SUBSCRIBED = Reply(
    headline="Digest no. 3: tariffs, China, daily at 08:30 (UTC).",
    notes=("Next: Friday 6 June 2025, 08:30 (UTC).",),
    moments=(Moment(at=_AT, words="Friday 6 June 2025, 08:30 (UTC)"),),
    actions=(Action(name="stop", label="To end it", command="/digest stop 3"),),
)
HELP = Reply(
    headline="What you can ask",
    rows=(
        Row(label="/tariffs [COUNTRY or words]", text="Tariffs: who puts what on whom."),
        Row(label="/help [COMMAND]", text="What you can ask, and examples."),
    ),
    private=True,
)
EMPTY = Reply(
    headline="Nothing on tariffs and Atlantis in 6 articles, 12 May to 28 July 2025.",
    notes=("Did you mean Atlanta? Known: China (12), European Union (3).",),
    actions=(Action(name="subscribe", label="Subscribe", command="/digest here daily 08:30 x"),),
)
REFUSED = Reply(headline="There is no command 'tarifs'. Did you mean /tariffs?", private=True)
SOURCES = Reply(headline="2 articles.", receipts=(receipt(), receipt(2, "Pact sets 15%")), total=2)
LISTING = Reply(
    headline="1 digest here.",
    rows=(Row(label="no. 3", text="tariffs, China, daily at 08:30 (UTC)"),),
    moments=(Moment(at=_AT, words="no. 3: Friday 6 June 2025, 08:30 (UTC)"),),
    private=True,
)
LONG = Reply(
    headline="A long answer.",
    claims=tuple(
        card(f"“{number} " + "words as they stand in the article, " * 60 + "”")
        for number in range(12)
    ),
    receipts=(receipt(),),
)

SHAPES = {
    "answer": ANSWER, "subscribed": SUBSCRIBED, "help": HELP, "empty": EMPTY,
    "refused": REFUSED, "sources": SOURCES, "listing": LISTING, "long": LONG,
}  # fmt: skip
