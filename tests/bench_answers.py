"""How fast people are answered: python tests/bench_answers.py [CLAIMS …] [--folder FOLDER].

Builds a SQLite store of each size from invented articles with realistic skew (kept in
FOLDER, to be used again), then prints p50 and p99 in milliseconds from Request to Reply of
typical questions, reading alone and while articles are stored. On a busy machine the
processor's time beside it says more; while articles are stored it holds that work too.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate, islice
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from fakes import FixedClock
from sqlalchemy import Connection
from store_samples import Said, make

from bot.memory import settle
from bot.store import SqlStore, open_store
from bot.store.articles.writing import put
from bot.store.database.dialect import Dialect
from handlers.commands import answer
from handlers.newsroom import Article, Channel, Claim, ClaimKind, ParsedArticle, Platform, Request
from handlers.ports import World
from handlers.record.vocabulary import work_out
from handlers.reply import Reply
from nlp import countries
from nlp.analysis import Figure, Measure, MeasureStatus
from nlp.topics import SHIPPED

PER_ARTICLE = 20
AT_ONCE = 250  # articles in one transaction while a store is filled
ROUNDS = 200
NOW = datetime(2025, 2, 1, tzinfo=UTC)
FIRST_DAY = date(2015, 1, 1)
SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za", "dri", "fel", "gor", "hin")
KINDS = [ClaimKind.STATEMENT, ClaimKind.STATEMENT, ClaimKind.QUOTE, *ClaimKind]


class Skewed:
    """Names of which the first are drawn most often: the n-th with weight 1/n."""

    def __init__(self, names: list[str], draw: random.Random) -> None:
        self.names = names
        self._draw = draw
        self._weights = list(accumulate(1 / number for number in range(1, len(names) + 1)))

    def some(self, count: int) -> list[str]:
        """So many of them, doubles possible."""
        return self._draw.choices(self.names, cum_weights=self._weights, k=count)

    def one(self) -> str:
        """One of them."""
        return self.some(1)[0]


def spoken(number: int) -> str:
    """A word that no language has, the same for the same number."""
    word = ""
    while number or len(word) < 4:
        number, rest = divmod(number, len(SYLLABLES))
        word += SYLLABLES[rest]
    return word


class Press:
    """A press that prints the same invented articles in every run."""

    def __init__(self, seed: int) -> None:
        self.draw = draw = random.Random(seed)  # noqa: S311 - invented, and the same each time
        people = [f"{spoken(n * 7 + 40).title()} {spoken(n + 900).title()}" for n in range(5_000)]
        self.words = Skewed([spoken(number) for number in range(30_000)], draw)
        self.topics = Skewed([topic.key for topic in SHIPPED.every], draw)
        self.countries = Skewed(sorted(countries.names(), key=len)[:200], draw)
        self.people = Skewed(people, draw)
        self.outlets = Skewed([f"{spoken(n + 50).title()} Herald" for n in range(100)], draw)

    def article(self, number: int) -> tuple[ParsedArticle, tuple[Claim, ...]]:
        """An article of twenty claims."""
        said = [
            Said(
                words=" ".join(self.words.some(39)),
                kind=self.draw.choice(KINDS),
                speakers=(self.people.one(),),
                entities=tuple(dict.fromkeys(self.countries.some(3))),
                topics=tuple(dict.fromkeys(self.topics.some(2))),
            )
            for _ in range(PER_ARTICLE)
        ]
        parsed, claims = make(
            f"article{number}",
            *said,
            headline=" ".join(self.words.some(9)),
            outlet=self.outlets.one(),
            day=FIRST_DAY + timedelta(days=self.draw.randrange(3650)),
        )
        return parsed, tuple(map(self._detailed, claims))

    def _detailed(self, claim: Claim) -> Claim:
        """Measures and figures of the countries that their claims carry."""
        finding, names = claim.finding, (*claim.entities, None)
        if isinstance(finding, Measure):
            told = replace(
                finding,
                imposer=names[0],
                targets=tuple(claim.entities[1:2]),
                goods=self.words.one(),
                rate=Decimal(self.draw.randrange(1, 60)),
                status=self.draw.choice(list(MeasureStatus)),
            )
            return replace(claim, finding=told, speakers=())
        if isinstance(finding, Figure):
            counted = replace(
                finding,
                concept="trade deficit",
                subject=names[0],
                period="2024",
                value=Decimal(int(claim.id[-6:], 16)),  # each its own, so that none is a copy
                upper=None,
            )
            return replace(claim, finding=counted, speakers=())
        return claim


def questions(press: Press, long_line: str) -> dict[str, Callable[[], str]]:
    """Typical lines, drawn anew each time."""
    words, people, places = press.words, press.people, press.countries

    def rare() -> str:
        return words.names[press.draw.randrange(2_000, 30_000)]

    def common() -> str:
        return words.names[press.draw.randrange(20)]

    def dated() -> str:
        return f"/claims {common()} since:2020-03-01 until:2020-03-31"

    return {
        "topic + country": lambda: f"/{press.topics.one()} {places.one()}",
        "topic alone": lambda: f"/{press.topics.one()}",
        "speaker + word": lambda: f"/quotes {people.one()} {common()}",
        "two rare words": lambda: f"/claims {rare()} {rare()}",
        "two very common words": lambda: f"/claims {common()} {common()}",
        "a word of a month": dated,
        "figures of a country": lambda: f"/figures {places.one()}",
        "plain question": lambda: f"what did {people.one()} say about {common()}?",
        "a page far down": lambda: long_line,
        "/who": lambda: f"/who {people.one()}",
        "/ledger": lambda: f"/ledger {places.one()}",
        "/compare": lambda: (
            f"/compare {places.names[0]} {places.names[press.draw.randrange(1, 9)]}"
        ),
        "/changed": lambda: f"/changed {places.one()}",
        "/check of a sentence": lambda: f'/check "{" ".join(words.some(12))}"',
        "/timeline": lambda: f"/timeline {places.one()}",
    }


def _put_all(
    conn: Connection, dialect: Dialect, made: list[tuple[ParsedArticle, tuple[Claim, ...]]]
) -> None:
    """Store articles in the transaction at hand."""
    for parsed, claims in made:
        digest = hashlib.sha256(parsed.text.encode()).hexdigest()
        article = Article(id=parsed.source, version=1, digest=digest, fetched=NOW, parsed=parsed)
        claims = tuple(replace(claim, article_id=article.id) for claim in claims)
        put(conn, dialect, article, claims)


def _hold_more(conn: Connection) -> None:
    """Articles come in no order: each touches pages all over the indexes."""
    conn.exec_driver_sql("PRAGMA cache_size = -1000000")


async def fill(store: SqlStore, articles: int) -> None:
    """Store articles up to that number, and say how fast it went."""
    there, press = (await store.coverage()).articles, Press(5)
    if there >= articles:
        return
    began = time.perf_counter()
    numbers = iter(range(articles))
    await store._write(_hold_more)
    while some := list(islice(numbers, AT_ONCE)):
        made = [press.article(number) for number in some]
        if some[-1] >= there:
            await store._write(_put_all, store._dialect, made)
    if articles > there:
        say(f"stored {(articles - there) / (time.perf_counter() - began):.0f} articles a second")


async def far_down(world: World, line: str) -> str:
    """The line of a page some way behind the first."""
    for _ in range(20):
        reply = await ask(line, world)
        more = next((each for each in reply.actions if each.name == "more"), None)
        if more is None:
            break
        line = f"{more.command} page:{more.page}"
    return line


async def ask(line: str, world: World) -> Reply:
    """One answer, as a person gets it."""
    channel = Channel(platform=Platform.CONSOLE, workspace="bench", id="bench")
    return await answer(Request(text=line, channel=channel, person="bench", zone="UTC"), world)


async def ask_all(world: World) -> None:
    """Every question so many times: p50 and p99."""
    press = Press(11)
    lines = questions(press, await far_down(world, f"/{SHIPPED.every[0].key}"))
    say(f"{'':24}{'p50':>9}{'p99':>9}{'cpu p50':>9}{'cpu p99':>9}")
    for name, draw in lines.items():
        took, worked = list[float](), list[float]()
        for _ in range(ROUNDS):
            line = draw()
            began, before = time.perf_counter(), time.process_time()
            reply = await ask(line, world)
            worked.append(1000 * (time.process_time() - before))
            took.append(1000 * (time.perf_counter() - began))
            if reply.refused:
                say(f"{name}: {reply.headline}")
                break
        else:
            say(f"{name:24}{''.join(map(_middle_and_end, (took, worked)))}")


def _middle_and_end(times: list[float]) -> str:
    """p50 and p99, as columns."""
    times = sorted(times)
    return f"{times[len(times) // 2]:9.2f}{times[int(len(times) * 0.99)]:9.2f}"


def extra() -> Iterator[tuple[ParsedArticle, tuple[Claim, ...]]]:
    """Articles that no store holds yet."""
    press, number = Press(time.time_ns()), time.time_ns()
    while True:
        number += 1
        yield press.article(number)


async def measure(claims: int, folder: Path) -> None:
    """Fill, open, ask, and ask while storing."""
    url = f"sqlite:///answers-{claims}.db"
    say(f"\n{claims:,} claims")
    store = await open_store(url, folder)
    await fill(store, claims // PER_ARTICLE)
    await store.close()
    began = time.perf_counter()
    store = await open_store(url, folder)
    world = World(store=store, clock=FixedClock(NOW))
    store.lookout.prepare = lambda book: work_out(book, world.topics)
    await ask("/tariffs china", world)
    say(f"opened, first answer after {time.perf_counter() - began:.2f} s")
    settle()  # as the bot does when it has begun
    await ask_all(world)
    say("while articles are stored")
    articles, done = list(islice(extra(), 2_000)), asyncio.Event()

    async def keep_storing() -> None:
        while not done.is_set() and articles:
            await store._write(_put_all, store._dialect, [articles.pop()])

    storing = asyncio.create_task(keep_storing())
    await ask_all(world)
    done.set()
    await storing
    await store.close()


def say(line: str) -> None:
    """To the terminal, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="*", type=int, default=[10_000])
    parser.add_argument("--folder", type=Path, default=None)
    given = parser.parse_args()
    where = given.folder or Path(tempfile.mkdtemp())
    for size in given.claims:
        asyncio.run(measure(size, where))
