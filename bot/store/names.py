"""The names on record, read again only where something was stored since."""

from __future__ import annotations

import time
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, select

from bot.store.naming import decided, times_changed
from bot.store.schema import facets
from handlers.ports import NameBook

MANY = 1_000  # names; reading more takes long enough to be felt
HOLD = 5.0  # seconds for which so many are good

_OF_KIND = select(facets.c.key, facets.c.claims).where(
    facets.c.kind == bindparam("of_kind"), facets.c.claims > 0
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a look at the names brought, and how long it is good."""

    book: NameBook
    changes: int  # how often names had changed by then
    until: float  # by time.monotonic()

    def good(self) -> bool:
        """Whether nobody needs to look again."""
        return time.monotonic() < self.until


def look(conn: Connection, last: Look | None) -> Look:
    """The last look with new time if nothing has changed since, or else a new one."""
    changes = times_changed(conn)
    book = last.book if last is not None and last.changes == changes else _read(conn)
    many = len(book.speakers) + len(book.entities) > MANY
    return Look(book=book, changes=changes, until=time.monotonic() + HOLD if many else 0.0)


def _read(conn: Connection) -> NameBook:
    return NameBook(
        speakers=_most_used(conn, "speaker"),
        entities=_most_used(conn, "entity"),
        outlets=_most_used(conn, "outlet"),
        decisions=decided(conn),
    )


def _most_used(conn: Connection, kind: str) -> tuple[str, ...]:
    rows = conn.execute(_OF_KIND, {"of_kind": kind}).all()
    return tuple(key for _, key in sorted((-claims, key) for key, claims in rows))
