"""Measures are found by how far along they are too, once their articles are read again."""

from __future__ import annotations

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

# An article whose claims are those that are stored already is not written anew. With a space
# behind it a finding is another text that means the same.
TOUCHED = """
    UPDATE claim_bodies SET finding = finding || ' '
    WHERE key IN (
        SELECT key FROM postings
        WHERE facet = (SELECT id FROM facets WHERE kind = 'kind' AND key = 'measure')
    )
"""


def upgrade() -> None:
    """Have each measure written anew when its article is read the next time."""
    op.execute(TOUCHED)


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
