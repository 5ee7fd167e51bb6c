"""What cleaning takes out of a text, and what it leaves alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.cleaning import clean

ANY_TEXT = st.text(st.characters(), max_size=200)


@pytest.mark.parametrize(
    ("dirty", "cleaned"),
    [
        ("\ufeffOne", "One"),
        ("One\ufeffTwo", "OneTwo"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x85d\fe\vf", "a\nb\nc\nd\ne\nf"),
        ("a\tb", "a b"),
        ("a\x00b\x07c\x1bd\x7fe\x9ff", "abcdef"),
        ("a\ud800b\udfffc", "abc"),
        ("“safe”\u202e“desrever”\u202c \u2066x\u2069", "“safe”“desrever” x"),
        ("a\uffffb\U0001fffec\ufdd0d", "abcd"),
    ],
)
def test_what_goes(dirty: str, cleaned: str) -> None:
    """Marks, controls, surrogates, noncharacters and overrides vanish; breaks become LF."""
    assert clean(dirty) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        "\n\n\n“Yes,” she said.\nNo.\n",
        "  indented, with trailing blanks  \n",
        "naïve café — 40 € ‘x’ \u00a0\u200d\u200e 👩‍👩‍👧 e\u0301 漢字 עברית",
        "",
    ],
)
def test_what_stays(text: str) -> None:
    """Printable characters, blank lines and joiners keep their places: offsets count on it."""
    assert clean(text) == text


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_result_can_be_stored(text: str) -> None:
    """Whatever comes in, no control, surrogate or noncharacter comes out, and it is UTF-8."""
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert all(char == "\n" or unicodedata.category(char) not in ("Cc", "Cs") for char in cleaned)
    assert not any(ord(char) & 0xFFFE == 0xFFFE for char in cleaned)


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """A clean text is its own cleaning, so a stored text can be cleaned again unharmed."""
    assert clean(clean(text)) == clean(text)


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), max_size=200))
@settings(max_examples=200, deadline=None)
def test_letters_digits_and_signs_are_never_touched(text: str) -> None:
    """Text of printable characters comes out identical."""
    assert clean(text) == text
