"""How soon people are heard: python tests/bench_acks.py [--articles 1000] [--people 50].

Starts the real bot against local servers of both platforms, gives it articles to read, and
has so many people on each platform ask at the same moment, again and again until all is
read. Prints how long acknowledgements and answers took, and fails where the p99 of the
acknowledgements reaches 300 ms or any of them 3 s.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
import tempfile
import time
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import bot_process
from discord_payloads import TOKEN, Json
from discord_rest import Asked
from discord_server import DiscordServer
from slack_server import APP_TOKEN, BOT_TOKEN, SlackServer

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
P99, WORST = 0.3, 3.0  # seconds
PAUSE = 1.0  # between two rounds
PATIENCE = 240.0  # for an answer
QUESTIONS = (
    ("tariffs", "china"), ("claims", "steel"), ("quotes", "Trump"), ("figures", "deficit"),
    ("ledger", "china"), ("timeline", "tariffs"), ("who", "Trump"), ("sources", ""),
    ("compare", "china canada"), ("changed", "tariffs"), ("help", ""),
    ("check", '"the equivalent of an embargo"'),
)  # fmt: skip


class Clocked(dict[str, Json]):
    """Acknowledgements of Slack's envelopes, with the moments at which they came."""

    def __init__(self) -> None:
        super().__init__()
        self.at: dict[str, float] = {}

    def __setitem__(self, key: str, value: Json) -> None:
        self.at.setdefault(key, time.perf_counter())
        super().__setitem__(key, value)


class ClockedDiscord(DiscordServer):
    """A local Discord that notes when each interaction is acknowledged."""

    def __init__(self) -> None:
        super().__init__()
        self.judging = False
        self.at: dict[str, float] = {}

    def _callback(self, found: re.Match[str], body: Json) -> object:  # type: ignore[override]
        self.at.setdefault(found[1], time.perf_counter())
        return super()._callback(found, body)


class HastySlack(SlackServer):
    """A local Slack that takes messages as they come: judging them takes its time."""

    def _judge(self, message: Json) -> None:
        """Leave it be."""


class Bench:
    """Both servers, the people, and what was measured, in seconds."""

    def __init__(self, discord: ClockedDiscord, slack: SlackServer, clock: Clocked) -> None:
        self.discord, self.slack, self.clock = discord, slack, clock
        self.acks: dict[str, list[float]] = {"discord": [], "slack": []}
        self.answers: dict[str, list[float]] = {"discord": [], "slack": []}

    async def round(self, people: int, number: int) -> None:
        """So many people on each platform ask at once."""
        asking = [
            ask(*QUESTIONS[(number + person) % len(QUESTIONS)])
            for person in range(people)
            for ask in (self._on_discord, self._on_slack)
        ]
        await asyncio.gather(*asking)

    async def _on_discord(self, name: str, text: str) -> None:
        began = time.perf_counter()
        asked = await self.discord.slash(name, text)
        await self.discord.until(lambda: asked.original, PATIENCE)
        self.answers["discord"].append(time.perf_counter() - began)
        number = next(key for key, each in self.discord.asked.items() if each is asked)
        self.acks["discord"].append(self.discord.at[number] - began)

    async def _on_slack(self, name: str, text: str) -> None:
        began = time.perf_counter()
        name = {"who": "whois"}.get(name, name)
        payload = self.slack.slash(f"/{name} {text}".strip())
        envelope = await self.slack.send("slash_commands", payload)
        await self.slack.until(lambda: envelope in self.clock.at, PATIENCE)
        self.acks["slack"].append(self.clock.at[envelope] - began)

    async def articles(self) -> int:
        """How many articles the bot has read so far, by its own word."""
        asked: Asked = await self.discord.slash("sources")
        shown = await self.discord.until(lambda: asked.original, PATIENCE)
        found = re.search(r"Answers rest on ([\d,]+) article", shown["content"])
        return int(found[1].replace(",", "")) if found else 0


def write_articles(folder: Path, number: int) -> None:
    """So many articles made of the samples, each a little different."""
    samples = [path for path in sorted(SEEDS.iterdir()) if path.suffix in (".txt", ".md")]
    texts = [path for path in samples if path.name not in ("README.md", "SOURCES.md")]
    folder.mkdir()
    for count in range(number):
        sample = texts[count % len(texts)]
        text = sample.read_text(encoding="utf-8")
        path = folder / f"{count:05}{sample.suffix}"
        # Front matter names an address, and the same address is the same article.
        text = re.sub(r"(https?://[^\s\"]+)", rf"\1?copy={count}", text)
        path.write_text(f"{text.rstrip()}\n\nEdition {count} of this report.\n", encoding="utf-8")


def told(name: str, taken: list[float]) -> str:
    """One line of the result, in milliseconds."""
    taken = sorted(taken)
    p50, p99 = taken[len(taken) // 2], taken[int(len(taken) * 0.99)]
    return f"{name:20}{len(taken):7,}{1e3 * p50:10.1f}{1e3 * p99:10.1f}{1e3 * taken[-1]:10.1f}"


async def measure(articles: int, people: int, folder: Path) -> bool:
    """Run it all; whether the limits were kept."""
    write_articles(folder / "articles", articles)
    discord, clock = ClockedDiscord(), Clocked()
    await discord.start()
    async with HastySlack() as slack:
        slack.acknowledged = clock
        process = bot_process.start(
            folder / "data",
            DISCORD_TOKEN=TOKEN,
            DISCORD_API_URL=discord.api_url,
            DISCORD_GATEWAY_URL=discord.gateway_url,
            SLACK_BOT_TOKEN=BOT_TOKEN,
            SLACK_APP_TOKEN=APP_TOKEN,
            SLACK_API_URL=slack.api_url,
            CLAIMWIRE_ARTICLES=str(folder / "articles"),
            CLAIMWIRE_LOG="ERROR",
        )
        try:
            await asyncio.wait_for(discord.ready.wait(), 180)
            await discord.until(lambda: discord.syncs, 60)
            await slack.connected()
            bench = Bench(discord, slack, clock)
            kept = await _rounds(bench, articles, people)
        finally:
            process.terminate()
            await asyncio.to_thread(process.communicate, timeout=30)
            await discord.stop()
    return kept


async def _rounds(bench: Bench, articles: int, people: int) -> bool:
    began, number, read = time.perf_counter(), 0, 0
    while read < articles:
        await bench.round(people, number)
        number += 1
        read = await bench.articles()
        await asyncio.sleep(PAUSE)
    seconds = time.perf_counter() - began
    say(f"{read:,} articles read in {seconds:.0f} s; {number} rounds of {people} people a platform")
    say(f"{'milliseconds':20}{'number':>7}{'p50':>10}{'p99':>10}{'worst':>10}")
    kept = True
    for platform, taken in bench.acks.items():
        say(told(f"{platform}, heard", taken))
        p99 = sorted(taken)[int(len(taken) * 0.99)]
        kept = kept and p99 < P99 and max(taken) < WORST
    say(told("discord, answered", bench.answers["discord"]))
    say(f"p99 under {1e3 * P99:.0f} ms and none over {WORST:.0f} s: {'yes' if kept else 'NO'}")
    return kept


def say(line: str) -> None:
    """To the terminal, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--people", type=int, default=50)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as where:
        sys.exit(not asyncio.run(measure(given.articles, given.people, Path(where))))
