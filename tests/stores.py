"""The stores that are held to one contract: in memory, on SQLite, on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import postgres
from fakes import MemoryStore

from bot.store import SqlStore, open_store

KINDS = ("memory", "sqlite", "postgresql")


@asynccontextmanager
async def opened(
    kind: str, folder: Path, *, own: bool = False
) -> AsyncIterator[MemoryStore | SqlStore]:
    """An empty store of that kind; skips where there is no server for it.

    On PostgreSQL the next one opened empties it, unless it has a database of its own.
    """
    if kind == "memory":
        yield MemoryStore()
        return
    url = "sqlite:///store.db"
    if kind == "postgresql":
        url = postgres.database() if own else postgres.emptied()
    store = await open_store(url, folder)
    try:
        yield store
    finally:
        await store.close()
