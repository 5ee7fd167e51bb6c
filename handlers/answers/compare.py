"""Two countries, speakers or outlets side by side; what must not be mixed is refused in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice, product
from operator import attrgetter

from handlers.answers.sides import HOW, READ, Side, Sort, apart, sides
from handlers.errors import Refused
from handlers.matters.counted import incomparable, same_concept
from handlers.newsroom import ClaimKind, Held, Request
from handlers.nothing_found.empty import nothing_found
from handlers.ports import Page, Question, World
from handlers.questions.asked import Asked, did_you_mean
from handlers.questions.hindsight import without_later
from handlers.questions.operators import Operator, spelt
from handlers.questions.query import Understood, read, tidy
from handlers.record.vocabulary import vocabulary
from handlers.reply import Action, Reply, Row, Section
from handlers.showing.cards import SAID, Receipts, distinct, intact, show
from handlers.words.wording import count, coverage, day, figure_line, listed, number, today
from nlp.analysis import Figure, Measure

_SHOWN = 4  # measures, figures and words of each side
_WORDS = 8  # newest words of each side that are looked at
_PAIRS = 5  # comparisons, and refusals


@dataclass(frozen=True, slots=True)
class _Record:
    """What the store has of one side: how much, and the newest of each sort."""

    side: Side
    whole: Page
    measures: tuple[Held, ...]
    figures: tuple[Held, ...]  # each once
    said: tuple[Held, ...]


async def compare(request: Request, world: World, argument: str) -> Reply:
    """Answer with both sides under one question: measures, figures, last words."""
    typed = tidy(argument)
    if not typed:
        raise Refused(HOW)
    known = await vocabulary(world, request.zone)
    words = await without_later(f"figures {typed}", known, request.as_of, world)
    outlets = (await world.store.name_book()).outlets
    first, second, rest, guesses = sides(typed, words, outlets)
    understood = read(rest, words)
    records = await _records((first, second), understood, request, world)
    if not any(record.whole.total for record in records):
        line = f"claims {first.name} {second.name} {rest}".rstrip()
        asked = Asked(line=line, understood=read(typed, words))
        return await nothing_found(request, world, asked)
    pairs = list(_pairs(records))
    read_again = await _whole(records, pairs, understood, request, world)
    receipts = Receipts()
    sections = [_section(record, receipts, read_again) for record in records]
    near = tuple(each for record in records for each in _only_near(record, understood))
    near = (*near, *apart((first, second), words)) if request.as_of is None else near
    compared, refused = _compared(pairs, receipts, read_again)
    as_of = day(request.as_of or today(request.zone, world.clock.now()))
    line = f" · {understood.line}" if understood.line else ""
    side_by_side = Section(title="Figures side by side", rows=compared, notes=refused)
    return Reply(
        headline=f"{first.name} beside {second.name}{line}; as of {as_of}.",
        notes=(*map(did_you_mean, guesses), *understood.notes, *map(_over, records), *near),
        sections=(
            *(each for each in sections if each.cards),
            *((side_by_side,) if compared or refused else ()),
        ),
        receipts=receipts.all(),
        actions=tuple(_more(record, understood) for record in records if record.whole.total),
        total=sum(record.whole.total for record in records),
    )


def _over(record: _Record) -> str:
    """What each side rests on, in one line."""
    name, whole = record.side.name, record.whole
    if not whole.total:
        return f"{name}: nothing on record for this question."
    looked_at = [
        f"{'the newest ' if len(found) == most else ''}{count(len(found), noun)}"
        for found, noun, most in (
            (record.measures, "measure", READ),
            (record.figures, "figure", READ),
            (record.said, "statement", _WORDS),
        )
        if found
    ]
    total = count(whole.total, "claim", capped=whole.capped)
    return f"{name}: {total} in {coverage(whole.coverage)}; looked at: {listed(looked_at)}."


def _only_near(record: _Record, understood: Understood) -> Iterator[str]:
    """Says so where figures that name a country are not told to be its own."""
    near = sum(not _own(each, record.side) for each in record.figures)
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
    """All of each side, counted once, and the newest of each sort, to be weighed."""
    said = rest.kinds or SAID
    measures, figures = (ClaimKind.MEASURE,), (ClaimKind.FIGURE,)
    asked = list[Question]()
    for side in sides:
        every = replace(side.question(rest, request), kinds=(*measures, *figures, *said))
        whole = replace(every, limit=1, texts=False)
        part = replace(whole, limit=READ, counted=False)
        asked += whole, replace(part, kinds=measures), replace(part, kinds=figures)
        asked.append(replace(part, kinds=said, limit=_WORDS))
    pages = iter(await world.store.pages(*asked))
    return [
        _Record(side, next(pages), *(tuple(distinct(next(pages).found)) for _ in range(3)))
        for side in sides
    ]


def _newest_own(record: _Record) -> list[Held]:
    """What is shown of a side: its newest measures, figures and words."""
    return [
        held
        for found in (record.measures, record.figures, record.said)
        for held in islice((each for each in found if _own(each, record.side)), _SHOWN)
    ]


async def _whole(
    records: list[_Record],
    pairs: list[_Pair],
    rest: Understood,
    request: Request,
    world: World,
) -> dict[str, Held]:
    """All that is shown, by id, with its texts and the other articles that have it.

    Two countries or speakers are read in one go; an outlet's claims name no other outlet.
    """
    within: dict[Question, dict[str, Held]] = {}
    for record, of_pair in zip(records, (attrgetter("one"), attrgetter("other")), strict=True):
        found = within.setdefault(record.side.bounds(rest, request), {})
        found |= {held.claim.id: held for held in _newest_own(record)}
        found |= {held.claim.id: held for held in map(of_pair, pairs)}
    return {
        held.claim.id: held
        for bounds, found in within.items()
        for held in await world.store.with_others(tuple(found.values()), bounds)
    }


def _section(record: _Record, receipts: Receipts, read_again: dict[str, Held]) -> Section:
    """One side's measures, figures and last words."""
    shown = show((read_again[held.claim.id] for held in _newest_own(record)), receipts)
    return Section(
        title=record.side.name,
        notes=shown.notes,
        measures=shown.measures,
        figures=shown.figures,
        claims=shown.claims,
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two figures side by side, the first side's first, and why they may not stand so."""

    one: Held
    other: Held
    mine: Figure
    theirs: Figure
    why: str | None


def _pairs(records: list[_Record]) -> Iterator[_Pair]:
    """Figures of both sides that may stand side by side, and others of one concept."""
    rows, reasons = 0, set[tuple[str | None, str]]()
    used: set[str] = set()
    left, right = (_figures(record) for record in records)
    for (one, mine), (other, theirs) in product(left, right):
        ids = {one.claim.id, other.claim.id}
        if len(ids) < 2 or ids & used or not same_concept(mine, theirs):
            continue
        why = incomparable(mine, theirs)
        if why is None and mine.period != theirs.period:
            why = f"one is of {mine.period}, the other of {theirs.period}"
        pair = _Pair(one, other, mine, theirs, why)
        if why is None and rows < _PAIRS:
            rows += 1
            used |= ids
            yield pair
        elif why and len(reasons) < _PAIRS and (mine.concept, why) not in reasons:
            reasons.add((mine.concept, why))  # once for all figures of one sort
            yield pair


def _compared(
    pairs: list[_Pair], receipts: Receipts, read_again: dict[str, Held]
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Those figures in rows, and why others are not compared; both as their articles have them."""
    read = {claim_id: held for claim_id, held in read_again.items() if intact(held)}
    rows, refused = list[Row](), list[str]()
    for pair in pairs:
        one, other = read.get(pair.one.claim.id), read.get(pair.other.claim.id)
        if one is None or other is None:
            continue
        if pair.why is None:
            rows.append(
                _row(pair.mine, pair.theirs, (receipts.number(one), receipts.number(other)))
            )
        else:
            lines = f"“{figure_line(pair.mine)}” and “{figure_line(pair.theirs)}”"
            refused.append(f"Not compared: {lines}: {pair.why}.")
    return tuple(rows), tuple(refused)


def _figures(record: _Record) -> list[tuple[Held, Figure]]:
    """The figures of a side that are told to be its own."""
    return [
        (each, found)
        for each in record.figures
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
