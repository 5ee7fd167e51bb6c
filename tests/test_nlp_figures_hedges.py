"""The word by which an amount is told as not, or not surely, so."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("She warned that the road could double traffic in the valley.", ["could"]),
        ("A delay would cost taxpayers $15 million a month, Hale said.", ["would"]),
        ("Inflation is expected to reach 4 percent next year.", ["expected"]),
        ("She expects the rate to stay above 5 per cent until the summer.", ["expects"]),
        ("Unemployment is likely to rise to 6 percent by June.", ["likely"]),
        ("The council is to cut 30 posts.", ["is to"]),
        ("City to spend $4 million on buses", ["to"]),
        ("Analysts had expected profit of $2.1 billion.", ["expected"]),
        ("Prosecutors sought five years in prison.", ["sought"]),
        ("Prices will not rise by more than 2 percent.", ["will not"]),
        ("If rates rose to 6 percent, 40,000 homes would be lost.", ["if", "would"]),
        ("The deficit, which could reach 5% of GDP, worries the bank.", ["could"]),
        ("Exports will fall by 8 percent, reaching $2 billion.", ["will", "will"]),
        # what is told as a fact, be it by somebody, has none
        ("Unemployment fell to 5.4 per cent in October.", [""]),
        ("Hale said the flood had killed 31 people.", [""]),
        ("Sales rose 12 percent, reaching $3 billion.", ["", ""]),
        ("The plant will employ 450 people, up from 300 now.", ["will", ""]),
        ("The tax, due to rise to 21 percent in May, was 19 percent last year.", ["due", ""]),
        ("Some 300 workers want better pay.", [""]),
        ("The hall can hold 5,000 people.", [""]),
    ],
)
def test_the_hedge_of_an_amount(pipeline: Pipeline, text: str, hedges: list[str]) -> None:
    """Its own clause's modal, condition or negation, or what looks forward to it."""
    assert [figure.hedge for figure in pipeline.analyze(text).figures] == hedges
