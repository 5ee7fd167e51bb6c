"""Files and pictures of answers in Discord: put into the message that stands already."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import discord
import structlog

from bot.drawing.draftsman import Draftsman, Draws, PictureFailed
from bot.platforms.discord.calls import FAILURES, NO_PERMISSION, insist, name_of, sentence_for
from bot.platforms.discord.markup import clean
from bot.platforms.discord.places import permissions_in
from bot.platforms.enclosures import LONGEST, any_of, enclosures, missing
from handlers.reply import File, Reply

log = structlog.get_logger(__name__)

SMALLEST_LIMIT = discord.utils.DEFAULT_FILE_SIZE_LIMIT_BYTES  # what every place takes
_LONGEST_ALT = 1_024
_MOST = 10  # attachments of a message
_TOO_LARGE = 40005
_MAY_NOT = (
    "I may not attach files here, so {} left out. Give my role Attach Files, or ask me in a "
    "direct message."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What a place takes: whether files at all (None: nobody knows), and how large ones."""

    allowed: bool | None
    limit: int = SMALLEST_LIMIT


class Shown(Protocol):
    """A place with an answer in it."""

    last: discord.Message | None  # the message that the answer ends with

    room: Room

    async def say(self, words: str) -> None: ...


class Attachments:
    """Brings what goes with answers; the answers are there before, and complete without."""

    def __init__(self, folder: Path, draws: Draws | None = None) -> None:
        self._draws = draws or Draftsman(folder)

    async def attach(self, reply: Reply, surface: Shown) -> None:
        """Add files and pictures to the last message of an answer; say what cannot be added.

        What stands there already is not added again.
        """
        message = surface.last  # what is said later stands in messages of its own
        if message is None or not any_of(reply):
            return
        if surface.room.allowed is False:
            await surface.say(_MAY_NOT.format(_named(reply)))
            return
        there = [each.filename for each in message.attachments]
        async for enclosed in missing(enclosures(reply, self._draws), there):
            if isinstance(enclosed, PictureFailed):
                await surface.say(str(enclosed))
                continue
            message, why = await _add(enclosed, message, surface.room)
            if why:
                await surface.say(why)

    async def complete(self, reply: Reply, target: discord.abc.Messageable, posted: Posted) -> None:
        """Add what goes with a digest to its last message, unless it is there.

        The digest stands, and is complete in words: what fails here is not tried again.
        """
        if not any_of(reply):
            return
        try:
            async with asyncio.timeout(LONGEST):
                last = posted.last or await target.fetch_message(posted.ids[-1])
                await self.attach(reply, _Digest(last=last, room=room_of(target)))
        except FAILURES as error:
            log.warning("discord.digest_without_files", error=name_of(error))


@dataclass(slots=True)
class Posted:
    """The messages of a digest that stand, and the last one of them if we posted it just now."""

    ids: list[int] = field(default_factory=list)
    last: discord.Message | None = None


@dataclass(slots=True, kw_only=True)
class _Digest:
    """A digest's last message as a place for what goes with it."""

    last: discord.Message | None
    room: Room

    async def say(self, words: str) -> None:
        """Nobody asked just now: what cannot be attached is in the log."""
        log.warning("discord.digest_file_left_out", why=words)


async def _add(file: File, message: discord.Message, room: Room) -> tuple[discord.Message, str]:
    """Add one file: the message with it, or the sentence that says why not."""
    before = message.attachments
    if len(before) >= _MOST:
        return message, f"{file.name} does not fit into the message. Ask for it by itself."
    if len(file.data) > room.limit:
        return message, _too_large(file, room.limit)
    try:
        # Made anew for each try: one that was sent is used up.
        return await insist(lambda: message.edit(attachments=[*before, _sent(file)])), ""
    except FAILURES as error:
        log.warning("discord.file_not_attached", error=name_of(error))
        return message, _why(error, file, room)


def _why(error: Exception, file: File, room: Room) -> str:
    """Why a file is missing, and what to do about it."""
    code = error.code if isinstance(error, discord.HTTPException) else 0
    if code == NO_PERMISSION:
        return _MAY_NOT.format(f"{file.name} is")
    if code == _TOO_LARGE:
        return _too_large(file, room.limit)
    return f"{file.name} could not be attached. {sentence_for(error)}"


def _sent(file: File) -> discord.File:
    alt = clean(file.alt, _LONGEST_ALT)
    return discord.File(io.BytesIO(file.data), filename=file.name, description=alt)


def _too_large(file: File, limit: int) -> str:
    size = f"{len(file.data) / 2**20:.1f} MB, and Discord takes {limit / 2**20:.0f} here"
    return f"{file.name} has {size}: ask for less, such as with since: and until:."


def _named(reply: Reply) -> str:
    names = [file.name for file in reply.files]
    if names:
        return f"{' and '.join(names)} {'is' if len(names) == 1 else 'are'}"
    return "the picture is" if len(reply.charts) == 1 else "the pictures are"


def room_of(channel: object) -> Room:
    """What a channel takes, as far as the cache knows."""
    if isinstance(channel, discord.DMChannel):
        return Room(allowed=True)
    permissions, guild = permissions_in(channel), getattr(channel, "guild", None)
    if permissions is None or guild is None:
        return Room(allowed=None)
    return Room(allowed=permissions.attach_files, limit=guild.filesize_limit)


def room_for(interaction: discord.Interaction[discord.Client]) -> Room:
    """What an interaction's answer takes: Discord tells it with each one."""
    permissions = interaction.app_permissions
    allowed = permissions.attach_files if permissions.value else None
    return Room(allowed=allowed, limit=interaction.filesize_limit or SMALLEST_LIMIT)
