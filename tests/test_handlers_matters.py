"""What is of one matter and has moved, and what only looks like it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from newsroom_samples import TRUCE, analysis, deficit, excerpt, measure, said

from handlers.matters.counted import incomparable
from handlers.matters.moves import changes
from handlers.matters.one_matter import moved
from handlers.newsroom import Article, Held, ParsedArticle, Published
from handlers.record import claims
from nlp.analysis import (
    Attribution,
    AttributionKind,
    Change,
    Figure,
    Measure,
    MeasureStatus,
    Modality,
    Precision,
    When,
)

TRUCE_MEASURE = measure(TRUCE.text)
DEFICIT = deficit(TRUCE.text)


def held(
    finding: Attribution | Figure | Measure,
    *,
    day: int = 12,
    outlet: str = "Harbor Gazette",
    parsed: ParsedArticle = TRUCE,
) -> Held:
    """A claim of an article of that day and outlet."""
    published = Published(day=date(2025, 5, day), precision=Precision.DAY)
    parsed = replace(parsed, source=f"{outlet}-{day}", outlet=outlet, published=published, url=None)
    article_id = claims.article_id(parsed)
    (claim,) = claims.build(parsed, analysis(parsed, finding), article_id)
    article = Article(
        id=article_id, version=1, digest="", fetched=datetime(2025, 6, 1, tzinfo=UTC), parsed=parsed
    )
    return Held(claim=claim, article=article)


def words(text: str, speaker: str = "Mara Ellison", modality: Modality = Modality.STATED) -> Held:
    """Indirect speech of an article that holds nothing else."""
    parsed = ParsedArticle(source=text, text=f"{speaker} said {text}.")
    found = said(
        parsed.text,
        (text,),
        speaker,
        speaker,
        "said",
        kind=AttributionKind.INDIRECT,
        modality=modality,
    )
    day = 2 + len(text) % 20
    return held(found, day=day, parsed=parsed)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"rate": Decimal(25), "rate_before": Decimal(30)}, "30 % → 25 %"),
        ({"rate": Decimal(25), "goods": "goods"}, "30 % → 25 %"),
        ({"status": MeasureStatus.PAUSED}, "reduced → paused"),
        ({"status": MeasureStatus.STRUCK_DOWN, "rate": None}, "reduced → struck down"),
        ({"goods": "steel", "rate": Decimal(25)}, None),
        ({"goods": None, "rate": Decimal(25)}, None),
        ({"targets": ("Canada",), "rate": Decimal(25)}, None),
        ({"imposer": "China", "targets": ("United States",), "rate": Decimal(25)}, None),
        ({"imposer": None, "rate": Decimal(25)}, None),
        ({"status": MeasureStatus.THREATENED, "rate": Decimal(80)}, None),
        ({"status": MeasureStatus.ANNOUNCED}, None),
        ({"status": MeasureStatus.IN_FORCE}, None),
        ({"rate": None}, None),
        ({}, None),
    ],
)
def test_a_measure_moves_only_by_what_is_said_of_the_same(
    change: dict[str, object], told: str | None
) -> None:
    """Other goods, other parties, a threat beside what is in force: none of these is a change."""
    later = replace(TRUCE_MEASURE, **change)  # type: ignore[arg-type]  # a test's own table
    move = moved(held(TRUCE_MEASURE), held(later, day=20))
    assert (move.told if move else None) == told


def test_a_rate_that_still_applies_has_not_moved_to_itself() -> None:
    """What was announced in its place has not come about: only another rate is news."""
    promised = replace(TRUCE_MEASURE, status=MeasureStatus.ANNOUNCED, rate=Decimal(0))
    still = replace(promised, status=MeasureStatus.IN_FORCE, rate=promised.rate_before)
    other = replace(still, rate=Decimal(50))
    assert moved(held(promised), held(still, day=20)) is None
    assert moved(held(promised), held(other, day=20)) is not None


@pytest.mark.parametrize(("begins", "told"), [(25, "paused → announced"), (14, None)])
def test_what_was_paused_comes_back_on_a_day_ahead(begins: int, told: str | None) -> None:
    """A day that is over is only recalled: the later article is of the 20th."""
    paused = replace(TRUCE_MEASURE, status=MeasureStatus.PAUSED, rate_before=None)
    start = date(2025, 5, begins)
    effective = When(words="then", precision=Precision.DAY, first=start, last=start)
    again = replace(paused, status=MeasureStatus.ANNOUNCED, effective=effective)
    move = moved(held(paused), held(again, day=20))
    assert (move and move.told) == told


def test_a_threat_that_comes_true_has_moved_on() -> None:
    """From threatened to in force at the same rate is news of the same measure."""
    threat = replace(TRUCE_MEASURE, status=MeasureStatus.THREATENED, rate_before=None)
    move = moved(held(threat), held(replace(threat, status=MeasureStatus.IN_FORCE), day=20))
    assert move is not None
    assert move.told == "threatened → in force"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"value": Decimal("301000000000")}, True),
        ({"value": Decimal("295000000000")}, False),  # the same, rounded
        ({"value": Decimal("301000000000"), "period": "2023"}, False),
        ({"value": Decimal("301000000000"), "period": None}, False),
        ({"value": Decimal("301000000000"), "concept": "goods trade deficit"}, False),
        ({"value": Decimal("301000000000"), "counterpart": "Canada"}, False),
        ({"value": Decimal("301000000000"), "bound": "more than"}, False),
        ({"value": Decimal("918000000000")}, False),  # more likely another figure
        ({"value": Decimal("5.8"), "normalized_unit": "percentage"}, False),
    ],
)
def test_a_figure_is_revised_only_for_the_same_period_and_thing(
    change: dict[str, object], told: object
) -> None:
    """Another period, concept, unit or partner is another figure, and so is one far off."""
    later = replace(DEFICIT, **change)  # type: ignore[arg-type]  # a test's own table
    assert bool(moved(held(DEFICIT), held(later, day=20))) is told


@pytest.mark.parametrize(
    ("before", "after", "difference"),
    [
        ("the harbor fee will rise to 30 percent", "the harbor fee will rise to 40 percent", "num"),
        ("the harbor fee will rise in June", "the harbor fee will rise in September", "date"),
        ("the harbor fee will rise soon", "the harbor fee will not rise soon", "stance"),
        ("the harbor fee will rise soon", "the harbor fee will rise soon", None),
        ("the harbor fee will rise soon", "the school roof must be mended", None),
        ("the fee rose by 3 percent", "the fee rose by 3 percentage points", None),
        ("he met Mara Ellison in Geneva", "he did not meet Mara Ellison in Geneva", None),
    ],
)
def test_words_shift_only_on_the_same_matter(
    before: str, after: str, difference: str | None
) -> None:
    """Another number, date or negation in otherwise the same words; else two things were said."""
    move = moved(words(before), words(after))
    assert (str(move.difference)[: len(difference or "")] if move else None) == difference


def test_the_same_words_of_another_speaker_are_no_shift() -> None:
    """What two people say is no change of anybody's mind."""
    one = words("the harbor fee will rise to 30 percent")
    assert moved(one, words("the harbor fee will rise to 40 percent", "Joan Ellison")) is None


