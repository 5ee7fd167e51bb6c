"""The Discord platform: connects, hands questions to the handlers, and stops in good order."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from pathlib import Path

import discord
import structlog
import yarl

from bot.logs import frames
from bot.platforms.discord.attachments import Attachments
from bot.platforms.discord.calls import FAILURES, name_of
from bot.platforms.discord.client import LONGEST_WAIT, Client, ShardedClient
from bot.platforms.discord.desk import Desk, Rules
from bot.platforms.discord.memory import DiscordMemory
from bot.platforms.discord.messenger import DiscordMessenger
from bot.platforms.turns import Turns
from handlers.commands import Command, commands_of
from handlers.errors import Refused, SendFailed
from handlers.ports import World

log = structlog.get_logger(__name__)

WORK_IN_HAND = 8.0  # seconds that answers under way have at the end
GOODBYE = 4.0  # seconds for closing the connection

_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_REFUSED = (
    "Discord refused DISCORD_TOKEN. Copy the bot's token again (Developer Portal, your "
    "application, Bot, Reset Token) and set it."
)
_CLOSED = {
    4004: _REFUSED,
    4010: (
        "Discord refused the shard (4010). Set DISCORD_SHARDS=auto, and start one process only."
    ),
    4011: (
        "Discord asks for sharding (4011): this bot is in too many servers for one connection. "
        "Set DISCORD_SHARDS=auto."
    ),
    4012: "Discord no longer speaks this version of its gateway (4012). Update Claimwire.",
    4013: "Discord refused the intents (4013). Update Claimwire.",
    4014: (
        "Discord refused an intent (4014). Claimwire asks for no privileged intent: check that "
        "DISCORD_TOKEN belongs to the application you set up."
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordSettings:
    """What Discord needs to know; empty addresses mean Discord's own.

    `shards` is the number of connections, "auto" as many as Discord recommends.
    """

    token: str
    api_url: str = ""
    gateway_url: str = ""
    shards: str = "1"


def check_token(token: str) -> None:
    """Refuse what cannot be a bot token; raises a ClaimwireError that names the variable."""
    if not _TOKEN.fullmatch(token.strip()):
        raise Refused(
            "DISCORD_TOKEN is malformed: a bot token has three parts with dots between them. "
            "Copy it from the Developer Portal (your application, Bot), without “Bot ” before it."
        )


class DiscordPlatform:
    """Slash commands, buttons, mentions and direct messages, answered by the handlers."""

    def __init__(
        self,
        settings: DiscordSettings,
        world: World,
        *,
        folder: Path,
        zone: str,
        commands: tuple[Command, ...] = (),
        turns: Turns | None = None,
    ) -> None:
        """`folder` keeps a small file between starts; `zone` is the IANA zone of answers.

        `turns` are those of the whole process, where other platforms run in it.
        """
        check_token(settings.token)
        self._settings = settings
        self._memory = DiscordMemory(folder)
        self._client: Client | None = None
        self._serving: asyncio.Task[None] | None = None
        self._commands = commands or commands_of(world.topics)
        attachments = Attachments(folder)
        rules = Rules(
            world=world,
            zone=zone,
            commands=self._commands,
            turns=turns or Turns(),
            attachments=attachments,
        )
        self._desk = Desk(rules, self._memory, lambda: self._client.user if self._client else None)
        self.messenger = DiscordMessenger(lambda: self._client, self._memory, attachments)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; raises ClaimwireError where Discord refuses us for good."""
        self._point()
        await self._memory.load()
        stopping = asyncio.create_task(stop.wait())
        wait = 1.0
        try:
            while not stop.is_set():
                client = self._client = self._make()
                self._serving = asyncio.create_task(self._serve(client))
                await asyncio.wait({self._serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
                if stop.is_set():
                    break
                _raise_if_final(self._serving.exception())
                await self._hang_up()
                wait = 1.0 if client.connected_once else min(wait * 2, LONGEST_WAIT)
                await asyncio.wait({stopping}, timeout=wait)
        finally:
            stopping.cancel()
            await self.close()

    async def log_in(self) -> None:
        """Become able to post without hearing anything, for one-shot commands; then `close`.

        Raises Refused where Discord refuses the token, SendFailed where it cannot be asked.
        """
        self._point()
        await self._memory.load()
        client = self._client = self._make()
        try:
            await client.login(self._settings.token.strip())
        except FAILURES as error:
            _raise_if_final(error)
            raise SendFailed(
                "Discord cannot be reached; the digests stay due. Try again in a minute."
            ) from error

    async def close(self) -> None:
        """Finish the answers and the digests in hand, then leave; may be called twice."""
        await asyncio.gather(self._desk.finish(WORK_IN_HAND), self.messenger.idle(WORK_IN_HAND))
        await self._hang_up()
        await self._desk.finish(0)  # what came in between is kept, and the next start answers it

    def _point(self) -> None:
        """Send the library where the settings say."""
        if self._settings.api_url:
            discord.http.Route.BASE = self._settings.api_url.rstrip("/")
        if self._settings.gateway_url:
            address = yarl.URL(self._settings.gateway_url)
            discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = address

    async def _serve(self, client: Client) -> None:
        await client.login(self._settings.token.strip())
        recommended = self._settings.shards == "auto"
        if recommended or (self._settings.api_url and not self._settings.gateway_url):
            shards, address, *_limits = await client.http.get_bot_gateway()
            if not self._settings.gateway_url:
                discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)
            if recommended:
                client.shard_count = shards
                log.info("discord.shards", number=shards)
        await client.connect()

    def _make(self) -> Client:
        """A client that is not logged in yet."""
        if self._settings.shards == "1":
            return Client(self._desk, self._commands, self._memory)
        number = None if self._settings.shards == "auto" else int(self._settings.shards)
        return ShardedClient(self._desk, self._commands, self._memory, number)

    async def _hang_up(self) -> None:
        client, serving = self._client, self._serving
        self._client = self._serving = None
        if client is not None:
            try:
                async with asyncio.timeout(GOODBYE):
                    await client.close()
            except TimeoutError:
                await client.http.close()
        if serving is not None:
            serving.cancel()
            await asyncio.wait({serving}, timeout=GOODBYE)
            if serving.done() and not serving.cancelled() and (error := serving.exception()):
                log.info("discord.connection_ended", error=name_of(error))


def _raise_if_final(error: BaseException | None) -> None:
    """Raise a sentence where trying again cannot help; log it where it can."""
    if isinstance(error, discord.LoginFailure):
        raise Refused(_REFUSED) from error
    if isinstance(error, discord.PrivilegedIntentsRequired):
        raise Refused(_CLOSED[4014]) from error
    if isinstance(error, discord.ConnectionClosed) and error.code in _CLOSED:
        raise Refused(_CLOSED[error.code]) from error
    if error is None or isinstance(error, FAILURES):
        log.warning("discord.connection_lost", error=name_of(error) if error else "closed")
    else:
        log.error("discord.client_failed", error=name_of(error), where=frames(error))
