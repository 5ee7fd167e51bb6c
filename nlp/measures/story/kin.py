"""Compares two measures of an article: another deed, the same goods, two at odds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.analysis import Measure

_AND_DID = re.compile(r"\band (?:also |then |later )?[a-z]{3,}ed (?:an?|its|the) ")
_IDLE = frozenset({"good", "import", "product", "all", "other", "the", "and", "from", "first"})


def is_another_deed(before: Measure, measure: Measure) -> bool:
    """Whether a verb of its own parts a measure from the one before it in the sentence."""
    start = measure.sentence.start
    between = measure.sentence.words[before.excerpt.end - start : measure.excerpt.start - start]
    return _AND_DID.search(between) is not None


def things(goods: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"[a-z]{3,}", goods.lower())} - _IDLE


def first_of_sentence(near: Measure, told: Iterable[Measure]) -> Measure:
    """The measure that the sentence of `near` is about, the first of the same imposer: others
    that it is compared with stand behind.
    """
    same = (one for one in told if one.sentence == near.sentence)
    return next((one for one in same if one.imposer == near.imposer and one.targets), near)


def at_odds(leading: str | None, imposer: str | None, told: Iterable[Measure]) -> bool:
    """Whether the leading imposer and this one put measures on each other somewhere."""
    if imposer is None:
        return False
    return any(
        (one.imposer == leading and imposer in one.targets)
        or (one.imposer == imposer and leading in one.targets)
        for one in told
    )
