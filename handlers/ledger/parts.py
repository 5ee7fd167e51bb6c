"""Tells a rate that an article states as a part of another from the rate on the whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

from handlers.ledger.standing import Statement
from nlp.analysis import Measure

_NAMED = re.compile(r"\b(?P<part>baseline|base|reciprocal|fentanyl|universal|component)\b", re.I)
_BEHIND = re.compile(r"[^.;,%]{0,12}\b(?:over|for|tied to|linked to|because of) (?P<part>[a-z]+)\b")
_COUNTED_IN = re.compile(
    r"\b(?:including|includes?|of which|on top of|in addition to|comprising|consists? of|made up of"
    r"|adds? to|atop|besides)(?: (?:the|an?|its|about|only|another|\w+)){0,2} $",
    re.I,
)
_ADDED = re.compile(r"\b(?:an?|its|the) (?:additional|extra|further) (?=[0-9])", re.I)


def part_of(measure: Measure) -> str:
    """Which part of a duty the measure's own words speak of ("the 20% fentanyl duty"); "" where
    they speak of the whole. Only beside another rate in the same article is it one.
    """
    words, sentence = measure.excerpt, measure.sentence
    if measure.rate is None:
        return ""
    named = _NAMED.search(words.words)
    if named is not None:
        return named["part"].lower()
    first, last = words.start - sentence.start, words.end - sentence.start
    behind = _BEHIND.match(sentence.words, last) if last >= 0 else None
    if behind is not None and measure.rate_before is None:
        return behind["part"].lower()
    if first > 0 and _COUNTED_IN.search(sentence.words[:first]):
        return "part"
    added = first >= 0 and _ADDED.search(sentence.words, max(0, first - 24), last)
    return "additional" if added else ""


def wholes_and_parts(
    stated: Sequence[Statement],
) -> tuple[list[Statement], dict[str, list[Statement]]]:
    """What is said of the whole rate under one key, and what of parts of it, by their names.

    A rate is a part where its words say so and its article states another for the whole.
    """
    if len(stated) == 1:
        return list(stated), {}
    told = [(each, part_of(each.measure)) for each in stated]
    wholes = {
        (each.held.article.id, each.measure.rate)
        for each, part in told
        if not part and each.measure.rate is not None
    }
    whole, parts = list[Statement](), dict[str, list[Statement]]()
    for each, part in told:
        beside = {rate for article, rate in wholes if article == each.held.article.id}
        if part and beside - {each.measure.rate}:
            parts.setdefault(part, []).append(each)
        else:
            whole.append(each)
    return whole, parts
