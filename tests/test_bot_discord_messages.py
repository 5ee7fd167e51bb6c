"""Commands on a message in Discord, and the bot where only a person has brought it along."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import newsroom_samples
import pytest
from discord_bench import Bot, Handlers, answered, local_discord, running
from discord_payloads import ADA, CHANNEL, DM, FORUM_POST, GUILD, THREAD, Json
from discord_rules import parse
from fakes import FixedClock, MemoryStore
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom_samples import TRUCE, analysis, said

from bot.platforms.discord.reading import plain
from handlers.commands import answer
from handlers.errors import Refused
from handlers.ports import World
from nlp.analysis import Analysis

SAID = "“We never wanted an embargo,” Mara Ellison said."


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """The bot, connected to a local Discord that holds it to its rules."""
    async with local_discord() as server, running(server, Handlers(), tmp_path) as bot:
        yield bot


class Slow:
    """An analyst whose worker was stopped."""

    async def examine(self, text: str, day: date) -> Analysis:
        raise Refused(f"This text of {len(text)} characters could not be read by {day}.")


async def test_a_quote_is_checked_where_it_stands(tmp_path: Path) -> None:
    """Through the real handlers, privately; the message keeps its author's words to itself."""
    world, _store, _clock = await newsroom_samples.newsroom()
    async with local_discord() as server:
        bot = Bot(server, Handlers(), tmp_path, respond=answer, world=world)
        await bot.start()
        await server.until(lambda: server.syncs)
        message = await server.say("> **“We never wanted an embargo,”** said <@77>", mention=False)
        asked = await server.examine("Check this quote", message)
        shown = await answered(server, asked)
        assert asked.acknowledged == {"type": 5, "data": {"flags": 64}}
        assert "Exact" in shown["content"]
        await bot.end()
        assert "embargo" not in (tmp_path / "discord.json").read_text(encoding="utf-8")


async def test_the_words_of_a_message_are_asked_about_and_not_kept(bot: Bot) -> None:
    """Buttons of a long one work until the restart, and then say that they do not."""
    message = await bot.server.say(f"{SAID} " * 20, mention=False)
    shown = await answered(bot.server, await bot.server.examine("Find claims", message))
    assert bot.handlers.asked[0].text == f"/find {f'{SAID} ' * 20}".strip()
    shared = await bot.server.press(shown, "Share to channel")
    await bot.server.followups(shared, 2)
    await bot.restart()
    again = await bot.server.press(shown, "Share to channel")
    (told,) = await bot.server.followups(again, 1)
    assert told["content"].startswith("I no longer know the question behind this button.")
    assert "Ellison" not in (bot.folder / "discord.json").read_text(encoding="utf-8")


class Reader:
    """Finds one quotation in whatever it is given."""

    async def examine(self, text: str, day: date) -> Analysis:
        del day
        found = said(
            text, ("“We never wanted an embargo,”",), "Mara Ellison", "Mara Ellison", "said"
        )
        return analysis(replace(TRUCE, text=text), found)


async def test_claims_found_in_a_message_are_kept_where_asked(tmp_path: Path) -> None:
    """For this server alone; the message's words lie in the store and nowhere else."""
    world, store, _clock = await newsroom_samples.newsroom()
    world = replace(world, analyst=Reader())
    quote = "“We never wanted an embargo,” Mara Ellison said at Vantrey. "
    async with local_discord() as server:
        bot = Bot(server, Handlers(), tmp_path, respond=answer, world=world)
        await bot.start()
        await server.until(lambda: server.syncs)
        message = await server.say(quote * 5, mention=False)
        shown = await answered(server, await server.examine("Find claims", message))
        pressed = await server.press(shown, "Keep as a private article")
        kept = await answered(server, pressed)
        await bot.end()
    assert "Kept as article " in str(kept)
    found = [len(await store.within(name).kept()) for name in (str(GUILD), "1", "")]
    assert found == [1, 0, 0]
    assert "Vantrey" not in (tmp_path / "discord.json").read_text(encoding="utf-8")


async def test_embeds_and_forwarded_words_are_read_too(bot: Bot) -> None:
    """What its readers see of a message, without what is markup."""
    message = await bot.server.say("", mention=False)
    message["embeds"] = [
        {"title": "Harbor", "description": SAID, "fields": [{"name": "Rate", "value": "15 %"}]}
    ]
    forwarded: Json = {"content": "*Told* twice", "embeds": [], "attachments": [], "mentions": [],
                 "timestamp": "2025-06-05T00:00:00Z", "edited_timestamp": None, "type": 0,
                 "flags": 0, "mention_roles": [], "components": []}  # fmt: skip
    message["message_snapshots"] = [{"message": forwarded}]
    await answered(bot.server, await bot.server.examine("Find claims", message))
    words = "\n\n".join(("Told twice", "Harbor", SAID, "Rate", "15 %"))
    assert bot.handlers.asked[0].text == f"/find {words}"


