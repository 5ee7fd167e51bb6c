"""Reading the date that an article states."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.analysis import Precision
from nlp.datelines import read_date

MAY_12 = date(2025, 5, 12)


@pytest.mark.parametrize(
    "words",
    [
        "2025-05-12",
        "20250512",
        "2025/5/12",
        "May 12, 2025",
        "MAY 12, 2025",
        "12 May 2025",
        "12th of May, 2025",
        "Monday, May 12, 2025",
        "Mon., May 12, 2025",
        "Published: May 12, 2025",
        "First published on Monday 12 May 2025 at 14:05 BST",
        "May 12, 2025 | 3:04 p.m. ET",
        "2025-05-12T10:00:00",
        " 2025-05-12 ",
    ],
)
def test_a_day(words: str) -> None:
    """A day is read in any usual way of writing; without a sure zone no moment is given."""
    stated = read_date(words)
    assert stated is not None
    assert (stated.day, stated.precision, stated.at) == (MAY_12, Precision.DAY, None)


@pytest.mark.parametrize(
    ("words", "hour", "minute", "day"),
    [
        ("2025-05-12T10:00:00Z", 10, 0, 12),
        ("2025-05-12 10:00 UTC", 10, 0, 12),
        ("Mon, 12 May 2025 10:30:00 GMT", 10, 30, 12),
        ("2025-05-12T23:30:00.123-05:00", 4, 30, 13),
        ("2025-05-12T00:30+0200", 22, 30, 11),
        ("May 12, 2025 12:15 AM UTC", 0, 15, 12),
        ("May 12, 2025 12:15 PM UTC", 12, 15, 12),
    ],
)
def test_a_moment(words: str, hour: int, minute: int, day: int) -> None:
    """Where zone and time are stated, the moment is in UTC and the day stays as written."""
    stated = read_date(words)
    assert stated is not None
    assert stated.day == MAY_12
    assert stated.at is not None
    assert stated.at.replace(second=0) == datetime(2025, 5, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "day", "precision"),
    [
        ("2025-05", date(2025, 5, 1), Precision.MONTH),
        ("May 2025", date(2025, 5, 1), Precision.MONTH),
        ("Sept. 2025", date(2025, 9, 1), Precision.MONTH),
        ("2025", date(2025, 1, 1), Precision.YEAR),
    ],
)
def test_less_than_a_day(words: str, day: date, precision: Precision) -> None:
    """A month or a year stays what it is."""
    stated = read_date(words)
    assert stated is not None
    assert (stated.day, stated.precision, stated.at) == (day, precision, None)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "5/12/2025",
        "12.05.25",
        "2025-02-30",
        "0001-01-01",
        "2025-13-01",
        "Thursday",
        "soon",
        "May 12",
        "Tariffs rose on May 12, 2025",
        "May 12, 2025" + " " * 200 + "x",
        "99999",
    ],
)
def test_no_date(words: str) -> None:
    """What is unclear, impossible or a default value is not guessed."""
    assert read_date(words) is None


@pytest.mark.parametrize("words", ["2025-05-12T25:00:00Z", "2025-05-12T10:00:00+99:99"])
def test_an_impossible_time_leaves_the_day(words: str) -> None:
    """A broken time of day costs the moment, not the day."""
    stated = read_date(words)
    assert stated is not None
    assert (stated.day, stated.at) == (MAY_12, None)


@given(st.dates(date(1700, 1, 1), date(2199, 12, 31)))
@settings(max_examples=100, deadline=None)
def test_every_day_reads_back(day: date) -> None:
    """Both ISO and English spelling lead back to the day."""
    for words in (
        day.isoformat(),
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%b} {day.year}",
    ):
        stated = read_date(words)
        assert stated is not None
        assert stated.day == day


@given(st.text(max_size=150))
@settings(max_examples=200, deadline=None)
def test_no_text_breaks_it(words: str) -> None:
    """Any words give a date or None."""
    stated = read_date(words)
    assert stated is None or stated.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR)
