"""The port to what the bot keeps of platforms: where it is installed, and what it has heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from handlers.newsroom import Channel, Platform


@dataclass(frozen=True, slots=True, kw_only=True)
class Install:
    """That we are installed in a workspace, or in all of an organisation.

    `id` is the workspace's or the organisation's. `secret` is the token as it is kept, which
    nobody can read without the key; "" where the token is that of the `organisation`.
    """

    platform: Platform
    id: str
    organisation: str = ""
    secret: str = ""
    user: str = ""  # our own user id there
    bot: str = ""
    by: str = ""  # who installed us
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """What somebody asked and nobody has answered yet; `body` is in the platform's own words."""

    key: str
    platform: Platform
    body: str
    at: datetime


class Workspaces(Protocol):
    """Where we are installed, and what was heard there lately."""

    async def first_time(self, key: str, now: datetime) -> bool:
        """Whether this was not heard in the last days, by any process; remembers it."""
        ...

    async def forget(self, key: str) -> None:
        """As if it had not been heard."""
        ...

    async def ask(self, asked: Unanswered) -> None:
        """Keep it until it is answered."""
        ...

    async def answered(self, key: str) -> None:
        """It need not be answered any more."""
        ...

    async def unanswered(self, platform: Platform, since: datetime) -> tuple[Unanswered, ...]:
        """Those asked since then that nobody has taken up again, the oldest first.

        Older ones are forgotten.
        """
        ...

    async def take_up(self, key: str) -> bool:
        """Whether it waits still and is now this caller's to answer, for the only time."""
        ...

    async def install(self, install: Install) -> None:
        """Keep it, in the place of what was known of that workspace."""
        ...

    async def installed(self, platform: Platform, name: str) -> Install | None: ...

    async def installs(self, platform: Platform) -> tuple[Install, ...]:
        """All of them, by id."""
        ...

    async def uninstall(self, platform: Platform, name: str) -> None:
        """Forget it, and all workspaces that use its token. Subscriptions stay."""
        ...

    async def move(self, channel: Channel, name: str) -> int:
        """Give a channel another id, for its subscriptions; how many there are."""
        ...
