"""Gives a measure its dates: announced, effective, expiring, as its clause puts them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlp import dates
from nlp.analysis import Measure, MeasureStatus, Precision, When
from nlp.measure_days import (
    at_its_end,
    at_midnight,
    gone_by,
    of_this_year,
    told_by_now,
    yet_to_come,
)
from nlp.measure_said import announces
from nlp.measure_terms import LASTS, end_of_term

_EXPIRES = re.compile(
    r"\b(?:(?:until|till|through)(?: at least| at the earliest)?"
    r"|(?:expire[sd]?|lapse[sd]?|ends?|ended)"
    r"(?: at (?:midnight|noon|[0-9:.]+ ?[ap]\.?m\.?))?"
    r"(?: on| in)?)(?: the)? $",
    re.I,
)
_TO_EXPIRE = re.compile(r"\b(?:expires?(?! to\b)|lapses?|ends|(?:will|to) (?:expire|lapse|end))\b")
_EFFECTIVE = re.compile(
    r"\b(?:from|announced for|(?:planned|scheduled|due) (?:for|on)"
    r"|snaps? back|returns?|resumes?|effective|starting|beginning|since|as of"
    r"|take[sn]? effect|took effect|taking effect|in force|in effect|with effect"
    r"|start(?:s|ed)?|beg[iau]n(?:s|ning)?|(?:snap|com|kick)ing back"
    r"|(?:c[ao]mes?|coming|goes?|going|went|gone|enter(?:s|ed|ing)?) into (?:force|effect)"
    r"|kick(?:s|ed|ing)? in)"
    r"(?: (?:again|only))?(?: (?:(?:just |shortly |one minute |a minute )?(?:at|after|past)"
    r" )?(?:midnight|noon|[0-9:.]+ ?[ap]\.?m\.?)(?: [A-Z][a-z]+ time| local time| GMT"
    r"| ET)?)?(?: on| in| from| since| early on)?"
    r"(?: the)? $",
    re.I,
)
_TO = re.compile(r" to (?:the )?$")
_PUT_OFF_FROM = re.compile(r"\b(?:postpon|delay|defer|put off)[^,;]*\bfrom (?:the )?$", re.I)
_ON = re.compile(r"(?<!\bof)(?<!\bof )(?:\b|^|(?<=%))(?:on|in|by|next|last|this)? ?$", re.I)
_COMING = re.compile(
    r"\b(?:(?:ris|climb|increas|go|fall|dropp)ing|will|to be|would|shall|rises?|falls?|raises?"
    r"|approv\w+|hikes|faces?|imposes?|charges?|cuts|lowers|doubles|halves|introduces"
    r"|(?:plans?|planned|decided|agreed|intends?|wants) to (?:bring|take|raise|restore|levy|put"
    r"|introduce|cut|lower|double|lift|extend|expand|widen|apply))\b",
    re.I,
)
_WILL = re.compile(
    r"\b(?:will|would|shall|to be|due to|set to|is to|are to|(?:plan|agree|decide"
    r"|threaten)\w* to)\b"
)
_STARTED = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_PLANNED = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED, MeasureStatus.THREATENED})
_PAUSING = re.compile(
    r"\b(?:paus\w+|suspen\w+|postpon\w+|delay\w*|put off|held off|defer\w*|shelved|froze\w*)\b"
)
# A term counts from the deed it is told of, not from when the tariff was announced.
_ANNOUNCED_BEFORE = re.compile(
    r"\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?) (?:that|which) [^,;]*?\bannounced\b"
    r"[^,;]*?\b(?:was|were|is|are|has|have|had)\b",
    re.I,
)
_REPLACES = re.compile(r"\b(?:replac|succeed|follow)(?:es|ed|s)\b")  # the term is of another
_ASIDE_OF_END = re.compile(
    r", (?:a|an) (?:pause|truce|reprieve|suspension|delay|cut|exemption) (?:that|which) "
    r"(?:will )?(?:ends?|expires?|lasts? until|runs? out)(?: on)? ",
    re.I,
)
_WHICH = re.compile(
    r"(?: too| as well)?(?:, (?:up|down) from [^,;:]{2,40})?,? (?:(?:an? (?:[a-z]+ )?(?:duty|levy"
    r"|tariff|rate|charge|measure|increase|ban) )?(?:which|that)|both of which|all of which)"
    r" (?P<says>(?:[^,;:—]|, (?=[0-9]{4}\b)){2,90})"
)
_PAST = re.compile(
    r"(?:[A-Z][\w.]+ ){0,3}(?:(?:the )?[\w]+ ){0,2}?(?:took|came|went|kicked|began|started|was|were"
    r"|expired|lapsed|ended|ran|put|brought|imposed|introduced|announced|unveiled|levied)\b"
)
_WAS_DUE = re.compile(  # what it was before, or until when
    r"(?:was|were|stood at|had been) (?:(?:at )?(?:zero|[0-9])|(?:due|set|about) to (?:expire"
    r"|lapse|end))"
)
_OF_THE_YEAR = re.compile(r" (?:[a-z-]+ )?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b")
_OVER = re.compile(r"(?:has |have |had )?(?:expired|lapsed|ended|ran out)\b")
_UNCERTAIN = re.compile(r"\b(?:if|unless|could|might|(?-i:may)|not|never|n[o’']t|would)\b", re.I)
_PERCENT = re.compile(
    r"[0-9][0-9.,]*(?= ?%)|[0-9]{4}/[0-9]{2}(?![0-9])"
)  # no day: without any there is nothing to look for
_REACH = 40
_NOT_THEN = re.compile(
    r"\bwould (?:otherwise )?have (?:expired|lapsed|ended|run out) (?:on |in )?$"
    r"|\bextended\b[^;:]*\b(?:was|were|had been) (?:due|set|scheduled|about) to"
    r" (?:expire|lapse|end|run out) (?:on |in )?$"
)
_FROM = re.compile(r"\b(?:from|effective|as of)(?: the)? $", re.I)
_IMPOSED = re.compile(
    r"\b(?:imposed|introduced|levied|put in place|brought in|adopted)"
    r"(?: by (?:the )?[A-Z][\w.]+(?: [A-Z]\w+)?)? (?:in|on|since)(?: the)? $"
    r"|\b(?:imposed|introduced|levied|brought in) (?=last |this |earlier )?$"
    r"|\b(?:that|which) [^,;:]{2,40}? (?:put|imposed|placed|levied|slapped) (?:on|against)"
    r" [^,;:]{2,60}? (?:in|on|since)(?: the)? $"
)
_LIFTED = re.compile(
    r"\b(?:lift|remov|dropp|scrapp|abolish|eliminat|end|repeal|revok|rescind|cancel|axe"
    r"|withdr(?:aw)?n?|expir|laps|expire|lapse)(?:ed|ew|s)?\b"
)
_YEAR_ALONE = re.compile(r"[0-9]{4}")
_IN_YEAR = re.compile(
    r"\b(?:in|since|from|during|by|of|until|till|through|before|after)(?: early| late| mid-?)? $",
    re.I,
)
_HAD_BEEN = re.compile(
    r"\bhad (?:(?:been|already|earlier|first|once) )*(?:paus|put off|postpon|delay|suspend|lift)"
)
_EXTENDED = re.compile(r"\b(?:extend|prolong|renew)(?:s|ed|ing)?\b")
_UNTIL = re.compile(r"\b(?:until|till|through)\b")
_ABIDES = re.compile(  # a day on which nothing began
    r"\b(?:upheld|upholds|affirm(?:s|ed)|retain(?:s|ed)|maintain(?:s|ed)|defend(?:s|ed))\b"
)
_AT_PRESENT = re.compile(r"today (?:pays?|faces?|is|are|stands?|charges?|levies)\b")
_ANNOUNCED, _STARTS, _ENDS, _BARE, _PUT = "announced", "starts", "ends", "bare", "put"


def dated(
    measure: Measure,
    clause: str,
    at: int,
    anchor: date | None,
    *,
    lifted: bool = False,
    behind: str = "",
) -> Measure:
    """`measure` with the dates of its clause; `anchor` is the article's date or None, and
    `lifted` says that the clause tells of its end.

    `behind` is what the sentence goes on with. `at` is where the rate stands in the clause:
    of two dates the nearer is taken. Only dates that stand behind words for a start, an end
    or an announcement are taken. "For 90 days" gives the end where the day is known from
    which it counts. What starts only after the article is announced, not in force.
    """
    told = {**_aside(measure, behind, anchor), **_told(measure, clause, at, anchor, lifted=lifted)}
    announced, effective, expires = (told.get(what) for what in (_ANNOUNCED, _STARTS, _ENDS))
    before = _ANNOUNCED_BEFORE.search(clause) is not None
    if before and measure.status is MeasureStatus.REDUCED:
        announced = None
    began = effective or (None if before else announced)
    expires = expires or _end_told(measure, clause, began, anchor)
    status = measure.status
    late = anchor and effective and effective.first and effective.first > anchor
    if late and status in _STARTED:
        status = MeasureStatus.ANNOUNCED
    if status in _STARTED and _is_over(behind, expires, anchor):
        status = MeasureStatus.EXPIRED
    if late and status is MeasureStatus.EXPIRED:  # "removes the duty from January"
        expires, effective = expires or effective, None
    if status is MeasureStatus.EXPIRED and expires and _still_stands(clause, expires, anchor):
        held = _UNTIL.search(clause) and _LIFTED.search(clause)
        status = MeasureStatus.PAUSED if held else MeasureStatus.IN_FORCE
    if announced and anchor and announced.first and announced.first > anchor:
        announced = None  # "said it could climb to 18% next year"
    if effective is not None and effective.first is None:
        effective = None  # "the same day", "a year later"
    return replace(
        measure, status=status, announced=announced, effective=effective, expires=expires
    )


def _is_over(behind: str, expires: When | None, anchor: date | None) -> bool:
    """Whether the relative clause behind says that it expired."""
    which = _WHICH.match(behind)
    over = which is not None and _OVER.match(which["says"]) is not None
    return over and (expires is None or not anchor or not expires.first or expires.first <= anchor)


def _told(
    measure: Measure, clause: str, at: int, anchor: date | None, *, lifted: bool
) -> dict[str, When]:
    """The dates of a clause, by what each is of."""
    told: dict[str, When] = {}
    found = dates.find(_PERCENT.sub(lambda found: " " * len(found[0]), clause), anchor)
    for start, end, when in sorted(found, key=lambda one: _apart(at, one[0], one[1])):
        if _AT_PRESENT.match(clause, start):
            continue
        if when.precision is not Precision.VAGUE and not LASTS.match(clause, start):
            what = _what_of(measure, clause, start, end, lifted=lifted)
            if what == _BARE:
                when = of_this_year(measure, gone_by(measure, clause, when, anchor), anchor)
            elif what in {_STARTS, _PUT}:
                when = yet_to_come(measure, when, anchor, sure=bool(_WILL.search(clause)))
            elif what == _ENDS:
                when = at_its_end(measure, clause, when, anchor)
            elif what == _ANNOUNCED:
                when = told_by_now(clause, when, anchor)
            told.setdefault(what, when)
    midnight = at_midnight(clause, anchor) if measure.status in _STARTED else None
    if midnight is not None:
        told.setdefault(_STARTS, midnight)
    nearest = next((what for what in told if what in {_BARE, _PUT}), None)
    if nearest is not None:  # "imposed on Thursday … from Aug. 20" starts then
        told.setdefault(_STARTS, told[nearest])
    return told


def _aside(measure: Measure, behind: str, anchor: date | None) -> dict[str, When]:
    """The dates of the relative clause behind: ", which took effect on Monday"."""
    which = _WHICH.match(behind)
    if which is None or _UNCERTAIN.search(which["says"]) or _WAS_DUE.match(which["says"]):
        return {}
    past = _PAST.match(which["says"]) is not None
    tense = replace(measure, status=MeasureStatus.IN_FORCE if past else MeasureStatus.ANNOUNCED)
    if _OVER.match(which["says"]):
        tense = replace(measure, status=MeasureStatus.EXPIRED)
    told: dict[str, When] = {}
    for start, end, when in dates.find(which["says"], anchor):
        what = _what_of(tense, which["says"], start, end, lifted=False)
        what = _STARTS if what == _PUT else what
        if when.precision is Precision.VAGUE or what not in {_STARTS, _ENDS, _ANNOUNCED}:
            continue
        moved = gone_by(tense, "", when, anchor) if past else yet_to_come(tense, when, anchor)
        told.setdefault(what, at_its_end(tense, "", when, anchor) if what == _ENDS else moved)
    return told


def _end_told(
    measure: Measure, clause: str, began: When | None, anchor: date | None
) -> When | None:
    """The end of a term that the clause gives: the day that the sentence says ("for 90 days, a
    pause that ends on July 9"), else counted from when it began.
    """
    paused = measure.status is MeasureStatus.PAUSED or not _PAUSING.search(clause)
    paused = paused and not _HAD_BEEN.search(clause)
    term = LASTS.search(clause)
    if not paused or term is None or _REPLACES.search(clause, term.end()):
        return None
    words = measure.sentence.words
    aside = _ASIDE_OF_END.search(words)
    found = dates.find(words, anchor) if aside else []
    said = (when for start, _, when in found if aside and start == aside.end())
    return next(said, None) or end_of_term(clause, began)


def _still_stands(clause: str, expires: When, anchor: date | None) -> bool:
    """Whether a measure has yet to expire: by its day, or by the tense that tells of it."""
    if anchor and expires.first:
        return expires.first > anchor
    return anchor is None and _TO_EXPIRE.search(clause) is not None


def _what_of(measure: Measure, clause: str, start: int, end: int, *, lifted: bool) -> str:
    """What the date from `start` to `end` is of: the announcement, the start or the end of
    the measure, or of nothing; `_BARE` where it dates what the clause tells of.
    """
    lead = clause[max(0, start - _REACH) : start]
    paused = measure.status is MeasureStatus.PAUSED
    label = _YEAR_ALONE.fullmatch(clause, start, end) and not _IN_YEAR.search(lead)
    late = paused and _PUT_OFF_FROM.search(clause, 0, start)
    had = _HAD_BEEN.search(clause, 0, start) and not _EXPIRES.search(lead)
    if label or late or had or _NOT_THEN.search(clause, 0, start):
        named = label and measure.status in _STARTED and _OF_THE_YEAR.match(clause, end)
        return _STARTS if named else ""  # "Australia's 2019 duties"
    longer = paused or _EXTENDED.search(clause, 0, start)
    if _EXPIRES.search(lead) or (longer and _TO.search(lead)):
        return _ENDS
    put = (
        measure.status not in _PLANNED
        and not paused
        and _IMPOSED.search(clause[max(0, start - 120) : start])
    )
    starts = _EFFECTIVE.search(lead)
    if put or starts:
        over = measure.status is MeasureStatus.EXPIRED and _FROM.search(lead)
        return _ENDS if lifted or (starts and over) else _STARTS if starts else _PUT
    told = announces(measure, clause, start, end)
    if told is not None:
        return _ANNOUNCED if told else ""
    ended = measure.status is MeasureStatus.EXPIRED and _LIFTED.search(clause)
    if not _ON.search(lead) or not (ended or _dates_the_start(measure, clause, start, end)):
        return ""
    # a duty that is paused holds from another day than its pause
    return _ENDS if ended or lifted else _ANNOUNCED if paused else _BARE


def _apart(at: int, start: int, end: int) -> int:
    """How far a date that stands from `start` to `end` is from the place `at`."""
    return start - at if start >= at else at - end


def _dates_the_start(measure: Measure, clause: str, start: int, end: int) -> bool:
    """Whether a bare date ("on April 9") is the day from which the status holds."""
    if measure.status is MeasureStatus.PAUSED:
        lead = clause[max(0, start - 2 * _REACH) : start]
        return bool(_PAUSING.search(lead) or _PAUSING.match(clause, end + 1))
    if _ABIDES.search(clause):
        return False
    return measure.status in _STARTED or _COMING.search(clause) is not None
