"""Finds the time that a figure is for: "2024", "March", "first quarter of 2025"."""

from __future__ import annotations

import re
from collections.abc import Callable

from nlp.figures.words.bases import AGO

Fits = Callable[[int], bool]
"""Says of a place in a text whether what stands there fits."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = r"(?:19|20)\d\d(?:[-–/]\d\d(?![\d/-]))?"
_COUNT = r"(?:[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PART = r"(?:(?:early|late|mid)[ -])?"
_ORDINAL = r"(?:first|second|third|fourth|last|final|latest|1st|2nd|3rd|4th)"
_PERIOD = re.compile(
    rf"\b(?i:in|for|during|over|of|through(?:out)?) (?:the )?(?P<a>(?:first|last|latest|final|past)"
    rf" (?:\w+ )?(?:months?|quarters?|half|weeks?|years?|days?|decades?|century)"
    rf"(?: of (?:(?:fiscal )?{_YEAR}|the year|last year|this year))?)"
    rf"|\b(?i:in|for|during) (?:the )?(?P<b>(?:fiscal )?{_ORDINAL} (?:fiscal )?quarter"
    rf"(?: of (?:fiscal )?(?:{_YEAR}|last year|this year))?)"
    rf"|\b(?P<s>(?i:since) (?:(?:(?:{_MONTHS}) )?{_YEAR}"
    rf"|(?:last )?(?:{_MONTHS})(?: last year)?(?! \d)))\b"
    rf"|\b(?i:in|for|during|over) (?:the )?(?P<t>(?:(?:fiscal |financial )?year|week|season"
    rf"|{_COUNT} (?:months|weeks)) (?:that )?(?:to|through|until|ended|ending|ends)(?: on| in)?"
    rf"(?: the end of| last)? (?:[0-9]{{1,2}} )?(?:{_MONTHS}|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
    rf"(?: [0-9]{{1,2}}\b)?(?:,? {_YEAR})?)"
    rf"|\b(?i:in|over|for) the (?P<v>(?:decade|year|{_COUNT} years) to {_YEAR})(?![\w-])"
    rf"|\b(?i:as of|as at) (?P<u>(?:{_MONTHS}) [0-9]{{1,2}}(?:, {_YEAR})?"
    rf"|[0-9]{{1,2}} (?:{_MONTHS})(?: {_YEAR})?)(?![\w-])"
    rf"|\b(?i:at) the (?P<n>(?:end|start|beginning) of (?:(?:{_MONTHS})(?: {_YEAR})?|{_YEAR}"
    rf"|(?:last|this|next) (?:year|month|quarter)))\b"
    rf"|\b(?i:by) the (?P<m>(?:end|start|beginning|middle) of (?:(?:{_MONTHS})(?: {_YEAR})?|{_YEAR}"
    rf"|(?:the|this|next|last) (?:year|month|quarter|decade)))\b"
    rf"|\b(?i:in|for|during|of|by) (?:the )?(?P<c>{_PART}(?:(?:{_MONTHS})(?: of)?,? )?"
    rf"(?:fiscal |calendar )?{_YEAR}(?: (?:season|financial year|fiscal year))?)\b"
    rf"|\b(?:(?i:in|for|during|over) )?(?:the )?"
    r"(?P<y>(?:(?:coming|next|current|last|this|past) (?:fiscal|financial|school|tax)|coming) year)"
    rf"\b"
    rf"|\b(?i:in|for|during) the (?P<q>quarter|half-year|fiscal year|full year)\b"
    rf"(?! (?:of|to|ended|ending|that|before)\b)"
    rf"|\b(?i:in|for|during) (?:the )?(?P<g>(?:{_MONTHS})(?:[-–](?:{_MONTHS}))?"
    rf" (?:quarter|half))\b"
    rf"|\b(?i:from|between) (?P<h>(?:{_MONTHS}) (?:to|through|and|until) (?:{_MONTHS})"
    rf"(?: (?:of )?{_YEAR})?)\b(?! \d)"
    rf"|\b(?i:from|between) (?P<j>{_YEAR} (?:to|through|and|until) {_YEAR})(?![\w-])"
    rf"|\b(?:(?i:in|for|during)|by(?! May\b)) (?P<d>{_PART}(?:{_MONTHS})"
    r"(?: (?:of )?(?:last|this|next) year)?)\b(?! \d)"
    rf"|\b(?P<z>(?:[QH][1-4]|[1-4]Q)(?: (?:fiscal |FY)?{_YEAR})?)(?![\w-])"
    r"|\b(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bits )"
    r"(?P<e>(?i:last|this|the past|next) (?:year|month|quarter|week|season|spring|summer"
    rf"|autumn|fall(?! in| of)|winter|{_MONTHS}))\b"
    rf"|\b(?P<i>the (?:year|month|quarter|week|season|spring|summer|autumn|winter) before)\b"
    rf"(?! last)"
    rf"|\b(?i:in|for|during|over) (?:the )?(?P<w>(?:spring|summer|autumn|winter)(?: of {_YEAR})?)\b"
    r"(?! (?:sales?|break|games|olympics|season|holidays?|school|term|months|of)\b)"
    r"|\b(?i:over|at|during) (?P<k>the weekend)\b"
    rf"|(?:^|(?<=[.!?;] )|(?<=[.!?][”\"] ))(?P<o>(?i:{AGO}))(?=,? [a-z])"
    rf"|\b(?P<f>{_YEAR})(?='s|’s)"
)
_NOT_BASE = re.compile(
    r"\b(?:from|than|(?<!month )(?<!quarter )(?<!year )(?<!week )on"
    r"(?! average| the (?:month|quarter|week) $)|with|to"
    r"|against|over|above|below|since|of the same period"
    r"|compared (?:with|to))"
    rf"(?: the| this| same| period| stage| point| time| that| those| a year| in| {_COUNT}| months?"
    r"| quarters?| weeks?"
    rf"| (?:{_MONTHS})"
    r"| average| levels?| norm| mean| rate| figure| total| peak| high| low| record| all| of| at"
    r"| in)* ?$"
    r"|\bon (?:the same|this) (?:period|quarter|month|week|time|point|stage)(?: of| in| the)* ?$"
    r"|\b(?:records?|peak|high|low)(?: of [^,;]{1,28}?)?,? (?:set|reached|hit|seen)(?: back)?"
    r"(?: in)? ?$"
    r"|\bwhat (?:[\w’'-]+ ){1,7}?(?:(?:in|for|during|over) )?$"
    r"|\b(?:twice|thrice|double|triple|half|times) (?:as|the|that|those|its|their)\b[^,;]{0,40}$"
    r"|\b(?:twice|double|triple|half|times) $"
    r"|\b(?:until|till|through|after|before) (?:the )?(?:end|start|middle|beginning) $"
    r"|\b(?:its|their) (?:levels?|rates?) ?$"
    r"|\bof (?:the|its|their) (?:number|level|figure|size|price|value|peak) $"
    r"|\b(?:expected|planned|predicted|projected|budgeted) ?$"
    r"|\bthan (?:it|they|he|she) (?:did|was|were|had)\b[^,;]{0,30}$"
    r"|\bas(?: (?:in|it was|they were))?(?: all| of)* ?$"
    r"|\b(?:from|than|versus|against|double|twice|triple|times|compared with) (?:the )?"
    r"(?:[$€£¥]?[0-9][0-9.,]*(?: ?%| [a-z]+){0,3}|an? (?:half|third|quarter|fifth|tenth)) $"
)
_FORESEEN = re.compile(r"\bforecast $")  # in March, not "forecast for 2026"
_TOLD_IN = re.compile(
    r"\b(?:study|report|survey|poll|analysis|paper|review|audit|interview|statement|speech|letter"
    r"|filing|hearing|meeting|article|book|estimate)(?: [a-z]+){0,3} $"
    r"|\b(?:said|says|told (?:[\w’'-]+ ){1,3}?|wrote|warned) ?$"
    r"|\b(?:study|report|survey|poll|analysis) (?:released|published|issued)"
    r"(?: by [\w’' -]{2,28}?)? ?$"
)  # "according to a study last year": when it was told
_OF_CONTRACT = re.compile(
    r"[ -](?:deliver(?:y|ies)|futures|contracts?|expiry)\b"
)  # "for May delivery"
_RECORD = re.compile(  # "the first time since 2021": what it is measured against
    r"\b(?:first time|\w+est|most|least|best|worst|high|low|record|peak|level|pace)"
    r"(?: [\w-]+){0,5},? $"
)
_MOVE = re.compile(r"\b(?:a|an|the) (?:fall|rise|drop|increase|decline|gain|jump)\b")
_NUMBER = re.compile(r"[0-9]")
_ORIGIN = re.compile(
    r"\b(?:(?:from|against|with|versus|than) (?:(?:an? )?(?:\w+ ){1,2}of )?"
    r"|after an? (?:\w+ ){1,2}of )"
    r"(?:(?:about|around|nearly|almost|just|over) )?$"
)
_OWNED = re.compile(
    rf"\b(?P<time>{_MONTHS}|(?:last|this) (?:year|month|quarter|week)|{_YEAR})(?:[’']s $|: $)"
)
_OF_ORIGIN = re.compile(
    r"(?: (?:pace|rate|rise|gain|fall|drop|increase|decline|growth|level|[a-z]+ed|set|seen|made))?"
    r",? (?:in |for |during |of )?(?:the )?(?P<time>(?:same|previous|prior|preceding) (?:year|month"
    r"|quarter|week|period)(?: (?:of )?(?:last year|a year (?:ago|earlier|before)|(?:19|20)\d\d))?"
    rf"|{AGO}|(?<=of )(?:{_MONTHS})(?! \d))\b"
)  # the time of what a level is compared with: "from $43.6bn a year earlier"
_FORMER_BEHIND = re.compile(
    r"\b(?:from|against|versus|compared with|after) "
    r"(?:(?:about|around|just|over|under|nearly|almost|only|some|more|less|than|an?|record"
    r"|estimated) ){0,3}"
    r"(?:(?:peak|high|low|estimate|forecast) of )?[$€£¥]?"
    rf"(?:(?!(?:19|20)\d\d\b)[0-9]|{_COUNT}\b|one in\b|half\b|an? (?:third|quarter|fifth|tenth) )"
    r"(?![^,;]*, (?:in|for|during|over) )"
)  # what stands behind it is the time of what came before: "to 60 from 51 in 2021"
_NEVER = re.compile(r"(?!)")
_ITS_OWN = re.compile(r" [$€£¥]?[0-9]")  # "61,000 cars, in 2023 58,000": of the next one
_BARE_ORDINAL = re.compile(r" in the (?:first|second|third|fourth|previous one)(?=[.,;]|$)")
_IN_THE = re.compile(r"(?:\b(?:in|for|during|over) |(?:^|[.!?] )(?=T))the $", re.I)
_IN_THE_FIRST = re.compile(
    r"\b(?:in|for|during|over|of) (?:the|its|their) (?:first|final|opening) $", re.I
)
_IS_TERM = re.compile(r"(?:months|quarters|weeks)$")
_TO_MONTH = re.compile(
    rf" (?:to|through|until|ended|ending)(?: on| in)?(?: the end of| last)?"
    rf" (?:[0-9]{{1,2}} )?(?:{_MONTHS})\b"
)
_MONTHS_OF = re.compile(rf" (?:of (?:the )?|in |during )?(?:{_YEAR}|{AGO}|last|previous|prior)\b")
_NEAR = 300
_APART = re.compile(
    r"; |, and that |, (?:saying|warning|noting|arguing|claiming|promising|pledging|adding that) "
    r"|, (?:where|when|who|whose|after|although|though) | and then "
    r"|\b(?:now|currently) | and (?:has|have) (?:since )?[a-z]+ed "
)
_AND_IS = re.compile(r" and (?:is|are|was|were|will|has|have|had|now|then) ")
_WHEN = re.compile(r", when ")
_OTHERS = re.compile(r"(?:last|this|next) \w+[’']s [a-z]")
_BEYOND = re.compile(r" and |,")  # "cut 40 jobs and lost in last week’s vote"
_SAID_THEN = re.compile(  # "in March the bank said it would cut 300 jobs": when it was told
    r"\b(?:said|announced|warned|predicted|promised|pledged|estimated|forecast|projected|agreed)"
    r"(?: [\w’'-]+){0,6}? (?:would|will|could|can|to|was to|plans|planned|expects|expected)\b"
)
_IN_ASIDE = re.compile(r", (?:will|would|is|are|was|were|has|have|had|could|may|should) ")
_THEN_IS = re.compile(
    r",? and (?:is|are|will|plans?|hopes?|aims?|expects?) (?:due|set|to|be|start|open|expected"
    r"|forecast|likely|projected|predicted)\b"
    r"|,? and (?:open(?:s|ed)?|close[sd]?|begins?|began|start(?:s|ed)?|finish(?:es|ed)?"
    r"|be (?:ready|completed|finished|built))\b"
)
_APART_ENDS = (";", "\n", " as ", " said ", " will ", " would ")
_CLAUSE_END = re.compile(
    r"[;\n]| and (?:will|would|the|another|a further) | and (?:\w+ times|twice|double|half) as "
    r"| while | but |, and | and (?:says?|said|told|added) "
)


def _any_fits(_place: int) -> bool:
    return True


def is_term(text: str, start: int, end: int) -> bool:
    """Whether the amount from `start` to `end` only counts a period: "in the three months to
    June", "the same six months of 2024".
    """
    before = _IN_THE.search(text, max(0, start - 12), start)
    first = _IN_THE_FIRST.search(text, max(0, start - 20), start)
    first = first and _IS_TERM.search(text, start, end)
    same = text.endswith(" the same ", 0, start) and _MONTHS_OF.match(text, end)
    return bool(first or same or (before and _TO_MONTH.match(text, end)))


def is_origin(text: str, start: int) -> bool:
    """Whether the amount at `start` is one that another is compared with: "from 11 in June"."""
    return _ORIGIN.search(text, max(0, start - 24), start) is not None


def period_behind(text: str, end: int) -> str | None:
    """The time right behind a number that ends at `end`: " in June", " this year"."""
    match = _PERIOD.match(text, end + 1) if text.startswith(" ", end) else None
    return _named(text, match) if match else None


def period_of(
    text: str, start: int, end: int, sentence: tuple[int, int], fits: Fits = _any_fits
) -> str | None:
    """The period in whose terms the figure from `start` to `end` is given, as written: the
    first behind it in its clause, else the last before it, else the first behind it at all.

    `fits` says of a place whether a time that stands there may be that of the figure.
    """
    sentence = (max(sentence[0], start - _NEAR), min(sentence[1], end + _NEAR))
    earlier = _OF_ORIGIN.match(text, end)
    if owned := _OWNED.search(text, max(sentence[0], start - 16), start):
        return owned["time"]  # "slower than July's 5.7%"
    if _BARE_ORDINAL.match(text, end):
        return None  # "in the second quarter after shrinking by 1.2% in the first"
    of_origin = is_origin(text, start)
    if earlier and of_origin:
        return earlier["time"]
    if of_origin and text.startswith(",", end):
        return None  # "from 1.4 million, in the third quarter"
    if then := _THEN_IS.search(text, end, sentence[1]):
        sentence = (sentence[0], then.start())  # "holds 20 tons and is due to close in 2028"
    stop = _CLAUSE_END.search(text, end, sentence[1])
    clause = stop.start() if stop else sentence[1]
    apart_at = [match.end() for match in _APART.finditer(text, sentence[0], start)]
    before = (
        [] if of_origin else _found(text, apart_at[-1] if apart_at else sentence[0], start, fits)
    )
    apart = of_origin or (stop is not None and stop.group().endswith(_APART_ENDS))
    former = _FORMER_BEHIND.search(text, end, clause)
    if before and _is_of_telling(text, text.rfind(before[-1], 0, start), before[-1], start):
        before = []

    def its(place: int) -> bool:
        others = _OTHERS.match(text, place) and _BEYOND.search(text, end, place)
        return fits(place) and not others

    for found in (
        _found(text, end, former.start() if former else clause, its, _ITS_OWN)[:1],
        before[-1:],
        [] if apart or former else _found(text, clause, sentence[1], its)[:1],
    ):
        if found:
            return found[0]
    return None


def _is_of_telling(text: str, at: int, words: str, start: int) -> bool:
    """Whether a time at `at` is that of an aside, or when the figure at `start` was foreseen."""
    told = _SAID_THEN.search(text, at, start) or _IN_ASIDE.match(text, at + len(words))
    return told is not None


def _of_other(text: str, start: int, at: int) -> bool:
    """Whether a "since" at `at` is a record's or that of a move between it and the figure."""
    moved = _MOVE.search(text, start, at) or _NUMBER.search(text, start, at)
    return bool(_RECORD.search(text, start, at) or moved)


