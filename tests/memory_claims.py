"""Articles and claims in dictionaries: the `Claims` half of `fakes.MemoryStore`."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from itertools import combinations
from typing import TypeVar

from memory_reviews import MemoryReviews

from handlers.errors import Refused
from handlers.matters.one_matter import matter_number
from handlers.matters.sameness import another_outlet, said_by
from handlers.newsroom import Article, Claim, Held, ParsedArticle, Published, Status
from handlers.ports import (
    COMMON,
    Arrival,
    Coverage,
    Facet,
    FacetKind,
    Judged,
    Known,
    Outcome,
    Page,
    Question,
    Stored,
)
from handlers.showing.cards import intact
from handlers.words.wordforms import forms
from nlp.analysis import Precision
from nlp.sketches import Sketch, near_copies

CAP = 1000
UNDATED = (0, 0)
NOT_DECOMPOSED = str.maketrans("øłđħı", "oldhi")

_Found = TypeVar("_Found")
Place = tuple[int, int, int, int]  # day, second of that day, seat, minus the rank in the text


Words = tuple[str, ...]


@lru_cache(10_000)  # every question splits the words of every claim
def words_of(text: str) -> Words:
    """The words of a text, case and accents aside."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(char for char in folded if unicodedata.category(char) != "Mn")
    return tuple(re.findall(r"[^\W_]+", bare.translate(NOT_DECOMPOSED)))


def _contains(words: Words, phrase: Words) -> bool:
    """Whether the words of a phrase stand next to each other somewhere."""
    width = len(phrase)
    return any(words[at : at + width] == phrase for at in range(len(words) - width + 1))


def _has_words(question: Question, fields: list[str]) -> bool:
    """Whether every word asked for occurs in one of the fields; mere signs are no words."""
    phrases = [phrase for phrase in map(words_of, question.words) if phrase]
    if question.words and not phrases:
        return False
    split = [words_of(field) for field in fields]

    def has(phrase: Words) -> bool:
        return any(_contains(words, phrase) for words in split)

    without = [phrase for phrase in map(words_of, question.without) if phrase]
    groups = [[phrase] for phrase in phrases]
    groups += [[p for p in map(words_of, group) if p] for group in question.either]
    ways = ([way for phrase in group for way in _ways(phrase)] for group in groups)
    return all(any(map(has, each)) for each in ways) and not any(map(has, without))


def _ways(phrase: Words) -> list[Words]:
    """A phrase; of a single word all its forms."""
    return [(form,) for form in forms(phrase[0])] if len(phrase) == 1 else [phrase]


def _facets(claim: Claim, outlet: str | None) -> set[Facet]:
    """All that a claim is found by beside its words."""
    keys = {
        FacetKind.ENTITY: claim.entities,
        FacetKind.TOPIC: claim.topics,
        FacetKind.SPEAKER: claim.speakers,
        FacetKind.KIND: (claim.kind.value,),
        FacetKind.OUTLET: (outlet,) if outlet else (),
    }
    return {Facet(kind=kind, key=key) for kind, found in keys.items() for key in found}


def _is_about(names: tuple[str, ...], claim: Claim) -> bool:
    """Whether one of these is spoken of, and none of them speaks."""
    return not {*names}.isdisjoint(claim.entities) and {*names}.isdisjoint(claim.speakers)


def _moment(published: Published | None) -> tuple[int, int]:
    """By what articles are ordered: the day, then the time as far as it lies in that day."""
    if published is None:
        return UNDATED
    day, second = published.day, 0
    if published.at is not None:
        start = datetime.combine(day, time(), UTC)
        second = min(max(int((published.at - start).total_seconds()), 0), 86_399)
    return day.toordinal(), second


def _in_dates(question: Question, published: Published | None) -> bool:
    """Whether the publication day keeps the bounds; without bounds any article does."""
    ends = [day for day in (question.until, question.as_of) if day is not None]
    if published is None:
        return question.since is None and not ends
    early = question.since is not None and published.day < question.since
    return not early and all(published.day <= end for end in ends)


