"""Files and pictures in Slack: after the answer, to whom it belongs, and never in its way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fakes import FixedClock, MemoryStore
from slack_rules import all_text, buttons, live_markup
from slack_server import APP_TOKEN, BOT_TOKEN, Scripted, SlackServer, Upload

from bot.drawing.draftsman import PictureFailed
from bot.platforms.pace import Pace as PostPace
from bot.platforms.slack.app import SlackPlatform
from bot.platforms.slack.messenger import SlackMessenger
from bot.platforms.slack.settings import SlackSettings
from bot.platforms.slack.socket import Pace
from bot.platforms.slack.web import SlackWeb
from handlers.newsroom import Channel, Platform, Request
from handlers.ports import World
from handlers.reply import Chart, File, Reply

PACE = Pace(heartbeat=5, first_pause=0.01, longest_pause=0.05)
FILE = File(name="claims.csv", media="text/csv", data=b"id\r\n1\r\n", alt="One claim as csv.")
CHART = Chart(title="Rates <over> time", unit="percent", series=(), alt="30, then 10 percent.")
ANSWER = Reply(headline="One claim.", files=(FILE,))
PICTURE = b"\x89PNG\r\n\x1a\n..."


class Easel:
    """Draws at once, or not before its gate is open, or not at all."""

    def __init__(self) -> None:
        self.gate = asyncio.Event()
        self.gate.set()
        self.broken = False

    async def draw(self, chart: Chart) -> bytes:
        """The same picture for whatever chart."""
        await self.gate.wait()
        if self.broken:
            raise PictureFailed(f"{chart.title[:5]} could not be drawn.")
        return PICTURE


@asynccontextmanager
async def running(server: SlackServer, reply: Reply, easel: Easel) -> AsyncIterator[None]:
    """The platform, giving always this answer."""

    async def ask(_request: Request, _world: World) -> Reply:
        return reply

    settings = SlackSettings(bot_token=BOT_TOKEN, app_token=APP_TOKEN, api_url=server.api_url)
    world = World(store=MemoryStore(), clock=FixedClock())
    platform = SlackPlatform(settings, world, "UTC", pace=PACE, draws=easel, ask=ask)
    stop = asyncio.Event()
    task = asyncio.create_task(platform.run(stop))
    try:
        await server.connected()
        await server.until(lambda: bool(server.of("auth.test")))
        yield
    finally:
        stop.set()
        await asyncio.wait_for(task, 15)


@pytest.fixture
def easel() -> Easel:
    """Something that draws."""
    return Easel()


async def shown(server: SlackServer, number: int = 1) -> Upload:
    """The n-th file that people see."""
    await server.until(lambda: len(server.shown) >= number)
    return server.shown[number - 1]


async def test_a_mention_gets_the_file_in_its_thread(server: SlackServer, easel: Easel) -> None:
    """After the answer, beside it, whole; files that are no pictures have no alt text."""
    async with running(server, ANSWER, easel):
        event = server.event("app_mention", "<@U0BOT> export csv")
        await server.deliver("events_api", event)
        upload = await shown(server)
    assert (upload.name, upload.data, upload.alt) == ("claims.csv", FILE.data, "")
    assert (upload.channel, upload.thread) == ("C0TRADE", event["event"]["ts"])
    order = [call.method for call in server.calls if call.method != "auth.test"]
    assert order[-4:] == [
        "chat.postMessage",
        "files.getUploadURLExternal",
        "upload",
        "files.completeUploadExternal",
    ]


async def test_a_private_answer_brings_its_file_to_the_person(
    server: SlackServer, easel: Easel
) -> None:
    """In the conversation with us, under the headline; the channel sees nothing of it."""
    async with running(server, ANSWER, easel):
        await server.deliver("slash_commands", server.slash("/export csv"))
        upload = await shown(server)
        told = await server.answered("response_url", 2)
    assert upload.channel == "DU0ANN"
    assert server.history["DU0ANN"][-1]["text"] == "One claim."
    assert told["text"] == "claims.csv is in your direct messages with me."
    assert told["response_type"] == "ephemeral"


async def test_sharing_brings_the_file_into_the_channel(server: SlackServer, easel: Easel) -> None:
    """Shared with all, the file is too."""
    async with running(server, ANSWER, easel):
        await server.deliver("slash_commands", server.slash("/export csv"))
        share = buttons(await server.answered("response_url"))[0]
        await shown(server)
        await server.deliver("interactive", server.press(share))
        upload = await shown(server, 2)
    assert (upload.channel, upload.thread) == ("C0TRADE", "")


async def test_the_answer_does_not_wait_for_its_picture(server: SlackServer, easel: Easel) -> None:
    """The words are there while the picture is being drawn; it comes with words of its own."""
    easel.gate.clear()
    reply = Reply(headline="Rates.", charts=(CHART,))
    async with running(server, reply, easel):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> timeline"))
        message = await server.answered("chat.postMessage")
        assert CHART.alt in all_text(message)
        assert server.uploads == {}
        easel.gate.set()
        upload = await shown(server)
    assert (upload.name, upload.data, upload.alt) == ("rates-over-time.png", PICTURE, CHART.alt)


async def test_a_picture_that_fails_costs_itself_only(server: SlackServer, easel: Easel) -> None:
    """One sentence to the asker alone, and the other files still come."""
    easel.broken = True
    async with running(server, replace(ANSWER, charts=(CHART,)), easel):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> timeline"))
        told = await server.answered("chat.postEphemeral")
    assert told["text"] == "Rates could not be drawn."
    assert [each.name for each in server.shown] == ["claims.csv"]


@pytest.mark.parametrize(
    ("method", "code", "says"),
    [
        ("files.getUploadURLExternal", "missing_scope", "lacks the permission files:write"),
        ("files.completeUploadExternal", "not_in_channel", "/invite @Claimwire"),
        ("files.completeUploadExternal", "channel_not_found", "/invite @Claimwire"),
        ("files.getUploadURLExternal", "file_uploads_disabled", "no file uploads"),
        ("files.completeUploadExternal", "posting_to_channel_denied", "workspace setting"),
    ],
)
async def test_refused_files_say_the_way_out(
    server: SlackServer, easel: Easel, method: str, code: str, says: str
) -> None:
    """The complete answer is there, and the asker is told why the file is not."""
    server.script[method].append(Scripted(answer={"ok": False, "error": code}))
    async with running(server, ANSWER, easel):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> export csv"))
        told = await server.answered("chat.postEphemeral")
    assert told["text"].startswith("claims.csv could not be sent. ")
    assert says in told["text"]
    assert live_markup(told["text"]) == []
    assert len(server.history["C0TRADE"]) == 1
    assert server.shown == []


async def test_a_broken_upload_is_said(server: SlackServer, easel: Easel) -> None:
    """Slack's file service may fail by itself."""
    server.script["upload"].append(Scripted(status=500))
    async with running(server, ANSWER, easel):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> export csv"))
        told = await server.answered("chat.postEphemeral")
    assert "busy or unwell" in told["text"]


