"""Tells how far along a measure is, from the words around its rate."""

from __future__ import annotations

import re

from nlp.analysis import MeasureStatus
from nlp.measures.day_names import SCHEDULED_DAY
from nlp.measures.moving_verbs import GO, GOES, MOVED, WAY
from nlp.measures.rates.clauses import clause_of, is_now
from nlp.measures.rates.finding import Rate
from nlp.measures.rates.free import is_free, is_free_now, let_in
from nlp.measures.stages.decided import HEDGE, is_decided
from nlp.measures.stages.fate import fate_of
from nlp.measures.stages.named_deeds import let_go
from nlp.measures.stages.standing import comes_later, is_replaced, is_told_aside, stands
from nlp.measures.stages.undoing import Deed, Fate, Mood
from nlp.measures.stages.undone import not_done, put_off_again
from nlp.tariff_words import tariff_words

_ORDER = (
    MeasureStatus.STRUCK_DOWN,
    MeasureStatus.PAUSED,
    MeasureStatus.THREATENED,
    MeasureStatus.EXPIRED,
    MeasureStatus.SIGNED,
    MeasureStatus.ANNOUNCED,
    MeasureStatus.REDUCED,
    MeasureStatus.IN_FORCE,
)
_OVER = (MeasureStatus.PAUSED, MeasureStatus.STRUCK_DOWN, MeasureStatus.EXPIRED)
_DONE = {
    Deed.ENDED: MeasureStatus.EXPIRED,
    Deed.RUN_OUT: MeasureStatus.EXPIRED,
    Deed.HELD: MeasureStatus.PAUSED,
    Deed.STRUCK: MeasureStatus.STRUCK_DOWN,
    Deed.LOWERED: MeasureStatus.REDUCED,
    Deed.RAISED: MeasureStatus.IN_FORCE,
}
_STANDS = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_DEFINITE = re.compile(r"\b(?:the|its|their|his|own|’s|'s)\s+(?:\w+\s+){0,2}$", re.I)
_TO_COME = re.compile(
    r"\b(?:to|will|would|shall|could|may|might|must|should|can|not|n[o’']t|never|yet|won[’']t"
    r"|[’']ll|[’']d)(?: (?:also|soon|now|then|be|have|likely|further|again|not|only|in turn))* $",
    re.I,
)
_KEPT = re.compile(
    r"\b(?:ke(?:eps?|eping|pt)|retain(?:s|ed|ing)|maintain(?:s|ed|ing)|leav(?:es|ing)|left)"
    r"(?: (?:in place|up|untouched|intact|unchanged|alone|standing))?"
    r"(?: (?:an?|the|its|their|his|all|general|blanket|\w+wide))*"
    r"(?: (?:[\w-]+ )?(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?)(?: rate)? of(?: up to)?)? $",
    re.I,
)
_NOW_MOVING = re.compile(
    r"[^,;:.]{0,70}? (?:(?:will|would|is to|are to|is due to|is set to) (?:be )?)?"
    rf"(?:{GOES}|{GO}|{MOVED}){WAY} (?:to|from|by)\b",
    re.I,
)
_CUT_TO = re.compile(
    r"\b(?:was|were|been|has|have|had) (?:cut|lowered|reduced|slashed"
    r"|brought down)(?: since| again| later| in [0-9]{4}| on \w+)?"
    r"(?: from [0-9.]+ ?(?:%|percent))?"
    r" to (?:just |only |about |as (?:little|low) as )?$",
    re.I,
)
_NOW = re.compile(
    r"(?:, (?:now|currently)(?: at| only| just)?|\b(?:now|currently|today) (?:(?:it|they|and) )?"
    r"(?:is|are|stands? at|pays?|faces?|charges?)(?: an?| at| only| just)?"
    r"|\b(?:is|are) (?:now|currently)(?: at| only| just)?"
    r"|\b(?:is|are) (?:now |currently |still )?(?:taxed|charged|capped|assessed|levied)(?: at)?"
    r"|\b(?:is|are) (?:now |currently |still |back )*at"
    r"|\b(?:that|which) (?:is|are|was|were) already(?: at)?"
    r"|\b(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?)\b[^,;:.]{0,60}? (?:is|are)"
    r"(?: now| currently| still)?(?: at| just)?) $",
    re.I,
)
_GOES_ON = re.compile(  # "keeping duties on cars at 30%", "will keep paying 25%"
    r"\b(?:keep(?:s|ing)?|kept|leav(?:es|ing)|hold(?:s|ing)?|held|maintain(?:s|ed|ing)?"
    r"|fr(?:eez(?:es?|ing)|ozen?))\b[^;:.%]{0,80}? at (?:about |just )?$"
    r"|\b(?:stay|remain)(?:s|ed)? (?:taxed |charged )?at (?:about |just )?$"
    r"|\b(?:will|would|must|have to) still (?:pay|face|bear|be (?:charged|taxed))"
    r"(?: (?:an?|the|at|only|just|tariffs?|dut(?:y|ies)|of))* $"
    r"|\b(?:(?:keep(?:s|ing)?|kept|go(?:es)? on|went on) (?:on )?(?:paying|facing|charging|levying)"
    r"|continu(?:e|es|ed|ing) to (?:pay|face|bear|be charged|charge|levy))"
    r"(?: (?:an?|the|at|only|just|tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?|of))* $",
    re.I,
)
_QUALIFIED = re.compile(  # "the paused duties are 25% on cars"
    r"\b(?:paused|suspended|postponed|delayed|frozen|shelved|expired|lapsed|planned|proposed"
    r"|threatened|announced|voided|overturned|scrapped)(?: [\w.]+){0,2} "
    r"(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)|rates?)\b",
    re.I,
)
_WAS_CUT = re.compile(
    r"[^,;:]{0,90}? (?:was|were|has been|have been) (?:cut|lowered|reduced|slashed"
    r"|brought down) to\b",
    re.I,
)
FOR_A_TIME = re.compile(r"\b(?:for \w+ (?:days|weeks|months)|pauses?|until)\b", re.I)
"""Words behind a deed that say it is not for good."""
_UNDER_A_PACT = re.compile(  # "Under it the levy on cocoa goes from 8% to zero"
    r"\b[Uu]nder (?:it|its terms|(?:the|that|this|an?|their|its)(?: [\w-]+){0,2}"
    r" (?:deal|pact|agreement|accord|treaty|plan|protocol|terms))\b[^;:.%]{0,120}?"
    rf" (?:{GOES}|{GO}|(?:is|are) {MOVED}){WAY}"
    r" (?:from|(?:from [0-9.]+ ?(?:%|per ?cent) )?to(?: just| only)?) $"
)
_SCHEDULED = re.compile(
    rf"\b(?:starts?|begins?|{GOES}|rise|fall|drop|takes? effect|go (?:up|into)|kicks? in"
    rf"|comes? into (?:force|effect))\b[^;.]{{0,50}}? (?:on|from|in|at|by) {SCHEDULED_DAY}"
)
_FROM_THEN = re.compile(  # "From Monday the duty falls to 5%"
    rf"\b(?:From|As of|On|Starting) {SCHEDULED_DAY}[^;.%]{{0,60}}? (?:will {GO}|{GOES}){WAY} to\b"
)
_UNDERWAY = re.compile(
    r"\b(?:took effect|came into (?:force|effect)|went into (?:force|effect)|kicked in"
    r"|ha(?:s|ve|d) (?:already |now )?(?:taken effect|(?:gone|come) into (?:force|effect)"
    r"|kicked in)|(?:has|have) been in (?:force|effect)|in (?:force|effect) since"
    r"|(?:(?<=, )|(?<=been )|(?<=now ))in place (?:for|since)"
    r"|imposed since"
    r"|(?:has|have) been (?:charged|collected|levied|applied|paid|imposed) since"
    r"|(?:has|have) applied since|(?:has|have) (?:paid|faced|applied|borne)\b"
    r"|(?:is|are) (?:already |now |currently |still |back )+in (?:force|effect|place)"
    r"|(?:is|are) in (?:force|effect)|already (?:in force"
    r"|in effect|in place|pays?|faces?|appl(?:y|ies)))\b",
    re.I,
)
_REFUSED = re.compile(r"\b(?:refus|declin)\w* to $", re.I)
_LET_LAPSE = re.compile(
    r"\b(?:allow(?:s|ed)|let)\b[^;:.]{0,90}? (?:to )?(?:expire|lapse|run out|end)\b", re.I
)


