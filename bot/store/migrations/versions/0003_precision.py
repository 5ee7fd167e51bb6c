"""How exactly an article's day is known, so that no answer shows a month as its first day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the precision; articles stored before count as known to the day."""
    op.add_column("articles", sa.Column("precision", sa.String(8)))
    op.execute("UPDATE articles SET precision = 'day' WHERE day IS NOT NULL")


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
