"""Two countries, speakers or outlets side by side; what must not be mixed is refused in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import product

from handlers.asked import Asked
from handlers.cards import SAID, Receipts, distinct, intact, show
from handlers.empty import nothing_found
from handlers.entities import fullest
from handlers.errors import Refused
from handlers.hindsight import without_later
from handlers.matters import incomparable, same_concept
from handlers.newsroom import ClaimKind, Held, Request
from handlers.ports import MOST_OTHERS, Page, Question, World
from handlers.query import Understood, read, tidy
from handlers.reply import Action, Reply, Row, Section
from handlers.vocabulary import Vocabulary, vocabulary
from handlers.wording import count, coverage, day, figure_line, number, today
from nlp import countries
from nlp.analysis import Figure, Measure

_SHOWN = 4  # measures, figures and words of each side
_READ = 40  # newest measures and figures of each side that are looked at
_PAIRS = 5  # comparisons, and refusals
_HOW = (
    "Name two countries, speakers or outlets, such as /compare china canada, "
    '/compare Bessent "Howard Lutnick" tariffs.'
)
_TOKEN = re.compile(r'"[^"]*"|\S+')
_BETWEEN = frozenset({"vs", "vs.", "versus", "and", "with", "to", "against", "&"})
_LONGEST = 5  # words of a name


class Sort(StrEnum):
    """What a side of a comparison is."""

    COUNTRY = "country"
    SPEAKER = "speaker"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: what it is and all names it goes by."""

    sort: Sort
    name: str
    names: tuple[str, ...]

    def question(self, rest: Understood, request: Request) -> Question:
        """What the store is asked for this side: its words, or what is said of it."""
        asked = replace(
            rest.question(request.as_of),
            workspace=request.channel.workspace,
            limit=_READ,
            once=True,
        )
        if self.sort is Sort.OUTLET:
            return replace(asked, outlets=self.names)
        if self.sort is Sort.SPEAKER:
            return replace(asked, speakers=self.names)
        return replace(asked, among=(*asked.among, self.names))


@dataclass(frozen=True, slots=True)
class _Record:
    """What the store has of one side."""

    side: Side
    measures: Page
    figures: Page
    said: Page

    @property
    def total(self) -> int:
        return self.measures.total + self.figures.total + self.said.total


