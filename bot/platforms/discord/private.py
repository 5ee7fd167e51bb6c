"""The answers to commands and presses in Discord: private, shared, or another page in place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import discord
import structlog

from bot.platforms.discord.attachments import room_for
from bot.platforms.discord.buttons import Stand
from bot.platforms.discord.calls import (
    CUT,
    EXPIRED,
    FAILURES,
    LATE,
    NO_SUCH_WEBHOOK,
    QUICK,
    QUICK_TRY,
    TWICE,
    after_limits,
    insist,
    name_of,
    sentence_for,
)
from bot.platforms.discord.delivery import Manner, below, deliver, embeds_of, greyed
from bot.platforms.discord.embeds import MESSAGES, DiscordMessage, sentence
from bot.platforms.discord.markup import inline
from bot.platforms.discord.memory import DiscordMemory
from bot.platforms.discord.places import is_stranger
from bot.platforms.discord.surfaces import Standing, write_to
from handlers.newsroom import Request
from handlers.reply import Reply

log = structlog.get_logger(__name__)

Interaction = discord.Interaction[discord.Client]

_AS_STRANGER = 5  # messages of one answer where only a person has installed us


async def nothing() -> None:
    """What is to be done where nothing is."""


class PrivateSurface:
    """The answer to a slash command or a button, which only the asker sees."""

    def __init__(
        self,
        interaction: Interaction,
        memory: DiscordMemory,
        *,
        trail: Sequence[str] = ("",),
        lasting: bool = True,
        begun: bool = False,
        settle: Callable[[], Awaitable[None]] = nothing,
    ) -> None:
        """`trail` are the pages that led here; `lasting` as in `DiscordMemory.keep`.

        `begun` where it was deferred before a restart; `settle` is told once it stands.
        """
        self._begun, self._settle = begun, settle
        self._interaction = interaction
        self._memory = memory
        self._stand = Stand(private=True, trail=tuple(trail))
        self._lasting = lasting
        self.last: discord.Message | None = None
        self.standing: Standing | None = None
        self.room = room_for(interaction)

    async def begin(self) -> bool:
        """Defer privately within Discord's three seconds."""
        return self._begun or await acknowledge(
            lambda: self._interaction.response.defer(ephemeral=True, thinking=True)
        )

    async def show(self, reply: Reply, request: Request) -> None:
        """Put the answer in place of the deferred one; more messages follow it."""
        under = await below(reply, request, self._stand, self._memory, lasting=self._lasting)
        try:
            await deliver(reply, self._post, under, _manner(self._interaction))
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
            await write_to(self._interaction.user, sentence(sentence_for(error)))
        else:
            await self.say(sentence_for(error))

    async def _post(self, message: DiscordMessage, view: discord.ui.View | None) -> discord.Message:
        if self.last is not None:
            self.last = await _follow_up(self._interaction, message, view, private=True)
        else:
            self.last = await _put(self._interaction, message, view)
            await self._settle()
        return self.last


class PageSurface:
    """Another page of an answer, put in the place of the one that was shown."""

    def __init__(self, interaction: Interaction, memory: DiscordMemory, stand: Stand) -> None:
        self._interaction = interaction
        self._memory = memory
        self._stand = stand
        self.last: discord.Message | None = None
        self.standing: Standing | None = None
        self.room = room_for(interaction)

    async def begin(self) -> bool:
        """Acknowledge the press; the old page stands until the new one is there."""
        return await acknowledge(self._interaction.response.defer)

    async def show(self, reply: Reply, request: Request) -> None:
        """Turn the page; what can't be shown for all is said privately, and the page stays."""
        if reply.refused or (reply.private and not self._stand.private):
            await self.say(reply.headline)
            return
        under = await below(reply, request, self._stand, self._memory)
        try:
            ids = await deliver(reply, self._post, under, _manner(self._interaction))
        except FAILURES as error:
            log.warning("discord.page_not_turned", error=name_of(error))
            await self.say(sentence_for(error))
        else:
            self.standing = None if self._stand.private else Standing(ids=tuple(ids))

    async def say(self, words: str) -> None:
        """One sentence that only the presser sees."""
        await whisper(self._interaction, words)

    async def grey_out(self, custom_id: str, words: str) -> None:
        """Show that one control does nothing any more, and say why to the presser."""
        message = self._interaction.message
        if message is not None:
            view = greyed(message, custom_id)
            try:
                await insist(lambda: self._interaction.edit_original_response(view=view))
            except FAILURES as error:
                log.info("discord.not_greyed_out", error=name_of(error))
        await self.say(words)

    async def _post(self, message: DiscordMessage, view: discord.ui.View | None) -> discord.Message:
        if self.last is not None:
            private = self._stand.private
            self.last = await _follow_up(self._interaction, message, view, private=private)
        else:
            old = self._interaction.message
            pictures = () if old and old.attachments else discord.utils.MISSING  # of the old page
            self.last = await _put(self._interaction, message, view, pictures)
        return self.last


