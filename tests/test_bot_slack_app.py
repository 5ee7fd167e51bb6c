"""The real Bolt app over real websockets against a local Slack: what people do, what they get."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from fakes import FixedClock, MemoryStore
from slack_bot import PACE, Newsroom, running
from slack_rules import all_text, buttons, live_markup
from slack_server import APP_TOKEN, BOT_TOKEN, Scripted, SlackServer

from bot.platforms.slack.app import SlackPlatform
from bot.platforms.slack.desk import OLD_BUTTON, OUTSIDE, SHARED_ALREADY, SORRY
from bot.platforms.slack.settings import SlackSettings, check_tokens, off_because
from handlers.commands import COMMANDS, answer
from handlers.errors import Refused
from handlers.newsroom import Request
from handlers.ports import World
from handlers.reply import Reply


@pytest.fixture
def newsroom() -> Newsroom:
    """Handlers that say back what was asked."""
    return Newsroom()


async def test_slash_command_is_answered_privately(server: SlackServer, newsroom: Newsroom) -> None:
    """A slash command is acknowledged empty and answered by its response_url to one person."""
    async with running(server, newsroom):
        await server.deliver("slash_commands", server.slash("/tariffs china"))
        message = await server.answered("response_url")
    assert message["response_type"] == "ephemeral"
    assert "You asked '/tariffs china'" in message["text"]
    assert "You asked '/tariffs china'" in all_text(message)
    assert [each["text"]["text"] for each in buttons(message)] == ["Share to channel", "More"]
    assert newsroom.asked[0].channel.workspace == "T0NEWS"
    assert newsroom.asked[0].zone == "Europe/London"
    assert list(server.acknowledged.values()) == [{"envelope_id": next(iter(server.acknowledged))}]


async def test_two_lines_and_one_of_them_cut(server: SlackServer, newsroom: Newsroom) -> None:
    """Two connections are open; when one is cut the other hears on, and nothing is doubled."""
    async with running(server, newsroom, lines=2):
        first = await server.connected(1)
        await server.connected(2)
        event = server.event("app_mention", "<@U0BOT> tariffs")
        for number in (0, 1):
            await server.deliver("events_api", event, socket=number)
        transport = first._req.transport if first._req else None
        assert transport
        transport.abort()
        other = server.event("app_mention", "<@U0BOT> last")
        await server.deliver("events_api", other, socket=1)
        await server.answered("chat.postMessage", 2)
        await server.connected(3)
        await server.deliver("events_api", other, socket=2)
    assert sorted(request.text for request in newsroom.asked) == ["last", "tariffs"]


async def test_busy_channel_delays_no_other(server: SlackServer, newsroom: Newsroom) -> None:
    """429 holds back its own channel for as long as it says, and no other; all is answered."""
    busy = Scripted(
        answer={"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "2"}
    )
    server.script["chat.postMessage"].append(busy)
    async with running(server, newsroom):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> a"))
        await server.answered("chat.postMessage")
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> b"))
        other = server.event("app_mention", "<@U0BOT> c", channel="C0OTHER")
        await server.deliver("events_api", other)
        await server.answered("chat.postMessage", 4)
    channels = [call.arguments["channel"] for call in server.of("chat.postMessage")]
    assert channels == ["C0TRADE", "C0OTHER", "C0TRADE", "C0TRADE"]
    assert len(server.history["C0TRADE"]) == 2


async def test_acknowledged_before_the_answer(server: SlackServer, newsroom: Newsroom) -> None:
    """The acknowledgement does not wait for a slow handler, nor for a slow auth.test."""
    newsroom.gate.clear()
    async with running(server, newsroom):
        await server.deliver("slash_commands", server.slash("/tariffs"))
        assert server.of("response_url") == []
        newsroom.gate.set()
        await server.answered("response_url")


async def test_mention_is_answered_in_its_thread(server: SlackServer, newsroom: Newsroom) -> None:
    """A mention in a thread is answered there, without our name in the question."""
    async with running(server, newsroom):
        event = server.event(
            "app_mention", "<@U0BOT> tariffs AT&amp;T <#C1|trade>", thread_ts="1749999999.000001"
        )
        await server.deliver("events_api", event)
        message = await server.answered("chat.postMessage")
    assert message["thread_ts"] == "1749999999.000001"
    assert message["unfurl_links"] is False
    assert newsroom.asked[0].text == "tariffs AT&T #trade"
    assert [each["text"]["text"] for each in buttons(message)] == ["More"]


async def test_quotations_arrive_as_typed(server: SlackServer, newsroom: Newsroom) -> None:
    """Escapes are undone in slash commands too; a pasted text keeps its lines and its end."""
    words = "“Trade &amp; peace, 30 &lt; 40,” Roth said.\n" + "&gt; “We go on.”\n" * 200
    async with running(server, newsroom):
        await server.deliver("slash_commands", server.slash("/check “A &amp; B &lt;3” Roth"))
        await server.answered("response_url")
        event = server.event("app_mention", f"<@U0BOT> check {words}")
        await server.deliver("events_api", event)
        await server.answered("chat.postMessage")
    slashed, mentioned = (asked.text for asked in newsroom.asked)
    assert slashed == "/check “A & B <3” Roth"
    assert mentioned.splitlines()[0] == "check “Trade & peace, 30 < 40,” Roth said."
    assert mentioned.splitlines()[1:] == ["> “We go on.”"] * 200


async def test_mention_in_the_channel_opens_a_thread(
    server: SlackServer, newsroom: Newsroom
) -> None:
    """A mention outside any thread is answered in a thread of its own; empty asks for help."""
    async with running(server, newsroom):
        event = server.event("app_mention", "<@U0BOT>")
        await server.deliver("events_api", event)
        message = await server.answered("chat.postMessage")
    assert message["thread_ts"] == event["event"]["ts"]
    assert newsroom.asked[0].text == "/help"


async def test_guests_of_another_organisation_change_nothing(
    server: SlackServer, newsroom: Newsroom
) -> None:
    """In a shared channel they may ask; what would be kept here is for our own people."""
    press = {"action_id": "claimwire_verify_9", "value": '{"v":1,"c":"/verify x","p":"","s":0}'}
    async with running(server, newsroom):
        for number, text in enumerate(("digest here daily 08:30 x", "verify abcdefghij"), start=1):
            event = server.event("app_mention", f"<@U0BOT> /{text}", user_team="T0FAR")
            await server.deliver("events_api", event)
            told = await server.answered("chat.postEphemeral", number)
            assert told["text"] == OUTSIDE
        guest = {"user": {"id": "U0FAR", "team_id": "T0FAR"}}
        await server.deliver("interactive", server.press(press, **guest))
        assert (await server.answered("response_url"))["text"] == OUTSIDE
        event = server.event("app_mention", "<@U0BOT> tariffs", user_team="T0FAR")
        await server.deliver("events_api", event)
        await server.answered("chat.postMessage")
    assert [request.text for request in newsroom.asked] == ["tariffs"]


async def test_direct_message_is_answered(server: SlackServer, newsroom: Newsroom) -> None:
    """A direct message is answered in the conversation; messages elsewhere are not ours."""
    async with running(server, newsroom):
        for more in (
            {"channel_type": "channel"},
            {"channel_type": "im", "bot_id": "B9"},
            {"channel_type": "im", "subtype": "message_changed"},
        ):
            await server.deliver("events_api", server.event("message", "no", **more))
        event = server.event("message", "tariffs", channel="D1", channel_type="im")
        await server.deliver("events_api", event)
        message = await server.answered("chat.postMessage")
    assert message["channel"] == "D1"
    assert "thread_ts" not in message
    assert [request.text for request in newsroom.asked] == ["tariffs"]


async def test_repeated_events_are_answered_once(server: SlackServer, newsroom: Newsroom) -> None:
    """The same event again, or the same message as another event, is acknowledged only."""
    async with running(server, newsroom):
        event = server.event("app_mention", "<@U0BOT> tariffs")
        await server.deliver("events_api", event)
        await server.deliver("events_api", event)
        await server.deliver("events_api", {**event, "event_id": "EvOther"})
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> last"))
        await server.answered("chat.postMessage", 2)
    assert [request.text for request in newsroom.asked] == ["tariffs", "last"]


async def test_repeated_events_are_known_after_a_restart(
    server: SlackServer, newsroom: Newsroom
) -> None:
    """Another process on the same store answers no event a second time, and shares once."""
    world = World(store=MemoryStore(), clock=FixedClock())
    event = server.event("app_mention", "<@U0BOT> tariffs")
    async with running(server, newsroom, world):
        await server.deliver("events_api", event)
        message = await server.answered("chat.postMessage")
        await server.deliver("slash_commands", server.slash("/tariffs"))
        share = buttons(await server.answered("response_url"))[0]
        await server.deliver("interactive", server.press(share))
        await server.answered("chat.postMessage", 2)
    async with running(server, newsroom, world):
        await server.connected(2)
        await server.deliver("events_api", event)
        await server.deliver("interactive", server.press(share))
        assert (await server.answered("response_url", 2))["text"] == SHARED_ALREADY
    assert "You asked" in message["text"]
    assert len(server.of("chat.postMessage")) == 2


async def test_buttons_work_after_a_restart(server: SlackServer, newsroom: Newsroom) -> None:
    """More and Share carry all they need: another process answers them."""
    async with running(server, newsroom):
        await server.deliver("slash_commands", server.slash("/tariffs china"))
        message = await server.answered("response_url")
    share, more = buttons(message)
    async with running(server, newsroom):
        await server.connected(2)
        await server.deliver("interactive", server.press(more))
        await server.answered("response_url", 2)
        await server.deliver("interactive", server.press(share))
        shared = await server.answered("chat.postMessage")
        await server.deliver("interactive", server.press(share))
        again = await server.answered("response_url", 3)
    assert (newsroom.asked[1].text, newsroom.asked[1].page) == ("/tariffs china", "p2")
    assert "Shared by <@U0ANN>" in shared["text"]
    assert "Shared by <@U0ANN>" in all_text(shared)
    assert shared["channel"] == "C0TRADE"
    assert again["text"] == SHARED_ALREADY
    assert len(server.of("chat.postMessage")) == 1


async def test_refused_sharing_says_the_way_out(server: SlackServer, newsroom: Newsroom) -> None:
    """Where we are not in the channel the person is told what to type, and may try again."""
    async with running(server, newsroom):
        await server.deliver("slash_commands", server.slash("/tariffs china"))
        share = buttons(await server.answered("response_url"))[0]
        server.script["chat.postMessage"].append(
            Scripted(answer={"ok": False, "error": "not_in_channel"})
        )
        await server.deliver("interactive", server.press(share))
        told = await server.answered("response_url", 2)
        await server.deliver("interactive", server.press(share))
        await server.answered("chat.postMessage", 2)
    assert "I am not in #trade. Type /invite @Claimwire there" in told["text"]


def refused(_request: Request) -> Reply:
    """What comes where the store is busy for a moment."""
    return Reply(headline="The database is busy: try again.", private=True, refused=True)


def broken(_request: Request) -> Reply:
    """Something that nobody foresaw."""
    raise RuntimeError


@pytest.mark.parametrize(("fails", "words"), [(refused, "database is busy"), (broken, SORRY)])
async def test_what_was_not_shared_can_be_shared(
    server: SlackServer, newsroom: Newsroom, fails: Callable[[Request], Reply], words: str
) -> None:
    """Told to try again, a person who presses Share once more is not told that it is there."""
    good = newsroom.reply
    async with running(server, newsroom):
        await server.deliver("slash_commands", server.slash("/tariffs china"))
        share = buttons(await server.answered("response_url"))[0]
        newsroom.reply = fails
        await server.deliver("interactive", server.press(share))
        assert words in (await server.answered("response_url", 2))["text"]
        newsroom.reply = good
        await server.deliver("interactive", server.press(share))
        assert "Shared by <@U0ANN>" in (await server.answered("chat.postMessage"))["text"]


async def test_unreadable_button_says_so(server: SlackServer, newsroom: Newsroom) -> None:
    """A button of another version is answered with a sentence, never with silence."""
    async with running(server, newsroom):
        button = {"action_id": "claimwire_more_0", "value": "{not json"}
        await server.deliver("interactive", server.press(button))
        assert (await server.answered("response_url"))["text"] == OLD_BUTTON
    assert newsroom.asked == []


async def test_broken_handler_still_gives_a_sentence(
    server: SlackServer, newsroom: Newsroom
) -> None:
    """Whatever is raised, the person gets a sentence; a refusal keeps its own words."""

    def broken(request: Request) -> Reply:
        if request.text == "/tariffs":
            raise ZeroDivisionError
        raise Refused("Write a country.")

    newsroom.reply = broken
    async with running(server, newsroom):
        await server.deliver("slash_commands", server.slash("/tariffs"))
        assert (await server.answered("response_url"))["text"] == SORRY
        await server.deliver("slash_commands", server.slash("/claims"))
        assert (await server.answered("response_url", 2))["text"] == "Write a country."


async def test_dead_response_url_falls_back(server: SlackServer, newsroom: Newsroom) -> None:
    """Where the response_url is used up, the answer comes as an ephemeral message."""
    server.script["response_url"].append(Scripted(status=404))
    async with running(server, newsroom):
        await server.deliver("slash_commands", server.slash("/tariffs"))
        message = await server.answered("chat.postEphemeral")
    assert (message["channel"], message["user"]) == ("C0TRADE", "U0ANN")


async def test_lost_answer_is_not_sent_twice(server: SlackServer, newsroom: Newsroom) -> None:
    """When Slack takes a post and the line is cut, nothing is posted again."""
    server.script["chat.postMessage"].append(Scripted(lose=True))
    async with running(server, newsroom):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> a"))
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> b"))
        await server.answered("chat.postMessage", 2)
    assert len(server.history["C0TRADE"]) == 2
    assert server.of("chat.postEphemeral") == []


@pytest.mark.parametrize("status", [429, 503])
async def test_busy_slack_is_asked_again(
    server: SlackServer, newsroom: Newsroom, status: int
) -> None:
    """429 and 503 with Retry-After are waited for; the answer then arrives once."""
    busy = Scripted(
        answer={"ok": False, "error": "ratelimited"}, status=status, headers={"Retry-After": "1"}
    )
    server.script["chat.postMessage"].append(busy)
    async with running(server, newsroom):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> a"))
        await server.answered("chat.postMessage", 2)
    assert len(server.history["C0TRADE"]) == 1


async def test_refused_blocks_fall_back_to_text(server: SlackServer, newsroom: Newsroom) -> None:
    """If Slack dislikes the blocks, the complete plain text is posted in their place."""
    server.script["chat.postMessage"].append(
        Scripted(answer={"ok": False, "error": "invalid_blocks"})
    )
    async with running(server, newsroom):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> a"))
        message = await server.answered("chat.postMessage", 2)
    assert "blocks" not in message
    assert "You asked 'a'" in message["text"]


async def test_unknown_payloads_are_acknowledged(server: SlackServer, newsroom: Newsroom) -> None:
    """What nobody asked for, or nobody can read, is acknowledged and does no harm."""
    async with running(server, newsroom):
        for kind, payload in (
            ("events_api", server.event("channel_rename", "x")),
            ("interactive", {"type": "view_submission", "view": {"callback_id": "v"}}),
            ("interactive", {"type": "block_actions", "actions": "none"}),
            ("events_api", {"type": "event_callback", "event": "text", "team": 7}),
            ("something_new", {}),
        ):
            await server.deliver(kind, payload)
        await server.deliver("slash_commands", server.slash("/nonsense"))
        await server.answered("response_url")
    assert [request.text for request in newsroom.asked] == ["/nonsense"]


async def test_oauth_settings_in_the_environment_change_nothing(
    server: SlackServer, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SLACK_CLIENT_ID and SLACK_CLIENT_SECRET do not take the bot token away."""
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "s")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-other")
    async with running(server, newsroom):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> a"))
        await server.answered("chat.postMessage")
    assert {call.token for call in server.of("chat.postMessage")} == {BOT_TOKEN}


