"""Which change an article's row was last touched by, so that what changed is read again alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the number of a change to articles."""
    touched = sa.Column("touched", sa.BigInteger, nullable=False, server_default="0")
    op.add_column("articles", touched)
    op.create_index("ix_articles_touched", "articles", ["touched"])


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
