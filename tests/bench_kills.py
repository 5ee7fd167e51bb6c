"""Kills the bot while it sends: python tests/bench_kills.py [KILLS] [PLATFORM …] [long].

Many digests are due; the real process (`python -m bot run`) posts them to a local Slack or a
local Discord and is killed (-9) at random moments, started again, killed again, until all are
sent. Then every message that stands there is counted: lost are digests that stand nowhere,
doubled those that stand twice. First every answer of the platform arrives (as far as the bot
lives to hear it), then one in twenty gets lost after the platform took the message. With `long`
every digest takes several messages.
"""

from __future__ import annotations

import asyncio
import random
import re
import signal
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

if __name__ == "__main__":
    sys.path[:0] = [str(Path(__file__).resolve().parent.parent)]

from bot_process import ROOT, environment
from discord_payloads import GUILD, TOKEN
from discord_rest import Fault
from discord_server import DiscordServer
from slack_server import APP_TOKEN, BOT_TOKEN, Scripted, SlackServer
from trade_wire import Story

from bot.store import open_store
from handlers.newsroom import Channel, Platform
from handlers.subscribed import Cadence, DeliveryState, Subscription
from handlers.subscriptions.cadence import next_run
from nlp.analysis import MeasureStatus

START = datetime(2025, 8, 1, 6, tzinfo=UTC)
DUE = datetime(2025, 8, 1, 7, 30, 2, tzinfo=UTC)
DAY = timedelta(days=1)
OVER_LEASES = timedelta(seconds=70)  # by which the clock is ahead at each start
LATENCY = 0.03  # seconds that the platform takes for an answer
LOST = 20  # one answer in so many, where answers get lost
PATIENCE = 900.0
STARTING, SILENCE = 200, 30  # fifths of a second without any news, at first and then
# Two in a row share a channel; the last one needs several messages.
_QUERIES = ("claims port", "claims nothing at all") * 4 + ("claims port", "claims crane")
_LONG = ("claims crane",)
_FOOTER = re.compile(r"Claimwire ([a-z2-7]{25}(?:-\d+)?)")
LOST_PATH = re.compile("/messages$")
_OPENING = asyncio.Lock()  # a new store is laid out by one at a time
_OPEN = (DeliveryState.DUE, DeliveryState.SENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How many digests are due, and how long the bots live that send them."""

    channels: int = 100
    each: int = 2  # digests in each of these
    life: float = 2.5  # seconds at most from the first post of a life to its end
    long: bool = False  # each takes several messages


class Wire(Protocol):
    """A local platform that the bot posts to."""

    platform: Platform
    workspace: str

    def settings(self) -> dict[str, str]: ...

    def channel(self, number: int) -> str: ...

    def standing(self) -> Iterator[str]:
        """The key of each message that stands somewhere."""
        ...

    def whole(self, key: str) -> bool:
        """Whether all messages of a digest stand there."""
        ...

    def files(self) -> Iterator[tuple[str, str]]:
        """Each file that stands somewhere: of which message, and its name."""
        ...

    def lose(self, chance: random.Random, one_in: int) -> None:
        """Answer from now on after a while, and lose one answer in so many (0: none)."""
        ...


class SlackWire:
    """The local Slack."""

    platform, workspace = Platform.SLACK, "T0NEWS"

    def __init__(self, server: SlackServer) -> None:
        self._server = server
        self.lost = 0
        server.judging = False

    def settings(self) -> dict[str, str]:
        """What points the bot there."""
        return {
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_APP_TOKEN": APP_TOKEN,
            "SLACK_API_URL": self._server.api_url,
        }

    def channel(self, number: int) -> str:
        """An id of a channel."""
        return f"C{number:06d}"

    def standing(self) -> Iterator[str]:
        """By the metadata of what stands in a channel."""
        for messages in self._server.history.values():
            for each in messages:
                if "metadata" in each:
                    yield each["metadata"]["event_payload"]["key"]

    def whole(self, key: str) -> bool:
        """What was left of a part is told in it."""
        parts = {
            each["metadata"]["event_payload"]["key"]: str(each["blocks"])
            for messages in self._server.history.values()
            for each in messages
            if "metadata" in each and each["metadata"]["event_payload"]["key"].startswith(key)
        }
        last = parts.get(f"{key}/{len(parts)}" if len(parts) > 1 else key, "the rest follows")
        return "the rest follows" not in last

    def files(self) -> Iterator[tuple[str, str]]:
        """By what was uploaded into which thread."""
        yield from ((each.thread, each.name) for each in self._server.shown)

    def lose(self, chance: random.Random, one_in: int) -> None:
        """See `Wire`."""

        def fate(method: str) -> Scripted:
            lost = method == "chat.postMessage" and one_in and chance.randrange(one_in) == 0
            self.lost += bool(lost)
            return Scripted(lose=bool(lost), hold=chance.random() * 2 * LATENCY)

        self._server.fate = fate


class DiscordWire:
    """The local Discord, which here knows no nonces: the bot has to look by itself."""

    platform, workspace = Platform.DISCORD, str(GUILD)

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self.lost = 0
        server.judging = server.knows_nonces = False
        server.latency = LATENCY

    def settings(self) -> dict[str, str]:
        """What points the bot there."""
        return {
            "DISCORD_TOKEN": TOKEN,
            "DISCORD_API_URL": self._server.api_url,
            "DISCORD_GATEWAY_URL": self._server.gateway_url,
        }

    def channel(self, number: int) -> str:
        """A number that no other channel has."""
        return str(700_000_000 + number)

    def standing(self) -> Iterator[str]:
        """By the footers of what stands in a channel."""
        for messages in self._server.messages.values():
            for each in messages:
                if found := _FOOTER.search(str(each)):
                    yield found[1]

    def whole(self, key: str) -> bool:
        """The last one has the key, those before have it with a number."""
        parts = {each for each in self.standing() if each.startswith(key)}
        wanted = {key, *(f"{key}-{number}" for number in range(1, len(parts)))}
        return parts == wanted

    def files(self) -> Iterator[tuple[str, str]]:
        """By the attachments of what stands in a channel."""
        for messages in self._server.messages.values():
            for message in messages:
                for each in message["attachments"]:
                    yield message["id"], each["filename"]

    def lose(self, chance: random.Random, one_in: int) -> None:
        """See `Wire`."""

        def fate(method: str, path: str) -> Fault | None:
            posting = method == "POST" and path.endswith("/messages")
            if not (posting and one_in and chance.randrange(one_in) == 0):
                return None
            self.lost += 1
            return Fault(method=method, path=LOST_PATH, after=True)

        self._server.fate = fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What stands there in the end."""

    due: int
    lost: int
    waiting: int
    doubled: int
    unknown: int
    failed: int
    kills: int
    messages: int
    files: int
    files_doubled: int
    answers_lost: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.due} digests in {self.messages} messages with {self.files} files "
            f"({self.files_doubled} doubled), "
            f"{self.kills} kills, {self.answers_lost} answers lost: "
            f"{self.lost} lost, {self.doubled} doubled, {self.unknown} marked unknown, "
            f"{self.failed} failed, {self.waiting} not sent yet; {self.seconds:.0f} s"
        )


