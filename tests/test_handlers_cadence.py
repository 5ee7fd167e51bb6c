"""Digests are due at their wall time in every zone, whatever its clocks do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.subscribed import Cadence
from handlers.subscriptions.cadence import latest_missed, moment, next_run

ZONES = (
    "America/New_York",
    "Europe/London",
    "Africa/Cairo",
    "America/Sao_Paulo",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Nuuk",
    "UTC",
)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("zone", "on", "at", "utc"),
    [
        ("Europe/London", date(2026, 1, 5), time(8, 30), "2026-01-05T08:30"),
        ("Europe/London", date(2026, 7, 5), time(8, 30), "2026-07-05T07:30"),
        ("Europe/London", date(2026, 3, 29), time(1, 30), "2026-03-29T01:00"),
        ("Europe/London", date(2026, 10, 25), time(1, 30), "2026-10-25T00:30"),
        ("America/New_York", date(2026, 3, 8), time(2, 0), "2026-03-08T07:00"),
        ("America/New_York", date(2026, 3, 8), time(2, 59), "2026-03-08T07:00"),
        ("America/New_York", date(2026, 11, 1), time(1, 30), "2026-11-01T05:30"),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 0), "2026-04-23T22:00"),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 30), "2026-04-23T22:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "2026-10-03T15:30"),
        ("America/Nuuk", date(2026, 3, 28), time(23, 30), "2026-03-29T01:00"),
    ],
)
def test_wall_times_become_moments(zone: str, on: date, at: time, utc: str) -> None:
    """A missing time counts when the gap ends, a repeated one the first time."""
    assert moment(on, at, ZoneInfo(zone)) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    "at", [time(0), time(0, 30), time(1, 30), time(2, 15), time(8, 30), time(23, 45)]
)
def test_a_year_has_one_run_a_day(zone: str, at: time) -> None:
    """366 runs on 366 dates, each at or right after its wall time, always later than the last."""
    cadence = Cadence(times=(at,), zone=zone)
    now = moment(date(2026, 1, 1), at, ZoneInfo(zone)) - timedelta(seconds=1)
    dates = []
    for _ in range(366):
        run = next_run(cadence, now)
        local = run.at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        wanted = datetime.combine(run.local_date, at)
        assert run.at > now
        assert wanted <= local <= wanted + timedelta(hours=1)
        assert latest_missed(cadence, run.at, run.at) == run
        dates.append(run.local_date)
        now = run.at
    assert dates == [date(2026, 1, 1) + number * DAY for number in range(366)]


def test_a_date_that_a_zone_left_out_has_no_run() -> None:
    """Apia went from 29 to 31 December 2011."""
    cadence = Cadence(times=(time(8, 30),), zone="Pacific/Apia")
    run = next_run(cadence, datetime(2011, 12, 29, 20, tzinfo=UTC))
    assert run.local_date == date(2011, 12, 31)


def test_weekdays_are_kept() -> None:
    """A weekly digest is due on its days only."""
    cadence = Cadence(times=(time(9),), zone="Asia/Kathmandu", weekdays=(0, 3))
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)  # a Thursday afternoon there
    run = next_run(cadence, now)
    assert run.local_date == date(2026, 1, 5)
    assert next_run(cadence, run.at).local_date == date(2026, 1, 8)


@pytest.mark.parametrize("away", [timedelta(0), timedelta(hours=3), 5 * DAY, 400 * DAY])
def test_of_missed_runs_the_latest_counts(away: timedelta) -> None:
    """However long the bot was away, one run is left, the last one before now."""
    cadence = Cadence(times=(time(8, 30),), zone="Europe/London")
    due = next_run(cadence, datetime(2026, 1, 1, tzinfo=UTC))
    run = latest_missed(cadence, due.at, due.at + away)
    assert run.at <= due.at + away < next_run(cadence, run.at).at


def test_a_due_time_of_older_rules_counts_itself() -> None:
    """Where a zone's rules changed since, the moment that was worked out still counts."""
    cadence = Cadence(times=(time(8, 30),), zone="Europe/London")
    due = datetime(2026, 1, 5, 9, 15, tzinfo=UTC)
    run = latest_missed(cadence, due, due + timedelta(minutes=1))
    assert (run.at, run.local_date) == (due, date(2026, 1, 5))


@settings(max_examples=150, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    at=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    now=st.datetimes(datetime(2011, 1, 1), datetime(2037, 1, 1)),  # noqa: DTZ001 - made aware below
)
def test_the_next_run_is_the_first_later_one(
    zone: str, at: time, weekdays: tuple[int, ...], now: datetime
) -> None:
    """No run lies between a moment and its next run, on any allowed day."""
    cadence = Cadence(times=(at,), zone=zone, weekdays=weekdays)
    after = now.replace(tzinfo=UTC)
    run = next_run(cadence, after)
    assert run.at > after
    assert run.local_date.weekday() in weekdays
    assert next_run(cadence, run.at - timedelta(seconds=1)).at == run.at
    before = [
        moment(run.local_date - number * DAY, at, ZoneInfo(zone))
        for number in range(1, 9)
        if (run.local_date - number * DAY).weekday() in weekdays
    ]
    assert all(each <= after or each == run.at for each in before)
