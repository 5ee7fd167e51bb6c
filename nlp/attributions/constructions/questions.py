"""Questions that nobody named put, told with their answer: "Asked if it leaks, she said …"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.openings import mark_of, subtree
from nlp.attributions.grammar.sources import agent_of, subject_of
from nlp.texts import next_to

QUESTION = "question"
"""The frame of such a question, whose source the sentence does not name."""

_PUT = frozenset({"ask", "press", "question"})
_MARKS = frozenset({"whether", "if", "wh"})
_OPENING = frozenset({"and", "but", "when", "later"})
_NEAR = 4  # tokens from "replied" to the quotation of the answer
_CLIMB = 3


def answered(verb: Token) -> tuple[int, int] | None:
    """Token bounds of what "Asked whether the port would close, she said it would not" asks.

    Only where the answer is told: "Asked whether he would go, he left" tells no more of it.
    """
    if verb.lemma_ not in _PUT or verb.dep_ != "advcl" or verb.tag_ not in ("VBN", "VBD"):
        return None
    if subject_of(verb) is not None or agent_of(verb) is not None:
        return None
    if not (_trails(verb) if _follows(verb) else _leads(verb)):
        return None
    asked = (c for c in verb.rights if c.dep_ == "ccomp" and mark_of(c) in _MARKS)
    return next((subtree(c) for c in asked), None)


def asked_then(verb: Token, cue: Token) -> bool:
    """Whether "when asked" tells on what occasion `cue` was said, and nothing that was said."""
    seat = verb
    for _ in range(_CLIMB):
        if seat.i == cue.i:
            return _follows(verb) and verb.i > cue.i
        if seat.dep_ == "relcl":
            return False
        seat = seat.head
    return False


def _follows(verb: Token) -> bool:
    asked = verb.lemma_ in _PUT and verb.tag_ in ("VBN", "VBD") and verb.i > verb.head.i
    return asked and next_to(verb, -1).lower_ == "when"


def _leads(verb: Token) -> bool:
    """Whether a question opens its sentence, and its answer follows."""
    answer = verb.head
    if verb.i > answer.i or answer.lemma_.lower() not in lexicon().speech:
        return False
    before = verb.doc[verb.sent.start : verb.i]
    if any(t.lower_ not in _OPENING and not t.is_punct for t in before):
        return False
    quoted = any(t.is_quote for t in verb.doc[answer.i + 1 : answer.i + _NEAR])
    return quoted or any(c.dep_ == "ccomp" and c.i > verb.i for c in answer.rights)


def _trails(verb: Token) -> bool:
    """Whether a question stands behind its answer, on which or on whose report it hangs."""
    answer = verb.head
    if answer.dep_ == "ccomp" and answer.lemma_.lower() not in lexicon().speech:
        answer = answer.head
    return answer.lemma_.lower() in lexicon().speech
