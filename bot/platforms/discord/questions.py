"""Messages to us: read as questions, and answered after a restart where a kill came between.

Discord repeats to a new process nothing that the last one was told, so where a question
stands is kept until it is answered; its words stay in Discord.
"""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import discord
import structlog

from bot.platforms.discord.calls import FAILURES, name_of
from bot.platforms.discord.cut import Cut, read
from bot.platforms.discord.places import (
    admin_by,
    admin_in,
    asked_in,
    channel_of,
    is_stranger,
    roles_of,
)
from bot.platforms.waiting import Waiting
from handlers.errors import StoreUnavailable
from handlers.newsroom import Request

log = structlog.get_logger(__name__)

_MENTION = re.compile(r"<@!?(\d{1,20})>")
_LOOKED_THROUGH = 50  # messages after a question, for our answer to it


def asked_by(message: discord.Message, me: discord.ClientUser, zone: str) -> Request:
    """What a message that mentions us, or is a direct one, asks."""
    words = _MENTION.sub(lambda found: "" if int(found[1]) == me.id else found[0], message.content)
    return Request(
        text=words.strip(),
        channel=channel_of(message.guild.id if message.guild else None, message.channel.id),
        person=str(message.author.id),
        zone=zone,
        admin=admin_in(message),
        roles=roles_of(message.author),
    )


def asked_with(
    interaction: discord.Interaction[discord.Client], zone: str, text: str, page: str
) -> Request:
    """What a command line asks that came by an interaction."""
    return Request(
        text=text,
        channel=asked_in(interaction),
        person=str(interaction.user.id),
        zone=zone,
        page=page,
        admin=admin_by(interaction),
        roles=None if is_stranger(interaction) else roles_of(interaction.user),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Those that wait for an answer."""

    waiting: Waiting

    async def answer(self, message: discord.Message, work: Callable[[], Awaitable[None]]) -> None:
        """Do the work of answering; what cuts it off leaves the question waiting."""
        where = json.dumps({"channel": message.channel.id, "message": message.id})
        async with self.waiting.until_answered(str(message.id), where):
            await work()

    async def resume(
        self,
        client: discord.Client,
        hear: Callable[[discord.Message], Awaitable[None]],
        take_up: Callable[[Cut], Awaitable[None]],
    ) -> None:
        """Hear again what the last life of this program left unanswered."""
        try:
            async for asked, kept in self.waiting.each(partial(_kept, client)):
                if isinstance(kept, Cut):
                    await self.waiting.answered(asked.key)
                    await take_up(kept)
                    continue
                message = await _fetched(client, *kept)
                await self.waiting.answered(asked.key)
                if message is not None and not await _is_answered(client, message):
                    await hear(message)
        except StoreUnavailable as error:
            log.warning("discord.questions_not_taken_up", error=str(error))


def _kept(client: discord.Client, body: str) -> Cut | tuple[int, int]:
    """What was kept: an interaction, or where a message stands, by its channel and its number."""
    told = json.loads(body)
    if "interaction" in told:
        return read(client, told)
    return told["channel"], told["message"]


async def _fetched(client: discord.Client, number: int, message: int) -> discord.Message | None:
    """The message in the channel of that number; None where it is gone, or we may not read it."""
    try:
        channel = client.get_channel(number) or await client.fetch_channel(number)
        if isinstance(channel, discord.abc.Messageable):
            return await channel.fetch_message(message)
    except FAILURES as error:
        log.info("discord.question_gone", error=name_of(error))
    return None


async def _is_answered(client: discord.Client, message: discord.Message) -> bool:
    """Whether we replied to it already."""
    try:
        async for each in message.channel.history(limit=_LOOKED_THROUGH, after=message):
            ours = client.user is not None and each.author.id == client.user.id
            if ours and each.reference and each.reference.message_id == message.id:
                return True
    except FAILURES as error:
        log.info("discord.answer_not_looked_for", error=name_of(error))
    return False
