"""Tells in which country an article is at home: whose duties a local paper means unsaid."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nlp.countries import mentioned
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_DATELINE = re.compile(
    r"\s*[A-Z][\w.’' -]{1,40}, (?P<where>[A-Z][A-Za-z. ]{1,20}?)\.?"
    r"(?:, [A-Z][a-z]+\.? [0-9]{1,2}(?:, [0-9]{4})?)?(?: ?\([^()\n]{2,40}\))? ?[–—-]+(?: |$)"
)
_FIRST = 6  # passages in which a dateline stands
_OFTEN = 2
_PRESIDENT = re.compile(
    r"(?P<whose>[A-Z][\w.]+(?: [A-Z][\w.]+)?)(?:’s|'s)? (?:new |interim )?"
    r"(?:[Pp]resident|[Cc]ongress|[Ss]enate|[Ss]upreme [Cc]ourt|administration)\b"
    r"|[Pp]resident of (?P<of>[A-Z]\w+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an article is about by its headline, and the country in which it was written."""

    headline: str
    home: str | None = None


def home_of(texts: Sequence[str], parties: Parties) -> str | None:
    """The country of a dateline that names a part of it ("BEND, Ore. —"), else the one of whose
    offices the article speaks without its name; None where another's could be meant.
    """
    for text in texts[:_FIRST]:
        found = _DATELINE.match(text)
        country = tariff_words().parts.get(found["where"].rstrip(".")) if found else None
        if country is not None:
            return country
    words = "\n".join(texts).lower()
    for country, offices in tariff_words().at_home.items():
        named = sum(re.search(rf"\b{office.lower()}\b", words) is not None for office in offices)
        known = min(named, parties.counts()[country]) >= _OFTEN
        if known and not _has_president(texts, country):
            return country
    return None


def _has_president(texts: Sequence[str], country: str) -> bool:
    """Whether another country's president is told of."""
    return any(
        {name for _, _, name in mentioned(one["whose"] or one["of"])} - {country}
        for text in texts
        for one in _PRESIDENT.finditer(text)
    )
