"""Looking things up: the articles that answers rest on, and how one claim was found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers.asked import Asked, did_you_mean, put_right
from handlers.cards import intact, receipt, show
from handlers.elsewhere import elsewhere
from handlers.empty import nothing_found
from handlers.hindsight import without_later
from handlers.newsroom import Article, Held, Request
from handlers.one_claim import EXAMPLE, find, id_and_rest, next_steps, unknown
from handlers.passages import Passages
from handlers.ports import World
from handlers.query import Understood, misspelt, read_for_articles, tidy
from handlers.reply import Action, Reply, Row
from handlers.reviews import history, reviewers
from handlers.vocabulary import vocabulary
from handlers.ways import ways
from handlers.wording import count, coverage, day, today
from nlp.analysis import Attribution

PAGE = 10
_MOST_PLACES = 40  # articles that have a claim, named one by one


async def sources(request: Request, world: World, argument: str) -> Reply:
    """The articles that hold typed words (or all), newest first."""
    typed, known = tidy(argument), await vocabulary(world, request.zone)
    words = await without_later(f"changed {typed}", known, request.as_of, world)
    understood = read_for_articles(typed, words)
    articles, total, following = await _articles(understood, request, world)
    guesses = () if total else misspelt(understood, words)
    if guesses:
        understood = read_for_articles(put_right(typed, guesses), words)
        articles, total, following = await _articles(understood, request, world)
    line = f"sources {understood.typed}".rstrip()
    if not total:
        asked = Asked(line=f"claims {understood.typed}".rstrip(), understood=understood)
        return await nothing_found(request, world, asked, guesses)
    over = await world.store.coverage(request.as_of)
    as_of = request.as_of or today(request.zone, world.clock.now())
    many = count(total, "article")
    held = f"{many} · {understood.line}, out of" if understood.line else "Answers rest on"
    return Reply(
        headline=f"{held} {coverage(over)}; as of {day(as_of)}.",
        notes=(*map(did_you_mean, guesses), *understood.notes),
        receipts=tuple(
            receipt(article, number, ()) for number, article in enumerate(articles, start=1)
        ),
        actions=(Action(name="more", label="More", command=f"/{line}", page=following),)
        if following
        else (),
        total=total,
        next=following,
    )


async def _articles(
    understood: Understood, request: Request, world: World
) -> tuple[tuple[Article, ...], int, str]:
    question = understood.question(request.as_of)
    return await world.store.articles(replace(question, limit=PAGE, page=request.page))


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
