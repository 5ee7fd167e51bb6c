"""Trade measures of whole articles, each written before the grammar was read; some held back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from measure_lines import even, told, ways
from readings import parse, parsed
from tables import table

from nlp.analysis import Measure
from nlp.measures.finding import read_measures
from nlp.names.roster import Roster

pytestmark = pytest.mark.model

ARTICLES = table("measures/articles")
DESK = table("measures/desk")
FRESH = table("measures/fresh") + table("measures/last")  # once blind, then read
NIGHT = table("measures/night") + table("measures/quarrels")  # likewise
REMEDIES = table("measures/remedies")  # likewise
SHAPES = table("measures/shapes")
WIRE = table("measures/wire")
OPENED = table("measures/opened")  # once blind, then read
STORIES = table("measures/stories")
SHORT = table("measures/short")
SHORT_BLIND = table("measures/short_blind")  # scored only, like the held-out ones
SHORT_2 = table("measures/short_second")
NEWS = table("measures/news")
NEWS_BLIND = table("measures/news_blind")  # likewise
NEWS_2 = table("measures/news_second")
NEWS_2_BLIND = table("measures/news_second_blind")  # likewise
SHORT_3 = table("measures/short_third")
SHORT_3_BLIND = table("measures/short_third_blind")  # likewise
NEWS_3 = table("measures/news_third")
NEWS_3_BLIND = table("measures/news_third_blind")  # likewise
SHORT_4_BLIND = table("measures/short_fourth_blind")  # likewise
NEWS_4_BLIND = table("measures/news_fourth_blind")  # likewise
FIFTH = table("measures/fifth")
FIFTH_BLIND = table("measures/fifth_blind")  # likewise
SIXTH = table("measures/sixth")
SIXTH_BLIND = table("measures/sixth_blind")  # likewise
HELD_OUT = table("measures/held_out")  # scored only; nothing is mended for one of them
OTHERS = table("percentages/others")
OTHERS_BLIND = table("percentages/others_blind")  # likewise
REAL = Path(__file__).resolve().parents[2] / "shared/articles/000_cff542433030545e.txt"
HELD = [row for row in ARTICLES if row.get("held")]
TUNED = [row for row in ARTICLES if not row.get("held")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many lines an article tells, how many were found, and how many of those are right."""

    wanted: int
    hit: int
    found: int
    right: int


def read(text: str, anchor: date) -> tuple[Measure, ...]:
    """The measures of an article of that day."""
    docs = parsed(text)
    return read_measures(docs, Roster.read(docs, anchor.year), anchor)


def scored(rows: list[dict[str, Any]]) -> Score:
    """The sum over articles; a line is right where it is told, or may be told again."""
    wanted = hit = found = right = 0
    parse(row["text"] for row in rows)
    for row in rows:
        lines = [even(told(one)).casefold() for one in read(row["text"], row["date"])]
        musts = [ways(line.casefold()) for line in row["told"]]
        mays = set[str]().union(*musts, *(ways(line.casefold()) for line in row["also"]))
        wanted += len(musts)
        hit += sum(bool(must & set(lines)) for must in musts)
        found += len(lines)
        right += sum(line in mays for line in lines)
    return Score(wanted=wanted, hit=hit, found=found, right=right)


@pytest.mark.parametrize(
    ("rows", "hit", "right"),
    [
        (TUNED, 0.77, 0.94),
        (HELD, 0.46, 0.78),
        (DESK, 0.61, 0.85),
        (HELD_OUT, 0.60, 0.65),
        (FRESH, 0.80, 0.93),
        (NIGHT, 0.79, 0.87),
        (SHAPES, 0.82, 0.85),
        (REMEDIES, 0.59, 0.66),
        (WIRE, 0.59, 0.74),
        (STORIES, 0.59, 0.78),
        (OPENED, 0.55, 0.79),
        (SHORT, 0.77, 0.93),
        (SHORT_BLIND, 0.52, 0.65),
        (NEWS, 0.79, 0.83),
        (NEWS_BLIND, 0.45, 0.62),
        (SHORT_2, 0.62, 0.92),
        (NEWS_2, 0.61, 0.74),
        (NEWS_2_BLIND, 0.41, 0.56),
        (SHORT_3, 0.85, 0.96),
        (SHORT_3_BLIND, 0.60, 0.73),
        (NEWS_3, 0.73, 0.90),
        (NEWS_3_BLIND, 0.64, 0.70),
        (SHORT_4_BLIND, 0.70, 0.75),
        (NEWS_4_BLIND, 0.60, 0.69),
        (FIFTH, 0.59, 0.68),
        (FIFTH_BLIND, 0.58, 0.75),
        (SIXTH, 0.59, 0.77),
        (SIXTH_BLIND, 0.27, 0.46),
    ],
    ids=[
        *["tuned", "held", "desk", "held out", "fresh", "night", "shapes", "remedies"],
        *["wire", "stories", "opened"],
        *["short", "short blind", "news", "news blind"],
        *["second short", "second news", "second news blind"],
        *["third short", "third short blind", "third news", "third news blind"],
        *["fourth short blind", "fourth news blind", "fifth", "fifth blind"],
        *["sixth", "sixth blind"],
    ],
)
def test_articles_stay_above_their_floors(
    rows: list[dict[str, Any]], hit: float, right: float
) -> None:
    """Whole lines found and whole lines right, in every field."""
    score = scored(rows)
    assert score.hit >= hit * score.wanted
    assert score.right >= right * score.found


@pytest.mark.parametrize("text", OTHERS, ids=[text[:40] for text in OTHERS])
def test_no_percentage_of_other_matters_is_a_duty(text: str) -> None:
    """Commissions, shares, votes, interest and the like, where people pay and charge."""
    assert read(text, date(2025, 6, 5)) == ()


def test_few_unread_percentages_of_other_matters_are_told() -> None:
    """Of 80 such texts that nothing was mended for, in how many a rate of duty is told."""
    day = date(2025, 6, 5)
    parse(OTHERS_BLIND)
    told_of = [text for text in OTHERS_BLIND if any(one.rate for one in read(text, day))]
    assert len(told_of) <= 5


@pytest.mark.skipif(not REAL.exists(), reason="needs ../shared/articles")
def test_the_real_article_tells_three_measures() -> None:
    """Two duties that were cut and one that was doubled, and nothing of what is only said."""
    found = read(REAL.read_text(encoding="utf-8"), date(2025, 6, 5))
    assert [even(told(one)) for one in found] == [
        "reduced, United States, China, imports, 30",
        "reduced, China, United States, goods, 10",
        "announced, United States, -, steel and aluminum, -",
    ]
