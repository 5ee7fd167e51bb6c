"""A parser of Slack's markup: walks a message or view and tells all that would be live in it.

Slack's own small lines are known: who shared an answer, and a channel's name in a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from slack_rules import live_markup

# What a message of ours may hold on purpose: our own words around Slack's ids.
_OURS = re.compile(r"^Shared by <@[A-Z0-9]+>$|<#C0TRADE>", re.MULTILINE)
_ADDRESS = re.compile(r"https://harbour\.example/\S*")
_EMOJI = re.compile(r":[a-z0-9_+-]*[a-z][a-z0-9_+-]*:", re.IGNORECASE)
_SHORTCODE_OF_NUMBERS = re.compile(r"(?<![\w:]):\+1:|:-1:|:100:")
_LIVE_ELEMENTS = {"user", "usergroup", "team", "broadcast", "emoji"}


def live(message: Mapping[str, Any]) -> list[str]:
    """Every mention, link, command, emoji or formatting that words of others became."""
    found = [*_in_text(str(message.get("text", "")))] if "text" in message else []
    for block in message.get("blocks") or ():
        found += _in_part(block)
    return found


def _in_text(text: str) -> Iterator[str]:
    for line in _OURS.sub("", text).splitlines():
        # A source's own address is to be followed: it is judged as an address.
        yield from live_markup(_ADDRESS.sub("", line))
        yield from _SHORTCODE_OF_NUMBERS.findall(line)


def _in_part(part: object) -> Iterator[str]:
    """What is live in a block or in one of its elements, depth first."""
    if isinstance(part, list | tuple):
        for each in part:
            yield from _in_part(each)
    elif isinstance(part, Mapping):
        yield from _in_element(part)
        if part.get("type") not in ("mrkdwn", "plain_text"):
            yield from _in_part([each for each in part.values() if not isinstance(each, str)])


def _in_element(part: Mapping[str, Any]) -> Iterator[str]:
    """What is live in one object itself."""
    kind = part.get("type")
    if kind == "mrkdwn":
        yield from _in_text(part["text"])
    elif kind == "plain_text" and part.get("emoji", True) and _EMOJI.search(part["text"]):
        yield f"emoji in {part['text'][:40]!r}"
    elif kind == "user":
        yield f"mention of {part['user_id']}"
    elif kind in _LIVE_ELEMENTS or (kind == "channel" and part["channel_id"] != "C0TRADE"):
        yield f"element {kind}"
    elif kind == "link" and not re.fullmatch(
        r"(?i)https?://[^\s<>|@/]+(?:/[^\s<>|]*)?", part["url"]
    ):
        yield f"link {part['url'][:60]!r}"
    elif kind == "link" and part["text"].lower() not in part["url"].lower():
        yield f"link to {part['url'][:60]!r} as {part['text'][:60]!r}"
