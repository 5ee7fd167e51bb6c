"""The real discord.py client against a local Discord: questions in, answers out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import newsroom_samples
import pytest
from discord_bench import (
    Bot,
    Handlers,
    answered,
    check_token,
    local_discord,
    option_name,
    running,
)
from discord_payloads import ADA, BARE, CHANNEL, DM, GUILD, ROLE, THREAD, TOKEN, snowflake, user
from fakes import FixedClock, MemoryStore

from handlers.commands import COMMANDS, answer
from handlers.errors import ClaimwireError, Refused
from handlers.newsroom import Platform
from handlers.ports import World
from handlers.reply import Reply, Row
from nlp.topics import extended

UNKNOWN = 4999  # a channel that the library has not been told of


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """The bot, connected to a local Discord that holds it to its rules."""
    async with local_discord() as server, running(server, Handlers(), tmp_path) as bot:
        yield bot


async def test_a_slash_command_is_deferred_first_and_answered_privately(bot: Bot) -> None:
    """The acknowledgement goes out before any work; the answer takes its place."""
    bot.handlers.gate = asyncio.Event()
    asked = await bot.server.slash("tariffs", "china")
    await bot.server.until(lambda: asked.acknowledged)
    assert asked.acknowledged == {"type": 5, "data": {"flags": 64}}
    bot.handlers.gate.set()
    original = await answered(bot.server, asked)
    assert original["content"] == "**Answer to /tariffs china page 1**"
    request = bot.handlers.asked[0]
    assert (request.text, request.person, request.zone) == ("/tariffs china", str(ADA), "UTC")
    assert request.channel.platform is Platform.DISCORD
    assert (request.channel.workspace, request.channel.id) == (str(GUILD), str(CHANNEL))


@pytest.mark.parametrize(
    ("channel", "workspace"),
    [(THREAD, str(GUILD)), (UNKNOWN, str(GUILD)), (DM, f"dm-{DM}")],
    ids=["thread", "unknown channel", "direct"],
)
async def test_a_slash_command_works_anywhere(bot: Bot, channel: int, workspace: str) -> None:
    """Its question knows where it was asked, also where we see no channel."""
    asked = await bot.server.slash("quotes", "Ellison", channel=channel)
    await answered(bot.server, asked)
    where = bot.handlers.asked[0].channel
    assert (where.workspace, where.id) == (workspace, str(channel))


@pytest.mark.parametrize("channel", [CHANNEL, THREAD, UNKNOWN])
async def test_a_mention_is_answered_as_a_reply_where_it_stands(bot: Bot, channel: int) -> None:
    """In a channel as in a thread, after typing has been shown."""
    said = await bot.server.say("<@1001> tariffs  china", channel=channel)
    (posted,) = await bot.server.until(lambda: bot.server.posts(channel))
    assert bot.handlers.asked[0].text == "tariffs  china"
    assert str(posted["message_reference"]["message_id"]) == said["id"]
    paths = [path for method, path, _ in bot.server.requests if method == "POST"]
    assert paths[-2:] == [f"/channels/{channel}/typing", f"/channels/{channel}/messages"]


async def test_a_direct_message_needs_no_mention(bot: Bot) -> None:
    """Each conversation in direct messages is a workspace of its own."""
    await bot.server.say("/quotes Ellison", channel=DM, mention=False)
    await bot.server.until(lambda: bot.server.posts(DM))
    assert bot.handlers.asked[0].text == "/quotes Ellison"
    assert bot.handlers.asked[0].channel.workspace == f"dm-{DM}"


async def test_talk_among_people_is_left_alone(bot: Bot) -> None:
    """No answer without a mention, nor to another bot."""
    await bot.server.say("tariffs china", mention=False)
    await bot.server.say("<@1001> tariffs", author=user(77, "feed", bot=True))
    await bot.server.say("<@1001> last")
    await bot.server.until(lambda: bot.server.posts(CHANNEL))
    assert [request.text for request in bot.handlers.asked] == ["last"]


async def test_a_mention_of_our_role_says_what_to_do(bot: Bot) -> None:
    """Discord does not show us such words, so nobody is left waiting."""
    await bot.server.say("", mention=False, roles=[str(ROLE)])
    (posted,) = await bot.server.until(lambda: bot.server.posts(CHANNEL))
    assert posted["content"].startswith("You mentioned my role")
    assert bot.handlers.asked == []


async def test_sharing_posts_anew_and_says_who_shares(bot: Bot) -> None:
    """The private answer stays; everybody gets one of their own, with the sharer's name."""
    asked = await bot.server.slash("tariffs", "china")
    private = await answered(bot.server, asked)
    shared = await bot.server.press(private, "Share to channel")
    public, told = await bot.server.followups(shared, 2)
    assert shared.acknowledged == {"type": 6}
    assert public["content"] == "Shared by Ada (ada)\n**Answer to /tariffs china page 1**"
    assert (public["flags"], told["flags"]) == (0, 64)
    assert told["content"] == "Shared in this channel, with your name."
    labels = [button["label"] for row in public["components"] for button in row["components"]]
    assert labels == ["More"]


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("steel from:", []), ("wheat chin", ["wheat China"]), ("zzyzx", [])],
)
async def test_what_is_being_typed_is_completed(bot: Bot, typed: str, offered: list[str]) -> None:
    """Suggestions are whole texts, as Discord takes them; where there are none, none are sent."""
    asked = await bot.server.typing("claims", typed)
    shown = await bot.server.until(lambda: asked.acknowledged)
    choices = [{"name": each, "value": each} for each in offered]
    assert shown == {"type": 8, "data": {"choices": choices}}
    assert bot.handlers.asked == []


