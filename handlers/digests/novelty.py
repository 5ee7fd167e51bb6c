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
from decimal import Decimal
from enum import StrEnum

from handlers.digests.retold import (
    elsewhere,
    group,
    last_word,
    latest_move,
    moves_on,
    older,
    rates_told,
    recalls,
    the_same,
)
from handlers.ledger.keys import Key, key_of
from handlers.matters.moves import is_threat, told_at
from handlers.matters.one_matter import Moved, matter, moved, said_by
from handlers.newsroom import Held
from handlers.showing.cards import intact
from handlers.subscribed import Item, Why
from nlp.analysis import Attribution, Figure, Measure, MeasureStatus, SpeakerKind

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
    _surnames: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

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
        known = self._of[self._group(held)]
        self.spoke |= {*held.claim.speakers}
        for person in people(held):
            surname = person.rpartition(" ")[2]
            if surname != person:
                self._surnames[surname].add(person)
        measure = held.claim.finding
        if isinstance(measure, Measure) and (
            self._is_background(held, measure) or recalls(held, measure, known)
        ):
            return
        known.append(held)

    def _group(self, held: Held) -> Hashable:
        """Claims of one group may be of one matter; a bare surname is the only one known by it."""
        full = frozenset(map(self._full, held.claim.speakers))
        named = people(held) and full != frozenset(held.claim.speakers)
        return said_by(full) if named else group(held)

    def _full(self, name: str) -> str:
        known = self._surnames.get(name, set())
        return next(iter(known)) if len(known) == 1 else name

    def _is_background(self, held: Held, measure: Measure) -> bool:
        rate = measure.rate
        if is_threat(held):  # to go back to the rate before is a threat of its own
            return False
        return rate is not None and (held.article.id, key_of(held).imposed, rate) in self._before

    def ranked(self) -> list[New]:
        """What is to be told, the most pressing and then the newest first."""
        newest = sorted(self.new.values(), key=lambda each: told_at(each.held), reverse=True)
        return sorted(newest, key=lambda each: _RANK[each.item.why])

    def _judge(self, held: Held) -> None:
        known = self._of[self._group(held)]
        finding = held.claim.finding
        if not intact(held):
            self._leave(held, Rule.WITHHELD)
        elif isinstance(finding, Measure) and self._is_background(held, finding):
            self._leave(held, Rule.BACKGROUND)
        elif isinstance(finding, Measure) and recalls(held, finding, known):
            self._leave(held, Rule.RECALLED)
        elif (same := the_same(held, known)) and not moves_on(held, known):
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
        others = elsewhere(held, known)
        move = latest_move(held, others)
        if move:
            self._tell(held, Why.MOVED, move)
        elif any(older(held, one) for one in others):
            self._leave(held, Rule.OLDER)
        elif (
            not known
            or measure.rate not in (None, *rates_told(known, threat=threat))
            or (threat and not any(is_threat(one) for one in known) and measure.rate is not None)
        ):
            self._tell(held, Why.MEASURE)
        else:
            self._leave(held, Rule.NOT_MOVED)

    def _figure(self, held: Held, known: list[Held]) -> None:
        # What is counted with services beside it may have the same words, and is another figure.
        others = [one for one in elsewhere(held, known) if matter(one) == matter(held)]
        if move := latest_move(held, others):
            self._tell(held, Why.REVISED, move)
        elif any(older(held, one) for one in others):
            self._leave(held, Rule.OLDER)
        else:
            self._tell(held, Why.FIGURE)

    def _said(self, held: Held, known: list[Held]) -> None:
        last = last_word(held, elsewhere(held, known))
        if last is not None and (move := moved(last, held)):
            self._tell(held, Why.POSITION, move)
        elif not self.spoke.issuperset(map(self._full, held.claim.speakers)):
            self._tell(held, Why.VOICE)
        else:
            self._tell(held, Why.WORDS)


def people(held: Held) -> list[str]:
    """The persons who speak in a claim."""
    finding = held.claim.finding
    spoken = finding.speakers if isinstance(finding, Attribution) else ()
    return [each.name for each in spoken if each.name and each.kind is SpeakerKind.PERSON]
