"""Slack's desk: every person who asks gets an answer, once, where they asked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

import structlog

from bot.drawing.draftsman import Draws
from bot.in_hand import InHand
from bot.logs import frames
from bot.platforms.enclosures import any_of
from bot.platforms.remembering import remember
from bot.platforms.slack.blocks import render, sentence
from bot.platforms.slack.calls import Calls
from bot.platforms.slack.changes import Changes, Purge
from bot.platforms.slack.channels import Channels
from bot.platforms.slack.cut import Cuts
from bot.platforms.slack.forms import Forms, submission
from bot.platforms.slack.links import Links, unfurl
from bot.platforms.slack.lobby import Lobby
from bot.platforms.slack.memory import SlackMemory
from bot.platforms.slack.payloads import Act, Heard, Json, part_of
from bot.platforms.slack.people import People
from bot.platforms.slack.places import LONGEST_SHARED, Place, write_value
from bot.platforms.slack.questions import Questions
from bot.platforms.slack.searching import suggestions
from bot.platforms.slack.uploads import Target, upload_all
from bot.platforms.slack.voice import Voice
from bot.platforms.waiting import Waiting, may_change
from handlers.commands import answer, commands_of
from handlers.errors import ClaimwireError, Refused, SendFailed, SendUnknown
from handlers.newsroom import Platform, Request
from handlers.ports import World
from handlers.reply import Reply
from handlers.showings import Showing

log = structlog.get_logger(__name__)

Ask = Callable[[Request, World], Awaitable[Reply]]

_TO_SUBMIT = 2.0  # seconds that a form may wait to be told what is wrong with it; Slack gives 3
SORRY = "Something went wrong here, and it is noted in the log. Please try again."
OLD_BUTTON = "This button is from another version of me. Please type the command again."
GONE = (
    "I no longer know the question behind this button: it was long, and I was started anew since. "
    "Ask it again."
)
NO_WORDS = "This message has no words that I can read. Choose one with text in it."
OUTSIDE = (
    "This channel is shared with you by another organisation, and only its own people may change "
    "something here. Ask one of them."
)
SHARED_ALREADY = "You have shared this already."


class Desk:
    """Answers what is heard; `me` is our own user id as soon as it is known."""

    def __init__(
        self,
        *,
        world: World,
        zone: str,
        calls: Calls,
        purge: Purge,
        draws: Draws | None = None,
        ask: Ask = answer,
    ) -> None:
        """`draws` makes the pictures of answers; without it they come as words only."""
        self._world = world
        self._draws, self._answer, self._zone = draws, ask, zone
        self._calls = calls
        waiting = Waiting(world=world, platform=Platform.SLACK)
        self._voice = Voice(calls, waiting.settle)
        self.forms = Forms(calls=calls, desk=self, world=world)
        self._people = People(calls)
        self._channels = Channels(calls)
        self.lobby = Lobby(calls=calls, desk=self, people=self._people, world=world)
        self._memory = SlackMemory(world)
        self.first_time = self._memory.is_new_to_all
        self.changes = Changes(calls=calls, world=world, purge=purge)
        self._acts: Mapping[Act, Callable[[Heard, Place], Awaitable[None]]] = {
            Act.ASK: self._answer_here,
            Act.SHARE: self._share,
            Act.REVIEW: self.forms.open_review,
            Act.SEARCH: self.forms.open_search,
            Act.CHANGE: self.forms.open_change,
            Act.HOME: self.lobby.open,
            Act.MANAGE: self.lobby.manage,
            Act.NOTHING: self._no_words,
        }
        self._in_hand = InHand()
        self._cuts = Cuts(
            serve=self._serve, memory=self._memory, waiting=waiting, voice=self._voice
        )
        self.questions = Questions(begin=self.begin, cuts=self._cuts)
        self.me = ""

    def start(self, heard: Heard | None) -> None:
        """Answer in the background, unless this was heard before; returns at once."""
        if heard is None:
            return
        if self._memory.is_new(*heard.keys):
            self.begin(heard, self._cuts.answer)

    def begin(self, heard: Heard, work: Callable[[Heard], Awaitable[None]]) -> None:
        """Do something for a person in the background; whatever goes wrong, they are told."""
        self._in_hand.take(self._carefully(heard, work))

    async def submit(self, body: Json) -> Mapping[str, str]:
        """Take in a form; what it gives back are sentences for blocks to be put right.

        It gives them in time for Slack, or never: then the person is told as after a command.
        """
        heard = submission(body)
        if not self._memory.is_new(*heard.keys):
            return {}
        wrong: asyncio.Future[Mapping[str, str]] = asyncio.get_running_loop().create_future()
        self.begin(heard, lambda heard: self._take_in(heard, part_of(body, "view"), wrong))
        await asyncio.wait({wrong}, timeout=_TO_SUBMIT)
        if not wrong.done():
            wrong.set_result({})
        return wrong.result()

    async def _take_in(
        self, heard: Heard, view: Json, wrong: asyncio.Future[Mapping[str, str]]
    ) -> None:
        """Take in one form; `wrong` is told as early as can be, and at the latest at the end."""
        try:
            early = await self.forms.wrong(heard, view)
            if early is not None and not wrong.done():
                wrong.set_result(early)
                if early:
                    return
            taken = await self.forms.take(heard, view)
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

    async def suggest(self, body: Json) -> list[dict[str, object]]:
        """What is being typed into a form may become these."""
        try:
            return await suggestions(body, self._world)
        except ClaimwireError as error:
            log.warning("slack has nothing to suggest", what=type(error).__name__)
            return []

    def run(self, key: str, work: Callable[[], Awaitable[None]]) -> None:
        """Do something that nobody looks on at, unless its event was heard before."""

        async def quietly() -> None:
            try:
                if await self._memory.is_new_to_all(key):
                    await work()
            except ClaimwireError as error:
                log.warning("slack event not answered", what=str(error))

        if self._memory.is_new(key):
            self._in_hand.take(quietly())

    async def unfurl(self, found: Links) -> None:
        """Show below links what is claimed in the articles."""
        await unfurl(found, self._calls, self._world)

    async def finish(self, seconds: float = 8) -> None:
        """Let the work in hand end; what takes longer is given up."""
        await self._in_hand.finish(seconds)

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
            log.error("slack answer failed", error=type(error).__name__, where=frames(error))
            await self._voice.apologise(heard, SORRY)

    async def _serve(self, heard: Heard) -> None:
        if heard.repeated and not await self._memory.is_new_to_all(*heard.keys):
            return
        place = heard.place and self._memory.told(heard.place)
        if place is None:
            await self._voice.whisper(heard, sentence(GONE if heard.place else OLD_BUTTON))
        elif heard.outside and self._would_keep(heard.act, place):
            await self._voice.whisper(heard, sentence(OUTSIDE))
        else:
            await self._acts[heard.act](heard, place)

    def _would_keep(self, act: Act, place: Place) -> bool:
        """Whether something would be kept in this workspace."""
        commands = commands_of(self._world.topics)
        return act in (Act.REVIEW, Act.CHANGE) or may_change(place.command, commands)

    async def _answer_here(self, heard: Heard, place: Place) -> None:
        """Answer a question for all, or for the person alone."""
        reply = await self.ask(heard, place)
        if heard.public and not reply.private:
            await self._say(heard, place, reply)
        else:
            kept = self._memory.keep(place)
            steps = self._memory.steps(reply)
            shown = render(steps, kept, offer_share=not heard.alone, alone=True)
            await self._voice.whisper(heard, shown)
        await self._enclose(heard, place, reply, public=heard.public and not reply.private)

    async def _say(self, heard: Heard, place: Place, reply: Reply, *, by: str = "") -> None:
        """Post an answer for all, and remember what it shows there; `by` is who shares it."""
        message = render(self._memory.steps(reply), self._memory.keep(place), shared_by=by)
        stamp = await self._voice.say(heard, message)
        showing = Showing(
            channel=heard.channel,
            message_id=f"{stamp}/{heard.thread}" if heard.thread else stamp,
            claim_ids=message.claims,
            shown=self._world.clock.now(),
            place=write_value(place, LONGEST_SHARED) or "",
            by=by,
        )
        if message.claims:
            await remember(self._world, reply, showing)

    async def _no_words(self, heard: Heard, _place: Place) -> None:
        await self._voice.whisper(heard, sentence(NO_WORDS))

    async def ask(self, heard: Heard, place: Place) -> Reply:
        """What the newsroom answers to a command line of this person here."""
        return await self._answer(await self.request(heard, place), self._world)

    async def request(self, heard: Heard, place: Place) -> Request:
        """A command line of this person here, as the handlers take it."""
        needed = self._world.rights.need_admins
        return Request(
            text=await self._channels.with_id(place.command, heard.channel.workspace),
            channel=replace(heard.channel, id=place.channel or heard.channel.id),
            person=heard.person,
            zone=self._zone,
            page=place.page,
            admin=needed and await self._people.is_admin(heard.person, heard.channel.workspace),
        )

    async def _share(self, heard: Heard, place: Place) -> None:
        """Post the answer anew for all; one person shares one message once."""
        if heard.share_key and not await self._memory.is_new_to_all(heard.share_key):
            await self._voice.whisper(heard, sentence(SHARED_ALREADY))
            return
        may_stand = False
        try:
            reply = await self.ask(heard, place)
            if reply.private or reply.refused:
                await self._voice.whisper(heard, render(reply, place, alone=True))
            else:
                may_stand = True
                await self._say(heard, place, reply, by=heard.person)
                await self._enclose(heard, place, reply, public=True)
        except SendFailed as error:
            may_stand = may_stand and isinstance(error, SendUnknown)
            raise
        finally:
            if not may_stand:  # whatever the reason: it may be pressed again
                await self._memory.forget(heard.share_key)

    async def _enclose(self, heard: Heard, place: Place, reply: Reply, *, public: bool) -> None:
        """Bring what goes with an answer that is shown; what fails is said to the asker alone."""
        if self._draws is None or place.skip or not any_of(reply):
            return
        target = Target(person=heard.person, team=heard.channel.workspace)
        if public:
            target = replace(target, person="", channel=heard.channel.id, thread=heard.thread)
        for words in await upload_all(self._calls, reply, self._draws, target):
            try:
                await self._voice.whisper(heard, sentence(words))
            except SendFailed as error:  # the answer itself is there
                log.warning("slack sentence not shown", what=type(error).__name__)
