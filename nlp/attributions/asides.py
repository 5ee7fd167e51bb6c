"""Reports hung on what they report: "as he said", "as told by the Argus", ", he said,"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.openings import subtree
from nlp.attributions.sources import agent_of, subject_of

Bounds = tuple[int, int]


def aside(verb: Token) -> tuple[str, tuple[Bounds, ...]] | None:
    """The frame of such a report, and the token bounds of what stands on either side of it."""
    if verb.dep_ not in ("parataxis", "advcl"):
        return None
    marked = any(c.lower_ == "as" for c in verb.lefts if c.dep_ in ("mark", "advmod"))
    by = marked and verb.tag_ == "VBN" and agent_of(verb) is not None
    if (subject_of(verb) is None and not by) or (verb.dep_ == "advcl" and not marked):
        return None
    inner_start, inner_end = subtree(verb)
    start, end = subtree(verb.head)
    around = ((start, inner_start), (inner_end, end))
    parts = tuple(part for part in around if any(not t.is_punct for t in verb.doc[slice(*part)]))
    frame = "as-by" if by else "as" if marked else "aside"
    return (frame, parts) if parts else None
