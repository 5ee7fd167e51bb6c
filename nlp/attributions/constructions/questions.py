"""Questions that nobody named put, told with their answer: "Asked if it leaks, she said …"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.cues import lexicon
from nlp.attributions.grammar.openings import mark_of, subtree
from nlp.attributions.grammar.sources import agent_of, subject_of

QUESTION = "question"
"""The frame of such a question, whose source the sentence does not name."""

_PUT = frozenset({"ask", "press", "question"})
_MARKS = frozenset({"whether", "if", "wh"})
_OPENING = frozenset({"and", "but", "when", "later"})


def answered(verb: Token) -> tuple[int, int] | None:
    """Token bounds of what "Asked whether the port would close, she said it would not" asks.

    Only where the answer is told: "Asked whether he would go, he left" tells no more of it.
    """
    answer = verb.head
    if verb.lemma_ not in _PUT or verb.dep_ != "advcl" or verb.tag_ not in ("VBN", "VBD"):
        return None
    if subject_of(verb) is not None or agent_of(verb) is not None or verb.i > answer.i:
        return None
    if any(t.lower_ not in _OPENING for t in verb.doc[verb.sent.start : verb.i] if not t.is_punct):
        return None
    told = any(c.dep_ == "ccomp" and c.i > verb.i for c in answer.rights)
    if not told or answer.lemma_.lower() not in lexicon().speech:
        return None
    asked = (c for c in verb.rights if c.dep_ == "ccomp" and mark_of(c) in _MARKS)
    return next((subtree(c) for c in asked), None)
