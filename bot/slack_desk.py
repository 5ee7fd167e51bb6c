"""Slack's desk: every person who asks gets an answer, once, where they asked."""

from __future__ import annotations

import asyncio
import traceback
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

import structlog

from bot.slack_blocks import render, sentence
from bot.slack_calls import Calls
from bot.slack_forms import Forms, submission
from bot.slack_lobby import Lobby
from bot.slack_payloads import Act, Heard, Json, part_of
from bot.slack_people import People
from bot.slack_places import Place
from bot.slack_searching import suggestions
from bot.slack_voice import Voice
from handlers.commands import answer
from handlers.errors import ClaimwireError, Refused, SendFailed, SendUnknown
from handlers.newsroom import Request
from handlers.ports import World
from handlers.reply import Reply

log = structlog.get_logger(__name__)

Ask = Callable[[Request, World], Awaitable[Reply]]

_REMEMBERED = 10_000
_TO_SUBMIT = 2.0  # seconds that a form may wait to be told what is wrong with it; Slack gives 3
SORRY = "Something went wrong here, and it is noted in the log. Please try again."
OLD_BUTTON = "This button is from another version of me. Please type the command again."
NO_WORDS = "This message has no words that I can read. Choose one with text in it."
SHARED_ALREADY = "You have shared this already."


class Desk:
    """Answers what is heard; `me` is our own user id as soon as it is known."""

    def __init__(self, *, world: World, zone: str, calls: Calls, ask: Ask = answer) -> None:
        self._world = world
        self._answer = ask
        self._zone = zone
        self._voice = Voice(calls)
        self.forms = Forms(calls=calls, desk=self, world=world)
        people = People(calls)
        self._people = people
        self.lobby = Lobby(calls=calls, desk=self, people=people, world=world)
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._work: set[asyncio.Task[None]] = set()
        self.me = ""

    def start(self, heard: Heard | None) -> None:
        """Answer in the background, unless this was heard before; returns at once."""
        if heard is None:
            return
        new = [self._is_new(key) for key in heard.keys]
        if all(new):
            self.begin(heard, self._serve)

    def begin(self, heard: Heard, work: Callable[[Heard], Awaitable[None]]) -> None:
        """Do something for a person in the background; whatever goes wrong, they are told."""
        task = asyncio.create_task(self._carefully(heard, work))
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def submit(self, body: Json) -> Mapping[str, str]:
        """Take in a form; what it gives back are sentences for blocks to be put right.

        It gives them in time for Slack, or never: then the person is told as after a command.
        """
        heard = submission(body)
        if not all(self._is_new(key) for key in heard.keys):
            return {}
        wrong: asyncio.Future[Mapping[str, str]] = asyncio.get_running_loop().create_future()

        async def work(heard: Heard) -> None:
            try:
                taken = await self.forms.take(heard, part_of(body, "view"))
                late = wrong.done()
                if not late:
                    wrong.set_result(taken.errors)
                if taken.changed:
                    await self.lobby.show(heard, taken.changed)
                elif taken.message:
                    await self._voice.whisper(heard, taken.message)
                elif late:
                    raise Refused(" ".join(taken.errors.values()))
            finally:
                if not wrong.done():
                    wrong.set_result({})

        self.begin(heard, work)
        await asyncio.wait({wrong}, timeout=_TO_SUBMIT)
        if not wrong.done():
            wrong.set_result({})
        return wrong.result()

    async def suggest(self, body: Json) -> list[dict[str, object]]:
        """What is being typed into a form may become these."""
        try:
            return await suggestions(body, self._world)
        except ClaimwireError as error:
            log.warning("slack has nothing to suggest", what=type(error).__name__)
            return []

    async def finish(self, seconds: float = 8) -> None:
        """Let the work in hand end; what takes longer is given up."""
        if self._work:
            _done, late = await asyncio.wait(self._work, timeout=seconds)
            for task in late:
                task.cancel()

    async def _carefully(self, heard: Heard, work: Callable[[Heard], Awaitable[None]]) -> None:
        try:
            await work(heard)
        except SendUnknown as error:
            # It may have arrived: saying it again might say it twice.
            log.warning("slack gave no answer", what=str(error))
        except ClaimwireError as error:
            log.info("slack request refused", what=type(error).__name__)
            await self._voice.apologise(heard, str(error))
        except Exception as error:  # noqa: BLE001  the platform's edge: a person is waiting
            # The message of an error may hold what the person typed; its place does not.
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("slack answer failed", error=type(error).__name__, trace=frames)
            await self._voice.apologise(heard, SORRY)

    async def _serve(self, heard: Heard) -> None:
        place = heard.place
        if place is None:
            await self._voice.whisper(heard, sentence(OLD_BUTTON))
        elif heard.act is Act.SHARE:
            await self._share(heard, place)
        elif heard.act is Act.REVIEW:
            await self.forms.open_review(heard, place.command)
        elif heard.act is Act.SEARCH:
            await self.forms.open_search(heard)
        elif heard.act is Act.HOME:
            await self.lobby.show(heard)
        elif heard.act is Act.MANAGE:
            await self.lobby.manage(heard, place)
        elif heard.act is Act.CHANGE:
            await self.forms.open_change(heard, place)
        elif heard.act is Act.NOTHING:
            await self._voice.whisper(heard, sentence(NO_WORDS))
        else:
            reply = await self.ask(heard, place)
            if heard.public and not reply.private:
                await self._voice.say(heard, render(reply, place))
            else:
                shown = render(reply, place, offer_share=not heard.alone, alone=True)
                await self._voice.whisper(heard, shown)

    async def ask(self, heard: Heard, place: Place) -> Reply:
        """What the newsroom answers to a command line of this person here."""
        return await self._answer(await self.request(heard, place), self._world)

    async def request(self, heard: Heard, place: Place) -> Request:
        """A command line of this person here, as the handlers take it."""
        needed = self._world.rights.need_admins
        return Request(
            text=place.command,
            channel=replace(heard.channel, id=place.channel or heard.channel.id),
            person=heard.person,
            zone=self._zone,
            page=place.page,
            admin=needed and await self._people.is_admin(heard.person, heard.channel.workspace),
        )

    async def _share(self, heard: Heard, place: Place) -> None:
        """Post the answer anew for all; one person shares one message once."""
        if heard.share_key and not self._is_new(heard.share_key):
            await self._voice.whisper(heard, sentence(SHARED_ALREADY))
            return
        try:
            reply = await self.ask(heard, place)
            if reply.private or reply.refused:
                await self._voice.whisper(heard, render(reply, place, alone=True))
            else:
                await self._voice.say(heard, render(reply, place, shared_by=heard.person))
        except SendUnknown:
            raise
        except SendFailed:
            self._seen.pop(heard.share_key, None)
            raise

    def _is_new(self, key: str) -> bool:
        """Whether this was not heard lately; remembers it."""
        if key in self._seen:
            return False
        self._seen[key] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return True
