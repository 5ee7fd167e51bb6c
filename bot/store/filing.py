"""Which files were read before; paths may hold bytes that are no text."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from bot.store.faults import plain
from bot.store.schema import files
from handlers.ports import KnownFile


def file(conn: Connection, path: str) -> KnownFile | None:
    """What became of a file the last time."""
    row = conn.execute(select(files).where(files.c.path == plain(path))).one_or_none()
    if row is None:
        return None
    return KnownFile(
        path=path,
        fingerprint=row.fingerprint,
        article_id=row.article_id,
        refusal=row.refusal,
        tries=row.tries,
    )


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
