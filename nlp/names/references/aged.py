"""Whom a description by age alone means: "The 44-year-old said she was tired"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.analysis import SpeakerKind
from nlp.names.people.entities import Entity
from nlp.names.references.pronouns import Place, Thread
from nlp.texts import text_of

_AGED = re.compile(r"\b[Tt]he [1-9][0-9]?-year-$")
_LEAD = 16  # characters


def aged(old: Token, thread: Thread, place: Place) -> tuple[Entity, ...] | None:
    """The one person whom the sentence before speaks of; None where there is another."""
    if old.lower_ != "old":
        return None
    if not _AGED.search(text_of(old.doc)[max(0, old.idx - _LEAD) : old.idx]):
        return None
    near = [
        one
        for event in thread.events[-12:]
        if place.sentence - event.sentence <= 2 and place.paragraph - event.paragraph <= 1
        for one in event.entities
        if one.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED)
    ]
    alone = len({id(one) for one in near}) == 1
    return (near[0],) if alone and near[0].kind is SpeakerKind.PERSON else None
