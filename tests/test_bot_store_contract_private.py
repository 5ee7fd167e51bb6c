"""Articles that a workspace keeps for itself: to all others it is as if they were never there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from fakes import MemoryStore
from store_samples import FETCHED, Said, make, store_one
from stores import KINDS, opened

from bot.store import SqlStore
from bot.store.care import check
from handlers.newsroom import ClaimKind, Platform, Review, Status
from handlers.ports import Facet, FacetKind, Install, Outcome, Question, Stored

Store = MemoryStore | SqlStore
MOORED = Said(words="The ferry is moored", entities=("Freedonia", "Ada Quill"), topics=("trade",))
SECRET = make(
    "note",
    MOORED,
    Said(
        words="Only the lighthouse burns",
        speakers=("Zoe Only", "Ada Quill"),
        entities=("Zembla", "Freedonia"),
        topics=("trade", "ports"),
    ),
    Said(words="Ninety crates", kind=ClaimKind.FIGURE, speakers=(), entities=("Zembla",)),
    headline="A lighthouse of our own",
)
LATER = FETCHED + timedelta(days=3)

QUESTIONS = (
    Question(),
    Question(words=("lighthouse",)),
    Question(words=("ferry",)),
    Question(words=("moored", "ferry"), topics=("trade",)),
    Question(entities=("Freedonia",)),
    Question(entities=("Freedonia",), topics=("trade",)),
    Question(among=(("Zembla", "Freedonia"),)),
    Question(among=(("Zembla", "Ruritania"),), words=("crates",)),
    Question(about=(("Zembla",),)),
    Question(speakers=("Ada Quill", "Zoe Only")),
    Question(speakers=("Zoe Only",)),
    Question(topics=("ports",)),
    Question(kinds=(ClaimKind.FIGURE,)),
    Question(outlets=("Quay Courier",)),
    Question(without=("moored",)),
    Question(barred=(Facet(kind=FacetKind.TOPIC, key="ports"),)),
    Question(since=date(2025, 1, 1)),
    Question(as_of=date(2026, 1, 1)),
    Question(after=1),
    Question(upto=99, words=("the",)),
    Question(limit=1),
    Question(status=Status.UNCHECKED, workspace="T2"),
    Question(status=Status.VERIFIED, workspace="T1"),
)


@pytest_asyncio.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """A store of each kind with three articles, two of which say the same."""
    async with opened(request.param, tmp_path) as one:
        for name, outlet, day in (
            ("quay", "Quay Courier", date(2025, 5, 1)),
            ("pier", "Pier Post", date(2025, 5, 2)),
        ):
            await store_one(one, make(name, MOORED, outlet=outlet, day=day), name)
        other = Said(words="Cranes stand still", speakers=("Bo Vale",), entities=("Ruritania",))
        await store_one(one, make("dock", other), "dock")
        yield one


async def keep(store: Store, workspace: str, name: str = "note") -> Stored:
    """Keep the secret note for a workspace; each workspace's has its own ids."""
    parsed, claims = SECRET
    own = tuple(
        replace(one, id=f"{name}-{workspace}-{at}", article_id=f"{name}-{workspace}")
        for at, one in enumerate(claims)
    )
    return await store.within(workspace).keep(
        parsed, own, article_id=f"{name}-{workspace}", fetched=LATER, person="U1"
    )


async def all_of(store: Store) -> list[object]:
    """All that can be read of articles and claims."""
    seen: list[object] = []
    for question in (*QUESTIONS, *(replace(one, once=True) for one in QUESTIONS)):
        page = await store.search(question)
        seen += [page, await store.newest(question), await store.pages(question, Question())]
        seen += [await store.with_others(page.found, question)]
        seen += [await store.articles(question)]
        seen += [await store.alike(("lighthouse burns", "ferry is"), replace(question, words=()))]
    for name in ("note-T1", "quay"):
        seen += [await store.article(name), await store.history(name)]
        seen += [await store.claims_of((name,))]
    for claim_id in ("note-T1-0", "note-T1-1"):
        seen += [await store.claim(claim_id), await store.several((claim_id,))]
        seen += [await store.recalled(claim_id)]
    for kind, keys in (
        (FacetKind.ENTITY, ("Freedonia", "Zembla")),
        (FacetKind.SPEAKER, ("Zoe Only",)),
        (FacetKind.TOPIC, ("ports", "trade")),
        (FacetKind.KIND, ("figure", "statement")),
    ):
        seen += [await store.known(kind, keys)]
    seen += [await store.known_speakers(), await store.known_entities()]
    seen += [await store.known_topics(), await store.known_outlets()]
    seen += [await store.coverage(), await store.coverage(date(2026, 1, 1))]
    seen += [await store.last_stored(), await store.arrivals(), await store.kept()]
    book = await store.name_book(fresh=True)
    return [*seen, book.speakers, book.entities, book.outlets]


