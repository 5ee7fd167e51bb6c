"""Opening a database: looked at before anything is written, then brought up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.store.database.faults import unavailable
from bot.store.database.looking import address, database_file, look_at, refuse_newer
from bot.store.database.schema import HEAD
from handlers.errors import StoreUnavailable

READERS = 4  # threads that read at once
BUSY_SECONDS = 30  # how long a writer waits for another process, which may be migrating
MIGRATING = 0x636C6169  # names our advisory lock on PostgreSQL


def open_engine(url: str, data: Path) -> Engine:
    """An engine on a database whose tables are up to date; raises StoreUnavailable."""
    parsed = address(url)
    if parsed.get_backend_name() == "sqlite":
        path = database_file(parsed, data)
        look_at(path)
        engine = _sqlite_engine(path)
    else:
        engine = create_engine(
            parsed, pool_size=READERS + 1, pool_pre_ping=True, pool_use_lifo=True
        )
    try:
        _bring_up_to_date(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        raise unavailable(error) from error
    except StoreUnavailable:
        engine.dispose()
        raise
    return engine


def _sqlite_engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
        pool_size=READERS + 1,
        pool_use_lifo=True,  # what one connection has in memory another would read again
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # transactions begin where we say so
        cursor = connection.cursor()
        for pragma in (
            "journal_mode = WAL",
            # FULL, not NORMAL: a digest recorded as sent must not be forgotten when the
            # power fails, or it is posted again. It costs one flush of the log a commit.
            "synchronous = FULL",
            "foreign_keys = ON",
            # For each of five connections; the system's own cache holds the rest. No memory
            # map: what it has touched counts as ours, and grows with the store.
            "cache_size = -4000",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def writing(engine: Engine) -> Engine:
    """The engine for transactions that write: on SQLite they take the write lock at once."""
    return engine.execution_options(writes=True)


def reading(engine: Engine) -> Engine:
    """The engine for transactions that read: each sees one state of the store."""
    if engine.dialect.name == "sqlite":
        return engine
    return engine.execution_options(isolation_level="REPEATABLE READ")


def _bring_up_to_date(engine: Engine) -> None:
    with writing(engine).begin() as conn:
        if engine.dialect.name == "postgresql":
            conn.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATING})
        versions: list[str] = []
        if inspect(conn).has_table("alembic_version"):
            versions = list(conn.scalars(text("SELECT version_num FROM alembic_version")))
        refuse_newer(versions, "The database")
        if versions != [HEAD]:
            # Alembic takes a while to load; a store that is up to date does without.
            from bot.store.database.migrating import migrate

            migrate(conn)
