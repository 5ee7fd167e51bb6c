"""Channels that people name by hand: looked up at Slack, whose ids alone can be posted to."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from bot.platforms.slack.calls import Calls, SlackNo
from bot.platforms.slack.payloads import text_of
from handlers.errors import Refused, SendFailed

# "/digest #trade …": where Slack did not put the channel's id in.
_BY_NAME = re.compile(
    r"(?P<head>\s*/?(?:digest|alerts)\s+)#(?P<name>[^\s<>#]{1,80})", re.IGNORECASE
)
_GOOD_FOR = 600.0  # seconds
_AGAIN_AFTER = 30.0  # … before a name that was not found is looked for anew
_PAGE = 1_000
_MOST_PAGES = 20
_PATIENCE = 20.0
_PICK = (
    "Pick the channel from the list that Slack shows when you type #, so that Slack sends its id; "
    "or type this in the channel itself with the word here."
)
_NOT_FOUND = f"I know no open channel #{{}}: it is private, archived, or spelt otherwise. {_PICK}"
_MAY_NOT = f"I may not look up #{{}} by its name: the app lacks channels:read. {_PICK}"
_CANNOT = f"I could not look up #{{}} by its name just now. {_PICK}"


class Channels:
    """Finds open channels by name; private ones are nobody's business but their members'."""

    def __init__(self, calls: Calls, *, now: Callable[[], float] = time.monotonic) -> None:
        self._calls = calls
        self._now = now
        self._known: dict[str, tuple[float, dict[str, str]]] = {}

    async def with_id(self, line: str, team: str) -> str:
        """The line with a channel's id in the place of its name, where it begins with one.

        Raises Refused, with what to do instead, where the name can't be looked up.
        """
        match = _BY_NAME.match(line)
        if match is None:
            return line
        name = match["name"].lower()
        found = await self._found(name, team)
        return f"{match['head']}<#{found}>{line[match.end() :]}"

    async def _found(self, name: str, team: str) -> str:
        read, known = self._known.get(team, (float("-inf"), {}))
        good_for = _GOOD_FOR if name in known else _AGAIN_AFTER
        if self._now() - read > good_for:
            try:
                known = await self._all(team)
            except SlackNo as error:
                words = _MAY_NOT if error.code == "missing_scope" else _CANNOT
                raise Refused(words.format(name)) from None
            except SendFailed:
                raise Refused(_CANNOT.format(name)) from None
            self._known[team] = (self._now(), known)
        if name not in known:
            raise Refused(_NOT_FOUND.format(name))
        return known[name]

    async def _all(self, team: str) -> dict[str, str]:
        """The ids of all open channels by name; a busy Slack is waited for."""
        known, cursor = dict[str, str](), ""
        for _ in range(_MOST_PAGES):
            page = await self._calls.call(
                "conversations.list",
                {
                    "types": "public_channel",
                    "exclude_archived": "true",
                    "limit": str(_PAGE),
                    **({"cursor": cursor} if cursor else {}),
                    **({"team_id": team} if team else {}),
                },
                patience=_PATIENCE,
                team=team,
            )
            listed = page.get("channels")
            for each in listed if isinstance(listed, list) else ():
                known[text_of(each, "name").lower()] = text_of(each, "id")
            cursor = text_of(page, "response_metadata", "next_cursor")
            if not cursor:
                break
        return known
