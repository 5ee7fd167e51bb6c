"""Reads off the words behind a duty whom it hits: "on steel from Japan", not "sold to Japan"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.measures.goods.cutting import MONEY, WORKED_IN
from nlp.measures.kinds.curbs import is_sanction
from nlp.measures.parties.markets import SOLD_TO
from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties

_NOT_TARGET = re.compile(
    r"\b(?:outside|into|in|by|than|except|entering|neither|nor)(?: the)? $", re.I
)
_SEATED_IN = re.compile(
    r"(?:makers|mills|producers|exporters|growers|farmers|factories|plants|suppliers|manufacturers"
    r"|shippers|smelters|firms|companies|buyers|customers|users) in (?:the )?$"
)


def hits_itself(
    imposer: str | None, words: tuple[int, int], rate: Rate, parties: Parties, text: str
) -> bool:
    """Whether only its own goods would be hit, which no country does: another's duty is told of."""
    if imposer is None or rate.value is None or text.rfind("xport", words[0] - 60, words[1]) >= 0:
        return False
    by_name = {one.country for one in parties.within(*words) if one.plain}
    return by_name == {*named_in(words, rate, parties, text)} == {imposer}


def named_in(words: tuple[int, int], rate: Rate, parties: Parties, text: str) -> Iterator[str]:
    """The countries in the words for the target; sanctions also hit traders "in Mali"."""
    start, end = words
    sanctioned = rate.noun is not None and is_sanction(text[slice(*rate.noun)])
    for party in parties.within(start, end):
        lead = text[max(start, party.start - 20) : party.start]
        seated = (sanctioned and lead.endswith(" in ")) or _SEATED_IN.search(lead)
        if (
            (_NOT_TARGET.search(lead) and not (seated or WORKED_IN.search(lead)))
            or SOLD_TO.search(lead)
            or MONEY.match(text, party.end)
        ):
            continue
        if party.plain or party.referred:
            yield party.country
