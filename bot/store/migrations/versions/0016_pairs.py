"""Claims under two facets at once, and the facet of their sort, for all claims there are.

A million claims take a minute or two, once.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

# SQLite makes a row's key the table's own order only where its type is called INTEGER.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SORT = """
    INSERT INTO facets (kind, key, claims)
    SELECT 'sort', 'said', said.claims FROM (
        SELECT SUM(claims) AS claims FROM facets
        WHERE kind = 'kind' AND key IN ('quote', 'statement', 'position')
    ) AS said WHERE said.claims IS NOT NULL
"""
SORTED_PRIVATELY = """
    INSERT INTO private_facets (workspace, facet, claims)
    SELECT private_facets.workspace, said.id, SUM(private_facets.claims)
    FROM private_facets JOIN facets AS said ON said.kind = 'sort'
    WHERE private_facets.facet IN (
        SELECT id FROM facets WHERE kind = 'kind' AND key IN ('quote', 'statement', 'position')
    )
    GROUP BY private_facets.workspace, said.id
"""
SORTED = """
    INSERT INTO postings (facet, key)
    SELECT said.id, postings.key FROM postings JOIN facets AS said ON said.kind = 'sort'
    WHERE postings.facet IN (
        SELECT id FROM facets WHERE kind = 'kind' AND key IN ('quote', 'statement', 'position')
    )
"""
# By claim: for each of its entities these are looked up.
SECONDS = """
    CREATE TEMPORARY TABLE seconds (
        key BIGINT NOT NULL, second BIGINT NOT NULL, PRIMARY KEY (key, second)
    )
"""
LOOKED_UP = """
    INSERT INTO seconds (key, second)
    SELECT key, facet FROM postings WHERE facet IN (
        SELECT id FROM facets WHERE kind IN ('topic', 'sort')
        OR (kind = 'kind' AND key IN ('measure', 'figure'))
    )
"""
PAIRED = """
    INSERT INTO pairs (first, second, key)
    SELECT postings.facet, seconds.second, postings.key
    FROM postings JOIN seconds ON seconds.key = postings.key
    WHERE postings.facet IN (SELECT id FROM facets WHERE kind = 'entity')
    ORDER BY 1, 2, 3
"""


def upgrade() -> None:
    """Add the table, and what it says of the claims stored before."""
    op.create_table(
        "pairs",
        sa.Column("first", KEY, primary_key=True),
        sa.Column("second", KEY, primary_key=True),
        sa.Column("key", KEY, primary_key=True),
        sqlite_with_rowid=False,
    )
    for statement in (SORT, SORTED_PRIVATELY, SORTED, SECONDS, LOOKED_UP, PAIRED):
        op.execute(statement)
    op.execute("DROP TABLE seconds")


def downgrade() -> None:
    """Stores are not taken back: restore a backup instead."""
    raise NotImplementedError
