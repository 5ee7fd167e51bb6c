"""Names the countries that may put a measure on, and what in the article speaks for each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from nlp.countries import members
from nlp.measures.drafts import Draft
from nlp.measures.kin import things
from nlp.measures.story import LOOKED_BACK, Story
from nlp.names.parties import Party

_MANY = 4  # offices
_OPENING = 4  # characters before the first word but "The"
_OFTEN = 4  # times that a country is named
_MOST_COMPARED = 300  # other measures of the article


def rivals(draft: Draft, story: Story) -> list[str]:
    """The countries of an article that may put a measure on: all but those that it hits, and
    the unions that these belong to.
    """
    stated = (one.measure.imposer for one in story.drafts[:_MOST_COMPARED])
    named = dict.fromkeys(chain(story.named, story.offices, (name for name in stated if name)))
    hit = set(draft.measure.targets)
    return [name for name in named if name not in hit and not hit & set(members(name))]


def traits_of_nobody(draft: Draft, story: Story) -> Iterator[tuple[str, float]]:
    """What speaks for leaving open who puts the measure on."""
    yield "nobody", 1
    if not draft.measure.targets:
        yield "nobody: it hits none", 1
    if not any(one.measure.imposer for one in story.drafts):
        yield "nobody: none states its own", 1


def traits_of(draft: Draft, story: Story, name: str) -> Iterator[tuple[str, float]]:
    """What speaks for `name` as the one who puts the measure on, each trait at most once and
    from 0 to 1; those not given are 0.
    """
    yield from _of_measures(draft, story, name)
    yield from _of_words(draft, story, name)
    hit = draft.measure.targets
    others = max((often for one, often in story.named.items() if one not in hit), default=1)
    yield "named", min(1.0, story.named[name] / max(others, _OFTEN))
    if name in story.offices:
        yield "its offices", min(story.offices[name], _MANY) / _MANY
    if name in story.imposers.paying:
        yield "pays another's", 1


def _of_measures(draft: Draft, story: Story, name: str) -> Iterator[tuple[str, float]]:
    """What the other measures of the article tell of a country."""
    before = [one.measure for one in story.done[-_MOST_COMPARED:] if one.measure.imposer]
    if before:
        yield "imposed before", sum(one.imposer == name for one in before) / len(before)
    stated = [one.measure.imposer for one in story.drafts[:_MOST_COMPARED] if one.measure.imposer]
    if stated:
        yield "states its own", stated.count(name) / len(stated)
    last = story.done[-1] if story.done else None
    if last is not None and last.measure.imposer == name:
        if last.paragraph == draft.paragraph and not last.answers:
            yield "imposed the last", 1
        if last.measure.sentence.start == draft.measure.sentence.start:
            yield "imposed in this sentence", 1
    if any(
        one.measure.imposer in draft.measure.targets and name in one.measure.targets
        for one in story.drafts[:_MOST_COMPARED]
    ):
        yield "hit by whom it hits", 1
    if name in story.hit_in[draft.measure.sentence.start]:
        yield "hit in this sentence", 1
    own = things(draft.measure.goods or "")
    recent = (one.measure for one in story.done[-LOOKED_BACK:])
    if any(one.imposer == name and own & things(one.goods or "") for one in recent):
        yield "imposed on such goods", 1


def _of_words(draft: Draft, story: Story, name: str) -> Iterator[tuple[str, float]]:
    """Where a country is named, or acted for, near a measure."""
    measure = draft.measure
    first, last = measure.sentence.start, measure.excerpt.start
    lead = [one for one in story.parties.within(first, last) if one.country == name]
    if any(one.plain for one in lead):
        yield "named before it", 1
    if any(one.plain and one.start - first <= _OPENING for one in lead):
        yield "opens the sentence", 1
    if any(one.referred for one in lead):
        yield "meant before it", 1
    behind = story.parties.within(measure.excerpt.end, measure.sentence.end)
    if any(one.country == name and one.plain for one in behind):
        yield "named behind it", 1
    above = [one for one in story.parties.within(draft.opens, first) if one.country == name]
    if any(one.plain for one in above):
        yield "named above", 1
    if any(_acts(one) for one in above):
        yield "acted for above", 1


def _acts(party: Party) -> bool:
    return not party.plain and not party.referred
