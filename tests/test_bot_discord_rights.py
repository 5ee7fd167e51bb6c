"""Who may change what in Discord: server roles for statuses, managers for settings."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import newsroom_samples
import pytest
from discord_bench import Bot, Handlers, answered, local_discord
from discord_payloads import ADA, ALL, CHANNEL, CHIEF, DESK, DM, GUILD, MANAGE, Json
from discord_rest import Asked

from bot.platforms.discord.places import channel_of
from handlers.commands import answer
from handlers.newsroom import ClaimKind
from handlers.ports import Question
from handlers.rights import Rights

PLAIN = str(int(ALL) & ~MANAGE)
CAN = f"**Only people with the role <@&{DESK}>, or an admin, may change the status of a claim here"


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """The real handlers over a small newsroom in which one role gives statuses."""
    world, _store, _clock = await newsroom_samples.newsroom()
    ruled = replace(world, rights=Rights(reviewers=frozenset({str(DESK)})))
    async with local_discord() as server:
        bot = Bot(server, Handlers(), tmp_path, respond=answer, world=ruled)
        await bot.start()
        await server.until(lambda: server.syncs)
        server.rank = {"roles": [], "permissions": PLAIN}
        yield bot
        await bot.end()


async def a_claim(bot: Bot) -> str:
    """The id of some claim."""
    page = await bot.world.store.search(Question(kinds=(ClaimKind.QUOTE,), limit=1))
    return page.found[0].claim.id


@pytest.mark.parametrize(
    ("rank", "given"),
    [
        ({"roles": [], "permissions": PLAIN}, []),
        ({"roles": [str(DESK)], "permissions": PLAIN}, [str(ADA)]),
        ({"roles": [str(CHIEF)], "permissions": ALL}, [str(ADA)]),
        ({"roles": ["2199"], "permissions": PLAIN}, []),
    ],
    ids=["anybody", "the desk", "a manager", "another role"],
)
async def test_a_role_gives_statuses(bot: Bot, rank: Json, given: list[str]) -> None:
    """Others are told privately which role it takes, in Discord's own way of naming one."""
    bot.server.rank = rank
    claim = await a_claim(bot)
    asked = await bot.server.slash("verify", claim)
    told = await answered(bot.server, asked)
    assert asked.acknowledged == {"type": 5, "data": {"flags": 64}}
    assert told["content"].startswith(f"**Claim {claim} is verified" if given else CAN)
    kept = await bot.world.store.reviews(str(GUILD), claim)
    assert [each.by for each in kept] == given


async def test_a_refusal_after_a_mention_is_private_too(bot: Bot) -> None:
    """It comes as a direct message, and in the channel only where that is closed."""
    claim = await a_claim(bot)
    await bot.server.say(f"<@1001> /verify {claim}")
    (told,) = await bot.server.until(lambda: bot.server.posts(DM))
    assert told["content"].startswith(CAN[2:])
    assert bot.server.posts(CHANNEL) == []
    bot.server.fail("POST", f"/channels/{DM}/messages$", status=403, code=50007)
    await bot.server.say(f"<@1001> /verify {claim}")
    (told,) = await bot.server.until(lambda: bot.server.posts(CHANNEL))
    assert told["content"].startswith(CAN)


async def test_in_direct_messages_there_are_no_roles(bot: Bot) -> None:
    """What is kept there is the person's own."""
    claim = await a_claim(bot)
    told = await answered(bot.server, await bot.server.slash("verify", claim, channel=DM))
    assert told["content"] == f"**Claim {claim} is verified.**"


async def test_a_refused_window_can_be_had_again(bot: Bot) -> None:
    """With the note in it, should the right come."""
    shown = await answered(bot.server, await bot.server.slash("claims", "embargo"))
    claim = await a_claim(bot)
    pressed = await bot.server.press_id(f"cw2|q|note|||/dispute {claim}", shown)
    window = (await opened(bot, pressed))["data"]
    sent = await bot.server.fill_in(window, shown, note="No minutes say so.")
    refused = await answered(bot.server, sent)
    assert refused["content"].startswith(CAN)
    bot.server.rank = {"roles": [str(DESK)], "permissions": PLAIN}
    again = (await opened(bot, await bot.server.press(refused, "Try again")))["data"]
    assert again["components"][0]["component"]["value"] == "No minutes say so."
    told = await answered(bot.server, await bot.server.fill_in(again, refused, note="No."))
    assert told["content"] == f"**Claim {claim} is disputed.**"


async def opened(bot: Bot, asked: Asked) -> Json:
    """The window that a press opens."""
    return await bot.server.until(lambda: asked.acknowledged)


async def test_who_reviewed_is_shown_by_name_and_not_called(bot: Bot) -> None:
    """In embeds and in plain text; what a note says of people stays words."""
    bot.server.rank = {"roles": [str(DESK)], "permissions": PLAIN}
    claim = await a_claim(bot)
    await answered(bot.server, await bot.server.slash("dispute", f"{claim} ask {ADA} or <@{ADA}>"))
    for permissions in (ALL, str(1 << 11)):
        asked = await bot.server.slash("why", claim, permissions=permissions)
        shown = await answered(bot.server, asked)
        text = shown["content"] + "".join(e["description"] for e in shown["embeds"])
        assert f"disputed by <@{ADA}>, " in text
        assert text.count(f"<@{ADA}>") == 1


async def test_settings_are_for_those_who_manage_the_server(bot: Bot) -> None:
    """Discord hides them from all others, until the server allows more."""
    told = {each["name"]: each for each in bot.server.commands}
    for name, command in told.items():
        needed = command["default_member_permissions"]
        assert needed == (MANAGE if name in ("merge", "split") else None), name
    assert told["merge"]["contexts"] == [0]
    assert told["merge"]["integration_types"] == [0]


@pytest.mark.parametrize("channel", [CHANNEL, DM])
async def test_settings_are_not_typed_past_discord(bot: Bot, channel: int) -> None:
    """A mention or direct message is no way around it."""
    await bot.server.say("<@1001> /merge Mara Ellison into Joan Ellison", channel=channel)
    (told,) = await bot.server.until(lambda: bot.server.posts(channel))
    assert told["content"].startswith("/merge changes what everybody here is answered.")
    there = channel_of(GUILD if channel == CHANNEL else None, channel)
    assert await bot.world.within(there).store.decisions() == ()


async def test_who_manages_the_server_may_type_settings_anywhere_in_it(bot: Bot) -> None:
    """Discord tells us who that is."""
    bot.server.rank = {"roles": [str(CHIEF)], "permissions": ALL}
    await bot.server.say("<@1001> /merge Mara Ellison into Joan Ellison")
    await bot.server.until(lambda: bot.server.posts(CHANNEL))
    there = channel_of(GUILD, CHANNEL)
    assert len(await bot.world.within(there).store.decisions()) == 1
    assert await bot.world.store.decisions() == ()
