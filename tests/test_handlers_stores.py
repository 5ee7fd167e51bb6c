"""Answers from the database are those from memory, word for word."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from newsroom_samples import ANALYSES, SHAPES, keep, newsroom, request
from stores import opened

from handlers.commands import answer
from handlers.ports import World
from handlers.showing.plaintext import render

HOSTILE = (
    '/claims "wanted an embargo"',
    "/claims o’brien's col:x* AND (tax) -war",
    "/sources \"'*:^",
    "/sources AND OR NOT",
    "/claims 295.4",
    "/claims café %_",
    "/quotes Ellison embargo",
    '-"never wanted" -steel',
    "-tariffs",
    "-kind:quote -in:gazette",
    "-from:okafor tariffs",
    "about:china -about:okafor kind:quote,position",
    "since:2025-05-01 until:june tariffs -\"' OR 1=1",
    "/sources -embargo since:may",
    "/sources -%_'",
    "in:ledger from:ellison -visas",
    "\N{PARTY POPPER} -\N{PARTY POPPER} ^* NEAR(a b, 3) {embargo}",
)


@pytest.mark.parametrize("as_of", [None, date(2025, 5, 31)])
async def test_sqlite_answers_as_memory_does(tmp_path: Path, as_of: date | None) -> None:
    """Each shape of answer, and lines full of search operators, come out the same."""
    world, _, clock = await newsroom()
    async with opened("sqlite", tmp_path) as store:
        for parsed, findings in ANALYSES:
            await keep(store, parsed, findings())
        other = World(store=store, clock=clock)
        for line in (*HOSTILE, *(line for lines in SHAPES.values() for line in lines)):
            asked = request(line, as_of=as_of)
            assert render(await answer(asked, other)) == render(await answer(asked, world))
