"""How a draft bears itself: whose account tells it, who takes the stance, what follows on it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from nlp.attributions.choice.drafts import Draft
from nlp.attributions.choice.nesting import is_given
from nlp.attributions.constructions.hearsay import UNSOURCED
from nlp.attributions.grammar.cues import TOLD_OF, Lexicon, lexicon
from nlp.attributions.grammar.openings import lost_deed
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


def _leads_to_another(reading: Reading, colon: int) -> bool:
    """Whether what follows a colon has a report of its own: "will last: “It is oak,” said Roe"."""
    quotation = reading.quoted.at(colon + 2)
    return quotation is not None and reading.text[quotation.inner_end - 1] == ","


def _of_what_follows(reading: Reading, draft: Draft, *, quoting: bool) -> Iterator[str]:
    text, (start, end) = reading.text, draft.contents[-1]
    follows = text[end : end + 1]
    behind = start > draft.passage.offset + draft.cue.idx
    if follows == ":" and behind and not _leads_to_another(reading, end):
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


def lacking_source(cue: Token, frame: str) -> str:
    """What it is that nobody is named for, as the odds table calls it."""
    known = frame.startswith(TOLD_OF) and lexicon().takes(cue.lemma_.lower(), TOLD_OF)
    if known and _is_brought_up(cue):
        return ", a claim"
    if is_subject(cue):
        return ", noun"
    if frame.startswith(UNSOURCED):
        return ", by nature"
    if frame.startswith("passive"):
        return ", passive"
    return ", clause" if frame.startswith("ccomp") else ""


def _is_brought_up(noun: Token) -> bool:
    """ "Reports that it leaks" that do something, "there are fears that"; not "amid fears that"."""
    there = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.lefts)
    return there or noun.dep_ in ("nsubj", "nsubjpass", "ROOT")


def is_subject(cue: Token) -> bool:
    """ "The claim that it was over drew laughs": its own verb follows, nothing breaks off."""
    subject = cue.dep_ in ("nsubj", "nsubjpass") or lost_deed(cue) is not None
    return cue.pos_ == "NOUN" and subject
