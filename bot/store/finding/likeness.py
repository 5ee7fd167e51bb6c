"""Which articles have some of these words: where a quotation may come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from bot.store.articles.reading import CURRENT, article_of
from bot.store.conditions.private import all_shown
from bot.store.database import codec, places
from bot.store.database.dialect import Dialect, Wanted
from bot.store.database.faults import storable
from bot.store.database.keys import Keys
from bot.store.database.schema import articles, claim_bodies, claims
from bot.store.database.words import phrases
from bot.store.finding.selecting import article_filter, article_keys
from handlers.newsroom import Article, Claim
from handlers.ports import COMMON, Question
from nlp.analysis import Attribution


def alike(
    conn: Connection, dialect: Dialect, pieces: tuple[str, ...], question: Question
) -> tuple[Article, ...]:
    """The law is that of `handlers.ports.Claims.alike`."""
    wanted = article_filter(conn, replace(question, words=()))
    if wanted is None:
        return ()
    holding = []
    for phrase in phrases(pieces):
        one = replace(wanted, wanted=Wanted(phrases=[phrase]))
        holding.append(_newest(conn, article_keys(dialect, one)))
    best = _likeliest(holding)[: max(question.limit, 1)]
    rows = conn.execute(CURRENT.where(articles.c.base.in_(best)))
    found = {row.base: article_of(row) for row in rows}
    return tuple(found[key] for key in best)


def claims_of(
    conn: Connection, article_ids: tuple[str, ...], *, with_roles: bool
) -> tuple[Claim, ...]:
    """The law is that of `handlers.ports.Claims.claims_of`."""
    # What is at its default is not dumped: few findings have this word at all.
    roles = [claim_bodies.c.finding.contains('"role":"', autoescape=True)] if with_roles else []
    own = (
        select(claim_bodies.c.body, claim_bodies.c.finding)
        .join_from(claims, claim_bodies, claim_bodies.c.key == claims.c.key)
        .join(articles, articles.c.serial == claims.c.article)
        .where(articles.c.id.in_([each for each in article_ids if storable(each)]))
        .where(*all_shown(conn, articles.c.serial), *roles)
        .order_by(claims.c.key.desc())
    )
    found = (codec.load_claim(row.body, row.finding) for row in conn.execute(own).all())
    return tuple(claim for claim in found if not with_roles or _gives_a_role(claim))


def _gives_a_role(claim: Claim) -> bool:
    finding = claim.finding
    return isinstance(finding, Attribution) and any(who.role for who in finding.speakers)


def _newest(conn: Connection, keys: Keys) -> Sequence[int]:
    """The newest that match, in any order; upwards where they are not `COMMON`, as most are not."""
    given = keys.page(below=places.MAX_KEY, limit=COMMON)
    if keys.rising is not None:
        found = conn.scalars(keys.rising.statement, given).all()
        if len(found) < COMMON:
            return found
    return conn.scalars(keys.statement, given).all()


def _likeliest(holding: Iterable[Sequence[int]]) -> list[int]:
    """Keys by what the pieces they hold are worth together, the highest key of equal ones."""
    worth: dict[int, float] = {}
    for keys in holding:
        for key in keys:
            worth[key] = worth.get(key, 0.0) + 1 / len(keys)
    return sorted(worth, key=lambda key: (-round(worth[key], 9), -key))
