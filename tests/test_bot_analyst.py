"""The analyst and its worker processes: limits, replacement, and nothing left behind."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pretend_work
import pytest
import pytest_asyncio

from bot.articles.analyst import (
    Analyst,
    AnalystUnavailable,
    Limits,
    ReadingStopped,
    code_version,
    read_by,
)
from handlers.errors import ArticleRefused, Refused

ROOT = Path(__file__).parent.parent


def pretend(model: str | None = None, **limits: float) -> Analyst:
    """An analyst whose workers do as the data says."""
    return Analyst(
        model=model,
        limits=Limits(
            seconds=limits.get("seconds", 20.0),
            load_seconds=limits.get("load_seconds", 60.0),
            pasted_seconds=limits.get("seconds", 20.0),
        ),
        start=pretend_work.start,
        job=pretend_work.work,
        examination=pretend_work.examine,
    )


@pytest_asyncio.fixture
async def analyst() -> AsyncIterator[Analyst]:
    """A pretend analyst with a quick time limit, closed at the end."""
    analyst = pretend(seconds=1.0)
    yield analyst
    await analyst.close()


async def text_of(analyst: Analyst, order: str) -> str:
    """What the worker answers to an order."""
    article, _ = await analyst.read("a.txt", order.encode())
    return article.text


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        ("sleep", "Reading the article took longer than 1 s and was stopped."),
        ("die", "The article broke the process that read it."),
        ("crash", "The article broke the process that read it."),
        ("swallow", "Reading the article took too much memory and was stopped."),
        ("break", r"The article could not be read \(KeyError\)."),
    ],
)
async def test_a_poisonous_article_costs_nothing_but_itself(
    analyst: Analyst, order: str, sentence: str
) -> None:
    """The worker is stopped or replaced, a sentence says why, and the next article is read."""
    with pytest.raises(ReadingStopped, match=sentence):
        await text_of(analyst, order)
    assert await text_of(analyst, "next") == "next"


@pytest.mark.parametrize(
    ("order", "sentence"),
    [
        ("sleep", "could not be read within 1 s, or took too much memory. Paste a shorter part"),
        ("refuse", "This text cannot be read: This is no article."),
    ],
)
async def test_a_poisonous_paste_costs_nothing_but_itself(
    analyst: Analyst, order: str, sentence: str
) -> None:
    """Its sender gets a sentence, and the next text is read."""
    with pytest.raises(Refused, match=sentence):
        await analyst.examine(order, date(2025, 6, 5))
    examined = await analyst.examine("next", date(2025, 6, 5))
    assert examined == pretend_work.analysis("next")


async def test_a_refusal_is_final_and_keeps_the_worker(analyst: Analyst) -> None:
    """A refusal of the reader is no fault of the worker: the same one reads on."""
    before = await text_of(analyst, "whoami")
    with pytest.raises(ArticleRefused, match="no article") as refused:
        await text_of(analyst, "refuse")
    assert not isinstance(refused.value, ReadingStopped)
    assert await text_of(analyst, "whoami") == before


async def test_jobs_behind_a_poisonous_one_are_done(analyst: Analyst) -> None:
    """A job that waits in line does not suffer from the one that is stopped before it."""
    results = await asyncio.gather(
        text_of(analyst, "one"),
        text_of(analyst, "sleep"),
        text_of(analyst, "two"),
        return_exceptions=True,
    )
    assert results[0] == "one"
    assert isinstance(results[1], ReadingStopped)
    assert results[2] == "two"


async def test_a_worker_lost_between_two_articles_is_replaced(analyst: Analyst) -> None:
    """When an idle worker is killed from outside, the next article is read all the same."""
    os.kill(int(await text_of(analyst, "whoami")), signal.SIGKILL)
    assert await text_of(analyst, "next") == "next"


async def test_a_called_off_reading_frees_the_worker(analyst: Analyst) -> None:
    """Cancelling a reading stops its worker; the next article does not wait for it."""
    analyst = pretend()
    try:
        reading = asyncio.create_task(text_of(analyst, "sleep"))
        await analyst.warm()
        await asyncio.sleep(0.2)
        reading.cancel()
        assert await text_of(analyst, "next") == "next"
        assert reading.cancelled()
    finally:
        await analyst.close()


@pytest.mark.parametrize("model", ["dies while loading", "hangs while loading"])
async def test_a_worker_that_cannot_start_is_told(model: str) -> None:
    """A worker that dies or hangs before it is ready makes a sentence, each time."""
    analyst = pretend(model, seconds=0.1, load_seconds=1.0)
    try:
        for _ in range(2):
            with pytest.raises(AnalystUnavailable, match="cannot be started"):
                await analyst.warm()
    finally:
        await analyst.close()


async def test_closing_ends_readings_and_workers() -> None:
    """After closing, no worker runs, readings in hand end, and new ones are refused."""
    analyst = pretend()
    pid = int(await text_of(analyst, "whoami"))
    reading = asyncio.create_task(text_of(analyst, "spin"))
    await asyncio.sleep(0.3)
    await analyst.close()
    await analyst.close()
    with pytest.raises(AnalystUnavailable):
        await reading
    with pytest.raises(AnalystUnavailable):
        await analyst.warm()
    assert not alive(pid)


async def test_closing_while_a_worker_starts() -> None:
    """Whoever waits for the model is told, and nothing is left to be noticed later."""
    analyst = pretend("hangs while loading")
    warming = asyncio.create_task(analyst.warm())
    await asyncio.sleep(0.3)
    await analyst.close()
    with pytest.raises(AnalystUnavailable):
        await warming


async def test_closing_before_any_reading_starts_nothing() -> None:
    """An analyst that was never asked has no process to stop."""
    before = set(multiprocessing.active_children())
    await pretend().close()
    assert set(multiprocessing.active_children()) <= before


async def test_workers_do_not_know_the_tokens(
    analyst: Analyst, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that reads hostile files has no secrets in its environment."""
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-invented")
    names = (await text_of(analyst, "environment")).split()
    assert "PATH" in names
    assert "SLACK_BOT_TOKEN" not in names


