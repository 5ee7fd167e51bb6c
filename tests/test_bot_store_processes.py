"""Several processes on one database, and processes that end in the middle of their work."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import postgres
import pytest
from store_child import NOW, PER_ARTICLE, sample
from store_samples import CHANNEL, delivery, store_one, subscription

from bot.store import SqlStore, open_store
from handlers.ports import Outcome, Question
from handlers.subscribed import DeliveryState

CHILD = Path(__file__).with_name("store_child.py")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """A new database of each kind."""
    return "sqlite:///store.db" if request.param == "sqlite" else postgres.database()


@asynccontextmanager
async def opened(url: str, folder: Path) -> AsyncIterator[SqlStore]:
    """A store on that database, closed in any case."""
    one = await open_store(url, folder)
    try:
        yield one
    finally:
        await one.close()


@pytest.fixture
async def store(url: str, tmp_path: Path) -> AsyncIterator[SqlStore]:
    """A store on the new database."""
    async with opened(url, tmp_path) as one:
        yield one


def start(work: str, url: str, folder: Path) -> subprocess.Popen[str]:
    """A child process at that work on that database."""
    command = [sys.executable, str(CHILD), work, url, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own


def finish(child: subprocess.Popen[str]) -> list[str]:
    """What a child said, once it has ended."""
    out, _ = child.communicate(timeout=60)
    assert child.returncode == 0
    return out.split()


def kill_at_work(child: subprocess.Popen[str], pause: float) -> int:
    """End a child with SIGKILL a moment after a line of its; how far it was."""
    assert child.stdout is not None
    number = int(child.stdout.readline())
    time.sleep(pause)
    child.kill()
    rest = child.communicate()[0].split()
    return int(rest[-1]) if rest else number


async def test_killed_while_storing_only_whole_articles_are_there(url: str, tmp_path: Path) -> None:
    """After each of several kills: no half article, all indexes of one mind, storing goes on."""
    pauses = random.Random(7)  # noqa: S311 - any moments will do
    most = 0
    for _ in range(2):
        done = kill_at_work(start("put", url, tmp_path), pauses.uniform(0, 0.3))
        async with opened(url, tmp_path) as store:
            found = (await store.search(Question(words=("common",), limit=100_000))).found
            per_article = Counter(held.article.id for held in found)
            assert set(per_article.values()) == {PER_ARTICLE}
            # All that the child told of is there, and at most one article more.
            most = max(most, done + 2)
            assert done + 1 <= len(per_article) <= most
            for held in found:
                words = held.claim.span
                assert held.article.parsed.text[words.start : words.end] == words.words
            by_entity = await store.search(Question(entities=("E",), limit=100_000))
            assert by_entity.found == found
            assert (await store.known_entities())[0].claims == len(found)
            assert {version async for version in exchanged(store, per_article)} == {True}


async def exchanged(store: SqlStore, article_ids: Iterable[str]) -> AsyncIterator[bool]:
    """Whether each article can be given its other version, with the claims of that one."""
    for article_id in article_ids:
        article = await store.article(article_id)
        assert article is not None
        other = 1 if article.parsed.headline == "version 0" else 0
        stored = await store_one(store, sample(int(article_id[1:]), other), article_id)
        yield stored.outcome is Outcome.UPDATED


async def test_two_processes_never_lease_the_same_delivery(
    url: str, store: SqlStore, tmp_path: Path
) -> None:
    """Sixty deliveries, two senders: each is taken once, none is left."""
    for number in range(60):
        channel = replace(CHANNEL, id=f"C{number}")
        kept = await store.subscribe(subscription(NOW, channel=channel))
        assert await store.plan(delivery(kept, f"k{number}"), NOW + timedelta(days=1), 1)
    children = [start("lease", url, tmp_path) for _ in range(2)]
    taken = [key for child in children for key in finish(child)]
    assert sorted(taken) == sorted(f"k{number}" for number in range(60))
    for number in range(1, 61):
        (row,) = await store.deliveries(number)
        assert (row.state, row.attempts) == (DeliveryState.SENT, 1)


async def test_two_processes_never_plan_the_same_run(
    url: str, store: SqlStore, tmp_path: Path
) -> None:
    """Ten daily subscriptions over a week, two planners: a row a day each, none twice."""
    for _ in range(10):
        await store.subscribe(subscription(NOW))
    children = [start("plan", url, tmp_path) for _ in range(2)]
    planned = [key for child in children for key in finish(child)]
    assert len(planned) == len(set(planned)) == 70
    for number in range(1, 11):
        rows = await store.deliveries(number)
        assert [row.local_date.day for row in rows] == list(range(10, 17))
