"""What the tables are asked for: statements for keys, and what these are given."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select


@dataclass(frozen=True, slots=True, kw_only=True)
class Rising:
    """The same keys from the text index, the lowest first, and not below a key `low`.

    That takes a third of the time, for its pages are packed for that. It is asked stretch by
    stretch, as far as some of the newest claims reach that carry a facet `along`: all that
    match carry one of these.
    """

    statement: Select[int]
    along: tuple[int, ...] = ()
    low: int = 0  # what matches lies nowhere below this key


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """A statement for the matching keys, highest first, and what it is to be given.

    It is one object for all questions of one shape, so that it is put into words once:
    that takes longer than the database does. A page is given by `page`.
    """

    statement: Select[int]
    given: dict[str, object]
    high: int
    every: Select[int] | None = None  # where `statement` gives of those that say the same one
    rising: Rising | None = None

    def page(self, *, below: int, limit: int, skip: int = 0) -> dict[str, object]:
        """What the statement is given for so many keys under a key, after so many others."""
        return {**self.given, "below": min(self.high, below), "most": limit, "skip": skip}