def alive(pid: int) -> bool:
    """Tell whether a process runs (one that ended and waits to be noticed does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


PARENT = """
import asyncio, sys
sys.path[:0] = [{root!r}, {tests!r}]
import pretend_work
from bot.articles.analyst import Analyst

async def main():
    analyst = Analyst(start=pretend_work.start, job=pretend_work.work)
    await analyst.read("a.txt", b"tell {mark}")

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_no_worker_outlives_its_parent(tmp_path: Path, number: int) -> None:
    """However the parent is killed, its worker is gone soon after."""
    mark, script = tmp_path / "pid", tmp_path / "parent.py"
    script.write_text(PARENT.format(root=str(ROOT), tests=str(ROOT / "tests"), mark=mark))
    with subprocess.Popen([sys.executable, str(script)], stderr=subprocess.DEVNULL) as parent:  # noqa: S603 - our own script
        wait_until(lambda: mark.exists() and mark.read_text() != "")
        worker = int(mark.read_text())
        assert alive(worker)
        parent.send_signal(number)
        parent.wait(20)
    wait_until(lambda: not alive(worker))


def wait_until(condition: object) -> None:
    """Wait for what is sure to come; give up after a generous time."""
    assert callable(condition)
    for _ in range(600):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it did not come to pass")


def test_the_main_process_stays_free_of_heavy_libraries() -> None:
    """Importing analyst and ingestion loads neither the model's library nor any parser."""
    code = (
        "import sys, bot.articles.analyst, bot.articles.ingest;"
        "heavy = {'spacy', 'thinc', 'numpy', 'trafilatura', 'lxml', 'yaml', 'markdown_it',"
        " 'charset_normalizer'};"
        "sys.stdout.write(', '.join(sorted(heavy & set(sys.modules))))"
    )
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "")


def test_the_version_tells_models_apart() -> None:
    """Another model makes known files worth reading again; the same one does not."""
    assert code_version(None) == code_version(None) != code_version("other")


def test_whatever_a_module_of_nlp_says_an_article_is_read_again_when_it_changes() -> None:
    """Rules lie in rooms below nlp/, some two folders deep."""
    modules = set((Path(__file__).parents[1] / "nlp").rglob("*.py"))
    assert modules <= set(read_by())


@pytest.mark.model
async def test_a_real_article_through_the_real_worker() -> None:
    """Read, analysed and sent back in one job; the contact line holds no finding."""
    analyst = Analyst()
    data = (ROOT / "tests" / "articles" / "harbor.txt").read_bytes()
    try:
        article, analysis = await analyst.read("harbor.txt", data)
        with pytest.raises(ArticleRefused, match="empty"):
            await analyst.read("empty.txt", b"")
    finally:
        await analyst.close()
    quotes = [content.words for found in analysis.attributions for content in found.contents]
    assert any("The quay will not mend itself" in words for words in quotes)
    foot = article.text.index("Ilse Varga can be reached")
    assert all(content.end <= foot for found in analysis.attributions for content in found.contents)


@pytest.mark.model
async def test_a_missing_model_is_told_by_name() -> None:
    """A model that is not installed gives the sentence that says what to install."""
    analyst = Analyst(model="no_such_model_here")
    try:
        with pytest.raises(AnalystUnavailable, match="no_such_model_here"):
            await analyst.warm()
    finally:
        await analyst.close()
