"""Poison: hostile articles cost a batch nothing but themselves, and chance changes nothing."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from pathlib import Path

import pretend_work
import pytest
from fakes import FixedClock, MemoryStore

from bot.articles.analyst import Analyst, Limits
from bot.articles.ingest import MOST_TRIES, REFUSED, Line, ingest
from bot.reading.reader import read
from bot.store import open_store
from handlers.newsroom import Claim, ParsedArticle
from handlers.ports import Outcome, Store
from handlers.record.claims import article_id, build
from nlp.analysis import Analysis
from nlp.pipeline import Pipeline

SEEDS = Path(__file__).parent.parent / "seeds"
POISON = {  # an order to the pretended worker, and what the line for its file says
    "sleep": "took longer than 1 s",
    "spin": "took longer than 1 s",
    "die": "broke the process",
    "crash": "broke the process",
    "swallow": "too much memory",
    "break": "KeyError",
    "refuse": "no article",
}
DENSE = {  # text, and the words of its refusal; "" where it is analysed
    "quotation marks": ("Orla Venn said no. " + '"' * 20_000, ""),
    "more quotation marks": ("Orla Venn said no. " + '"' * 150_000, ""),
    "one long sentence": ("on and " * 143_000, "1,001,000 characters, more than the 200,000"),
    "quotations": ("“No,” he said. " * 400, ""),
    "distinct quotations": (" ".join(f"“It is {n},” she said." for n in range(200)), ""),
    "short quotations": ('"a" ' * 50_000, "150,000 words and marks; the limit is 100,000"),
    "Zalgo": ("Z̷̡̛̤͇͙a̵l̶g̵o̴ said no. " * 200, ""),
    "emoji": ("😀🇺🇸👩‍👩‍👧 said “🎉.” " * 100, ""),
    "right to left": ("אמר ראש העיר “לא”. " * 150, ""),
    "line ends": ("\ufeffOrla Venn said no.\r\n\r\n" * 50, ""),
    "unbalanced": ("“He “said ”no”” \"and ‘yes’ '' `` " * 100, ""),
    "nested": (("“a " * 50 + "”" * 50 + " ") * 10, ""),
    "no space": ("a" * 200_000, ""),
    "commas": ("Orla Venn, " * 600, ""),
    "he said": ("he said " * 600, ""),
    "lines": ("x\n" * 20_000, "20,000 lines; the limit is 10,000"),
    "tariffs": ("China tariff of 30% on U.S. steel, " * 100, ""),
}


class Counting:
    """An analyst that counts how often each file is given to it."""

    def __init__(self, analyst: Analyst) -> None:
        self._analyst = analyst
        self.version = analyst.version
        self.asked: Counter[str] = Counter()

    async def read(self, name: str, data: bytes) -> tuple[ParsedArticle, Analysis]:
        """Count, and have it read."""
        self.asked[Path(name).stem] += 1
        return await self._analyst.read(name, data)


async def lines(folder: Path, analyst: Counting, store: Store) -> dict[str, Line]:
    """What became of each file, by its name."""
    return {
        Path(line.path).stem: line async for line in ingest([folder], analyst, store, FixedClock())
    }


async def test_of_a_hundred_articles_seven_poisonous(tmp_path: Path) -> None:
    """93 are stored, 7 are told with the reason, none is tried more than 3 times in 4 runs."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(93):
        (folder / f"{number:02}.txt").write_text(f"The {number}th council met.", "utf-8")
    for number, order in enumerate(POISON):
        (folder / f"{13 * number:02}-{order}.txt").write_text(f"{order} it", "utf-8")
    asked: Counter[str] = Counter()
    for run in range(4):
        store = await open_store("sqlite:///poison.db", tmp_path)  # as after a restart
        limits = Limits(seconds=1.0, memory=500_000_000)
        analyst = Analyst(limits=limits, start=pretend_work.start, job=pretend_work.work)
        counting = Counting(analyst)
        try:
            found = await lines(folder, counting, store)
            assert (await store.coverage()).articles == 93
        finally:
            await analyst.close()
            await store.close()
        asked += counting.asked
        refused = {name.partition("-")[2]: x for name, x in found.items() if x.outcome == REFUSED}
        assert set(refused) == set(POISON)
        assert all(words in refused[order].detail for order, words in POISON.items())
        rest = Counter(line.outcome for line in found.values() if line.outcome != REFUSED)
        assert rest == {Outcome.UNCHANGED if run else Outcome.ADDED: 93}
    assert max(asked.values()) == MOST_TRIES
    assert {name for name, times in asked.items() if times > 1} <= {
        name for name, line in found.items() if line.outcome == REFUSED
    }
    assert sum(asked.values()) == 93 + 6 * MOST_TRIES + 1  # what is no article is told once


@pytest.mark.model
async def test_dense_texts_end_in_a_real_worker(tmp_path: Path) -> None:
    """None is stopped by the clock or the memory: analysed, or refused with the limit named."""
    for name, (text, _) in DENSE.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8", newline="")
    (tmp_path / "plain.txt").write_text("Orla Venn said the harbor would close.", "utf-8")
    analyst, store = Analyst(), MemoryStore()
    counting = Counting(analyst)
    try:
        found = await lines(tmp_path, counting, store)
    finally:
        await analyst.close()
    assert max(counting.asked.values()) == 1
    for name, (_, refusal) in DENSE.items():
        line = found[name]
        assert not line.retry
        assert (line.outcome == REFUSED) == bool(refusal), (name, line.detail)
        assert refusal in line.detail
    assert found["plain"].claims == 1
    assert found["quotations"].claims == 400


def seeds() -> list[tuple[str, bytes]]:
    """The seeds' files as (name, bytes)."""
    files = [f for f in sorted(SEEDS.iterdir()) if not f.name.endswith(".gold.json")]
    return [(f.name, f.read_bytes()) for f in files if f.stem not in ("README", "SOURCES")]


async def claims_by(workers: int, files: list[tuple[str, bytes]]) -> dict[str, tuple[Claim, ...]]:
    """Every file's claims, read by so many workers in the order given."""
    analyst, store = Analyst(workers=workers), {}
    try:
        jobs = [(name, analyst.read(name, data)) for name, data in files]
        if workers == 1:
            results = [(name, await job) for name, job in jobs]
        else:
            done = await asyncio.gather(*(job for _, job in jobs))
            results = [(name, one) for (name, _), one in zip(jobs, done, strict=True)]
    finally:
        await analyst.close()
    for name, (article, analysis) in results:
        store[name] = build(article, analysis, article_id(article))
    return store


@pytest.mark.model
async def test_neither_order_nor_batch_nor_workers_change_a_claim(pipeline: Pipeline) -> None:
    """The seeds give the same claims and ids alone, shuffled, in batches, by one worker or two.

    Each worker is a process of its own, so that the order of sets differs between them.
    """
    files = seeds()
    shuffled = random.Random(7).sample(files, len(files))  # noqa: S311 - the same each time
    shared = await claims_by(2, shuffled)
    assert sum(map(len, shared.values())) > len(files)
    assert await claims_by(1, files[::3]) == {name: shared[name] for name, _ in files[::3]}
    texts = {name: read(name, data).text for name, data in shuffled}
    together = dict(zip(texts, pipeline.analyze_many(texts.values()), strict=True))
    assert together == {name: pipeline.analyze(text) for name, text in reversed(texts.items())}
