"""A digest through the real process: subscribed, killed around the due time, sent once."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from bot_process import ROOT, environment
from slack_server import APP_TOKEN, BOT_TOKEN, Scripted, SlackServer
from trade_wire import Story

from bot.store import open_store

LEDGER = "/digest here daily 08:30 in Europe/London tariffs"


class Rehearsal:
    """A data folder and a local Slack over which bots are started and killed."""

    def __init__(self, server: SlackServer, folder: Path) -> None:
        self.server = server
        self._folder = folder
        self._bots = 0

    @asynccontextmanager
    async def bot(
        self, now: str, *, ends_with: signal.Signals = signal.SIGKILL, **more: str
    ) -> AsyncIterator[None]:
        """A bot whose clock starts at `now` and runs on; ended by the signal."""
        (self._folder / "none").mkdir(exist_ok=True)
        settings = {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": self.server.api_url,
            "CLAIMWIRE_ARTICLES": str(self._folder / "none"),
            "CLAIMWIRE_NOW": now,
            **more,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", "run"),
            cwd=ROOT,
            env=environment(self._folder, settings),
            stdin=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        self._bots += 1
        try:
            await self.server.until(lambda: len(self.server.sockets) >= self._bots, 60)
            yield
        finally:
            process.send_signal(ends_with)
            _, log = await asyncio.wait_for(process.communicate(), 20)
        if ends_with is signal.SIGTERM:
            assert process.returncode == 0, log.decode()

    async def subscribe(self) -> str:
        """Type the command and return what was answered."""
        await self.server.deliver("slash_commands", self.server.slash(LEDGER))
        await self.server.answered("chat.postMessage")  # the test post
        return str((await self.server.answered("response_url"))["text"])

    @property
    def posted(self) -> list[str]:
        """The digests that stand in the channel, oldest first."""
        texts = [message["text"] for message in reversed(self.server.history["C0TRADE"])]
        return [text for text in texts if text.startswith("Digest no.")]

    async def until_posted(self, number: int) -> None:
        """Wait until that many messages stand in the channel."""
        await self.server.until(lambda: len(self.posted) >= number, 30)


@pytest.fixture
async def rehearsal(tmp_path: Path) -> AsyncIterator[Rehearsal]:
    """Fresh data and a local Slack that has seen no rule broken when the test is over."""
    async with SlackServer() as server:
        yield Rehearsal(server, tmp_path)
        assert server.violations == []


async def test_down_at_the_due_time_sends_once_afterwards(rehearsal: Rehearsal) -> None:
    """Killed before it was due, started after: one digest, and none at a further start."""
    async with rehearsal.bot("2025-06-05T06:00:00Z"):
        answer = await rehearsal.subscribe()
        assert "08:30" in answer
        assert rehearsal.posted == []
    async with rehearsal.bot("2025-06-05T09:00:00Z", ends_with=signal.SIGTERM):
        await rehearsal.until_posted(1)
    async with rehearsal.bot("2025-06-05T10:00:00Z", ends_with=signal.SIGTERM):
        await asyncio.sleep(5)  # more than two looks at what is due
    assert len(rehearsal.posted) == 1


async def test_up_at_the_due_time_sends_at_its_wall_time(rehearsal: Rehearsal) -> None:
    """The clock reaches 08:30 in London (07:30 UTC) while the bot runs."""
    async with rehearsal.bot("2025-06-05T06:00:00Z"):
        await rehearsal.subscribe()
    async with rehearsal.bot("2025-06-05T07:29:56Z", ends_with=signal.SIGTERM):
        await rehearsal.until_posted(1)
    async with rehearsal.bot("2025-06-06T07:29:59Z", ends_with=signal.SIGTERM):
        await rehearsal.until_posted(2)
    assert len(rehearsal.posted) == 2


async def test_killed_between_post_and_record_sends_once(rehearsal: Rehearsal) -> None:
    """Slack took the message, its answer was lost, the bot was killed: it looks before posting."""
    async with rehearsal.bot("2025-06-05T06:00:00Z"):
        await rehearsal.subscribe()
    rehearsal.server.script["chat.postMessage"].append(Scripted(lose=True))
    async with rehearsal.bot("2025-06-05T09:00:00Z"):
        await rehearsal.until_posted(1)
    async with rehearsal.bot("2025-06-05T09:10:00Z", ends_with=signal.SIGTERM):
        await rehearsal.server.answered("conversations.history")
        await asyncio.sleep(3)
    assert len(rehearsal.posted) == 1


async def test_killed_before_slack_took_it_sends_once(rehearsal: Rehearsal) -> None:
    """The post was under way but never arrived: the next start posts it."""
    async with rehearsal.bot("2025-06-05T06:00:00Z"):
        await rehearsal.subscribe()
    rehearsal.server.script["chat.postMessage"].append(
        Scripted(answer={"ok": False, "error": "fatal_error"}, status=500, hold=5)
    )
    async with rehearsal.bot("2025-06-05T09:00:00Z"):
        await rehearsal.server.until(lambda: len(rehearsal.server.of("chat.postMessage")) > 1, 30)
    async with rehearsal.bot("2025-06-05T09:10:00Z", ends_with=signal.SIGTERM):
        await rehearsal.until_posted(1)
        await asyncio.sleep(3)
    assert len(rehearsal.posted) == 1


async def filled(folder: Path) -> None:
    """A store with an article to answer from."""
    store = await open_store(f"sqlite:///{folder / 'claimwire.db'}", folder)
    story = Story("harbour", date(2025, 6, 1)).quote("Ada Quill", "The port is busy")
    await story.keep(store, datetime(2025, 6, 2, tzinfo=UTC))
    await store.close()


def ours(server: SlackServer) -> list[str]:
    """What stands in the channel."""
    return [message["text"] for message in server.history["C0TRADE"]]


async def test_a_mention_cut_by_a_kill_is_answered_after_the_restart(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    """Once: acknowledged, killed before Slack took the answer, taken up by the next start."""
    await filled(tmp_path)
    server = rehearsal.server
    held = Scripted(answer={"ok": False, "error": "fatal_error"}, status=500, hold=5)
    server.script["chat.postMessage"].append(held)
    async with rehearsal.bot("2025-06-05T09:00:00Z"):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> claims port"))
        await server.until(lambda: bool(server.of("chat.postMessage")), 30)
    assert ours(server) == []
    for now in ("2025-06-05T09:02:00Z", "2025-06-05T09:04:00Z"):
        async with rehearsal.bot(now, ends_with=signal.SIGTERM):
            await server.until(lambda: bool(ours(server)), 30)
            await asyncio.sleep(1)
    assert len(ours(server)) == 1


async def test_a_mention_answered_just_before_a_kill_is_not_answered_again(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    """Slack took the answer and the bot never heard of it: the next start looks first."""
    await filled(tmp_path)
    server = rehearsal.server
    server.script["chat.postMessage"].append(Scripted(hold=4))
    async with rehearsal.bot("2025-06-05T09:00:00Z"):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> claims port"))
        await server.until(lambda: bool(server.of("chat.postMessage")), 30)
    await server.until(lambda: bool(ours(server)), 30)  # it arrives after the kill
    async with rehearsal.bot("2025-06-05T09:02:00Z", ends_with=signal.SIGTERM):
        await server.answered("conversations.replies")
        await asyncio.sleep(1)
    assert len(ours(server)) == 1


async def test_a_slash_command_cut_by_a_kill_is_answered_after_the_restart(
    rehearsal: Rehearsal, tmp_path: Path
) -> None:
    """Once, by its response_url: killed while Slack was asked who is an admin."""
    await filled(tmp_path)
    server, answers = rehearsal.server, "response_url"
    server.script["users.info"].append(Scripted(hold=5))
    async with rehearsal.bot("2025-06-05T09:00:00Z", CLAIMWIRE_NAMES_BY="admins"):
        await server.deliver("slash_commands", server.slash("/claims port"))
        await server.until(lambda: bool(server.of("users.info")), 30)
        await asyncio.sleep(0.5)
    assert server.of(answers) == []
    for now in ("2025-06-05T09:02:00Z", "2025-06-05T09:04:00Z"):
        async with rehearsal.bot(now, ends_with=signal.SIGTERM):
            await server.until(lambda: bool(server.of(answers)), 30)
            await asyncio.sleep(1)
    (answer,) = server.of(answers)
    assert "The port is busy" in answer.arguments["text"]
    assert answer.arguments["response_type"] == "ephemeral"
