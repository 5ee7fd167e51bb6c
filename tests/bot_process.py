"""Starts the real bot as a process with a clean environment, as a person would."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_OURS = ("SLACK_", "DISCORD_", "CLAIMWIRE_", "DATABASE_URL")


def environment(data: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """The machine's environment without our settings, and then those of the test."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return clean | {"CLAIMWIRE_DATA": str(data), "CLAIMWIRE_HTTP": "off", **settings}


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
        out, err = process.communicate(typed, timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)
