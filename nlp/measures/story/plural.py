"""Tells whether a measure is told in the plural: "the duties", "sanctions"."""

from __future__ import annotations

import re

from nlp.analysis import Measure
from nlp.tariff_words import tariff_words

_NOUN = re.compile(r"\b(?:fees?|charges?|sanctions|controls|curbs?|bans?|restrictions?)\b", re.I)


def is_many(measure: Measure) -> bool:
    """Whether the noun of a measure stands in the plural."""
    words = measure.excerpt.words
    named = [m.group() for m in tariff_words().noun.finditer(words)] or _NOUN.findall(words)
    return bool(named) and named[0].lower().endswith("s")
