"""What is pressed, picked and filled in under answers in Discord, today and months later."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import newsroom_samples
import pytest
from discord_bench import Bot, Handlers, answered, local_discord, running
from discord_payloads import ADA, CHANNEL, GUILD, Json
from discord_rest import Asked

from handlers.commands import answer
from handlers.reply import Reply, Row

BEN = 3003


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """The bot, connected to a local Discord that holds it to its rules."""
    async with local_discord() as server, running(server, Handlers(), tmp_path) as bot:
        yield bot


@pytest.fixture
async def real(tmp_path: Path) -> AsyncIterator[Bot]:
    """The same with the real handlers over a small newsroom."""
    world, _store, _clock = await newsroom_samples.newsroom()
    async with local_discord() as server:
        bot = Bot(server, Handlers(), tmp_path, respond=answer, world=world)
        await bot.start()
        await server.until(lambda: server.syncs)
        yield bot
        await bot.end()


def parts(message: Json) -> list[Json]:
    """All buttons and selects under a message."""
    return [part for row in message["components"] for part in row["components"]]


def labels(message: Json) -> list[str]:
    """The buttons under a message, greyed out ones in brackets."""
    return [
        f"[{part['label']}]" if part.get("disabled") else part["label"]
        for part in parts(message)
        if part["type"] == 2
    ]


def page(number: int, of: int) -> Reply:
    """One page of an answer."""
    following = f"p{number + 1}" if number < of else ""
    return Reply(headline=f"Page {number}", rows=(Row(label="a", text="b"),), next=following)


async def test_more_turns_the_page_in_place_and_back_turns_it_again(bot: Bot) -> None:
    """A private answer in one message becomes its next page; at the end More is greyed out."""
    bot.handlers.reply = page(1, 3)
    shown = await answered(bot.server, await bot.server.slash("tariffs", "china"))
    assert labels(shown) == ["More"]
    seen = []
    for label, number in (("More", 2), ("More", 3), ("Back", 2), ("Back", 1)):
        bot.handlers.reply = page(number, 3)
        turned = await bot.server.press(shown, label)
        shown = await answered(bot.server, turned)
        assert turned.acknowledged == {"type": 6}
        assert turned.followups == []
        seen.append((shown["content"], labels(shown), bot.handlers.asked[-1].page))
    assert seen == [
        ("**Page 2**", ["Back", "More"], "p2"),
        ("**Page 3**", ["Back", "[More]"], "p3"),
        ("**Page 2**", ["Back", "More"], "p2"),
        ("**Page 1**", ["More"], ""),
    ]


async def test_a_long_answers_next_page_is_a_message_of_its_own(bot: Bot) -> None:
    """What was shown in several messages stays as it is."""
    rows = tuple(Row(label=f"row {n}", text="word " * 100) for n in range(25))
    bot.handlers.reply = Reply(headline="Many rows", rows=rows, next="p2")
    asked = await bot.server.slash("help")
    last = (await bot.server.followups(asked, 2))[-1]
    bot.handlers.reply = page(2, 2)
    more = await bot.server.press(last, "More")
    shown = await answered(bot.server, more)
    assert more.acknowledged == {"type": 5, "data": {"flags": 64}}
    assert (shown["content"], labels(shown)) == ("**Page 2**", ["Back", "[More]"])


async def test_pages_of_a_public_answer_are_its_askers(bot: Bot) -> None:
    """Others are told privately how to get pages of their own; the message stays as it is."""
    await bot.server.say("<@1001> tariffs china")
    (posted,) = await bot.server.until(lambda: bot.server.posts(CHANNEL))
    refused = await bot.server.press(posted, "More", who=BEN)
    told = await answered(bot.server, refused)
    assert refused.acknowledged == {"type": 5, "data": {"flags": 64}}
    assert told["content"].endswith("For pages of your own, type: tariffs china")
    assert len(bot.handlers.asked) == 1
    turned = await bot.server.press(posted, "More")
    assert (await answered(bot.server, turned))["content"] == "**Answer to tariffs china page p2**"
    assert (turned.acknowledged, turned.followups) == ({"type": 6}, [])


@pytest.mark.parametrize("words", ["china", "very " * 30 + "long words"])
async def test_buttons_work_after_a_restart(bot: Bot, words: str) -> None:
    """Short questions ride in the button, long ones are kept in the data folder."""
    private = await answered(bot.server, await bot.server.slash("claims", words))
    await bot.restart()
    again = await bot.server.press(private, "More")
    assert (await answered(bot.server, again))[
        "content"
    ] == f"**Answer to /claims {words} page p2**"
    assert bot.server.syncs == 1


async def test_a_button_that_nobody_remembers_says_so_and_is_greyed_out(bot: Bot) -> None:
    """Its question is lost, its presser is not."""
    private = await answered(bot.server, await bot.server.slash("claims", "long words " * 20))
    await bot.end()
    (bot.folder / "discord.json").unlink()
    bot.server.ready.clear()
    bot.platform = bot.build()
    await bot.start()
    asked = await bot.server.press(private, "More")
    (told,) = await bot.server.followups(asked, 1)
    assert told["content"] == "I no longer know the question behind this button. Type it again."
    assert told["flags"] == 64
    assert asked.original is not None
    assert labels(asked.original) == ["[More]", "Share to channel"]
    assert asked.original["embeds"] == private["embeds"]


@pytest.mark.parametrize("custom_id", ["cw2|k|run||0123456789abcdef01234567", "other", "cw1|q|x||"])
async def test_whatever_is_pressed_gets_a_sentence(bot: Bot, custom_id: str) -> None:
    """Also what was never ours."""
    private = await answered(bot.server, await bot.server.slash("tariffs"))
    asked = await bot.server.press_id(custom_id, private)
    (told,) = await bot.server.followups(asked, 1)
    assert told["content"].startswith("I no longer know the question behind this button.")
    assert len(bot.handlers.asked) == 1


async def test_a_claim_is_picked_and_disputed_in_a_window(real: Bot) -> None:
    """From an answer to one claim, its reasons and context, and to a note that is kept."""
    shown = await answered(real.server, await real.server.slash("tariffs", "china"))
    select = next(part for part in parts(shown) if part["type"] == 3)
    claim = select["options"][0]["value"]
    picked = await answered(real.server, await real.server.pick(shown, claim))
    assert f"claim {claim}" in picked["content"]
    assert {"In its article", "Verify", "Dispute, with a note"} <= set(labels(picked))
    asked = await real.server.press(picked, "Dispute, with a note")
    window = await _window(real, asked)
    assert window["title"] == f"Dispute claim {claim}"
    assert window["components"][0]["component"]["required"] is True
    sent = await real.server.fill_in(window, picked, note="The minutes\nsay otherwise.")
    told = await answered(real.server, sent)
    assert told["content"] == f"**Claim {claim} is disputed.**"
    assert "The minutes say otherwise." in str(told["embeds"])
    (review,) = await real.world.store.reviews(str(GUILD), claim)
    assert (review.by, review.note) == (str(ADA), "The minutes say otherwise.")


async def test_what_was_typed_survives_a_refusal_and_a_restart_does_not_hurt(real: Bot) -> None:
    """The window comes back filled in; after a restart it comes back, empty."""
    claim = "abcdefghij"  # which no claim has
    shown = await answered(real.server, await real.server.slash("help"))
    asked = await real.server.press_id(f"cw2|q|note|||/verify {claim}", shown)
    window = await _window(real, asked)
    assert window["components"][0]["component"]["required"] is False
    sent = await real.server.fill_in(window, shown, note="Heard it *myself*.")
    refused = await answered(real.server, sent)
    assert f"No claim has the id {claim}" in refused["content"]
    again = await _window(real, await real.server.press(refused, "Try again"))
    assert again["components"][0]["component"]["value"] == "Heard it *myself*."
    await real.restart()
    fresh = await _window(real, await real.server.press(refused, "Try again"))
    assert fresh["components"][0]["component"].get("value") is None
    assert fresh["custom_id"] == window["custom_id"]


async def test_a_misread_claim_is_marked_with_what_is_wrong(real: Bot) -> None:
    """The mistake is picked in the window, the note is typed."""
    shown = await answered(real.server, await real.server.slash("claims", "embargo"))
    claim = next(part for part in parts(shown) if part["type"] == 3)["options"][0]["value"]
    window = await _window(real, await real.server.press_id(f"cw2|q|note|||/wrong {claim}", shown))
    told = await answered(
        real.server, await real.server.fill_in(window, shown, mistake="words", note="")
    )
    assert "its words are not those that were said" in told["content"]


async def test_an_old_window_says_what_to_type(bot: Bot) -> None:
    """A window that outlived its meaning."""
    shown = await answered(bot.server, await bot.server.slash("tariffs"))
    window: Json = {"custom_id": "gone", "components": []}
    told = await answered(bot.server, await bot.server.fill_in(window, shown))
    assert told["content"].startswith("I no longer know what this window was for.")


async def _window(bot: Bot, asked: Asked) -> Json:
    """The window that a press opens, as the very first response."""
    opened = await bot.server.until(lambda: asked.acknowledged)
    assert opened["type"] == 9
    window: Json = opened["data"]
    return window
