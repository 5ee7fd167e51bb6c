"""All that a handler may use: the store in one piece, the messengers, the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from handlers.newsroom import Channel
from handlers.ports.claims import Claims
from handlers.ports.desk import Files, Names
from handlers.ports.outbox import Subscriptions
from handlers.ports.reviews import Reviews
from handlers.ports.workspaces import Workspaces
from handlers.reply import Reply
from handlers.rights import OPEN, Rights
from nlp.analysis import Analysis
from nlp.topics import SHIPPED, Topics


class Store(Claims, Reviews, Subscriptions, Workspaces, Files, Names, Protocol):
    """One store for all of it."""


class Messenger(Protocol):
    """Posts to one platform's channels."""

    async def post(self, channel: Channel, reply: Reply, key: str) -> str:
        """Post and return the message's id; `key` rides with it for `find`.

        Raises SendFailed (may be tried again), SendUnknown (no answer came) or
        SendRefused (a definite no).
        """
        ...

    async def find(self, channel: Channel, key: str, since: datetime) -> str | None:
        """The id of our message with that key posted since then; None if there is none.

        Raises SendUnknown where the platform does not let us look.
        """
        ...


class Clock(Protocol):
    """The present moment."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


class Analyst(Protocol):
    """Reads text as articles are read, in a worker that is stopped when it takes too long."""

    async def examine(self, text: str, day: date) -> Analysis:
        """What a clean text says, "Thursday" counted from that day; nothing is stored.

        Raises Refused where the text cannot be read, another ClaimwireError where nobody is
        there to read it.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All that a handler may use."""

    store: Store
    clock: Clock
    topics: Topics = SHIPPED  # with the newsroom's own
    rights: Rights = OPEN
    analyst: Analyst | None = None  # None where nobody can read a text that is pasted
