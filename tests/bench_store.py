"""How fast the store answers: python tests/bench_store.py [CLAIMS] [FOLDER].

Builds a SQLite store of that many invented claims with realistic skew (kept in FOLDER, to
be used again), then prints p50 and p99 in milliseconds of typical questions, reading
alone and while articles are stored.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from store_samples import Said, make

from bot.store import SqlStore, open_store
from handlers.newsroom import Claim, ClaimKind, ParsedArticle
from handlers.ports import Question

PER_ARTICLE = 20
ROUNDS = 200
DRAW = random.Random(5)  # noqa: S311 - invented articles, the same in each run


class Skewed:
    """Names of which the first are drawn most often: the n-th with weight 1/n."""

    def __init__(self, prefix: str, size: int) -> None:
        self.names = [f"{prefix}{number}" for number in range(size)]
        self._weights = list(accumulate(1 / number for number in range(1, size + 1)))

    def some(self, count: int) -> list[str]:
        """So many of them, doubles possible."""
        return DRAW.choices(self.names, cum_weights=self._weights, k=count)


WORDS = Skewed("word", 30_000)
TOPICS = Skewed("topic", 20)
ENTITIES = Skewed("Country", 300)
SPEAKERS = Skewed("Speaker ", 5_000)
OUTLETS = Skewed("Outlet ", 100)
KINDS = [ClaimKind.STATEMENT, ClaimKind.STATEMENT, ClaimKind.QUOTE, *ClaimKind]
FIRST_DAY = date(2015, 1, 1)


def invented(number: int) -> tuple[ParsedArticle, tuple[Claim, ...]]:
    """An article of twenty claims."""
    said = [
        Said(
            words=" ".join(WORDS.some(39)),
            kind=DRAW.choice(KINDS),
            speakers=tuple(set(SPEAKERS.some(1))),
            entities=tuple(set(ENTITIES.some(3))),
            topics=tuple(set(TOPICS.some(2))),
        )
        for _ in range(PER_ARTICLE)
    ]
    return make(
        f"article{number}",
        *said,
        headline=" ".join(WORDS.some(9)),
        outlet=OUTLETS.some(1)[0],
        day=FIRST_DAY + timedelta(days=DRAW.randrange(3650)),
    )


async def fill(store: SqlStore, articles: int) -> None:
    """Store articles up to that number, and say how fast it went."""
    there = (await store.coverage()).articles
    began = time.perf_counter()
    for number in range(there, articles):
        parsed, claims = invented(number)
        await store.put(parsed, claims, article_id=parsed.source, fetched=datetime.now(UTC))
    if took := articles > there and time.perf_counter() - began:
        say(f"stored {(articles - there) / took:.0f} articles a second")


def questions() -> dict[str, Callable[[], Question]]:
    """Typical questions, drawn anew each time."""

    def common(number: int = 30) -> str:
        return f"word{DRAW.randrange(number)}"

    return {
        "all": Question,
        "topic": lambda: Question(topics=tuple(TOPICS.some(1))),
        "topic + country": lambda: Question(
            topics=tuple(TOPICS.some(1)), entities=tuple(ENTITIES.some(1))
        ),
        "topic + two countries": lambda: Question(
            topics=tuple(TOPICS.some(1)), entities=tuple(set(ENTITIES.some(2)))
        ),
        "rare topic + rare country": lambda: Question(
            topics=(f"topic{DRAW.randrange(10, 20)}",),
            entities=(f"Country{DRAW.randrange(100, 300)}",),
        ),
        "speaker": lambda: Question(speakers=tuple(SPEAKERS.some(1))),
        "speaker + word": lambda: Question(speakers=tuple(SPEAKERS.some(1)), words=(common(300),)),
        "three kinds of a country": lambda: Question(
            kinds=(ClaimKind.QUOTE, ClaimKind.STATEMENT, ClaimKind.POSITION),
            entities=tuple(ENTITIES.some(1)),
        ),
        "two common words": lambda: Question(words=(common(), common())),
        "two rare words": lambda: Question(
            words=(f"word{DRAW.randrange(500, 30_000)}", f"word{DRAW.randrange(500, 30_000)}")
        ),
        "a word of a month": lambda: Question(
            words=(common(300),), since=date(2020, 3, 1), until=date(2020, 3, 31)
        ),
        "country as of a day": lambda: Question(
            entities=tuple(ENTITIES.some(1)), as_of=date(2016, 6, 1)
        ),
        "five words (a sentence)": lambda: Question(words=tuple(WORDS.some(5))),
        "topic stored lately": lambda: Question(topics=tuple(TOPICS.some(1)), after=LATELY),
        "words stored lately": lambda: Question(words=(common(),), after=LATELY),
    }


LATELY = 0


async def measure(ask: Callable[[], Awaitable[object]]) -> str:
    """p50 and p99 of so many rounds."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await ask()
        took.append(1000 * (time.perf_counter() - began))
    took.sort()
    return f"{took[len(took) // 2]:8.2f} {took[int(len(took) * 0.99)]:8.2f}"


async def deep(store: SqlStore) -> None:
    """A page far down."""
    page = await store.search(Question(topics=("topic0",), limit=1000))
    await store.search(Question(topics=("topic0",), page=page.next))


async def ask_all(store: SqlStore) -> None:
    """Every question, and the other readings."""
    for name, draw in questions().items():
        line = await measure(lambda draw=draw: store.search(draw()))  # type: ignore[misc] # bound at once
        say(f"{name:28}{line}")
    by_word = Question(words=("word9",))
    others: dict[str, Callable[[], Awaitable[object]]] = {
        "a page far down": lambda: deep(store),
        "articles by word": lambda: store.articles(by_word),
        "coverage": store.coverage,
        "known speakers": store.known_speakers,
    }
    for name, ask in others.items():
        say(f"{name:28}{await measure(ask)}")


async def main(claims: int, folder: Path) -> None:
    """Fill, ask, ask while storing."""
    global LATELY
    url = f"sqlite:///bench-{claims}.db"
    store = await open_store(url, folder)
    await fill(store, claims // PER_ARTICLE)
    LATELY = await store.sequence() - 1000
    await store.close()
    began = time.perf_counter()
    store = await open_store(url, folder)
    await store.search(Question(topics=("topic0",)))
    say(f"opened, first answer after {time.perf_counter() - began:.2f} s\n{'':28}     p50      p99")
    await ask_all(store)
    say("while articles are stored")
    number = claims
    done = asyncio.Event()

    async def keep_storing() -> None:
        nonlocal number
        while not done.is_set():
            parsed, found = invented(number)
            marked = replace(parsed, source=f"extra{time.time_ns()}")
            await store.put(marked, found, article_id=marked.source, fetched=datetime.now(UTC))
            number += 1

    storing = asyncio.create_task(keep_storing())
    await ask_all(store)
    done.set()
    await storing
    await store.close()


def say(line: str) -> None:
    """To the terminal, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    where = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    asyncio.run(main(size, where))
