"""The newsroom's holidays: dates on which digests for business days are not sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Holidays:
    """Dates off for everybody, and those of single zones."""

    everywhere: frozenset[date] = frozenset()
    of_zones: Mapping[str, frozenset[date]] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, day: date, zone: str) -> bool:
        """Whether nobody in that zone works on that day, weekends aside."""
        return day in self.everywhere or day in self.of_zones.get(zone, frozenset())

    def known(self, zone: str) -> bool:
        """Whether there is any list that counts for this zone."""
        return bool(self.everywhere or self.of_zones.get(zone))


NONE = Holidays()
