"""Who told something last, for a "he" that goes on telling: "Ed Roe accused Ian Marsh. He said"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.analysis import FoundBy, SpeakerKind
from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.sources import subject_of
from nlp.names.people.entities import Entity
from nlp.names.references.events import Place
from nlp.names.references.meant import Reference
from nlp.names.references.pronouns import HE, SHE

_REPLIES = frozenset({"answer", "reply", "respond", "retort"})
_TAKES_TURNS = _REPLIES | {"ask", "press", "question"}
_ONE = (SpeakerKind.PERSON, SpeakerKind.UNNAMED)


def sayer_of(verb: Token) -> Token | None:
    """The subject of a sentence's own verb, where it tells or judges something."""
    if verb.dep_ != "ROOT" or verb.pos_ != "VERB" or not _tells(verb, _TAKES_TURNS):
        return None
    subject = subject_of(verb)
    return subject if subject is not None and subject.i < verb.i else None


def _tells(verb: Token, but: frozenset[str]) -> bool:
    lemma = verb.lemma_.lower()
    words = lexicon()
    telling = lemma in words.reporting | words.judging | words.wills
    return telling and lemma not in but


@dataclass(slots=True)
class Sayers:
    """Who told something last."""

    _last: Entity | None = None
    _paragraph: int = -1
    _sentence: int = -1

    def note(self, entities: Sequence[Entity], place: Place) -> None:
        """Keep whoever tells something here."""
        self._last = entities[0] if len(entities) == 1 else None
        self._paragraph, self._sentence = place.paragraph, place.sentence

    def again(self, pronoun: Token, place: Place) -> Reference | None:
        """Whoever told something in the sentence before, where "he" tells on and may mean two."""
        gender = "m" if pronoun.lower_ in HE else "f" if pronoun.lower_ in SHE else None
        one, verb = self._last, pronoun.head
        if one is None or gender is None or pronoun.dep_ != "nsubj" or not _tells(verb, _REPLIES):
            return None
        near = place.paragraph == self._paragraph and place.sentence == self._sentence + 1
        fits = one.kind in _ONE and one.gender in ("", gender)
        return Reference(entities=(one,), how=FoundBy.PRONOUN) if near and fits else None
