"""The port to articles and claims: what is stored, and what may be asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from handlers.newsroom import Article, Claim, ClaimKind, Held, ParsedArticle, Status
from nlp.analysis import Precision
from nlp.sketches import Sketch

MOST_OTHERS = 8  # further articles of a claim that an answer names; it counts the others
COMMON = 300  # articles with a piece of wording that are looked at: beyond, it tells nothing


class Outcome(StrEnum):
    """What storing an article came to."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    DUPLICATE = "duplicate of"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """The outcome of storing, and the article it speaks of (the kept one, if a duplicate)."""

    outcome: Outcome
    article: Article


class FacetKind(StrEnum):
    """What claims are found by, beside their words."""

    ENTITY = "entity"
    TOPIC = "topic"
    KIND = "kind"
    SPEAKER = "speaker"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One thing that claims can be found by, as the store keeps it."""

    kind: FacetKind
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A structured question to the store; empty fields do not narrow it.

    All given conditions must hold. `words` must all occur (any order, whole words or
    other forms of them by `handlers.words.wordforms.forms`, case and accents aside; each is a
    plain word, never an operator, or a phrase that stands exactly so), among the words that
    tell the claim (`Claim.telling`), its speakers and its article's headline. Of each group of
    `either` at least one word must occur there, on the same terms. `entities`: the
    claim must carry every key. `among`: of each of its groups the claim must carry an entity key
    (the names of one entity). `topics`, `kinds`, `speakers`, `outlets`: at least one of
    each given group. `since`/`until`/`as_of` bound the article's publication day
    (inclusive); articles without a date match only where none of the three is given.
    `after` is an ingest sequence: only claims stored later. `without` words may occur nowhere
    there, and none of the `barred` facets may be on the claim. `about`: of each of its groups
    (the names of one entity) the claim must carry an entity key, and none of the group may be
    its speaker: who is spoken of, not who speaks. `status` is what `workspace` found out about
    a claim, by the end of the day `as_of` (UTC); it is on the claims that are found ("" for no
    workspace: all are unchecked). Newest publication first, undated last, within an article in
    text order; `page` is an opaque cursor. `once` gives of those that match and say the same
    (`handlers.matters.sameness`) only the first published, and counts them as one; with `after`
    none of which one that matches was stored by then. Where it is not `counted`, nobody asks
    how many there are: the page's total is its own and its coverage means nothing. Without
    `texts` articles come without theirs (`handlers.newsroom.Article`), for claims only weighed:
    `with_others` reads the texts of those that are shown. Where only what is `recurring` is
    wanted, a page has of its claims those that are on the matter of another that another
    article has (`handlers.matters.one_matter.matter_number`), and perhaps some that are not.
    """

    words: tuple[str, ...] = ()
    either: tuple[tuple[str, ...], ...] = ()
    entities: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: tuple[ClaimKind, ...] = ()
    speakers: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    after: int = 0
    upto: int | None = None  # ingest sequence, inclusive
    page: str = ""
    limit: int = 10
    among: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    barred: tuple[Facet, ...] = ()
    about: tuple[tuple[str, ...], ...] = ()
    status: Status | None = None
    workspace: str = ""
    once: bool = False
    counted: bool = True
    texts: bool = True
    recurring: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Over what an answer speaks: how many, from where, from when to when.

    Where an article is known only to its month or year, `first` or `last` is the first
    day of it, and the precision says so. `independent` counts articles that are near-copies
    of each other as one, where a question was asked.
    """

    articles: int
    outlets: tuple[str, ...]
    first: date | None
    last: date | None
    first_precision: Precision = Precision.DAY
    last_precision: Precision = Precision.DAY
    independent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of matching claims with their articles.

    `total` is exact up to 1,000; beyond, it is 1,000 and `capped` is true. Of a question that
    is not counted it is how many claims the page has, recurring or not. `next` is "" on the
    last page. `coverage` speaks of all that match, of the newest of them where
    they are more than that.
    """

    found: tuple[Held, ...]
    total: int
    capped: bool
    next: str
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Something the store can be asked about, and how often: a suggestion's raw material."""

    key: str  # entity key, speaker name, topic key or outlet
    claims: int