def test_a_denial_of_the_same_words_is_a_change_of_stance() -> None:
    """Stated, then denied: the matter is the same, the stance is not."""
    stated = words("the harbor fee will rise soon")
    denied = words("the harbor fee will rise soon", modality=Modality.DENIED)
    move = moved(stated, denied)
    assert move is not None
    assert move.told == "stated → denied"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, None),
        ({"normalized_unit": "percentage"}, "percentage"),
        ({"currency": "EUR"}, "EUR"),
        ({"concept": "goods trade deficit"}, "counts goods"),
        ({"concept": "goods and services trade deficit"}, "goods and services"),
        ({"period": "March"}, "a month"),
        ({"period": "the first quarter of 2024"}, "a quarter"),
        ({"period": "the first three months of 2024"}, "part of a year"),
        ({"period": None}, "not stated"),
    ],
)
def test_figures_that_must_not_be_mixed_are_refused_with_the_reason(
    change: dict[str, object], why: str | None
) -> None:
    """Percent with points, goods with services, years with months: each has its sentence."""
    other = replace(DEFICIT, **change)  # type: ignore[arg-type]  # a test's own table
    reason = incomparable(DEFICIT, other)
    assert (reason is None) == (why is None)
    assert (why or "") in (reason or "")


def _at(rate: int, text: str) -> Measure:
    """The truce's measure at a rate that the text tells, with no word of the one before."""
    return replace(
        TRUCE_MEASURE,
        excerpt=excerpt(text, f"{rate}%"),
        sentence=excerpt(text, text),
        rate=Decimal(rate),
        rate_before=None,
    )


