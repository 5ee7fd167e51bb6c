"""Tells what a date in a measure's clause is of: its announcement, its start or its end."""

from __future__ import annotations

import re
from enum import StrEnum

from nlp.analysis import Measure, MeasureStatus
from nlp.measures.day_names import DAY
from nlp.measures.days.said import announces
from nlp.measures.moving_verbs import GOES, WAY
from nlp.measures.stages.named_deeds import PAUSE_OVER
from nlp.measures.stages.undoing import Deed, Fate, Mood

_STARTED = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_EXPIRES = re.compile(
    r"\b(?:(?:until|till|through|beyond|past)(?: at least| at the earliest)?"
    r"|(?:expire[sd]?|lapse[sd]?|ends?|ended|r[ua]ns? out|sunsets?|falls? away|fell away"
    r"|terminate[sd]?|c[ao]mes? to an end)"
    r"(?: at (?:midnight|noon|[0-9:.]+ ?[ap]\.?m\.?))?"
    r"(?: on| in| at)?)(?: the)? $",
    re.I,
)
_EFFECTIVE = re.compile(
    r"\b(?:from|on or after|after(?= midnight)|announced for|(?:planned|scheduled|due) (?:for|on)"
    r"|(?:backdated|retroactive(?:ly)?) (?:to|from)"
    r"|snaps? back|returns?|resumes?|effective|starting|beginning|since|as of"
    r"|take[sn]? effect|took effect|taking effect|in force|in effect|with effect"
    r"|start(?:s|ed)?|beg[iau]n(?:s|ning)?|(?:snap|com|kick)ing back"
    r"|(?:c[ao]mes?|coming|goes?|going|went|gone|enter(?:s|ed|ing)?)(?: back)? into"
    r" (?:force|effect)"
    r"|kick(?:s|ed|ing)? in)"
    r"(?: (?:again|only))?(?: (?:(?:just |shortly |one minute |a minute )?(?:at|after|past)"
    r" )?(?:midnight|noon|[0-9:.]+ ?[ap]\.?m\.?)(?: [A-Z][a-z]+ time| local time| GMT"
    r"| ET)?)?(?: on| in| from| since| early on)?"
    r"(?: the)? $",
    re.I,
)
_TO = re.compile(r" to (?:the )?$")
_A_DAY = (
    r"(?:the )?(?:(?:early|late|mid|end of|start of)[ -])?"
    rf"(?:{DAY}|[0-9]{{1,2}} (?:{DAY})|[0-9]{{4}})"
)
RANGE_ENDS = re.compile(  # "from July to September"
    rf"\b(?:from|between) {_A_DAY}[^,;:%]{{0,14}} (?:to|and|until|till|through)"
    r" (?:the )?(?:(?:early|late|mid|the end of) )?$",
    re.I,
)
_WAS_TO_END = re.compile(  # "was to expire in June but will stay"
    r"\b(?:was|were|had been) (?:(?:due|set|scheduled|about) )?to (?:expire|lapse|end|run out)"
    r" (?:on |in )?$"
)
_BUT_STAYS = re.compile(
    r"[^,;:]{3,24}[,;]? (?:but|and) (?:(?:it|they) )?(?:will|has|have|is|are)\b"
)
_PUT_OFF_FROM = re.compile(r"\b(?:postpon|delay|defer|put off)[^,;]*\bfrom (?:the )?$", re.I)
_ON = re.compile(r"(?<!\bof)(?<!\bof )(?:\b|^|(?<=%))(?:on|in|by|next|last|this)? ?$", re.I)
_OF_A_PACT = re.compile(  # "under last year's deal"
    r"(?:’s|'s) (?:[a-z]+ ){0,2}(?:deal|agreement|pact|accord|truce|treaty|talks|summit|visit)\b"
)
_COMING = re.compile(
    r"\b(?:(?:ris|climb|increas|go|fall|dropp|rais|hik|lower|doubl|halv|cutt)ing|will|to be"
    rf"|(?:is|are) to|would|shall|rises?|falls?|raises?|goes|go to|{GOES}{WAY} (?:to|from|on|in)"
    r"|approv\w+|hikes|faces?|imposes?|charges?|cuts|lowers|introduces"
    r"|(?:plans?|planned|(?:decided|agreed)(?: (?:on|late on) \w+)?|intends?|wants|set|due|poised"
    r"|scheduled|going|expected|prepar\w+|about) to (?:bring|take|raise|restore|levy|put"
    r"|introduce|cut|lower|double|lift|impose|slap|charge|hit|reimpose|increase|reduce|extend"
    r"|expand|widen|apply))\b",
    re.I,
)
PAUSING = re.compile(
    r"\b(?:paus\w+|suspen\w+|postpon\w+|delay\w*|put off|held off|defer\w*|shelved|froze\w*"
    r"|block(?:s|ed))\b"
)
_OPENS = re.compile(r"[\s“\"]*(?:(?:On|In|Late on|Early on|Late|Early|Earlier) )?")
_THEN_PAUSED = re.compile(  # "On April 9 Washington suspended"
    r",?(?: (?!(?:and|but|when|which|that|will|may|could)\b)[\w.’'-]+){0,5}?"
    r" (?:paused|suspended|postponed|delayed|put off|deferred|shelved|froze|halted|blocked)\b"
)
_NOT_SINCE = re.compile(  # "the first of its kind since 1996"
    r"(?:\b(?:not|never|n[’']t) (?:been )?|(?:\b(?:is|was|are|were)|,) (?:the|its|their)"
    r" (?:first|most|least|\w+est) )[^,;:.%]{0,30}\bsince $"
)
_HELD_SINCE = re.compile(
    r"\b(?:paused|suspended|postponed|delayed|shelved|frozen|waived|on hold) since $"
)
_OF_THE_YEAR = re.compile(r" (?:[a-z-]+ )?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies))\b")
_NOT_THEN = re.compile(
    r"\bwould (?:otherwise )?have (?:expired|lapsed|ended|run out) (?:on |in )?$"
    r"|\bextended\b[^;:]*\b(?:was|were|had been) (?:due|set|scheduled|about) to"
    r" (?:expire|lapse|end|run out) (?:on |in )?$"
)
_FROM = re.compile(
    r"\b(?:from|effective|as of|(?:backdated|retroactive(?:ly)?) to)(?: the)? $", re.I
)
_IMPOSED = re.compile(
    r"\b(?:imposed|introduced|levied|put in place|brought in|adopted)"
    r"(?: by (?:the |its |an? )?[\w. ]{2,30}?)? (?:in|on|since)(?: the)? $"
    r"|\b(?:imposed|introduced|levied|brought in) (?=last |this |earlier )?$"
    r"|\b(?:rais|lift|increas|lower|cut|reduc|doubl|halv)(?:ed)? (?:it |them )?to [0-9.]+ ?"
    r"(?:%|per ?cent) (?:in |on )?(?:the )?$"
    r"|\b(?:that|which) [^,;:]{2,40}? (?:put|imposed|placed|levied|slapped) (?:on|against)"
    r" [^,;:]{2,60}? (?:in|on|since)(?: the)? $"
)
LIFTED = re.compile(
    r"\b(?:lift|remov|dropp|scrapp|abolish|eliminat|end|repeal|revok|rescind|cancel|axe|abandon"
    r"|withdr(?:aw)?n?|expir|laps|expire|lapse)(?:ed|ew|s)?\b"
)
_YEAR_ALONE = re.compile(r"[0-9]{4}")
_IN_YEAR = re.compile(
    r"\b(?:in|since|from|during|by|of|until|till|through|before|after)"
    r"(?: at (?:least|the (?:latest|earliest)))?(?: early| late| mid-?)? $",
    re.I,
)
HAD_BEEN = re.compile(
    r"\bhad (?:(?:been|already|earlier|first|once) )*(?:paus|put off|postpon|delay|suspend|lift)"
)
_EXTENDED = re.compile(r"\b(?:extend|prolong|renew|stretch|lengthen)(?:e?s|ed|ing)?\b")
_ABIDES = re.compile(  # a day on which nothing began
    r"\b(?:upheld|upholds|affirm(?:s|ed)|retain(?:s|ed)|maintain(?:s|ed)|defend(?:s|ed)"
    r"|surviv(?:es|ed)|withst(?:ands|ood)|unchanged|(?:kept|held) (?:its|the)"
    r"|let\b[^;:.]{0,80}? stand)\b"
)
WAS_TO = re.compile(  # "which was to have taken effect on Oct. 1"
    r"\b(?:was|were|had been) (?:(?:originally|initially|first) )?"
    r"(?:(?:due|set|scheduled|supposed|meant|about|planned|slated) )?(?:to|for)\b[^,;:.%]{0,40}$"
)
_MEETS = re.compile(  # "is to vote on Thursday on a duty"
    r"\b(?:to|will|would|could|may|expected to|due to) (?:vote|decide|rule|meet|debate|discuss"
    r"|convene|be (?:reviewed|re-?assessed|discussed|examined|reconsidered|heard))"
    r"(?: (?:again|on it|whether))?(?: on| in| by)? $",
    re.I,
)
_WHEN_OTHERS = re.compile(  # "will put 50% on steel when the present rules end in June"
    r"\b(?:when|once|after|as) (?:the|its|their|present|current|existing)\b[^,;:]{2,50}? (?:ends?"
    r"|expires?|lapses?|runs? out) (?:on |in |at )?(?:the )?$"
)
_WHEN_OVER = re.compile(r"\bwhen (?:it|they) (?:expires?|lapses?|ends?|runs? out) (?:on |in )?$")
_DUTY = (
    r"(?:tariff|dut(?:y|ie)|lev(?:y|ie)|rate|charge|surcharge|surtax|tax|fee|measure|ban|curb"
    r"|increase|hike|rise|cut|quota|pause|suspension|exemption|sanction|control|it|they|step)e?s?"
)
_OF_ANOTHER = re.compile(  # "the last step of a schedule that began in 2024", "a law from 1974"
    rf"\b(?!{_DUTY}\b)[a-z]+,? (?:that|which) (?:had |has |first )?(?:began|started|opened"
    r"|dates?(?: back)?|(?:was|were) (?:launched|opened|started|begun|passed|written))"
    r"(?: (?:in|on|from|to|since))?(?: the)? $"
    r"|(?-i:\bBefore )$"
    r"|\b(?:seen|obtained|reviewed|leaked)(?: (?:by|to) [^,;:.%]{2,40}?)?(?: late)?(?: on)? $"
    r"|\b(?:law|act|statute|pact|deal|treaty|accord|agreement|order|decree)"
    r" (?:of|from|dating from|passed in|(?:that|which) dates (?:from|back to)) $",
    re.I,
)
_UNTOUCHED = re.compile(r"\b(?:(?:do|does|did|will) not|(?:do|does|did)n[’']t|won[’']t) affect\b")
_DENIED = re.compile(r"\b(?:not|never|no)\b|n[’']t\b")
_THEN_PUT = re.compile(  # "In 2020 Turkey introduced a 6% duty, which expired in January"
    r",? (?:[\w’'.-]+ ){1,4}(?:put|imposed|introduced|levied|slapped|placed|adopted|raised)\b"
)
_STEP = re.compile(
    r"[0-9][0-9.]* ?(?:%|per ?cent) (?:in|from|by) 20[0-9]{2}"
)  # a clause of its own
_REACH, _FAR = 40, 120  # characters
_PLANNED = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED, MeasureStatus.THREATENED})


