"""Answers that all could see are put right where they stand, on both platforms' real wires."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from discord_bench import Bot, Handlers, answered, local_discord
from discord_payloads import CHANNEL as ROOM
from discord_payloads import GUILD
from slack_bot import running
from slack_rules import all_text, buttons
from slack_server import SlackServer

from bot.platforms.slack.app import SlackPlatform
from handlers.commands import answer
from handlers.digests.chasing import chase
from handlers.newsroom import Channel, Platform, Request
from handlers.ports import World

LINE = "/claims embargo"
NOTE = "The minutes say otherwise."


@asynccontextmanager
async def discord(world: World, folder: Path) -> AsyncIterator[Bot]:
    """The bot with the real handlers, connected to a local Discord."""
    async with local_discord() as server:
        bot = Bot(server, Handlers(), folder, respond=answer, world=world)
        await bot.start()
        await server.until(lambda: server.syncs)
        yield bot
        await bot.end()


async def dispute(world: World, platform: Platform, workspace: str) -> str:
    """Somebody disputes the first claim of the answer; its id."""
    channel = Channel(platform=platform, workspace=workspace, id="desk")
    asked = Request(text=LINE, channel=channel, person="U0BEN", zone="UTC")
    found = await answer(asked, world)
    claim = found.parts[0].cards[0].claim_id
    again = Request(text=f"/dispute {claim} {NOTE}", channel=channel, person="U0BEN", zone="UTC")
    assert not (await answer(again, world)).refused
    return claim


async def corrected(world: World, platform: SlackPlatform) -> int:
    """What the bot does every ten seconds."""
    return await chase(world, {Platform.SLACK: platform.messenger}, "one")


async def test_answers_in_slack_are_put_right(server: SlackServer, world: World) -> None:
    """A mention's, in its thread, and one that was shared: each edited once, its thread told."""
    async with running(server, answer, world) as platform:
        await server.deliver("events_api", server.event("app_mention", f"<@U0BOT> {LINE}"))
        asked = await server.answered("chat.postMessage")
        await server.deliver("slash_commands", server.slash(LINE))
        private = await server.answered("response_url")
        share = next(each for each in buttons(private) if "Share" in each["text"]["text"])
        pressed = {"action_id": share["action_id"], "value": share["value"]}
        await server.deliver("interactive", server.press(pressed))
        await server.answered("chat.postMessage", 2)
        await platform._desk.finish()
        assert await corrected(world, platform) == 0
        before = {each["ts"]: buttons(each) for each in server.history["C0TRADE"]}
        await dispute(world, Platform.SLACK, "T0NEWS")
        assert await corrected(world, platform) == 4
        assert await corrected(world, platform) == 0
    edits = [call.arguments for call in server.of("chat.update")]
    assert {each["ts"] for each in edits} == before.keys()
    for edit in edits:
        told = all_text(edit)
        assert "disputed by U0BEN" in told
        assert NOTE in told
        assert NOTE in edit["text"]
        assert "(disputed)" in told
        assert "We never wanted an embargo" in told
        assert [each["text"] for each in buttons(edit)] == [
            each["text"] for each in before[edit["ts"]]
        ]
    assert sum("Shared by <@U0ANN>" in each["text"] for each in edits) == 1
    below = [call.arguments for call in server.of("chat.postMessage")[2:]]
    shared = server.of("chat.postMessage")[1].arguments
    assert "thread_ts" not in shared
    assert {each["thread_ts"] for each in below} >= {asked["thread_ts"]}
    assert {each["thread_ts"] for each in below} - {asked["thread_ts"]} < before.keys()
    assert all("Correction: 1 claim above" in each["text"] for each in below)


async def test_an_edit_that_is_refused_is_told_in_the_channel(
    server: SlackServer, world: World
) -> None:
    """Once, with what was answered and when; the message is gone."""
    async with running(server, answer, world) as platform:
        await server.deliver("events_api", server.event("app_mention", f"<@U0BOT> {LINE}"))
        await server.answered("chat.postMessage")
        await platform._desk.finish()
        server.history["C0TRADE"].clear()
        await dispute(world, Platform.SLACK, "T0NEWS")
        await corrected(world, platform)
        assert await corrected(world, platform) == 0
    (told,) = [call.arguments for call in server.of("chat.postMessage")[1:]]
    assert "thread_ts" not in told
    assert "Correction: 1 claim of an answer here" in told["text"]
    assert NOTE in told["text"]


