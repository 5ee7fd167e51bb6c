"""Tells whether a rate is on what the one before it is on: "threatened another 5%"."""

from __future__ import annotations

import re

from nlp.measures.moving_verbs import GO, GOES, MOVED, WAY, WENT
from nlp.measures.rates.finding import Rate
from nlp.measures.sentence.frames import Frame
from nlp.names.parties import Parties

_ANOTHER = re.compile(
    r"\b(?:threaten|add|impos|plan|put|promis|announc|lev|charg|vow|pledg|propos|prepar|want)\w*"
    r"(?: [a-z]+){0,2}? (?:another|a further|an (?:extra|additional)) $"
)
_IN_TURN = re.compile(  # "20% in Brazil and 30% in Mexico"
    r"(?: in (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?:,|,? (?:and|but|against|while))"
    r"(?: (?:only|just|at|an?|as much as|up to)){0,2} "
)
_IN = re.compile(r" in (?:the )?[A-Z]")
_MOVES_ON = re.compile(
    r"(?![^;:%]*\b(?:on|for|against) (?!(?:the )?[A-Z0-9]))"
    r"[^;:%]{0,60}?(?:,| and| but| then)[^;:%]{0,30}? (?:(?:will|would|could|may|might|can|should"
    r"|then|now|also) )*(?:remains?|stays?|reach(?:es|ed)?|returns?"
    rf"|{GOES}|{GO}|{WENT}|(?:be|is|are|was|were) (?:(?:now|then) )?{MOVED}){WAY}"
    r"(?: (?:to|at))?(?: (?:only|just|about|up to|as much as))? "
)
_MOVES_IT = re.compile(
    r"\b(?:lift|rais|cut|bring|brought|lower|doubl|increas|reduc|tak|trim|push|slash)(?:e|es|ed"
    r"|ing|s)?"
    r" (?:it|them|that|this) (?:up |down |back )?(?:to|by)(?: (?:about|only|just|up to))? $"
)


def goes_on(
    frame: Frame, rate: Rate, before: tuple[Frame, Rate] | None, parties: Parties, text: str
) -> bool:
    """Whether a rate is on what the one before in its sentence is on: "threatened another 5%",
    "…, which was to double to 50%, will remain at 25%".
    """
    if before is None or before[1].sentence != rate.sentence or before[1].end > rate.start:
        return False
    last, gap = before[0], (before[1].end, rate.start)
    known = {last.imposer, *last.targets}
    others = {one.country for one in parties.within(*gap) if one.plain} - known
    if _IN_TURN.fullmatch(text, *gap) and _IN.match(text, rate.end):
        return frame.imposer is not None and not frame.targets
    if rate.before is not None and rate.before == before[1].value:
        return not others - {frame.imposer} and set(frame.targets) <= known
    if others or frame.imposer not in {None, last.imposer} or set(frame.targets) - known:
        return False
    it = _MOVES_IT.search(text, *gap)
    another = it or _ANOTHER.search(text, max(gap[0], rate.start - 48), rate.start)
    return another is not None or _MOVES_ON.fullmatch(text, *gap) is not None
