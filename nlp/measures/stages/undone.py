"""Tells that a tariff still stands which somebody only may suspend, lift or strike down."""

from __future__ import annotations

import re

from nlp.analysis import MeasureStatus
from nlp.measures.stages.named_deeds import PAUSE

_NOT_ANSWERED = re.compile(  # what is not answered stands
    r"\b(?:not|never|n[o’']t|refus\w+ to|declin\w+ to)(?: \w+)? "
    r"(?:block|up for|answer|respond to|retaliate (?:for|against)|match)\b",
    re.I,
)
_OFF = r"(?:paus|suspend|delay|postpon|shelv|defer)(?:ed|ing)"
_MOVE = (
    r"(?:the|that|this|both|those|these) (?:(?:increase|rise|move|change|step|hike|start|plan"
    r"|tariff)s?|dut(?:y|ies)|lev(?:y|ies))"
)
_THEN_PUT_OFF = re.compile(  # "approved duties on cars, but put them on ice until July"
    r"(?:[^;:.%]|\.(?= [0-9a-z])){0,80}?,? (?:but|and|then|before) "
    r"(?:(?:(?:the )?[A-Z][\w.’'-]*(?: [A-Z][\w.]*)? )?"
    r"(?:(?:has|have|had|soon|later|then|quickly) ){0,2}"
    r"(?:put(?:ting)? (?:them|it) (?:on|into) (?:ice|hold|cold storage)"
    rf"|{_OFF} (?:them|it|{_MOVE})\b|put off (?:them|it|{_MOVE})\b)"
    r"|(?:[a-z]+ (?:said|announced|confirmed|decided)(?: [a-z]+){0,2} (?:that )?)?"
    rf"(?:it|they|{_MOVE}) "
    r"(?:(?:has|have|had|was|were|will|would|is|are|now|then|later|been|be|being) )+"
    rf"(?:{_OFF}|put (?:off|on (?:ice|hold|the back burner))|pushed back)\b"
    r"(?! (?:its|their|an?|[0-9$€£]|(?:[a-z-]+ ){0,2}(?:tariffs?|dut(?:y|ies)|lev(?:y|ies)))\b))"
)
_IF = re.compile(r"\b(?:if|unless|whether)\b[^;:.]{0,140}\b(?:is|are|was|were|gets?) (?:\w+ )?$")
_MAY_BE_CUT = re.compile(  # "could lead to a cut in the 20% tariff": it stands
    r"\b(?:may|might|could|would|will|can|hop\w+|talks|seek\w*|want\w*|ask\w*|weigh\w*|mull\w*"
    r"|consider\w*|stud(?:y|ies|ied|ying)|float\w*|propos\w*|demand\w*"
    r"|discuss\w*)\b[^,;:%]{0,50}? (?:cut|reduction|decrease|suspension|removal|end"
    r"|pause|relief)"
    r" (?:in|of|to|from|on) (?:the|its|their|[A-Z][\w.]*(?:’s|'s)) (?:[\w-]+ )?$"
)
_RESUMED = re.compile(
    r"\b(?:ended|ends|lifted|scrapped|cancelled|canceled|revoked|withdrew)"
    r" (?:its|the|their|his|her) (?:\w+ ){0,2}?"
    r"(?:pause|suspension|truce|reprieve|freeze|exemption) (?:of|on|from|for) ",
    re.I,
)
_NOT_OR_MAYBE = re.compile(r"\b(?:not|never|n[o’']t|if|may|could|might|whether|unless)\b", re.I)
_EXEMPT_FROM = re.compile(
    r"\b(?:is|are|was|were|be|been|remain\w*|stay\w*|continue\w* to be) exempt(?:ed)? from"
    r" (?:the|its|their|an?) $"
)
_YET_TO_SIGN = re.compile(
    r"\b(?:(?:once|if|until|unless|as soon as|provided|pending|before|awaits?|awaiting)\b"
    r"[^,;:.]{0,40}|(?:yet|has|have|had|is|are) to )$",
    re.I,
)
_NOT_YET = re.compile(r"(?:\b(?:not|never)|n[’']t)(?: (?:yet|been|be|fully|entirely))* $")
_PAUSE_BEFORE = re.compile(rf"\b{PAUSE}(?: (?!and\b|but\b)[\w’'-]+){{0,5}} $")
_ONLY_ASKED = re.compile(  # "asked Peru to delay a duty that starts in July"
    r"\b(?:want|ask|urg|press|lobb|beg|plead|petition|appeal)\w*\b[^,;:.]{0,60}? to (?:\w+ )?$"
    r"|\b(?:may|might|could|(?:consider|weigh|discuss)\w*(?: whether to)?|call\w* for) (?:\w+ )?$",
    re.I,
)
_AFTER_THAT = re.compile(  # "Once the surcharge lapses, Brazilian beef will pay 10%"
    r"(?:^|[.;] |, (?:and |but )?)(?:after|once|when|as soon as|if|unless) (?:it|they|th(?:e|at|is)"
    r"|those|its|their|an?|[A-Z][\w.]+(?:’s|'s))\b[^,;:.]*$",
    re.I,
)
_THEN = re.compile(r"[^,;:%]{0,40}, (?!(?:said|says)\b)")
_MORE_THAN = re.compile(r"\b(?:than|as) (?:[\w’'-]+ ){1,4}?(?:had|have|has) (?:\w+ )?$")
_MEANT = frozenset({MeasureStatus.THREATENED, MeasureStatus.ANNOUNCED})
_HAD = re.compile(r"\bhad (?:(?:been|already|earlier|first|twice|once) )*$")


def still_stands(lead: str) -> bool:
    """Whether the words before a rate only tell that the duty may come to an end, or that a
    pause of it is over.
    """
    if _EXEMPT_FROM.search(lead) or _NOT_ANSWERED.search(lead):
        return True
    if _MAY_BE_CUT.search(lead):
        return True
    over = _RESUMED.search(lead)
    return over is not None and _NOT_OR_MAYBE.search(lead, 0, over.start()) is None


def put_off_again(text: str, place: int, end: int) -> bool:
    """Whether the words behind a rate tell that it was put off: "but put them on ice"."""
    return _THEN_PUT_OFF.match(text, place, end) is not None


def not_done(status: MeasureStatus, text: str, told: re.Match[str], start: int) -> bool:
    """Whether a pause is long over ("had paused"), or nobody has signed or lifted it yet."""
    lead = max(start, told.start() - 100)
    if status is MeasureStatus.PAUSED and (
        _IF.search(text, start, told.start())
        or _ONLY_ASKED.search(text, lead, told.start())
        or _HAD.search(text, start, told.start())
    ):
        return True
    if status in _MEANT:  # "a 12% duty, less than mills had feared"
        return _MORE_THAN.search(text, start, told.start()) is not None
    if status is MeasureStatus.EXPIRED and (
        _NOT_YET.search(text, start, told.start())
        or _PAUSE_BEFORE.search(text, start, told.start())  # "when a waiver ran out"
        or _is_occasion(text, told, start)
    ):
        return True
    signed = status is MeasureStatus.SIGNED
    return signed and _YET_TO_SIGN.search(text, start, told.start()) is not None


def _is_occasion(text: str, told: re.Match[str], start: int) -> bool:
    """Whether what ends is only when the main clause holds: "After it lapses, beef pays 10%"."""
    after = _AFTER_THAT.search(text[start : told.start()]) is not None
    return after and _THEN.match(text, told.end()) is not None
