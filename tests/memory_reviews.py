"""Reviews in a list: the `Reviews` part of `fakes.MemoryStore`."""

from __future__ import annotations

from datetime import UTC, date

from handlers.newsroom import Review, Status


class MemoryReviews:
    """What workspaces said about claims, in the order in which they did."""

    def __init__(self) -> None:
        self._reviews: list[Review] = []

    async def review(self, review: Review) -> Review | None:
        past = await self.reviews(review.workspace, review.claim_id)
        if past and review.repeats(past[-1]):
            return past[-1]
        self._reviews.append(review)
        return None

    async def reviews(
        self, workspace: str, claim_id: str, *, as_of: date | None = None
    ) -> tuple[Review, ...]:
        return tuple(
            one
            for one in self._reviews
            if (one.workspace, one.claim_id) == (workspace, claim_id)
            and (as_of is None or one.at.astimezone(UTC).date() <= as_of)
        )

    def last_words(self, workspace: str, as_of: date | None = None) -> dict[str, Status]:
        """The status of each claim that a workspace had reviewed by then."""
        if not workspace:
            return {}
        return {
            one.claim_id: one.status
            for one in self._reviews
            if one.workspace == workspace
            and (as_of is None or one.at.astimezone(UTC).date() <= as_of)
        }

    def judging(self, workspace: str) -> list[Review]:
        """The last judging word on each claim, in the order in which they were said."""
        words = {
            (one.claim_id, one.workspace): place
            for place, one in enumerate(self._reviews)
            if workspace in ("", one.workspace)
        }
        last: dict[str, int] = {}
        for (claim_id, _), place in words.items():
            if self._reviews[place].status in (Status.VERIFIED, Status.WRONG):
                last[claim_id] = max(place, last.get(claim_id, -1))
        return [self._reviews[place] for place in sorted(last.values())]
