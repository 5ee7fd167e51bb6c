"""Whom a text shows before a court, for a later "the defendant": "Pugh denies 11 counts"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from nlp.analysis import SpeakerKind
from nlp.attributions.sources import is_passive, subject_of
from nlp.names.descriptions import is_definite
from nlp.names.entities import Entity

_CALLED = frozenset({"accused", "defendant"})
_CHARGED = frozenset({"accuse", "charge", "convict", "indict"})
_FOR = frozenset({"of", "with", "on", "for"})
_DENIED = frozenset({"charge", "count"})


class Dock:
    """Who is on trial in an article, as far as it has been read."""

    def __init__(self) -> None:
        self._accused: list[Entity] = []

    def note(self, entities: Iterable[Entity]) -> None:
        """Somebody's trial is told of."""
        for one in entities:
            if one.kind is SpeakerKind.PERSON and all(one is not other for other in self._accused):
                self._accused.append(one)

    def called(self, token: Token) -> tuple[Entity, ...] | None:
        """Whom "the defendant" means: the only one on trial; else None."""
        alone = len(self._accused) == 1 and token.lower_ in _CALLED and is_definite(token)
        return tuple(self._accused) if alone else None


def accused_by(verb: Token) -> Token | None:
    """The subject of a verb that tells of somebody's trial; None for other verbs."""
    if verb.pos_ != "VERB":
        return None
    lemma = verb.lemma_.lower()
    denies = lemma == "deny" and any(c.lemma_ in _DENIED for c in verb.rights if c.dep_ == "dobj")
    charged = lemma in _CHARGED and is_passive(verb) and any(c.lower_ in _FOR for c in verb.rights)
    return subject_of(verb) if lemma == "plead" or denies or charged else None
