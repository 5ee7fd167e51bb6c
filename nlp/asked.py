"""Questions that a text tells in passing: "Asked whether she would run, Quist laughed"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.sources import agent_of, subject_of

PUT = "put:"
"""How the frames begin of what somebody was asked, by whomever."""

_COMMAS = frozenset({",", "(", "—", "–"})
_PUT_TO_SOMEONE = frozenset({"ask", "question", "press", "quiz", "tell", "urge", "warn", "advise"})
_WHEN = frozenset({"when", "once", "later"})
_QUESTIONS = frozenset({"ask", "press", "question", "quiz"})


def is_put_to_them(cue: Token) -> bool:
    """ "Asked whether he would go, he said no": the subject was asked, and asks nothing."""
    alone = _is_beside(cue) and not any(cue.lefts)
    return (alone or _trails_its_subject(cue)) and cue.lemma_.lower() in _PUT_TO_SOMEONE


def is_question(cue: Token) -> bool:
    """Whether somebody was asked, no order or warning given, and nobody is told to have asked."""
    if cue.lemma_.lower() not in _QUESTIONS or agent_of(cue) is not None:
        return False
    alone = _is_beside(cue) and all(left.lower_ in _WHEN or left.is_punct for left in cue.lefts)
    return alone or _trails_its_subject(cue)


def _is_beside(cue: Token) -> bool:
    return cue.tag_ == "VBN" and cue.dep_ == "advcl"


def _trails_its_subject(cue: Token) -> bool:
    """ "Quist, asked whether he would go, laughed": no single comma parts a subject and a verb."""
    subject = subject_of(cue)
    if subject is None or subject.i >= cue.i or cue.nbor(-1).text != ",":
        return False
    return sum(t.text in _COMMAS for t in cue.doc[subject.left_edge.i : cue.i]) == 1
