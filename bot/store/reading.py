"""Reading articles and claims: one state of the store, whole articles only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    func,
    select,
)

from bot.store import codec, places
from bot.store.among import among
from bot.store.carried import look_up
from bot.store.counting import Counted, count_up, cut
from bot.store.dialect import Dialect
from bot.store.faults import storable
from bot.store.keys import Keys
from bot.store.private import all_shown, counted_here, unseen
from bot.store.schema import article_versions, articles, claim_bodies, claims, facets
from bot.store.selecting import (
    CAP,
    article_filter,
    article_keys,
    claim_filter,
    claim_keys,
)
from bot.store.shelf import NOTHING, shelf
from bot.store.verdicts import statuses
from handlers.newsroom import Article, Held
from handlers.ports import FacetKind, Known, Page, Question

_Eyes = tuple[str, date | None, bool]  # the workspace that looks, on which day, with texts or not
_NO_PAGE = Page(found=(), total=0, capped=False, next="", coverage=NOTHING)

AT_ONCE = 500  # ids in one question to the database

_ARTICLE = select(
    articles.c.serial,
    articles.c.id,
    articles.c.base,
    articles.c.family,
    article_versions.c.version,
    article_versions.c.digest,
    article_versions.c.fetched,
    article_versions.c.text,
    article_versions.c.parsed,
).join_from(articles, article_versions, article_versions.c.article == articles.c.serial)
CURRENT = _ARTICLE.where(article_versions.c.version == articles.c.version)
_CLAIM = select(claims.c.article, claim_bodies.c.body, claim_bodies.c.finding).join_from(
    claims, claim_bodies, claim_bodies.c.key == claims.c.key
)
# Made once: to put a statement into words takes longer than the database takes for it.
_WITH_ID = _CLAIM.where(claims.c.id == bindparam("id"))
_WITH_IDS = _CLAIM.where(among(claims.c.id, "ids"))
# Of which article a key is, is in memory: a look-up in another table takes as long as this one.
_WITH_KEYS = (
    select(claim_bodies.c.key, claim_bodies.c.body, claim_bodies.c.finding)
    .where(among(claim_bodies.c.key, "keys"))
    .order_by(claim_bodies.c.key.desc())
)
_OF_SERIALS = CURRENT.where(among(articles.c.serial, "of"))
_OF_IDS = CURRENT.where(among(articles.c.id, "of"))


def article_of(row: Row[*tuple[Any, ...]]) -> Article:
    """An article from its row and that of a version."""
    return Article(
        id=row.id,
        version=row.version,
        digest=row.digest,
        fetched=row.fetched,
        parsed=codec.load_parsed(row.parsed, row.text),
        family=row.family or row.id,
    )


def stored_article(conn: Connection, condition: ColumnElement[bool]) -> Article | None:
    """The article, in its current version, that fulfils the condition."""
    row = conn.execute(CURRENT.where(condition)).one_or_none()
    return article_of(row) if row else None


def article(conn: Connection, article_id: str) -> Article | None:
    """The current version of an article."""
    if not storable(article_id):
        return None
    seen = all_shown(conn, articles.c.serial)
    return stored_article(conn, and_(articles.c.id == article_id, *seen))


def history(conn: Connection, article_id: str) -> tuple[Article, ...]:
    """All versions of an article, oldest first."""
    if not storable(article_id):
        return ()
    seen = all_shown(conn, articles.c.serial)
    wanted = _ARTICLE.where(articles.c.id == article_id, *seen)
    wanted = wanted.order_by(article_versions.c.version)
    return tuple(map(article_of, conn.execute(wanted)))


def claim(
    conn: Connection, claim_id: str, workspace: str = "", as_of: date | None = None
) -> Held | None:
    """A claim with its article; retired ones are not found."""
    if not storable(claim_id):
        return None
    rows = conn.execute(_WITH_ID, {"id": claim_id}).all()
    return next(iter(_held(conn, rows, (workspace, as_of, True))), None)


def several(conn: Connection, claim_ids: Sequence[str], workspace: str = "") -> tuple[Held, ...]:
    """The law is that of `handlers.ports.Claims.several`."""
    found: list[Held] = []
    wanted = list(dict.fromkeys(filter(storable, claim_ids)))
    for at in range(0, len(wanted), AT_ONCE):
        rows = conn.execute(_WITH_IDS, {"ids": wanted[at : at + AT_ONCE]}).all()
        found += _held(conn, rows, (workspace, None, True))
    return tuple(found)


def _held(
    conn: Connection, rows: Iterable[tuple[int, str, str] | Row[int, str, str]], eyes: _Eyes
) -> tuple[Held, ...]:
    """Claims with their articles, each article read once, and what a workspace says of them.

    A row is the number of an article, and a claim as it was dumped.
    """
    rows = list(rows)
    if others := unseen(conn, (serial for serial, _, _ in rows)):
        rows = [row for row in rows if row[0] not in others]
    found = [(serial, codec.load_claim(body, finding)) for serial, body, finding in rows]
    workspace, as_of, with_texts = eyes
    said = statuses(conn, workspace, [claim.id for _, claim in found], as_of)
    if with_texts:
        of = conn.execute(_OF_SERIALS, {"of": sorted({serial for serial, _ in found})})
        there = {row.serial: article_of(row) for row in of.all()}
    else:
        bare = shelf(conn).bare
        there = {serial: bare(serial, claim.article_id) for serial, claim in found}
    return tuple(
        Held(
            claim=replace(claim, status=said[claim.id]) if claim.id in said else claim,
            article=there[serial],
        )
        for serial, claim in found
    )


def whole(conn: Connection, found: tuple[Held, ...]) -> tuple[Held, ...]:
    """The claims, those whose articles came without their texts with these."""
    bare = sorted({held.article.id for held in found if not held.article.version})
    if not bare:
        return found
    there = {row.id: article_of(row) for row in conn.execute(_OF_IDS, {"of": bare}).all()}
    return tuple(
        replace(held, article=there[held.article.id]) if held.article.id in there else held
        for held in found
    )


def pages(conn: Connection, dialect: Dialect, questions: Iterable[Question]) -> tuple[Page, ...]:
    """The law is that of `handlers.ports.Claims.pages`: the claims of all are read in one go."""
    chosen = [(question, *_chosen(conn, dialect, question)) for question in questions]
    wanted: dict[_Eyes, set[int]] = {}
    for question, keys, _ in chosen:
        wanted.setdefault(_eyes(question), set()).update(keys)
    held = {
        eyes: dict(zip(every, _at(conn, every, eyes), strict=True))
        for eyes, keys in wanted.items()
        if (every := sorted(keys, reverse=True))
    }
    return tuple(
        replace(page, found=tuple(held[_eyes(question)][key] for key in keys))
        for question, keys, page in chosen
    )


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
    return _at(conn, keys, _eyes(question)) if keys else ()


def _eyes(question: Question) -> _Eyes:
    return question.workspace, question.as_of, question.texts


def _at(conn: Connection, keys: Sequence[int], eyes: _Eyes) -> tuple[Held, ...]:
    found = conn.execute(_WITH_KEYS, {"keys": list(keys)}).all()
    of_key = shelf(conn).serial
    return _held(conn, [(of_key(key), body, finding) for key, body, finding in found], eyes)


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


def known(conn: Connection, kind: str) -> tuple[Known, ...]:
    """All facets of a kind that live claims carry, most claims first, then by name."""
    carried = select(facets.c.key, facets.c.claims).where(facets.c.kind == kind)
    counts = Counter({row.key: row.claims for row in conn.execute(carried)})
    counts += counted_here(conn, kind)
    rows = [(-claims, key) for key, claims in counts.items()]
    return tuple(Known(key=key, claims=-claims) for claims, key in sorted(rows))


def known_of(conn: Connection, kind: FacetKind, keys: tuple[str, ...]) -> tuple[Known, ...]:
    """The law is that of `handlers.ports.Claims.known`."""
    found = look_up(conn, ((kind.value, key) for key in keys if storable(key)))
    counts = Counter({key: each.claims for (_, key), each in found.items()})
    own = counted_here(conn, kind.value)
    counts += Counter({key: own[key] for key in counts})
    rows = [(-claims, key) for key, claims in counts.items()]
    return tuple(Known(key=key, claims=-claims) for claims, key in sorted(rows))
