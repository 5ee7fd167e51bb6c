"""Exchanging an article's claims for others: rows, postings, index and counts together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from operator import attrgetter, itemgetter

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from bot.store.articles.grouping import regroup
from bot.store.database import codec
from bot.store.database.dialect import ARTICLES, BLOCK, CLAIMS, Dialect, Indexed
from bot.store.database.schema import (
    claim_bodies,
    claims,
    counters,
    facets,
    postings,
    retired_claims,
)
from bot.store.facets import pairs
from bot.store.facets.carried import Facet, look_up
from bot.store.names.naming import changed
from handlers.newsroom import Article

AT_ONCE = 500  # facets in one question to the database


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One claim as its rows are."""

    key: int
    id: str
    sequence: int
    body: str
    finding: str
    said: int | None = None  # claims with the same one say the same
    matter: int | None = None  # claims with the same one may be on one matter
    statuses: frozenset[str] = frozenset()  # keys of the facets that reviews ever gave it


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """An article's row and the keys it holds."""

    serial: int
    base: int
    room: int
    bucket: int
    outlet: str | None

    def key(self, rank: int) -> int:
        """The key of a claim by its rank in the text: the first claim has the highest."""
        return self.base + self.room - 1 - rank


def take_turn(conn: Connection) -> None:
    """Wait for other writers: sequences and places are given, and seen, in one order."""
    conn.execute(
        select(counters.c.value).where(counters.c.name == "sequence").with_for_update()
    ).one()


def index_article(
    conn: Connection, dialect: Dialect, article: Article, old: Seat | None, seat: Seat
) -> None:
    """Make the article findable by its headline and its text."""
    if old is not None:
        dialect.drop(conn, ARTICLES, old.base, old.base + 1)
    fields = (article.parsed.headline or "", article.parsed.text)
    dialect.add(conn, ARTICLES, [Indexed(key=seat.base, fields=fields)])


def exchange_claims(
    conn: Connection,
    dialect: Dialect,
    article: Article,
    seats: tuple[Seat | None, Seat],
    entries: tuple[Sequence[Entry], Sequence[Entry]],
) -> None:
    """Put the new entries in the place of the old ones; those that vanish are retired."""
    (old, seat), (was, now) = seats, entries
    before = {entry.key: facets_of(entry, old.outlet if old else None) for entry in was}
    after = {entry.key: facets_of(entry, seat.outlet) for entry in now}
    ids = _count(conn, before, after)
    if old is not None:
        _take_out(conn, dialect, old, {ids[facet] for each in before.values() for facet in each})
        pairs.take_out(conn, before.values(), ids, (old.base, old.base + old.room))
    _retire(conn, seat, article.version, was, now)
    changed(conn)
    if now:
        # Upwards: rows put in downwards leave two fifths of their pages empty, and for each of
        # them the text index would write all that it holds.
        now = sorted(now, key=attrgetter("key"))
        _put_in(conn, seat, now)
        rows = [{"facet": ids[one], "key": key} for key, each in after.items() for one in each]
        conn.execute(insert(postings), sorted(rows, key=itemgetter("facet", "key")))
        pairs.put_in(conn, after, ids)
        marks = {key: _marks(each, ids) for key, each in after.items()}
        dialect.add(conn, CLAIMS, [_indexed(entry, article, marks[entry.key]) for entry in now])
    regroup(conn, *({entry.key: entry.said for entry in each} for each in (was, now)))


def mark_claim(
    conn: Connection, dialect: Dialect, article: Article, entry: Entry, status: str
) -> None:
    """Make a stored claim findable by one more of its statuses."""
    facet, carried = ("status", status), facets_of(entry, article.parsed.outlet)
    ids = _count(conn, {entry.key: carried - {facet}}, {entry.key: carried})
    conn.execute(insert(postings).values(facet=ids[facet], key=entry.key))
    dialect.drop(conn, CLAIMS, entry.key, entry.key + 1)
    dialect.add(conn, CLAIMS, [_indexed(entry, article, _marks(carried, ids))])


