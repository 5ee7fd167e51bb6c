"""How a draft bears itself: whose account tells it, who takes the stance, what follows on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from nlp.attributions.choice.drafts import Draft
from nlp.attributions.choice.nesting import is_given
from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.marks.reading import Reading

_NOMINAL = ("prep-", "noun-prep", "adj-prep")
_POINTING = frozenset({"this", "these", "that", "those"})
_GOES_ON = frozenset({"for", "as"})
_COMMA = re.compile(r",(?!\d{3})")  # but for that of "2,000"
_LONGEST_LOOK = 60  # tokens of a content in search of its head


def bearing_of(reading: Reading, draft: Draft, lexicon: Lexicon, *, quoting: bool) -> Iterator[str]:
    """What a draft's own words and those right behind it say of it, as traits."""
    yield from _of_account(draft, lexicon)
    yield from _of_what_follows(reading, draft, quoting=quoting)
    head = _head(reading, draft)
    if head is None:
        return
    if draft.frame.startswith(_NOMINAL) and head.dep_ == "pcomp":
        yield "content: a clause behind a preposition"
    if draft.frame.startswith("dobj") and any(c.dep_ == "appos" for c in head.rights):
        yield "content: with an apposition"


def _of_account(draft: Draft, lexicon: Lexicon) -> Iterator[str]:
    cue, source, frame = draft.cue, draft.source, draft.frame
    itself = frame.startswith("according") or draft.lemma in lexicon.speech
    if not itself and any(c.lower_ == "according" for c in cue.children):
        yield "cue: by another's account"  # "It plans to go, according to the Argus"
    if is_given(cue, lexicon):
        yield "cue: given by its verb"  # "sounded the alarm about"
    if source is None or not frame.startswith("ccomp"):
        return
    if source.ent_type_ == "PERCENT":
        yield "source: a share"
    if source.lower_ in _POINTING and source.tag_ == "DT":
        yield "source: pointed at"


def _of_what_follows(reading: Reading, draft: Draft, *, quoting: bool) -> Iterator[str]:
    text, (start, end) = reading.text, draft.contents[-1]
    follows = text[end : end + 1]
    behind = start > draft.passage.offset + draft.cue.idx
    if follows == ":" and behind:
        yield "content: a colon follows"
    clause = draft.frame.startswith("ccomp") and behind and not quoting
    if clause and follows == "," and not _word_at(text, end + 1).endswith("ing"):
        yield "content: a comma follows, clause"
    if draft.frame.startswith("dobj") and _takes_more(draft, end):
        yield "content: its verb takes more"
    if behind and not quoting and len(_COMMA.findall(text, start, end)) == 1:
        yield "content: one comma within"


def _word_at(text: str, place: int) -> str:
    words = text[place : place + 20].split(maxsplit=1)
    return words[0] if words else ""


def _takes_more(draft: Draft, end: int) -> bool:
    """ "blamed the board for the delay": the board alone is not what is told."""
    behind = end - draft.passage.offset
    return any(
        c.dep_ == "prep" and c.lower_ in _GOES_ON and 0 < c.idx - behind <= 1
        for c in draft.cue.rights
    )


def _head(reading: Reading, draft: Draft) -> Token | None:
    """The word that the others of the last part of a content hang on."""
    start, end = draft.contents[-1]
    words = reading.tokens_between(start, end, first=_LONGEST_LOOK)
    if not words:
        return None
    first, last = words[0].i, words[-1].i
    return next((t for t in words if not first <= t.head.i <= last or t.head.i == t.i), None)
