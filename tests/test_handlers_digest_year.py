"""A simulated year in eight zones: no run is missed and none is doubled, whatever the clocks do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from handlers.holidays import Holidays
from handlers.subscribed import Cadence
from handlers.subscriptions.cadence import latest_missed, next_run, quiet_until, upcoming

ZONES = (
    "America/New_York",
    "Europe/London",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "UTC",
)
STEP = timedelta(minutes=15)  # all offsets are multiples of it
YEAR = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
OFF = Holidays(everywhere=frozenset({date(2026, 12, 25)}))
EVERY_4H = tuple(time(hour) for hour in range(0, 24, 4))
CADENCES = {
    "daily": Cadence(times=(time(8, 30),), zone="UTC"),
    "midnight": Cadence(times=(time(0),), zone="UTC"),
    "in the gaps": Cadence(times=(time(0, 30), time(1, 30), time(2, 15), time(2, 45)), zone="UTC"),
    "weekdays": Cadence(times=(time(7),), zone="UTC", weekdays=(0, 1, 2, 3, 4)),
    "business": Cadence(times=(time(7),), zone="UTC", weekdays=(0, 1, 2, 3, 4), business=True),
    "weekly": Cadence(times=(time(2),), zone="UTC", weekdays=(6,)),
    "monthly": Cadence(times=(time(9),), zone="UTC", month_day=31),
    "every 4h": Cadence(times=EVERY_4H, zone="UTC"),
    "hourly": Cadence(times=tuple(time(hour) for hour in range(24)), zone="UTC"),
}


def wanted_on(cadence: Cadence, day: date) -> bool:
    """Whether the cadence has runs on that date, put in another way than in the code."""
    if cadence.business and day in OFF.everywhere:
        return False
    if cadence.month_day:
        return (day + timedelta(days=1)).month != day.month
    return day.weekday() in cadence.weekdays


def walked(
    cadence: Cadence, begin: datetime = YEAR[0], end: datetime = YEAR[1]
) -> Iterator[datetime]:
    """The moments at which a wall clock first shows each wanted time, found by walking the time."""
    zone, now = ZoneInfo(cadence.zone), begin
    waiting: list[datetime] = []
    last = now.astimezone(zone).date() - timedelta(days=1)
    while now < end:
        wall = now.astimezone(zone).replace(tzinfo=None)
        while last < wall.date():
            last += timedelta(days=1)
            if wanted_on(cadence, last):
                waiting += [datetime.combine(last, at) for at in cadence.times]
        if any(slot <= wall for slot in waiting):
            waiting = [slot for slot in waiting if slot > wall]
            yield now
        now += STEP


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("name", list(CADENCES))
def test_a_year_has_each_run_once(zone: str, name: str) -> None:
    """As the planner goes on, run by run: at the walked moments and at no others."""
    usual = CADENCES[name]
    cadence = Cadence(
        times=usual.times,
        zone=zone,
        weekdays=usual.weekdays,
        month_day=usual.month_day,
        business=usual.business,
    )
    start = YEAR[0] - timedelta(seconds=1)
    runs = [run for run in upcoming(cadence, start, OFF) if run.at < YEAR[1]]
    found = [run.at for run in runs]
    slots = [(run.local_date, run.local_time) for run in runs]
    for number in range(0, len(runs) - 1, max(len(runs) // 60, 1)):
        assert next_run(cadence, runs[number].at, OFF) == runs[number + 1]
        assert latest_missed(cadence, runs[number].at, runs[number].at, OFF) == runs[number]
    expected = list(walked(cadence))
    # What a time of the day before the year began left over is no run of this year.
    first = found[0] if found else YEAR[1]
    assert found == [each for each in expected if each >= first]
    assert len(expected) - len(found) <= 1
    assert len(set(slots)) == len(slots)


@pytest.mark.parametrize("zone", ZONES)
def test_quiet_hours_end_on_the_wall_clock(zone: str) -> None:
    """On each day of the year at or right after seven, never before."""
    cadence = Cadence(times=EVERY_4H, zone=zone, quiet=(time(22), time(7)))
    now = YEAR[0]
    while now < YEAR[1]:
        wall = now.astimezone(ZoneInfo(zone)).time()
        end = quiet_until(cadence, now)
        assert (end is not None) == (wall >= time(22) or wall < time(7))
        if end is not None:
            there = end.astimezone(ZoneInfo(zone))
            assert (there.hour, there.minute) == (7, 0)
            assert timedelta(0) < end - now <= timedelta(hours=10)
        now += timedelta(hours=7, minutes=15)
