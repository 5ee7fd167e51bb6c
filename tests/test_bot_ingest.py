"""Ingesting: a line for each file, nothing read twice, and no file stops the others."""

from __future__ import annotations

import asyncio
import os
import threading
from contextlib import aclosing
from dataclasses import fields
from pathlib import Path
from typing import ClassVar

import pytest
from fakes import FixedClock, MemoryStore
from pretend_work import analysis

from bot.articles.analyst import Analyst, AnalystUnavailable, ReadingStopped
from bot.articles.folders import files_in
from bot.articles.ingest import MOST_TRIES, REFUSED, Line, Watch, ingest
from bot.reading.files import LARGEST_FILE
from bot.reading.reader import read
from handlers.errors import ArticleRefused
from handlers.newsroom import ParsedArticle
from handlers.ports import Outcome
from nlp.analysis import Analysis
from nlp.topics import SHIPPED, Topics

SENTENCE = "The council doubled the mooring fee on Tuesday, Mayor Tomas Linde said.\n"


class PretendAnalyst:
    """Reads for real, in this process, and finds nothing; poisonous texts act on it."""

    def __init__(self, version: str = "1") -> None:
        self.version = version
        self.asked: list[str] = []
        self.under_way = 0
        self.hanging = asyncio.Event()
        self.paired = asyncio.Event()

    async def read(self, name: str, data: bytes) -> tuple[ParsedArticle, Analysis]:
        """Note the name; stop, hang or fail as the text wants."""
        self.asked.append(Path(name).name)
        self.under_way += 1
        try:
            await asyncio.sleep(0)
            if data.startswith(b"POISON"):
                raise ReadingStopped("Reading the article took longer than 30 s and was stopped.")
            if data.startswith(b"HANG"):
                self.hanging.set()
                await asyncio.Event().wait()
            if data.startswith(b"PAIR"):
                if self.under_way == 2:
                    self.paired.set()
                await asyncio.wait_for(self.paired.wait(), timeout=20)
            if data.startswith(b"NO MODEL"):
                raise AnalystUnavailable("The language model is missing.")
            article = read(name, data)
            return article, analysis(article.text)
        finally:
            self.under_way -= 1


async def lines(
    paths: list[Path], analyst: PretendAnalyst, store: MemoryStore
) -> list[tuple[str, str]]:
    """Ingest, and give each line's file name and outcome."""
    found = [line async for line in ingest(paths, analyst, store, FixedClock())]
    return [(Path(line.path).name, str(line.outcome)) for line in found]


def fill(folder: Path, **texts: str) -> list[Path]:
    """Write plain text articles, one per name."""
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return [folder]


async def test_added_then_unchanged_then_updated(tmp_path: Path) -> None:
    """A file is read once, not again, and again when its words change."""
    analyst, store = PretendAnalyst(), MemoryStore()
    paths = fill(tmp_path, b=f"One. {SENTENCE}", a=SENTENCE)
    assert await lines(paths, analyst, store) == [("a.txt", "added"), ("b.txt", "added")]
    assert await lines(paths, analyst, store) == [("a.txt", "unchanged"), ("b.txt", "unchanged")]
    assert sorted(analyst.asked) == ["a.txt", "b.txt"]  # two are under way at a time
    fill(tmp_path, a=f"Corrected. {SENTENCE}")
    assert await lines(paths, analyst, store) == [("a.txt", "updated"), ("b.txt", "unchanged")]


class Busy(PretendAnalyst):
    """One whose version takes work to tell, as that of the real one does at first."""

    def __init__(self, version: str = "1") -> None:
        self.worked: set[int] = set()
        super().__init__(version)

    @property
    def version(self) -> str:
        """Whoever asks does the work."""
        self.worked.add(threading.get_ident())
        return "1"

    @version.setter
    def version(self, _told: str) -> None:
        """It is told by the code."""


class BusyTopics(Topics):
    """Topics that tell where they were looked for in a text."""

    worked: ClassVar[set[int]] = set()

    def within(self, text: str) -> tuple[str, ...]:
        """Whoever makes claims of the findings does the work."""
        self.worked.add(threading.get_ident())
        return super().within(text)


