"""Forgetting what a workspace kept for itself."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import Connection, delete, update

from bot.store.articles.exchanging import exchange_claims, facets_more, index_article, take_turn
from bot.store.articles.reading import stored_article
from bot.store.articles.writing import keep_version, live, seat_of
from bot.store.conditions import private
from bot.store.conditions.private import Owner
from bot.store.database.dialect import Dialect
from bot.store.database.schema import article_versions, articles, retired_claims
from bot.store.facets.shelf import TOUCHED, count_change
from bot.store.outbox import hearing
from handlers.newsroom import ParsedArticle, Platform


def uninstall(conn: Connection, dialect: Dialect, platform: Platform, name: str) -> None:
    """The law is that of `handlers.ports.Workspaces.uninstall`."""
    for workspace in hearing.uninstall(conn, platform, name):
        for serial, _ in private.of_workspace(conn, workspace).values():
            remove(conn, dialect, serial)


def discard(conn: Connection, dialect: Dialect, workspace: str, article_id: str) -> bool:
    """Forget an article that this workspace keeps; False where it keeps none of that id."""
    kept = private.of_workspace(conn, workspace).get(article_id)
    if kept is not None:
        remove(conn, dialect, kept[0])
    return kept is not None


def remove(conn: Connection, dialect: Dialect, serial: int) -> None:
    """Forget a private article and its claims; its place stays, for keys are not given twice."""
    take_turn(conn)
    article = stored_article(conn, articles.c.serial == serial)
    seat = seat_of(conn, article.id) if article else None
    if article is None or seat is None:
        return
    was = live(conn, seat)
    exchange_claims(conn, dialect, article, (seat, seat), (was, []))
    private.recount(conn, private.owner(conn, serial), facets_more(article, was, []))
    conn.execute(delete(retired_claims).where(retired_claims.c.article == serial))
    conn.execute(delete(article_versions).where(article_versions.c.article == serial))
    empty = ParsedArticle(source="", text="")
    digest = hashlib.sha256(b"").hexdigest()
    gone = replace(article, version=1, digest=digest, parsed=empty)
    keep_version(conn, serial, gone, None)
    index_article(conn, dialect, gone, seat, seat)
    count_change(conn)
    unique = hashlib.sha256(f"gone {article.id}".encode("utf-8", "surrogatepass")).hexdigest()
    values = {"version": 1, "digest": unique, "touched": TOUCHED}
    conn.execute(update(articles).where(articles.c.serial == serial).values(values))
    private.keep(conn, serial, Owner(workspace=private.NOBODY, person=""))
