"""Reads lists of goods that each pay a rate: "lentils pay 30%, tyres 20%"."""

from __future__ import annotations

import re

from nlp.figures.amounts import Amount
from nlp.names.parties import Parties

PAYING = re.compile(
    r"\b(?:fac(?:e|es|ed)|pays?|paid|attract(?:s|ed)?)(?: (?:an?|extra|about|up to)){0,3} $", re.I
)
"""What stands before the rate that goods pay."""
_ITEM = re.compile(r"(?:,|,? and) [a-z][a-z-]+(?: [a-z-]+){0,2} $")
_BESIDE = re.compile(r"(?:’s|'s)? (?:at |on |to )?(?:only |just )?")
_AND = re.compile(r"(?:,| and|, and|,? &) (?:the )?")
_OPENS = re.compile(r"(?:[:;—–]|(?:%|\bper ?cent),?) ?(?:(?:and|but|while) )?(?:the )?$")
_REACH = 60


def is_like(text: str, before: Amount, amount: Amount) -> bool:
    """Whether goods pay a rate as those before do: "lentils pay 30%, tyres 20%"."""
    if _ITEM.fullmatch(text, before.end, amount.start) is None:
        return False
    return PAYING.search(text, max(0, before.start - _REACH), before.start) is not None or (
        _ITEM.search(text, max(0, before.start - _REACH), before.start) is not None
    )


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
