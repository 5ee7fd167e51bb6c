"""Compares two measures of an article: another deed, the same goods, two at odds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlp.analysis import Measure

_IDLE = frozenset({"good", "import", "product", "all", "other", "the", "and", "from", "first"})


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
