"""The bot on the bench: our platform running against a local Discord, with known answers."""

from __future__ import annotations

import asyncio
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from discord_payloads import TOKEN, Json
from discord_rest import Asked
from discord_server import DiscordServer
from fakes import FixedClock, MemoryStore

from bot.platforms.turns import Answer, Turns
from handlers.commands import COMMANDS, Command
from handlers.newsroom import Request
from handlers.ports import World
from handlers.reply import Action, Receipt, Reply

with warnings.catch_warnings():  # discord.py imports audioop, which Python will drop
    warnings.simplefilter("ignore", DeprecationWarning)
    from bot.platforms.discord.app import DiscordPlatform, DiscordSettings, check_token
    from bot.platforms.discord.tree import option_name

__all__ = ["Bot", "Handlers", "answered", "check_token", "local_discord", "option_name", "running"]

RECEIPT = Receipt(
    number=1, article_id="a1", headline="Truce holds", outlet="Harbor Gazette", byline="Ida Quill",
    published="5 June 2025", paragraphs=(2,), url="https://gazette.example/truce",
)  # fmt: skip


class Handlers:
    """Stands for the handlers: keeps what was asked, answers with something to check."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.reply: Reply | None = None
        self.error: Exception | None = None
        self.gate: asyncio.Event | None = None
        self.called = asyncio.Event()

    async def __call__(self, request: Request, _world: World) -> Reply:
        self.asked.append(request)
        self.called.set()
        if self.gate is not None:
            await self.gate.wait()
        if self.error is not None:
            raise self.error
        if self.reply is not None:
            return self.reply
        more = Action(name="more", label="More", command=request.text, page="p2")
        return Reply(
            headline=f"Answer to {request.text} page {request.page or 1}",
            receipts=(RECEIPT,),
            actions=(more,),
            total=20,
            next="p2",
        )


class Bot:
    """Our platform, running against the server."""

    def __init__(
        self,
        server: DiscordServer,
        handlers: Handlers,
        folder: Path,
        *,
        respond: Answer | None = None,
        world: World | None = None,
    ) -> None:
        """`respond` and `world` put real handlers in the place of `handlers`."""
        self.server, self.handlers, self.folder = server, handlers, folder
        self.respond: Answer = respond or handlers
        self.world = world or World(store=MemoryStore(), clock=FixedClock())
        self.stop = asyncio.Event()
        self.platform = self.build()
        self.task: asyncio.Task[None] | None = None

    def build(
        self, *, commands: tuple[Command, ...] = COMMANDS, gateway: bool = True, shards: str = "1"
    ) -> DiscordPlatform:
        """A platform as after a restart; without `gateway` the API must name it."""
        settings = DiscordSettings(
            token=TOKEN,
            api_url=self.server.api_url,
            gateway_url=self.server.gateway_url if gateway else "",
            shards=shards,
        )
        return DiscordPlatform(
            settings,
            self.world,
            folder=self.folder,
            zone="UTC",
            commands=commands,
            turns=Turns(self.respond),
        )

    async def start(self) -> None:
        self.stop.clear()
        self.task = asyncio.create_task(self.platform.run(self.stop))
        await asyncio.wait_for(self.server.ready.wait(), 10)

    async def end(self) -> None:
        self.stop.set()
        if self.task is not None:
            await asyncio.wait_for(self.task, 15)

    async def restart(self) -> None:
        await self.end()
        self.server.ready.clear()
        self.platform = self.build()
        await self.start()


@asynccontextmanager
async def local_discord() -> AsyncIterator[DiscordServer]:
    """A local Discord; whatever it is sent must be within the rules."""
    server = DiscordServer()
    await server.start()
    yield server
    await server.stop()
    assert not server.violations, str(server.violations)[:900]


@asynccontextmanager
async def running(server: DiscordServer, handlers: Handlers, folder: Path) -> AsyncIterator[Bot]:
    """The bot, connected and with its commands known."""
    bot = Bot(server, handlers, folder)
    await bot.start()
    await server.until(lambda: server.syncs)
    yield bot
    await bot.end()


async def answered(server: DiscordServer, asked: Asked) -> Json:
    """What the asker of an interaction sees at last."""
    return await server.until(lambda: asked.original)
