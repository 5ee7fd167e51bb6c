"""Passages with all that they tell: when, how much, who and in what mood, scored by the row."""

from __future__ import annotations

import pytest
from passages import TABLES, rows

pytestmark = pytest.mark.model

# Rows that are wholly right: of the tables that were read, and of those never tuned on.
# The later sets are pinned as the first is.
FLOORS = {"dates": (28, 11), "figures": (40, 16), "speakers": (34, 15), "moods": (27, 13)}
SECOND = {"dates": (11, 6), "figures": (33, 16), "speakers": (8, 4), "moods": (8, 4)}
THIRD = {"dates": (14, 10), "figures": (15, 12), "speakers": (9, 4), "moods": (14, 13)}


FOURTH = {"dates": (40, 19), "figures": (118, 17), "speakers": (52, 15), "moods": (19, 8)}
FIFTH = {"dates": (10, 7), "figures": (19, 12), "speakers": (36, 12), "moods": (15, 13)}
SIXTH = {"dates": (10, 8), "figures": (20, 14)}
SEVENTH = {"dates": (8, 8), "figures": (17, 14)}
EIGHTH = {"dates": (12, 9), "figures": (18, 12)}
SETS = (
    *(("", FLOORS), ("_second", SECOND), ("_third", THIRD), ("_fourth", FOURTH)),
    *(("_fifth", FIFTH), ("_sixth", SIXTH), ("_seventh", SEVENTH)),
    ("_eighth", EIGHTH),
)


@pytest.mark.parametrize(
    ("name", "which", "floors"),
    [(name, which, floors[name]) for which, floors in SETS for name in TABLES if name in floors],
)
def test_passages_are_read_as_well_as_pinned(
    name: str, which: str, floors: tuple[int, int]
) -> None:
    """As many passages are wholly right as were, both read and unread ones."""
    tables = (f"{name}_passages{which}", f"{name}_passages{which}_unseen")
    for table, floor in zip(tables, floors, strict=True):
        whole = sum(TABLES[name](row).whole for row in rows(table + ".toml"))
        assert whole >= floor, f"{table}: {whole} of {len(rows(table + '.toml'))}"
