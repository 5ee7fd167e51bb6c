"""Two countries, speakers or outlets side by side; what must not be mixed is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice, product

from handlers.asked import Asked
from handlers.cards import SAID, Receipts, distinct, intact, show
from handlers.empty import nothing_found
from handlers.errors import Refused
from handlers.hindsight import without_later
from handlers.matters import incomparable, same_concept
from handlers.newsroom import ClaimKind, Held, Request
from handlers.operators import Operator, spelt
from handlers.ports import MOST_OTHERS, Page, Question, World
from handlers.query import Understood, read, tidy
from handlers.reply import Action, Reply, Row, Section
from handlers.sides import HOW, READ, Side, Sort, sides
from handlers.vocabulary import vocabulary
from handlers.wording import count, coverage, day, figure_line, number, today
from nlp.analysis import Figure, Measure

_SHOWN = 4  # measures, figures and words of each side
_PAIRS = 5  # comparisons, and refusals


@dataclass(frozen=True, slots=True)
class _Record:
    """What the store has of one side."""

    side: Side
    measures: Page
    figures: Page
    said: Page
    different: tuple[Held, ...]  # its figures, each once

    @property
    def total(self) -> int:
        return self.measures.total + self.figures.total + self.said.total


async def compare(request: Request, world: World, argument: str) -> Reply:
    """Answer with both sides under one question: measures, figures, last words."""
    typed = tidy(argument)
    if not typed:
        raise Refused(HOW)
    known = await vocabulary(world, request.zone)
    words = await without_later(f"figures {typed}", known, request.as_of, world)
    outlets = (await world.store.name_book()).outlets
    first, second, rest = sides(typed, words, outlets)
    understood = read(rest, words)
    records = await _records((first, second), understood, request, world)
    if not any(record.total for record in records):
        line = f"claims {first.name} {second.name} {rest}".rstrip()
        asked = Asked(line=line, understood=read(typed, words))
        return await nothing_found(request, world, asked)
    receipts = Receipts()
    sections = [
        await _section(record, receipts, record.side.question(understood, request), world)
        for record in records
    ]
    near = tuple(each for record in records for each in _only_near(record, understood))
    compared, refused = _compared(records, receipts)
    as_of = day(request.as_of or today(request.zone, world.clock.now()))
    line = f" · {understood.line}" if understood.line else ""
    side_by_side = Section(title="Figures side by side", rows=compared, notes=refused)
    return Reply(
        headline=f"{first.name} beside {second.name}{line}; as of {as_of}.",
        notes=(*understood.notes, *map(_over, records), *near),
        sections=(
            *(each for each in sections if each.cards),
            *((side_by_side,) if compared or refused else ()),
        ),
        receipts=receipts.all(),
        actions=tuple(_more(record, understood) for record in records if record.total),
        total=sum(record.total for record in records),
    )


def _over(record: _Record) -> str:
    """What each side rests on, in one line."""
    if not record.total:
        return f"{record.side.name}: nothing on record for this question."
    parts = [
        f"{count(page.total, noun, capped=page.capped)} in {coverage(page.coverage)}"
        for page, noun in (
            (record.measures, "measure"),
            (record.figures, "figure"),
            (record.said, "statement"),
        )
        if page.total
    ]
    return f"{record.side.name}: {'; '.join(parts)}."


def _only_near(record: _Record, understood: Understood) -> Iterator[str]:
    """Says so where figures that name a country are not told to be its own."""
    near = sum(not _own(each, record.side) for each in record.different)
    if near:
        line = f"/figures {record.side.name} {understood.typed}".strip()
        yield (
            f"{record.side.name}: {count(near, 'figure')} only stand{'s' * (near == 1)} near its "
            f"name, not told to be its own; {line} has all."
        )


def _more(record: _Record, understood: Understood) -> Action:
    verb = "quotes" if record.side.sort is Sort.SPEAKER else "claims"
    name = record.side.name
    named = spelt(Operator.IN, name) if record.side.sort is Sort.OUTLET else name
    line = f"/{verb} {named} {understood.typed}".strip()
    return Action(name="claims", label=f"All of {record.side.name}", command=line)


async def _records(
    sides: tuple[Side, Side], rest: Understood, request: Request, world: World
) -> list[_Record]:
    said = (rest.kinds or SAID, 2 * _SHOWN)
    asked = (
        replace(side.question(rest, request), kinds=kinds, limit=most)
        for side in sides
        for kinds, most in (((ClaimKind.MEASURE,), READ), ((ClaimKind.FIGURE,), READ), said)
    )
    pages = await world.store.pages(*asked)
    records = []
    for side, measures, figures, words in zip(
        sides, pages[::3], pages[1::3], pages[2::3], strict=True
    ):
        different = tuple(distinct(figures.found))
        records.append(_Record(side, measures, figures, words, different))
    return records


async def _section(record: _Record, receipts: Receipts, asked: Question, world: World) -> Section:
    """One side's measures, figures and last words."""
    chosen = [
        held
        for found in (
            distinct(record.measures.found),
            record.different,
            distinct(record.said.found),
        )
        for held in islice((each for each in found if _own(each, record.side)), _SHOWN)
    ]
    bounds = replace(asked, limit=MOST_OTHERS)
    shown = show(await world.store.with_others(tuple(chosen), bounds), receipts)
    return Section(
        title=record.side.name,
        notes=shown.notes,
        measures=shown.measures,
        figures=shown.figures,
        claims=shown.claims,
    )


