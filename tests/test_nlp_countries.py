"""Countries by any usual word, and their mentions in running text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import countries


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("china", "China"),
        ("PRC", "China"),
        ("P.R.C.", "China"),
        ("Beijing", "China"),
        ("the Chinese government", "China"),
        ("People's Republic of China", "China"),
        ("the EU", "European Union"),
        ("Europe", "European Union"),
        ("brussels", "European Union"),
        ("us", "United States"),
        ("U.S.", "United States"),
        ("USA", "United States"),
        ("America’s", "United States"),
        ("the White House", "United States"),
        ("Washington", "United States"),
        ("Britain", "United Kingdom"),
        ("U.K.", "United Kingdom"),
        ("10 Downing Street", "United Kingdom"),
        ("the Kremlin's", "Russia"),
        ("Ottawa", "Canada"),
        ("South Korea", "South Korea"),
        ("Republic of Korea", "South Korea"),
        ("Koreans", "South Korea"),
        ("pyongyang", "North Korea"),
        ("Turkiye", "Turkey"),
        ("TÜRKIYE", "Turkey"),
        ("cote d'ivoire", "Ivory Coast"),
        ("Côte d’Ivoire", "Ivory Coast"),
        ("Viet Nam", "Vietnam"),
        ("Burma", "Myanmar"),
        ("Holland", "Netherlands"),
        ("nafta", "USMCA"),
        ("G-7", "G7"),
        ("wto", "World Trade Organization"),
        ("Georgia", "Georgia"),
        ("  the   Netherlands ", "Netherlands"),
        ("Atlantis", None),
        ("can", None),
        ("", None),
        ("the", None),
        ("’s", None),
    ],
)
def test_named(words: str, name: str | None) -> None:
    """A usual name, demonym, capital, seat or short form leads to the canonical name."""
    assert countries.named(words) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("U.S.-China talks", ["U.S.=United States", "China=China"]),
        ("U.S.-imposed tariffs", ["U.S.=United States"]),
        ("Beijing’s approach", ["Beijing=China"]),
        ("tell us about it", []),
        ("TELL US MORE", []),
        ("The US and the UK", ["US=United States", "UK=United Kingdom"]),
        ("us china tariffs", ["us=United States", "china=China"]),
        ("what about south korea", ["south korea=South Korea"]),
        ("New Mexico and Mexico", ["Mexico=Mexico"]),
        ("the Gulf of Mexico", []),
        ("the South China Sea", []),
        ("Latin America and America", ["America=United States"]),
        ("The Washington Post asked Washington", ["Washington=United States"]),
        ("Jim Jordan of Ohio", []),
        ("Mr. Jordan left Jordan", ["Jordan=Jordan"]),
        ("Jordan Pickett spoke", []),
        ("Georgia voted early", []),
        ("Georgia and Armenia agreed", ["Georgia=Georgia", "Armenia=Armenia"]),
        ("Turkey prices rose", []),
        ("Turkey raised prices", ["Turkey=Turkey"]),
        ("They polish the chad", []),
        ("Polish the silver", []),
        ("Polish farmers", ["Polish=Poland"]),
        ("factories across Europe", []),
        ("a tariff on Europe", ["Europe=European Union"]),
        ("Papua New Guinea", ["Papua New Guinea=Papua New Guinea"]),
        (
            "the United States-Mexico-Canada Agreement",
            ["United States-Mexico-Canada Agreement=USMCA"],
        ),
        ("BEIJING — A duty", ["BEIJING=China"]),
        ("Trinidad & Tobago", ["Trinidad & Tobago=Trinidad and Tobago"]),
        ("Jersey cows", []),
        ("", []),
    ],
)
def test_mentioned(text: str, found: list[str]) -> None:
    """Mentions are the longest forms, and words that mean something else are read over."""
    assert [f"{text[s:e]}={name}" for s, e, name in countries.mentioned(text)] == found


def test_names_and_aliases() -> None:
    """Every canonical name is found again by itself and by each of its aliases' own name."""
    names = countries.names()
    assert len(names) > 240
    assert list(names) == sorted(names)
    for name in names:
        assert countries.named(name) == name
        assert countries.aliases(name)[0] == name
    assert "Beijing" in countries.aliases("prc")
    assert countries.aliases("Atlantis") == ()


def test_blocs_and_their_members() -> None:
    """A bloc knows its members where membership is recorded; a country has none."""
    assert len(countries.members("EU")) == 27
    assert "Mexico" in countries.members("USMCA")
    assert countries.members("China") == ()
    assert countries.is_bloc("European Union")
    assert not countries.is_bloc("China")


@pytest.mark.parametrize(
    ("words", "stands"), [("Beijing", True), ("the Kremlin", True), ("China", False)]
)
def test_metonyms(words: str, stands: bool) -> None:  # noqa: FBT001  a row of the table
    """A capital or a seat of government stands for its country; its name does not."""
    assert countries.is_metonym(words) is stands


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from("UuSs.KC hinaEerope'’-&TtJj \n中é1"), max_size=60))
def test_mentions_hold_for_any_text(text: str) -> None:
    """Mentions lie in the text, in order, apart, and name canonical names."""
    at, names = 0, countries.names()
    for start, end, name in countries.mentioned(text):
        assert at <= start < end <= len(text)
        assert name in names
        at = end
