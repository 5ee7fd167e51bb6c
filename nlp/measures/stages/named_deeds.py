"""Tells what becomes of a duty where a noun says so: "after the removal of its 30% duty"."""

from __future__ import annotations

import re

from nlp.measures.rates.finding import Rate
from nlp.measures.stages.undoing import Deed, Fate, Mood

PAUSE = (
    r"(?:waivers?|pauses?|suspension|truce|reprieve|freeze|exemption|holiday|moratorium|deferral"
    r"|grace period)"
)
"""What holds a duty back, as a noun."""
PAUSED = re.compile(rf"\b{PAUSE} (?:of|on|from|for|in) (?:[\w’'.-]+ ){{0,3}}$")
"""Words before a duty that is held back: "the pause on its …"."""
PAUSE_OVER = re.compile(
    r"\b(?:pauses?|suspension|truce|reprieve|freeze|moratorium|deferral|grace period)"
    r" (?:of|on|from|for|in) [^,;:]{2,120}? (?:(?P<let>(?:to )?(?:lapse|expire|end|run out))"
    r"|(?:(?:has|have) )?(?:lapsed|expired|ended|run out)|ran out)\b"
)
"""What holds a duty back, gone by or let go: "its suspension of the 10% duty on rice lapsed"."""
_LET_GO = re.compile(
    r"\b(?P<will>(?:will|would|may|could|might|shall|to) )?(?:let|allow)(?:s|ed)?\b"
)
_ENDS = (
    r"(?:scrapping|removal|abolition|repeal|lifting|dropping|elimination|withdrawal|ending|axing"
    r"|revocation|cancellation|expiry|expiration|phase-?out|phasing out|roll-?back|lapse|lapsing"
    r"|end)"
)
_DAY = r"(?: (?:last|this|in|on|at|late|early|earlier) (?:[\w]+ ){0,2}?[\w]+)?"
_NAMED = re.compile(
    rf"(?P<lead>.*?)\b(?:the|its|their|that|an|a) (?:[a-z]+ ){{0,2}}?{_ENDS}"
    rf"(?P<when>{_DAY}) (?:of|to)"
    r"(?: (?:[A-Z][\w.]*(?:’s|'s)|[\w-]+)){0,4} $",
    re.S,
)
_KEPT = re.compile(
    r"(?P<lead>.*?)\b(?:extend|renew|prolong|stretch|continu)\w*(?: (?:by|for) (?:\w+ ){1,3})?"
    rf"(?: [\w-]+){{0,3}} {PAUSED.pattern}",
    re.S | re.I,
)
_NOT = re.compile(r"\b(?:not|never|refus\w*|declin\w*)\b|n[’']t\b", re.I)
_SOUGHT = re.compile(
    r"\b(?:seek\w*|sought|demand\w*|wants?|wanted|call(?:s|ed|ing)? for|propos\w*|discuss\w*"
    r"|consider\w*|urg\w+|ask(?:s|ed|ing)? for|hop(?:e|es|ed|ing)|push\w*|press\w*|lobb\w+"
    r"|campaign\w*|plead\w*|pleas?|offer\w*|condition|talks?|negotiat\w*|would|could|may|might"
    r"|should|if|unless|depend\w*|prospects?|possible|await\w*|for"
    r"|support\w*|favou?r\w*|back(?:s|ed|ing)|oppos\w*|reject\w*|rul(?:e|es|ed|ing) out|no|not)\b",
    re.I,
)
_SETTLED = re.compile(
    r"\b(?:announc\w*|promis\w*|agree\w*|pledg\w*|confirm\w*|order\w*|approv\w*|decid\w*|will"
    r"|includ\w*|foresees?|provid\w+ for|before|ahead of|until|pending)\b",
    re.I,
)
_DONE = re.compile(
    r"\b(?:after|since|following|with|despite|thanks to|because of|owing to|due to|blam\w*"
    r"|welcom\w*|hail\w*|cheer\w*|credit\w*|from|by|under|benefit\w*|saw|came|brought|meant"
    r"|marked|celebrat\w*|complain\w* (?:of|about))(?: [a-z]+)? $",
    re.I,
)
_MOST_LEFT = 160  # characters


def let_go(text: str, rate: Rate) -> Mood | None:
    """Whether what held a duty back is gone, so that it is charged again: done, or to come."""
    for over in PAUSE_OVER.finditer(text, *rate.near):
        refused = _NOT.search(text, rate.near[0], over.start())
        if refused or not over.start() < rate.start < over.end():
            continue
        let = _LET_GO.search(text, rate.near[0], over.start())
        if over["let"] is None or let is not None:
            return Mood.COMING if over["let"] and let and let["will"] else Mood.DONE
    return None


def named_deed(text: str, rate: Rate) -> Fate | None:
    """The end that a noun before a rate tells, as done, settled or only sought, or the pause that
    goes on; None without one, or where no word tells which.
    """
    first = max(rate.near[0], rate.start - _MOST_LEFT)
    kept = _KEPT.match(text, first, rate.start)
    if kept is not None:
        refused = _NOT.search(kept["lead"]) is not None
        return None if refused else Fate(deed=Deed.HELD, mood=Mood.DONE)
    found = _NAMED.fullmatch(text, first, rate.start)
    if found is None:
        return None
    lead = found["lead"]
    if _DONE.search(lead) is not None or (found["when"] and _SOUGHT.search(lead) is None):
        return Fate(deed=Deed.ENDED, mood=Mood.DONE)
    if _SETTLED.search(lead) is not None:
        return Fate(deed=Deed.ENDED, mood=Mood.COMING)
    return Fate(deed=Deed.ENDED, mood=Mood.OPEN) if _SOUGHT.search(lead) is not None else None
