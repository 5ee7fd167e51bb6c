"""Knows where goods come from: "Scotch" by its name, what is banned by the words behind it."""

from __future__ import annotations

import re

from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_IMPORTS = re.compile(r"(?:imports|purchases)$", re.I)
_FROM = re.compile(r" from (?:(?:its|the) (?:[a-z]+ )?(?=[A-Z]))?")
_IF_FROM = re.compile(  # "is charged 30% if it comes from Chile"
    r"[^.;:%]{0,70}? (?:if|when|where|provided(?: that)?|as long as|unless)"
    r" (?:they|it|the goods|these) (?:comes?|originates?|(?:is|are) (?:made|built|grown|assembled"
    r"|produced|shipped|flown in|brought in|imported))(?: (?:from|in))? (?:the )?"
)
_AND = re.compile(r",? and (?:the )?|, ")


def origin_of(goods: str | None) -> tuple[str, ...]:
    """The country that such goods come from; none of goods named beside others."""
    words = (goods or "").lower().split()
    made_in = tariff_words().made_in
    plain = " ".join(words)
    found = {made_in[name] for name in (plain, *words[:1], *words[-1:]) if name in made_in}
    alone = "and" not in words and "," not in plain and "or" not in words
    return (found.pop(),) if len(found) == 1 and alone else ()


def if_from(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """Whose goods a rate is on that pay it only "if they come from Chile"."""
    said = _IF_FROM.match(text, max(rate.end, rate.noun[1] if rate.noun else 0), rate.near[1])
    named = parties.within(said.end(), said.end() + 1) if said else ()
    if said is None or " unless " in said.group() or not named or not named[0].plain:
        return ()
    return (named[0].country,)


def shipped_from(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """Whose goods "banned imports from Chile and Peru" are."""
    if rate.noun is None or not _IMPORTS.search(text, *rate.noun):
        return ()
    led = _FROM.match(text, rate.noun[1], rate.near[1])
    named, place = list[str](), led.end() if led else -1
    for party in parties.within(place, rate.near[1]) if led else ():
        gap = party.start == place or _AND.fullmatch(text, place, party.start)
        if not gap or not party.plain:
            break
        named.append(party.country)
        place = party.end
    return tuple(dict.fromkeys(named))
