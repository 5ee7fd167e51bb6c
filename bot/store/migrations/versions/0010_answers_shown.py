"""Answers of ours as they were shown, so that they can be put right where they stand."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Keep with a message what it says; those of before are told by their claims."""
    with op.batch_alter_table("showings") as table:
        table.add_column(sa.Column("reply", sa.LargeBinary))
        table.add_column(sa.Column("place", sa.Text, nullable=False, server_default=""))
        table.add_column(sa.Column("by", sa.Text, nullable=False, server_default=""))


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
