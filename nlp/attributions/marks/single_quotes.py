"""Quotations in single marks, as British papers set them, told from apostrophes.

A mark opens where a word begins and closes where one ends, outside double marks. "The
workers’ union" ends a word, too: such a mark closes only if no better one follows before
the next opening. Double marks inside are a quotation within the quotation.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

Bounds = tuple[int, int]

_OPENING = re.compile(
    r"(?<![^\s(\[“\"—–/])[‘']"  # where a word may begin
    r"(?=[\w“\"$£€(\[…]|\.{3})"
    # words that are written with an apostrophe in front, and years
    r"(?!(?:tis|twas|twere|em|til|till|cause|coz|n|bout|round|cos|ere|nuff)\b)"
    r"(?!\d0s\b|\d\d\b(?!['’]))",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"(?<![\s(\[—–’'])[’'](?![\w’'])")
_PAIRS = {"‘": "’", "'": "'"}
_MAY_OWN = re.compile(r"[sz][’'] \w")  # as in "the workers’ union"
_LETTER = re.compile(r"\w")
_FIRST = re.compile(r"\s*(\S)")


def find_single(text: str, start: int, end: int, double: Sequence[Bounds]) -> Iterator[Bounds]:
    """The places of the opening and closing marks in the paragraph [start, end), in text order.

    `double` bounds its quotations in double marks, by which single ones are not broken. One
    that is left open for the next paragraph to go on with has its closing place at `end`.
    """
    outside = Outside(double)
    openings = [m.start() for m in _OPENING.finditer(text, start, end) if m.start() in outside]
    closings = [m.start() for m in _CLOSING.finditer(text, start, end) if m.start() in outside]
    behind = start
    for opening, following in pairwise([*openings, end]):
        if opening < behind:
            continue
        between = closings[bisect_right(closings, opening) : bisect_left(closings, following)]
        closing = _close(text, opening, between)
        if closing is not None and _LETTER.search(text, opening + 1, closing):
            yield opening, closing
            behind = closing + 1
        elif following == end and _goes_on(text, opening, start, end):
            yield opening, end


class Outside:
    """The places that none of the stretches holds, which come in order and apart."""

    def __init__(self, stretches: Sequence[Bounds]) -> None:
        self._stretches = stretches

    def __contains__(self, place: int) -> bool:
        number = bisect_right(self._stretches, place, key=lambda bounds: bounds[0])
        return number == 0 or place >= self._stretches[number - 1][1]


def _close(text: str, opening: int, closings: Sequence[int]) -> int | None:
    """The mark of those that closes what `opening` opens."""
    fitting = [mark for mark in closings if text[mark] == _PAIRS[text[opening]]]
    sure = (mark for mark in fitting if not _MAY_OWN.match(text, mark - 1))
    return next(sure, fitting[0] if fitting else None)


def _goes_on(text: str, opening: int, start: int, end: int) -> bool:
    """Whether the paragraph leaves its quotation open for the next one to go on with it."""
    lead = text[start:opening].strip()
    following = _FIRST.match(text, end)
    again = following is not None and following[1] == text[opening]
    return again and (not lead or lead[-1] in ":,")
