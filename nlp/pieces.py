"""Cuts a text into bounded pieces that the model can read in linear time.

A piece never crosses a line break, is never longer than `MAX_PIECE` characters nor
without a sentence's end for `MAX_SENTENCE`, and never holds an unbroken run of more than
`MAX_RUN` characters: spaCy's tokenizer is quadratic in such runs, and its parser joins
sentences across line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.cleaning import REMOVED
from nlp.faults import TextRefused

MAX_TEXT = 200_000
MAX_PIECE = 4_000
MAX_SENTENCE = 1_000  # the longest of 40,000 in the press has 980; rules look all over one
MAX_RUN = 200
MAX_WORDS = 100_000  # words and marks: what is read in time; prose of MAX_TEXT has 41,000
MAX_LINES = 10_000  # each costs memory of its own, however short

_DATED = (
    r"(?:, (?:(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? \d{1,2}"
    r"|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?)?"
)
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'/-]+(?: [A-Z][A-Z.’'/-]+)*(?:, [\w. ]{1,25}?)?"
    rf"{_DATED}(?: ?\([A-Z][\w .]{{1,20}}\))?"
    r"|[A-Z]\w+(?:,? [A-Z][\w.]+){0,2} \((?:AP|AFP|UPI|Reuters|CNN)\)) ?(?:[—–―]|--?)(?=\s)"
)
_HOUR = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)?|\d{1,2}(?:\.\d{2})? ?[ap]\.?m\b\.?"
_TIMED = re.compile(  # "16:30 Lund: …": the hour at the head of a line of a live report
    rf"[(\[]?(?:{_HOUR})(?: (?:GMT|BST|UTC|CES?T|E[DS]?T|P[DS]?T|local time))?[)\]]?"
    r"(?: ?[-–—|:])?\s+(?=[A-Z0-9\"“'‘])"
)
_PLAIN_SPACES = dict.fromkeys((0x9, 0xA0, 0x2007, 0x2009, 0x202F), " ")  # one for one: places stay
_LINE = re.compile(r"[^\r\n\u2028\u2029\x0b\x0c\x1c-\x1e\x85]+")
_WORD_OR_MARK = re.compile(r"\w+|[^\w\s\u0300-\u036f]")  # a letter's accents are no marks
_RULE = re.compile(r"([^\w\s]|_)\1{11,}")  # the same mark over and over: a line, not language
_LONG_RUN = re.compile(rf"\S{{{MAX_RUN}}}")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one paragraph; `paragraph` counts the text's non-blank lines from 0."""

    start: int
    text: str
    paragraph: int


def cut(text: str) -> list[Piece]:
    """The pieces of `text` in order; blank stretches are left out.

    Long rows of one mark are left out too. Raises TextRefused when the text is longer
    than MAX_TEXT characters, or has more than MAX_WORDS words and marks,
    or MAX_LINES lines.
    """
    if len(text) > MAX_TEXT:
        raise TextRefused(
            f"The text has {len(text):,} characters; the limit is {MAX_TEXT:,}. Split it up."
        )
    text = REMOVED.sub(" ", text.translate(_PLAIN_SPACES))  # a text given raw keeps its places
    text = _RULE.sub(lambda row: " " * len(row.group()), text)
    _check_density(text)
    pieces: list[Piece] = []
    paragraph = 0
    for line in _LINE.finditer(text):
        bounds = [(s, e) for s, e in _stretches(text, line.start(), line.end()) if e > s]
        pieces += [Piece(start=s, text=text[s:e], paragraph=paragraph) for s, e in bounds]
        paragraph += bool(bounds)
    return pieces


def _check_density(text: str) -> None:
    lines = sum(1 for _ in _LINE.finditer(text)) if len(text) > MAX_LINES else 0
    if lines > MAX_LINES:
        raise TextRefused(f"The text has {lines:,} lines; the limit is {MAX_LINES:,}. Split it up.")
    if len(text) <= MAX_WORDS:
        return
    words = sum(1 for _ in _WORD_OR_MARK.finditer(text))
    if words > MAX_WORDS:
        raise TextRefused(
            f"The text has {words:,} words and marks; the limit is {MAX_WORDS:,}. Split it up."
        )


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Bounds of one line's pieces, without the white space around them and the hour before."""
    if timed := _TIMED.match(text, start, end):
        start = timed.end()
    dateline = _DATELINE.match(text, start, end)
    if dateline:
        yield _stripped(text, start, dateline.end())
        start = dateline.end()
    for run_start, run_end in _without_long_runs(text, start, end):
        for part_start, part_end in _without_long_sentences(text, run_start, run_end):
            while part_end - part_start > MAX_PIECE:
                border = _border(text, part_start, part_start + MAX_PIECE)
                yield _stripped(text, part_start, border)
                part_start = border
            yield _stripped(text, part_start, part_end)


def _without_long_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The line, cut after every MAX_RUN characters that no white space breaks."""
    for run in _LONG_RUN.finditer(text, start, end):
        yield start, run.end()
        start = run.end()
    yield start, end


def _without_long_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch, cut between words wherever no sentence ends for MAX_SENTENCE characters."""
    if end - start <= MAX_SENTENCE:
        yield start, end
        return
    begun = start  # the sentence looked at
    for stop in (*(m.end() for m in _SENTENCE_END.finditer(text, start, end)), end):
        while stop - begun > MAX_SENTENCE:
            begun = _border(text, begun, begun + MAX_SENTENCE)
            yield start, begun
            start = begun
        begun = stop
    yield start, end


def _border(text: str, start: int, end: int) -> int:
    """The best place to cut before `end`: a sentence's end, else a space, else `end`."""
    for pattern in (_SENTENCE_END, _SPACE):
        borders = [m.end() for m in pattern.finditer(text, start + (end - start) // 2, end)]
        if borders:
            return borders[-1]
    return end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without white space at either end."""
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    return start + lead, start + max(lead, len(words.rstrip()))
