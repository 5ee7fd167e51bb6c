"""What becomes of duties that stand: ended, held back or struck down, or only said to be."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from measure_lines import even, told
from readings import parse, parsed
from tables import table

from nlp.analysis import Measure
from nlp.measures.finding import read_measures
from nlp.names.roster import Roster

pytestmark = pytest.mark.model

FATES = table("measures/fates")


def _read(text: str) -> tuple[Measure, ...]:
    docs = parsed(text)
    return read_measures(docs, Roster.read(docs, 2025), date(2025, 6, 5))


@pytest.mark.parametrize("row", FATES, ids=[row["text"] for row in FATES])
def test_what_becomes_of_duties(row: dict[str, Any]) -> None:
    """Each sentence, in an article of Thursday, June 5, 2025, tells these measures."""
    found = sorted(even(told(one)) for one in _read(row["text"]))
    assert found == sorted(even(one) for one in row["told"])


DUTY = "17% duty on Chinese denim"
Verbs = tuple[tuple[str, str, str], ...]
ENDING: Verbs = (
    *(("scrap", "scrapped", "scrapping"), ("end", "ended", "ending")),
    *(("phase out", "phased out", "phasing out"), ("rescind", "rescinded", "rescinding")),
)
HOLDING: Verbs = (("suspend", "suspended", "suspending"), ("waive", "waived", "waiving"))
STRIKING: Verbs = (
    *(("strike down", "struck down", "striking down"), ("void", "voided", "voiding")),
)
LAPSING: Verbs = (
    *(("expire", "expired", "expires"), ("lapse", "lapsed", "lapses")),
    ("run out", "ran out", "runs out"),
)
DONE = (
    *("Peru {past} its {duty}.", "Peru has {past} its {duty}.", "Peru's {duty} was {past}."),
    *("Last month Peru {past} its {duty}.", "Peru's {duty} has since been {past}."),
    *("After {ing} its {duty}, Peru asked for more.", "Peru said it had {past} its {duty}."),
)
COMING = (
    *(
        "Peru will {verb} its {duty}.",
        "Peru plans to {verb} its {duty}.",
        "Peru is to {verb} its {duty}.",
    ),
    *("Peru agreed to {verb} its {duty}.", "Peru's {duty} will be {past} in July."),
    *("Peru's {duty} is due to be {past}.", "Peru has decided to {verb} its {duty}."),
)
OPEN = (
    *("Peru may {verb} its {duty}.", "Peru is considering {ing} its {duty}."),
    *("Peru would {verb} its {duty} if China bought more fruit.", "Peru's {duty} may be {past}."),
    *("Peru did not {verb} its {duty}.", "Peru has not yet {past} its {duty}."),
    *("Peru refused to {verb} its {duty}.", "Peru stopped short of {ing} its {duty}."),
    *("Peru has no plans to {verb} its {duty}.", "Peru's {duty} has not been {past}."),
    *("Growers want Peru to {verb} its {duty}.", "China said Peru should {verb} its {duty}."),
    *("Peru rejected calls to {verb} its {duty}.", "Peru's {duty} should be {past}, mills said."),
    *("Unless Peru's {duty} is {past}, China will retaliate.", "Peru's {duty} cannot be {past}."),
)
STANDING = (
    *("Peru's {duty} {third} on July 1.", "Peru's {duty} is due to {verb} in July."),
    *("Peru's {duty} {third} unless it is renewed.", "Peru's {duty} has not {past}."),
    *("Peru's {duty} may {verb}.", "Peru's {duty} will not {verb}."),
)


def _statuses(verbs: Verbs, moods: tuple[str, ...]) -> dict[str, set[str]]:
    """The statuses that each sentence of these verbs and moods tells of the duty."""
    texts = [
        mood.format(verb=verb, past=past, ing=last, third=last, duty=DUTY)
        for (verb, past, last), mood in product(verbs, moods)
    ]
    parse(texts)
    return {text: {one.status.value for one in _read(text)} for text in texts}


@pytest.mark.parametrize(
    ("verbs", "moods", "status"),
    [
        (ENDING, DONE, "expired"),
        (ENDING, COMING, "announced"),
        (ENDING, OPEN, "in force"),
        (HOLDING, DONE, "paused"),
        (HOLDING, OPEN, "in force"),
        (STRIKING, DONE, "struck down"),
        (STRIKING, OPEN, "in force"),
        (LAPSING, ("Peru's {duty} {past} in May.", "Peru's {duty} has {past}."), "expired"),
        (LAPSING, STANDING, "in force"),
    ],
)
def test_a_duty_stands_until_it_is_undone(
    verbs: Verbs, moods: tuple[str, ...], status: str
) -> None:
    """What may, should or did not end stands; what somebody will lift is a cut to come."""
    found = _statuses(verbs, moods)
    assert {text: told for text, told in found.items() if told != {status}} == {}
