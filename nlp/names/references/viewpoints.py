"""From where in its sentence a pronoun looks back for whom it means, and whether it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from nlp.analysis import SpeakerKind
from nlp.names.people.entities import Entity
from nlp.names.references.events import Event
from nlp.texts import next_to

_CLAUSE = 40  # words behind a subject that may name somebody else

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


def closes_report(token: Token) -> bool:
    """Whether it is the subject of a report at its sentence's end: "The road is shut, he said."."""
    verb = token.head
    led = token.dep_ == "nsubj" and verb.i == token.i + 1 and token.i > token.sent.start
    return (
        led
        and next_to(token, -1).text == ","
        and token.doc[verb.i + 1 : token.sent.end].text in ".!"
    )


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


def told_of(events: Sequence[Event], start: int, end: int) -> tuple[Entity, ...]:
    """Strangers of whom a sentence tells: in "The driver fled, he said", he is no driver.

    None where the article has spoken of nobody before the sentence, from `start` to `end`.
    """
    here = (e.entities[0] for e in events if start <= e.start < end)
    known = any(e.start < start for e in events)
    return tuple(one for one in here if known and one.kind is SpeakerKind.UNNAMED)


def named_behind(
    token: Token, offset: int, names: Mapping[int, Sequence[Event]], events: Sequence[Event]
) -> tuple[Entity, ...]:
    """Those whom the clause of a subject names: "it accused Marlow of …" is not Marlow's."""
    if token.dep_ != "nsubj":
        return ()
    behind = token.doc[token.head.i + 1 : min(token.head.right_edge.i + 1, token.i + _CLAUSE)]
    named = [e for t in behind for e in names.get(offset + t.idx, ()) if not e.quoted]
    words = {t.text for t in behind if t.pos_ == "PROPN"}
    known = (e for event in events for e in event.entities)
    again = (entity for entity in known if not words.isdisjoint(entity.name.split()))
    return (*(entity for event in named for entity in event.entities), *again)
