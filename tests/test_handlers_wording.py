"""Dates, counts, measures and figures are put into words exactly."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from newsroom_samples import TRUCE, deficit, excerpt, measure

from handlers.newsroom import Published
from handlers.ports import Coverage
from handlers.showing.cards import first_words, how
from handlers.words import wording
from nlp.analysis import (
    Change,
    Excerpt,
    Figure,
    FoundBy,
    Measure,
    MeasureKind,
    MeasureStatus,
    Precision,
    Speaker,
    SpeakerKind,
    When,
)

DAY = date(2025, 6, 5)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, "date unknown"),
        (Published(day=DAY, precision=Precision.VAGUE), "date unknown"),
        (Published(day=DAY, precision=Precision.DAY), "5 June 2025"),
        (Published(day=DAY, precision=Precision.WEEK), "week of 5 June 2025"),
        (Published(day=DAY, precision=Precision.MONTH), "June 2025"),
        (Published(day=DAY, precision=Precision.QUARTER), "quarter 2 of 2025"),
        (Published(day=DAY, precision=Precision.YEAR), "2025"),
    ],
)
def test_a_publication_date_is_as_exact_as_it_is(when: Published | None, words: str) -> None:
    """No day is shown where only a month is known."""
    assert wording.published(when) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (None, None),
        (When(words="recently", precision=Precision.VAGUE), "recently"),
        (When(words="Thursday", precision=Precision.DAY, first=DAY), "Thursday (5 June 2025)"),
        (When(words="5 June 2025", precision=Precision.DAY, first=DAY), "5 June 2025"),
        (When(words="in June", precision=Precision.MONTH, first=DAY), "in June (June 2025)"),
    ],
)
def test_a_date_in_a_text_keeps_its_words(when: When | None, words: str | None) -> None:
    """The text's own words come first, what they resolve to behind them."""
    assert wording.when(when) == words


@pytest.mark.parametrize(
    ("over", "words"),
    [
        (Coverage(articles=0, outlets=(), first=None, last=None), "0 articles"),
        (Coverage(articles=1, outlets=(), first=None, last=None), "1 article, dates unknown"),
        (
            Coverage(articles=2, outlets=("A", "B"), first=DAY, last=DAY),
            "2 articles from A and B, 5 June 2025",
        ),
        (
            Coverage(articles=9, outlets=("A", "B", "C", "D"), first=DAY, last=date(2025, 7, 1)),
            "9 articles from 4 outlets, 5 June 2025 to 1 July 2025",
        ),
        (
            Coverage(
                articles=2,
                outlets=(),
                first=date(2025, 1, 1),
                last=date(2025, 6, 1),
                first_precision=Precision.YEAR,
                last_precision=Precision.MONTH,
            ),
            "2 articles, 2025 to June 2025",
        ),
    ],
)
def test_coverage_in_words(over: Coverage, words: str) -> None:
    """Few outlets are named, many are counted; one day is no span."""
    assert wording.coverage(over) == words


def test_counts_lists_and_numbers() -> None:
    """Plurals, thousands and lists read as English does."""
    assert wording.count(1, "claim") == "1 claim"
    assert wording.count(1000, "claim", capped=True) == "more than 1,000 claims"
    assert wording.listed(()) == ""
    assert wording.listed(("A",)) == "A"
    assert wording.listed(("A", "B", "C"), "or") == "A, B or C"
    assert wording.number(Decimal("5.80")) == "5.8"
    assert wording.number(Decimal("1200")) == "1,200"
    assert wording.number(Decimal("30.0")) == "30"
    assert wording.number(Decimal("1E+2")) == "100"
    moment = datetime(2025, 6, 6, 7, 30, tzinfo=UTC)
    assert wording.local(moment, "Europe/London") == "Friday 6 June 2025, 08:30 (Europe/London)"
    assert wording.today("Asia/Tokyo", datetime(2025, 6, 6, 20, tzinfo=UTC)) == date(2025, 6, 7)


