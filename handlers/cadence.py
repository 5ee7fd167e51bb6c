"""When a digest is due: from a wall time and a zone to moments, whatever the clocks do.

A wall time that a clock change skips counts at the first moment after the gap; one that
comes twice counts the first time; a date that a zone left out has no run.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.newsroom import Cadence

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_HORIZON = 16  # days: the longest pause between runs is a week, and a date may be left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One time a digest is due: the local date it counts for, and the moment in UTC."""

    local_date: date
    at: datetime


def next_run(cadence: Cadence, after: datetime) -> Run:
    """The first run later than `after`."""
    start = after.astimezone(ZoneInfo(cadence.zone)).date() - 2 * _DAY
    return next(run for run in _runs(cadence, start, _HORIZON) if run.at > after)


def latest_missed(cadence: Cadence, due: datetime, now: datetime) -> Run:
    """The last run from `due` (a run's moment) up to `now`.

    Where the zone's rules changed after `due` was worked out and no run lies between,
    `due` itself counts.
    """
    zone = ZoneInfo(cadence.zone)
    start = max(due.astimezone(zone).date(), now.astimezone(zone).date() - _HORIZON * _DAY)
    days = (now.astimezone(zone).date() - start).days + 4
    runs = [run for run in _runs(cadence, start - 2 * _DAY, days) if due <= run.at <= now]
    return runs[-1] if runs else Run(local_date=due.astimezone(zone).date(), at=due)


def _runs(cadence: Cadence, start: date, days: int) -> Iterator[Run]:
    zone = ZoneInfo(cadence.zone)
    for number in range(days):
        local_date = start + number * _DAY
        if local_date.weekday() in cadence.weekdays and _exists(local_date, zone):
            yield Run(local_date=local_date, at=moment(local_date, cadence.at, zone))


def moment(local_date: date, at: time, zone: ZoneInfo) -> datetime:
    """The first moment, in UTC, at which the zone's wall clock shows at least this."""
    wall = datetime.combine(local_date, at)
    usual = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if usual.astimezone(zone).replace(tzinfo=None) == wall:
        return usual
    # In a gap: fold 1 reads the wall time by the offset after the change, which gives a
    # moment before it; the change lies between that and `usual`.
    early, late = wall.replace(tzinfo=zone, fold=1).astimezone(UTC), usual
    while late - early > _SECOND:
        middle = early + (late - early) // 2
        if middle.astimezone(zone).replace(tzinfo=None) < wall:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def _exists(local_date: date, zone: ZoneInfo) -> bool:
    """Whether the zone has that date at all (Apia has no 30 December 2011)."""
    midday = datetime.combine(local_date, time(12), zone).astimezone(UTC)
    return midday.astimezone(zone).date() == local_date
