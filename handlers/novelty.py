"""What is new to a channel: each claim against all that was stored before it.

Claims are taken in the order in which they were stored, and each is judged by what came
before it alone, so that a week told day by day and the week told at once are the same.
In doubt nothing has changed: look-alikes (other goods, a threat beside what is imposed,
percent beside percentage points) are of other matters, or are told as new by themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from handlers.cards import intact
from handlers.changed import told_at
from handlers.ledger_keys import Key, key_of
from handlers.matters import Moved, as_exactly, matter, moved, on_one_matter
from handlers.names import folded
from handlers.newsroom import Held
from handlers.subscribed import Item, Why
from handlers.wording import figure_line, measure_line
from nlp.analysis import Attribution, Figure, Measure, MeasureStatus

_FEWEST = 5  # words of a quotation that tell it again when they stand in a longer one
_RANK = {why: number for number, why in enumerate(Why)}


class Rule(StrEnum):
    """Why a claim is left out of a digest."""

    WITHHELD = "its article no longer has these words there"
    TOLD = "told before"
    AGAIN = "the same once more"
    ELSEWHERE = "the same from another outlet: counted with it"
    NOT_MOVED = "nothing has moved since it was told"
    OLDER = "older than what was told"
    BACKGROUND = "the value before, told beside the new one"
    RECALLED = "an earlier rate that is only recalled"


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """Something to be told, with its claim."""

    item: Item
    held: Held


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A claim that is not told, and by which rule."""

    held: Held
    rule: Rule


@dataclass(slots=True)
class Record:
    """All that was stored so far on a question; `take` adds a claim and judges it."""

    spoke: set[str] = field(default_factory=set)
    new: dict[str, New] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    _of: dict[Hashable, list[Held]] = field(default_factory=lambda: defaultdict(list))
    _before: set[tuple[str, Key, Decimal]] = field(default_factory=set)

    def know(self, earlier: list[Held]) -> None:
        """What was stored before the window, in that order."""
        self._note_before(earlier)
        for held in earlier:
            self._file(held)

    def take(self, window: list[Held]) -> None:
        """Judge the claims of a window, given in the order in which they were stored."""
        self._note_before(window)
        for held in window:
            self._judge(held)
            self._file(held)

    def _note_before(self, some: list[Held]) -> None:
        """Which rates stand in an article as the ones before."""
        for held in some:
            measure = held.claim.finding
            if isinstance(measure, Measure) and measure.rate_before is not None:
                key = key_of(held).imposed
                self._before.add((held.article.id, key, measure.rate_before))

    def _file(self, held: Held) -> None:
        """Let it count for what comes later, unless it only tells what was."""
        self.spoke |= {*held.claim.speakers}
        known = self._of[_group(held)]
        measure = held.claim.finding
        if isinstance(measure, Measure) and (
            self._is_background(held, measure) or _recalls(held, measure, known)
        ):
            return
        known.append(held)

    def _is_background(self, held: Held, measure: Measure) -> bool:
        rate = measure.rate
        return rate is not None and (held.article.id, key_of(held).imposed, rate) in self._before

    def ranked(self) -> list[New]:
        """What is to be told, the most pressing and then the newest first."""
        newest = sorted(self.new.values(), key=lambda each: told_at(each.held), reverse=True)
        return sorted(newest, key=lambda each: _RANK[each.item.why])

    def _judge(self, held: Held) -> None:
        known = self._of[_group(held)]
        finding = held.claim.finding
        if not intact(held):
            self._leave(held, Rule.WITHHELD)
        elif isinstance(finding, Measure) and self._is_background(held, finding):
            self._leave(held, Rule.BACKGROUND)
        elif isinstance(finding, Measure) and _recalls(held, finding, known):
            self._leave(held, Rule.RECALLED)
        elif (same := _same(held, known)) and not _moves_on(held, known):
            self._leave(held, self._again(held, same))
        elif isinstance(finding, Measure):
            self._measure(held, finding, known)
        elif isinstance(finding, Figure):
            self._figure(held, known)
        else:
            self._said(held, known)

    def _leave(self, held: Held, rule: Rule) -> None:
        self.left.append(Left(held=held, rule=rule))

    def _tell(self, held: Held, why: Why, move: Moved | None = None) -> None:
        item = Item(
            why=why,
            claim_id=held.claim.id,
            was_id=move.was.claim.id if move else "",
            told=move.told if move else "",
        )
        self.new[item.claim_id] = New(item=item, held=held)

    def _again(self, held: Held, same: list[Held]) -> Rule:
        """The rule for what was said before; of this window, it counts with what it repeats."""
        for one in same:
            told = self.new.get(one.claim.id)
            if told is None:
                continue
            if one.article.id == held.article.id:
                return Rule.AGAIN
            also = (*told.item.also, held.claim.id)
            item = replace(told.item, also=tuple(dict.fromkeys(also)))
            self.new[one.claim.id] = replace(told, item=item)
            return Rule.ELSEWHERE
        within = {left.held.claim.id: left.rule for left in self.left}
        rules = [within[one.claim.id] for one in same if one.claim.id in within]
        return rules[0] if rules else Rule.TOLD

    def _measure(self, held: Held, measure: Measure, known: list[Held]) -> None:
        threat = measure.status is MeasureStatus.THREATENED
        others = _elsewhere(held, known)
        move = _latest_move(held, others)
        if move:
            self._tell(held, Why.MOVED, move)
        elif any(_older(held, one) for one in others):
            self._leave(held, Rule.OLDER)
        elif (
            not known
            or measure.rate not in (None, *_rates(known, threat=threat))
            or (threat and not any(_is_threat(one) for one in known) and measure.rate is not None)
        ):
            self._tell(held, Why.MEASURE)
        else:
            self._leave(held, Rule.NOT_MOVED)

    def _figure(self, held: Held, known: list[Held]) -> None:
        others = _elsewhere(held, known)
        if move := _latest_move(held, others):
            self._tell(held, Why.REVISED, move)
        elif any(_older(held, one) for one in others):
            self._leave(held, Rule.OLDER)
        else:
            self._tell(held, Why.FIGURE)

    def _said(self, held: Held, known: list[Held]) -> None:
        others = _elsewhere(held, known)
        earlier = [one for one in others if not _older(held, one)]
        latest = sorted(earlier, key=_day, reverse=True)
        last = next((one for one in latest if on_one_matter(one, held)), None)
        if last is not None and (move := moved(last, held)):
            self._tell(held, Why.POSITION, move)
        elif held.claim.speakers and not self.spoke.issuperset(held.claim.speakers):
            self._tell(held, Why.VOICE)
        else:
            self._tell(held, Why.WORDS)


