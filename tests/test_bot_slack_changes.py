"""What becomes of channels: digests are kept and go on, and who made them is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from fakes import FixedClock, MemoryStore
from slack_bot import Newsroom, running
from slack_rules import all_text
from slack_server import Scripted, SlackServer

from handlers.newsroom import Channel, Platform
from handlers.ports import World
from handlers.subscribed import Cadence, Subscription

NOW = datetime(2025, 6, 10, 12, tzinfo=UTC)


@pytest.fixture
async def world() -> World:
    """Two people have three digests in one channel, somebody else one in another workspace."""
    store = MemoryStore()
    for person, query, workspace in (
        ("U0ANN", "tariffs *china*", "T0NEWS"),
        ("U0BOB", "quotes Roth", "T0NEWS"),
        ("U0ANN", "figures", "T0NEWS"),
        ("U0EVE", "visas", "T0OTHER"),
    ):
        channel = Channel(platform=Platform.SLACK, workspace=workspace, id="C0TRADE")
        cadence = Cadence(times=(NOW.time(),), zone="UTC")
        wanted = Subscription(
            number=0,
            channel=channel,
            person=person,
            query=query,
            cadence=cadence,
            created=NOW,
            due=NOW,
        )
        await store.subscribe(wanted)
    return World(store=store, clock=FixedClock(NOW))


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("channel_archive", "was archived"),
        ("group_archive", "was archived"),
        ("channel_unarchive", "is open again"),
        ("channel_deleted", "was deleted"),
        ("channel_left", "/invite @Claimwire"),
        ("group_left", "/invite @Claimwire"),
    ],
)
async def test_makers_of_digests_are_told(
    server: SlackServer, world: World, kind: str, words: str
) -> None:
    """Each maker is told once, of their own digests alone; no digest is lost."""
    server.script["chat.postMessage"].append(Scripted(answer={"ok": False, "error": "x"}))
    event = server.event(kind, "")
    async with running(server, Newsroom(), world):
        for _ in range(2):
            await server.deliver("events_api", event)
        told = [await server.answered("chat.postMessage", number) for number in (1, 2)]
    assert [each["channel"] for each in told] == ["U0ANN", "U0BOB"]
    assert words in told[0]["text"]
    assert "<#C0TRADE>" in told[0]["text"]
    assert "no. 1 on tariffs ∗china∗, no. 3 on figures" in told[0]["text"]
    assert "no. 2" not in told[0]["text"]
    assert "tariffs *china*" in all_text(told[0])
    assert len(server.of("chat.postMessage")) == 2
    assert len(await world.store.subscriptions()) == 4


async def test_a_channel_made_private_keeps_its_digests(server: SlackServer, world: World) -> None:
    """Slack says it by a message in the channel; who made them is told, and nobody is answered."""
    event = server.event("message", "made this channel private", channel_type="group")
    event["event"]["subtype"] = "channel_convert_to_private"
    newsroom = Newsroom()
    async with running(server, newsroom, world):
        for _ in range(2):
            await server.deliver("events_api", event)
        told = [await server.answered("chat.postMessage", number) for number in (1, 2)]
    assert [each["channel"] for each in told] == ["U0ANN", "U0BOB"]
    assert "is private now" in told[0]["text"]
    assert newsroom.asked == []
    assert len(server.of("chat.postMessage")) == 2


async def test_shared_channel_is_told_itself(server: SlackServer, world: World) -> None:
    """Where people of another organisation read along, the channel is told what is posted."""
    async with running(server, Newsroom(), world):
        event = server.event("channel_shared", "", connected_team_id="T0FAR")
        await server.deliver("events_api", event)
        told = await server.answered("chat.postMessage")
    assert told["channel"] == "C0TRADE"
    assert "another organisation" in told["text"]
    assert "no. 2 on quotes Roth" in told["text"]


async def test_channel_with_a_new_id_keeps_its_digests(server: SlackServer, world: World) -> None:
    """Made private or shared, a channel may get another id: its digests follow it."""
    change = {"old_channel_id": "C0TRADE", "new_channel_id": "G0TRADE", "channel": None}
    async with running(server, Newsroom(), world):
        await server.deliver("events_api", server.event("channel_id_changed", "", **change))
        renamed = server.event("channel_rename", "", channel={"id": "G0TRADE", "name": "x"})
        await server.deliver("events_api", renamed)
        wrong: tuple[object, ...] = (7, {}, "C0NONE")
        for broken in wrong:
            event = server.event("channel_archive", "", channel=broken)
            await server.deliver("events_api", event)
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> last"))
        await server.answered("chat.postMessage")
    found = [each.channel.id for each in await world.store.subscriptions()]
    assert found == ["G0TRADE", "G0TRADE", "G0TRADE", "C0TRADE"]
    assert len(server.of("chat.postMessage")) == 1


async def test_lost_access_keeps_digests(server: SlackServer, world: World) -> None:
    """Uninstalled or revoked, the one workspace loses no digest, and the bot stays up."""
    async with running(server, Newsroom(), world):
        for kind, more in (
            ("tokens_revoked", {"tokens": {"oauth": ["U1"]}}),
            ("tokens_revoked", {"tokens": {"bot": ["U0BOT"]}}),
            ("app_uninstalled", {}),
        ):
            await server.deliver("events_api", server.event(kind, "", **more))
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> a"))
        await server.answered("chat.postMessage")
    assert len(await world.store.subscriptions()) == 4
