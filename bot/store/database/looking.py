"""Looking at an address and at a database file before anything is written to it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from bot.store.database.schema import HEAD
from handlers.errors import StoreUnavailable

CHECKED_BYTES = 64 << 20  # files up to this size are checked whole at every start

_NOT_OURS = "{} is no database of this program; name another file in DATABASE_URL."
_DAMAGED = "{} is damaged or no database; it was left as it is: restore it from a backup."
_NEWER = "{} was written by a newer version of this program; update, or restore a backup."


def address(url: str) -> URL:
    """What DATABASE_URL says, for the two databases we use."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreUnavailable(
            "DATABASE_URL is no database address; write one like sqlite:///claimwire.db."
        ) from error
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise StoreUnavailable(
            f"DATABASE_URL asks for {parsed.drivername}; use sqlite or postgresql+psycopg."
        )
    return parsed


def database_file(url: URL, data: Path) -> Path:
    """The file a SQLite URL means: a bare name lies in the data folder."""
    name = url.database
    if not name or name == ":memory:" or name.startswith("file:"):
        raise StoreUnavailable("DATABASE_URL names no file; write sqlite:///claimwire.db.")
    path = Path(name)
    return data / path if path.name == name else path


def look_at(path: Path) -> None:
    """Refuse a file that is damaged, foreign or newer, and a folder that cannot be written.

    Nothing is written: the file is opened for reading only.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        there = path.exists() and path.stat().st_size > 0
    except OSError as error:
        raise StoreUnavailable(
            f"The data folder {path.parent} cannot be used ({error.strerror}): set "
            "CLAIMWIRE_DATA to another."
        ) from error
    if path.is_dir():
        raise StoreUnavailable(f"{path} is a folder; name a file in DATABASE_URL.")
    for each in (path.parent, path) if path.exists() else (path.parent,):
        if not os.access(each, os.R_OK | os.W_OK):
            raise StoreUnavailable(f"{each} cannot be written to: check its permissions.")
    if there:
        holds_tables(path)


def holds_tables(path: Path) -> bool:
    """Whether a database file has our tables; raises StoreUnavailable where it is not ours."""
    # Beside a file that nobody has open, even a reader would leave an empty log behind.
    log = path.with_name(path.name + "-wal")
    if log.exists():
        return _look_inside(path, "mode=ro")
    try:
        return _look_inside(path, "mode=ro&immutable=1")
    except StoreUnavailable:
        if not log.exists():
            raise
        return _look_inside(path, "mode=ro")  # someone has begun to write while we looked


def _look_inside(path: Path, mode: str) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True)) as conn:
            tables = {name for (name,) in conn.execute("SELECT name FROM sqlite_master")}
            if path.stat().st_size <= CHECKED_BYTES:
                _refuse_damaged(conn, path)
            if not tables:
                return False
            if "alembic_version" not in tables:
                raise StoreUnavailable(_NOT_OURS.format(path))
            versions = conn.execute("SELECT version_num FROM alembic_version").fetchall()
    except sqlite3.OperationalError as error:
        raise StoreUnavailable(
            f"{path} cannot be read ({error}): check its permissions."
        ) from error
    except sqlite3.DatabaseError as error:
        raise StoreUnavailable(_DAMAGED.format(path)) from error
    refuse_newer([version for (version,) in versions], str(path))
    return True


def _refuse_damaged(conn: sqlite3.Connection, path: Path) -> None:
    (verdict,) = conn.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise StoreUnavailable(_DAMAGED.format(path))


def refuse_newer(versions: list[str], where: str) -> None:
    """Revisions are numbered, so that an older program knows a newer store."""
    if any(version > HEAD for version in versions):
        raise StoreUnavailable(_NEWER.format(where))