async def test_a_newsrooms_own_topic_is_a_slash_command(tmp_path: Path) -> None:
    """It is offered, completed and answered without a line of code."""
    topics = extended('[[topic]]\nkey = "soy-beans"\nwords = ["soybean|soybeans"]\n')
    async with local_discord() as server:
        world = World(store=MemoryStore(), clock=FixedClock(), topics=topics)
        bot = Bot(server, Handlers(), tmp_path, respond=answer, world=world)
        bot.platform = bot.build(commands=())
        await bot.start()
        await server.until(lambda: server.syncs)
        assert {"soy-beans", "tariffs"} <= {command["name"] for command in server.commands}
        typing = await server.typing("soy-beans", "chin")
        offered = await server.until(lambda: typing.acknowledged)
        assert offered["data"]["choices"][0]["value"] == "China"
        shown = await answered(server, await server.slash("soy-beans", "china"))
        assert "No articles have been read" in str(shown)
        await bot.end()


async def test_an_unknown_command_says_so(bot: Bot) -> None:
    """Discord may show a command that an update has taken away."""
    original = await answered(bot.server, await bot.server.slash("gone", "x"))
    assert original["content"].startswith("I do not have that command any more.")


async def test_the_same_event_twice_is_answered_once(bot: Bot) -> None:
    """A resumed gateway may replay what we have heard already."""
    number = snowflake()
    await bot.server.say("<@1001> tariffs", number=number)
    await bot.server.say("<@1001> tariffs", number=number)
    asked = await bot.server.slash("tariffs", number=number + 5)
    await bot.server.slash("tariffs", number=number + 5)
    await answered(bot.server, asked)
    await bot.server.say("<@1001> last")
    await bot.server.until(lambda: len(bot.server.posts(CHANNEL)) == 2)
    assert sorted(each.text for each in bot.handlers.asked) == ["/tariffs", "last", "tariffs"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (Refused("Name a country, such as /tariffs china."), "Name a country, such as /tariffs"),
        (ZeroDivisionError("secret question"), "Something went wrong on my side"),
    ],
)
async def test_whatever_happens_the_person_gets_a_sentence(
    bot: Bot, capsys: pytest.CaptureFixture[str], error: Exception, words: str
) -> None:
    """And the log never quotes what was asked."""
    bot.handlers.error = error
    original = await answered(bot.server, await bot.server.slash("tariffs", "secret question"))
    await bot.server.say("<@1001> secret question")
    (posted,) = await bot.server.until(lambda: bot.server.posts(CHANNEL))
    assert original["content"].startswith(words)
    assert posted["content"].startswith(words)
    logged = "".join(capsys.readouterr())
    assert "secret question" not in logged
    assert ("ZeroDivisionError" in logged) == isinstance(error, ZeroDivisionError)


async def test_where_embeds_are_not_allowed_the_plain_text_is_complete(bot: Bot) -> None:
    """Known from the permissions of a channel or of an interaction."""
    await bot.server.say("<@1001> tariffs", channel=BARE)
    (posted,) = await bot.server.until(lambda: bot.server.posts(BARE))
    asked = await bot.server.slash("tariffs", permissions=str(1 << 11))
    for message in (posted, await answered(bot.server, asked)):
        assert message["embeds"] == []
        assert "Truce holds" in message["content"]
        assert "Harbor Gazette" in message["content"]


