"""Rewrites the golden payloads for Discord; read the diff before keeping it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from as_sent import as_sent
from discord_replies import SHAPES

from bot.platforms.discord.buttons import Stand, controls, write
from bot.platforms.discord.embeds import render, render_plain
from handlers.newsroom import Channel, Platform, Request

GOLDEN = Path(__file__).parent / "golden" / "discord"
HOW = ("embeds", "plain")
ASKED = Request(
    text="/tariffs china",
    channel=Channel(platform=Platform.DISCORD, workspace="2001", id="4001"),
    person="3002",
    zone="UTC",
)


def golden(name: str, how: str) -> Path:
    """The file of a shape, with embeds or without."""
    return GOLDEN / f"{name}.{how}.json"


def payload(name: str, how: str) -> Any:  # noqa: ANN401 - JSON, as read back
    """What Discord is sent for a shape, and the buttons under it."""
    messages = (render if how == "embeds" else render_plain)(SHAPES[name], key="d1-2025-06-06")
    shown = controls(SHAPES[name], ASKED, Stand(private=True), alone=len(messages) == 1)
    pressed = [{"label": each.label, "custom_id": write(each.press)} for each in shown.buttons]
    found = {
        "messages": [as_sent(each) for each in messages],
        "buttons": pressed,
        "claims": [asdict(each) for each in shown.options],
    }
    return json.loads(json.dumps(found))


if __name__ == "__main__":
    for name in SHAPES:
        for how in HOW:
            text = json.dumps(payload(name, how), indent=1, ensure_ascii=False)
            golden(name, how).write_text(f"{text}\n", encoding="utf-8")
