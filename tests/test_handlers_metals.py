"""Plain questions of many phrasings about deficits, steel, rare earths and visas.

People, outlets and figures are invented; each row stands in the articles in plain sight.
"""

from __future__ import annotations

import pytest
from newsroom_samples import request
from seeds_world import metals_world

from handlers.commands import answer
from handlers.showing.plaintext import render

pytestmark = pytest.mark.model

NOTHING = "Nothing found"


@pytest.fixture(scope="module", autouse=True)
def _articles() -> None:
    metals_world()


async def asked(line: str) -> str:
    """The plain text of the answer."""
    return render(await answer(request(line), metals_world()))


ASKED = (
    # typed, what the answer holds, and what it does not
    # a department that one country alone calls so speaks for it, and who holds an office of it
    ('from:"united states" steel', ("With the words of Commerce Department",), (NOTHING,)),
    ("what did the United States say about visas?", ("State Department said",), ("Achterberg",)),
    ("what did Turkey say?", ("Turkish Foreign Ministry called",), ("Dale Hutchins",)),
    ("what did Turkey say about cotton?", ("Said by Cem Aydar", "hold an office"), (NOTHING,)),
    ("from:turkey cotton", ("Said by Cem Aydar", "hold an office"), (NOTHING,)),
    # a month with its year, of which articles of that time leave the year out
    (
        "what was the deficit with Vietnam in September 2025?",
        ("$12.8 billion in September", "these claims name that time"),
        (NOTHING, "$11.6 billion"),
    ),
    ("deficit with vietnam in september 2025", ("$12.8 billion",), (NOTHING,)),
    (
        "what was the deficit in the third quarter of 2025?",
        ("$200.7 billion", "$190 billion"),
        (NOTHING, "$905.8 billion"),
    ),
    ("what was the trade deficit in 2025?", ("$905.8 billion in 2025",), (NOTHING,)),
    ("how big was the deficit in July 2024?", (NOTHING,), ("$68.4 billion",)),
    # how far along a measure is: what was announced, what somebody has imposed
    ("which tariffs on Turkey were announced?", ("Measures", "50 %"), (NOTHING, "Who said")),
    ("which steel tariffs are in force?", ("Measure ledger",), (NOTHING,)),
    ("what tariffs has Turkey imposed?", ("Turkey → United States, cotton: 30 %",), ("Who said",)),
    ("when did Turkey announce tariffs on cotton?", ("cotton: 30 %",), (NOTHING, "Who said")),
    # "today" and "current" ask how it stands; words behind no command are as good as a question
    ("what's the rate for turkish steel today?", ("35 %",), (NOTHING, "published")),
    ("what's the current rate on Turkish steel?", ("35 %",), (NOTHING, "“current”")),
    ("what is new on steel today?", (NOTHING,), ("35 % (reduced",)),
    ("show the timeline of the steel tariff", ("Timeline", "oldest first"), (NOTHING,)),
    ("deficit in goods wombat", ("answered without “wombat”", "goods"), (NOTHING,)),
    ("/claims deficit goods wombat", (NOTHING,), ("answered without",)),
    # the first words, the last, how many, and who else
    (
        "when did Hutchins first say the gap is closing?",
        ("Timeline · said by Dale Hutchins", "7 October 2025"),
        (NOTHING, "“first”"),
    ),
    ("who first mentioned a photograph?", ("Lydia Marchetti", "oldest first"), ("“first”",)),
    ("how often did Aydar speak about a cap?", ("“cap”: 2 claims",), ("“often”",)),
    ("how many times has Aydar mentioned cotton?", ("“cotton”",), ("“times”",)),
    ("when did Hutchins last talk about the door?", ("16 December 2025",), ("“last”",)),
    ("who else said the fee is high?", ("fee",), ("“else”",)),
)


