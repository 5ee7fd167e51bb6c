"""Digests in Discord: posted once, found again, and refused in words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from discord_bench import RECEIPT, Bot, Handlers, local_discord, running
from discord_payloads import ADA, BARE, CHANNEL, DM, GUILD, READ_HISTORY, THREAD
from discord_payloads import channel as channel_of
from slack_replies import long

from bot.platforms.discord.embeds import render
from handlers.errors import SendFailed, SendRefused, SendUnknown
from handlers.newsroom import Channel, Platform
from handlers.reply import Action, Reply, Row
from handlers.showings import Showing, Told

KEY = "d1-2025-06-06-abcdefghijk"
SINCE = datetime(2025, 1, 1, tzinfo=UTC)
DIGEST = Reply(
    headline="2 new claims for tariffs china",
    receipts=(RECEIPT,),
    actions=(Action(name="more", label="All of it", command="/tariffs china"),),
)
LONG = Reply(
    headline="Long", rows=tuple(Row(label=f"row {n}", text="word " * 200) for n in range(9))
)
EMPTY = Reply(headline="Nothing new.")


def channel(number: int | str = CHANNEL) -> Channel:
    return Channel(platform=Platform.DISCORD, workspace=str(GUILD), id=str(number))


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    """The bot, connected to a local Discord that holds it to its rules."""
    async with local_discord() as server, running(server, Handlers(), tmp_path) as bot:
        yield bot


@pytest.mark.parametrize("reply", [DIGEST, LONG, EMPTY], ids=["short", "long", "empty"])
@pytest.mark.parametrize("where", [CHANNEL, THREAD, BARE])
async def test_a_digest_is_posted_and_found_again(bot: Bot, where: int, reply: Reply) -> None:
    """With embeds and without, in one message or several, by its key."""
    messenger = bot.platform.messenger
    assert await messenger.find(channel(where), KEY, SINCE) is None
    posted = await messenger.post(channel(where), reply, KEY)
    assert posted == " ".join(post["id"] for post in bot.server.posts(where))
    assert await messenger.find(channel(where), KEY, SINCE) == posted
    assert await messenger.find(channel(where), "another-key", SINCE) is None


async def test_a_digest_posted_again_is_shown_once(bot: Bot) -> None:
    """The same key is the same nonce, and Discord is told to enforce it."""
    messenger = bot.platform.messenger
    first = await messenger.post(channel(), LONG, KEY)
    assert await messenger.post(channel(), LONG, KEY) == first
    bodies = [body for _, path, body in bot.server.requests if path.endswith(f"{CHANNEL}/messages")]
    assert all(body["enforce_nonce"] for body in bodies if body)
    assert bot.server.posts(CHANNEL)[0]["nonce"] == KEY
    assert len(bot.server.posts(CHANNEL)) == 2


async def test_a_digest_under_way_is_posted_before_we_hang_up(bot: Bot) -> None:
    """Told to end between two of its messages, the bot posts the second."""
    posting = asyncio.create_task(bot.platform.messenger.post(channel(), LONG, KEY))
    await bot.server.until(lambda: bot.server.posts(CHANNEL))
    await bot.end()
    assert await posting == " ".join(post["id"] for post in bot.server.posts(CHANNEL))
    assert len(bot.server.posts(CHANNEL)) == 2


async def test_half_a_digest_is_not_taken_for_a_whole(bot: Bot) -> None:
    """Each message has its number; the next try looks, and completes what is there."""
    messenger = bot.platform.messenger
    bot.server.fail("POST", f"/{CHANNEL}/messages$", status=503, skip=1)
    with pytest.raises(SendUnknown):
        await messenger.post(channel(), LONG, KEY)
    assert len(bot.server.posts(CHANNEL)) == 1
    found = await messenger.find(channel(), KEY, SINCE)
    assert found
    assert found == bot.server.posts(CHANNEL)[0]["id"]
    await messenger.finish(channel(), found, LONG, KEY)
    assert len(bot.server.posts(CHANNEL)) == 2


async def test_a_person_can_have_a_digest_of_their_own(bot: Bot) -> None:
    """ "@" and a person's number is the conversation with them."""
    await bot.platform.messenger.post(channel(f"@{ADA}"), DIGEST, KEY)
    assert len(bot.server.posts(DM)) == 1


