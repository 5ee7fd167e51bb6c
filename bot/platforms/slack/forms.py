"""Forms over a conversation: opened while Slack lets us, answered where they came from."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Protocol

import structlog

from bot.platforms.slack import views
from bot.platforms.slack.blocks import SlackMessage, render
from bot.platforms.slack.calls import Calls, SlackNo
from bot.platforms.slack.digest_form import CHANGE, QUESTION, change_form, change_line
from bot.platforms.slack.payloads import Heard, Json, channel_of, part_of, text_of
from bot.platforms.slack.places import Place
from bot.platforms.slack.searching import SEARCH, WORDS, search_form, search_line
from handlers.errors import Refused, SendFailed
from handlers.newsroom import Request, Status
from handlers.one_claim.finding import find, id_and_rest
from handlers.one_claim.reviews import read_review, refuse_unless_permitted
from handlers.ports import World
from handlers.reply import Reply
from handlers.showing.cards import show

log = structlog.get_logger(__name__)

_TO_OPEN = 1.2  # seconds that what a form shows may take, of the three that Slack gives
OLD_FORM = "This form is from another version of me. Close it and press the button again."
TOO_LATE = "Slack gave no time to open the form. Press the button again, or type: {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What came of a form: sentences to put it right, or a message for who sent it."""

    errors: Mapping[str, str] = field(default_factory=dict)  # by the block that is wrong
    message: SlackMessage | None = None
    changed: str = ""  # what is to be told on the person's Home tab


class Asking(Protocol):
    """How the newsroom is asked: the desk."""

    async def ask(self, heard: Heard, place: Place) -> Reply: ...

    async def request(self, heard: Heard, place: Place) -> Request: ...


class Forms:
    """Opens forms and takes them in."""

    def __init__(
        self,
        *,
        calls: Calls,
        desk: Asking,
        world: World,
    ) -> None:
        self._calls = calls
        self._desk = desk
        self._world = world

    async def open_review(self, heard: Heard, place: Place) -> None:
        """Show the form that gives a claim a status, with the claim's own words."""
        verb, _, rest = place.command.lstrip("/").partition(" ")
        claim_id, _ = id_and_rest(rest, "/verify abcdefghij")
        status = Status.DISPUTED if verb == "dispute" else Status.VERIFIED
        told = ""
        with suppress(TimeoutError):
            async with asyncio.timeout(_TO_OPEN):
                told = await self._claim(heard, claim_id)
        view = views.review(_origin(heard, claim_id), status, told)
        await self._open(heard, view, f"/{verb} {claim_id} and your note")

    async def open_search(self, heard: Heard, _place: Place) -> None:
        """Show the form to search with."""
        await self._open(heard, search_form(), "/claims and your words")

    async def open_change(self, heard: Heard, place: Place) -> None:
        """Show the form to change a digest, with its question as it is."""
        number = place.command.rpartition(" ")[2]
        request = await self._desk.request(heard, place)
        found = [
            each
            for each in await self._world.store.subscriptions(request.channel)
            if str(each.number) == number
        ]
        if not found:
            raise Refused(f"There is no digest no. {number} any more. Open the Home tab again.")
        about = replace(_origin(heard, number), channel=request.channel.id, name=heard.home)
        await self._open(heard, change_form(about, found[0].query), f"{place.command} …")

    async def _claim(self, heard: Heard, claim_id: str) -> str:
        """The claim in words; raises Refused where this person may not review it."""
        request = await self._desk.request(heard, Place(command=""))
        world = self._world.within(request.channel)
        await refuse_unless_permitted(request, world, claim_id)
        held = await find(claim_id, request, world)
        if held is None:
            return ""
        shown = show([held])
        lines = [f"{card.speaker}: {' … '.join(card.words)}" for card in shown.claims]
        lines += [card.line for card in shown.measures] + [card.line for card in shown.figures]
        return next(iter(lines), "")

    async def _open(self, heard: Heard, view: views.View, instead: str) -> None:
        try:
            await self._calls.call(
                "views.open",
                {"trigger_id": heard.trigger, "view": view},
                team=heard.channel.workspace,
            )
        except SlackNo as error:
            if "trigger" not in error.code:
                raise
            raise Refused(TOO_LATE.format(instead)) from None
        except SendFailed:
            raise Refused(TOO_LATE.format(instead)) from None

    async def wrong(self, heard: Heard, view: Json) -> Mapping[str, str] | None:
        """Sentences for what is filled in wrongly, told before anything is kept.

        None where only `take` can tell.
        """
        origin = views.origin_of(view)
        if text_of(view, "callback_id") != views.REVIEW or origin is None:
            return None
        meant = views.review_line(view, origin.about)
        if meant is None:
            return {views.FINDING: "Choose what you found out."}
        status, line = meant
        request = await self._desk.request(heard, Place(command=line))
        try:
            world = self._world.within(request.channel)
            await read_review(status, request, world, line.partition(" ")[2])
        except Refused as refusal:
            return {views.NOTE: str(refusal)}
        return {}

    async def take(self, heard: Heard, view: Json) -> Taken:
        """Take in a form that was filled in; raises Refused for one that is not known."""
        origin = views.origin_of(view)
        if text_of(view, "callback_id") == views.REVIEW and origin:
            return await self._review(heard, view, origin)
        if text_of(view, "callback_id") == SEARCH and origin:
            return await self._search(heard, view)
        if text_of(view, "callback_id") == CHANGE and origin:
            return await self._change(heard, view, origin)
        raise Refused(OLD_FORM)

    async def _review(self, heard: Heard, view: Json, origin: views.Origin) -> Taken:
        meant = views.review_line(view, origin.about)
        if meant is None:
            raise Refused(OLD_FORM)
        reply = await self._desk.ask(heard, Place(command=meant[1]))
        if reply.refused:
            return Taken(errors={views.NOTE: reply.headline})
        return Taken(message=render(reply, alone=True))

    async def _change(self, heard: Heard, view: Json, origin: views.Origin) -> Taken:
        place = Place(command=change_line(view, origin.about), channel=origin.channel)
        reply = await self._desk.ask(heard, place)
        if reply.refused:
            return Taken(errors={QUESTION: reply.headline})
        return Taken(changed=reply.headline)

    async def _search(self, heard: Heard, view: Json) -> Taken:
        place = Place(command=search_line(view))
        reply = await self._desk.ask(heard, place)
        if reply.refused:
            return Taken(errors={WORDS: reply.headline})
        shown = render(reply, place, offer_share=not heard.alone, alone=True)
        return Taken(message=shown)


def submission(body: Json) -> Heard:
    """Who sent a form, and where its answer goes."""
    view = part_of(body, "view")
    origin = views.origin_of(view) or views.Origin(channel="")
    person, trigger = text_of(body, "user", "id"), text_of(body, "trigger_id")
    urls = body.get("response_urls")  # of a form that asks where to answer
    chosen = urls[0] if isinstance(urls, list) and urls else {}
    channel = text_of(chosen, "channel_id") or origin.channel or f"@{person}"
    return Heard(
        place=None,
        channel=channel_of(body, channel),
        channel_name=origin.name if origin.name.startswith("#") else "",
        person=person,
        keys=(trigger,) if trigger else (),
        thread=origin.thread,
        inside=origin.thread,
        home=origin.name,
        response_url=text_of(chosen, "response_url") or origin.response_url,
    )


def _origin(heard: Heard, about: str) -> views.Origin:
    return views.Origin(
        channel=heard.channel.id,
        name=heard.channel_name,
        thread=heard.inside,
        response_url=heard.response_url,
        about=about,
    )