def test_an_article_that_tells_two_rates_is_in_doubt_unless_one_leads_to_the_other() -> None:
    """A look back at an older rate in the same article is no change; its own step is."""
    text = "The duty on Chinese goods was 145%, then 30%, now 20%."
    parsed = ParsedArticle(source="two", text=text)
    old, new = (_at(rate, text) for rate in (145, 20))
    article = [held(old, day=20, parsed=parsed), held(new, day=20, parsed=parsed)]
    assert changes([held(TRUCE_MEASURE), *article]) == []
    led = held(replace(new, rate_before=Decimal(145)), day=20, parsed=parsed)
    assert [move.told for move in changes([held(TRUCE_MEASURE), article[0], led])] == [
        "30 % → 20 %"
    ]


def test_of_two_rates_of_an_article_the_one_is_meant_that_a_later_one_says_was_before() -> None:
    """50% beside 10% is in doubt; "cut from 50% to 35%" says which of them has moved."""
    text = "The duty on Chinese goods is 50%; before that it was 10%. A return to 50% is possible."
    tens, fifties = (_at(rate, text) for rate in (10, 50))
    parsed = ParsedArticle(source="two", text=text)
    first = [held(fifties, day=1, parsed=parsed), held(tens, day=1, parsed=parsed)]
    lower = replace(tens, rate=Decimal(35), rate_before=Decimal(50))
    cut = held(lower, day=20, parsed=parsed)
    back = held(replace(fifties, status=MeasureStatus.THREATENED), day=20, parsed=parsed)
    assert [move.told for move in changes([*first, cut, back])] == ["50 % → 35 %"]
    other = held(replace(lower, rate_before=Decimal(40)), day=20, parsed=parsed)
    assert changes([*first, other]) == []


def test_a_change_names_the_outlet_that_told_it_first() -> None:
    """Not the one that printed the same a day before the change."""
    raised = replace(TRUCE_MEASURE, rate=Decimal(50))
    told = [
        held(TRUCE_MEASURE, day=1, outlet="Bay Post"),
        held(TRUCE_MEASURE, day=2, outlet="Late Copy"),
        held(raised, day=3, outlet="Northern Ledger"),
        held(raised, day=4, outlet="Late Copy"),
    ]
    (move,) = changes(told)
    assert move.was.article.parsed.outlet == "Bay Post"
    assert move.now.article.parsed.outlet == "Northern Ledger"


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("12 people had died", "the toll has risen to 15", "12 → 15"),
        ("the toll stood at 12", "15 hikers were killed", "12 → 15"),
        ("12 people had died", "two of the dead were children", None),
        ("12 people had died", "15 people were injured", None),
        (
            "450 posts had gone since the ferry stopped",
            "520 posts had gone since May",
            "450 posts → 520 posts",
        ),
        ("the number of leaking wells in the valley stands at 23", "31 wells were leaking", None),
        ("the number of leaking wells stands at 23", "31 leaking wells", "23 → 31"),
        ("new pipes would cost $44 million", "new pipes would be laid by 2030", None),
        (
            "the old bridge would be mended by 2028",
            "the old bridge would be mended by 2030",
            "2028",
        ),
        ("the old bridge would cost $4 million", "the old bridge would take 4 years", None),
        ("the repair would take 30 months", "the repair would take 3 years", None),
    ],
)
def test_a_number_moves_only_where_it_counts_the_same(
    before: str, after: str, told: str | None
) -> None:
    """The dead however they are told of, within days; no money beside years, no year for money."""
    move = moved(words(before), words(after))
    assert (move.told if move else "")[: len(told or "") or None] == (told or "")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"amount": Decimal(38)}, "down 31 % → down 38 %"),
        ({"amount": Decimal("31.2")}, None),  # the same, rounded
        ({"amount": Decimal(38), "base": "2023"}, None),  # against another time
        ({"amount": None}, None),
    ],
)
def test_one_value_may_be_told_to_have_changed_by_another_amount(
    change: dict[str, object], told: str | None
) -> None:
    """Two outlets that have the same sum and another share of it tell it differently."""
    fell = Change(direction="down", amount=Decimal(31), unit="percentage")
    one = replace(DEFICIT, change=fell)
    other = replace(DEFICIT, change=replace(fell, **change))  # type: ignore[arg-type]
    move = moved(held(one), held(other, day=20))
    assert (move.told if move else None) == told
