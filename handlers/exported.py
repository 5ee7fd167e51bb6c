"""The nouns of exports: what was handed out, so that it can be handed out again with changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from handlers.newsroom import Channel, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedClaim:
    """One claim of a file, with the status it had there."""

    id: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A file that was handed out in a channel.

    `number` is what people type ("/export again 3"): unique within the store, never reused.
    `query` is the question without its format, `kind` the format's name. `as_of` is the day
    that was asked for, None where it was the day of asking.
    """

    number: int
    channel: Channel
    person: str
    query: str
    kind: str
    made: datetime
    as_of: date | None
    claims: tuple[ExportedClaim, ...]
