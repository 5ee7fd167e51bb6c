"""Dates against the article's own date: weekdays, months, spans, and the day of a saying."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.analysis import Precision
from nlp.dates.finding import find, resolve, said_on

THURSDAY = date(2025, 6, 5)


@pytest.mark.parametrize(
    ("text", "words", "precision", "first", "last"),
    [
        ("met on Thursday that", "Thursday", "day", "2025-06-05", "2025-06-05"),
        ("said Friday", "Friday", "day", "2025-05-30", "2025-05-30"),
        ("in force since Tuesday", "Tuesday", "day", "2025-06-03", "2025-06-03"),
        ("will meet on Friday", "Friday", "day", "2025-06-06", "2025-06-06"),
        ("by Wednesday", "Wednesday", "day", "2025-06-11", "2025-06-11"),
        ("next Monday", "next Monday", "day", "2025-06-09", "2025-06-09"),
        ("last Thursday", "last Thursday", "day", "2025-05-29", "2025-05-29"),
        ("the duty takes effect Saturday", "Saturday", "day", "2025-06-07", "2025-06-07"),
        ("in May knocked", "May", "month", "2025-05-01", "2025-05-31"),
        ("in November", "November", "month", "2024-11-01", "2024-11-30"),
        ("It fell in March. Then", "March", "month", "2025-03-01", "2025-03-31"),
        ("It fell in Sept. 2024", "Sept. 2024", "month", "2024-09-01", "2024-09-30"),
        ("mid-May", "mid-May", "month", "2025-05-11", "2025-05-20"),
        ("last June", "last June", "month", "2024-06-01", "2024-06-30"),
        ("June 2024", "June 2024", "month", "2024-06-01", "2024-06-30"),
        ("by July 9", "July 9", "day", "2025-07-09", "2025-07-09"),
        ("until December 31", "December 31", "day", "2025-12-31", "2025-12-31"),
        ("will close in November", "November", "month", "2025-11-01", "2025-11-30"),
        ("until May 31", "May 31", "day", "2025-05-31", "2025-05-31"),
        ("told June Harlow in April", "April", "month", "2025-04-01", "2025-04-30"),
        ("until Aug. 12", "Aug. 12", "day", "2025-08-12", "2025-08-12"),
        ("May 12, 2025", "May 12, 2025", "day", "2025-05-12", "2025-05-12"),
        ("12 May 2025", "12 May 2025", "day", "2025-05-12", "2025-05-12"),
        ("April 8 and 9", "April 8 and 9", "day", "2025-04-08", "2025-04-09"),
        ("2025-02-28", "2025-02-28", "day", "2025-02-28", "2025-02-28"),
        ("this week", "this week", "week", "2025-06-02", "2025-06-08"),
        ("last month", "last month", "month", "2025-05-01", "2025-05-31"),
        ("earlier this year", "earlier this year", "year", "2025-01-01", "2025-06-05"),
        ("later this month", "later this month", "month", "2025-06-05", "2025-06-30"),
        ("the past year", "the past year", "year", "2024-06-05", "2025-06-05"),
        ("two weeks ago", "two weeks ago", "week", "2025-05-19", "2025-05-25"),
        ("yesterday", "yesterday", "day", "2025-06-04", "2025-06-04"),
        ("in 2024, a rise", "2024", "year", "2024-01-01", "2024-12-31"),
        ("the first quarter", "the first quarter", "quarter", "2025-01-01", "2025-03-31"),
        ("the fourth quarter", "the fourth quarter", "quarter", "2024-10-01", "2024-12-31"),
        ("Q1 2025", "Q1 2025", "quarter", "2025-01-01", "2025-03-31"),
        (
            "in the second half of 2024",
            "the second half of 2024",
            "quarter",
            "2024-07-01",
            "2024-12-31",
        ),
        ("for 90 days", "for 90 days", "vague", None, None),
        ("recently", "recently", "vague", None, None),
    ],
)
def test_find(text: str, words: str, precision: str, first: str | None, last: str | None) -> None:
    """Each way of dating is found with its words, precision and bounds."""
    ((start, end, when),) = find(text, THURSDAY)
    assert (text[start:end], when.words, when.precision) == (words, words, Precision(precision))
    assert when.first == (date.fromisoformat(first) if first else None)
    assert when.last == (date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    "text",
    [
        "He may go",
        "May he go?",
        "$2024",
        "2,024 tons",
        "2000 workers",
        "Troops march",
        "a second",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Words and numbers that look like dates are left alone."""
    assert find(text, THURSDAY) == ()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Thursday", None),
        ("in May", None),
        ("last month", None),
        ("May 12, 2025", date(2025, 5, 12)),
    ],
)
def test_without_the_articles_date(words: str, first: date | None) -> None:
    """Only absolute dates are resolved without an anchor; nothing is guessed."""
    assert resolve(words, None).first == first


