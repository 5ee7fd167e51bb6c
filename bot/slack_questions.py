"""Mentions and direct messages: answered once, also where a kill came before the answer."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

import structlog

from bot.slack_memory import SlackMemory
from bot.slack_payloads import Heard, Json, message, part_of
from bot.waiting import Waiting
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
    """Hears them; `begin` does work in the background, `serve` answers."""

    begin: Callable[[Heard, Work], None]
    serve: Work
    memory: SlackMemory
    waiting: Waiting

    def hear(self, body: Json, me: str) -> None:
        """Answer in the background what is heard for the first time; `me` is our user id."""
        heard = message(body, me)
        if heard is not None and self.memory.is_new(*heard.keys):
            self.begin(heard, lambda heard: self._answer(heard, body))

    async def _answer(self, heard: Heard, body: Json) -> None:
        if not await self.memory.is_new_to_all(*heard.keys):
            return
        async with self.waiting.until_answered(heard.keys[-1], _lean(body)):
            await self.serve(_keyed(heard))

    async def resume(self, me: str, find: Finds) -> None:
        """Answer what the last life of this program was asked and left unanswered."""
        try:
            async for asked in self.waiting.each():
                heard = message(json.loads(asked.body), me)
                if heard is not None and not await _stands(_keyed(heard), asked.at, find):
                    self.begin(_keyed(heard), self.serve)
                await self.waiting.answered(asked.key)
        except StoreUnavailable as error:
            log.warning("slack questions not taken up", what=str(error))


def _keyed(heard: Heard) -> Heard:
    """With the key that its answer carries; it is checked already whether it is new."""
    digest = hashlib.sha256(heard.keys[-1].encode("utf-8", "replace")).digest()
    key = base64.b32encode(digest).decode().lower()[:25]
    return replace(heard, answer_key=key, repeated=False)


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
