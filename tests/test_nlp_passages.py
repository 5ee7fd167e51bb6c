"""Passages with all that they tell: when, how much, who and in what mood, scored by the row."""

from __future__ import annotations

import pytest
from passages import TABLES, rows

pytestmark = pytest.mark.model

# Rows that are wholly right: of the tables that were read, and of those never tuned on.
FLOORS = {"dates": (28, 11), "figures": (39, 12), "speakers": (34, 15), "moods": (27, 13)}


@pytest.mark.parametrize("name", TABLES)
def test_passages_are_read_as_well_as_pinned(name: str) -> None:
    """As many passages are wholly right as were, both read and unread ones."""
    for table, floor in zip(
        (name + "_passages", name + "_passages_unseen"), FLOORS[name], strict=True
    ):
        whole = sum(TABLES[name](row).whole for row in rows(table + ".toml"))
        assert whole >= floor, f"{table}: {whole} of {len(rows(table + '.toml'))}"
