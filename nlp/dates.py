"""When: the dates a text names, against the article's own date, as far as they can be told.

News convention: a weekday is the last such day up to the article's date, unless the words
look ahead ("by Friday", "next Friday", "will meet on Friday"). A day or month without a
year is the one nearest to the article, rather a past one. Vague words stay vague, and
without the article's date only absolute dates are resolved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nlp.analysis import Precision, When
from nlp.reckoning import DAYS, MONTHS, NUMBERS, bounds_of

_MONTH = r"(?P<{0}>" + "|".join(name for row in MONTHS for name in row) + r")\b"
_MONTH += "(?:" + "".join(rf"(?<!{row[0]})" for row in MONTHS) + r"\.)?"  # "Mar.", not "March."
_DAY = r"(?P<{0}>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b(?![:%]|[.,]\d|\s?(?:percent|billion))"
_YEAR = r"(?P<{0}>(?:1[89]|20)\d\d)\b(?![:%]|[.,]\d)"
_COUNT = r"(?P<{0}>\d{{1,3}}|a|an|" + "|".join(NUMBERS) + ")"
_SPAN = r"(?P<{0}>day|week|month|quarter|year|decade)"
_PATTERNS = {
    "iso": r"(?P<iso_y>\d{4})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)",
    "full": _MONTH.format("full_m")
    + r"\s"
    + _DAY.format("full_d")
    + r"(?:(?:-|–|\sto\s|\sand\s)(?P<full_to>3[01]|[12]\d|[1-9])\b(?!\s?%))?"
    + r"(?:,?\s(?P<full_y>(?:1[89]|20)\d\d)\b)?",
    "british": _DAY.format("brit_d")
    + r"(?:\sof)?\s"
    + _MONTH.format("brit_m")
    + r"(?:,?\s(?P<brit_y>(?:1[89]|20)\d\d)\b)?",
    "part": r"(?P<part_p>early|late|mid|[Ee]arlier in|[Ll]ater in|[Ll]ast|[Nn]ext|[Tt]his)[\s-]"
    + _MONTH.format("part_m")
    + r"(?:,?\s(?P<part_y>(?:1[89]|20)\d\d)\b)?",
    "month": _MONTH.format("month_m") + r"(?:,?\s(?:of\s)?(?P<month_y>(?:1[89]|20)\d\d)\b)?",
    "weekday": r"(?:(?P<wd_p>[Ll]ast|[Nn]ext|[Tt]his)\s)?(?P<wd>" + "|".join(DAYS) + r")\b",
    "today": r"\b(?P<today>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight)\b",
    "ago": r"\b"
    + _COUNT.format("ago_n")
    + r"\s"
    + _SPAN.format("ago_u")
    + r"s?\s(?:ago|earlier)\b",
    "ahead": r"\b[Ii]n\s"
    + _COUNT.format("in_n")
    + r"\s"
    + _SPAN.format("in_u")
    + r"s?(?:’|')?\b(?!\sof)",
    "quarter": r"(?:the\s)?(?P<q>first|second|third|fourth|last|1st|2nd|3rd|4th)\s"
    r"(?P<q_u>quarter|half)"
    r"(?:\s(?:of\s)?(?P<q_y>(?:1[89]|20)\d\d|this year|last year|the year)\b)?",
    "short": r"\b(?P<qs_k>[QH])(?P<qs>[1-4])(?:\s(?P<qs_y>(?:1[89]|20)\d\d)\b)?",
    "relative": r"\b(?P<rel_e>(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly|the end of|the start of)\s)?"
    r"(?P<rel_p>[Tt]his|[Ll]ast|[Nn]ext|the\spast|the\scoming|the\sprevious|the\sfollowing)\s"
    r"(?P<rel_u>week|weekend|month|quarter|year|spring|summer|fall|autumn|winter)\b",
    "year": r"(?<![$€£#.\d-])\b" + _YEAR.format("year_y"),
    "duration": r"\b(?:for|within|over|after)\s(?:the\s(?:next|past|last|coming)\s)?"
    r"(?:at\sleast\s|about\s|another\s)?"
    + _COUNT.format("dur_n")
    + r"[\s-]"
    + _SPAN.format("dur_u")
    + "s?\\b",
    "vague": r"\b(?P<vague>[Rr]ecently|[Ll]ately|in\srecent\s(?:days|weeks|months|years)"
    r"|in\sthe\scoming\s(?:days|weeks|months|years)|for\s(?:years|decades|months|weeks)|of\slate|soon)\b",
}
_ANY = re.compile("|".join(f"(?P<_{kind}>{words})" for kind, words in _PATTERNS.items()))
_COUNTS_FROM = re.compile(r"\b(?:day|hour|week|month)s? (?:after|before)\b")  # another deed
_VERB = re.compile(
    r"\b(?P<ahead>will|would|shall|to|takes?|begins?|starts?|ends?|expires?|goes|kicks?)\b|\b(?:said|told|wrote|were|was|had|met|\w{3,}ed)\b",
    re.IGNORECASE,
)
_FIRMLY_AHEAD = re.compile(
    r"\b(?:by|until|before|next|starting|beginning|effective|due|scheduled)\s+(?:on\s+|for\s+)?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:.!?“”\"—]")
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|by|of|from|through|before|after|for|during)\s|\()$", re.IGNORECASE
)
_NAME_BEHIND = re.compile(rf"\s(?!(?:{'|'.join(DAYS)})\b)[A-Z][a-z]")  # "June Harlow"
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|by|of|from|through|during|fiscal)\s$", re.IGNORECASE
)
_COUNTED = re.compile(r"\s(?:[a-z]+s|people|percent|per|yuan|yen|euro|men|women|more)\b")
_RIGHT_AFTER = re.compile(r"\s+(?:(?:on|late|early|in)\s+){0,2}$")
_LEAD = re.compile(r"(?:^|[.!?”\n])\s*(?:(?:on|in|late|early)\s)*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;“”\n]")
_ABBREVIATED = re.compile(r"\b(?:Mr|Ms|Mrs|Dr|Sen|Rep|Gov|[A-Z])\.")
_LOOK_BACK = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    start: int
    end: int
    kind: str
    groups: dict[str, str]


def find(text: str, anchor: date | None) -> tuple[tuple[int, int, When], ...]:
    """All dates in `text` with their bounds, in order; `anchor` is the article's date."""
    return tuple(
        (found.start, found.end, _when(text, found, anchor, ahead=_looks_ahead(text, found)))
        for found in _scan(text)
    )


