"""Finds those who pay "the same rate" as the one told just before, with that rate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.figures.amounts import Tokens
from nlp.measures.rates import Rate, unrated

_SAME = re.compile(
    r"\b(?:pays?|paid|fac(?:e|es|ed)|bears?|attracts?|carr(?:y|ies)|(?:be|is|are) charged)"
    r" (?P<rate>the same (?:rate|tariff|duty|levy))\b(?! (?:of|for) [0-9])"
)
_MOST_APART = 300


def find_equal(tokens: Tokens, rates: Sequence[Rate]) -> Iterator[tuple[Rate, bool]]:
    """The rates that a passage tells only as the same as the last of `rates` before them, in
    text order, each as stated; what no rate stands before in the passage is left out.
    """
    text = tokens.text
    for sentence in tokens.sentences:
        for match in _SAME.finditer(text, *sentence):
            before = [one for one in rates if one.end <= match.start() and one.value is not None]
            if before and match.start() - before[-1].end <= _MOST_APART:
                place = match.span("rate")
                one = replace(unrated(place, sentence), value=before[-1].value)
                yield replace(one, most=before[-1].most, noun=(place[0] + 9, place[1])), True
