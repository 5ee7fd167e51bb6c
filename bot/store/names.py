"""The names on record, read again only where something was stored since."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import Connection, bindparam, func, or_, select

from bot.store.naming import decided, times_changed
from bot.store.schema import facets
from handlers.ports import NameBook

MANY = 1_000  # names; reading more takes long enough to be felt
HOLD = 5.0  # seconds for which so many are good
FEW = 500  # names without claims, and new ones: more are not looked at one by one

_KINDS = ("speaker", "entity", "outlet")
_OF_KIND = select(facets.c.id, facets.c.key, facets.c.claims).where(
    facets.c.kind == bindparam("of_kind")
)
_NEW = select(facets.c.id, facets.c.kind, facets.c.key, facets.c.claims).where(
    or_(facets.c.id > bindparam("last"), facets.c.id.in_(bindparam("idle", expanding=True)))
)
_LAST = select(func.max(facets.c.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a look at the names brought, and how long it is good."""

    book: NameBook
    changes: int  # how often names had changed by then
    until: float  # by time.monotonic()
    last: int  # the highest number of a facet
    idle: frozenset[int]  # the numbers of names that no claim carries

    @property
    def many(self) -> bool:
        """Whether the names are so many that a look at them is felt."""
        return len(self.book.speakers) + len(self.book.entities) > MANY

    def good(self) -> bool:
        """Whether nobody needs to look again."""
        return time.monotonic() < self.until


def look(conn: Connection, last: Look | None, prepare: Callable[[NameBook], object] = bool) -> Look:
    """The last look with new time if nothing has changed since, or else a new one.

    A new book is prepared for those who ask, before they get it.
    """
    changes = times_changed(conn)
    if last is not None and last.changes == changes:
        return replace(last, until=_until(last.book))
    idle = set[int]()
    book = NameBook(
        speakers=_most_used(conn, "speaker", idle),
        entities=_most_used(conn, "entity", idle),
        outlets=_most_used(conn, "outlet", idle),
        decisions=decided(conn),
    )
    if last is not None and _all_of(book) == _all_of(last.book):
        book = last.book
    else:
        prepare(book)
    return Look(
        book=book,
        changes=changes,
        until=_until(book),
        last=conn.scalar(_LAST) or 0,
        idle=frozenset(idle),
    )


def look_for_new(conn: Connection, last: Look) -> Look:
    """A look at what is new only: it comes last in the book, and the others keep their order."""
    changes = times_changed(conn)
    if changes == last.changes:
        return last
    if len(last.idle) > FEW:
        return look(conn, last)
    rows = conn.execute(_NEW, {"last": last.last, "idle": sorted(last.idle)}).all()
    new = {
        kind: tuple(row.key for row in rows if row.claims and row.kind == kind) for kind in _KINDS
    }
    decisions = decided(conn)
    book = last.book
    if any(new.values()) or decisions != book.decisions:
        book = NameBook(
            speakers=book.speakers + new["speaker"],
            entities=book.entities + new["entity"],
            outlets=book.outlets + new["outlet"],
            decisions=decisions,
        )
    return Look(
        book=book,
        changes=changes,
        until=last.until,
        last=max((last.last, *(row.id for row in rows))),
        idle=last.idle - {row.id for row in rows if row.claims}
        | {row.id for row in rows if not row.claims and row.kind in _KINDS},
    )


def _until(book: NameBook) -> float:
    many = len(book.speakers) + len(book.entities) > MANY
    return time.monotonic() + HOLD if many else 0.0


def _most_used(conn: Connection, kind: str, idle: set[int]) -> tuple[str, ...]:
    rows = conn.execute(_OF_KIND, {"of_kind": kind}).all()
    idle.update(row.id for row in rows if not row.claims)
    return tuple(key for _, key in sorted((-row.claims, row.key) for row in rows if row.claims))


def _all_of(book: NameBook) -> tuple[object, ...]:
    return book.speakers, book.entities, book.outlets, book.decisions
