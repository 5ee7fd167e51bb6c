"""A process at work on a store, for tests that need several: python store_child.py WORK URL FOLDER.

It says a line for each thing it has done, so that the test knows how far it is.
"""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from store_samples import Said, delivery, make, store_one

from bot.store import SqlStore, open_store
from handlers.newsroom import Claim, ParsedArticle

NOW = datetime(2025, 6, 10, 6, 30, tzinfo=UTC)
PER_ARTICLE = 12


def sample(number: int, version: int) -> tuple[ParsedArticle, tuple[Claim, ...]]:
    """An article of twelve claims; the second version exchanges half of them."""
    said = [
        Said(words=f"common {number} {at} {version if at % 2 else 'kept'}", entities=("E",))
        for at in range(PER_ARTICLE)
    ]
    return make(f"a{number}", *said, headline=f"version {version}")


async def put(store: SqlStore) -> None:
    """Store articles in two versions each until someone ends this process."""
    for number in range(100_000):
        await store_one(store, sample(number, 0), f"a{number}")
        await store_one(store, sample(number, 1), f"a{number}")
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


async def lease(store: SqlStore) -> None:
    """Take deliveries and send them until none is left."""
    while taken := await store.lease("someone", NOW, timedelta(minutes=1)):
        sys.stdout.write(f"{taken.key}\n")
        await store.sent(taken.key, "m", NOW)


async def plan(store: SqlStore) -> None:
    """Plan whatever is due for a week, as a second planner does the same."""
    for day in range(7):
        for one in await store.due(NOW + timedelta(days=day)):
            key = f"{one.number}-{one.due:%d}"
            due = one.due + timedelta(days=1)
            if await store.plan(delivery(one, key), due, one.seen + 1):
                sys.stdout.write(f"{key}\n")


async def run(work: str, url: str, folder: str) -> None:
    """Open the store, do the work, close it."""
    store = await open_store(url, Path(folder))
    await {"put": put, "lease": lease, "plan": plan}[work](store)
    await store.close()


if __name__ == "__main__":
    asyncio.run(run(*sys.argv[1:]))
