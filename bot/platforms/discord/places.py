"""Where something was asked in Discord: its channel and workspace, and what may be posted there."""

from __future__ import annotations

import discord

from handlers.newsroom import Channel, Platform

Interaction = discord.Interaction[discord.Client]

_STRANGER = (
    "I am not in this server: you brought me along yourself, so I can answer you here and post "
    "nothing later. Invite me to the server, or type /digest me and the same words."
)
_CONVERSATION = (
    "I am no part of this conversation, so I can post nothing here later. Type /digest me and "
    "the same words."
)
_MUTE = (
    "I may not write in this channel, so no digest can come here. Give my role View Channel and "
    "Send Messages (in threads: Send Messages in Threads), then type it again."
)


def asked_in(interaction: Interaction) -> Channel:
    """The channel of a command or press.

    Where a person brought us along into a server that has not installed us, what they keep is
    their own: the server's people are a workspace only where the server wanted one.
    """
    guild = interaction.guild_id
    if guild is not None and is_stranger(interaction):
        number = str(interaction.channel_id or 0)
        return Channel(
            platform=Platform.DISCORD, workspace=f"user-{interaction.user.id}", id=number
        )
    return channel_of(guild, interaction.channel_id or 0)


def channel_of(guild: int | None, channel: int) -> Channel:
    """A channel or thread; each conversation in direct messages is a workspace of its own."""
    workspace = str(guild) if guild is not None else f"dm-{channel}"
    return Channel(platform=Platform.DISCORD, workspace=workspace, id=str(channel))


def admin_by(interaction: Interaction) -> bool:
    """Whether this person is an admin there: who manages the server, or is alone with us."""
    if interaction.guild_id is None:
        return not interaction.context.private_channel
    return is_stranger(interaction) or interaction.permissions.manage_guild


def admin_in(message: discord.Message) -> bool:
    """The same for a message."""
    if message.guild is None:
        return isinstance(message.channel, discord.DMChannel)
    author = message.author
    return isinstance(author, discord.Member) and author.guild_permissions.manage_guild


def roles_of(person: discord.User | discord.Member) -> frozenset[str] | None:
    """The ids of somebody's roles in a server, as Discord brings them; None elsewhere.

    Read as raw numbers: a role made a moment ago may not be in the cache.
    """
    if not isinstance(person, discord.Member):
        return None
    return frozenset(str(number) for number in person._roles)  # noqa: SLF001 - ids, uncached


def is_stranger(interaction: Interaction) -> bool:
    """Whether we are here only because this person installed us for themselves."""
    return interaction.is_user_integration() and not interaction.is_guild_integration()


def permissions_in(channel: object) -> discord.Permissions | None:
    """What we may do in a server's channel or thread; None elsewhere, or where nobody knows."""
    if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
        return None
    try:
        return channel.permissions_for(channel.guild.me)
    except (discord.ClientException, AttributeError):  # a thread or guild in the cache in part
        return None


def why_no_digest(interaction: Interaction) -> str:
    """Why nothing can be posted here later, with what to do instead; "" where it can."""
    if interaction.guild_id is None:
        direct = interaction.context.dm_channel or not interaction.context.private_channel
        return "" if direct else _CONVERSATION
    if is_stranger(interaction):
        return _STRANGER
    allowed = interaction.app_permissions
    threaded = isinstance(interaction.channel, discord.Thread)
    speaks = allowed.send_messages_in_threads if threaded else allowed.send_messages
    return "" if not allowed.value or (allowed.view_channel and speaks) else _MUTE
