"""Where words stand in an article: in a quotation, in indirect speech, or as its own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from handlers.checks.alignment import Change, Kind, Run, change, respelt
from handlers.checks.omitted import turns_round
from handlers.checks.quotations import Joint, Quoted
from handlers.checks.verbatim import OMISSION, Wording, denies, wording
from handlers.newsroom import Article, Claim, ClaimKind
from handlers.showing.cards import SAID
from handlers.words.passages import Passages
from nlp.analysis import Attribution, AttributionKind
from nlp.attributions.marks.quotes import Quotation, find_quotations

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SHORT = 3  # words left out: so few with a denial among them turn the sense round


class Place(StrEnum):
    """What sort of wording a passage is."""

    QUOTED = "in quotation marks"
    APART = "in several quotations"
    INDIRECT = "as indirect speech"
    OWN = "in the article's own words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Words of an article that answer for a quotation, and how the quotation differs from them."""

    article: Article
    runs: tuple[Run, ...]
    place: Place
    claims: tuple[Claim, ...] = ()  # all that hold the words, the closest first
    changes: tuple[Change, ...] = ()
    likeness: float = 1.0

    @property
    def text(self) -> Wording:
        """The article's words."""
        return wording(self.article.parsed.text)

    @property
    def span(self) -> tuple[int, int]:
        """From the first to the last of its characters."""
        return self.text.starts[self.runs[0].first], self.text.ends[self.runs[-1].last - 1]

    @property
    def claim(self) -> Claim | None:
        """The claim that holds the words most closely, if any does."""
        return self.claims[0] if self.claims else None

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who said it, as far as the article says."""
        return self.claim.speakers if self.claim else ()


@lru_cache(maxsize=64)
def regions(text: str) -> tuple[Quotation, ...]:
    """The quotations of an article's text by their marks."""
    return tuple(find_quotations(text, [match.span() for match in _LINE.finditer(text)]))


@lru_cache(maxsize=64)
def passages(text: str) -> Passages:
    """The article's paragraphs and sentences."""
    return Passages.of(text)


def found(
    article: Article, claims: Sequence[Claim], runs: Sequence[Run], changes: Iterable[Change] = ()
) -> Found:
    """The place of these words, and the claims they are part of."""
    text = wording(article.parsed.text)
    spans = [(text.starts[run.first], text.ends[run.last - 1]) for run in runs]
    quoted = regions(article.parsed.text)
    parts = [part for span in spans for part in _parts(span, quoted)]
    inside = all(quoted_at(text.text, text.starts[at]) for run in runs for at in _numbers(run))
    owners = _owners(claims, parts if inside else spans)
    place = Place.INDIRECT if owners else Place.OWN
    if owners and not inside and _in_script(owners[0]):
        place = Place.QUOTED
    elif inside:
        holding = [each for each in quoted if any(_overlap(each, part) for part in parts)]
        one = owners or len(holding) == 1 or all(not each.closed for each in holding[:-1])
        owners = owners or _owners(claims, [(each.start, each.end) for each in holding])
        place = Place.QUOTED if one else Place.APART
    return Found(
        article=article,
        runs=tuple(runs),
        place=place,
        claims=tuple(owners),
        changes=tuple(changes),
    )


def _in_script(claim: Claim) -> bool:
    """Whether a claim is direct speech behind a name and a colon, where no marks stand."""
    finding = claim.finding
    if not isinstance(finding, Attribution) or finding.kind is not AttributionKind.DIRECT:
        return False
    return finding.cue is not None and not any(map(str.isalpha, finding.cue.excerpt.words))


def of_claim(article: Article, claim: Claim) -> Found | None:
    """A claim's contents as a passage; None for figures, measures and empty ones."""
    if not isinstance(claim.finding, Attribution):
        return None
    text = wording(article.parsed.text)
    bounds = [text.between(each.start, each.end) for each in claim.finding.contents]
    runs = [Run(first=first, last=last) for first, last in bounds if last > first]
    return found(article, (claim,), runs) if runs else None


def _numbers(run: Run) -> range:
    return range(run.first, run.last)


def quoted_at(text: str, place: int) -> bool:
    """Whether a character stands in quotation marks."""
    return any(each.inner_start <= place < each.inner_end for each in regions(text))


def _overlap(quotation: Quotation, span: tuple[int, int]) -> bool:
    return quotation.start < span[1] and span[0] < quotation.end


def _parts(span: tuple[int, int], quoted: Sequence[Quotation]) -> list[tuple[int, int]]:
    """A stretch cut at the marks of the quotations it runs through."""
    inner = [
        (max(span[0], each.inner_start), min(span[1], each.inner_end))
        for each in quoted
        if _overlap(each, span)
    ]
    return [part for part in inner if part[0] < part[1]] or [span]


