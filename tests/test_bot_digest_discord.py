"""A digest to Discord through the real process: killed after posting, and sent from a command."""

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
from discord_payloads import CHANNEL, TOKEN
from discord_server import DiscordServer
from trade_wire import Story

from bot.store import open_store

DIGEST = "here daily 08:30 in Europe/London tariffs"


class Rehearsal:
    """A data folder and a local Discord over which processes are started and ended."""

    def __init__(self, server: DiscordServer, folder: Path) -> None:
        self.server = server
        self._folder = folder

    async def start(self, now: str, *arguments: str) -> asyncio.subprocess.Process:
        """The program with its clock starting at `now`."""
        (self._folder / "none").mkdir(exist_ok=True)
        settings = {
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_URL": self.server.api_url,
            "DISCORD_GATEWAY_URL": self.server.gateway_url,
            "CLAIMWIRE_ARTICLES": str(self._folder / "none"),
            "CLAIMWIRE_NOW": now,
        }
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", *arguments),
            cwd=ROOT,
            env=environment(self._folder, settings),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    @asynccontextmanager
    async def bot(self, now: str) -> AsyncIterator[None]:
        """A connected bot that is killed at the end."""
        self.server.ready.clear()
        process = await self.start(now, "run")
        try:
            await asyncio.wait_for(self.server.ready.wait(), 60)
            yield
        finally:
            process.send_signal(signal.SIGKILL)
            await asyncio.wait_for(process.communicate(), 20)

    async def command(self, now: str, *arguments: str) -> str:
        """A one-shot command, run to its end; its standard output."""
        process = await self.start(now, *arguments)
        out, log = await asyncio.wait_for(process.communicate(), 60)
        assert process.returncode == 0, log.decode()
        return out.decode()

    @property
    def digests(self) -> list[str]:
        """The digests that stand in the channel; the test post is none."""
        texts = [post["content"] for post in self.server.posts(CHANNEL)]
        return [text for text in texts if "Digest no." in text]

    async def subscribe(self) -> None:
        """Type the command in the channel and see it answered."""
        await self.server.until(lambda: self.server.syncs, 30)
        asked = await self.server.slash("digest", DIGEST)
        await self.server.until(lambda: asked.original, 30)


@pytest.fixture
async def rehearsal(tmp_path: Path) -> AsyncIterator[Rehearsal]:
    """Fresh data and a local Discord that has seen no rule broken when the test is over."""
    server = DiscordServer()
    await server.start()
    yield Rehearsal(server, tmp_path)
    await server.stop()
    assert server.violations == []


async def test_killed_between_post_and_record_sends_once(rehearsal: Rehearsal) -> None:
    """Discord took the message, its answer was lost, the bot was killed: it looks first."""
    async with rehearsal.bot("2025-06-05T06:00:00Z"):
        await rehearsal.subscribe()
    rehearsal.server.fail("POST", f"/{CHANNEL}/messages$", after=True)
    async with rehearsal.bot("2025-06-05T09:00:00Z"):
        await rehearsal.server.until(lambda: rehearsal.digests, 30)
    async with rehearsal.bot("2025-06-05T09:10:00Z"):
        await asyncio.sleep(5)  # more than two looks at what is due
    assert len(rehearsal.digests) == 1


async def test_digest_run_sends_without_listening(rehearsal: Rehearsal) -> None:
    """`digest run --due` logs in, posts what is due once, and leaves."""
    async with rehearsal.bot("2025-06-05T06:00:00Z"):
        await rehearsal.subscribe()
    assert "1 sent" in await rehearsal.command("2025-06-05T09:00:00Z", "digest", "run", "--due")
    assert "0 sent" in await rehearsal.command("2025-06-05T09:30:00Z", "digest", "run", "--due")
    assert len(rehearsal.digests) == 1


async def filled(folder: Path) -> None:
    """A store with an article to answer from."""
    store = await open_store(f"sqlite:///{folder / 'claimwire.db'}", folder)
    story = Story("harbour", date(2025, 6, 1)).quote("Ada Quill", "The port is busy")
    await story.keep(store, datetime(2025, 6, 2, tzinfo=UTC))
    await store.close()


@pytest.mark.parametrize("arrives", [False, True])
async def test_a_mention_cut_by_a_kill_is_answered_once(
    rehearsal: Rehearsal, tmp_path: Path, *, arrives: bool
) -> None:
    """By the next start, where the answer did not arrive before; no start after it answers."""
    await filled(tmp_path)
    server = rehearsal.server
    server.fail("POST", f"/{CHANNEL}/messages$", after=arrives, times=9)
    async with rehearsal.bot("2025-06-05T09:00:00Z"):
        await server.say("<@1001> claims port")
        tried = f"/channels/{CHANNEL}/messages"
        posted = ("POST", tried)
        await server.until(lambda: [p for m, p, _ in server.requests if (m, p) == posted], 30)
    server.faults.clear()
    for now in ("2025-06-05T09:02:00Z", "2025-06-05T09:04:00Z"):
        async with rehearsal.bot(now):
            await server.until(lambda: server.posts(CHANNEL), 30)
            await asyncio.sleep(2)
    assert len(server.posts(CHANNEL)) == 1
