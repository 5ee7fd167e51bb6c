"""Reads lists of goods that each pay a rate: "lentils pay 30%, tyres 20%"."""

from __future__ import annotations

import re

from nlp.figures.amounts import Amount

PAYING = re.compile(
    r"\b(?:fac(?:e|es|ed)|pays?|paid|attract(?:s|ed)?)(?: (?:an?|extra|about|up to)){0,3} $", re.I
)
"""What stands before the rate that goods pay."""
_ITEM = re.compile(r"(?:,|,? and) [a-z][a-z-]+(?: [a-z-]+){0,2} $")
_REACH = 60


def is_like(text: str, before: Amount, amount: Amount) -> bool:
    """Whether goods pay a rate as those before do: "lentils pay 30%, tyres 20%"."""
    if _ITEM.fullmatch(text, before.end, amount.start) is None:
        return False
    return PAYING.search(text, max(0, before.start - _REACH), before.start) is not None or (
        _ITEM.search(text, max(0, before.start - _REACH), before.start) is not None
    )
