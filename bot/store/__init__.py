"""The store: articles, claims, subscriptions and deliveries on SQLite or PostgreSQL."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.store.database.opening import open_engine
from bot.store.sql_store import SqlStore

__all__ = ["SqlStore", "open_store"]


async def open_store(url: str, data: Path) -> SqlStore:
    """Open the database of a SQLAlchemy URL, making or migrating its tables as needed.

    A bare SQLite file name lies in the data folder. Raises StoreUnavailable, in one
    sentence, where the store cannot be used; its files are then left as they are.
    """
    return SqlStore(await asyncio.to_thread(open_engine, url, data))
