"""Reports hung on what they report: "as he said", "as told by the Argus", ", he said,"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.cues import lexicon
from nlp.attributions.openings import subtree
from nlp.attributions.sources import agent_of, subject_of

Bounds = tuple[int, int]

_PUTS = frozenset({"it", "this", "things"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SAYER_REACH = 16  # tokens from "as" to "put it"
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def aside(verb: Token) -> tuple[str, tuple[Bounds, ...]] | None:
    """The frame of such a report, and the token bounds of what stands on either side of it."""
    if verb.dep_ not in ("parataxis", "advcl"):
        return None
    marked = any(c.lower_ == "as" for c in verb.lefts if c.dep_ in ("mark", "advmod"))
    by = marked and verb.tag_ == "VBN" and agent_of(verb) is not None
    if (subject_of(verb) is None and not by) or (verb.dep_ == "advcl" and not marked):
        return None
    if any(c.dep_ == "xcomp" and c.lemma_.lower() in lexicon().speech for c in verb.rights):
        return None  # "as she likes to say", where she says it
    inner_start, inner_end = subtree(verb)
    start, end = subtree(verb.head)
    around = ((start, inner_start), (inner_end, end))
    parts = tuple(part for part in around if any(not t.is_punct for t in verb.doc[slice(*part)]))
    frame = "as-by" if by else "as" if marked else "aside"
    return (frame, parts) if parts else None


def sayer_who_puts(verb: Token) -> Token | None:
    """Quist, in "The move would, as Quist put it, “sink the port”": the parse may have the move
    put it; None for another verb.
    """
    if not puts_it(verb):
        return None
    doc = verb.doc
    for token in reversed(doc[max(verb.sent.start, verb.i - _SAYER_REACH) : verb.i]):
        if token.lower_ == "as":
            first = token.i + 1
            return next((t for t in doc[first : verb.i] if _leads(t, first, verb.i)), None)
        if token.tag_ in _FINITE or token.is_quote:
            return None
    return None


def puts_it(verb: Token) -> bool:
    """Whether a verb is that of "as she put it"."""
    behind = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    return verb.lemma_ == "put" and behind in _PUTS


def _leads(token: Token, first: int, end: int) -> bool:
    """Whether a noun heads the phrase between two places."""
    outside = token.head.i < first or token.head.i >= end
    return token.pos_ in _NOMINAL and token.left_edge.i == first and outside