@pytest.mark.parametrize(("line", "holds", "lacks"), ASKED, ids=[row[0] for row in ASKED])
async def test_a_plain_question_is_answered_as_it_is_meant(
    line: str, holds: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    """Each answer holds what stands in the articles, and nothing that was not asked."""
    text = await asked(line)
    assert [words for words in holds if words not in text] == []
    assert [words for words in lacks if words in text] == []


LATER = ("December 15", "postponed", "$70.3", "$905.8", "35 %", "acting", "2026", "smelters")
AS_OF = (
    "/ledger turkey",
    "/who hutchins",
    "/changed steel",
    "/timeline steel",
    "/compare turkey vietnam",
    "/deficits",
    "/sources",
    "/figures deficit",
    "/check “Judge us by next winter” Hutchins",
    "/claims smelter",
    "/export steel csv",
    "/export turkey json",
    "what changed on steel?",
    "how often did Hutchins speak?",
    "what did Kazakhstan say?",
)


@pytest.mark.parametrize("line", AS_OF)
async def test_as_of_a_day_nothing_later_leaks(line: str) -> None:
    """Neither in the answer nor in its counts, its footer, what it offers or its files."""
    reply = await answer(request(f"{line} as-of:2025-10-20"), metals_world())
    files = "".join(each.data.decode() for each in reply.files)
    text = (render(reply) + files).replace("Judge us by next winter", "")
    assert [words for words in LATER if words in text] == []


PASTED = (
    "In Astana, Industry Minister Aliya Sarsen said, “We do not close a door, we put a handle "
    "on it.” Dale Hutchins, the under secretary, called that “a toll booth on the road to every "
    "electric motor.” Cem Aydar told the paper: “A side door has three sides.” “They have found "
    "the door and slammed it.” Walter Kinney said that his members were “tired of being a "
    "bargaining chip.”"
)


async def test_each_quotation_of_a_pasted_paragraph_has_the_speaker_before_or_behind_it() -> None:
    """What ends with a full stop within its marks is not spoken by whom the next sentence names,
    if its own sentence has said by whom."""
    text = await asked(f"/check {PASTED}")
    assert "5 quotations: 3 exact, 1 another speaker and 1 altered." in text
    assert "1. Exact: Aliya Sarsen" in text
    assert "3. Altered: 1 difference" in text
    assert "4. Another speaker: the words are Dale Hutchins’s" in text


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("/check “Judge us by next winter?” Hutchins", "Altered: 1 difference"),
        ("/check “Judge us by next winter.” Hutchins", "Exact: Dale Hutchins"),
        ('did Hutchins say "Judge us by next winter?"', "Exact: Dale Hutchins"),
    ],
)
async def test_a_question_made_of_a_statement_is_altered(line: str, begins: str) -> None:
    """The mark of whoever asks is no part of the words."""
    assert (await asked(line)).startswith(begins)


async def test_several_quotations_that_are_not_found_were_checked_against_something() -> None:
    """The headline names the articles, as for those that are found."""
    text = await asked("/check “the walrus sings at noon” and “nobody counts the zebras”")
    assert "Checked against 9 articles from Market Courier" in text


@pytest.mark.parametrize("command", ["claims", "quotes", "figures", "who", "compare", "changed"])
async def test_help_has_three_examples_that_find_something(command: str) -> None:
    """Whatever the articles at hand are about."""
    rows = [line[9:] for line in (await asked(f"/help {command}")).split("\n") if "Example" in line]
    assert len(rows) == len(set(rows)) == 3
    for row in rows:
        assert not (await asked(row)).startswith(NOTHING)


async def test_a_check_says_what_this_newsroom_has_marked() -> None:
    """A claim that was disputed here is not shown as if nobody had doubted it."""
    world = metals_world()
    line = "/check “Judge us by next winter” Hutchins"
    (card,) = (await answer(request(line), world)).claims
    await answer(request(f"/dispute {card.claim_id} The tape has summer."), world)
    text = render(await answer(request(line), world))
    assert "(disputed)" in text
    assert f"Marked here as disputed: /why {card.claim_id} says by whom and why." in text