async def sound(store: Store) -> None:
    """The store agrees with itself."""
    if isinstance(store, SqlStore):
        assert (await check(store)).faults == ()


async def test_others_are_answered_as_if_it_were_not_there(store: Store) -> None:
    """By every way to ask, for another workspace and for nobody's, before and after a removal."""
    before = {name: await all_of(store.within(name)) for name in ("", "T1", "T2")}
    assert (await keep(store, "T1")).outcome is Outcome.ADDED
    await sound(store)
    for name in ("", "T2"):
        assert await all_of(store.within(name)) == before[name]
    assert await all_of(store) == before[""]
    mine = await all_of(store.within("T1"))
    assert mine != before["T1"]
    assert await store.within("T2").discard("note-T1") is False
    assert await store.discard("note-T1") is False
    assert await all_of(store.within("T1")) == mine
    assert await store.within("T1").discard("note-T1")
    assert await store.within("T1").discard("note-T1") is False
    await sound(store)
    for name in ("", "T1", "T2"):
        assert await all_of(store.within(name)) == before[name]


async def test_its_own_workspace_is_answered_from_it(store: Store) -> None:
    """Found, counted, named and looked into like any other, and as a source of its own."""
    await keep(store, "T1")
    mine = store.within("T1")
    page = await mine.search(Question(words=("lighthouse",)))
    assert [held.claim.id for held in page.found] == ["note-T1-0", "note-T1-1", "note-T1-2"]
    assert page.found[0].article.parsed.outlet is None
    assert (await mine.search(Question(words=("ferry",), once=True))).total == 2
    assert (await mine.search(Question(words=("ferry",)))).total == 3
    assert (await mine.search(Question(speakers=("Zoe Only",)))).coverage.independent == 1
    assert await mine.claim("note-T1-1") is not None
    assert "Zoe Only" in (await mine.name_book(fresh=True)).speakers
    assert dict.fromkeys(each.key for each in await mine.known_entities()).keys() >= {"Zembla"}
    counts = {each.key: each.claims for each in await mine.known_entities()}
    assert (counts["Freedonia"], counts["Zembla"]) == (4, 2)
    assert await mine.kept() == {"note-T1": "U1"}
    assert await mine.name_book() is await mine.name_book()
    assert (await mine.coverage()).articles == 4


async def test_what_others_keep_is_no_duplicate(store: Store) -> None:
    """Two workspaces may keep one text, and it may be everyone's as well; then it is one."""
    assert (await keep(store, "T1")).outcome is Outcome.ADDED
    assert (await keep(store, "T2")).outcome is Outcome.ADDED
    assert (await keep(store, "T1")).outcome is Outcome.UNCHANGED
    assert (await keep(store, "T1", "again")).outcome is Outcome.DUPLICATE
    await sound(store)
    parsed, claims = SECRET
    assert (await store_one(store, (parsed, claims), "open")).outcome is Outcome.ADDED
    found = await keep(store, "T3")
    assert (found.outcome, found.article.id) == (Outcome.DUPLICATE, "open")
    for name, ids in (("T1", {"open", "note-T1"}), ("T2", {"open", "note-T2"}), ("T3", {"open"})):
        articles, total, _ = await store.within(name).articles(Question(words=("lighthouse",)))
        assert ({each.id for each in articles}, total) == (ids, len(ids))
    await sound(store)


async def test_reviews_and_a_second_keeping(store: Store) -> None:
    """A private claim has a status; removed and kept again, it is there again."""
    await keep(store, "T1")
    mine = store.within("T1")
    review = Review(
        workspace="T1", claim_id="note-T1-1", status=Status.VERIFIED, by="U1", at=FETCHED
    )
    await mine.review(review)
    await sound(store)
    verified = Question(status=Status.VERIFIED, workspace="T1")
    assert (await mine.search(verified)).total == 1
    assert (await store.search(verified)).total == 0
    assert await store.judged() == ()
    assert await mine.discard("note-T1")
    await sound(store)
    assert (await mine.search(verified)).total == 0
    assert (await keep(store, "T1")).outcome in (Outcome.ADDED, Outcome.UPDATED)
    assert (await mine.search(Question(words=("lighthouse",)))).total == 3
    await sound(store)


async def test_an_uninstall_purges_what_was_kept(store: Store) -> None:
    """Of the workspace, and of those that an organisation takes along; others keep theirs."""
    for name, organisation in (("T1", ""), ("T2", "E1"), ("T3", "")):
        secret = "" if organisation else "sealed"
        await store.install(
            Install(
                platform=Platform.SLACK,
                id=name,
                organisation=organisation,
                secret=secret,
                at=FETCHED,
            )
        )
        await keep(store, name)
    for name in ("T1", "E1"):
        await store.uninstall(Platform.SLACK, name)
    await sound(store)
    left = [len(await store.within(name).kept()) for name in ("T1", "T2", "T3")]
    assert left == [0, 0, 1]
