"""Reads what later words do to a measure: "and lifted them in 2003", "extended the pause"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from nlp.analysis import Measure, MeasureKind, MeasureStatus, Precision, When
from nlp.dates import finding as dates
from nlp.measures.days import at_its_end
from nlp.measures.drafts import Draft
from nlp.measures.terms import end_of_term, later
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_UNDONE = re.compile(
    r"(?:\bonly to (?:lift|scrap|drop|remove|withdraw|abolish|repeal|revoke|rescind|cancel|end)"
    r"|(?<!to )(?<!will )(?<!would )(?<!could )(?<!may )(?<!might )\b"
    r"(?:(?:lifted|scrapped|dropped|removed|withdrew|abolished|repealed|revoked|rescinded"
    r"|cancelled|canceled|ended)|(?P<held>suspended|paused|postponed|froze)))"
    r" (?:(?P<many>them|these|those(?! (?:on|of|from)\b))|it)\b"
)
_AT = re.compile(
    r"(?:for (?:an?|[a-z]+|[0-9]+) (?:day|week|month|year)s? )?(?:on |in |late |early )?"
)
_EXTENDED = re.compile(
    r"\b(?:extended|extends|prolonged) (?:the|its|their|that|this) (?:\w+ ){0,2}?"
    r"(?:pause|suspension|truce|reprieve|delay|exemption)\b[^;:.]{0,60}?"
    r" (?:until|till|to|through)(?: the)? ",
    re.I,
)
_WISHED = re.compile(r"\b(?:want|urg|demand|ask|call|hop|seek|press)\w*\b", re.I)
UNSURE = re.compile(r"\b(?:if|unless|could|might|(?-i:may)|whether)\b", re.I)
NEVER = re.compile(r"\b(?:not|never|n[o’']t|no longer|otherwise|had)\b", re.I)
_NOUN = re.compile(r"\b(?:fees?|charges?|sanctions|controls|curbs?|bans?|restrictions?)\b", re.I)
_LATER = re.compile(
    r"(?:(?P<count>an?|one|two|three|four|five|six|[1-9]) (?P<span>day|week|month|year)s? later"
    r"|the (?:following|next) (?P<after>day|week|month|year))\b"
)
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_HAD_BEEN = re.compile(
    r"[\s“\"]*(?:It|They|These|Those|The (?:rates?|tariffs?|dut(?:y|ies)|lev(?:y|ies)))"
    r" (?:was|were|had been|had (?:stood|run|ranged|reached)|stood|ran|reached|once stood)"
    r"(?: (?:at|as (?:high|much) as|up to|to|about|a|an|all of|a hefty|a steep))*"
    r" (?P<rate>[0-9]{1,3}(?:\.[0-9]+)?) ?(?:%|per ?cent\b)"
)
STANDING = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_ADJACENT = 2  # characters between two sentences
_NEAR_PAUSE = 400  # characters


def ended_by(
    known: list[Draft], sentence: tuple[int, str], parties: Parties, anchor: date | None
) -> None:
    """Let a sentence, given with where it starts, end, hold back or prolong what is known."""
    undone, longer = _UNDONE.search(sentence[1]), _EXTENDED.search(sentence[1])
    _had_been(known, sentence)
    if undone:
        _undo(known, undone, sentence, anchor)
    if longer:
        _prolong(known, longer, sentence, parties, anchor)


def is_many(measure: Measure) -> bool:
    """Whether the noun of a measure stands in the plural."""
    words = measure.excerpt.words
    named = [m.group() for m in tariff_words().noun.finditer(words)] or _NOUN.findall(words)
    return bool(named) and named[0].lower().endswith("s")


def _had_been(known: list[Draft], sentence: tuple[int, str]) -> None:
    """Let what has just ended have the rate that "They were as high as 40%" tells of it."""
    was, start = _HAD_BEEN.match(sentence[1]), sentence[0]
    told = [n for n, one in enumerate(known) if one.stated and one.measure.excerpt.start < start]
    if was is None or not told or start - known[told[-1]].measure.sentence.end > _ADJACENT:
        return
    measure = known[told[-1]].measure
    if measure.status is MeasureStatus.EXPIRED and measure.rate is None and not _bans(measure):
        rated = replace(measure, rate=Decimal(was["rate"]))
        known[told[-1]] = replace(known[told[-1]], measure=rated)


def _bans(measure: Measure) -> bool:
    """Whether it is of a kind that has no rate."""
    return measure.kind in {
        MeasureKind.IMPORT_BAN,
        MeasureKind.EXPORT_CONTROL,
        MeasureKind.SANCTION,
    }


def _undo(
    known: list[Draft], undone: re.Match[str], sentence: tuple[int, str], anchor: date | None
) -> None:
    """Let the measure just told be over, or held back, that "lifted them" takes up."""
    start, text = sentence
    lead = text[: undone.start()]
    if NEVER.search(lead) or UNSURE.search(lead) or _WISHED.search(lead):
        return
    at = start + undone.start()
    told = [n for n, one in enumerate(known) if one.stated and one.measure.excerpt.start < at]
    if not told or start - known[told[-1]].measure.sentence.end > _ADJACENT:
        return
    measure, held = known[told[-1]].measure, undone["held"] is not None
    over = measure.status is MeasureStatus.EXPIRED and measure.expires is None  # by its age alone
    if (measure.status not in STANDING and not over) or is_many(measure) != (
        undone["many"] is not None
    ):
        return
    status = MeasureStatus.PAUSED if held else MeasureStatus.EXPIRED
    behind = undone.end() + (1 if text.startswith(" ", undone.end()) else 0)
    on = _AT.match(text, behind)
    days = (when for first, _, when in dates.find(text, anchor) if first == on.end()) if on else ()
    day = next((when for when in days if when.first is not None), None)
    day = day or _so_long_after(text[behind:], measure.effective)
    ended = replace(measure, status=status)
    if day is not None and held:
        ended = replace(ended, announced=day, expires=end_of_term(text[undone.end() :], day))
    elif day is not None:
        ended = replace(ended, expires=at_its_end(ended, "", day, anchor))
    known[told[-1]] = replace(known[told[-1]], measure=ended)


def _so_long_after(words: str, began: When | None) -> When | None:
    """The day of "a year later", "the following month" than what began then."""
    told = _LATER.match(words)
    if told is None or began is None or began.first is None or began.last is None:
        return None
    count = _COUNTS.get(told["count"] or "a")
    first, last = (
        later(day, count or int(told["count"]), told["span"] or told["after"])
        for day in (began.first, began.last)
    )
    return replace(began, words=told[0], first=first, last=last)


def _prolong(
    known: list[Draft],
    longer: re.Match[str],
    sentence: tuple[int, str],
    parties: Parties,
    anchor: date | None,
) -> None:
    """Put off the end of the last pause, where the words are of those whom it binds."""
    start, text = sentence
    lead = text[: longer.start()]
    if NEVER.search(lead) or UNSURE.search(lead) or _WISHED.search(lead):
        return
    at = start + longer.start()
    paused = [
        n
        for n, one in enumerate(known)
        if one.stated
        and one.measure.status is MeasureStatus.PAUSED
        and one.measure.excerpt.start < at
        and start - one.measure.sentence.end < _NEAR_PAUSE
    ]
    if not paused:
        return
    measure = known[paused[-1]].measure
    named = {one.country for one in parties.within(start, at) if one.plain}
    if named and not named & {measure.imposer, *measure.targets}:
        return
    for first, _, when in dates.find(text, anchor):
        if first >= longer.end() - 1 and when.precision is not Precision.VAGUE:
            ends = at_its_end(measure, text, when, anchor)
            known[paused[-1]] = replace(known[paused[-1]], measure=replace(measure, expires=ends))
            return
