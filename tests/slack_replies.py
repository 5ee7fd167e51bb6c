"""Replies of every shape, made by hand about fictional people, for the Slack renderer."""

from __future__ import annotations

from datetime import UTC, date, datetime

from handlers.newsroom import (
    Article,
    Claim,
    ClaimKind,
    Held,
    ParsedArticle,
    Published,
    Status,
)
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
from nlp.analysis import Attribution, AttributionKind, Excerpt, Precision

WORDS = "“We shall answer each tariff with reason,”"
TEXT = f"{WORDS} Minister Odile Brandt said in Lorbach on Thursday."


def held() -> Held:
    """A claim in its article; renderers show the card and never look in here."""
    excerpt = Excerpt(start=0, end=len(WORDS), words=WORDS)
    finding = Attribution(
        contents=(excerpt,),
        kind=AttributionKind.DIRECT,
        speakers=(),
        cue=None,
        confidence=0.9,
        reasons=("by hand",),
    )
    published = Published(day=date(2025, 6, 5), precision=Precision.DAY)
    return Held(
        claim=Claim(
            id="c1",
            article_id="a1",
            kind=ClaimKind.QUOTE,
            span=excerpt,
            finding=finding,
            paragraph=1,
        ),
        article=Article(
            id="a1",
            version=1,
            digest="0" * 64,
            fetched=datetime(2025, 6, 6, tzinfo=UTC),
            parsed=ParsedArticle(source="brandt.txt", text=TEXT, published=published),
        ),
    )


def claim(
    words: tuple[str, ...] = (WORDS,),
    *,
    speaker: str = "Odile Brandt",
    kind: str = "quote",
    role: str | None = "trade minister of Lorbach",
    receipt: int = 1,
    status: Status = Status.UNCHECKED,
) -> ClaimCard:
    """What the minister said."""
    return ClaimCard(
        claim_id="c1",
        kind=kind,
        speaker=speaker,
        role=role,
        cue="said",
        words=words,
        how="by name",
        modality="stated",
        addressee="reporters",
        venue="Lorbach",
        said="5 June 2025",
        status=status,
        receipt=receipt,
        held=held(),
    )


def receipt(
    number: int = 1,
    *,
    headline: str = "Lorbach answers with reason",
    url: str | None = "https://harbour.example/2025/06/lorbach?a=1&b=2",
) -> Receipt:
    """Where she said it."""
    return Receipt(
        number=number,
        article_id=f"a{number}",
        headline=headline,
        outlet="The Harbour Post",
        byline="Ines Calder",
        published="5 June 2025",
        paragraphs=(1, 3),
        url=url,
    )


def answer() -> Reply:
    """A whole answer with all its parts."""
    line = "Lorbach → Marenia, machine tools: 12 % (announced)"
    return Reply(
        headline="6 claims in 2 articles of 1 outlet, 5 to 9 June 2025",
        notes=("As of 9 June 2025.", "Did you mean Marenia?"),
        measures=(
            MeasureCard(
                claim_id="m1",
                line=line,
                sentence="Lorbach will put 12 % on machine tools.",
                status=Status.UNCHECKED,
                receipt=1,
                held=held(),
            ),
        ),
        figures=(
            FigureCard(
                claim_id="f1",
                line="Lorbach trade deficit with Marenia: 4.1 billion crowns in 2024",
                sentence="The deficit was 4.1 billion crowns in 2024.",
                status=Status.VERIFIED,
                receipt=2,
                held=held(),
            ),
        ),
        claims=(
            claim(),
            claim(("“Not now,”", "“and not later.”"), speaker="Emil Varga", role=None, receipt=2),
            claim(
                ("tools from Marenia would cost more",),
                kind="statement",
                status=Status.DISPUTED,
                receipt=2,
            ),
            claim(("a deal by autumn",), kind="position", speaker="Marenia", role=None),
        ),
        receipts=(receipt(), receipt(2, headline="R&D at <Calder & Sons>", url=None)),
        actions=(
            Action(name="more", label="More", command="/tariffs marenia", page="cursor-2"),
            Action(
                name="subscribe",
                label="Subscribe",
                command="/digest here daily 08:30 tariffs marenia",
            ),
        ),
        total=6,
        next="cursor-2",
    )


def help_page() -> Reply:
    """A list of rows, for one person alone."""
    return Reply(
        headline="What you can ask",
        rows=(
            Row(label="/tariffs [COUNTRY]", text="Who puts which tariff on whom."),
            Row(label="/help", text="What you can ask, and examples."),
        ),
        private=True,
    )


def empty() -> Reply:
    """Nothing found, with a way on; the question is repeated as it was typed."""
    return Reply(
        headline="Nothing on “<!channel> *bold* & co” in 12 articles, 3 to 9 June 2025.",
        notes=("Speakers there are: Odile Brandt, Emil Varga.",),
        actions=(
            Action(
                name="subscribe", label="Subscribe", command="/digest here daily 08:30 <!channel>"
            ),
        ),
    )


def subscribed() -> Reply:
    """A moment that each reader sees in local time."""
    words = "Tuesday 10 June 2025, 08:30 (Europe/London)"
    return Reply(
        headline="Digest no. 3: tariffs marenia, daily at 08:30 (Europe/London).",
        notes=(f"Next: {words}.",),
        moments=(Moment(at=datetime(2025, 6, 10, 7, 30, tzinfo=UTC), words=words),),
        actions=(Action(name="stop", label="To end it", command="/digest stop 3"),),
    )


def refused() -> Reply:
    """A request that cannot be done as asked."""
    return Reply(
        headline="25:99 is no time of day. Write one like 08:30.", private=True, refused=True
    )


def long() -> Reply:
    """More than one message can hold: sixty statements, one of them endless."""
    speech = " ".join(f"Sentence number {number} of the speech." for number in range(400))
    return Reply(
        headline="60 claims in 20 articles",
        claims=tuple(
            claim(
                (speech,) if number == 2 else (f"“Statement number {number}, in full.”",),
                speaker=f"Speaker {number}",
                receipt=number % 20 + 1,
            )
            for number in range(60)
        ),
        receipts=tuple(receipt(number) for number in range(1, 21)),
        actions=(Action(name="more", label="More", command="/claims statement", page="p2"),),
        total=60,
    )


SHAPES = {
    "answer": answer,
    "help": help_page,
    "empty": empty,
    "subscribed": subscribed,
    "refused": refused,
    "long": long,
}
