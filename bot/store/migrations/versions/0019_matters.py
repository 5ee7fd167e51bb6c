"""Claims know by a number on what matter they are, once their articles are read again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; a claim without a number is weighed with every other until then."""
    op.add_column("claims", sa.Column("matter", sa.BigInteger()))


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
