"""Starts the bot as a process with a clean environment, as a person would.

What does not depend on how a process starts is forked from one that has imported the bot already:
importing it takes longer than most errands.
"""

from __future__ import annotations

import atexit
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_OURS = ("SLACK_", "DISCORD_", "CLAIMWIRE_", "DATABASE_URL")
_PATIENCE = 120  # seconds


def environment(data: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """The machine's environment without our settings, and then those of the test."""
    return _clean() | _added(data, settings)


def _clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}


def _added(data: Path, settings: Mapping[str, str]) -> dict[str, str]:
    return {"CLAIMWIRE_DATA": str(data), "CLAIMWIRE_HTTP": "off", **settings}


def start(data: Path, *arguments: str, **settings: str) -> subprocess.Popen[str]:
    """The bot running in the background, its three streams in our hands."""
    data.mkdir(parents=True, exist_ok=True)
    return subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=environment(data, settings),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def run(
    data: Path, *arguments: str, typed: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    """The bot run to its end with `typed` on standard input."""
    with start(data, *arguments, **settings) as process:
        out, err = process.communicate(typed, timeout=_PATIENCE)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def fork(data: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The same with nothing on standard input, in a process forked after its imports."""
    data.mkdir(parents=True, exist_ok=True)
    order = {"arguments": arguments, "environment": _added(data, settings)}
    with (
        Path(os.devnull).open("rb") as nothing,
        tempfile.TemporaryFile() as out,
        tempfile.TemporaryFile() as err,
    ):
        streams = [each.fileno() for each in (nothing, out, err)]
        socket.send_fds(_forks(), [json.dumps(order).encode()], streams)
        status = json.loads(_forks().recv(100))
        told = []
        for each in (out, err):
            each.seek(0)
            told.append(each.read().decode("utf-8"))
    return subprocess.CompletedProcess(arguments, status, *told)


@cache
def _forks() -> socket.socket:
    """The way to the process that forks; it ends when we do."""
    ours, theirs = socket.socketpair()
    ours.settimeout(_PATIENCE)
    with theirs:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-m", "tests.bot_process", str(theirs.fileno())],
            cwd=ROOT,
            env=_clean(),
            pass_fds=[theirs.fileno()],
        )
    atexit.register(process.wait)
    atexit.register(ours.close)
    return ours


def _serve(channel: socket.socket) -> None:
    """Fork for each order, and say with which status the child ended."""

    while True:
        order, streams, _, _ = socket.recv_fds(channel, 30_000, 3)
        if not order:
            return
        child = os.fork()
        if child == 0:
            channel.close()
            _become(streams, **json.loads(order))
        for each in streams:
            os.close(each)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        channel.send(json.dumps(status).encode())


def _become(streams: list[int], arguments: list[str], environment: dict[str, str]) -> None:
    """Be the bot with these arguments and settings, to its end."""
    from bot.__main__ import main

    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.environ.update(environment)
    sys.exit(main(arguments))


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as served:
        _serve(served)
