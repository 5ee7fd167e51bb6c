"""Reads what later words do to a measure: "and lifted them in 2003", "extended the pause"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from nlp.analysis import Measure, MeasureKind, MeasureStatus, Precision, When
from nlp.dates import finding as dates
from nlp.measures.days.meant import at_its_end
from nlp.measures.days.terms import end_of_term, later
from nlp.measures.sentence.drafts import Draft
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words

_END = r"(?:lift|scrapp|dropp|remov|abolish|repeal|revok|rescind|cancell?|end|withdr[ae]w)"
_HOLD = r"(?:suspended|paused|postponed|froze|delayed|blocked|shelved)"
_STRIKE = r"(?:overturned|annulled|quashed|voided|invalidated)"
_NOT_ON = (  # "the duty on Monday", but not "the duty on figs"
    r"(?! (?:of|for|from|against|to|that|which)\b| on (?![A-Z][a-z]+(?:day|\.? [0-9])))"
)
_THEM = (
    rf"(?:(?P<many>them|these|those(?! (?:on|of|from)\b)"
    rf"|the (?:duties|tariffs|levies|charges|bans|curbs|controls|restrictions){_NOT_ON})|it"
    rf"|the (?:duty|tariff|levy|charge|measure|plan|increase|surcharge|move|ban|embargo|quota)"
    rf"{_NOT_ON})\b"
)
_UNDONE = re.compile(
    r"(?:\bonly to (?:lift|scrap|drop|remove|withdraw|abolish|repeal|revoke|rescind|cancel|end)"
    rf"|\bbefore {_END}ing"
    r"|(?<!to )(?<!will )(?<!would )(?<!could )(?<!may )(?<!might )\b"
    rf"(?:(?:{_END}ed|withdrew)"
    rf"|(?P<held>{_HOLD}|put(?= (?:it|them|the \w+) (?:off|on (?:hold|ice))))"
    rf"|(?P<struck>{_STRIKE}|(?:struck|threw)(?= (?:it|them) (?:down|out)))))"
    rf" {_THEM}"
)
_WAS_UNDONE = re.compile(  # "On Monday it was struck down"
    r"(?:^|[;,] (?:and |but )?)[\s“\"]*(?P<day>(?:(?:On |Last |In )[^,;:.]{3,20}?"
    r"|(?:[A-Z][a-z]*|[0-9]+) (?:days?|weeks?|months?|years?) later),? )?"
    r"(?:[Ii]t|(?P<many>[Tt]hey)|[Tt]he (?:duty|tariff|levy"
    r"|(?P<more>duties|tariffs|levies)))"
    r"(?: (?:was|were) (?:due|to|supposed|set|meant)[^,;:]{3,50}? but)?"
    r" (?:was|were|is|are|has been|have been)(?: (?:later|then|since|now|[a-z]+ly))?"
    r" (?:(?P<held>suspended|paused|postponed|frozen|delayed|blocked|shelved"
    r"|put (?:back|off|on hold|on ice|on the back burner)"
    r"|pushed back)|(?P<struck>struck down|thrown out|set aside"
    rf"|ruled (?:illegal|unlawful|unconstitutional)|{_STRIKE}))\b"
)
_BACK_TO = re.compile(r" (?:it |them )?(?:off )?(?:until|till|to) ")
_AT = re.compile(
    r"(?:(?:down|out|off|on hold|on ice) )?(?:until |till |to )?"
    r"(?:for (?:an?|[a-z]+|[0-9]+) (?:day|week|month|year)s? )?(?:on |in |late |early )?"
)
_EXTENDED = re.compile(
    r"\b(?:extended|extends|prolonged) (?:(?P<it>it|them)|(?:the|its|their|that|this)"
    r" (?:\w+ ){0,2}?(?:pause|suspension|truce|reprieve|delay|exemption))\b[^;:.]{0,60}?"
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
    r" (?:was|were|(?P<once>had been|used to be)|had (?:stood|run|ranged|reached)|stood|ran|reached"
    r"|once stood)"
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
    undone = _UNDONE.search(sentence[1]) or _WAS_UNDONE.search(sentence[1])
    longer = _EXTENDED.search(sentence[1])
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
    ended = measure.rate is not None and measure.rate_before is None and was["once"]
    if ended and measure.status in STANDING and measure.rate != Decimal(was["rate"]):
        rated = replace(measure, rate_before=Decimal(was["rate"]))
        known[told[-1]] = replace(known[told[-1]], measure=rated)
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
    parts = undone.groupdict()
    lead = re.split(r" (?:and|but) |[,;] ", text[: undone.start()])[-1]
    if NEVER.search(lead) or UNSURE.search(lead) or _WISHED.search(lead):
        return
    at = start + undone.start("many" if parts.get("day") else 0)
    told = [n for n, one in enumerate(known) if one.stated and one.measure.excerpt.start < at]
    if not told or start - known[told[-1]].measure.sentence.end > _ADJACENT:
        return
    measure, many = known[told[-1]].measure, parts["many"] or parts.get("more")
    aged = measure.status is MeasureStatus.EXPIRED and measure.expires is None  # by its age alone
    coming = measure.status is MeasureStatus.ANNOUNCED and parts["held"]
    open_to = measure.status in STANDING or aged or coming or "more" in parts
    if not open_to or is_many(measure) != (many is not None):
        return
    known[told[-1]] = replace(known[told[-1]], measure=_over(measure, undone, anchor))


def _over(measure: Measure, undone: re.Match[str], anchor: date | None) -> Measure:
    """The measure as it is after that, with the day of it."""
    text, parts = undone.string, undone.groupdict()
    held, struck = parts["held"], parts["struck"]
    behind = undone.end() + (1 if text.startswith(" ", undone.end()) else 0)
    on = _AT.match(text, behind)
    places = {on.end()} if on else set[int]()
    if parts.get("day"):
        places |= set(range(undone.start("day"), undone.end("day")))
    days = (when for first, _, when in dates.find(text, anchor) if first in places)
    day = next((when for when in days if when.first is not None), None)
    day = day or _so_long_after(text[behind:], measure.effective)
    if struck:
        return replace(
            measure, status=MeasureStatus.STRUCK_DOWN, announced=measure.announced or day
        )
    ended = replace(measure, status=MeasureStatus.PAUSED if held else MeasureStatus.EXPIRED)
    if day is None:
        return ended
    if held:
        until = _BACK_TO.match(text, undone.end()) is not None
        expires = day if until else end_of_term(text[undone.end() :], day)
        return replace(ended, announced=None if until else day, expires=expires)
    return replace(ended, expires=at_its_end(ended, "", day, anchor))


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
        and one.measure.status
        in ({MeasureStatus.IN_FORCE} if longer["it"] else {MeasureStatus.PAUSED})
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
        if first >= longer.end() - len(" the ") and when.precision is not Precision.VAGUE:
            ends = at_its_end(measure, text, when, anchor)
            known[paused[-1]] = replace(known[paused[-1]], measure=replace(measure, expires=ends))
            return
