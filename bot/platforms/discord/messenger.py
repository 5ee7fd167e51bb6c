"""Posts digests to Discord, and finds those whose answer got lost."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import discord
import structlog

from bot.platforms.discord.amending import those_put_right
from bot.platforms.discord.attachments import Attachments, Posted
from bot.platforms.discord.buttons import Stand
from bot.platforms.discord.calls import CUT, name_of, sentence_for, wait_of
from bot.platforms.discord.client import Client
from bot.platforms.discord.delivery import (
    Below,
    Manner,
    Post,
    below,
    deliver,
    embeds_allowed,
    embeds_of,
    post_all,
)
from bot.platforms.discord.embeds import DiscordMessage, render, render_plain
from bot.platforms.discord.memory import DiscordMemory
from bot.platforms.discord.places import permissions_in
from bot.platforms.pace import Pace
from handlers.errors import SendFailed, SendRefused, SendUnknown
from handlers.newsroom import Channel, Request
from handlers.reply import Reply
from handlers.showings import Showing, Told

log = structlog.get_logger(__name__)

NONCE = 25  # characters of Discord's nonce
POST = 25.0  # seconds a digest may take, well under the lease of its delivery
LOOK_BACK = 300  # messages read when looking for one of ours
CLOCKS_APART = timedelta(hours=1)  # Discord's and ours, at most
_LAST = 1_000  # the number of a digest's last message, which has the key itself
UNSURE = {500, 502, 504, 524}  # the message may have been taken


class DiscordMessenger:
    """The `Messenger` port for Discord's channels and threads."""

    def __init__(
        self,
        client: Callable[[], Client | None],
        memory: DiscordMemory,
        attachments: Attachments,
        pace: Pace | None = None,
    ) -> None:
        self._client = client
        self._attachments = attachments
        self._memory = memory
        self._pace = pace or Pace()
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()

    async def idle(self, seconds: float) -> None:
        """Return once nothing is being posted, for which the connection is needed, or so late."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), seconds)

    @contextmanager
    def _posting(self) -> Iterator[None]:
        self._under_way += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def post(self, channel: Channel, reply: Reply, key: str) -> str:
        """Post under a nonce made from `key`, so that Discord shows a repeated post once."""
        with self._posting():
            target, under = await self._place(channel, reply)
            manner = Manner(allowed=embeds_allowed(target), key=key)
            posted = Posted()
            send = self._sending(target, channel, key, posted)
            ids = await _tried(deliver(reply, send, under, manner), posted.ids)
            await self._attachments.complete(reply, target, posted)
            return " ".join(map(str, ids))

    async def finish(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """See `handlers.ports.Messenger`."""
        with self._posting():
            target, under = await self._place(channel, reply)
            there = message_id.split(" ")
            plain = embeds_allowed(target) is False
            parts = (render_plain if plain else render)(reply, key=key)[len(there) :]
            posted = Posted(ids=[_number(each) for each in there])
            if parts:
                send = self._sending(target, channel, key, posted)
                await _tried(post_all(parts, send, Below(under.among, under.among)), posted.ids)
            await self._attachments.complete(reply, target, posted)
            return " ".join(map(str, posted.ids))

    async def _place(self, channel: Channel, reply: Reply) -> tuple[Anywhere, Below]:
        """The channel, and what stands below a digest."""
        target = await _target(self._connected(), channel)
        request = Request(text="", channel=channel, person="", zone="UTC")
        return target, await below(reply, request, Stand(private=False), self._memory)

    def _sending(self, target: Anywhere, channel: Channel, key: str, posted: Posted) -> Post:
        """How the messages after those that are posted are sent, each with its nonce."""
        tried = len(posted.ids)

        async def send(message: DiscordMessage, view: discord.ui.View | None) -> discord.Message:
            nonlocal tried
            tried += 1
            await self._pace.wait(channel.id)
            sent = await target.send(
                message.content,
                embeds=embeds_of(message),
                nonce=_nonce(key, tried),
                view=view or discord.utils.MISSING,
            )
            posted.ids.append(sent.id)
            posted.last = sent
            return sent

        return send

    async def update(
        self, showing: Showing, reply: Reply, told: tuple[Told, ...], key: str
    ) -> None:
        """See `handlers.ports.Messenger`; buttons and files stay as they are."""
        with self._posting():
            target = await _target(self._connected(), showing.channel)
            key = key if showing.delivery else ""
            plain = embeds_allowed(target) is False
            make = render_plain if plain else render
            parts = make(reply, key=key, opening=showing.by)
            ids = [_number(each) for each in showing.message_id.split(" ")]
            try:
                for number, part in those_put_right(ids, parts, told):
                    await self._pace.wait(showing.channel.id)
                    async with asyncio.timeout(POST):
                        message = target.get_partial_message(number)
                        await message.edit(content=part.content, embeds=embeds_of(part))
            except (discord.DiscordException, *CUT) as error:
                raise _as_send_error(error) from error

    async def answer(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """See `handlers.ports.Messenger`; a reply to the message, which rings nobody."""
        with self._posting():
            target = await _target(self._connected(), channel)
            last = render_plain(reply, key=key)[-1]
            await self._pace.wait(channel.id)
            try:
                async with asyncio.timeout(POST):
                    below = target.get_partial_message(_number(message_id.split(" ")[-1]))
                    reference = below.to_reference(fail_if_not_exists=False)
                    posted = await target.send(
                        last.content, reference=reference, nonce=_nonce(key, 1)
                    )
            except (discord.DiscordException, *CUT) as error:
                raise _as_send_error(error) from error
            return str(posted.id)

    async def find(
        self, channel: Channel, key: str, since: datetime, *, under: str = ""
    ) -> str | None:
        """Look for the messages of ours with `key` among those posted since then.

        What answers another message stands in the channel as well.
        """
        del under
        client = self._connected()
        target = await _target(client, channel)
        _ensure_history(target)
        try:
            # Newest first, because only so many are read. A rehearsal's clock may run ahead
            # of Discord's, so no look goes back less than from the real present.
            after = min(since, datetime.now(UTC)) - CLOCKS_APART
            found = dict[int, int]()  # by their numbers, the last one under a number of its own
            async for message in target.history(limit=LOOK_BACK, after=after, oldest_first=False):
                if client.user and message.author.id == client.user.id:
                    number = _number_of(message, key)
                    if number is not None:
                        found.setdefault(number, message.id)
                    if number == 1:
                        break
        except (discord.DiscordException, *CUT) as error:
            raise SendUnknown(sentence_for(error)) from error
        return " ".join(str(each) for _, each in sorted(found.items())) or None

    def _connected(self) -> Client:
        client = self._client()
        if client is None or client.user is None:
            raise SendFailed("Discord is not connected yet.", retry_after=5.0)
        return client


Target = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
Anywhere = Target | discord.DMChannel | discord.PartialMessageable


async def _target(client: Client, channel: Channel) -> Anywhere:
    """The channel as the cache knows it, or by its number; "@123" is a person's own."""
    number = channel.id.removeprefix("@")
    if not number.isascii() or not number.isdigit():
        raise SendRefused("That is not a Discord channel.")
    if channel.id.startswith("@"):
        try:
            return await client.create_dm(discord.Object(int(number)))
        except (discord.DiscordException, *CUT) as error:
            raise _as_send_error(error) from error
    found = client.get_channel(int(number))
    if isinstance(found, Target) and str(found.guild.id) != channel.workspace:
        raise SendRefused("That channel is on another server.")
    if isinstance(found, Target | discord.DMChannel):
        return found
    return client.get_partial_messageable(int(number))


