"""The verdict on a quotation, from the articles it may come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from handlers.checks import agreement
from handlers.checks.alignment import Change, Run, chains, changes, nearest, promise
from handlers.checks.claimed import Claimed
from handlers.checks.quotations import Piece, Quoted
from handlers.checks.standing import Found, Place, differences, found, of_claim, passages, quoted_at
from handlers.checks.verbatim import Wording, wording
from handlers.newsroom import Article, Claim
from handlers.questions.question_words import is_idle
from handlers.words.names import folded
from nlp.analysis import Attribution

ALTERED_FROM = 0.6  # likeness from which other words are the same words, altered
PLAIN_FROM = 0.75  # from which nobody need ask whether two quotations were run together
_COMPARED = 3  # articles that are compared word by word
_PAIR = 0.25  # what two words that stand next to each other tell of a source
_GLUED = 2  # words: of longer parts one more word may stand between them
_LONG = 5  # words in common that need not mean much by themselves

ClaimsOf = Mapping[str, Sequence[Claim]]  # by article id


class Verdict(StrEnum):
    """What a quotation turned out to be, the best first."""

    EXACT = "exact"
    UNCONFIRMED = "article or date not confirmed"
    ANOTHER_ARTICLE = "another article or date"
    ANOTHER_SPEAKER = "another speaker"
    UNCLEAR = "speaker unclear"
    ALTERED = "altered"
    NOT_QUOTED = "not a quotation"
    CLOSE = "close to"
    NOT_FOUND = "not found"


_RANK = {verdict: rank for rank, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A quotation with its verdict and the passages that it rests on, the decisive one first."""

    quoted: Quoted
    claimed: Claimed
    verdict: Verdict
    found: tuple[Found, ...] = ()
    joined: bool = False  # whether it runs several passages together
    otherwise: Found | None = None  # of an exact one: nearly the same words of the same days


def whole(quoted: Quoted, articles: Sequence[Article], claims: ClaimsOf) -> list[Found]:
    """The passages that have all its words in order, within one claim where one has them."""
    places = []
    for article in articles:
        text, own = wording(article.parsed.text), claims.get(article.id, ())
        for runs in _runs(quoted, text, own):
            place = found(article, own, runs)
            if len(quoted.joined) == 1 or place.place is Place.QUOTED or _in_a_sentence(place):
                places.append(replace(place, changes=differences(quoted, place)))
    return places


def _in_a_sentence(place: Found) -> bool:
    """Whether what was joined by marks of omission is one sentence of the article's."""
    start, end = place.span
    return end <= passages(place.text.text).sentences(start, start + 1).end


def holds(quoted: Quoted, article: Article) -> bool:
    """Whether an article has all its pieces one after the other: worth reading its claims."""
    text = wording(article.parsed.text)
    return bool(chains(quoted.pieces, text, 0, len(text.keys)))


def _runs(quoted: Quoted, text: Wording, claims: Sequence[Claim]) -> list[list[Run]]:
    """Every way the pieces stand there; several pieces within one claim before all else."""
    if len(quoted.pieces) > 1:
        spans = {(claim.span.start, claim.span.end) for claim in claims}
        within = [
            runs
            for span in sorted(spans)
            for runs in chains(quoted.pieces, text, *text.between(*span))
        ]
        if within:
            return within
    return chains(quoted.pieces, text, 0, len(text.keys))


def best(places: Sequence[Found], claimed: Claimed) -> tuple[Verdict, Found] | None:
    """The passage that speaks most for the quotation; of equal ones the first.

    Where several claims hold the words equally closely, each is heard; one that quotes
    another is not.
    """
    several = [
        replace(place, claims=place.claims[at : at + 1])
        for place in places
        for at in range(max(1, _innermost(place)))
    ]
    judged = [(judge(place, claimed), place) for place in several]
    return min(judged, key=lambda pair: _RANK[pair[0]], default=None)


