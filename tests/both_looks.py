"""Every shape of answer as both platforms are sent it, from the real handlers and renderers."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from as_sent import as_sent
from newsroom_samples import SHAPES, newsroom, request

from bot.platforms.discord.buttons import Stand, controls
from bot.platforms.discord.embeds import render as as_embeds
from bot.platforms.slack.blocks import render as as_blocks
from bot.platforms.slack.places import Place
from handlers.commands import answer
from handlers.reply import Reply
from handlers.showing.plaintext import render as as_text

GOLDEN = Path(__file__).parent / "golden" / "both"


async def reply_to(name: str) -> tuple[str, Reply]:
    """The last line of a shape, and its answer."""
    world, _, _ = await newsroom()
    replies = [await answer(request(line), world) for line in SHAPES[name]]
    return SHAPES[name][-1], replies[-1]


async def payloads(name: str) -> Any:  # noqa: ANN401 - JSON, as read back
    """What Slack and Discord are sent for a shape, asked privately."""
    line, reply = await reply_to(name)
    messages = as_embeds(reply)
    under = controls(reply, request(line), Stand(private=True), alone=len(messages) == 1)
    found = {
        "asked": line,
        "text": as_text(reply),
        "slack": as_sent(as_blocks(reply, Place(command=line), offer_share=True)),
        "discord": {
            "messages": [as_sent(each) for each in messages],
            "buttons": [{"label": each.label, "over": each.over} for each in under.buttons],
            "claims": [asdict(each) for each in under.options],
        },
    }
    return json.loads(json.dumps(found))


async def rewrite() -> None:
    """Write a golden file for each shape."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name in SHAPES:
        text = json.dumps(await payloads(name), ensure_ascii=False, indent=1)
        (GOLDEN / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
