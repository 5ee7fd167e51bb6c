"""Who is an admin of a workspace: asked of Slack, and kept for a while."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import structlog

from bot.platforms.slack.calls import Calls
from handlers.errors import SendFailed

log = structlog.get_logger(__name__)

_GOOD_FOR = 300  # seconds
_MOST = 5_000


class People:
    """Looks people up; who cannot be looked up is no admin."""

    def __init__(self, calls: Calls, *, now: Callable[[], float] = time.monotonic) -> None:
        self._calls = calls
        self._now = now
        self._known: dict[tuple[str, str], tuple[bool, float]] = {}

    async def is_admin(self, person: str, team: str) -> bool:
        """Whether this person is an admin or owner of the workspace."""
        known, until = self._known.get((person, team), (False, 0.0))
        if self._now() < until:
            return known
        try:
            answer = await self._calls.call("users.info", {"user": person}, team=team)
        except SendFailed as error:
            log.warning("slack person not looked up", what=str(error))
            return False
        told = answer.get("user")
        admin = isinstance(told, Mapping) and any(
            told.get(name) is True for name in ("is_admin", "is_owner", "is_primary_owner")
        )
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[person, team] = (admin, self._now() + _GOOD_FOR)
        return admin
