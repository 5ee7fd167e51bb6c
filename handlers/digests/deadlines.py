"""Days to come that measures name: when they begin to apply, and when they end.

Of claims on one measure the one published last has the word; what is struck down or over
has no day to come, and what is in force or paused has begun. "For 90 days" is counted out where the
text was read.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from handlers.digests.retold import day_of
from handlers.ledger.keys import Key, key_of
from handlers.ledger.standing import ends_on, starts_on
from handlers.matters.moves import told_at
from handlers.newsroom import Held
from handlers.showing.cards import intact
from handlers.words.wording import day, listed
from nlp.analysis import Measure, MeasureStatus, Precision

_ENDED = frozenset({MeasureStatus.STRUCK_DOWN, MeasureStatus.EXPIRED})
_AHEAD = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A day that a measure names, and the claim that names it."""

    on: date
    ends: bool  # what it names is its last day, else its first
    held: Held
    key: Key

    @property
    def line(self) -> str:
        """ "10 August 2025: last day of U.S. → China, tariff of 30 %"."""
        measure = self.held.claim.finding
        return f"{day(self.on)}: {self._what()} {_named(measure)}"

    def _what(self) -> str:
        measure = self.held.claim.finding
        paused = isinstance(measure, Measure) and measure.status is MeasureStatus.PAUSED
        what = "last day of" if self.ends else "first day of"
        return f"{what} the pause of" if paused else what


def _named(measure: object) -> str:
    if not isinstance(measure, Measure):
        return "a measure"
    who = measure.imposer or "imposer not stated"
    if measure.targets:
        who = f"{who} → {listed(measure.targets)}"
    what = f"{measure.goods}, " if measure.goods else ""
    rate = f"{measure.rate.normalize():f} %" if measure.rate is not None else measure.kind.value
    return f"{who}: {what}{rate} ({measure.status})"


def deadlines(found: Iterable[Held], today: date) -> list[Deadline]:
    """The days from today on that these claims name, the nearest first; each day once."""
    by_measure: dict[Key, list[Held]] = {}
    for held in found:
        if isinstance(held.claim.finding, Measure) and intact(held):
            by_measure.setdefault(key_of(held).imposed, []).append(held)
    ahead = [one for key, group in by_measure.items() for one in _of(key, group)]
    return sorted((one for one in ahead if one.on >= today), key=lambda one: (one.on, one.line))


def told_of(held: Held, line: str) -> Deadline | None:
    """The day to come that was told in these words; None where its claim names it no more."""
    return next((one for one in _of(key_of(held).imposed, [held]) if one.line == line), None)


def _of(key: Key, group: list[Held]) -> Iterable[Deadline]:
    """What is left of the days of one measure."""
    newest_first = sorted(group, key=told_at, reverse=True)
    last = newest_first[0].claim.finding
    if isinstance(last, Measure) and last.status in _ENDED:
        return
    begins = ends = False
    for held in newest_first:
        measure = held.claim.finding
        if not isinstance(measure, Measure) or measure.status is MeasureStatus.THREATENED:
            continue
        exact = measure.effective and measure.effective.precision is Precision.DAY
        if not begins and exact and (on := starts_on(measure)):
            begins = True
            if measure.status in _AHEAD or on > day_of(held):
                yield Deadline(on=on, ends=False, held=held, key=key)
        begins = begins or measure.status is MeasureStatus.PAUSED  # what was to begin is put off
        if not ends and (on := ends_on(measure)):
            ends = True
            yield Deadline(on=on, ends=True, held=held, key=key)


def entering(
    ahead: Iterable[Deadline], today: date, before: date | None, days: int, new: frozenset[str]
) -> list[Deadline]:
    """Those that are near enough to be told now and were not when the last digest was made.

    `before` is that one's local date, None if this is the first; `new` are the ids of claims
    that came in since. Each is told once: when it comes within so many days, or when it
    becomes known later than that.
    """
    horizon = timedelta(days=days)
    near = (one for one in ahead if one.on <= today + horizon)
    return [
        one
        for one in near
        if before is None or one.on > before + horizon or one.held.claim.id in new
    ]
