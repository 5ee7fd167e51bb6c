"""Where else claims stand: the further receipts of what several articles have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.newsroom import Held, Request
from handlers.ports import MOST_OTHERS, Question, World


async def elsewhere(
    found: Iterable[Held],
    world: World,
    request: Request,
    bounds: Question | None = None,
    *,
    most: int = MOST_OTHERS,
) -> tuple[Held, ...]:
    """The claims, each with the other articles that have it, as far as the asker may know.

    Those are within the days and outlets of `bounds`: an answer on May names no June.
    """
    question = bounds or Question(as_of=request.as_of, workspace=request.channel.workspace)
    return await world.store.with_others(tuple(found), replace(question, limit=most))