async def compare(request: Request, world: World, argument: str) -> Reply:
    """Answer with both sides under one question: measures, figures, last words."""
    typed = tidy(argument)
    if not typed:
        raise Refused(_HOW)
    words = await without_later(
        f"figures {typed}", await vocabulary(world, request.zone), request.as_of, world
    )
    outlets = tuple(known.key for known in await world.store.known_outlets())
    first, second, rest = _sides(typed, words, outlets)
    understood = read(rest, words)
    records = await _records((first, second), understood, request, world)
    if not any(record.total for record in records):
        asked = Asked(
            line=f"claims {first.name} {second.name} {rest}".rstrip(), understood=read(typed, words)
        )
        return await nothing_found(request, world, asked)
    receipts = Receipts()
    sections = [
        await _section(record, receipts, record.side.question(understood, request), world)
        for record in records
    ]
    compared, refused = _compared(records, receipts)
    as_of = day(request.as_of or today(request.zone, world.clock.now()))
    line = f" · {understood.line}" if understood.line else ""
    side_by_side = Section(title="Figures side by side", rows=compared, notes=refused)
    return Reply(
        headline=f"{first.name} beside {second.name}{line}; as of {as_of}.",
        notes=(*understood.notes, *map(_over, records)),
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


def _more(record: _Record, understood: Understood) -> Action:
    verb = "quotes" if record.side.sort is Sort.SPEAKER else "claims"
    line = f"/{verb} {record.side.name} {understood.typed}".strip()
    return Action(name="claims", label=f"All of {record.side.name}", command=line)


async def _records(
    sides: tuple[Side, Side], rest: Understood, request: Request, world: World
) -> list[_Record]:
    said = (rest.kinds or SAID, 2 * _SHOWN)
    asked = (
        replace(side.question(rest, request), kinds=kinds, limit=most)
        for side in sides
        for kinds, most in (((ClaimKind.MEASURE,), _READ), ((ClaimKind.FIGURE,), _READ), said)
    )
    pages = await world.store.pages(*asked)
    return [_Record(side, *pages[3 * at : 3 * at + 3]) for at, side in enumerate(sides)]


async def _section(record: _Record, receipts: Receipts, asked: Question, world: World) -> Section:
    """One side's measures, figures and last words."""
    chosen = [
        held
        for page in (record.measures, record.figures, record.said)
        for held in [each for each in distinct(page.found) if _own(each, record.side)][:_SHOWN]
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
    rows, refused = list[Row](), dict[str, None]()
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
            refused.setdefault(
                f"Not compared: “{figure_line(mine)}” and “{figure_line(theirs)}”: {why}."
            )
    return tuple(rows), tuple(refused)


def _sound(record: _Record) -> list[tuple[Held, Figure]]:
    """The figures of a side whose words still stand where they were found."""
    held = (each for each in distinct(record.figures.found) if intact(each))
    return [
        (each, found)
        for each in held
        if isinstance(found := each.claim.finding, Figure)
        and (record.side.sort is not Sort.COUNTRY or record.side.name in _parties(each))
    ]


def _own(held: Held, side: Side) -> bool:
    """Whether a claim is this side's own, and not of others that one sentence names too."""
    parties = _parties(held)
    return side.sort is not Sort.COUNTRY or not parties or side.name in parties


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


def _sides(typed: str, words: Vocabulary, outlets: tuple[str, ...]) -> tuple[Side, Side, str]:
    """The two sides and what is left as the question; raises Refused where they are unclear."""
    tokens = _TOKEN.findall(typed)
    found = list[Side]()
    while tokens and len(found) < 2:
        side, taken = _side(tokens, words, outlets)
        if side is None:
            raise Refused(
                f"“{tokens[0].strip(chr(34))[:60]}” is no country, speaker or outlet "
                f"on record. {_HOW}"
            )
        if side not in found:
            found.append(side)
        tokens = tokens[taken:]
        if len(found) < 2 and tokens and tokens[0].lower() in _BETWEEN:
            tokens.pop(0)
    if len(found) < 2:
        raise Refused(_HOW)
    if found[0].sort is not found[1].sort:
        raise Refused(
            f"{found[0].name} is a {found[0].sort} and {found[1].name} a {found[1].sort}: "
            "compare two of one sort."
        )
    return found[0], found[1], " ".join(tokens)


def _side(
    tokens: list[str], words: Vocabulary, outlets: tuple[str, ...]
) -> tuple[Side | None, int]:
    """The longest name that the words begin with, and how many words it takes."""
    if tokens[0].startswith('"'):
        return next(_named(tokens[0].strip('"'), words, outlets), None), 1
    for length in range(min(_LONGEST, len(tokens)), 0, -1):
        name = " ".join(tokens[:length])
        if found := next(_named(name, words, outlets), None):
            return found, length
    guess = words.guess(tokens[0])
    if guess and (found := next(_named(guess.meant, words, outlets), None)):
        return found, 1
    return None, 0


def _named(name: str, words: Vocabulary, outlets: tuple[str, ...]) -> Iterator[Side]:
    """What exactly this name stands for, countries before outlets before speakers."""
    if country := countries.named(name):
        yield Side(sort=Sort.COUNTRY, name=country, names=words.entities.names(country))
    for outlet in outlets:
        if outlet.casefold() == name.casefold():
            yield Side(sort=Sort.OUTLET, name=outlet, names=(outlet,))
    people = words.called(name)
    one = fullest([person.name for person in people])
    people = tuple(person for person in people if person.name == one) or people
    if len(people) > 1:
        several = " or ".join(person.name for person in people[:5])
        raise Refused(f"“{name}” can be {several}: give the full name, in quotation marks.")
    for person in people:
        names = words.entities.names(person.name)
        yield Side(sort=Sort.SPEAKER, name=person.name, names=names)
