"""Climbs from a rate to the verbs above it, and from a verb to its subject."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Token

from nlp.texts import next_to

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_CLIMB = 10
_MOST_CHILDREN = 60


def unit_of(token: Token) -> Token:
    return token.head if token.head.lower_ in {"%", "percent"} else token


def verbs_above(token: Token) -> Iterator[Token]:
    for _ in range(_CLIMB):
        if token.pos_ in {"VERB", "AUX"}:
            yield token
        if token.head.i == token.i:
            return
        token = token.head


def subjects_of(verb: Token) -> Iterator[Token]:
    """The subject of `verb`; of a relative clause, the noun it stands on."""
    for child in islice(verb.children, _MOST_CHILDREN):
        if child.dep_ not in _SUBJECTS or _is_joined(child):
            continue  # "e-bikes": its last part
        if child.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
            yield verb.head
        else:
            yield _of_which(child) or child


def _is_joined(token: Token) -> bool:
    """Whether a hyphen is, or directly follows, a token; the text itself is costly to ask for."""
    last = token.whitespace_ or token.i + 1 >= len(token.doc)
    return token.text == "-" or (not last and next_to(token).text.startswith("-"))


def is_passive(verb: Token) -> bool:
    """Whether what is done is done to the subject of `verb`."""
    return any(one.dep_ == "nsubjpass" for one in islice(verb.children, _MOST_CHILDREN))


def _of_which(subject: Token) -> Token | None:
    """The first of those that "both of which" or "most of whom" means, before the comma."""
    first = subject.left_edge
    behind = subject.doc[subject.i + 1 : subject.i + 3]
    if not behind or behind[-1].lower_ not in {"which", "whom"} or behind[0].lower_ != "of":
        return None
    if first.i < 2 or next_to(first, -1).text != ",":
        return None
    noun = next_to(first, -2)
    while noun.dep_ == "conj" and noun.head.i < noun.i:
        noun = noun.head
    return noun if noun.pos_ in {"NOUN", "PROPN"} else None
