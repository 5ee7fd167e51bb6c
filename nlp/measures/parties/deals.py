"""Tells who grants what a deal between two countries says: the other one only bears it."""

from __future__ import annotations

import re
from functools import cache

from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_DEAL = r"(?:deals?|agreements?|accords?|pacts?|frameworks?|truces?)"
_ITS = re.compile(r" under which (?:its|their)\b")
_WITH = re.compile(rf"\b{_DEAL} with (?:the )?", re.I)
_PARTNER = re.compile(
    r"\b(?:[Uu]nder|as part of|thanks to|[Oo]nce|[Ww]hen|as soon as|as agreed in)(?: [a-z-]+){1,4}?"
    rf" {_DEAL}(?: [a-z]+){{0,3}}? with (?:the )?"
)
_FROM = re.compile(r"(?: rate)?(?: (?:on|for) [^,;:.%]{2,40}?)? (?:from|out of) (?:the )?")


def of_deal(
    rate: Rate, imposer: str | None, targets: tuple[str, ...], parties: Parties, text: str
) -> tuple[str | None, tuple[str, ...]]:
    """The imposer and the targets as a deal that the sentence names lets them be known: "its" of
    "a deal with Chile under which its exports pay 20%" is Chile's.
    """
    for match in _WITH.finditer(text, rate.near[0], rate.start):
        partner = next(iter(parties.within(match.end(), match.end() + 1)), None)
        if partner is None or not _ITS.match(text, partner.end):
            continue
        made = [p for p in parties.within(rate.near[0], match.start()) if not p.referred]
        others = [one.country for one in made if one.country != partner.country]
        return (others[-1] if others else None), (partner.country,)
    granter, winner = _won_from(rate, parties, text)
    if granter is not None and granter not in targets:
        return granter, winner or tuple(name for name in targets or (imposer,) if name)
    return imposer, targets


@cache
def _won() -> re.Pattern[str]:
    """The words before a rate that say that somebody gets it: "secured a"."""
    return re.compile(rf"\b(?:{tariff_words().winning}) [^;:.%]{{0,40}}$")


@cache
def _that_won() -> re.Pattern[str]:
    """The words behind a rate that say who got it: "that Peru won from Chile"."""
    return re.compile(
        r"(?: rate)? (?:that |which )?(?P<who>(?:the )?[A-Z][\w. ]{1,24}?) (?:has |have |had )?"
        rf"(?:{tariff_words().winning}) (?:from|out of) (?:the )?"
    )


def _won_from(rate: Rate, parties: Parties, text: str) -> tuple[str | None, tuple[str, ...]]:
    """Who charges the rate that another "secured from Peru", and that one, if told behind it."""
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    first = min(rate.start, rate.noun[0] if rate.noun else rate.start)
    won = _won().search(text, rate.near[0], first)
    source = (_FROM if won else _that_won()).match(text, last, rate.near[1])
    named = parties.within(source.end(), source.end() + 1) if source else ()
    if source is None or not named or not named[0].plain:
        return None, ()
    winner = parties.within(*source.span("who")) if source.re is _that_won() else ()
    return named[0].country, tuple(one.country for one in winner if one.plain)


def partner_of(rate: Rate, imposer: str | None, parties: Parties, text: str) -> tuple[str, ...]:
    """Whom it hits that one changes "under a deal with Chile": the other one."""
    for match in _PARTNER.finditer(text, *rate.near):
        named = parties.within(match.end(), match.end() + 1)
        follows = parties.within(named[0].end, named[0].end + 6) if named else ()
        if named and named[0].plain and named[0].country != imposer and not follows:
            return (named[0].country,)
    return ()
