"""Conversations with a night desk's articles: what is typed, and what the answer must hold.

The articles are of many shapes and by no real newsroom; what is asked for in one row stands
in the articles in plain sight, so that no row hangs on a fine point of the extractor.
"""

from __future__ import annotations

import re

import pytest
from newsroom_samples import request
from seeds_world import night_world

from handlers.commands import answer
from handlers.reply import Reply
from handlers.showing.plaintext import render

pytestmark = pytest.mark.model

NOTHING = "Nothing found"


@pytest.fixture(scope="module", autouse=True)
def _articles() -> None:
    night_world()


async def asked(line: str) -> tuple[Reply, str]:
    """The answer and its plain text."""
    reply = await answer(request(line), night_world())
    return reply, render(reply)


ANSWERS = (
    # typed, what the answer holds, what it does not
    ("/tariffs coffe", ("Did you mean coffee? Answered for that.", "Brazil"), (NOTHING,)),
    ("/claims cofee tariff", ("Did you mean coffee", "Brazil"), (NOTHING,)),
    ("/timeline cofee", ("Did you mean coffee",), (NOTHING,)),
    ("/ledger coffe", ("Did you mean coffee", "Brazil"), (NOTHING,)),
    ("/tariffs brasill", ("Did you mean Brazil?",), (NOTHING,)),
    ('/claims "walrus"', (NOTHING,), ("Did you mean", "did you mean", "United Kingdom")),
    ("/claims walrus", (NOTHING,), ("United Kingdom", "Did you mean")),
    ('/claims "brezil"', (NOTHING,), ("Did you mean",)),
    ("/quotes Prewett", ("Said by Hal Prewett of Tidewater Teas", "arabica"), (NOTHING,)),
    ("/quotes hal prewett", ("Said by Hal Prewett of Tidewater Teas",), (NOTHING,)),
    ("/compare oakes brandvold", ("Marian Oakes beside Tomas Brandvold",), ("can be",)),
    ("/who oakes", ("Marian Oakes: ", "Commerce Secretary"), ("which one?",)),
    ("what did Whitmer tell reporters?", ("Said by Carla Whitmer",), (NOTHING, "“reporters”")),
    ("what did Tremaine tell the press?", ("Said by Hugh Tremaine",), (NOTHING, "“press”")),
    ("when does the duty start?", ("measures:", "from November 1"), (NOTHING, "“start”")),
    ("when does the coffee tariff take effect?", ("30 %", "15 October 2025"), (NOTHING,)),
    (
        "how large was the trade gap with Vietnam in August?",
        ("$12.1 billion in August",),
        (NOTHING, "· published"),
    ),
    (
        "what was the deficit with Vietnam in August?",
        ("Nothing published", "$12.1 billion in August"),
        (NOTHING,),
    ),
    (
        "did the deficit with Vietnam change?",
        ("1 change", "$12.1 billion", "$11.2 billion"),
        (NOTHING,),
    ),
    (
        "has Whitmer changed her mind on coffee?",
        ("Carla Whitmer · “coffee”", "Compared: "),
        (NOTHING, "“mind”"),
    ),
)


