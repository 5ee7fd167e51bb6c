"""Reads duties that several countries put on together, or two on each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from nlp.measures.goods.cutting import goods_of
from nlp.measures.rates.finding import Rate
from nlp.measures.sentence.frames import Frame
from nlp.names.parties import Parties, Party

_EACH_OTHER = re.compile(r"\b(?:each other|one another)\b|\btheir mutual\b", re.I)
_BOTH_NAMED = re.compile(r"(?:’s|'s)?(?:,| and|, and| &) (?:the )?", re.I)
_TOGETHER = re.compile(
    r",?(?: (?:said|say)(?: on \w+)?(?: that)? they)?"
    r"(?: (?:also|both|all|each|have|has|had|will|would|on \w+|last \w+|jointly|then)){0,3} "
    r"(?:bann?|suspend|halt|impos|lev[iy]|slapp?|put|charg|plan|introduc|lift|threaten|block"
    r"|restrict"
    r"|announc|bar|placed?|adopt|shut|keep|kept|maintain|extend|renew|prolong|dropp?|scrap|remov"
    r"|abolish|rais|cut|lower|reduc|doubl|collect|tax)\w*\b",
    re.I,
)
_LIKENED = re.compile(  # "Unlike Peru, Chile charges"
    r"\b(?:unlike|like|after|following|before|besides|in|from|with|against|to|at|than)(?: the)? $",
    re.I,
)
_ONES = re.compile(r"(?:the )?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)? ones\b(?: (?:on|against))?")
_FARTHEST, _NEAR = 150, 24


def mutual(rate: Rate, frame: Frame, parties: Parties, text: str) -> Sequence[Frame]:
    """The frames of duties that two countries, named together, put on each other; else only
    the frame itself.
    """
    last = max(rate.end, rate.noun[1] if rate.noun else 0, frame.end)
    said = _EACH_OTHER.search(text, rate.near[0], min(last + _FARTHEST, rate.near[1]))
    if said is None:
        return _jointly(rate, frame, parties, text)
    within = [one for one in parties.within(rate.near[0], said.start()) if not one.referred]
    named = [next(same) for _, same in groupby(within, lambda one: one.country)]
    pairs = [
        (one.country, other.country)
        for one, other in pairwise(named)
        if _BOTH_NAMED.fullmatch(text, one.end, other.start) and one.country != other.country
    ]
    if len(pairs) != 1 or len(named) > len(pairs) + 1:
        return (frame,)
    one, other = pairs[0]
    return (
        replace(frame, imposer=one, targets=(other,), stranger=False),
        replace(frame, imposer=other, targets=(one,), stranger=False),
    )


def of_their_own(
    words: tuple[int, int], before: Rate, frame: Frame, parties: Parties, text: str
) -> Frame | None:
    """Whose duty the words before a rate tell behind another's: in "US duties are 30% and Chinese
    ones 10%" China's, on the one whose duty stands before.
    """
    noun, owner = before.noun, frame.imposer
    ones = _ONES.match(text, *words)
    one = next(iter(parties.within(*words)), None) if ones and noun and owner else None
    if noun is None or owner is None or ones is None or one is None or one.country == owner:
        return None
    near = parties.within(noun[0] - _NEAR, noun[0])
    theirs = any(p.country == owner and p.end == noun[0] - 1 for p in near)
    if not theirs or not ones.start() <= one.start < ones.end():
        return None
    goods = goods_of(ones.end(), words[1], parties, text)
    return replace(frame, imposer=one.country, targets=(owner,), goods=goods, definite=False)


def _jointly(rate: Rate, frame: Frame, parties: Parties, text: str) -> Sequence[Frame]:
    """One frame for each of those who put a measure on together ("China, Japan and Peru have
    banned"), else only the frame itself.
    """
    before = [p for p in parties.within(rate.near[0], rate.start + 1) if p.plain]
    run = list[Party]()
    for party in before:
        if run and not _BOTH_NAMED.fullmatch(text, run[-1].end, party.start):
            if any(one.country == frame.imposer for one in run):
                break
            run.clear()
        run.append(party)
    names = tuple(dict.fromkeys(one.country for one in run))
    if len(names) < 2 or frame.imposer not in names or set(names) & set(frame.targets):
        return (frame,)
    likened = _LIKENED.search(text, max(0, run[0].start - 16), run[0].start)
    if likened or not _TOGETHER.match(text, run[-1].end):
        return (frame,)
    return tuple(replace(frame, imposer=name) for name in names)
