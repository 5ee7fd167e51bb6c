"""A ledger line as it is shown: its cells, each with its receipt, and all of them in one line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from handlers.ledger.lines import Line
from handlers.ledger.standing import (
    OVER,
    PROMISED,
    Standing,
    Statement,
    ended_before,
    starts_after,
    starts_on,
)
from handlers.reply import Cell, MeasureCard
from handlers.showing.cards import Receipts, spread, with_sound_others
from handlers.words.wording import day, listed, number, percent, when
from nlp.analysis import Measure, MeasureKind, MeasureStatus, When

_FIRST = ("imposer", "target", "goods", "rate was", "rate")

_NAMED = frozenset(
    {MeasureKind.EXEMPTION, MeasureKind.EXPORT_CONTROL, MeasureKind.SANCTION, MeasureKind.FEE}
    | {MeasureKind.IMPORT_BAN, MeasureKind.QUOTA}
)

NOT_STATED = "not stated"


def card(line: Line, receipts: Receipts) -> MeasureCard:
    """The card of a ledger line; the receipts it needs are numbered on the way."""
    lead = with_sound_others(line.status.held)
    merged = _merged(line)
    cells = tuple(_cells(line, merged, receipts))
    held = replace(lead, claim=replace(lead.claim, finding=merged))
    return MeasureCard(
        claim_id=lead.claim.id,
        line=_line(cells, line.standing),
        sentence=line.status.measure.sentence.words,
        status=lead.claim.status,
        receipt=receipts.number(lead),
        held=held,
        cells=cells,
        also=receipts.others(lead),
        spread=spread(lead),
    )


def _cells(line: Line, merged: Measure, receipts: Receipts) -> Iterator[Cell]:
    lead = line.status

    def cell(name: str, text: str | None, stated: Statement | None) -> Cell:
        if stated is None or not text:
            return Cell(name=name, text=NOT_STATED)
        claim = stated.held.claim.id
        return Cell(name=name, text=text, claim_id=claim, receipt=receipts.number(stated.held))

    yield cell("imposer", lead.measure.imposer, lead)
    yield cell("target", listed(merged.targets), line.target)
    yield cell("goods", merged.goods, line.goods)
    yield cell("rate was", _percent(merged.rate_before), line.was)
    yield cell("rate", percent(merged), line.rate)
    yield cell("announced", when(merged.announced), line.announced)
    yield cell("effective", when(merged.effective), line.effective)
    if line.expires:
        yield cell("until", _end(merged.expires), line.expires)
    yield cell("retaliation or deal", line.answer.measure.kind if line.answer else "", line.answer)
    for other in line.also:
        words = f"{percent(other.measure)} ({other.measure.status})"
        yield cell("also stated", words, other)
    if line.since:
        yield cell("later", f"stated as {line.since.measure.status}", line.since)
    yield cell("status", _status(line, merged), lead)


def _line(cells: tuple[Cell, ...], standing: Standing) -> str:
    """All cells in one line; the last, the status, has the receipt that renderers put behind."""
    named = {each.name: each for each in cells}
    who = named["imposer"].text
    parties = f"{who if who != NOT_STATED else 'imposer not stated'} → "
    target, goods = named["target"].text, named["goods"]
    parties += target if target != NOT_STATED else "target not stated"
    parties += f", {_cited(goods)}" if goods.claim_id else ", goods not stated"
    now = "now " if standing is Standing.APPLIES else ""
    rates = f"was {_cited(named['rate was'])} → {now}{_cited(named['rate'])}"
    rest = (
        f"{each.name}: {_cited(each)}" for each in cells if each.name not in (*_FIRST, "status")
    )
    return "; ".join((f"{parties}: {rates}", *rest, f"status: {named['status'].text}"))


def _cited(cell: Cell) -> str:
    return f"{cell.text} [{cell.receipt}]" if cell.receipt else cell.text


def _status(line: Line, merged: Measure) -> str:
    """How far along it is: as stated, and what the day asked for makes of it."""
    measure, as_of = line.status.measure, line.status.as_of
    said = measure.status.value
    if measure.kind in _NAMED:
        said = f"{measure.kind}, {said}"
    if line.part:
        said = f"{'a part' if line.part == 'part' else f'the {line.part} part'} of the rate, {said}"
    coming = starts_after(merged, as_of)
    if line.standing is Standing.AHEAD:
        return f"{said}, not yet in force" + ("" if coming else " as far as is stated")
    if line.standing is Standing.OVER and ended_before(merged, as_of):
        ended = "expired" if measure.status not in OVER else "a pause that has ended"
        until = measure.status not in OVER or measure.status is MeasureStatus.PAUSED
        return f"{said} until {_end(merged.expires)}, {ended}" if until else said
    if line.standing is Standing.OVER and coming:
        return f"{said}, not yet in force"
    due = starts_on(merged)
    if line.standing is Standing.APPLIES and measure.status in PROMISED and due:
        return f"{said}, due since {day(due)}"
    return said


def _end(expires: When | None) -> str | None:
    """The day until which it applies: "for 90 days" counted out."""
    if expires is None or expires.first is None:
        return when(expires)
    return day(expires.last or expires.first)


def _percent(rate: Decimal | None) -> str | None:
    return None if rate is None else f"{number(rate)} %"


def _merged(line: Line) -> Measure:
    """The measure that the line's status rests on, with the values of the line's cells."""
    lead = line.status.measure

    def of(stated: Statement | None) -> Measure:
        return stated.measure if stated else lead

    return replace(
        lead,
        targets=of(line.target).targets,
        goods=of(line.goods).goods,
        rate=of(line.rate).rate,
        rate_most=of(line.rate).rate_most,
        rate_before=line.was_rate,
        announced=of(line.announced).announced,
        effective=of(line.effective).effective,
        expires=line.expires.measure.expires if line.expires else None,
    )