def _number(message_id: str) -> int:
    """A message's number; raises SendRefused where it is none of Discord's."""
    if not (message_id.isascii() and message_id.isdigit()):
        raise SendRefused("That is not a message of Discord's.")
    return int(message_id)


def _ensure_history(target: Anywhere) -> None:
    """Without the permission Discord shows an empty history: that would be no answer."""
    permissions = permissions_in(target)
    if permissions is not None and not permissions.read_message_history:
        raise SendUnknown("I may not read this channel's history: give me Read Message History.")


def _number_of(message: discord.Message, key: str) -> int | None:
    """Which message of the digest with this key it is (see `embeds`); None if none."""
    texts = (*(embed.footer.text or "" for embed in message.embeds), message.content)
    for word in (word for text in texts for word in text.split()):
        if word == key:
            return _LAST
        own, _, number = word.rpartition("-")
        if own == key and number.isdecimal():
            return int(number)
    return None


async def _tried(posting: Awaitable[list[int]], posted: list[int]) -> list[int]:
    """What is posted in the time that there is; raises the port's errors.

    Where some of it stands, the rest is posted after a look, whatever went wrong.
    """
    try:
        async with asyncio.timeout(POST):
            return await posting
    except (discord.DiscordException, *CUT) as error:
        log.warning("discord.digest_not_posted", error=name_of(error))
        failed = _as_send_error(error)
        if posted and not isinstance(failed, SendRefused):
            failed = SendUnknown(str(failed), retry_after=failed.retry_after)
        raise failed from error


def _nonce(key: str, number: int) -> str:
    """The key itself for the first message, a digest of it for each further one."""
    if number == 1 and len(key) <= NONCE:
        return key
    return hashlib.sha256(f"{key}/{number}".encode()).hexdigest()[:NONCE]


def _as_send_error(error: BaseException) -> SendFailed:
    """Discord's refusal or silence as the port's errors."""
    words = sentence_for(error)
    if isinstance(error, discord.RateLimited):
        return SendFailed(words, retry_after=error.retry_after)
    if isinstance(error, discord.HTTPException):
        wait = wait_of(error)
        if error.status in UNSURE:
            return SendUnknown(words, retry_after=wait)
        if error.status == 429 or error.status >= 500 or error.status == 401:
            return SendFailed(words, retry_after=wait)
        return SendRefused(words)
    return SendUnknown(words)
