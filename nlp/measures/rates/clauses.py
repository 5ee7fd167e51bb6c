"""Cuts out the clause in which a rate stands, by the words that part clauses."""

from __future__ import annotations

import re

from nlp.measures.rates.finding import Rate

_MEASURED = (
    r", (?:the|an?|its|their) (?:[a-z]+ ){0,2}?(?:(?:level|rate|figure) (?:that|last|not|un)"
    r"|(?:highest|lowest|most|steepest|biggest)\b(?! of\b))|, not seen\b"
)
MEASURED = re.compile(_MEASURED)
"""Opens an aside that measures a rate by others: ", the level that prevailed until 2007"."""
_BORDER = re.compile(
    r"[;—]|:(?![0-9])"
    r"|, (?:and|but|while|as|after|before|so|when|ending|because|though|although|which|where"
    r"|who)\b"
    r"|, (?:on|for|to|under|with) which\b"
    r"|, (?=[A-Z][\w.]+ (?:has |have )?(?:(?:struck|hit|fired) back|retaliated|responded)\b)"
    r"|(?P<of_all>, (?:both|all|most|many|each|some|none) of (?:which|whom) (?:was|were|had)\b)"
    r"|, (?:both|all|most|many|each|some|none) of (?:which|whom)\b"
    r"|(?<!\ball)(?<!nothing)(?<!anything),? but (?=(?:left|leaves|kept|let|keeps|allowed|the|its"
    r"|their|an?|it|they|[0-9]+ ?%)\b)"
    r"|,? and (?=(?:(?:could|might|may)|that) )"
    r"|,? and (?=(?:will|plans? to|is to|are to|intends? to) (?:also |then |soon )?"
    r"(?:put|impose|raise|charge|levy|lower|cut|introduce|add|double|slap|scrap|abolish|review"
    r"|reconsider|decide|discuss|keep|maintain|retain|extend|renew)\b)"
    r"|,?(?= (?:despite|notwithstanding|in spite of|regardless of) )"
    r"|,? and (?=(?:has|have|had) (?:since )?been )"
    r"|,? and (?=(?:keep|raise|lower|lift|impose|drop|scrap|halve|double"
    r"|(?:suspend|lift|eas|halt|scrapp|dropp|end|rais|keep|cutt|impos|paus)ing)\b)"
    r"|,? (?:and|but) (?=(?:(?:has|have|later|then|since|soon) ){0,2}"
    r"(?:suspend|lift|eas|halt|scrapp|dropp|end|rais|kept|cut|impos|paus|exempt|lower"
    r"|doubl|halv|extend|spar|abolish|withdr|remov|repeal)(?:ed|ew)?"
    r"(?:,| (?:the|its|those|that|an?|all|their|it|them)\b))"
    r"|,? and (?=(?:exempt|spar)(?:ed|es|s)\b)"
    r"|, (?:against|compared with|instead of|rather than|up from|down from|or (?=[$€£¥0-9]))"
    r"|, not (?=the\b|an?\b|[0-9])"
    r"|, (?:(?:far|well|just|slightly|still|much) )?"
    r"(?:above|below|under|short of|(?:higher|lower|less|more) than)\b"
    rf"|{_MEASURED}"
    r"|,?(?= (?:in the hopes? (?:of|that)|in hopes (?:of|that)|hoping (?:to|for|that)|in order to"
    r"|so as to|in (?:an?|its|their) (?:[a-z]+ )?(?:bid|effort|attempt|push|drive) to"
    r"|to (?:avoid|avert|escape|dodge|sidestep|forestall|(?:head|fend|stave|ward) off))\b)"
    r"|,? and (?=the [0-9.]+ ?(?:%|percent|per cent) (?:that|which)\b)"
    r"|, (?:half|double|twice|triple)(?: of)? (?:the|its|what)\b"
    r"|, an? (?:pause|truce|reprieve|delay)\b|, an? \w+ (?:that|which)\b"
    r"|,? in (?:answer|response|retaliation|reply) (?:to|for) (?=.{2,40}[0-9])"
    r"|(?P<reply>, (?:an?|its|their) (?:[a-z]+ )?(?:answer|response|reply|riposte|retort) to "
    r"(?=.{2,40}[0-9]))"
    r"|,? (?:on top of|in addition to|while|after|before|because|although|though|hours|a day) "
    r"(?!midnight|noon|the end of|[0-9]|[A-Z][a-z]+day\b)"
    r"| by (?=(?:putting|imposing|slapping|raising|levying|introducing|announcing)\b)"
    r"|(?P<step>, (?:ris|climb|increas|fall|dropp|go|stepp)ing (?:up |down )?to\b)"
    r"|, with (?:an? )?exemptions? for\b"
    r"|, (?:exempt|spar|exclud)ing\b"
    r"|, (?:mak|say|cit|fulfill|keep|follow|respond|retaliat|answer|mark|prompt|draw|trigger"
    r"|restor|reinstat|reviv|hav|argu|claim|accus|escalat|carry|bring"
    r"|tak(?!ing (?:effect|force))|push|lift|rais|leav"
    r"|avert|avoid|escap|dodg)ing\b"
)
_OF_ANOTHER = re.compile(
    r" that (?:began|started|took effect|went into|came into|was|were|has|have"
    r"|bans?|banned|puts|raises|cuts|imposes|adds|lifts|would|will)\b"
)
AGAIN = re.compile(
    r"\b(?:reinstat|restor|reimpos|reintroduc|reviv|reactivat|resum)|\bbring\w* back\b"
)
"""Words for a duty that is put back."""
_HAD_ENDED = re.compile(  # "would reinstate a duty that it suspended in August"
    r"(?:,? (?:that|which) (?:[\w.]+ ){0,5}?|, )"
    r"(?:suspended|paused|lifted|dropped|scrapped|removed|waived"
    r"|withdrew|abandoned|delayed|postponed|expired|lapsed|ended|set aside|struck down|overturned"
    r"|annulled|blocked|quashed|voided)\b"
)
_WHICH_WAS = re.compile(  # "scrapped its duty on wine, which was as high as 40%"
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))(?: (?:on|against) [^,;:.%]{2,60})?, which"
    r" (?:were|was|had (?:been|stood|reached|run)|stood|reached|ran|averaged|amounted)\b"
)
_NEXT_STEP = re.compile(  # "to 8% now and, from January, to zero"
    r",? (?:and|then),?(?: (?:from|in|by|on) [^,;:%]{3,24},?)?"
    r"(?: then| later| eventually| finally)? to (?:zero|nil|[0-9.]+ ?(?:%|percent|per cent))"
)
_UP_FROM = re.compile(
    r", (?:up|down) from (?:just |the |an? )?(?:[a-z]+ )?[0-9.]+ ?(?:%|percent|per cent)"
    r"(?:, | since )"
)
_NOW = r"(?:already|now|currently|at present|today)"
_AT_PRESENT = re.compile(rf", {_NOW} (?:at )?$")
_COMMA = re.compile(rf"(?: {_NOW})?,")
_DAY_BEHIND = re.compile(r", (?:until|till|through|effective|from|for)\b")
_REACH = 12  # characters of " were", " had reached"
_DAY_WHEN = re.compile(  # "fell last August, when a duty of 80% was imposed"
    r"\b(?:(?:last|this|next|earlier this) [A-Za-z]+"
    r"|(?:(?:late |early )?[Oo]n |[Ss]ince )?[A-Z][a-z]+day"
    r"|(?:[Oo]n |[Ss]ince )?(?:[A-Z][a-z]+\.? [0-9]{1,2}|[0-9]{1,2} [A-Z][a-z]+)(?:,? [0-9]{4})?"
    r"|(?:[Ii]n|[Ss]ince) (?:late |early |mid-)?(?:[A-Z][a-z]+(?: [0-9]{4}| last year)?|[0-9]{4})"
    r"), when$"
)