def test_resolve_keeps_the_words() -> None:
    """The words come back as given; words that name no date are vague."""
    assert resolve("on Thursday", THURSDAY).words == "on Thursday"
    assert resolve("on Thursday", THURSDAY).first == THURSDAY
    assert resolve("whenever", THURSDAY).precision is Precision.VAGUE


def test_a_day_that_does_not_exist() -> None:
    """The 31st of a short month is found and left open."""
    ((_, _, when),) = find("on Feb. 31", THURSDAY)
    assert when.first is None


@pytest.mark.parametrize(
    ("text", "clause", "first"),
    [
        ("“No,” Mr. Orme told lawmakers on Thursday.", "told lawmakers on Thursday", THURSDAY),
        ("“No,” Mr. Orme said Thursday, adding more.", "said", THURSDAY),
        ("Mr. Orme said late Wednesday that", "said", date(2025, 6, 4)),
        ("On Tuesday, Mr. Orme said he would go Friday.", "said", date(2025, 6, 3)),
        ("Mr. Orme said he met them on Thursday.", "said", None),
        ("It rained on Tuesday. Mr. Orme said no.", "said", None),
        ("Mr. Orme said recently that", "said", None),
        ("Mr. Orme said on July 9 all fees would rise.", "said", None),
    ],
)
def test_said_on(text: str, clause: str, first: date | None) -> None:
    """The date of the reporting clause is taken, the dates of what it reports are not."""
    start = text.index(clause)
    when = said_on(text, start, start + len(clause), THURSDAY)
    assert (when.first if when else None) == first


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["May", "31", "Feb.", "last", "in", "the", "quarter", "99", "years", "ago"]
        ),
        max_size=12,
    ),
    st.dates(),
)
def test_any_words_and_any_anchor(words: list[str], anchor: date) -> None:
    """No words and no article date break it; bounds are in order and match the text."""
    text = " ".join(words)
    for start, end, when in find(text, anchor):
        assert text[start:end] == when.words
        assert (when.first is None) == (when.last is None)
        assert when.first is None or when.last is None or when.first <= when.last


SWEPT = [
    ("Growth will slow in the third quarter.", "quarter", "2025-07-01", "2025-09-30"),
    ("The last quarter of 2024 was weak.", "quarter", "2024-10-01", "2024-12-31"),
    ("Last quarter was weak.", "quarter", "2025-01-01", "2025-03-31"),
    ("The first six months of 2025 were weak.", "quarter", "2025-01-01", "2025-06-30"),
    ("The summer of 2023 was hot.", "quarter", "2023-06-01", "2023-08-31"),
    ("Revenue will rise in fiscal 2026.", "year", None, None),
    ("Spending in FY2026 is capped.", "year", None, None),
    ("Early 2024 was cold.", "year", "2024-01-01", "2024-04-30"),
    ("By mid-2026 it will be over.", "year", "2026-05-01", "2026-08-31"),
    ("Late last year he left.", "year", "2024-09-01", "2024-12-31"),
    ("The end of 2026 is far.", "month", "2026-12-01", "2026-12-31"),
    ("It closes at the end of the month.", "month", "2025-06-21", "2025-06-30"),
    ("It is free until the end of March 2026.", "month", "2026-03-21", "2026-03-31"),
    ("It ends at year-end.", "month", "2025-12-01", "2025-12-31"),
    ("The report is due on the 15th.", "day", "2025-06-15", "2025-06-15"),
    ("The board met on the 30th.", "day", "2025-05-30", "2025-05-30"),
    ("He came on the 15th floor.", None, None, None),
    ("The ferry stopped over the weekend.", "week", "2025-05-31", "2025-06-01"),
    ("They will meet over the weekend.", "week", "2025-06-07", "2025-06-08"),
    ("The past weekend was wet.", "week", "2025-05-31", "2025-06-01"),
    ("Two weeks ago the mill closed.", "week", "2025-05-19", "2025-05-25"),
    ("A couple of days ago it closed.", "day", "2025-06-03", "2025-06-03"),
    ("A few weeks ago it closed.", "vague", None, None),
    ("Decades ago it closed.", "vague", None, None),
    ("It closed more than a year ago.", "vague", None, None),
    ("In about two weeks it starts.", "week", "2025-06-16", "2025-06-22"),
    ("In less than a month it starts.", "vague", None, None),
    ("In the 1990s it was common.", "vague", None, None),
    ("Over the next 18 months they build.", "month", "2025-06-05", "2026-12-05"),
    ("In the last three months it fell.", "month", "2025-03-05", "2025-06-05"),
    ("Three days later it sank.", "day", None, None),
    ("The following week it sank.", "week", None, None),
    ("The day after the election it sank.", "day", None, None),
    ("Sales rose from a year earlier.", "year", None, None),
    ("The day before yesterday it sank.", "day", "2025-06-03", "2025-06-03"),
    ("Last night it sank.", "day", "2025-06-04", "2025-06-04"),
    ("This morning it sank.", "day", "2025-06-05", "2025-06-05"),
    ("It was dated 13/7/2025.", "day", "2025-07-13", "2025-07-13"),
    ("It was dated 7/13/2025.", "day", "2025-07-13", "2025-07-13"),
    ("It was dated 9/7/2025.", "day", None, None),
    ("It was dated 13.7.2025.", "day", "2025-07-13", "2025-07-13"),
    ("A hearing is set for Monday, June 16.", "day", "2025-06-16", "2025-06-16"),
    ("A hearing is set for Monday 16 June.", "day", "2025-06-16", "2025-06-16"),
    ("The deadline is 12:01 a.m. on Friday.", "day", "2025-06-06", "2025-06-06"),
    ("The week of June 9 is busy.", "week", "2025-06-09", "2025-06-15"),
    ("From 3 to 5 June it was warm.", "day", "2025-06-03", "2025-06-05"),
    ("Between 3 and 5 June it was warm.", "day", "2025-06-03", "2025-06-05"),
    ("He travelled to Geneva on Monday.", "day", "2025-06-02", "2025-06-02"),
    ("She spoke to lawmakers on Monday.", "day", "2025-06-02", "2025-06-02"),
    ("She promised to act on Monday.", "day", "2025-06-09", "2025-06-09"),
    ("Next Friday they vote.", "day", "2025-06-13", "2025-06-13"),
    ("This Friday they vote.", "day", "2025-06-06", "2025-06-06"),
    ("The shop opens on Christmas Day.", "day", "2025-12-25", "2025-12-25"),
]


