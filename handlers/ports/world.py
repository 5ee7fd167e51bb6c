"""All that a handler may use: the store in one piece, the messengers, the clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Protocol, TypeVar

from handlers.holidays import NONE, Holidays
from handlers.newsroom import Channel, Platform
from handlers.ports.claims import Claims
from handlers.ports.desk import Files, Names
from handlers.ports.exports import Exports
from handlers.ports.outbox import Subscriptions
from handlers.ports.reviews import Reviews
from handlers.ports.showings import Showings
from handlers.ports.workspaces import Workspaces
from handlers.reply import Reply
from handlers.rights import OPEN, Rights
from handlers.showings import Showing, Told
from nlp.analysis import Analysis
from nlp.topics import SHIPPED, Topics


class Store(Claims, Reviews, Subscriptions, Showings, Exports, Workspaces, Files, Names, Protocol):
    """One store for all of it."""

    def within(self, workspace: str) -> Store:
        """The same store as a workspace sees it: with its own word on who is who, and with the
        articles that it keeps for itself.

        As it was opened, and for "", what belongs to workspaces is not seen at all.
        """
        ...


class Messenger(Protocol):
    """Posts to one platform's channels."""

    async def post(self, channel: Channel, reply: Reply, key: str) -> str:
        """Post and return the message's id; `key` rides with it for `find`.

        Where it took several messages, their ids in order, with spaces between.
        Raises SendFailed (may be tried again), SendUnknown (no answer came) or
        SendRefused (a definite no).
        """
        ...

    async def find(
        self, channel: Channel, key: str, since: datetime, *, under: str = ""
    ) -> str | None:
        """The id of our message with that key posted since then; None if there is none.

        Of one that took several, the ids of those that are there. `under` is the message to
        which it was posted as an answer. Raises SendUnknown where the platform does not let
        us look.
        """
        ...

    async def finish(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """Post what is missing of a post that was cut off, of which `find` gave the ids.

        Returns and raises as `post` does; where nothing is missing, nothing is posted.
        """
        ...

    async def update(
        self, showing: Showing, reply: Reply, told: tuple[Told, ...], key: str
    ) -> None:
        """Put a post of ours right: `reply` is what it says by now, `key` the one it carries.

        Each of its messages that shows a claim which is `told` of is headed by these words.
        Raises as `post` does: SendRefused where it can't be edited any more.
        """
        ...

    async def answer(self, channel: Channel, message_id: str, reply: Reply, key: str) -> str:
        """Post below a message of ours (in its thread, or as an answer to it), as `post` does.

        `message_id` is as `post` returned it.
        """
        ...


class Clock(Protocol):
    """The present moment."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        ...


_Made = TypeVar("_Made")


class Aside(Protocol):
    """Does long work of the processor's beside the others, so that nobody waits for it."""

    async def __call__(self, work: Callable[[], _Made]) -> _Made:
        """What the work returns; it must touch nothing that others change."""
        ...


async def at_once(work: Callable[[], _Made]) -> _Made:
    """The same where nobody waits."""
    return work()


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
    holidays: Holidays = NONE  # of the newsroom
    messengers: dict[Platform, Messenger] = field(default_factory=dict)  # as far as connected
    rights: Rights = OPEN
    analyst: Analyst | None = None  # None where nobody can read a text that is pasted
    aside: Aside = at_once

    def within(self, channel: Channel) -> World:
        """The same as the people of a channel see it."""
        return replace(self, store=self.store.within(channel.whose))
