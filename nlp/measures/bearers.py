"""Reads off the words before a rate who bears it, where the parse has lost the verb: "Bed linen
from Pakistan bears 19%".
"""

from __future__ import annotations

import re

from nlp.measures.rates import Rate
from nlp.measures.roles import Roles
from nlp.names.parties import Parties

_NAME = r"(?:the )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}"
_BEARING = re.compile(
    r"(?:\A|[;:—] |, (?:and|but|while|whereas) | (?:while|whereas|that) )"
    r"(?P<who>(?!(?:he|she|who|which|that|there)\b)[^,;:.%]{2,70}?)"
    r" (?:(?:now|already|still|also|currently|today|will|would|must|may|could|have to|had to|has"
    r"|have|had|each|both) )*"
    r"(?:bears?|bore|borne|pays?|paid|faces?|faced|incurs?|attracts?|carr(?:y|ies)"
    r"|(?:is|are|was|were|be|been) (?:now |still |also )?(?:charged|taxed|assessed|liable to"
    rf"|subject to)(?: at)?|enters? (?P<market>{_NAME}) at)"
    r"(?: (?:an?|the|its|their|at|up to|about|only|just|as much as|duty|tariff|rate|levy|of|extra"
    r"|additional|new|flat|import|customs))* $"
)
_CLAUSE = re.compile(r"\b(?:said|says|told|announced|if|when|because|after|where|who|whose)\b")
_SOLD_TO = re.compile(
    r"\b(?:exports?|sales|shipments?|sold|shipped|sent|entering|arriving in|bound for|reaching)"
    r"(?: [a-z]+)?(?: to| into| in)? (?:the )?$"
)


def bearer(rate: Rate, parties: Parties, text: str) -> Roles | None:
    """Who bears the rate by the words of its own clause; None where these do not say."""
    parted = text[rate.left : rate.left + 1] in {";", ",", ":"}
    first = max(rate.near[0], rate.left) if parted else rate.near[0]
    found = _BEARING.search(text[first : rate.start])
    if found is None or _CLAUSE.search(found["who"]):
        return None
    start, end = first + found.start("who"), first + found.end("who")
    named = [one for one in parties.within(start, end) if one.plain]
    sold = [one for one in named if _SOLD_TO.search(text, start, one.start)]
    market = parties.within(first + found.start("market"), first + found.end("market") + 1)
    importer = next((one.country for one in (*sold, *(market if found["market"] else ()))), None)
    payers = dict.fromkeys(one.country for one in named if one.country != importer)
    if not payers and not importer:
        return None
    return Roles(imposer=importer, payers=tuple(payers), payer_words=(start, end))
