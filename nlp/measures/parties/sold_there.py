"""Tells where goods pay of which only "it" or "they" are said to: where they are sold."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.figures.amounts.finding import Tokens
from nlp.measures.parties.roles import Roles
from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties

_PRONOUN = re.compile(r"(?:it|they|these|those|both|all)(?: (?:both|all|each))?", re.I)
_SOLD_TO = re.compile(
    r"\b(?:exports?|exported|sells?|sold|sales|ships?|shipped|shipments?|sends?|sent|goes|go|went"
    r"|delivers?|delivered)\b[^.;:]{0,60}? (?:to|into|in) (?:the )?$"
)
_SELLING = re.compile(  # "pays 10% when it sells prawns to Japan"
    r"[^.;:%]{0,40}? (?:when(?:ever)?|if|on (?:what(?:ever)?|everything|all)(?: that)?) (?:it|they)"
    r" (?:sells?|ships?|sends?|exports?)(?: [^.;:%]{2,40}?)? (?:to|into|in) (?:the )?"
)
_LEAD = 90  # characters before a market


def sold_there(roles: Roles, rate: Rate, parties: Parties, tokens: Tokens) -> Roles:
    """The roles, where "Brazil ships coffee to Japan. It pays 5%" tells that Japan charges it."""
    text, words = tokens.text, roles.payer_words
    if roles.payers and not roles.imposer:
        place = _SELLING.match(text, rate.end)
        buyer = parties.within(place.end(), place.end() + 1) if place else ()
        if buyer and buyer[0].plain and buyer[0].country not in roles.payers:
            return replace(roles, imposer=buyer[0].country)
    if roles.imposer or words is None or not _PRONOUN.fullmatch(text[slice(*words)].strip()):
        return roles
    before = [one for one in tokens.sentences if one[1] <= rate.sentence[0]][-1:]
    for start, end in before:
        named = [one for one in parties.within(start, end) if one.plain]
        markets = [
            one for one in named if _SOLD_TO.search(text, max(start, one.start - _LEAD), one.start)
        ]
        if len({one.country for one in markets}) != 1:
            return roles
        market = markets[0]
        sellers = {one.country for one in named if one.start < market.start}
        sellers -= {market.country}
        payers = tuple(name for name in roles.payers if name != market.country)
        payers = payers or (tuple(sellers) if len(sellers) == 1 else ())
        return replace(roles, imposer=market.country, payers=payers)
    return roles
