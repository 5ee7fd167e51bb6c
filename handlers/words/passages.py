"""Where the paragraphs and sentences of a text begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from nlp.analysis import Excerpt

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_STOP = re.compile(r"[.!?…][\"”’')\]]{0,3}(?=[ \u00a0])")
_OPENING = re.compile(r"[ \u00a0]{1,4}([\"“‘'(\[]{0,2}[^\W_])")
_SHORT = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen|Col|Lt|Sgt|Prof|Rev|Hon|Jr|Sr|Inc|Corp|Co|Ltd|"
    r"No|vs|etc|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)|(?<![^\W_])[^\W\d_])$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """A text with the places where its paragraphs and sentences begin, found once."""

    text: str
    paragraphs: tuple[int, ...]
    starts: tuple[int, ...]  # of sentences
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Passages:
        """Read a text; a line that is not blank is a paragraph."""
        paragraphs, starts, ends = [], [], []
        for match in _PARAGRAPH.finditer(text):
            paragraphs.append(match.start())
            for start, end in _sentences(text, match.start(), match.end()):
                starts.append(start)
                ends.append(end)
        return cls(text=text, paragraphs=tuple(paragraphs), starts=tuple(starts), ends=tuple(ends))

    def excerpt(self, start: int, end: int) -> Excerpt:
        """The text's own words from start to end."""
        return Excerpt(start=start, end=end, words=self.text[start:end])

    def paragraph(self, offset: int) -> int:
        """The number of the paragraph that holds this character, counted from 1."""
        return max(1, bisect_right(self.paragraphs, offset))

    def whole(self, number: int) -> Excerpt:
        """The paragraph of that number, counted from 1, from its first to its last sign."""
        start = self.paragraphs[number - 1]
        end = self.text.find("\n", start)
        words = self.text[start:] if end < 0 else self.text[start:end]
        start += len(words) - len(words.lstrip())
        return self.excerpt(start, start + len(words.strip()))

    def break_after(self, offset: int, limit: int) -> int:
        """Where a text may begin that is cut off before an offset: a sentence, else a word.

        At the latest at the limit.
        """
        at = bisect_left(self.starts, offset)
        if at < len(self.starts) and self.starts[at] < limit:
            return self.starts[at]
        return self.text.find(" ", offset, limit) + 1 or limit

    def break_before(self, offset: int, limit: int) -> int:
        """Where a text may end that is cut off behind an offset; at the earliest at the limit."""
        at = bisect_right(self.ends, offset) - 1
        if at >= 0 and self.ends[at] > limit:
            return self.ends[at]
        return max(self.text.rfind(" ", limit, offset), limit)

    def so_far(self, start: int, end: int, *, before: int = 0) -> Excerpt:
        """As `sentences`, from the beginning of the paragraph on, or of as many before it."""
        around = self.sentences(start, end)
        first = max(bisect_right(self.paragraphs, around.start) - 1 - before, 0)
        first_start = min(self.paragraphs[first], around.start) if self.paragraphs else 0
        return self.excerpt(first_start, around.end)

    def sentences(self, start: int, end: int) -> Excerpt:
        """The whole sentences that the characters from start to end touch."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_left(self.ends, end)
        begin = self.starts[first] if first >= 0 else 0
        finish = self.ends[last] if last < len(self.ends) else len(self.text)
        return self.excerpt(min(begin, start), max(finish, end))


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for match in _STOP.finditer(text, start, end):
        opening = _OPENING.match(text, match.end(), end)
        if opening is None or text[opening.end() - 1].islower():
            continue
        if match.group() == "." and _SHORT.search(
            text, max(start, match.start() - 8), match.start()
        ):
            continue
        found.append((start, match.end()))
        start = opening.start(1)
    return [*found, (start, end)]
