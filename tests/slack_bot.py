"""The real Slack platform against a local Slack, with handlers that say back what was asked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fakes import FixedClock, MemoryStore
from slack_server import APP_TOKEN, BOT_TOKEN, SlackServer

from bot.platforms.slack.app import SlackPlatform
from bot.platforms.slack.desk import Ask
from bot.platforms.slack.settings import SlackSettings
from bot.platforms.slack.socket import Pace
from handlers.newsroom import Request
from handlers.ports import World
from handlers.reply import Action, Reply

PACE = Pace(heartbeat=5, first_pause=0.01, longest_pause=0.05)


class Newsroom:
    """Handlers that answer what they are told to, and keep what they were asked."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.reply: Callable[[Request], Reply] = lambda request: Reply(
            headline=f"You asked {request.text!r}",
            actions=(Action(name="more", label="More", command=request.text, page="p2"),),
        )
        self.gate = asyncio.Event()
        self.gate.set()

    async def answer(self, request: Request, _world: World) -> Reply:
        """Answer, but not before the gate is open."""
        self.asked.append(request)
        await self.gate.wait()
        return self.reply(request)


@asynccontextmanager
async def running(
    server: SlackServer, newsroom: Newsroom | Ask, world: World | None = None, lines: int = 1
) -> AsyncIterator[SlackPlatform]:
    """The platform in Socket Mode, connected to the server; stopped cleanly at the end."""
    ask = newsroom.answer if isinstance(newsroom, Newsroom) else newsroom
    settings = SlackSettings(
        bot_token=BOT_TOKEN, app_token=APP_TOKEN, api_url=server.api_url, lines=lines
    )
    world = world or World(store=MemoryStore(), clock=FixedClock())
    platform = SlackPlatform(settings, world, "Europe/London", pace=PACE, ask=ask)
    stop = asyncio.Event()
    task = asyncio.create_task(platform.run(stop))
    try:
        await server.connected()
        await server.until(lambda: bool(server.of("auth.test")))
        yield platform
    finally:
        stop.set()
        await asyncio.wait_for(task, 15)
