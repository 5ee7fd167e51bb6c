"""One article as the attribution rules see it: parsed pieces, quotations, paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from nlp.attributions.marks.quotes import Quotation, QuotedShare, find_quotations
from nlp.sentences import SentenceBorders


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A parsed piece with its place in the article."""

    offset: int
    doc: Doc
    paragraph: int

    @property
    def end(self) -> int:
        """Where the passage ends, in characters of the article."""
        last = self.doc[-1]  # the text itself would be joined anew at each look
        return self.offset + last.idx + len(last) + len(last.whitespace_)


class Reading:
    """The article's text with its parsed passages and its quotations, all in text order."""

    def __init__(self, text: str, passages: Sequence[Passage]) -> None:
        self.text = text
        self.passages = passages
        self._starts = [p.offset for p in passages]
        self.paragraphs = _paragraph_bounds(passages)
        self.quotations: Sequence[Quotation] = find_quotations(text, self.paragraphs)
        self.sentences = SentenceBorders(text, self.paragraphs)
        self.quoted = QuotedShare(text, self.quotations)

    @cached_property
    def last_names(self) -> frozenset[str]:
        """The last words of the persons' names in the text that have more than one."""
        return frozenset(
            person[-1].text
            for passage in self.passages
            for person in passage.doc.ents
            if person.label_ == "PERSON" and len(person) > 1
        )

    def tokens_between(
        self, start: int, end: int, most: int | None = None, first: int | None = None
    ) -> list[Token]:
        """The tokens that begin inside [start, end), if one passage holds them; of more than
        `most` the last ones, of more than `first` the first ones.
        """
        passage = self.passage_at(start)
        if passage is None or end <= start:
            return []
        begin = _token_at(passage.doc, start - passage.offset)
        stop = _token_at(passage.doc, min(end, passage.end) - passage.offset)
        if most is not None:
            begin = max(begin, stop - most)
        if first is not None:
            stop = min(stop, begin + first)
        return list(passage.doc[begin:stop])

    def passage_at(self, place: int) -> Passage | None:
        """The passage that holds the character at `place`."""
        number = bisect_right(self._starts, place) - 1
        if number < 0 or place >= self.passages[number].end:
            return None
        return self.passages[number]


def _paragraph_bounds(passages: Sequence[Passage]) -> list[tuple[int, int]]:
    bounds: dict[int, tuple[int, int]] = {}
    for p in passages:
        start = bounds.get(p.paragraph, (p.offset, 0))[0]
        bounds[p.paragraph] = (start, p.end)
    return list(bounds.values())


def place_of(passage: Passage, words: Span | Token) -> tuple[int, int]:
    """Bounds of `words` in characters of the article."""
    if isinstance(words, Token):
        return passage.offset + words.idx, passage.offset + words.idx + len(words)
    return passage.offset + words.start_char, passage.offset + words.end_char


def _token_at(doc: Doc, place: int) -> int:
    """Index of the first token that begins at or after `place`."""
    return bisect_left(doc, place, key=lambda token: token.idx)
