"""When: the dates a text names, against the article's own date, as far as they can be told.

News convention: a weekday is the last such day up to the article's date, unless the words
look ahead ("by Friday", "next Friday", "will meet on Friday"). A day or month without a
year is the one nearest to the article, rather a past one. Vague words stay vague, and
without the article's date only absolute dates are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nlp.analysis import Precision, When
from nlp.dates.chained import AND_DAY, TO_DAY, YEARS, of_that_week, spanned, told_from, with_year
from nlp.dates.leanings import way_of
from nlp.dates.reckoning import MONTHS, bounds_of
from nlp.dates.spans import whole_month
from nlp.dates.words import ANY, WEEKDAYS, may_hold_date

_COUNTS_FROM = re.compile(r"\b(?:day|hour|week|month)s? (?:after|before)\b")  # another deed
_MONTH = "|".join(name for row in MONTHS for name in row)
_BEFORE_MONTH = re.compile(
    rf"(?:\b(?:{_MONTH})\.?(?:,? (?:and|to|or|through) |[-–])|\b(?:in|since|until|by|of|from"
    r"|through|before|after|for|during|between|(?:months?|quarters?|years?|weeks?|half|period) to"
    r")\s|\()$",
    re.IGNORECASE,
)
_ITS_MONTH = re.compile(r"\b(?:the|an?|its|their|his|her|our|this|\w+[’']s?)\s$", re.IGNORECASE)
_OF_MONTH = re.compile(
    r"\s(?:meetings?|summits?|sales|exports|imports|figures?|data|inflation|payrolls|output"
    r"|production|orders|readings?|surveys?|elections?|votes?|deadline|numbers|jobs|retail|trade"
    r"|consumer|budget|statement|recess|contracts?|deliver(?:y|ies)|futures|floods?|truce|attack"
    r"|deal|agreement|poll|forecast|report|estimate|storm|hearing|decision|conference|ceasefire"
    r"|unemployment|turnover|revenue|profits?|traffic|rainfall|temperatures?|festival)\b"
)
_NAME_BEHIND = re.compile(rf"\s(?!(?:{WEEKDAYS})\b)[A-Z][a-z]")  # "June Harlow"
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|by|of|from|through|during|fiscal"
    r"|(?P<first>(?:from|between)\s(?:1[6-9]|20)\d\d\s(?:and|to|until|through)))\s$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s(?:[a-z]+s|people|percent|per|yuan|yen|euro|men|women|more)\b")
_COUNTED_THINGS = re.compile(
    r"\s(?:people|workers|jobs|tons|tonnes|staff|seats|homes|cars|members|beds|posts)\b"
)
_MANY_THINGS = re.compile(r"\s[a-z]+s\b|\s[a-z]+ [a-z]+s\b")
_RIGHT_AFTER = re.compile(r"\s+(?:(?:on|late|early|in)\s+){0,2}$")
_NO_WEEKDAY = re.compile(
    r"\b(?:[Ee]very(?: (?:second|other|third))?|[Ee]ach|[Aa]ny|[Mm]ost|[Aa]lternate|Black"
    r"|Cyber|Giving|Good|Holy|Easter|Ash|Palm|Super|Bloody|Shrove|Maundy)\s$"
)  # what comes again and again, and feasts
_A_DAY = re.compile(r"\b(?:[Aa]|[Oo]ne|[Ss]ome)\s$")  # "it was a Friday": some such day
_NO_NOUN = re.compile(
    r"$|[.,;:!?)”\"]|\s(?:in|when|and|at|morning|night|evening|afternoon|of|before|after|that|or)\b"
)
_AND_MONTH = re.compile(rf"\s(?:and|or|to|through)\s(?:{_MONTH})\b(?!\s[A-Z])")
_GAMES = re.compile(
    r"\b(?:goals?|scor(?:es?|ed|ing)|minutes?|half-?time|touchdowns?|strikers?|penalty|equali[sz]er"
    r"|rebounds?|quarterback|coach|kick|match|innings|halftime|defenders?|rugby|midfielder)\b"
)
_GAME_REACH = 160
_SO_LONG = re.compile(
    r"\b(?:has|have|had|not|never|\w+n[’']t|first|\w+est|most|least|only|record|time|worst|best"
    r"|rise|fall|drop|increase|decline|gain|loss|once|twice|times)\b[^.;!?\n]*$"
)
_ENTITLED = re.compile(r"\b[Tt]he\s$")  # "the Sunday Times"
_NAMES_ON = re.compile(rf"\s(?!(?:{_MONTH})\b)[A-Z][a-z]+")
_LEAD = re.compile(r"(?:^|[.!?”\n])\s*(?:(?:on|in|late|early)\s)*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;“”\n]")
_ABBREVIATED = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|[A-Z])\.")
_LOOK_BACK = 60
_WAS = re.compile(r"\b(?:had|has|have|was|were|did|[a-z]+ed)\b[^.;:,\n]*$")
_LASTING = re.compile(  # "roads stay closed through the weekend"
    r"\b(?:is|are|stays?|remains?|keeps?|runs?|lasts?|continues?|persists?)(?: [\w-]+){0,4} $"
)
_QUOTED = re.compile('[“"‘]Today[”"’]')
_NO_DAY_OF_SPEECH = frozenset({"duration", "vague", "ahead", "fromday", "stretch", "fiscal"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    start: int
    end: int
    kind: str
    groups: dict[str, str]


def find(text: str, anchor: date | None) -> tuple[tuple[int, int, When], ...]:
    """All dates in `text` with their bounds, in order; `anchor` is the article's date."""
    dated: list[tuple[int, int, When]] = []
    last: _Found | None = None
    for found in _scan(text):
        way = way_of(text, found.start, found.end)
        known = next((one[2] for one in reversed(dated[-2:]) if one[2].first), None)
        found = replace(found, groups=with_year(found.groups, known))
        when = _when(text, found, anchor, way)
        if anchor and last and last.kind == found.kind == "weekday" and dated[-1][2].first:
            gap = text[last.end : found.start]
            dated[-1] = of_that_week(gap, dated[-1], (last.groups, found.groups), anchor)
            dated[-1], when = spanned(gap, dated[-1], when, anchor)
        told = next((one for one in reversed(dated[-2:]) if one[2].first), None)
        when = told_from(text, found.kind, found.groups, found.start, told, when)
        if last and last.kind in YEARS and found.kind in YEARS:
            dated[-1] = _of_that_year(text[last.end : found.start], dated[-1], when, last, found)
        dated.append((found.start, found.end, when))
        last = found
    return tuple(dated)


