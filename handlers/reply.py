"""What a person gets: a platform-neutral answer, complete in itself.

Renderers (`bot.slack_blocks`, `bot.discord_embeds`, `handlers.plaintext`) are pure
functions of a `Reply`; none of them asks the store for more. Words from articles
stand in `ClaimCard.words`, `sentence`, names and headlines: all of it is hostile text
that each renderer escapes for its own platform.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.newsroom import Held, Status


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """One attribution as shown: who, in which words, by which cue.

    `words` equal the article at their offsets, piece by piece; quotation marks are
    only those that stand in the article. `how` names how the speaker was found.
    """

    claim_id: str
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


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCard:
    """One figure in one line ("U.S. trade deficit with China: $295.4 billion in 2024 …")."""

    claim_id: str
    line: str
    sentence: str
    status: Status
    receipt: int
    held: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCard:
    """One measure in one line ("United States → China, imports: 30 % (reduced)")."""

    claim_id: str
    line: str
    sentence: str
    status: Status
    receipt: int
    held: Held


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
    """One line of a list that is no claim (a help line, an article, a subscription)."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A whole answer, in the order in which it is shown.

    headline · notes · measures · figures · claims · rows · receipts · actions.
    `total` counts all that match (capped at 1,000; then `capped`), `next` is the
    cursor of the following page or "".
    """

    headline: str
    notes: tuple[str, ...] = ()
    measures: tuple[MeasureCard, ...] = ()
    figures: tuple[FigureCard, ...] = ()
    claims: tuple[ClaimCard, ...] = ()
    rows: tuple[Row, ...] = ()
    receipts: tuple[Receipt, ...] = ()
    actions: tuple[Action, ...] = ()
    moments: tuple[Moment, ...] = ()
    total: int = 0
    capped: bool = False
    next: str = ""
    private: bool = False
    refused: bool = False  # the request could not be done as asked; the headline says why
