"""Gives a measure its dates: announced, effective, expiring, as its clause puts them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from nlp.analysis import Measure, MeasureStatus, Precision, When
from nlp.dates import finding as dates
from nlp.dates.reckoning import DAYS
from nlp.measures.days.behind import aside_days, is_over
from nlp.measures.days.meant import (
    at_its_end,
    at_midnight,
    gone_by,
    is_surely_ahead,
    of_this_year,
    told_by_now,
    yet_to_come,
)
from nlp.measures.days.sense import LIFTED, RANGE_ENDS, Sense, is_to_end, sense_of
from nlp.measures.days.terms import LASTS, end_told
from nlp.measures.moving_verbs import AND_WAS_MOVED, GOES, WAY
from nlp.measures.stages.undoing import Fate

_TO_EXPIRE = re.compile(r"\b(?:expires?(?! to\b)|lapses?|ends|(?:will|to) (?:expire|lapse|end))\b")
_WILL = re.compile(
    r"\b(?:will|would|shall|to be|due to|set to|is to|are to|(?:plan|agree|decide"
    r"|threaten)\w* to)\b"
)
_TOLD = (Sense.ANNOUNCED, Sense.STARTS, Sense.ENDS)
_COMING = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED})
_AGAIN = re.compile(
    r"\b(?:reinstat|restor|reimpos|reintroduc|reviv|reactivat)(?:ed|es)\b|\bbr(?:ought|ings) back\b"
)
_AT_ONCE = re.compile(
    r"\b(?:with immediate effect|with effect immediately"
    r"|(?:effective|takes effect) (?:immediately|at once))\b",
    re.I,
)
_STARTED = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
# A term counts from the deed it is told of, not from when the tariff was announced.
_ANNOUNCED_BEFORE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?) (?:that|which) [^,;]*?\bannounced\b"
    r"[^,;]*?\b(?:was|were|is|are|has|have|had)\b",
    re.I,
)
_WITH_EFFECT = re.compile(r"\b(?:effective|(?:with|takes?) effect)(?: from| on| as of)? $")
_OVER = frozenset({MeasureStatus.PAUSED, MeasureStatus.EXPIRED})
_RISES = re.compile(  # "rises to 25% on Thursday", "is raising it on Thursday"
    rf"\b(?:rise|fall|climb|drop|{GOES}){WAY} (?:to|from) "
    r"|\b(?:is|are) [a-z]+ing (?:its|the|their)\b"
)
_STARTS = re.compile(
    r"\b(?:start(?:s|ing)|begin(?:s|ning)|tak(?:es|ing) effect|kick(?:s|ing) in"
    r"|com(?:es|ing) into (?:force|effect)) (?:on|in)\b"
)
_HAS_DONE = re.compile(  # "has cut its duty, effective Monday"
    r"\b(?:has|have) (?:[a-z]+ly |also |now )?(?:cut|raised|lowered|reduced|increased|imposed|put"
    r"|doubled|halved|introduced|slashed|lifted)\b(?!.*\bfrom\b (?:next )?[A-Z][a-z]+day)"
)
_WAS_CHARGED = re.compile(  # "charged a duty of 35% until Monday": the last one
    r"^(?!.*\b(?:will|would|is|are|has|have|remain\w*|extend\w*|keeps?|kept|stays?)\b)"
    r".*\b(?:charged|levied|took(?! effect)|paid|faced|stood|applied|collected|was|were|ran"
    r"|lasted)\b"
)
_ONCE_CHARGED = re.compile(
    r"\b(?:charged|levied|took(?! effect)|paid|faced|stood at|collected)\b(?! (?:with )?by\b)"
    r"|\b(?:was|were) (?:at |only |just )*[0-9.]+ ?(?:%|per ?cent)"
)
_WAS = re.compile(
    r"\b(?:was|were|had been|stood at)(?: at| only| just| still)? (?P<rate>[0-9]+(?:\.[0-9]+)?)"
    r" ?(?:%|per ?cent)(?P<until> until| till| up to)?(?: in| on)? (?:the )?$"
)
_PAID = re.compile(  # "three times the 4% it paid last year"
    r"\b(?P<rate>[0-9]+(?:\.[0-9]+)?) ?(?:%|per ?cent) (?:that )?(?:it|they|[A-Z]\w+|the [a-z]+)"
    r" (?:paid|faced|bore|carried|charged|levied|took)(?P<until> until)?(?: in| during)? (?:the )?$"
)
_FACES_FROM = re.compile(  # "faces a 15% tariff from Friday": from the next
    r"\b(?:faces?|pays?|attracts?|bears?|(?:is|are) (?:charged|taxed|subject to))\b(?! since)"
    r"[^;:]*? from $"
)
_PERCENT = re.compile(
    r"[0-9][0-9.,]*(?= ?%)|[0-9]{4}/[0-9]{2}(?![0-9])"
)  # no day: without any there is nothing to look for
_DEADLINE = re.compile(  # "unless a deal is reached by the end of the year"
    r"\b(?:if|unless|should|without)\b[^;:%]{2,60} (?:by|before|in|this) (?:the )?$"
)
_BEHIND = re.compile(  # "5% this year, 3% next year": each its own
    r"[0-9][0-9.,]*(?: ?%| per ?cent)"
    r"(?:,? (?:from|in|on|as of|starting|beginning|since|by))?(?: the)? "
)
_THEN = re.compile(
    r"[,;]? (?:and |but )?(?:then|when|whereupon|after which|after that|thereafter)\b[^;:%]{0,40} "
)
_RATE = re.compile(r"[0-9] ?(?:%|per ?cent)")
_OPENS = re.compile(r", (?:since|from|as of|starting|on|in) (?:the )?$")
_OF_LAST = re.compile(
    r"(?<![0-9.])[0-9][0-9.,]*(?: ?%| per ?cent) (?:charged|levied|imposed|paid|collected|put)\b"
    r"[^,;:%]* since (?:the )?$"
)
_NEXT = re.compile(r", (?:[a-z]+ ){0,3}[0-9][0-9.,]*(?: ?%| per ?cent)")
_THEN_MOVED = re.compile(  # "took effect in March and was raised to 20%": a day of the rate before
    rf"[^;:%]*? {AND_WAS_MOVED}"
)
_UNTIL = re.compile(r"\b(?:until|till|through)\b")
_AT_PRESENT = re.compile(r"today (?:pays?|faces?|is|are|stands?|charges?|levies)\b")


def dated(
    measure: Measure,
    clause: str,
    at: int,
    anchor: date | None,
    *,
    fate: Fate | None = None,
    behind: str = "",
) -> Measure:
    """`measure` with the dates of its clause; `anchor` is the article's date or None, and
    `fate` what the clause says becomes of it.

    `behind` is what the sentence goes on with. `at` is where the rate stands in the clause:
    of two dates the nearer is taken. Only dates that stand behind words for a start, an end
    or an announcement are taken. "For 90 days" gives the end where the day is known from
    which it counts. What starts only after the article is announced, not in force.
    """
    aside, told = aside_days(measure, behind, anchor), _told(measure, clause, at, anchor, fate)
    if Sense.BARE in told and Sense.STARTS in aside:  # "protested on Monday over a duty, which …"
        told.pop(Sense.STARTS)
    told = {**aside, **told}
    if _AGAIN.search(clause) and measure.status in _STARTED:
        told.pop(Sense.ENDS, None)  # "which lapsed in 2019, was reinstated"
        behind = ""
    announced, effective, expires = (told.get(what) for what in _TOLD)
    before = _ANNOUNCED_BEFORE.search(clause) is not None
    if before and measure.status is MeasureStatus.REDUCED:
        announced = None
    later = measure.status in _COMING and _WILL.search(clause)  # from a day still unknown
    began = effective or (None if before or later else announced)
    expires = expires or end_told(measure, clause, began, anchor)
    measure = _as_of(replace(measure, effective=effective, expires=expires), clause, behind, anchor)
    effective, status = measure.effective, measure.status
    at_once = status in _COMING and _AT_ONCE.search(clause) and not _WILL.search(clause)
    if at_once and (announced or effective is None):  # "announced a 20% duty, effective at once"
        status, effective = MeasureStatus.IN_FORCE, announced or _day_of(anchor)
    if announced and (announced.first is None or (anchor and announced.first > anchor)):
        announced = None  # "the same day", "said it could climb to 18% next year"
    if effective is not None and effective.first is None:
        effective = None  # "a year later"
    return replace(
        measure, status=status, announced=announced, effective=effective, expires=measure.expires
    )


def _as_of(measure: Measure, clause: str, behind: str, anchor: date | None) -> Measure:
    """The measure with the status that its days, held against the article's, leave it."""
    status, effective, expires = measure.status, measure.effective, measure.expires
    late = anchor and effective and effective.first and effective.first > anchor
    past = anchor and expires and expires.last and expires.last < anchor
    if late and status in _STARTED:
        status = MeasureStatus.ANNOUNCED
    if status in _STARTED and (past or is_over(behind, expires, anchor)):
        status = MeasureStatus.EXPIRED
    if late and status in _OVER:
        expires, effective = expires or effective, None  # "removes the duty from January"
    if status is MeasureStatus.EXPIRED and expires and _still_stands(clause, expires, anchor):
        held = _UNTIL.search(clause) and LIFTED.search(clause)
        status = MeasureStatus.PAUSED if held else MeasureStatus.IN_FORCE
    return replace(measure, status=status, effective=effective, expires=expires)


