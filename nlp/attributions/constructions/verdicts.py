"""What a source calls a thing, or puts a figure at: "called the fee unfair", "put the toll at 12".

With quotation marks these are found by `nlp.attributions.constructions.namings`. Here the
thing and what is said of it are both the source's: the content runs from the one to the end
of the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.sources import object_of
from nlp.dates.reckoning import DAYS, MONTHS

CALLED = "called"
PUT_AT = "put-at"
_RELATIVES = frozenset({"WP", "WDT", "WP$"})
_OF_VERDICT = frozenset({"to", "of", "for", "against", "in", "on"})
_DATES = frozenset(DAYS).union(*MONTHS)
_ADJECTIVE = re.compile(
    r"^[a-z]+(?:ory|ary|ful|ive|ous|able|ible|less|ical|ional|fair|wise|ing|ate|ent|ant|ish)$"
)
_PUTS = frozenset({"estimate", "put", "place", "peg"})
_COUNTED = frozenset(
    {"age", "attendance", "bill", "budget", "chance", "cost", "count", "crowd", "damage"}
    | {"deficit", "figure", "gap", "growth", "inflation", "likelihood", "loss", "magnitude"}
    | {"number", "odds", "population", "price", "probability", "rate", "share", "size", "speed"}
    | {"support", "tally", "toll", "total", "turnout", "unemployment", "value", "worth"}
    | {"it", "that", "this"}
)


def verdicts(verb: Token) -> Iterator[tuple[str, tuple[tuple[int, int], ...]]]:
    """The frame and parts of what an active verb calls something or puts it at."""
    if any(c.dep_ == "auxpass" for c in verb.lefts):
        return
    if verb.lemma_ in lexicon().naming and (bounds := _called(verb)):
        yield CALLED, (bounds,)
    if verb.lemma_ in _PUTS and (bounds := _put_at(verb)):
        yield PUT_AT, (bounds,)


def _called(verb: Token) -> tuple[int, int] | None:
    """Token bounds of "the fee unfair", the name given with a quotation left to others."""
    said = next((c for c in verb.rights if c.dep_ == "oprd"), None)
    obj = object_of(verb)
    if said is None:
        return None
    if obj is None:  # the parse took the fee for a part of "discriminatory"
        obj = next((c for c in said.lefts if c.dep_ in ("compound", "amod")), None)
        if obj is None or said.left_edge.i != verb.i + 1 or not _ADJECTIVE.search(said.text):
            return None
        return said.left_edge.i, said.right_edge.i + 1
    reflexive = obj.lower_.endswith(("self", "selves"))
    if obj.tag_ in _RELATIVES or reflexive or not verb.i < obj.i < said.i:
        return None
    start, end = obj.left_edge.i, _end(verb, said)
    behind = verb.doc[start : max(end, verb.sent.end)]  # "a disgrace and “a joke”"
    return None if any(t.is_quote for t in behind) else (start, end)


def _end(verb: Token, said: Token) -> int:
    """Where the verdict ends: with what the parse hung on the verb, but for the day of it."""
    end = said.right_edge.i + 1
    for child in verb.rights:
        phrase = child.left_edge.i == end and child.dep_ == "prep" and child.lower_ in _OF_VERDICT
        dated = any(t.text in _DATES for t in child.subtree)
        if phrase and said.pos_ != "ADJ" and not dated:
            end = child.right_edge.i + 1
    day = next((c for c in said.rights if c.dep_ == "prep" and c.right_edge.text in DAYS), None)
    return end if day is None else day.i  # "him a liar on Tuesday"


def _put_at(verb: Token) -> tuple[int, int] | None:
    """Token bounds of "the toll at 12"."""
    obj = object_of(verb)
    if obj is None or obj.i < verb.i or obj.lemma_.lower() not in _COUNTED:
        return None
    for child in (*verb.rights, *obj.subtree):  # "the chance of a recession at one in three"
        numbered = any(t.like_num for t in child.subtree)
        if child.dep_ == "prep" and child.lower_ == "at" and child.i > obj.i and numbered:
            return obj.left_edge.i, child.right_edge.i + 1
    return None
