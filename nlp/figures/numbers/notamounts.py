"""Tells numbers that measure nothing (dates, times, years, names, scores) from amounts."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.figures.numbers.numerals import Numeral
from nlp.texts import next_to

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\.? (?:[0-9]{{1,2}}(?: ?[-–] ?|, ?| and | to ))?$")
_MONTH_BEHIND = re.compile(rf"(?:st|nd|rd|th)? (?:of )?{_MONTH}\b")
_CLOCK_BEHIND = re.compile(
    r"(?::[0-9]{2}|[.][0-9]{2})? ?(?:[ap]\.?m\b|[AP]\.?M\b|o.clock)|:[0-9]{2}"
)
_CLOCK_BEFORE = re.compile(r"[0-9]:$")
_DASHED_BEHIND = re.compile(r"(?:[-–/]|-to-)[0-9]")
_DASHED_BEFORE = re.compile(r"[0-9](?:[-–/]|-to-)$")
_PAIR = re.compile(
    r"(?<![0-9,.$€£%])([0-9]{1,4})(?: ?[-–/] ?|-to-)([0-9]{1,4})"
    r"(?![0-9]|[.,][0-9]|%| ?(?:percent|per cent|million|billion|trillion|bn|m\b))"
)
_LIST_ITEM = re.compile(r"[.)](?:\s|$)")
_STREET = re.compile(
    r" (?:[A-Z][\w.'’]* ){1,4}?(?:St|Street|Rd|Road|Ave?|Avenue|Blvd|Boulevard|Lane|Ln|Drive|Dr"
    r"|Way|Court|Place|Square|Highway)\b"
)
_LABELS = frozenset(
    [
        "no",
        "no.",
        "nos",
        "number",
        "section",
        "article",
        "category",
        "level",
        "phase",
        "stage",
        "page",
        "chapter",
        "game",
        "round",
        "step",
        "type",
        "grade",
        "tier",
        "gate",
        "room",
        "route",
        "channel",
        "figure",
        "table",
        "part",
        "volume",
        "issue",
        "rule",
        "title",
        "line",
        "item",
        "version",
        "model",
        "class",
        "unit",
        "group",
        "flight",
        "interstate",
        "highway",
        "size",
    ]
)
_YEAR_LEADS = frozenset(
    [
        "in",
        "since",
        "by",
        "from",
        "until",
        "till",
        "during",
        "before",
        "after",
        "of",
        "early",
        "late",
        "mid",
    ]
)
_PRONOUN_LEADS = frozenset(
    [
        "no",
        "any",
        "this",
        "that",
        "the",
        "which",
        "each",
        "every",
        "another",
        "some",
        "good",
        "bad",
        "new",
    ]
)
_IN_NAME = re.compile(r"[A-Z][\w.]* (?:of )?$")  # "BBC One", "the Gang of Eight"
_EMERGENCY = re.compile(
    r"(?:911|999|112) (?:(?:emergency )?(?:calls?|callers?|dispatch\w*|operators?|recordings?"
    r"|tapes?|lines?|services?|system|cent(?:er|re)s?)\b|emergency\b)"
)  # a number that is rung
_OF_PARTS = re.compile(r"\b(?:[Pp]art|[Pp]age|[Cc]hapter|[Ee]pisode|[Vv]olume) [0-9]+ of $")
_OF_NAME = re.compile(
    r"\b(?:Group|Gang) of $|(?<=[a-z’',] )(?:Under|Over) $"
)  # "the Under 30 Prize"
_HYPHEN_TIME = re.compile(r"-(?:way|year|month|week|day|hour|minute|second)(?!-old|s?-old| old)")


def is_label(text: str, numeral: Numeral, token: Token | None, *, has_unit: bool) -> bool:
    """Whether `numeral` names or dates something rather than measuring it.

    `has_unit` says that a unit or a currency stands beside it; `token` is its first token.
    """
    if numeral.spelled:
        return _spelled_label(text, numeral)
    if _clock(text, numeral):
        return True
    if has_unit:
        return False
    return (
        _dated(text, numeral)
        or _year(text, numeral)
        or _pair(text, numeral)
        or _numbered(text, numeral, token)
    )


def is_pronoun_one(token: Token, *, has_noun: bool) -> bool:
    """Whether "one" is a pronoun or part of an idiom here, not the number."""
    if token.lower_ != "one":
        return False
    behind = next_to(token) if token.i + 1 < len(token.doc) else None
    if behind is None or behind.text == "-" or behind.lower_ in {"another", "day", "more", "or"}:
        return True
    lead = next_to(token, -1).lower_ if token.i else ""
    if behind.lower_ == "of":
        return lead in _PRONOUN_LEADS
    return (
        lead in _PRONOUN_LEADS
        or not has_noun
        or token.dep_ not in {"nummod", "quantmod", "compound"}
    )


def _spelled_label(text: str, numeral: Numeral) -> bool:
    """Idioms and proper names with a number word: "BBC One", "a three-year plan"."""
    word = text[numeral.start : numeral.end]
    if _HYPHEN_TIME.match(text, numeral.end) and "-" not in word:
        return True
    before = text[max(0, numeral.start - 12) : numeral.start]
    return word[:1].isupper() and _IN_NAME.search(before) is not None


def _clock(text: str, numeral: Numeral) -> bool:
    before = text[max(0, numeral.start - 2) : numeral.start]
    return bool(_CLOCK_BEHIND.match(text, numeral.end) or _CLOCK_BEFORE.search(before))


def _dated(text: str, numeral: Numeral) -> bool:
    if numeral.value != int(numeral.value) or not 1 <= numeral.value <= 31:
        return False
    before = text[max(0, numeral.start - 20) : numeral.start]
    return bool(_MONTH_BEFORE.search(before) or _MONTH_BEHIND.match(text, numeral.end))


def _year(text: str, numeral: Numeral) -> bool:
    """Four bare digits that can be a year, and what is left of "2018-19"."""
    written = text[numeral.start : numeral.end]
    if not written.isdigit():
        return False
    before = text[max(0, numeral.start - 14) : numeral.start]
    if len(written) == 2 and re.search(r"(?:19|20)[0-9]{2}[-–/]$|['’‘]$", before):
        return True
    if len(written) != 4 or not 1000 <= numeral.value <= 2100:
        return False
    lead = before.rstrip().rpartition(" ")[2].lower()
    old = numeral.value >= 1700 and lead == "the"  # "the 1828 race"
    return numeral.value >= 1900 or old or lead in _YEAR_LEADS or lead in {"between", "and"}


def _pair(text: str, numeral: Numeral) -> bool:
    """A score, a telephone number or another pair that no counted noun follows."""
    dashed = _DASHED_BEHIND.match(text, numeral.end)
    if not dashed and not _DASHED_BEFORE.search(text[max(0, numeral.start - 5) : numeral.start]):
        return False
    start = numeral.start if dashed else max(0, numeral.start - 8)
    match = _PAIR.search(text, start, numeral.end + 12)
    if match is None:
        return False
    if int(match.group(1)) >= int(match.group(2)):
        return True
    return not re.match(r" ?-?[A-Za-zµμ°$]", text[match.end() : match.end() + 3])


def _numbered(text: str, numeral: Numeral, token: Token | None) -> bool:
    """A number behind a capitalised word or a label, in an address, or opening a list item."""
    line = text.rfind("\n", 0, numeral.start) + 1
    if not text[line : numeral.start].strip() and _LIST_ITEM.match(text, numeral.end):
        return True
    if _STREET.match(text, numeral.end) or _EMERGENCY.match(text, numeral.start):
        return True
    near = max(0, numeral.start - 16)
    if _OF_NAME.search(text, near, numeral.start) or _OF_PARTS.search(text, near, numeral.start):
        return True
    if token is None or token.i == 0 or numeral.scale:
        return False
    before = next_to(token, -1)
    if before.text in {"-", "–", "&"} and token.i > 1:
        before = next_to(token, -2)
    if before.lower_ in _LABELS and before.pos_ != "VERB":  # "will issue 40,000 permits"
        return True
    return _is_name(before) and not _counts_behind(token)


def _is_name(word: Token) -> bool:
    """Whether `word` is a capitalised name that a number may belong to."""
    inside = not word.is_sent_start or word.text.isupper()
    return (word.text[:1].isupper() and word.pos_ == "PROPN" and inside) or word.text in {
        "iPhone",
        "iOS",
    }


def _counts_behind(number: Token) -> bool:
    """Whether the parse lets `number` count a plural noun that follows it."""
    head = number.head
    return head.i > number.i and head.tag_ == "NNS" and number.dep_ in {"nummod", "quantmod"}
