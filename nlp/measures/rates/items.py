"""Reads lists of countries with a rate each: "Japan and South Korea 25%, Vietnam 20%"."""

from __future__ import annotations

import re

from nlp.figures.amounts.finding import Amount
from nlp.names.parties import Parties

_BESIDE = re.compile(r"(?:’s|'s)? (?:at |on |to )?(?:only |just )?")
_AND = re.compile(r"(?:,| and|, and|,? &) (?:the )?")
_OPENS = re.compile(r"(?:[:;—–]|(?:%|\bper ?cent),?) ?(?:(?:and|but|while) )?(?:the )?$")
_LISTED = re.compile(r"(?:[,;]|\b(?:and|but|while)) (?:[\w’'.-]+ ){1,5}?(?:(?:just|to|at) ){0,2}$")
_OF_OTHERS = re.compile(  # what else percentages are of
    r"\b(?:growth|grew|grow|unemployment|jobless|inflation|forecasts?|outlook|sales|exports|imports"
    r"|shares?|votes?|turnout|polls?|prices|output|shipments|deficits?|debt|interest|yields?)\b",
    re.I,
)
_REACH = 60
_FAR = 300  # characters back to what opens a list


def named_alone(start: int, parties: Parties, text: str) -> tuple[str, ...]:
    """The countries that stand without a verb before the rate at `start`: "…: Japan and South
    Korea 25%, Vietnam 20%".
    """
    run = [one for one in parties.within(max(0, start - _REACH), start) if one.plain]
    if not run or not _BESIDE.fullmatch(text, run[-1].end, start):
        return ()
    first = len(run) - 1
    while first and _AND.fullmatch(text, run[first - 1].end, run[first].start):
        first -= 1
    lead = text[max(0, run[first].start - 12) : run[first].start]
    return tuple(one.country for one in run[first:]) if _OPENS.search(lead) else ()


def is_of_others(text: str, amount: Amount, parties: Parties) -> bool:
    """Whether such a list is told of growth, prices or votes: "Growth forecasts: Peru 4%"."""
    first = max(0, amount.start - _FAR)
    lead = text[max(first, text.rfind(". ", first, amount.start) + 1) : amount.start]
    return _OF_OTHERS.search(lead) is not None and bool(named_alone(amount.start, parties, text))


def is_listed(text: str, amount: Amount, left: int, parties: Parties) -> bool:
    """Whether a rate behind another needs no verb: "…, Peruvian wine 10%", "and those from Peru
    at 10%".
    """
    item = _LISTED.search(text, max(left, amount.start - _REACH), amount.start)
    return item is not None and any(p.plain for p in parties.within(item.start(), item.end()))
