"""The tables of the store, the same on SQLite and PostgreSQL.

The two text indexes, `search` over claims and `article_search` over articles, are made
in the migrations: they are what the two databases do differently (`bot.store.database.dialect`).

A claim's `key` sorts by publication (`bot.store.database.places`), so that every table whose key
it is returns newest first without a sort, and a range of days is a range of keys. Rows
that are walked over while counting are narrow; what is only shown lies in `claim_bodies`.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

HEAD = "0019"  # the migration that this code is written for

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# SQLite makes a row's key the table's own order only where its type is called INTEGER.
Key = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, also where the database knows no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive times: they would silently mean another moment."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored moment needs its zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Read back in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


counters = Table(
    "counters",
    metadata,
    Column("name", String(32), primary_key=True),  # "sequence", "names", "articles" …
    Column("value", BigInteger, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("serial", Key, primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("digest", String(64), nullable=False, unique=True),  # of text, perhaps with outlet
    Column("outlet", Text),
    Column("day", Date),
    Column("precision", String(8)),  # of the day: "day", "month", "year"
    Column("bucket", BigInteger, nullable=False),  # the second it counts as published in
    Column("base", BigInteger, nullable=False, unique=True),  # its claims' keys: base and up …
    Column("room", Integer, nullable=False),  # … this many
    Column("family", Text, index=True),  # the least id of its near-copies and itself
    Column("touched", BigInteger, nullable=False, index=True, server_default="0"),  # by a change
    Index(None, "day", "outlet"),
    Index(None, "outlet", "base"),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("article", ForeignKey("articles.serial"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("digest", String(64), nullable=False, index=True),
    Column("fetched", Moment, nullable=False),
    Column("text", Text, nullable=False),
    Column("parsed", Text, nullable=False),  # the ParsedArticle but for its text, as JSON
)

claims = Table(
    "claims",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("article", ForeignKey("articles.serial"), nullable=False, index=True),
    Column("sequence", BigInteger, nullable=False, unique=True),
    Column("said", BigInteger, index=True),  # below zero; claims with one say the same
    Column("matter", BigInteger),  # a number for what it is on; null where nobody looked yet
)

claim_bodies = Table(
    "claim_bodies",
    metadata,
    Column("key", Key, ForeignKey("claims.key"), primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),  # the Claim but for status and finding, as JSON
    Column("finding", Text, nullable=False),  # as JSON; what it is says the claim's kind
)

retired_claims = Table(
    "retired_claims",
    metadata,
    Column("id", Text, primary_key=True),
    Column("article", ForeignKey("articles.serial"), nullable=False, index=True),
    Column("sequence", BigInteger, nullable=False, unique=True),
    Column("version", Integer, nullable=False),  # the first version without it
    Column("body", Text, nullable=False),
    Column("finding", Text, nullable=False),
)

facets = Table(
    "facets",
    metadata,
    Column("id", Key, primary_key=True, autoincrement=True),
    Column(
        "kind", String(16), nullable=False
    ),  # entity, topic, speaker, kind, sort, outlet, status
    Column("key", Text, nullable=False),
    Column("claims", Integer, nullable=False),  # how many live claims carry it
    UniqueConstraint("kind", "key"),
)

reviews = Table(
    "reviews",
    metadata,
    Column("serial", Key, primary_key=True, autoincrement=True),
    Column("workspace", Text, nullable=False),
    Column("claim", Text, nullable=False),  # an id, of a live or a retired claim
    Column("status", String(16), nullable=False),
    Column("mistake", String(16)),
    Column("note", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Index(None, "claim", "workspace", "serial"),
)

postings = Table(
    "postings",
    metadata,
    Column("facet", ForeignKey("facets.id"), primary_key=True),
    Column("key", Key, primary_key=True),  # of a claim; no foreign key, it would need an index
    sqlite_with_rowid=False,
)

pairs = Table(  # of facets that are asked for together (`bot.store.facets.pairs`)
    "pairs",
    metadata,
    Column("first", Key, primary_key=True),  # no foreign keys: each would be looked up
    Column("second", Key, primary_key=True),
    Column("key", Key, primary_key=True),
    sqlite_with_rowid=False,
)

copies = Table(  # the claims that are not the only ones to say what they say
    "copies",
    metadata,
    Column("key", Key, primary_key=True, autoincrement=False),
    Column("said", BigInteger, nullable=False),
    Column("rank", BigInteger, nullable=False),  # the least was published first
    Index(None, "said", "rank"),
)

sketches = Table(
    "sketches",
    metadata,
    Column("article", ForeignKey("articles.serial"), primary_key=True),
    Column("runs", Integer, nullable=False),
    Column("signature", LargeBinary, nullable=False),
)

sketch_bands = Table(
    "sketch_bands",
    metadata,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("article", ForeignKey("articles.serial"), primary_key=True),
    sqlite_with_rowid=False,
)

files = Table(
    "files",
    metadata,
    Column("path", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("article_id", Text),
    Column("refusal", Text),
    Column("tries", Integer, nullable=False),
)

decisions = Table(
    "decisions",
    metadata,
    Column("serial", Key, primary_key=True, autoincrement=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("other", Text, nullable=False),  # what it was merged into or split from
    Column("person", Text, nullable=False),
    Column("made", Moment, nullable=False),
    Column("workspace", Text, nullable=False, server_default=""),  # "" for all
)

private_articles = Table(  # that one workspace keeps for itself; all others are everyone's
    "private_articles",
    metadata,
    Column("article", ForeignKey("articles.serial"), primary_key=True),
    Column("workspace", Text, nullable=False, index=True),
    Column("person", Text, nullable=False),  # who kept it
)

private_facets = Table(  # what their claims carry, which `facets` does not count
    "private_facets",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("facet", ForeignKey("facets.id"), primary_key=True),
    Column("claims", Integer, nullable=False),
)

heard = Table(
    "heard",
    metadata,
    Column("key", Text, primary_key=True),  # what a platform calls one event
    Column("at", Moment, nullable=False, index=True),
)

unanswered = Table(  # what was asked and is not answered yet
    "unanswered",
    metadata,
    Column("key", Text, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("body", Text, nullable=False),  # in the platform's own words
    Column("at", Moment, nullable=False),
    Column("taken", Boolean, nullable=False),  # up again, after a restart
)

installs = Table(
    "installs",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("id", Text, primary_key=True),  # of a workspace, or of an organisation
    Column("organisation", Text, nullable=False),
    Column("secret", Text, nullable=False),  # the token, encrypted; "" for the organisation's
    Column("user", Text, nullable=False),
    Column("bot", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("at", Moment, nullable=False),
)