async def test_every_command_answers_through_the_real_handlers(server: SlackServer) -> None:
    """Each command of the table, with no argument and with a hostile one, gets an answer."""
    lines = [f"/{each.name}{more}" for each in COMMANDS for more in ("", " <!channel> *x* & y")]
    async with running(server, answer):
        for number, line in enumerate(lines, start=1):
            await server.deliver("slash_commands", server.slash(line))
            message = await server.answered("response_url", number)
            assert message["text"] != SORRY, line
            assert live_markup(message["text"]) == [], line


async def test_refused_bot_token_ends_the_start(newsroom: Newsroom) -> None:
    """A token that Slack does not accept ends the run with a sentence that names it."""
    async with SlackServer() as server:
        settings = SlackSettings(
            bot_token="xoxb-wrong", app_token=APP_TOKEN, api_url=server.api_url
        )
        world = World(store=MemoryStore(), clock=FixedClock())
        platform = SlackPlatform(settings, world, "UTC", pace=PACE, ask=newsroom.answer)
        with pytest.raises(Refused, match="SLACK_BOT_TOKEN"):
            await asyncio.wait_for(platform.run(asyncio.Event()), 10)


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        (SlackSettings(bot_token="xapp-1"), "SLACK_BOT_TOKEN"),
        (SlackSettings(bot_token="xoxb-1 2"), "SLACK_BOT_TOKEN"),
        (SlackSettings(bot_token="xoxb-1", app_token="xoxb-1"), "SLACK_APP_TOKEN"),
        (SlackSettings(bot_token="xoxb-1", signing_secret="ä"), "SLACK_SIGNING_SECRET"),
    ],
)
def test_malformed_settings_are_named(settings: SlackSettings, named: str) -> None:
    """A malformed token is refused at the start, by name and without its value."""
    with pytest.raises(Refused, match=named):
        check_tokens(settings)


@pytest.mark.parametrize(
    ("settings", "off"),
    [
        (SlackSettings(), "SLACK_BOT_TOKEN"),
        (SlackSettings(bot_token="xoxb-1"), "SLACK_APP_TOKEN"),
        (SlackSettings(bot_token="xoxb-1", app_token="xapp-1"), ""),
        (SlackSettings(bot_token="xoxb-1", signing_secret="s"), ""),
    ],
)
def test_off_says_what_is_missing(settings: SlackSettings, off: str) -> None:
    """Slack is off in one sentence that names what to set, or on."""
    because = off_because(settings)
    assert off in because
    assert bool(because) == bool(off)
