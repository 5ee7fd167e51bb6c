"""A channel that is named by hand is found, or the sentence says what to do."""

from __future__ import annotations

import pytest
from newsroom_samples import newsroom
from slack_bot import Newsroom, running
from slack_server import Scripted, SlackServer

from bot.platforms.slack.channels import Channels
from bot.platforms.slack.web import SlackWeb
from handlers.commands import answer
from handlers.errors import Refused
from handlers.newsroom import Platform


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("#trade daily 08:30 tariffs", "/digest <#C0TRADE> daily 08:30 tariffs"),
        ("  #Trade  daily tariffs", "/digest <#C0TRADE> daily tariffs"),
        ("<#C0OTHER|other> daily tariffs", "/digest <#C0OTHER> daily tariffs"),
        ("here daily #trade", "/digest here daily #trade"),
        ("<#C0OTHER|other> daily <@U1|ann> a &amp; b", "/digest <#C0OTHER> daily @ann a & b"),
    ],
)
async def test_a_channel_is_asked_for_by_its_id(
    server: SlackServer, typed: str, asked: str
) -> None:
    """Whether Slack put the id in or the name was typed by hand; all pages are read."""
    newsroom = Newsroom()
    async with running(server, newsroom):
        await server.deliver("slash_commands", server.slash(f"/digest {typed}"))
        await server.answered("response_url")
        await server.deliver("slash_commands", server.slash(f"/digest {typed}"))
        await server.answered("response_url", 2)
    assert [request.text for request in newsroom.asked] == [asked] * 2
    by_name = typed.lstrip().lower().startswith("#trade")
    assert len(server.of("conversations.list")) == (2 if by_name else 0)


async def test_a_mention_keeps_the_id_where_digests_are_asked_for(server: SlackServer) -> None:
    """Elsewhere a channel is its name."""
    newsroom = Newsroom()
    async with running(server, newsroom):
        for words in ("digest <#C0TRADE|trade> daily tariffs", "claims <#C0TRADE|trade>"):
            await server.deliver("events_api", server.event("app_mention", f"<@U0BOT> {words}"))
        await server.answered("chat.postMessage", 2)
    said = {request.text for request in newsroom.asked}
    assert said == {"digest <#C0TRADE> daily tariffs", "claims #trade"}


@pytest.mark.parametrize(
    ("scripted", "words"),
    [
        ([], "I know no open channel #nowhere"),
        ([Scripted(answer={"ok": False, "error": "missing_scope"})], "lacks channels:read"),
        ([Scripted(answer={"ok": False, "error": "fatal_error"})], "could not look up #nowhere"),
    ],
)
async def test_what_cannot_be_found_says_what_to_do(
    server: SlackServer, scripted: list[Scripted], words: str
) -> None:
    """Nothing is set up; the list of Slack sends the id."""
    server.script["conversations.list"].extend(scripted)
    newsroom = Newsroom()
    async with running(server, newsroom):
        await server.deliver("slash_commands", server.slash("/alerts #nowhere tariffs"))
        told = await server.answered("response_url")
    assert newsroom.asked == []
    assert words in told["text"]
    assert "Pick the channel from the list that Slack shows" in told["text"]


async def test_a_name_that_was_not_found_is_looked_for_again_later(server: SlackServer) -> None:
    """It may be new; one that was found is known for a while. A busy Slack is waited for."""
    now = 0.0
    channels = Channels(SlackWeb(bot_token="xoxb-1-local", api_url=server.api_url), now=lambda: now)
    server.bot_tokens.add("xoxb-1-local")
    busy = Scripted(
        answer={"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "1"}
    )
    server.script["conversations.list"].append(busy)
    with pytest.raises(Refused):
        await channels.with_id("/digest #new daily x", "T0NEWS")
    server.channels.append({"id": "C0NEW", "name": "new"})
    with pytest.raises(Refused):
        await channels.with_id("/digest #new daily x", "T0NEWS")
    now = 60.0
    assert await channels.with_id("/digest #new daily x", "T0NEWS") == "/digest <#C0NEW> daily x"
    calls = len(server.of("conversations.list"))
    now = 500.0
    await channels.with_id("/digest #new daily x", "T0NEWS")
    assert len(server.of("conversations.list")) == calls


async def test_a_channel_without_us_says_how_to_invite_us(server: SlackServer) -> None:
    """Asked for from elsewhere, it is that channel, and nothing is set up."""
    world, store, _ = await newsroom()
    async with running(server, answer, world) as platform:
        world.messengers[Platform.SLACK] = platform.messenger
        refused = Scripted(answer={"ok": False, "error": "not_in_channel"})
        server.script["chat.postMessage"].append(refused)
        line = "/digest #trade daily 08:30 claims embargo"
        await server.deliver("slash_commands", server.slash(line, channel="C0DESK"))
        told = await server.answered("response_url")
    assert "I am not in that channel. Type /invite @Claimwire there" in told["text"]
    assert await store.subscriptions() == ()
