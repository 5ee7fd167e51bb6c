"""From measure claims to ledger lines: what is the same measure, and which value is the newest.

Claims are one line where imposer, targets, goods and kind are the same and all or none are
threats. Within it a *round* is all that is said of one rate, and the newest round that
applies replaces the older ones. A cell takes its value from the newest claim of its round
that states one, so that no date of an earlier rate is given to a later one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from handlers.ledger.keys import named_goods
from handlers.ledger.kin import by_measure
from handlers.ledger.parts import wholes_and_parts
from handlers.ledger.standing import (
    OVER,
    Standing,
    Statement,
    ends_on,
    same_start,
    stands_yet,
    starts_on,
)
from handlers.newsroom import Held
from nlp.analysis import MeasureKind

_ANSWERS = frozenset({MeasureKind.RETALIATION, MeasureKind.DEAL})
_STRONGEST = (Standing.OVER, Standing.APPLIES, Standing.AHEAD, Standing.THREATENED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the ledger: for each cell the statement that gives it, or None."""

    standing: Standing
    status: Statement
    target: Statement | None
    goods: Statement | None
    rate: Statement | None
    was: Statement | None  # states the rate before, or is one of that earlier rate
    was_rate: Decimal | None
    announced: Statement | None
    effective: Statement | None
    expires: Statement | None
    answer: Statement | None  # calls it a retaliation, or a part of a deal
    also: tuple[Statement, ...] = ()  # other rates that the same newest article gives it
    part: str = ""  # of which part of a rate it tells, where its article tells of the whole too
    since: Statement | None = None  # of a threat: what later article says that it was done

    @property
    def newest(self) -> tuple[date, float]:
        """When the newest article that its status rests on appeared."""
        return self.status.moment

    @property
    def statements(self) -> dict[str, Statement]:
        """What its cells rest on, by the ids of the claims."""
        cells = (self.status, self.target, self.goods, self.rate, self.was, self.announced)
        ends = (self.effective, self.expires, self.answer, self.since, *self.also)
        return {each.held.claim.id: each for each in (*cells, *ends) if each is not None}

    def with_texts(self, read: Mapping[str, Held]) -> Line:
        """The same with its claims as they were read once more, by id."""
        again = {
            claim_id: replace(each, held=read[claim_id])
            for claim_id, each in self.statements.items()
        }

        def of(stated: Statement | None) -> Statement | None:
            return stated and again[stated.held.claim.id]

        return replace(
            self,
            status=again[self.status.held.claim.id],
            target=of(self.target),
            goods=of(self.goods),
            rate=of(self.rate),
            was=of(self.was),
            announced=of(self.announced),
            effective=of(self.effective),
            expires=of(self.expires),
            answer=of(self.answer),
            also=tuple(again[each.held.claim.id] for each in self.also),
            since=of(self.since),
        )


def lines(found: Iterable[Held], as_of: date) -> tuple[Line, ...]:
    """The ledger of these claims on a day: standing by standing, newest first.

    `found` comes as the store gives it: newest publication first, each article in text order.
    """
    measures = by_measure(found, as_of)
    drawn = list[Line]()
    for key, of_it in measures.items():
        done = measures.get(key.imposed, []) if key.threat else []
        if key.threat:
            drawn += _threats(of_it, done)
            continue
        whole, parts = wholes_and_parts(of_it)
        drawn += _lines(whole) if whole else []
        for part, told in parts.items():
            drawn += (replace(line, part=part) for line in _lines(told))
    order = list(Standing)
    newest = sorted(drawn, key=lambda line: line.newest, reverse=True)
    return tuple(sorted(newest, key=lambda line: order.index(line.standing)))


def _lines(stated: list[Statement]) -> list[Line]:
    """The lines of what is imposed under one key: what applies, what comes, what is over."""
    if len(stated) == 1:  # as most are: there is nothing to weigh
        return [_alone(stated[0])]
    rounds = _rounds(stated)
    bare = rounds.pop(None, [])
    kept = [each for each in rounds.values() if not _replaced(each, rounds.values())]
    applied = [each for each in kept if _lead(each).standing is Standing.APPLIES]
    others = [each for each in kept if _lead(each).standing is not Standing.APPLIES]
    drawn = [_line(_lead(each), each, stated) for each in (*applied[:1], *others)]
    if applied and (also := tuple(_lead(each) for each in applied[1:])):
        drawn[0] = replace(drawn[0], also=also)
    return _with_bare(drawn, bare, stated)


def _rounds(stated: list[Statement]) -> dict[Decimal | None, list[Statement]]:
    """What is said of each rate, back to the time when another one applied in between."""
    rounds: dict[Decimal | None, list[Statement]] = {}
    closed = set[Decimal | None]()
    applied: Statement | None = None  # the newest of those that are older than the last one read
    for each in stated:
        rate = each.measure.rate
        ends = applied and {
            other
            for other, of_it in rounds.items()
            if other != applied.measure.rate and of_it[-1].moment > applied.moment > each.moment
        }
        closed |= ends or set()
        if rate not in closed:
            rounds.setdefault(rate, []).append(each)
        if each.applied and rate is not None:
            applied = each
    return rounds


def _lead(stated: list[Statement]) -> Statement:
    """The statement of a round that says how far along it is: the newest.

    What one article says of it more than once counts as far along as it goes, but a day to
    come from which it applies outweighs a headline that already has it imposed. An undated
    announcement that is told again does not undo what was in force before.
    """
    newest = [each for each in stated if each.moment == stated[0].moment]
    lead = min(newest, key=lambda each: _STRONGEST.index(each.standing))
    if lead.standing is Standing.APPLIES and starts_on(lead.measure) is None:
        lead = next((each for each in newest if each.to_come), lead)
    if lead.standing is Standing.AHEAD and not lead.to_come:
        firm = (each for each in stated if each.to_come or each.standing is not Standing.AHEAD)
        found = next(firm, lead)
        return lead if found.standing is Standing.OVER else found
    return lead