def status_of(text: str, rate: Rate, *, felt: bool = False) -> MeasureStatus:
    """The status that the words of the rate's own clause give, and else its sentence.

    A conditional or a future never gives `IN_FORCE`: whatever else the words say, those
    for threats and plans are looked for first, and "to put" or "will hit" is no deed. A tariff
    that someone wants dropped or refuses to lift stands; without such words one that is `felt`.
    """
    start, end = clause_of(text, rate)
    settled = _settled(text, rate, start, end) or _standing(text, rate, start, end)
    if settled in {None, *_STANDS} and comes_later(text, rate):
        return MeasureStatus.ANNOUNCED
    if settled is not None:
        return settled
    decided = is_decided(text[start:end])
    clause, sentence = (start, end), rate.near
    own = sentence[0], max(end, min(rate.right, sentence[1]))
    for around in (clause, sentence):
        for status in _ORDER:
            if decided and status is MeasureStatus.THREATENED:
                return MeasureStatus.ANNOUNCED
            # What is said to stand elsewhere in the sentence may be another tariff.
            first, last = own if status in _STANDS and around == sentence != clause else around
            if _said(status, text, first, last) and _applies(status, rate, text):
                return status
    first = min(rate.start, rate.noun[0]) if rate.noun else rate.start
    lead = text[max(rate.near[0], first - 30) : first]
    moving = text.endswith(("to ", "from "), 0, rate.start)  # "goes to 25% next month"
    definite = _DEFINITE.search(lead) is not None and not moving
    charged = definite or felt or rate.until_next
    return MeasureStatus.IN_FORCE if charged else MeasureStatus.ANNOUNCED


