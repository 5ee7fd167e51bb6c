"""Shortcuts: a message checked or read, and the form to search with from anywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from newsroom_samples import TRUCE, analysis, newsroom, said
from slack_bot import running
from slack_rules import all_text, buttons
from slack_server import SlackServer

from bot.platforms.slack.desk import GONE, NO_WORDS
from handlers.commands import answer
from handlers.ports import World
from nlp.analysis import Analysis

QUOTE = "“We never wanted an embargo,” Trade Envoy Mara Ellison said in Geneva."


class Reader:
    """Finds one quotation in whatever it is given, and keeps what that was."""

    def __init__(self) -> None:
        self.given: list[str] = []

    async def examine(self, text: str, day: date) -> Analysis:
        """Analyse as if by a worker."""
        del day
        self.given.append(text)
        parsed = replace(TRUCE, text=text)
        words = ("“We never wanted an embargo,”",)
        return analysis(parsed, said(text, words, "Mara Ellison", "Mara Ellison", "said"))


@pytest.fixture
async def world() -> World:
    """A newsroom with a few articles and a reader of pasted texts."""
    return replace((await newsroom())[0], analyst=Reader())


async def test_quote_of_a_message_is_checked(server: SlackServer, world: World) -> None:
    """The words of the message get their verdict, for the person alone, in its thread."""
    message = {"text": f"See: {QUOTE} &amp; <https://a.example|more>", "ts": "1.2"}
    message["thread_ts"] = "1.1"
    async with running(server, answer, world):
        await server.deliver("interactive", server.on_message("claimwire_check", message))
        told = await server.answered("response_url")
    assert told["response_type"] == "ephemeral"
    assert told["thread_ts"] == "1.1"
    assert "exact" in told["text"].lower()
    assert "Mara Ellison" in all_text(told)


async def test_claims_of_a_message_are_found_and_not_stored(
    server: SlackServer, world: World
) -> None:
    """The worker's findings are shown with the message's own words; the store stays as it was."""
    before = await world.store.coverage(), await world.store.sequence()
    message = {"text": "", "attachments": [{"fallback": f"Forwarded: {QUOTE}"}], "ts": "1.2"}
    async with running(server, answer, world):
        await server.deliver("interactive", server.on_message("claimwire_find", message))
        told = await server.answered("response_url")
    assert isinstance(world.analyst, Reader)
    assert world.analyst.given == [f"Forwarded: {QUOTE}"]
    assert "“We never wanted an embargo,”" in all_text(told)
    assert "Nothing of this text is stored" in told["text"]
    labels = [each["text"]["text"] for each in buttons(told)]
    assert labels == ["Share to channel", "Keep as a private article"]
    assert (await world.store.coverage(), await world.store.sequence()) == before


@pytest.mark.parametrize("padding", ["", "Word upon word. " * 300])
async def test_claims_found_in_a_message_can_be_shared(
    server: SlackServer, world: World, padding: str
) -> None:
    """However long the message is; after a restart a long one is not known any more."""
    message = {"text": f"{QUOTE} {padding}".strip(), "ts": "1.2"}
    async with running(server, answer, world):
        await server.deliver("interactive", server.on_message("claimwire_find", message))
        told = await server.answered("response_url")
        share, _keep = buttons(told)
        pressed = {"action_id": share["action_id"], "value": share["value"]}
        await server.deliver("interactive", server.press(pressed))
        shared = await server.answered("chat.postMessage")
    assert "“We never wanted an embargo,”" in all_text(shared)
    assert "Shared by <@U0ANN>" in shared["text"]
    assert "too long for a button" not in all_text(shared)
    async with running(server, answer, world):
        await server.connected(2)
        again = server.press(pressed, container={"message_ts": "2.2", "channel_id": "C0TRADE"})
        await server.send("interactive", again)
        if padding:
            gone = await server.answered("response_url", 2)
            assert gone["text"] == GONE
        else:
            await server.answered("chat.postMessage", 2)


@pytest.mark.parametrize("padding", ["", "Word upon word. " * 50, "Word upon word. " * 300])
async def test_claims_found_in_a_message_are_kept_where_asked(
    server: SlackServer, world: World, padding: str
) -> None:
    """For this workspace alone, however long the message is; the answer leads on from there."""
    message = {"text": f"{QUOTE} Vantrey. {padding}".strip(), "ts": "1.2"}
    async with running(server, answer, world):
        await server.deliver("interactive", server.on_message("claimwire_find", message))
        _share, keep = buttons(await server.answered("response_url"))
        pressed = {"action_id": keep["action_id"], "value": keep["value"]}
        await server.deliver("interactive", server.press(pressed))
        kept = await server.answered("response_url", 2)
        await server.deliver("slash_commands", server.slash("/sources Vantrey"))
        told = await server.answered("response_url", 3)
    assert kept["text"].startswith("Kept as article ")
    assert "1 article" in told["text"]
    found = [await world.store.within(name).kept() for name in ("T0NEWS", "T1", "")]
    assert [len(each) for each in found] == [1, 0, 0]
    assert list(found[0].values()) == ["U0ANN"]


@pytest.mark.parametrize("message", [{}, {"text": " "}, {"text": "<!here>", "attachments": "x"}])
async def test_message_without_words_says_so(server: SlackServer, message: dict[str, Any]) -> None:
    """A picture or an empty message is answered with a sentence."""
    async with running(server, answer):
        await server.deliver("interactive", server.on_message("claimwire_check", message))
        told = await server.answered("response_url")
    assert told["text"] == NO_WORDS


async def test_search_form_suggests_and_answers(server: SlackServer, world: World) -> None:
    """The form suggests from the store, says what is wrong in it, and answers where it is told."""
    async with running(server, answer, world):
        await server.deliver("interactive", server.shortcut("claimwire_search"))
        view = (await server.answered("views.open"))["view"]
        for typed, wanted in (("", "tariffs"), ("mar", "Mara Ellison"), ("chi", "China")):
            payload = server.typing(view, "matter", typed)
            sent = await server.send("interactive", payload)
            await server.until(lambda sent=sent: sent in server.acknowledged)  # type: ignore[misc]
            options = server.acknowledged[sent]["payload"]["options"]
            assert wanted in [each["value"] for each in options]
            assert all(len(each["text"]["text"]) <= 75 for each in options)
        empty = await server.send("interactive", server.submit(view, {}))
        await server.until(lambda: empty in server.acknowledged)
        assert "nothing to search" in server.acknowledged[empty]["payload"]["errors"]["words"]
        filled = {"matter": "Mara Ellison", "words": "embargo", "kind": "quote"}
        url = [{"channel_id": "C0DESK", "response_url": server.response_url()}]
        await server.deliver("interactive", {**server.submit(view, filled), "response_urls": url})
        told = await server.answered("response_url")
        await server.deliver("interactive", server.submit(view, filled))
        direct = await server.answered("chat.postMessage")
    assert "“We never wanted an embargo,”" in told["text"]
    assert told["response_type"] == "ephemeral"
    assert next(each["text"]["text"] for each in buttons(told)) == "Share to channel"
    assert direct["channel"] == "U0ANN"
    assert "Share to channel" not in [each["text"]["text"] for each in buttons(direct)]


async def test_suggestions_of_nothing_are_empty(server: SlackServer, world: World) -> None:
    """What nobody knows, or another form's field, has no suggestions, and no error."""
    async with running(server, answer, world):
        for name, typed in (("matter", "zzzzqq"), ("other", "chi"), ("matter", "x" * 5_000)):
            sent = await server.send("interactive", server.typing({}, name, typed))
            await server.until(lambda sent=sent: sent in server.acknowledged)  # type: ignore[misc]
            assert server.acknowledged[sent]["payload"] == {"options": []}
