"""Reads who stands right beside a rate: "hit Canada with 25%", "Japan (24%)", "India, at 50%"."""

from __future__ import annotations

import re

from nlp.measures.rates.finding import Rate
from nlp.measures.rates.items import named_alone
from nlp.names.parties import Parties

_CHARGING = re.compile(
    r"\b(?:charg(?:e|es|ed|ing)|hit(?:s|ting)?|slapp?(?:s|ed|ing)?|str(?:ikes?|uck|iking)"
    r"|(?:threaten|punish|burden)(?:s|es|ed|ing)?|saddl(?:e|es|ed|ing)) (?:the )?$",
    re.I,
)
_AND = re.compile(r"(?:,|,? and) (?:the )?")
_WITH_A = re.compile(r" (?:with |at )?(?:(?:an?|the|its|new|additional|extra) ){0,3}")
_AT = re.compile(r", (?:now )?at (?:about |only |just )?")
_THAT = re.compile(r" (?:(?:that|which) )?(?:the )?")
_CHARGES = re.compile(
    r"(?:’s|'s)?(?: (?:has|had|have|now|also|already|first))* (?:charge[sd]?|hits?|slapped"
    r"|impose[sd]? on|puts? on|levie[sd] on) (?:the )?"
)
_THOSE_FROM = re.compile(r"\b(?:those|ones) (?:from|of|made in) (?:the )?(?P<who>[A-Z][\w. ]+?) $")


def charged(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """The one in "charges China a 30% tariff" and "hit Canada with duties of 25%"."""
    first = rate.noun[0] if rate.noun and rate.left <= rate.noun[0] < rate.start else rate.start
    named = [one for one in parties.within(rate.left, rate.start) if one.plain]
    first = rate.start if named and named[-1].start > first else first
    named = [one for one in named if one.start < first]
    if not named or not _WITH_A.fullmatch(text, named[-1].end, first):
        return ()
    whole = len(named) - 1  # "charges Thailand and Turkey duties of 14%"
    while whole and _AND.fullmatch(text, named[whole - 1].end, named[whole].start):
        whole -= 1
    lead = text[max(rate.near[0], named[whole].start - 24) : named[whole].start]
    return tuple(one.country for one in named[whole:]) if _CHARGING.search(lead) else ()


def charged_behind(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """The one in "the 25% that Peru charges Chile"."""
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    that = _THAT.match(text, last)
    putter = next(iter(parties.within(that.end(), that.end() + 1)), None) if that else None
    does = _CHARGES.match(text, putter.end, rate.near[1]) if putter else None
    hit = parties.within(does.end(), does.end() + 1) if does else ()
    return (hit[0].country,) if hit and hit[0].plain else ()


def alone(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """The country in "Japan (24%), Vietnam (46%)" that the rate stands in brackets behind, or
    without a verb.
    """
    beside = [one for one in parties.within(rate.left, rate.start) if one.plain]
    if beside and _AT.fullmatch(text, beside[-1].end, rate.start):
        return (beside[-1].country,)
    those = _THOSE_FROM.search(text, max(rate.left, rate.near[0]), rate.start)
    origin = parties.within(those.start("who"), those.start("who") + 1) if those else ()
    if origin and those and origin[0].end == those.end("who"):
        return (origin[0].country,)
    if not text.endswith(" (", 0, rate.start):
        return named_alone(rate.start, parties, text)
    named = [one for one in parties.within(rate.left, rate.start) if one.plain]
    return (named[-1].country,) if named and named[-1].end == rate.start - 2 else ()
