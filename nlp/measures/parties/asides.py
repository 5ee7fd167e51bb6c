"""Reads what stands apart from a rate: whom it spares or hits, whose it is, whom it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.measures.goods.cutting import goods_of
from nlp.measures.kinds.exemptions import spared_by
from nlp.measures.kinds.sorts import OPENING
from nlp.measures.rates.clauses import clause_of
from nlp.measures.rates.finding import Rate
from nlp.measures.rates.free import is_free, let_in
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_EXEMPT = re.compile(
    r"\b(?:exempt|spar)\w* (?:for )?(?P<what>[^;:.]{1,90}?) from\b(?! [A-Z][a-z]+ from\b)"
    r"|\b(?:hits?|hitting|slapp?(?:s|ed|ing)?|target(?:s|ed|ing)?|threaten(?:s|ed|ing)?"
    r"|punish(?:es|ed|ing)?"
    r"|tax(?:es|ed|ing)|charg(?:e|es|ed|ing)|str(?:ikes?|uck|iking)|leav(?:e|es|ing)"
    r"|left) (?!back\b|out\b|to\b)"
    r"(?!(?:last|this|next|on|in|again) )"
    r"(?P<hit>(?:[^;:,.]|(?<=[A-Z])\.|, (?=[^,;:.]{2,40}(?:,| and | or ))){2,120}?)"
    r" with (?:(?:an?|the|its|up|to|new|additional|extra"
    r"|retaliatory|punitive|stiff|steep|heavy|hefty|tariffs?|duties|levies|rates?|of|[a-z]+-[a-z]+)"
    r" ?){0,5}$"
    r"|\b(?:charg(?:e|es|ed|ing)|tax(?:|es|ed|ing)) "  # "charges Peruvian fish (a duty of) 12%"
    r"(?!(?:after|before|because|when|once|while|since|until|unless|if|that|which|and|or|but) )"
    r"(?P<at>(?:imported|foreign(?:-[a-z]+)?|imports of) [^,;:.%]{2,60}?"
    r"|[a-z][^,;:.%]{2,50}? (?:from|made in) (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+){0,2}"
    r"|(?:the|its|their|all) [a-z-]+(?: [a-z-]+)?(?=(?:,? (?:in|on|since) [A-Z]?[a-z]+)?,? at )"
    r"|(?:[a-z]+ ){0,3}[A-Z][\w.’'-]+(?:(?:,|,? and|,? or)? [A-Z][\w.’'-]+){0,4}"
    r"(?: [a-z-]+){0,4}?)(?:,? (?:in|on|since|last|this) [A-Za-z]+(?: [0-9]+)?)?,?"
    r"(?: at| an?| at an?| (?:at )?(?:an?|the)(?: [a-z-]+){0,2}? (?:tariff|duty|levy|rate|surcharge"
    r"|surtax|tax|charge)(?: of| at)?)?"
    r"(?: extra| up to| about| another| as (?:much|little|high|low) as| at (?:most|least)| over"
    r"| more than| less than| nearly| almost| roughly| only| just)? $"
)
_FROM_IT = re.compile(r" (?:(?:the|its|their|an?|[A-Z][\w.]*(?:’s|'s)) )?(?:[a-z-]+ ){0,3}")
_SEEKS_ONE = re.compile(  # "Peru wants an exemption", "granted Peru an exemption"
    r"(?:’s|'s)?(?: [a-z]+){0,3}? (?:want|seek|sought|ask|request|secur|w[io]n|obtain|negotiat|get"
    r"|got|gain|receiv|clinch)\w*(?: for)? (?:an?|its|the|new|more|full|any)?(?: [a-z]+)?"
    r" ?exemptions?\b"
)
_GRANTS_ONE = re.compile(r"\b(?:grant|giv|gave|offer|promis)\w* (?:the )?$")
_AN_EXEMPTION = re.compile(r"(?: [a-z]+){0,2} exemptions?\b")
_UNDER = re.compile(
    r"\b[Uu]nder (?:(?:the|its|their|an?|this|that|new|proposed|planned|latest"
    r"|current|existing|threatened|separate) ){0,2}"
)
_RULE = re.compile(
    r"\b(?:safeguards?|regimes?|schemes?|orders?|laws?|rules?|decrees?|bills?|acts?"
    r"|proclamations?|plans?|budgets?)\b"
)
_PROCLAIMED = re.compile(
    r"[,—] (?P<who>(?:[^,;:.]|(?<=[A-Z])\.){2,60}?) (?:has |have )?"
    r"(?:announced|decided|decreed|ordered|proclaimed|threatened|vowed)\b"
)
_THAT_PUTS = re.compile(
    r"(?: (?:that|which)|\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|charge|surcharge))"
    r" (?:the )?(?P<who>[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}) "
    r"(?:has |had |now |still |also )?"
    r"(?:levies|levied|charge[sd]|impose[sd]|puts?|place[sd]|slapped|announced|sets?|keeps|kept"
    r"|raised|lowered|cut|reduced|doubled"
    r"|introduced|lev(?:y|ies)|collects?|applie[sd])\b"
)
_WHOSE = re.compile(
    r", (?P<who>[A-Z][\w.]+(?: [A-Z][\w.]+)?)(?:’s|'s) (?:own )?(?:answer|response|reply"
    r"|retaliation|first|latest|\w+est)\b[^,;:.]{0,40},"
)
_PART_OF_ANSWER = re.compile(
    r"(?:,? (?:all (?:of it |of them )?)?in|, (?:an?|(?:the )?first|(?:a )?part of (?:its|the"
    r"|their)|its|their)) (?:direct )?(?:answer|response|reply|retaliation) (?:to|for|against)"
    r" (?P<what>[^;:,]{2,90})"
)
_AT = re.compile(r" at (?:[a-z]+ ){0,4}$")
ANSWERED = re.compile(
    r"\b(?:(?:answer|response|reply|retaliation|revenge|return|protest) (?:to|for|against|at)"
    r"|because of|to match|matching|mirror(?:s|ing)|compared|against the) "
)
"""What stands behind it is another's measure, which this one answers or is likened to."""


