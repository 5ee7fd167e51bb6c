"""Whether what a quotation leaves out at a mark of omission turns round what it keeps."""

from __future__ import annotations

import re

from handlers.checks.alignment import Run
from handlers.checks.verbatim import Wording, denies

_SIGNS = re.compile(r"[,;:.!?()—–]")
_SENTENCE = re.compile(r"[.!?]")
_OPENING_WORDS = """
and but or so yet because although though while when where who which that if unless whether
"""
_OPENING = frozenset(_OPENING_WORDS.split())  # what begins another clause
_CONDITIONS = frozenset({"if", "unless"})


def turns_round(text: Wording, before: Run, lost: Run, after: Run) -> bool:
    """Whether a denial or a condition is lost of a clause of which the quotation keeps a part,
    or the quotation's own denial reaches words of another sentence.

    A clause that is left out whole takes its denials with it and changes nothing.
    """
    if lost.last <= lost.first:
        return False
    edges = [at for at in range(lost.first, lost.last + 1) if _parted(text, at)]
    first, last = (edges[0], edges[-1]) if edges else (lost.last, lost.first)
    sign = next((at for at in reversed(edges) if _SIGNS.search(_between(text, at))), lost.first)
    if any(_denies(text, at) for at in (*range(lost.first, first), *range(last, lost.last))):
        return True
    if any(text.keys[at] in _CONDITIONS for at in range(sign, lost.last)):
        return True
    ended = any(_SENTENCE.search(_between(text, at)) for at in edges)
    return ended and first > lost.first and _open_denial(text, before, after)


def _open_denial(text: Wording, before: Run, after: Run) -> bool:
    """Whether the clause that breaks off before the omission denies, and words follow it."""
    start = before.last
    while start > before.first and not _parted(text, start):
        start -= 1
    return after.last > after.first and any(_denies(text, at) for at in range(start, before.last))


def _denies(text: Wording, at: int) -> bool:
    """Whether a word denies; "whether or not" does not."""
    return denies(text.keys[at]) and text.keys[max(0, at - 1)] != "or"


def _parted(text: Wording, at: int) -> bool:
    """Whether a clause begins with the word of that number."""
    opening = at < len(text.keys) and text.keys[at] in _OPENING
    return opening or bool(_SIGNS.search(_between(text, at)))


def _between(text: Wording, at: int) -> str:
    """What stands before a word, up to the one before it."""
    start = text.ends[at - 1] if at else 0
    return text.text[start : text.starts[at] if at < len(text.starts) else len(text.text)]
