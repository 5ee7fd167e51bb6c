"""What SQLite and PostgreSQL do differently: the text indexes.

There are two indexes, over claims and over articles. Both hold words folded by
`bot.store.database.words`; that over claims also marks: of their facets ("_17") and of the block of
ingest sequences they came in ("_s3"), so that one match mixes all of these. SQLite has
FTS5 tables whose rowid is the key, PostgreSQL tables of tsvectors under GIN.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from sqlalchemy import (
    BigInteger,
    ColumnClause,
    ColumnElement,
    Connection,
    TableClause,
    Text,
    bindparam,
    cast,
    column,
    delete,
    exists,
    insert,
    literal_column,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY, TSVECTOR

from bot.store.database.words import fold
from handlers.words.wordforms import forms

CLAIMS, ARTICLES = "search", "article_search"
BLOCK = 512  # claims stored one after the other share a mark
LAST_POSITION = 16_383  # PostgreSQL counts no further


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """One row of an index: fields of running text, and the marks it carries."""

    key: int
    fields: tuple[str, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a row must have: every phrase, and of each group at least one mark.

    Of each group of `either` it must have one phrase.
    It may have none of the phrases and marks of `without`. Where they are `inflected`, a
    phrase of one word stands for all forms of it ("fall", "fell", "fallen").
    """

    phrases: Sequence[tuple[str, ...]] = ()
    either: Sequence[Sequence[tuple[str, ...]]] = ()
    inflected: bool = False
    groups: Sequence[Sequence[str]] = ()
    without: Sequence[tuple[str, ...]] = ()
    barred: Sequence[str] = ()

    @property
    def worded(self) -> bool:
        """Whether some word must be there: only the text index tells."""
        return bool(self.phrases or self.either)


class Dialect(Hashable, Protocol):
    """One database's way with text indexes."""

    def key(self, index: str) -> ColumnClause[int]:
        """The column of an index that holds the key."""
        ...

    def query(self, wanted: Wanted) -> str:
        """What is wanted, as the index is asked for it; something must be wanted of a row."""
        ...

    def matches(self, index: str, query: ColumnElement[str]) -> ColumnElement[bool]:
        """The condition that a row of the index is what the query asks for."""
        ...

    def has(
        self, index: str, key: ColumnElement[int], query: ColumnElement[str]
    ) -> ColumnElement[bool]:
        """The condition that an index has a row of that key that is what the query asks for."""
        ...

    def add(self, conn: Connection, index: str, rows: Sequence[Indexed]) -> None:
        """Put rows into an index."""
        ...

    def drop(self, conn: Connection, index: str, low: int, high: int) -> None:
        """Take the rows with these keys (high excluded) out of an index."""
        ...


def _index(name: str, key: str) -> TableClause:
    """An index as a table."""
    return table(name, column(key, BigInteger), column("words", Text), column("marks", Text))


class Sqlite:
    """FTS5, its rowid the key."""

    _tables: ClassVar = {name: _index(name, "rowid") for name in (CLAIMS, ARTICLES)}

    def key(self, index: str) -> ColumnClause[int]:
        return self._tables[index].c["rowid"]

    def query(self, wanted: Wanted) -> str:
        ways = ([f'"{" ".join(way)}"' for way in each] for each in _ways(wanted))
        needed = [each[0] if len(each) == 1 else f"({' OR '.join(each)})" for each in ways]
        for group in wanted.groups:
            marks = (f'"_{mark}"' for mark in group)
            needed.append(f"({' OR '.join(marks)})")
        barred = [f'"{" ".join(phrase)}"' for phrase in wanted.without]
        barred += [f'"_{mark}"' for mark in wanted.barred]
        query = " AND ".join(needed)
        if barred:  # FTS5 knows NOT only between two things
            query = f"({query}) NOT ({' OR '.join(barred)})"
        return query

    def matches(self, index: str, query: ColumnElement[str]) -> ColumnElement[bool]:
        return literal_column(index).op("MATCH", is_comparison=True)(query)

    def has(
        self, index: str, key: ColumnElement[int], query: ColumnElement[str]
    ) -> ColumnElement[bool]:
        there = self._tables[index].alias("there")
        matches = literal_column(f"there.{index}").op("MATCH", is_comparison=True)(query)
        return exists().where(there.c["rowid"] == key, matches)

    def add(self, conn: Connection, index: str, rows: Sequence[Indexed]) -> None:
        values = [
            {
                "rowid": row.key,
                # A mark of its own between two fields: no phrase reaches across it.
                "words": " _ ".join(" ".join(fold(field)) for field in row.fields),
                "marks": " ".join(f"_{mark}" for mark in row.marks),
            }
            for row in rows
        ]
        if values:
            conn.execute(insert(self._tables[index]), values)

    def drop(self, conn: Connection, index: str, low: int, high: int) -> None:
        into = self._tables[index]
        conn.execute(delete(into).where(into.c["rowid"] >= low, into.c["rowid"] < high))


