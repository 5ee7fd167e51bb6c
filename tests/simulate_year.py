"""A year of digests through planning and sending: python tests/simulate_year.py [DAYS] [CADENCE …].

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
from zoneinfo import ZoneInfo

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from deaf_platform import DeafPlatform
from fakes import FixedClock
from test_handlers_digest_year import CADENCES, OFF, STEP, ZONES, walked

from bot.store import open_store
from handlers.digests.planning import plan_due
from handlers.digests.sending import send_due
from handlers.newsroom import Channel, Platform
from handlers.ports import World
from handlers.reply import Reply
from handlers.subscribed import Cadence, Subscription
from handlers.subscriptions.cadence import next_run

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
APIA_LEFT_OUT = datetime(2011, 12, 29, tzinfo=UTC), datetime(2012, 1, 1, tzinfo=UTC)
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


def changes(
    zones: Iterable[str], begin: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """The days on which clocks are changed somewhere, each stretch with a day on either side."""
    found = list[tuple[datetime, datetime]]()
    for number in range((end - begin).days):
        day = begin + number * DAY
        if any(
            day.astimezone(ZoneInfo(each)).utcoffset()
            != (day + DAY).astimezone(ZoneInfo(each)).utcoffset()
            for each in zones
        ):
            first, last = max(begin, day - DAY), min(end, day + 2 * DAY)
            if found and first <= found[-1][1]:
                first = found.pop()[0]
            found.append((first, last))
    return found


async def lived(
    cadences: Mapping[str, Cadence], zones: Iterable[str], begin: datetime, end: datetime
) -> Outcome:
    """The same in a folder of its own."""
    with TemporaryDirectory() as temporary:
        return await simulate(cadences, zones, begin, end, Path(temporary))


async def main(days: int, names: list[str]) -> None:
    """A year from the first of January, or so many days of it.

    The hourly cadence is lived through where clocks are changed, and on the day that Apia left
    out; named, through all of the time.
    """
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    end = begin + timedelta(days=days)
    cadences = {
        name: each
        for name, each in CADENCES.items()
        if name in names or (not names and name != "hourly")
    }
    began = time.perf_counter()
    outcome = await lived(cadences, ZONES, begin, end)
    _say(f"{days} days, {len(ZONES)} zones, {', '.join(cadences)}: {outcome}", began)
    if names:
        return
    hourly = {"hourly": CADENCES["hourly"]}
    stretches = [(each, ZONES) for each in changes(ZONES, begin, end)]
    for (first, last), zones in (*stretches, (APIA_LEFT_OUT, ("Pacific/Apia",))):
        outcome = await lived(hourly, zones, first, last)
        _say(f"{first:%d %b} to {last:%d %b %Y}, hourly: {outcome}", began)


def _say(line: str, began: float) -> None:
    sys.stdout.write(f"{line}; {time.perf_counter() - began:.0f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else 365, sys.argv[2:]))
