"""Gathers the rates of a passage, what is done to duties without one, and what is spared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from nlp.figures.amounts.finding import Tokens
from nlp.measures.kinds.acts import find_acts
from nlp.measures.kinds.bans import find_bans
from nlp.measures.kinds.curbs import find_curbs
from nlp.measures.kinds.exemptions import beside_exempted, find_exempted, spared_by
from nlp.measures.kinds.export_controls import find_controls
from nlp.measures.rates.equal import find_equal
from nlp.measures.rates.finding import Rate, find_rates
from nlp.measures.rates.likely import Context
from nlp.measures.sentence.frames import Frame
from nlp.measures.stages.status import is_struck_down
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_RATED = re.compile(r"[0-9] ?(?:%|per ?cent) (?:[a-z-]+ )?$")  # a rate told as another's


def is_nobodys(text: str, rate: Rate, frame: Frame, *, stated: bool) -> bool:
    """Whether nothing is told of whose the measure is, or only a stranger's name."""
    unowned = (frame.stranger or (rate.guessed and not frame.goods)) and not frame.targets
    things = frame.goods and frame.goods not in tariff_words().general
    spared = rate.value is None and things and spared_by(rate, text) is not None
    about = frame.targets or spared if stated else things
    known = rate.value is not None or frame.imposer or about
    return bool(unowned or not known) and not (stated and is_struck_down(text, rate))


def gathered(tokens: Tokens, parties: Parties, context: Context) -> Iterator[tuple[Rate, bool]]:
    """The rates of a passage, and what is done to tariffs and exports without one; True
    for what is stated, False for mere mentions.
    """
    text = tokens.text
    found = find_rates(tokens, parties, context)
    rates = [one for rate in found if (one := beside_exempted(text, rate)) is not None]
    taken = {rate.noun for rate in rates}
    rated = {rate.sentence for rate in rates}
    yield from chain(((rate, True) for rate in rates), find_equal(tokens, rates))
    curbs = (
        find_curbs(tokens),
        find_bans(tokens, parties),
        find_exempted(tokens, in_context=context.nouns > 1),
    )
    for act, acted in chain(find_acts(tokens), find_controls(tokens), *curbs):
        was = act.noun and _RATED.search(text, max(0, act.noun[0] - 30), act.noun[0])
        if act.noun not in taken and not was and (acted or act.sentence not in rated):
            yield act, acted
