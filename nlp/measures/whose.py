"""Tells who puts a measure on whose own sentence does not say, by the story so far."""

from __future__ import annotations

import re
from itertools import chain, islice

from nlp.analysis import Measure, MeasureStatus
from nlp.measures.drafts import Draft
from nlp.measures.kin import side_of, things
from nlp.measures.story import FOREIGN, LOOKED_BACK, Story, clause_end, opens_with_them

_OPENING = 5  # characters before the first word but "The"
_ACTS = re.compile(
    r" (?:has|had|will|would|could|may|might|is|was|also|then|later|last|on|in|this|next"
    r"|said|says)\b"
)
_BORDER = re.compile(r"\b(?:tariffs?|import|customs)\b", re.I)  # no levy for schools
_MOST_COMPARED = 300  # other measures of the article


def imposer_of(draft: Draft, story: Story) -> str | None:
    """Who puts on a measure, as the sentence, the paragraph or the article lets it be known."""
    measure = draft.measure
    if story.imposers.labels_put and draft.label and draft.label not in measure.targets:
        return draft.label
    before = story.in_sentence(draft)
    if before and before.imposer and before.imposer not in measure.targets:
        return before.imposer
    near = story.near(draft)
    goes_on = draft.resumes or (opens_with_them(draft) and before is None)
    if goes_on and near and near.imposer and near.imposer not in measure.targets:
        return near.imposer
    same = story.same_rate(draft)
    if same is not None and same.imposer and same.imposer not in measure.targets:
        return same.imposer
    if draft.official:
        return _at_home(draft, story) or (side_of(near, measure) if near else None)
    return _by_others(draft, near, story)


def _at_home(draft: Draft, story: Story) -> str | None:
    """The country where a local paper is written, of a duty on others' goods of which it says
    nowhere whose it is: it is told of as everybody's there.
    """
    measure, home = draft.measure, story.home
    if home is None or home in measure.targets or draft.stranger:
        return None
    others = story.imposers.named_in(measure) - {home, *measure.targets}
    words = measure.excerpt.words
    crosses = FOREIGN.search(words) or (_BORDER.search(words) and not others)
    return home if measure.targets or crosses else None


def _by_others(draft: Draft, near: Measure | None, story: Story) -> str | None:
    """The imposer as the measures around let it be known."""
    measure = draft.measure
    if draft.stranger:
        return None  # a name stands for the imposer, of whom nothing is known
    if measure.targets:
        return _by_targets(draft, near, story)
    like = story.of_like_goods(draft)
    told = (like and like.imposer) or _going_on(draft, story)
    told = told or _at_home(draft, story)
    if told is not None:
        return told
    if draft.definite and not measure.goods and near and near.imposer:
        return near.imposer
    threat = measure.status is MeasureStatus.THREATENED
    tied = measure.goods or draft.definite or draft.resumes or not threat
    if draft.fresh and not measure.goods and not measure.targets:
        return None  # "a tariff of 50% applies" may be anybody's
    name = story.imposers.likely(measure, near if tied else None)
    # "Most countries paid 10%, and American goods in China 125%": China is told of the latter.
    return None if draft.everyone and story.imposers.begins_in(name, measure) else name


def _by_targets(draft: Draft, near: Measure | None, story: Story) -> str | None:
    """Who puts on a measure of which it is known whom it hits."""
    measure = draft.measure
    same = _of_same_target(draft, story) or _of_same_goods(measure, story)
    same = same or _acting(draft, story) or _going_on(draft, story)
    same = same or _at_home(draft, story) or _one_of_two(draft, story)
    same = same or story.imposers.likely(measure, near)
    if same is None or story.imposers.is_one_of_payers(same, measure.targets):
        return story.imposers.hub if story.imposers.hub not in measure.targets else None
    return same


def _going_on(draft: Draft, story: Story) -> str | None:
    """Whose duties the paragraph tells of, or those before where it is the only one so far:
    no other country is named there but those that the measures hit.
    """
    measure = draft.measure
    tied = measure.targets or (measure.goods and not draft.fresh)
    if not tied or draft.everyone:
        return None
    told = [one for one in story.done if one.measure.imposer]
    last = told[-1] if told else None
    if last is None or last.answers or last.measure.imposer in measure.targets:
        return None
    imposer, start = last.measure.imposer, last.measure.excerpt.end
    if last.paragraph != draft.paragraph:
        if {one.measure.imposer for one in told} != {imposer}:
            return None
        start = draft.opens
    known = {imposer, *last.measure.targets, *story.hit_in[measure.sentence.start]}
    since = story.parties.within(start, clause_end(measure))
    return None if {one.country for one in since if one.plain} - known else imposer


def _acting(draft: Draft, story: Story) -> str | None:
    """Who has done something in the sentence that says what another may pay: "Chile has listed
    the Peruvian goods that could be charged 25%".
    """
    measure = draft.measure
    start = measure.sentence.start
    here = [p for p in story.parties.within(start, measure.excerpt.start) if p.plain]
    others = {one.country for one in here} - set(measure.targets)
    if len(others) != 1 or here[0].country not in others or here[0].start > start + _OPENING:
        return None
    acts = _ACTS.match(measure.sentence.words, here[0].end - start)
    return here[0].country if acts else None


def _one_of_two(draft: Draft, story: Story) -> str | None:
    """Who puts a measure on in an article about two, one of which it hits."""
    name = story.other_of_two(draft, draft.measure.targets)
    return name if story.of_deal or name in {one.imposer for one in story.all()} else None


def _of_same_target(draft: Draft, story: Story) -> str | None:
    """Who alone puts on all that hits the same country; of several the one of the measure
    just before, where no other country has been named since.
    """
    measure = draft.measure
    known = islice(chain(reversed(story.done), story.drafts), _MOST_COMPARED)
    hits = [d.measure for d in known if set(d.measure.targets) & set(measure.targets)]
    names = {hit.imposer for hit in hits if hit.imposer} - set(measure.targets)
    if len(names) == 1:
        return names.pop()
    return _just_before(draft, story)


def _of_same_goods(measure: Measure, story: Story) -> str | None:
    """Who charges others for the same goods, told just before: "Japan pays 15% on cars"."""
    before = story.imposers.named_in(measure, measure.excerpt.start)
    if measure.goods is None or before - set(measure.targets):
        return None
    own = things(measure.goods)
    for other in reversed([one.measure for one in story.done[-LOOKED_BACK:]]):
        alike = other.targets and own & things(other.goods or "")
        if alike and other.imposer and other.imposer not in measure.targets:
            return other.imposer
    return None


def _just_before(draft: Draft, story: Story) -> str | None:
    """Who puts on the measure just before, where no other country has been named since."""
    last = story.done[-1] if story.done else None
    if last is None or draft.paragraph - last.paragraph > 1:
        return None
    near, measure = last.measure, draft.measure
    known = {near.imposer, *near.targets}
    if not set(measure.targets) <= known:
        return None
    end = max(measure.sentence.end, measure.excerpt.end)
    since = story.parties.within(near.excerpt.end, end)
    if near.imposer in measure.targets or {p.country for p in since if p.plain} - known:
        return None
    return near.imposer
