"""Tells in which country an article is at home, and of whose offices it speaks: whose duties it
may mean unsaid.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nlp.countries import members, mentioned, named
from nlp.tariff_words import tariff_words

_DATELINE = re.compile(
    r"\s*[A-Z][\w.’' -]{1,40}, (?P<where>[A-Z][A-Za-z. ]{1,20}?)\.?"
    r"(?:, [A-Z][a-z]+\.? [0-9]{1,2}(?:, [0-9]{4})?)?(?: ?\([^()\n]{2,40}\))? ?[–—-]+(?: |$)"
)
_CITY = re.compile(  # "LIMA (Port Press) —", "JAKARTA, March 28 —", "Nairobi, 3 June (Wire) -"
    r"\s*(?P<where>[A-Z][A-Z.’' ]{2,24}[A-Z]|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?=,? (?:\(|[A-Z0-9])))"
    r"(?:, (?:[A-Z][a-z]+\.? [0-9]{1,2}|[0-9]{1,2} [A-Z][a-z]+)(?:,? [0-9]{4})?)?"
    r"(?: ?\([^()\n0-9]{2,40}\))?(?: ?[–—-]+|(?P<colon>(?<=[A-Z]):))(?: |$)"
)
_FIRST = 6  # passages in which a dateline stands
_PRESIDENT = re.compile(
    r"(?P<whose>[A-Z][\w.]+(?: [A-Z][\w.]+)?)(?:’s|'s)? (?:new |interim )?"
    r"(?:[Pp]resident|[Cc]ongress|[Ss]enate|[Ss]upreme [Cc]ourt|administration)\b"
    r"|[Pp]resident of (?P<of>[A-Z]\w+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an article is about by its headline, the country in which it was written (`home` by
    a part of it, `seat` by its capital, `place` by any name), and the countries of whose offices it
    speaks without their name, each with how many of them.
    """

    headline: str
    home: str | None = None
    seat: str | None = None
    place: str | None = None
    offices: Mapping[str, int] = field(default_factory=dict)


def setting_of(texts: Sequence[str]) -> Setting:
    """The setting of an article, given its passages."""
    home, seat = _written_in(texts), _seat_of(texts)
    return Setting(
        headline=texts[0],
        home=home,
        seat=seat or home,
        place=home or seat or _placed_in(texts),
        offices=_offices(texts),
    )


def _placed_in(texts: Sequence[str]) -> str | None:
    """The country that a dateline names beside the place ("BANDUNG, Indonesia —")."""
    found = [_DATELINE.match(text) for text in texts[:_FIRST]]
    countries = [named(one["where"]) for one in found if one]
    own = next((name for name in countries if name), None)
    return None if own in members("European Union") else own


def _written_in(texts: Sequence[str]) -> str | None:
    """The country of a dateline that names a part of it ("BEND, Ore. —")."""
    for text in texts[:_FIRST]:
        found = _DATELINE.match(text)
        country = tariff_words().parts.get(found["where"].rstrip(".")) if found else None
        if country is not None:
            return country
    return None


def _seat_of(texts: Sequence[str]) -> str | None:
    """The country of whose capital a dateline is; none of a union, which alone puts duties on."""
    for text in texts[:_FIRST]:
        found = _CITY.match(text)
        country = named(found["where"].title()) if found else None
        label = found and found["colon"] and found["where"].title() == country
        if country is not None and not label:  # "BRAZIL: …" is about Brazil, not from there
            return None if country in members("European Union") else country
    return None


def _offices(texts: Sequence[str]) -> dict[str, int]:
    """How many offices an article leaves without their country; none of a country where another's
    president is told of.
    """
    words = "\n".join(texts).lower()
    named = {
        country: sum(re.search(rf"\b{office.lower()}\b", words) is not None for office in offices)
        for country, offices in tariff_words().at_home.items()
    }
    return {
        country: many
        for country, many in named.items()
        if many and not _has_president(texts, country)
    }


def _has_president(texts: Sequence[str], country: str) -> bool:
    """Whether another country's president is told of."""
    return any(
        {name for _, _, name in mentioned(one["whose"] or one["of"])} - {country}
        for text in texts
        for one in _PRESIDENT.finditer(text)
    )
