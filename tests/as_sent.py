"""What of a rendered message goes to the platform."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from bot.discord_embeds import DiscordMessage
from bot.slack_blocks import SlackMessage


def as_sent(message: SlackMessage | DiscordMessage) -> dict[str, Any]:
    """All but our own notes on it."""
    return {name: value for name, value in asdict(message).items() if name != "claims"}
