"""Trade measures in news sentences: one table that holds, one that was written unread."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from measure_lines import even, told
from readings import parse, parsed
from tables import table

from nlp.analysis import Measure
from nlp.measures.finding import read_measures
from nlp.names.roster import Roster

pytestmark = pytest.mark.model

THURSDAY = date(2025, 6, 5)
BLIND_FLOOR = 0.93  # 79 of 83 rows wholly right


def _read(text: str) -> tuple[Measure, ...]:
    docs = parsed(text)
    return read_measures(docs, Roster.read(docs, 2025), THURSDAY)


def _holds(row: dict[str, Any]) -> bool:
    found = sorted(even(told(one)) for one in _read(row["text"]))
    return found == sorted(even(one) for one in row["told"])


DUTIES = table("measures/duties")


@pytest.mark.parametrize("row", DUTIES, ids=[row["text"] for row in DUTIES])
def test_measures_of_news_sentences(row: dict[str, Any]) -> None:
    """Each sentence, in an article of Thursday, June 5, 2025, tells these measures."""
    found = sorted(even(told(one)) for one in _read(row["text"]))
    assert found == sorted(even(one) for one in row["told"])


def test_sentences_that_nobody_tuned_on_stay_above_their_floor() -> None:
    """A table written before it was read is right in every field as often as pinned."""
    blind = table("measures/duties_blind")
    parse(row["text"] for row in blind)
    assert sum(map(_holds, blind)) >= BLIND_FLOOR * len(blind)


def test_each_rate_of_a_list_has_words_of_its_own() -> None:
    """A receipt shows its own rate, and no other one of the list."""
    found = _read("Ottawa imposed 25 % duties on Danish beds, 15 % on Swedish oats and 5 % on tin.")
    assert [one.excerpt.words for one in found] == [
        "25 % duties on Danish beds",
        "15 % on Swedish oats",
        "5 % on tin",
    ]
    found = _read("Thai shoes will face a 19 % U.S. tariff, Finnish glue 5 % and Peruvian tin 7 %.")
    assert [one.excerpt.words for one in found][1:] == ["Finnish glue 5 %", "Peruvian tin 7 %"]


def test_a_rate_before_and_now_in_a_later_sentence() -> None:
    """ "The rate" goes on about the tariff of the sentence before."""
    found = _read(
        "The U.S. put a 50 % tariff on Swiss watches in May. The rate was 50 % before the talks, "
        "now 20 %."
    )
    assert told(found[-1]) == "reduced: United States > Switzerland, watches, 20 was 50"


NOT_STRUCK = [
    "A court could strike down the 25% U.S. tariff on Chilean copper.",
    "The court refused to strike down the 25% U.S. tariff on Chilean copper.",
    "Importers asked the court to strike down the 25% U.S. tariff on Chilean copper.",
    "The court did not strike down the 25% U.S. tariff on Chilean copper.",
    "The court refused to strike down the tariffs.",
    "If a court strikes down the tariffs, importers will get refunds.",
    "Peru refused to let its 10% tariff on Chilean wine lapse.",
    "Peru may allow its 10% tariff on Chilean wine to expire.",
]


@pytest.mark.parametrize("text", NOT_STRUCK)
def test_what_a_court_or_country_could_or_would_not_end_has_not_ended(text: str) -> None:
    """Neither a possible nor a refused end is one."""
    assert {one.status.value for one in _read(text)} <= {"in force", "threatened"}


def test_duties_on_each_other_that_are_denied_or_asked_after_are_none() -> None:
    """A denial or a question puts nothing on either side."""
    assert _read("Norway and Turkey have not imposed 20% duties on each other's fish.") == ()
    assert _read("Would Norway and Turkey impose 20% duties on each other's fish?") == ()
