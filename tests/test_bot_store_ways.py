"""Every way to the claims of a question finds the same, however rare or common its facets are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from store_samples import FETCHED, Said, make, store_one
from stores import opened

from bot.store import carried, joining
from handlers.newsroom import ClaimKind
from handlers.ports import Facet, FacetKind, Question
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
    for name, most, rarer in (("along", 1 << 40, 1 << 40), ("both", 0, 8), ("one", 12, 8)):
        monkeypatch.setattr(joining, "MOST", most)
        monkeypatch.setattr(joining, "_RARER", rarer)
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
