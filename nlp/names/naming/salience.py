"""How much a sentence is about one of its words."""

from __future__ import annotations

from spacy.tokens import Token

_MAIN = 5  # salience of the subject of a sentence or of a report
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_REPORTS = frozenset(
    ("say", "tell", "write", "add", "ask", "call", "warn", "argue", "note", "post")
)


def salience(token: Token) -> int:
    """How much its sentence is about a word.

    5 main subject, 3 other subject, 2 owner of the main subject, 1 other, 0 modifier.
    """
    if token.dep_ in _SUBJECTS:
        verb = token.head
        above = verb.head
        reported_first = verb.dep_ == "ccomp" and verb.i < above.i
        main = verb.dep_ == "ROOT" or (
            above.dep_ == "ROOT" and (verb.dep_ == "conj" or reported_first)
        )
        return _MAIN if main or verb.lemma_ in _REPORTS else 3
    if token.dep_ == "conj" and token.head.i != token.i:
        return salience(token.head) if token.head.dep_ != "conj" else 1
    if token.dep_ == "appos" and token.head.i < token.i:
        return _salience_of_apposed(token)
    if token.dep_ == "poss" and salience(token.head) == _MAIN:
        return 2
    return 0 if token.dep_ in ("poss", "compound", "amod", "nmod") else 1


def _salience_of_apposed(token: Token) -> int:
    """A name after a role and a comma counts like the role, also where the parser hangs it
    on a place of work between the two ("a spokesperson for the ministry, Jane Roe, said")."""
    head = token.head
    for _ in range(4):
        if head.dep_ in ("pobj", "prep") and head.head.i < head.i:
            head = head.head
    return salience(head) if head.dep_ in _SUBJECTS else 1