class Rehearsal:
    """A data folder with many digests, and the lives of the bots that send them."""

    def __init__(
        self,
        wire: SlackWire | DiscordWire,
        folder: Path,
        chance: random.Random,
        load: Load,
    ) -> None:
        self._load = load
        self._wire = wire
        self._folder = folder
        self._chance = chance
        self._clock = DUE
        self._days = 1
        self.subscriptions = 0
        self.kills = 0

    async def fill(self) -> None:
        """An article or two, and so many daily digests in each of so many channels."""
        channels, each = self._load.channels, self._load.each
        queries = _LONG if self._load.long else _QUERIES
        (self._folder / "none").mkdir()
        async with _OPENING:
            store = await open_store("sqlite:///claimwire.db", self._folder)
        await _article("harbour", 25).keep(store, START)
        await _speech(0).keep(store, START)
        cadence = Cadence(times=(wall(8, 30),), zone="Europe/London")
        for number in range(channels * each):
            channel = Channel(
                platform=self._wire.platform,
                workspace=self._wire.workspace,
                id=self._wire.channel(number // each),
            )
            wanted = Subscription(
                number=0,
                channel=channel,
                person="U1",
                query=queries[number % len(queries)],
                cadence=cadence,
                created=START,
                due=next_run(cadence, START).at,
            )
            await store.subscribe(wanted)
        await store.close()
        self.subscriptions = channels * each

    async def next_day(self) -> None:
        """Another article, and all digests are due again."""
        store = await open_store("sqlite:///claimwire.db", self._folder)
        await _article(f"harbour {self._days}", 25 + self._days).keep(store, self._clock)
        if self._load.long:
            await _speech(self._days).keep(store, self._clock)
        await store.close()
        self._clock = DUE + self._days * DAY
        self._days += 1

    @asynccontextmanager
    async def life(self, end: signal.Signals) -> AsyncIterator[None]:
        """A bot whose clock is ahead of all leases of the last one."""
        none = str(self._folder / "none")
        now = self._clock.isoformat().replace("+00:00", "Z")
        settings = {"CLAIMWIRE_ARTICLES": none, "CLAIMWIRE_NOW": now, **self._wire.settings()}
        began = time.monotonic()
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"),
            cwd=ROOT,
            env=environment(self._folder, settings),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            process.send_signal(end)
            await asyncio.wait_for(process.wait(), 30)
            lived = timedelta(seconds=time.monotonic() - began)
            self._clock = self._clock + lived + OVER_LEASES

    async def kill_one(self) -> None:
        """One life, ended a random while after it began to post."""
        before = sum(1 for _ in self._wire.standing())
        async with self.life(signal.SIGKILL):
            for _ in range(1_000):  # of starting and planning, then of posting
                if sum(1 for _ in self._wire.standing()) > before:
                    break
                await asyncio.sleep(0.02)
            await asyncio.sleep(self._chance.random() * self._load.life)
        self.kills += 1

    def open(self) -> int:
        """Digests that are planned and not ended, and those that are not planned yet."""
        states = self.states()
        ended = sum(number for state, number in states.items() if state not in _OPEN)
        return self._days * self.subscriptions - ended

    def states(self) -> dict[DeliveryState, int]:
        """How many deliveries are in each state."""
        with sqlite3.connect(f"file:{self._folder / 'claimwire.db'}?mode=ro", uri=True) as conn:
            rows = conn.execute("SELECT state, count(*) FROM deliveries GROUP BY state").fetchall()
        return {DeliveryState(state): number for state, number in rows}

    async def finish(self) -> None:
        """Lives in peace until all is sent or given up."""
        until = time.monotonic() + PATIENCE
        while self.open() and time.monotonic() < until:
            async with self.life(signal.SIGTERM):
                last, quiet, longest = self.open(), 0, STARTING
                while last and quiet < longest:
                    await asyncio.sleep(0.2)
                    now = self.open()
                    last, quiet = now, quiet + 1 if now == last else 0
                    longest = longest if quiet else SILENCE

    def deliveries(self) -> list[tuple[str, DeliveryState]]:
        """For each delivery the key that its message carries, and how it ended."""
        with sqlite3.connect(f"file:{self._folder / 'claimwire.db'}?mode=ro", uri=True) as conn:
            rows = conn.execute("SELECT coalesce(carrier, key), state FROM deliveries").fetchall()
        return [(key, DeliveryState(state)) for key, state in rows]


def _article(name: str, rate: int) -> Story:
    one = Story(name, date(2025, 7, 30), text="").tariff(MeasureStatus.IN_FORCE, rate)
    return one.quote("Ada Quill", f"The port is busy with {name}")


def _speech(day: int) -> Story:
    """What needs several messages to be told."""
    one = Story(f"speech {day}", date(2025, 7, 30))
    for number in range(day * 20, day * 20 + 20):
        one.quote("Odo Fenn", " ".join(f"crane {number} lifts {each} tons" for each in range(40)))
    return one


async def measure(
    wire: SlackWire | DiscordWire,
    folder: Path,
    *,
    kills: int,
    lose: int,
    seed: int,
    load: Load = Load(),
) -> Count:
    """Kill so many bots, let the last one end its work, and count."""
    chance = random.Random(seed)  # noqa: S311 - a rehearsal
    began = time.monotonic()
    wire.lose(chance, lose)
    rehearsal = Rehearsal(wire, folder, chance, load)
    await rehearsal.fill()
    for _ in range(kills):
        if not rehearsal.open():
            await rehearsal.next_day()
        await rehearsal.kill_one()
    await rehearsal.finish()
    standing, files = Counter(wire.standing()), Counter(wire.files())
    ended = rehearsal.deliveries()
    unknown = sum(state is DeliveryState.UNKNOWN for _, state in ended)
    failed = sum(state is DeliveryState.FAILED for _, state in ended)
    missing = [
        state
        for key, state in ended
        if state not in _OPEN and not (standing[key] and wire.whole(key))
    ]
    return Count(
        due=len(ended),
        lost=len(missing),
        waiting=rehearsal.open(),
        doubled=sum(number - 1 for number in standing.values()),
        unknown=unknown,
        failed=failed,
        kills=rehearsal.kills,
        messages=sum(standing.values()),
        files=sum(files.values()),
        files_doubled=sum(number - 1 for number in files.values()),
        answers_lost=wire.lost,
        seconds=time.monotonic() - began,
    )


@asynccontextmanager
async def local(platform: Platform) -> AsyncIterator[SlackWire | DiscordWire]:
    """A local platform."""
    if platform is Platform.SLACK:
        async with SlackServer() as slack:
            yield SlackWire(slack)
        return
    discord = DiscordServer()
    await discord.start()
    try:
        yield DiscordWire(discord)
    finally:
        await discord.stop()


async def takeover(wire: SlackWire | DiscordWire, folder: Path) -> float:
    """Two processes on one store, one killed in the middle of posting: seconds to the end of all.

    The clock is not set ahead here: what the dead one held is free when its lease has run out.
    """
    chance = random.Random(1)  # noqa: S311 - a rehearsal
    wire.lose(chance, 0)
    rehearsal = Rehearsal(wire, folder, chance, Load(channels=20, each=1))
    await rehearsal.fill()
    async with rehearsal.life(signal.SIGTERM):
        async with rehearsal.life(signal.SIGKILL):
            for _ in range(1_000):
                if sum(1 for _ in wire.standing()) > 3:
                    break
                await asyncio.sleep(0.02)
        began = time.monotonic()
        for _ in range(1_000):
            if not rehearsal.open():
                break
            await asyncio.sleep(0.1)
    assert Counter(wire.standing()).most_common(1)[0][1] == 1
    return time.monotonic() - began


async def main(kills: int, platforms: list[Platform], load: Load) -> None:
    """All platforms, with definite answers and with lost ones."""
    for platform in platforms:
        with TemporaryDirectory() as temporary:
            async with local(platform) as wire:
                seconds = await takeover(wire, Path(temporary))
        sys.stdout.write(f"{platform.value}, another process took over in {seconds:.0f} s\n")
        for lose, what in ((0, "definite answers"), (LOST, f"one answer in {LOST} lost")):
            with TemporaryDirectory() as temporary:
                async with local(platform) as wire:
                    count = await measure(
                        wire, Path(temporary), kills=kills, lose=lose, seed=kills, load=load
                    )
            sys.stdout.write(f"{platform.value}, {what}: {count}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    named = [each for each in sys.argv[2:] if each != "long"]
    wanted = [Platform(each) for each in named] or [Platform.SLACK, Platform.DISCORD]
    many = Load(channels=60, each=1, long=True) if "long" in sys.argv else Load()
    asyncio.run(main(int(sys.argv[1]) if sys.argv[1:] else 50, wanted, many))
