"""Our Discord client: its command tree, what it listens to, how it gets and stays connected."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import discord
import structlog
from discord import app_commands

from bot.in_hand import InHand
from bot.platforms.discord.calls import CUT, FAILURES, name_of
from bot.platforms.discord.memory import DiscordMemory
from bot.platforms.discord.pulse import watch
from bot.platforms.discord.tree import CONTEXTS, INSTALLS, Chosen, every
from handlers.commands import Command

log = structlog.get_logger(__name__)

Interaction = discord.Interaction[discord.Client]
LONGEST_WAIT = 60.0  # seconds between tries to connect
_SYNC_ENDS = 0.5  # seconds for keeping what Discord has just taken
_SYNC_WAITS = (5.0, 60.0, 600.0)

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we have no voice


class Desk(Chosen, Protocol):
    """Who attends to what Discord brings."""

    async def press(
        self, interaction: Interaction, custom_id: str, values: Sequence[str]
    ) -> None: ...

    async def submit(
        self, interaction: Interaction, custom_id: str, components: Sequence[Mapping[str, Any]]
    ) -> None: ...

    async def puzzle(self, interaction: Interaction) -> None:
        """A command that we do not have (any more)."""
        ...

    async def hear(self, message: discord.Message) -> None: ...

    async def resume(self, client: discord.Client) -> None:
        """We are connected for the first time in this life."""
        ...


class Client(discord.Client):
    """discord.py's client without privileged intents and without pings."""

    def __init__(
        self,
        desk: Desk,
        commands: tuple[Command, ...],
        memory: DiscordMemory,
        shards: int | None = None,
    ) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            max_ratelimit_timeout=LONGEST_WAIT,
            shard_count=shards,
        )
        self._desk = desk
        self._memory = memory
        self._beside: list[asyncio.Task[None]] = []
        self.connected_once = False
        self.tree = app_commands.CommandTree(
            self, allowed_contexts=CONTEXTS, allowed_installs=INSTALLS
        )
        for each in every(commands, desk):
            self.tree.add_command(each)
        self.tree.error(self._tree_failed)

    async def setup_hook(self) -> None:
        """Logged in: see to the commands, without keeping the start waiting."""
        in_hand = InHand()
        self._beside = [in_hand.take(self._synchronise()), in_hand.take(watch(self))]

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
        if self._beside:
            await asyncio.wait(self._beside[:1], timeout=_SYNC_ENDS)
        for task in self._beside:
            task.cancel()
        await super().close()

    def dispatch(self, event: str, /, *args: object, **kwargs: object) -> None:
        """Hand out an event, unless we are closed: the library may be late with one."""
        if not self.is_closed():
            super().dispatch(event, *args, **kwargs)

    async def on_ready(self) -> None:
        """The gateway has taken us."""
        first, self.connected_once = not self.connected_once, True
        log.info("discord.ready", guilds=len(self.guilds))
        if first:
            await self._desk.resume(self)

    async def on_message(self, message: discord.Message) -> None:
        """Every message that the intents bring."""
        await self._desk.hear(message)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Presses, picks and windows; what was chosen as a command comes through the tree."""
        data: Mapping[str, Any] = interaction.data or {}
        custom_id = str(data.get("custom_id", ""))
        if interaction.type is discord.InteractionType.component:
            await self._desk.press(interaction, custom_id, data.get("values") or ())
        elif interaction.type is discord.InteractionType.modal_submit:
            await self._desk.submit(interaction, custom_id, data.get("components") or ())

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
        """Tell Discord our commands where they are not those it took last.

        Not by the library's `sync`: that reads Discord's answer, and an answer it cannot read
        would leave us telling them anew at each start (Discord takes 200 a day).
        """
        number = self.application_id
        if number is None:  # only before the log-in
            return
        application = str(number)
        payload = [each.to_dict(self.tree) for each in self.tree.get_commands()]
        digest = hashlib.sha256(json.dumps(payload, sort_keys=True).encode()).hexdigest()
        if self._memory.synchronised(application) == digest:
            return
        for wait in (*_SYNC_WAITS, None):
            try:
                await self.http.bulk_upsert_global_commands(number, payload=payload)
            except FAILURES as error:
                log.warning("discord.commands_not_synchronised", error=name_of(error))
                if wait is None:
                    return
                await asyncio.sleep(wait)
            else:
                await self._memory.remember_synchronised(application, digest)
                log.info("discord.commands_synchronised", commands=len(payload))
                return


class ShardedClient(Client, discord.AutoShardedClient):
    """The same over several connections, each for its part of the servers."""