async def test_a_message_without_words_says_what_to_do(bot: Bot) -> None:
    """A picture, say."""
    message = await bot.server.say("", mention=False)
    told = await answered(bot.server, await bot.server.examine("Check this quote", message))
    assert told["content"].startswith("That message has no words that I can read")
    assert bot.handlers.asked == []


async def test_a_text_that_cannot_be_read_costs_a_sentence(tmp_path: Path) -> None:
    """The worker is stopped by its own limit, and the person hears of it."""
    world = World(store=MemoryStore(), clock=FixedClock(), analyst=Slow())
    async with local_discord() as server:
        bot = Bot(server, Handlers(), tmp_path, respond=answer, world=world)
        await bot.start()
        await server.until(lambda: server.syncs)
        message = await server.say(SAID, mention=False)
        told = await answered(server, await server.examine("Find claims", message))
        assert told["content"] == "**This text of 48 characters could not be read by 2025-06-10.**"
        await bot.end()


async def test_commands_are_there_in_servers_and_conversations_for_both_ways_in(bot: Bot) -> None:
    """Installed by a server or by a person; in servers, direct messages and private channels."""
    for command in bot.server.commands:
        if command["default_member_permissions"] is not None:
            continue  # a setting, which is the server's
        assert (command["integration_types"], command["contexts"]) == ([0, 1], [0, 1, 2])
    names = [command["name"] for command in bot.server.commands if command["type"] == 3]
    assert names == ["Check this quote", "Find claims"]


async def test_where_a_person_brought_us_what_they_keep_is_their_own(bot: Bot) -> None:
    """The server's people did not ask for us: its number is no workspace."""
    asked = await bot.server.slash("tariffs", "china", brought=True)
    shown = await answered(bot.server, asked)
    where = bot.handlers.asked[0].channel
    assert (where.workspace, where.id) == (f"user-{ADA}", str(CHANNEL))
    shared = await bot.server.press(shown, "Share to channel")
    public, told = await bot.server.followups(shared, 2)
    assert (public["flags"], told["content"]) == (0, "Shared in this channel, with your name.")


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"brought": True}, "I am not in this server"),
        ({"channel": DM, "context": 2}, "I am no part of this conversation"),
        ({"permissions": str(1 << 10)}, "I may not write in this channel"),
        ({"channel": THREAD, "permissions": str(1 << 10 | 1 << 11)}, "I may not write in this"),
    ],
    ids=["brought along", "private conversation", "mute", "mute thread"],
)
async def test_a_digest_that_could_never_come_is_refused(
    bot: Bot, how: dict[str, int], words: str
) -> None:
    """Before it is kept, with what to do instead."""
    asked = await bot.server.slash("digest", "here daily 08:30 tariffs", **how)
    told = await answered(bot.server, asked)
    assert told["content"].startswith(words)
    assert bot.handlers.asked == []
    await answered(bot.server, await bot.server.slash("digest", "list", **how))
    assert bot.handlers.asked[0].text == "/digest list"


async def test_a_mention_in_a_forum_post_is_answered_there(bot: Bot) -> None:
    """A post is a thread of its forum."""
    said = await bot.server.say("<@1001> tariffs", channel=FORUM_POST)
    (posted,) = await bot.server.until(lambda: bot.server.posts(FORUM_POST))
    assert str(posted["message_reference"]["message_id"]) == said["id"]
    assert bot.handlers.asked[0].channel.workspace == str(GUILD)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("> **“Fine,”** she _said_.\n> ~~No~~ ||yes||", "“Fine,” she said.\nNo yes"),
        ("-# small\n# Head\n```py\ncode```", "small\nHead\ncode"),
        ("see [the pact](<https://gazette.example/a>) <@77> <#5> </x:9>", "see the pact   /x"),
        ("5 * 3, snake_case, \\*plain\\*", "5 * 3, snake_case, *plain*"),
        ("a <:flag:123> <t:1700000000:R>", "a flag"),
        (">>> all\nof it", "all\nof it"),
    ],
)  # fmt: skip
def test_markup_is_read_as_it_is_shown(markup: str, shown: str) -> None:
    """Quotations in bold, in block quotations or behind links are the same words."""
    assert plain(markup) == shown


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="*_~|`>#-[]()<>@:\\/ab “”\n", max_size=200))
def test_reading_markup_never_fails(text: str) -> None:
    """Whatever somebody writes; only marks go."""
    read = plain(text)
    assert len(read) <= len(text)
    kept = {char for char in read if char.isalpha()}
    assert kept <= set(parse(text).shown) | set(text)


def test_reading_markup_takes_linear_time() -> None:
    """The length is capped before anything is looked for."""
    for trick in ("[a](", "**", "<@", "_", "\\", "> ", "```", "[" * 99):
        assert len(plain(trick * 100_000)) <= 20_000
