"""Folders of articles, read and analysed as an ingest does, once a test process."""

from __future__ import annotations

import asyncio
import copy
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from fakes import FixedClock, MemoryStore
from newsroom_samples import keep
from readings import pipeline

from bot.reading.reader import read
from handlers.ports import World
from nlp.analysis import Analysis, Precision

HERE = Path(__file__).resolve().parent
SEEDS = HERE.parent / "seeds"
NIGHT = HERE / "articles" / "night"  # of a night desk: shapes that the seeds do not have
TIMBER = HERE / "articles" / "timber"  # one story told over weeks by several outlets
METALS = HERE / "articles" / "metals"  # deficits by month, steel, rare earths, fees for visas
WALL = HERE / "articles" / "wall"  # quotas on steel and rents: surnames of all sorts, scripts
NO_ARTICLES = ("README.md", "SOURCES.md")


class Reader:
    """Reads pasted texts as articles are read, in this very process."""

    async def examine(self, text: str, day: date) -> Analysis:
        """What the text says."""
        return pipeline().analyze(text, day)


def seeds_world() -> World:
    """A world of one's own with all sample articles, on 10 June 2025; for the first time
    where no event loop runs."""
    return _world(SEEDS, datetime(2025, 6, 10, 12, tzinfo=UTC))


def night_world() -> World:
    """The same with the articles of the night desk, on 20 October 2025."""
    return _world(NIGHT, datetime(2025, 10, 20, 9, tzinfo=UTC))


def timber_world() -> World:
    """The same with the articles on a lumber dispute, on 25 March 2026."""
    return _world(TIMBER, datetime(2026, 3, 25, 12, tzinfo=UTC))


def metals_world() -> World:
    """The same with the articles on metals, deficits and visas, on 20 February 2026."""
    return _world(METALS, datetime(2026, 2, 20, 12, tzinfo=UTC))


def wall_world() -> World:
    """The same with the articles on steel quotas, rents and permits, on 15 December 2025."""
    return _world(WALL, datetime(2025, 12, 15, 9, tzinfo=UTC))


def _world(folder: Path, now: datetime) -> World:
    return World(store=copy.deepcopy(_store(folder)), analyst=Reader(), clock=FixedClock(now))


@cache
def _store(folder: Path) -> MemoryStore:
    return asyncio.run(_read_all(tuple(sorted(folder.iterdir()))))


async def _read_all(paths: tuple[Path, ...]) -> MemoryStore:
    store = MemoryStore()
    for path in paths:
        if path.name.endswith(".gold.json") or path.name in NO_ARTICLES:
            continue
        parsed = read(path.name, path.read_bytes())
        known = parsed.published
        day = known.day if known and known.precision is Precision.DAY else None
        await keep(store, parsed, pipeline().analyze(parsed.text, day))
    return store
