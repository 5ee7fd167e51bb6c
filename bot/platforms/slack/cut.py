"""Commands and presses that a kill cut off: answered by the next start, or to be asked again.

What changes something is not done twice: whether it was done, nobody knows, and says so.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from bot.platforms.slack.blocks import sentence
from bot.platforms.slack.memory import SlackMemory
from bot.platforms.slack.payloads import Act, Heard
from bot.platforms.slack.places import Place, Turn
from bot.platforms.slack.voice import Voice
from bot.platforms.waiting import CUT, UNSURE, Waiting, may_change
from handlers.commands import commands_of
from handlers.newsroom import Channel, Platform

_QUOTING = ("check", "find", "keep")  # under a button they hold the words of somebody's message
_KEPT = (Act.ASK, Act.SHARE, Act.REVIEW, Act.SEARCH, Act.CHANGE, Act.NOTHING)

Work = Callable[[Heard], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cuts:
    """Keeps what is answered by its `response_url`, which Slack takes for half an hour."""

    serve: Work
    memory: SlackMemory
    waiting: Waiting
    voice: Voice

    async def answer(self, heard: Heard) -> None:
        """Answer; what cuts that off leaves it waiting."""
        if not (heard.response_url and heard.keys and heard.act in _KEPT):
            await self.serve(heard)
            return
        heard = replace(keyed(heard), kept=True)
        async with self.waiting.until_answered(heard.keys[-1], self._written(heard)):
            await self.waiting.written()
            await self.serve(heard)

    def again(self, body: str) -> tuple[Heard, Work]:
        """What was kept, and what is to be done for it now."""
        heard = replace(_read(json.loads(body)["heard"]), kept=False)
        if heard.act is Act.SHARE:
            return heard, self._share
        if heard.act is not Act.ASK or heard.place is None or not heard.place.command:
            return heard, self._tell(CUT)
        if may_change(heard.place.command, commands_of(self.waiting.world.topics)):
            return heard, self._tell(UNSURE)
        return heard, self.serve

    async def _share(self, heard: Heard) -> None:
        """Share what is known to stand nowhere: it was claimed before it was posted."""
        await self.memory.forget(heard.share_key)
        await self.serve(heard)

    def _tell(self, words: str) -> Work:
        async def tell(heard: Heard) -> None:
            await self.voice.whisper(heard, sentence(words))

        return tell

    def _written(self, heard: Heard) -> str:
        """As it is kept: without the words of somebody's message."""
        place = heard.place
        pressed = heard.place is not None and not heard.typed
        if place is not None and pressed and _verb(place) in _QUOTING:
            heard = replace(heard, place=Place(command=""))
        return json.dumps({"heard": asdict(heard)})


def keyed(heard: Heard) -> Heard:
    """With the key that its answer carries; it is checked already whether it is new."""
    digest = hashlib.sha256(heard.keys[-1].encode("utf-8", "replace")).digest()
    key = base64.b32encode(digest).decode().lower()[:25]
    return replace(heard, answer_key=key, repeated=False)


def _verb(place: Place) -> str:
    return place.command.lstrip("/ ").partition(" ")[0].lower()


def _read(held: dict[str, Any]) -> Heard:
    """The same that was written."""
    known = {each.name: held[each.name] for each in fields(Heard) if each.name in held}
    where, place = held["channel"], held["place"]
    known["channel"] = Channel(**{**where, "platform": Platform(where["platform"])})
    if place is not None:
        trail = tuple(Turn(**each) for each in place["trail"])
        known["place"] = Place(**{**place, "trail": trail})
    return Heard(**{**known, "act": Act(held["act"]), "keys": tuple(held["keys"])})
