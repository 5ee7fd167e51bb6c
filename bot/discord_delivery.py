"""How a reply is posted to Discord: in order, with its buttons, and complete without embeds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable

import discord
import structlog

from bot import discord_buttons
from bot.discord_buttons import Button
from bot.discord_calls import INVALID, name_of
from bot.discord_embeds import DiscordMessage, render, render_plain
from bot.discord_memory import DiscordMemory
from handlers.reply import Reply

log = structlog.get_logger(__name__)

Post = Callable[[DiscordMessage, "discord.ui.View | None"], Awaitable[discord.Message]]


def embeds_of(message: DiscordMessage) -> list[discord.Embed]:
    """The message's embeds as the library takes them."""
    return [discord.Embed.from_dict(each) for each in message.embeds]


async def view_of(shown: Iterable[Button], memory: DiscordMemory) -> discord.ui.View | None:
    """Buttons as the library takes them; each carries its question through restarts.

    The view is stopped at once: presses are read from their custom ids (see
    `discord_buttons`), so the library need not remember a view for each answer.
    """
    view = discord.ui.View(timeout=None)
    seen = set()
    for button in shown:
        custom_id = discord_buttons.write(button.press)
        if custom_id is None:
            custom_id = discord_buttons.write_key(await memory.keep(button.press))
        if custom_id not in seen:
            seen.add(custom_id)
            view.add_item(discord.ui.Button(label=button.label, custom_id=custom_id))
    view.stop()
    return view if seen else None


def embeds_allowed(channel: object) -> bool | None:
    """Whether we may send embeds there; None where the cache does not know."""
    if isinstance(channel, discord.DMChannel):
        return True
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return None
    try:
        return channel.permissions_for(channel.guild.me).embed_links
    except (discord.ClientException, AttributeError):  # a thread or guild known only in part
        return None


async def deliver(
    reply: Reply,
    post: Post,
    view: discord.ui.View | None,
    *,
    allowed: bool | None,
    opening: str = "",
    key: str = "",
) -> list[int]:
    """Post a reply message by message, buttons under the last; returns their ids.

    Where embeds are not allowed, or vanish, or are refused, the plain text is posted.
    """

    async def plainly() -> list[int]:
        return await _post_all(render_plain(reply, opening=opening, key=key), post, view)

    if allowed is False:
        return await plainly()
    try:
        messages = render(reply, opening=opening, key=key)
        first = await post(messages[0], view if len(messages) == 1 else None)
    except discord.HTTPException as error:
        if error.code != INVALID:
            raise
        log.warning("discord.embeds_refused", error=name_of(error))
        return await plainly()
    if allowed is None and messages[0].embeds and not first.embeds:
        return [first.id, *await plainly()]
    return [first.id, *await _post_all(messages[1:], post, view)]


async def _post_all(
    messages: tuple[DiscordMessage, ...], post: Post, view: discord.ui.View | None
) -> list[int]:
    last = len(messages) - 1
    return [
        (await post(message, view if number == last else None)).id
        for number, message in enumerate(messages)
    ]
