"""Of what a trade figure is: of goods, of services or of both, as its sentence says."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.analysis import Figure

_BALANCE = re.compile(r"\b(?:deficit|surplus|gap|balance|trade|imports?|exports?)\b", re.IGNORECASE)
_WORDS = re.compile(r"\b(?:(goods and services)|(goods|merchandise)|(services))\b", re.IGNORECASE)
# What stands before another amount is told of another figure where a new balance or flow is
# named between them; "$4 billion with Mexico and $2 billion with Canada" names none.
_AMOUNT = re.compile(
    r"[$€£]\s?\d[\d.,]*(?:\s(?:[mbtr]+illion|bn|m)\b)?|\d\s(?:[mbtr]+illion)\b|\d\s?%"
)
_ANOTHER = re.compile(
    r"[;]|\b(?:while|but|deficit|surplus|gap|balance|trade|exports?|imports?|total|overall|all|whole)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;,:.]\s|\b(?:while|but|and(?! services)|from|compared)\b", re.IGNORECASE)


def scope(figure: Figure) -> str:
    """ "in goods", "in services" or "in goods and services" of a trade figure; "" if unsaid.

    The nearest such words before the number count, else the first close behind it. A concept
    that says so itself needs no other words.
    """
    at = max(0, figure.excerpt.start - figure.sentence.start)
    place = at, at + len(figure.excerpt.words)
    return _scope(figure.concept or "", figure.sentence.words, place)


@lru_cache(maxsize=1 << 9)
def _scope(concept: str, sentence: str, place: tuple[int, int]) -> str:
    """The same of a number at this place of its sentence: asked again beside each other figure."""
    if not _BALANCE.search(concept) or _WORDS.search(concept):
        return ""
    before, behind = sentence[: place[0]], sentence[place[1] :]
    other = max((found.end() for found in _AMOUNT.finditer(before)), default=0)
    if _ANOTHER.search(before[other:]):
        before = before[other:]
    behind = _BREAK.split(behind, maxsplit=1)[0]
    told = [*_WORDS.finditer(before)][-1:] or [*_WORDS.finditer(behind)][:1]
    for both, goods, _ in (match.groups() for match in told):
        return "in goods and services" if both else "in goods" if goods else "in services"
    return ""