async def test_long_work_is_not_done_in_the_loop(tmp_path: Path) -> None:
    """People are answered there: the claims of a long article alone take a fifth of a second."""
    analyst, kept = Busy(), {each.name: getattr(SHIPPED, each.name) for each in fields(Topics)}
    found = ingest(
        fill(tmp_path, a=SENTENCE),
        analyst,
        MemoryStore(),
        FixedClock(),
        topics=BusyTopics(**kept),
    )
    assert [line.outcome async for line in found] == [Outcome.ADDED]
    assert analyst.worked
    assert BusyTopics.worked
    assert threading.get_ident() not in analyst.worked | BusyTopics.worked


async def test_a_newer_extractor_reads_known_files_again(tmp_path: Path) -> None:
    """Another version of the code or model may find more, so nothing is skipped."""
    store, paths = MemoryStore(), fill(tmp_path, a=SENTENCE)
    await lines(paths, PretendAnalyst("1"), store)
    newer = PretendAnalyst("2")
    assert await lines(paths, newer, store) == [("a.txt", "unchanged")]
    assert newer.asked == ["a.txt"]


async def test_a_copy_is_a_duplicate(tmp_path: Path) -> None:
    """The same text in another file names the kept one and is remembered."""
    analyst, store = PretendAnalyst(), MemoryStore()
    paths = fill(tmp_path, a=SENTENCE, b=SENTENCE)
    found = [line async for line in ingest(paths, analyst, store, FixedClock())]
    assert [line.outcome for line in found] == [Outcome.ADDED, Outcome.DUPLICATE]
    assert found[1].detail == str(tmp_path / "a.txt")
    assert found[1].article_id == found[0].article_id
    assert await lines(paths, analyst, store) == [("a.txt", "unchanged"), ("b.txt", "unchanged")]


