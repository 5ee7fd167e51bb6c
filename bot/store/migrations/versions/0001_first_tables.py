"""The first tables: articles, claims and what finds them, subscriptions, deliveries, files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# SQLite makes a row's key the table's own order only where its type is called INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make all tables, and the counters at nought."""
    _articles()
    _claims()
    _facets()
    _subscriptions()
    _deliveries()
    _files()
    _counters()
    if op.get_bind().dialect.name == "sqlite":
        _sqlite_indexes()
    else:
        _postgresql_indexes()


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("serial", KEY, primary_key=True, autoincrement=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
        sa.Column("outlet", sa.Text),
        sa.Column("day", sa.Date),
        sa.Column("bucket", sa.BigInteger, nullable=False),
        sa.Column("base", sa.BigInteger, nullable=False, unique=True),
        sa.Column("room", sa.Integer, nullable=False),
    )
    op.create_index("ix_articles_day_outlet", "articles", ["day", "outlet"])
    op.create_index("ix_articles_outlet_base", "articles", ["outlet", "base"])
    op.create_table(
        "article_versions",
        sa.Column("article", KEY, sa.ForeignKey("articles.serial"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("fetched", MOMENT, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("parsed", sa.Text, nullable=False),
    )


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column("key", KEY, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("article", KEY, sa.ForeignKey("articles.serial"), nullable=False, index=True),
        sa.Column("sequence", sa.BigInteger, nullable=False, unique=True),
        sa.Column("status", sa.String(16), nullable=False),
    )
    op.create_table(
        "claim_bodies",
        sa.Column("key", KEY, sa.ForeignKey("claims.key"), primary_key=True, autoincrement=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("finding", sa.Text, nullable=False),
    )
    op.create_table(
        "retired_claims",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("article", KEY, sa.ForeignKey("articles.serial"), nullable=False, index=True),
        sa.Column("sequence", sa.BigInteger, nullable=False, unique=True),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("finding", sa.Text, nullable=False),
    )


def _facets() -> None:
    op.create_table(
        "facets",
        sa.Column("id", KEY, primary_key=True, autoincrement=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.UniqueConstraint("kind", "key"),
    )
    op.create_table(
        "postings",
        sa.Column("facet", KEY, sa.ForeignKey("facets.id"), primary_key=True),
        sa.Column("key", KEY, primary_key=True),
        sqlite_with_rowid=False,
    )


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("cadence", sa.Text, nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("due", MOMENT, nullable=False, index=True),
        sa.Column("seen", sa.BigInteger, nullable=False),
        sa.Column("stopped", MOMENT),
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("key", sa.String(25), primary_key=True),
        sa.Column(
            "subscription", sa.Integer, sa.ForeignKey("subscriptions.number"), nullable=False
        ),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.Column("due", MOMENT, nullable=False),
        sa.Column("claim_ids", sa.Text, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("first_tried", MOMENT),
        sa.Column("message_id", sa.Text),
        sa.Column("owner", sa.Text),
        sa.Column("free_at", MOMENT, nullable=False),
        sa.Column("ended", MOMENT),
        sa.Column("why", sa.Text),
        sa.UniqueConstraint("subscription", "local_date"),
    )
    op.create_index("ix_deliveries_state_free_at", "deliveries", ["state", "free_at"])


def _files() -> None:
    op.create_table(
        "files",
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("article_id", sa.Text),
        sa.Column("refusal", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False),
    )


def _counters() -> None:
    counters = op.create_table(
        "counters",
        sa.Column("name", sa.String(32), primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    names = ("sequence", "subscription")
    op.bulk_insert(counters, [{"name": name, "value": 0} for name in names])


def _sqlite_indexes() -> None:
    """Words are folded before they come; the ascii tokenizer leaves them as they are."""
    for name in ("search", "article_search"):
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5"
            "(words, marks, tokenize = \"ascii tokenchars '_'\", columnsize = 0)"
        )


def _postgresql_indexes() -> None:
    """Without GIN's list of pending entries, which a reader would have to walk."""
    for name in ("search", "article_search"):
        op.create_table(
            name,
            sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False),
            sa.Column("words", TSVECTOR, nullable=False),
        )
        op.create_index(
            f"ix_{name}_words",
            name,
            ["words"],
            postgresql_using="gin",
            postgresql_with={"fastupdate": "off"},
        )
