"""What can be done with an answer: paging, looking into a claim, forms and their refusals."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from slack_bot import running
from slack_rules import all_text, buttons
from slack_server import Scripted, SlackServer

from bot.platforms.slack.desk import OLD_BUTTON
from bot.platforms.slack.payloads import CLAIM_MENU, CLAIMS_ROW
from handlers.commands import answer
from handlers.newsroom import Request, Status
from handlers.ports import World
from handlers.reply import Action, Reply
from handlers.rights import By, Rights


def named(message: dict[str, Any], label: str) -> dict[str, Any]:
    """The button with that label."""
    (found,) = [each for each in buttons(message) if each.get("text", {}).get("text") == label]
    return dict(found)


def on_claim(message: dict[str, Any], label: str, number: int = 0) -> dict[str, Any]:
    """What Slack sends when a button is pressed with the n-th claim in the menu beside it."""
    (row,) = [each for each in message["blocks"] if each.get("block_id") == CLAIMS_ROW]
    menu = next((each for each in row["elements"] if each["action_id"] == CLAIM_MENU), None)
    chosen = {} if menu is None else {CLAIM_MENU: {"selected_option": menu["options"][number]}}
    return {
        "actions": [{**named(message, label), "block_id": CLAIMS_ROW}],
        "state": {"values": {CLAIMS_ROW: chosen}},
    }


def claims_of(message: dict[str, Any]) -> list[str]:
    """The ids of the claims that a message shows."""
    return re.findall("/why ([a-z2-7]{10})", all_text(message))


async def test_answer_offers_all_that_can_be_done(server: SlackServer, world: World) -> None:
    """Each next step is a button of the private answer, and each of them is answered."""
    async with running(server, answer, world):
        await server.deliver("slash_commands", server.slash("/tariffs china"))
        message = await server.answered("response_url")
        labels = [each["text"]["text"] for each in buttons(message) if "text" in each]
        assert labels == [
            *("Share to channel", "Timeline", "Subscribe"),
            *("Why", "Context", "Verify", "Dispute"),
        ]
        for number, label in enumerate(("Timeline", "Subscribe", "Why", "Context"), start=2):
            await server.deliver("interactive", server.press(named(message, label)))
            told = await server.answered("response_url", number)
            assert told["response_type"] == "ephemeral"
            assert OLD_BUTTON not in told["text"]
    assert len(await world.store.subscriptions()) == 1


async def test_why_is_about_the_claim_chosen(server: SlackServer, world: World) -> None:
    """The menu beside the buttons says which of several claims they are about."""
    async with running(server, answer, world):
        await server.deliver("slash_commands", server.slash("/claims embargo OR"))
        await server.deliver("slash_commands", server.slash("/tariffs"))
        message = await server.answered("response_url", 2)
        press = on_claim(message, "Why", 2)
        wanted = press["state"]["values"][CLAIMS_ROW][CLAIM_MENU]["selected_option"]["value"]
        await server.deliver("interactive", server.press({}, **press))
        told = await server.answered("response_url", 3)
        menu = {"action_id": CLAIM_MENU, "block_id": CLAIMS_ROW, "type": "static_select"}
        await server.deliver("interactive", server.press(menu))
    assert f"How claim {wanted} was found" in told["text"]
    assert len(server.of("response_url")) == 3


async def test_pages_are_turned_in_place(server: SlackServer) -> None:
    """More puts the next page where the last one was, and Back the last one again."""
    asked: list[Request] = []

    async def pages(request: Request, _world: World) -> Reply:
        asked.append(request)
        number = int(request.page or 1)
        more = Action(name="more", label="More", command=request.text, page=str(number + 1))
        return Reply(headline=f"Page {number}", actions=(more,))

    async with running(server, pages):
        await server.deliver("slash_commands", server.slash("/tariffs"))
        message = await server.answered("response_url")
        for number, label in enumerate(("More", "More", "Back", "Back"), start=2):
            await server.deliver("interactive", server.press(named(message, label)))
            message = await server.answered("response_url", number)
            assert message["replace_original"] is True
    assert [request.page for request in asked] == ["", "2", "3", "2", ""]
    assert [each["text"]["text"] for each in buttons(message)] == ["Share to channel", "More"]


async def test_pages_of_a_public_answer_are_turned_for_one(server: SlackServer) -> None:
    """Who presses More below an answer for all gets the next page alone."""

    async def pages(request: Request, _world: World) -> Reply:
        more = Action(name="more", label="More", command=request.text, page="2")
        return Reply(headline="Page", actions=(more,))

    async with running(server, pages):
        await server.deliver("events_api", server.event("app_mention", "<@U0BOT> tariffs"))
        message = await server.answered("chat.postMessage")
        container = {"type": "message", "message_ts": "1.2", "channel_id": "C0TRADE"}
        press = server.press(named(message, "More"), container=container)
        await server.deliver("interactive", press)
        told = await server.answered("response_url")
    assert (told["response_type"], told["replace_original"]) == ("ephemeral", False)


async def test_dispute_is_a_form(server: SlackServer, world: World) -> None:
    """Dispute opens a form with the claim; what is wrong is said in it, and nothing is lost."""
    async with running(server, answer, world):
        await server.deliver("slash_commands", server.slash("/tariffs china"))
        message = await server.answered("response_url")
        await server.deliver("interactive", server.press({}, **on_claim(message, "Dispute", 1)))
        view = (await server.answered("views.open"))["view"]
        claim = claims_of(message)[-1]
        sent = await server.send("interactive", server.submit(view, {"note": "  "}))
        await server.until(lambda: sent in server.acknowledged)
        refused = server.acknowledged[sent]["payload"]
        assert refused["response_action"] == "errors"
        assert "why" in refused["errors"]["note"]
        long = await server.send("interactive", server.submit(view, {"note": "x" * 1001}))
        await server.until(lambda: long in server.acknowledged)
        assert "1,001 characters" in server.acknowledged[long]["payload"]["errors"]["note"]
        last = await server.send("interactive", server.submit(view, {"note": "No <!here> said so"}))
        await server.until(lambda: last in server.acknowledged)
        told = await server.answered("response_url", 2)
    assert "payload" not in server.acknowledged[last]
    assert "is disputed" in told["text"]
    about = view["blocks"][0]["text"]["text"]
    disputed = about.split()[1].rstrip(":")
    assert disputed in claims_of(message) or claim
    (review,) = await world.store.reviews("T0NEWS", disputed)
    assert (review.status, review.by, review.note) == (
        Status.DISPUTED,
        "U0ANN",
        "No <!here> said so",
    )


async def test_form_answers_where_the_way_back_is_closed(server: SlackServer, world: World) -> None:
    """Where neither response_url nor channel takes the answer, it goes to the person."""
    async with running(server, answer, world):
        await server.deliver("slash_commands", server.slash("/tariffs china"))
        message = await server.answered("response_url")
        await server.deliver("interactive", server.press({}, **on_claim(message, "Verify")))
        view = (await server.answered("views.open"))["view"]
        server.script["response_url"].append(Scripted(status=404))
        no = Scripted(answer={"ok": False, "error": "not_in_channel"})
        server.script["chat.postEphemeral"].append(no)
        await server.deliver("interactive", server.submit(view, {}))
        told = await server.answered("chat.postMessage")
    assert told["channel"] == "U0ANN"
    assert "is verified" in told["text"]


async def test_form_that_comes_too_late_says_what_to_type(
    server: SlackServer, world: World
) -> None:
    """Where Slack's three seconds are over, the person is told the command."""
    late = Scripted(answer={"ok": False, "error": "expired_trigger_id"})
    async with running(server, answer, world):
        await server.deliver("slash_commands", server.slash("/tariffs china"))
        message = await server.answered("response_url")
        server.script["views.open"].append(late)
        await server.deliver("interactive", server.press({}, **on_claim(message, "Dispute")))
        told = await server.answered("response_url", 2)
    assert re.search("/dispute [a-z2-7]{10}", told["text"])