def resolve(words: str, anchor: date | None) -> When:
    """What a date's words mean; `VAGUE` without bounds where they name none."""
    for found in _scan(words):
        when = _when(words, found, anchor, ahead=_looks_ahead(words, found))
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
    dates = [d for d in _scan(window) if d.kind not in ("duration", "vague", "ahead")]
    dates = [d for d in dates if not any(s <= floor + d.start < e for s, e in others)]
    inside = [d for d in dates if floor + d.start >= start and floor + d.end <= end]
    inside = [d for d in inside if not _COUNTS_FROM.search(text, start, floor + d.start)]
    after = [d for d in dates if _RIGHT_AFTER.fullmatch(window, end - floor, d.start)]
    before = [d for d in dates if floor + d.end <= start and _opens(window, d, start - floor)]
    for found in (*inside, *after, *before):
        return _when(window, found, anchor, ahead=False)
    return None


def _opens(window: str, found: _Found, cue: int) -> bool:
    """Whether a date opens the sentence of the cue ("On Thursday, Mr. X said")."""
    between = _ABBREVIATED.sub("", window[found.end : cue])
    return bool(_LEAD.search(window[: found.start])) and not _SENTENCE_END.search(between)


def _scan(text: str) -> Iterator[_Found]:
    """The date words of a text, left to right."""
    for match in _ANY.finditer(text):
        groups = {name: words for name, words in match.groupdict().items() if words is not None}
        kind = next(name[1:] for name in groups if name.startswith("_"))
        found = _Found(start=match.start(), end=match.end(), kind=kind, groups=groups)
        if kind == "month" and not _is_month(text, found):
            continue
        if kind == "year" and not _is_year(text, found):
            continue
        yield found


def _is_year(text: str, found: _Found) -> bool:
    """Whether four digits are a year, and no count of things ("2000 workers")."""
    if _BEFORE_YEAR.search(text[max(0, found.start - 12) : found.start]):
        return True
    return not _COUNTED.match(text, found.end)


def _is_month(text: str, found: _Found) -> bool:
    """Whether a lone month's name is one: "May" and "March" need a preposition or a year."""
    month = found.groups["month_m"]
    if "month_y" in found.groups or _BEFORE_MONTH.search(
        text, max(0, found.start - 12), found.start
    ):
        return True
    if month in ("May", "March", "Mar", "Jan", "Jun", "Dec", "Sep", "August"):
        return False
    return not (month in ("April", "June") and _NAME_BEHIND.match(text, found.end))


def _looks_ahead(text: str, found: _Found) -> bool:
    """Whether the words before a weekday look ahead ("by Friday", "will meet on Friday")."""
    lead = text[max(0, found.start - _LOOK_BACK) : found.start]
    if lead.endswith("since "):
        return False
    if _FIRMLY_AHEAD.search(lead) or found.groups.get("wd_p", "").lower() == "next":
        return True
    last = None
    for verb in _VERB.finditer(_CLAUSE.split(lead)[-1]):
        last = verb
    return last is not None and last.group("ahead") is not None


def _when(text: str, found: _Found, anchor: date | None, *, ahead: bool) -> When:
    words = text[found.start : found.end]
    precision, bounds = bounds_of(found.kind, found.groups, anchor, ahead=ahead)
    first, last = bounds if bounds else (None, None)
    return When(words=words, precision=precision, first=first, last=last)
