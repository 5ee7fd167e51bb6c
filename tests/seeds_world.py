"""The sample articles of seeds/, read and analysed as an ingest does, once a test process."""

from __future__ import annotations

import asyncio
import copy
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from fakes import FixedClock, MemoryStore
from newsroom_samples import keep

from bot.reading.reader import read
from handlers.ports import World
from nlp.analysis import Precision
from nlp.pipeline import load

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
NO_ARTICLES = ("README.md", "SOURCES.md")


def seeds_world() -> World:
    """A world of one's own with all sample articles, on 10 June 2025; for the first time
    where no event loop runs."""
    return World(
        store=copy.deepcopy(_store()),
        clock=FixedClock(datetime(2025, 6, 10, 12, tzinfo=UTC)),
    )


@cache
def _store() -> MemoryStore:
    return asyncio.run(_read_all())


async def _read_all() -> MemoryStore:
    pipeline, store = load(), MemoryStore()
    for path in sorted(SEEDS.iterdir()):
        if path.name.endswith(".gold.json") or path.name in NO_ARTICLES:
            continue
        parsed = read(path.name, path.read_bytes())
        known = parsed.published
        day = known.day if known and known.precision is Precision.DAY else None
        await keep(store, parsed, pipeline.analyze(parsed.text, day))
    return store
