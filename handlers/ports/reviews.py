"""The port to what workspaces have found out about claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from handlers.newsroom import Held, Review


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A review that judges the finding itself, with the claim in the text it was found in.

    The article is of the newest version that has the claim's words in their places.
    """

    review: Review
    held: Held


class Reviews(Protocol):
    """Reviews of claims: added, never changed or taken away, also not when a claim vanishes.

    No workspace ever sees those of another.
    """

    async def review(self, review: Review) -> Review | None:
        """Keep it as the workspace's last word on a claim, and return None.

        Where it only repeats the last word, that one is returned and nothing is kept.
        """
        ...

    async def reviews(
        self, workspace: str, claim_id: str, *, as_of: date | None = None
    ) -> tuple[Review, ...]:
        """All reviews of a claim by a workspace, oldest first; none made after that day (UTC)."""
        ...

    async def judged(self, workspace: str = "") -> tuple[Judged, ...]:
        """Each claim whose last word is verified or wrong, in the order of these words.

        Of one workspace, or of all: then the latest of their last words that judges counts.
        """
        ...