class Sense(StrEnum):
    """What a date is of; `BARE` dates what the clause tells of, `PUT` the deed of putting it on."""

    ANNOUNCED = "announced"
    STARTS = "starts"
    ENDS = "ends"
    BARE = "bare"
    PUT = "put"


def sense_of(
    measure: Measure, clause: str, start: int, end: int, fate: Fate | None
) -> Sense | None:
    """What the date from `start` to `end` is of: the announcement, the start or the end of
    the measure, or of nothing; `BARE` where it dates what the clause tells of.
    """
    lead = clause[max(0, start - _REACH) : start]
    paused = measure.status is MeasureStatus.PAUSED
    ranged = RANGE_ENDS.search(lead)
    label = _YEAR_ALONE.fullmatch(clause, start, end) and not (_IN_YEAR.search(lead) or ranged)
    if label or _is_of_no_day(measure, clause, (start, end), fate):
        named = label and measure.status in _STARTED and _OF_THE_YEAR.match(clause, end)
        return Sense.STARTS if named else None  # "Australia's 2019 duties"
    if paused and _HELD_SINCE.search(lead):
        return Sense.ANNOUNCED
    longer = paused or _EXTENDED.search(clause, 0, start)
    then = measure.status in _PLANNED and _WHEN_OTHERS.search(clause, 0, start)
    ends = not then and (_EXPIRES.search(lead) or (longer and _TO.search(lead)))
    over = measure.status is MeasureStatus.EXPIRED
    if ranged or ends:
        freed = measure.status in _STARTED and PAUSE_OVER.search(clause, 0, start)
        return Sense.BARE if freed else Sense.ENDS  # "its pause on the duty ended on Monday"
    starts = then or _EFFECTIVE.search(lead)
    put = (over and _THEN_PUT.match(clause, end)) or _is_put_on(measure, clause, start)
    if starts or put:
        until = over or is_to_end(measure, fate)
        return (
            Sense.PUT
            if not starts
            else Sense.ENDS
            if until and _FROM.search(lead)
            else Sense.STARTS
        )
    told = announces(measure, clause, start, end)
    if told is not None:
        return Sense.ANNOUNCED if told else None
    return _bare(measure, clause, start, end, fate) if _ON.search(lead) else None


