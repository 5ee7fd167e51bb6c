"""Whom a text shows before a court, for a later "the defendant": "Pugh denies 11 counts"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.sources import is_passive, subject_of

CALLED = frozenset({"accused", "defendant"})
_CHARGED = frozenset({"accuse", "charge", "convict", "indict"})
_FOR = frozenset({"of", "with", "on", "for"})
_DENIED = frozenset({"charge", "count"})


def accused_by(verb: Token) -> Token | None:
    """The subject of a verb that tells of somebody's trial; None for other verbs."""
    if verb.pos_ != "VERB":
        return None
    lemma = verb.lemma_.lower()
    denies = lemma == "deny" and any(c.lemma_ in _DENIED for c in verb.rights if c.dep_ == "dobj")
    charged = lemma in _CHARGED and is_passive(verb) and any(c.lower_ in _FOR for c in verb.rights)
    return subject_of(verb) if lemma == "plead" or denies or charged else None
