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
    select,
)

from bot.store.conditions.among import among
from bot.store.conditions.private import all_shown, counted_here, unseen
from bot.store.conditions.verdicts import statuses
from bot.store.database import codec
from bot.store.database.faults import storable
from bot.store.database.schema import article_versions, articles, claim_bodies, claims, facets
from bot.store.facets.carried import look_up
from bot.store.facets.shelf import shelf
from handlers.newsroom import Article, Held
from handlers.ports import FacetKind, Known, Question

Eyes = tuple[str, date | None, bool]  # the workspace that looks, on which day, with texts or not

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
    conn: Connection, rows: Iterable[tuple[int, str, str] | Row[int, str, str]], eyes: Eyes
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
        ids = {serial: claim.article_id for serial, claim in found}
        there = {serial: bare(serial, article_id) for serial, article_id in ids.items()}
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


def eyes_of(question: Question) -> Eyes:
    """Who looks, on which day, and whether they need the texts."""
    return question.workspace, question.as_of, question.texts


def at(conn: Connection, keys: Iterable[int], eyes: Eyes) -> dict[int, Held]:
    """The claims of these keys by their keys, the highest first."""
    wanted = list(keys)
    if not wanted:
        return {}
    found = conn.execute(_WITH_KEYS, {"keys": wanted}).all()
    of_key = shelf(conn).serial
    held = _held(conn, [(of_key(key), body, finding) for key, body, finding in found], eyes)
    return {key: each for (key, _, _), each in zip(found, held, strict=True)}


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
