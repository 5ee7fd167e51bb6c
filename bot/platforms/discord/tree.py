"""What people can choose in Discord: slash commands of the table, and commands on a message."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import Any, Protocol

import discord
import structlog
from discord import app_commands

from bot.platforms.discord.calls import name_of
from handlers.commands import Command
from handlers.errors import ClaimwireError

log = structlog.get_logger(__name__)

Interaction = discord.Interaction[discord.Client]

# On a message: what it is called, and the command that its words are put behind.
ON_MESSAGES = (("Check this quote", "check"), ("Find claims", "find"))
# Installed by a server or by a person, in servers and in conversations of any sort.
CONTEXTS = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
INSTALLS = app_commands.AppInstallationType(guild=True, user=True)

_SUGGESTING = 2.0  # seconds: Discord waits for three
_OPTION = re.compile(r"\[?([A-Z]{2,32})\b")


class Chosen(Protocol):
    """Who attends to what was chosen."""

    async def slash(self, interaction: Interaction, name: str, text: str) -> None: ...

    async def examine(
        self, interaction: Interaction, name: str, message: discord.Message
    ) -> None: ...

    async def suggest(
        self, interaction: Interaction, command: Command, typed: str
    ) -> tuple[str, ...]: ...


def every(
    commands: tuple[Command, ...], chosen: Chosen
) -> Iterator[app_commands.Command[Any, ..., None] | app_commands.ContextMenu]:
    """All that Discord is told of."""
    for command in commands:
        slash = _slash(command, chosen)
        if command.setting:
            _for_managers(slash)
        yield slash
    for title, name in ON_MESSAGES:
        yield _on_message(title, name, chosen)


def _slash(command: Command, chosen: Chosen) -> app_commands.Command[Any, ..., None]:
    """A command of the table as Discord's, with one optional text."""

    async def with_text(interaction: Interaction, text: str = "") -> None:
        await chosen.slash(interaction, command.name, text)

    async def bare(interaction: Interaction) -> None:
        await chosen.slash(interaction, command.name, "")

    description = command.summary[:100]
    if not command.argument:
        return app_commands.Command(name=command.name, description=description, callback=bare)
    app_commands.rename(text=option_name(command.argument))(with_text)
    app_commands.describe(text=command.argument[:100])(with_text)
    slash = app_commands.Command[Any, ..., None](
        name=command.name, description=description, callback=with_text
    )

    async def suggest(interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        try:
            async with asyncio.timeout(_SUGGESTING):
                lines = await chosen.suggest(interaction, command, typed)
        except (ClaimwireError, TimeoutError) as error:
            log.warning("discord.no_suggestions", error=name_of(error))
            return []
        return [app_commands.Choice(name=line, value=line) for line in lines]

    slash.autocomplete("text")(suggest)
    return slash


def _for_managers(slash: app_commands.Command[Any, ..., None]) -> None:
    """In servers only, for those who manage one unless it allows more."""
    app_commands.default_permissions(manage_guild=True)(slash)
    slash.allowed_contexts = app_commands.AppCommandContext(
        guild=True, dm_channel=False, private_channel=False
    )
    slash.allowed_installs = app_commands.AppInstallationType(guild=True, user=False)


def _on_message(title: str, name: str, chosen: Chosen) -> app_commands.ContextMenu:
    async def examine(interaction: Interaction, message: discord.Message) -> None:
        await chosen.examine(interaction, name, message)

    return app_commands.ContextMenu(name=title, callback=examine)


def option_name(usage: str) -> str:
    """What a command's text is called: the first word to fill in ("[COUNTRY]": country)."""
    found = _OPTION.match(usage)
    return found[1].lower() if found else "what"
