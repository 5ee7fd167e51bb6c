"""Pictures of figures over time: what is one line, one picture, or in neither."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from ledger_samples import Story, told_world
from newsroom_samples import excerpt, request

from handlers.commands import answer
from handlers.reply import Chart
from handlers.showing.pictures import MOST_SERIES
from handlers.words.scopes import scope
from nlp.analysis import Change, Figure


def figure(number: str, sentence: str, period: object, **changes: object) -> Figure:
    """A figure in billions of dollars, with the sentence that it stands in."""
    fields: dict[str, object] = {
        "excerpt": excerpt(sentence, f"${number} billion"),
        "sentence": excerpt(sentence, sentence),
        "value": Decimal(number) * 1_000_000_000,
        "unit": "$ billion",
        "normalized_unit": "dollar",
        "currency": "USD",
        "concept": "trade deficit",
        "subject": "Peru",
        "counterpart": "Chile",
        "period": period,
    }
    return Figure(**(fields | changes))  # type: ignore[arg-type]  # a test's own table


MARCH = figure("2.5", "Peru’s trade deficit with Chile was $2.5 billion in March.", "March")
APRIL = figure("3.1", "Peru’s trade deficit with Chile was $3.1 billion in April.", "April")


async def charts(*articles: tuple[Figure, ...]) -> tuple[Chart, ...]:
    """The pictures of articles of 1 May 2025, 1 June 2025 and so on."""
    stories = (
        Story(day=f"2025-{month:02}-01", told=(), figures=figures)
        for month, figures in enumerate(articles, start=5)
    )
    return (await answer(request("/timeline"), await told_world(*stories))).charts


async def test_the_same_figure_of_two_months_is_a_line() -> None:
    """Oldest month first, each value with its month, unit and receipt, in words too."""
    (chart,) = await charts((MARCH,), (APRIL,))
    assert (chart.title, chart.unit) == ("Trade deficit by month", "USD")
    (series,) = chart.series
    assert (series.name, series.steps) == ("Peru with Chile", False)
    assert [(point.label, point.value) for point in series.points] == [
        ("Mar 2025", Decimal("2500000000")),
        ("Apr 2025", Decimal("3100000000")),
    ]
    assert chart.alt == "Peru with Chile: Mar 2025 $2.5 billion [1], Apr 2025 $3.1 billion [2]."


async def test_what_is_foreseen_is_marked_and_what_is_not_so_left_out() -> None:
    """By the word that the article has for it."""
    (chart,) = await charts((MARCH,), (replace(APRIL, hedge="expected"),))
    assert [point.planned for point in chart.series[0].points] == [False, True]
    assert chart.alt.endswith("Apr 2025 $3.1 billion as foreseen [2].")
    assert not await charts((MARCH,), (replace(APRIL, hedge="will not"),))


async def test_what_a_figure_came_from_is_a_value_of_its_own() -> None:
    """One sentence that gives a figure for two years is enough for a line."""
    was = Change(direction="up", base="2023", came_from=Decimal("2000000000"))
    words = "Peru’s trade deficit with Chile was $2.5 billion in 2024, up from 2 in 2023."
    (chart,) = await charts((figure("2.5", words, "2024", change=was),))
    assert chart.title == "Trade deficit by year"
    assert [point.label for point in chart.series[0].points] == ["2023", "2024"]


@pytest.mark.parametrize(
    ("changes", "pictures"),
    [
        ({}, 1),
        ({"period": None}, 0),
        ({"period": "recent months"}, 0),
        ({"period": "March"}, 0),
        ({"period": "2024"}, 0),
        ({"period": "the first quarter"}, 0),
        ({"concept": "trade surplus"}, 0),
        ({"concept": None}, 0),
        ({"subject": "Bolivia"}, 0),
        ({"counterpart": None}, 0),
        ({"currency": "EUR"}, 0),
        ({"currency": None, "normalized_unit": "percentage"}, 0),
        ({"upper": Decimal("4000000000")}, 0),
        ({"bound": "more than"}, 0),
        ({"bound": "about"}, 1),
    ],
)
async def test_what_is_no_next_value_of_the_same_line(
    changes: dict[str, object], pictures: int
) -> None:
    """Another concept, unit, country or kind of period, or a mere bound, makes no line."""
    words = "It was $3.1 billion then."
    other = figure("3.1", words, **({"period": "April"} | changes))
    assert len(await charts((MARCH,), (other,))) == pictures


@pytest.mark.parametrize(
    ("unit", "drawn"), [("percentage", 1), ("percent", 1), ("percentage point", 0)]
)
async def test_percent_and_points_never_share_a_line(unit: str, drawn: int) -> None:
    """Percent is one unit whatever it is called; percentage points are another."""
    march = replace(MARCH, currency=None, concept="inflation", counterpart=None)
    april = replace(APRIL, currency=None, concept="inflation", counterpart=None)
    before = replace(march, normalized_unit="percentage")
    after = replace(april, normalized_unit=unit)
    found = await charts((before,), (after,))
    assert len(found) == drawn
    assert all(chart.unit == "percent" for chart in found)


async def test_goods_never_share_a_line_with_goods_and_services() -> None:
    """What the sentence says of the scope is told apart, also where the concept does not."""
    words = "Peru’s deficit in goods with Chile was $2.5 billion in {}."
    goods = [figure("2.5", words.format(month), month) for month in ("March", "April")]
    both = figure("2.9", "For goods and services the deficit was $2.9 billion in April.", "April")
    assert await charts((goods[0],), (both,)) == ()
    (chart,) = await charts((goods[0],), (goods[1], both))
    assert chart.title == "Trade deficit in goods by month"
    assert [point.value for point in chart.series[0].points] == [Decimal("2500000000")] * 2


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The goods deficit was $5 billion.", "in goods"),
        ("The deficit was $5 billion in merchandise.", "in goods"),
        ("In goods and services it was $5 billion, of which goods 7.", "in goods and services"),
        ("Goods went up; in services it was $5 billion.", "in services"),
        ("The deficit was $5 billion.", ""),
    ],
)
def test_the_scope_is_that_of_the_nearest_words_before_the_number(sentence: str, told: str) -> None:
    """Words before the number count before those behind it."""
    assert scope(figure("5", sentence, "March")) == told


async def test_nobody_knows_whose() -> None:
    """Figures of which nobody says whose they are do not make a line across claims."""
    nobodys = [replace(each, subject=None, counterpart=None) for each in (MARCH, APRIL)]
    assert await charts((nobodys[0],), (nobodys[1],)) == ()


async def test_the_newest_article_gives_a_month_its_value() -> None:
    """A revised figure replaces the older one; two of one article for one month are neither."""
    revised = figure("2.7", "In March the trade deficit was $2.7 billion, revised.", "March")
    (chart,) = await charts((MARCH, APRIL), (revised,))
    assert chart.series[0].points[0].value == Decimal("2700000000")
    assert await charts((MARCH, revised), (APRIL,)) == ()


@pytest.mark.parametrize(("other", "drawn"), [("3.4", 0), ("3.10", 1), ("3.1", 1)])
async def test_two_outlets_of_one_day_that_differ_give_no_value(other: str, drawn: int) -> None:
    """Who is right is open, and a line of the other months alone would hide it."""
    words = f"Peru’s trade deficit with Chile was ${other} billion in April."
    stories = (
        Story(day="2025-05-01", told=(), figures=(MARCH,)),
        Story(day="2025-06-01", told=(), figures=(APRIL,)),
        Story(
            day="2025-06-01",
            told=(),
            outlet="Bay Post",
            figures=(figure(other, words, "April"),),
        ),
    )
    reply = await answer(request("/timeline"), await told_world(*stories))
    assert len(reply.charts) == drawn


async def test_years_follow_the_article() -> None:
    """A month without a year is the one before the article; December is of the year before."""
    december = figure("1.9", "Peru’s trade deficit was $1.9 billion in December.", "December")
    (chart,) = await charts((december, MARCH))
    assert [point.label for point in chart.series[0].points] == ["Dec 2024", "Mar 2025"]


async def test_the_lines_with_most_values_are_drawn_and_the_rest_is_counted() -> None:
    """A picture holds no more lines than a reader can tell apart, and says so."""
    names = [f"Town {letter}" for letter in "ABCDEFG"]
    first = tuple(
        figure("2", f"{name}’s deficit was $2 billion in March.", "March", subject=name)
        for name in names
    )
    second = tuple(
        figure("3", f"{name}’s deficit was $3 billion in April.", "April", subject=name)
        for name in names
    )
    (chart,) = await charts(first, second)
    assert len(chart.series) == MOST_SERIES
    assert chart.alt.endswith(" 2 more with fewer values are not drawn.")
