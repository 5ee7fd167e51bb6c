"""The Discord platform: connects, hands questions to the handlers, and stops in good order."""

from __future__ import annotations

import asyncio
import re
import traceback
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path

import discord
import structlog
import yarl

from bot import discord_buttons
from bot.discord_attachments import Attachments
from bot.discord_buttons import Kept
from bot.discord_calls import FAILURES, name_of
from bot.discord_client import LONGEST_WAIT, Client, Interaction
from bot.discord_memory import DiscordMemory
from bot.discord_messenger import DiscordMessenger
from bot.discord_surfaces import ChannelSurface, PrivateSurface, SharedSurface, Surface
from handlers.commands import Command, answer, commands_of
from handlers.completions import complete
from handlers.errors import ClaimwireError, Refused, SendFailed
from handlers.newsroom import Channel, Platform, Request
from handlers.ports import World
from handlers.reply import Reply

log = structlog.get_logger(__name__)

Answer = Callable[[Request, World], Awaitable[Reply]]

ANSWER = 120.0  # seconds an answer may take
WORK_IN_HAND = 8.0  # seconds that answers under way have at the end
GOODBYE = 4.0  # seconds for closing the connection
REMEMBERED = 2_000  # questions whose second arrival is recognised

_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_MENTION = re.compile(r"<@!?(\d{1,20})>")
_REFUSED = (
    "Discord refused DISCORD_TOKEN. Copy the bot's token again (Developer Portal, your "
    "application, Bot, Reset Token) and set it."
)
_CLOSED = {
    4004: _REFUSED,
    4010: "Discord refused the shard (4010). This bot runs unsharded; start one process only.",
    4011: "Discord asks for sharding (4011): this bot is in too many servers for one connection.",
    4012: "Discord no longer speaks this version of its gateway (4012). Update Claimwire.",
    4013: "Discord refused the intents (4013). Update Claimwire.",
    4014: (
        "Discord refused an intent (4014). Claimwire asks for no privileged intent: check that "
        "DISCORD_TOKEN belongs to the application you set up."
    ),
}
_SORRY = "Something went wrong on my side, and it is in the log. Ask again."
_SLOW = "That took too long, so I stopped. Ask again, with a word more to narrow it."
_OLD_BUTTON = "I no longer know the question behind this button. Type it again."
_OLD_COMMAND = "I do not have that command any more. Type /help for those I have."
_ROLE = "You mentioned my role, which does not show me your words. Mention me, or type /help."


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscordSettings:
    """What Discord needs to know; empty addresses mean Discord's own."""

    token: str
    api_url: str = ""
    gateway_url: str = ""


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
        respond: Answer = answer,
    ) -> None:
        """`folder` keeps a small file between starts; `zone` is the IANA zone of answers."""
        check_token(settings.token)
        self._settings = settings
        self._world = world
        self._zone = zone
        self._commands = commands or commands_of(world.topics)
        self._respond = respond
        self._memory = DiscordMemory(folder)
        self._attachments = Attachments(folder)
        self._client: Client | None = None
        self._serving: asyncio.Task[None] | None = None
        self._in_hand: set[asyncio.Task[None]] = set()
        self._seen: OrderedDict[int, None] = OrderedDict()
        self.messenger = DiscordMessenger(lambda: self._client, self._memory)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop` is set; raises ClaimwireError where Discord refuses us for good."""
        self._point()
        await self._memory.load()
        stopping = asyncio.create_task(stop.wait())
        wait = 1.0
        try:
            while not stop.is_set():
                client = self._client = Client(self, self._commands, self._memory)
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
        client = self._client = Client(self, self._commands, self._memory)
        try:
            await client.login(self._settings.token.strip())
        except FAILURES as error:
            _raise_if_final(error)
            raise SendFailed("Discord cannot be reached; the digests stay due.") from error

    async def close(self) -> None:
        """Finish the answers in hand, then leave; may be called twice."""
        if self._in_hand:
            _done, unfinished = await asyncio.wait(self._in_hand, timeout=WORK_IN_HAND)
            for task in unfinished:
                task.cancel()
        await self._hang_up()

    async def slash(self, interaction: Interaction, name: str, text: str) -> None:
        """A slash command: answered privately."""
        request = self._asked(interaction, f"/{name} {text}".strip())
        surface = PrivateSurface(interaction, self._memory)
        await self._once(interaction.id, self._attend(surface, request))

    async def suggest(self, command: Command, typed: str) -> tuple[str, ...]:
        """What the words being typed after a slash command may become."""
        return await complete(command, typed, self._world, self._commands)

    async def press(self, interaction: Interaction, custom_id: str) -> None:
        """A button under any answer, however old."""
        press = discord_buttons.read(custom_id)
        if isinstance(press, Kept):
            press = self._memory.question(press)
        if press is None:
            await self.puzzle(interaction, _OLD_BUTTON)
            return
        request = self._asked(interaction, press.command, press.page)
        shared = press.verb == discord_buttons.SHARE
        surface = (SharedSurface if shared else PrivateSurface)(interaction, self._memory)
        await self._once(interaction.id, self._attend(surface, request))

    async def puzzle(self, interaction: Interaction, words: str = _OLD_COMMAND) -> None:
        """Something that we cannot do any more: says so, privately."""
        surface = PrivateSurface(interaction, self._memory)

        async def tell() -> None:
            if await surface.begin():
                await surface.say(words)

        await self._once(interaction.id, tell())

    async def hear(self, message: discord.Message) -> None:
        """A message: answered where it mentions us, replies to us, or is a direct one."""
        if message.author.bot or message.webhook_id or message.is_system() or not self._client:
            return
        me = self._client.user
        surface = ChannelSurface(message, self._memory)
        if message.guild is None or (me is not None and me in message.mentions):
            words = _MENTION.sub(
                lambda found: "" if me and int(found[1]) == me.id else found[0], message.content
            )
            request = Request(
                text=words.strip(),
                channel=_channel(message.guild.id if message.guild else None, message.channel.id),
                person=str(message.author.id),
                zone=self._zone,
            )
            await self._once(message.id, self._attend(surface, request))
        elif message.guild.self_role in message.role_mentions and message.guild.self_role:
            await self._once(message.id, surface.say(_ROLE))

    def _asked(self, interaction: Interaction, text: str, page: str = "") -> Request:
        return Request(
            text=text,
            channel=_channel(interaction.guild_id, interaction.channel_id or 0),
            person=str(interaction.user.id),
            zone=self._zone,
            page=page,
        )

    async def _once(self, event: int, work: Coroutine[None, None, None]) -> None:
        """Do the work in hand, unless this event came before (Discord may send one again)."""
        if event in self._seen:
            work.close()
            return
        self._seen[event] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        task = asyncio.create_task(work)
        self._in_hand.add(task)
        task.add_done_callback(self._in_hand.discard)
        await task

    async def _attend(self, surface: Surface, request: Request) -> None:
        """Acknowledge, work, show: whatever happens, the person gets a sentence."""
        try:
            if not await surface.begin():
                return
            async with asyncio.timeout(ANSWER):
                reply = await self._respond(request, self._world)
            await surface.show(reply, request)
            await self._attachments.attach(reply, surface)
        except ClaimwireError as error:
            await surface.say(str(error))
        except TimeoutError:
            log.warning("discord.answer_too_slow")
            await surface.say(_SLOW)
        except Exception as error:  # noqa: BLE001 - the edge of Discord: nobody is left waiting
            log.error("discord.answer_failed", error=name_of(error), where=_frames(error))
            await surface.say(_SORRY)

    def _point(self) -> None:
        """Send the library where the settings say."""
        if self._settings.api_url:
            discord.http.Route.BASE = self._settings.api_url.rstrip("/")
        if self._settings.gateway_url:
            address = yarl.URL(self._settings.gateway_url)
            discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = address

    async def _serve(self, client: Client) -> None:
        await client.login(self._settings.token.strip())
        if self._settings.api_url and not self._settings.gateway_url:
            _shards, address, *_limits = await client.http.get_bot_gateway()
            discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(address)
        await client.connect()

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
        log.error("discord.client_failed", error=name_of(error), where=_frames(error))


def _frames(error: BaseException) -> str:
    """Where an error happened, without its message: that may quote what a person typed."""
    return "".join(traceback.format_tb(error.__traceback__))


def _channel(guild: int | None, channel: int) -> Channel:
    """A channel or thread; each conversation in direct messages is a workspace of its own."""
    workspace = str(guild) if guild is not None else f"dm-{channel}"
    return Channel(platform=Platform.DISCORD, workspace=workspace, id=str(channel))
