"""Cuts out the clause in which a rate stands, by the words that part clauses."""

from __future__ import annotations

import re

from nlp.measures.rates import Rate

_BORDER = re.compile(
    r"[;—]|:(?![0-9])"
    r"|, (?:and|but|while|as|after|before|so|when|ending|because|though|although|which|where"
    r"|who)\b"
    r"|, (?:on|for|to|under|with) which\b"
    r"|, (?=[A-Z][\w.]+ (?:has |have )?(?:(?:struck|hit|fired) back|retaliated|responded)\b)"
    r"|, (?:both|all|most|many|each|some|none) of (?:which|whom)\b"
    r"|,? but (?=(?:left|leaves|kept|let|keeps|allowed)\b)"
    r"|,? and (?=(?:has|have|had) (?:since )?been )"
    r"|,? and (?=(?:keep|raise|lower|lift|impose|drop|scrap|halve|double"
    r"|(?:suspend|lift|eas|halt|scrapp|dropp|end|rais|keep|cutt|impos|paus)ing)\b)"
    r"|,? and (?=(?:suspend|lift|eas|halt|scrapp|dropp|end|rais|kept|cut|impos|paus|exempt|lower"
    r"|doubl|halv|extend|spar|abolish|withdr)(?:ed|ew)?"
    r"(?:,| (?:the|its|those|that|an?|all|their)\b))"
    r"|,? and (?=(?:exempt|spar)(?:ed|es|s)\b)"
    r"|, (?:against|compared with|instead of|rather than|up from|down from|or (?=[$€£¥0-9]))"
    r"|, (?:(?:far|well|just|slightly|still|much) )?(?:above|below|(?:high|low)er than"
    r"|less than|more than)\b"
    r"|,? and (?=the [0-9.]+ ?(?:%|percent|per cent) (?:that|which)\b)"
    r"|, (?:half|double|twice|triple)(?: of)? (?:the|its|what)\b"
    r"|, an? (?:pause|truce|reprieve|delay)\b|, an? \w+ (?:that|which)\b"
    r"|,? in (?:answer|response|retaliation|reply) (?:to|for) (?=.{2,40}[0-9])"
    r"|,? (?:on top of|in addition to|while|after|before|because|although|though|hours|a day) "
    r"| by (?=(?:putting|imposing|slapping|raising|levying|introducing|announcing)\b)"
    r"|, (?:mak|say|cit|fulfill|keep|follow|respond|retaliat|answer|mark|prompt|draw|trigger"
    r"|argu|claim|accus|escalat|carry|bring|tak|push|lift|rais|leav|avert|avoid|escap|dodg)ing\b"
)
_OF_ANOTHER = re.compile(
    r" that (?:began|started|took effect|went into|came into|was|were|has|have"
    r"|bans?|banned|puts|raises|cuts|imposes|adds|lifts|would|will)\b"
)
_AGAIN = re.compile(
    r"\b(?:reinstat|restor|reimpos|reintroduc|reviv|reactivat|resum)|\bbring\w* back\b"
)
_HAD_ENDED = re.compile(  # "would reinstate a duty that it suspended in August"
    r",? (?:that|which) (?:[\w.]+ ){0,3}?(?:suspended|paused|lifted|dropped|scrapped|removed|waived"
    r"|withdrew|abandoned|delayed|postponed|expired|lapsed|ended)\b"
)


def clause_of(text: str, rate: Rate) -> tuple[int, int]:
    """The clause of the sentence that the rate stands in, by the words that part clauses."""
    start, end = rate.near
    for match in _BORDER.finditer(text, start, end):
        if match.end() <= rate.start:
            start = match.end()
        elif match.start() >= rate.end:
            end = match.start()
            break
    another = _OF_ANOTHER.search(text, max(rate.right, rate.end), end)
    if another is None and _AGAIN.search(text, start, rate.start):
        another = _HAD_ENDED.search(text, rate.end, end)
    return start, another.start() if another else end
