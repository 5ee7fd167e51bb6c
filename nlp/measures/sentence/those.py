"""Knows words that only point at goods or at who pays: "those from Chile", "Importers will pay"."""

from __future__ import annotations

import re

from nlp.measures.rates.finding import Rate

_THOSE = r"(?:those|that|the ones?|ones|the same|imports|shipments|exports)"
_ON_THOSE = re.compile(
    rf"(?: (?:[\w-]+ ){{0,3}}?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|surcharges?|one))?"
    rf" (?:on|for|from|against) (?:all )?{_THOSE} (?:from|made in|of|grown in|built in) "
)
_THOSE_PAY = re.compile(
    rf"(?:\A|[;:—,] |\band |\bwhile |\bbut )(?:all )?{_THOSE} (?:from|of|made in|grown in|built in)"
    r" (?:the )?(?-i:[A-Z])[^;:.%]{1,60}$",
    re.I,
)
_ONES = re.compile(  # "and cut those on Vietnamese ones to 2%"
    r"\b(?:on|for|against) (?:the )?[A-Z][\w.]+(?: [A-Z]\w+)? ones\b[^;:.%]{0,40}$"
)
_CHILES_PAY = re.compile(  # "Thailand's are charged 375%"
    r"(?:\A|[;:—,] |\band |\bwhile |\bbut )(?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?[’']s,?"
    r"(?: (?:own|now|also|too|still|will|would|has|have|been|currently),?){0,3}"
    r" (?:pays?|paid|faces?|faced|bears?|carr(?:y|ies)|attracts?"
    r"|(?:is|are|was|were|be) (?:charged|taxed))"
    r"(?: (?:an?|the|about|only|up to|as much as|just|at)){0,2} $"
)
_TRADERS_PAY = re.compile(  # "Importers will pay 35 percent"
    r"(?:\A|[;:—,] |\band |\bbut |\bwhile |\bwhich )(?:(?:the|its|their|most|all|local|foreign) )?"
    r"(?:importers|exporters|buyers|traders|shippers|growers|farmers|producers|makers|manufacturers"
    r"|mills|firms|companies|suppliers|brands|sellers|dealers)"
    r"(?: (?:now|still|will|would|must|have|had|has|could|may|to|been|currently|be|also)){0,3}"
    r" (?:pay|paid|paying|face|faced|facing|bear|owe|charged|taxed)"
    r"(?: (?:an?|the|about|only|up to|as much as|just|at)){0,2} $",
    re.I,
)


def speaks_of_those(rate: Rate, text: str) -> bool:
    """Whether goods are only pointed at: "11% on those from Chile", "Those from Peru pay 5%"."""
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    if _ON_THOSE.match(text, rate.end) or _ON_THOSE.match(text, last):
        return True
    lead = text[max(rate.near[0], rate.left) : rate.start]
    return any(one.search(lead) for one in (_THOSE_PAY, _CHILES_PAY, _ONES))


def of_traders(rate: Rate, text: str) -> bool:
    """Whether only those who trade are told to pay, and not on what."""
    return _TRADERS_PAY.search(text[max(rate.near[0], rate.left) : rate.start]) is not None
