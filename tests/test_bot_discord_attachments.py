"""Files and pictures in Discord: in the answer's own message, and never in its way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from discord_bench import Bot, Handlers, answered, local_discord, running
from discord_payloads import ALL, CHANNEL, DM, GUILD, Json, channel

from bot.drawing.draftsman import PictureFailed
from bot.platforms.discord.attachments import Attachments
from bot.platforms.discord.memory import DiscordMemory
from bot.platforms.discord.messenger import DiscordMessenger
from bot.platforms.pace import Pace
from handlers.newsroom import Channel, Platform
from handlers.reply import Action, Chart, File, Reply

FILE = File(name="claims.csv", media="text/csv", data=b"id\r\n1\r\n", alt="One claim as csv.")
ANSWER = Reply(
    headline="One claim.",
    files=(FILE,),
    actions=(Action(name="more", label="More", command="/claims", page="2"),),
)
ATTACH = 1 << 15
NO_FILES = str(int(ALL) & ~ATTACH)
CHART = Chart(title="Rates over time", unit="percent", series=(), alt="1, 2, 3 percent.")
BROKEN = replace(CHART, title="Broken")
PICTURE = b"\x89PNG\r\n\x1a\n..."


class Easel:
    """Draws as soon as its gate is open; one title never."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()

    async def draw(self, chart: Chart) -> bytes:
        """The same picture for whatever chart."""
        await self.gate.wait()
        if chart == BROKEN:
            raise PictureFailed("The picture could not be drawn.")
        return PICTURE


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """The bot, connected to a local Discord, with one answer for all."""
    async with local_discord() as server, running(server, Handlers(), tmp_path) as bot:
        bot.handlers.reply = ANSWER
        yield bot


def names(message: Json) -> list[tuple[str, str, str]]:
    """The attachments of a message: name, description, content."""
    return [(a["filename"], a["description"], a["data"]) for a in message["attachments"]]


WANTED = [("claims.csv", "One claim as csv.", "id\r\n1\r\n")]


async def test_a_private_answer_carries_its_file(bot: Bot) -> None:
    """In the same message, which keeps its words and buttons."""
    asked = await bot.server.slash("export", "csv")
    original = await answered(bot.server, asked)
    await bot.server.until(lambda: original["attachments"])
    assert names(original) == WANTED
    assert "One claim." in original["content"]
    assert original["components"]
    assert asked.followups == []


@pytest.mark.parametrize("where", [CHANNEL, DM])
async def test_a_mention_is_answered_with_its_file(bot: Bot, where: int) -> None:
    """In a channel as in a direct message."""
    await bot.server.say("<@1001> export csv", channel=where)
    await bot.server.until(lambda: [m for m in bot.server.posts(where) if m["attachments"]])
    (posted,) = bot.server.posts(where)
    assert names(posted) == WANTED
    assert "One claim." in posted["content"]


async def test_a_shared_answer_carries_it_too(bot: Bot) -> None:
    """For all, while the sharer is told that it is shared."""
    asked = await bot.server.slash("export", "csv")
    original = await answered(bot.server, asked)
    shared = await bot.server.press(original, "Share to channel")
    public, _told = await bot.server.followups(shared, 2)
    await bot.server.until(lambda: public["attachments"])
    assert names(public) == WANTED


async def test_missing_attach_files_is_said_and_the_answer_complete(bot: Bot) -> None:
    """To an interaction Discord tells what we may do."""
    asked = await bot.server.slash("export", "csv", permissions=NO_FILES)
    (told,) = await bot.server.followups(asked, 1)
    assert told["content"].startswith("I may not attach files here, so claims.csv is left out.")
    assert "Attach Files" in told["content"]
    assert told["flags"] == 64
    assert asked.original is not None
    assert "One claim." in asked.original["content"]
    assert asked.original["attachments"] == []


async def test_missing_attach_files_in_a_channel(bot: Bot) -> None:
    """In a channel the cache knows it; where it does not, Discord's refusal says it."""
    await bot.server.dispatch("CHANNEL_UPDATE", channel(CHANNEL, denied=ATTACH))
    await bot.server.say("<@1001> export csv")
    await bot.server.until(lambda: len(bot.server.posts(CHANNEL)) == 2)
    answer, told = bot.server.posts(CHANNEL)
    assert "One claim." in answer["content"]
    assert "Attach Files" in told["content"]
    await bot.server.dispatch("CHANNEL_UPDATE", channel(CHANNEL))
    bot.server.fail("PATCH", "/channels/", status=403, code=50013)
    await bot.server.say("<@1001> export csv")
    await bot.server.until(lambda: len(bot.server.posts(CHANNEL)) == 4)
    assert "Attach Files" in bot.server.posts(CHANNEL)[3]["content"]


