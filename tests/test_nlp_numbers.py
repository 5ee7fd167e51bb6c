"""What numerals are worth, in digits and in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.figures.numbers.numerals import find_numerals, has_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234,567", "1234567"),
        ("1,00,000", "100000"),
        (".05", "0.05"),
        ("4 hundred million people", "400000000"),
        ("$13.6M", "13600000"),
        ("2.4bn", "2400000000"),
        ("1.8 billion-mile", "1800000000"),
        ("twenty-five", "25"),
        ("one hundred and five", "105"),
        ("two million five hundred thousand", "2500000"),
        ("a million", "1000000"),
        ("half a million", "500000"),
        ("one and a half hours", "1.5"),
        ("a five per cent fee", "5"),
        ("minus-130", "-130"),
        ("a loss of -5", "-5"),
        ("2½ hours", "2.5"),
        ("3/4 of", "0.75"),
        ("one in four firms", "0.25"),
        ("1.5×10^3 kg", "1500"),
    ],
)
def test_numeral_is_worth(text: str, value: str) -> None:
    """One numeral is found, and is worth what its words say."""
    assert [Decimal(value)] == [numeral.value for numeral in find_numerals(text)]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("dozens of towns", 12, 120), ("tens of thousands of farms", 10_000, 100_000)],
)
def test_vague_words_give_an_order_of_magnitude(text: str, low: int, high: int) -> None:
    """ "Dozens" is a range, not a number."""
    (numeral,) = find_numerals(text)

    assert (Decimal(low), Decimal(high)) == (numeral.value, numeral.upper)


@pytest.mark.parametrize(
    "text",
    ["9" * 1_000_000, "%" * 5_000, "x²", "٣٠٪", "1.2.3", "several hundred or so", "nothing", "①"],
)
def test_no_numeral(text: str) -> None:
    """Keys, versions, superscripts, other scripts and vague words are no numbers."""
    assert find_numerals(text) == ()


def test_no_exponent_runs_away() -> None:
    """ "1e999999" is not read as a number of a million digits."""
    assert all(abs(n.value) < Decimal(10) ** 7 for n in find_numerals("1e999999 NaN inf"))


def test_quick_look() -> None:
    """The cheap look sees digits and number words, and their absence."""
    assert has_number("seven")
    assert has_number("7")
    assert not has_number("The ministers met again.")


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["one", "million", "3.5", "-", " ", "a", "half", ",", "½", "and", "1/2", "%"]
        ),
        max_size=25,
    ).map("".join)
    | st.text(max_size=40)
)
def test_numerals_stand_in_order_inside_the_text(text: str) -> None:
    """Whatever the text, numerals lie inside it, in order, without overlap."""
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        assert numeral.value.is_finite()
        end = numeral.end
