"""Every way to the claims of a question finds the same, however rare or common its facets are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from store_samples import Said, make, store_one
from stores import opened

from bot.store import carried, joining
from handlers.newsroom import ClaimKind
from handlers.ports import Facet, FacetKind, Question

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
