"""What a reporter types about one story that several outlets told over weeks, and what must come.

People and outlets are invented; each row stands in the articles in plain sight.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from newsroom_samples import request
from seeds_world import timber_world

from handlers.commands import answer
from handlers.ledger.keys import Key, key_of
from handlers.newsroom import ClaimKind
from handlers.ports import Question
from handlers.showing.plaintext import render
from nlp.analysis import Measure

pytestmark = pytest.mark.model


@pytest.fixture(scope="module", autouse=True)
def _articles() -> None:
    timber_world()


async def asked(line: str) -> str:
    """The plain text of the answer."""
    return render(await answer(request(line), timber_world()))


_PAGES = "We are two pages away from a deal"
_LAST = "I have seen deals die on the last line"
_MUCH = "Twenty-five percent is still twenty-five percent too much"
_RIGHT, _OTHER, _DAY = "Exact: ", "Another speaker: ", "Another article or date: "
PASTED = (
    # a sentence as a colleague would paste it, and how its verdict begins
    (f"Commerce Secretary Adele Finch said on Monday, “{_PAGES}.”", _RIGHT),
    (f"“{_PAGES},” said Commerce Secretary Adele Finch.", _RIGHT),
    (f"“{_PAGES},” the commerce secretary said.", _RIGHT),
    (f"The commerce secretary, Adele Finch, said: “{_PAGES}.”", _RIGHT),
    (f"Adele Finch spoke on Monday. “{_PAGES},” she said.", _RIGHT),
    (f"Commerce Secretary Adele Finch said on Thursday, “{_PAGES}.”", _DAY),
    (f"Canadian Trade Minister Luc Marchand said on Monday, “{_LAST}.”", _RIGHT),
    (f"Canadian Trade Minister Luc Marchand said on Monday, “{_PAGES}.”", _OTHER),
    (f"“{_PAGES}.” — Luc Marchand", _OTHER),
    (f"Gordon Ashby, president of the Timber Mills Alliance, said, “{_PAGES}.”", _OTHER),
    (
        f"Paula Redgrave, chief economist at the National Home Makers Council, said “{_MUCH}.”",
        _RIGHT,
    ),
    ("Sen. Helen Brask of Ohio said on Monday, “I was wrong about Tokyo.”", _RIGHT),
    (f"{_PAGES.replace('two', 'seven')}. Canada has moved, and so have we.", "Altered: 1 diff"),
    ("I can live with 35. I could not live with 25.", "Altered: 2 diff"),
    ("Georgia Republican Dana Whitlock said “every crane is a listening post.”", _RIGHT),
)


@pytest.mark.parametrize(("text", "begins"), PASTED, ids=[row[0] for row in PASTED])
async def test_a_pasted_sentence_is_checked_by_name_and_weekday(text: str, begins: str) -> None:
    """A title before a name is no speaker, nor is a body told of between commas; a weekday is
    of whichever week the article is of."""
    assert (await asked(f"/check {text}")).startswith(begins)


ASKED = (
    # a plain question, what the answer holds, and what it does not
    ("who opposes the lumber tariff?", ("National Home Makers Council", "rejected"), ("Ashby",)),
    ("who supports the lumber tariff?", ("Timber Mills Alliance welcomed",), ("Makers",)),
    ("who backs the tariff on cranes?", ("Dana Whitlock",), ("Halloran (",)),
    ("who does not support the deal?", ("Paula Redgrave",), ("Brask",)),
    ("which groups welcomed the announcement?", ("Timber Mills Alliance",), ("answered without",)),
    ("who wants the duty dropped?", ("to drop the duty", "must go"), ("answered without",)),
    ("who criticized the pause?", ("Gordon Ashby",), ("answered without",)),
    ('is the quote "A pause is not a retreat" right?', ("Exact: Adele Finch",), ()),
    ('was "A pause is not a retreat" said by Luc Marchand?', ("Another speaker",), ()),
    ('"A pause is not a defeat" - is that a real quote?', ("Altered",), ()),
    ('/who "Lena Borowski"', ("chief economist", "Northgate Bank"), ("Nothing found",)),
    ('/quotes "Adele Finch" canada', ("Canada has moved",), ("students",)),
    (
        "what does Japan say about the steel deal?",
        ("Haruka Sonoda", "hold an office"),
        ("Nothing",),
    ),
    ("/changed halloran", ("millions → billions",), ()),
    ("/claims timber", ("“timber”: ",), ()),
    (
        '/check "We will pay millions for cranes that nobody here builds"',
        ("Exact: ", "may put them right", "Otherwise in Capital Courier, 21 February 2026"),
        (),
    ),
    ('/check "A pause is not a retreat"', ("Exact: ",), ("Otherwise in",)),
    ("what do economists say about the gap?", ("Lena Borowski", "By role"), ("Redgrave",)),
    ("what do senators say about Tokyo?", ("Helen Brask",), ("Sonoda",)),
    ("who opposes walruses?", ("Nothing found",), ("Traceback",)),
)


@pytest.mark.parametrize(("line", "holds", "lacks"), ASKED, ids=[row[0] for row in ASKED])
async def test_a_plain_question_is_answered_in_its_sense(
    line: str, holds: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    """What is asked for stands in the answer, and nothing that was not asked."""
    text = await asked(line)
    assert [words for words in holds if words not in text] == []
    assert [words for words in lacks if words in text] == []


async def test_a_profile_has_the_sides_taken_in_indirect_speech() -> None:
    """ "Denounced the deal" is a position, though no cue of wishing tells it."""
    text = await asked("/who Helen Brask")
    assert "Positions" in text or "supports" in text
    text = await asked("/who Paula Redgrave")
    assert "denounced" in text


async def test_copies_of_one_article_have_one_line_in_the_ledger() -> None:
    """Though neither states who imposes the duty; two articles of their own have two lines."""
    page = await timber_world().store.search(Question(kinds=(ClaimKind.MEASURE,), limit=50))
    (held, *_) = (
        each
        for each in page.found
        if isinstance(each.claim.finding, Measure) and each.claim.finding.imposer is None
    )

    def told(number: str, family: str) -> Key:
        return key_of(replace(held, article=replace(held.article, id=number, family=family)))

    assert told("one", "") != told("other", "")
    assert told("one", "same") == told("other", "same")
