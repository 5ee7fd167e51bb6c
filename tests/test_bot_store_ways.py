"""Every way to the claims of a question finds the same, however rare or common its facets are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import postgres
import pytest
from sqlalchemy import create_engine, text
from store_samples import FETCHED, Said, make, store_one
from stores import opened

from bot.store import open_store
from bot.store.articles import reading
from bot.store.conditions import verdicts
from bot.store.facets import carried, joining
from bot.store.facets.shelf import _ALL as ALL_ARTICLES
from bot.store.facets.shelf import Shelf, shelf
from bot.store.finding import counting, others, paging, selecting
from handlers.newsroom import ClaimKind
from handlers.ports import Facet, FacetKind, Question
from handlers.showing.cards import SAID
from nlp.sketches import PERMUTATIONS, Sketch

PLACES = ("Freedonia", "Ruritania", "Zembla")
KINDS = (ClaimKind.STATEMENT, ClaimKind.QUOTE, ClaimKind.MEASURE)
ZEMBLA = Facet(kind=FacetKind.ENTITY, key="Zembla")
QUESTIONS = (
    Question(entities=("Freedonia",), topics=("tariffs",)),
    Question(entities=("Freedonia", "Ruritania"), kinds=KINDS[:2]),
    Question(entities=("Freedonia",), kinds=KINDS, words=("quay",)),
    Question(words=("quay",), kinds=KINDS[1:], without=("three",)),
    Question(speakers=("Ada Quill", "Bo Vale"), kinds=KINDS[:2]),
    Question(speakers=("Ada Quill", "Bo Vale"), kinds=tuple(SAID), words=("quay",)),
    Question(speakers=("Ada Quill",), kinds=tuple(SAID), topics=("tariffs",), limit=3),
    Question(entities=("Freedonia",), kinds=tuple(SAID), topics=("tariffs",), words=("quay",)),
    Question(topics=("tariffs",), barred=(ZEMBLA,)),
    Question(topics=("tariffs",), barred=(ZEMBLA,), words=("quay",)),
    Question(kinds=KINDS[:1], among=(("Zembla", "Freedonia"),), since=date(2025, 3, 5)),
    Question(topics=("tariffs",), kinds=KINDS[:2], after=3, upto=20),
    Question(topics=("tariffs",), entities=("Freedonia",), limit=2, until=date(2025, 3, 8)),
)

NEAR = Sketch(runs=90, signature=b"a" * PERMUTATIONS * 4)
MANY = tuple(f"quay number {at}" for at in range(40))
CHANGES = (  # article, words, day, outlet, sketch
    ("second", MANY[:2], date(2025, 3, 5), "Gazette", NEAR),
    ("third", MANY[2:4], date(2025, 3, 1), None, None),
    ("first", MANY[4:5], date(2025, 3, 9), "Herald", NEAR),  # the family is called after it
    ("second", MANY[:3], date(2025, 4, 1), "Courier", NEAR),  # another day: other keys
    ("third", MANY, None, None, NEAR),  # more claims than it had keys for, and no day
    ("second", MANY[:1], date(2025, 3, 5), "Gazette", None),  # out of its family
    ("fourth", MANY[5:7], date(2025, 2, 1), "Herald", NEAR),
)


async def found(kind: str, folder: Path) -> list[tuple[list[str], int, int]]:
    """What each question finds on its first two pages, and how many, on how many articles."""
    async with opened(kind, folder) as store:
        for day in range(1, 11):
            said = [
                Said(
                    words=f"quay {word} {day}",
                    kind=KINDS[(day + at) % 3],
                    speakers=(("Ada Quill", "Bo Vale", "Cy Moor")[(day * at) % 3],),
                    entities=PLACES[at % 3 :][: 1 + day % 2],
                    topics=("tariffs",) if (day + at) % 4 else (),
                )
                for at, word in enumerate(("one", "two", "three", "four"))
            ]
            article = make(f"article{day}", *said, outlet="Gazette", day=date(2025, 3, day))
            await store_one(store, article, f"article{day}")
        pages = await store.pages(*QUESTIONS)
        heard = []
        for question, page in zip(QUESTIONS, pages, strict=True):
            assert page == await store.search(question)
            assert (await store.newest(question))[0] == page.found
            ids = [held.claim.id for held in page.found]
            heard.append((ids, page.total, page.coverage.articles))
        return heard


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_each_way_finds_the_same(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Along postings, by the text index alone, and by both, as in memory."""
    expected = await found("memory", tmp_path)
    assert all(total for _, total, _ in expected)
    monkeypatch.setattr(carried, "HOLD", 0.0)
    monkeypatch.setattr(counting, "STRETCH", 2)
    for name, look_up, few in (("along", 0, 99), ("index", 1 << 40, 1), ("both", 1, 99)):
        monkeypatch.setattr(joining, "LOOK_UP", look_up)
        monkeypatch.setattr(selecting, "FEW_CLAIMS", few)
        folder = tmp_path / name
        folder.mkdir()
        assert await found(kind, folder) == expected


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_what_is_known_of_articles_keeps_up(kind: str, tmp_path: Path) -> None:
    """Coverage is that of the tables after articles came, moved, grew and joined families."""
    async with opened("memory", tmp_path) as memory, opened(kind, tmp_path) as store:
        for one in CHANGES:
            for each in (memory, store):
                article, words, day, outlet, sketch = one
                said = [Said(words=word, topics=("tariffs",)) for word in words]
                parsed, claims = make(article, *said, outlet=outlet, day=day)
                await each.put(parsed, claims, article_id=article, fetched=FETCHED, sketch=sketch)
            question = Question(topics=("tariffs",), limit=50)
            page = await store.search(question)
            assert page == await memory.search(question)
            assert page.coverage.articles == len({held.article.id for held in page.found})


