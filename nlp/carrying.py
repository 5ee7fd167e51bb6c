"""Carries a report on to the quotation behind it, where that one has none of its own.

She promised to stay. “We are in.” A quotation that is a sentence of its own belongs to the
last report of the sentence before it, whether that one holds a quotation or none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.contents import tidy
from nlp.cues import Lexicon
from nlp.drafts import Draft
from nlp.quotes import Quotation
from nlp.reading import Reading, place_of

FEWEST_WORDS = 4  # of a quotation that stands for itself
_STOPS = ".?!…"


def carry_on(reading: Reading, lexicon: Lexicon, drafts: Sequence[Draft]) -> list[Draft]:
    """The chosen drafts, each with the lone quotations that follow its sentence."""
    reports = sorted(_reports(lexicon, drafts), key=_cue_place)
    for quotation, before in _lone(reading):
        last = [d for d in reports if before <= _cue_place(d) < quotation.start]
        if not last:
            continue
        span = tidy(reading, quotation.start, quotation.end, clause=False)
        if span is None or any(_holds(d, quotation) for d in drafts):
            continue
        last[-1].contents.append(span)
        last[-1].reasons.append("carried on to the quotation behind it")
    return list(drafts)


def _reports(lexicon: Lexicon, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts whose cue can report a quotation."""
    for draft in drafts:
        if draft.lemma in lexicon.reporting and draft.cue.pos_ in ("VERB", "AUX"):
            yield draft


def _cue_place(draft: Draft) -> int:
    return place_of(draft.passage, draft.cue)[0]


def _lone(reading: Reading) -> Iterator[tuple[Quotation, int]]:
    """The quotations that are sentences inside a paragraph, and where the one before begins."""
    text, borders = reading.text, reading.sentences
    for quotation in reading.quotations:
        words = text[quotation.inner_start : quotation.inner_end].strip()
        if words[:1].islower() or words[-1:] not in _STOPS or words.count(" ") < FEWEST_WORDS - 1:
            continue
        first = reading.paragraphs[quotation.paragraph][0]
        before = text[first : quotation.start].rstrip()
        end = first + len(before)
        if before and borders.last_stop(quotation.start) == end:
            yield quotation, max(first, borders.last_stop(end - 1))


def _holds(draft: Draft, quotation: Quotation) -> bool:
    return any(start <= quotation.start < end for start, end in draft.contents)
