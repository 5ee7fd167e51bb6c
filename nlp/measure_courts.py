"""Tells whose tariffs a court strikes down: those of the country that it sits in."""

from __future__ import annotations

import re

from nlp.measure_rates import Rate
from nlp.parties import Parties

_COURT = re.compile(
    r"\b(?i:(?:(?:supreme|high|constitutional|appeals?|federal|trade|general|administrative)"
    r" )*(?:courts?|tribunals?|judges?))(?: of (?:[A-Z][a-z]+|appeals?)(?= (?:of|in)\b))?"
    r"(?: (?:of|in) (?:the )?)?"
)
_GAP = re.compile(r"(?:’s|'s)? (?:[a-z]+ ){0,2}")
_MOST = 40  # courts that a passage names


def court_country(rate: Rate, parties: Parties, text: str) -> str | None:
    """The country of the last court that the passage names up to the rate's sentence end."""
    found = None
    for number, court in enumerate(_COURT.finditer(text, 0, rate.sentence[1])):
        if number >= _MOST:
            break
        behind = parties.within(court.end(), court.end() + 1)
        before = [p for p in parties.within(court.start() - 40, court.start()) if p.plain]
        if behind and behind[0].plain:
            found = behind[0].country
        elif before and _GAP.fullmatch(text, before[-1].end, court.start()):
            found = before[-1].country
    return found
