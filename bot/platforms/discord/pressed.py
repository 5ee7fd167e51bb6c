"""Where the answer to a press in Discord goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import discord

from bot.platforms.discord.buttons import SHARE, TURN, Press, Stand
from bot.platforms.discord.memory import DiscordMemory
from bot.platforms.discord.private import PageSurface, PrivateSurface, SharedSurface

Interaction = discord.Interaction[discord.Client]


def surface_for(
    interaction: Interaction,
    memory: DiscordMemory,
    press: Press,
    settle: Callable[[], Awaitable[None]],
) -> PrivateSurface | PageSurface | SharedSurface:
    """Where the answer to a press goes."""
    if press.verb == SHARE:
        return SharedSurface(interaction, memory)
    if press.verb == TURN:
        private = interaction.message is None or interaction.message.flags.ephemeral
        stand = Stand(private=private, asker=press.asker, trail=press.pages)
        return PageSurface(interaction, memory, stand)
    return PrivateSurface(interaction, memory, trail=press.pages, settle=settle)
