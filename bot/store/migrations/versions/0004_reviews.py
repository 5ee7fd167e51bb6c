"""What workspaces found out about claims; the claims themselves no longer hold a status."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# SQLite makes a row's key the table's own order only where its type is called INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of reviews, and drop the status that no command ever set."""
    op.create_table(
        "reviews",
        sa.Column("serial", KEY, primary_key=True, autoincrement=True),
        sa.Column("workspace", sa.Text, nullable=False),
        sa.Column("claim", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("mistake", sa.String(16)),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("made", sa.DateTime(timezone=True), nullable=False),
    )
    op.create_index(
        "ix_reviews_claim_workspace_serial", "reviews", ["claim", "workspace", "serial"]
    )
    for table in ("claims", "retired_claims"):
        op.drop_column(table, "status")


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