def is_to_end(measure: Measure, fate: Fate | None) -> bool:
    """Whether it is settled that the measure, which stands, comes to its end."""
    return fate is not None and fate.ends and not (fate.lifts and measure.status in _PLANNED)


def _is_of_no_day(measure: Measure, clause: str, day: tuple[int, int], fate: Fate | None) -> bool:
    """Whether the date is of what did not come about, or of a pause before this one."""
    start = day[0]
    lead = clause[max(0, start - _REACH) : start]
    over = measure.status in {MeasureStatus.PAUSED, MeasureStatus.EXPIRED}
    if measure.status is MeasureStatus.PAUSED and _PUT_OFF_FROM.search(clause, 0, start):
        return True
    if HAD_BEEN.search(clause, 0, start) and not _EXPIRES.search(lead):
        return True
    if (over and WAS_TO.search(clause, 0, start)) or _NOT_THEN.search(clause, 0, start):
        return True
    if _is_of_another(clause, *day):
        return True
    if fate is not None and fate.lifts and _IMPOSED.search(lead):
        return True  # "will scrap its 17% duty, imposed in 2019"
    denied = fate is not None and fate.mood is Mood.OPEN and _DENIED.search(lead)
    return bool(denied) and _WHEN_OVER.search(lead) is None


def _is_of_another(clause: str, start: int, end: int) -> bool:
    """Whether the date is of a meeting, a law, a ruling, or of an end that did not come."""
    lead = clause[max(0, start - _REACH) : start]
    if _OF_A_PACT.match(clause, end) or _MEETS.search(lead) or _OF_ANOTHER.search(clause, 0, start):
        return True
    if _NOT_SINCE.search(lead):
        return True
    stays = _WAS_TO_END.search(lead) and _BUT_STAYS.match(clause, start)
    return bool(stays or _UNTOUCHED.search(clause, start))


