"""What a file of claims holds: one row a claim, each re-read from its article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.newsroom import Held, Published, Review, Status
from handlers.showing.cards import UNCLEAR, how
from handlers.words.wording import figure_line, listed, measure_line
from nlp.analysis import Attribution, Excerpt, Figure, Measure, Precision, Speaker

_KNOWN_TO = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.QUARTER: 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRow:
    """One claim with all that a person needs to find it again and to file from it.

    `words` are those of the claim, piece by piece; of a figure or a measure, whose own words
    are short, `sentence` is the one they stand in and `reading` what they were read as.
    `span` runs from the first to the last character and equals the stored article there.
    `published` is as long as it is known ("2025-06-05", "2025-06", "2025"), or "".
    `review` is the workspace's last word on the claim. All words are foreign.
    """

    id: str
    kind: str
    speaker: str  # names joined by "and"; UNCLEAR, or "" where nobody speaks
    speakers: tuple[Speaker, ...]  # those that have a name, each once
    role: str  # of a single speaker
    how: str  # how the speaker was found
    cue: str
    words: tuple[Excerpt, ...]
    span: Excerpt
    sentence: str
    reading: str
    paragraph: int
    article_id: str
    headline: str
    outlet: str
    byline: str
    published: str
    url: str
    status: Status
    confidence: float | None  # None for figures and measures, which have none
    review: Review | None = None

    @property
    def quoted(self) -> str:
        """The words as answers show them: pieces divided by an omission mark."""
        return " … ".join(piece.words for piece in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The claims of one question as of a day, and how many there are beyond these rows."""

    asked: str  # as it can be typed again, without slash
    title: str  # as it was understood
    as_of: date
    total: int
    capped: bool  # there are more than `total`
    rows: tuple[ExportRow, ...]


def row(held: Held, review: Review | None = None) -> ExportRow:
    """The row of a claim; its words must have been found to stand in the article."""
    claim, parsed, finding = held.claim, held.article.parsed, held.claim.finding
    spoken = finding if isinstance(finding, Attribution) else None
    speakers = spoken.speakers if spoken else ()
    roles = {who.role for who in speakers if who.role and who.role not in claim.speakers}
    one = len(claim.speakers) == 1
    return ExportRow(
        id=claim.id,
        kind=claim.kind.value,
        speaker=listed(claim.speakers) or (UNCLEAR if spoken else ""),
        speakers=tuple({who.name: who for who in speakers if who.name}.values()),
        role=roles.pop() if one and len(roles) == 1 else "",
        how="; ".join(dict.fromkeys(map(how, speakers))) or ("not found" if spoken else ""),
        cue=spoken.cue.excerpt.words if spoken and spoken.cue else "",
        words=_pieces(finding),
        span=claim.span,
        sentence="" if isinstance(finding, Attribution) else finding.sentence.words,
        reading=_reading(finding),
        paragraph=claim.paragraph,
        article_id=held.article.id,
        headline=parsed.headline or "",
        outlet=parsed.outlet or "",
        byline=parsed.byline or "",
        published=_published(parsed.published),
        url=parsed.url or "",
        status=claim.status,
        confidence=round(spoken.confidence, 2) if spoken else None,
        review=review,
    )


def _pieces(finding: Attribution | Figure | Measure) -> tuple[Excerpt, ...]:
    return finding.contents if isinstance(finding, Attribution) else (finding.excerpt,)


def _reading(finding: Attribution | Figure | Measure) -> str:
    if isinstance(finding, Figure):
        return figure_line(finding)
    return measure_line(finding) if isinstance(finding, Measure) else ""


def _published(when: Published | None) -> str:
    if when is None or when.precision is Precision.VAGUE:
        return ""
    return when.day.isoformat()[: _KNOWN_TO.get(when.precision, 10)]