@pytest.mark.parametrize(
    "form", [{"callback_id": "claimwire_review"}, {"callback_id": "claimwire_x"}]
)
async def test_form_of_another_version_says_so(server: SlackServer, form: dict[str, Any]) -> None:
    """A form we cannot read is answered with a sentence, to its sender alone."""
    async with running(server, answer):
        view = {"type": "modal", "blocks": [], "private_metadata": "{broken", **form}
        await server.deliver("interactive", server.submit(view, {}))
        told = await server.answered("chat.postMessage")
    assert told["channel"] == "U0ANN"
    assert "press the button again" in told["text"]


async def test_only_admins_where_it_is_set(server: SlackServer, world: World) -> None:
    """Who may not is told so alone, with the name of who may; Slack's own admins may."""
    strict = replace(
        world, rights=Rights(reviews=By.ADMINS, digests=By.ADMINS, admins=frozenset({"U0BOSS"}))
    )
    admin = Scripted(answer={"ok": True, "user": {"id": "U0EVE", "is_admin": True}})
    async with running(server, answer, strict):
        await server.deliver("slash_commands", server.slash("/tariffs china"))
        message = await server.answered("response_url")
        await server.deliver("interactive", server.press({}, **on_claim(message, "Dispute")))
        told = await server.answered("response_url", 2)
        assert server.of("views.open") == []
        assert told["response_type"] == "ephemeral"
        assert "Only an admin may change the status of a claim here: ask U0BOSS" in told["text"]
        await server.deliver("interactive", server.press(named(message, "Subscribe")))
        told = await server.answered("response_url", 3)
        assert "ask U0BOSS" in told["text"]
        assert '"user_id": "U0BOSS"' in str(told["blocks"]).replace("'", '"')
        assert await world.store.subscriptions() == ()
        server.script["users.info"].append(admin)
        line = server.slash("/digest here daily 08:30 tariffs", user="U0EVE")
        await server.deliver("slash_commands", line)
        await server.answered("response_url", 4)
    assert len(await world.store.subscriptions()) == 1


async def test_owner_may_stop_a_digest_and_others_are_told_who(
    server: SlackServer, world: World
) -> None:
    """Where the owner alone may, others are sent to the owner."""
    owned = replace(world, rights=Rights(digests=By.OWNER))
    async with running(server, answer, owned):
        lines = [("/digest here daily 08:30 tariffs", "U0ANN"), ("/digest stop 1", "U0EVE")]
        for number, (line, user) in enumerate([*lines, ("/digest stop 1", "U0ANN")], start=1):
            await server.deliver("slash_commands", server.slash(line, user=user))
            told = await server.answered("response_url", number)
            if user == "U0EVE":
                assert "ask U0ANN or an admin" in told["text"]
    assert await world.store.subscriptions() == ()
