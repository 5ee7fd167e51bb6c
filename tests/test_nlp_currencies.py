"""Whose money is meant where several countries give theirs one name."""

from __future__ import annotations

import pytest
from readings import parsed

from nlp.figures.finding import read_figures
from nlp.names.roster import Roster

pytestmark = pytest.mark.model


ROWS: list[tuple[str, str | None]] = [
    ("The bridge cost 300 million kroner.", None),
    ("Denmark spent 300 million kroner on the bridge.", "DKK"),
    ("Oslo spent 300 million kroner on the bridge.", "NOK"),
    ("Denmark and Norway share the cost of 300 million kroner.", None),
    ("Norway will build a bridge.\n\nIt will cost 300 million kroner.", "NOK"),
    ("The firm earned 20 million kronor.", "SEK"),
    ("Iceland's bank lost 20 million kronur.", "ISK"),
    ("The firm paid 20 million Norwegian kroner.", "NOK"),
    ("Estonia paid 5 million kroons.", "EEK"),
    ("The ticket costs 500 rupees.", None),
    ("Pakistan raised the price to 500 rupees.", "PKR"),
    ("India raised the price to Rs 500.", "INR"),
    ("The price rose to ₹500.", "INR"),
    ("The mill earned 12 million Pakistani rupees in India.", "PKR"),
    ("The ticket cost 20 pounds.", "GBP"),
    ("Egypt's loan is worth 2 billion pounds.", "EGP"),
    ("The loan is worth 2 billion Lebanese pounds.", "LBP"),
    ("Egypt borrowed £2 billion from London.", "GBP"),
    ("The sack weighs 20 pounds.", None),
    ("The firm earned 5 billion dollars.", "USD"),
    ("The firm earned $5 billion.", "USD"),
    ("Taiwan will spend $5 billion on chips.", "USD"),
    ("Taiwan will spend NT$5 billion on chips.", "TWD"),
    ("Australia will spend A$5 billion.", "AUD"),
    ("The prize is 5 million Jamaican dollars.", "JMD"),
    ("The prize is J$5 million.", "JMD"),
    ("Canada's deficit rose to $40 billion.", None),
    ("Canada's deficit with the United States rose to $40 billion.", "USD"),
    ("Canada's deficit rose to 40 billion Canadian dollars.", "CAD"),
    ("Canada's deficit rose to US$40 billion.", "USD"),
    ("The firm raised 500 million renminbi.", "CNY"),
    ("The firm raised RMB 500 million.", "CNY"),
    ("Tokyo spent 5 billion yuan.", "CNY"),
    ("Beijing set the price at ¥500.", "CNY"),
    ("The price is ¥500.", "JPY"),
    ("The bank lost 3 billion francs.", None),
    ("Switzerland's bank lost 3 billion francs.", "CHF"),
    ("Senegal borrowed 40 billion CFA francs.", "XOF"),
    ("They will pay 3 million pesos.", None),
    ("Chile will pay 3 million pesos.", "CLP"),
    ("They paid 3 million rubles.", "RUB"),
    ("Belarus paid 3 million rubles.", "BYN"),
    ("Uganda spent 40 million shillings.", "UGX"),
]


@pytest.mark.parametrize(("text", "code"), ROWS, ids=[row[0] for row in ROWS])
def test_money_is_that_of_the_country_spoken_of(text: str, code: str | None) -> None:
    """Where several are spoken of, or none and the name is not enough, it stays open."""
    docs = parsed(text)
    assert [figure.currency for figure in read_figures(docs, Roster.read(docs, 2025))] == [code]


def test_another_countrys_pounds_are_not_called_sterling() -> None:
    """The plain name follows the code."""
    text = "Egypt's loan is worth 2 billion pounds."
    docs = parsed(text)
    (figure,) = read_figures(docs, Roster.read(docs, 2025))
    assert figure.normalized_unit == "pound"