async def test_what_is_shown_below_a_link_is_put_right(server: SlackServer, world: World) -> None:
    """Slack takes what is shown below the same message again as a change of it."""
    url = "https://www.gazette.example/truce/?utm_medium=chat"
    links = [{"domain": "gazette.example", "url": url}]
    event = server.event("link_shared", "", links=links, message_ts="1750000000.000200")
    async with running(server, answer, world) as platform:
        await server.deliver("events_api", event)
        await server.answered("chat.unfurl")
        await platform._desk.finish()
        await dispute(world, Platform.SLACK, "T0NEWS")
        assert await corrected(world, platform) == 2
        assert await corrected(world, platform) == 0
    first, again = (call.arguments for call in server.of("chat.unfurl"))
    assert (again["channel"], again["ts"]) == (first["channel"], first["ts"])
    assert NOTE in all_text(again["unfurls"][url])
    (below,) = [call.arguments for call in server.of("chat.postMessage")]
    assert below["thread_ts"] == "1750000000.000200"


async def test_private_answers_need_no_correction(server: SlackServer, world: World) -> None:
    """What one person saw is nobody else's, and gone."""
    async with running(server, answer, world) as platform:
        await server.deliver("slash_commands", server.slash(LINE))
        await server.answered("response_url")
        await platform._desk.finish()
        await dispute(world, Platform.SLACK, "T0NEWS")
        assert await corrected(world, platform) == 0
    assert server.of("chat.update") == server.of("chat.postMessage") == []


def standing(bot: Bot, words: str) -> list[dict[str, Any]]:
    """The messages of ours in the channel that say this."""
    return [each for each in bot.server.posts(ROOM) if words in str(each)]


async def test_answers_in_discord_are_put_right(world: World, tmp_path: Path) -> None:
    """A mention's: edited in place with its buttons, and answered by one correction."""
    async with discord(world, tmp_path) as bot:
        await bot.server.say(f"<@1001> {LINE}")
        await bot.server.until(lambda: standing(bot, "We never wanted an embargo"))
        await bot.platform._desk.finish(5)
        (before,) = [dict(each) for each in standing(bot, "We never wanted an embargo")]
        claim = await dispute(world, Platform.DISCORD, str(GUILD))
        messengers = {Platform.DISCORD: bot.platform.messenger}
        assert await chase(world, messengers, "one") == 2
        assert await chase(world, messengers, "one") == 0
        after = standing(bot, "We never wanted an embargo")[0]
        assert after["id"] == before["id"]
        assert "disputed by U0BEN" in after["content"]
        assert NOTE in after["content"]
        assert after["components"] == before["components"]
        assert "(disputed)" in str(after["embeds"])
        (told,) = standing(bot, "Correction: 1 claim above")
        assert claim in str(told) or NOTE in told["content"]
        bodies = [body for _, path, body in bot.server.requests if path.endswith("/messages")]
        assert bodies[-1] is not None
        assert bodies[-1]["message_reference"]["message_id"] == int(before["id"])


async def test_a_shared_answer_in_discord_is_put_right(world: World, tmp_path: Path) -> None:
    """Still with the name of who shared it; the private one is left alone."""
    async with discord(world, tmp_path) as bot:
        private = await answered(bot.server, await bot.server.slash("claims", "embargo"))
        shared = await bot.server.press(private, "Share to channel")
        posted, _told = await bot.server.followups(shared, 2)
        await bot.platform._desk.finish(5)
        bot.server.messages.setdefault(ROOM, []).append(posted)
        await dispute(world, Platform.DISCORD, str(GUILD))
        assert await chase(world, {Platform.DISCORD: bot.platform.messenger}, "one") == 2
        edits = [path for method, path, _ in bot.server.requests if method == "PATCH"]
        assert edits[-1].endswith(f"/channels/{ROOM}/messages/{posted['id']}")
        assert NOTE in posted["content"]
        assert "Shared by" in posted["content"]
