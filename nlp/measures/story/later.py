"""Reads the dates of a measure that a later sentence gives: "The levy takes effect on July 9."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from spacy.tokens import Doc

from nlp.analysis import Excerpt, Measure, MeasureStatus, Precision, When
from nlp.dates import finding as dates
from nlp.measures.days.meant import at_its_end, gone_by, yet_to_come
from nlp.measures.days.terms import LASTS, end_of_term
from nlp.measures.sentence.drafts import Draft
from nlp.measures.story.announced import announced_by
from nlp.measures.story.covered import on_what
from nlp.measures.story.ended import NEVER, UNSURE, ended_by
from nlp.measures.story.fates import STANDING
from nlp.measures.story.pointed import Pointed, meant
from nlp.measures.story.resuming import UNDONE, resumed
from nlp.names.parties import Parties
from nlp.texts import text_of

_WHEN = re.compile(
    r"(?:,? ?(?:for (?:[\w-]+ ){1,2}(?:day|week|month|year)s?|on|from|to|in|at|as of|since"
    r"|until|till|through|by|early|late|next|this|midnight|noon|expires?|ends?|lapses?|the|local"
    r"|time"
    r"|effective|only|again|starting|beginning"
    r"|[0-9:.]+ ?[ap]\.?m\.?|and"
    r"|(?:stays?|remains?|runs?|lasts?) (?:in (?:place|force|effect) )?))*",
)
_ENDING = re.compile(
    r"\b(?:extend|prolong|renew|expire|lapse|end|last|run|ran|stay|remain|valid|be in|disappear"
    r"|vanish|sunset|fall)\w*\b"
    rf"|\b{UNDONE}\b|\b(?:until|till|through)\b",
    re.I,
)
_UNTIL = re.compile(r"\b(?:until|till|through|to)(?: the)? ?$", re.I)
_FROM = re.compile(r"\b(?:from|since|starting|beginning)(?: the)? ?$", re.I)
_AND_ENDS = re.compile(r"\b(?:and|until|till|through|expires?|ends?|lapses?)\b", re.I)
_AND_FOR = re.compile(  # between a verb, or a day, and a term
    r".{0,12}|,? and (?:it |they )?(?:will |is to |are to )?(?:stays?|remains?|lasts?|runs?"
    r"|appl(?:y|ies)|be|is|are)(?: (?:in (?:place|force|effect)|valid|charged|levied))? "
)
_AT_ONCE = re.compile(r",? (?:at once|immediately|with immediate effect|right away)\b")
_PARTED = re.compile(r"; |(?<![0-9]), (?:and|but) (?=(?:it|they) )")
_GOES_ON = re.compile(
    r"(?:,|,? (?:and|but)) (?:it |they |then )?"
    r"(?:was|were|is|are|has|have|will|would|do|does|did)\b"
)
_PROVIDED = re.compile(  # "starts on May 1 if Peru does not yield"
    r"^[\s“\"]*(?:But )?(?:If|Unless) [^,;:]+,|,? (?:if|unless) .*"
)
_MOST_PARTS = 8  # of one sentence
_LONGEST, _MOST_BEHIND = 300, 60  # characters of a receipt; measures a sentence may mean
_PLANNED = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED, MeasureStatus.THREATENED})
_OVER = frozenset({MeasureStatus.PAUSED, MeasureStatus.EXPIRED, MeasureStatus.STRUCK_DOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """The days that a sentence gives for what stands before it."""

    effective: When | None
    expires: When | None
    past: bool


def dated_later(
    drafts: Sequence[Draft], docs: Sequence[tuple[int, Doc]], parties: Parties, anchor: date | None
) -> list[Draft]:
    """The drafts with the days that a sentence behind their own gives for them.

    "It" and "they" go on about the sentence just before, in which there must be only one
    measure, or for "they" one or more told in the plural; "the levy" about the last
    levy, "Peru's duty" about the last of Peru.
    """
    known = list(drafts)
    behind = 0
    before: list[int] = []  # where the sentences before this one start
    lengths: list[tuple[int, int]] = []
    for start, text, passage in _sentences(docs):
        while behind < len(known) and known[behind].measure.excerpt.start < start:
            behind += 1
        first, end = max(0, behind - _MOST_BEHIND), start + len(text)
        told, at = (resumed(text) if behind else None) or (None, 0)
        if told:
            for place in meant(Pointed.of(told, start + at), known[first:behind], before, parties):
                dated = _with_days(known[first + place], told, told.string, anchor)
                if dated is not known[first + place]:
                    known[first + place] = _up_to(dated, end, passage)
        for place, whole in on_what(known[first:behind], (start, text), passage, before, parties):
            known[first + place] = _up_to(whole, end, passage)
        if known:
            ended_by(known, (start, text), lengths, parties, anchor)
            announced_by(known, (start, text), anchor)
        before.append(start)
        lengths.append((start, len(text)))
    return known


def _sentences(
    docs: Sequence[tuple[int, Doc]],
) -> Iterator[tuple[int, str, tuple[int, str]]]:
    """The sentences with their passages, and behind each what it goes on with after a
    semicolon.
    """
    for offset, doc in docs:
        passage = offset, text_of(doc)
        for span in doc.sents:
            start, text = offset + span.start_char, span.text
            yield start, text, passage
            for parted in islice(_PARTED.finditer(text), _MOST_PARTS):
                yield start + parted.end(), text[parted.end() :], passage


def _up_to(draft: Draft, end: int, passage: tuple[int, str]) -> Draft:
    """The draft whose sentence, its receipt, goes on to the words that give the date."""
    offset, text = passage
    start = draft.measure.sentence.start
    if start < offset or end - draft.measure.sentence.end > _LONGEST:
        return draft
    end = max(end, draft.measure.sentence.end)
    sentence = Excerpt(start=start, end=end, words=text[start - offset : end - offset])
    return replace(draft, measure=replace(draft.measure, sentence=sentence))


def _with_days(draft: Draft, told: re.Match[str], text: str, anchor: date | None) -> Draft:
    measure = draft.measure
    threat = measure.status is MeasureStatus.THREATENED and told["past"] is None
    on = _GOES_ON.search(text, told.start("rest"))
    said = text[: min(on.start() if on else len(text), told.end())]
    if NEVER.search(_PROVIDED.sub("", said)) or (UNSURE.search(said) and not threat):
        return draft
    days = _days_of(measure, told, text, anchor)
    if measure.announced and _AT_ONCE.match(text, told.start("rest")):
        days = _Days(effective=measure.announced, expires=None, past=True)
    if days is None:
        return draft
    ends = draft.to_end or measure.status is MeasureStatus.EXPIRED
    if ends and days.effective and not days.past:  # "Both steps take effect on June 1"
        days = replace(days, effective=None, expires=days.expires or days.effective)
    term = measure.expires
    if term and term.precision is Precision.VAGUE and days.effective and not days.expires:
        days = replace(days, expires=end_of_term(term.words, days.effective))
    changed = replace(
        measure,
        status=_status_since(measure, days, anchor),
        effective=days.effective or measure.effective,
        expires=days.expires or measure.expires,
    )
    return replace(draft, measure=changed)


def _status_since(measure: Measure, days: _Days, anchor: date | None) -> MeasureStatus:
    """What is only to begin is announced; what is said to have begun is in force."""
    first = days.effective.first if days.effective else None
    last = days.expires.last if days.expires else None
    over = anchor is not None and last is not None and last < anchor
    if measure.status is MeasureStatus.EXPIRED and anchor and last and last > anchor:
        return MeasureStatus.IN_FORCE  # "scrapped it. The change takes effect on May 1"
    gone = days.past and days.expires is not None and (over or days.effective is None)
    if gone and measure.status in STANDING:
        return MeasureStatus.EXPIRED
    if anchor is None or first is None or measure.status in _OVER:
        return measure.status
    if first > anchor:
        return measure.status if measure.status in _PLANNED else MeasureStatus.ANNOUNCED
    decided = measure.status in _PLANNED and measure.status is not MeasureStatus.THREATENED
    return MeasureStatus.IN_FORCE if decided and days.past else measure.status


def _days_of(measure: Measure, told: re.Match[str], text: str, anchor: date | None) -> _Days | None:
    """The days that stand right behind the verb, or behind one another."""
    past = told["past"] is not None
    stands = past or (measure.status in STANDING and told["next"].startswith(("run", "last")))
    plain = MeasureStatus.IN_FORCE if stands else MeasureStatus.ANNOUNCED
    tense = replace(measure, status=plain)
    verb = told["past"] or told["next"]
    effective = expires = None
    at, ends = (first := told.start("rest")), _ENDING.search(verb) is not None
    if told["early"]:
        text = f"{text[:first]} {told['early'][0].lower()}{told['early'][1:].rstrip(', ')}"
    for start, end, when in dates.find(text, anchor):
        if told["since"] and told.end("since") < start < first and when.first is not None:
            effective = when  # "The duty, imposed in 2019, lapsed in December"
        if start < first or when.precision is Precision.VAGUE:
            continue
        lead = text[at:start]
        if _WHEN.fullmatch(lead.rstrip()) is None:
            break
        if _UNTIL.search(lead) or (ends and not _FROM.search(lead)):
            over = replace(measure, status=MeasureStatus.EXPIRED) if past else measure
            expires = expires or at_its_end(over, "" if past else text, when, anchor)
        elif effective is None:
            moved = (
                gone_by(tense, text, when, anchor)
                if stands
                else yet_to_come(tense, when, anchor, sure=True)
            )
            effective = moved
        ends = _AND_ENDS.search(text, at, end + 12) is not None
        at = end
    term = LASTS.search(text, told.start("past" if past else "next"))
    held = measure.announced if measure.status is MeasureStatus.PAUSED else None
    began = effective or measure.effective or held
    near = term and _AND_FOR.fullmatch(text, min(max(at, first), term.start()), term.start())
    if expires is None and began and term and near:
        expires = end_of_term(term[0], began)
    if effective is None and expires is None:
        return None
    return _Days(effective=effective, expires=expires, past=past)
