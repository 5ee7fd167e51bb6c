"""Looking one claim up: how it was found, and what was found out about it since."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.newsroom import Article, Held, Request
from handlers.one_claim.finding import EXAMPLE, find, id_and_rest, next_steps, unknown
from handlers.one_claim.reviews import history, reviewers
from handlers.one_claim.ways import ways
from handlers.ports import World
from handlers.reply import Reply, Row
from handlers.showing.cards import intact, show
from handlers.showing.elsewhere import elsewhere
from handlers.words.passages import Passages
from handlers.words.wording import day, today
from nlp.analysis import Attribution

_MOST_PLACES = 40  # articles that have a claim, named one by one


async def why(request: Request, world: World, argument: str) -> Reply:
    """How a claim was found and what was found out about it since.

    Its sentence, rules, confidence and the way to its speaker; status and history.
    """
    claim_id, _ = id_and_rest(argument, f"/why {EXAMPLE}")
    held = await find(claim_id, request, world)
    past = await history(claim_id, request, world)
    if held is None:
        if past and request.as_of is None:
            return _vanished(claim_id, past)
        raise unknown(claim_id)
    shown = show(await elsewhere([held], world, request, most=_MOST_PLACES))
    if not intact(held):
        return Reply(headline=f"Claim {claim_id} is withheld.", notes=shown.notes, private=True)
    as_of = request.as_of or today(request.zone, world.clock.now())
    return Reply(
        headline=f"How claim {claim_id} was found; as of {day(as_of)}.",
        measures=shown.measures,
        figures=shown.figures,
        claims=shown.claims,
        rows=(*_rows(held), *past),
        people=await reviewers(claim_id, request, world) if past else (),
        receipts=shown.receipts,
        actions=next_steps(held, "why"),
        total=1,
    )


def _vanished(claim_id: str, past: tuple[Row, ...]) -> Reply:
    """What is left of a claim that is in its article no more, or found there no more."""
    return Reply(
        headline=f"Claim {claim_id} is no longer found in its article.",
        notes=("The article was changed, or is read differently now. This was found out before:",),
        rows=past,
        private=True,
    )


def _rows(held: Held) -> Iterator[Row]:
    claim, article = held.claim, held.article
    around = Passages.of(article.parsed.text).sentences(claim.span.start, claim.span.end)
    yield Row(label="Sentence", text=around.words)
    yield Row(
        label="Place",
        text=f"characters {claim.span.start:,} to {claim.span.end:,}, paragraph {claim.paragraph}",
    )
    finding = claim.finding
    if isinstance(finding, Attribution):
        yield Row(label="Kind", text=finding.kind.value)
        yield from ways(held, finding)
        yield Row(label="Confidence", text=f"{finding.confidence:.0%}")
        for reason in finding.reasons:
            yield Row(label="Rule", text=reason)
    yield Row(label="Status", text=claim.status.shown)
    yield Row(label="Article", text=f"version {article.version}, {_digest(article)}")


def _digest(article: Article) -> str:
    return f"SHA-256 {article.digest[:16]}…"
