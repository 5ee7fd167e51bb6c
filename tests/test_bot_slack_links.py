"""Links to articles we hold are shown with their claims; of others nothing is said."""

from __future__ import annotations

from slack_bot import running
from slack_rules import all_text, live_markup
from slack_server import Scripted, SlackServer

from handlers.answers.linked import linked
from handlers.commands import answer
from handlers.ports import World

KNOWN = "https://www.gazette.example/truce/?utm_medium=chat"
OTHER = "https://gazette.example/another"


def shared(server: SlackServer, *urls: str, **more: object) -> dict[str, object]:
    """The event of a message with links."""
    links = [{"domain": "gazette.example", "url": url} for url in urls]
    return server.event("link_shared", "", links=links, message_ts="1.5", **more)


async def test_known_article_is_shown(server: SlackServer, world: World) -> None:
    """The address is the same without tracking, www and slash; the message is answered once."""
    event = shared(server, OTHER, KNOWN)
    async with running(server, answer, world):
        await server.deliver("events_api", event)
        await server.deliver("events_api", event)
        call = await server.answered("chat.unfurl")
        again = shared(server, KNOWN, unfurl_id="U1", source="composer")
        await server.deliver("events_api", again)
        composed = await server.answered("chat.unfurl", 2)
    assert (call["channel"], call["ts"]) == ("C0TRADE", "1.5")
    assert set(call["unfurls"]) == {KNOWN}
    told = call["unfurls"][KNOWN]
    assert "We never wanted an embargo" in all_text(told)
    assert "Harbor Gazette" in told["fallback"]
    assert live_markup(told["fallback"].replace("https://gazette.example", "")) == []
    assert (composed["unfurl_id"], composed["source"]) == ("U1", "composer")


async def test_refused_unfurl_bothers_nobody(server: SlackServer, world: World) -> None:
    """Where Slack refuses, there is no apology: nobody asked for anything."""
    refused = Scripted(answer={"ok": False, "error": "cannot_unfurl_url"})
    server.script["chat.unfurl"].append(refused)
    async with running(server, answer, world):
        await server.deliver("events_api", shared(server, KNOWN))
        await server.answered("chat.unfurl")
        for broken in ({"links": "x"}, {"links": [{"url": 7}]}, {}):
            await server.deliver("events_api", server.event("link_shared", "", **broken))
    assert len(server.of("chat.unfurl")) == 1
    assert server.of("chat.postMessage") == server.of("chat.postEphemeral") == []


async def test_odd_addresses_are_no_articles(world: World) -> None:
    """Whatever stands in a link, it is an article we hold or none."""
    for url in ("", "x" * 5_000, "https://[broken/", "javascript:1", "https://gazette.example/"):
        assert await linked(url, world) is None
