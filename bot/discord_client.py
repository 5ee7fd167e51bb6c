"""Our Discord client: its command tree, what it listens to, how it gets and stays connected."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
import sys
from typing import Any, Protocol

import discord
import structlog
from discord import app_commands

from bot.discord_calls import CUT, FAILURES, name_of
from bot.discord_memory import DiscordMemory
from handlers.commands import Command
from handlers.errors import ClaimwireError

log = structlog.get_logger(__name__)

Interaction = discord.Interaction[discord.Client]
LONGEST_WAIT = 60.0  # seconds between tries to connect
_SYNC_ENDS = 0.5  # seconds for keeping what Discord has just taken
_SYNC_WAITS = (5.0, 60.0, 600.0)
_SUGGESTING = 2.0  # seconds: Discord waits for three
_OPTION = re.compile(r"\[?([A-Z]{2,32})\b")


discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we have no voice


class Desk(Protocol):
    """Who attends to what Discord brings."""

    async def slash(self, interaction: Interaction, name: str, text: str) -> None: ...

    async def suggest(self, command: Command, typed: str) -> tuple[str, ...]: ...

    async def press(self, interaction: Interaction, custom_id: str) -> None: ...

    async def puzzle(self, interaction: Interaction) -> None:
        """A command that we do not have (any more)."""
        ...

    async def hear(self, message: discord.Message) -> None: ...


class Client(discord.Client):
    """discord.py's client without privileged intents and without pings."""

    def __init__(self, desk: Desk, commands: tuple[Command, ...], memory: DiscordMemory) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=LONGEST_WAIT,
        )
        self._desk = desk
        self._memory = memory
        self._syncing: asyncio.Task[None] | None = None
        self.connected_once = False
        self.tree = app_commands.CommandTree(self)
        for command in commands:
            self.tree.add_command(_slash(command, desk))
        self.tree.error(self._tree_failed)

    async def setup_hook(self) -> None:
        """Logged in: see to the commands, without keeping the start waiting."""
        self._syncing = asyncio.create_task(self._synchronise())

    async def connect(self, *, reconnect: bool = True) -> None:
        """Connect and stay connected, also where the gateway is down at the first try.

        The library then asks a socket that it does not have yet for its address
        (AttributeError); nothing else of its own reconnecting is touched.
        """
        wait = 1.0
        while not self.is_closed():
            try:
                await super().connect(reconnect=reconnect)
            except AttributeError as error:
                if not isinstance(error.__context__, (*CUT, discord.DiscordException)):
                    raise
                log.warning("discord.gateway_down", error=name_of(error.__context__))
                await asyncio.sleep(wait)
                wait = min(wait * 2, LONGEST_WAIT)
            else:
                return

    async def close(self) -> None:
        """Close the connection and stop what runs beside it."""
        if self._syncing is not None:
            await asyncio.wait({self._syncing}, timeout=_SYNC_ENDS)
            self._syncing.cancel()
        await super().close()

    def dispatch(self, event: str, /, *args: object, **kwargs: object) -> None:
        """Hand out an event, unless we are closed: the library may be late with one."""
        if not self.is_closed():
            super().dispatch(event, *args, **kwargs)

    async def on_ready(self) -> None:
        """The gateway has taken us."""
        self.connected_once = True
        log.info("discord.ready", guilds=len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        """Every message that the intents bring."""
        await self._desk.hear(message)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Presses of buttons; slash commands come through the tree."""
        if interaction.type is discord.InteractionType.component and interaction.data:
            await self._desk.press(interaction, str(interaction.data.get("custom_id", "")))

    async def on_error(self, event_method: str, /, *_args: object, **_kwargs: object) -> None:
        """An event that we could not even read: the log gets its name, never its content."""
        kind = sys.exc_info()[0]
        log.error("discord.event_failed", event_name=event_method, error=kind and kind.__name__)

    async def _tree_failed(
        self, interaction: Interaction, error: app_commands.AppCommandError
    ) -> None:
        log.warning("discord.unknown_command", error=type(error).__name__)
        await self._desk.puzzle(interaction)

    async def _synchronise(self) -> None:
        """Tell Discord our commands where they are not those it took last."""
        application = str(self.application_id)
        payload = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        if self._memory.synchronised(application) == digest:
            return
        for wait in (*_SYNC_WAITS, None):
            try:
                await self.tree.sync()
            except FAILURES as error:
                log.warning("discord.commands_not_synchronised", error=name_of(error))
                if wait is None:
                    return
                await asyncio.sleep(wait)
            else:
                await self._memory.remember_synchronised(application, digest)
                log.info("discord.commands_synchronised", commands=len(payload))
                return


def _slash(command: Command, desk: Desk) -> app_commands.Command[Any, ..., None]:
    """A command of the table as Discord's, with one optional text."""

    async def with_text(interaction: Interaction, text: str = "") -> None:
        await desk.slash(interaction, command.name, text)

    async def bare(interaction: Interaction) -> None:
        await desk.slash(interaction, command.name, "")

    description = command.summary[:100]
    if not command.argument:
        return app_commands.Command(name=command.name, description=description, callback=bare)
    app_commands.rename(text=option_name(command.argument))(with_text)
    app_commands.describe(text=command.argument[:100])(with_text)
    slash = app_commands.Command[Any, ..., None](
        name=command.name, description=description, callback=with_text
    )

    async def suggest(_interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            async with asyncio.timeout(_SUGGESTING):
                lines = await desk.suggest(command, typed)
        except (ClaimwireError, TimeoutError) as error:
            log.warning("discord.no_suggestions", error=name_of(error))
            return []
        return [app_commands.Choice(name=line, value=line) for line in lines]

    slash.autocomplete("text")(suggest)
    return slash


def option_name(usage: str) -> str:
    """What a command's text is called: the first word to fill in ("[COUNTRY]": country)."""
    found = _OPTION.match(usage)
    return found[1].lower() if found else "what"
