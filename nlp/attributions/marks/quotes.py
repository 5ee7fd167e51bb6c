"""Where the quotation marks of a text open and close.

Curly marks open and close by their shape; straight double marks, and the typewriter's
`` and '', take turns; for single marks see `nlp.attributions.marks.single_quotes`. A
quotation that its paragraph never closes runs to the paragraph's end: the custom for one that
the next paragraph continues.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter

from nlp.attributions.marks.single_quotes import Outside, find_single

_MARK = re.compile("[\u201c\u201d\u201e\u201f\"]|``|''")
_OPENING = frozenset({"\u201c", "\u201e", "``"})
_CLOSING = frozenset({"\u201d", "\u201f", "''"})
_LETTER = re.compile(r"\w")
_START = attrgetter("start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One quoted stretch with its marks; `inner` bounds leave the marks out."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    paragraph: int
    closed: bool


def find_quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Quotation]:
    """The quotations of each paragraph (bounds in characters of `text`), in text order."""
    found: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs):
        double = _in_double_marks(text, start, end, number)
        single = _in_single_marks(text, start, end, number, double)
        outside = Outside([(q.start, q.end) for q in single])
        found += sorted([*single, *(q for q in double if q.start in outside)], key=_START)
    return found


def _in_single_marks(
    text: str, start: int, end: int, number: int, double: Sequence[Quotation]
) -> list[Quotation]:
    return [
        Quotation(
            start=opening,
            end=min(closing + 1, end),
            inner_start=opening + 1,
            inner_end=closing,
            paragraph=number,
            closed=closing < end,
        )
        for opening, closing in find_single(text, start, end, [(q.start, q.end) for q in double])
    ]


def _in_double_marks(text: str, start: int, end: int, number: int) -> list[Quotation]:
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        closes = mark.group() not in _OPENING or _closes_by_place(text, mark)
        if opened is None and (mark.group() not in _CLOSING or _opens_by_place(text, mark)):
            opened = mark
        elif opened is not None and closes:
            found.append(_quotation(opened, mark.start(), mark.end(), number, closed=True))
            opened = None
    if opened is not None and _LETTER.search(text, opened.end(), end):
        found.append(_quotation(opened, end, end, number, closed=False))
    return found


def _opens_by_place(text: str, mark: re.Match[str]) -> bool:
    """Whether a typewriter '' stands where only an opening mark can."""
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end() : mark.end() + 1]
    return mark.group() == "''" and (before.isspace() or before in "([—–") and after.isalnum()


def _closes_by_place(text: str, mark: re.Match[str]) -> bool:
    """Whether a curly opening mark stands, mistyped, where only a closing one can."""
    before = text[mark.start() - 1] if mark.start() else " "
    after = text[mark.end() : mark.end() + 1]
    return not before.isspace() and (not after or after.isspace())


def _quotation(
    opened: re.Match[str], inner_end: int, end: int, number: int, *, closed: bool
) -> Quotation:
    return Quotation(
        start=opened.start(),
        end=end,
        inner_start=opened.end(),
        inner_end=inner_end,
        paragraph=number,
        closed=closed,
    )


class QuotedShare:
    """Answers how much of a stretch is quoted, by sums over the text and binary search."""

    def __init__(self, text: str, quotations: Sequence[Quotation]) -> None:
        self._quotations = quotations
        self._starts = [q.start for q in quotations]
        letters = bytes(map(str.isalnum, text))
        quoted = bytearray(len(text))
        for q in quotations:
            quoted[q.start : q.end] = letters[q.start : q.end]
        self._letters = array("l", accumulate(letters, initial=0))  # before each place
        self._letters_quoted = array("l", accumulate(quoted, initial=0))

    def of(self, spans: Iterable[tuple[int, int]]) -> float:
        """The share (0 to 1) of the letters and digits in `spans` that stand in quotation marks."""
        letters = quoted = 0
        for start, end in spans:
            letters += self._letters[end] - self._letters[start]
            quoted += self._letters_quoted[end] - self._letters_quoted[start]
        return quoted / letters if letters else 0.0

    def overlapping(self, start: int, end: int) -> Sequence[Quotation]:
        """The quotations that share a character with [start, end)."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_right(self._starts, end - 1)
        return [q for q in self._quotations[first:last] if q.end > start]

    def at(self, place: int) -> Quotation | None:
        """The quotation that holds the character at `place`, if any."""
        inside = self.overlapping(place, place + 1)
        return inside[0] if inside else None
