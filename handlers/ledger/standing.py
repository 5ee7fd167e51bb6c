"""Where a measure stands on a day: in force, still to come, threatened or over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handlers.newsroom import Held
from nlp.analysis import Measure, MeasureStatus

OVER = frozenset({MeasureStatus.PAUSED, MeasureStatus.EXPIRED, MeasureStatus.STRUCK_DOWN})
PROMISED = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED})


class Standing(StrEnum):
    """Where a measure stands on a given day; the value titles its part of the ledger."""

    APPLIES = "In force, or due by now"
    AHEAD = "Announced, not yet in force"
    THREATENED = "Threatened"
    OVER = "Paused, expired or struck down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one claim says of a measure, as of a day."""

    held: Held
    measure: Measure
    moment: tuple[date, float]  # of publication; undated articles are older than all others
    standing: Standing
    as_of: date

    @property
    def to_come(self) -> bool:
        """Whether it names a day to come from which it applies."""
        return starts_after(self.measure, self.as_of)

    @property
    def applied(self) -> bool:
        """Whether it applies, or did until a day that it names."""
        over = self.measure.status in OVER
        return self.standing is Standing.APPLIES or (self.standing is Standing.OVER and not over)


def statement(held: Held, measure: Measure, as_of: date) -> Statement:
    """What a claim says, and where that stands on a day."""
    published = held.article.parsed.published
    day = published.day if published else date.min
    at = published.at.timestamp() if published and published.at else 0.0
    return Statement(
        held=held,
        measure=measure,
        moment=(day, at),
        standing=standing(measure, as_of),
        as_of=as_of,
    )


def standing(measure: Measure, as_of: date) -> Standing:
    """Where a measure stands by its status and its dates."""
    if measure.status is MeasureStatus.THREATENED:
        return Standing.THREATENED
    if measure.status in OVER:
        return Standing.OVER
    if starts_after(measure, as_of):
        return Standing.AHEAD
    if ended_before(measure, as_of):
        return Standing.OVER
    if measure.status in PROMISED and starts_on(measure) is None:
        return Standing.AHEAD
    return Standing.APPLIES


def starts_after(measure: Measure, as_of: date) -> bool:
    """Whether the day from which it applies is stated and still to come."""
    starts = starts_on(measure)
    return starts is not None and starts > as_of


def ended_before(measure: Measure, as_of: date) -> bool:
    """Whether the day until which it applies is stated and has passed."""
    ends = ends_on(measure)
    return ends is not None and ends < as_of


def starts_on(measure: Measure) -> date | None:
    """The first day on which it applies, where that is known."""
    return measure.effective.first if measure.effective else None


def ends_on(measure: Measure) -> date | None:
    """The last day on which it applies, or is paused, where that is known."""
    return measure.expires.last if measure.expires else None


def stands_yet(lead: Statement) -> bool:
    """Whether it is to start, or a pause of it is to end, on a day to come."""
    ends = ends_on(lead.measure)
    return lead.to_come or (
        lead.measure.status is MeasureStatus.PAUSED and ends is not None and ends >= lead.as_of
    )


def same_start(one: Statement, other: Statement) -> bool:
    """Whether two announcements can be of one start: steps on different days are two."""
    first = starts_on(one.measure)
    return first is None or first == starts_on(other.measure)