def facets_of(entry: Entry, outlet: str | None) -> frozenset[Facet]:
    """By what a claim is found, beside its words."""
    body = codec.load_body(entry.body)
    found = [("entity", key) for key in body.entities]
    found += [("topic", key) for key in body.topics]
    found += [("speaker", key) for key in body.speakers]
    found += [("outlet", outlet)] if outlet else []
    found += [("status", key) for key in entry.statuses]
    return frozenset([("kind", body.kind.value), *found]) | pairs.sort_of(body.kind)


def _marks(carried: frozenset[Facet], ids: Mapping[Facet, int]) -> list[int]:
    """The facets that the text index knows of; a claim's kinds tell its sort there."""
    return sorted(ids[facet] for facet in carried if facet != pairs.WORDS)


def facets_more(article: Article, was: Sequence[Entry], now: Sequence[Entry]) -> Counter[Facet]:
    """By how many claims of an article each facet is carried more than before."""
    outlet = article.parsed.outlet
    by = Counter(facet for entry in now for facet in facets_of(entry, outlet))
    by.subtract(Counter(facet for entry in was for facet in facets_of(entry, outlet)))
    return by


def _count(
    conn: Connection,
    before: Mapping[int, frozenset[Facet]],
    after: Mapping[int, frozenset[Facet]],
) -> dict[Facet, int]:
    """Correct how many claims carry each facet; the facets' ids."""
    change = Counter(facet for each in after.values() for facet in each)
    change.subtract(Counter(facet for each in before.values() for facet in each))
    named = sorted(change)
    ids = _ids(conn, named)
    new = [facet for facet in named if facet not in ids]
    if new:
        rows = [{"kind": kind, "key": key, "claims": 0} for kind, key in new]
        conn.execute(insert(facets), rows)
        ids |= _ids(conn, new)
    counted = update(facets).where(facets.c.id == bindparam("facet"))
    by = [{"facet": ids[facet], "by": number} for facet, number in change.items() if number]
    if by:
        conn.execute(counted.values(claims=facets.c.claims + bindparam("by")), by)
    return ids


def _ids(conn: Connection, named: Sequence[Facet]) -> dict[Facet, int]:
    """The ids of those facets that are there."""
    found: dict[Facet, int] = {}
    for at in range(0, len(named), AT_ONCE):
        there = look_up(conn, named[at : at + AT_ONCE])
        found |= {facet: each.id for facet, each in there.items()}
    return found


def _take_out(conn: Connection, dialect: Dialect, old: Seat, marks: set[int]) -> None:
    low, high = old.base, old.base + old.room
    for facet in sorted(marks):
        conn.execute(
            delete(postings).where(
                postings.c.facet == facet, postings.c.key >= low, postings.c.key < high
            )
        )
    dialect.drop(conn, CLAIMS, low, high)
    for table in (claim_bodies, claims):
        conn.execute(delete(table).where(table.c.key >= low, table.c.key < high))


def _retire(
    conn: Connection, seat: Seat, version: int, was: Sequence[Entry], now: Sequence[Entry]
) -> None:
    """Keep aside what this version has no more; take back what it has again."""
    there = {entry.id for entry in now}
    gone = [
        {
            "id": entry.id,
            "article": seat.serial,
            "sequence": entry.sequence,
            "version": version,
            "body": entry.body,
            "finding": entry.finding,
        }
        for entry in was
        if entry.id not in there
    ]
    back = delete(retired_claims).where(retired_claims.c.id == bindparam("again"))
    if there:
        conn.execute(back, [{"again": each} for each in sorted(there)])
    if gone:
        conn.execute(insert(retired_claims), gone)


def _put_in(conn: Connection, seat: Seat, now: Sequence[Entry]) -> None:
    rows = [{**asdict(entry), "article": seat.serial} for entry in now]
    for table in (claims, claim_bodies):
        conn.execute(
            insert(table), [{each.name: row[each.name] for each in table.c} for row in rows]
        )


def _indexed(entry: Entry, article: Article, marks: Sequence[int]) -> Indexed:
    """What a claim is found by in the text index."""
    claim = codec.load_once(entry.body, entry.finding)
    fields = (*claim.telling, *claim.speakers, article.parsed.headline or "")
    block = f"s{entry.sequence // BLOCK}"
    return Indexed(key=entry.key, fields=fields, marks=(*map(str, marks), block))
