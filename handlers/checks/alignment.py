"""Where a quotation's words stand in an article, or which are nearest, and how they differ.

The distance between two wordings is Levenshtein's over whole words (rapidfuzz): the fewest
words to put in, take out or change. The nearest passage is looked for where an article's
words that are rare in it and in the quotation stand closest together, and its ends are then
moved to where the distance is least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from itertools import groupby

from rapidfuzz.distance import LCSseq, Levenshtein

from handlers.checks.quotations import Joint, Piece
from handlers.checks.verbatim import Wording, counts, denies, same_but_for_writing, shouted

REPLACED = 8  # words of an article that one bracketed insertion may stand for
_WINDOWS = 3  # passages of an article that are compared word by word
_TRIED = 48  # ends of a passage that are tried


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of an article by number, `last` excluded."""

    first: int
    last: int


class Kind(StrEnum):
    """How a piece of wording differs from the article's."""

    MISSING = "missing"
    ADDED = "added"
    CHANGED = "changed"
    WRITING = "written otherwise"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference: the words typed, the article's in their place, and the words before."""

    kind: Kind
    yours: str
    theirs: str
    after: str
    denies: bool  # one of the two sides turns the statement round
    counts: bool  # a number differs


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The passage of an article that is nearest to a wording."""

    run: Run
    distance: int  # words to put in, take out or change
    common: int  # words that both have in the same order


def chains(pieces: Sequence[Piece], article: Wording, first: int, last: int) -> list[list[Run]]:
    """Every way in which the pieces stand one after the other among these words.

    A bracketed insertion stands for at most `REPLACED` words, an omission for any number.
    """
    found = []
    for start in article.find(pieces[0].keys, first, last):
        runs = [Run(first=start, last=start + len(pieces[0].keys))]
        for piece in pieces[1:]:
            end = runs[-1].last
            gap = {Joint.OMISSION: last, Joint.BRACKET: REPLACED}.get(piece.joint, 0)
            reach = min(last, end + gap + len(piece.keys))
            places = article.find(piece.keys, end, reach)
            if not places:
                break
            runs.append(Run(first=places[0], last=places[0] + len(piece.keys)))
        if len(runs) == len(pieces):
            found.append(runs)
    return found


def nearest(keys: Sequence[str], article: Wording) -> Near | None:
    """The passage with the least distance from these words; None where it has none of them."""
    found = [_settled(keys, article, start) for start in _windows(keys, article)]
    return min(found, key=lambda near: near.distance, default=None)


def promise(keys: Sequence[str], article: Wording) -> float:
    """How much of a wording stands together somewhere in an article: a quick first look."""
    return max((worth for worth, _ in _scored(keys, article)), default=0.0)


def _scored(keys: Sequence[str], article: Wording) -> Iterator[tuple[float, int]]:
    """For each word of the article that is asked for, what stands from there on is worth."""
    asked = set(keys)
    hits = sorted(
        (place, 1 / (1 + len(article.places[key]) ** 0.5), key)
        for key in asked
        if key in article.places
        for place in article.places[key]
    )
    width = len(keys) + len(keys) // 4 + 1
    seen: dict[str, int] = {}
    total, end = 0.0, 0
    for place, worth, key in hits:
        while end < len(hits) and hits[end][0] < place + width:
            total += 0 if seen.get(hits[end][2]) else hits[end][1]
            seen[hits[end][2]] = seen.get(hits[end][2], 0) + 1
            end += 1
        yield total, place
        seen[key] -= 1
        total -= 0 if seen[key] else worth


def _windows(keys: Sequence[str], article: Wording) -> list[int]:
    """Where the most promising passages start, none within another."""
    starts: list[int] = []
    for _, start in sorted(_scored(keys, article), reverse=True):
        if all(abs(start - other) > len(keys) // 2 for other in starts):
            starts.append(start)
        if len(starts) == _WINDOWS:
            break
    return starts


def _settled(keys: Sequence[str], article: Wording, start: int) -> Near:
    """The passage around a start with its ends where the distance is least.

    Of equal ones that with most words in common, then the one nearest in length.
    """
    wanted, size = tuple(keys), len(keys)

    def rank(first: int, last: int) -> tuple[int, int, int]:
        there = article.keys[first:last]
        common = LCSseq.similarity(wanted, there)
        return Levenshtein.distance(wanted, there), -common, abs(last - first - size)

    step = max(1, size // _TRIED)
    first, last = start, min(start + size, len(article.keys))
    for reach in (step, 1):
        span = min(size // 2 + 3, _TRIED // 2) * reach
        ends = range(max(first + 1, last - span), min(len(article.keys), last + span) + 1, reach)
        last = min(ends, key=partial(rank, first))
        starts = range(max(0, first - span), min(last - 1, first + span) + 1, reach)
        first = min(starts, key=lambda at: rank(at, last))
    distance, less, _ = rank(first, last)
    return Near(run=Run(first=first, last=last), distance=distance, common=-less)


def changes(typed: Wording, asked: Run, article: Wording, run: Run) -> tuple[Change, ...]:
    """The differences between typed words and an article's, in text order."""
    mine, theirs = typed.keys[asked.first : asked.last], article.keys[run.first : run.last]
    found = []
    steps = Levenshtein.opcodes(mine, theirs)
    for equal, group in groupby(steps, key=lambda step: step.tag == "equal"):
        parts = list(group)
        yours = Run(first=asked.first + parts[0].src_start, last=asked.first + parts[-1].src_end)
        others = Run(first=run.first + parts[0].dest_start, last=run.first + parts[-1].dest_end)
        if equal:
            found += respelt(typed, yours, article, others)
        else:
            found.append(change(typed, yours, article, others, floor=run.first))
    return tuple(found)


def change(
    typed: Wording, yours: Run, article: Wording, theirs: Run, *, floor: int | None = None
) -> Change:
    """One difference, with what sort it is; the passage begins at the word `floor`."""
    floor = theirs.first if floor is None else floor
    mine = typed.words(yours.first, yours.last)
    other = article.words(theirs.first, theirs.last)
    if same_but_for_writing(mine, other):
        kind = Kind.WRITING
    else:
        kind = Kind.CHANGED if mine and other else Kind.ADDED if mine else Kind.MISSING
    keys = (typed.keys[yours.first : yours.last], article.keys[theirs.first : theirs.last])
    return Change(
        kind=kind,
        yours=mine,
        theirs=other,
        after=article.words(max(floor, theirs.first - 2), theirs.first),
        denies=any(map(denies, keys[0])) != any(map(denies, keys[1])),
        counts=kind is not Kind.WRITING and any(counts(key) for side in keys for key in side),
    )


def respelt(typed: Wording, yours: Run, article: Wording, theirs: Run) -> list[Change]:
    """Words that are the same but for capitals which make another word of them ("US", "us").

    Of what is in capitals throughout they tell nothing.
    """
    if typed.text.isupper():
        return []
    pairs = zip(range(yours.first, yours.last), range(theirs.first, theirs.last), strict=True)
    return [
        change(typed, Run(first=one, last=one + 1), article, Run(first=other, last=other + 1))
        for one, other in pairs
        if shouted(typed.words(one, one + 1), article.words(other, other + 1))
    ]
