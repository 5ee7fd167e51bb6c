"""Carries a report on to the quotation behind it, where that one has none of its own.

She promised to stay. “We are in.” A quotation that is a sentence of its own belongs to the
last report of the sentence before it, whether that one holds a quotation or none. So does a
sentence that ends in a quotation, where what was said came before who said it: It is late,
she said. Nobody “has the heart to leave now.”
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlp.attributions.choice.drafts import Draft
from nlp.attributions.contents.borders import tidy
from nlp.attributions.contents.wholes import speaks
from nlp.attributions.grammar.cues import Lexicon
from nlp.attributions.marks.quotes import Quotation
from nlp.attributions.marks.reading import Reading, place_of
from nlp.attributions.speech.quoted import another_acts

FEWEST_WORDS = 4  # of a quotation that stands for itself
_BESIDES = frozenset({"after", "before"})
_SPOKEN = "quote-after"
_STOPS = ".?!…"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lone:
    """A quotation without a report: where its sentence begins, and the sentence before."""

    quotation: Quotation
    start: int
    before: int


def carry_on(reading: Reading, lexicon: Lexicon, drafts: Sequence[Draft]) -> list[Draft]:
    """The chosen drafts, each with the lone quotations that follow its sentence."""
    _hand_on(drafts)
    reports = sorted(_reports(lexicon, drafts), key=_cue_place)
    for lone in _lone(reading):
        last = [d for d in reports if lone.before <= _cue_place(d) < lone.start]
        quotation = lone.quotation
        if not last or any(_holds(d, quotation) for d in drafts) or another_acts(last[-1].cue):
            continue
        lead = reading.text[lone.start : quotation.start].rstrip()
        if lead and (
            lead.endswith(":")  # somebody else is brought in
            or not _follows_content(last[-1])
            or speaks(reading, lexicon, lone.start, quotation.start)
        ):
            continue
        span = tidy(reading, lone.start, quotation.end, clause=False)
        if span is not None:
            last[-1].contents.append(span)
            last[-1].reasons.append("carried on to the quotation behind it")
    return list(drafts)


def _hand_on(drafts: Sequence[Draft]) -> None:
    """Gives "“…,” she said, according to the Argus. “…”" to the Argus to the end, too."""
    speeches = sorted(
        (d for d in drafts if d.frame.startswith(_SPOKEN) and len(d.contents) > 1),
        key=lambda d: d.contents[0],
    )
    starts = [speech.contents[0][0] for speech in speeches]
    for draft in drafts:
        if not draft.frame.startswith("according"):
            continue
        for start, end in tuple(draft.contents):
            for speech in speeches[bisect_left(starts, start) : bisect_left(starts, end)]:
                draft.contents += [c for c in speech.contents[1:] if c[0] >= end]


def _reports(lexicon: Lexicon, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The drafts whose cue can report a quotation."""
    for draft in drafts:
        if draft.cue.head.lower_ in _BESIDES:  # "after hinting that": beside what is told
            continue
        if draft.lemma in lexicon.reporting and draft.cue.pos_ in ("VERB", "AUX"):
            yield draft


def _cue_place(draft: Draft) -> int:
    return place_of(draft.passage, draft.cue)[0]


def _follows_content(draft: Draft) -> bool:
    """Whether the report comes last: "…," she said."""
    return max(end for _, end in draft.contents) <= _cue_place(draft)


def _lone(reading: Reading) -> Iterator[_Lone]:
    """The quotations that end a sentence inside a paragraph, but not its first sentence."""
    text, borders = reading.text, reading.sentences
    for quotation in reading.quotations:
        words = text[quotation.inner_start : quotation.inner_end].strip()
        if words[-1:] not in _STOPS or words.count(" ") < FEWEST_WORDS - 1:
            continue
        if text[quotation.end : quotation.end + 2].lstrip()[:1].islower():
            continue  # “What would you do?” one asked
        first = reading.paragraphs[quotation.paragraph][0]
        end = max(first, borders.last_stop(quotation.start))
        lead = text[end : quotation.start]
        if end == first or (not lead.strip() and words[:1].islower()):
            continue
        start = end + len(lead) - len(lead.lstrip())
        yield _Lone(quotation=quotation, start=start, before=max(first, borders.last_stop(end - 1)))


def _holds(draft: Draft, quotation: Quotation) -> bool:
    return any(start <= quotation.start < end for start, end in draft.contents)
