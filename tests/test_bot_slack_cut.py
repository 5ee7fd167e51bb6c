"""Slash commands and presses that a restart cuts off: answered once, or told to be asked again."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from fakes import FixedClock, MemoryStore
from slack_bot import Newsroom, running
from slack_server import Scripted, SlackServer

from bot.platforms import waiting
from bot.platforms.waiting import CUT, UNSURE
from handlers.newsroom import Platform, Request
from handlers.ports import Unanswered, World
from handlers.reply import Receipt, Reply

RECEIPT = Receipt(
    number=1,
    article_id="a1",
    headline="Truce holds",
    outlet="Harbor Gazette",
    byline="Ida Quill",
    published="5 June 2025",
    paragraphs=(2,),
    url="https://gazette.example/truce",
)


def world() -> World:
    """A store that outlives each life of the bot."""
    return World(store=MemoryStore(), clock=FixedClock())


def told(server: SlackServer) -> list[str]:
    """All that people were told by response_url."""
    return [call.arguments["text"] for call in server.of("response_url")]


async def cut(server: SlackServer, kept: World, kind: str, payload: dict[str, Any]) -> None:
    """Hear something and end before it is answered, as by a kill."""
    stuck = Newsroom()
    stuck.gate.clear()
    async with running(server, stuck, kept) as platform:
        await server.deliver(kind, payload)
        await server.until(lambda: bool(stuck.asked))
        await platform._desk.finish(0)


async def relived(server: SlackServer, kept: World, newsroom: Newsroom, *, lives: int = 2) -> None:
    """So many more lives, begun when no other process can be at it any more."""
    assert isinstance(kept.clock, FixedClock)
    kept.clock.advance(waiting.LEFT_ALONE)
    for _ in range(lives):
        sockets = len(server.sockets)
        async with running(server, newsroom, kept):
            await server.connected(sockets + 1)
            await asyncio.sleep(0.2)


def sharing(request: Request) -> Reply:
    """An answer that can be shared."""
    return Reply(headline=f"You asked {request.text!r}", receipts=(RECEIPT,), total=1)


async def test_a_slash_command_is_answered_by_the_next_start(server: SlackServer) -> None:
    """Once, by its response_url, to the person alone; nothing is left waiting."""
    kept = world()
    await cut(server, kept, "slash_commands", server.slash("/tariffs china"))
    assert told(server) == []
    newsroom = Newsroom()
    await relived(server, kept, newsroom)
    assert [request.text for request in newsroom.asked] == ["/tariffs china"]
    assert [each.splitlines()[0] for each in told(server)] == ["You asked '/tariffs china'"]
    (answer,) = server.of("response_url")
    assert answer.arguments["response_type"] == "ephemeral"
    assert await kept.store.unanswered(Platform.SLACK, kept.clock.now() - timedelta(days=1)) == ()


@pytest.mark.parametrize("line", ["/merge A into B", "/digest here daily 08:30 x", "/verify abc"])
async def test_what_changes_something_is_not_done_twice(server: SlackServer, line: str) -> None:
    """Nobody knows whether it was done, and says so with where to look."""
    kept = world()
    await cut(server, kept, "slash_commands", server.slash(line))
    newsroom = Newsroom()
    await relived(server, kept, newsroom)
    assert newsroom.asked == []
    assert told(server) == [UNSURE]


async def test_an_answer_on_its_way_is_not_given_again(server: SlackServer) -> None:
    """Slack took it, and we were killed before we heard so."""
    kept, newsroom = world(), Newsroom()
    server.script["response_url"].append(Scripted(hold=2))
    async with running(server, newsroom, kept) as platform:
        await server.deliver("slash_commands", server.slash("/tariffs"))
        await server.answered("response_url")
        await platform._desk.finish(0)
    again = Newsroom()
    await relived(server, kept, again)
    assert again.asked == []
    assert len(told(server)) == 1


@pytest.mark.parametrize("arrived", [False, True])
async def test_a_share_is_posted_once(server: SlackServer, *, arrived: bool) -> None:
    """Cut off before the post, it is posted by the next start; after it, it is found there."""
    kept, newsroom, again = world(), Newsroom(), Newsroom()
    newsroom.reply = again.reply = sharing
    place = '{"v":1,"c":"/tariffs","p":"","s":0}'
    if arrived:
        server.script["chat.postMessage"].append(Scripted(hold=1))
    else:
        newsroom.gate.clear()
    async with running(server, newsroom, kept) as platform:
        press = server.press({"action_id": "claimwire_share", "value": place})
        await server.deliver("interactive", press)
        await server.until(lambda: bool(server.of("chat.postMessage") or not arrived))
        await server.until(lambda: bool(newsroom.asked))
        await platform._desk.finish(0)
    if arrived:
        await server.until(lambda: bool(server.history["C0TRADE"]))
    await relived(server, kept, again)
    assert len(server.history["C0TRADE"]) == 1
    assert len(again.asked) == (0 if arrived else 1)


async def test_no_answer_goes_out_before_its_question_is_kept(server: SlackServer) -> None:
    """A kill while it goes out would lose both: the store may be slow, an answer is not."""
    kept = world()
    assert isinstance(kept.store, MemoryStore)
    kept.store.writes.clear()
    async with running(server, Newsroom(), kept):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> tariffs"))
        await server.deliver("slash_commands", server.slash("/tariffs china"))
        await asyncio.sleep(0.1)
        assert server.of("chat.postMessage") + server.of("response_url") == []
        kept.store.writes.set()
        await server.until(lambda: bool(server.of("chat.postMessage")))
        await server.until(lambda: bool(told(server)))


async def test_the_words_of_a_message_are_not_kept(server: SlackServer) -> None:
    """“Check this quote” that was cut off asks to be chosen again: its words were kept nowhere."""
    kept = world()
    message = {"text": "“The port is shut,” said Ada Quill.", "ts": "1750000000.000300"}
    shortcut = server.on_message("claimwire_check", message)
    await cut(server, kept, "interactive", shortcut)
    since = kept.clock.now() - timedelta(days=1)
    bodies = [each.body for each in await kept.store.unanswered(Platform.SLACK, since)]
    assert len(bodies) == 1
    assert "port" not in bodies[0]
    newsroom = Newsroom()
    await relived(server, kept, newsroom)
    assert newsroom.asked == []
    assert told(server) == [CUT]


async def test_what_another_version_kept_stands_in_nobodys_way(server: SlackServer) -> None:
    """It cannot be read, and is passed over: those who asked after it are answered."""
    kept = world()
    at = kept.clock.now() - timedelta(seconds=1)
    odd = '{"heard": {"act": "dance"}}'
    asked = Unanswered(key="slack:odd", platform=Platform.SLACK, body=odd, at=at)
    await kept.store.ask(asked)
    await cut(server, kept, "slash_commands", server.slash("/tariffs china"))
    await relived(server, kept, Newsroom(), lives=1)
    assert [each.splitlines()[0] for each in told(server)] == ["You asked '/tariffs china'"]
    assert await kept.store.unanswered(Platform.SLACK, at - timedelta(days=1)) == ()