def _is_put_on(measure: Measure, clause: str, start: int) -> bool:
    """Whether the date is of a verb that puts the duty on: "imposed in 2019"."""
    if measure.status in _PLANNED or measure.status is MeasureStatus.PAUSED:
        return False
    return _IMPOSED.search(clause[max(0, start - _FAR) : start]) is not None


def _bare(measure: Measure, clause: str, start: int, end: int, fate: Fate | None) -> Sense | None:
    """What a date is of that only says when: "scrapped it on July 1", "pays 20% from May"."""
    if fate is not None and (fate.mood is Mood.OPEN or fate.deed is Deed.KEPT):
        return None  # "may scrap its 20% duty on July 1"
    if measure.status is MeasureStatus.EXPIRED and (fate or LIFTED.search(clause)):
        return Sense.ENDS
    if not _dates_the_start(measure, clause, start, end):
        return None
    if is_to_end(measure, fate):
        return Sense.ENDS
    # a duty that is paused holds from another day than its pause
    return Sense.ANNOUNCED if measure.status is MeasureStatus.PAUSED else Sense.BARE


def _dates_the_start(measure: Measure, clause: str, start: int, end: int) -> bool:
    """Whether a bare date ("on April 9") is the day from which the status holds."""
    if measure.status is MeasureStatus.PAUSED:
        lead = clause[max(0, start - 2 * _REACH) : start]
        opens = _OPENS.fullmatch(clause, 0, start) and _THEN_PAUSED.match(clause, end)
        return bool(opens or PAUSING.search(lead) or PAUSING.match(clause, end + 1))
    if _ABIDES.search(clause):
        return False
    coming = _COMING.search(clause) or _STEP.match(clause)
    return measure.status in _STARTED or coming is not None