class Claims(Protocol):
    """Articles and claims. Reads see whole articles: never half of an ingest."""

    async def put(
        self,
        parsed: ParsedArticle,
        claims: tuple[Claim, ...],
        *,
        article_id: str,
        fetched: datetime,
        sketch: Sketch | None = None,
    ) -> Stored:
        """Store an article and its claims in one transaction.

        Its `sketch` tells of which family it is, with whatever was stored before or comes
        later; without one it is a family by itself.

        The same id and text again: unchanged, claims replaced (a newer extractor may
        find more). The same id with other text: a new version; claims whose id was there
        before keep their ingest sequence, and all reviews stay. Another id with the same
        text: nothing is stored, and the kept article is named, unless the two are of two
        outlets. A claim's status is not
        stored: it is what reviews say.
        """
        ...

    async def keep(
        self,
        parsed: ParsedArticle,
        claims: tuple[Claim, ...],
        *,
        article_id: str,
        fetched: datetime,
        person: str,
    ) -> Stored:
        """The same for the workspace that sees this store alone, or for all where none does.

        It is kept without outlet and day, for nobody vouches for them, and counts as a source
        of its own that says what nobody else says. A text that this workspace can be answered
        from already is a duplicate; one that others keep for themselves is none.
        """
        ...

    async def kept(self) -> dict[str, str]:
        """By id what this workspace keeps for itself, the oldest first, and who kept it."""
        ...

    async def discard(self, article_id: str) -> bool:
        """Forget an article that this workspace keeps for itself; False for any other."""
        ...

    async def search(self, question: Question) -> Page: ...

    async def pages(self, *questions: Question) -> tuple[Page, ...]:
        """What `search` finds for each of these, all in one state of the store."""
        ...

    async def newest(self, question: Question) -> tuple[tuple[Held, ...], str]:
        """The page's claims and the next page, where nobody asks how many there are."""
        ...

    async def with_others(self, found: tuple[Held, ...], question: Question) -> tuple[Held, ...]:
        """These claims, each with its text and the other articles that have it (see `Held`).

        Of the question `outlets`, `since`, `until`, `as_of` and `workspace` are heeded. Of
        more than its `limit` independent articles come before copies, then the earlier.
        """
        ...

    async def claim(
        self, claim_id: str, *, workspace: str = "", as_of: date | None = None
    ) -> Held | None:
        """A claim of an article's current version, with its status as in a `Question`."""
        ...

    async def several(self, claim_ids: tuple[str, ...], *, workspace: str = "") -> tuple[Held, ...]:
        """Those of these claims that `claim` would find, each once, in no order."""
        ...

    async def article(self, article_id: str) -> Article | None: ...

    async def articles(self, question: Question) -> tuple[tuple[Article, ...], int, str]:
        """Articles that match words (none of `without`), outlets and dates: newest first,
        total, next page."""
        ...

    async def alike(self, pieces: tuple[str, ...], question: Question) -> tuple[Article, ...]:
        """Articles that hold some of these pieces of wording, the likeliest source first.

        A piece is words that stand next to each other in text or headline (case, accents
        and signs aside). It counts for the newest `COMMON` articles that hold it, for each
        by one part of how many they are, so that rare pieces decide; of equal articles the
        newest comes first. Of the question only `outlets`, `since`, `until`, `as_of` and
        `limit` are heeded.
        """
        ...

    async def claims_of(
        self, article_ids: tuple[str, ...], *, with_roles: bool = False
    ) -> tuple[Claim, ...]:
        """All claims of these articles' current versions; of each article in text order.

        Only those that give a speaker a role, where that is asked for.
        """
        ...

    async def coverage(self, as_of: date | None = None) -> Coverage:
        """Over what any answer of this store would speak."""
        ...

    async def known(self, kind: FacetKind, keys: tuple[str, ...]) -> tuple[Known, ...]:
        """Those of these keys that some claim carries, by number of claims, most first."""
        ...

    async def known_speakers(self) -> tuple[Known, ...]:
        """All speakers, by number of claims, most first."""
        ...

    async def known_entities(self) -> tuple[Known, ...]: ...

    async def known_topics(self) -> tuple[Known, ...]: ...

    async def known_outlets(self) -> tuple[Known, ...]: ...

    async def sequence(self) -> int:
        """The highest ingest sequence given so far: every stored claim has one, rising."""
        ...

    async def in_order(self, claim_ids: tuple[str, ...]) -> tuple[str, ...]:
        """Those of these claims that are there, in the order in which they were stored."""
        ...

    async def recalled(self, claim_id: str, *, workspace: str = "") -> Held | None:
        """A claim as it last stood, with the newest text that has its words: also one that is gone.

        None where there never was such a claim, or no text of it is left.
        """
        ...

    async def last_stored(self) -> datetime | None:
        """When the newest text came in; None where none ever did."""
        ...
