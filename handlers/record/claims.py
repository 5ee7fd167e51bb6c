"""From an analysed article to its claims: what is answerable, and under which keys it is found.

An entity's key is its canonical name: a speaker's resolved full name ("Howard
Lutnick"), a country or bloc as `nlp.countries` calls it ("European Union"). A topic's
key is its command name in `nlp.topics`.
"""

from __future__ import annotations

import base64
import hashlib
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from handlers.errors import ArticleRefused
from handlers.newsroom import Claim, ClaimKind, ParsedArticle
from handlers.words.passages import Passages
from nlp import countries
from nlp.analysis import (
    Analysis,
    Attribution,
    AttributionKind,
    Excerpt,
    Figure,
    Measure,
    Modality,
    Name,
)
from nlp.figures.moves import kinds as figure_kinds
from nlp.topics import SHIPPED, Topics

_FARTHEST = 2000  # characters: what stands farther off is not what a claim is of

Finding = Attribution | Figure | Measure

_SAID = {
    AttributionKind.DIRECT: ClaimKind.QUOTE,
    AttributionKind.MIXED: ClaimKind.QUOTE,
    AttributionKind.INDIRECT: ClaimKind.STATEMENT,
    AttributionKind.POSITION: ClaimKind.POSITION,
}
WISHES = frozenset({Modality.WANTED, Modality.ASKED})
"""The moods of what somebody would have others do."""
_QUESTION = re.compile(r"(?:whether|if|why|how|what|when|where|who|which)\b", re.IGNORECASE)
_RATES = frozenset({"percentage", "percentage point", "percent", "basis point"})
_TRACKING = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ref", "smid"})


def article_id(parsed: ParsedArticle) -> str:
    """The article's identity: of its canonical address, or else of where it was read.

    The same for all versions of one article: neither text nor dates count.
    """
    if parsed.url:
        return id_of_address(parsed.url)
    return _short(f"source {parsed.source}", 12)


def id_of_address(url: str) -> str:
    """The identity of the article at this address, whether we hold it or not."""
    return _short(canonical(url), 12)


