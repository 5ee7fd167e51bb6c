"""The law for what several articles have, held to every store alike: once, with all receipts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path

import pytest
import pytest_asyncio
from fakes import MemoryStore
from store_samples import FETCHED, Said, make, store_one
from stores import KINDS, opened

from bot.store import SqlStore
from handlers.newsroom import ClaimKind, Held, Published, Review, Status
from handlers.ports import Outcome, Question
from handlers.showing.cards import intact
from nlp.analysis import Precision
from nlp.sketches import PERMUTATIONS, Sketch

Store = MemoryStore | SqlStore
WORDS = "“The bridge will stay closed all winter”"
OTHER = "“We never promised any date at all”"


@pytest_asyncio.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    async with opened(request.param, tmp_path) as one:
        yield one


def sketch(share: float) -> Sketch:
    """One of a row of sketches: those that lie half a step apart or less are near-copies."""
    size = PERMUTATIONS * 4
    kept = round(share * PERMUTATIONS) * 4
    return Sketch(runs=90, signature=b"a" * kept + b"b" * (size - kept))


async def put(
    store: Store,
    article_id: str,
    *words: str,
    day: int | None = 1,
    outlet: str | None = None,
    of: Sketch | None = None,
    headline: str | None = None,
) -> Outcome:
    """Store an article with quotations of Ada Quill."""
    said = [Said(words=each, kind=ClaimKind.QUOTE, topics=("bridges",)) for each in words]
    day_of = date(2025, 6, day) if day else None
    parsed, claims = make(article_id, *said, outlet=outlet, day=day_of, headline=headline)
    given = await store.put(parsed, claims, article_id=article_id, fetched=FETCHED, sketch=of)
    return given.outcome


async def once(store: Store, **asked: object) -> list[tuple[str, int, int, list[str]]]:
    """Of each claim found: its article, how many have it, how many independent, which others."""
    question = Question(once=True, **asked)  # type: ignore[arg-type]
    page = await store.search(question)
    found = await store.with_others(page.found, question)
    assert page.total == len(found)
    return [_told(held) for held in found]


def _told(held: Held) -> tuple[str, int, int, list[str]]:
    others = [other.article.id for other in held.others]
    return held.article.id, held.articles, held.independent, others


async def test_the_same_words_are_one_claim_of_the_first_that_had_them(store: Store) -> None:
    """Whichever was stored first; what nobody else has is as it was."""
    await put(store, "c", WORDS, day=3)
    await put(store, "a", WORDS, OTHER, day=2)
    await put(store, "b", WORDS.upper(), day=4)
    await put(store, "undated", WORDS, day=None)
    assert await once(store) == [
        ("a", 4, 4, ["c", "b", "undated"]),
        ("a", 1, 1, []),
    ]
    page = await store.search(Question(once=True))
    assert (page.total, page.coverage.articles, page.coverage.independent) == (2, 4, 4)
    assert (await store.search(Question())).total == 5


async def test_of_several_that_match_the_first_is_found(store: Store) -> None:
    """Outlets, days, words: a copy is found by them, and names none beyond them."""
    await put(store, "a", WORDS, day=1, outlet="Aven Wire")
    await put(store, "b", WORDS, day=2, outlet="Zembla Post", headline="Winter")
    await put(store, "c", WORDS, day=3, outlet="Orlen Mail")
    assert await once(store, outlets=("Zembla Post",)) == [("b", 1, 1, [])]
    assert await once(store, since=date(2025, 6, 2)) == [("b", 2, 2, ["c"])]
    assert await once(store, words=("winter", "bridge")) == [("a", 3, 3, ["b", "c"])]
    assert await once(store, topics=("bridges",)) == [("a", 3, 3, ["b", "c"])]
    assert await once(store, speakers=("Ada Quill",)) == [("a", 3, 3, ["b", "c"])]


async def test_as_of_a_day_later_copies_do_not_count(store: Store) -> None:
    """Nothing published later is known, and articles without a date are not either."""
    for day, article_id in enumerate(("a", "b", "c"), 1):
        await put(store, article_id, WORDS, day=day)
    await put(store, "undated", WORDS, day=None)
    assert await once(store, as_of=date(2025, 6, 1)) == [("a", 1, 1, [])]
    assert await once(store, as_of=date(2025, 6, 2)) == [("a", 2, 2, ["b"])]


async def test_pages_are_whole_and_tell_nothing_twice(store: Store) -> None:
    """A copy of what stood on an earlier page stands on none."""
    for number in range(12):
        await put(store, f"w{number}", *(f"{WORDS} number {each}" for each in range(6)), day=2)
    for number in range(5):
        await put(store, f"x{number}", f"{OTHER} number {number}", day=1 + number)
    seen, question = list[str](), Question(once=True, limit=2)
    while True:
        page = await store.search(question)
        assert page.total == 11
        seen += [held.claim.span.words for held in page.found]
        if not page.next:
            break
        question = replace(question, page=page.next)
    assert len(seen) == len(set(seen)) == 11


async def test_articles_by_each_other_are_one_independent_source(store: Store) -> None:
    """A chain of near-copies is one family, called by its least id in whatever order it came."""
    row = {"a": sketch(1), "b": sketch(0.5), "c": sketch(0), "z": None}
    for number, order in enumerate(permutations(row)):
        for one in order:
            await put(store, f"{one}{number}", f"{WORDS} {number}", of=row[one])
        found = [await store.article(f"{one}{number}") for one in row]
        # All orders' articles hang together, but for those without a sketch.
        assert [each.family for each in found if each] == ["a0", "a0", "a0", f"z{number}"]
        if number == 3:
            break
    assert {told[1:3] for told in await once(store)} == {(4, 2)}


async def test_a_family_falls_apart_where_its_link_changes(store: Store) -> None:
    """A new version of the article in the middle leaves two that are none of each other."""
    for one, of in (("a", sketch(1)), ("b", sketch(0.5)), ("c", sketch(0))):
        await put(store, one, WORDS, of=of)
    assert await once(store) == [("b", 3, 1, ["c", "a"])] or len(await once(store)) == 1
    await put(store, "b", OTHER, of=None)
    families = [(await store.article(one)).family for one in "abc"]  # type: ignore[union-attr]
    assert families == ["a", "b", "c"]
    assert sorted(told[1:3] for told in await once(store)) == [(1, 1), (2, 2)]


async def test_a_copy_that_changes_or_comes_back_is_counted_anew(store: Store) -> None:
    """Other words, another day, the old words again."""
    await put(store, "a", WORDS, day=1)
    await put(store, "b", WORDS, day=2)
    await put(store, "a", OTHER, day=1)
    assert sorted(await once(store)) == [("a", 1, 1, []), ("b", 1, 1, [])]
    await put(store, "a", WORDS, day=3)
    assert await once(store) == [("b", 2, 2, ["a"])]


async def test_the_same_text_of_two_outlets_is_two_articles(store: Store) -> None:
    """A duplicate is only what no other outlet prints."""
    parsed, claims = make("a", Said(words=WORDS), outlet="Aven Wire", day=date(2025, 6, 1))
    theirs = tuple(replace(each, id=f"b{each.id}", article_id="b") for each in claims)
    await store.put(parsed, claims, article_id="a", fetched=FETCHED)
    other = replace(parsed, outlet="Zembla Post")
    for outcome in (Outcome.ADDED, Outcome.UNCHANGED):
        stored = await store.put(other, theirs, article_id="b", fetched=FETCHED)
        assert stored.outcome is outcome
    nobody = replace(parsed, outlet=None)
    again = await store.put(nobody, (), article_id="c", fetched=FETCHED)
    assert (again.outcome, again.article.id) == (Outcome.DUPLICATE, "a")
    assert [told[1] for told in await once(store)] == [2]
    same = await store.put(parsed, claims, article_id="a", fetched=FETCHED)
    assert same.outcome is Outcome.UNCHANGED


async def test_what_was_told_before_is_not_new(store: Store) -> None:
    """A window of new claims leaves out copies of what was stored by then."""
    await put(store, "a", WORDS, day=5)
    seen = await store.sequence()
    await put(store, "b", WORDS, OTHER, day=2)
    await put(store, "c", OTHER, day=3)
    page = await store.search(Question(once=True, after=seen))
    assert (page.total, [held.claim.span.words for held in page.found]) == (1, [OTHER])


async def test_who_has_looked_at_one_copy_has_looked_at_all(store: Store) -> None:
    """Unchecked is what nobody has looked at; a status is on the claim it was given to."""
    await put(store, "a", WORDS, day=1)
    await put(store, "b", WORDS, day=2)
    (first,) = (await store.search(Question(once=True))).found
    await store.review(
        Review(
            workspace="W",
            claim_id=first.claim.id,
            status=Status.VERIFIED,
            by="ida",
            at=datetime(2025, 6, 9, tzinfo=UTC),
        )
    )
    assert await once(store, status=Status.UNCHECKED, workspace="W") == []
    assert len(await once(store, status=Status.VERIFIED, workspace="W")) == 1
    assert len(await once(store, status=Status.UNCHECKED, workspace="V")) == 1


async def test_independent_articles_are_named_before_copies(store: Store) -> None:
    """Where not all can be named."""
    for number in range(6):
        await put(store, f"a{number}", WORDS, day=1 + number, of=sketch(1))
    await put(store, "z", WORDS, day=9)
    question = Question(once=True, limit=2)
    page = await store.search(question)
    (held,) = await store.with_others(page.found, question)
    assert _told(held) == ("a0", 7, 2, ["a1", "z"])


async def test_without_their_texts_claims_are_weighed_and_with_them_shown(store: Store) -> None:
    """What comes without is the same claim, its time and outlet told; nothing of it is intact."""
    day = date(2025, 6, 3)
    for at, (article, hour) in enumerate((("dawn", 6), ("night", 0), ("undated", None))):
        parsed, claims = make(article, Said(words=f"“quay {at}”", kind=ClaimKind.QUOTE))
        if hour is not None:
            moment = datetime(2025, 6, 3, hour, tzinfo=UTC)
            shown = Published(day=day, precision=Precision.DAY, at=moment)
            parsed = replace(parsed, published=shown, outlet="Harbour Post")
        else:
            parsed = replace(parsed, published=None)
        await store.put(parsed, claims, article_id=article, fetched=FETCHED)
    question = Question(words=("quay",))
    full, bare = await store.pages(question, replace(question, texts=False))
    assert [held.claim for held in bare.found] == [held.claim for held in full.found]
    assert [held.article.id for held in bare.found] == ["dawn", "night", "undated"]
    assert not any(held.article.version or intact(held) for held in bare.found)
    times = [held.article.parsed.published for held in bare.found]
    assert [each and each.at and each.at.hour for each in times] == [6, None, None]
    assert [each and each.day for each in times] == [day, day, None]
    assert bare.found[0].article.parsed.outlet == "Harbour Post"
    assert [each.article.family for each in bare.found] == [
        each.article.family for each in full.found
    ]
    assert await store.with_others(bare.found, question) == full.found
    assert await store.with_others(full.found, question) == full.found


async def test_of_claims_on_recurring_matters_alone(store: Store) -> None:
    """Those that another article on the page is on too; how many there were is told still."""
    alone, twice = ("Brin Wick",), ("Ada Quill",)
    for at, article in enumerate(("north", "south", "west")):
        said = [Said(words=f"“quay {at}”", speakers=twice)] if article != "west" else []
        said += [Said(words=f"pier {at} {each}", speakers=(f"Cal {at}",)) for each in (1, 2)]
        said += [Said(words=f"mole {at}", kind=ClaimKind.MEASURE, speakers=())]
        said += [Said(words="jetty", speakers=alone)] if article == "west" else []
        day = date(2025, 6, 3 + at)
        await store_one(store, make(article, *said, day=day), article)
    every = Question(limit=20, counted=False, texts=False, recurring=True)
    statements = replace(every, kinds=(ClaimKind.STATEMENT,))
    few = replace(statements, limit=6)
    measures = replace(every, kinds=(ClaimKind.MEASURE,))
    found = await store.pages(every, statements, few, measures)
    quays, moles = ["“quay 1”", "“quay 0”"], ["mole 2", "mole 1", "mole 0"]
    words = [[held.claim.span.words for held in page.found] for page in found]
    assert words == [["mole 2", quays[0], "mole 1", quays[1], "mole 0"], quays, [], moles]
    assert [page.total for page in found] == [12, 9, 6, 3]
    assert [bool(page.next) for page in found] == [False, False, True, False]
