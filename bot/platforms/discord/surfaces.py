"""Where an answer goes in Discord; here the replies to messages, in `private` the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import discord
import structlog

from bot.platforms.discord.attachments import Shown, room_of
from bot.platforms.discord.buttons import Stand
from bot.platforms.discord.calls import (
    FAILURES,
    NO_ACCESS,
    NO_HISTORY,
    NO_PERMISSION,
    QUICK_CALL,
    insist,
    name_of,
    sentence_for,
)
from bot.platforms.discord.delivery import Manner, below, deliver, embeds_allowed, embeds_of
from bot.platforms.discord.embeds import DiscordMessage, render_plain, sentence
from bot.platforms.discord.memory import DiscordMemory
from bot.platforms.remembering import remember
from handlers.newsroom import Request
from handlers.ports import World
from handlers.reply import Reply
from handlers.showings import Showing

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands for all to see: its messages, and the line above them that says who shares."""

    ids: tuple[int, ...]
    by: str = ""


class Surface(Shown, Protocol):
    """A place to answer in: begun before any work, then shown or told one sentence."""

    standing: Standing | None  # once an answer for all was shown

    async def begin(self) -> bool:
        """Acknowledge at once; False where nobody can be answered any more."""
        ...

    async def show(self, reply: Reply, request: Request) -> None: ...


class ChannelSurface:
    """A reply to a message that mentions us, or to a direct message."""

    def __init__(self, message: discord.Message, memory: DiscordMemory) -> None:
        self._message = message
        self._memory = memory
        self._posted = 0
        self.last: discord.Message | None = None
        self.standing: Standing | None = None
        self.room = room_of(message.channel)

    async def begin(self) -> bool:
        """Show that we are typing; failing that is no reason not to answer."""
        try:
            await insist(self._message.channel.typing, waits=(), lasting=QUICK_CALL)
        except FAILURES as error:
            log.info("discord.typing_failed", error=name_of(error))
        return True

    async def show(self, reply: Reply, request: Request) -> None:
        """Answer where the question stands; a refusal that names people, to the asker alone."""
        if reply.refused and reply.people and self._message.guild is not None:
            told = render_plain(reply)[0]
            if await write_to(self._message.author, told):
                return
        stand = Stand(private=False, asker=request.person)
        under = await below(reply, request, stand, self._memory)
        manner = Manner(allowed=embeds_allowed(self._message.channel))
        try:
            self.standing = Standing(ids=tuple(await deliver(reply, self._post, under, manner)))
        except FAILURES as error:
            log.warning("discord.answer_not_shown", error=name_of(error))
            await self._tell(error)

    async def say(self, words: str) -> None:
        """One sentence where the question stands."""
        try:
            await self._post(sentence(words), None)
        except FAILURES as error:
            log.warning("discord.sentence_not_shown", error=name_of(error))
            await self._tell(error)

    async def _tell(self, error: Exception) -> None:
        """Where we may not write, the asker is told in a direct message."""
        refused = isinstance(error, discord.HTTPException) and error.code in (
            NO_ACCESS,
            NO_PERMISSION,
        )
        if refused and self._message.guild is not None:
            await write_to(self._message.author, sentence(sentence_for(error)))

    async def _post(self, message: DiscordMessage, view: discord.ui.View | None) -> discord.Message:
        reference = None if self._posted else self._reference()
        try:
            sent = await self._send(message, view, reference)
        except discord.HTTPException as error:
            if error.code != NO_HISTORY or reference is None:
                raise
            sent = await self._send(message, view, None)
        self._posted += 1
        self.last = sent
        return sent

    def _reference(self) -> discord.MessageReference:
        return self._message.to_reference(fail_if_not_exists=False)

    async def _send(
        self,
        message: DiscordMessage,
        view: discord.ui.View | None,
        reference: discord.MessageReference | None,
    ) -> discord.Message:
        """Send with a nonce that belongs to the question: sent again, it is shown once."""
        nonce = f"{self._message.id}-{self._posted}"
        channel, embeds = self._message.channel, embeds_of(message)
        shown = view or discord.utils.MISSING
        if reference is None:
            return await insist(
                lambda: channel.send(message.content, embeds=embeds, nonce=nonce, view=shown)
            )
        return await insist(
            lambda: channel.send(
                message.content,
                embeds=embeds,
                nonce=nonce,
                view=shown,
                reference=reference,
                mention_author=False,
            )
        )


async def write_to(person: discord.User | discord.Member, message: DiscordMessage) -> bool:
    """A direct message; False where it could not be sent."""
    try:
        await person.send(message.content)
    except FAILURES as error:
        log.info("discord.direct_message_failed", error=name_of(error))
        return False
    return True


async def keep_standing(
    standing: Standing | None, reply: Reply, request: Request, world: World
) -> None:
    """Remember what stands for all to see, so that it can be put right."""
    if standing is None:
        return
    showing = Showing(
        channel=request.channel,
        message_id=" ".join(map(str, standing.ids)),
        claim_ids=(),
        shown=world.clock.now(),
        by=standing.by,
    )
    await remember(world, reply, showing)
