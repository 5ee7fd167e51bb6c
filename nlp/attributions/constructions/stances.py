"""A judgement told beside a report of the same source: "welcomed the vote but said …"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.sources import subject_of
from nlp.texts import next_to

_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def leads_to_report(verb: Token) -> bool:
    """Whether a verb that judges is its sentence's own, and whoever judges goes on to tell why."""
    words = lexicon()
    if verb.lemma_.lower() not in words.judging or verb.tag_ not in _FINITE:
        return False
    if verb.dep_ not in ("ROOT", "conj"):
        return False
    return any(_tells(c, verb) and c.lemma_.lower() in words.reporting for c in verb.rights)


def _tells(other: Token, verb: Token) -> bool:
    """Whether another verb has the same subject and something that it tells."""
    joined = other.dep_ == "conj" and other.tag_ == verb.tag_
    trails = other.dep_ == "advcl" and other.tag_ == "VBG" and next_to(other, -1).text == ","
    own = subject_of(other) is not None
    return (joined or trails) and not own and any(c.dep_ == "ccomp" for c in other.rights)
