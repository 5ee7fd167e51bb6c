"""What a person gets: a platform-neutral answer, complete in itself.

Renderers (`bot.platforms.slack.blocks`, `bot.platforms.discord.embeds`,
`handlers.showing.plaintext`) are pure functions of a `Reply`; none of them asks the store for
more. Words from articles stand in `ClaimCard.words`, `sentence`, names and headlines: all of it
is hostile text that each renderer escapes for its own platform.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from handlers.newsroom import Held, Status
from nlp.analysis import Precision

HISTORY = "History"  # the label of a row that says who found out what about a claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """Where claims stand: one numbered source line at the end of an answer."""

    number: int  # as shown in brackets behind each item, from 1
    article_id: str
    headline: str  # the article's own, or its first words with an omission mark
    outlet: str | None
    byline: str | None
    published: str  # "5 June 2025", "June 2025", "date unknown"
    paragraphs: tuple[int, ...]  # those that are cited, from 1
    url: str | None
    family: str = ""  # of its near-copies and itself; "" where it has none
    day: date | None = None  # of `published`, the first one where only month or year is known
    precision: Precision | None = None  # of that day


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """One attribution as shown: who, in which words, by which cue.

    `words` equal the article at their offsets, piece by piece; quotation marks are
    only those that stand in the article. `how` names how the speaker was found. `also`
    are the receipts of other articles that have it, and `spread` says of how many articles
    and independent ones it is ("in 9 articles, 2 independent"), "" where it is of one.
    """

    claim_id: str  # "" of a text that is not stored: there is no /why for it
    kind: str  # "quote", "statement", "position"
    speaker: str  # full name, or "speaker unclear"
    role: str | None
    cue: str  # as written; "" where there is none
    words: tuple[str, ...]
    how: str
    modality: str
    addressee: str | None
    venue: str | None
    said: str | None  # the date said, as far as known
    status: Status
    receipt: int
    held: Held
    also: tuple[int, ...] = ()
    spread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCard:
    """One figure in one line ("U.S. trade deficit with China: $295.4 billion in 2024 …")."""

    claim_id: str
    line: str
    sentence: str
    status: Status
    receipt: int
    held: Held
    also: tuple[int, ...] = ()
    spread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of the measure ledger, with the claim that states it and that one's receipt.

    `text` is "not stated" where no claim does; then there is neither claim nor receipt.
    """

    name: str  # "rate was", "rate", "announced", "effective", …
    text: str
    claim_id: str = ""
    receipt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCard:
    """One measure in one line ("United States → China, imports: 30 % (reduced)").

    A line of the ledger has `cells`, all of which `line` gives too; its `held` is the
    newest claim of those that it merges, with the values of the cells.
    """

    claim_id: str
    line: str
    sentence: str
    status: Status
    receipt: int
    held: Held
    cells: tuple[Cell, ...] = ()
    also: tuple[int, ...] = ()
    spread: str = ""


Card = MeasureCard | FigureCard | ClaimCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A next step: what the button says and the command line it stands for.

    `command` is what the person could have typed; `page` the cursor for "more".
    """

    name: str  # "more", "share", "subscribe", "retry"
    label: str
    command: str
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A point in time inside a note, so that a platform can show it in local time."""

    at: datetime
    words: str  # the same moment in words, zone included


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a list that is no claim (a help line, an article, a ledger's cell).

    `receipts` are the numbers of the sources it rests on, shown in brackets behind it.
    """

    label: str
    text: str
    receipts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of an answer under a title of its own: one side of a comparison, one change.

    Shown in the order notes · measures · figures · claims · rows, like a reply.
    """

    title: str
    notes: tuple[str, ...] = ()
    measures: tuple[MeasureCard, ...] = ()
    figures: tuple[FigureCard, ...] = ()
    claims: tuple[ClaimCard, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def mixed(self) -> bool:
        """Whether its lists need titles of their own, as they are of several sorts."""
        return not self.title or sum(map(bool, (self.measures, self.figures, self.claims))) > 1

    @property
    def cards(self) -> tuple[MeasureCard | FigureCard | ClaimCard, ...]:
        """All its claims, in the order in which they are shown."""
        return (*self.measures, *self.figures, *self.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One value of a series on one day, and the receipt it stands on.

    `label` says of what time it is where that is no single day ("2024", "March 2025");
    `planned` that it was announced or foreseen for then, and not told to have come.
    """

    day: date
    value: Decimal
    receipt: int
    label: str = ""
    planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Values of one thing over time, all in one unit; `steps` where each holds until the next."""

    name: str
    points: tuple[Point, ...]
    steps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture to be drawn of series in one unit; `alt` says in words all that it shows."""

    title: str
    unit: str
    series: tuple[Series, ...]
    alt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that goes with an answer: an export, a calendar."""

    name: str
    media: str  # its media type, such as "text/csv"
    data: bytes
    alt: str  # what it holds, in one sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer, in the order in which it is shown.

    headline · notes · measures · figures · claims · rows · sections · charts · receipts ·
    files · actions · rests. Claims of sections are numbered with the same receipts.
    `people` are the ids of those whom headline, notes or rows name by them: a platform may
    show them by their names, where nobody is called by that. "&" before an id: a role's.
    `total` counts all that match (capped at 1,000; then `capped`), `next` is the
    cursor of the following page or "".
    """

    headline: str
    notes: tuple[str, ...] = ()
    measures: tuple[MeasureCard, ...] = ()
    figures: tuple[FigureCard, ...] = ()
    claims: tuple[ClaimCard, ...] = ()
    rows: tuple[Row, ...] = ()
    sections: tuple[Section, ...] = ()
    charts: tuple[Chart, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    files: tuple[File, ...] = ()
    actions: tuple[Action, ...] = ()
    rests: str = ""  # on what it rests, in one line: articles, outlets, days, as-of
    moments: tuple[Moment, ...] = ()
    people: tuple[str, ...] = ()
    total: int = 0
    capped: bool = False
    next: str = ""
    private: bool = False
    refused: bool = False  # the request could not be done as asked; the headline says why

    @property
    def parts(self) -> tuple[Section, ...]:
        """All that it lists, section by section: its own lists first, without a title."""
        own = Section(
            title="",
            measures=self.measures,
            figures=self.figures,
            claims=self.claims,
            rows=self.rows,
        )
        return (own, *self.sections)
