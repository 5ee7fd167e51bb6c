"""What was heard lately: by this process at once, by all of them in the store."""

from __future__ import annotations

from collections import OrderedDict

import structlog

from handlers.errors import StoreUnavailable
from handlers.ports import World

log = structlog.get_logger(__name__)

_REMEMBERED = 10_000


class SlackMemory:
    """Tells what is new. Where the store cannot be asked, it is: better twice than never."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen: OrderedDict[str, None] = OrderedDict()

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
        await self._world.store.forget(f"slack:{key}")
