"""What Discord's events and answers look like: one small server with a few channels."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

APPLICATION, BOT, GUILD, OWNER, ADA = 1001, 1001, 2001, 3001, 3002
CHANNEL, THREAD, DM, BARE = 4001, 4002, 4003, 4004  # BARE: a channel without Embed Links
ROLE = 2101
TOKEN = "MTAwMQ.AbCdEf.abcdefghijklmnopqrstuvwxyz0"
EPOCH = 1420070400000
EMBED_LINKS, READ_HISTORY = 1 << 14, 1 << 16
ALL = str((1 << 50) - 1 - (1 << 3))  # all permissions but Administrator

_ids = itertools.count(1)


def snowflake() -> int:
    """A number of Discord's kind: the present moment and a counter."""
    now = int(datetime.now(UTC).timestamp() * 1000)
    return (now - EPOCH) << 22 | next(_ids)


def user(number: int, name: str, *, bot: bool = False) -> Json:
    """A person or a bot."""
    return {
        "id": str(number), "username": name, "global_name": name.title(),
        "discriminator": "0", "avatar": None, "bot": bot,
    }  # fmt: skip


def guild() -> Json:
    """The server, with its roles, channels and one thread."""
    role: Json = {
        "name": "@everyone", "permissions": ALL, "position": 0, "color": 0, "hoist": False,
        "managed": False, "mentionable": False, "flags": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
    }  # fmt: skip
    ours = role | {"name": "claimwire", "id": str(ROLE), "managed": True,
                   "tags": {"bot_id": str(BOT)}, "permissions": "0"}  # fmt: skip
    return {
        "id": str(GUILD), "name": "Newsroom", "owner_id": str(OWNER), "unavailable": False,
        "roles": [role | {"id": str(GUILD)}, ours], "emojis": [], "stickers": [],
        "features": [], "member_count": 3, "large": False, "presences": [], "voice_states": [],
        "members": [member(BOT, "claimwire", bot=True) | {"roles": [str(ROLE)]}],
        "channels": [channel(CHANNEL), channel(BARE)],
        "threads": [channel(THREAD)], "stage_instances": [], "soundboard_sounds": [],
        "guild_scheduled_events": [], "verification_level": 0, "mfa_level": 0, "nsfw_level": 0,
        "default_message_notifications": 0, "explicit_content_filter": 0, "premium_tier": 0,
        "preferred_locale": "en-US", "system_channel_flags": 0, "afk_timeout": 300,
        "premium_progress_bar_enabled": False,
    }  # fmt: skip


def member(number: int, name: str, *, bot: bool = False) -> Json:
    """Somebody in the server."""
    return {
        "user": user(number, name, bot=bot), "roles": [], "joined_at": "2025-01-01T00:00:00Z",
        "deaf": False, "mute": False, "flags": 0, "permissions": ALL,
    }  # fmt: skip


def channel(number: int, *, denied: int = 0) -> Json:
    """A channel, thread or conversation; `denied` takes permissions from everyone."""
    if number == DM:
        return {"id": str(DM), "type": 1, "recipients": [user(ADA, "ada")], "flags": 0}
    denied |= EMBED_LINKS if number == BARE else 0
    everyone = {"id": str(GUILD), "type": 0, "allow": "0", "deny": str(denied)}
    known: Json = {
        "id": str(number), "type": 0, "name": f"room-{number}", "guild_id": str(GUILD),
        "position": 0, "permission_overwrites": [everyone], "parent_id": None, "topic": None,
        "nsfw": False, "rate_limit_per_user": 0, "flags": 0, "last_message_id": None,
    }  # fmt: skip
    if number == THREAD:
        known |= {
            "type": 11, "parent_id": str(CHANNEL), "owner_id": str(ADA), "message_count": 1,
            "member_count": 1, "thread_metadata": {
                "archived": False, "auto_archive_duration": 1440, "locked": False,
                "archive_timestamp": "2025-01-01T00:00:00Z",
            },
        }  # fmt: skip
    return known


def attachments(payload: Json, files: dict[str, bytes]) -> list[Json]:
    """The attachments of a message after a request: those kept, and those sent with it."""
    kept: list[Json] = []
    for each in payload.get("attachments") or []:
        data = files.get(f"files[{each['id']}]")
        if data is None:
            kept.append(each)
        else:
            kept.append({
                "id": str(snowflake()), "filename": each["filename"], "size": len(data),
                "description": each.get("description"), "data": data.decode("latin-1"),
                "url": f"https://cdn.example/{each['filename']}", "proxy_url": "",
            })  # fmt: skip
    return kept


def message(where: int, author: Json, payload: Json, *, embeds: bool) -> Json:
    """A message as it stands in a channel; without `embeds` they are lost, as in Discord."""
    reference = payload.get("message_reference")
    return {
        "id": str(snowflake()), "channel_id": str(where), "author": author,
        "content": payload.get("content") or "",
        "embeds": (payload.get("embeds") or []) if embeds else [],
        "components": payload.get("components") or [], "nonce": payload.get("nonce"),
        "flags": payload.get("flags") or 0, "attachments": [], "mentions": [],
        "mention_roles": [], "mention_everyone": False, "pinned": False, "tts": False,
        "type": 0, "timestamp": datetime.now(UTC).isoformat(), "edited_timestamp": None,
        **({"message_reference": reference} if reference else {}),
    }  # fmt: skip
