"""Plain questions that a command answers: whether it was said, what differs, what stands."""

from __future__ import annotations

import pytest
from newsroom_samples import newsroom, request

from handlers.commands import answer
from handlers.ports import World
from handlers.questions.phrasings import (
    of_difference,
    of_history,
    of_how_to,
    of_quotation,
    of_standing,
)
from handlers.showing.plaintext import render


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ('did Roth say "the toll is a wall"?', '"the toll is a wall" Roth'),
        ('did Roth really say "the toll is a wall"', '"the toll is a wall" Roth'),
        ('is it true that Ida Roth said "the toll is a wall"?', '"the toll is a wall" Ida Roth'),
        ('has the mayor called it "the best of walls"?', '"the best of walls" the mayor'),
        ('did Roth say "wall"?', ""),  # what about it?
        ('who said "the toll is a wall"?', ""),
        ("did Roth say the toll is a wall?", ""),
    ],
)
def test_whether_somebody_said_it(line: str, asked: str) -> None:
    """A quotation of three words or more in such a question is one to check."""
    assert of_quotation(line) == asked


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("difference between the Lantern and the Courier on barley", '"Lantern" "Courier" barley'),
        ("What’s the difference between Peru and Kenya?", '"Peru" "Kenya"'),
        ("are there differences between us", ""),
        ("Roth vs Quill on the toll", '"Roth" "Quill" toll'),
        ("Peru compared with Kenya?", '"Peru" "Kenya"'),
    ],
)
def test_what_differs(line: str, asked: str) -> None:
    """Two sides, and perhaps a matter."""
    assert of_difference(line) == asked


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("which countries face tariffs?", ""),
        ("what tariffs are in force?", "in force"),
        ("what tariffs are now in force against Peru?", "Peru in force"),
        ("which tariffs on Peru are in force?", "Peru in force"),
        ("what barley tariffs are in effect?", "barley in force"),
        ("which tariffs on Peru were announced?", None),
        ("which countries pay duties on barley", "barley"),
        ("who pays 25%?", "25%"),
        ("who must pay the 7.5 percent duty", "7.5%"),
        ("who is charged 15% on barley", "15% barley"),
        ("who pays for the tariffs?", None),
        ("which countries spoke of barley?", None),
        ("which countries face a barley quota?", None),
        ("what tariffs does Peru want?", None),
    ],
)
def test_what_stands(line: str, asked: str | None) -> None:
    """What the ledger answers, and for whom or what."""
    assert of_standing(line) == asked


def test_what_happened_in_order_and_how_it_is_done() -> None:
    """The history of something is a timeline; how something is done is a matter for help."""
    assert of_history("the history of the barley toll") == "barley toll"
    assert of_history("tolls on barley over time?") == "tolls on barley"
    assert of_history("what did Roth say about time?") == ""
    assert of_how_to("How do I check a quote?") == "check"
    assert of_how_to("how do prices rise") == ""


@pytest.fixture
async def world() -> World:
    """The sample newsroom."""
    return (await newsroom())[0]


@pytest.mark.parametrize(
    ("typed", "holds"),
    [
        ('did Ellison say "We never wanted an embargo"?', "Exact: Mara Ellison"),
        ('did Okafor say "We never wanted an embargo"?', "Another speaker"),
        ('is it true that Ellison said "We always wanted an embargo"', "Altered"),
        ("difference between Harbor Gazette and Northern Ledger", "Harbor Gazette beside"),
        ("what is the difference between a duty and a fee?", "No claim has all of it"),
        ("what tariffs are in force?", "Measure ledger"),
        ("which countries face tariffs", "Measure ledger"),
        ("what’s new?", "Answers rest on"),
        ("any news", "Answers rest on"),
        ("latest", "Answers rest on"),
        ("reactions to the embargo", "what was said"),
        ("the latest from Okafor", "Said by Tobias Okafor"),
        ("history of tariffs", "Timeline · tariffs"),
        ("what is China’s position on tariffs?", "said by China"),
        ("all quotes", "quotes"),
        ("tariffs of 30 percent", "30 %"),
        ("who criticized tariffs?", "what was said"),
        ("Northern Ledger on visas", "in Northern Ledger"),
        ("Mara Ellison vs Okafor", "Mara Ellison beside Tobias Okafor"),
        ("how do I check a quote?", '/check "WORDS"'),
        ("/claims frm:okafor", "Did you mean from:?"),
        ("/claims kin:quote okafor", "Did you mean kind:?"),
        ("/compare Elison Okafor", "Did you mean"),
        ("/quotes joe wombat", "they are looked for"),
    ],
)
async def test_such_questions_are_answered(world: World, typed: str, holds: str) -> None:
    """By the command that answers them; where it has nothing to show, as any question."""
    assert holds in render(await answer(request(typed), world))


class _Counting:
    """A store that counts what it is asked, beside the names, which it has in memory."""

    def __init__(self, inner: object, asked: list[str]) -> None:
        self._inner, self._asked = inner, asked

    def __getattr__(self, name: str) -> object:
        found = getattr(self._inner, name)
        if name not in ("name_book", "within") and callable(found):
            self._asked.append(name)
        return found


@pytest.mark.parametrize(
    "typed",
    [
        "asdf qwer zxcv",
        "/claims peru",
        "what did Okafor say about wombat prices in February?",
        "/quotes joe wombat",
        '/claims since:2025-03-01 kind:figure status:disputed "corner shop" chairs wombat',
        "/claims kind:quote from:zorblat wombat",
        "/changed wombat",
    ],
)
async def test_an_empty_answer_asks_the_store_little(world: World, typed: str) -> None:
    """It helps all the same: what is near is looked for at once, not one after the other."""
    asked = list[str]()
    object.__setattr__(world, "store", _Counting(world.store, asked))
    text = render(await answer(request(typed), world))
    assert "Nothing found" in text
    assert "/" in text.splitlines()[-1]
    assert len(asked) <= 10, asked
