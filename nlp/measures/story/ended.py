"""Reads what later words do to a measure: "and lifted them in 2003", "extended the pause"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice

from nlp.analysis import Measure, MeasureKind, MeasureStatus, Precision
from nlp.dates import finding as dates
from nlp.measures.days.meant import at_its_end
from nlp.measures.sentence.drafts import Draft
from nlp.measures.stages.fate import STAYED
from nlp.measures.stages.undoing import Deed, Mood
from nlp.measures.story.deeds import Later, deeds_of
from nlp.measures.story.fates import STANDING, after, days_told, is_of_before, is_open_to
from nlp.measures.story.plural import is_many
from nlp.measures.story.pointed import Pointed, meant
from nlp.names.parties import Parties

_EXTENDED = re.compile(
    r"\b(?:extended|extends|prolonged) (?:(?P<it>it|them)|(?:the|its|their|that|this)"
    r" (?:\w+ ){0,2}?(?:pause|suspension|truce|reprieve|delay|exemption))\b[^;:.]{0,60}?"
    r" (?:until|till|to|through)(?: the)? ",
    re.I,
)
_WISHED = re.compile(r"\b(?:want|urg|demand|ask|call|hop|seek|press)\w*\b", re.I)
UNSURE = re.compile(
    r"\b(?:if|unless|could|might|(?-i:may)|whether|hop(?:es?|ed|ing)|wants?|wanted)\b", re.I
)
NEVER = re.compile(r"\b(?:not|never|n[o’']t|no longer|otherwise|had)\b", re.I)
_HAD_BEEN = re.compile(
    r"[\s“\"]*(?:It|They|These|Those|The (?:rates?|tariffs?|dut(?:y|ies)|lev(?:y|ies)))"
    r" (?:was|were|(?P<once>had been|used to be)|had (?:stood|run|ranged|reached)|stood|ran|reached"
    r"|once stood)"
    r"(?: (?:at|as (?:high|much) as|up to|to|about|a|an|all of|a hefty|a steep))*"
    r" (?P<rate>[0-9]{1,3}(?:\.[0-9]+)?) ?(?:%|per ?cent\b)"
)
_NO_STAY = re.compile(  # an appeal, time to make one, or a court against an order for the duty
    r"^appeal| its |^(?!stay).*\borders?\b"
)
_ADJACENT = 2  # characters between two sentences
_NEAR_PAUSE = 400  # characters
_MOST_DEEDS = 8  # of one sentence
_SHORT = 60  # characters of a sentence between


def ended_by(
    known: list[Draft],
    sentence: tuple[int, str],
    before: Sequence[tuple[int, int]],
    parties: Parties,
    anchor: date | None,
) -> None:
    """Let a sentence, given with where it starts, end, hold back or prolong what is known; `before`
    is where the sentences before it start and how long each is.
    """
    longer = _EXTENDED.search(sentence[1])
    _had_been(known, sentence)
    for told in islice(deeds_of(sentence[1], sentence[0]), _MOST_DEEDS):
        _undo(known, told, sentence, before, parties, anchor)
    if longer:
        _prolong(known, longer, sentence, parties, anchor)
    if STAYED.search(sentence[1]):
        _stands_on(known, sentence)


def _stands_on(known: list[Draft], sentence: tuple[int, str]) -> None:
    """Let what was struck down stand again where another court has stayed the ruling."""
    start, text = sentence
    told = STAYED.search(text)
    lead = text[: told.start()] if told else ""
    if told is None or _NO_STAY.search(told[0]):
        return
    if NEVER.search(lead) or UNSURE.search(lead) or _WISHED.search(lead):
        return
    for place in reversed(range(len(known))):
        measure = known[place].measure
        near = 0 <= start - measure.sentence.end < _NEAR_PAUSE
        if near and measure.status is MeasureStatus.STRUCK_DOWN and known[place].stated:
            stands = replace(measure, status=MeasureStatus.IN_FORCE, announced=None)
            known[place] = replace(known[place], measure=stands)
            return


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
    known: list[Draft],
    told: Later,
    sentence: tuple[int, str],
    before: Sequence[tuple[int, int]],
    parties: Parties,
    anchor: date | None,
) -> None:
    """Let the measures that "lifted them" takes up be over, held back or in force again."""
    start, text = sentence
    clause = re.split(r" (?:and|but) |[,;] ", text[: told.start])[-1]
    if NEVER.search(clause) or UNSURE.search(clause) or _WISHED.search(clause):
        return
    at_last = text.endswith(("only to ", "before "), 0, told.start)  # "only to lift it"
    if told.mood not in {Mood.DONE, Mood.COMING} and not at_last:
        return
    doers = {one.country for one in parties.within(start, start + told.start) if one.plain}
    for place in _taken_up(known, told.words, start, before, parties):
        measure = known[place].measure
        if doers and measure.imposer not in doers and told.deed is not Deed.STRUCK:
            continue
        if is_open_to(told, measure):
            days = days_told(told, sentence, measure, anchor)
            if is_of_before(days, measure, anchor):
                continue
            known[place] = replace(known[place], measure=after(told, measure, days, anchor))


def _taken_up(
    known: Sequence[Draft],
    words: Pointed,
    start: int,
    before: Sequence[tuple[int, int]],
    parties: Parties,
) -> list[int]:
    """The places of the measures that words mean: of their own sentence, of the one before, or
    before a short one in which none is told ("Importers sued. A court struck it down").
    """
    told = [n for n, one in enumerate(known) if one.stated]
    told = [n for n in told if known[n].measure.excerpt.start < words.at]
    own = [n for n in told if known[n].measure.sentence.end > start]
    if own:
        if not words.pronoun and (words.called[1].strip().lower() != "the" or words.work):
            return []  # "and scrapped its steel quota"
        many = words.many or words.pronoun in {"them", "they", "these", "those"}
        return own[-1:] if is_many(known[own[-1]].measure) == many else []
    starts = [first for first, _ in before]
    drafts = known[: told[-1] + 1] if told else []
    while len(starts) > 1 and words.pronoun and before[len(starts) - 1][1] <= _SHORT:
        if any(one.stated and one.measure.sentence.end > starts[-1] for one in drafts):
            break
        starts.pop()
    return list(meant(words, drafts, starts, parties))


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
