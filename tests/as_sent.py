"""What of a rendered message goes to the platform."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.platforms.discord.embeds import DiscordMessage
from bot.platforms.slack.blocks import SlackMessage


def as_sent(message: SlackMessage | DiscordMessage) -> dict[str, Any]:
    """All but our own notes on it."""
    return {name: value for name, value in asdict(message).items() if name != "claims"}