def _innermost(place: Found) -> int:
    """How many claims hold the words most closely."""
    sizes = [len(claim.span.words) for claim in place.claims]
    return sum(size == sizes[0] for size in sizes)


def judge(place: Found, claimed: Claimed) -> Verdict:
    """The verdict where one passage has all the words."""
    if place.changes or place.place is Place.APART:
        return Verdict.ALTERED
    if place.place is not Place.QUOTED:
        return Verdict.NOT_QUOTED
    whose = _by_speaker(place, claimed)
    if whose is Verdict.ANOTHER_SPEAKER:
        return whose
    there = agreement.appeared(place, claimed)
    if there is None:
        return Verdict.UNCONFIRMED
    return whose if there else Verdict.ANOTHER_ARTICLE


def _by_speaker(place: Found, claimed: Claimed) -> Verdict:
    """Exact, another speaker or unclear, by who is said to have said it."""
    right = agreement.says(place.claim, claimed)
    if claimed.typed and (other := agreement.relayed(place)):
        asked = {word for name in (claimed.typed, *claimed.names) for word in folded(name)}
        if right or not asked.isdisjoint(folded(other)):
            return Verdict.UNCLEAR
    if right or (by_role := agreement.titled(place, claimed)):
        return Verdict.EXACT
    if by_role is None:
        return Verdict.UNCLEAR
    named = any(name[0].isupper() for name in place.speakers)
    open_to = not named and agreement.named_in(place.article, claimed)
    open_to = open_to or bool(
        agreement.by_pronoun(place) and agreement.named_beside(place, claimed)
    )
    return Verdict.UNCLEAR if open_to else Verdict.ANOTHER_SPEAKER


def likeliest(quoted: Quoted, articles: Sequence[Article]) -> list[Article]:
    """The few articles of which most of the wording stands together."""
    worth = {article.id: _promise(quoted, article) for article in articles}
    return sorted(articles, key=lambda article: -worth[article.id])[:_COMPARED]


def _promise(quoted: Quoted, article: Article) -> float:
    text = wording(article.parsed.text)
    keys = quoted.typed.keys
    pairs = (pair for pair in pairwise(keys) if text.find(pair))
    together = sum(promise(_keys(quoted, group), text) for group in quoted.joined)
    return together + sum(_PAIR for _ in pairs)


def _keys(quoted: Quoted, group: Sequence[Piece]) -> tuple[str, ...]:
    return quoted.typed.keys[group[0].first : group[-1].last]


def altered(quoted: Quoted, article: Article, claims: Sequence[Claim]) -> Found | None:
    """The nearest passage of an article with the differences; None where it is not near."""
    text = wording(article.parsed.text)
    runs, differing, common, size = list[Run](), list[Change](), 0, 0
    for group in quoted.joined:
        near = nearest(_keys(quoted, group), text)
        if near is None or (runs and near.run.first < runs[-1].last):
            return None
        run = _inside(near.run, text, _keys(quoted, group))
        runs.append(run)
        asked = Run(first=group[0].first, last=group[-1].last)
        differing += changes(quoted.typed, asked, text, run)
        common += near.common
        size += max(run.last - run.first, asked.last - asked.first)
    likeness = common / size
    said = common >= _LONG or _meant(quoted, text, runs)
    if likeness < ALTERED_FROM or (likeness < PLAIN_FROM and not said):
        return None
    place = found(article, claims, runs, differing)
    return replace(place, likeness=likeness)


def _inside(run: Run, text: Wording, asked: Sequence[str]) -> Run:
    """The run without words at its ends that nobody asked for and that no marks enclose."""
    inside = [quoted_at(text.text, text.starts[at]) for at in range(run.first, run.last)]
    kept = [
        at
        for at, quoted in zip(range(run.first, run.last), inside, strict=True)
        if quoted or text.keys[at] in asked
    ]
    return Run(first=kept[0], last=kept[-1] + 1) if any(inside) else run


