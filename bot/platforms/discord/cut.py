"""Commands and presses that a kill cut off: answered by the next start, or to be asked again.

Discord takes edits of a deferred answer for a quarter of an hour. What only asks is answered;
what changes something is not done twice: whether it was done, nobody knows, and says so.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import discord

from bot.platforms.discord.places import is_stranger
from bot.platforms.waiting import CUT, UNSURE, Waiting, may_change
from handlers.command import Command
from handlers.newsroom import Channel, Platform, Request

Interaction = discord.Interaction[discord.Client]

TURNING = "I was restarted while I turned the page. Press the button again."
SHARING = (
    "I was restarted while I shared this. Look whether it is in the channel; if it is not, press "
    "Share again."
)


class How(StrEnum):
    """Where the answer goes."""

    PRIVATE = "private"  # in the place of its own deferred answer
    PAGE = "page"  # in the place of the page that was pressed
    SHARED = "shared"  # posted anew for all
    QUOTING = "quoting"  # as private, about somebody's message, whose words are kept nowhere


_TOLD = {How.PAGE: TURNING, How.SHARED: SHARING, How.QUOTING: CUT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What was cut off; `told` is what its asker is told, "" where it is answered."""

    interaction: Interaction
    request: Request
    how: How
    trail: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """Keeps what is asked by interactions until it is answered."""

    waiting: Waiting
    commands: tuple[Command, ...]

    async def until_answered(
        self,
        interaction: Interaction,
        asked: tuple[Request, How, tuple[str, ...]],
        work: Callable[[], Awaitable[None]],
    ) -> None:
        """Do the work of answering; what cuts it off leaves the question waiting."""
        request, how, trail = asked
        told = _TOLD.get(how, UNSURE if may_change(request.text, self.commands) else "")
        body = {
            "interaction": _written(interaction),
            "request": None if told else _asked(request),
            "how": how,
            "trail": trail,
            "told": told,
        }
        async with self.waiting.until_answered(str(interaction.id), json.dumps(body)):
            await work()

    async def settle(self, interaction: Interaction) -> None:
        """Its answer stands: nothing is to be said again."""
        await self.waiting.settle(str(interaction.id))


def read(client: discord.Client, kept: Mapping[str, Any]) -> Cut:
    """What was kept."""
    held = kept["request"] or {"text": "", "page": "", "person": "", "zone": "UTC"}
    where = Channel(platform=Platform.DISCORD, **held.pop("channel", {"workspace": "", "id": ""}))
    roles = held.pop("roles", None)
    state = client._connection  # noqa: SLF001 - the library makes interactions of nothing else
    return Cut(
        interaction=discord.Interaction(data=kept["interaction"], state=state),
        request=Request(channel=where, roles=None if roles is None else frozenset(roles), **held),
        how=How(kept["how"]),
        trail=tuple(kept["trail"]),
        told=kept["told"],
    )


def _written(interaction: Interaction) -> dict[str, object]:
    """What of an interaction is needed to answer it, as Discord told it."""
    user = interaction.user
    return {
        "id": str(interaction.id),
        "application_id": str(interaction.application_id),
        "type": interaction.type.value,
        "version": 1,
        "token": interaction.token,
        "user": {
            "id": str(user.id),
            "username": user.name,
            "global_name": user.global_name,
            "discriminator": user.discriminator,
            "avatar": None,
        },
        "app_permissions": str(interaction.app_permissions.value),
        "attachment_size_limit": interaction.filesize_limit,
        "authorizing_integration_owners": {"1": str(user.id)} if is_stranger(interaction) else {},
        "entitlements": [],
    }


def _asked(request: Request) -> dict[str, object]:
    return {
        "text": request.text,
        "page": request.page,
        "person": request.person,
        "zone": request.zone,
        "admin": request.admin,
        "roles": None if request.roles is None else sorted(request.roles),
        "channel": {"workspace": request.channel.workspace, "id": request.channel.id},
    }
