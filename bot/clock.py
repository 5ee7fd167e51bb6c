"""The present moment: the system's clock, or one set by `CLAIMWIRE_NOW` for rehearsals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from handlers.errors import Refused
from handlers.ports import Clock

_SHIFT = re.compile(r"(?P<sign>[+-])(?P<count>\d{1,9})(?P<unit>[smhd]?)\Z")
_UNITS = {"": "seconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftedClock:
    """The system's clock moved by a constant; `by` zero is the system's clock itself."""

    by: timedelta = timedelta(0)

    def now(self) -> datetime:
        """Aware, in UTC."""
        return datetime.now(UTC) + self.by


@dataclass(frozen=True, slots=True, kw_only=True)
class StillClock:
    """A clock that stands at one moment."""

    at: datetime

    def now(self) -> datetime:
        """Aware, in UTC."""
        return self.at


def clock_from(setting: str) -> Clock:
    """The clock that `CLAIMWIRE_NOW` asks for.

    "" is the system's clock; "+90m", "-2h", "+3d", "+30" (seconds) shift it; a moment
    such as "2025-06-05T08:29:50Z" is where the clock stands at start and runs on from;
    the same after "=" holds it still. A moment without a zone is UTC.
    """
    if not setting:
        return ShiftedClock()
    if shift := _SHIFT.match(setting):
        count = int(shift["count"]) * (-1 if shift["sign"] == "-" else 1)
        return ShiftedClock(by=timedelta(**{_UNITS[shift["unit"]]: count}))
    try:
        moment = datetime.fromisoformat(setting.removeprefix("="))
    except ValueError:
        raise Refused(
            f"CLAIMWIRE_NOW={setting!r} is no moment: write it like 2025-06-05T08:30:00Z, "
            "=2025-06-05T08:30:00Z (held still) or +2h (shifted)."
        ) from None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if setting.startswith("="):
        return StillClock(at=aware.astimezone(UTC))
    return ShiftedClock(by=aware.astimezone(UTC) - datetime.now(UTC))
