"""How a reply is posted to Discord: in order, with its buttons, and complete without embeds."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import discord
import structlog

from bot.platforms.discord import buttons
from bot.platforms.discord.buttons import Controls, Option, Press, Stand
from bot.platforms.discord.calls import INVALID, name_of
from bot.platforms.discord.embeds import MESSAGES, DiscordMessage, render, render_plain
from bot.platforms.discord.memory import DiscordMemory
from bot.platforms.discord.places import permissions_in
from handlers.newsroom import Request
from handlers.reply import Reply

log = structlog.get_logger(__name__)

Post = Callable[[DiscordMessage, "discord.ui.View | None"], Awaitable[discord.Message]]


def embeds_of(message: DiscordMessage) -> list[discord.Embed]:
    """The message's embeds as the library takes them."""
    return [discord.Embed.from_dict(each) for each in message.embeds]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How an answer is posted: with embeds (None: nobody knows), under which opening and key."""

    allowed: bool | None
    opening: str = ""
    key: str = ""
    most: int = MESSAGES  # that one answer may take


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below an answer: where it is alone in its message, or the last of several."""

    alone: discord.ui.View | None
    among: discord.ui.View | None


async def below(
    reply: Reply, request: Request, stand: Stand, memory: DiscordMemory, *, lasting: bool = True
) -> Below:
    """Buttons and claims to pick, ready for both cases; `lasting` as in `DiscordMemory.keep`."""
    return Below(
        *[
            await _view_of(
                buttons.controls(reply, request, stand, alone=alone),
                memory,
                lasting=lasting,
            )
            for alone in (True, False)
        ]
    )


async def _view_of(
    shown: Controls, memory: DiscordMemory, *, lasting: bool
) -> discord.ui.View | None:
    """Controls as the library takes them; each carries its question through restarts.

    The view is stopped at once: presses are read from their custom ids (see
    `buttons`), so the library need not remember a view for each answer.
    """
    view = discord.ui.View(timeout=None)
    seen = set()
    for button in shown.buttons:
        custom_id = buttons.write(button.press)
        if custom_id is None:
            kept = await memory.keep(button.press, lasting=lasting)
            custom_id = buttons.write_key(kept)
        if custom_id not in seen:
            seen.add(custom_id)
            view.add_item(
                discord.ui.Button(label=button.label, custom_id=custom_id, disabled=button.over)
            )
    if shown.options:
        view.add_item(_select(shown.options))
    view.stop()
    return view if view.children else None


def _select(options: tuple[Option, ...]) -> discord.ui.Select[discord.ui.View]:
    """The claims of an answer; the one that is picked is shown with what can be done with it."""
    picked = buttons.write(Press(verb=buttons.PICK, command="/why"))
    return discord.ui.Select(
        custom_id=str(picked),
        placeholder="Why, context, verify or dispute: pick a claim",
        options=[
            discord.SelectOption(label=each.label, value=each.value, description=each.description)
            for each in options
        ],
    )


def greyed(message: discord.Message, custom_id: str) -> discord.ui.View:
    """What is below a message, with the one control greyed out that does nothing any more."""
    view = discord.ui.View.from_message(message, timeout=None)
    for item in view.children:
        if isinstance(item, discord.ui.Button | discord.ui.Select) and item.custom_id == custom_id:
            item.disabled = True
    view.stop()
    return view


def embeds_allowed(channel: object) -> bool | None:
    """Whether we may send embeds there; None where the cache does not know."""
    if isinstance(channel, discord.DMChannel):
        return True
    permissions = permissions_in(channel)
    return None if permissions is None else permissions.embed_links


async def deliver(
    reply: Reply,
    post: Post,
    under: Below,
    manner: Manner,
) -> list[int]:
    """Post a reply message by message, its controls under the last; returns their ids.

    Where embeds are not allowed, or vanish, or are refused, the plain text is posted.
    """

    async def plainly() -> list[int]:
        plain = render_plain(reply, opening=manner.opening, key=manner.key, most=manner.most)
        return await post_all(plain, post, under)

    if manner.allowed is False:
        return await plainly()
    try:
        messages = render(reply, opening=manner.opening, key=manner.key, most=manner.most)
        first = await post(messages[0], under.alone if len(messages) == 1 else None)
    except discord.HTTPException as error:
        if error.code != INVALID:
            raise
        log.warning("discord.embeds_refused", error=name_of(error))
        return await plainly()
    if manner.allowed is None and messages[0].embeds and not first.embeds:
        return [first.id, *await plainly()]
    return [first.id, *await post_all(messages[1:], post, Below(under.among, under.among))]


async def post_all(messages: tuple[DiscordMessage, ...], post: Post, under: Below) -> list[int]:
    """Post messages in order, what stands below under the last; returns their ids."""
    last = len(messages) - 1
    view = under.among if last else under.alone
    return [
        (await post(message, view if number == last else None)).id
        for number, message in enumerate(messages)
    ]