def _compared(
    records: list[_Record], receipts: Receipts
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Figures of both sides that may stand side by side, and why others may not."""
    rows, refused = list[Row](), dict[tuple[str, str], str]()
    used: set[str] = set()
    left, right = (_sound(record) for record in records)
    for (one, mine), (other, theirs) in product(left, right):
        ids = {one.claim.id, other.claim.id}
        if len(ids) < 2 or ids & used or not same_concept(mine, theirs):
            continue
        why = incomparable(mine, theirs)
        if why is None and mine.period != theirs.period:
            why = f"one is of {mine.period}, the other of {theirs.period}"
        if why is None and len(rows) < _PAIRS:
            numbers = (receipts.number(one), receipts.number(other))
            rows.append(_row(mine, theirs, numbers))
            used |= ids
        elif why and len(refused) < _PAIRS:
            reason = (mine.concept or "", why)  # once for all figures of one sort
            refused.setdefault(
                reason, f"Not compared: “{figure_line(mine)}” and “{figure_line(theirs)}”: {why}."
            )
    return tuple(rows), tuple(refused.values())


def _sound(record: _Record) -> list[tuple[Held, Figure]]:
    """The figures of a side whose words still stand where they were found."""
    held = (each for each in record.different if intact(each))
    return [
        (each, found)
        for each in held
        if isinstance(found := each.claim.finding, Figure)
        and (record.side.sort is not Sort.COUNTRY or record.side.name in _parties(each))
    ]


def _own(held: Held, side: Side) -> bool:
    """Whether a claim is this side's own, and not of others that one sentence names too.

    A figure of which nobody says whose it is is no country's.
    """
    parties = _parties(held)
    told = parties or isinstance(held.claim.finding, Figure)
    return side.sort is not Sort.COUNTRY or not told or side.name in parties


def _parties(held: Held) -> frozenset[str]:
    """The countries that a figure or a measure is of; none for words, or where none is told."""
    finding = held.claim.finding
    if isinstance(finding, Figure):
        return frozenset(filter(None, (finding.subject, finding.counterpart)))
    if isinstance(finding, Measure):
        return frozenset(filter(None, (finding.imposer, *finding.targets)))
    return frozenset()


def _row(mine: Figure, theirs: Figure, receipts: tuple[int, int]) -> Row:
    text = f"{figure_line(mine)} · {figure_line(theirs)}{_ratio(mine.value, theirs.value)}"
    return Row(label=mine.concept or "figure", text=text, receipts=receipts)


def _ratio(mine: Decimal, theirs: Decimal) -> str:
    """How many times the larger is the smaller, where that says something."""
    small, large = sorted((abs(mine), abs(theirs)))
    if not small or large / small < Decimal("1.5"):
        return ""
    which = "first" if abs(mine) > abs(theirs) else "second"
    return f" · the {which} is {number((large / small).quantize(Decimal('0.1')))} times the other"
