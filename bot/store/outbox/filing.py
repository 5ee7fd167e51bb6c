"""Which files were read before, and what came from where; paths may hold bytes that are no text."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from bot.store.conditions.private import all_shown
from bot.store.database.faults import plain
from bot.store.database.schema import article_versions, articles, files
from handlers.ports import Arrival, KnownFile


def file(conn: Connection, path: str) -> KnownFile | None:
    """What became of a file the last time."""
    row = conn.execute(select(files).where(files.c.path == plain(path))).one_or_none()
    return _known(row, path) if row else None


def refused(conn: Connection, most: int) -> tuple[KnownFile, ...]:
    """The law is that of `handlers.ports.Files.refused_files`."""
    wanted = select(files).where(files.c.refusal.is_not(None)).order_by(files.c.path).limit(most)
    return tuple(_known(row, row.path) for row in conn.execute(wanted))


def _known(row: Row[Any], path: str) -> KnownFile:
    return KnownFile(
        path=path,
        fingerprint=row.fingerprint,
        article_id=row.article_id,
        refusal=row.refusal,
        tries=row.tries,
    )


def arrivals(conn: Connection) -> tuple[Arrival, ...]:
    """The law is that of `handlers.ports.Files.arrivals`."""
    last = func.max(article_versions.c.fetched).label("last")
    outlet = func.coalesce(articles.c.outlet, "").label("outlet")
    number = func.count(articles.c.serial.distinct()).label("number")
    wanted = select(outlet, number, last).join_from(
        articles, article_versions, article_versions.c.article == articles.c.serial
    )
    wanted = wanted.where(*all_shown(conn, articles.c.serial))
    rows = conn.execute(wanted.group_by(outlet).order_by(last, outlet))
    return tuple(Arrival(outlet=row.outlet, articles=row.number, last=row.last) for row in rows)


def remember(conn: Connection, known: KnownFile) -> None:
    """Keep it, in the place of what was known of that path."""
    path = plain(known.path)
    conn.execute(delete(files).where(files.c.path == path))
    conn.execute(
        insert(files).values(
            path=path,
            fingerprint=known.fingerprint,
            article_id=known.article_id,
            refusal=plain(known.refusal) if known.refusal is not None else None,
            tries=known.tries,
        )
    )
