"""Which series of an answer can be drawn over time: rates as steps, figures by their periods.

A series holds what is one thing in one unit. Percent and percentage points, goods and
goods with services, years and months are never put into one picture, let alone one line.
In doubt a value is not drawn: where one article gives two for one time, where nobody says
whose it is, or on whom and on which goods a rate is put.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.ledger.keys import Key, key_of
from handlers.ledger.standing import OVER, PROMISED, Standing, Statement, statement
from handlers.newsroom import Held
from handlers.reply import Chart, Point, Series
from handlers.showing.cards import Receipts
from handlers.words.scopes import scope
from handlers.words.tallies import as_exactly
from handlers.words.wording import amount, brief, day, listed, number
from nlp.analysis import Figure, Measure, MeasureStatus, Precision
from nlp.dates import finding as dates

MOST_SERIES = 5
MOST_POINTS = 24
_HALF = 120  # days: what a quarter is shorter than


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A value at a time, and the claim that states it."""

    day: date
    label: str
    value: Decimal
    held: Held
    planned: bool = False

    @property
    def article(self) -> str:
        """The article that states it."""
        return self.held.article.id

    @property
    def appeared(self) -> date | None:
        """The day on which that article was published."""
        published = self.held.article.parsed.published
        return published.day if published else None


def rates_over_time(found: Iterable[Held], receipts: Receipts, as_of: date) -> Iterator[Chart]:
    """The rates of each measure as steps; none where no measure has two different days.

    A step begins on the day from which the rate applies, where one is stated, else on the
    day when it was told to be in force. Threats and pauses are no steps.
    """
    stated: dict[Key, list[Statement]] = {}
    for held in found:
        measure = held.claim.finding
        if isinstance(measure, Measure) and measure.rate is not None:
            key = key_of(held)
            if not key.threat and measure.imposer and (key.targets or key.goods):
                stated.setdefault(key, []).append(statement(held, measure, as_of))
    series = [(_measured(of_it[0].measure), list(_steps(of_it))) for of_it in stated.values()]
    yield from _chart("Rates over time", "percent", series, receipts, steps=True)


def _steps(stated: list[Statement]) -> Iterator[_Mark]:
    """The steps that each article gives: those with a day, or the first that applies."""
    by_article: dict[str, list[Statement]] = {}
    for each in stated:
        by_article.setdefault(each.held.article.id, []).append(each)
    for of_it in by_article.values():
        dated = [each for each in of_it if _starts(each.measure)]
        for each in dated or of_it[:1]:
            at = _starts(each.measure) or _told_in_force(each)
            if at and each.measure.rate is not None and each.measure.status not in OVER:
                planned = each.standing is Standing.AHEAD or each.measure.status in PROMISED
                yield _Mark(
                    day=at, label="", value=each.measure.rate, held=each.held, planned=planned
                )


def _starts(measure: Measure) -> date | None:
    starts = measure.effective
    return starts.first if starts and starts.precision is Precision.DAY else None


def _told_in_force(stated: Statement) -> date | None:
    """The day when an article told that it is in force, where it says no other time."""
    told = stated.held.article.parsed.published
    applies = stated.measure.status in (MeasureStatus.IN_FORCE, MeasureStatus.REDUCED)
    exact = told is not None and told.precision is Precision.DAY
    return told.day if told and exact and applies and not stated.measure.effective else None


def _measured(measure: Measure) -> str:
    """ "U.S. → China, goods"."""
    targets = listed([*map(brief, measure.targets)]) or "target not stated"
    who = f"{brief(measure.imposer or '')} → {targets}"
    return f"{who}, {measure.goods}" if measure.goods else who


def figures_over_time(found: Iterable[Held], receipts: Receipts) -> Iterator[Chart]:
    """The same figure for several periods; one picture for each concept, unit and kind of period.

    Ranges, mere bounds and figures without a period that can be told are left out, and what
    is told not to be so, or on a condition; what is only foreseen is marked.
    """
    pictures: dict[tuple[str, ...], dict[tuple[str, str], list[_Mark]]] = {}
    for held in found:
        figure = held.claim.finding
        if not isinstance(figure, Figure) or figure.supposed:
            continue
        if figure.concept and not figure.upper:
            for kind, mark in _marks(figure, held):
                concept = " ".join((figure.concept, *filter(None, (scope(figure),))))
                of_it = pictures.setdefault((concept.lower(), _unit(figure), kind), {})
                of_it.setdefault(_whose(figure, held), []).append(mark)
    for (concept, unit, kind), series in pictures.items():
        title = f"{concept[0].upper()}{concept[1:]} by {kind}"
        named = [(name, marks) for (name, _), marks in series.items()]
        yield from _chart(title, unit, named, receipts, steps=False)


def _unit(figure: Figure) -> str:
    unit = figure.currency or figure.normalized_unit
    return "percent" if unit == "percentage" else unit


