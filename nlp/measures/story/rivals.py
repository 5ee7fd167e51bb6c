"""Names the countries that may put a measure on, and what in the article speaks for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from nlp.analysis import Excerpt
from nlp.countries import members
from nlp.measures.sentence.drafts import Draft
from nlp.measures.story.kin import things
from nlp.measures.story.so_far import LOOKED_BACK, Story, crosses_a_border
from nlp.names.parties import Party

_MANY = 4  # offices
_OPENING = 4  # characters before the first word but "The"
_OFTEN = 4  # times that a country is named
_MOST_COMPARED = 300  # other measures of the article
_HIT = re.compile(r"\b(?:on|against|from|off|(?:aimed|directed) (?:[a-z]+ )?at) (?:the )?$")
_NEAR = 28  # characters
_LIKE = re.compile(r"\b(?:like|unlike|alongside|same as) (?:the )?$", re.I)
_ASIDE = re.compile(
    r", (?:(?:[a-z]+ )?(?:which|who|whose|where)|an?|the|one of|home to|long|once) [^,;:]{3,90},"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A country that may put a measure on, or nobody (None), and what speaks for it: each trait
    from 0 to 1; those not given are 0.
    """

    name: str | None
    traits: Mapping[str, float]


def rivals(draft: Draft, story: Story) -> list[Rival]:
    """Nobody, and the countries of an article that may put a measure on: all but those that it
    hits, and the unions that these belong to.
    """
    hit = {*draft.measure.targets, *_likened(draft, story)}
    home = [story.home] if story.home else []
    named = dict.fromkeys(chain(story.named, story.offices, story.imposers.stated, home))
    names = [name for name in named if name not in hit and not hit & set(members(name))]
    alone = {"alone": 1.0} if len(names) == 1 else {}
    # what depends on no name is gathered once: an article may name two hundred
    most = max((often for one, often in story.named.items() if one not in hit), default=1)
    crosses = crosses_a_border(draft)
    told, words = _Told.of(draft, story), _Words.of(draft, story)
    return [
        Rival(name=None, traits=dict(_of_nobody(draft, story))),
        *(
            Rival(
                name=name,
                traits={
                    **dict(told.traits(name)),
                    **dict(words.traits(name)),
                    **dict(_of_article(name, most, story, crosses=crosses)),
                    **alone,
                },
            )
            for name in names
        ),
    ]


def _of_nobody(draft: Draft, story: Story) -> Iterator[tuple[str, float]]:
    """What speaks for leaving open who puts the measure on."""
    yield "nobody", 1
    if not draft.measure.targets:
        yield "nobody: it hits none", 1
    if not story.imposers.stated:
        yield "nobody: none states its own", 1


def _of_article(
    name: str, most: int, story: Story, *, crosses: bool
) -> Iterator[tuple[str, float]]:
    """What the whole article tells of a country, wherever the measure stands."""
    yield "named", min(1.0, story.named[name] / max(most, _OFTEN))
    if name in story.offices:
        yield "its offices", min(story.offices[name], _MANY) / _MANY
    if name in story.imposers.paying:
        yield "pays another's", 1
    if crosses and name == story.home:
        yield "written there", 1
    stated = story.imposers.stated
    if stated:
        yield "states its own", stated[name] / stated.total()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the other measures tell: who put on those before, the last of the paragraph and of the
    sentence, and those on such goods; who is hit by whom this one hits, and who beside it.
    """

    before: Counter[str]
    last: str | None
    beside: str | None
    hit_back: frozenset[str]
    hit_beside: frozenset[str]
    on_goods: frozenset[str]

    @classmethod
    def of(cls, draft: Draft, story: Story) -> _Told:
        """That of one measure."""
        measure = draft.measure
        before = (one.measure.imposer for one in story.done[-_MOST_COMPARED:])
        last = story.done[-1] if story.done else None
        in_paragraph = last is not None and last.paragraph == draft.paragraph and not last.answers
        in_sentence = last and last.measure.sentence.start == measure.sentence.start
        drafts = (one.measure for one in story.drafts[:_MOST_COMPARED])
        struck = (one.targets for one in drafts if one.imposer in measure.targets)
        own = things(measure.goods or "")
        recent = (one.measure for one in story.done[-LOOKED_BACK:])
        like = (one.imposer for one in recent if own & things(one.goods or ""))
        return cls(
            before=Counter(name for name in before if name),
            last=last.measure.imposer if last and in_paragraph else None,
            beside=last.measure.imposer if last and in_sentence else None,
            hit_back=frozenset(chain.from_iterable(struck)),
            hit_beside=frozenset(story.hit_in[measure.sentence.start]),
            on_goods=frozenset(name for name in like if name),
        )

    def traits(self, name: str) -> Iterator[tuple[str, float]]:
        """What of it speaks for or against a country."""
        if self.before:
            yield "imposed before", self.before[name] / self.before.total()
        if name == self.last:
            yield "imposed the last", 1
        if name == self.beside:
            yield "imposed in this sentence", 1
        if name in self.hit_back:
            yield "hit by whom it hits", 1
        if name in self.hit_beside:
            yield "hit in this sentence", 1
        if name in self.on_goods:
            yield "imposed on such goods", 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """Who is named, meant or acted for where: each trait with the countries that have it."""

    having: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, draft: Draft, story: Story) -> _Words:
        """Those around one measure."""
        measure = draft.measure
        first = measure.sentence.start
        lead = story.parties.within(first, measure.excerpt.start)
        behind = story.parties.within(measure.excerpt.end, measure.sentence.end)
        above = story.parties.within(draft.opens, first)
        opening = (one for one in lead if one.start - first <= _OPENING)
        asides = [one.span() for one in _ASIDE.finditer(measure.sentence.words)]
        named = (one for one in lead if one.plain and not _within(one.start - first, asides))
        having = {
            "named before it": (one.country for one in named),
            "opens the sentence": (one.country for one in opening if one.plain),
            "meant before it": (one.country for one in lead if one.referred),
            "named behind it": (
                one.country for one in behind if one.plain and not _is_hit(one, measure.sentence)
            ),
            "named above": (one.country for one in above if one.plain),
            "acted for above": (one.country for one in above if _acts(one)),
        }
        return cls(having={trait: frozenset(names) for trait, names in having.items()})

    def traits(self, name: str) -> Iterator[tuple[str, float]]:
        """Those that a country has."""
        yield from ((trait, 1.0) for trait, names in self.having.items() if name in names)


def _likened(draft: Draft, story: Story) -> Iterator[str]:
    """Those that a measure's targets are likened to: "Peru pays 15%, like Chile"."""
    sentence = draft.measure.sentence
    for one in story.parties.within(sentence.start, sentence.end) if draft.measure.targets else ():
        place = one.start - sentence.start
        if one.plain and _LIKE.search(sentence.words, max(0, place - _NEAR), place):
            yield one.country


def _is_hit(party: Party, sentence: Excerpt) -> bool:
    """Whether words before a country tell that something is put on it or its goods."""
    place = party.start - sentence.start
    return _HIT.search(sentence.words, max(0, place - _NEAR), place) is not None


def _within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _acts(party: Party) -> bool:
    return not party.plain and not party.referred
