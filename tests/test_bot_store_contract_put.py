"""The law of `handlers.ports.Claims` for what is stored, held to every store alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes import MemoryStore
from store_samples import FETCHED, Said, make, store_one
from stores import KINDS, opened

from bot.store import SqlStore
from handlers.errors import Refused
from handlers.newsroom import Claim, ClaimKind, ParsedArticle
from handlers.ports import Coverage, Known, Outcome, Question
from nlp.analysis import Attribution, Precision

Store = MemoryStore | SqlStore


@pytest.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    async with opened(request.param, tmp_path) as one:
        yield one


async def words(store: Store, question: Question) -> list[str]:
    """What a question finds, on one page."""
    return [held.claim.span.words for held in (await store.search(question)).found]


@pytest.mark.parametrize("page", ["0", "zz", "-1", "f" * 17, "f" * 16, "1.2", "9" * 40, " "])
async def test_a_cursor_that_is_none_is_refused(store: Store, page: str) -> None:
    """A page that no answer named is refused in a sentence, or has nothing on it."""
    try:
        assert (await store.search(Question(page=page))).found == ()
    except Refused as refused:
        assert str(refused).endswith(".")  # noqa: PT017 - either outcome keeps the law


async def test_a_claim_comes_back_as_it_was_put(store: Store) -> None:
    """Every field of articles and findings survives, decimals and dates exactly."""
    made = make(
        "a",
        *(Said(words=f"Words of {kind} “é” 😀", kind=kind, entities=("E",)) for kind in ClaimKind),
        headline="Head “line”",
        outlet="Outlet",
        day=date(2025, 5, 1),
        at=datetime(2025, 5, 1, 23, 59, 59, 999, tzinfo=UTC),
    )
    stored = await store_one(store, made, "a")
    assert (stored.outcome, stored.article.fetched) == (Outcome.ADDED, FETCHED)
    for claim in made[1]:
        held = await store.claim(claim.id)
        assert held is not None
        assert (held.claim, held.article) == (claim, stored.article)
        assert str(held.claim.finding) == str(claim.finding)
    assert await store.article("a") == stored.article
    assert stored.article.parsed == made[0]
    assert await store.claim("none") is None
    assert await store.article("none") is None


async def test_claims_that_give_a_role_are_told_from_others(store: Store) -> None:
    """A role in the words alone is none, and neither are figures."""
    said = (Said(words="Ada Quill drew"), Said(words='Bo Vale said "role":"mayor"'))
    parsed, claims = make("a", *said, Said(words="40 quays", kind=ClaimKind.FIGURE))
    finding = claims[0].finding
    assert isinstance(finding, Attribution)
    given = tuple(replace(who, role="pilot") for who in finding.speakers)
    named = replace(claims[0], finding=replace(finding, speakers=given))
    await store_one(store, (parsed, (named, *claims[1:])), "a")
    assert len(await store.claims_of(("a",))) == 3
    assert await store.claims_of(("a",), with_roles=True) == (named,)


async def test_putting_twice_changes_nothing(store: Store) -> None:
    """The same id and text again is unchanged: same sequence, same claims, same version."""
    made = make("a", Said(words="One"), Said(words="Two"), day=date(2025, 5, 1))
    first = await store_one(store, made, "a")
    before = await store.search(Question())
    again = await store.put(*made, article_id="a", fetched=FETCHED + timedelta(days=1))
    assert (again.outcome, again.article) == (Outcome.UNCHANGED, first.article)
    assert await store.search(Question()) == before
    assert await store.sequence() == 2


async def test_an_unchanged_text_may_have_more_claims(store: Store) -> None:
    """A newer extractor replaces the claims and a newer reader the headline; no new version."""
    parsed, claims = make("a", Said(words="One"), Said(words="Two"), Said(words="Three"))
    await store.put(parsed, claims[1:], article_id="a", fetched=FETCHED)
    better = replace(parsed, headline="Found now", outlet="Outlet")
    again = await store.put(better, claims[:2], article_id="a", fetched=FETCHED)
    assert (again.outcome, again.article.version) == (Outcome.UNCHANGED, 1)
    assert await words(store, Question()) == ["One", "Two"]
    assert await words(store, Question(words=("found",))) == ["One", "Two"]
    assert await words(store, Question(after=2)) == ["One"]
    assert await words(store, Question(outlets=("Outlet",))) == ["One", "Two"]
    assert await store.known_outlets() == (Known(key="Outlet", claims=2),)


async def test_a_new_version_keeps_what_persists(store: Store) -> None:
    """The sequence stays with an id; what vanished is found no more; versions stay."""
    kept = Said(words="Kept", entities=("E",))
    first = make("a", kept, Said(words="Gone", topics=("t",)), headline="Old head")
    await store_one(store, first, "a")
    second = make("a", Said(words="New"), kept, headline="Next")
    stored = await store_one(store, second, "a")
    assert (stored.outcome, stored.article.version) == (Outcome.UPDATED, 2)
    held = await store.claim(first[1][0].id)
    assert held is not None
    assert held.claim.span == second[1][1].span
    assert held.article == stored.article
    assert await store.claim(first[1][1].id) is None
    assert await words(store, Question()) == ["New", "Kept"]
    assert await words(store, Question(upto=2)) == ["Kept"]
    assert await words(store, Question(words=("gone",))) == []
    assert await words(store, Question(words=("old",))) == []
    assert await store.known_topics() == ()
    assert [one.parsed for one in await store.history("a")] == [first[0], second[0]]
    assert await store.history("none") == ()


async def test_a_claim_that_returns_is_the_one_it_was(store: Store) -> None:
    """Retired in one version and back in the next: the same sequence."""
    said = Said(words="Back again")
    await store_one(store, make("a", said, Said(words="Other")), "a")
    await store_one(store, make("a", Said(words="Other")), "a")
    await store_one(store, make("a", said, Said(words="Third")), "a")
    held = next(iter((await store.search(Question(upto=1))).found))
    assert held.claim.span.words == "Back again"
    assert await store.sequence() == 3


async def test_the_same_text_under_another_id_is_a_duplicate(store: Store) -> None:
    """Nothing is stored, and the article that is kept is named; as an update too."""
    parsed, claims = make("a", Said(words="One"))
    kept = await store.put(parsed, claims, article_id="a", fetched=FETCHED)
    again = await store.put(parsed, claims, article_id="b", fetched=FETCHED)
    assert (again.outcome, again.article) == (Outcome.DUPLICATE, kept.article)
    assert await store.article("b") is None
    await store_one(store, make("c", Said(words="Other")), "c")
    as_update = await store.put(parsed, claims, article_id="c", fetched=FETCHED)
    assert (as_update.outcome, as_update.article) == (Outcome.DUPLICATE, kept.article)
    assert await words(store, Question()) == ["Other", "One"]


async def test_ids_that_clash_are_refused_and_nothing_is_stored(store: Store) -> None:
    """One claim id in two articles, or twice in one, would make answers lie."""
    _, claims = await _put(store, "a", "One")
    other, more = make("b", Said(words="Two"))
    for clash in ((replace(claims[0], article_id="b"),), (*more, *more)):
        with pytest.raises(Refused, match=r"b .* nothing was stored"):
            await store.put(other, clash, article_id="b", fetched=FETCHED)
    assert await store.article("b") is None
    assert await words(store, Question()) == ["One"]
    assert await store.sequence() == 1


async def _put(
    store: Store,
    article_id: str,
    *said: str,
    day: date | None = None,
    at: datetime | None = None,
) -> tuple[ParsedArticle, tuple[Claim, ...]]:
    made = make(article_id, *(Said(words=each) for each in said), day=day, at=at)
    await store_one(store, made, article_id)
    return made


async def test_a_corrected_date_moves_the_article(store: Store) -> None:
    """The order follows the publication as it is known now."""
    await _put(store, "a", "First", day=date(2025, 5, 2))
    await _put(store, "b", "Second", day=date(2025, 5, 1))
    assert await words(store, Question()) == ["First", "Second"]
    await _put(store, "b", "Second", day=date(2025, 5, 3))
    assert await words(store, Question()) == ["Second", "First"]
    await _put(store, "b", "Second")
    assert await words(store, Question()) == ["First", "Second"]
    assert await words(store, Question(words=("second",))) == ["Second"]
    assert (await store.articles(Question(words=("second",))))[1] == 1


async def test_order_of_one_day(store: Store) -> None:
    """The time counts within its day; of one moment, what was stored later comes first."""
    day = date(2025, 5, 12)
    await _put(store, "noon", "Noon", day=day, at=datetime(2025, 5, 12, 12, tzinfo=UTC))
    await _put(store, "one", "One", "One more", day=day)
    await _put(store, "two", "Two", day=day)
    # Late in the evening in the west: the next day already in UTC, but its own day counts.
    await _put(store, "late", "Late", day=day, at=datetime(2025, 5, 13, 3, tzinfo=UTC))
    await _put(store, "next", "Next", day=date(2025, 5, 13))
    await _put(store, "two", "Two", day=day)
    assert await words(store, Question()) == ["Next", "Late", "Noon", "Two", "One", "One more"]
    assert await words(store, Question(until=day)) == ["Late", "Noon", "Two", "One", "One more"]


async def test_paging_while_articles_come_in(store: Store) -> None:
    """Page by page each claim comes once, though newer and older articles are stored between."""
    for number in range(12):
        await _put(
            store,
            f"a{number}",
            *(f"a{number} {at}" for at in range(3)),
            day=date(2025, 5, 1) if number % 2 else None,
        )
    expected = await words(store, Question(limit=100))
    seen: list[str] = []
    question, turn = Question(limit=5), 0
    while True:
        page = await store.search(question)
        seen += [held.claim.span.words for held in page.found]
        if not page.next:
            break
        question = replace(question, page=page.next)
        turn += 1
        await _put(store, f"newer{turn}", f"newer {turn}", day=date(2025, 6, 1))
        await _put(store, f"same{turn}", f"same {turn}", day=date(2025, 5, 1))
    assert [each for each in seen if each.startswith("a")] == expected
    assert len(set(seen)) == len(seen)


@pytest.mark.parametrize(
    "question",
    [Question(), Question(words=("common",)), Question(entities=("E",)), Question(after=1)],
)
async def test_counting_stops_at_a_thousand(store: Store, question: Question) -> None:
    """Exact up to 1,000, capped beyond; paging goes on past the cap without gap or double."""
    for number in range(4):
        said = [Said(words=f"common {number} {at}", entities=("E",)) for at in range(250)]
        await store_one(store, make(f"a{number}", *said), f"a{number}")
    page = await store.search(replace(question, limit=1))
    assert (page.total, page.capped) == (1000 - (question.after > 0), False)
    await store_one(
        store,
        make(
            "b",
            *(Said(words=f"common b {at}", entities=("E",)) for at in range(2)),
            outlet="B",
            day=date(2025, 5, 1),
        ),
        "b",
    )
    seen: list[str] = []
    question = replace(question, limit=333)
    while True:
        page = await store.search(question)
        assert (page.total, page.capped) == (1000, True)
        assert page.coverage.outlets == ("B",)
        seen += [held.claim.id for held in page.found]
        if not page.next:
            break
        question = replace(question, page=page.next)
    assert len(seen) == len(set(seen)) == 1002 - (question.after > 0)


async def test_an_empty_store_answers(store: Store) -> None:
    """Nothing stored is an answer too."""
    page = await store.search(Question(words=("x",), entities=("y",)))
    assert (page.found, page.total, page.capped, page.next) == ((), 0, False, "")
    assert await store.coverage() == Coverage(articles=0, outlets=(), first=None, last=None)
    assert await store.known_speakers() == ()
    assert await store.sequence() == 0


async def test_an_article_without_claims_is_kept(store: Store) -> None:
    """It counts for coverage and is found among articles."""
    await store_one(store, make("a", outlet="Outlet"), "a")
    assert (await store.coverage()).articles == 1
    assert [one.id for one in (await store.articles(Question(words=("story",))))[0]] == ["a"]
    assert await store.known_outlets() == ()


async def test_coverage_says_how_exactly_its_ends_are_known(store: Store) -> None:
    """A month is no day; where both fall on the same one, the exact one counts."""
    words = Said(words="Duties rose")
    for name, day, precision in (
        ("year", date(2024, 1, 1), Precision.YEAR),
        ("month", date(2025, 3, 1), Precision.MONTH),
    ):
        await store_one(store, make(name, words, day=day, precision=precision), name)
    over = await store.coverage()
    assert (over.first_precision, over.last_precision) == (Precision.YEAR, Precision.MONTH)
    await store_one(store, make("day", words, day=date(2025, 3, 1)), "day")
    page = await store.search(Question(words=("duties",)))
    assert page.coverage.first_precision is Precision.YEAR
    assert page.coverage.last_precision is Precision.DAY
