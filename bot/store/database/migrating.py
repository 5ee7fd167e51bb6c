"""Bringing the tables of a store to the state that this code is written for."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection
from sqlalchemy.sql.schema import SchemaItem

MIGRATIONS = Path(__file__).parent.parent / "migrations"
_INDEXES = ("search", "article_search")


def is_ours(_item: SchemaItem, name: str | None, kind: str, *_rest: object) -> bool:
    """Whether autogenerate may compare it: text indexes and their shadow tables are not."""
    return not (kind == "table" and name and name.startswith(_INDEXES))


def migrate(conn: Connection, revision: str = "head") -> None:
    """Run what is missing up to a revision; the caller holds the transaction."""
    command.upgrade(_config(conn), revision)


def head() -> str | None:
    """The newest revision that ships with this code."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def _config(conn: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = conn
    return config
