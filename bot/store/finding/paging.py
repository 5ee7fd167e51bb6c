"""Pages of claims and articles: from a question to what one page of its answer holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from bot.store.articles.reading import CURRENT, Eyes, article_of, at, eyes_of
from bot.store.conditions.among import among
from bot.store.database import places
from bot.store.database.dialect import Dialect
from bot.store.database.keys import Keys
from bot.store.database.schema import articles, claims
from bot.store.facets.shelf import NOTHING
from bot.store.finding.counting import Counted, count_up, cut
from bot.store.finding.selecting import CAP, article_filter, article_keys, claim_filter, claim_keys
from handlers.newsroom import Article, Held
from handlers.ports import Page, Question

_NO_PAGE = Page(found=(), total=0, capped=False, next="", coverage=NOTHING)
_MATTERS = select(claims.c.key, claims.c.article, claims.c.matter).where(
    among(claims.c.key, "keys")
)
_Chosen = tuple[Question, Sequence[int], Page]  # what is asked, the page's keys, and the rest of it


def pages(conn: Connection, dialect: Dialect, questions: Iterable[Question]) -> tuple[Page, ...]:
    """The law is that of `handlers.ports.Claims.pages`: the claims of all are read in one go."""
    chosen = _recurring(conn, [(one, *_chosen(conn, dialect, one)) for one in questions])
    wanted: dict[Eyes, set[int]] = {}
    for question, keys, _ in chosen:
        wanted.setdefault(eyes_of(question), set()).update(keys)
    held = {eyes: at(conn, sorted(keys), eyes) for eyes, keys in wanted.items()}
    return tuple(
        replace(page, found=tuple(held[eyes_of(question)][key] for key in keys))
        for question, keys, page in chosen
    )


def _recurring(conn: Connection, chosen: list[_Chosen]) -> list[_Chosen]:
    """Of those pages that are to be so only the keys on a matter that another article on the
    page has too, or on one nobody looked at.
    """
    asked = {key for question, keys, _ in chosen if question.recurring for key in keys}
    if not asked:
        return chosen
    rows = conn.execute(_MATTERS, {"keys": sorted(asked)}).all()
    of = {key: (matter, article) for key, article, matter in rows}
    return [
        (question, _several(keys, of) if question.recurring else keys, page)
        for question, keys, page in chosen
    ]


def _several(keys: Sequence[int], of: Mapping[int, tuple[int | None, int]]) -> Sequence[int]:
    articles_of: dict[int, set[int]] = {}
    for matter, article in map(of.__getitem__, keys):
        if matter:
            articles_of.setdefault(matter, set()).add(article)
    several = {matter for matter, there in articles_of.items() if len(there) > 1} | {None}
    return [key for key in keys if of[key][0] in several]


def search(conn: Connection, dialect: Dialect, question: Question) -> Page:
    """The law is that of `handlers.ports.Claims.search`."""
    return pages(conn, dialect, (question,))[0]


def newest(conn: Connection, dialect: Dialect, question: Question) -> tuple[tuple[Held, ...], str]:
    """The law is that of `handlers.ports.Claims.newest`."""
    page = search(conn, dialect, replace(question, counted=False))
    return page.found, page.next


def _chosen(conn: Connection, dialect: Dialect, question: Question) -> tuple[Sequence[int], Page]:
    """The keys of the claims of a page, and the page without them."""
    below = places.after_cursor(question.page)
    wanted = claim_filter(conn, question)
    if wanted is None:
        return (), _NO_PAGE
    keys, first = claim_keys(dialect, wanted), below == places.MAX_KEY
    counted = count_up(conn, keys, question.limit) if question.counted else None
    if counted and counted.first and first:
        shown, following = counted.first
    else:
        shown, following = _page(conn, keys, below, question.limit)
    counted = counted or Counted(total=len(shown))
    return shown, Page(
        found=(),
        total=counted.total,
        capped=counted.capped,
        next=following,
        coverage=counted.coverage,
    )


def _page(conn: Connection, keys: Keys, below: int, limit: int) -> tuple[Sequence[int], str]:
    """The keys of one page and the cursor of the next."""
    more = max(limit, 1) + 1
    found = conn.scalars(keys.statement, keys.page(below=below, limit=more)).all()
    return cut(found, limit)


def claims_at(conn: Connection, keys: Sequence[int], question: Question) -> tuple[Held, ...]:
    """The claims of these keys, the highest first."""
    return tuple(at(conn, keys, eyes_of(question)).values())


def found_articles(
    conn: Connection, dialect: Dialect, question: Question
) -> tuple[tuple[Article, ...], int, str]:
    """The law is that of `handlers.ports.Claims.articles`."""
    below = places.after_cursor(question.page)
    wanted = article_filter(conn, question)
    if wanted is None:
        return (), 0, ""

    keys = article_keys(dialect, wanted)
    shown, following = _page(conn, keys, below, question.limit)
    number = select(func.count()).select_from(keys.statement.subquery())
    total = conn.scalar(number, keys.page(below=places.MAX_KEY, limit=CAP))
    of = CURRENT.where(articles.c.base.in_(shown)).order_by(articles.c.base.desc())
    found = tuple(map(article_of, conn.execute(of))) if shown else ()
    return found, total or 0, following
