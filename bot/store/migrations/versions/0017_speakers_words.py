"""What somebody said, as a list of its own, for all claims there are.

A million claims take half a minute, once.
"""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

PAIRED = """
    INSERT INTO pairs (first, second, key)
    SELECT postings.facet, said.facet, postings.key
    FROM postings JOIN postings AS said ON said.key = postings.key
    WHERE postings.facet IN (SELECT id FROM facets WHERE kind = 'speaker')
    AND said.facet = (SELECT id FROM facets WHERE kind = 'sort' AND key = 'said')
    ORDER BY 1, 2, 3
"""


def upgrade() -> None:
    """Add these pairs to those of names with topics and sorts."""
    op.execute(PAIRED)


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