async def test_a_lost_answer_is_unknown_and_can_be_looked_up(bot: Bot) -> None:
    """The message did arrive; only its answer was cut off."""
    bot.server.fail("POST", f"/{CHANNEL}/messages$", after=True)
    with pytest.raises(SendUnknown):
        await bot.platform.messenger.post(channel(), DIGEST, KEY)
    found = await bot.platform.messenger.find(channel(), KEY, SINCE)
    assert found == bot.server.posts(CHANNEL)[0]["id"]


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [
        (403, 50001, "View Channel"),
        (403, 50013, "Send Messages"),
        (404, 10003, "gone"),
        (400, 50083, "archived"),
    ],
)
async def test_a_definite_no_is_refused_in_words(
    bot: Bot, status: int, code: int, words: str
) -> None:
    """Each says what to do."""
    bot.server.fail("POST", f"/{CHANNEL}/messages$", status=status, code=code)
    with pytest.raises(SendRefused, match=words):
        await bot.platform.messenger.post(channel(), DIGEST, KEY)


@pytest.mark.parametrize(("status", "wait"), [(429, 7.0), (503, 0.0)])
async def test_a_busy_discord_is_to_be_tried_again(bot: Bot, status: int, wait: float) -> None:
    """After the time that it names."""
    headers = {"Retry-After": "7"} if status == 429 else {}
    bot.server.fail("POST", f"/{CHANNEL}/messages$", status=status, headers=headers)
    with pytest.raises(SendFailed) as failed:
        await bot.platform.messenger.post(channel(), DIGEST, KEY)
    assert not isinstance(failed.value, SendRefused | SendUnknown)
    assert failed.value.retry_after == wait


async def test_looking_without_permission_is_no_answer(bot: Bot) -> None:
    """Neither a refusal nor the silence of a cut connection means that nothing was posted."""
    for status, times in ((403, 1), (0, 2)):
        bot.server.fail("GET", f"/{CHANNEL}/messages", status=status, code=50001, times=times)
        with pytest.raises(SendUnknown):
            await bot.platform.messenger.find(channel(), KEY, SINCE)


async def test_a_channel_without_history_cannot_be_looked_into(bot: Bot) -> None:
    """Discord shows an empty history there, which would read as not posted."""
    await bot.server.dispatch("CHANNEL_UPDATE", channel_of(CHANNEL, denied=READ_HISTORY))
    await bot.server.say("<@1001> now")
    await bot.server.until(lambda: bot.server.posts(CHANNEL))
    with pytest.raises(SendUnknown, match="Read Message History"):
        await bot.platform.messenger.find(channel(), KEY, SINCE)


async def test_before_the_log_in_nothing_can_be_sent(bot: Bot) -> None:
    """To be tried again soon."""
    with pytest.raises(SendFailed, match="not connected"):
        await bot.build().messenger.post(channel(), DIGEST, KEY)


async def test_what_is_no_channel_of_discord_is_refused(bot: Bot) -> None:
    """A channel of another platform, say."""
    with pytest.raises(SendRefused):
        await bot.platform.messenger.post(channel("C0123"), DIGEST, KEY)


@pytest.mark.parametrize("reply", [DIGEST, LONG, EMPTY], ids=["short", "long", "empty"])
@pytest.mark.parametrize("where", [CHANNEL, BARE])
async def test_a_digest_is_put_right_in_place(bot: Bot, where: int, reply: Reply) -> None:
    """Each message that shows the claim says it at its head; the digest is found as before."""
    messenger = bot.platform.messenger
    posted = await messenger.post(channel(where), reply, KEY)
    ids = posted.split(" ")
    told = (Told(claim_id=reply.claims[0].claim_id if reply.claims else "x", words="Put right."),)
    showing = Showing(
        channel=channel(where), message_id=posted, claim_ids=(), shown=SINCE, delivery=KEY
    )
    await messenger.update(showing, reply, told, KEY)
    posts = {post["id"]: post for post in bot.server.posts(where)}
    right = [each for each in ids if "Put right." in str(posts[each])]
    assert right[:1] == ids[:1] if not reply.claims or where == BARE else right
    assert all("Put right." in posts[each]["content"] for each in right)
    assert await messenger.find(channel(where), KEY, SINCE) == posted
    with pytest.raises(SendRefused):
        await messenger.update(replace(showing, message_id="m1"), reply, told, KEY)


