"""What an article has told of its measures so far, and which of them a draft goes on about."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from nlp.analysis import Measure, MeasureKind
from nlp.measures.sentence.drafts import Draft
from nlp.measures.story.home import Setting
from nlp.measures.story.imposers import Imposers
from nlp.measures.story.kin import things
from nlp.names.parties import Parties

GENERAL = frozenset({"goods", "products", "shipments", "items"})
"""Goods of any sort."""
FOREIGN = re.compile(
    r"\b(?:foreign|imported|imports|global|worldwide|world|countries|nations|partners|overseas)\b",
    re.I,
)
"""Words that speak of more than one country's goods."""
LOOKED_BACK = 4
"""Measures that another may go on about."""
_BORDER = re.compile(r"\b(?:tariffs?|import|customs)\b", re.I)
_NEXT_CLAUSE = re.compile(r"[;—]|,? (?:while|whereas|but)\b")
_DEAL = re.compile(r"\b(?:deals?|agree(?:d|s|ments?)?|pacts?|truces?|accords?)\b", re.I)
_LED_TO = re.compile(
    r"\b(?:after|because|since|in (?:response|retaliation|answer) to|when|if|ahead of|before|unless"
    r"|despite|in the hopes?|hoping)\b"
)
_THEM = re.compile(r"The(?:se)? (?:[a-z-]+ )?(?:measures|tariffs|duties|levies|list|package)\b")
_AND = re.compile(r",? and |, | & ")  # "EU and UK double tariffs": not on each other
_NEAR = 2  # passages
_OFTEN = 3  # times that an article names the country that it is about
_SIDES = 2  # of a quarrel or a deal


def clause_end(measure: Measure) -> int:
    """Where the clause ends in which a measure stands."""
    start, words = measure.sentence.start, measure.sentence.words
    after = _NEXT_CLAUSE.search(words, max(0, measure.excerpt.end - start))
    return start + after.start() if after else max(measure.sentence.end, measure.excerpt.end)


def opens_with_them(draft: Draft) -> bool:
    """Whether the sentence goes on about measures told of before: "The duties, which …"."""
    return _THEM.match(draft.measure.sentence.words) is not None


def crosses_a_border(draft: Draft) -> bool:
    """Whether a measure is told to be on what comes from abroad, and is no levy for schools."""
    measure = draft.measure
    words = measure.excerpt.words
    return bool(measure.targets or FOREIGN.search(words) or _BORDER.search(words))


