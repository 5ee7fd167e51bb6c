"""Reads off the words beside a duty who puts it on: "imposed by Peru", "which Peru has put"."""

from __future__ import annotations

import re

from nlp.figures.amounts.finding import Tokens
from nlp.measures.kinds.bans import is_deed
from nlp.measures.parties.asides import ANSWERED
from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties

_AGENT = re.compile(r"\bby (?:the )?")
_SEATED = re.compile(  # "by the government in Lima"
    r"(?:[a-z]+ ){0,3}(?:government|ministry|cabinet|parliament|customs|officials|authorit(?:y|ies)"
    r"|lawmakers|regulators|commission|agency|board|tribunal|council) (?:in|of) (?:the )?(?=[A-Z])"
)
_STRUCK_BY = re.compile(
    r"(?:(?:hit|charged|taxed|slapped|struck|targeted|punished|saddled)|(?:%|\bper ?cent|\btariffs?"
    r"|\bdut(?:y|ies)|\blev(?:y|ies))) by (?:the )?"
)
_CONTACT = 6  # characters behind "duty" in which a clause without "that" begins
_BESIDE = 12  # characters behind a rate
_THAT = re.compile(r"\b(?:that|which) (?:the )?")
_THAT_PUT = re.compile(
    r"(?:’s government)?(?: (?:has|have|had|already|also|first|itself|since)){0,3} "
    r"(?:impos|put|levi|plac|charg|slapp?|introduc|announc|threaten|collect|rais|unveil)(?:e[sd]"
    r"|ed|s|)\b"
)
_ASIDE = re.compile(
    r"[^,]*(?:, (?:(?:first|originally|also) )?(?:imposed|introduced|levied|adopted|set|announced"
    r"|charged|put in place|brought in)(?: in [0-9]{4})? )?"
)
_REPLIES = re.compile(  # "Peru put 9% on figs, and Chile hit back with 12% on tin"
    r" (?:replied|responded|retaliated|answered|countered|(?:hit|struck|hits) back)"
    r"(?: (?:quickly|at once|immediately|in kind|too|on [A-Z]\w+))?"
    r" (?:with|by (?:imposing|putting|levying|charging))"
    r"(?: [a-z-]+){0,4} "
)
_WHICH_CHARGES = re.compile(  # "sales to China, which charges Swiss watches 8%"
    r", which (?:(?:also|already|now|still) )?(?:charge[sd]|taxe[sd]|hits?)"
    r" [^,;:%]{2,40}?(?: (?:an?|with|at|up to|about|only|just))* "
)
_DOES = re.compile(  # "Japan has since capped imports"
    r"(?:(?:’s|'s) (?:government|cabinet|parliament|customs|(?:[a-z]+ )?ministry))?"
    r"(?: (?:has|have|had|will|would|also|then|now|already|since|recently|temporarily|again))* "
)
_PUTS = re.compile(
    rf"{_DOES.pattern}(?:put|puts|impose[sd]|lev(?:ies|ied)|slap(?:s|ped)|introduced|charge[sd]|placed"
    r"|announced|collects|takes|fixed|raised|doubled|adopted|approved|set)(?: [a-z-]+){0,4} "
)
_LED = re.compile(r"\b(?:of|from|on|against|with|by|to|in|for|and|than)(?: the)? $")
_BEFORE = 90  # characters


def agent_of(rate: Rate, parties: Parties, tokens: Tokens) -> str | None:
    """The party in "tariffs imposed by the United States", "duties that Peru has imposed"."""
    first = rate.noun[1] if rate.noun else rate.end
    behind = max(first, rate.end), min(rate.right, rate.near[1])
    reason = ANSWERED.search(tokens.text, rate.end, behind[1])  # "to match the one that Peru has"
    behind = behind[0], reason.start() if reason else behind[1]
    for match in _THAT.finditer(tokens.text, *behind):
        near = parties.within(match.end(), match.end() + 1)
        if near and _THAT_PUT.match(tokens.text, near[0].end):
            return near[0].country
    near = parties.within(first, first + _CONTACT) if rate.noun else ()
    if near and _THAT_PUT.match(tokens.text, near[0].end):  # "the duty Turkey charges on"
        return near[0].country
    for match in _AGENT.finditer(tokens.text, min(first, rate.end), min(rate.right, rate.near[1])):
        seat = _SEATED.match(tokens.text, match.end())
        near = parties.within(seat.end(), seat.end() + 1) if seat else ()
        near = near or parties.within(match.end(), match.end() + 1)
        if near and _ASIDE.fullmatch(tokens.text, first, match.start()):
            return near[0].country
    return None


def putter_of(rate: Rate, parties: Parties, text: str) -> str | None:
    """The one that stands right before what it does: "after the Gulf council put duties of 40%"."""
    first = min(rate.start, rate.noun[0]) if rate.noun else rate.start
    named = [one for one in parties.within(max(rate.near[0], first - _BEFORE), first) if one.plain]
    which = next((one for one in named if _WHICH_CHARGES.fullmatch(text, one.end, first)), None)
    if which is not None:
        return which.country
    if named and _REPLIES.fullmatch(text, named[-1].end, first):
        return named[-1].country
    barring = rate.put and rate.noun is not None and is_deed(text[slice(*rate.noun)])
    ways = (_DOES, _PUTS) if barring else (_PUTS,)
    if not named or not any(way.fullmatch(text, named[-1].end, first) for way in ways):
        return None
    led = _LED.search(text, max(rate.near[0], named[-1].start - 14), named[-1].start)
    return None if led else named[-1].country


def striker_of(rate: Rate, parties: Parties, text: str) -> str | None:
    """The one in "hit by Peru with a 15% tariff" and "is charged 15% by Chile"."""
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    for first, end in ((max(rate.left, rate.near[0]), rate.start), (last, last + _BESIDE)):
        for match in _STRUCK_BY.finditer(text, first, end):
            near = parties.within(match.end(), match.end() + 1)
            if near and near[0].plain:
                return near[0].country
    return None
