"""Reads the days that a relative clause behind a measure gives: ", which took effect on Monday"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlp.analysis import Measure, MeasureStatus, Precision, When
from nlp.dates import finding as dates
from nlp.measures.days.meant import at_its_end, gone_by, yet_to_come
from nlp.measures.days.sense import Sense, sense_of

_WHICH = re.compile(
    r"(?: too| as well)?(?:, (?:up|down) from [^,;:]{2,40})?,? "
    r"(?:(?:(?:an? (?:[a-z]+ )?(?:duty|levy|tariff|rate|charge|measure|increase|ban) )?"
    r"(?:which|that)|both of which|all of which) "
    r"|(?:[a-z]+ (?:on|in) [^,;:]{3,24} and )?"
    r"(?=(?:in (?:place|force|effect)|charged|levied) since\b)"
    r"|(?=(?:first |originally )?(?:imposed|introduced|levied|brought in|put in place"
    r"|announced|unveiled|proposed|approved|published|gazetted|signed|ordered|threatened"
    r"|doubled|tripled|raised|increased|lowered|reduced|halved|slashed|reinstated|restored)\b)"
    r"|(?=(?:due|set|scheduled|expected|slated|planned) (?:to|for)\b))"
    r"(?P<says>(?:[^,;:—]|, (?=[0-9]{4}\b)){2,90})"
)
_PAST = re.compile(
    r"(?:in (?:place|force|effect)|charged|levied) since\b|first\b|originally\b|put in place\b"
    r"|(?:[A-Z][\w.]+ ){0,3}(?:(?:the )?[\w]+ ){0,2}?(?:took|came|went|kicked|began|started|was"
    r"|were"
    r"|expired|lapsed|ended|ran|put|brought|imposed|introduced|announced|unveiled|levied)\b"
)
_WAS_DUE = re.compile(  # what it was before, or until when
    r"(?:was|were|stood at|had been) (?:(?:at )?(?:zero|[0-9])|(?:due|set|about) to (?:expire"
    r"|lapse|end))"
)
_OF_GOODS = re.compile(  # "butter, which had come in free since 2010": the past of the goods
    r"(?:it|they|we) (?:has|have|had)\b|used to\b|until [0-9]"
    r"|(?:has|have|had)\b(?=.* (?:free|exempt|nothing|no (?:duty|tariff|levy))\b)"
)
_HAS_ENDED = re.compile(
    r"(?:has |have |had )?(?:expired|lapsed|ended|ran out)\b"
    r"|(?:was|were|has been|have been|had been) (?:later |then |since |finally |[a-z]+ly )*"
    r"(?:scrapped|lifted|dropped|removed|abolished|ended|withdrawn|repealed|rescinded|revoked"
    r"|cancell?ed|eliminated|abandoned|phased out)\b"
)
_WAS_TO_START = re.compile(
    r"(?:was|were|had been) (?:[a-z]+ ){0,2}?(?:to|due|set|scheduled|planned|slated)\b"
    r"|should have\b"
)
_UNCERTAIN = re.compile(r"\b(?:if|unless|could|might|(?-i:may)|not|never|n[o’']t|would)\b", re.I)
_TAKES_EFFECT = re.compile(
    r"\b(?:takes?|comes?|goes?|enters?|starts?|begins?|kicks?|will|is to|are to)\b[^,;]{0,30}$"
)
_TOLD = (Sense.ANNOUNCED, Sense.STARTS, Sense.ENDS)
_STARTED = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_OVER = frozenset({MeasureStatus.PAUSED, MeasureStatus.EXPIRED})


def aside_days(measure: Measure, behind: str, anchor: date | None) -> dict[Sense, When]:
    """The dates of the relative clause behind: ", which took effect on Monday"."""
    which = _WHICH.match(behind)
    if which is None or _UNCERTAIN.search(which["says"]) or _WAS_DUE.match(which["says"]):
        return {}
    if _OF_GOODS.match(which["says"]):
        return {}
    if measure.status in _OVER and _WAS_TO_START.match(which["says"]):
        return {}
    past = _PAST.match(which["says"]) is not None
    tense = replace(measure, status=MeasureStatus.IN_FORCE if past else MeasureStatus.ANNOUNCED)
    if _HAS_ENDED.match(which["says"]):
        tense = replace(measure, status=MeasureStatus.EXPIRED)
    told: dict[Sense, When] = {}
    for start, end, when in dates.find(which["says"], anchor):
        what = sense_of(tense, which["says"], start, end, None)
        if what is Sense.PUT:  # what is paused holds from another day
            what = None if measure.status is MeasureStatus.PAUSED else Sense.STARTS
        if when.precision is Precision.VAGUE or what not in _TOLD:
            continue
        if what is Sense.ANNOUNCED and not past and measure.status in _STARTED:
            continue  # "pays 8%, which by a deal signed in May will fall"
        ahead = _TAKES_EFFECT.search(which["says"], 0, start)
        soon = replace(measure, status=MeasureStatus.ANNOUNCED) if ahead else tense
        gone = past and not ahead
        moved = gone_by(tense, "", when, anchor) if gone else yet_to_come(soon, when, anchor)
        told.setdefault(what, at_its_end(tense, "", when, anchor) if what == Sense.ENDS else moved)
    return told


def is_over(behind: str, expires: When | None, anchor: date | None) -> bool:
    """Whether the relative clause behind says that it expired."""
    which = _WHICH.match(behind)
    over = which is not None and _HAS_ENDED.match(which["says"]) is not None
    return over and (expires is None or not anchor or not expires.first or expires.first <= anchor)