async def test_refused_files_do_not_stop_the_others(tmp_path: Path) -> None:
    """Each refusal is one line with its reason; what comes after is read."""
    fill(tmp_path, a="", b="\x00" * 99, d=SENTENCE, e="POISON")
    (tmp_path / "c.json").write_text("{")
    os.truncate(os.open(tmp_path / "f.txt", os.O_CREAT | os.O_WRONLY), 50_000_000)
    (tmp_path / "g.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "h.txt")
    (tmp_path / "i.pdf").write_bytes(b"%PDF")
    named = [tmp_path, tmp_path / "missing.txt", tmp_path / "i.pdf", tmp_path / "d.txt"]
    found = [line async for line in ingest(named, PretendAnalyst(), MemoryStore(), FixedClock())]
    told = {Path(line.path).name: line.detail for line in found}
    assert [Path(line.path).name for line in found if line.outcome == Outcome.ADDED] == ["d.txt"]
    assert told == {
        "a.txt": "The file is empty.",
        "b.txt": "The file is not text (it looks like a binary file): save the article as .txt "
        "or .html.",
        "c.json": "The file is not valid JSON (line 1, column 2).",
        "d.txt": "",
        "e.txt": "Reading the article took longer than 30 s and was stopped.",
        "f.txt": "The file has 50 MB, more than the 10 MB that one article may have: split it.",
        "g.txt": "There is no such file or folder.",
        "h.txt": "This is no ordinary file: name one that holds an article.",
        "missing.txt": "There is no such file or folder.",
        "i.pdf": "A PDF cannot be read: save the article as .txt, .md or .html.",
    }


async def test_a_definite_refusal_is_remembered(tmp_path: Path) -> None:
    """A file that can never be read is not tried again, and its reason is told again."""
    store, paths = MemoryStore(), fill(tmp_path, a="\x00" * 99)
    first, second = PretendAnalyst(), PretendAnalyst()
    assert await lines(paths, first, store) == [("a.txt", "refused")]
    (line,) = [line async for line in ingest(paths, second, store, FixedClock())]
    assert (line.outcome, line.again) == (REFUSED, True)
    assert "binary" in line.detail
    assert second.asked == []


async def test_a_poisonous_file_is_tried_three_times_at_most(tmp_path: Path) -> None:
    """Over any number of restarts; a changed file gets new tries."""
    store, paths, analyst = MemoryStore(), fill(tmp_path, a="POISON"), PretendAnalyst()
    for _ in range(MOST_TRIES + 2):
        assert await lines(paths, analyst, store) == [("a.txt", "refused")]
    assert len(analyst.asked) == MOST_TRIES
    fill(tmp_path, a="POISON, other words")
    await lines(paths, analyst, store)
    assert len(analyst.asked) == MOST_TRIES + 1


async def test_a_try_counts_before_it_begins(tmp_path: Path) -> None:
    """A file that takes the whole process down is known by then, so it cannot do so for ever."""
    store, paths = MemoryStore(), fill(tmp_path, a="HANG")
    analyst = PretendAnalyst()
    reading = asyncio.create_task(lines(paths, analyst, store))
    await analyst.hanging.wait()
    known = await store.file(str(tmp_path / "a.txt"))
    assert known is not None
    assert known.tries == 1
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading


async def test_an_orderly_end_costs_no_try(tmp_path: Path) -> None:
    """What is called off while it is read, or read but not stored yet, starts afresh."""
    store, paths = MemoryStore(), fill(tmp_path, a=SENTENCE, b=f"Two. {SENTENCE}", c="HANG")
    async with aclosing(ingest(paths, PretendAnalyst(), store, FixedClock())) as found:
        assert (await anext(found)).outcome == Outcome.ADDED
        await asyncio.sleep(0.05)  # b has been read by now, and not stored
    for name in ("b", "c"):
        known = await store.file(str(tmp_path / f"{name}.txt"))
        assert known is None or (known.tries, known.article_id, known.refusal) == (0, None, None)
    fill(tmp_path, c=f"Three. {SENTENCE}")
    assert await lines(paths, PretendAnalyst(), store) == [
        ("a.txt", "unchanged"),
        ("b.txt", "added"),
        ("c.txt", "added"),
    ]


async def test_without_a_model_it_ends_and_nothing_is_lost(tmp_path: Path) -> None:
    """A missing model is one error, not a refusal of each file, and costs no try."""
    store, paths = MemoryStore(), fill(tmp_path, a="NO MODEL")
    with pytest.raises(AnalystUnavailable, match="model is missing"):
        await lines(paths, PretendAnalyst(), store)
    known = await store.file(str(tmp_path / "a.txt"))
    assert known is not None
    assert known.tries == 0


async def test_two_are_in_flight_and_lines_keep_their_order(tmp_path: Path) -> None:
    """The worker always has the next article at hand, and the output is in file order."""
    paths = fill(tmp_path, a=f"PAIR one. {SENTENCE}", b=f"PAIR two. {SENTENCE}", c=SENTENCE)
    found = await lines(paths, PretendAnalyst(), MemoryStore())
    assert found == [("a.txt", "added"), ("b.txt", "added"), ("c.txt", "added")]


def test_folders_are_walked_in_order_and_only_for_articles(tmp_path: Path) -> None:
    """Hidden things, notes and gold are passed over; what is named twice comes once."""
    (tmp_path / "sub").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z.md", "sub/b.txt", "sub/a.html", ".git/x.txt", "README.md", "z.gold.json", "q"):
        (tmp_path / name).write_text("x")
    names = [
        file.relative_to(tmp_path).as_posix()
        for file in files_in([tmp_path, tmp_path / "z.md", tmp_path / "q"])
        if isinstance(file, Path)
    ]
    assert names == ["z.md", "sub/a.html", "sub/b.txt", "q"]


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
async def test_unreadable_files_and_folders(tmp_path: Path) -> None:
    """What may not be read is one line each."""
    fill(tmp_path, a=SENTENCE)
    (tmp_path / "a.txt").chmod(0)
    (tmp_path / "sub").mkdir(mode=0)
    lines = ingest([tmp_path], PretendAnalyst(), MemoryStore(), FixedClock())
    found = [line async for line in lines]
    assert [line.detail for line in found] == ["It cannot be read: permission denied."] * 2


async def test_file_names_of_any_bytes(tmp_path: Path) -> None:
    """A name that is no UTF-8 can be shown and stored."""
    (tmp_path / os.fsdecode(b"caf\xe9\x1b.txt")).write_text(SENTENCE)
    (line,) = [
        line async for line in ingest([tmp_path], PretendAnalyst(), MemoryStore(), FixedClock())
    ]
    assert line.outcome == Outcome.ADDED
    assert line.text().endswith("caf\\xe9\ufffd.txt — 0 claims")
    line.path.encode("utf-8")


async def test_watching_tells_only_news(tmp_path: Path) -> None:
    """The first look tells what is new, the next ones only what changed since."""
    analyst, store = PretendAnalyst(), MemoryStore()
    paths = fill(tmp_path, a=SENTENCE, b="\x00" * 99, c="POISON")
    watch = Watch([*paths, tmp_path / "missing"], analyst, store, FixedClock())

    async def look() -> list[tuple[str, str]]:
        return [(Path(line.path).name, str(line.outcome)) async for line in watch.look()]

    assert await look() == [
        ("a.txt", "added"),
        ("b.txt", "refused"),
        ("c.txt", "refused"),
        ("missing", "refused"),
    ]
    assert await look() == [("c.txt", "refused")]
    assert await look() == [("c.txt", "refused")]
    assert await look() == []
    asked = len(analyst.asked)
    fill(tmp_path, a=f"Corrected. {SENTENCE}", d=f"New. {SENTENCE}")
    assert await look() == [("a.txt", "updated"), ("d.txt", "added")]
    assert await look() == []
    assert len(analyst.asked) == asked + 2


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (Line(path="a.txt", outcome=Outcome.ADDED, claims=31), "added      a.txt — 31 claims"),
        (Line(path="a.txt", outcome=Outcome.UPDATED, claims=1), "updated    a.txt — 1 claim"),
        (Line(path="a.txt", outcome=Outcome.UNCHANGED), "unchanged  a.txt"),
        (
            Line(path="a.txt", outcome=Outcome.DUPLICATE, detail="b.txt", claims=0),
            "duplicate  a.txt — of b.txt",
        ),
        (
            Line(path="a.txt", outcome=REFUSED, detail="The file is empty."),
            "refused    a.txt — The file is empty.",
        ),
    ],
)
def test_a_line_for_people(line: Line, text: str) -> None:
    """Outcome, file, and what there is to say about it."""
    assert line.text() == text