async def test_a_file_that_is_too_large_is_said(bot: Bot) -> None:
    """With what to do, and the answer stays."""
    bot.handlers.reply = replace(ANSWER, files=(replace(FILE, data=b"x" * (10 * 2**20 + 1)),))
    asked = await bot.server.slash("export", "csv")
    (told,) = await bot.server.followups(asked, 1)
    assert told["content"].startswith("claims.csv has 10.0 MB, and Discord takes 10 here")
    assert asked.original is not None
    assert "One claim." in asked.original["content"]


@pytest.mark.parametrize("status", [0, 503])
async def test_a_cut_line_is_tried_again(bot: Bot, status: int) -> None:
    """The same file again, whole and once."""
    bot.server.fail("PATCH", r"/channels/\d+/messages/\d+", status=status)
    await bot.server.say("<@1001> export csv")
    await bot.server.until(lambda: [m for m in bot.server.posts(CHANNEL) if m["attachments"]])
    assert names(bot.server.posts(CHANNEL)[0]) == WANTED


async def test_pictures_follow_the_words(bot: Bot, tmp_path: Path) -> None:
    """The words stand while a picture is drawn; a broken one is said and costs itself only."""
    easel = Easel()
    desk = bot.platform._desk
    desk._rules = replace(desk._rules, attachments=Attachments(tmp_path, easel))
    bot.handlers.reply = Reply(headline="Rates.", charts=(BROKEN, CHART))
    await bot.server.say("<@1001> timeline")
    (answer,) = await bot.server.until(lambda: bot.server.posts(CHANNEL))
    assert CHART.alt in answer["embeds"][0]["description"]
    assert answer["attachments"] == []
    easel.gate.set()
    await bot.server.until(lambda: answer["attachments"])
    assert names(answer) == [("rates-over-time.png", CHART.alt, PICTURE.decode("latin-1"))]
    assert [m["content"] for m in bot.server.posts(CHANNEL)][1:] == [
        "The picture could not be drawn."
    ]


DIGEST = Reply(
    headline="2 items",
    files=(File(name="days.ics", media="text/calendar", data=b"BEGIN", alt="2 days to come."),),
    charts=(CHART,),
)
HERE = Channel(platform=Platform.DISCORD, workspace=str(GUILD), id=str(CHANNEL))
KEY = "d1-2025-06-06-abcdefghijk"
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


def drawn(bot: Bot, tmp_path: Path) -> DiscordMessenger:
    """The bot's messenger, with somebody who draws at once."""
    easel = Easel()
    easel.gate.set()
    client = bot.platform.messenger._client
    memory = DiscordMemory(tmp_path)
    return DiscordMessenger(client, memory, Attachments(tmp_path, easel), Pace(0))


async def test_a_digest_carries_its_picture_and_calendar(bot: Bot, tmp_path: Path) -> None:
    """In its last message; found again, nothing is added twice, and what was lost is added."""
    messenger = drawn(bot, tmp_path)
    posted = await messenger.post(HERE, DIGEST, KEY)
    (message,) = bot.server.posts(CHANNEL)
    both = ["days.ics", "rates-over-time.png"]
    assert [each["filename"] for each in message["attachments"]] == both
    edits = sum(method == "PATCH" for method, *_ in bot.server.requests)
    assert await messenger.finish(HERE, posted, DIGEST, KEY) == posted
    assert sum(method == "PATCH" for method, *_ in bot.server.requests) == edits
    del message["attachments"][1:]  # as after a kill between the two
    assert await messenger.finish(HERE, posted, DIGEST, KEY) == posted
    assert [each["filename"] for each in message["attachments"]] == both
    assert len(bot.server.posts(CHANNEL)) == 1


@pytest.mark.parametrize(("status", "code"), [(403, 50013), (413, 40005), (500, 0)])
async def test_a_digest_whose_files_fail_stands_once(
    bot: Bot, tmp_path: Path, status: int, code: int
) -> None:
    """It counts as posted, and nobody is told in the channel of what was not asked for there."""
    bot.server.fail("PATCH", f"/{CHANNEL}/messages/", status=status, code=code, times=99)
    messenger = drawn(bot, tmp_path)
    posted = await messenger.post(HERE, replace(DIGEST, files=()), KEY)
    assert [each["id"] for each in bot.server.posts(CHANNEL)] == [posted]
    assert await messenger.find(HERE, KEY, LONG_AGO) == posted
