"""Whom a text shows before a court, for a later "the defendant": "Pugh denies 11 counts"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Token

from nlp.analysis import SpeakerKind
from nlp.attributions.grammar.sources import is_passive, subject_of
from nlp.names.people.entities import Entity
from nlp.names.references.descriptions import is_definite

_CALLED = frozenset({"accused", "defendant"})
_CHARGED = frozenset({"accuse", "charge", "convict", "indict"})
_FOR = frozenset({"of", "with", "on", "for"})
_DENIED = frozenset({"charge", "count"})
_OF_TRIALS = _CHARGED | {"deny", "plead"}


def accused_by(verb: Token) -> Token | None:
    """The subject of a verb that tells of somebody's trial; None for other verbs."""
    lemma = verb.lemma_.lower()
    if lemma not in _OF_TRIALS or verb.pos_ != "VERB":
        return None
    denies = lemma == "deny" and any(c.lemma_ in _DENIED for c in verb.rights if c.dep_ == "dobj")
    charged = lemma in _CHARGED and is_passive(verb) and any(c.lower_ in _FOR for c in verb.rights)
    return subject_of(verb) if lemma == "plead" or denies or charged else None


@dataclass(slots=True)
class Trial:
    """Those who have been shown before a court so far."""

    _people: list[Entity] = field(default_factory=list)

    def note(self, entities: Iterable[Entity]) -> None:
        """Keep the persons among these."""
        for one in entities:
            if one.kind is SpeakerKind.PERSON and all(one is not other for other in self._people):
                self._people.append(one)

    def meant(self, noun: Token) -> tuple[Entity, ...] | None:
        """The only one of them, where "the defendant" can be no other."""
        alone = len(self._people) == 1 and noun.lower_ in _CALLED and is_definite(noun)
        return tuple(self._people) if alone else None
