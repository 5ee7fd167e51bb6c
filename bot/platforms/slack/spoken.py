"""What people type in Slack, without its markup."""

from __future__ import annotations

import re

# Pasted paragraphs and claims' notes must arrive whole, to be checked, kept or refused: a cut
# one would be judged for words that nobody typed.
LONGEST_QUESTION = 12_000
# Commands that may name a channel.
STANDING = frozenset({"digest", "alerts"})
_MARKUP = re.compile(r"<([^<>]*)>")


def spoken(words: str, me: str) -> str:
    """A mention or a direct message; what asks for digests keeps the ids of channels."""
    said = plain(words, me)
    first = said.partition(" ")[0].lower().removeprefix("/")
    return plain(words, me, channels=True) if first in STANDING else said


def plain(words: str, me: str, *, channels: bool = False) -> str:
    """What a person typed, without Slack's markup and without our own name.

    With `channels` those that Slack knows keep their ids ("<#C123>").
    """

    def word(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if target.startswith("@"):
            ours = target == f"@{me}" or (not me and match.start() == 0)
            return " " if ours else f"@{label or target[1:]}"
        if target.startswith("#"):
            return f"<{target}>" if channels else f"#{label or target[1:]}"
        if target.startswith("!"):
            return label or " "
        return label or target.removeprefix("mailto:")

    spoken = unescape(_MARKUP.sub(word, words[: 4 * LONGEST_QUESTION]))
    lines = (" ".join(line.split()) for line in spoken.splitlines())
    return "\n".join(lines).strip()[:LONGEST_QUESTION]


def unescape(words: str) -> str:
    """Undo Slack's escaping of the three characters it escapes."""
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
