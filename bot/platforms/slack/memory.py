"""What was heard lately: by this process at once, by all of them in the store."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import replace

import structlog

from bot.platforms.slack.places import LONGEST_SHARED, Place, write_value
from handlers.errors import StoreUnavailable
from handlers.ports import World
from handlers.reply import Reply

log = structlog.get_logger(__name__)

_REMEMBERED = 10_000
_LONG = 500  # questions that are too long for a button
_KEPT = "the long question "  # … and its name


class SlackMemory:
    """Tells what is new. Where the store cannot be asked, it is: better twice than never."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._long: OrderedDict[str, str] = OrderedDict()

    def is_new(self, *keys: str) -> bool:
        """Whether none of these was heard lately by this process; remembers all of them."""
        new = not any(key in self._seen for key in keys)
        self._seen.update(dict.fromkeys(keys))
        while len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return new

    async def is_new_to_all(self, *keys: str) -> bool:
        """Whether none was heard in the last days by any process, before a restart included."""
        now = self._world.clock.now()
        try:
            new = [await self._world.store.first_time(f"slack:{key}", now) for key in keys]
        except StoreUnavailable as error:
            log.warning("slack memory not at hand", what=str(error))
            return True
        return all(new)

    async def forget(self, key: str) -> None:
        """As if it had not been heard."""
        self._seen.pop(key, None)
        try:
            await self._world.store.forget(f"slack:{key}")
        except StoreUnavailable as error:
            log.warning("slack memory not at hand", what=str(error))

    def keep(self, place: Place) -> Place:
        """The place with its command under a short name, where no button can carry it.

        Kept by this process alone: it may hold the words of somebody's message.
        """
        if write_value(replace(place, trail=()), LONGEST_SHARED) is not None:
            return place
        return replace(place, command=self._short(place.command))

    def steps(self, reply: Reply) -> Reply:
        """The reply, its steps under short names where no button takes their commands."""
        steps = tuple(
            each
            if write_value(Place(command=each.command)) is not None
            else replace(each, command=self._short(each.command))
            for each in reply.actions
        )
        return replace(reply, actions=steps)

    def _short(self, command: str) -> str:
        name = hashlib.sha256(command.encode("utf-8", "replace")).hexdigest()[:24]
        self._long[name] = command
        while len(self._long) > _LONG:
            self._long.popitem(last=False)
        return f"{_KEPT}{name}"

    def told(self, place: Place) -> Place | None:
        """The place with the command that was meant; None where it is not known any more."""
        if not place.command.startswith(_KEPT):
            return place
        command = self._long.get(place.command.removeprefix(_KEPT))
        return replace(place, command=command) if command is not None else None