async def test_of_a_long_digest_the_messages_that_show_the_claim_are_put_right(bot: Bot) -> None:
    """The others stay as they are, and no words of any are lost."""
    cards = [replace(card, claim_id=f"c{number}") for number, card in enumerate(long().claims)]
    reply = replace(long(), claims=tuple(cards))
    posted = await bot.platform.messenger.post(channel(), reply, KEY)
    before = {post["id"]: dict(post) for post in bot.server.posts(CHANNEL)}
    parts = render(reply, key=KEY)
    ids = posted.split(" ")
    assert len(ids) == len(parts) > 2
    for claim in ("c0", cards[-1].claim_id):
        at = next(number for number, part in enumerate(parts) if claim in part.claims)
        showing = Showing(
            channel=channel(), message_id=posted, claim_ids=(), shown=SINCE, delivery=KEY
        )
        told = (Told(claim_id=claim, words="Put right: @everyone."),)
        await bot.platform.messenger.update(showing, reply, told, KEY)
        after = {post["id"]: post for post in bot.server.posts(CHANNEL)}
        changed = [each for each in ids if after[each]["content"] != before[each]["content"]]
        assert ids[at] in changed
        assert after[ids[at]]["embeds"] == before[ids[at]]["embeds"]
        before = {each: dict(post) for each, post in after.items()}


async def test_a_digest_found_again_is_found_whole(bot: Bot) -> None:
    """All of its messages, and none of another digest just before it."""
    messenger = bot.platform.messenger
    await messenger.post(channel(), LONG, "other-key")
    posted = await messenger.post(channel(), LONG, KEY)
    assert len(posted.split(" ")) > 1
    assert await messenger.find(channel(), KEY, SINCE) == posted


async def test_a_correction_answers_the_message(bot: Bot) -> None:
    """As a reply to it, with a key of its own."""
    messenger = bot.platform.messenger
    posted = await messenger.post(channel(), DIGEST, KEY)
    below = await messenger.answer(channel(), posted, EMPTY, "correction-key")
    bodies = [body for _, path, body in bot.server.requests if path.endswith(f"{CHANNEL}/messages")]
    assert bodies[-1] is not None
    assert bodies[-1]["message_reference"]["message_id"] == int(posted)
    assert await messenger.find(channel(), "correction-key", SINCE, under=posted) == below


async def test_a_channel_of_another_server_is_refused(bot: Bot) -> None:
    """Whoever names it from elsewhere."""
    elsewhere = Channel(platform=Platform.DISCORD, workspace="77", id=str(CHANNEL))
    with pytest.raises(SendRefused, match="another server"):
        await bot.platform.messenger.post(elsewhere, DIGEST, KEY)


@pytest.mark.parametrize("where", [CHANNEL, BARE])
async def test_what_was_cut_off_is_found_and_finished(bot: Bot, where: int) -> None:
    """Killed after some of its messages: the others are posted, and none of these again."""
    messenger = bot.platform.messenger
    bot.server.knows_nonces = False
    whole = await messenger.post(channel(where), LONG, KEY)
    said = [(each["content"], each["embeds"]) for each in bot.server.posts(where)]
    assert len(said) > 1
    del bot.server.messages[where][1:]
    found = await messenger.find(channel(where), KEY, SINCE)
    assert found == whole.split(" ")[0]
    finished = await messenger.finish(channel(where), found, LONG, KEY)
    assert [(each["content"], each["embeds"]) for each in bot.server.posts(where)] == said
    assert await messenger.find(channel(where), KEY, SINCE) == finished
    assert await messenger.finish(channel(where), finished, LONG, KEY) == finished
    assert len(bot.server.posts(where)) == len(said)
