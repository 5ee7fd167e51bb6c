"""Slack's desk: every person who asks gets an answer, once, where they asked."""

from __future__ import annotations

import asyncio
import traceback
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog

from bot.draftsman import Draws
from bot.enclosures import any_of
from bot.slack_blocks import SlackMessage, render, sentence
from bot.slack_calls import Calls, SlackNo
from bot.slack_payloads import Heard, Place
from bot.slack_uploads import Target, upload_all
from handlers.commands import answer
from handlers.errors import ClaimwireError, SendFailed, SendUnknown
from handlers.newsroom import Request
from handlers.ports import World
from handlers.reply import Reply

log = structlog.get_logger(__name__)

Ask = Callable[[Request, World], Awaitable[Reply]]

_REMEMBERED = 10_000
# A person looks on: a busy Slack is asked again for so many seconds.
_PATIENCE = 25
SORRY = "Something went wrong here, and it is noted in the log. Please try again."
OLD_BUTTON = "This button is from another version of me. Please type the command again."
SHARED_ALREADY = "You have shared this already."
# Slack did not like the looks: the plain text says the same.
_LOOKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})


class Desk:
    """Answers what is heard; `me` is our own user id as soon as it is known."""

    def __init__(
        self,
        *,
        world: World,
        zone: str,
        calls: Calls,
        draws: Draws | None = None,
        ask: Ask = answer,
    ) -> None:
        """`draws` makes the pictures of answers; without it they come as words only."""
        self._world = world
        self._draws = draws
        self._answer = ask
        self._zone = zone
        self._calls = calls
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._work: set[asyncio.Task[None]] = set()
        self.me = ""

    def start(self, heard: Heard | None) -> None:
        """Answer in the background, unless this was heard before; returns at once."""
        if heard is None:
            return
        new = [self._is_new(key) for key in heard.keys]
        if not all(new):
            return
        task = asyncio.create_task(self.answer(heard))
        self._work.add(task)
        task.add_done_callback(self._work.discard)

    async def finish(self, seconds: float = 8) -> None:
        """Let the work in hand end; what takes longer is given up."""
        if self._work:
            _done, late = await asyncio.wait(self._work, timeout=seconds)
            for task in late:
                task.cancel()

    async def answer(self, heard: Heard) -> None:
        """Answer one person; whatever goes wrong, they get a sentence."""
        try:
            await self._serve(heard)
        except SendUnknown as error:
            # It may have arrived: saying it again might say it twice.
            log.warning("slack gave no answer", what=str(error))
        except ClaimwireError as error:
            log.info("slack request refused", what=type(error).__name__)
            await self._apologise(heard, str(error))
        except Exception as error:  # noqa: BLE001  the platform's edge: a person is waiting
            # The message of an error may hold what the person typed; its place does not.
            frames = "".join(traceback.format_tb(error.__traceback__))
            log.error("slack answer failed", error=type(error).__name__, trace=frames)
            await self._apologise(heard, SORRY)

    async def _serve(self, heard: Heard) -> None:
        place = heard.place
        if place is None:
            await self._whisper(heard, sentence(OLD_BUTTON))
        elif heard.share:
            await self._share(heard, place)
        else:
            reply = await self._ask(heard, place)
            public = heard.public and not reply.private
            if public:
                await self._say(heard, render(reply, place))
            else:
                in_channel = not heard.channel.id.startswith("D")
                await self._whisper(heard, render(reply, place, offer_share=in_channel))
            await self._enclose(heard, place, reply, public=public)

    async def _ask(self, heard: Heard, place: Place) -> Reply:
        request = Request(
            text=place.command,
            channel=heard.channel,
            person=heard.person,
            zone=self._zone,
            page=place.page,
        )
        return await self._answer(request, self._world)

    async def _share(self, heard: Heard, place: Place) -> None:
        """Post the answer anew for all; one person shares one message once."""
        if heard.share_key and not self._is_new(heard.share_key):
            await self._whisper(heard, sentence(SHARED_ALREADY))
            return
        try:
            reply = await self._ask(heard, place)
            if reply.private or reply.refused:
                await self._whisper(heard, render(reply, place))
            else:
                await self._say(heard, render(reply, place, shared_by=heard.person))
                await self._enclose(heard, place, reply, public=True)
        except SendUnknown:
            raise
        except SendFailed:
            self._seen.pop(heard.share_key, None)
            raise

    async def _enclose(self, heard: Heard, place: Place, reply: Reply, *, public: bool) -> None:
        """Bring what goes with an answer that is shown; what fails is said to the asker alone."""
        if self._draws is None or place.skip or not any_of(reply):
            return
        target = Target(person=heard.person)
        if public:
            target = Target(channel=heard.channel.id, thread=heard.thread)
        for words in await upload_all(self._calls, reply, self._draws, target):
            try:
                await self._whisper(heard, sentence(words))
            except SendFailed as error:  # the answer itself is there
                log.warning("slack sentence not shown", what=type(error).__name__)

    async def _say(self, heard: Heard, message: SlackMessage) -> None:
        """Post for all to see, in the thread it came from."""
        where = {"channel": heard.channel.id, "unfurl_links": False, "unfurl_media": False}
        if heard.thread:
            where["thread_ts"] = heard.thread
        await self._post("chat.postMessage", where, message)

    async def _whisper(self, heard: Heard, message: SlackMessage) -> None:
        """Tell this person alone; in a direct message they are alone anyway."""
        if heard.response_url:
            try:
                await self._respond(heard, message)
            except SlackNo as error:
                log.info("slack response_url refused", code=error.code)
            else:
                return
        if heard.channel.id.startswith("D"):
            await self._say(heard, message)
            return
        where: dict[str, object] = {"channel": heard.channel.id, "user": heard.person}
        if heard.inside:
            where["thread_ts"] = heard.inside
        await self._post("chat.postEphemeral", where, message)

    async def _respond(self, heard: Heard, message: SlackMessage) -> None:
        body: dict[str, object] = {"response_type": "ephemeral", "replace_original": False}
        if heard.inside:
            body["thread_ts"] = heard.inside
        body |= {"text": message.text, "blocks": message.blocks}
        try:
            await self._calls.respond(heard.response_url, body, patience=_PATIENCE)
        except SlackNo as error:
            if error.code not in _LOOKS:
                raise
            del body["blocks"]
            await self._calls.respond(heard.response_url, body, patience=_PATIENCE)

    async def _post(self, method: str, where: dict[str, object], message: SlackMessage) -> None:
        body = {**where, "text": message.text, "blocks": message.blocks}
        try:
            await self._calls.call(method, body, patience=_PATIENCE)
        except SlackNo as error:
            if error.code not in _LOOKS:
                raise
            log.error("slack refused our blocks", code=error.code)
            del body["blocks"]
            await self._calls.call(method, body, patience=_PATIENCE)

    async def _apologise(self, heard: Heard, words: str) -> None:
        """Bring a sentence to the person: here if we can, else in a direct message."""
        message = sentence(words)
        try:
            await self._whisper(heard, message)
        except SendUnknown:
            return
        except SendFailed as error:
            log.warning("slack apology refused", what=type(error).__name__)
            direct = replace(heard.channel, id=heard.person)
            try:
                await self._say(replace(heard, channel=direct, thread=""), message)
            except SendFailed as last:
                log.warning("slack person not reached", what=type(last).__name__)

    def _is_new(self, key: str) -> bool:
        """Whether this was not heard lately; remembers it."""
        if key in self._seen:
            return False
        self._seen[key] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return True