def _has_come(day: When, anchor: date | None) -> bool:
    """Whether a day is the article's own or lies before it."""
    return anchor is not None and day.last is not None and day.last <= anchor


def _day_of(anchor: date | None) -> When | None:
    """The article's own day."""
    if anchor is None:
        return None
    return When(words="immediately", precision=Precision.DAY, first=anchor, last=anchor)


def _told(
    measure: Measure, clause: str, at: int, anchor: date | None, fate: Fate | None
) -> dict[Sense, When]:
    """The dates of a clause, by what each is of."""
    told: dict[Sense, When] = {}
    found = dates.find(_PERCENT.sub(lambda found: " " * len(found[0]), clause), anchor)
    for start, end, when in sorted(found, key=lambda one: _apart(clause, at, one[0], one[1])):
        if _AT_PRESENT.match(clause, start) or _is_of_other(clause, at, start, end):
            continue
        if when.precision is not Precision.VAGUE and not LASTS.match(clause, start):
            what, day = _placed(measure, clause, (start, end, when), fate, anchor)
            if what is Sense.ENDS and _RATE.search(clause, 0, start) and end <= at:
                then = _THEN.fullmatch(clause, end, at)
                what = Sense.STARTS if then else None  # "25% until July and then 10%"
            if measure.status in _OVER and _WITH_EFFECT.search(clause, 0, start):
                told |= {Sense.ENDS: day} if measure.status is MeasureStatus.EXPIRED else {}
            elif what is not None:
                told.setdefault(what, day)
    ends = measure.status is MeasureStatus.EXPIRED or is_to_end(measure, fate)
    ends = ends or _TO_EXPIRE.search(clause) is not None
    night = at_midnight(measure, clause, anchor)
    if night is not None:
        told.setdefault(Sense.ENDS if ends else Sense.STARTS, night)
    nearest = next((what for what in told if what in {Sense.BARE, Sense.PUT}), None)
    if nearest is not None:  # "imposed on Thursday … from Aug. 20" starts then
        told.setdefault(Sense.STARTS, told[nearest])
    return told