async def grey_out(surface: PageSurface, custom_id: str, words: str) -> None:
    """Acknowledge a press that means nothing any more, and show that."""
    if await surface.begin():
        await surface.grey_out(custom_id, words)


class SharedSurface:
    """An answer that its asker shares with the channel: posted anew, saying who shares it."""

    def __init__(self, interaction: Interaction, memory: DiscordMemory) -> None:
        self._interaction = interaction
        self._memory = memory
        self.last: discord.Message | None = None
        self.standing: Standing | None = None
        self.room = room_for(interaction)

    async def begin(self) -> bool:
        """Acknowledge the press; the private answer stays as it is."""
        return await acknowledge(self._interaction.response.defer)

    async def show(self, reply: Reply, request: Request) -> None:
        """Post for all in the channel; what is meant for one stays private."""
        if reply.private:
            await self.say(reply.headline)
            return
        opening = f"Shared by {inline(_who(self._interaction.user), 100)}"
        stand = Stand(private=False, asker=request.person, trail=(request.page,))
        under = await below(reply, request, stand, self._memory)
        try:
            ids = await deliver(reply, self._post, under, _manner(self._interaction, opening))
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
            self.standing = Standing(ids=tuple(ids), by=opening)
            await self.say("Shared in this channel, with your name.")

    async def say(self, words: str) -> None:
        """One sentence that only the presser sees."""
        await whisper(self._interaction, words)

    async def _post(self, message: DiscordMessage, view: discord.ui.View | None) -> discord.Message:
        self.last = await _follow_up(self._interaction, message, view, private=False)
        return self.last


async def acknowledge(defer: Callable[[], Awaitable[object]]) -> bool:
    """Make the first response to an interaction; False where Discord knows it no more."""
    try:
        await insist(defer, waits=QUICK, lasting=QUICK_TRY)
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


async def whisper(interaction: Interaction, words: str) -> None:
    """One sentence that only the presser sees, beside what is shown already."""
    try:
        await insist(lambda: _follow_up(interaction, sentence(words), None, private=True))
    except FAILURES as error:
        log.warning("discord.sentence_not_shown", error=name_of(error))


async def _put(
    interaction: Interaction,
    message: DiscordMessage,
    view: discord.ui.View | None,
    attachments: Sequence[discord.Attachment] = discord.utils.MISSING,
) -> discord.Message:
    """Put a message in the place of the deferred answer, or of the one that was pressed."""
    return await insist(
        lambda: interaction.edit_original_response(
            content=message.content or None,
            embeds=embeds_of(message),
            view=view,
            attachments=attachments,
        )
    )


async def _follow_up(
    interaction: Interaction,
    message: DiscordMessage,
    view: discord.ui.View | None,
    *,
    private: bool,
) -> discord.Message:
    return await after_limits(
        lambda: interaction.followup.send(
            message.content,
            embeds=embeds_of(message),
            ephemeral=private,
            view=view or discord.utils.MISSING,
            wait=True,
        )
    )


def _manner(interaction: Interaction, opening: str = "") -> Manner:
    """Discord tells our permissions with each interaction; none at all means it did not."""
    permissions = interaction.app_permissions
    return Manner(
        allowed=permissions.embed_links if permissions.value else None,
        opening=opening,
        most=_AS_STRANGER if is_stranger(interaction) else MESSAGES,
    )


def _who(user: discord.User | discord.Member) -> str:
    shown, name = user.display_name, user.name
    return shown if shown == name else f"{shown} ({name})"
