"""Which claims say the same, as rows: a claim that is the only one to say it has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from sqlalchemy import Column, ColumnElement, Connection, delete, func, insert, select

from bot.store.database import places
from bot.store.database.schema import articles, claims, copies

AT_ONCE = 500  # keys or numbers in one question to the database

_MEMBERS = select(claims.c.key, claims.c.said, articles.c.bucket, articles.c.id).join_from(
    claims, articles, articles.c.serial == claims.c.article
)


def regroup(conn: Connection, was: Mapping[int, int | None], now: Mapping[int, int | None]) -> None:
    """Bring groups up to date where an article's claims, by key, said that and say this now.

    Its own rows are made anew, as their keys or its day may be others; those of other
    articles are only touched where a group begins or ends.
    """
    own = sorted({*was, *now})
    for at in range(0, len(own), AT_ONCE):
        conn.execute(delete(copies).where(copies.c.key.in_(own[at : at + AT_ONCE])))
    numbers = sorted({each for each in (*was.values(), *now.values()) if each is not None})
    mine = Counter(now.values())
    for at in range(0, len(numbers), AT_ONCE):
        some = numbers[at : at + AT_ONCE]
        all_of, known = _count(conn, claims.c.said, some), _count(conn, copies.c.said, some)
        several = {each for each in some if all_of[each] > 1}
        _insert(conn, claims.c.key.in_([key for key, said in now.items() if said in several]))
        begun = [each for each in several if known[each] < all_of[each] - mine[each]]
        _insert(conn, claims.c.said.in_(begun) & claims.c.key.not_in(select(copies.c.key)))
        ended = [each for each in some if known[each] and each not in several]
        conn.execute(delete(copies).where(copies.c.said.in_(ended)))


def _count(conn: Connection, column: Column[int], numbers: Iterable[int]) -> Counter[int]:
    """How many rows have each of these numbers; the index alone tells."""
    counted = select(column, func.count()).where(column.in_(numbers)).group_by(column)
    return Counter({row[0]: row[1] for row in conn.execute(counted)})


def _insert(conn: Connection, which: ColumnElement[bool]) -> None:
    rows = [
        {"key": row.key, "said": row.said, "rank": places.rank(row.bucket, row.id)}
        for row in conn.execute(_MEMBERS.where(which))
    ]
    if rows:
        conn.execute(insert(copies), rows)
