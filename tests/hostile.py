"""Hostile strings by the thousand: tricks of chat platforms, cut, joined and shuffled."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

# How many the suite tries; CLAIMWIRE_STRINGS=100000 is the slow run.
STRINGS = int(os.environ.get("CLAIMWIRE_STRINGS", "12000"))

TRICKS = (
    "**bold** _i_ __u__ ~~s~~ ||s|| `c` ```block``` ***both*** # head\n## head\n### head\n-# small",
    "> quote\n>>> all\n- item\n* item\n+ item\n1. item\n23) item\n  - deep\n    1. deep",
    "[a](https://evil.example) [b](<https://evil.example>) [c](https://e.example 't') [d][e]",
    "https://evil.example/a_b <https://evil.example> http://x steam://run/1 ftp://x mailto:a@b",
    "<@123> <@!123> <@&123> <#123> </ban:123> </ban now:123> <id:home> <id:customize>",
    "<:name:123> <a:name:123> :smile: :a::skin-tone-2: <t:1700000000:R> <t:1> <t:-5:F>",
    "@everyone @here @Clyde @EVERYONE <@everyone> <!here> <!channel> <!subteam^S1|x>",
    "<https://evil.example|click> <mailto:a@b.example|x> <tel:+1> <sms:1> <a@b.example> &lt;b&gt;",
    "discord.gg/abc https://discord.com/invite/abc DISCORDAPP.COM/invite/a discord.gift/x dsc.gg/a",
    "\\ \\\\ \\* \\` \\[ *a\\ \\> \\\\> _\\_",
    "\u202eabc\u202c \u2066x\u2069 \u2028- x\u2029# y \r# z \x0b> q \x85- v \x00",
    "\x00 \x1b[31m \ud800 \ufeff <!date^1^{d}|x>",
    "*_~`|<>[]()#-+.:@!&/\\{}'\"^$%=;,? \n\t",
    "“Fine,” she said. ‘No’ – 5 * 3 = 15; 1,000.50 naïve é🙂 漢字 עברית",
    "\u200b\u200d a_b_c 08:30 x@y.z",
)


def strings(seed: int, number: int) -> Iterator[str]:
    """So many strings, the same for the same seed: pieces of tricks in any order."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    for _ in range(number):
        yield "".join(_piece(draw) for _ in range(draw.randint(1, 7)))


def _piece(draw: random.Random) -> str:
    trick = draw.choice(TRICKS)
    how = draw.random()
    if how < 0.4:  # one whole trick of a line
        return draw.choice(trick.split(" ")) + draw.choice(("", " ", "\n"))
    start = draw.randrange(len(trick))
    if how < 0.8:  # torn anywhere
        return trick[start : start + draw.randint(1, 12)]
    if how < 0.9:  # one sign again and again
        return trick[start] * draw.randint(1, 40)
    return "".join(draw.choice(draw.choice(TRICKS)) for _ in range(draw.randint(1, 8)))
