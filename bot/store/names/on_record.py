"""The names on record, read again only where something was stored since."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, bindparam, func, or_, select

from bot.store.conditions.private import named
from bot.store.database.schema import facets
from bot.store.names.naming import binding, decided, times_changed
from handlers.newsroom import Decision
from handlers.ports import NameBook

MANY = 1_000  # names; reading more takes long enough to be felt
HOLD = 5.0  # seconds for which so many are good, or …
_REST = 20  # … so many times as long as it took to work them out
_ORDER = 300.0  # seconds for which it is good enough who is named most often
FEW = 500  # names without claims, and new ones: more are not looked at one by one

Prepare = Callable[[NameBook], object]  # what to do with new names before anybody gets them

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
    ordered: float  # when the names were put in order, by the same
    unordered: bool = False  # whether others are named most often by now
    last: int  # the highest number of a facet
    idle: frozenset[int]  # the numbers of names that no claim carries
    decided: tuple[Decision, ...]  # by all workspaces; in the book are those for all
    own: dict[str, dict[str, tuple[str, ...]]]  # names that only private articles have, by kind
    books: dict[str, NameBook] = field(default_factory=dict)  # of workspaces with something own

    @property
    def many(self) -> bool:
        """Whether the names are so many that a look at them is felt."""
        return len(self.book.speakers) + len(self.book.entities) > MANY

    def good(self) -> bool:
        """Whether nobody needs to look again."""
        return time.monotonic() < self.until

    def book_of(self, workspace: str) -> NameBook:
        """The names as a workspace has them: the same object while nothing in it changes."""
        decisions, own = binding(self.decided, workspace), self.own.get(workspace, {})
        if not own and decisions == self.book.decisions:
            return self.book
        speakers = self.book.speakers + _beyond(own.get("speaker", ()), self.book.speakers)
        entities = self.book.entities + _beyond(own.get("entity", ()), self.book.entities)
        now = replace(self.book, speakers=speakers, entities=entities, decisions=decisions)
        known = self.books.get(workspace)
        if known is not None and _all_of(now) == _all_of(known):
            return known
        self.books[workspace] = now
        return now


def _beyond(names: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    there = {*known} if names else frozenset()
    return tuple(each for each in names if each not in there)


def unprepared(_book: NameBook) -> None:
    """Nothing is to be done with new names."""


def look(conn: Connection, last: Look | None, prepare: Prepare) -> Look:
    """The last look with new time if nothing has changed since, or else a new one.

    A new book is prepared for those who ask, before they get it. There is none for some
    minutes where the same names are only named more often: who is who stays the same.
    """
    began, changes = time.monotonic(), times_changed(conn)
    in_order = last is not None and began > last.ordered + _ORDER
    if last is not None and last.changes == changes and not (in_order and last.unordered):
        return replace(last, until=_until(last.book, began))
    idle, every = set[int](), decided(conn)
    book = NameBook(
        speakers=_most_used(conn, "speaker", idle),
        entities=_most_used(conn, "entity", idle),
        outlets=_most_used(conn, "outlet", idle),
        decisions=binding(every, ""),
    )
    ordered, unordered, books = began, False, dict[str, NameBook]()
    if last is not None and _same(book, last.book, in_order=in_order):
        unordered = _all_of(book) != _all_of(last.book)
        book, ordered, books = last.book, last.ordered, last.books
    else:
        prepare(book)
    return Look(
        book=book,
        changes=changes,
        until=_until(book, began),
        ordered=ordered,
        unordered=unordered,
        last=conn.scalar(_LAST) or 0,
        idle=frozenset(idle),
        decided=every,
        own=named(conn),
        books=books,
    )


def look_for_new(conn: Connection, last: Look) -> Look:
    """A look at what is new only: it comes last in the book, and the others keep their order."""
    changes = times_changed(conn)
    if changes == last.changes:
        return last
    if len(last.idle) > FEW:
        return look(conn, last, unprepared)
    rows = conn.execute(_NEW, {"last": last.last, "idle": sorted(last.idle)}).all()
    new = {
        kind: tuple(row.key for row in rows if row.claims and row.kind == kind) for kind in _KINDS
    }
    every = decided(conn)
    decisions, book, books = binding(every, ""), last.book, last.books
    if any(new.values()) or decisions != book.decisions:
        books = {}
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
        ordered=last.ordered,
        unordered=last.unordered,
        last=max((last.last, *(row.id for row in rows))),
        idle=last.idle - {row.id for row in rows if row.claims}
        | {row.id for row in rows if not row.claims and row.kind in _KINDS},
        decided=every,
        own=named(conn),
        books=books,
    )


def _until(book: NameBook, began: float) -> float:
    now, many = time.monotonic(), len(book.speakers) + len(book.entities) > MANY
    return now + max(HOLD, _REST * (now - began)) if many else 0.0


def _most_used(conn: Connection, kind: str, idle: set[int]) -> tuple[str, ...]:
    rows = conn.execute(_OF_KIND, {"of_kind": kind}).all()
    idle.update(row.id for row in rows if not row.claims)
    return tuple(key for _, key in sorted((-row.claims, row.key) for row in rows if row.claims))


def _same(one: NameBook, other: NameBook, *, in_order: bool) -> bool:
    if in_order or len(one.speakers) + len(one.entities) <= MANY:
        return _all_of(one) == _all_of(other)
    pairs = (
        (one.speakers, other.speakers),
        (one.entities, other.entities),
        (one.outlets, other.outlets),
    )
    return one.decisions == other.decisions and all({*a} == {*b} for a, b in pairs)


def _all_of(book: NameBook) -> tuple[object, ...]:
    return book.speakers, book.entities, book.outlets, book.decisions
