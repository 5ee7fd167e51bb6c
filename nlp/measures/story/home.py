"""Tells in which country an article is at home, and of whose offices it speaks: whose duties it
may mean unsaid.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from nlp.countries import members, mentioned, named
from nlp.names.parties import Parties
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
_ACTING = re.compile(  # offices of the country that an article is written in, and what they do
    r"\b(?:[Tt]he (?:[a-z]+ ){0,2}(?:government|cabinet|president|prime minister|parliament"
    r"|senate|ministry|minister|customs (?:service|authority|office|department)|treasury"
    r"|tariff commission|tax authority|official gazette)|(?:President|Prime Minister|(?:Trade"
    r"|Finance|Commerce|Economy|Industry|Agriculture) (?:Minister|Secretary|Ministry))|Congress"
    r"|Parliament|[Ll]awmakers)\b(?:[^,;:.]|,(?= [A-Z][a-z]+ [A-Z])){0,50}? (?:to )?"
    r"(?:sign|approv|impos|put|rais|cut|propos|order|charg|levy|levied|decid|introduc|adopt|slap"
    r"|hik|lower|scrap|doubl|remov|lift|extend|publish)(?:e?[sd]|ts|ting|ing|es)?\b"
)
_PRESIDENT = re.compile(
    r"(?P<whose>[A-Z][\w.]+(?: [A-Z][\w.]+)?)(?:’s|'s)? (?:new |interim )?"
    r"(?:[Pp]resident|[Cc]ongress|[Ss]enate|[Ss]upreme [Cc]ourt|administration)\b"
    r"|[Pp]resident of (?P<of>[A-Z]\w+)"
)
_BESIDE = re.compile(r"(?:’s|'s)?(?: (?:[a-z-]+|[0-9.]+ ?(?:%|percent|per cent))){0,2} ")
_PUTS = re.compile(
    r"(?:’s|'s)?(?: (?:government|administration|parliament|cabinet))?"
    r"(?: (?:has|have|had|also|then|now|already|first|recently|will|would|may|could))*"
    r" (?:puts?|impos(?:e[ds]?|ing)|lev(?:y|ies|ied)|slap(?:s|ped)?|introduced|charge[ds]?|placed?"
    r"|announced|tax(?:es|ed)?|raised|doubled|threatened)\b"
)
_HIT = re.compile(r"\b(?:on|against|from|for|hit|than)(?: the)? $")
_LEAD = 14  # characters before a country
_FAR = 40  # characters behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an article is about by its headline, the country in which it was written (`home` by
    a part of it, `seat` by its capital), the countries of whose offices it speaks without
    their name, each with how many of them, and how often it tells of whose tariffs (`taxing`).
    """

    headline: str
    home: str | None = None
    seat: str | None = None
    offices: Mapping[str, int] = field(default_factory=dict)
    taxing: Counter[str] = field(default_factory=Counter)


def setting_of(docs: Sequence[tuple[int, Doc]], parties: Parties) -> Setting:
    """The setting of an article, given its passages with their offsets."""
    texts = [doc.text for _, doc in docs]
    home, seat = _written_in(texts), _seat_of(texts)
    return Setting(
        headline=texts[0],
        home=home,
        seat=seat or home,
        offices=_offices(texts),
        taxing=Counter(_taxing(docs, texts, parties)),
    )


def _taxing(
    docs: Sequence[tuple[int, Doc]], texts: Sequence[str], parties: Parties
) -> Iterator[str]:
    """Whose tariffs are named ("U.S. duties"), or who puts some on, once for each time."""
    for (offset, _), text in zip(docs, texts, strict=True):
        for one in parties.within(offset, offset + len(text)):
            first, last = one.start - offset, one.end - offset
            bare = text[first:last] == one.country and text[last : last + 2] not in {"’s", "'s"}
            noun = tariff_words().noun.search(text, last, last + _FAR)  # "China tariffs" hit it
            beside = noun and not bare and _BESIDE.fullmatch(text, last, noun.start())
            owns = beside and not _HIT.search(text, max(0, first - _LEAD), first)
            if owns or _PUTS.match(text, last):
                yield one.country


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


def tells_of_office(words: str) -> bool:
    """Whether words tell what an office without its country does: "the economy ministry signed"."""
    return _ACTING.search(words) is not None


def _offices(texts: Sequence[str]) -> dict[str, int]:
    """How many offices an article leaves without their country; none
    of a country where another's president is told of.
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