def _replaced(this: list[Statement], rounds: Iterable[list[Statement]]) -> bool:
    """Whether a newer article gives another rate in place of this round's."""
    lead = _lead(this)
    for other in rounds:
        newer = _lead(other)
        if other is this or newer.moment <= this[0].moment:
            continue
        applied = any(each.applied and each.moment > this[0].moment for each in other)
        if applied and not stands_yet(lead):
            return True
        if newer.standing is lead.standing is Standing.AHEAD and same_start(lead, newer):
            return True
    return False


def _with_bare(drawn: list[Line], bare: list[Statement], stated: list[Statement]) -> list[Line]:
    """Take in what is said without a rate: it may end or start what has one."""
    if not bare:
        return drawn
    news = _lead(bare)
    if not drawn:
        return [_line(news, bare, stated)]
    head = drawn[0]
    again = head.standing is Standing.OVER and news.moment == head.newest
    ends = news.standing is Standing.OVER and not again
    starts = news.standing is Standing.APPLIES and head.standing is Standing.AHEAD
    if news.moment >= head.newest and (ends or (starts and not head.status.to_come)):
        rate = head.rate.measure.rate if head.rate else None
        of_it = [each for each in stated if each.measure.rate in (rate, None)]
        return [_line(news, of_it, stated), *drawn[1:]]
    if news.standing is Standing.AHEAD and news.moment > head.newest:
        return [*drawn, _line(news, bare, stated)]
    return drawn


def _line(lead: Statement, of_it: list[Statement], stated: list[Statement]) -> Line:
    """The line of one round: for each cell the newest statement of the round that gives it."""
    rated = [each for each in (lead, *of_it) if each.measure.rate is not None]
    rate = next(iter(rated), None)
    ended = _ended(lead, of_it)
    over = lead.measure.status in OVER  # the end of a pause is no end of the duty
    like_it = [each for each in of_it if (each.measure.status in OVER) is over]
    if over:
        like_it = [each for each in like_it if each.measure.status is lead.measure.status]
    by_end = sorted(of_it, key=lambda each: each.measure.status in OVER)  # a pause is told later
    said_so = next((each for each in of_it if each.measure.rate_before is not None), None)
    before = said_so or _before(rate, of_it, stated)
    earlier = before.measure.rate_before if said_so and before else None
    return Line(
        standing=Standing.OVER if ended else lead.standing,
        status=lead,
        target=next((each for each in (lead, *stated) if each.measure.targets), None),
        goods=next((each for each in (lead, *of_it, *stated) if named_goods(each.measure)), None),
        rate=rate,
        was=before,
        was_rate=earlier if said_so else (before.measure.rate if before else None),
        announced=next((each for each in by_end if each.measure.announced), None),
        effective=_to_the_day(of_it),
        expires=ended or next((each for each in like_it if each.measure.expires), None),
        answer=next((each for each in of_it if each.measure.kind in _ANSWERS), None),
    )


def _alone(lead: Statement) -> Line:
    """As `_line` of what is stated once, in a third of the time."""
    measure, ended = lead.measure, _ended(lead, [lead])
    return Line(
        standing=Standing.OVER if ended else lead.standing,
        status=lead,
        target=lead if measure.targets else None,
        goods=lead if named_goods(measure) else None,
        rate=None if measure.rate is None else lead,
        was=None if measure.rate_before is None else lead,
        was_rate=measure.rate_before,
        announced=lead if measure.announced else None,
        effective=lead if measure.effective else None,
        expires=ended or (lead if measure.expires else None),
        answer=lead if measure.kind in _ANSWERS else None,
    )


def _to_the_day(of_it: list[Statement]) -> Statement | None:
    """The statement that tells from when: the latest that names a day, else the latest."""
    telling = [each for each in of_it if each.measure.effective]
    for each in telling:
        effective = each.measure.effective
        if effective and effective.first and effective.first == effective.last:
            return each
    return next(iter(telling), None)


def _ended(lead: Statement, of_it: list[Statement]) -> Statement | None:
    """The statement that gives what applied an end that has passed since it was last told of."""
    if lead.standing is not Standing.APPLIES:
        return None
    for each in of_it:
        ends = ends_on(each.measure)
        if each.measure.status not in OVER and ends and lead.moment[0] <= ends < each.as_of:
            return each
    return None


def _before(
    rate: Statement | None, of_it: list[Statement], stated: list[Statement]
) -> Statement | None:
    """The newest statement of another rate that is older than all that is said of this one."""
    if rate is None:
        return None
    first = min(each.moment for each in of_it)
    for each in stated:
        other = each.measure.rate not in (None, rate.measure.rate)
        # What was still to start when the newer rate was told has never applied.
        came = (starts_on(each.measure) or date.min) <= rate.moment[0]
        if other and came and each.moment < first and each.measure.status not in OVER:
            return each
    return None


def _threats(stated: list[Statement], done: list[Statement]) -> list[Line]:
    """The newest threats under one key, each with what a later article says came of it."""
    drawn = list[Line]()
    for of_it in _rounds([each for each in stated if each.moment == stated[0].moment]).values():
        line = _line(of_it[0], of_it, [])
        later = (
            each
            for each in done
            if each.moment > line.newest and each.measure.rate == of_it[0].measure.rate
        )
        since = next(later, None)
        drawn.append(replace(line, since=since) if since else line)
    return drawn