def _group(held: Held) -> Hashable:
    """Claims of one group may be of one matter."""
    found = matter(held)
    if found is not None:
        return found
    finding = held.claim.finding
    if isinstance(finding, Measure):
        return "measure", measure_line(finding).casefold()
    if isinstance(finding, Figure):
        return "figure", figure_line(finding).casefold()
    return "said", "by nobody named"


def _same(held: Held, known: list[Held]) -> list[Held]:
    """Those that say the same."""
    finding = held.claim.finding
    if isinstance(finding, Measure):
        return [one for one in known if _as_told(finding, one.claim.finding)]
    if isinstance(finding, Figure):
        return [one for one in known if _equal(finding, one.claim.finding)]
    words = _words(finding)
    return [one for one in known if _repeats(words, _words(one.claim.finding))]


def _as_told(measure: Measure, told: object) -> bool:
    """Whether a measure is told as it was, or with less."""
    if not isinstance(told, Measure) or measure.status is not told.status:
        return False
    return measure.rate in (None, told.rate) and _dates(measure) <= _dates(told)


def _dates(measure: Measure) -> set[tuple[str, object]]:
    """The days that it names."""
    named = (("effective", measure.effective), ("expires", measure.expires))
    return {(name, when.first) for name, when in named if when is not None and when.first}


def _equal(figure: Figure, told: object) -> bool:
    if not isinstance(told, Figure):
        return False
    if (figure.bound, figure.upper) != (told.bound, told.upper):
        return False
    return as_exactly(figure.value, told.value)


def _words(finding: object) -> tuple[str, ...]:
    if not isinstance(finding, Attribution):
        return ()
    return folded(" ".join(piece.words for piece in finding.contents))


def _repeats(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether these are the same words, or the shorter stand as they are in the longer."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < _FEWEST:
        return False
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _recalls(held: Held, measure: Measure, known: list[Held]) -> bool:
    """Whether a measure has a rate from before the latest one, and does not say it went back.

    A later article often tells of the old rate: it must say from which rate it moved, or where.
    """
    told = [one.claim.finding for one in known]
    old = {one.rate for one in told if isinstance(one, Measure)}
    old |= {one.rate_before for one in told if isinstance(one, Measure)}
    if measure.rate is None or measure.rate not in old:
        return False
    move = _latest_move(held, _elsewhere(held, known))
    was = move.was.claim.finding if move else None
    if not isinstance(was, Measure) or was.rate == measure.rate:
        return False
    return measure.rate_before != was.rate and measure.direction is None


def _moves_on(held: Held, known: list[Held]) -> bool:
    """Whether a measure is other than it was told last, be it as it was told before that."""
    return (
        isinstance(held.claim.finding, Measure)
        and _latest_move(held, _elsewhere(held, known)) is not None
    )


def _elsewhere(held: Held, known: list[Held]) -> list[Held]:
    """What other articles tell: what one article tells in two ways is no change."""
    return [one for one in known if one.article.id != held.article.id]


def _latest_move(held: Held, others: list[Held]) -> Moved | None:
    """How it differs from the latest that was told before it, if it is later than all."""
    in_order = sorted(others, key=_day)
    if not in_order or _older(held, in_order[-1]):
        return None
    telling = [one for one in in_order if _tells(one)]
    moves = (moved(one, held) for one in (*telling[-1:], *in_order[-1:]))
    return next(filter(None, moves), None)


def _day(held: Held) -> date:
    """The day it was published; where that is unknown, the day it came in."""
    appeared = held.article.parsed.published
    return appeared.day if appeared else held.article.fetched.date()


def _older(held: Held, other: Held) -> bool:
    """Whether a claim was published before another one."""
    here, there = held.article.parsed.published, other.article.parsed.published
    if here and there and here.at and there.at:
        return here.at < there.at
    return _day(held) < _day(other)


def _tells(held: Held) -> bool:
    """Whether a later claim is compared with this one: a rate that is not told changes none."""
    finding = held.claim.finding
    return not isinstance(finding, Measure) or finding.rate is not None


def _is_threat(held: Held) -> bool:
    finding = held.claim.finding
    return isinstance(finding, Measure) and finding.status is MeasureStatus.THREATENED


def _rates(known: list[Held], *, threat: bool) -> set[Decimal]:
    """The rates that were told, of threats or of what is more than that."""
    found = (one.claim.finding for one in known if _is_threat(one) is threat)
    return {one.rate for one in found if isinstance(one, Measure) and one.rate is not None}
