"""Reads whom an ultimatum threatens with a duty: "told Peru to open its market or face 9%"."""

from __future__ import annotations

import re

from nlp.measures.parties.roles import Roles
from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties

OR_FACE = re.compile(
    r"\bor (?:else )?(?:(?:it|they) (?:will|would) (?:have to )?)?"
    r"(?:face|pay|suffer|incur|be (?:hit|charged|taxed|slapped))\b[^,;:]{0,40}$"
)
"""Up to a rate or its noun: what is threatened to whoever does not do what stands before it."""
_GIVES = re.compile(
    r"\b(?:gave|gives|given|told|tells|warned|warns|ordered|orders|asked|asks|urged|urges|pressed"
    r"|presses|wants)\s(?:the )?(?=[A-Z])"
)
_WAS_TOLD = re.compile(r"\b(?:was|were|is|are|been|being) $")
_MUST = re.compile(
    r"\b(?:must|has to|have to|had to|needs? to|(?:has|have|had) [\w-]+ "
    r"|(?:was|were|is|are|been|being) (?:told|warned|ordered|asked|urged) to)"
)


def ultimatum(rate: Rate, parties: Parties, text: str) -> Roles | None:
    """Who would charge whom, where somebody is told what to do "or face" a rate; None elsewhere."""
    first = min(rate.start, rate.noun[0]) if rate.noun else rate.start
    choice = OR_FACE.search(text, rate.near[0], first)
    if choice is None:
        return None
    start, end = rate.near[0], choice.start()
    gives = _GIVES.search(text, start, end)
    if gives is not None and not _WAS_TOLD.search(text, start, gives.start()):
        told = parties.within(gives.start(), end)
        whom = tuple(one.country for one in told if one.start == gives.end())
        by = [one.country for one in parties.within(start, gives.start()) if one.plain]
        return Roles(imposer=by[-1] if by else None, payers=whom) if whom else None
    must = _MUST.search(text, start, end)
    bound = parties.within(start, must.start()) if must else ()
    whom = tuple(one.country for one in bound if one.plain)
    return Roles(payers=whom) if whom else None
