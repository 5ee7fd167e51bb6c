"""Nearly the same words of a speaker in another article of the same days: a corrected quotation."""

from __future__ import annotations

from datetime import timedelta

from handlers.checks.alignment import Kind
from handlers.checks.quotations import Quoted
from handlers.checks.standing import Found, Place
from handlers.checks.verdicts import altered, holds
from handlers.newsroom import Article
from handlers.ports import Question, World

_FEWEST = 5  # words of a quotation whose change tells anything
_NEAR = 0.8  # likeness
_DAYS = timedelta(days=10)
_ARTICLES = 8
_WORDS = 3  # of a quotation by which it is looked for


async def otherwise(
    quoted: Quoted, place: Found, words: tuple[str, ...], question: Question, world: World
) -> Found | None:
    """The newest passage where the speaker of an exact one says it in slightly other words.

    `question` bounds what may be known; `words` are telling ones of the quotation.
    """
    if len(quoted.typed.keys) < _FEWEST or not (place.speakers and words):
        return None
    asked = Question(
        either=(words[:_WORDS],),
        speakers=place.speakers,
        as_of=question.as_of,
        workspace=question.workspace,
        limit=_ARTICLES,
    )
    found, _ = await world.store.newest(asked)
    articles = {held.article.id: held.article for held in found}
    near = [one for one in articles.values() if _same_days(one, place) and not holds(quoted, one)]
    for one in near:
        claims = await world.store.claims_of((one.id,))
        other = altered(quoted, one, claims)
        if other and _told_otherwise(other, place):
            return other
    return None


def _same_days(article: Article, place: Found) -> bool:
    days = [each.parsed.published for each in (article, place.article)]
    one, other = days
    return bool(one and other and abs(one.day - other.day) <= _DAYS)


def _told_otherwise(other: Found, place: Found) -> bool:
    """Whether the same speaker is quoted with another word, and not in other spelling only."""
    same = not {*other.speakers}.isdisjoint(place.speakers)
    differs = any(each.kind is not Kind.WRITING for each in other.changes)
    return same and differs and other.place is Place.QUOTED and other.likeness >= _NEAR