def _whose(figure: Figure, held: Held) -> tuple[str, str]:
    """Whose it is; where nobody says so, the claim stands for itself."""
    who = [brief(each) for each in (figure.subject, figure.counterpart) if each]
    return (" with ".join(who), "") if who else ("whose is not stated", held.claim.id)


def _marks(figure: Figure, held: Held) -> Iterator[tuple[str, _Mark]]:
    """The figure at its period, and what it came from at the period before."""
    change = figure.change
    exact = figure.value if figure.bound in ("", "about") else None
    values = [(figure.period, exact, bool(figure.hedge))]
    if change and change.came_from is not None:
        values.append((change.base, change.came_from, False))
    for words, value, foreseen in values:
        told = held.article.parsed.published
        anchor = told.day if told and told.precision is Precision.DAY else None
        time = _period(words or "", anchor)
        if time and value is not None:
            kind, first, label = time
            yield kind, _Mark(day=first, label=label, value=value, held=held, planned=foreseen)


def _period(words: str, anchor: date | None) -> tuple[str, date, str] | None:
    """The kind of a period, its first day and its name; None where it is not told exactly."""
    lead = "" if words.lower().startswith(("in ", "for ", "last ", "this ")) else "in "
    text = f"{lead}{words}"
    for start, end, when in dates.find(text, anchor):
        rest = text[:start] + text[end:]
        if when.first is None or when.last is None or rest.strip().lower() not in _LEADS:
            return None
        kind = when.precision.value
        if when.precision is Precision.QUARTER and (when.last - when.first).days > _HALF:
            kind = "half year"
        return kind, when.first, _named(when.precision, when.first, kind)
    return None


_LEADS = ("in", "for", "in the", "for the", "")


def _named(precision: Precision, first: date, kind: str) -> str:
    if precision is Precision.YEAR:
        return str(first.year)
    if precision is Precision.MONTH:
        return f"{first:%b} {first.year}"
    if kind == "half year":
        return f"half {(first.month + 5) // 6} of {first.year}"
    if precision is Precision.QUARTER:
        return f"Q{(first.month + 2) // 3} {first.year}"
    return day(first)


def _chart(
    title: str,
    unit: str,
    series: list[tuple[str, list[_Mark]]],
    receipts: Receipts,
    *,
    steps: bool,
) -> Iterator[Chart]:
    """A picture of the series that have several days, those with most of them first."""
    lines = [(name, _ordered(marks)) for name, marks in series]
    lines = [(name, marks) for name, marks in lines if len(marks) > 1]
    lines.sort(key=lambda line: -len(line[1]))
    if not lines:
        return
    shown = lines[:MOST_SERIES]
    drawn = tuple(
        Series(
            name=name,
            steps=steps,
            points=tuple(
                Point(
                    day=mark.day,
                    value=mark.value,
                    receipt=receipts.number(mark.held),
                    label=mark.label,
                    planned=mark.planned,
                )
                for mark in marks
            ),
        )
        for name, marks in shown
    )
    more = len(lines) - len(shown)
    yield Chart(
        title=title, unit=unit, series=drawn, alt=_alt(shown, unit, receipts, more, steps=steps)
    )


def _ordered(marks: list[_Mark]) -> list[_Mark]:
    """One value a day, the newest told (they come newest first), oldest day first.

    None for a day to which that newest article gives several, or another article that
    appeared on the same day gives another: who is right is open.
    """
    by_day: dict[date, list[_Mark]] = {}
    for mark in marks:
        by_day.setdefault(mark.day, []).append(mark)
    clear = [
        told[0]
        for _, told in sorted(by_day.items())
        if all(
            each.value == told[0].value
            if each.article == told[0].article
            else as_exactly(each.value, told[0].value)
            for each in told
            if each.appeared == told[0].appeared
        )
    ]
    return clear[-MOST_POINTS:]


def _alt(
    lines: list[tuple[str, list[_Mark]]],
    unit: str,
    receipts: Receipts,
    more: int,
    *,
    steps: bool,
) -> str:
    """All that the picture shows, in words."""
    sentences = []
    ahead = " as announced" if steps else " as foreseen"
    for name, marks in lines:
        told = ", ".join(
            f"{'from ' if steps else ''}{mark.label or day(mark.day)} {_valued(mark.value, unit)}"
            f"{ahead if mark.planned else ''} [{receipts.number(mark.held)}]"
            for mark in marks
        )
        sentences.append(f"{name}: {told}.")
    if steps:
        sentences.append("Threats and pauses are not drawn.")
    if more:
        sentences.append(f"{more} more with fewer values are not drawn.")
    return " ".join(sentences)


def _valued(value: Decimal, unit: str) -> str:
    if unit == "percent":
        return f"{number(value)} %"
    return amount(value, unit, unit if unit.isupper() and len(unit) == 3 else None)
