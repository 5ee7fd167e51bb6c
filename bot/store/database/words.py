"""Words as the text indexes hold them: whole, case and accents aside, in one spelling.

Both databases are given words that are folded here already, so they find the same. A
folded word holds only letters and digits: no operator of a search engine is made of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 200  # characters of a word that are looked at; PostgreSQL ends at 2,047 bytes

_WORD = re.compile(r"[^\W_]+")
# Letters with a stroke are letters of their own to Unicode, but not to people who search.
_STROKES = str.maketrans("øłđħı", "oldhi")


def fold(text: str) -> list[str]:
    """The words of a text in text order."""
    if text.isascii():
        plain = text.lower()
    else:
        twice = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        bare = (char for char in twice if unicodedata.category(char) != "Mn")
        plain = "".join(bare).translate(_STROKES)
    return [word[:LONGEST] for word in _WORD.findall(plain)]


def phrases(words: Iterable[str]) -> list[tuple[str, ...]]:
    """What to look for: each word once; "O'Brien" is two words that stand together.

    Signs without a letter or digit are left out.
    """
    return list(dict.fromkeys(tuple(found) for found in map(fold, words) if found))
