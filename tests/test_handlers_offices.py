"""A role alone as a name: found as the articles give it, asked back where several bear it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from newsroom_samples import LATER, analysis, keep, newsroom, request, said
from seeds_world import seeds_world

from handlers.commands import answer
from handlers.questions.asked import put_right
from handlers.record.vocabulary import Guess
from handlers.reply import Reply
from handlers.words.names import office_words


async def ask(line: str) -> Reply:
    """One answer of the invented newsroom."""
    world, _, _ = await newsroom()
    return await answer(request(line), world)


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("/who trade envoy", "Mara Ellison: 1 claim"),
        ("/who the Trade Envoy", "Mara Ellison: 1 claim"),
        ("/who dean", "Joan Ellison: 2 claims"),
        ("/quotes commissioner", "Said by Anselm Roth: 1 claim"),
        ("/quotes trade envoy embargo", "Said by Mara Ellison · “embargo”: 1 claim"),
        ('/claims from:"trade envoy"', "Said by Mara Ellison: 1 claim"),
        ("/claims from:trade envoy embargo", "Said by Mara Ellison · “embargo”: 1 claim"),
        ("what did the trade envoy say?", "Said by Mara Ellison: 1 claim"),
        ("/quotes Dean Joan Ellison", "Said by Joan Ellison: 2 claims"),
        ("/who finance minister", "Nothing found"),
    ],
)
async def test_a_role_is_whoever_bears_it(line: str, headline: str) -> None:
    """In /who, /quotes, from: and plain questions; a role that nobody has finds nobody."""
    assert (await ask(line)).headline.startswith(headline)


async def test_whom_a_role_was_read_as_is_said() -> None:
    """Nobody has to guess why a name is shown that was not typed."""
    for line in ("/who dean", "/quotes dean", "/claims from:dean"):
        assert "“dean” is Joan Ellison in the articles at hand." in (await ask(line)).notes


async def test_a_digest_from_there_is_of_the_person() -> None:
    """The next steps name whom the role was read as, and find the same."""
    world, _, _ = await newsroom()
    reply = await answer(request("/quotes trade envoy"), world)
    (digest,) = [action.command for action in reply.actions if action.name == "subscribe"]
    assert digest.endswith('quotes from:"Mara Ellison"')
    question = digest.partition(" quotes ")[2]
    assert (await answer(request(f"/quotes {question}"), world)).total == reply.total


async def test_words_of_a_plain_search_stay_words() -> None:
    """Who searches for a word gets the claims that hold it, not somebody's words."""
    reply = await ask("/claims commissioner")
    assert reply.headline == "Nothing found: “commissioner”."


async def test_a_role_that_two_bear_is_asked_back() -> None:
    """/who asks which one; /quotes shows all and says so."""
    world, store, _ = await newsroom()
    text = "“We wait,” Commissioner Ada Vane said."
    finding = said(text, ("“We wait,”",), "Ada Vane", "Ada Vane", "said", role="Commissioner")
    parsed = replace(LATER, source="more.txt", headline="Vane waits", text=text, url=None)
    await keep(store, parsed, analysis(parsed, finding))
    which = await answer(request("/who commissioner"), world)
    assert which.headline.startswith("“commissioner” can be ")
    assert {row.label for row in which.rows} == {"Anselm Roth", "Ada Vane"}
    both = await answer(request("/quotes commissioner"), world)
    assert both.total == 2
    assert any(note.startswith("“commissioner” can be ") for note in both.notes)


async def test_a_role_of_later_is_unknown_before() -> None:
    """As of an earlier day nobody bears what an article gave them afterwards."""
    reply = await ask("/who commissioner as-of:2025-06-15")
    assert reply.headline.startswith("Nothing found")
    assert "Roth" not in str(reply)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mexican President", "the president of Mexico"),
        ("European Commission President", "president of the European Commission"),
        ("U.S. Trade Representative", "the trade representative of the United States"),
    ],
)
def test_two_ways_to_give_a_role_are_one(one: str, other: str) -> None:
    """Whichever way round, with a country's name or its adjective."""
    assert office_words(one) == office_words(other)


def test_a_given_name_that_was_right_is_not_doubled() -> None:
    """Only the misspelt word gives way, and its first name stays one."""
    guess = Guess(typed="elison", meant="Mara Ellison")
    assert put_right("claims Mara Elison truce", (guess,)) == "claims Mara Ellison truce"
    assert put_right("claims elison truce", (guess,)) == "claims Mara Ellison truce"


@pytest.fixture(scope="module")
def _seeds() -> None:
    seeds_world()


@pytest.mark.model
@pytest.mark.usefixtures("_seeds")
@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("treasury secretary", "Scott Bessent"),
        ("the president of the European Commission", "Ursula von der Leyen"),
        ("US trade representative", "Jamieson Greer"),
        ("president of Mexico", "Claudia Sheinbaum"),
        ("UK prime minister", "Keir Starmer"),
    ],
)
async def test_roles_of_the_sample_articles(role: str, name: str) -> None:
    """As the articles give them, in whatever order of words."""
    reply = await answer(request(f"/who {role}"), seeds_world())
    assert reply.headline.startswith(f"{name}: ")
    quoted = await answer(request(f'/quotes from:"{role}"'), seeds_world())
    assert quoted.headline.startswith(f"Said by {name}: ")
