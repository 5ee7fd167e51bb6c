"""Finds trade measures that are no tariff: sanctions, fees of ports, rules for small parcels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.figures.amounts.finding import Tokens
from nlp.measures.kinds.acts import is_put, is_wished
from nlp.measures.rates.finding import Rate, unrated

_SANCTION = re.compile(
    r"\b(?:(?:froze|frozen|freezes) (?:the )?assets(?= of\b)|sanctions|sanctioned"
    r"(?= (?!by\b|entit|goods\b)))\b",
    re.I,
)
_FEE = re.compile(
    r"\b(?:port|docking|harbou?r|mooring|berthing) (?:fees?|charges?|dues)\b"
    r"|\bfees?(?= (?:of [^.;,]{2,20} )?on (?:each |every |all )?(?:[\w-]+ ){0,2}?"
    r"(?:parcels?|packages?)\b)"
    r"|\bfees?(?= of (?:up to |about )?[A-Z]{0,2}[$€£¥]?[0-9][^.;]{0,40}?"
    r" (?:on|for|per|at|an?)\b)"
    r"|\bfees?(?= (?:per|an?) [a-z-]+(?: [a-z-]+){0,3}? on )"
    r"|\bfees(?= (?:that )?(?:they|it|each|both|[A-Z]\w+) (?:has |have |had )?(?:charge|lev|impose"
    r"|collect)"
    r"\w* (?:on|from) [^.;,]{0,40}?(?:ships|vessels|tankers)\b)"
    r"|\bfees?(?= on (?:[\w-]+ ){1,3}?(?:ships|vessels|shipping|tankers|trucks|lorries|trains)\b)"
    r"|\bdigital[ -](?:(?:services?|advertising|sales|giants?) )?(?:tax(?:es)?|lev(?:y|ies))\b",
    re.I,
)
_ON_CONDITION = re.compile(r"\b(?:if|unless|until|whether) (?:it|they|[A-Z]\w+) [^,;:]{0,40}$")
_SAYS_ITSELF = re.compile(r"digital\b", re.I)
_PARCELS = re.compile(
    r"\bexemptions?(?= for (?:[\w-]+ ){0,3}?(?:parcels|packages)\b)"
    r"|\b(?:de minimis|duty-free) (?:exemptions?|rules?|treatment|loophole|provisions?|threshold"
    r"|entry|waiver|exception|privileges?)\b(?! of (?:up to )?[$€£0-9])",
    re.I,
)
_ANY = re.compile("|".join(one.pattern for one in (_SANCTION, _FEE, _PARCELS)), re.I)


def mentions_curb(text: str) -> bool:
    """Whether a text speaks of such a measure: a cheap look before the work."""
    return _ANY.search(text) is not None


def is_sanction(noun: str) -> bool:
    """Whether the noun of a measure means sanctions."""
    return _SANCTION.match(f"{noun} it") is not None or is_freeze(noun)


def is_freeze(noun: str) -> bool:
    """Whether the noun of a measure is really a verb with its object."""
    return noun.lower().startswith("froze")


def is_fee(noun: str) -> bool:
    """Whether the noun of a measure means what ships pay."""
    return "fee" in noun.lower() or _FEE.fullmatch(noun) is not None


def names_its_goods(noun: str) -> bool:
    """Whether the noun of a measure tells by itself what it is on."""
    return is_for_parcels(noun) or _SAYS_ITSELF.match(noun) is not None


def is_for_parcels(noun: str) -> bool:
    """Whether the noun of a measure means the rule that spares small parcels."""
    return _PARCELS.fullmatch(noun) is not None


def find_curbs(tokens: Tokens) -> Iterator[tuple[Rate, bool]]:
    """Those of a passage with which something is done, in text order, as rates without a
    value; what somebody only wants done is left out.
    """
    text = tokens.text
    for sentence in tokens.sentences:
        for match in _ANY.finditer(text, *sentence):
            verb = match.group().lower() == "sanctioned" or is_freeze(match.group())
            open_ = is_wished(text, match, sentence) or _ON_CONDITION.search(
                text, sentence[0], match.start()
            )
            if (verb or is_put(text, match, sentence)) and not open_:
                yield replace(unrated(match.span(), sentence), put=True), True
