"""Finds what a rank means: "the former", "12% on the second"."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.figures.amounts.finding import Tokens
from nlp.measures.goods.cutting import goods_of
from nlp.measures.rates.finding import Rate
from nlp.measures.sentence.frames import Frame
from nlp.names.parties import Parties

_RANKS = {"first": 0, "former": 0, "second": 1, "latter": 1, "third": 2}
_RANKED = re.compile(
    r"(?:\A|[;:—,] |\band |\bwhile |\bbut |\b(?:rate|duty|tariff|levy|charge) (?:on|for) )(?:the )?"
    r"(?P<rank>first|former|second|latter|third)(?: one)?(?= )(?! (?:time|of|day|stage|step|tariff"
    r"|duty|levy|rate|rise|increase|cut|half|quarter|year|month|batch|round|(?-i:[A-Z0-9])))",
    re.I,
)
_ON_RANKED = re.compile(
    r"(?: (?:[\w-]+ ){0,3}?(?:tariff|duty|levy|rate|surcharge|one))?"
    r" (?:on|for) the (?P<rank>first|former|second|latter|third)\b(?! [a-z0-9]+s?\b(?<! and))",
    re.I,
)
_ITEMS = re.compile(r",? and |, ")
_MOST_ITEMS = 3
_PAIR = 2  # countries, of which "the former" is one


def rank_of(rate: Rate, text: str) -> int | None:
    """Which of those named before is meant by "the second"."""
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    behind = _ON_RANKED.match(text, last)
    lead = text[max(rate.near[0], rate.left) : rate.start]
    found = behind or next(reversed(list(_RANKED.finditer(lead))), None)
    return _RANKS[found["rank"].lower()] if found else None


def one_of_two(frame: Frame, rate: Rate, text: str) -> Frame:
    """The frame of one of the two that it is on: "from Chile and Peru: 9% for the first"."""
    rank = rank_of(rate, text) if len(frame.targets) == _PAIR else None
    return replace(frame, targets=(frame.targets[rank],)) if rank in {0, 1} else frame


def ranked(
    frame: Frame,
    rank: int,
    last: Frame | None,
    rate: Rate,
    parties: Parties,
    tokens: Tokens,
) -> Frame:
    """The frame with the goods, or the country, that stands at this place of those just named."""
    before = [one for one in tokens.sentences if one[1] <= rate.sentence[0]][-1:]
    goods = last.goods if last else None
    for words in (goods, *(_listed_in(one, parties, tokens) for one in before)):
        items = _ITEMS.split(words or "")
        if 1 < len(items) <= _MOST_ITEMS and rank < len(items):
            return replace(frame, goods=items[rank])
    if last is not None and len(last.targets) == _PAIR and rank < _PAIR and not frame.targets:
        return replace(frame, targets=(last.targets[rank],), goods=last.goods)
    for start, end in before:
        named = list(dict.fromkeys(p.country for p in parties.within(start, end) if p.plain))
        named = [name for name in named if name != frame.imposer]
        if len(named) == _PAIR and rank < len(named) and not frame.targets:
            return replace(frame, targets=(named[rank],))
    return frame


def _listed_in(sentence: tuple[int, int], parties: Parties, tokens: Tokens) -> str | None:
    """The goods that a sentence names side by side as its subject or object."""
    first = tokens.at(sentence[0])
    for noun in tokens.doc[first.i :] if first is not None else ():
        if noun.idx >= sentence[1]:
            break
        joined = any(one.dep_ == "conj" for one in noun.rights)
        if noun.tag_ not in {"NN", "NNS", "NNP", "NNPS"} or not joined:
            continue
        start, last = noun.left_edge.idx, noun.right_edge
        goods = goods_of(start, last.idx + len(last), parties, tokens.text)
        if goods is not None and goods[0].isalpha():
            return goods
    return None
