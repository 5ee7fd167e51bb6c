"""What is a workspace's own: decisions about names, and articles that it keeps for itself.

What was decided before holds for all, as it did; all articles are everyone's.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the workspace of each decision, and the tables of private articles."""
    workspace = sa.Column("workspace", sa.Text, nullable=False, server_default="")
    op.add_column("decisions", workspace)
    op.create_table(
        "private_articles",
        sa.Column("article", KEY, sa.ForeignKey("articles.serial"), primary_key=True),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
    )
    op.create_index("ix_private_articles_workspace", "private_articles", ["workspace"])
    op.create_table(
        "private_facets",
        sa.Column("workspace", sa.Text, primary_key=True),
        sa.Column("facet", KEY, sa.ForeignKey("facets.id"), primary_key=True),
        sa.Column("claims", sa.Integer, nullable=False),
    )


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