TRADED = "United States → China, imports: "
FULL = measure(TRUCE.text)


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({}, "United States → China, imports: 30 % (reduced, was 145 %)"),
        (
            {"targets": (), "goods": "steel", "rate_before": None},
            "United States, steel: 30 % (reduced)",
        ),
        ({"imposer": None, "goods": None}, "imposer not stated → China: 30 % (reduced, was 145 %)"),
        (
            {"targets": ("China", "India"), "rate": None, "rate_before": None},
            "United States → China and India, imports: tariff, rate not stated (reduced)",
        ),
        (
            {"kind": MeasureKind.RETALIATION, "status": MeasureStatus.IN_FORCE},
            "United States → China, imports: 30 % (retaliation, in force, was 145 %)",
        ),
        (
            {"kind": MeasureKind.EXPORT_CONTROL, "rate": None, "rate_before": None},
            "United States → China, imports: export control (reduced)",
        ),
        (
            {
                "rate_before": None,
                "effective": When(words="May 14", precision=Precision.DAY, first=date(2025, 5, 14)),
                "expires": When(words="August", precision=Precision.VAGUE),
            },
            f"{TRADED}30 % (reduced, from May 14 (14 May 2025), until August)",
        ),
    ],
)
def test_a_measure_in_one_line(change: dict[str, object], line: str) -> None:
    """Who, on whom, what goods, at which rate; what is not stated is not made up."""
    changed: Measure = replace(FULL, **change)  # type: ignore[arg-type]  # a test's own table
    assert wording.measure_line(changed) == line


@pytest.mark.parametrize(
    ("words", "precision", "line"),
    [
        ("June 1, 2025", Precision.DAY, "1 June 2025"),
        ("Jun. 1st, 2025", Precision.DAY, "1 June 2025"),
        ("Sunday, 1 June 2025", Precision.DAY, "1 June 2025"),
        ("June 1", Precision.DAY, "June 1 (1 June 2025)"),
        ("Sunday", Precision.DAY, "Sunday (1 June 2025)"),
        ("June", Precision.MONTH, "June 2025"),
        ("next month", Precision.MONTH, "next month (June 2025)"),
    ],
)
def test_a_day_is_said_once(words: str, precision: Precision, line: str) -> None:
    """What the text says in full is not said again in brackets."""
    told = When(words=words, precision=precision, first=date(2025, 6, 1), last=date(2025, 6, 30))
    assert wording.when(told) == line


NUMBER = deficit(TRUCE.text)
HEAD = "U.S. trade deficit with China: "


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ({}, HEAD + "$295.4 billion in 2024, up 5.8 % on 2023"),
        ({"change": None, "period": None}, HEAD + "$295.4 billion"),
        (
            {"change": None, "period": "in the first quarter"},
            HEAD + "$295.4 billion in the first quarter",
        ),
        ({"change": None, "period": None, "bound": "about"}, HEAD + "about $295.4 billion"),
        (
            {"change": Change(direction="down", amount=Decimal(1), unit="percentage point")},
            HEAD + "$295.4 billion in 2024, down 1 percentage point",
        ),
        (
            {"change": Change(direction="down", amount=Decimal(2), unit="percentage points")},
            HEAD + "$295.4 billion in 2024, down 2 percentage points",
        ),
        (
            {"change": Change(direction="up", amount=Decimal(3), unit=None)},
            HEAD + "$295.4 billion in 2024, up $3",
        ),
        (
            {"change": Change(direction="up", amount=Decimal(3), unit="yard"), "currency": None},
            HEAD + "$295.4 billion in 2024, up 3 yards",
        ),
        (
            {"change": Change(direction="down", amount=Decimal(800_000_000), unit="dollar")},
            HEAD + "$295.4 billion in 2024, down $800 million",
        ),
        (
            {
                "change": Change(direction="up", came_from=Decimal("2.5E+9")),
                "currency": "CHF",
            },
            HEAD + "$295.4 billion in 2024, up from 2.5 billion CHF",
        ),
        (
            {"change": Change(direction="up", amount=Decimal("295400000000"), unit="dollar")},
            HEAD + "up $295.4 billion in 2024",
        ),
        ({"change": Change(direction="unchanged")}, HEAD + "$295.4 billion in 2024, unchanged"),
        (
            {"concept": "exports", "counterpart": "European Union", "change": None},
            "U.S. exports to EU: $295.4 billion in 2024",
        ),
        (
            {"concept": "goods imports", "counterpart": "Japan", "change": None},
            "U.S. goods imports from Japan: $295.4 billion in 2024",
        ),
        (
            {"subject": None, "counterpart": None, "concept": "student visas", "change": None},
            "Student visas: $295.4 billion in 2024",
        ),
        (
            {"subject": None, "counterpart": None, "concept": None, "change": None},
            "Figure: $295.4 billion in 2024",
        ),
    ],
)
def test_a_figure_in_one_line(change: dict[str, object], line: str) -> None:
    """What it counts, the number as written, its period and its change against what."""
    changed: Figure = replace(NUMBER, **change)  # type: ignore[arg-type]  # a test's own table
    assert wording.figure_line(changed) == line


