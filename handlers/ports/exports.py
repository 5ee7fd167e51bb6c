"""The port to what was handed out as files."""

from __future__ import annotations

from typing import Protocol

from handlers.exported import Exported
from handlers.newsroom import Channel


class Exports(Protocol):
    """Files that were handed out: the last ones of each channel, without the files themselves."""

    async def exported(self, exported: Exported) -> int:
        """Keep it under a new number (the given one is ignored), which is returned.

        Of a channel the last 50 are kept.
        """
        ...

    async def exports(self, channel: Channel) -> tuple[Exported, ...]:
        """Those of a channel, the newest first, without their claims."""
        ...

    async def export_of(self, number: int, channel: Channel) -> Exported | None:
        """That one of this channel, with its claims; None where it has none of that number."""
        ...
