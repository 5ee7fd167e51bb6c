"""What was asked and is not answered yet, so that a kill costs nobody an answer."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; what was asked before is answered, or was lost."""
    op.create_table(
        "unanswered",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("platform", sa.String(16), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken", sa.Boolean, nullable=False),
    )


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