def _settled(text: str, rate: Rate, start: int, end: int) -> MeasureStatus | None:
    """The status that follows from what is said to become of the duty, or from a pact."""
    if put_off_again(text, rate.end, rate.right):
        return MeasureStatus.PAUSED
    freed = let_go(text, rate)
    if freed is not None:
        return MeasureStatus.IN_FORCE if freed is Mood.DONE else MeasureStatus.PAUSED
    if is_told_aside(text, rate):
        return MeasureStatus.IN_FORCE
    fated = _fated(fate_of(text, rate), rate)
    pact = fated is None and _UNDER_A_PACT.search(text, rate.near[0], rate.start)
    coming = pact or fated is MeasureStatus.ANNOUNCED
    if coming and _said(MeasureStatus.SIGNED, text, start, end):
        return MeasureStatus.SIGNED
    return MeasureStatus.ANNOUNCED if pact else fated


def _fated(fate: Fate | None, rate: Rate) -> MeasureStatus | None:
    """The status of a duty of which is said what becomes of it: until that is done, it stands,
    but what somebody will lift is a cut that is announced.
    """
    if fate is None:
        return None
    if (fate.lifts and not rate.put) or (fate.moves and fate.mood is Mood.COMING):
        return MeasureStatus.ANNOUNCED
    if fate.mood is Mood.COMING and fate.deed is Deed.HELD:
        return MeasureStatus.PAUSED
    if fate.mood is not Mood.DONE or fate.deed is Deed.KEPT:
        return MeasureStatus.IN_FORCE
    return _DONE.get(fate.deed)


def is_struck_down(text: str, rate: Rate) -> bool:
    """Whether the clause of a rate says that a court has ended it: no country is its doer."""
    return _said(MeasureStatus.STRUCK_DOWN, text, *clause_of(text, rate))


