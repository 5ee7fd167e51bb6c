"""The nouns of the newsroom: who asks and where, articles, claims, reviews, decisions.

Those of standing questions are in `handlers.subscribed`.

Every datetime is aware and in UTC, named for what happened. Offsets are those of
`nlp.analysis`: characters of the stored article text, end-exclusive.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from nlp.analysis import Attribution, Excerpt, Figure, Measure, Precision


class Platform(StrEnum):
    """Where people talk to the bot."""

    CONSOLE = "console"
    SLACK = "slack"
    DISCORD = "discord"


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One conversation of one workspace; `id` is the platform's own."""

    platform: Platform
    workspace: str
    id: str

    @property
    def whose(self) -> str:
        """The workspace that owns what is decided here: "", which is everyone's, at the console."""
        return "" if self.platform is Platform.CONSOLE else self.workspace or self.platform.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a person typed, and where: `text` is a command line such as "/tariffs china".

    Text without a leading slash (a mention, a plain question) is answered as well.
    `as_of` hides everything published later than that day.
    """

    text: str
    channel: Channel
    person: str
    zone: str  # IANA zone to show and read wall times in
    as_of: date | None = None
    page: str = ""  # the cursor of an earlier reply's "more"; "" for the first page
    admin: bool = False  # whether the platform knows this person as an admin here
    roles: frozenset[str] | None = None  # ids of the person's roles; None where there are none
    trial: bool = False  # asked by ourselves, to see whether it finds something: keep nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When an article appeared, as exactly as it says itself; never guessed."""

    day: date  # the first day of the month or year where only that is known
    precision: Precision
    at: datetime | None = None  # aware UTC, where the article states a time


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedArticle:
    """An article as found in a file, before it is stored.

    `text` is clean (no NUL, control or surrogate characters) and final: all offsets
    count its characters. `aside` holds spans that are no reporting (contact line).
    """

    source: str  # path or address it was read from
    text: str
    headline: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: Published | None = None
    url: str | None = None
    language: str | None = None
    aside: tuple[Excerpt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A stored article: the parsed one with its identity.

    `id` stays the same over all versions; `digest` is the SHA-256 of `text` in UTF-8.
    Articles of one `family` are near-copies of each other: together one independent source.
    Of an article without its text (see `handlers.ports.Question`) only the id, the family, the
    outlet and the time of publication are known: nothing of it can be shown.
    """

    id: str
    version: int  # from 1; 0 where it comes without its text
    digest: str
    fetched: datetime
    parsed: ParsedArticle
    family: str = ""  # the least id of them; "" where it is not stored yet


class ClaimKind(StrEnum):
    """What sort of answerable row a claim is."""

    QUOTE = "quote"  # direct or mixed speech
    STATEMENT = "statement"  # indirect speech
    POSITION = "position"
    FIGURE = "figure"
    MEASURE = "measure"


class Status(StrEnum):
    """What a workspace has found out about a claim."""

    UNCHECKED = "unchecked"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    CORRECTED = "corrected"
    WRONG = "wrong"  # we misread the article, whatever is true of what was said

    @property
    def shown(self) -> str:
        """As it stands behind a claim: "wrong" alone would speak of what was said."""
        return "wrong finding" if self is Status.WRONG else self.value


class Mistake(StrEnum):
    """What is wrong about a wrong finding."""

    SPEAKER = "speaker"
    WORDS = "words"
    NOT_A_CLAIM = "not-a-claim"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What somebody found out about a claim: the last one is its workspace's word on it.

    Kept for ever: changing one's mind is another review. `note` is foreign text.
    """

    workspace: str
    claim_id: str
    status: Status  # never unchecked
    by: str  # the person's id, as in `Request.person`
    at: datetime
    mistake: Mistake | None = None  # of a wrong finding only
    note: str = ""

    def repeats(self, last: Review) -> bool:
        """Whether it says nothing beyond the last one."""
        same = (self.status, self.mistake) == (last.status, last.mistake)
        return same and self.note in ("", last.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One answerable row: a finding in an article, with what it can be found by.

    `id` is stable across restarts, re-ingest and article versions as long as the
    words are the same. `span` runs from the first to the last character of the
    finding and equals `article.text[start:end]`. `entities` and `topics` are keys
    (see `handlers.record.claims`); `speakers` are the resolved names.
    """

    id: str
    article_id: str
    kind: ClaimKind
    span: Excerpt
    finding: Attribution | Figure | Measure
    paragraph: int  # counted from 1
    speakers: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    status: Status = Status.UNCHECKED  # to the workspace that asks

    @property
    def telling(self) -> tuple[str, ...]:
        """The words it is found by, besides its speakers and the headline: what was said and
        the verb of it; the sentence of a number and what the number counts; the sentence of a
        measure, on what it is, and how far along ("struck down" where a court voids it)."""
        found = self.finding
        if isinstance(found, Attribution):
            return (self.span.words, found.cue.excerpt.words if found.cue else "")
        if isinstance(found, Figure):
            return (found.sentence.words, found.concept or "")
        return (found.sentence.words, found.goods or "", found.status.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A claim together with the stored article it stands in.

    `others` are claims of other articles that say the same, the most telling of them in
    the order of publication; `articles` counts all articles that have it, this one
    included, and `independent` those that are no copies of each other.
    """

    claim: Claim
    article: Article
    others: tuple[Held, ...] = ()
    articles: int = 1
    independent: int = 1


class DecisionKind(StrEnum):
    """What somebody decided about two names."""

    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on who is who: it overrides the rules, and a newer one overrides it.

    Merged, `name` and all that goes with it is one entity with `into`; split, it no
    longer is. Kept for ever: undoing is another decision. It holds for its `workspace`
    alone, "" for all; what a workspace decided goes before what is decided for all.
    """

    kind: DecisionKind
    name: str
    into: str
    by: str  # the person's id, as in `Request.person`
    at: datetime
    workspace: str = ""
