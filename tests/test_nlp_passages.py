"""Passages with all that they tell: when, how much, who and in what mood, scored by the row."""

from __future__ import annotations

import pytest
from passages import TABLES
from tables import table

pytestmark = pytest.mark.model

# Rows that are wholly right: of those that were read, and of those that are only scored.
FLOORS = {"dates": (187, 103), "figures": (436, 93), "speakers": (292, 39), "moods": (142, 100)}


@pytest.mark.parametrize("name", TABLES)
def test_passages_are_read_as_well_as_pinned(name: str) -> None:
    """As many passages are wholly right as were, both read and blind ones."""
    for which, floor in zip(("passages", "passages_blind"), FLOORS[name], strict=True):
        rows = table(f"{name}/{which}")
        whole = sum(TABLES[name](row).whole for row in rows)
        assert whole >= floor, f"{name}/{which}: {whole} of {len(rows)}"
