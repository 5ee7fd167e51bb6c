"""/sources: the articles that answers rest on, found by their words or by their claims."""

from __future__ import annotations

from dataclasses import replace

from handlers.answers.answering import settle
from handlers.answers.ledger import offset, within
from handlers.newsroom import Article, Request
from handlers.nothing_found.empty import nothing_found
from handlers.ports import World
from handlers.questions.asked import Asked, as_of_too, did_you_mean, put_right
from handlers.questions.hindsight import without_later
from handlers.questions.query import Understood, misspelt, of_claims, read_for_articles, tidy
from handlers.record.vocabulary import Guess, Vocabulary, vocabulary
from handlers.reply import Action, Reply
from handlers.showing.cards import receipt
from handlers.words.wording import count, coverage, day, today

PAGE = 10
_READ = 200  # claims that are read at once for the articles they stand in
_MOST_READ = 5_000  # claims


async def sources(request: Request, world: World, argument: str) -> Reply:
    """The articles that hold typed words (or all), newest first.

    With from:, about:, kind:, status: or a name left out it is those with such claims.
    """
    typed, known = tidy(argument), await vocabulary(world, request.zone)
    words = await without_later(f"changed {typed}", known, request.as_of, world)
    if of_claims(typed, words):
        return await _by_claims(typed, request, world)
    return await _by_words(typed, words, request, world)


async def _by_words(typed: str, words: Vocabulary, request: Request, world: World) -> Reply:
    understood = read_for_articles(typed, words)
    articles, total, following = await _articles(understood, request, world)
    guesses = () if total else misspelt(understood, words)
    if guesses:
        understood = read_for_articles(put_right(typed, guesses), words)
        articles, total, following = await _articles(understood, request, world)
    if not total:
        asked = Asked(line=f"claims {understood.typed}".rstrip(), understood=understood)
        return await nothing_found(request, world, asked, guesses)
    shown = await _shown(understood, count(total, "article"), articles, request, world)
    return _paged(shown, understood, guesses, following, total, request)


async def _articles(
    understood: Understood, request: Request, world: World
) -> tuple[tuple[Article, ...], int, str]:
    question = understood.question(request.as_of)
    asked = replace(question, limit=PAGE, page=request.page, workspace=request.channel.workspace)
    return await world.store.articles(asked)


async def _by_claims(typed: str, request: Request, world: World) -> Reply:
    settled = await settle(f"claims {typed}", replace(request, page=""), world)
    asked = settled.asked
    if not settled.total:
        return await nothing_found(request, world, asked, settled.guesses)
    whole = settled.whole
    start = offset(request.page)
    found = await _holding(asked, start + PAGE + 1, request, world)
    within(start, len(found))
    articles, following = found[start : start + PAGE], ""
    if len(found) > start + PAGE:
        following = str(start + PAGE)
    many = count(whole.coverage.articles, "article", capped=whole.capped)
    shown = await _shown(asked.understood, many, articles, request, world)
    total = whole.coverage.articles
    return _paged(shown, asked.understood, settled.guesses, following, total, request)


async def _holding(
    asked: Asked, wanted: int, request: Request, world: World
) -> tuple[Article, ...]:
    """The first articles, so many of them, in the order of the claims that they hold."""
    articles, page, read = dict[str, Article](), "", 0
    while len(articles) < wanted and read < _MOST_READ:
        question = asked.question(request.as_of, limit=_READ, page=page)
        found, page = await world.store.newest(question)
        read += len(found)
        for held in found:
            articles.setdefault(held.article.id, held.article)
        if not page:
            break
    return tuple(articles.values())[:wanted]


async def _shown(
    understood: Understood,
    many: str,
    articles: tuple[Article, ...],
    request: Request,
    world: World,
) -> Reply:
    over = await world.store.coverage(request.as_of)
    as_of = request.as_of or today(request.zone, world.clock.now())
    held = f"{many} · {understood.line}, out of" if understood.line else "Answers rest on"
    return Reply(
        headline=f"{held} {coverage(over)}; as of {day(as_of)}.",
        receipts=tuple(
            receipt(article, number, ()) for number, article in enumerate(articles, start=1)
        ),
    )


def _paged(
    shown: Reply,
    understood: Understood,
    guesses: tuple[Guess, ...],
    following: str,
    total: int,
    request: Request,
) -> Reply:
    """With what was understood, and the way to the next page."""
    line = as_of_too(f"/sources {understood.typed}".rstrip(), request.as_of)
    more = (Action(name="more", label="More", command=line, page=following),)
    return replace(
        shown,
        notes=(*map(did_you_mean, guesses), *understood.notes),
        actions=more if following else (),
        total=total,
        next=following,
    )
