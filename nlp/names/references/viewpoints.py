"""From where in its sentence a pronoun looks back for whom it means, and whether it does."""

from __future__ import annotations

from spacy.tokens import Token

_ASKED = frozenset({"asked", "pressed", "questioned", "quizzed", "challenged"})
# What is said of no one: "it means that …", "it is understandable that …".
_IMPERSONAL = frozenset({"mean", "seem", "appear", "happen", "matter", "follow"})
_JUDGED = frozenset(
    ("clear", "unclear", "likely", "unlikely", "possible", "impossible", "true", "important")
) | frozenset(("obvious", "evident", "understandable", "time", "necessary", "essential", "vital"))


def is_wedged(token: Token) -> bool:
    """Whether it is the subject of a report between commas: "Oslo, it said, …"."""
    verb = token.head
    before = token.doc[token.i - 1].text if token.i else ""
    behind = token.doc[verb.i + 1].text if verb.i + 1 < len(token.doc) else ""
    return before == behind == "," and verb.i == token.i + 1 and token.dep_ == "nsubj"


def is_empty(token: Token) -> bool:
    """Whether "it" stands for no one: "it is clear that …", "it’s not that …", "it means …"."""
    verb = token.head
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "expl"):
        return False
    if verb.lemma_ != "be":
        return verb.lemma_ in _IMPERSONAL
    kinds = {child.dep_ for child in verb.children}
    judged = any(child.dep_ == "acomp" and child.lower_ in _JUDGED for child in verb.children)
    return judged or ("acomp" not in kinds and not kinds.isdisjoint({"ccomp", "advcl", "csubj"}))


def answers_back(token: Token) -> bool:
    """Whether whoever was asked is meant, and nobody asked about: "Asked about Quist, he said"."""
    first = token.doc[token.sent.start]
    return first.lower_ in _ASKED and first.tag_ == "VBN" and first.i < token.i
