"""Quotations as typed or pasted: their words, and what was marked as left out or put in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from handlers.checks.verbatim import OMISSION, Wording, counts, denies, wording
from nlp.attributions.marks.quotes import find_quotations

_LINE = re.compile(r"[^\n]*\S[^\n]*")
# Marks that are read as curly ones; one character for one, so that places stay.
_MARKS = str.maketrans({"«": "“", "»": "”", "‹": "“", "›": "”", "＂": '"', "‟": "“"})
_DOUBLE = re.compile("[“”„\"]|``|''")
_BRACKET = re.compile(r"(?<![^\W_])([^\W_]*)\[([^\[\]\n]{0,200})\]([^\W_]*)")
_CAPITAL = re.compile(r"\[(\w)\](?=\w)")  # "[W]e": only a capital was changed
# What stands in brackets beside the words, not for any of them.
_ASIDE = re.compile(r"[\[(]\s*(?:sic|emphasis\s(?:added|mine|ours)|our\semphasis)\.?\s*[\])]", re.I)


class Joint(IntEnum):
    """What stands before a piece of a quotation, the wider gap the higher."""

    NOTHING = 0
    BRACKET = 1  # the words in brackets stand for a few others
    OMISSION = 2  # any number of words may be left out here


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words without a gap: by number (`last` excluded), with what joins them to those before."""

    keys: tuple[str, ...]
    first: int
    last: int
    joint: Joint
    inserted: str = ""  # the words in the bracket before it


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One quotation: where it stands in what was typed (marks included), and its pieces."""

    start: int
    end: int
    typed: Wording  # of the words between the marks
    pieces: tuple[Piece, ...]
    cut_before: bool  # whether it was marked that words before or after it are left out
    cut_after: bool
    marked: bool = True  # whether it stood in quotation marks
    closed: bool = True

    @property
    def joined(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces between omissions: what must stand together, brackets aside."""
        groups: list[list[Piece]] = []
        for piece in self.pieces:
            if piece.joint is Joint.OMISSION or not groups:
                groups.append([])
            groups[-1].append(piece)
        return tuple(map(tuple, groups))


def find(text: str) -> tuple[Quoted, ...]:
    """The quotations of a text, in order; the whole of it where it has no quotation marks."""
    marked = text.translate(_MARKS)
    lines = [match.span() for match in _LINE.finditer(marked)]
    found = [
        read(text[each.inner_start : each.inner_end], each.start, each.end, closed=each.closed)
        for each in find_quotations(marked, lines)
    ]
    sound = tuple(each for each in found if each.pieces)
    if sound or _DOUBLE.search(marked):
        return sound
    return (read(text, 0, len(text), marked=False),)


def read(words: str, start: int, end: int, *, marked: bool = True, closed: bool = True) -> Quoted:
    """A quotation from the words between its marks."""
    typed = wording(_CAPITAL.sub("\\1", _ASIDE.sub("", words)))
    pieces, first = list[Piece](), 0
    joint, inserted = Joint.NOTHING, ""
    for gap in (*_gaps(typed), _Gap(first=len(typed.keys), last=len(typed.keys))):
        if gap.first > first:
            keys = typed.keys[first : gap.first]
            pieces.append(
                Piece(keys=keys, first=first, last=gap.first, joint=joint, inserted=inserted)
            )
            joint, inserted = Joint.NOTHING, ""
        first = gap.last
        joint = max(joint, gap.joint)
        inserted = f"{inserted} {gap.inserted}".strip()
    return Quoted(
        start=start,
        end=end,
        typed=typed,
        pieces=tuple(pieces),
        cut_before=bool(pieces) and pieces[0].joint is not Joint.NOTHING,
        cut_after=joint is not Joint.NOTHING,
        marked=marked,
        closed=closed,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gap:
    """Words, by number, that are no words of the quotation."""

    first: int
    last: int
    joint: Joint = Joint.NOTHING
    inserted: str = ""


def _gaps(typed: Wording) -> Iterator[_Gap]:
    """Marks of omission and brackets, in order."""
    at = 0
    for match in _BRACKET.finditer(typed.text):
        first, last = typed.between(*match.span())
        yield from _omissions(typed, at, first)
        at = last
        before, inside, after = match.groups()
        if set(typed.keys[first:last]) == {OMISSION}:
            yield _Gap(first=first, last=last, joint=Joint.OMISSION)
        elif not _weighty(typed, first, last):
            words = f"{before}{inside}{after}"
            yield _Gap(first=first, last=last, joint=Joint.BRACKET, inserted=words)
    yield from _omissions(typed, at, len(typed.keys))


def _weighty(typed: Wording, first: int, last: int) -> bool:
    """Whether a bracket at an end, where nothing stands against it, denies or counts."""
    at_end = first == 0 or last == len(typed.keys)
    return at_end and any(denies(key) or counts(key) for key in typed.keys[first:last])


def _omissions(typed: Wording, first: int, last: int) -> Iterator[_Gap]:
    for number in range(first, last):
        if typed.keys[number] == OMISSION:
            yield _Gap(first=number, last=number + 1, joint=Joint.OMISSION)
