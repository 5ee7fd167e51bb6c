"""Suggestions while somebody types: names on record, whole arguments, nothing from nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom_samples import newsroom

from handlers.commands import COMMANDS, named
from handlers.completions import LONGEST, MOST, complete


async def suggested(name: str, typed: str) -> tuple[str, ...]:
    """What the sample newsroom suggests after a command."""
    command = named(name)
    assert command is not None
    world, _, _ = await newsroom()
    return await complete(command, typed, world, COMMANDS)


@pytest.mark.parametrize(
    ("name", "typed", "first"),
    [
        ("tariffs", "chin", ("China",)),
        ("tariffs", "PRC", ("China",)),
        ("claims", "what did oka", ("what did Tobias Okafor",)),
        ("claims", "ellison", ("Joan Ellison", "Mara Ellison")),
        ("claims", "joan el", ("Joan Ellison",)),
        ("claims", "south ko", ("South Korea",)),
        ("claims", "rare ea", ("rare earths",)),
        ("claims", "from:oka", ('from:"Tobias Okafor"',)),
        ("claims", "steel FROM:roth", ('steel from:"Anselm Roth"',)),
        ("claims", "-from:roth", ('-from:"Anselm Roth"',)),
        ("claims", "-chin", ("-China",)),
        ("claims", "-south ko", ('-"South Korea"',)),
        ("claims", "in:gaz", ('in:"Harbor Gazette"',)),
        ("claims", "kind:q", ("kind:quote",)),
        ("claims", "status:dis", ("status:disputed",)),
        ("claims", "about:chin", ("about:China",)),
        ("claims", "statu", ("status:",)),
        ("help", "ste", ("steel",)),
        ("quotes", "", ("Joan Ellison",)),
        ("tariffs", "", ("tariffs", "trade deficits")),
    ],
)
async def test_the_end_of_what_is_typed_is_completed(
    name: str, typed: str, first: tuple[str, ...]
) -> None:
    """The whole text so far comes back with its last words made whole, likeliest first."""
    assert (await suggested(name, typed))[: len(first)] == first


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("why", "abc"),
        ("merge", "chin"),
        ("digest", "here daily 08:30 chin"),
        ("claims", "as-of:2025-01-01 ro"),
        ("claims", "zzyzx"),
        ("claims", "since:"),
        ("claims", "x" * 101),
    ],
)
async def test_where_there_is_nothing_to_suggest(name: str, typed: str) -> None:
    """No ids, notes and standing questions; nobody who may be unknown on an earlier day."""
    assert await suggested(name, typed) == ()


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120) | st.from_regex(r"-?(from|in|kind|about):[a-z\"“ -]{0,6}"))
async def test_any_text_gets_few_and_short_suggestions(typed: str) -> None:
    """Within the platforms' bounds, each once."""
    found = await suggested("claims", typed)
    assert len(found) == len(set(found)) <= MOST
    assert all(0 < len(line) <= LONGEST for line in found)
