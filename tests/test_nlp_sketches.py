"""Near-copies of invented articles: what is cut, retold or added to, and what only sounds alike."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.minhash import sketch
from nlp.sketches import BANDS, PERMUTATIONS, Sketch, near_copies

STORY = [
    (
        "PORT AVEN — Freedonia will put a tariff of 25 percent on steel from Ruritania from July, "
        "Trade Minister Ilse Brandt said on Monday, ending weeks of talks between the neighbours."
    ),
    (
        "“We waited long enough, and our mills have paid the price for that patience,” Brandt told "
        "reporters outside the ministry in Port Aven."
    ),
    (
        "The measure covers flat and long products and follows a complaint by the country's two "
        "largest producers, which have cut nine hundred jobs since the winter."
    ),
    (
        "Ruritania's ambassador, Teo Marwick, said his government regretted the step and would "
        "answer it in kind before the end of the summer."
    ),
    "“Nobody in our capital wanted this quarrel, but nobody will look away either,” Marwick said.",
    (
        "Shipments between the two reached 4.1 million tonnes in 2024, according to the customs "
        "office, most of it by rail through the Orlen valley."
    ),
    (
        "Traders at the exchange said prices for rebar had risen by a tenth within the hour after "
        "the announcement, and several mills stopped taking orders."
    ),
    (
        "The opposition called for a debate in parliament this week, while builders warned that "
        "bridges and schools would cost more next year."
    ),
]
OWN = [
    (
        "Standing in the rain before her own ministry, Ilse Brandt needed four minutes this Monday "
        "to bury a trade truce that had held for eleven years."
    ),
    STORY[1].partition(" Brandt")[0] + " Brandt said.",
    (
        "Imports of the neighbour's steel are to cost a quarter more when July begins; how long "
        "that will last she left open, though a review is planned for the turn of the year."
    ),
    (
        "For the furnaces of the north, where whole streets have been let go since December, it "
        "comes as relief; masons, who buy what those furnaces make, reckon with dearer months."
    ),
    "The envoy from across the border was not surprised. " + STORY[4],
]
ADDED = [
    (
        "In the Orlen valley, rail workers said they expected fewer trains by autumn, and the "
        "mayor of Kolm asked for help from the capital."
    ),
    "Shares in shipping companies were the weakest of the morning session in Zembla.",
]
TEXT = "\n".join(STORY)


def retold(text: str) -> str:
    """Every twelfth word another."""
    words = text.split(" ")
    words[5::12] = ["otherwise"] * len(words[5::12])
    return " ".join(words)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        TEXT.upper(),
        TEXT.replace("“", '"').replace("”", '"'),
        "\n".join(STORY[:4]),
        "\n".join(["Minister loses patience", *STORY]),
        "\n".join([*STORY[:3], *ADDED, *STORY[3:]]),
        "\n".join([*STORY[:5], *ADDED]),
        "\n".join([STORY[0], *STORY[2:6]]),
        retold(TEXT),
    ],
    ids=[
        "same",
        "capitals",
        "marks",
        "cut",
        "headline",
        "added",
        "cut and added",
        "less",
        "retold",
    ],
)
def test_copy_is_known(copy: str) -> None:
    """Whichever of the two is asked about the other."""
    assert near_copies(sketch(TEXT), sketch(copy))
    assert near_copies(sketch(copy), sketch(TEXT))


@pytest.mark.parametrize(
    "other",
    [
        "\n".join(OWN),
        "\n".join([*OWN, STORY[5]]),
        "\n".join(ADDED),
        "“No.”",
        "",
    ],
    ids=["one briefing", "and the same background", "another matter", "a word", "nothing"],
)
def test_reports_of_one_briefing_are_no_copies(other: str) -> None:
    """What was said there is in both, and the words around it are each one's own."""
    assert not near_copies(sketch(TEXT), sketch(other))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_a_text_is_a_copy_of_itself(text: str) -> None:
    """Any text at all has a sketch of one size, the same each time."""
    made = sketch(text)
    assert made == sketch(text)
    assert len(made.signature) == 4 * PERMUTATIONS
    assert len(made.bands()) == BANDS
    assert not made.runs or near_copies(made, made)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 400), st.integers(1, 400))
def test_the_relation_is_of_two(seed: int, mine: int, theirs: int) -> None:
    """It does not matter which of two sketches comes first."""
    draw = random.Random(seed)  # noqa: S311 - invented sketches
    one, other = (
        Sketch(runs=runs, signature=bytes(draw.choices(b"abc", k=4 * PERMUTATIONS)))
        for runs in (mine, theirs)
    )
    assert near_copies(one, other) == near_copies(other, one)
