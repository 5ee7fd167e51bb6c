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
# When it was said, by another event, and what came of it.
_BESIDE = re.compile(
    r",\s(?:(?:just |only |less than |more than |about |nearly )?"
    r"(?:(?:an?|several|a few|[\w-]+) )?(?:minute|hour|day|week|month|year|decade)s?\s"
    r"(?:after|before)\s(?!that\b)"
    r"|(?:citing|contradicting|contrasting|drawing|echoing|joining|prompting|sparking|triggering"
    r"|raising (?:fears|hopes|questions|doubts|concerns|the (?:prospect|question|spectre|specter))"
    r"|sending (?:(?:its|the|their|[\w-]+) ){0,2}(?:shares|stocks?|prices|markets))\b)"
)
_MOST_BEHIND = 15  # words that may say in which one, with whom, and when
_HOLDS_ONE = frozenset({"appear", "deliver", "discuss", "give", "make", "raise", "speak", "talk"})
_FUTURE = frozenset({"will", "would", "'ll", "’ll", "shall", "to"})


def without_occasion(doc: Doc, lexicon: Lexicon, cue: Token, start: int, end: int) -> int:
    """Ends a content before the occasion of its report: "said rents were high in an interview".

    Token bounds, end-exclusive. What follows on ", days after the fire" or ", sending shares
    down" is told of the report too. Where the content itself tells of speaking or of what is to
    come, the occasion may be its own ("that she would resign in a speech"), and stays.
    """
    if cue.lemma_.lower() not in lexicon.speech:
        return end
    tail = doc[max(start, end - _MOST_BEHIND) : end]
    beside = _BESIDE.search(doc[start:end].text)
    if beside is not None and not any(t.is_quote for t in doc[start:end]):
        return _token_at(doc[start:end], beside.start())
    last = max((m.start() for m in _OCCASION.finditer(tail.text)), default=None)
    if last is None:
        return end
    cut = _token_at(tail, last + 1)
    told = doc[start:cut]
    whole = end >= len(doc) or doc[end].is_sent_start or doc[end].is_punct
    if not whole or _tells_of_speech(told, lexicon):
        return end
    return cut if any(t.dep_ in SUBJECTS for t in told) else end


def _token_at(words: Span, place: int) -> int:
    """The token that holds the character at `place` of the words."""
    return next(t.i for t in words if t.idx + len(t) > words.start_char + place)


def _tells_of_speech(told: Span, lexicon: Lexicon) -> bool:
    """Whether what was said is itself of speaking, or of what is to come."""
    return any(
        t.lower_ in _FUTURE
        or (t.pos_ == "VERB" and (t.lemma_.lower() in lexicon.speech or t.lemma_ in _HOLDS_ONE))
        for t in told
    )