@pytest.mark.parametrize(("text", "precision", "first", "last"), SWEPT, ids=[r[0] for r in SWEPT])
def test_dates_of_many_shapes(
    text: str, precision: str | None, first: str | None, last: str | None
) -> None:
    """Each sentence names one time or none; vague stays vague, and what counts from another
    time than the article's stays open."""
    found = [(w.precision.value, w.first, w.last) for _, _, w in find(text, THURSDAY)]
    days = [date.fromisoformat(day) if day else None for day in (first, last)]
    assert found == ([(precision, *days)] if precision else [])


TURNS = [
    ("2025-12-18", "The tariff takes effect in January.", "2026-01-01"),
    ("2025-12-18", "Exports fell in January.", "2025-01-01"),
    ("2025-12-18", "It was signed last December.", "2024-12-01"),
    ("2025-12-18", "They meet next January.", "2026-01-01"),
    ("2025-12-18", "The pact began on January 1.", "2025-01-01"),
    ("2025-12-18", "The pact begins on January 1.", "2026-01-01"),
    ("2025-12-18", "The first quarter will be strong.", "2026-01-01"),
    ("2025-12-18", "Next quarter they decide.", "2026-01-01"),
    ("2025-12-18", "On the 2nd they will vote.", "2026-01-02"),
    ("2026-01-02", "It was signed in December.", "2025-12-01"),
    ("2026-01-02", "It will be signed in December.", "2026-12-01"),
    ("2026-01-02", "It was signed last December.", "2025-12-01"),
    ("2026-01-02", "Last year it rose.", "2025-01-01"),
    ("2026-01-02", "Last quarter it rose.", "2025-10-01"),
    ("2026-01-02", "Last summer was hot.", "2025-06-01"),
    ("2026-01-02", "This winter is mild.", "2025-12-01"),
    ("2026-01-02", "Last winter was mild.", "2024-12-01"),
    ("2026-01-02", "They agreed on Wednesday.", "2025-12-31"),
    ("2026-01-02", "On the 28th they met.", "2025-12-28"),
    ("2026-01-02", "Two months ago it fell.", "2025-11-01"),
]


@pytest.mark.parametrize(("anchor", "text", "first"), TURNS, ids=[f"{r[0]} {r[1]}" for r in TURNS])
def test_dates_across_the_turn_of_the_year(anchor: str, text: str, first: str) -> None:
    """The verb tells whether the month gone by or the one to come is meant."""
    ((_, _, when),) = find(text, date.fromisoformat(anchor))
    assert when.first == date.fromisoformat(first)


@pytest.mark.parametrize(
    "text",
    [
        *("in May", "Thursday", "last week", "next month", "on the 15th.", "the third quarter"),
        *("two weeks ago", "in mid-June", "over the weekend", "Christmas Day", "the end of July"),
        *("this summer", "over the next two weeks", "tonight", "the week of June 9", "year-end"),
    ],
)
def test_nothing_is_resolved_without_the_articles_date(text: str) -> None:
    """Its precision is known all the same."""
    ((_, _, when),) = find(text, None)
    assert (when.first, when.last) == (None, None)