def _standing(text: str, rate: Rate, start: int, end: int) -> MeasureStatus | None:
    """The status of a rate whose own words settle it, whatever else the clause says."""
    lead = text[start : rate.start]
    lapsed = _LET_LAPSE.search(text, start, end)
    refused = lapsed and _REFUSED.search(text, start, lapsed.start())
    free = _is_free(text, rate) and is_free_now(text, start, rate.start)
    now = rate.before is None and is_now(text, rate)
    if refused or free or now or stands(text, rate, (start, end)):
        return MeasureStatus.IN_FORCE
    let_go = lapsed and not _TO_COME.search(text[start : lapsed.start()])
    if let_go or is_replaced(text, rate):
        return MeasureStatus.EXPIRED
    if HEDGE.search(lead) or _QUALIFIED.search(lead):
        return None
    moved = _moved(text, rate, lead, end)
    if moved is not None:
        return moved
    return MeasureStatus.IN_FORCE if _is_underway(text, rate, start, end) else None


def _is_free(text: str, rate: Rate) -> bool:
    """Whether a rate only says "duty-free", or at what goods are let in, under no condition."""
    let = text.endswith("at ", 0, rate.start) and let_in(text, rate.left, rate.start)
    free = bool(let) or is_free(text[rate.start : rate.end])
    return free and not HEDGE.search(text, *clause_of(text, rate))


def _moved(text: str, rate: Rate, lead: str, end: int) -> MeasureStatus | None:
    """The status where the words before the rate, or just behind it, say where it is now."""
    first = rate.near[0]
    kept = _KEPT.search(text, first, rate.start)
    if (
        _NOW.search(lead)
        or _GOES_ON.search(text, first, rate.start)
        or (kept and not _TO_COME.search(text[first : kept.start()]))
    ):
        cut = rate.before is not None and rate.value is not None and rate.before > rate.value
        return MeasureStatus.REDUCED if cut else MeasureStatus.IN_FORCE
    if _CUT_TO.search(lead):
        return MeasureStatus.REDUCED
    if _WAS_CUT.match(text, rate.end, end):
        held = FOR_A_TIME.search(text, rate.end, rate.near[1])
        return MeasureStatus.PAUSED if held else MeasureStatus.REDUCED
    return None


def _is_underway(text: str, rate: Rate, start: int, end: int) -> bool:
    """Whether the tariff is charged now: it took effect, or is only about to move."""
    moving = rate.value is not None and _NOW_MOVING.match(text, rate.end, end)
    if moving and _DEFINITE.search(text, max(start, rate.start - 30), rate.start):
        return True  # "The 10% duty goes to 32% unless they agree"
    if HEDGE.search(text, start, end):
        return False
    underway = _UNDERWAY.search(text, start, end)
    if underway is None or " would " in text[start:end]:
        return False
    if _TO_COME.search(text, max(start, underway.start() - 30), underway.start()):
        return False
    again = " back in" in underway.group()  # "paused in June, is back in force"
    return again or not any(_said(one, text, start, end) for one in _OVER)


def _said(status: MeasureStatus, text: str, start: int, end: int) -> bool:
    """Whether the words between two places tell of `status`; a deed to come is not done."""
    scheduled = (one.search(text, start, end) for one in (_SCHEDULED, _FROM_THEN))
    if status is MeasureStatus.ANNOUNCED and any(scheduled):
        return True
    for match in tariff_words().status[status].finditer(text, start, end):
        if status is MeasureStatus.STRUCK_DOWN:
            return True
        if status not in _STANDS:
            if not not_done(status, text, match, start):
                return True
            continue
        if not _TO_COME.search(text[max(start, match.start() - 40) : match.start()]):
            return True
    return False


def _applies(status: MeasureStatus, rate: Rate, text: str) -> bool:
    """Whether a status word may speak of this rate, given the rates it knows."""
    if status is MeasureStatus.REDUCED:
        if rate.before is not None and rate.value is not None:
            return rate.before > rate.value
        return rate.value is None or text.endswith(("to ", "at "), 0, rate.start)
    return True
