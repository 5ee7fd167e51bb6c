"""Slips in a standing question that would else be taken for words of its question."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from handlers.errors import Refused

_TIMES = ("daily", "weekdays", "weekly", "monthly", "hourly", "business", "workdays")
# Words that are near to these and mean something else.
_OTHERS = frozenset({"dairy", "weakly", "weekday"})
_OFTEN = frozenset({"fortnightly", "biweekly", "bimonthly", "yearly", "annually", "twice", "every"})
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_HOW = "daily, weekdays, weekly on MON, monthly, every 4h or at 08:30"


def refuse_slips(words: list[str], *, timed: bool) -> None:
    """Raise Refused where the words that are left for the question begin with what is no word.

    Times are looked for only where none was understood (`timed`); what stands in quotation
    marks is the question's.
    """
    plain = [word.lower().strip(",;:.") for word in words]
    if not plain or any('"' in word or "“" in word for word in words):
        return
    first = plain[0]
    if first == "since" and len(plain) > 1:
        day = words[1][:40]
        raise Refused(f"“{day}” is no day: write since 2025-05-01, since yesterday or since now.")
    if timed and _CLOCK.fullmatch(first):
        raise Refused(f"Name all times at once, such as at 08:30,17:00, not “{first}” again.")
    if timed:
        return
    if first in _OFTEN and len(plain) > 1:
        typed = " ".join(words[:2]) if first in ("every", "twice") else words[0]
        raise Refused(f"“{typed[:40]}” is no time that I know: write {_HOW}.")
    for each in _TIMES if first not in _OTHERS else ():
        if len(first) > 4 and OSA.distance(first, each, score_cutoff=1) == 1:
            raise Refused(f"“{words[0][:40]}” is no time that I know: did you mean {each}?")
