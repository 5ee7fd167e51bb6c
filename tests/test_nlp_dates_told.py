"""Dates in news sentences: one table that holds, one that was written unread."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tables import table

from nlp.analysis import When
from nlp.dates.finding import find

WEDNESDAY = date(2025, 9, 17)
BLIND_FLOOR = 0.9  # 33 of 36 rows wholly right, where 21 were before


def _told(when: When) -> str:
    if when.first is None:
        return f"{when.precision.value} open"
    until = "" if when.last == when.first else f"..{when.last}"
    return f"{when.precision.value} {when.first}{until}"


def _read(text: str) -> list[str]:
    return [_told(when) for _, _, when in find(text, WEDNESDAY)]


TOLD = table("dates/told")


@pytest.mark.parametrize("row", TOLD, ids=[row["text"] for row in TOLD])
def test_dates_of_news_sentences(row: dict[str, Any]) -> None:
    """Each sentence names these times, and no others."""
    assert _read(row["text"]) == row["told"]


def test_sentences_that_nobody_tuned_on_stay_above_their_floor() -> None:
    """A table written before it was read is wholly right as often as pinned."""
    blind = table("dates/told_blind")
    assert sum(_read(row["text"]) == row["told"] for row in blind) >= BLIND_FLOOR * len(blind)


@pytest.mark.parametrize("row", TOLD[:40], ids=[row["text"] for row in TOLD[:40]])
def test_without_the_articles_date_no_day_is_guessed(row: dict[str, Any]) -> None:
    """Only what the words alone tell has days: a year, or a date with its year."""
    for _, _, when in find(row["text"], None):
        assert when.first is None or str(when.first.year) in when.words