def exempted(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """Those in "exempted Mexican avocados from its 25% tariffs"."""
    match = _EXEMPT.search(text, rate.left, rate.start)
    spared = _whom(match) if match else spared_by(rate, text) or _let_in(rate, text)
    named = parties.within(*spared) if spared else ()
    hit = tuple(dict.fromkeys(one.country for one in named if one.plain or one.referred))
    return hit or tuple(_favoured(rate, parties, text))


def _favoured(rate: Rate, parties: Parties, text: str) -> Iterator[str]:
    """Who seeks, wins or is granted an exemption."""
    for one in parties.within(rate.near[0], rate.start):
        asks = _SEEKS_ONE.match(text, one.end, rate.start)
        given = _AN_EXEMPTION.match(text, one.end, rate.start)
        if asks or (given and _GRANTS_ONE.search(text, rate.near[0], one.start)):
            yield one.country
            return


def is_spared(rate: Rate, text: str) -> bool:
    """Whether its sentence spares something from the duty: "exempted tin from its 5%"."""
    match = _EXEMPT.search(text, rate.left, rate.start)
    return bool(match and match["what"] and _FROM_IT.fullmatch(text, match.end(), rate.start))


def goods_exempted(rate: Rate, parties: Parties, text: str) -> str | None:
    """The goods in "exempted Mexican avocados from its 25% tariffs"."""
    match = _EXEMPT.search(text, rate.left, rate.start)
    spared = (spared_by(rate, text) or _let_in(rate, text)) if match is None else None
    if spared is not None:
        return goods_of(*spared, parties, text)
    return goods_of(*_whom(match), parties, text) if match is not None else None


def _let_in(rate: Rate, text: str) -> tuple[int, int] | None:
    """Where the words stand for what enters free or at a rate: "will let in Peruvian tin"."""
    at = _AT.search(text, rate.left, rate.start) is not None
    free = at or is_free(text[rate.start : rate.end])
    return let_in(text, rate.left, rate.start) if free else None


def _whom(match: re.Match[str]) -> tuple[int, int]:
    name = next(name for name in ("what", "hit", "at") if match[name] is not None)
    return match.span(name)


def named_apart(rate: Rate, parties: Parties, text: str) -> str | None:
    """The imposer in "…, under the new U.S. tariffs" and "…, the Swiss government announced"."""
    words = tariff_words()
    for under in _UNDER.finditer(text, *rate.near):
        named = parties.within(under.end(), under.end() + 1)
        last = min(under.end() + 60, rate.near[1])
        noun = words.noun.search(text, under.end(), last) or _RULE.search(text, under.end(), last)
        if (
            named
            and noun
            and not text[named[0].end : noun.start()].strip(" abcdefghijklmnopqrstuvwxyz-")
        ):
            return named[0].country
    put = _THAT_PUTS.search(text, rate.end, min(rate.right, rate.near[1]))
    by = parties.within(put.start("who"), put.start("who") + 1) if put else ()
    if by and put and by[0].end == put.end("who"):
        return by[0].country
    told = _PROCLAIMED.search(text, rate.end, rate.near[1])
    by = parties.within(*told.span("who")) if told else ()
    return by[0].country if by else _of_answer(rate, parties, text) or _of_law(rate, text)


def _of_answer(rate: Rate, parties: Parties, text: str) -> str | None:
    """Who is named in "a levy on toys, China's answer, is 12%"."""
    for match in _WHOSE.finditer(text, *rate.near):
        named = parties.within(match.start("who"), match.start("who") + 1)
        if named and named[0].plain:
            return named[0].country
    return None


def _of_law(rate: Rate, text: str) -> str | None:
    """The country whose statute the clause names ("the Section 232 tariff")."""
    laws, (first, last) = tariff_words().laws, clause_of(text, rate)
    return next((laws[law] for law in laws if text.find(law, first, last) >= 0), None)


def is_answer(rate: Rate, text: str) -> bool:
    """Whether words beside a rate say that it answers a duty: "15% on wine, in answer to the car
    tariff".
    """
    if OPENING.match(text, rate.sentence[0], rate.start):
        return True
    return _PART_OF_ANSWER.search(text, rate.end, rate.near[1]) is not None


def answered(rate: Rate, parties: Parties, text: str, imposer: str | None) -> tuple[str, ...]:
    """Whom a sentence strikes back at that opens "In response to Washington's levies"."""
    opening = OPENING.match(text, rate.sentence[0], rate.start)
    opening = opening or _PART_OF_ANSWER.search(text, rate.end, rate.near[1])
    named = parties.within(*opening.span("what")) if opening and opening["what"] else ()
    others = dict.fromkeys(one.country for one in named if one.country != imposer)
    return tuple(others) if len(others) == 1 else ()
