"""Against what a change is measured: an earlier time, a level, an average."""

from __future__ import annotations

import re

MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_SPAN = r"(?:year|month|quarter|week)"
_SOME = r"(?:[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_SEASON = r"(?:spring|summer|autumn|fall|winter|night|week|month|quarter|year|season)"
AGO = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,2}) (?:week|month|quarter"
    r"|year|decade)s? (?:ago|earlier|before)"
)
"""So long before another time, as a pattern."""
PAST = (
    rf"(?:{AGO}|the (?:previous|prior|preceding) (?:[0-9]{{1,2}}|two|three|four|five|six) {_SPAN}s"
    rf"|(?:last|the previous|the prior) {_SEASON}|last {MONTH}"
    rf"|(?:early |late |mid-)?{MONTH}(?: (?:of )?(?:last year|(?:19|20)\d\d))?"
    r"|(?:19|20)\d\d|yesterday)(?![\w-]| [0-9]{1,2}\b)"
)
"""A time gone by that something can be measured against, as a pattern."""
_BASE = re.compile(
    r"(?:^|[ ,(])(?:from|on|over|since|compared (?:with|to)|than|versus|vs\.?|against|above|below) "
    r"(?:at |for |during |over )?"
    r"(?P<base>(?:the |a |same |in |(?:start|beginning|end) of "
    r"|this (?:time|point|stage|week|month|day) (?:of )?(?=last|a)"
    r"|(?:its |their )?(?:levels?|average|peak|rate)"
    r" (?:(?:of|in|from) |(?=an? \w+ (?:ago|earlier))))*"
    r"(?:(?:previous|prior|preceding|last|same|early|late|mid-|first|second|third"
    rf"|fourth|half|a(?= {_SPAN})|{_SPAN}s?|period|stage|point|time|earlier|before|ago|of|in|fiscal"
    rf"|{_SOME} (?:months|weeks|days|quarters))[ ,]?){{0,6}}"
    rf"(?:{MONTH}(?: (?:of )?(?:last year|(?:19|20)\d\d)|(?! [0-9]))"
    rf"|(?:19|20)\d\d(?![-–]\d)(?: (?:election|vote|census|referendum|poll)\b)?"
    rf"|{_SPAN}|earlier|before|ago)\b"
    r"(?: (?:earlier|before|ago))?)"
)
_PAST_BASE = re.compile(
    rf"(?:^|[ ,(])(?:from|on|over|since|compared (?:with|to)|than|versus|against|above|below|as) "
    rf"(?:in |that of |those of |at the end of |at |(?:the|its|their) (?:peak|high|low)"
    rf"(?: (?:of|in|set|reached))? )?(?P<base>{PAST})"
)
_BY_TIMES = (
    r"(?:(?:year|quarter|month|week)[- ](?:over|on)[- ](?:year|quarter|month|week)|[ymq]/[ymq]|yoy"
    r"|qoq|an? (?:annual|yearly|monthly|quarterly|weekly) basis)"
)
_YEARLY = re.compile(
    rf"^,? ?on (?P<on>the (?:year|quarter|month|week))(?=[.,;]|$| (?:in|to|after|from|and|as)\b)"
    rf"|^,? ?(?:on )?(?P<base>{_BY_TIMES})\b|^,? ?(?:from )?(?P<ago>a year (?:earlier|ago))",
    re.I,
)
_LEVEL_OF = re.compile(
    r"^in |^the (?=(?:19|20)\d\d$)"
    r"|^(?:the |its |their )?(?:levels?|average|peak|rate) (?:(?:of|in|from) |(?=an? ))"
)
_LEVEL = re.compile(  # "below its pre-pandemic level", "above the five-year average"
    r"^(?:[^,;(]{0,40} )?(?:from|than|compared (?:with|to)|against|above|below|over|under)"
    r" (?:the |an? |its |their |that |his |her )?"
    r"(?P<base>(?:pre|post)-[\w-]+ (?:times?|days|years?)\b"
    r"|(?:(?:pre|post)-[\w-]+|(?:19|20)\d\d|normal|usual|record|historical|current) levels?\b"
    r"|(?:[\w’'–-]+ ){0,2}?(?:average|peak|high|low|norm)s?\b)"
)
_OF_A_TIME = re.compile(rf"^(?:the )?((?:19|20)\d\d|{MONTH}) levels?$")
_OPENING = re.compile(
    rf"(?:Compared (?:with|to)|From|Versus|Against|Since) (?:the |that of |those of )?"
    rf"(?P<base>{PAST}),? |(?:On )?(?P<yearly>{_BY_TIMES}),? ",
    re.I,
)
_BASE_REACH = 70
_NEXT = re.compile(
    r";|\n| (?:but|while|whereas|although|though) "
    r"|(?:(?<=[a-z0-9)%])|^)[.!?][”’\"']? (?=[A-Z“‘\"'])"
)  # another sentence
_NEXT_AMOUNT = re.compile(
    r",? and (?:[a-z-]+ ){0,3}by (?=[a-z ]*[$£€0-9])|(?<=[a-z]),? and (?=[$£€]?[0-9])"
)
_RECORD = re.compile(
    r"\b(?:first time|\w+est|most|least|high|low|record)(?: [\w-]+){0,3},? since $"
)
_OF_DEED = re.compile(r" (?:the|an?|its|their|his|her|he|she|it|they|[A-Z])\b")


def opening_base(text: str, start: int, end: int) -> str | None:
    """What the change at `end` is measured against where that opens its sentence, which begins
    at `start`: "Compared with a year earlier, they were up 7%".
    """
    match = _OPENING.match(text, start, end)
    return (match["base"] or match["yearly"].lower()) if match else None


def base(text: str, end: int) -> str | None:
    """What the change whose amount ends at `end` is measured against ("2023")."""
    behind = _NEXT.split(text[end : end + _BASE_REACH], maxsplit=1)[0]
    behind = _NEXT_AMOUNT.split(behind, maxsplit=1)[0]
    yearly = _YEARLY.search(behind)
    if yearly and (told := yearly["ago"] or yearly["on"]):
        return told
    match = yearly or _BASE.search(behind) or _PAST_BASE.search(behind) or _LEVEL.search(behind)
    if match and _RECORD.search(behind[: match.start("base")]):
        return None  # "the fewest since 2020" is no base
    if match and match.group("base").endswith("before") and _OF_DEED.match(behind, match.end()):
        return None  # "than before the war"
    words = " ".join(match["base"].split()) if match else ""
    return _OF_A_TIME.sub(r"\1", _LEVEL_OF.sub("", words)) or None
