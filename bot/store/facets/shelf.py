"""Which article each key is of, remembered for each connection: an answer asks for a thousand.

The database tells it in five milliseconds, by one search after the other; from memory it
takes half of one. A look at one counter tells whether articles changed, and only those that
did are read again.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from sys import intern
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update
from sqlalchemy.pool import Pool

from bot.store.database import places
from bot.store.database.places import SLOT
from bot.store.database.schema import articles, counters
from handlers.newsroom import Article, ParsedArticle, Published
from handlers.ports import Coverage
from nlp.analysis import Precision

NOTHING = Coverage(articles=0, outlets=(), first=None, last=None)

_CHANGES = counters.c.name == "articles"
TOUCHED = select(counters.c.value).where(_CHANGES).scalar_subquery()  # of the change at hand
_COUNT = select(counters.c.value).where(_CHANGES)
_ALL = select(
    articles.c.serial,
    articles.c.base,
    articles.c.room,
    articles.c.outlet,
    articles.c.day,
    articles.c.precision,
    func.coalesce(articles.c.family, articles.c.id).label("family"),
)
_SINCE = _ALL.where(articles.c.touched > bindparam("last"))
_PRECISIONS = tuple(Precision)  # the exact one first
_RANKS: dict[str | None, int] = {each.value: rank for rank, each in enumerate(_PRECISIONS)}
_NEVER = datetime.min.replace(tzinfo=UTC)
_BITS = 3  # of a day's number, for its precision


def count_change(conn: Connection) -> None:
    """Begin a change of articles: each row that it writes has to be `TOUCHED`."""
    counted = conn.execute(update(counters).where(_CHANGES).values(value=counters.c.value + 1))
    if not counted.rowcount:
        conn.execute(insert(counters).values(name="articles", value=1))


_LOCK = Lock()  # on each shelf while it changes, and while another connection copies it


@dataclass(slots=True, kw_only=True)
class Shelf:
    """All articles by number, in columns, and which of them each slot of keys is of."""

    changes: int = 0
    of_slot: dict[int, int] = field(default_factory=dict)
    bases: array[int] = field(default_factory=lambda: array("q"))
    days: array[int] = field(default_factory=lambda: array("q"))  # with precision; 0 for none
    outlets: list[str | None] = field(default_factory=list)
    families: list[str] = field(default_factory=list)

    def serial(self, key: int) -> int:
        """Of which article the claim of a key is, by number."""
        return self.of_slot[key >> SLOT]

    def bare(self, serial: int, article_id: str) -> Article:
        """An article without its text; when it was published is known to the second."""
        day, precision = _day(self.days[serial])
        at = places.time_of(self.bases[serial])
        return Article(
            id=article_id,
            version=0,
            digest="",
            fetched=_NEVER,
            parsed=ParsedArticle(
                source="",
                text="",
                outlet=self.outlets[serial],
                published=Published(day=day, precision=precision, at=at) if day else None,
            ),
            family=self.families[serial],
        )

    def coverage(self, keys: Iterable[int]) -> Coverage:
        """Over what the articles of these claims speak."""
        of_slot = self.of_slot
        numbers = {of_slot[key >> SLOT] for key in keys}
        dated = set(map(self.days.__getitem__, numbers)) - {0}
        first, first_precision = _day(min(dated, default=0))
        last = max(dated, default=0) >> _BITS
        last_day, last_precision = _day(
            min((each for each in dated if each >> _BITS == last), default=0)
        )
        return Coverage(
            articles=len(numbers),
            outlets=tuple(sorted(filter(None, set(map(self.outlets.__getitem__, numbers))))),
            first=first,
            last=last_day,
            first_precision=first_precision,
            last_precision=last_precision,
            independent=len(set(map(self.families.__getitem__, numbers))),
        )

    @classmethod
    def of(cls, rows: Iterable[Row[*tuple[Any, ...]]]) -> Shelf:
        """From all articles there are."""
        begun = cls()
        for row in rows:
            begun.put(row)
        return begun

    def copy(self) -> Shelf:
        """The same, to go on by itself."""
        return Shelf(
            changes=self.changes,
            of_slot=self.of_slot.copy(),
            bases=self.bases[:],
            days=self.days[:],
            outlets=self.outlets[:],
            families=self.families[:],
        )

    def put(self, row: Row[*tuple[Any, ...]]) -> None:
        """An article as it is now, in the place of what was known of it.

        The slots that it had before stay its own until another article is given them: no
        claim has a key there.
        """
        serial, base, room, outlet, day, precision, family = row
        more = serial + 1 - len(self.days)
        if more > 0:
            self.bases.extend((0,) * more)
            self.days.extend((0,) * more)
            self.outlets.extend((None,) * more)
            self.families.extend(("",) * more)
        for slot in range(base >> SLOT, base + room >> SLOT):
            self.of_slot[slot] = serial
        self.bases[serial] = base
        self.days[serial] = _number(day, precision)
        self.outlets[serial] = None if outlet is None else intern(outlet)
        self.families[serial] = family


_LATEST: WeakKeyDictionary[Pool, Shelf] = WeakKeyDictionary()  # of each database that is open


def shelf(conn: Connection) -> Shelf:
    """All articles as this transaction sees them. For transactions that only read."""
    known: Shelf | None = conn.info.get("shelf")
    # A transaction sees one state from its first question on.
    if known is not None and conn.info.get("shelf seen by") is conn.get_transaction():
        return known
    changes = conn.scalar(_COUNT) or 0
    begun = known or _copied(conn.engine.pool)
    if begun is None or changes < begun.changes:  # at first, or where a backup was restored
        begun = Shelf.of(conn.execute(_ALL))
        begun.changes = changes
    elif changes > begun.changes:
        rows = conn.execute(_SINCE, {"last": begun.changes}).all()
        with _LOCK:
            for row in rows:
                begun.put(row)
            begun.changes = changes
    conn.info["shelf seen by"] = conn.get_transaction()
    if begun is not known:
        conn.info["shelf"] = begun
        with _LOCK:
            _LATEST[conn.engine.pool] = begun
    return begun


def _copied(pool: Pool) -> Shelf | None:
    """What another connection knows: to read all articles takes a fifth of a second at 50,000."""
    with _LOCK:
        other = _LATEST.get(pool)
        return other.copy() if other else None


def _number(day: date | None, precision: str | None) -> int:
    """A day as a number that sorts, of equal ones the exact one first."""
    if day is None:
        return 0
    return day.toordinal() << _BITS | _RANKS[precision]


def _day(number: int) -> tuple[date | None, Precision]:
    if not number:
        return None, Precision.DAY
    return date.fromordinal(number >> _BITS), _PRECISIONS[number & (1 << _BITS) - 1]
