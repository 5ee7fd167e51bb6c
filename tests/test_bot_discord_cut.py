"""Interactions that a restart cuts off: answered where they “think”, or to be asked again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from discord_bench import Bot, Handlers, answered, local_discord
from discord_payloads import ADA, CHANNEL, message, user
from discord_rest import Asked
from fakes import FixedClock, MemoryStore

from bot.platforms import waiting
from bot.platforms.discord.cut import SHARING, TURNING
from bot.platforms.waiting import CUT, UNSURE
from handlers.newsroom import Platform
from handlers.ports import Unanswered


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """The bot, connected and with its commands known."""
    async with local_discord() as server:
        bot = Bot(server, Handlers(), tmp_path)
        await bot.start()
        await server.until(lambda: server.syncs)
        yield bot
        await bot.end()


async def killed(bot: Bot) -> None:
    """The end of a life with work in hand; the next begins when nobody else can be at it."""
    await asyncio.wait_for(bot.handlers.called.wait(), 5)
    await bot.platform._desk.finish(0)
    bot.handlers.gate = None
    assert isinstance(bot.world.clock, FixedClock)
    bot.world.clock.advance(waiting.LEFT_ALONE)
    await bot.restart()


async def slashed(bot: Bot, name: str, text: str) -> Asked:
    """A slash command that is acknowledged, and whose answer does not come."""
    bot.handlers.gate = asyncio.Event()
    asked = await bot.server.slash(name, text)
    await bot.server.until(lambda: asked.acknowledged)
    return asked


async def test_a_slash_command_is_answered_by_the_next_start(bot: Bot) -> None:
    """In the place of the deferred answer, once; nothing is left waiting."""
    asked = await slashed(bot, "claims", "port")
    await killed(bot)
    shown = await answered(bot.server, asked)
    assert "Answer to /claims port page 1" in str(shown)
    await bot.restart()
    await asyncio.sleep(0.1)
    assert [request.text for request in bot.handlers.asked] == ["/claims port"] * 2
    first, second = bot.handlers.asked
    assert first == second
    assert asked.followups == []
    since = bot.world.clock.now() - timedelta(days=1)
    assert await bot.world.store.unanswered(Platform.DISCORD, since) == ()


@pytest.mark.parametrize(
    ("name", "text"), [("verify", "abcdefghij"), ("digest", "here daily 08:30 x")]
)
async def test_what_changes_something_is_not_done_twice(bot: Bot, name: str, text: str) -> None:
    """“Thinking …” becomes a sentence that says where to look."""
    asked = await slashed(bot, name, text)
    await killed(bot)
    shown = await answered(bot.server, asked)
    assert UNSURE in str(shown)
    assert len(bot.handlers.asked) == 1


async def test_an_answer_that_stands_is_not_given_again(bot: Bot) -> None:
    """Once the deferred answer is edited, nothing of it comes again."""
    await answered(bot.server, await bot.server.slash("claims", "port"))
    await asyncio.sleep(0.05)
    await killed(bot)
    await asyncio.sleep(0.1)
    assert len(bot.handlers.asked) == 1


@pytest.mark.parametrize(("label", "told"), [("More", TURNING), ("Share to channel", SHARING)])
async def test_a_press_that_was_cut_off_says_so(bot: Bot, label: str, told: str) -> None:
    """To the presser alone; the page stands, and nothing is shared twice."""
    shown = await answered(bot.server, await bot.server.slash("claims", "port"))
    bot.handlers.called.clear()
    bot.handlers.gate = asyncio.Event()
    pressed = await bot.server.press(shown, label)
    await killed(bot)
    (after,) = await bot.server.followups(pressed, 1)
    assert told in str(after)
    assert after["flags"] & 64
    assert bot.server.posts(CHANNEL) == []
    assert len(bot.handlers.asked) == 2


async def test_no_answer_goes_out_before_its_question_is_kept(bot: Bot) -> None:
    """A kill while it goes out would lose both: the store may be slow, an answer is not."""
    assert isinstance(bot.world.store, MemoryStore)
    bot.world.store.writes.clear()
    await bot.server.say("<@1001> claims port")
    await asyncio.wait_for(bot.handlers.called.wait(), 5)
    await asyncio.sleep(0.1)
    assert bot.server.posts(CHANNEL) == []
    bot.world.store.writes.set()
    await bot.server.until(lambda: bot.server.posts(CHANNEL))


async def test_the_words_of_a_message_are_not_kept(bot: Bot) -> None:
    """“Check this quote” that was cut off is to be chosen again: nothing of it was kept."""
    bot.handlers.gate = asyncio.Event()
    said = {"content": "“The port is shut,” said Ada Quill."}
    asked = await bot.server.examine(
        "Check this quote", message(CHANNEL, user(ADA, "ada"), said, embeds=True)
    )
    await asyncio.wait_for(bot.handlers.called.wait(), 5)
    since = bot.world.clock.now() - timedelta(days=1)
    (kept,) = await bot.world.store.unanswered(Platform.DISCORD, since)
    assert "port" not in kept.body
    await killed(bot)
    assert CUT in str(await answered(bot.server, asked))
    assert len(bot.handlers.asked) == 1


async def test_what_another_version_kept_stands_in_nobodys_way(bot: Bot) -> None:
    """It cannot be read, and is passed over: those who asked after it are answered."""
    at = bot.world.clock.now() - timedelta(seconds=1)
    odd = '{"interaction": {"id": "1"}, "how": "dancing"}'
    kept = Unanswered(key="discord:odd", platform=Platform.DISCORD, body=odd, at=at)
    await bot.world.store.ask(kept)
    asked = await slashed(bot, "claims", "port")
    await killed(bot)
    assert "Answer to /claims port page 1" in str(await answered(bot.server, asked))
    assert await bot.world.store.unanswered(Platform.DISCORD, at - timedelta(days=1)) == ()


async def test_what_comes_while_we_hang_up_is_answered_by_the_next_start(
    bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the last look at the work in hand, and before the connection is closed."""
    client = bot.platform._client
    assert client is not None
    closing, came = client.close, list[Asked]()

    async def close() -> None:
        came.append(await slashed(bot, "claims", "port"))
        await closing()

    monkeypatch.setattr(client, "close", close)
    await bot.end()
    assert not bot.platform._desk._in_hand._tasks
    await killed(bot)
    assert "Answer to /claims port page 1" in str(await answered(bot.server, came[0]))
