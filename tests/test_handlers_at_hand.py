"""What /help shows works: each example finds something in the articles at hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from newsroom_samples import newsroom, request
from seeds_world import seeds_world
from trade_wire import Story

from handlers.commands import COMMANDS, Command, answer
from handlers.showing.plaintext import render

# These change something, or speak of the commands: they show no articles.
NO_SOURCES = frozenset(
    {"verify", "dispute", "correct", "wrong", "merge", "split", "digest", "alerts", "help"}
    | {"keep"}
)


@pytest.fixture(scope="module", autouse=True)
def _seeds() -> None:
    seeds_world()


@pytest.mark.model
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
async def test_every_example_of_help_finds_something(command: Command) -> None:
    """On the sample articles each command shows three, and none of them comes back empty."""
    world = seeds_world()
    rows = (await answer(request(f"/help {command.name}"), world)).rows
    assert len(rows) == 3 or command.name in ("merge", "split")
    for row in rows:
        reply = await answer(request(row.text), world)
        assert not reply.refused, row.text
        assert reply.receipts or reply.files or command.name in NO_SOURCES, row.text
        assert "Nothing found" not in render(reply)


@pytest.mark.parametrize("name", ["claims", "quotes", "who", "why", "check", "figures"])
async def test_examples_name_what_is_on_record(name: str) -> None:
    """Other articles, other examples: these are of an invented newsroom."""
    world, _, _ = await newsroom()
    rows = (await answer(request(f"/help {name}"), world)).rows
    assert rows
    for row in rows:
        assert (await answer(request(row.text), world)).receipts


async def test_examples_of_a_day_know_nothing_later() -> None:
    """Nobody is named who had not spoken yet."""
    world, _, _ = await newsroom()
    text = render(await answer(request("/help quotes as-of:2025-06-15"), world))
    assert "Ellison" in text
    assert "Roth" not in text


async def test_without_articles_examples_are_usual_ones() -> None:
    """Somebody who has just started still sees what can be typed."""
    world, _, _ = await newsroom(empty=True)
    for command in COMMANDS:
        rows = (await answer(request(f"/help {command.name}"), world)).rows
        assert rows
        assert not any("{" in row.text for row in rows)


async def test_no_office_is_merged_into_its_country() -> None:
    """ "Statistics Canada" ends with a country's name, and is not the country."""
    world, store, _ = await newsroom(empty=True)
    story = Story("one", date(2025, 7, 1))
    for who in ("Statistics Canada", "Canada", "many growers", "growers"):
        story.quote(who, "it rose again")
    await story.keep(store, datetime(2025, 7, 1, tzinfo=UTC))
    rows = (await answer(request("/help merge"), world)).rows
    assert [row.text for row in rows] == ["/merge many growers into growers"]