def _owners(claims: Sequence[Claim], spans: Sequence[tuple[int, int]]) -> list[Claim]:
    """The claims whose contents hold all these stretches: quotations first, then the shortest."""
    holding = [
        claim
        for claim in claims
        if claim.kind in SAID
        and isinstance(claim.finding, Attribution)
        and all(_held(claim.finding, span) for span in spans)
    ]
    holding.sort(key=lambda claim: (claim.kind is not ClaimKind.QUOTE, len(claim.span.words)))
    return holding


def _held(attribution: Attribution, span: tuple[int, int]) -> bool:
    return any(each.start <= span[0] and span[1] <= each.end for each in attribution.contents)


def differences(quoted: Quoted, place: Found) -> tuple[Change, ...]:
    """What differs where all words were found: at the ends, in gaps, and in capitals."""
    capitals = (
        each
        for piece, run in zip(quoted.pieces, place.runs, strict=True)
        for each in respelt(quoted.typed, Run(first=piece.first, last=piece.last), place.text, run)
    )
    ends = _ends(quoted, place) if place.place is Place.QUOTED else []
    return (*ends, *_gaps(quoted, place), *capitals, *_asking(quoted, place))


def _asking(quoted: Quoted, place: Found) -> Iterator[Change]:
    """Where a question was made of what the article states."""
    typed, text = quoted.typed, place.text
    if "?" not in typed.text:
        return
    for piece, run in zip(quoted.pieces, place.runs, strict=True):
        for at in range(piece.first, piece.last):
            there = run.first + at - piece.first
            if "?" in _behind(typed, at) and "?" not in _behind(text, there):
                after = text.words(max(run.first, there - 2), there)
                yield Change(
                    kind=Kind.CHANGED,
                    yours=f"{typed.words(at, at + 1)}?",
                    theirs=text.words(there, there + 1),
                    after=after,
                    denies=False,
                    counts=False,
                )


def _behind(words: Wording, at: int) -> str:
    """What stands between a word and the next."""
    following = words.starts[at + 1] if at + 1 < len(words.starts) else len(words.text)
    return words.text[words.ends[at] : following]


def _ends(quoted: Quoted, place: Found) -> list[Change]:
    """A single word left out at an end without a mark: whoever quotes a part cuts more.

    One that is a sentence by itself ("No.") counts too, where the quotation has but that.
    """
    text, typed = place.text, quoted.typed
    whole = passages(text.text)
    start, end = place.span
    first, last = place.runs[0].first, place.runs[-1].last
    holding = [each for each in regions(text.text) if _overlap(each, (start, end))]
    if not holding:  # a script has no marks
        return []
    low, high = holding[0].inner_start, holding[-1].inner_end
    sentences = whole.sentences(start, start + 1).start, whole.sentences(end - 1, end).end
    sides = []
    if not quoted.cut_before:
        lows = (low, max(low, sentences[0]))
        sides.append(([Run(first=text.between(each, start)[0], last=first) for each in lows], 0))
    if not quoted.cut_after:
        highs = (high, min(high, sentences[1]))
        tails = [Run(first=last, last=text.between(end, each)[1]) for each in highs]
        sides.append((tails, len(typed.keys)))
    return [
        change(typed, Run(first=at, last=at), text, single[0], floor=first)
        for runs, at in sides
        if (single := [run for run in runs if len(text.words(run.first, run.last).split()) == 1])
    ]


def _gaps(quoted: Quoted, place: Found) -> list[Change]:
    """Brackets and omissions that change the sense; others are the writer's own marks."""
    text, typed, changes = place.text, quoted.typed, []
    for at in range(1, len(quoted.pieces)):
        before, piece = quoted.pieces[at - 1], quoted.pieces[at]
        gap = Run(first=place.runs[at - 1].last, last=place.runs[at].first)
        mine = Run(first=before.last, last=piece.first)
        omitted = piece.joint is Joint.OMISSION
        if omitted:
            mine = Run(first=before.last, last=before.last)
        difference = change(typed, mine, text, gap, floor=place.runs[at - 1].first)
        size = gap.last - gap.first
        if omitted:
            lost = text.keys[gap.first : gap.last]
            # The article's own mark, and a word lost beside it.
            own = OMISSION in lost and size == 2 and not piece.inserted
            turned = own or (size <= _SHORT and any(map(denies, lost)))
            turned = turned or turns_round(text, place.runs[at - 1], gap, place.runs[at])
        else:
            same = typed.keys[mine.first : mine.last] == text.keys[gap.first : gap.last]
            turned = not same and (difference.denies or difference.counts)
        if turned:
            changes.append(difference)
    return changes
