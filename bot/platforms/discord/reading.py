"""A message that somebody points at, as the plain words that its readers see."""

from __future__ import annotations

import re
from collections.abc import Iterator

import discord

LONGEST = 10_000  # characters: beyond, the rest is not read

_LINE = re.compile(r"^[ \t]*(?:>>>|>|#{1,3}|-#)[ \t]+", re.MULTILINE)
_FENCE = re.compile(r"```(?:[\w+-]{1,20}\n)?|`")
_NAMED = re.compile(r"<a?:(\w{2,32}):\d{1,20}>|</([^:<>]{1,100}):\d{1,20}>")
_MENTION = re.compile(r"<(?:@[!&]?|#)\d{1,20}>|<t:-?\d{1,13}(?::\w)?>|<id:\w{1,20}>")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\(<?https?://[^\s()<>]{1,500}>?\)")
_MARK = re.compile(
    r"(?<!\\)(?:\*{1,3}(?=\S)|(?<=\S)\*{1,3}|__|~~|\|\|)"
    r"|(?<![\w\\])_(?=\S)|(?<=[^\s\\])_(?!\w)"
)
_ESCAPE = re.compile(r"\\([^0-9A-Za-z\s])")


def words_of(message: discord.Message) -> str:
    """What the message says: its own text, those it forwards, and its embeds; "" if nothing.

    Discord's markup is taken out, so that quotations read as they are shown.
    """
    texts = [message.content, *(each.content for each in message.message_snapshots)]
    embeds = [*message.embeds, *(e for each in message.message_snapshots for e in each.embeds)]
    texts += [text for embed in embeds for text in _of_embed(embed)]
    return "\n\n".join(filter(None, map(plain, texts)))[:LONGEST]


def plain(text: str) -> str:
    """Discord's markup as it is shown: without marks, mentions and addresses of links."""
    text = _LINE.sub("", text[: 2 * LONGEST])
    text = _NAMED.sub(lambda found: found[1] or f"/{found[2]}", _FENCE.sub("", text))
    text = _LINK.sub(r"\1", _MENTION.sub("", text))
    return _ESCAPE.sub(r"\1", _MARK.sub("", text)).strip()


def _of_embed(embed: discord.Embed) -> Iterator[str]:
    yield embed.title or ""
    yield embed.description or ""
    for field in embed.fields:
        yield field.name or ""
        yield field.value or ""