def _cursor(place: Place) -> str:
    return ".".join(map(str, place))


def _place(cursor: str) -> Place:
    """The place a cursor stands for; raises Refused on any other text."""
    match = re.fullmatch(r"([0-9]{1,9})\.([0-9]{1,9})\.([0-9]{1,9})\.(-?[0-9]{1,9})", cursor)
    if match is None:
        raise Refused("That page is not known here. Please ask the question again.")
    day, second, seat, rank = (int(part) for part in match.groups())
    return day, second, seat, rank


@dataclass(slots=True)
class _Kept:
    """One article with its versions, its claims and its place among the others."""

    versions: list[Article]
    moment: tuple[int, int]
    seat: int
    live: dict[str, Claim]
    retired: dict[str, Claim]
    owner: str = ""  # the workspace that keeps it for itself
    person: str = ""
    first_without: dict[str, int] = field(default_factory=dict)  # of retired claims
    # What its claims say, by number, of which claims and text: reckoned once for each of these.
    told: tuple[dict[str, Claim], Article, dict[str, int]] | None = None

    @property
    def article(self) -> Article:
        return self.versions[-1]

    def place(self, rank: int = 0) -> Place:
        return (*self.moment, self.seat, -rank)


def _bare(held: Held) -> Held:
    """Without the article's text, and all else but publication, outlet and family."""
    parsed = held.article.parsed
    published, (_, second) = parsed.published, _moment(parsed.published)
    if published is not None:
        start = datetime.combine(published.day, time(), UTC)
        published = replace(published, at=start + timedelta(seconds=second) if second else None)
    known = ParsedArticle(source="", text="", outlet=parsed.outlet, published=published)
    never = datetime.min.replace(tzinfo=UTC)
    bare = Article(
        id=held.article.id,
        version=0,
        digest="",
        fetched=never,
        parsed=known,
        family=held.article.family,
    )
    return replace(held, article=bare)


def _recurring(shown: list[Held]) -> list[Held]:
    """Those on a matter that another article among them has too."""
    of = {held.claim.id: matter_number(held) for held in shown}
    articles = {(of[held.claim.id], held.article.id) for held in shown}
    several = Counter(number for number, _ in articles)
    return [held for held in shown if of[held.claim.id] and several[of[held.claim.id]] > 1]


def _page(question: Question, found: list[tuple[Place, _Found]]) -> tuple[list[_Found], str]:
    """The rows after the cursor, as many as asked for, and the cursor of those behind them."""
    if question.page:
        last = _place(question.page)
        found = [pair for pair in found if pair[0] < last]
    shown = found[: max(question.limit, 1)]
    return [row for _, row in shown], _cursor(shown[-1][0]) if len(found) > len(shown) else ""


def _coverage(articles: list[Article]) -> Coverage:
    found = {article.id: article.parsed for article in articles}.values()
    dates = [parsed.published for parsed in found if parsed.published]
    first = min(dates, key=lambda each: (each.day, each.precision), default=None)
    last = min(dates, key=lambda each: (-each.day.toordinal(), each.precision), default=None)
    return Coverage(
        articles=len(found),
        outlets=tuple(sorted({parsed.outlet for parsed in found if parsed.outlet})),
        first=first.day if first else None,
        last=last.day if last else None,
        first_precision=first.precision if first else Precision.DAY,
        last_precision=last.precision if last else Precision.DAY,
        independent=len({article.family for article in articles}),
    )


def _checked(said: dict[str, Status], claim: Claim) -> Claim:
    """The claim with the status that a workspace gives it."""
    status = said.get(claim.id, Status.UNCHECKED)
    return claim if claim.status is status else replace(claim, status=status)