class Postgres:
    """tsvector under GIN, in a table of its own."""

    _tables: ClassVar = {name: _index(name, "key") for name in (CLAIMS, ARTICLES)}

    def key(self, index: str) -> ColumnClause[int]:
        return self._tables[index].c["key"]

    def query(self, wanted: Wanted) -> str:
        ways = (map(_standing, each) for each in _ways(wanted))
        needed = [f"({' | '.join(each)})" for each in ways]
        for group in wanted.groups:
            marks = (f"'_{mark}'" for mark in group)
            needed.append(f"({' | '.join(marks)})")
        needed += [f"!{_standing(phrase)}" for phrase in wanted.without]
        needed += [f"!'_{mark}'" for mark in wanted.barred]
        return " & ".join(needed)

    def matches(self, index: str, query: ColumnElement[str]) -> ColumnElement[bool]:
        vector = self._tables[index].c["words"]
        return vector.op("@@", is_comparison=True)(cast(query, TSQUERY))

    def has(
        self, index: str, key: ColumnElement[int], query: ColumnElement[str]
    ) -> ColumnElement[bool]:
        there = self._tables[index].alias("there")
        matches = there.c["words"].op("@@", is_comparison=True)(cast(query, TSQUERY))
        return exists().where(there.c["key"] == key, matches)

    def add(self, conn: Connection, index: str, rows: Sequence[Indexed]) -> None:
        values = [{"key": row.key, "words": _vector(row)} for row in rows]
        if values:
            row = {"key": bindparam("key"), "words": cast(bindparam("words"), TSVECTOR)}
            conn.execute(insert(self._tables[index]).values(row), values)

    def drop(self, conn: Connection, index: str, low: int, high: int) -> None:
        into = self._tables[index]
        conn.execute(delete(into).where(into.c["key"] >= low, into.c["key"] < high))


def _ways(wanted: Wanted) -> Iterator[list[tuple[str, ...]]]:
    """For each phrase, or group of them, what may stand for it, itself first."""
    for group in (*([phrase] for phrase in wanted.phrases), *wanted.either):
        yield list(dict.fromkeys(way for phrase in group for way in _forms(wanted, phrase)))


def _forms(wanted: Wanted, phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase itself; of a single word all its forms, if those count."""
    if wanted.inflected and len(phrase) == 1:
        yield from ((form,) for form in forms(phrase[0]))
    else:
        yield phrase


def _standing(phrase: tuple[str, ...]) -> str:
    """Words that stand together, as PostgreSQL asks for them."""
    words = (f"'{word}'" for word in phrase)
    return f"({' <-> '.join(words)})"


def _vector(row: Indexed) -> str:
    """A row as PostgreSQL writes tsvectors; a gap keeps phrases within one field."""
    lexemes = [f"'_{mark}'" for mark in row.marks]
    position = 0
    for field in row.fields:
        for word in fold(field):
            position += 1
            lexemes.append(f"'{word}':{min(position, LAST_POSITION)}")
        position += 1
    return " ".join(lexemes)
