"""Tells who is likely to put a measure on, where its own sentence does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nlp.analysis import Measure, MeasureKind, MeasureStatus
from nlp.measures.drafts import Draft
from nlp.names.parties import Parties

_BY_FAR = 1.3
_FAR_MORE = 2.0
_MORE = 1.01
_OFTEN = 3
_SEVERAL = 2
_NO_BLOWS = frozenset({MeasureStatus.EXPIRED, MeasureStatus.REDUCED})


class Imposers:
    """Who puts on the measures that an article states, and who is likely to where it does not
    say.
    """

    def __init__(self, drafts: Sequence[Draft], parties: Parties) -> None:
        stated = Counter(
            d.measure.imposer
            for d in drafts
            if d.measure.imposer and d.measure.status is not MeasureStatus.EXPIRED
        )
        self._ranked = [(name, often) for name, often in stated.most_common() if name]
        self._struck = [
            (d.measure.imposer, d.measure.targets)
            for d in drafts
            if d.measure.status is not MeasureStatus.EXPIRED and d.measure.rate is not None
        ]
        self._answered = [
            (d.measure.imposer, d.measure.targets)
            for d in drafts
            if d.measure.status not in _NO_BLOWS and d.measure.rate is not None
        ]
        labelled = [d for d in drafts if d.label]
        put = sum(d.measure.imposer == d.label for d in labelled)
        self.labels_put = put > sum(d.label in d.measure.targets for d in labelled)
        """Whether the passages that open with a country's name tell of what it puts on."""
        self._parties = parties
        self._first: dict[str | None, int] = {}
        for draft in drafts:
            self._first.setdefault(draft.measure.imposer, draft.measure.sentence.start)
        self._counts = parties.counts()
        paying = (d for d in drafts if d.measure.imposer is None and d.measure.rate is not None)
        self._payers = {name for d in paying for name in d.measure.targets}
        self._named = () if stated else self._counts.most_common(2)
        self.leading = self._leading(drafts)
        self.hub = self._hub()
        self._only_answered = self.leading is not None and all(
            names == (self.leading,)
            for one, names in self._struck
            if one not in {self.leading, None}
        )

    def likely(self, measure: Measure, near: Measure | None) -> str | None:
        """The only other country that puts any on, one that puts on far more than the next, or
        just more where the measure before is its own too; where none is stated, the one that
        the article names most often by far. None where the sentence names another country
        before the rate, for that may be it.
        """
        hit = set(measure.targets)
        back = {name for imposer, names in self._answered if imposer in hit for name in names} - hit
        back = back if len(hit) == 1 else set()
        ranked = [one for one in self._ranked if one[0] not in hit]
        if self._only_answered and self.leading not in hit:
            ranked = [one for one in ranked if one[0] == self.leading]
        others = [one for one in self._named if one[0] not in hit]
        least = _FAR_MORE
        if not self._ranked:
            ranked, least = [one for one in others if one[1] >= _OFTEN], _BY_FAR
        elif near is not None and ranked and near.imposer in {*hit, *(n for n, _ in ranked)}:
            ranked.sort(key=lambda one: (one[1], one[0] == near.imposer), reverse=True)
            alike = ranked[0][0] == near.imposer and ranked[0][1] > 1
            least = 1.0 if alike else _MORE if near.imposer in hit else _FAR_MORE
        if len(ranked) > 1 and len(back) != 1:
            often, next_often = ranked[0][1], ranked[1][1]
            seldom = least == _FAR_MORE and often < _OFTEN
            if often < least * next_often or seldom or self._later(ranked[0][0], measure):
                return None
        name = next(iter(back)) if len(back) == 1 else next((one for one, _ in ranked), None)
        if name is None or (self._ranked and not back and self._is_doubtful(name, hit)):
            return None
        first, last = measure.sentence.start, measure.excerpt.start
        may_be = {one.country for one in self._parties.within(first, last) if one.plain}
        may_be -= {name, *hit, *self._only_hit_by(name)}
        if may_be or not self._is_named_before(name, measure.sentence.end):
            return None
        return name

    def _is_doubtful(self, name: str, hit: set[str]) -> bool:
        """Whether it puts on one measure only, and another that may be meant is named more."""
        once = dict(self._ranked).get(name) == 1 and len(self._ranked) == 1
        known = {name, *hit} | self._only_hit_by(name)
        others = (often for other, often in self._counts.items() if other not in known)
        return once and max(others, default=0) > self._counts[name]

    def _hub(self) -> str | None:
        """Whose duties several countries pay where no sentence says whose: the one that the
        article names most often of those that pay none.
        """
        others = [one for one in self._counts.most_common() if one[0] not in self._payers]
        if len(self._payers) < 3 or not others or others[0][1] < _OFTEN:
            return None
        most, rest = others[0], others[1:]
        rated = Counter(one for one, _ in self._struck if one not in (None, most[0]))
        if max(rated.values(), default=0) >= _SEVERAL:
            return None
        return most[0] if not rest or most[1] >= _BY_FAR * rest[0][1] else None

    def is_one_of_payers(self, name: str | None, targets: Sequence[str]) -> bool:
        """Whether one of those that pay the hub's duties is taken for who charges another."""
        if self.hub is None or self._counts[name or ""] >= self._counts[self.hub]:
            return False
        if name not in self._payers or not set(targets) <= self._payers:
            return False
        return not any(name == one and set(hit) & set(targets) for one, hit in self._struck)

    def begins_in(self, name: str | None, measure: Measure) -> bool:
        """Whether the first that it puts on stands in the same sentence, and none before."""
        return self._first.get(name) == measure.sentence.start

    def _only_hit_by(self, name: str) -> set[str]:
        """Whom `name` hits and who hit nobody else: named beside it they are no imposers."""
        hit = {one for imposer, names in self._struck if imposer == name for one in names}
        back = {one for one, names in self._struck if one in hit and set(names) - {name}}
        return hit - back

    def named_in(self, measure: Measure, until: int | None = None) -> set[str]:
        """The countries that the measure's sentence names, or those up to a place in it."""
        first, last = measure.sentence.start, until or measure.sentence.end
        return {one.country for one in self._parties.within(first, last) if one.plain}

    def _later(self, name: str, measure: Measure) -> bool:
        """Whether all that it puts on stands behind the measure."""
        return self._first.get(name, 0) > measure.sentence.end

    def _is_named_before(self, name: str, place: int) -> bool:
        return next((p.start <= place for p in self._parties.all if p.country == name), True)

    def _leading(self, drafts: Sequence[Draft]) -> str | None:
        """The country that puts on more of them than any other; of two that are even, who
        began it and did not answer.
        """
        ranked = self._ranked
        if len(ranked) == 1 or (ranked and ranked[0][1] > ranked[1][1]):
            return ranked[0][0]
        first = {d.measure.imposer for d in drafts if not _answers(d)}
        began = [name for name, _ in ranked if name in first]
        return began[0] if len(ranked) == 2 and len(began) == 1 else None


def _answers(draft: Draft) -> bool:
    return draft.answers or draft.measure.kind is MeasureKind.RETALIATION
