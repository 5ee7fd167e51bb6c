"""Tells whose goods a speaker calls "our": '"Our cheese pays 25%," a Swiss aide said'."""

from __future__ import annotations

import re

from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties

_OURS = re.compile(
    r"\b(?:on|of|against|for|hit|hits|tax|taxes|charges?) (?P<on>our (?!own\b|imports?\b|tariff|dut"
    r"|border|market|levies)[a-z])"
    r"|\b[Oo]ur (?:[a-z-]+ ){1,5}?(?:(?:is|are|was|were|will be|has been|have been)(?: now)?"
    r" (?:hit|charged|taxed|subject|slapped|struck)|(?:(?:now|still|also|will|must|would|could) )*"
    r"(?:pays?|paid|faces?|faced|bears?))\b"
    r"|\b[Ww]e(?: (?:now|still|also|will|must|would|could|already))*"
    r" (?:pay|paid|face|faced|bear|are (?:charged|taxed|hit|paying|facing))\b"
    r"|\b(?:hit|hits|charge[sd]?|tax(?:es|ed)?|slapped|punish(?:es|ed)?) us\b"
)
_SAYS = (
    r"(?:said|says|say|told|tells|complain(?:s|ed)|add(?:s|ed)|warn(?:s|ed)|argue[sd]|wrote|writes"
    r"|protest(?:s|ed)|lament(?:s|ed)|note[sd]|ask(?:s|ed)|explain(?:s|ed)|declare[sd])"
)
_NEXT = re.compile(r"[,;] (?:and |but |so |then )?(?:we|they|he|she|it)\b")
_BEHIND = re.compile(rf"[,.?!][”\"’'] (?:{_SAYS} )?(?P<who>[^“”\".;:]{{2,90}})")
_BEFORE = re.compile(rf"(?P<who>[^“”\".;]{{2,90}}?) {_SAYS}(?: reporters| on \w+)?[,:] [“\"]$")


def spoken_for(rate: Rate, parties: Parties, text: str) -> tuple[str, ...]:
    """The country of the one who says of "our" goods, or of "us", that they bear the rate."""
    first, last = rate.sentence
    ours = _OURS.search(text, max(first, rate.left), min(last, rate.right))
    if ours is None or _NEXT.search(text, ours.end(), rate.start):
        return ()
    behind = _BEHIND.search(text, rate.end, last)
    opens = max(text.rfind("“", first, rate.start), text.rfind('"', first, rate.start))
    before = _BEFORE.search(text[first : opens + 1]) if opens >= 0 and behind is None else None
    if behind is None and before is None:
        return ()
    place = (
        behind.span("who") if behind else (first + (before.start("who") if before else 0), opens)
    )
    named = [one for one in parties.within(*place) if one.plain]
    return (named[0].country,) if named else ()