PAIRS = """
    SELECT one.key, two.key, pairs.key FROM pairs
    JOIN facets AS one ON one.id = first JOIN facets AS two ON two.id = second
"""
SORTED = (
    "SELECT facets.claims, p.key FROM postings AS p JOIN facets ON id = facet AND kind = 'sort'"
)
BEFORE = (
    "DELETE FROM postings WHERE facet IN (SELECT id FROM facets WHERE kind = 'sort')",
    "DELETE FROM facets WHERE kind = 'sort'",
    "DROP TABLE pairs",
    "ALTER TABLE claims DROP COLUMN matter",
    "UPDATE alembic_version SET version_num = '0015'",
)


def paired(url: str) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    """The pairs there are, by what they are called, and the claims of words."""
    engine = create_engine(url)
    with engine.connect() as conn:
        found = [{tuple(row) for row in conn.execute(text(each))} for each in (PAIRS, SORTED)]
    engine.dispose()
    return found[0], found[1]


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_store_from_before_pairs_gets_them(kind: str, tmp_path: Path) -> None:
    """The same that a store has which knew them from the beginning; of claims gone, none."""
    url = postgres.database() if kind == "postgresql" else f"sqlite:///{tmp_path / 'store.db'}"
    store = await open_store(url, tmp_path)
    for count in (6, 4):
        said = [
            Said(
                words=f"quay {at}", kind=KINDS[at % 3], entities=PLACES[: at % 3], topics=("steel",)
            )
            for at in range(count)
        ]
        await store_one(store, make("first", *said, headline=f"Quays {count}"), "first")
    await store.close()
    known, words = paired(url)
    assert {pair[:2] for pair in known} == {
        (place, second) for place in PLACES[:2] for second in ("steel", "said", "measure")
    } - {("Ruritania", "said")} | {("Ada Quill", "said")}
    assert len(words) == 3
    engine = create_engine(url)
    with engine.begin() as conn:
        for each in BEFORE:
            conn.execute(text(each))
    engine.dispose()
    await (await open_store(url, tmp_path)).close()
    assert paired(url) == (known, words)


async def test_a_store_from_before_matters_weighs_all(tmp_path: Path) -> None:
    """A claim whose matter nobody looked at yet is weighed until its article is read again."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    store = await open_store(url, tmp_path)
    made = make("first", Said(words="quay 1"), Said(words="quay 2", speakers=("Brin Wick",)))
    await store_one(store, made, "first")
    await store.close()
    engine = create_engine(url)
    with engine.begin() as conn:
        conn.execute(text("ALTER TABLE claims DROP COLUMN matter"))
        conn.execute(text("UPDATE alembic_version SET version_num = '0018'"))
    engine.dispose()
    store = await open_store(url, tmp_path)
    recurring = Question(counted=False, texts=False, recurring=True)
    assert len((await store.search(recurring)).found) == 2
    await store_one(store, made, "first")
    assert (await store.search(recurring)).found == ()
    await store.close()


async def test_what_is_read_by_many_values_is_searched_for(tmp_path: Path) -> None:
    """No table is read through for it: SQLite itself says which way it goes."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    await (await open_store(url, tmp_path)).close()
    engine = create_engine(url)
    with engine.connect() as conn:
        for one in (
            *(reading._WITH_KEYS, reading._WITH_IDS, reading._OF_SERIALS, paging._MATTERS),
            *(carried._FACETS, others._GROUPS, others._MEMBERS, verdicts._STATUSES),
        ):
            asked = f"EXPLAIN QUERY PLAN {one.compile(engine)}"
            ways = [row[3] for row in conn.exec_driver_sql(asked, ("[1]",) * asked.count("?"))]
            assert not [way for way in ways if way.startswith("SCAN ") and "json_each" not in way]
    engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_a_connection_begins_with_what_another_knows_of_articles(
    kind: str, tmp_path: Path
) -> None:
    """It catches up from there; what either learns later is its own."""
    url = postgres.database() if kind == "postgresql" else f"sqlite:///{tmp_path / 'store.db'}"
    store = await open_store(url, tmp_path)
    await store_one(store, make("first", Said(words="quay one")), "first")
    for article in ("second", "third"):
        with store.engine.connect() as one, store.engine.connect() as other:
            shelves = [shelf(one)]
            await store_one(store, make(article, Said(words=f"quay {article}")), article)
            shelves.append(shelf(other))
            one.rollback()
            shelves.append(shelf(one))
            everything = Shelf.of(other.execute(ALL_ARTICLES))
        assert shelves[1].of_slot == shelves[2].of_slot == everything.of_slot
        assert shelves[1].days == shelves[2].days == everything.days
        assert shelves[1].families == shelves[2].families == everything.families
        assert shelves[1] is not shelves[2]
    await store.close()
