"""The nouns of corrections: a message of ours, what became of its claims, and telling it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from handlers.newsroom import Channel, Status
from handlers.reply import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """A message of ours that stands in a channel, with the claims it shows.

    `message_id` is the platform's word for all messages that one post took, with spaces
    between them.
    `headline` is what an answer was headed by; a digest has its `delivery`'s key instead.
    Its claims are told as they were known at the moment `shown`. `reply` is an answer as it
    was shown, so that it can be shown again; `place` and `by` are the platform's own words
    for which part of it that was, and for who shared it.
    """

    channel: Channel
    message_id: str
    claim_ids: tuple[str, ...]
    shown: datetime
    headline: str = ""
    delivery: str | None = None
    reply: Reply | None = None
    place: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said at the head of a message about one of its claims that is no longer so."""

    claim_id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What became of one claim of a message: a review, or that its article has it no more.

    `by` and `note` are foreign text; where the claim is gone both are "", and `version` is
    the first version of its article without it.
    """

    claim_id: str
    status: Status | None  # None: gone from its article
    at: datetime
    by: str = ""
    note: str = ""
    version: int = 0


class Stage(StrEnum):
    """How far the correction of a message has come."""

    EDIT = "edit"  # the message itself
    THREAD = "thread"  # it was edited: its thread is told
    CHANNEL = "channel"  # it can't be edited: the channel is told


class AmendmentState(StrEnum):
    """Life of one correction of one message."""

    DUE = "due"
    WORKING = "working"
    DONE = "done"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A message that must be corrected, by what, and how far that is; made before it is done."""

    key: str
    showing: Showing
    made: datetime
    corrections: tuple[Correction, ...]
    earlier: tuple[Correction, ...]  # what the message was corrected by before
    stage: Stage
    state: AmendmentState
    attempts: int = 0
    first_tried: datetime | None = None
    unsure: bool = False


_IS_NOW = {
    Status.DISPUTED: "Disputed",
    Status.CORRECTED: "Corrected",
    Status.WRONG: "Marked as a wrong finding of ours",
    Status.VERIFIED: "Verified now",
}


def became(correction: Correction) -> str:
    """What became of a claim and who says so: "Disputed by U024BE7LH"."""
    if correction.status is None:
        return f"No longer in its article since version {correction.version}"
    verdict = _IS_NOW.get(correction.status, correction.status.value)
    return f"{verdict} by {correction.by}"