def _of_that_year(
    gap: str, before: tuple[int, int, When], when: When, first: _Found, second: _Found
) -> tuple[int, int, When]:
    """The day or month with the year that stands but once: "from 3 May to 14 September 2026",
    "in January and February last year".
    """
    day, until = before[2].first, when.first
    stated = YEARS[first.kind] in first.groups or YEARS[second.kind] not in second.groups
    whole = first.kind == "month"
    tied = TO_DAY.fullmatch(gap) or (whole and AND_DAY.fullmatch(gap))
    if stated or day is None or until is None or not tied:
        return before
    year = until.year - ((day.month, day.day) > (until.month, until.day))
    if day.day > whole_month(date(year, day.month, 1))[1].day:
        return before  # the 29th of a February that has none
    day = day.replace(year=year)
    last = whole_month(day)[1] if whole else day
    return before[0], before[1], replace(before[2], first=day, last=last)


def resolve(words: str, anchor: date | None) -> When:
    """What a date's words mean; `VAGUE` without bounds where they name none."""
    for found in _scan(words):
        when = _when(words, found, anchor, way_of(words, found.start, found.end))
        return When(words=words, precision=when.precision, first=when.first, last=when.last)
    return When(words=words, precision=Precision.VAGUE)


def said_on(
    text: str,
    start: int,
    end: int,
    anchor: date | None,
    others: Sequence[tuple[int, int]] = (),
) -> When | None:
    """The date of the reporting clause `text[start:end]` ("told lawmakers on Thursday").

    The clause is given without the words it reports; a cue alone will do, then the date
    must follow it at once ("said Thursday") or open the sentence ("On Thursday, …").
    `others` are stretches inside it that tell of something else ("the order signed on
    Monday"): their dates are not that of the speech.
    """
    floor = max(0, start - 2 * _LOOK_BACK)
    window = text[floor : end + _LOOK_BACK]
    dates = [d for d in _scan(window) if d.kind not in _NO_DAY_OF_SPEECH]
    dates = [d for d in dates if not any(s <= floor + d.start < e for s, e in others)]
    inside = [d for d in dates if floor + d.start >= start and floor + d.end <= end]
    inside = [d for d in inside if not _COUNTS_FROM.search(text, start, floor + d.start)]
    after = [d for d in dates if _RIGHT_AFTER.fullmatch(window, end - floor, d.start)]
    before = [d for d in dates if floor + d.end <= start and _opens(window, d, start - floor)]
    for found in (*inside, *after, *before):
        way = way_of(
            window, found.start, found.end
        )  # what was said, was; only "will say on Friday" is to come
        when = _when(window, found, anchor, way if way == "surely" else "")
        if way == "surely" or not _is_to_come(when, anchor):
            return when
    return None


def _is_to_come(when: When, anchor: date | None) -> bool:
    """Whether a time is still to come for the article, so that no report can be of it; a day's
    grace is for zones ("said on Wednesday" under Tuesday's date).
    """
    return bool(anchor and when.first and (when.first - anchor).days > 1)


def _opens(window: str, found: _Found, cue: int) -> bool:
    """Whether a date opens the sentence of the cue ("On Thursday, Mr. X said")."""
    between = _ABBREVIATED.sub("", window[found.end : cue])
    return bool(_LEAD.search(window[: found.start])) and not _SENTENCE_END.search(between)


