"""Figures in news sentences: one table that holds, one that was written unread."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from passages import fields_of
from readings import parsed
from tables import table

from nlp.analysis import Change, Figure
from nlp.figures.finding import read_figures
from nlp.names.roster import Roster

pytestmark = pytest.mark.model

BLIND_FLOOR = 0.8  # 56 of 68 rows wholly right, where 49 were before


def _read(text: str) -> tuple[Figure, ...]:
    docs = parsed(text)
    return read_figures(docs, Roster.read(docs, 2025))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _told(figure: Figure) -> str:
    upper = "" if figure.upper is None else f"..{_plain(figure.upper)}"
    told = f"{_plain(figure.value)}{upper} {figure.normalized_unit or '-'}"
    for name, words in fields_of(figure):
        told += f"; {name} {words}" if words else ""
    return told + _moved(figure.change)


def _moved(change: Change | None) -> str:
    if change is None:
        return ""
    by = "" if change.amount is None else f" {_plain(change.amount)} {change.unit or '-'}"
    told = f"; {change.direction}{by}" + (f"; against {change.base}" if change.base else "")
    return told + ("" if change.came_from is None else f"; from {_plain(change.came_from)}")


TOLD = table("figures/told")


@pytest.mark.parametrize("row", TOLD, ids=[row["text"] for row in TOLD])
def test_figures_of_news_sentences(row: dict[str, Any]) -> None:
    """Each sentence tells these figures, with all that is said of them."""
    assert [_told(one) for one in _read(row["text"])] == row["told"]


def test_sentences_that_nobody_tuned_on_stay_above_their_floor() -> None:
    """A table written before it was read is right in every field as often as pinned."""
    blind = table("figures/told_blind")
    right = sum([_told(one) for one in _read(row["text"])] == row["told"] for row in blind)
    assert right >= BLIND_FLOOR * len(blind)
