"""Compares two measures of an article: another deed, the same goods, whose office did both."""

from __future__ import annotations

import re

from nlp.analysis import Measure

_AND_DID = re.compile(r"\band (?:also |then |later )?[a-z]{3,}ed (?:an?|its|the) ")
_IDLE = frozenset({"good", "import", "product", "all", "other", "the", "and", "from", "first"})


def is_another_deed(before: Measure, measure: Measure) -> bool:
    """Whether a verb of its own parts a measure from the one before it in the sentence."""
    start = measure.sentence.start
    between = measure.sentence.words[before.excerpt.end - start : measure.excerpt.start - start]
    return _AND_DID.search(between) is not None


def side_of(near: Measure, measure: Measure) -> str | None:
    """Whose office puts a measure on: the one's that did the last, or whom that one hit."""
    if near.imposer not in measure.targets:
        return near.imposer
    return near.targets[0] if len(near.targets) == 1 else None


def things(goods: str) -> set[str]:
    return {word.removesuffix("s") for word in re.findall(r"[a-z]{3,}", goods.lower())} - _IDLE