@pytest.mark.parametrize(("line", "holds", "lacks"), ANSWERS, ids=[row[0] for row in ANSWERS])
async def test_a_question_is_answered_as_a_night_editor_expects(
    line: str, holds: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    """Each answer holds what stands in the articles, and nothing that was not asked."""
    _, text = await asked(line)
    assert [words for words in holds if words not in text] == []
    assert [words for words in lacks if words in text] == []


EMPTY = (
    # typed, and what is offered to ask instead
    ("/deficits brazil", ("/deficits", "/claims Brazil")),
    ("/visas canada", ("/visas", "/claims Canada")),
    ("/claims coffee moonbeams", ('/claims "coffee"',)),
    ('/claims "dropped to be duty"', ('/claims "dropped" "duty"',)),
    ("/quotes Tremaine wombat", ('/quotes from:"Hugh Tremaine"',)),
    ("/claims status:verified coffee", ('/claims "coffee"',)),
    ("/claims coffee in:lantern since:2025-10-01", ('/claims "coffee" in:"The Lantern"',)),
    ("/ledger walrus china", ("/claims China",)),
    ("what did China say about Canada?", ("/claims Canada China",)),
    ("/claims chnia wombat", ("/claims China",)),
    ("/claims glassware", ("/sources",)),
    ("/claims tin foil", ("/sources",)),
)


@pytest.mark.parametrize(("line", "offered"), EMPTY, ids=[row[0] for row in EMPTY])
async def test_an_empty_answer_offers_a_question_that_finds_something(
    line: str, offered: tuple[str, ...]
) -> None:
    """What is offered is the same question with less in it, and each finds what it says."""
    reply, text = await asked(line)
    assert text.startswith(NOTHING)
    commands = [each.command for each in reply.actions if each.name in ("retry", "sources")]
    assert commands
    assert [command for command in offered if command not in commands] == []
    for action in reply.actions:
        if action.name == "retry":
            less, _ = await asked(action.command)
            assert not less.refused
            counted = re.search(r"\((\d+) claims?\)", action.label)
            assert counted is None or less.total == int(counted[1]), action


PHRASINGS = (
    # typed, what the answer holds, what it does not
    (
        "what has Oakes said lately?",
        ("“Oakes” is read as Marian Oakes", "Thirty is where this lands"),
        ("“lately”",),
    ),
    ("Brandvold quotes", ("Said by Tomas Brandvold · quotes",), ("“quotes”",)),
    ("statements by Lin Qiao in September", ("wrong practice",), (NOTHING, "ordinary measures")),
    ("tell me about the Corvane plant", ("Corvane Systems · “plant”",), (NOTHING, "“tell”")),
    ("can you show me figures on unemployment", ("unemployment", "6.9 percent"), (NOTHING,)),
    ("numbers for unemployment", ("6.9 percent",), (NOTHING, "“numbers”")),
    ("what is the rate on Brazilian coffee now?", ("Brazil · “coffee” · measures", "30 %"), ()),
    ("what happens on November 1?", ("these claims name that time", "wheat"), (NOTHING,)),
    ("is the coffee tariff in force?", ("30 % (in force",), (NOTHING, "“force”")),
    ("what did the lantern report on steel?", ("in The Lantern",), (NOTHING, "“report”")),
    ("what did the Census Bureau report?", ("Said by Census Bureau",), (NOTHING,)),
    ("tomatoes in the Northgate Courier", ("in Northgate Courier", "17 %"), (NOTHING,)),
    ("has a court ruled on tomatoes?", ("answered without", "tomato"), (NOTHING,)),
    ("/claims kind:measure tomato", ("17 %",), (NOTHING,)),
    ("which countries face a steel quota?", ("answered without", "quota"), (NOTHING,)),
    ("what did Tremaine say about wombats?", (NOTHING, "Without “wombats”"), ("answered without",)),
    ("/claims coffee moonbeams", (NOTHING,), ("answered without",)),
)


@pytest.mark.parametrize(("line", "holds", "lacks"), PHRASINGS, ids=[row[0] for row in PHRASINGS])
async def test_a_plain_question_may_be_phrased_as_people_do(
    line: str, holds: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    """What is typed around the matter is not searched for; what hinders is left out, and said."""
    _, text = await asked(line)
    assert [words for words in holds if words not in text] == []
    assert [words for words in lacks if words in text] == []


STEPS = (
    # typed, what the answer holds, what it does not
    ("/rare earths", ("Rare earths", "gallium"), ("no command",)),
    ("rare earths china", ("Rare earths", "gallium"), ("no command",)),
    ("hello", ("Plain questions work too",), (NOTHING,)),
    ("Thanks!", ("/tariffs",), (NOTHING,)),
    ("what can I ask?", ("/tariffs",), (NOTHING,)),
    ("who is Hugh Tremaine?", ("Roles, as the articles give them",), (NOTHING,)),
    ("who is the commerce secretary?", ("Marian Oakes: ", "Roles"), (NOTHING,)),
    ("who is against the quota?", ("quota",), ("Roles",)),
    ("/quotes Nobody", ("Nobody who speaks here is called by any of these words",), (NOTHING,)),
    (
        '/quotes "Rui Camargo" breakfast',
        ("Said by Rui Camargo · “breakfast”",),
        (NOTHING, "Nobody"),
    ),
    (
        "/compare lantern courier coffee",
        ("Northgate Courier", "The Lantern beside Northgate Courier"),
        ("is no country",),
    ),
    ("/compare brazil brazil", ("That is Brazil twice.",), ()),
    ("/compare brazil brasil vietnam", ("Brazil beside Vietnam",), ()),
    (
        "/compare canada united states unemployment",
        ("Canada unemployment rate: 6.9 percent", "only stand"),
        ("4.4 percent",),
    ),
    ("/changed coffee", ("coffee: 35 % → 30 %", "announced → paused"), ()),
    (
        "What does Canada think about visas?",
        ("Nothing on visas and students matches: these claims hold the words", "Canada"),
        (NOTHING,),
    ),
    ("who wants the duty refunded?", ("Inés Robledo", "refunded"), (NOTHING,)),
    ("/changed vietnam", ("August: $11.2 billion → $12.1 billion",), ("stance",)),
    ("what changed on coffee?", ("/claims coffee",), ("/claims on",)),
    ("/ledger canada", ("as of 20 October 2025",), ("0 lines",)),
    (
        '/check "We are putting a doorman at it" Tremaine in:lantern',
        ("Exact: Hugh Tremaine, The Lantern", "in The Lantern"),
        ("Another",),
    ),
    ("/timeline corvane", ("10 September 2025",), ("/ledger",)),
    ("/timeline coffee", ("Measure ledger: /ledger coffee",), ()),
    (
        '/check "zebras are painted in my cellar" Oakes',
        ("Not found in 16 articles",),
        ("Search:",),
    ),
    (
        '/check "the doorman eats breakfast with zebras" Oakes',
        ("Not found in 16 articles", "Search: /claims "),
        (),
    ),
)


@pytest.mark.parametrize(("line", "holds", "lacks"), STEPS, ids=[row[0] for row in STEPS])
async def test_no_answer_leaves_a_person_without_a_step_that_leads_on(
    line: str, holds: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    """And none of its steps ends in a refusal, or in nothing."""
    reply, text = await asked(line)
    assert [words for words in holds if words not in text] == []
    assert [words for words in lacks if words in text] == []
    for action in reply.actions:
        if action.name not in ("subscribe", "keep"):
            following, _ = await asked(action.command)
            assert not following.refused, action
            assert not following.headline.startswith(NOTHING), action
