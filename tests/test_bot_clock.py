"""The clock of rehearsals: shifted, set and still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import clock_from
from handlers.errors import Refused


@pytest.mark.parametrize(
    ("setting", "shift"),
    [
        ("", timedelta(0)),
        ("+90m", timedelta(minutes=90)),
        ("-2h", timedelta(hours=-2)),
        ("+3d", timedelta(days=3)),
        ("+30", timedelta(seconds=30)),
    ],
)
def test_a_shift_moves_the_system_clock(setting: str, shift: timedelta) -> None:
    """The clock reads the system's time plus the shift."""
    before = datetime.now(UTC)
    shown = clock_from(setting).now()
    assert before + shift <= shown <= datetime.now(UTC) + shift


def test_a_moment_is_where_the_clock_starts_and_it_runs_on() -> None:
    """A rehearsal may start just before a digest is due and see it become due."""
    clock = clock_from("2025-06-05T08:29:50+02:00")
    first = clock.now()
    assert (
        timedelta(0) <= first - datetime(2025, 6, 5, 6, 29, 50, tzinfo=UTC) < timedelta(minutes=1)
    )
    assert clock.now() >= first


def test_an_equals_sign_holds_the_clock_still() -> None:
    """The same moment however often it is asked; without a zone it is UTC."""
    clock = clock_from("=2025-06-05T08:30:00")
    assert clock.now() == clock.now() == datetime(2025, 6, 5, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize("setting", ["tomorrow", "+", "+2w", "2025-13-01", "=", "+9999999999"])
def test_anything_else_is_refused_with_the_ways_to_write_it(setting: str) -> None:
    """The sentence names the variable and shows the forms."""
    with pytest.raises(Refused, match=r"CLAIMWIRE_NOW=.* is no moment: write it like"):
        clock_from(setting)
