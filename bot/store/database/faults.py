"""What databases complain about, in sentences for people."""

from __future__ import annotations

import sqlite3

import structlog
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.logs import frames
from handlers.errors import Refused, StoreUnavailable

log = structlog.get_logger(__name__)

_DAMAGED = "The database is damaged; it was left as it is: restore it from a backup."
_FULL = "The disk is full: free some space and try again; nothing was changed."
_SENTENCES = (
    ("disk is full", _FULL),
    ("no space left", _FULL),
    ("readonly database", "The database cannot be written to: check its folder's permissions."),
    ("read-only", "The database cannot be written to: check its permissions."),
    ("not a database", "The database file is damaged or no database; it was left as it is."),
    ("malformed", _DAMAGED),
    ("vtable constructor failed", _DAMAGED),
    ("corrupt", _DAMAGED),
    ("locked", "The database is busy with another program: try again in a moment."),
    ("unable to open", "The database file cannot be opened: check its folder and permissions."),
    ("disk i/o error", "The disk does not answer as it should: check it, then try again."),
    ("password authentication", "The database server refused the password in DATABASE_URL."),
    ("does not exist", "The database server does not know the database or user of DATABASE_URL."),
)
_UNREACHABLE = "The database server cannot be reached: check DATABASE_URL and that it is running."
_OTHERWISE = "The database could not do this; the log says why, and nothing was changed."


def unavailable(error: SQLAlchemyError) -> StoreUnavailable:
    """The error for people; the database's own words stay with its cause."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    said = str(cause).lower()
    for words, sentence in _SENTENCES:
        if words in said:
            return StoreUnavailable(sentence)
    if isinstance(error, DBAPIError) and not isinstance(cause, sqlite3.Error) and _lost(error):
        return StoreUnavailable(_UNREACHABLE)
    # Its own words may hold values, so what was asked or written in an article.
    code = getattr(cause, "sqlite_errorname", None) or getattr(cause, "sqlstate", None)
    log.error("store.failed", error=type(cause).__name__, code=code, where=frames(error))
    return StoreUnavailable(_OTHERWISE)


def _lost(error: DBAPIError) -> bool:
    """Whether a database server is not there any more."""
    return error.connection_invalidated or type(error.orig).__name__ == "OperationalError"


def storable(words: str) -> bool:
    """Whether both databases take it: PostgreSQL refuses NUL, both refuse lone surrogates."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in words


def plain(words: str) -> str:
    """The words with what databases refuse written as escapes, as file names may hold it."""
    return words.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")


def refuse_unstorable(*texts: str | None) -> None:
    """Raise Refused where one of the texts cannot be stored."""
    if not all(storable(words) for words in texts if words):
        raise Refused("The text holds characters that cannot be stored; remove them and try again.")