def test_a_line_for_programs() -> None:
    """All that is known, under stable names."""
    line = Line(path="a.txt", outcome=Outcome.ADDED, article_id="x", claims=2)
    assert line.as_json() == {
        "path": "a.txt",
        "outcome": "added",
        "detail": "",
        "article": "x",
        "claims": 2,
    }


def test_the_size_limit_is_told_in_the_refusal() -> None:
    """The sentence about a large file names the real limit."""
    with pytest.raises(ArticleRefused, match=f"{LARGEST_FILE // 1_000_000} MB"):
        read("a.txt", b"x" * (LARGEST_FILE + 1))


@pytest.mark.model
async def test_seeds_through_the_real_worker() -> None:
    """Articles of each format become claims whose words stand in the stored text."""
    seeds = Path(__file__).parent.parent / "seeds"
    paths = [next(seeds.glob(f"*{suffix}")) for suffix in (".txt", ".md", ".html", "s.json")]
    store, analyst = MemoryStore(), Analyst()
    try:
        found = [line async for line in ingest(paths, analyst, store, FixedClock())]
    finally:
        await analyst.close()
    assert [line.outcome for line in found] == [Outcome.ADDED] * 4
    for line in found:
        assert line.claims
        assert line.article_id
        article = await store.article(line.article_id)
        assert article is not None
        assert article.parsed.headline
