"""Looking a store over: whether the database is whole and every excerpt equals its article."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from sqlalchemy import Connection, except_, func, select, text

from bot.store.conditions.private import carried_privately
from bot.store.database import codec
from bot.store.database.dialect import ARTICLES, CLAIMS, Dialect
from bot.store.database.schema import (
    HEAD,
    article_versions,
    articles,
    claim_bodies,
    claims,
    copies,
    facets,
    postings,
)
from nlp.analysis import Excerpt

AT_ONCE = 200  # articles looked at together


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is not as it should be: what, its id (or ""), and a sentence."""

    what: str  # "database", "index", "article", "claim"
    id: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a store holds, and all that is wrong with it."""

    schema: str
    articles: int
    claims: int
    faults: tuple[Fault, ...]


def look_over(conn: Connection, dialect: Dialect) -> Health:
    """Read the whole store once; nothing is changed."""
    faults = [*_database(conn), *_indexes(conn, dialect), *_counts(conn), *_groups(conn)]
    faults += _texts(conn)
    return Health(
        schema=HEAD,
        articles=_count(conn, "articles"),
        claims=_count(conn, "claims"),
        faults=tuple(faults),
    )


def _count(conn: Connection, table: str) -> int:
    return int(conn.scalar(select(func.count()).select_from(text(table))) or 0)


def _database(conn: Connection) -> Iterator[Fault]:
    """SQLite's own checks of its pages and of references between rows."""
    if conn.dialect.name != "sqlite":
        return
    for (verdict,) in conn.execute(text("PRAGMA integrity_check(20)")):
        if verdict != "ok":
            yield Fault(what="database", id="", sentence=f"The database is damaged: {verdict}.")
    for row in conn.execute(text("PRAGMA foreign_key_check")):
        sentence = f"A row of {row[0]} refers to a row of {row[2]} that is not there."
        yield Fault(what="database", id="", sentence=sentence)


def _indexes(conn: Connection, dialect: Dialect) -> Iterator[Fault]:
    """Every claim and every article must have its row in the text index, and no other."""
    pairs = ((CLAIMS, claims.c.key), (ARTICLES, articles.c.base))
    for index, key in pairs:
        rows = _count(conn, index)
        there = select(func.count()).where(key.in_(select(dialect.key(index))))
        if not rows == conn.scalar(there) == _count(conn, key.table.name):
            yield Fault(
                what="index",
                id=index,
                sentence=f"The text index {index} does not agree with its table.",
            )


def _counts(conn: Connection) -> Iterator[Fault]:
    """The counters of facets must agree with the claims that carry them."""
    carried = (
        select(postings.c.facet, func.count().label("claims")).group_by(postings.c.facet).subquery()
    )
    wrong = (
        select(facets.c.kind, facets.c.key)
        .join_from(facets, carried, carried.c.facet == facets.c.id, isouter=True)
        .where(facets.c.claims + carried_privately() != func.coalesce(carried.c.claims, 0))
    )
    for row in conn.execute(wrong):
        sentence = f"The number of claims with the {row.kind} {row.key!r} is wrong."
        yield Fault(what="index", id=row.key, sentence=sentence)


def _groups(conn: Connection) -> Iterator[Fault]:
    """Claims that say what others say must be known as such, and no others."""
    several = select(claims.c.said).group_by(claims.c.said).having(func.count() > 1)
    meant = select(claims.c.key, claims.c.said).where(claims.c.said.in_(several))
    known = select(copies.c.key, copies.c.said)
    for one, other in ((meant, known), (known, meant)):
        if conn.execute(except_(one, other).limit(1)).first() is not None:
            sentence = "Which claims say the same does not agree with what they say."
            yield Fault(what="index", id="copies", sentence=sentence)
            return


def _texts(conn: Connection) -> Iterator[Fault]:
    """The article's text against its digest, each excerpt against the text."""
    serial = 0
    while True:
        rows = conn.execute(
            select(
                articles.c.serial, articles.c.id, article_versions.c.digest, article_versions.c.text
            )
            .join_from(articles, article_versions, article_versions.c.article == articles.c.serial)
            .where(articles.c.serial > serial, article_versions.c.version == articles.c.version)
            .order_by(articles.c.serial)
            .limit(AT_ONCE)
        ).all()
        if not rows:
            return
        for row in rows:
            if hashlib.sha256(row.text.encode()).hexdigest() != row.digest:
                sentence = f"The text of article {row.id} is not the one that was stored."
                yield Fault(what="article", id=row.id, sentence=sentence)
            yield from _claims(conn, row.serial, row.id, row.text)
        serial = rows[-1].serial


def _claims(conn: Connection, serial: int, article_id: str, words: str) -> Iterator[Fault]:
    rows = conn.execute(
        select(claims.c.id, claim_bodies.c.body, claim_bodies.c.finding)
        .join_from(claims, claim_bodies, claim_bodies.c.key == claims.c.key)
        .where(claims.c.article == serial)
    )
    for row in rows:
        claim = codec.load_claim(row.body, row.finding)
        for excerpt in (claim.span, *_excerpts(claim.finding)):
            if words[excerpt.start : excerpt.end] != excerpt.words:
                sentence = f"Claim {row.id} no longer equals the text of article {article_id}."
                yield Fault(what="claim", id=row.id, sentence=sentence)
                break


def _excerpts(value: object) -> Iterator[Excerpt]:
    """All excerpts inside a finding."""
    if isinstance(value, Excerpt):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _excerpts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _excerpts(getattr(value, field.name))
