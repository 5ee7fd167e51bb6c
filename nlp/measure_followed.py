"""Parts a measure from what the same sentence tells next: the rate after it, another deed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.amounts import Tokens
from nlp.measure_rates import Rate

_MOVED_TO = re.compile(
    r"[^,;:.]{0,70}? (?:is|are|was|were|has been|have been) (?:now |then |later )?"
    r"(?:cut|lowered|reduced|slashed|halved|trimmed|raised|increased|lifted|hiked|doubled|tripled)"
    r"(?: on \w+)? to (?:just |only |about )?"
)
_FOR_A_TIME = re.compile(r"\b(?:for (?:[0-9]+|\w+) (?:days|weeks|months)|pauses?|until)\b", re.I)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_DEEDS = frozenset({"VERB", "AUX"})


def replaced(text: str, found: Sequence[tuple[Rate, bool]]) -> Iterator[tuple[Rate, bool]]:
    """The rates, each with whether it is stated, where one may have become the next.

    In "the 145% tariff was cut to 30%" the second knows the first as the rate before,
    and the first is stated no more, unless it is only held back for a time.
    """
    known = list(found)
    for number, ((rate, stated), (after, also)) in enumerate(pairwise(found)):
        if rate.value is None or after.value is None or rate.sentence != after.sentence:
            continue
        if rate.noun is None or not _MOVED_TO.fullmatch(text, rate.end, after.start):
            continue
        noun = rate.noun if after.noun is None else after.noun
        before = rate.value if after.before is None else after.before
        known[number + 1] = replace(after, before=before, noun=noun), also
        held = _FOR_A_TIME.search(text, after.end, after.sentence[1])
        known[number] = rate, stated and held is not None
    yield from known


def own_deed(tokens: Tokens, start: int, end: int) -> int:
    """Where the clause from `start`, behind a rate, to `end` goes on to another deed.

    That is the next finite verb of the one that governs the rate as its object: "keeps a
    10% tariff and cancels the increases of April". What a rate is the subject of is its own.
    """
    token = tokens.at(max(0, start - 1))
    verb = next((one for one in token.ancestors if one.pos_ in _DEEDS), None) if token else None
    if token is None or verb is None or verb.i > token.i:
        return end
    for other in tokens.doc[token.i + 1 :]:
        if other.idx >= end:
            break
        if other.dep_ == "conj" and other.tag_ in _FINITE and other.i > verb.i:
            lead = [c for c in other.lefts if c.dep_ in ("nsubj", "advmod", "aux")]
            first = lead[0].left_edge if lead else other
            return max(start, first.idx)
    return end
