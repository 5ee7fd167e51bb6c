"""When a digest is due: from wall times and a zone to moments, whatever the clocks do.

A wall time that a clock change skips counts at the first moment after the gap; one that
comes twice counts the first time; a date that a zone left out has no run. Runs that fall
on one moment are one run, the last of them.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.holidays import NONE, Holidays
from handlers.subscribed import Cadence

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_HORIZON = 400  # days: further apart no two runs can be, but for an endless list of holidays


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One time a digest is due: the local date and time it counts for, and the moment in UTC."""

    local_date: date
    local_time: time
    at: datetime


def next_run(cadence: Cadence, after: datetime, holidays: Holidays = NONE) -> Run:
    """The first run later than `after`; of an alert, that moment itself."""
    return next(upcoming(cadence, after, holidays))


def upcoming(cadence: Cadence, after: datetime, holidays: Holidays = NONE) -> Iterator[Run]:
    """The runs later than `after`, one by one; of an alert, that moment alone."""
    if cadence.at_once:
        yield at_once(cadence, after)
        return
    start = _there(after, cadence).date() - _DAY
    for run in _runs(cadence, start, _HORIZON, holidays):
        if run.at > after:
            yield run


def at_once(cadence: Cadence, now: datetime) -> Run:
    """A run that is due now, whatever the cadence says."""
    there = _there(now, cadence)
    return Run(local_date=there.date(), local_time=there.time(), at=now)


def latest_missed(cadence: Cadence, due: datetime, now: datetime, holidays: Holidays = NONE) -> Run:
    """The last run from `due` (a run's moment) up to `now`.

    Where the zone's rules or the holidays changed after `due` was worked out and no run
    lies between, `due` itself counts.
    """
    runs = missed(cadence, due, now, holidays)
    if runs:
        return runs[-1]
    there = _there(due, cadence)
    return Run(local_date=there.date(), local_time=there.time(), at=due)


def missed(cadence: Cadence, due: datetime, now: datetime, holidays: Holidays = NONE) -> list[Run]:
    """The runs from `due` up to `now`, of a long time the latest."""
    last = _there(now, cadence).date()
    start = max(_there(due, cadence).date(), last - _HORIZON * _DAY) - _DAY
    days = (last - start).days + 1
    return [run for run in _runs(cadence, start, days, holidays) if due <= run.at <= now]


def quiet_until(cadence: Cadence, now: datetime) -> datetime | None:
    """The end of the quiet hours that it is now, where it is any."""
    if cadence.quiet is None:
        return None
    begins, ends = cadence.quiet
    there = _there(now, cadence)
    at = there.time()
    if begins < ends:
        inside, ends_on = begins <= at < ends, there.date()
    else:
        inside = at >= begins or at < ends
        ends_on = there.date() + (_DAY if at >= begins else timedelta(0))
    if not inside:
        return None
    end = moment(ends_on, ends, ZoneInfo(cadence.zone))
    return end if end > now else None


def _there(moment_: datetime, cadence: Cadence) -> datetime:
    return moment_.astimezone(ZoneInfo(cadence.zone))


def _runs(cadence: Cadence, start: date, days: int, holidays: Holidays) -> Iterator[Run]:
    zone = ZoneInfo(cadence.zone)
    waiting: Run | None = None
    for number in range(days):
        local_date = start + number * _DAY
        if not (_on(cadence, local_date, holidays) and _exists(local_date, zone)):
            continue
        for at in cadence.times:
            run = Run(local_date=local_date, local_time=at, at=moment(local_date, at, zone))
            if waiting is not None and waiting.at != run.at:
                yield waiting
            waiting = run
    if waiting is not None:
        yield waiting


def _on(cadence: Cadence, local_date: date, holidays: Holidays) -> bool:
    """Whether a date is one of the cadence's days."""
    if cadence.business and holidays.on(local_date, cadence.zone):
        return False
    if cadence.month_day is not None:
        last = calendar.monthrange(local_date.year, local_date.month)[1]
        return local_date.day == min(cadence.month_day, last)
    return local_date.weekday() in cadence.weekdays


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
