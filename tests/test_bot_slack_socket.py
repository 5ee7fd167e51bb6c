"""Socket Mode when things go wrong: refused upgrades, resets, replacements, silence."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from slack_server import APP_TOKEN, BOT_TOKEN, Scripted, SlackServer

from bot.platforms.slack.calls import Json
from bot.platforms.slack.payloads import text_of
from bot.platforms.slack.socket import Pace, SocketMode
from bot.platforms.slack.web import SlackWeb
from handlers.errors import Refused


class Ear:
    """Keeps what was received and acknowledges it with an answer where there is one."""

    def __init__(self, answer: Json | None = None) -> None:
        self.heard: list[str] = []
        self._answer = answer or {}

    async def receive(self, payload: Json) -> Json:
        """Note the text of a payload."""
        self.heard.append(text_of(payload, "text"))
        return self._answer


@asynccontextmanager
async def listening(
    server: SlackServer, ear: Ear, *, app_token: str = APP_TOKEN, heartbeat: float = 5
) -> AsyncIterator[asyncio.Task[None]]:
    """Socket Mode against the server; stopped cleanly at the end."""
    web = SlackWeb(bot_token=BOT_TOKEN, app_token=app_token, api_url=server.api_url)

    async def address() -> str:
        return text_of(await web.call("apps.connections.open", {}), "url")

    pace = Pace(heartbeat=heartbeat, first_pause=0.01, longest_pause=0.05, greeting=1, drain=0.5)
    socket = SocketMode(address, ear.receive, pace=pace, trust_env=False)
    stop = asyncio.Event()
    task = asyncio.create_task(socket.run(stop))
    try:
        yield task
    finally:
        stop.set()
        await asyncio.wait([task], timeout=10)
        assert task.done()


async def test_refused_upgrades_get_fresh_addresses() -> None:
    """When the upgrade fails, a new address is asked for: tickets are single use."""
    async with SlackServer() as server:
        server.refuse_upgrades = 3
        ear = Ear()
        async with listening(server, ear):
            await server.connected()
            await server.deliver("events_api", {"text": "after all"})
        assert server.upgrades == 4
        assert len(server.of("apps.connections.open")) == 4
    assert ear.heard == ["after all"]


@pytest.mark.parametrize("reason", ["warning", "refresh_requested", "link_disabled"])
async def test_disconnect_opens_the_next_before_the_old_ends(reason: str) -> None:
    """A connection about to end is replaced first, and still heard while it lasts."""
    async with SlackServer() as server:
        ear = Ear()
        async with listening(server, ear):
            old = await server.connected()
            await old.send_json({"type": "disconnect", "reason": reason})
            await server.connected(2)
            await server.deliver("events_api", {"text": "by the old"}, socket=0)
            await server.deliver("events_api", {"text": "by the new"}, socket=1)
            await old.close()
        assert len(server.sockets) == 2
    assert ear.heard == ["by the old", "by the new"]


async def test_reset_connection_is_replaced() -> None:
    """A connection cut without a word is replaced at once."""
    async with SlackServer() as server, listening(server, ear := Ear()):
        socket = await server.connected()
        transport = socket._req.transport if socket._req else None
        assert transport is not None
        transport.abort()
        await server.connected(2)
        await server.deliver("events_api", {"text": "again"})
    assert ear.heard == ["again"]


async def test_half_dead_connection_is_replaced() -> None:
    """A server that answers no ping is left for a new connection."""
    deaf = SlackServer(answer_pings=False)
    async with deaf as server, listening(server, Ear(), heartbeat=0.2):
        first, second = await server.connected(), await server.connected(2)
        assert first is not second


async def test_unreachable_api_is_asked_until_it_answers() -> None:
    """Errors of apps.connections.open are waited out, however many."""
    async with SlackServer() as server:
        server.script["apps.connections.open"].extend(
            [
                Scripted(answer={}, status=500),
                Scripted(lose=True),
                Scripted(answer={"ok": False, "error": "internal_error"}),
                Scripted(answer={"ok": False, "error": "ratelimited"}, status=429),
                Scripted(answer={"ok": True, "url": "no address"}),
                Scripted(answer={"ok": False, "error": "no_permission"}),
            ]
        )
        async with listening(server, Ear()):
            await server.connected()
        assert not server.script["apps.connections.open"]


async def test_wrong_app_token_ends_the_start() -> None:
    """Slack's definite no to the app token at the start is a refusal that names it."""
    async with SlackServer() as server, listening(server, Ear(), app_token="xapp-x") as task:
        with pytest.raises(Refused, match="SLACK_APP_TOKEN"):
            await asyncio.wait_for(asyncio.shield(task), 10)


async def test_answer_rides_with_the_acknowledgement() -> None:
    """Where Slack accepts a payload with the acknowledgement, it gets one."""
    async with SlackServer() as server:
        async with listening(server, Ear({"options": []})):
            await server.connected()
            await server.deliver("interactive", {"text": "suggest"})
            await server.deliver("events_api", {"text": "event"})
        assert [each.get("payload") for each in server.acknowledged.values()] == [
            {"options": []},
            None,
        ]


async def test_noise_is_no_harm() -> None:
    """Frames that are no JSON, no object or no envelope are passed over."""
    async with SlackServer() as server:
        ear = Ear()
        async with listening(server, ear):
            socket = await server.connected()
            for noise in ("", "{", "[]", "7", "[" * 50_000, '{"type":"debug"}'):
                await socket.send_str(noise)
            await server.deliver("events_api", {"text": "heard"})
        assert len(server.sockets) == 1
    assert ear.heard == ["heard"]


async def test_stopping_closes_the_connection() -> None:
    """The end is a close frame, so that Slack knows at once."""
    async with SlackServer() as server:
        async with listening(server, Ear()):
            socket = await server.connected()
        await server.until(lambda: socket.closed)
        assert socket.close_code == 1000
