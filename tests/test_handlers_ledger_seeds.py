"""The ledger of the sample articles, from their files to the answer, against the facts in them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date

import pytest
from newsroom_samples import request
from seeds_world import SEEDS, seeds_world

from handlers.commands import answer
from handlers.ports import World
from handlers.reply import MeasureCard

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def world() -> World:
    """All sample articles, read and analysed as an ingest does, on 10 June 2025."""
    return seeds_world()


FACTS: list[str] = tomllib.loads(
    (SEEDS.parent / "tests" / "gold" / "ledger_seeds.toml").read_text(encoding="utf-8")
)["lines"]


@pytest.mark.parametrize("fact", FACTS)
async def test_a_fact_of_the_samples_is_a_line_of_the_ledger(world: World, fact: str) -> None:
    """What the articles say of a measure by that day stands in its part, cell for cell."""
    asked, _, wanted = fact.partition(": ")
    country, _, day = asked.partition(" as of ")
    reply = await answer(request(f"/ledger {country}", as_of=date.fromisoformat(day)), world)
    found = [(part.title, *told(card)) for part in reply.sections for card in part.measures]
    cells = wanted.split(" | ")
    assert sum(alike(each, cells) for each in found) == 1, found


def told(card: MeasureCard) -> Iterator[str]:
    """The cells that the gold speaks of."""
    yield card.line.partition(":")[0].split(" [")[0]
    cells = {each.name: each.text for each in card.cells}
    for name in ("rate was", "rate", "effective", "until", "status"):
        yield cells.get(name, "-")


def alike(found: tuple[str, ...], wanted: list[str]) -> bool:
    """Whether each cell holds what is wanted; rates and parties must be just that."""
    exact = found[:2] == (*wanted[:2],) and found[3] == wanted[3]
    return exact and all(
        words == "?" or words in cell for cell, words in zip(found, wanted, strict=True)
    )
