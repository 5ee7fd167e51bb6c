"""The nouns of text: what an analysis of one article is made of.

Offsets are characters (Unicode code points) of the analysed text, counted from 0 and
end-exclusive; every `Excerpt` carries its own words, so that `text[start:end]` can be
checked against it at any later time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nlp.sketches import Sketch


class AttributionKind(StrEnum):
    """How the words of a source are given."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"
    POSITION = "position"


class SpeakerKind(StrEnum):
    """What sort of source speaks."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    GROUP = "group"
    UNNAMED = "unnamed"


class FoundBy(StrEnum):
    """By which path a mention led to the speaker's full name."""

    NAME = "name"
    SHORT_NAME = "short name"
    TITLE = "title"
    METONYM = "metonym"
    PRONOUN = "pronoun"
    CONTINUATION = "continuation"
    DESCRIPTION = "description"
    UNCLEAR = "unclear"


class Modality(StrEnum):
    """In what mood the source put it."""

    STATED = "stated"
    DENIED = "denied"
    THREATENED = "threatened"
    PROMISED = "promised"
    WANTED = "wanted"
    ASKED = "asked"
    CONDITIONAL = "conditional"


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    VAGUE = "vague"


class MeasureKind(StrEnum):
    """What sort of trade measure is spoken of."""

    TARIFF = "tariff"
    EXPORT_CONTROL = "export control"
    EXEMPTION = "exemption"
    RETALIATION = "retaliation"
    DEAL = "deal"
    SANCTION = "sanction"
    FEE = "fee"
    IMPORT_BAN = "import ban"
    QUOTA = "quota"


class MeasureStatus(StrEnum):
    """How far along a measure is; never `IN_FORCE` from a conditional or a future."""

    THREATENED = "threatened"
    ANNOUNCED = "announced"
    SIGNED = "signed"
    IN_FORCE = "in force"
    PAUSED = "paused"
    REDUCED = "reduced"
    EXPIRED = "expired"
    STRUCK_DOWN = "struck down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """Words of the text with the place they stand at; `text[start:end] == words`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as far as the text gives it.

    `first` and `last` bound it, both included; both are None where it cannot be
    resolved (no article date, or a vague word such as "recently").
    """

    words: str
    precision: Precision
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A source: the words that name it here (if any) and whom they mean.

    `name` is the resolved full name; "" where the speaker is unclear. `role` is the
    role as this article gives it. `found_by` says how the name was reached, `through`
    is the place that tells it: what a pronoun stands for, the full name of a short one,
    the title or apposition beside a name. `certain` is False where another fits nearly
    as well.
    """

    excerpt: Excerpt | None
    name: str
    kind: SpeakerKind
    found_by: FoundBy
    role: str | None = None
    through: Excerpt | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The reporting words ("said", "according to") and the lemma they stand for."""

    excerpt: Excerpt
    lemma: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said, wrote, wants or denies what, in which words.

    `contents` holds one excerpt or, for a quotation broken by its cue, several, in
    text order. `confidence` lies between 0 and 1; `reasons` name the rules used.
    """

    contents: tuple[Excerpt, ...]
    kind: AttributionKind
    speakers: tuple[Speaker, ...]
    cue: Cue | None
    confidence: float
    reasons: tuple[str, ...]
    modality: Modality = Modality.STATED
    addressee: str | None = None
    venue: str | None = None
    said: When | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A movement of a figure: its direction, its size and what it is measured against.

    `amount` is in `unit` ("percent", "percentage point", or the figure's own unit);
    None where only the direction is stated.
    """

    direction: str  # "up", "down", "unchanged"
    amount: Decimal | None = None
    unit: str | None = None
    base: str | None = None
    came_from: Decimal | None = None  # the value before, in the figure's own unit


_SUPPOSED = frozenset({"not", "if", "unless", "whether"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with what it counts.

    `excerpt` is the number with its unit as written, `sentence` the sentence it
    stands in. `value` is in whole units (295400000000 for "$295.4 billion"); a range
    has `upper` too. `bound` is "" or one of "about", "up to", "more than", "less than".
    `unit` is the unit as written, `normalized_unit` its plain English singular
    ("percentage", "dollar", "yard"). `moves` says that it only tells by how much the
    level beside it changed ("rose 12 percent to $3 billion"). `hedge` is the word by which
    the sentence tells it as not, or not surely, so ("could", "expected", "if"), else "".
    """

    excerpt: Excerpt
    sentence: Excerpt
    value: Decimal
    unit: str
    normalized_unit: str
    upper: Decimal | None = None
    bound: str = ""
    currency: str | None = None  # ISO 4217
    concept: str | None = None
    subject: str | None = None
    counterpart: str | None = None
    period: str | None = None
    change: Change | None = None
    moves: bool = False
    hedge: str = ""

    @property
    def supposed(self) -> bool:
        """Whether it is told not to be so, or only on a condition: no value of anything."""
        return not _SUPPOSED.isdisjoint(self.hedge.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """Who puts which measure on whom, at what rate, and how far along it is.

    Rates are percent (Decimal("30") for 30 %); None where the text states none.
    Of a range ("10 to 25 percent") `rate` is the lower end and `rate_most` the upper.
    `excerpt` is the clause that states it, `sentence` the sentence it stands in.
    """

    excerpt: Excerpt
    sentence: Excerpt
    kind: MeasureKind
    status: MeasureStatus
    imposer: str | None
    targets: tuple[str, ...]
    goods: str | None = None
    rate: Decimal | None = None
    rate_before: Decimal | None = None
    direction: str | None = None  # "raised", "reduced", "doubled", …
    announced: When | None = None
    effective: When | None = None
    expires: When | None = None
    rate_most: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One mention of a person, organisation or country, and the entity it means."""

    excerpt: Excerpt
    name: str
    kind: SpeakerKind
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis:
    """All findings of one text, in text order, and what found them."""

    digest: str  # SHA-256 of the text in UTF-8, hexadecimal
    pipeline: str  # name and version of the pipeline that read it
    attributions: tuple[Attribution, ...]
    figures: tuple[Figure, ...]
    measures: tuple[Measure, ...]
    names: tuple[Name, ...]
    sketch: Sketch | None = None  # of the text, where near-copies of it are looked for
