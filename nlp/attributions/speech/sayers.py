"""Who says it, by where the words of a reporting clause stand, where grammar does not tell."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from nlp.attributions.constructions.tellers import source_of_verb
from nlp.attributions.grammar.astray import SOME
from nlp.texts import next_to

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_NAME_PARTS = frozenset({"compound", "amod", "nmod", "appos", "poss"})
_OF_A_NOUN = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_STANDING = SOME | {"neither"}


def source_inside(verb: Token, tokens: Sequence[Token], *, leads: bool = False) -> Token | None:
    """The subject by grammar when it stands in the clause, else the noun that opens it.

    Of a clause that `leads` up to its quotation, the noun nearest to the verb.
    """
    inside = {t.i for t in tokens}
    subject = source_of_verb(verb)
    if subject is not None and subject.i in inside and not _beyond_a_verb(verb, subject):
        return subject
    before = [t for t in tokens if t.i < verb.i and names_somebody(t) and not _aside(t, tokens)]
    behind = [t for t in tokens if t.i > verb.i and names_somebody(t)]
    inside -= {verb.i}  # which the tagger may have taken for a noun
    after = [t for t in behind if not (leads and t.dep_ == "pobj")]  # "Joked before the start: “…"
    if before:
        return _top_nominal(before[-1] if leads else _opening(before, tokens), inside)
    return _top_nominal(after[0], inside) if after and verb.i + 4 >= after[0].i else None


def names_somebody(token: Token) -> bool:
    """Whether a word can be a source: a noun, or what stands for one ("another", "the two", "the
    43-year-old").
    """
    behind = next_to(token) if token.i + 1 < len(token.doc) else None
    follows = behind is not None and behind.pos_ in _OF_A_NOUN
    if token.lower_ == "old" and token.i and next_to(token, -1).text == "-":
        return not follows
    if token.pos_ in _NOMINAL:
        return not (token.lower_ == "year" and behind is not None and behind.text == "-")
    return token.lower_ in _STANDING and not follows


def _beyond_a_verb(verb: Token, subject: Token) -> bool:
    """Whether a participle stands before the subject: "said Quist, explaining he …"."""
    between = verb.doc[verb.i + 1 : subject.i]
    return any(t.tag_ == "VBG" and next_to(t, -1).text == "," for t in between)


def _opening(before: Sequence[Token], tokens: Sequence[Token]) -> Token:
    """The first of some nouns that names no time, nor what a preposition leads in."""
    for token in before:
        led = token.dep_ == "pobj" and token.head.i >= tokens[0].i
        if not led and token.ent_type_ not in ("DATE", "TIME"):
            return token
    return before[-1]


def _aside(token: Token, tokens: Sequence[Token]) -> bool:
    """Whether a word stands in brackets, like the party and state of a senator."""
    marks = [t.text for t in tokens if t.i < token.i and t.text in "()"]
    return bool(marks) and marks[-1] == "("


def _top_nominal(token: Token, inside: set[int]) -> Token:
    """The head of the noun phrase a word stands in, not leaving the clause."""
    while token.dep_ in _NAME_PARTS and token.head.i in inside and token.head.pos_ in _NOMINAL:
        token = token.head
    return token
