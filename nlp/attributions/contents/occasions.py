"""On what occasion a report was made, where its sentence tells that behind what was said."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span, Token

from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.grammar.sources import SUBJECTS

_OCCASION = re.compile(
    r",?\s(?:in|during|at|on)\s(?:an?|his|her|their)\s(?:[\w’'&.-]+\s){0,3}?"
    r"(?:interview|statement|speech|letter|e-?mail|memo|tweet|post|op-ed|podcast|briefing"
    r"|(?:news|press) conference|radio show|television show)\b"
)
_MOST_BEHIND = 15  # words that may say in which one, with whom, and when
_HOLDS_ONE = frozenset({"appear", "deliver", "discuss", "give", "make", "raise", "speak", "talk"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "to"})


def without_occasion(doc: Doc, lexicon: Lexicon, cue: Token, start: int, end: int) -> int:
    """Ends a content before the occasion of its report: "said rents were high in an interview".

    Token bounds, end-exclusive. Where the content itself tells of speaking or of what is to
    come, the occasion may be its own ("that she would resign in a speech"), and stays.
    """
    if cue.lemma_.lower() not in lexicon.speech:
        return end
    tail = doc[max(start, end - _MOST_BEHIND) : end]
    last = max((m.start() for m in _OCCASION.finditer(tail.text)), default=None)
    if last is None:
        return end
    cut = next(t.i for t in tail if t.idx + len(t) > tail.start_char + last + 1)
    told = doc[start:cut]
    whole = end >= len(doc) or doc[end].is_sent_start or doc[end].is_punct
    if not whole or _tells_of_speech(told, lexicon):
        return end
    return cut if any(t.dep_ in SUBJECTS for t in told) else end


def _tells_of_speech(told: Span, lexicon: Lexicon) -> bool:
    """Whether what was said is itself of speaking, or of what is to come."""
    return any(
        t.lower_ in _FUTURE
        or (t.pos_ == "VERB" and (t.lemma_.lower() in lexicon.speech or t.lemma_ in _HOLDS_ONE))
        for t in told
    )
