"""A plain question that no claim answers in its own words is answered in kindred ones."""

from __future__ import annotations

import pytest
from fakes import FixedClock, MemoryStore
from newsroom_samples import NOW, request
from store_samples import FETCHED, Said, make

from handlers.commands import answer
from handlers.newsroom import ClaimKind
from handlers.ports import World
from handlers.showing.plaintext import render


@pytest.fixture
async def world() -> World:
    """One article on a fire."""
    store = MemoryStore()
    parsed, claims = make(
        "fire",
        Said(words="Two people were killed in the fire on Quay Street", kind=ClaimKind.STATEMENT),
        Said(words="A clerk was detained near the harbour", kind=ClaimKind.STATEMENT),
    )
    await store.put(parsed, claims, article_id="fire", fetched=FETCHED)
    return World(store=store, clock=FixedClock(NOW))


@pytest.mark.parametrize(
    ("typed", "holds", "lacks"),
    [
        (
            "how many people died in the fire?",
            ("with “killed” for “died”", "Two people"),
            "indirect: A clerk",
        ),
        (
            "who was arrested?",
            ("with “detained” for “arrested”", "A clerk"),
            "indirect: Two people",
        ),
        ("how many people were killed?", ("Two people",), "No claim has all of it"),
        ("/claims died", ("Nothing found",), "indirect: Two people"),
    ],
)
async def test_a_word_of_the_same_sense_answers(
    world: World, typed: str, holds: tuple[str, ...], lacks: str
) -> None:
    """Only where the typed one finds nothing, and the answer says so; a command stays literal."""
    text = render(await answer(request(typed), world))
    assert [each for each in holds if each not in text] == []
    assert lacks not in text
