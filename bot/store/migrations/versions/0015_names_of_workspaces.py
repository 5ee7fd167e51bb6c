"""Whose a decision about names is; what was decided before holds for all, as it did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the workspace of each decision."""
    workspace = sa.Column("workspace", sa.Text, nullable=False, server_default="")
    op.add_column("decisions", workspace)


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
