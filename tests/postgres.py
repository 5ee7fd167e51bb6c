"""A PostgreSQL server of the tests' own, started from the binaries that Debian installs.

It lives in a temporary folder, listens on a Unix socket only, and ends with the tests.
PostgreSQL refuses to run as root, so root hands it to another user.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from bot.store.database.opening import open_engine

_NUMBERS = count(1)
_TEMPLATE = "migrated"


def _binaries() -> Path | None:
    """The folder of the newest server that is installed."""
    folders = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name)
    )
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


def _user() -> str | None:
    """Whom root hands the server to; None where we are not root and need nobody."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in ("postgres", "nobody") if name in names), None)


def _start() -> Path:
    """Make a cluster and start it; the folder that holds data and socket."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL server is installed")
    user = _user()
    if os.geteuid() == 0 and user is None:
        pytest.skip("PostgreSQL does not run as root, and there is no other user")
    folder = Path(tempfile.mkdtemp(prefix="pg"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if user is not None:
        shutil.chown(folder, user)
    data = str(folder / "data")
    _run(
        user,
        folder,
        binaries / "initdb",
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "tests",
        "-E",
        "UTF8",
        "-N",
    )
    # Nothing here has to outlive the tests: no flushing.
    options = f"-F -c listen_addresses= -c unix_socket_directories={folder}"
    log = str(folder / "log")
    _run(user, folder, binaries / "pg_ctl", "-D", data, "-l", log, "-o", options, "-w", "start")
    atexit.register(
        _run, user, folder, binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop"
    )
    return folder


def _run(user: str | None, folder: Path, *command: str | Path) -> None:
    """Run one of the server's programs; tests are skipped where it does not do its work."""
    done = subprocess.run(  # noqa: S603 - our own fixed commands
        command,
        user=user,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"PostgreSQL does not start: {done.stderr.decode(errors='replace').strip()}")


@cache
def _server() -> Path | str:
    """The running server's folder, with a migrated database to copy; or why there is none."""
    try:
        folder = _start()
    except pytest.skip.Exception as skipped:
        return str(skipped)
    _execute(folder, f"CREATE DATABASE {_TEMPLATE}")
    open_engine(_url(folder, _TEMPLATE), folder).dispose()
    return folder


def _url(folder: Path, name: str) -> str:
    return f"postgresql+psycopg://tests@/{name}?host={folder}"


def _execute(folder: Path, statement: str) -> None:
    engine = create_engine(_url(folder, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.execute(text(statement))
    engine.dispose()


@cache
def _shared() -> str:
    return database()


def emptied() -> str:
    """The URL of one database that all tests share, emptied: quicker than a new one each time."""
    url = _shared()
    engine = create_engine(url)
    with engine.begin() as conn:
        names = ", ".join(set(inspect(conn).get_table_names()) - {"alembic_version", "counters"})
        conn.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))
        conn.execute(text("UPDATE counters SET value = 0"))
    engine.dispose()
    return url


def database(*, migrated: bool = True) -> str:
    """The URL of a new database on the server; skips the test where there is no server."""
    folder = _server()
    if isinstance(folder, str):
        pytest.skip(folder)
    name = f"test{next(_NUMBERS)}"
    template = f" TEMPLATE {_TEMPLATE}" if migrated else ""
    _execute(folder, f"CREATE DATABASE {name}{template}")
    return _url(folder, name)
