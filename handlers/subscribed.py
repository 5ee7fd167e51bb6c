"""The nouns of standing questions: when they are due, how they are told, and what was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from handlers.newsroom import Channel

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """When a digest is due: at wall `times` of a zone, on certain days.

    The days are the `weekdays` (0 is Monday) or, where `month_day` is given, that day of
    each month, the last one where the month is shorter. `business` leaves out the
    newsroom's holidays. Between the two `quiet` wall times nothing is posted. Without
    times it is an alert: told at once, whenever something new is stored.
    """

    times: tuple[time, ...]  # rising
    zone: str  # IANA
    weekdays: tuple[int, ...] = EVERY_DAY
    month_day: int | None = None
    business: bool = False
    quiet: tuple[time, time] | None = None

    @property
    def at_once(self) -> bool:
        """Whether it is an alert."""
        return not self.times


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How a standing question is told.

    `most` lines are shown and the rest kept behind "more". A digest with nothing new is one
    line, or nothing where `silent`. The first digest tells what was published from `since`
    on. After `alarm` days without a new article that is said once (0: never). `cap` is how
    many alerts a day may bring. A deadline is told `ahead` days before it comes.
    """

    most: int = 20
    silent: bool = False
    since: date | None = None
    alarm: int = 7
    cap: int = 10
    ahead: int = 14


_USUAL = Policy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """A standing question of one channel.

    `number` is what people type ("/digest stop 3"): unique within the store, never
    reused. `seen` is the ingest sequence up to which the channel has been told. From
    `paused` on nothing is planned, until `resumes` where that is known; both are kept
    until the next digest has named the gap.
    """

    number: int
    channel: Channel
    person: str
    query: str
    cadence: Cadence
    created: datetime
    due: datetime  # the next run, UTC
    seen: int = 0
    stopped: datetime | None = None
    policy: Policy = _USUAL
    paused: datetime | None = None
    resumes: datetime | None = None

    def rests(self, now: datetime) -> bool:
        """Whether it is paused at that moment."""
        return self.paused is not None and (self.resumes is None or now < self.resumes)


class Why(StrEnum):
    """Why something stands in a digest, the most pressing first."""

    CORRECTED = "correction of what was told here"
    MOVED = "moved on"
    MEASURE = "new measure"
    DEADLINE = "coming up"
    POSITION = "another position than before"
    REVISED = "figure revised"
    FIGURE = "new figure"
    VOICE = "new voice"
    WORDS = "new words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing a digest tells: a claim, why, and what it is compared with.

    `told` says what moved ("threatened → in force") or what comes ("until 10 August 2025").
    `also` are claims of other articles that say the same.
    """

    why: Why
    claim_id: str
    was_id: str = ""
    told: str = ""
    also: tuple[str, ...] = ()


class DeliveryState(StrEnum):
    """Life of one due digest in the outbox."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"  # tried, and nobody can say whether it arrived
    FAILED = "failed"
    CARRIED = "carried"  # told within another delivery's message
    SILENT = "silent"  # nothing was new, and nothing was to be said


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One due digest: unique per subscription, local date and local time, made before sending.

    `items` are frozen when it is planned, best first; `notes` too (the gap it covers).
    `key` (at most 25 characters) rides with the message, so that a lost answer can be
    looked up. `unsure` is true once a try may have arrived without our knowing.
    """

    key: str
    subscription: Subscription
    local_date: date
    local_time: time
    due: datetime
    items: tuple[Item, ...]
    state: DeliveryState
    notes: tuple[str, ...] = ()
    attempts: int = 0
    first_tried: datetime | None = None
    message_id: str | None = None
    unsure: bool = False
    carrier: str | None = None  # the key of the delivery whose message tells it

    @property
    def claim_ids(self) -> tuple[str, ...]:
        """The claims it tells of, without those that they are compared with."""
        return tuple(item.claim_id for item in self.items)

    @property
    def shown_ids(self) -> tuple[str, ...]:
        """The claims that its message shows, and those that they are compared with."""
        shown = self.items[: self.subscription.policy.most]
        return tuple(each for item in shown for each in (item.claim_id, item.was_id) if each)
