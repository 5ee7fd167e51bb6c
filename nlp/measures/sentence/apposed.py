"""Reads whose rate stands in commas: "Dryers, at 20%, are left where they were"."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.measures.goods.cutting import goods_of
from nlp.measures.rates.finding import Rate
from nlp.measures.sentence.frames import Frame
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_APPOSED = re.compile(
    r"(?:\A|[;:—] |,? (?:and|but|while) |, )"
    r"(?:(?:to|from|for|on|of) )?(?P<who>(?!(?:and|but|while|which|who)\b)[^,;:.%]{2,60}?)"
    r", (?:now |already |currently )?(?:at|with|paying|charged|taxed at|on)(?: only| just)? $"
)
_ASIDE_ENDS = re.compile(r"(?: (?:tariffs?|dut(?:y|ies)|rates?))?(?:,| and\b|;|\.(?P<last>\Z| ))")
_VERBAL = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|said|says|put|puts|set|sets)\b|[’']s "
)


def apposed(frame: Frame, rate: Rate, parties: Parties, text: str) -> Frame:
    """The frame of a rate that stands in commas behind what pays it: "Dryers, at 20%, are"."""
    left = max(rate.near[0], rate.left)
    found = _APPOSED.search(text[left : rate.start])
    ends = _ASIDE_ENDS.match(text, rate.end)
    alone = ends is None or (ends["last"] is not None and rate.left == rate.sentence[0])
    if found is None or ends is None or alone:
        return frame
    if _VERBAL.search(found["who"]) or tariff_words().any_noun.search(found["who"]):
        return frame
    start, end = left + found.start("who"), left + found.end("who")
    targets = tuple(dict.fromkeys(p.country for p in parties.within(start, end) if p.plain))
    goods = goods_of(start, end, parties, text)
    if not targets and (goods is None or ends["last"] is not None):
        return frame
    imposer = None if frame.imposer in targets else frame.imposer
    targets = targets or frame.targets
    everyone = frame.everyone or not targets
    return replace(frame, imposer=imposer, targets=targets, goods=goods, everyone=everyone)