def _scan(text: str) -> Iterator[_Found]:
    """The date words of a text, left to right."""
    if not may_hold_date(text):
        return
    for match in ANY.finditer(text):
        groups = {name: words for name, words in match.groupdict().items() if words is not None}
        kind = next(name[1:] for name in groups if name.startswith("_"))
        found = _Found(start=match.start(), end=match.end(), kind=kind, groups=groups)
        if _IS_TIME.get(kind, _is_time)(text, found):
            yield found


def _is_time(text: str, found: _Found) -> bool:
    """Whether the words tell a certain time: not what comes every month, the broadcast “Today”,
    "over a quarter of the voters", nor "had fallen back by the weekend".
    """
    groups = found.groups
    if found.kind == "nthday":
        return groups.get("nth_o") not in ("the", "each", "every")
    if found.kind == "duration":
        return groups["dur_u"] != "quarter" or not text.startswith(" of", found.end)
    if found.kind == "quarter":
        return bool(groups.get("q_y")) or not _is_of_game(text, found)
    if found.kind == "today":
        return _QUOTED.match(text, found.start - 1) is None
    was = "over_by" in groups and _WAS.search(text, max(0, found.start - _LOOK_BACK), found.start)
    return not was


def _is_weekday(text: str, found: _Found) -> bool:
    """Whether one certain day is meant: no "every Monday", "Black Friday", "the Sunday Times"."""
    lead = text[max(0, found.start - 16) : found.start]
    entitled = _ENTITLED.search(lead) and _NAMES_ON.match(text, found.end)
    some = _A_DAY.search(lead) and _NO_NOUN.match(text, found.end)
    return not (_NO_WEEKDAY.search(lead) or entitled or some)


def _is_of_game(text: str, found: _Found) -> bool:
    """Whether a half or a quarter is one of a game's: "scored twice in the second half"."""
    near = text[max(0, found.start - _GAME_REACH) : found.end + _GAME_REACH]
    return _GAMES.search(near) is not None


def _is_year(text: str, found: _Found) -> bool:
    """Whether four digits are a year, and no count of things ("2000 workers")."""
    old = found.groups["year_y"] < "1800"  # rather a number, unless words say it is a year
    lead = _BEFORE_YEAR.search(text[max(0, found.start - 24) : found.start])
    if lead and not (lead["first"] and _COUNTED_THINGS.match(text, found.end)):
        return not (old and _MANY_THINGS.match(text, found.end))
    return not old and not _COUNTED.match(text, found.end)


def _is_month(text: str, found: _Found) -> bool:
    """Whether a lone month's name is one: "May" and "March" need a preposition or a year."""
    month = found.groups["month_m"]
    if "month_y" in found.groups or _BEFORE_MONTH.search(
        text, max(0, found.start - 20), found.start
    ):
        return True
    if _AND_MONTH.match(text, found.end) or _is_of_month(text, found, month):
        return True
    if month in ("May", "March", "Mar", "Jan", "Jun", "Dec", "Sep", "August"):
        return False
    return not (month in ("April", "June") and _NAME_BEHIND.match(text, found.end))


def _is_of_month(text: str, found: _Found, month: str) -> bool:
    """Whether something of that month is named: "its August meeting", "at May sales"; what
    opens a sentence may be a verb ("May sales rise?").
    """
    if not _OF_MONTH.match(text, found.end):
        return False
    lead = text[max(0, found.start - 20) : found.start]
    verb = month in ("May", "March") and re.search(r"[a-z,] $", lead) is None
    return not verb or _ITS_MONTH.search(lead) is not None


def _looks_ahead(text: str, found: _Found, way: str) -> bool:
    """Whether "in two weeks" is a time to come, and not how long something took."""
    if way in ("ahead", "surely"):
        return True
    lead = text[max(0, found.start - _LOOK_BACK) : found.start]
    return way != "behind" and not _SO_LONG.search(lead)


def _when(text: str, found: _Found, anchor: date | None, way: str) -> When:
    words = text[found.start : found.end]
    kind = found.kind
    if kind == "stretch" and way == "behind" and found.groups["str_p"] in ("next", "coming"):
        return When(words=words, precision=Precision.VAGUE)  # next to a time gone by
    if kind == "ahead" and not _looks_ahead(text, found, way):
        kind = "vague"  # "the first in two years", "doubled in a month": how long
    if "sea_in" in found.groups and not way:
        return When(words=words, precision=Precision.QUARTER)  # "snow melts in the spring"
    if "over_on" in found.groups and _LASTING.search(text, max(0, found.start - 40), found.start):
        way = "ahead"
    precision, bounds = bounds_of(kind, found.groups, anchor, way)
    first, last = bounds if bounds else (None, None)
    return When(words=words, precision=precision, first=first, last=last)


_IS_TIME = {"month": _is_month, "year": _is_year, "weekday": _is_weekday}