def test_a_bound_is_not_said_twice() -> None:
    """Where the number's own words hold the bound, they are enough."""
    words = "about $5"
    figure = replace(NUMBER, excerpt=Excerpt(start=0, end=8, words=words), bound="about")
    assert "about about" not in wording.figure_line(figure)


def test_first_words_are_cut_between_words_with_a_mark() -> None:
    """An article without a headline is called by its first words."""
    assert first_words("Short text.\nMore.") == "Short text. More."
    cut = first_words("word, " * 50)
    assert cut.endswith("word …")
    assert len(cut) <= 72
    assert first_words("x" * 500) == "x" * 70 + " …"


def test_how_a_speaker_was_found() -> None:
    """The way is named, with the words that led there where they differ from the name."""
    by_name = Speaker(
        excerpt=Excerpt(start=0, end=8, words="Ada Moss"),
        name="Ada Moss",
        kind=SpeakerKind.PERSON,
        found_by=FoundBy.NAME,
    )
    assert how(by_name) == "by name"
    assert how(replace(by_name, excerpt=None)) == "by name"
    title = Excerpt(start=0, end=9, words="the envoy")
    assert how(replace(by_name, excerpt=title, found_by=FoundBy.TITLE)) == "by title (“the envoy”)"


def test_what_is_counted_is_not_said_twice() -> None:
    """A bare count is of what its unit says."""
    words, unit = "42,300 foreign students", "foreign students"
    bare = Excerpt(start=0, end=len(words), words=words)
    figure = replace(NUMBER, excerpt=bare, unit=unit, concept=unit, subject=None)
    figure = replace(figure, counterpart=None, change=None, period="next year", currency=None)
    assert wording.figure_line(figure) == "Foreign students: 42,300 next year"
    hedged = replace(figure, hedge="could")
    assert wording.figure_line(hedged) == "Foreign students: 42,300 next year (“could”)"


def test_of_some_things_there_is_no_other_plural() -> None:
    """ "520 people", not "peoples"; "3 yards"."""
    assert wording.amount(Decimal(520), "people", None) == "520 people"
    assert wording.amount(Decimal(3), "yard", None) == "3 yards"


@pytest.mark.parametrize(
    ("told", "line"),
    [
        ("At least 12 sailors", "Sailors: at least 12"),
        ("no fewer than 12 sailors", "Sailors: no fewer than 12"),
        ("over 12 sailors", "Sailors: more than 12"),
        ("12 sailors", "Sailors: more than 12"),
    ],
)
def test_a_bound_is_told_as_its_sentence_tells_it(told: str, line: str) -> None:
    """What is at least twelve may be twelve."""
    sentence = f"{told} were saved."
    found = replace(
        deficit(TRUCE.text),
        excerpt=excerpt(sentence, "12 sailors"),
        sentence=excerpt(sentence, sentence),
        concept="sailors",
        unit="sailors",
        subject=None,
        counterpart=None,
        period=None,
        change=None,
        bound="more than",
    )
    assert wording.figure_line(found) == line