class MemoryClaims(MemoryReviews):
    """The `Claims` port in dictionaries, and the `Reviews` of these claims."""

    def __init__(self) -> None:
        MemoryReviews.__init__(self)
        self._kept: dict[str, _Kept] = {}
        self._sequences: dict[str, int] = {}  # by claim id, never forgotten
        self._seats = [0]  # given so far, to all who see this store
        self.seen_by = ""
        self._sketches: dict[str, Sketch | None] = {}  # by article id

    async def put(
        self,
        parsed: ParsedArticle,
        claims: tuple[Claim, ...],
        *,
        article_id: str,
        fetched: datetime,
        sketch: Sketch | None = None,
    ) -> Stored:
        return self._put(parsed, claims, article_id, fetched, sketch)

    async def keep(
        self,
        parsed: ParsedArticle,
        claims: tuple[Claim, ...],
        *,
        article_id: str,
        fetched: datetime,
        person: str,
    ) -> Stored:
        parsed = replace(parsed, outlet=None, published=None)
        owner = (self.seen_by, person) if self.seen_by else ("", "")
        return self._put(parsed, claims, article_id, fetched, None, owner)

    async def kept(self) -> dict[str, str]:
        own = (each for each in self._kept.values() if each.owner == self.seen_by != "")
        return {each.article.id: each.person for each in own}

    async def discard(self, article_id: str) -> bool:
        if article_id not in await self.kept():
            return False
        del self._kept[article_id], self._sketches[article_id]
        return True

    def _seen(self) -> dict[str, _Kept]:
        """What the workspace that sees this store may know of."""
        return {key: kept for key, kept in self._kept.items() if kept.owner in ("", self.seen_by)}

    def _put(
        self,
        parsed: ParsedArticle,
        claims: tuple[Claim, ...],
        article_id: str,
        fetched: datetime,
        sketch: Sketch | None,
        owner: tuple[str, str] = ("", ""),
    ) -> Stored:
        digest = hashlib.sha256(parsed.text.encode()).hexdigest()
        for other in self._kept.values():
            same = other.article.digest == digest and other.article.id != article_id
            if (
                same
                and other.owner in ("", owner[0])
                and not another_outlet(other.article.parsed, parsed)
            ):
                return Stored(outcome=Outcome.DUPLICATE, article=other.article)
        self._refuse_clashes(claims, article_id)
        article = Article(id=article_id, version=1, digest=digest, fetched=fetched, parsed=parsed)
        kept = self._kept.get(article_id)
        if kept is None:
            kept = self._kept[article_id] = _Kept([article], (-1, -1), 0, {}, {})
            outcome = Outcome.ADDED
        elif kept.article.digest == digest:
            kept.versions[-1] = replace(kept.article, parsed=parsed)
            outcome = Outcome.UNCHANGED
        else:
            kept.versions.append(replace(article, version=kept.article.version + 1))
            outcome = Outcome.UPDATED
        kept.owner, kept.person = owner
        self._sketches[article_id] = sketch
        self._name_families()
        self._seat(kept)
        self._replace_claims(kept, claims)
        return Stored(outcome=outcome, article=kept.article)

    def _name_families(self) -> None:
        """Call each article by the least id of those that it hangs together with."""
        family = {article_id: {article_id} for article_id in self._kept}
        for one, other in combinations(self._kept, 2):
            mine, theirs = self._sketches[one], self._sketches[other]
            if mine and theirs and near_copies(mine, theirs):
                together = family[one] | family[other]
                family |= dict.fromkeys(together, together)
        for article_id, kept in self._kept.items():
            named = min(family[article_id])
            kept.versions = [replace(each, family=named) for each in kept.versions]

    def _refuse_clashes(self, claims: tuple[Claim, ...], article_id: str) -> None:
        ids = [claim.id for claim in claims]
        elsewhere = {
            claim_id
            for kept in self._kept.values()
            if kept.article.id != article_id
            for claim_id in (*kept.live, *kept.retired)
        }
        if len(set(ids)) != len(ids) or elsewhere & set(ids):
            raise Refused(f"Two claims of {article_id} carry one id; nothing was stored.")

    def _seat(self, kept: _Kept) -> None:
        """Give a place among articles of the same moment: the one stored later comes first."""
        moment = _moment(kept.article.parsed.published)
        if moment != kept.moment:
            self._seats[0] += 1
            kept.moment, kept.seat = moment, self._seats[0]

    def _replace_claims(self, kept: _Kept, claims: tuple[Claim, ...]) -> None:
        known = kept.retired | kept.live
        for claim in claims:
            self._sequences.setdefault(claim.id, len(self._sequences) + 1)
        kept.live = {
            claim.id: replace(claim, status=Status.UNCHECKED)
            for claim in sorted(claims, key=lambda claim: (claim.span.start, claim.span.end))
        }
        gone = {key: claim for key, claim in known.items() if key not in kept.live}
        version = kept.article.version
        kept.first_without = {key: kept.first_without.get(key, version) for key in gone}
        kept.retired = gone

    async def search(self, question: Question) -> Page:
        found = self._found(question)
        different = self._once(question, found) if question.once else found
        narrow = question.after or question.status is Status.UNCHECKED
        over = different if question.once and narrow else found
        shown, following = _page(question, different)
        number = len(different) if question.counted else len(shown)
        shown = _recurring(shown) if question.recurring else shown
        return Page(
            found=tuple(shown if question.texts else map(_bare, shown)),
            total=min(number, CAP),
            capped=len(different) > CAP,
            next=following,
            coverage=_coverage([held.article for _, held in over]),
        )

    def _once(
        self, question: Question, found: list[tuple[Place, Held]]
    ) -> list[tuple[Place, Held]]:
        """Without those that another said before, or that were stored with another's by then."""
        status = None if question.status is Status.UNCHECKED else question.status
        groups: dict[int, list[Held]] = {}
        for _, held in self._found(replace(question, after=0, status=status)):
            groups.setdefault(self._said(held), []).append(held)

        def is_first(held: Held) -> bool:
            others = groups[self._said(held)]
            told = any(self._sequences[one.claim.id] <= question.after for one in others)
            return not told and min(others, key=self._rank).claim.id == held.claim.id

        return [pair for pair in found if is_first(pair[1])]

    def _said(self, held: Held) -> int:
        kept = self._kept[held.article.id]
        if kept.owner:  # it says what nobody else says
            return int.from_bytes(hashlib.sha256(held.claim.id.encode()).digest())
        live, article = kept.live, kept.article
        if kept.told is None or kept.told[0] is not live or kept.told[1] is not article:
            kept.told = (live, article, said_by(article, live.values()))
        return kept.told[2][held.claim.id]

    def _rank(self, held: Held) -> tuple[object, ...]:
        """By what claims that say the same are ordered: undated last, in one text as it goes."""
        kept = self._kept[held.article.id]
        second = kept.moment[0] * 86_400 + kept.moment[1]
        digest = hashlib.blake2b(held.article.id.encode(), digest_size=3).digest()
        return kept.moment == UNDATED, second, digest, list(kept.live).index(held.claim.id)

    async def with_others(self, found: tuple[Held, ...], question: Question) -> tuple[Held, ...]:
        bounds = Question(
            outlets=question.outlets,
            since=question.since,
            until=question.until,
            as_of=question.as_of,
            workspace=question.workspace,
        )
        groups: dict[int, list[Held]] = {}
        for held in sorted((held for _, held in self._found(bounds)), key=self._rank):
            group = groups.setdefault(self._said(held), [])
            if held.article.id not in [one.article.id for one in group]:
                group.append(held)
        return tuple(
            self._with(self._whole(held), groups.get(self._said(held), []), question.limit)
            for held in found
        )

    def _whole(self, held: Held) -> Held:
        """With its article's text where it came without."""
        return (
            held
            if held.article.version
            else replace(held, article=self._kept[held.article.id].article)
        )

    @staticmethod
    def _with(held: Held, group: list[Held], most: int) -> Held:
        other = [one for one in group if one.article.id != held.article.id]
        families = [held.article.family, *(one.article.family for one in other)]
        first = [
            one for at, one in enumerate(other) if families.index(one.article.family) == at + 1
        ]
        rest = [one for one in other if one not in first]
        chosen = [*first, *rest][:most]
        return replace(
            held,
            others=tuple(one for one in other if one in chosen),
            articles=1 + len(other),
            independent=len({*families}),
        )

    def _found(self, question: Question) -> list[tuple[Place, Held]]:
        """All that match, in the order of an answer."""
        words = self.last_words(question.workspace, question.as_of)
        found = [
            (kept.place(rank), Held(claim=claim, article=kept.article))
            for kept in self._seen().values()
            for rank, claim in enumerate(map(partial(_checked, words), kept.live.values()))
            if self._matches(question, kept.article, claim)
        ]
        return sorted(found, key=lambda pair: pair[0], reverse=True)

    def _matches(self, question: Question, article: Article, claim: Claim) -> bool:
        parsed = article.parsed
        sequence = self._sequences[claim.id]
        return (
            _in_dates(question, parsed.published)
            and set(question.entities) <= set(claim.entities)
            and all(not {*names}.isdisjoint(claim.entities) for names in question.among)
            and (not question.topics or bool({*question.topics} & {*claim.topics}))
            and (not question.kinds or claim.kind in question.kinds)
            and (not question.speakers or bool({*question.speakers} & {*claim.speakers}))
            and (not question.outlets or parsed.outlet in question.outlets)
            and all(_is_about(names, claim) for names in question.about)
            and _facets(claim, parsed.outlet).isdisjoint(question.barred)
            and question.after < sequence
            and (question.upto is None or sequence <= question.upto)
            and question.status in (None, claim.status)
            and _has_words(question, [*claim.telling, *claim.speakers, parsed.headline or ""])
        )

    async def pages(self, *questions: Question) -> tuple[Page, ...]:
        return tuple([await self.search(question) for question in questions])

    async def newest(self, question: Question) -> tuple[tuple[Held, ...], str]:
        page = await self.search(question)
        return page.found, page.next

    async def claim(
        self, claim_id: str, *, workspace: str = "", as_of: date | None = None
    ) -> Held | None:
        for kept in self._seen().values():
            if claim_id in kept.live:
                claim = _checked(self.last_words(workspace, as_of), kept.live[claim_id])
                return Held(claim=claim, article=kept.article)
        return None

    async def several(self, claim_ids: tuple[str, ...], *, workspace: str = "") -> tuple[Held, ...]:
        found = [await self.claim(each, workspace=workspace) for each in dict.fromkeys(claim_ids)]
        return tuple(filter(None, found))

    async def judged(self, workspace: str = "") -> tuple[Judged, ...]:
        found = []
        for review in self.judging(workspace):
            for kept in self._seen().values():
                claim = (kept.retired | kept.live).get(review.claim_id)
                versions = reversed(kept.versions if claim else [])
                helds = (Held(claim=claim, article=each) for each in versions if claim)
                found += [Judged(review=review, held=one) for one in helds if intact(one)][:1]
        return tuple(found)

    async def article(self, article_id: str) -> Article | None:
        kept = self._seen().get(article_id)
        return kept.article if kept else None

    async def history(self, article_id: str) -> tuple[Article, ...]:
        """All versions of an article, oldest first."""
        kept = self._seen().get(article_id)
        return tuple(kept.versions) if kept else ()

    async def articles(self, question: Question) -> tuple[tuple[Article, ...], int, str]:
        found = [
            (kept.place(), kept.article)
            for kept in self._seen().values()
            if self._article_matches(question, kept.article.parsed)
        ]
        found.sort(key=lambda pair: pair[0], reverse=True)
        shown, following = _page(question, found)
        return tuple(shown), min(len(found), CAP), following

    @staticmethod
    def _article_matches(question: Question, parsed: ParsedArticle) -> bool:
        return (
            _in_dates(question, parsed.published)
            and (not question.outlets or parsed.outlet in question.outlets)
            and _has_words(question, [parsed.headline or "", parsed.text])
        )

    async def alike(self, pieces: tuple[str, ...], question: Question) -> tuple[Article, ...]:
        every = replace(question, words=(), page="", limit=len(self._seen()) or 1)
        newest, _, _ = await self.articles(every)
        phrases = dict.fromkeys(found for piece in pieces if (found := words_of(piece)))
        worth = dict.fromkeys((article.id for article in newest), 0.0)
        fields = {
            article.id: [words_of(article.parsed.headline or ""), words_of(article.parsed.text)]
            for article in newest
        }
        for phrase in phrases:
            holding = [
                article.id
                for article in newest
                if any(_contains(words, phrase) for words in fields[article.id])
            ][:COMMON]
            for article_id in holding:
                worth[article_id] += 1 / len(holding)
        likely = [article for article in newest if worth[article.id]]
        likely.sort(key=lambda article: -round(worth[article.id], 9))
        return tuple(likely[: max(question.limit, 1)])

    async def claims_of(
        self, article_ids: tuple[str, ...], *, with_roles: bool = False
    ) -> tuple[Claim, ...]:
        wanted = [kept for key, kept in self._seen().items() if key in article_ids]
        found = (claim for kept in wanted for claim in kept.live.values())
        return tuple(
            claim
            for claim in found
            if not with_roles or any(who.role for who in getattr(claim.finding, "speakers", ()))
        )

    async def coverage(self, as_of: date | None = None) -> Coverage:
        question = Question(as_of=as_of)
        articles = [kept.article for kept in self._seen().values()]
        within = [one for one in articles if _in_dates(question, one.parsed.published)]
        return replace(_coverage(within), independent=0)

    def _count(self, keys_of: Callable[[Claim, Article], Iterable[str]]) -> tuple[Known, ...]:
        counts = Counter(
            key
            for kept in self._seen().values()
            for claim in kept.live.values()
            for key in set(keys_of(claim, kept.article))
        )
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(Known(key=key, claims=claims) for key, claims in ordered)

    async def known(self, kind: FacetKind, keys: tuple[str, ...]) -> tuple[Known, ...]:
        wanted = {Facet(kind=kind, key=key) for key in keys}
        return self._count(
            lambda claim, article: (
                facet.key for facet in wanted & _facets(claim, article.parsed.outlet)
            )
        )

    async def known_speakers(self) -> tuple[Known, ...]:
        return self._count(lambda claim, _: claim.speakers)

    async def known_entities(self) -> tuple[Known, ...]:
        return self._count(lambda claim, _: claim.entities)

    async def known_topics(self) -> tuple[Known, ...]:
        return self._count(lambda claim, _: claim.topics)

    async def known_outlets(self) -> tuple[Known, ...]:
        return self._count(lambda _, article: filter(None, [article.parsed.outlet]))

    async def sequence(self) -> int:
        return len(self._sequences)

    async def in_order(self, claim_ids: tuple[str, ...]) -> tuple[str, ...]:
        live = {key for kept in self._seen().values() for key in kept.live}
        return tuple(sorted(live & {*claim_ids}, key=self._sequences.__getitem__))

    async def recalled(self, claim_id: str, *, workspace: str = "") -> Held | None:
        said = self.last_words(workspace)
        for kept in self._seen().values():
            claim = (kept.retired | kept.live).get(claim_id)
            for article in reversed(kept.versions if claim else []):
                if claim and intact(held := Held(claim=_checked(said, claim), article=article)):
                    return held
        return None

    async def arrivals(self) -> tuple[Arrival, ...]:
        of_outlet: dict[str, list[_Kept]] = {}
        for kept in self._seen().values():
            of_outlet.setdefault(kept.versions[-1].parsed.outlet or "", []).append(kept)
        found = (
            Arrival(
                outlet=outlet,
                articles=len(several),
                last=max(one.fetched for kept in several for one in kept.versions),
            )
            for outlet, several in of_outlet.items()
        )
        return tuple(sorted(found, key=lambda each: (each.last, each.outlet)))

    async def last_stored(self) -> datetime | None:
        fetched = [each.fetched for kept in self._seen().values() for each in kept.versions]
        return max(fetched, default=None)
