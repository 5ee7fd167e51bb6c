"""The Home tab: what it offers works, digests are changed and stopped, admins see the sources."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fakes import FixedClock, MemoryStore
from slack_bot import running
from slack_rules import all_text, buttons
from slack_server import Scripted, SlackServer

from handlers.commands import answer
from handlers.newsroom import Request
from handlers.ports import KnownFile, World
from handlers.reply import Reply


def opened(server: SlackServer, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """The event of somebody opening the app."""
    event = server.event("app_home_opened", "", **{"tab": "home", "channel": "D1", **more})
    del event["event"]["ts"]
    return event


def headers(view: dict[str, Any]) -> list[str]:
    """The titles of a view's parts."""
    return [each["text"]["text"] for each in view["blocks"] if each["type"] == "header"]


def at_home(server: SlackServer, view: dict[str, Any], action: dict[str, Any]) -> dict[str, Any]:
    """The payload of a press on the Home tab: it has neither channel nor response_url."""
    payload = server.press(action, view=view, container={"type": "view", "view_id": "V1"})
    return {k: v for k, v in payload.items() if k not in ("channel", "response_url")}


def pressed(view: dict[str, Any], label: str) -> dict[str, Any]:
    """The first button for which a screen reader says this."""
    sections = [each["accessory"] for each in view["blocks"] if "accessory" in each]
    found = [
        each
        for each in (*sections, *buttons(view))
        if each.get("accessibility_label") == label or each.get("text", {}).get("text") == label
    ]
    return dict(found[0])


async def test_examples_work(server: SlackServer, world: World) -> None:
    """Three examples are there, and each of them is answered with claims, in the conversation."""
    async with running(server, answer, world):
        await server.deliver("events_api", opened(server))
        call = await server.answered("views.publish")
        view = call["view"]
        asks = [each["accessory"] for each in view["blocks"] if "accessory" in each]
        examples = [each for each in asks if each["type"] == "button"]
        assert len(examples) == 3
        for number, each in enumerate(examples, start=1):
            await server.deliver("interactive", at_home(server, view, each))
            told = await server.answered("chat.postMessage", number)
            assert told["channel"] == "U0ANN"
            assert "/why " in all_text(told)
        await server.deliver("interactive", at_home(server, view, pressed(view, "Search")))
        await server.answered("views.open")
    assert call["user_id"] == "U0ANN"
    assert "Sources" not in headers(view)


async def test_digests_are_shown_changed_and_stopped(server: SlackServer, world: World) -> None:
    """The person's own and the chosen channel's: each with its buttons, the tab kept true."""
    async with running(server, answer, world):
        lines = (
            "/digest me daily 08:30 tariffs china",
            "/digest here weekdays 09:00 quotes Ellison",
        )
        for number, line in enumerate(lines, start=1):
            await server.deliver("slash_commands", server.slash(line))
            await server.answered("response_url", number)
        await server.deliver("events_api", opened(server))
        view = (await server.answered("views.publish"))["view"]
        assert "tariffs china" in all_text(view)
        assert "quotes Ellison" not in all_text(view).split("Digests of a channel")[0]
        menu = {"type": "conversations_select", "action_id": "claimwire_channel"}
        chosen = at_home(server, view, {**menu, "selected_conversation": "C0TRADE"})
        await server.deliver("interactive", chosen)
        view = (await server.answered("views.publish", 2))["view"]
        assert view["private_metadata"] == "C0TRADE"
        assert "Digests of the channel" in headers(view)
        assert "We never wanted an embargo" in all_text(view)
        stop = at_home(server, view, pressed(view, "Stop digest no. 2"))
        await server.deliver("interactive", stop)
        view = (await server.answered("views.publish", 3))["view"]
        assert "no. 2 is stopped" in all_text(view)
        assert "Stop digest no. 2" not in str(view)
        assert view["private_metadata"] == "C0TRADE"
    assert [each.number for each in await world.store.subscriptions()] == [1]


async def test_change_is_a_form_that_edits(server: SlackServer, world: World) -> None:
    """Change opens a form with the question; it is refused in the form, or shown on the tab."""

    async def edits(request: Request, world: World) -> Reply:
        if not request.text.startswith("/digest edit"):
            return await answer(request, world)
        asked.append(request.text)
        assert request.channel.id == "@U0ANN"
        if "25:00" in request.text:
            return Reply(headline="25:00 is no time.", refused=True, private=True)
        return Reply(headline="No. 1 is changed.", private=True)

    asked: list[str] = []
    async with running(server, edits, world):
        line = server.slash("/digest me daily 08:30 tariffs china")
        await server.deliver("slash_commands", line)
        await server.answered("response_url")
        await server.deliver("events_api", opened(server))
        view = (await server.answered("views.publish"))["view"]
        change = at_home(server, view, pressed(view, "Change digest no. 1"))
        await server.deliver("interactive", change)
        form = (await server.answered("views.open"))["view"]
        assert form["blocks"][1]["element"]["initial_value"] == "tariffs china"
        bad = await server.send("interactive", server.submit(form, {"when": "daily 25:00"}))
        await server.until(lambda: bad in server.acknowledged)
        assert "25:00" in server.acknowledged[bad]["payload"]["errors"]["question"]
        filled = {"question": "tariffs canada", "when": "daily 09:00"}
        await server.deliver("interactive", server.submit(form, filled))
        view = (await server.answered("views.publish", 2))["view"]
    assert "No. 1 is changed." in all_text(view)
    assert asked[-1] == "/digest edit 1 daily 09:00 tariffs canada"


async def test_admins_see_the_sources(server: SlackServer, world: World) -> None:
    """Who is an admin to Slack sees how the sources stand, nobody else does."""
    admin = {"ok": True, "user": {"id": "U0BOSS", "is_owner": True}}
    await world.store.remember(
        KnownFile(path="/in/empty.txt", fingerprint="f", refusal="It is empty: put text in it.")
    )
    assert isinstance(world.clock, FixedClock)
    world.clock.advance(timedelta(days=60))
    async with running(server, answer, world):
        server.script["users.info"].append(Scripted(answer=admin))
        await server.deliver("events_api", opened(server, user="U0BOSS"))
        view = (await server.answered("views.publish"))["view"]
        server.script["users.info"].append(Scripted(answer={"ok": False, "error": "missing_scope"}))
        await server.deliver("events_api", opened(server))
        other = (await server.answered("views.publish", 2))["view"]
    assert headers(view)[-1] == "Sources"
    assert "Harbor Gazette" in all_text(view)
    assert "Silent: Harbor Gazette, nothing since" in all_text(view)
    assert "Refused: empty.txt: It is empty: put text in it." in all_text(view)
    assert "/in/" not in all_text(view)
    assert "Sources" not in headers(other)


async def test_empty_store_and_other_tab(server: SlackServer) -> None:
    """Without articles the tab says so; the messages tab asks for nothing."""
    empty = World(store=MemoryStore(), clock=FixedClock())
    async with running(server, answer, empty):
        await server.deliver("events_api", opened(server, tab="messages"))
        await server.deliver("events_api", opened(server))
        view = (await server.answered("views.publish"))["view"]
    assert "nothing to answer from" in all_text(view)
    assert len(server.of("views.publish")) == 1
