"""Foreign words made plain for Discord: escaped in linear time, cut where nothing tears."""

from __future__ import annotations

import re

LONGEST = 8_000  # characters of one foreign text; longer ones are cut, and say so

# Marks that change meaning wherever they stand; a backslash makes each plain.
_MARKS = r"[\\*_~`|<>\[\]#]"
# ":name:" becomes an emoji and "https://" a link; other colons are left alone. What follows
# the text may be a colon of ours.
_COLON = r":(?=//|[^\s:]{1,100}(?::|\Z))"
_CROWD = r"@(?=everyone|here|clyde)"
# discord.gg, discord.com, discord.gift …: an address of Discord works without a scheme.
_HOST = r"(?:(?<=discord)|(?<=discordapp))\."
# At the start of a line a dash or a number makes a list.
_START = r"^(?P<indent>[^\S\n]*)(?P<number>\d*)(?P<point>(?<=\d)[.)]|(?<!\d)[-+])"
_LIVE = re.compile(
    rf"(?P<mark>{_MARKS}|{_COLON}|{_HOST})|(?P<crowd>{_CROWD})|{_START}",
    re.MULTILINE | re.IGNORECASE,
)
_LINE_START = re.compile(_START, re.MULTILINE)

_LINE_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029), "\n")
_UNSEEN = dict.fromkeys(
    (
        *range(0x09),
        *range(0x0E, 0x20),
        *range(0x7F, 0x85),
        *range(0x86, 0xA0),
        *range(0x202A, 0x202F),  # these turn the direction of the words around them
        *range(0x2066, 0x206A),
    ),
    "",
)
_BROKEN = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_CLEAN = str.maketrans({**_LINE_BREAKS, **_UNSEEN, **_BROKEN})

LONGEST_ADDRESS = 700
LONGEST_LABEL = 300
_ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_INVITING = re.compile(r"discord(?:app)?\.|dsc\.gg", re.IGNORECASE)
_PLAIN_IN_ADDRESS = re.compile(r"[^A-Za-z0-9._/:?#&=%+,;$-]")


def escape(words: str, limit: int = LONGEST) -> str:
    """Foreign words as Discord markup that reads the same and does nothing.

    No formatting, mention, channel, command, emoji, time stamp, link or invitation
    survives. Line breaks stay. The start counts as the start of a line, so the result
    may be put anywhere. At most twice as long as `limit` characters.
    """
    return _LIVE.sub(_plain, clean(words, limit))


def inline(words: str, limit: int = LONGEST) -> str:
    """The same for a place that has one line only."""
    return escape(" ".join(clean(words, limit).split()), limit)


def clean(words: str, limit: int = LONGEST) -> str:
    """Words without control characters and, where longer than `limit`, cut with a mark."""
    if len(words) > limit:
        words = words[: limit - 1] + "…"
    return words.replace("\r\n", "\n").translate(_CLEAN)


def _plain(found: re.Match[str]) -> str:
    if found["mark"]:
        return "\\" + found["mark"]
    if found["crowd"]:
        return found["crowd"] + "\u200b"  # the name is searched for in the raw text
    return f"{found['indent']}{found['number']}\\{found['point']}"


def link(label: str, address: str | None) -> str:
    """An escaped label that leads to a web address, or only the label where it is none.

    An address that names Discord's own is never made a link: it may be an invitation.
    """
    words = inline(label, LONGEST_LABEL)
    if not address or len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        return words
    encoded = _PLAIN_IN_ADDRESS.sub(_percent, address)
    if _INVITING.search(address) or not words or len(encoded) > LONGEST_ADDRESS:
        return words
    return f"[{words}](<{encoded}>)"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def split(text: str, limit: int) -> tuple[str, ...]:
    """Escaped text in pieces of at most `limit` characters, cut between lines.

    A line that is longer is cut between words, or where it must be between two
    characters, never inside an escape; a quoted line stays quoted. Nothing is lost but
    the blank that a cut replaces.
    """
    pieces: list[str] = []
    piece = ""
    for line in text.split("\n"):
        for part in _cut(line, limit):
            if piece and len(piece) + 1 + len(part) > limit:
                pieces.append(piece)
                piece = part
            else:
                piece = f"{piece}\n{part}" if piece else part
    if piece:
        pieces.append(piece)
    return tuple(each for each in pieces if each.strip())


def _cut(line: str, limit: int) -> list[str]:
    """One line in parts of at most `limit` characters."""
    parts = []
    quoted = "> " if line.startswith("> ") else ""
    while len(line) > limit:
        at = line.rfind(" ", limit // 2, limit)
        at = at if at > 0 else _between(line, limit - 1)
        parts.append(line[:at])
        line = quoted + _LINE_START.sub(_plain_start, line[at:].lstrip(" "), count=1)
    return [*parts, line]


def _between(line: str, at: int) -> int:
    """The place at or just before `at` that does not part a backslash from its mark."""
    back = at
    while back > 0 and line[back - 1] == "\\":
        back -= 1
    return at if (at - back) % 2 == 0 else at - 1


def _plain_start(found: re.Match[str]) -> str:
    return f"{found['indent']}{found['number']}\\{found['point']}"
