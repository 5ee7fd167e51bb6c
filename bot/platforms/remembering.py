"""Remembers what answers of ours show to all, so that they can be put right where they stand."""

from __future__ import annotations

import structlog

from handlers.digests.chasing import showing_of
from handlers.errors import StoreUnavailable
from handlers.ports import World
from handlers.reply import Reply
from handlers.showings import Showing

log = structlog.get_logger(__name__)


async def remember(world: World, reply: Reply, showing: Showing) -> None:
    """Keep what stands in a channel now; an answer that shows no claims is not kept.

    Where the showing names no claims, all of the reply are shown. The answer stands already:
    trouble is only logged.
    """
    kept = showing_of(reply, showing)
    if not (kept.claim_ids and kept.message_id):
        return
    try:
        await world.store.showed(kept)
    except StoreUnavailable as error:
        log.warning("answer not remembered", what=str(error))