class Story:
    """The drafts of an article, and those of them already completed (`done`), in text order.

    `hit_in` holds whom the measures of a sentence hit, by where it starts; `pair` the two
    countries that the headline names, and `of_deal` whether it tells what they agreed; `home`,
    `seat` and `place` are where the article was written, if its dateline says so; `named` counts
    how often each country is named.
    """

    def __init__(self, drafts: Sequence[Draft], parties: Parties, setting: Setting) -> None:
        self.drafts = drafts
        self.home, self.seat, self.offices = setting.home, setting.seat, setting.offices
        self.place = setting.place
        self.parties = parties
        self.imposers = Imposers(drafts)
        self.named = Counter(one.country for one in parties.all if one.plain)
        told = parties.within(0, len(setting.headline))
        named = frozenset(one.country for one in told)
        self.of_deal = _DEAL.search(setting.headline) is not None
        alike = any(_AND.fullmatch(setting.headline, a.end, b.start) for a, b in pairwise(told))
        self.pair = named if len(named) == _SIDES and (self.of_deal or not alike) else None
        self.hit_in: defaultdict[int, set[str]] = defaultdict(set)
        for draft in drafts:
            self.hit_in[draft.measure.sentence.start] |= set(draft.measure.targets)
        self.done: list[Draft] = []

    def all(self) -> Iterable[Measure]:
        """Every measure as drafted, and as completed so far."""
        return (draft.measure for draft in (*self.drafts, *self.done))

    def in_sentence(self, draft: Draft) -> Measure | None:
        """The measure just before, where it stands in the same sentence."""
        last = self.done[-1] if self.done else None
        same = last is not None and last.measure.sentence.start == draft.measure.sentence.start
        return last.measure if last and same else None

    def about(self, imposer: str | None) -> str | None:
        """The country that an article is about beside one who charges: the one it is written in,
        or one named far oftener than any other.
        """
        if self.place is not None:
            return self.place if self.place != imposer else None
        others = [(often, name) for name, often in self.named.items() if name != imposer]
        (most, name), (next_most, _) = (*sorted(others, reverse=True)[:2], *[(0, "")] * 2)[:2]
        return name if most >= _OFTEN and most >= 2 * next_most else None

    def named_in(self, measure: Measure) -> set[str]:
        """The countries that the measure's sentence names."""
        within = self.parties.within(measure.sentence.start, measure.sentence.end)
        return {one.country for one in within if one.plain}

    def spared_beside(self, draft: Draft) -> set[str]:
        """Whom its sentence spares a duty on such goods: "Chilean tin is exempt from the duty"."""
        if draft.measure.kind is MeasureKind.EXEMPTION or draft.measure.rate is None:
            return set()
        start = draft.measure.excerpt.start
        return {
            country
            for one in self.drafts
            if one.measure.kind is MeasureKind.EXEMPTION
            and one.measure.excerpt.start == start
            and one.measure.goods == draft.measure.goods
            for country in one.measure.targets
        }

    def near(self, draft: Draft) -> Measure | None:
        """The last measure at most `_NEAR` passages before."""
        last = self.done[-1] if self.done else None
        if draft.resumes and draft.measure.rate is not None:  # "the rate" is of what has one
            recent = self.done[-LOOKED_BACK:]
            rated = (one for one in reversed(recent) if one.measure.rate is not None)
            last = next(rated, None) or (self._main_beside(last) if last else None)
        elif last and last.paragraph < draft.paragraph and opens_with_them(draft):
            last = self._main_beside(last)
        return last.measure if last and draft.paragraph - last.paragraph <= _NEAR else None

    def _main_beside(self, last: Draft) -> Draft:
        """The measure of a sentence's main clause, where the last one stands in what led to it:
        "The EU approved duties after Washington raised its own. The duties will …".
        """
        sentence = last.measure.sentence
        first = next(d for d in self.done if d.measure.sentence.start == sentence.start)
        between = sentence.words[first.measure.excerpt.end - sentence.start :]
        led = _LED_TO.search(
            between, 0, max(0, last.measure.excerpt.start - first.measure.excerpt.end)
        )
        return first if led else last

    def same_rate(self, draft: Draft) -> Measure | None:
        """The last measure before that a definite mention with the same rate can mean."""
        measure = draft.measure
        if measure.rate is None or not (draft.definite or not measure.goods):
            return None
        named = self.named_in(measure)
        for other in reversed(self.done):
            found = other.measure
            if named and not named & {found.imposer, *found.targets}:
                continue  # another country's
            agrees = measure.imposer in {None, found.imposer}
            hits = not measure.targets or set(measure.targets) & set(found.targets)
            if found.rate == measure.rate and agrees and hits:
                return found
        return None

    def of_like_goods(self, draft: Draft) -> Measure | None:
        """The measure just told about whose goods a draft goes on that names no country: "Cars
        beyond the quota will pay 25%".
        """
        measure, recent = draft.measure, self.done[-LOOKED_BACK:]
        if not measure.goods or measure.targets or self.named_in(measure):
            return None
        own = things(measure.goods)
        for other in reversed(recent):
            near = draft.paragraph - other.paragraph <= LOOKED_BACK
            if near and other.measure.goods and own & things(other.measure.goods):
                return other.measure
        return None

    def other_of_two(self, draft: Draft, names: Sequence[str | None]) -> str | None:
        """The other one of the two that the headline names, where the paragraph names no third."""
        pair, measure = self.pair, draft.measure
        if pair is None or not draft.paragraph or len(names) != 1 or names[0] not in pair:
            return None
        here = self.parties.within(draft.opens, clause_end(measure))
        if {one.country for one in here if one.plain} - pair:
            return None
        return next(iter(pair - set(names)))
