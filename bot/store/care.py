"""Care of the store: copies that are whole, bringing one back, and looking it over."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store.checkup import Fault, Health, look_over
from bot.store.database.looking import address, database_file, holds_tables, look_at
from bot.store.database.opening import open_engine
from bot.store.sql_store import SqlStore
from handlers.errors import Refused, StoreUnavailable

__all__ = ["Fault", "Health", "backup", "check", "restore"]

_SERVER = "A store on PostgreSQL is copied with pg_dump and brought back with pg_restore."


async def check(store: SqlStore) -> Health:
    """What the store holds and all that is wrong with it; reads every article once."""
    return await store.look_over(look_over)


async def backup(store: SqlStore, file: Path) -> None:
    """Copy the store into a new file while it is in use, and verify the copy.

    Raises Refused where the file exists or cannot be written.
    """
    if store.engine.dialect.name != "sqlite":
        raise Refused(_SERVER)
    await asyncio.to_thread(_copy, Path(store.engine.url.database or ""), file)


async def restore(url: str, data: Path, file: Path, *, replace: bool = False) -> None:
    """Bring the store of that address back from a backup, which is verified first.

    A store that holds anything is refused unless `replace`; a damaged one is then kept
    aside, next to it. Raises Refused or StoreUnavailable; the old store is left as it is.
    """
    await asyncio.to_thread(_restore, url, data, file, replace=replace)


def _restore(url: str, data: Path, file: Path, *, replace: bool) -> None:
    where = address(url)
    if where.get_backend_name() != "sqlite":
        raise Refused(_SERVER)
    if not file.is_file():
        raise Refused(f"There is no backup {file}; name the file that backup wrote.")
    if file.stat().st_size == 0 or not holds_tables(file):
        raise Refused(f"{file} is empty; name the file that backup wrote.")
    _verify(file)
    target = database_file(where, data)
    if _holds_something(target, replace=replace):
        _overwrite(target, file)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        _copy(file, target)
    open_engine(url, data).dispose()  # an older backup is brought up to date


def _holds_something(target: Path, *, replace: bool) -> bool:
    """Whether there is a store to overwrite; one that cannot be read is put aside."""
    try:
        look_at(target)
        if not target.exists() or target.stat().st_size == 0:
            return False
        with closing(_connect(target)) as conn:
            held = sum(
                conn.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0]  # noqa: S608 - names are ours
                for table in ("articles", "subscriptions")
            )
    except (StoreUnavailable, sqlite3.DatabaseError):
        if not replace:
            raise Refused(
                f"{target} cannot be read; restore with --replace puts it aside, not away."
            ) from None
        _put_aside(target)
        return False
    if held and not replace:
        raise Refused(f"{target} holds articles or subscriptions; --replace overwrites them.")
    return True


def _put_aside(target: Path) -> None:
    number = 1
    while target.with_name(f"{target.name}.damaged-{number}").exists():
        number += 1
    for ending in ("", "-wal", "-shm"):
        part = target.with_name(target.name + ending)
        if part.exists():
            part.rename(target.with_name(f"{target.name}.damaged-{number}{ending}"))


def _overwrite(target: Path, file: Path) -> None:
    """In one transaction, also while others have the store open."""
    try:
        with closing(_connect(file)) as source, closing(sqlite3.connect(target)) as into:
            source.backup(into)
    except sqlite3.DatabaseError as error:
        raise StoreUnavailable(
            f"{target} could not be overwritten ({error}); end what uses it and try again."
        ) from error


def _copy(source: Path, file: Path) -> None:
    """Copy a database under a passing name, verify it, and only then give it its own."""
    if file.exists():
        raise Refused(f"{file} exists already; name another file.")
    passing = file.with_name(f"{file.name}.part")
    try:
        passing.unlink(missing_ok=True)
        with closing(_connect(source)) as old, closing(sqlite3.connect(passing)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
        _verify(passing)
        passing.rename(file)
    except (OSError, sqlite3.DatabaseError) as error:
        raise Refused(f"{file} could not be written ({error}); name another file.") from error
    finally:
        passing.unlink(missing_ok=True)


def _verify(file: Path) -> None:
    """Raises StoreUnavailable where the database is not whole."""
    try:
        with closing(_connect(file)) as conn:
            (verdict,) = conn.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        verdict = str(error)
    if verdict != "ok":
        raise StoreUnavailable(f"{file} is damaged ({verdict}); use another backup.")


def _connect(file: Path) -> sqlite3.Connection:
    """For reading only."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
