"""Digests on Slack: posted with their key, found again, and never twice on purpose."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from slack_replies import answer, long
from slack_rules import all_text
from slack_server import BOT_TOKEN, Scripted, SlackServer

from bot.platforms.pace import Pace
from bot.platforms.slack.messenger import SlackMessenger
from bot.platforms.slack.web import SlackWeb
from handlers.errors import SendFailed, SendRefused, SendUnknown
from handlers.newsroom import Channel, Platform
from handlers.showings import Showing, Told

TRADE = Channel(platform=Platform.SLACK, workspace="T0NEWS", id="C0TRADE")
ANN = Channel(platform=Platform.SLACK, workspace="T0NEWS", id="@U0ANN")
KEY = "k" * 25


@pytest.fixture
def messenger(server: SlackServer) -> SlackMessenger:
    """A messenger that posts to the local Slack."""
    web = SlackWeb(bot_token=BOT_TOKEN, api_url=server.api_url)
    return SlackMessenger(web, Pace(0))


@pytest.mark.parametrize("there", [1, 2, 3])
async def test_what_was_cut_off_is_found_and_finished(
    server: SlackServer, messenger: SlackMessenger, there: int
) -> None:
    """Killed after some of its parts: the others are posted, and none of these again."""
    whole = await messenger.post(TRADE, long(), KEY)
    texts = [each["text"] for each in server.history["C0TRADE"]]
    del server.history["C0TRADE"][: len(whole.split(" ")) - there]
    after = SlackMessenger(SlackWeb(bot_token=BOT_TOKEN, api_url=server.api_url), Pace(0))
    found = await after.find(TRADE, KEY, lately())
    assert found
    assert found.split(" ") == whole.split(" ")[:there]
    finished = await after.finish(TRADE, found, long(), KEY)
    assert [each["text"] for each in server.history["C0TRADE"]] == texts
    calls = len(server.of("chat.postMessage"))
    assert await after.finish(TRADE, finished, long(), KEY) == finished
    assert len(server.of("chat.postMessage")) == calls


async def test_a_part_that_fails_is_posted_after_a_look(
    server: SlackServer, messenger: SlackMessenger
) -> None:
    """What stands already must not stand twice."""
    fails = Scripted(answer={"ok": False, "error": "fatal_error"}, status=500)
    server.script["chat.postMessage"].extend([Scripted(), fails])
    with pytest.raises(SendUnknown):
        await messenger.post(TRADE, long(), KEY)
    found = await messenger.find(TRADE, KEY, lately())
    assert found
    whole = await messenger.finish(TRADE, found, long(), KEY)
    assert len(server.history["C0TRADE"]) == len(whole.split(" "))


def shown(channel: Channel, message_id: str) -> Showing:
    """What stands there."""
    return Showing(channel=channel, message_id=message_id, claim_ids=(), shown=lately())


def lately() -> datetime:
    """A moment before the test began."""
    return datetime.now(UTC) - timedelta(seconds=30)


async def test_post_carries_its_key(server: SlackServer, messenger: SlackMessenger) -> None:
    """A digest has its key in the metadata, no unfurls, and the complete text."""
    stamp = await messenger.post(TRADE, answer(), KEY)
    (message,) = server.history["C0TRADE"]
    assert message["ts"] == stamp
    assert message["metadata"] == {
        "event_type": "claimwire_delivery",
        "event_payload": {"key": KEY},
    }
    assert message["unfurl_links"] is False
    assert message["unfurl_media"] is False
    assert "Odile Brandt" in message["text"]


async def test_find_reads_all_pages(messenger: SlackMessenger) -> None:
    """The message is found by its key among later ones; another key is not."""
    stamp = await messenger.post(TRADE, answer(), KEY)
    for number in range(5):
        await messenger.post(TRADE, answer(), f"other-{number}")
    assert await messenger.find(TRADE, KEY, lately()) == stamp
    assert await messenger.find(TRADE, "never", lately()) is None
    ahead = lately() + timedelta(days=365)  # a rehearsal's clock
    assert await messenger.find(TRADE, KEY, ahead) == stamp


async def test_another_apps_message_is_not_ours(
    server: SlackServer, messenger: SlackMessenger
) -> None:
    """A key copied by another app does not count as delivered."""
    messenger.bot = "B0BOT"
    await messenger.post(TRADE, answer(), KEY)
    server.history["C0TRADE"][0]["bot_id"] = "B0OTHER"
    assert await messenger.find(TRADE, KEY, lately()) is None


async def test_long_digest_goes_on_in_its_thread(
    server: SlackServer, messenger: SlackMessenger
) -> None:
    """What does not fit follows in the thread, each part with its own key; nothing is lost."""
    stamp = (await messenger.post(TRADE, long(), KEY)).split(" ")[0]
    messages = list(reversed(server.history["C0TRADE"]))
    assert len(messages) > 2
    assert [each.get("thread_ts") for each in messages[1:]] == [stamp] * (len(messages) - 1)
    keys = [each["metadata"]["event_payload"]["key"] for each in messages]
    assert keys == [KEY, *(f"{KEY}/{number}" for number in range(2, len(messages) + 1))]
    shown = "".join(all_text(each) for each in messages)
    assert all(card.speaker in shown for card in long().claims)


async def test_long_digest_cut_short_still_counts(
    server: SlackServer, messenger: SlackMessenger
) -> None:
    """A refusal in the thread does not undo the digest: it would be posted twice."""
    server.script["chat.postMessage"].extend(
        [Scripted(), Scripted(answer={"ok": False, "error": "restricted_action_thread_locked"})]
    )
    assert await messenger.post(TRADE, long(), KEY) == server.history["C0TRADE"][0]["ts"]


@pytest.mark.parametrize(
    ("scripted", "error", "wait"),
    [
        (
            Scripted(
                answer={"ok": False, "error": "ratelimited"},
                status=429,
                headers={"Retry-After": "7"},
            ),
            SendFailed,
            7,
        ),
        (Scripted(answer={}, status=503, headers={"Retry-After": "9"}), SendFailed, 9),
        (Scripted(answer={}, status=500), SendFailed, 30),
        (Scripted(lose=True), SendUnknown, 0),
        (Scripted(answer={"ok": False, "error": "fatal_error"}), SendUnknown, 0),
        (Scripted(answer={"ok": False, "error": "channel_not_found"}), SendRefused, 0),
        (Scripted(answer={"ok": False, "error": "is_archived"}), SendRefused, 0),
        (Scripted(answer={"ok": False, "error": "<!channel> new"}), SendRefused, 0),
        (Scripted(answer={"ok": False}), SendUnknown, 0),
    ],
)
async def test_failures_are_told_apart(
    server: SlackServer,
    messenger: SlackMessenger,
    scripted: Scripted,
    error: type[SendFailed],
    wait: float,
) -> None:
    """A busy Slack, a lost answer and a definite no are three different errors, in words."""
    server.script["chat.postMessage"].append(scripted)
    with pytest.raises(SendFailed) as caught:
        await messenger.post(TRADE, answer(), KEY)
    kinds = (SendUnknown, SendRefused)
    assert [isinstance(caught.value, k) for k in kinds] == [issubclass(error, k) for k in kinds]
    assert caught.value.retry_after == wait
    assert str(caught.value).endswith(".")
    assert "<" not in str(caught.value)
    assert len(server.of("chat.postMessage")) == 1


async def test_unreachable_slack_may_be_tried_again() -> None:
    """A connection that never came about is no lost answer."""
    nowhere = SlackMessenger(SlackWeb(bot_token=BOT_TOKEN, api_url="http://127.0.0.1:9/api/"))
    with pytest.raises(SendFailed) as caught:
        await nowhere.post(TRADE, answer(), KEY)
    assert not isinstance(caught.value, SendUnknown | SendRefused)


async def test_lost_answer_is_found(server: SlackServer, messenger: SlackMessenger) -> None:
    """A post whose answer was lost is found in the channel, so nothing is doubled."""
    server.script["chat.postMessage"].append(Scripted(lose=True))
    with pytest.raises(SendUnknown):
        await messenger.post(TRADE, answer(), KEY)
    assert await messenger.find(TRADE, KEY, lately()) == server.history["C0TRADE"][0]["ts"]


async def test_looking_may_be_forbidden(server: SlackServer, messenger: SlackMessenger) -> None:
    """Without the scope nobody can say; but what surely was not sent need not be looked for."""
    no = Scripted(answer={"ok": False, "error": "missing_scope"})
    server.script["conversations.history"].extend([no, no])
    with pytest.raises(SendUnknown, match="channels:history"):
        await messenger.find(TRADE, KEY, lately())
    server.script["chat.postMessage"].append(
        Scripted(answer={"ok": False, "error": "ratelimited"}, status=429)
    )
    with pytest.raises(SendFailed):
        await messenger.post(TRADE, answer(), "another")
    assert await messenger.find(TRADE, "another", lately()) is None


async def test_person_is_written_to_directly(
    server: SlackServer, messenger: SlackMessenger
) -> None:
    """A digest for a person goes to the conversation with them, and is found there."""
    stamp = await messenger.post(ANN, answer(), KEY)
    assert server.of("chat.postMessage")[0].arguments["channel"] == "U0ANN"
    assert await messenger.find(ANN, KEY, lately()) == stamp
    later = SlackMessenger(SlackWeb(bot_token=BOT_TOKEN, api_url=server.api_url))
    assert await later.find(ANN, KEY, lately()) == stamp


async def test_a_message_is_put_right_in_place(
    server: SlackServer, messenger: SlackMessenger
) -> None:
    """Under its own id, with its key; a message that is gone is a definite no."""
    posted = await messenger.post(TRADE, long(), KEY)
    stamp = posted.split(" ")[0]
    cards = enumerate(long().claims)
    reply = replace(long(), claims=tuple(replace(each, claim_id=f"c{n}") for n, each in cards))
    told = (Told(claim_id="elsewhere", words="Corrected: <!here> no"),)
    await messenger.update(shown(TRADE, posted), long(), told, KEY)
    (updated,) = server.of("chat.update")
    assert updated.arguments["ts"] == stamp
    assert len(updated.arguments["text"]) <= 4_000
    assert "Corrected: ‹!here› no" not in updated.arguments["text"]
    assert updated.arguments["text"].startswith("Corrected: &lt;!here&gt; no")
    assert await messenger.find(TRADE, KEY, lately()) == posted
    last = (Told(claim_id=reply.claims[-1].claim_id, words="No."),)
    await messenger.update(shown(TRADE, posted), reply, last, KEY)
    again = server.of("chat.update")[1:]
    assert len(posted.split(" ")) > 2
    assert [each.arguments["ts"] for each in again] == [posted.split(" ")[-1]]
    with pytest.raises(SendRefused):
        await messenger.update(shown(TRADE, "1700000000.000001"), answer(), told, KEY)
    ann = await messenger.post(ANN, answer(), "ann")
    await messenger.update(shown(ANN, ann), answer(), told, "ann")


async def test_a_thread_is_told_and_looked_through(
    server: SlackServer, messenger: SlackMessenger
) -> None:
    """Below the message, with a key of its own by which it is found there."""
    stamp = await messenger.post(TRADE, answer(), KEY)
    below = await messenger.answer(TRADE, stamp, answer(), "correction")
    assert server.history["C0TRADE"][0]["thread_ts"] == stamp
    assert await messenger.find(TRADE, "correction", lately(), under=stamp) == below
    assert await messenger.find(TRADE, "other", lately(), under=stamp) is None


async def test_posts_to_a_channel_are_a_second_apart(server: SlackServer) -> None:
    """Those of one message too; another channel need not wait."""
    paced = SlackMessenger(SlackWeb(bot_token=BOT_TOKEN, api_url=server.api_url), Pace(0.2))
    began = time.monotonic()
    await paced.post(TRADE, answer(), "a")
    await paced.post(replace(TRADE, id="C0OTHER"), answer(), "b")
    await paced.post(TRADE, answer(), "c")
    await paced.post(TRADE, answer(), "d")
    assert time.monotonic() - began >= 0.4