async def test_the_rest_of_an_answer_brings_no_second_file(
    server: SlackServer, easel: Easel
) -> None:
    """More of the same answer is only words."""
    reply = replace(ANSWER, notes=tuple(f"note {number} " + "x" * 900 for number in range(20)))
    async with running(server, reply, easel):
        await server.deliver("slash_commands", server.slash("/export csv"))
        offered = buttons(await server.answered("response_url"))
        more = next(each for each in offered if each["text"]["text"].startswith("More"))
        await shown(server)
        await server.deliver("interactive", server.press(more))
        await server.answered("response_url", 3)
    assert len(server.shown) == 1


TRADE = Channel(platform=Platform.SLACK, workspace="T0NEWS", id="C0TRADE")
KEY = "k" * 25
DIGEST = Reply(headline="2 items", files=(FILE,), charts=(CHART,))


def messenger(server: SlackServer, easel: Easel) -> SlackMessenger:
    """Posts digests to the local Slack."""
    web = SlackWeb(bot_token=BOT_TOKEN, api_url=server.api_url)
    return SlackMessenger(web, PostPace(0), easel)


async def test_a_digest_has_its_picture_and_calendar_in_its_thread(
    server: SlackServer, easel: Easel
) -> None:
    """Found again, nothing is uploaded twice, and what a kill kept away is uploaded then."""
    posting = messenger(server, easel)
    posted = await posting.post(TRADE, DIGEST, KEY)
    both = [("claims.csv", posted), ("rates-over-time.png", posted)]
    assert [(each.name, each.thread) for each in server.shown] == both
    assert await posting.finish(TRADE, posted, DIGEST, KEY) == posted
    assert [(each.name, each.thread) for each in server.shown] == both
    del server.history["C0TRADE"][0]  # the picture's
    after = messenger(server, easel)
    assert await after.find(TRADE, KEY, datetime.now(UTC) - timedelta(seconds=30)) == posted
    assert await after.finish(TRADE, posted, DIGEST, KEY) == posted
    assert [each.name for each in server.shown] == [*(name for name, _ in both), both[1][0]]
    assert sum("metadata" in each for each in server.history["C0TRADE"]) == 1


async def test_a_digest_to_a_person_has_its_files_in_their_conversation(
    server: SlackServer, easel: Easel
) -> None:
    """Slack knows a person's conversation by an id of its own."""
    await messenger(server, easel).post(replace(TRADE, id="@U0ANN"), DIGEST, KEY)
    assert {each.channel for each in server.shown} == {"DU0ANN"}


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("error", ["missing_scope", "fatal_error", "ratelimited"])
async def test_a_digest_whose_files_fail_stands_once(
    server: SlackServer, easel: Easel, method: str, error: str
) -> None:
    """It counts as posted: a lost upload doubles no digest."""
    no = Scripted(answer={"ok": False, "error": error})
    server.script[method].extend([no, no])
    posting = messenger(server, easel)
    posted = await posting.post(TRADE, DIGEST, KEY)
    keyed = [each for each in server.history["C0TRADE"] if "metadata" in each]
    assert [each["ts"] for each in keyed] == [posted]
