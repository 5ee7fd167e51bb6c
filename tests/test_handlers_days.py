"""Days are read as people type them, against today; what is no date is none."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.words.days import meant, stretches

FRIDAY = date(2025, 6, 6)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2025-05-01", date(2025, 5, 1), date(2025, 5, 1)),
        ("2025/05/01", date(2025, 5, 1), date(2025, 5, 1)),
        ("2025-05", date(2025, 5, 1), date(2025, 5, 31)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("may", date(2025, 5, 1), date(2025, 5, 31)),
        ("in May", date(2025, 5, 1), date(2025, 5, 31)),
        ("MAY 2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("sept 2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("july", date(2024, 7, 1), date(2024, 7, 31)),
        ("july 4", date(2024, 7, 4), date(2024, 7, 4)),
        ("April 2, 2025", date(2025, 4, 2), date(2025, 4, 2)),
        ("2 april", date(2025, 4, 2), date(2025, 4, 2)),
        ("april 2nd", date(2025, 4, 2), date(2025, 4, 2)),
        ("today", FRIDAY, FRIDAY),
        ("now", FRIDAY, FRIDAY),
        ("yesterday", date(2025, 6, 5), date(2025, 6, 5)),
        ("friday", FRIDAY, FRIDAY),
        ("last friday", date(2025, 5, 30), date(2025, 5, 30)),
        ("Last FRIDAY", date(2025, 5, 30), date(2025, 5, 30)),
        ("fri", FRIDAY, FRIDAY),
        ("weds", date(2025, 6, 4), date(2025, 6, 4)),
        ("next friday", date(2025, 6, 13), date(2025, 6, 13)),
        ("last week", date(2025, 5, 26), date(2025, 6, 1)),
        ("this month", date(2025, 6, 1), date(2025, 6, 30)),
        ("last year", date(2024, 1, 1), date(2024, 12, 31)),
        ("3 days ago", date(2025, 6, 3), date(2025, 6, 3)),
        ("last 7 days", date(2025, 5, 30), FRIDAY),
        ("the past two weeks", date(2025, 5, 23), FRIDAY),
        ("q1 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("29 february", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_date_is_read_as_people_type_it(words: str, first: date, last: date) -> None:
    """Days, weeks, months and years; without a year it is the last that has begun."""
    assert meant(words, FRIDAY) == (first, last)


@pytest.mark.parametrize(
    "words",
    [
        *("yesterdayish", "", " ", "soon", "05/01/2025", "2025-13-01", "2025-02-30", "china"),
        *("may china", "12 may wheat", "31 june", "0", "99999", "recently", "for 90 days"),
        "last 9999 days",
    ],
)
def test_what_is_no_date_is_none(words: str) -> None:
    """Words that leave open which days they mean, or are more than a date, are not read."""
    assert meant(words, FRIDAY) is None


def test_without_today_only_full_dates_are_read() -> None:
    """Nothing is reckoned from a day that is not known."""
    assert meant("yesterday", None) is None
    assert meant("last 3 days", None) is None
    assert meant("may", None) is None
    assert meant("2025-05-01", None) == (date(2025, 5, 1), date(2025, 5, 1))


@pytest.mark.parametrize(
    ("text", "words", "since", "until"),
    [
        ("tariffs on china last week", "last week", date(2025, 5, 26), date(2025, 6, 1)),
        ("what was said in may?", "in may", date(2025, 5, 1), date(2025, 5, 31)),
        ("wheat since may 2025 china", "since may 2025", date(2025, 5, 1), None),
        ("wheat until last friday", "until last friday", None, date(2025, 5, 30)),
        ("before april 2", "before april 2", None, date(2025, 4, 1)),
        ("after 12 may", "after 12 may", date(2025, 5, 13), None),
        ("between april 2 and may 12", None, date(2025, 4, 2), date(2025, 5, 12)),
        ("from january to march", None, date(2025, 1, 1), date(2025, 3, 31)),
        ("over the past week", None, date(2025, 5, 30), FRIDAY),
        ("last 30 days of steel", "last 30 days", date(2025, 5, 7), FRIDAY),
        ("wheat 2025-05-01", "2025-05-01", date(2025, 5, 1), date(2025, 5, 1)),
        ("wheat 2025-05", "2025-05", date(2025, 5, 1), date(2025, 5, 31)),
        ("on friday", "on friday", FRIDAY, FRIDAY),
        ("up to yesterday", "up to yesterday", None, date(2025, 6, 5)),
    ],
)
def test_dates_are_found_in_running_words(
    text: str, words: str | None, since: date | None, until: date | None
) -> None:
    """The preposition says which end a date is, and goes with it."""
    (found,) = stretches(text, FRIDAY)
    assert (found.since, found.until, found.of_figures) == (since, until, False)
    assert text[found.start : found.end] == (words or text)


@pytest.mark.parametrize(
    "text",
    ["tariffs may rise", "march on the capital", "black friday sales", "june lopez", "90 days", ""],
)
def test_words_that_only_look_like_dates_stay_words(text: str) -> None:
    """A month or weekday needs a preposition, a day or a year."""
    assert stretches(text, FRIDAY) == ()


@pytest.mark.parametrize("text", ["deficit in 2024", "deficit last year", "deficit in q1 2025"])
def test_years_are_rather_of_figures(text: str) -> None:
    """A year or a part of one is marked, as it may be what a figure is of."""
    (found,) = stretches(text, FRIDAY)
    assert found.of_figures
    (bound,) = stretches(text.replace("in ", "").replace("deficit", "since"), FRIDAY)
    assert not bound.of_figures


def test_as_of_is_neither_end() -> None:
    """ "As of" says what was known, not when something appeared."""
    (found,) = stretches("tariffs as of may 30", FRIDAY)
    assert (found.as_of, found.since, found.until) == (date(2025, 5, 30), None, None)


TYPED = st.text(max_size=60) | st.lists(
    st.sampled_from(
        re.findall(
            r"\S+",
            "last next since until may 2025 0001-01-01 9999-12-31 friday 31 february 12 past week "
            "999 days ago from to between and - 2025-05 / q4 year before after",
        )
    ),
    max_size=8,
).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(TYPED, st.dates() | st.none())
def test_any_words_have_days_in_order_or_none(text: str, today: date | None) -> None:
    """No text raises on any day; places are within the text and do not overlap."""
    at = 0
    for found in stretches(text, today):
        assert at <= found.start < found.end <= len(text)
        at = found.end
    days = meant(text, today)
    assert days is None or days[0] <= days[1]
