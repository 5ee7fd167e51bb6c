"""Work on the database: each piece in one transaction, in a thread of the store's own pools."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.store.database import opening
from bot.store.database.courtesy import Courtesy
from bot.store.database.dialect import Dialect, Postgres, Sqlite
from bot.store.database.faults import unavailable
from handlers.errors import StoreUnavailable

P = ParamSpec("P")
T = TypeVar("T")
Work = Callable[Concatenate[Connection, P], T]


class Transactions:
    """Each piece of work in a transaction of its own, on SQLite or PostgreSQL.

    One thread writes, so that writers of this process never wait for each other inside
    the database; a few threads read, and it steps aside for them. The event loop is never
    blocked.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._dialect: Dialect = Sqlite() if engine.dialect.name == "sqlite" else Postgres()
        self._reading = opening.reading(engine)
        self._writing = opening.writing(engine)
        self._courtesy = Courtesy()
        self._courtesy.teach(self._writing)
        self._readers = ThreadPoolExecutor(opening.READERS, "store-reader")
        self._writer = ThreadPoolExecutor(1, "store-writer")
        self._closed = asyncio.Event()  # the same one however the store is seen (`within`)

    async def close(self) -> None:
        """Finish what was begun and let the database go."""
        self._closed.set()
        await asyncio.to_thread(self._close)

    def _close(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        self.engine.dispose()

    async def _read(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        with self._courtesy.asking():
            return await self._in(self._readers, lambda: _run(self._reading, work, *args, **kwargs))

    async def _write(self, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        return await self._in(self._writer, lambda: _run(self._writing, work, *args, **kwargs))

    async def _in(self, threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
        if self._closed.is_set():
            raise StoreUnavailable("The store is closed: this program is ending.")
        return await asyncio.get_running_loop().run_in_executor(threads, work)


def _run(engine: Engine, work: Work[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Do the work in one transaction; what the database complains of, people can read."""
    try:
        with engine.begin() as conn:
            return work(conn, *args, **kwargs)
    except SQLAlchemyError as error:
        raise unavailable(error) from error