def _placed(
    measure: Measure,
    clause: str,
    date_at: tuple[int, int, When],
    fate: Fate | None,
    anchor: date | None,
) -> tuple[Sense | None, When]:
    """What a date of the clause is of, and its day, the tense of what is told being known."""
    start, end, when = date_at
    what = sense_of(measure, clause, start, end, fate)
    was = _WAS.search(clause, 0, start) or _PAID.search(clause, 0, start)
    if was is not None and measure.rate_before == Decimal(was["rate"]):
        what = Sense.STARTS if was["until"] else None  # "now 50%, was 25% until June 4"
    if what is Sense.ANNOUNCED and is_surely_ahead(when, anchor):
        what = Sense.STARTS  # "agreed to cut its duty next April"
    deadline = when.precision is not Precision.DAY and _DEADLINE.search(clause, 0, start)
    if what is None or deadline:
        return None, when
    if clause.endswith("since ", 0, start):  # that is never to come
        return (None if measure.status in _COMING else what), when
    facing = what is Sense.STARTS and _FACES_FROM.search(clause, 0, start)
    tense = replace(measure, status=MeasureStatus.ANNOUNCED) if facing else measure
    day = _moved(tense, what, when, clause, anchor)
    if not _has_come(day, anchor):
        return what, day
    today = fate is not None and fate.runs_out and day.last == anchor  # "lapses on Thursday"
    if what is Sense.ENDS and is_to_end(measure, fate) and not today:
        return None, day  # "voted on Monday to end its 20% duty"
    moving = _WILL.search(clause) or _RISES.search(clause)
    told_then = measure.status in _COMING and not moving
    told_then = told_then or measure.status is MeasureStatus.THREATENED
    # "approved a 20% duty on Monday": what is to come
    return (Sense.ANNOUNCED if what is Sense.BARE and told_then else what), day


