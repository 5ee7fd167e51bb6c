"""Where an answer goes in Discord: a command's private answer, a shared one, a reply."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol

import discord
import structlog

from bot import discord_buttons
from bot.discord_attachments import Shown, room_for, room_of
from bot.discord_calls import (
    CUT,
    EXPIRED,
    FAILURES,
    LATE,
    NO_ACCESS,
    NO_HISTORY,
    NO_PERMISSION,
    NO_SUCH_WEBHOOK,
    QUICK,
    QUICK_CALL,
    TWICE,
    insist,
    name_of,
    sentence_for,
)
from bot.discord_delivery import deliver, embeds_allowed, embeds_of, view_of
from bot.discord_embeds import DiscordMessage, sentence
from bot.discord_markup import inline
from bot.discord_memory import DiscordMemory
from handlers.newsroom import Request
from handlers.reply import Reply

log = structlog.get_logger(__name__)

Interaction = discord.Interaction[discord.Client]


class Surface(Shown, Protocol):
    """A place to answer in: begun before any work, then shown or told one sentence."""

    async def begin(self) -> bool:
        """Acknowledge at once; False where nobody can be answered any more."""
        ...

    async def show(self, reply: Reply, request: Request) -> None: ...


class PrivateSurface:
    """The answer to a slash command or a button, which only the asker sees."""

    def __init__(self, interaction: Interaction, memory: DiscordMemory) -> None:
        self._interaction = interaction
        self._memory = memory
        self.last: discord.Message | None = None
        self.room = room_for(interaction)

    async def begin(self) -> bool:
        """Defer privately within Discord's three seconds."""
        return await _acknowledge(
            lambda: self._interaction.response.defer(ephemeral=True, thinking=True)
        )

    async def show(self, reply: Reply, request: Request) -> None:
        """Put the answer in place of the deferred one; more messages follow it."""
        shown = discord_buttons.buttons(reply, request, private=True)
        view = await view_of(shown, self._memory)
        try:
            await deliver(reply, self._post, view, allowed=_embeds_here(self._interaction))
        except FAILURES as error:
            log.warning("discord.answer_not_shown", error=name_of(error))
            await self._tell(error)

    async def say(self, words: str) -> None:
        """One sentence in place of the answer."""
        try:
            await self._post(sentence(words), None)
        except FAILURES as error:
            log.warning("discord.sentence_not_shown", error=name_of(error))

    async def _tell(self, error: Exception) -> None:
        """Say what went wrong, by direct message once the interaction has run out."""
        if isinstance(error, discord.HTTPException) and error.code in (EXPIRED, NO_SUCH_WEBHOOK):
            await write_to(self._interaction.user, sentence_for(error))
        else:
            await self.say(sentence_for(error))

    async def _post(self, message: DiscordMessage, view: discord.ui.View | None) -> discord.Message:
        if self.last is not None:
            self.last = await _follow_up(self._interaction, message, view, private=True)
        else:
            self.last = await insist(
                lambda: self._interaction.edit_original_response(
                    content=message.content or None, embeds=embeds_of(message), view=view
                )
            )
        return self.last


class SharedSurface:
    """An answer that its asker shares with the channel: posted anew, saying who shares it."""

    def __init__(self, interaction: Interaction, memory: DiscordMemory) -> None:
        self._interaction = interaction
        self._memory = memory
        self.last: discord.Message | None = None
        self.room = room_for(interaction)

    async def begin(self) -> bool:
        """Acknowledge the press; the private answer stays as it is."""
        return await _acknowledge(self._interaction.response.defer)

    async def show(self, reply: Reply, request: Request) -> None:
        """Post for all in the channel; what is meant for one stays private."""
        if reply.private:
            await self.say(reply.headline)
            return
        opening = f"Shared by {inline(_who(self._interaction.user), 100)}"
        shown = discord_buttons.buttons(reply, request, private=False)
        view = await view_of(shown, self._memory)
        allowed = _embeds_here(self._interaction)
        try:
            await deliver(reply, self._post, view, allowed=allowed, opening=opening)
        except CUT as error:
            log.warning("discord.share_unknown", error=name_of(error))
            await self.say(
                "The connection was cut while I shared. Look whether it is in the channel; "
                "if it is not, press Share again."
            )
        except FAILURES as error:
            log.warning("discord.not_shared", error=name_of(error))
            await self.say(sentence_for(error))
        else:
            await self.say("Shared in this channel, with your name.")

    async def say(self, words: str) -> None:
        """One sentence that only the presser sees."""
        try:
            await insist(lambda: _follow_up(self._interaction, sentence(words), None, private=True))
        except FAILURES as error:
            log.warning("discord.sentence_not_shown", error=name_of(error))

    async def _post(self, message: DiscordMessage, view: discord.ui.View | None) -> discord.Message:
        self.last = await _follow_up(self._interaction, message, view, private=False)
        return self.last


class ChannelSurface:
    """A reply to a message that mentions us, or to a direct message."""

    def __init__(self, message: discord.Message, memory: DiscordMemory) -> None:
        self._message = message
        self._memory = memory
        self._posted = 0
        self.last: discord.Message | None = None
        self.room = room_of(message.channel)

    async def begin(self) -> bool:
        """Show that we are typing; failing that is no reason not to answer."""
        try:
            await insist(self._message.channel.typing, waits=(), lasting=QUICK_CALL)
        except FAILURES as error:
            log.info("discord.typing_failed", error=name_of(error))
        return True

    async def show(self, reply: Reply, request: Request) -> None:
        """Answer where the question stands."""
        shown = discord_buttons.buttons(reply, request, private=False)
        view = await view_of(shown, self._memory)
        allowed = embeds_allowed(self._message.channel)
        try:
            await deliver(reply, self._post, view, allowed=allowed)
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
            await write_to(self._message.author, sentence_for(error))

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


async def write_to(person: discord.User | discord.Member, words: str) -> None:
    """A direct message as the last way to say something; may fail without more."""
    try:
        await person.send(sentence(words).content)
    except FAILURES as error:
        log.info("discord.direct_message_failed", error=name_of(error))


async def _acknowledge(defer: Callable[[], Awaitable[object]]) -> bool:
    try:
        await insist(defer, waits=QUICK, lasting=QUICK_CALL)
    except discord.HTTPException as error:
        if error.code == TWICE:  # an earlier try did arrive
            return True
        late = error.code == LATE
        log.warning(
            "discord.interaction_late" if late else "discord.defer_failed", error=name_of(error)
        )
        return False
    except FAILURES as error:
        log.warning("discord.defer_failed", error=name_of(error))
        return False
    return True


async def _follow_up(
    interaction: Interaction,
    message: DiscordMessage,
    view: discord.ui.View | None,
    *,
    private: bool,
) -> discord.Message:
    return await interaction.followup.send(
        message.content,
        embeds=embeds_of(message),
        ephemeral=private,
        view=view or discord.utils.MISSING,
        wait=True,
    )


def _embeds_here(interaction: Interaction) -> bool | None:
    """Discord tells our permissions with each interaction; none at all means it did not."""
    permissions = interaction.app_permissions
    return permissions.embed_links if permissions.value else None


def _who(user: discord.User | discord.Member) -> str:
    shown, name = user.display_name, user.name
    return shown if shown == name else f"{shown} ({name})"