def _is_own(border: re.Match[str], rate: Rate) -> bool:
    """Whether what a rate is told beside, ", up from 10%", is only the one before it."""
    return rate.before is not None and _UP_FROM.match(border.string, border.start()) is not None


def _end_of_aside(text: str, rate: Rate, end: int) -> int:
    """Where the sentence goes on behind what it only says a measure replies to: ", until May"."""
    day = _DAY_BEHIND.search(text, rate.end, end)
    return day.start() if day else end


def is_now(text: str, rate: Rate) -> bool:
    """Whether a rate stands in commas as that of today: "its duty, now 25%,", "5% at present,"."""
    behind = text.startswith(", ", rate.start - 2) and _COMMA.match(text, rate.end)
    behind = behind if behind and len(behind[0]) > 1 else None
    return behind is not None or _AT_PRESENT.search(text, rate.near[0], rate.start) is not None


def clause_of(text: str, rate: Rate) -> tuple[int, int]:
    """The clause of the sentence that the rate stands in, by the words that part clauses; of
    "last August, when …" with the day.
    """
    start, end = rate.near
    if rate.before is None and is_now(text, rate) and _COMMA.match(text, rate.end):
        end = rate.end  # "The duty, already 35%, goes up by 10 points on May 1"
    for match in _BORDER.finditer(text, start, end):
        if match.end() <= rate.start:
            aside = (
                match["of_all"]
                or match["step"]
                or _WHICH_WAS.search(text, start, match.end() + _REACH)
            )
            start = start if aside else match.end()
            end = _end_of_aside(text, rate, end) if match["reply"] else end
        elif match.start() >= rate.end and not _is_own(match, rate) and not match["reply"]:
            end = match.start()
            break
    step = _NEXT_STEP.search(text, rate.end, end)
    end = step.start() if step else end
    so = start + len("when") if text.startswith("when ", start) else start
    day = _DAY_WHEN.search(text, rate.sentence[0], so)
    start = day.start() if day else start
    another = _OF_ANOTHER.search(text, max(rate.right, rate.end), end)
    if another is None and AGAIN.search(text, start, rate.start):
        another = _HAD_ENDED.search(text, rate.end, end)
    return start, another.start() if another else end