def _found(
    text: str, start: int, end: int, fits: Fits, others: re.Pattern[str] = _NEVER
) -> list[str]:
    """The periods between two places that are no base of a comparison, nor followed by `others`."""
    return [
        _named(text, match)
        for match in _PERIOD.finditer(text, start, end)
        if not _NOT_BASE.search(text, max(start, match.start() - 40), match.start())
        and not _TOLD_IN.search(text, max(start, match.start() - 40), match.start())
        and not (_OF_CONTRACT.match(text, match.end()) or others.match(text, match.end()))
        and not (
            _FORESEEN.search(text, max(start, match.start() - 12), match.start())
            and not text.startswith("for ", match.start())
        )
        and not (_is_since(text, match) and _of_other(text, start, match.start()))
        and fits(match.start(match.lastgroup or 0))
        and not (_is_since(text, match) and _AND_IS.search(text, match.end(), end))
    ]


def _is_since(text: str, match: re.Match[str]) -> bool:
    """Whether the words tell since when, and not of that time itself ("since 2014, when")."""
    return match.group().lower().startswith("since") and not _WHEN.match(text, match.end())


def _named(text: str, match: re.Match[str]) -> str:
    words = next(words for words in match.groups() if words).removeprefix("the ")
    words = words[:1].lower() + words[1:] if words.startswith("Since ") else words
    return words if _is_since(text, match) else words.removeprefix("since ")