def _meant(quoted: Quoted, text: Wording, runs: Sequence[Run]) -> bool:
    """Whether the words in common say something: not only "it is the"."""
    asked = {key for key in quoted.typed.keys if not is_idle(key)}
    there = {key for run in runs for key in text.keys[run.first : run.last]}
    return 2 * len(asked & there) >= len(asked) > 0


def broken_off(quoted: Quoted, place: Found) -> bool:
    """Whether the words are the article's, which only breaks off between them: “…,” she said."""
    text = place.text
    inside = (
        text.keys[at]
        for run in place.runs
        for at in range(run.first, run.last)
        if quoted_at(text.text, text.starts[at])
    )
    return bool(place.changes) and tuple(inside) == quoted.typed.keys


def across(quoted: Quoted, article: Article, claims: Sequence[Claim]) -> Found | None:
    """The claim whose quoted parts, read without what stands between them, are nearest."""
    near = list[Found]()
    for claim in claims if len(quoted.joined) == 1 else ():
        parts = claim.finding.contents if isinstance(claim.finding, Attribution) else ()
        place = of_claim(article, claim) if len(parts) > 1 else None
        spoken = wording(" ".join(part.words for part in parts))
        found_there = nearest(quoted.typed.keys, spoken) if place else None
        if place is None or found_there is None:
            continue
        run, asked = found_there.run, Run(first=0, last=len(quoted.typed.keys))
        differing = changes(quoted.typed, asked, spoken, run)
        likeness = found_there.common / max(run.last - run.first, asked.last)
        if differing:
            near.append(replace(place, changes=differing, likeness=likeness))
    best_of = max(near, key=lambda place: place.likeness, default=None)
    return best_of if best_of and best_of.likeness >= PLAIN_FROM else None


def run_together(quoted: Quoted, articles: Sequence[Article]) -> list[tuple[Article, Run]]:
    """The passages that make up the quotation end to end: one or two for each of its parts."""
    parts = list[tuple[Article, Run]]()
    for group in quoted.joined:
        found_here = _passages(_keys(quoted, group), articles)
        if not found_here:
            return []
        parts += found_here
    return parts if len(parts) > 1 else []


def _passages(keys: tuple[str, ...], articles: Sequence[Article]) -> list[tuple[Article, Run]]:
    """One passage with these words, or two that have them between them."""
    texts = [(article, wording(article.parsed.text)) for article in articles]
    for article, text in texts:
        places = text.find(keys)
        inside = (at for at in places if quoted_at(text.text, text.starts[at]))
        for start in (*inside, *places):
            return [(article, Run(first=start, last=start + len(keys)))]
    heads = [(*_longest(keys, text), article) for article, text in texts]
    tails = [(*_longest(keys, text, tail=True), article) for article, text in texts]
    if not texts:
        return []
    head, at, article = max(heads, key=lambda each: each[0])
    tail, start, other = max(tails, key=lambda each: each[0])
    glued = len(keys) - 1 if min(head, tail) > _GLUED else len(keys)  # "… and …"
    if min(head, tail) < 2 or head + tail < glued:
        return []
    both = max(0, head + tail - len(keys))  # words that either may have: the first keeps them
    return [
        (article, Run(first=at, last=at + head)),
        (other, Run(first=start + both, last=start + tail)),
    ]


def _longest(keys: Sequence[str], text: Wording, *, tail: bool = False) -> tuple[int, int]:
    """How many words at one end of a wording stand in a text, and where they start."""
    least, most, start = 0, len(keys), 0
    while least < most:
        size = (least + most + 1) // 2
        places = text.find(keys[-size:] if tail else keys[:size])
        if places:
            least, start = size, places[0]
        else:
            most = size - 1
    return least, start


def alike(quoted: Quoted, claim: Claim) -> float:
    """How much of what a quotation says a claim says too, by the stems of its words; 0 to 1."""
    asked = {word[:5] for word in folded(quoted.typed.text) if not is_idle(word)}
    there = {word[:5] for word in folded(claim.span.words)}
    shared = len(asked & there)
    return shared / len(asked) if shared > 1 else 0.0