def canonical(url: str) -> str:
    """An address without what differs between links to the same page."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url.strip()
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKING and not name.lower().startswith("utm_")
    )
    place = f"{host}:{port}" if port not in (None, 80, 443) else host
    return f"{place}{parts.path.rstrip('/')}?{urlencode(query)}".rstrip("?")


def build(
    parsed: ParsedArticle, analysis: Analysis, article_id: str, topics: Topics = SHIPPED
) -> tuple[Claim, ...]:
    """The claims of one article, in text order, each with those topics that it is of.

    Raises ArticleRefused where the analysis is not one of this very text.
    """
    if analysis.digest != hashlib.sha256(parsed.text.encode()).hexdigest():
        raise ArticleRefused("the analysis is of another text: analyse the article again")
    context = _Context.of(parsed.text, analysis, topics)
    seen: Counter[tuple[str, ...]] = Counter()
    claims = []
    for family, finding in sorted(_findings(analysis), key=_place):
        pieces = _pieces(finding)
        if not all(holds(parsed.text, piece) for piece in pieces):
            raise ArticleRefused("the analysis is of another text: analyse the article again")
        words = (family, *_identity(finding))
        seen[words] += 1
        if not any(_overlap(aside, piece) for aside in parsed.aside for piece in pieces):
            made_of = "\x1f".join((article_id, *words, str(seen[words])))
            claims.append(_claim(_short(made_of, 10), article_id, finding, context))
    return tuple(claims)


def holds(text: str, excerpt: Excerpt) -> bool:
    """Whether the text has these words at that place."""
    return text[excerpt.start : excerpt.end] == excerpt.words


def answerable(figure: Figure) -> bool:
    """Whether a figure alone answers a question; `nlp.figures.moves.kinds` holds the rule."""
    return figure_kinds.answerable(figure)


def _findings(analysis: Analysis) -> Iterator[tuple[str, Finding]]:
    for attribution in analysis.attributions:
        yield "said", attribution
    rates = [measure.excerpt for measure in analysis.measures if measure.rate is not None]
    for figure in analysis.figures:
        of_rate = figure.normalized_unit in _RATES and figure.change is None
        if answerable(figure) and not (
            of_rate and any(_overlap(figure.excerpt, rate) for rate in rates)
        ):
            yield "figure", figure
    for measure in analysis.measures:
        yield "measure", measure


def _place(found: tuple[str, Finding]) -> tuple[int, int, str]:
    pieces = _pieces(found[1])
    return pieces[0].start, pieces[-1].end, found[0]


def _pieces(finding: Finding) -> tuple[Excerpt, ...]:
    return finding.contents if isinstance(finding, Attribution) else (finding.excerpt,)


def _identity(finding: Finding) -> tuple[str, ...]:
    """The words that make a finding itself, whatever else is found out about it."""
    if isinstance(finding, Attribution):
        return tuple(piece.words for piece in finding.contents)
    return (finding.sentence.words, finding.excerpt.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """The text around findings: its passages, and its names in order with their starts."""

    passages: Passages
    names: tuple[Name, ...]
    starts: tuple[int, ...]
    topics: Topics
    told: tuple[str, ...]  # the topics that the article speaks of anywhere

    @classmethod
    def of(cls, text: str, analysis: Analysis, topics: Topics) -> _Context:
        names = tuple(sorted(analysis.names, key=lambda name: name.excerpt.start))
        starts = tuple(name.excerpt.start for name in names)
        return cls(
            passages=Passages.of(text),
            names=names,
            starts=starts,
            topics=topics,
            told=topics.within(text),
        )

    def near(self, span: Excerpt) -> tuple[Excerpt, Excerpt, Excerpt]:
        """The sentences of a span; these with the paragraph so far; with the one before too."""
        around = (
            self.passages.sentences(span.start, span.end),
            self.passages.so_far(span.start, span.end),
            self.passages.so_far(span.start, span.end, before=1),
        )
        first, last = span.start - _FARTHEST, span.end + _FARTHEST
        one, two, three = (
            self.passages.excerpt(max(each.start, first), min(each.end, last)) for each in around
        )
        return one, two, three

    def named(self, around: Excerpt) -> tuple[str, ...]:
        """The names that stand there."""
        within = slice(bisect_left(self.starts, around.start), bisect_left(self.starts, around.end))
        return tuple(name.name for name in self.names[within])


def _claim(claim_id: str, article_id: str, finding: Finding, context: _Context) -> Claim:
    pieces = _pieces(finding)
    span = context.passages.excerpt(pieces[0].start, pieces[-1].end)
    near = context.near(span)
    return Claim(
        id=claim_id,
        article_id=article_id,
        kind=_kind(finding),
        span=span,
        finding=finding,
        paragraph=context.passages.paragraph(span.start),
        speakers=_speakers(finding),
        entities=_entities(finding, context, near),
        topics=context.topics.within(f"{near[0].words}\n{_matter(finding)}")
        or context.topics.within(near[1].words)
        or context.topics.echoed(near[0].words, context.told),
    )


def _matter(finding: Finding) -> str:
    """What a finding is of by itself, where its sentence need not say so."""
    if isinstance(finding, Figure):
        return finding.concept or ""
    if isinstance(finding, Measure) and finding.rate is not None:
        return "tariff"
    return ""


def _kind(finding: Finding) -> ClaimKind:
    if isinstance(finding, Attribution):
        kind = _SAID[finding.kind]
        stated = kind is ClaimKind.STATEMENT
        return ClaimKind.POSITION if stated and _is_wish(finding) else kind
    return ClaimKind.FIGURE if isinstance(finding, Figure) else ClaimKind.MEASURE


def _is_wish(said: Attribution) -> bool:
    """Whether somebody "urged" or "asked" for something: a position as of one who "wants" it."""
    return said.modality in WISHES and not _QUESTION.match(said.contents[0].words)


def _speakers(finding: Finding) -> tuple[str, ...]:
    if not isinstance(finding, Attribution):
        return ()
    return tuple(dict.fromkeys(who.name for who in finding.speakers if who.name))


def _entities(finding: Finding, context: _Context, near: tuple[Excerpt, ...]) -> tuple[str, ...]:
    """Canonical names of all that the claim speaks of, or that speak in it."""
    speakers = _canonical(_speakers(finding))
    named = list[str]()
    if isinstance(finding, Figure):
        named += filter(None, (finding.subject, finding.counterpart))
    if isinstance(finding, Measure):
        named += filter(None, (finding.imposer, *finding.targets))
    mentioned = (name for _, _, name in countries.mentioned(near[0].words))
    found = _canonical((*speakers, *named, *context.named(near[0]), *mentioned))
    for around in near[1:]:  # “Let us see,” he said: of the countries that were named before
        if set(found) - set(speakers):
            break
        found = _canonical((*found, *(name for _, _, name in countries.mentioned(around.words))))
    return found


def _canonical(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(countries.named(name) or name for name in names if name))


def _overlap(one: Excerpt, other: Excerpt) -> bool:
    return one.start < other.end and other.start < one.end


def _short(words: str, length: int) -> str:
    """A name for these words, in letters and digits that are read aloud easily."""
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode().lower()[:length]
