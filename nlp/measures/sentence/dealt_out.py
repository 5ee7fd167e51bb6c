"""Deals out among those a sentence names what it says once: "respectively", "... from Turkey"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from nlp.analysis import Measure
from nlp.measures.sentence.drafts import Draft

_JOINT = re.compile(r"(?:,? and |, )(?:an? |the )?")
_FROM = re.compile(r" (?:from|made in|grown in) (?:the )?[A-Z][^,;]{1,40}$")
_AND_ONE = re.compile(r"(?:,|,? and|,? but|,? while) (?:(?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)? )?")
_SPARING = re.compile(
    r"\b(?:but not|except|excluding|apart from|other than|sparing|spares?)\b", re.I
)
_GAP = re.compile(r",? and |, ")
_THE_FORMER = re.compile(
    r"The former (?:had been|was|had stood at|stood at|used to be) (?:at |only |just )?"
    r"(?P<former>[0-9.]+) ?(?:%|per ?cent)?,? (?:and|while) the latter"
    r"(?: (?:had been|was|stood at|at))? (?:only |just )?(?P<latter>[0-9]+(?:\.[0-9]+)?)"
    r" ?(?:%|per ?cent)"
)
_PAIR = 2
_NEXT = 2  # characters between two sentences


def of_one_origin(drafts: Sequence[Draft], text: str, offset: int) -> list[Draft]:
    """The drafts of a passage, where "40% on tiles, 15% on glass and 5% on paper from Turkey" are
    all on what comes from there.
    """
    shared = _respectively(drafts, text, offset)
    for number in range(len(shared) - 1, 0, -1):
        one, last = shared[number - 1].measure, shared[number].measure
        between = text[one.excerpt.end - offset : last.excerpt.start - offset]
        joined = _JOINT.fullmatch(between) is not None and one.sentence == last.sentence
        rated = one.rate is not None and last.rate is not None and one.goods and last.goods
        theirs = one.imposer in {None, last.imposer}
        if not (joined and rated and last.targets) or one.targets or not theirs:
            continue
        if _FROM.search(last.excerpt.words) or _FROM.search(shared[-1].measure.excerpt.words):
            draft = shared[number - 1]
            whole = replace(one, imposer=last.imposer, targets=last.targets)
            shared[number - 1] = replace(draft, measure=whole)
    shared = _excepted(_for_both(shared, text, offset), text, offset)
    return _former(shared, text, offset)


def _for_both(drafts: list[Draft], text: str, offset: int) -> list[Draft]:
    """The drafts, where "charges Peru 14% and Chile 23% on foil" is all on foil."""
    for number in range(len(drafts) - 1, 0, -1):
        one, other = drafts[number - 1].measure, drafts[number].measure
        between = text[one.excerpt.end - offset : other.excerpt.start - offset]
        joined = one.sentence == other.sentence and _AND_ONE.fullmatch(between)
        rated = one.rate is not None and other.rate is not None and one.imposer == other.imposer
        if joined and rated and one.targets and other.targets and one.goods is None:
            same = replace(one, goods=other.goods)
            drafts[number - 1] = replace(drafts[number - 1], measure=same)
    return drafts


def _former(drafts: list[Draft], text: str, offset: int) -> list[Draft]:
    """The drafts, where "The former had been 20% and the latter 10%" tells the rates before."""
    for told in _THE_FORMER.finditer(text):
        place = told.start() + offset
        before = [one for one in drafts if one.measure.sentence.end <= place]
        pair = [one for one in before if one.measure.sentence == before[-1].measure.sentence]
        if len(pair) != _PAIR or place - pair[0].measure.sentence.end > _NEXT:
            continue
        rates = Decimal(told["former"]), Decimal(told["latter"])
        moved = {
            id(one): replace(one, measure=replace(one.measure, rate_before=rate))
            for one, rate in zip(pair, rates, strict=True)
            if one.measure.rate not in {None, rate} and one.measure.rate_before is None
        }
        others = (one for one in drafts if one.measure.sentence.start != place)
        drafts = [moved.get(id(one), one) for one in others]
    return drafts


def _excepted(drafts: list[Draft], text: str, offset: int) -> list[Draft]:
    """The drafts, where whom a duty spares has a rate on the same goods: "… on steel, but not for
    Peru, which keeps a rate of 25%".
    """
    for number, (first, second) in enumerate(pairwise(drafts)):
        one, other = first.measure, second.measure
        between = text[one.excerpt.end - offset : other.excerpt.start - offset]
        theirs = one.imposer is not None and other.imposer in (None, one.imposer)
        spared = other.targets and not one.targets and theirs
        in_one = one.sentence == other.sentence and other.rate is not None
        if spared and in_one and one.goods and not other.goods and _SPARING.search(between):
            same = replace(other, imposer=one.imposer, goods=one.goods)
            drafts[number + 1] = replace(second, measure=same)
    return drafts


def _respectively(drafts: Sequence[Draft], text: str, offset: int) -> list[Draft]:
    """The drafts, where "Brazil and Chile pay 50% and 39%" gives each its own rate, and "raised
    duties on tea and rice to 9% and 7% respectively" each of the goods.
    """
    shared = list(drafts)
    for first, last in _runs(drafts, text, offset):
        run, many = [draft.measure for draft in drafts[first:last]], last - first
        one = next((measure for measure in run if measure.targets or measure.goods), run[0])
        hit = one.targets if len(one.targets) == many else ()
        goods = _each_of(one, many) if not hit or _is_apart(one) else ()
        if not goods and not hit and one is run[0]:
            continue
        for place in range(many):
            draft = shared[first + place]
            own = replace(one, excerpt=draft.measure.excerpt, rate=draft.measure.rate)
            imposer = one.imposer or run[-1].imposer  # "15% and 50% in Peru"
            own = replace(own, rate_before=draft.measure.rate_before, imposer=imposer)
            own = replace(own, goods=goods[place]) if goods else own
            own = replace(own, targets=(hit[place],)) if hit else own
            shared[first + place] = replace(draft, measure=own)
    return shared


def _runs(drafts: Sequence[Draft], text: str, offset: int) -> Iterator[tuple[int, int]]:
    """The stretches of drafts of which each rate stands right behind the one before."""
    first = 0
    for number, draft in enumerate(drafts):
        following = drafts[number + 1].measure if number + 1 < len(drafts) else None
        if following is not None and _joined(draft.measure, following, text, offset):
            continue
        if number > first:
            yield first, number + 1
        first = number + 1


def _joined(one: Measure, other: Measure, text: str, offset: int) -> bool:
    between = text[one.excerpt.end - offset : other.excerpt.start - offset]
    first, second = (one.targets, one.goods), (other.targets, other.goods)
    alike = first == ((), None) or (second[0] in {(), first[0]} and second[1] in {None, first[1]})
    alike = alike and (one.imposer is None or other.imposer in {None, one.imposer})
    rated = one.rate is not None and other.rate is not None
    return rated and alike and _GAP.fullmatch(between) is not None


def _each_of(measure: Measure, many: int) -> tuple[str, ...]:
    """The goods that a list of so many names, each alone."""
    parts = tuple(_GAP.split(measure.goods or ""))
    return parts if len(parts) == many and all(parts) else ()


def _is_apart(measure: Measure) -> bool:
    """Whether each of the goods is of another country: "Thai rice and Indian tea", unlike "rice
    and tea from Thailand and India".
    """
    return (measure.goods or "").lower() not in measure.sentence.words.lower()
