"""Which claims say the same, which articles are near-copies, and what tells both.

Claims and articles stored before are each the only one of their kind until their file is
read again, which it is: another version of this code has read it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

# SQLite makes a row's key the table's own order only where its type is called INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add families of articles and groups of claims."""
    op.add_column("articles", sa.Column("family", sa.Text))
    op.execute("UPDATE articles SET family = id")
    op.create_index("ix_articles_family", "articles", ["family"])
    op.create_index("ix_article_versions_digest", "article_versions", ["digest"])
    op.add_column("claims", sa.Column("said", sa.BigInteger))
    op.create_index("ix_claims_said", "claims", ["said"])
    op.create_table(
        "copies",
        sa.Column("key", KEY, primary_key=True, autoincrement=False),
        sa.Column("said", sa.BigInteger, nullable=False),
        sa.Column("rank", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_copies_said_rank", "copies", ["said", "rank"])
    op.create_table(
        "sketches",
        sa.Column("article", KEY, sa.ForeignKey("articles.serial"), primary_key=True),
        sa.Column("runs", sa.Integer, nullable=False),
        sa.Column("signature", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "sketch_bands",
        sa.Column("band", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("article", KEY, sa.ForeignKey("articles.serial"), primary_key=True),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
