"""What was asked: answered once, also where a kill came before the answer."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog

from bot.platforms.slack.cut import Cuts, keyed
from bot.platforms.slack.payloads import Act, Heard, Json, message, part_of
from handlers.errors import SendFailed, StoreUnavailable
from handlers.newsroom import Channel

log = structlog.get_logger(__name__)

# What of an event is needed to answer it; all else that Slack sends along is not kept.
_OUTER = ("team_id", "enterprise_id", "enterprise", "authorizations", "event_id")
_INNER = (
    *("type", "subtype", "channel_type", "channel", "user", "user_team", "source_team"),
    *("ts", "thread_ts", "text"),
)

Work = Callable[[Heard], Awaitable[None]]


class Finds(Protocol):
    """Looks for a message of ours by its key (see `handlers.ports.Messenger`)."""

    async def __call__(
        self, channel: Channel, key: str, since: datetime, *, under: str = ""
    ) -> str | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Hears them; `begin` does work in the background."""

    begin: Callable[[Heard, Work], None]
    cuts: Cuts

    def hear(self, body: Json, me: str) -> None:
        """Answer in the background what is heard for the first time; `me` is our user id."""
        heard = message(body, me)
        if heard is not None and self.cuts.memory.is_new(*heard.keys):
            self.begin(heard, lambda heard: self._answer(heard, body))

    async def _answer(self, heard: Heard, body: Json) -> None:
        if not await self.cuts.memory.is_new_to_all(*heard.keys):
            return
        async with self.cuts.waiting.until_answered(heard.keys[-1], _lean(body)):
            await self.cuts.waiting.written()
            await self.cuts.serve(keyed(heard))

    async def resume(self, me: str, find: Finds) -> None:
        """Answer what the last life of this program was asked and left unanswered."""
        try:
            async for asked, (heard, work) in self.cuts.waiting.each(lambda it: self._kept(it, me)):
                public = heard is not None and (heard.public or heard.act is Act.SHARE)
                if heard and not (public and await _stands(heard, asked.at, find)):
                    self.begin(heard, work)
                await self.cuts.waiting.answered(asked.key)
        except StoreUnavailable as error:
            log.warning("slack questions not taken up", what=str(error))

    def _kept(self, body: str, me: str) -> tuple[Heard | None, Work]:
        """What was asked, and how it is answered now."""
        told = json.loads(body)
        if "heard" in told:
            return self.cuts.again(body)
        heard = message(told, me)
        return heard and keyed(heard), self.cuts.serve


async def _stands(heard: Heard, since: datetime, find: Finds) -> bool:
    """Whether its answer is there; where nobody lets us look, a person is waiting."""
    try:
        return bool(await find(heard.channel, heard.answer_key, since, under=heard.thread))
    except SendFailed as error:
        log.info("slack answer not looked for", what=type(error).__name__)
        return False


def _lean(body: Json) -> str:
    event = part_of(body, "event")
    kept = {name: body[name] for name in _OUTER if name in body}
    return json.dumps({**kept, "event": {name: event[name] for name in _INNER if name in event}})