async def test_embeds_that_vanish_are_followed_by_the_plain_text(bot: Bot) -> None:
    """Where the permissions are not known, Discord's answer tells."""
    bot.server.embeds_dropped.add(CHANNEL)
    asked = await bot.server.slash("tariffs", permissions="0")
    (more,) = await bot.server.until(lambda: asked.followups)
    assert "Truce holds" in more["content"]
    assert more["flags"] == 64


async def test_a_long_answer_goes_on_in_further_private_messages(bot: Bot) -> None:
    """Buttons stand under the last; nothing is lost."""
    rows = tuple(Row(label=f"row {n}", text="word " * 100) for n in range(25))
    bot.handlers.reply = Reply(headline="Many rows", rows=rows, next="p2")
    asked = await bot.server.slash("help")
    original = await answered(bot.server, asked)
    last = (await bot.server.followups(asked, 2))[-1]
    texts = [e["description"] for m in (original, *asked.followups) for e in m["embeds"]]
    assert all(f"**row {n}**" in "".join(texts) for n in range(25))
    assert original["components"] == []
    assert last["components"][0]["components"][0]["label"] == "More"
    assert {message["flags"] for message in asked.followups} == {64}


async def test_the_work_in_hand_is_finished_at_the_end(bot: Bot) -> None:
    """An answer under way when we are told to stop still arrives."""
    bot.handlers.gate = asyncio.Event()
    asked = await bot.server.slash("tariffs")
    await asyncio.wait_for(bot.handlers.called.wait(), 5)
    bot.stop.set()
    await asyncio.sleep(0)
    bot.handlers.gate.set()
    original = await answered(bot.server, asked)
    assert original["content"].startswith("**Answer to")
    await bot.end()


async def test_the_real_handlers_answer_with_receipts(tmp_path: Path) -> None:
    """From a slash command through the command table and the store to embeds and back."""
    world, _store, _clock = await newsroom_samples.newsroom()
    async with local_discord() as server:
        real = Bot(server, Handlers(), tmp_path, respond=answer, world=world)
        await real.start()
        await server.until(lambda: server.syncs)
        original = await answered(server, await server.slash("tariffs", "china"))
        titles = [embed.get("title") for embed in original["embeds"]]
        assert {"Measures", "Figures", "Who said what", "Sources"} <= set(titles)
        assert "-# Harbor Gazette, 12 May 2025" in str(original["embeds"])
        shared = await server.press(original, "Share to channel")
        public = (await server.followups(shared, 2))[0]
        assert public["embeds"][-2]["title"] == "Sources"
        assert "Rests on" in public["embeds"][-1]["description"]
        subscribed = await answered(server, await server.press(original, "Subscribe"))
        assert "<t:" in str(subscribed["embeds"])
        await real.end()


def test_the_invite_link_asks_for_the_permissions_in_the_table() -> None:
    """The set-up page explains each of them and no other."""
    page = (Path(__file__).parent.parent / "docs" / "discord.md").read_text(encoding="utf-8")
    wanted = 1 << 10 | 1 << 11 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 38
    assert f"&permissions={wanted}" in page
    for name in (
        *("View Channel", "Send Messages", "Send Messages in Threads"),
        *("Embed Links", "Attach Files", "Read Message History"),
    ):
        assert f"| {name} |" in page


def test_the_option_is_named_after_what_is_to_be_filled_in() -> None:
    """As the command table writes it."""
    names = {command.name: option_name(command.argument) for command in COMMANDS}
    assert (names["tariffs"], names["quotes"], names["digest"]) == ("country", "speaker", "what")


@pytest.mark.parametrize("token", ["", "abc", "a.b", "a.b.c.d", "Bot a.b.c", "a b.c.d", "ä.b.c"])
def test_a_malformed_token_is_refused_by_name(token: str) -> None:
    """Before anything is connected, and without repeating the token."""
    with pytest.raises(ClaimwireError, match="DISCORD_TOKEN") as refused:
        check_token(token)
    assert not token or token not in str(refused.value) or len(token) < 6


@pytest.mark.parametrize("token", [TOKEN, "MTAw.x.y-z_", f" {TOKEN}\n"])
def test_a_token_of_the_right_shape_is_taken(token: str) -> None:
    """Only Discord knows whether it is the right one."""
    check_token(token)
