"""Tells who puts a measure on whose own sentence does not say: the likeliest country, or none.

A conditional logit over the countries that an article names, and nobody (McFadden 1974; as a
ranking of antecedents, Denis and Baldridge 2008). Its weights are fitted by
`tests/fit_imposers.py` to articles of ours, with their expected measures in `tests/`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from nlp.measures.sentence.drafts import Draft
from nlp.measures.story.rivals import rivals
from nlp.measures.story.so_far import Story, opens_with_them
from nlp.measures.weights import weights_of

_AT = re.compile(
    r"\b(?:at|cross(?:es|ed|ing)?|through|reach(?:es|ed|ing)?|enter(?:s|ed|ing)?|past)"
    r"(?: the| an?)? $"
)
_PORTS = re.compile(
    r"(?:’s|'s)? (?:borders?|frontiers?|customs|(?:sea)?ports?|docks|quays|harbou?rs?)\b"
)
_WHERE = re.compile(r", where (?!most|many|its|exporters|growers|makers|producers)")
_IMPORTS = re.compile(r"\b(?:imports|imported|foreign)\b", re.I)
_OFFICE = re.compile(
    r"\b(?:officials?|(?:[Aa]n?|[Tt]he|[Tt]he same|[Tt]his|[Tt]hat) (?:[a-z-]+ )?(?:order|decree"
    r"|proclamation|government|administration|cabinet|ministry|president|parliament|customs"
    r"|minister|treasury))\b(?! (?:of|in|for) [A-Z])"
)
_HIT = re.compile(r"\b(?:for|on|against|from|with) (?:the )?$")
_DECIDED = re.compile(
    r"\b(?:according to|(?:determination|ruling|finding|decision|decree|order|proclamation|notice"
    r"|regulation|announcement|statement|list|circular|document|schedule) (?:that|by|of|from"
    r"|(?:signed|issued|published) by))(?: the| a)? $"
)
_LEAD = 60  # characters before a country
_PASSING = 0.1  # by how much likelier it must be whose a duty is that is named in passing: whom it
# hits is not known, or nothing else in the article tells who puts any on


def imposer_of(draft: Draft, story: Story) -> str | None:
    """Who puts on a measure, as the article lets it be known; None where that is in doubt."""
    placed = {*_placed(draft, story)} - {*draft.measure.targets}
    if len(placed) == 1:
        return placed.pop()
    if draft.stranger:
        return None  # a name stands for the imposer, of whom nothing is known
    label = draft.label
    if story.imposers.labels_put and label is not None and label not in draft.measure.targets:
        return label
    near = story.near(draft) if draft.resumes or opens_with_them(draft) else None
    if near is not None and near.imposer and near.imposer not in draft.measure.targets:
        return near.imposer
    weights = weights_of("imposers")
    likely = {one.name: math.exp(weights.worth(one.traits)) for one in rivals(draft, story)}
    best = max(likely, key=likely.__getitem__)
    told = draft.measure.goods or draft.measure.targets or story.imposers.stated
    passing = not (draft.measure.targets and story.imposers.stated)
    least = weights.least + _PASSING * passing
    return best if told and likely[best] >= least * sum(likely.values()) else None


def _placed(draft: Draft, story: Story) -> Iterator[str]:
    """At whose ports a sentence tells that a measure is charged, by whose decision, or from where
    the article was written that names an office and no other country.
    """
    sentence, seat = draft.measure.sentence, story.seat
    for one in story.parties.within(sentence.start, sentence.end):
        first, last = one.start - sentence.start, one.end - sentence.start
        words, begin = sentence.words, max(0, first - _LEAD)
        at_port = _AT.search(words, begin, first) and _PORTS.match(words, last)
        behind = one.end < draft.measure.excerpt.start and not _HIT.search(words, begin, first)
        there = behind and _WHERE.match(words, last)
        if one.plain and (at_port or there or _DECIDED.search(words, begin, first)):
            yield one.country
    own = {seat, *draft.measure.targets}
    near = story.parties.within(draft.opens, sentence.end)
    named = {*story.named, *(one.country for one in near if one.plain)}
    here = {one.country for one in near if one.plain and one.start >= sentence.start}
    alone = not story.imposers.stated.keys() - {seat} and not here - own and here - {seat}
    theirs = not named - own and _IMPORTS.search(sentence.words)
    if seat and (theirs or (alone and _OFFICE.search(sentence.words))):
        yield seat
