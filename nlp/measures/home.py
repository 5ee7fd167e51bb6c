"""Tells in which country an article is at home: whose duties a local paper means unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.tariff_words import tariff_words

_DATELINE = re.compile(
    r"\s*[A-Z][\w.’' -]{1,40}, (?P<where>[A-Z][A-Za-z. ]{1,20}?)\.?"
    r"(?:, [A-Z][a-z]+\.? [0-9]{1,2}(?:, [0-9]{4})?)?(?: ?\([^()\n]{2,40}\))? ?[–—-]+ "
)
FIRST = 6
"""Passages in which a dateline stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an article is about by its headline, and the country in which it was written."""

    headline: str
    home: str | None = None


def home_of(texts: Sequence[str]) -> str | None:
    """The country of a dateline that names a part of it ("BEND, Ore. —"), else None."""
    for text in texts:
        found = _DATELINE.match(text)
        country = tariff_words().parts.get(found["where"].rstrip(".")) if found else None
        if country is not None:
            return country
    return None
