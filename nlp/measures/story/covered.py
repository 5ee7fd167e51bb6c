"""Reads from a later sentence on what goods a measure is: "It applies to wine and cherries"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.measures.goods.cutting import goods_of
from nlp.measures.goods.ends import STOP
from nlp.measures.sentence.drafts import Draft
from nlp.measures.story.pointed import POINTED, Pointed, meant
from nlp.measures.story.so_far import GENERAL
from nlp.names.parties import Parties

_ANY = GENERAL | {"imports", "exports"}
_GOODS = (
    r"(?P<goods>(?!(?:the same|all|both|any|everything|it|them|those|these|most|some|no|none"
    r"|not)\b)"
    r"[^;:%“”]{3,120})"
)
_COVERS = re.compile(
    rf"[\s“\"]*{POINTED} (?:(?:will|would|is to|are to|now|also|only|mainly|chiefly|mostly) )*"
    r"(?:covers?|targets?|targeted|hits?|affects?|(?:appl(?:y|ies|ied)|extends?) to"
    r"|(?:falls?|fell) on|(?:be |is |are |was |were )?(?:aimed at|(?:charged|levied|collected|put"
    rf"|imposed) on)) {_GOODS}"
)
_LISTS = re.compile(  # of the one measure just told
    r"[\s“\"]*(?:(?:The|Its|Their) list (?:of goods )?(?:includes?|covers?|contains?|takes in)"
    r"|(?:Among|On) (?:them|the (?:list|goods|products)(?: (?:hit|targeted|covered|affected))?)"
    rf" (?:is|are|will be)) {_GOODS}"
)
_ARE_LISTED = re.compile(
    r"[\s“\"]*(?P<goods>[A-Z][^;:%“”]{3,120}?) (?:is|are|will be) (?:all |also )?(?:on the list"
    r"|among the (?:goods|products)(?: (?:hit|targeted|covered|affected))?)(?=[.,;]|$)"
)


def on_what(
    drafts: Sequence[Draft],
    sentence: tuple[int, str],
    passage: tuple[int, str],
    before: Sequence[int],
    parties: Parties,
) -> Iterator[tuple[int, Draft]]:
    """Those of the measures told before on whose goods a sentence goes on, with their places and
    these goods, where their own sentence names none but "goods".
    """
    start, text = sentence
    told = _COVERS.match(text) or _LISTS.match(text) or _ARE_LISTED.match(text)
    if told is None:
        return
    offset, words = passage
    first, last = start + told.start("goods"), start + told.end("goods")
    stop = STOP.search(words, first - offset, last - offset)
    last = min(last, offset + stop.start()) if stop else last
    goods = goods_of(first - offset, last - offset, parties.passage(offset, len(words)), words)
    if goods is None or goods in _ANY:
        return
    if told.re is _ARE_LISTED and text.find(goods[:1].upper() + goods[1:]) == told.start("goods"):
        goods = goods[:1].lower() + goods[1:]
    named = tuple(dict.fromkeys(one.country for one in parties.within(first, last) if one.plain))
    for place in _meant(told, start, drafts, before, parties):
        measure = drafts[place].measure
        if measure.goods is None or measure.goods in _ANY:
            targets = measure.targets or tuple(one for one in named if one != measure.imposer)
            whole = replace(measure, goods=goods, targets=targets)
            yield place, replace(drafts[place], measure=whole)


def _meant(
    told: re.Match[str],
    start: int,
    drafts: Sequence[Draft],
    before: Sequence[int],
    parties: Parties,
) -> Iterator[int]:
    """The places of the measures that it goes on about: a list is of the one just told."""
    if told.re is _COVERS:
        yield from meant(Pointed.of(told, start), drafts, before, parties)
        return
    near = [n for n, one in enumerate(drafts) if one.stated]
    near = [n for n in near if before and drafts[n].measure.sentence.end > before[-1]]
    yield from near if len(near) == 1 else ()
