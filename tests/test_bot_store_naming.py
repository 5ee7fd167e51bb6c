"""The law of `handlers.ports.Names` and of groups of names, held to every store alike."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import pytest_asyncio
from fakes import MemoryStore
from sqlalchemy import create_engine, text
from store_samples import Said, make, store_one
from stores import KINDS, opened

from bot.store import SqlStore, open_store
from bot.store.database.migrating import migrate
from bot.store.database.opening import writing
from bot.store.names import on_record
from handlers.errors import Refused
from handlers.newsroom import Decision, DecisionKind
from handlers.ports import Question

Store = MemoryStore | SqlStore
MERGED = Decision(
    kind=DecisionKind.MERGE,
    name="A. O'Quill % _ “curly” 🙂",
    into="Ada Quill",
    by="U1",
    at=datetime(2025, 6, 1, 9, 30, 15, 250, tzinfo=UTC),
)
# As the first tables held one; that it names no outlet and no day is nothing to go by.
ARTICLE = (
    "INSERT INTO articles (id, version, digest, bucket, base, room) "
    "VALUES ('quay', 1, 'd1', 0, 4096, 64)"
)
SPLIT = replace(MERGED, kind=DecisionKind.SPLIT, at=MERGED.at - timedelta(days=1))


@pytest_asyncio.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    async with opened(request.param, tmp_path) as one:
        yield one


async def test_decisions_are_all_kept_in_their_order(store: Store) -> None:
    """Oldest first by when they were made known, whatever their clocks said; none is lost."""
    assert await store.decisions() == ()
    for each in (MERGED, SPLIT, MERGED):
        await store.decide(each)
    assert await store.decisions() == (MERGED, SPLIT, MERGED)


async def test_a_decision_keeps_its_moment(store: Store) -> None:
    """Whatever zone it was made in, it is the same moment."""
    there = replace(MERGED, at=MERGED.at.astimezone(timezone(timedelta(hours=9))))
    await store.decide(there)
    (kept,) = await store.decisions()
    assert kept.at == MERGED.at


async def test_what_a_workspace_decided_is_its_own(store: Store) -> None:
    """It comes after what holds for all, whenever that was decided; others never see it."""
    everybody = replace(MERGED, by="names.toml")
    own, theirs = replace(SPLIT, workspace="T1"), replace(MERGED, workspace="T2", by="U2")
    for each in (own, theirs, everybody):
        await store.decide(each)
    seen = {name: store.within(name) for name in ("", "T1", "T2", "T3")}
    decided = {name: await each.decisions() for name, each in seen.items()}
    books = {name: await each.name_book() for name, each in seen.items()}
    assert decided == {
        "": (everybody,),
        "T1": (everybody, own),
        "T2": (everybody, theirs),
        "T3": (everybody,),
    }
    assert {name: book.decisions for name, book in books.items()} == decided
    assert await store.decisions() == (everybody,)
    assert await seen["T1"].within("T2").name_book() is await seen["T2"].name_book()
    await store_one(store, make("quay", Said(words="word one")), "quay")
    for name, theirs_now in seen.items():
        book = await theirs_now.name_book(fresh=True)
        assert (book.speakers, book.decisions) == (("Ada Quill",), decided[name])
        assert await theirs_now.name_book() is book


@pytest.mark.parametrize(
    ("among", "entities", "found"),
    [
        ((("Ada Quill", "A. Quill"),), (), ["one", "two", "three"]),
        ((("Ada Quill", "Nobody"),), (), ["one", "three"]),
        ((("A. Quill",),), (), ["two", "three"]),
        ((("Nobody", "No One"),), (), []),
        ((("Ada Quill", "A. Quill"),), ("Freedonia",), ["one", "two"]),
        ((("Ada Quill", "A. Quill"), ("Freedonia", "Ruritania")), (), ["one", "two"]),
        ((("Ada Quill", "A. Quill"), ("Ruritania", "Zembla")), (), []),
        ((("Ada Quill", "A. \0Quill", "\ud800"),), (), ["one", "three"]),
    ],
)
async def test_of_each_group_one_name_is_carried(
    store: Store,
    among: tuple[tuple[str, ...], ...],
    entities: tuple[str, ...],
    found: list[str],
) -> None:
    """Names of one entity stand in for each other; each group must be met, as each entity."""
    article = make(
        "quay",
        Said(words="word one", entities=("Ada Quill", "Freedonia")),
        Said(words="word two", entities=("A. Quill", "Freedonia")),
        Said(words="word three", entities=("Ada Quill", "A. Quill")),
        Said(words="word four", entities=("Bo Vale", "Freedonia")),
    )
    await store_one(store, article, "quay")
    for words in ((), ("word",)):
        page = await store.search(Question(among=among, entities=entities, words=words))
        assert [held.claim.span.words.split()[1] for held in page.found] == found
        assert page.total == len(found)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_what_cannot_be_stored_is_refused(tmp_path: Path, kind: str) -> None:
    """A name that no database takes is refused with a sentence, and nothing is kept."""
    async with opened(kind, tmp_path) as store:
        with pytest.raises(Refused, match="cannot be stored"):
            await store.decide(replace(MERGED, name="Ada \ud800"))
        await store.decide(replace(MERGED, by="U\0"))
        assert len(await store.decisions()) == 1


async def test_a_store_of_the_first_tables_is_brought_up_to_date(tmp_path: Path) -> None:
    """A store that an older version left gets what came later; its articles stay."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    engine = create_engine(url)
    with writing(engine).begin() as conn:
        migrate(conn, "0001")
        conn.execute(text(ARTICLE))
    engine.dispose()
    store = await open_store(url, tmp_path)
    await store.decide(MERGED)
    assert await store.decisions() == (MERGED,)
    with store.engine.connect() as conn:
        assert conn.execute(text("SELECT id, family FROM articles")).all() == [("quay", "quay")]
    await store_one(store, make("pier", Said(words="word two")), "pier")
    assert (await store.search(Question())).total == 1
    await store.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_nobody_waits_for_many_names(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last ones answer while new ones are worked out; who needs them now has them at once."""
    monkeypatch.setattr(on_record, "MANY", 1)
    prepared = asyncio.Event()
    async with opened(kind, tmp_path) as store:
        assert isinstance(store, SqlStore)
        loop = asyncio.get_running_loop()
        store.lookout.prepare = lambda _: loop.call_soon_threadsafe(prepared.set)
        for number, speaker in enumerate(("Ada Quill", "Bo Vale", "Cy Moor")):
            said = make(f"a{number}", Said(words=f"Quay {number}.", speakers=(speaker,)))
            if speaker == "Cy Moor":
                book = await store.name_book()
                prepared.clear()
            await store_one(store, said, f"a{number}")
        assert await store.name_book() is book
        fresh = await store.name_book(fresh=True)
        assert fresh.speakers == (*book.speakers, "Cy Moor")
        assert await store.name_book() is book
        monkeypatch.setattr(on_record, "HOLD", 0.0)
        monkeypatch.setattr(on_record, "_REST", 0)
        await store.decide(MERGED)  # which nobody should have to wait for
        await prepared.wait()
        assert (await store.name_book()).speakers == fresh.speakers


async def test_names_in_another_order_are_no_new_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is named more often than before is not worked out anew, for some minutes."""
    monkeypatch.setattr(on_record, "MANY", 1)
    monkeypatch.setattr(on_record, "HOLD", 0.0)
    monkeypatch.setattr(on_record, "_REST", 0)
    async with opened("sqlite", tmp_path) as store:
        for number, speaker in enumerate(("Ada Quill", "Bo Vale", "Bo Vale", "Bo Vale")):
            said = make(f"a{number}", Said(words=f"Quay {number}.", speakers=(speaker,)))
            await store_one(store, said, f"a{number}")
            if number == 1:
                book = await store.name_book()
        for _ in range(3):  # also when nothing is stored any more
            assert await store.name_book() is book
            await asyncio.sleep(0.05)
        monkeypatch.setattr(on_record, "_ORDER", 0.0)
        for _ in range(3_000):  # worked out in the background, however slow it is here
            if (await store.name_book()).speakers != book.speakers:
                break
            await asyncio.sleep(0.01)
        assert (await store.name_book()).speakers == ("Bo Vale", "Ada Quill")
