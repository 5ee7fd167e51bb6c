"""A year of digests through planning, outbox and sending: python tests/simulate_year.py [DAYS].

Every cadence in eight zones over a real SQLite store, with a clock that is set from quarter to
quarter of an hour. What is posted is held against wall clocks that are simply walked through:
missed are runs that nobody was told of, doubled those that were told twice, early and late
what was not posted within the quarter of its wall time.
"""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from deaf_platform import DeafPlatform
from fakes import FixedClock
from test_handlers_digest_year import CADENCES, OFF, STEP, ZONES, walked

from bot.store import open_store
from handlers.cadence import next_run
from handlers.digests import plan_due
from handlers.newsroom import Channel, Platform
from handlers.ports import World
from handlers.reply import Reply
from handlers.sending import send_due
from handlers.subscribed import Cadence, Subscription

HOUR = timedelta(hours=1)
AFTER = timedelta(seconds=2)  # how long after the quarter the bot looks


class Board:
    """Keeps when what was posted."""

    def __init__(self, clock: FixedClock) -> None:
        self._clock = clock
        self.posts: defaultdict[str, list[datetime]] = defaultdict(list)

    def take(self, channel: Channel, _reply: Reply) -> str:
        """Keep it."""
        self.posts[channel.id].append(self._clock.now())
        return f"m{channel.id}-{len(self.posts[channel.id])}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many runs there were, and how many went wrong."""

    runs: int
    missed: int
    doubled: int
    early: int
    late: int

    def __str__(self) -> str:
        return (
            f"{self.runs} runs: {self.missed} missed, {self.doubled} doubled, "
            f"{self.early} early, {self.late} late"
        )


async def simulate(
    cadences: Mapping[str, Cadence],
    zones: Iterable[str],
    begin: datetime,
    end: datetime,
    folder: Path,
    *,
    restless: random.Random | None = None,
) -> Outcome:
    """Live through the time from `begin` to `end`, quarter by quarter.

    With `restless` somebody sets the clock an hour forward now and then, and back again:
    then a run may come an hour early, and how often it came is all that is judged.
    """
    clock = FixedClock(begin)
    store, board = await open_store("sqlite:///year.db", folder), Board(clock)
    world = World(store=store, clock=clock, holidays=OFF)
    wanted = {
        f"{name} in {zone}": replace(cadence, zone=zone)
        for name, cadence in cadences.items()
        for zone in zones
    }
    for name, cadence in wanted.items():
        before = begin - timedelta(seconds=1)
        await store.subscribe(
            Subscription(
                number=0,
                channel=Channel(platform=Platform.SLACK, workspace="T1", id=name),
                person="U1",
                query="claims harbour",
                cadence=cadence,
                created=before,
                due=next_run(cadence, before, OFF).at,
            )
        )
    now = begin
    while now < end:
        ahead = restless and now + HOUR < end and restless.randrange(12) == 0
        for moment in (now + HOUR, now) if ahead else (now,):
            clock.set(moment + AFTER)
            if await store.due(clock.now()):
                await plan_due(world)
                await send_due(world, {Platform.SLACK: DeafPlatform(board.take)}, "one")
        now += STEP
    await store.close()
    return _counted(wanted, board, begin, end) if restless else _judged(wanted, board, begin, end)


def _counted(
    wanted: Mapping[str, Cadence], board: Board, begin: datetime, end: datetime
) -> Outcome:
    runs = missed = doubled = 0
    for name, cadence in wanted.items():
        first = next_run(cadence, begin - timedelta(seconds=1), OFF).at
        expected = sum(each >= first for each in walked(cadence, begin, end))
        posted = len(board.posts[name])
        runs += expected
        missed += max(expected - posted, 0)
        doubled += max(posted - expected, 0)
    return Outcome(runs=runs, missed=missed, doubled=doubled, early=0, late=0)


def _judged(wanted: Mapping[str, Cadence], board: Board, begin: datetime, end: datetime) -> Outcome:
    runs = missed = doubled = early = late = 0
    for name, cadence in wanted.items():
        first = next_run(cadence, begin - timedelta(seconds=1), OFF).at
        expected = [each for each in walked(cadence, begin, end) if each >= first]
        posted = Counter(each - AFTER for each in board.posts[name])
        runs += len(expected)
        doubled += sum(number - 1 for number in posted.values())
        missed += len(set(expected) - posted.keys())
        for each in posted.keys() - set(expected):
            before = [one for one in expected if one < each]
            early += not before
            late += bool(before)
    return Outcome(runs=runs, missed=missed, doubled=doubled, early=early, late=late)


async def main(days: int) -> None:
    """A year from the first of January, or so many days of it; all cadences but the hourly."""
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    cadences = {name: each for name, each in CADENCES.items() if name != "hourly"}
    began = time.perf_counter()
    with TemporaryDirectory() as temporary:
        end = begin + timedelta(days=days)
        outcome = await simulate(cadences, ZONES, begin, end, Path(temporary))
    seconds = time.perf_counter() - began
    sys.stdout.write(f"{days} days, {len(ZONES)} zones: {outcome}; {seconds:.0f} s\n")


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else 365))
