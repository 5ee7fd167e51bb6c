"""The log: a line an event, without tokens, and without a word where all goes as meant."""

from __future__ import annotations

import json
import subprocess
import sys

import bot_process

TOKENS = (
    "xoxb-" + "1" * 12 + "-abcDEF",
    "xapp-1-A0-99-" + "f" * 20,
    "M" * 24 + ".Gabc12." + "x" * 27,
    "Bearer " + "s" * 30,
)
LOG = """
import logging, sys, structlog
from bot.logs import set_up_logs
set_up_logs("INFO")
for token in sys.argv[1:]:
    try:
        raise ValueError(f"not taken: {token}")
    except ValueError:
        logging.getLogger("some.library").exception("refused %s", token)
    structlog.get_logger("ours").error("refused", what=f"{token} again")
"""
WORK = """
import asyncio
from bot.logs import set_up_logs
from bot.schedule import Alarm
async def chore():
    print("begun")
    await asyncio.sleep(0.1)
async def work():
    alarm = Alarm()
    alarm.every(0.02, chore)
    alarm.start()
    await asyncio.sleep(0.3)
    alarm.stop()
    await asyncio.sleep(0)
set_up_logs("INFO")
asyncio.run(work())
"""


def told(code: str, *arguments: str) -> tuple[str, list[dict[str, str]]]:
    """What a process says whose error output is no terminal, and the lines of its log."""
    done = subprocess.run(  # noqa: S603 - our own interpreter and words
        [sys.executable, "-c", code, *arguments],
        cwd=bot_process.ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout, [json.loads(line) for line in done.stderr.splitlines()]


def test_tokens_are_blotted_out() -> None:
    """Whoever logs them: in the event, in what goes with it, in a traceback."""
    _, lines = told(LOG, *TOKENS)
    assert len(lines) == 2 * len(TOKENS)
    for token, theirs, ours in zip(TOKENS, lines[::2], lines[1::2], strict=True):
        assert token not in str((theirs, ours))
        assert theirs["event"] == "refused [token]"
        assert theirs["exception"].endswith("ValueError: not taken: [token]")
        assert ours["what"] == "[token] again"


def test_a_chore_that_takes_longer_than_its_beat_is_no_news() -> None:
    """It is let end, as is meant: a digest that waits for Slack would fill the log."""
    said, lines = told(WORK)
    assert "begun" in said
    assert lines == []
