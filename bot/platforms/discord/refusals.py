"""What is not answered as it was asked in Discord, and what to do instead."""

from __future__ import annotations

import re

import discord

from bot.platforms.discord.places import why_no_digest
from handlers.command import Command, named
from handlers.newsroom import Request

_NO_DIGEST = re.compile(r"/digest here\b", re.IGNORECASE)
_SETTING = (
    "{} changes what everybody here is answered. Type it as a slash command in the server: those "
    "who have Manage Server may use it, and can allow others under Server Settings, Integrations."
)


def refusal(
    request: Request,
    interaction: discord.Interaction[discord.Client] | None,
    commands: tuple[Command, ...],
    admins: frozenset[str],
) -> str:
    """Why this is not answered as asked here; "" where it is."""
    if interaction is None:
        return _not_typed(request, commands, admins)
    return why_no_digest(interaction) if _NO_DIGEST.match(request.text) else ""


def _not_typed(request: Request, commands: tuple[Command, ...], admins: frozenset[str]) -> str:
    """Why this may not be typed as a message; as a slash command Discord sees who may."""
    first = request.text.lstrip(" ").split(" ")[0].split("\n")[0].lower()
    command = named(first.removeprefix("/"), commands)
    if command is None or not command.setting or not first.startswith("/"):
        return ""
    managing = request.admin and request.roles is not None  # alone with us, all are admins
    return "" if managing or request.person in admins else _SETTING.format(first)
