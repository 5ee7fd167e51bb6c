"""How long 2,000 digests due in one minute take: python tests/bench_digests.py [NUMBER].

Invented articles in a SQLite store of its own; each subscription asks its own question, and
posting is a fake that only renders the message, so that what is measured is ours.
"""

from __future__ import annotations

import asyncio
import random
import resource
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from deaf_platform import DeafPlatform
from fakes import FixedClock
from trade_wire import Story

from bot.platforms.slack.blocks import render
from bot.store import open_store
from handlers.digests.planning import plan_due
from handlers.digests.sending import send_due
from handlers.newsroom import Channel, Platform
from handlers.ports import World
from handlers.reply import Reply
from handlers.subscribed import Cadence, Subscription
from handlers.subscriptions.cadence import next_run
from nlp.analysis import MeasureStatus

ARTICLES, LATER = 2_000, 200
START = datetime(2025, 8, 1, 6, tzinfo=UTC)
GOODS = ("steel", "copper", "tea", "tin", "timber", "cars", "chips", "wheat", "soybeans", "toys")
PEOPLE = ("Ada Quill", "Odo Fenn", "Petra Lind", "Ines Harrow", "Lew Marsh", "Tove Okker")
WORDS = ("port", "winter", "deal", "harbour", "talks", "crane", "union", "budget", "grain", "truck")


class Sink:
    """Renders what is posted and forgets it."""

    def __init__(self, number: int) -> None:
        self.posts = self.characters = 0
        self.every = max(number // 4, 1)
        self.resident: list[int] = []

    def take(self, channel: Channel, reply: Reply) -> str:
        """Render it."""
        self.posts += 1
        self.characters += len(render(reply).text)
        if self.posts % self.every == 0:
            self.resident.append(resident())
        return f"{channel.id}-{self.posts}"


def story(number: int, chance: random.Random) -> Story:
    """An invented story of four findings."""
    one = Story(f"story {number}", date(2025, 7, 1 + number % 28), f"Outlet {number % 7}")
    status = chance.choice(list(MeasureStatus))
    one.tariff(status, chance.randrange(1, 60), goods=chance.choice(GOODS))
    one.figure(f"{chance.randrange(1, 99)}.{number % 10}", concept=chance.choice(WORDS))
    for _ in range(2):
        words = " ".join(chance.choices(WORDS, k=9))
        one.quote(chance.choice(PEOPLE), f"The {words} in round {number}")
    return one


def resident() -> int:
    """Megabytes of memory that this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() >> 20


async def measure(number: int, folder: Path) -> None:
    """Store, subscribe, let some news come in, then plan and send all that is due."""
    chance = random.Random(5)  # noqa: S311 - any stories will do
    store, clock, sink = (
        await open_store("sqlite:///bench.db", folder),
        FixedClock(START),
        Sink(number),
    )
    world = World(store=store, clock=clock)
    for each in range(ARTICLES):
        await story(each, chance).keep(store, START)
    cadence = Cadence(times=(START.time().replace(hour=8, minute=30),), zone="UTC")
    seen = await store.sequence()
    for each in range(number):
        query = f"claims {WORDS[each % 10]} {WORDS[each // 10 % 10]}" if each % 3 else "tariffs"
        await store.subscribe(
            Subscription(
                number=0,
                channel=Channel(platform=Platform.SLACK, workspace="T1", id=f"C{each}"),
                person="U1",
                query=query,
                cadence=cadence,
                created=START,
                due=next_run(cadence, START).at,
                seen=seen,
            )
        )
    for each in range(ARTICLES, ARTICLES + LATER):
        await story(each, chance).keep(store, START)
    clock.set(START + timedelta(hours=2, minutes=31))
    before = resident()
    began = time.perf_counter()
    planned = await plan_due(world)
    middle = time.perf_counter()
    sends = (
        send_due(world, {Platform.SLACK: DeafPlatform(sink.take)}, f"s{each}") for each in range(4)
    )
    sent = sum(await asyncio.gather(*sends))
    ended = time.perf_counter()
    quarters = ", ".join(map(str, sink.resident))
    sys.stdout.write(
        f"{planned} planned in {middle - began:.1f} s, {sent} composed and sent in "
        f"{ended - middle:.1f} s; {sink.characters / max(sent, 1):.0f} characters each; "
        f"memory before {before} MB, after each quarter {quarters} MB\n"
    )
    await store.close()


if __name__ == "__main__":
    with TemporaryDirectory() as temporary:
        asyncio.run(measure(int(sys.argv[1]) if sys.argv[1:] else 2_000, Path(temporary)))
