"""Slack at its worst: slow, losing answers, sending twice and out of order, gone and back again."""

from __future__ import annotations

import asyncio
import random

import pytest
from slack_bot import Newsroom, running
from slack_server import Scripted, SlackServer


@pytest.fixture
def newsroom() -> Newsroom:
    """Handlers that say back what was asked."""
    return Newsroom()


def told(server: SlackServer) -> list[str]:
    """The first lines of all answers by response_url."""
    return [call.arguments["text"].splitlines()[0] for call in server.of("response_url")]


async def test_a_slow_slack_gets_all_its_answers_once(
    server: SlackServer, newsroom: Newsroom
) -> None:
    """Every call takes its time; questions overlap, answers do not mix."""
    server.fate = lambda _method: Scripted(hold=0.2)
    async with running(server, newsroom):
        for number in range(12):
            await server.deliver("slash_commands", server.slash(f"/claims word{number}"))
        await server.answered("response_url", 12)
        await asyncio.sleep(0.3)
    assert sorted(told(server)) == sorted(f"You asked '/claims word{n}'" for n in range(12))


async def test_answers_that_slack_refuses_in_passing_arrive_once(
    server: SlackServer, newsroom: Newsroom
) -> None:
    """One call in three fails with 429, 500 or 503 before Slack took it; all are answered once."""
    chance = random.Random(5)  # noqa: S311 - the same failures in each run

    def fate(method: str) -> Scripted:
        if method not in ("chat.postMessage", "response_url") or chance.random() > 1 / 3:
            return Scripted()
        status = chance.choice((429, 500, 503))
        error = {"ok": False, "error": "ratelimited" if status == 429 else "internal_error"}
        return Scripted(answer=error, status=status, headers={"Retry-After": "1"})

    server.fate = fate
    async with running(server, newsroom):
        for number in range(6):
            mention = server.event("app_mention", f"<@U0BOT> word{number}", channel=f"C0{number}")
            await server.deliver("events_api", mention)
        await server.until(lambda: all(server.history[f"C0{n}"] for n in range(6)), 30)
    assert [len(server.history[f"C0{number}"]) for number in range(6)] == [1] * 6
    assert len(newsroom.asked) == 6


async def test_events_twice_and_out_of_order_are_answered_once(
    server: SlackServer, newsroom: Newsroom
) -> None:
    """Over two lines, shuffled, each three times."""
    events = [server.event("app_mention", f"<@U0BOT> word{number}") for number in range(6)]
    sent = events * 3
    random.Random(7).shuffle(sent)  # noqa: S311 - the same order in each run
    async with running(server, newsroom, lines=2):
        await server.connected(2)
        for number, event in enumerate(sent):
            await server.deliver("events_api", event, socket=number % 2)
        await server.answered("chat.postMessage", 6)
        await asyncio.sleep(0.2)
    assert sorted(request.text for request in newsroom.asked) == [f"word{n}" for n in range(6)]
    assert len(server.history["C0TRADE"]) == 6


async def test_a_slack_that_goes_and_comes_back_is_found_again(
    server: SlackServer, newsroom: Newsroom
) -> None:
    """Lines cut, addresses refused with 503, then upgrades refused; what follows is answered."""
    async with running(server, newsroom, lines=2):
        await server.connected(2)
        for _ in range(3):
            server.script["apps.connections.open"].append(Scripted(answer={}, status=503))
        server.refuse_upgrades = 2
        for socket in list(server.sockets):
            await socket.close()
        await server.connected(4)
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> back"), socket=-1)
        await server.answered("chat.postMessage")
    assert [request.text for request in newsroom.asked] == ["back"]