def _moved(measure: Measure, what: Sense, when: When, clause: str, anchor: date | None) -> When:
    """A day without its year or week, as what it is of lets it be known."""
    ahead = _RISES.search(clause) or _WILL.search(clause, 0, max(0, clause.find(when.words)))
    if what is Sense.BARE and measure.status in _COMING and ahead:
        return yet_to_come(measure, when, anchor, sure=True)
    if what is Sense.BARE:
        return of_this_year(measure, gone_by(measure, clause, when, anchor), anchor)
    if what in {Sense.STARTS, Sense.PUT}:
        done = when.words in DAYS and _HAS_DONE.search(clause)
        to_come = yet_to_come(measure, when, anchor, sure=_is_ahead(clause))
        return gone_by(measure, clause, when, anchor) if done else to_come
    ranged = when.words in DAYS or RANGE_ENDS.search(clause[: clause.find(when.words)])
    ranged = ranged or _ONCE_CHARGED.search(clause)
    if what is Sense.ENDS and ranged and _WAS_CHARGED.search(clause):
        return at_its_end(replace(measure, status=MeasureStatus.EXPIRED), "", when, anchor)
    if what is Sense.ENDS:
        return at_its_end(measure, clause, when, anchor)
    return told_by_now(clause, when, anchor)


def _is_ahead(clause: str) -> bool:
    """Whether the tense says that something is to begin: "will apply", "starts in January"."""
    return _WILL.search(clause) is not None or _STARTS.search(clause) is not None


def _still_stands(clause: str, expires: When, anchor: date | None) -> bool:
    """Whether a measure has yet to expire: by its day, or by the tense that tells of it."""
    if anchor and expires.first:
        return expires.first > anchor
    return anchor is None and _TO_EXPIRE.search(clause) is not None


def _is_of_other(clause: str, at: int, start: int, end: int) -> bool:
    """Whether a date is of the rate before or behind the one at `at`: "Peru's pay 20% and
    Chile's, since Monday, 50%", "the 20% on coal and the 10% charged since Monday on cars".
    """
    if start < at:
        return _THEN_MOVED.fullmatch(clause, end, at) is not None
    own = _OPENS.search(clause, at, start) and _NEXT.match(clause, end)
    return bool(own or _OF_LAST.search(clause, at + 1, start))


def _apart(clause: str, at: int, start: int, end: int) -> int:
    """How far a date that stands from `start` to `end` is from the rate at `at`."""
    if _BEHIND.fullmatch(clause, at, start):
        return 0
    return start - at if start >= at else at - end
