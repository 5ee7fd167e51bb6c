"""Finds those who pay "the same rate" as the one told just before, with that rate."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.figures.amounts.finding import Tokens
from nlp.measures.rates.finding import Rate, unrated

_PAY = (
    r"\b(?:pays?|paid|paying|fac(?:e|es|ed|ing)|bears?|attracts?|carr(?:y|ies)|incurs?|owes?"
    r"|(?:be|is|are) (?:also |still )?charged)"
)
_SAME = re.compile(
    rf"{_PAY} (?:exactly |just )?(?P<rate>the same(?: (?:rate|tariff|duty|levy))?)"
    r"\b(?! (?:of|for) [0-9]| (?:price|amount|sum|fee|tax)\b)"
    r"|\b(?P<same>[Tt]he same (?:rate|tariff|duty|levy))"
    r" (?:(?:will|would|also|now|is to|too) )*(?:appl(?:y|ies|ied)|goes?|holds?) (?:to|for)\b"
    rf"|{_PAY} (?P<it>it|them|that)(?= too\b|,? as well\b|[.;,]"
    r"| (?:(?:now|today|until|when|while|and|but)\b|(?:from|in|since) [A-Z]))"
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
            if not before or match.start() - before[-1].end > _MOST_APART:
                continue
            if match["it"] and not _is_of_it(before[-1], sentence, text):
                continue
            place = match.span(match.lastgroup or 0)
            one = replace(unrated(place, sentence), value=before[-1].value)
            yield replace(one, most=before[-1].most), True


def _is_of_it(before: Rate, sentence: tuple[int, int], text: str) -> bool:
    """Whether "it" may mean the duty told before: of the sentence before, and of one alone."""
    apart = text[before.sentence[1] : sentence[0]]
    return not before.guessed and not apart.strip() and before.sentence != sentence
