"""Digests over a real store while the clocks of their zones are changed."""

from __future__ import annotations

import asyncio
import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from simulate_year import simulate
from test_handlers_digest_year import CADENCES

from bot.schedule import Alarm

SOME = {name: CADENCES[name] for name in ("daily", "midnight", "in the gaps", "every 4h")}


@pytest.mark.parametrize(
    ("zone", "month", "day"),
    [
        ("America/New_York", 3, 8),
        ("America/New_York", 11, 1),
        ("Europe/London", 3, 29),
        ("Europe/London", 10, 25),
        ("Africa/Cairo", 4, 24),
        ("Australia/Lord_Howe", 4, 5),
        ("Australia/Lord_Howe", 10, 4),
        ("Asia/Kathmandu", 10, 4),
    ],
)
async def test_each_run_is_posted_once_at_its_wall_time(
    zone: str, month: int, day: int, tmp_path: Path
) -> None:
    """Also in the hour that is left out, and in the one that comes twice."""
    around = datetime(2026, month, day, tzinfo=UTC)
    begin, end = around - timedelta(hours=30), around + timedelta(hours=30)
    outcome = await simulate(SOME, [zone], begin, end, tmp_path)
    assert outcome.runs > 20
    assert (outcome.missed, outcome.doubled, outcome.early, outcome.late) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    ("zone", "around"),
    [
        ("America/New_York", datetime(2026, 3, 8, 7, tzinfo=UTC)),
        ("Europe/London", datetime(2026, 10, 25, 1, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
        ("Pacific/Apia", datetime(2011, 12, 30, 10, tzinfo=UTC)),
    ],
)
async def test_an_hourly_digest_comes_once_an_hour_of_the_wall(
    zone: str, around: datetime, tmp_path: Path
) -> None:
    """Over an hour left out, one that comes twice, half an hour, and a whole day left out."""
    hours = timedelta(hours=5)
    some = {"hourly": CADENCES["hourly"]}
    outcome = await simulate(some, [zone], around - hours, around + hours, tmp_path)
    assert outcome.runs in (9, 10, 11)
    assert (outcome.missed, outcome.doubled, outcome.early, outcome.late) == (0, 0, 0, 0)


async def test_a_clock_that_is_set_forward_and_back_loses_and_doubles_nothing(
    tmp_path: Path,
) -> None:
    """Over a real store, an hour at a time, some eighty times in ten days."""
    some = {name: CADENCES[name] for name in ("daily", "midnight", "every 4h")}
    begin = datetime(2026, 10, 20, tzinfo=UTC)
    chance = random.Random(3)  # noqa: S311 - any will do
    outcome = await simulate(
        some, ["Europe/London"], begin, begin + timedelta(days=10), tmp_path, restless=chance
    )
    assert outcome.runs > 70
    assert (outcome.missed, outcome.doubled) == (0, 0)


async def test_a_busy_loop_delays_a_chore_and_doubles_none() -> None:
    """What should have come meanwhile comes once, as soon as there is time for it."""
    alarm, began, at_once = Alarm(), list[float](), 0

    async def chore() -> None:
        nonlocal at_once
        at_once += 1
        assert at_once == 1
        began.append(time.monotonic())
        await asyncio.sleep(0)
        at_once -= 1

    alarm.every(0.2, chore)
    alarm.start()
    await asyncio.sleep(0.3)
    calls = len(began)
    time.sleep(1.2)  # noqa: ASYNC251 - this is the point
    await asyncio.sleep(0.15)
    alarm.stop()
    assert calls < len(began) <= calls + 3
