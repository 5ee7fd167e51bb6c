"""Completes what a sentence leaves out of a measure from the article's other measures."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain, islice

from nlp.analysis import Measure, MeasureStatus
from nlp.measure_drafts import Draft, Then
from nlp.measure_imposers import Imposers
from nlp.measure_kept import kept
from nlp.measure_kin import at_odds, first_of_sentence, is_another_deed, side_of, things
from nlp.parties import Parties

_QUALIFIED = re.compile(r"\b(?:the|that|who|which|beyond|outside|under|qualif\w+)\b", re.I)
_OF_A_REGION = re.compile(r"(?:[A-Z][a-z]+ )?[A-Z][a-z]+n ")  # "Asian cars": more than one's
_FOREIGN = re.compile(
    r"\b(?:foreign|imported|imports|global|worldwide|world|countries|nations|partners|overseas)\b",
    re.I,
)
_GENERAL = frozenset({"goods", "products", "shipments", "items"})
_ALL = re.compile(r"\b(?:all|any|every|other|imported|foreign|most)\b", re.I)
_NEXT_CLAUSE = re.compile(r"[;—]|,? (?:while|whereas|but)\b")
_SELLERS = re.compile(
    r"\b(?:suppliers|producers|mills|makers|manufacturers|exporters|shippers|growers|companies"
    r"|firms|rivals|those|ones)\b[^;:]*$"
)
_ADJACENT = 2  # characters between two sentences
_LOOKED_BACK = 4
_NEAR = 2
_TWO = 2
_MOST_COMPARED = 300  # other measures of the article


def complete(
    drafts: Sequence[Draft],
    parties: Parties,
    lead: int,
    dated: Callable[[list[Draft]], list[Draft]],
) -> tuple[Measure, ...]:
    """The stated measures, completed; those left out that say neither whose they are, nor
    whom they hit, nor which rate is charged on what. `lead` is where the headline ends, which
    says whom the article is about. `dated` adds what later sentences say
    once it is known whose each measure is.
    """
    reader = _Reader(drafts, parties, _pair(parties, lead))
    for draft in drafts:
        reader.read(draft)
    return kept(dated(reader.done))


def _clause_end(measure: Measure) -> int:
    """Where the clause ends in which a measure stands."""
    start, words = measure.sentence.start, measure.sentence.words
    after = _NEXT_CLAUSE.search(words, max(0, measure.excerpt.end - start))
    return start + after.start() if after else max(measure.sentence.end, measure.excerpt.end)


def _pair(parties: Parties, lead: int) -> frozenset[str] | None:
    """The two countries that an article is about, by its headline."""
    named = frozenset(one.country for one in parties.within(0, lead))
    return named if len(named) == _TWO else None


class _Reader:
    """Reads the drafts in text order and keeps those already completed."""

    def __init__(
        self, drafts: Sequence[Draft], parties: Parties, pair: frozenset[str] | None
    ) -> None:
        self._drafts = drafts
        self._pair = pair
        self._imposers = Imposers(drafts, parties)
        self._parties = parties
        self._hit_in: defaultdict[int, set[str]] = defaultdict(set)
        for draft in drafts:
            self._hit_in[draft.measure.sentence.start] |= set(draft.measure.targets)
        self.done: list[Draft] = []

    def read(self, draft: Draft) -> None:
        """Complete one draft from those before it and, last, from those behind it."""
        draft = self._turned(draft)
        imposer = draft.measure.imposer or self._imposer(draft)
        known = replace(draft, measure=replace(draft.measure, imposer=imposer))
        targets = known.measure.targets
        if not targets and not draft.everyone:
            targets = self._targets(known)
        if not targets and not draft.everyone:
            targets = self._of_two(known)
        targets = tuple(name for name in targets if name != imposer)
        known = replace(known, measure=replace(known.measure, targets=targets))
        self.done.append(self._on_what(known))

    def _on_what(self, draft: Draft) -> Draft:
        """ "It is now 10%" goes on about the goods of the measure just before."""
        measure, near = draft.measure, self._near(draft)
        if measure.goods is None and measure.targets and not draft.resumes:
            return self._of_others(draft)
        if not draft.resumes or measure.goods or near is None or measure.rate is None:
            return draft
        if near.imposer != measure.imposer or not set(measure.targets) <= set(near.targets):
            return draft
        known = replace(draft, measure=replace(measure, goods=near.goods))
        return self._since(self._of_same_days(known))

    def _of_others(self, draft: Draft) -> Draft:
        """ "Japanese mills pay 15%, Indian suppliers 9%" of what the measure before is on."""
        measure, last = draft.measure, self.done[-1] if self.done else None
        if last is None or last.paragraph != draft.paragraph or measure.rate is None:
            return draft
        before = last.measure
        others = before.imposer == measure.imposer and not set(before.targets) & set(
            measure.targets
        )
        start = measure.excerpt.start - measure.sentence.start
        if (
            not others
            or before.goods in _GENERAL
            or not _SELLERS.search(measure.sentence.words[:start])
        ):
            return draft
        return replace(draft, measure=replace(measure, goods=before.goods))

    def _of_same_days(self, draft: Draft) -> Draft:
        """ "… extended its duties from April 16. The rate falls to 6%": falls on that day too."""
        measure, last = draft.measure, self.done[-1]
        whole = last.paragraph == draft.paragraph and last.measure.rate is None and last.stated
        if not whole or any((measure.announced, measure.effective, measure.expires)):
            return draft
        before = last.measure
        return replace(
            draft,
            measure=replace(
                measure,
                announced=before.announced,
                effective=before.effective,
                expires=before.expires,
            ),
        )

    def _since(self, draft: Draft) -> Draft:
        """ "The duty was 25%. It is now 10%": the later sentence tells the rate before too."""
        last, measure = self.done[-1], draft.measure
        was, rate = last.measure.rate, measure.rate
        apart = measure.sentence.start - last.measure.sentence.end
        if draft.then not in {Then.NOW, Then.MOVED} or not 0 <= apart <= _ADJACENT:
            return draft
        if was is None or rate is None or was == rate or measure.rate_before is not None:
            return draft
        down, status = rate < was, measure.status
        if draft.then is Then.NOW or (down and status is MeasureStatus.IN_FORCE):
            status = MeasureStatus.REDUCED if down else MeasureStatus.IN_FORCE
        moved = replace(
            measure, rate_before=was, status=status, direction="reduced" if down else "raised"
        )
        if last.then is Then.ONCE:
            self.done[-1] = replace(last, stated=False)
        return replace(draft, measure=moved)

    def _turned(self, draft: Draft) -> Draft:
        """ "Its rate" is charged by whoever is known to charge, else paid by the one meant."""
        near, owner = self._near(draft), draft.measure.targets
        if not draft.ours or near is None or (near.imposer,) != owner:
            return draft
        turned = replace(draft.measure, imposer=near.imposer, targets=near.targets)
        return replace(draft, measure=replace(turned, goods=turned.goods or near.goods))

    def _imposer(self, draft: Draft) -> str | None:
        measure = draft.measure
        if self._imposers.labels_put and draft.label and draft.label not in measure.targets:
            return draft.label
        before = self._in_sentence(draft)
        if before and before.imposer and before.imposer not in measure.targets:
            return before.imposer
        near = self._near(draft)
        if draft.resumes and near and near.imposer and near.imposer not in measure.targets:
            return near.imposer
        same = self._same_rate(draft)
        if same is not None and same.imposer and same.imposer not in measure.targets:
            return same.imposer
        if draft.official:
            return side_of(near, measure) if near else None
        return self._by_others(draft, near)

    def _by_others(self, draft: Draft, near: Measure | None) -> str | None:
        """The imposer as the measures around let it be known."""
        measure = draft.measure
        if draft.stranger:
            return None  # a name stands for the imposer, of whom nothing is known
        if measure.targets:
            same = self._of_same_target(draft) or self._of_same_goods(measure)
            same = same or self._going_on(draft) or self._one_of_two(draft)
            return same or self._imposers.likely(measure, near)
        like = self._of_like_goods(draft)
        if like is not None and like.imposer:
            return like.imposer
        if (on := self._going_on(draft)) is not None:
            return on
        if draft.definite and not measure.goods and near and near.imposer:
            return near.imposer
        threat = measure.status is MeasureStatus.THREATENED
        tied = measure.goods or draft.definite or draft.resumes or not threat
        if draft.fresh and not measure.goods and not measure.targets:
            return None  # "a tariff of 50% applies" may be anybody's
        name = self._imposers.likely(measure, near if tied else None)
        # "Most countries paid 10%, and American goods in China 125%": China is told of the latter.
        return None if draft.everyone and self._imposers.begins_in(name, measure) else name

    def _going_on(self, draft: Draft) -> str | None:
        """Whose duties the paragraph tells of, or those before where it is the only one so far:
        no other country is named there but those that the measures hit.
        """
        measure = draft.measure
        if not (measure.goods or measure.targets) or draft.everyone:
            return None
        told = [one for one in self.done if one.measure.imposer]
        last = told[-1] if told else None
        if last is None or last.measure.imposer in measure.targets:
            return None
        imposer, start = last.measure.imposer, last.measure.excerpt.end
        if last.paragraph != draft.paragraph:
            if {one.measure.imposer for one in told} != {imposer}:
                return None
            start = draft.opens
        known = {imposer, *last.measure.targets, *self._hit_in[measure.sentence.start]}
        since = self._parties.within(start, _clause_end(measure))
        return None if {one.country for one in since if one.plain} - known else imposer

    def _one_of_two(self, draft: Draft) -> str | None:
        """Who puts a measure on in an article about two, one of which it hits."""
        name = self._other_of_two(draft, draft.measure.targets)
        return name if name in {one.imposer for one in self._all()} else None

    def _other_of_two(self, draft: Draft, names: Sequence[str | None]) -> str | None:
        """The other one of the two that the article is about, where the paragraph names no third."""
        pair, measure = self._pair, draft.measure
        if pair is None or len(names) != 1 or names[0] not in pair:
            return None
        here = self._parties.within(draft.opens, _clause_end(measure))
        if {one.country for one in here if one.plain} - pair:
            return None
        other = next(iter(pair - set(names)))
        return other

    def _of_same_target(self, draft: Draft) -> str | None:
        """Who alone puts on all that hits the same country; of several the one of the measure
        just before, where no other country has been named since.
        """
        measure = draft.measure
        known = islice(chain(reversed(self.done), self._drafts), _MOST_COMPARED)
        hits = [d.measure for d in known if set(d.measure.targets) & set(measure.targets)]
        names = {hit.imposer for hit in hits if hit.imposer} - set(measure.targets)
        if len(names) == 1:
            return names.pop()
        return self._just_before(draft)

    def _of_same_goods(self, measure: Measure) -> str | None:
        """Who charges others for the same goods, told just before: "Japan pays 15% on cars"."""
        before = self._imposers.named_in(measure, measure.excerpt.start)
        if measure.goods is None or before - set(measure.targets):
            return None
        own = things(measure.goods)
        for other in reversed([one.measure for one in self.done[-_LOOKED_BACK:]]):
            alike = other.targets and own & things(other.goods or "")
            if alike and other.imposer and other.imposer not in measure.targets:
                return other.imposer
        return None

    def _just_before(self, draft: Draft) -> str | None:
        """Who puts on the measure just before, where no other country has been named since."""
        last = self.done[-1] if self.done else None
        if last is None or draft.paragraph - last.paragraph > 1:
            return None
        near, measure = last.measure, draft.measure
        known = {near.imposer, *near.targets}
        if not set(measure.targets) <= known:
            return None
        end = max(measure.sentence.end, measure.excerpt.end)
        since = self._parties.within(near.excerpt.end, end)
        if near.imposer in measure.targets or {p.country for p in since if p.plain} - known:
            return None
        return near.imposer

    def _targets(self, draft: Draft) -> tuple[str, ...]:
        """Whom the measure hits, by what it answers, continues or takes up again."""
        measure, near = draft.measure, self._near(draft)
        if draft.answers and near and near.imposer and near.imposer != measure.imposer:
            return (near.imposer,)
        meant = self._meant_again(draft)
        label = None if self._imposers.labels_put else draft.label
        label = label if label != measure.imposer else None
        if meant is not None or label is not None:
            return meant.targets if meant else (label or "",)
        leading, everybodys = self._imposers.leading, _ALL.search(measure.excerpt.words)
        others = self._imposers.named_in(measure) - {measure.imposer, leading}
        region = _OF_A_REGION.match(measure.goods or "")
        closed = everybodys or others or region or measure.imposer == leading or draft.fresh
        if leading and not closed and at_odds(leading, measure.imposer, self._all()):
            return (leading,)
        general = measure.goods in _GENERAL and not everybodys
        if measure.goods and not general and not _QUALIFIED.search(measure.goods):
            return self._of_same_paragraph(draft)
        others = self._imposers.named_in(measure) - {measure.imposer}
        elsewhere = others and not others <= ({near.imposer, *near.targets} if near else set())
        # "could impose a 15% tariff": on whom is left open
        if elsewhere or (draft.fresh and measure.status is MeasureStatus.THREATENED):
            return ()
        return self._continued(measure, near) or self._only_target(measure.imposer)

    def _of_two(self, draft: Draft) -> tuple[str, ...]:
        """Whom a measure hits in an article about two, where all that its imposer puts on hits
        only the other.
        """
        measure = draft.measure
        other = self._other_of_two(draft, [measure.imposer])
        threat = measure.status is MeasureStatus.THREATENED
        special = measure.goods and measure.goods not in _GENERAL
        if (
            other is None
            or draft.fresh
            or threat
            or special
            or _FOREIGN.search(measure.sentence.words)
        ):
            return ()
        own = (one.targets for one in self._all() if one.imposer == measure.imposer)
        return (other,) if {name for names in own for name in names} <= {other} else ()

    def _of_same_paragraph(self, draft: Draft) -> tuple[str, ...]:
        """Whom the measure just before hits, where the same paragraph goes on about other goods
        and its sentence names nobody: "… on Peruvian goods. The rate also covers cars".
        """
        last = self.done[-1] if self.done else None
        if last is None or last.paragraph != draft.paragraph:
            return ()
        near, measure = last.measure, draft.measure
        if near.imposer != measure.imposer or len(near.targets) != 1:
            return ()
        here = (one.measure for one in self.done if one.paragraph == draft.paragraph)
        if any(one.imposer == measure.imposer and not one.targets for one in here):
            return ()
        since = self._parties.within(near.sentence.end, measure.sentence.end)
        named = {one.country for one in since if one.plain} - {measure.imposer}
        if named or _FOREIGN.search(measure.sentence.words):
            return ()
        return near.targets

    def _continued(self, measure: Measure, near: Measure | None) -> tuple[str, ...]:
        """Whom the measure just before hit, or its imposer where this one strikes back."""
        if near is None:
            return ()
        if near.imposer and measure.imposer in near.targets and not measure.goods:
            return (near.imposer,)
        if near.imposer is None or near.imposer != measure.imposer:
            return ()
        return first_of_sentence(near, (done.measure for done in self.done)).targets

    def _meant_again(self, draft: Draft) -> Measure | None:
        """An earlier measure of the same imposer that the draft goes on with or repeats."""
        measure = draft.measure
        before, near = self._in_sentence(draft), self._near(draft)
        if before and before.imposer == measure.imposer and (not measure.goods or before.targets):
            return None if measure.goods and is_another_deed(before, measure) else before
        like = near if draft.resumes else self._of_like_goods(draft)
        if like is not None and like.imposer == measure.imposer:
            return like
        same = self._same_rate(draft)
        if same is not None and not measure.goods and same.imposer == measure.imposer:
            return same
        return None

    def _only_target(self, imposer: str | None) -> tuple[str, ...]:
        """The country that all measures of `imposer` hit, if there are several or it answers."""
        stated = [d.measure.targets for d in self._drafts if d.measure.imposer == imposer]
        aimed = [targets for targets in stated if targets]
        if len(set(aimed)) != 1:
            return ()
        back = any(
            (d.measure.imposer,) == aimed[0] and imposer in d.measure.targets for d in self._drafts
        )
        return aimed[0] if back else ()

    def _of_like_goods(self, draft: Draft) -> Measure | None:
        """The measure just told about whose goods a draft goes on that names no country: "Cars
        beyond the quota will pay 25%".
        """
        measure, recent = draft.measure, self.done[-_LOOKED_BACK:]
        if not measure.goods or measure.targets or self._imposers.named_in(measure):
            return None
        own = things(measure.goods)
        for other in reversed(recent):
            near = draft.paragraph - other.paragraph <= _LOOKED_BACK
            if near and other.measure.goods and own & things(other.measure.goods):
                return other.measure
        return None

    def _all(self) -> Iterable[Measure]:
        return (draft.measure for draft in (*self._drafts, *self.done))

    def _in_sentence(self, draft: Draft) -> Measure | None:
        last = self.done[-1] if self.done else None
        same = last is not None and last.measure.sentence.start == draft.measure.sentence.start
        return last.measure if last and same else None

    def _near(self, draft: Draft) -> Measure | None:
        """The last measure at most `_NEAR` passages before."""
        last = self.done[-1] if self.done else None
        if draft.resumes and draft.measure.rate is not None:  # "the rate" is of what has one
            recent = self.done[-_LOOKED_BACK:]
            rated = (one for one in reversed(recent) if one.measure.rate is not None)
            last = next(rated, last)
        return last.measure if last and draft.paragraph - last.paragraph <= _NEAR else None

    def _same_rate(self, draft: Draft) -> Measure | None:
        """The last measure before that a definite mention with the same rate can mean."""
        measure = draft.measure
        if measure.rate is None or not (draft.definite or not measure.goods):
            return None
        named = self._imposers.named_in(measure)
        for other in reversed(self.done):
            found = other.measure
            if named and not named & {found.imposer, *found.targets}:
                continue  # another country's
            agrees = measure.imposer in {None, found.imposer}
            hits = not measure.targets or set(measure.targets) & set(found.targets)
            if found.rate == measure.rate and agrees and hits:
                return found
        return None
