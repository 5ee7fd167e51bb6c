"""Two reports in one sentence, where a pronoun takes the first one's source up.

In "Lund said the gate was safe: it had been checked, he added" the parse gives all of it
to "added", as if somebody else had spoken of Lund.
"""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.cues import Lexicon, lexicon
from nlp.attributions.grammar.sources import subject_of
from nlp.texts import next_to

_STOPS = frozenset({":", ";", "—", "–"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_MOST = 60  # tokens of a content that are looked at


def own_start(cue: Token, start: int, end: int, words: Lexicon) -> int:
    """Where what `cue` reports begins in [start, end), behind an earlier report."""
    if end > cue.i or not _is_taken_up(cue):
        return start
    begin, told = start, False
    for token in cue.doc[start : min(end, start + _MOST)]:
        if told and (token.text in _STOPS or _adds(token)):
            begin = token.i + (2 if token.text == "," else 1)
        told = told or _reports(token, words)
    return begin if begin < end else start


def takes_up(cue: Token, start: int) -> bool:
    """Whether a sentence that begins at token `start` reports before it comes to `cue`."""
    return own_start(cue, start, cue.i - 1, lexicon()) > start


def is_told_before(verb: Token, words: Lexicon) -> bool:
    """Whether a verb reports what stands before its sentence's next report, not within that."""
    if verb.dep_ != "ccomp" or verb.head.i < verb.i or not _reports(verb, words):
        return False
    return any(
        own_start(cue, verb.left_edge.i, subject.i, words) > verb.i
        for cue in verb.doc[verb.i + 1 : verb.sent.end]
        if cue.lemma_.lower() in words.speech
        and cue.tag_ in _FINITE
        and (subject := subject_of(cue)) is not None
        and subject.i > verb.i
    )


def _is_taken_up(cue: Token) -> bool:
    subject = subject_of(cue)
    return subject is not None and subject.tag_ == "PRP"


def _reports(token: Token, words: Lexicon) -> bool:
    if token.tag_ not in _FINITE or token.lemma_.lower() not in words.speech:
        return False
    subject = subject_of(token)
    return subject is not None and subject.tag_ != "PRP" and subject.i < token.i


def _adds(token: Token) -> bool:
    """ ", and" before a clause with a subject of its own."""
    if token.text != "," or token.i + 2 >= len(token.doc):
        return False
    return next_to(token).dep_ == "cc" and any(
        t.dep_ in ("nsubj", "nsubjpass") for t in token.doc[token.i + 2 : token.i + 7]
    )
