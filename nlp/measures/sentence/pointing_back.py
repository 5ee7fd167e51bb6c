"""Fills in what words point back to: the goods and countries named before a rate."""

from __future__ import annotations

import re
from dataclasses import replace

from nlp.figures.amounts.finding import Tokens
from nlp.measures.goods.antecedents import owned_before, pointed_out
from nlp.measures.rates.finding import Rate
from nlp.measures.sentence.apposed import apposed
from nlp.measures.sentence.frames import Frame
from nlp.measures.sentence.going_on import goes_on
from nlp.measures.sentence.ranked import rank_of, ranked
from nlp.measures.sentence.those import of_traders, speaks_of_those
from nlp.names.parties import Parties

_THE_DUTY = re.compile(
    r"(?:The|That|This)(?: [0-9.]+(?: ?%| per ?cent)| [a-z-]+){0,2} (?:dut(?:y|ies)|tariffs?"
    r"|lev(?:y|ies)|rates?|charge|surcharge|surtax)\b(?! (?:on|for|of(?! [0-9])|against|from|to) )"
)


def pointing_back(
    frame: Frame, rate: Rate, before: tuple[Frame, Rate] | None, parties: Parties, tokens: Tokens
) -> Frame:
    """The frame with what its words point back to, in the sentence of the rate told `before` it
    or in the one before its own.
    """
    frame = apposed(frame, rate, parties, tokens.text)
    return _meant(frame, rate, before, parties, tokens) if frame.goods is None else frame


def _meant(
    frame: Frame, rate: Rate, before: tuple[Frame, Rate] | None, parties: Parties, tokens: Tokens
) -> Frame:
    last, text = before[0] if before else None, tokens.text
    alone = last is None and not frame.targets and not frame.everyone
    if alone and (_THE_DUTY.match(text, rate.sentence[0]) or _is_new(frame, rate)):
        goods, owner = owned_before(rate, parties, tokens)
        named = goods is not None and owner != frame.imposer
        return replace(frame, goods=goods, targets=(owner,)) if named else frame
    near = before is not None and _is_near(rate, before[1], tokens)
    if last is not None and goes_on(frame, rate, before, parties, text):
        targets = frame.targets or tuple(one for one in last.targets if one != frame.imposer)
        return replace(frame, goods=last.goods, targets=targets)
    rank = rank_of(rate, text)
    if rank is not None:
        return ranked(frame, rank, last if near else None, rate, parties, tokens)
    if not speaks_of_those(rate, text):
        theirs = (
            of_traders(rate, text) and near and last and set(frame.targets) <= set(last.targets)
        )
        return replace(frame, goods=last.goods) if theirs and last else frame
    goods = last.goods if near and last is not None else None
    if goods is None and not (before and before[1].sentence == rate.sentence):
        goods = pointed_out(rate, parties, tokens)
    return replace(frame, goods=goods)


def _is_new(frame: Frame, rate: Rate) -> bool:
    """Whether a country puts a duty on of which its own sentence says no more: "Peru wants fewer
    Chilean tyres. It will charge a 12% duty".
    """
    return frame.fresh and frame.imposer is not None and rate.noun is not None


def _is_near(rate: Rate, last: Rate, tokens: Tokens) -> bool:
    """Whether a rate stands in the same sentence as the last one, or in the next."""
    if rate.sentence == last.sentence:
        return True
    between = [one for one in tokens.sentences if last.sentence[1] <= one[0] < rate.sentence[0]]
    return not between
