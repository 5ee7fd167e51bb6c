"""Where sentences end on the surface, for the rules that cannot trust a parse."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+[\"'“‘’(\[]*[A-Z0-9]|\s*$)")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Adm|Jr|Sr|St|Rev|Hon"
    r"|Prof|Del|Supt|Det|Maj|Cmdr|Amb|Inc|Corp|Co|Ltd|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs"
    r"|[A-Z]\.[A-Z]))$"
)
_LONGEST_ABBREVIATION = 6


class SentenceBorders:
    """The places of a text where a sentence ends, found once, asked often."""

    def __init__(self, text: str, paragraphs: Iterable[tuple[int, int]]) -> None:
        ends: set[int] = set()
        starts: set[int] = set()
        for start, end in paragraphs:
            starts.add(start)
            ends.add(end)
            ends.update(m.end() for m in _END.finditer(text, start, end) if not _short(text, m))
        self._ends = sorted(ends)
        self._stops = sorted(ends | starts)

    def next_end(self, place: int) -> int:
        """The first end after `place`, closing marks included."""
        k = bisect_right(self._ends, place)
        return self._ends[k] if k < len(self._ends) else place

    def last_stop(self, place: int) -> int:
        """The last sentence end, or paragraph start, at or before `place`."""
        k = bisect_right(self._stops, place) - 1
        return self._stops[k] if k >= 0 else 0

    def any_between(self, start: int, end: int) -> bool:
        """Whether a sentence ends inside (start, end)."""
        k = bisect_right(self._ends, start)
        return k < bisect_left(self._ends, end)


def _short(text: str, end: re.Match[str]) -> bool:
    """Whether the stop only shortens a word ("Mr.", "J.")."""
    place = end.start()
    if text[place] != ".":
        return False
    before = text[max(0, place - _LONGEST_ABBREVIATION) : place]
    return bool(_ABBREVIATION.search(before)) and end.end() < len(text) and text[end.end()] != "\n"
