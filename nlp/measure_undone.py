"""Tells that a tariff still stands which somebody only may suspend, lift or strike down."""

from __future__ import annotations

import re

_UNDO = (
    r"(?:suspend|paus|postpon|delay|waiv|defer|fr[eo]ez|halt|lift|scrap|remov|dropp?|end|abolish"
    r"|eliminat|withdraw|repeal|rescind|cancel|revok|void|overturn|annul|quash|block|invalidat"
    r"|eas|axe?|ditch|strike|striking|throw)(?:e|ing|l?ing|ping|s)?(?: down| out)?"
)
_WISHED_AWAY = re.compile(
    r"\b(?:want|urg|demand|ask|call)\w* [^;:]{0,60}"
    r"\b(?:drop|lift|remove|scrap|end|withdraw|abolish)\b"
)
_NOT_LIFTED = re.compile(
    r"\b(?:not|never|n[o’']t|refus\w+ to|declin\w+ to)(?: \w+)? "
    r"(?:lift|drop|remove|scrap|end|withdraw|abolish|cut|lower|reduce|ease|suspend|pause|rescind"
    r"|repeal|cancel|waive|strike down|overturn|void|block|up for|answer|respond to"
    r"|retaliate (?:for|against)|match)\b",
    re.I,
)
_ADVISED = re.compile(
    r"\b(?:recommend|suggest|propos|urg|demand|insist|ask|argu)\w* (?:that )?(?:[^;:]{0,40} )?$",
    re.I,
)
_BE_LIFTED = re.compile(
    r"[^,;:.]{0,80}? be (?:dropped|lifted|removed|scrapped|abolished|ended|withdrawn|repealed"
    r"|suspended|revoked|allowed to (?:lapse|expire))\b"
)
_MAYBE = re.compile(
    r"(?:\b(?:(?-i:may)|might|could|can|should|whether to|if|unless|consider\w*|weigh\w*"
    r"|mull\w*|discuss\w*|debat\w*|stud(?:y|ies|ied|ying)|explor\w*|threat\w* to|offer\w* to"
    r"|ready to|willing to|prepared to|open to"
    r"|(?:urg|ask|press|want|call|beg|tell|told|push|petition|lobb)\w*\b[^;:]{0,50}? to)"
    r"|^\W*(?:if|unless|should|once|when) [^;:]{2,60}?, [^;:,]{2,40}?)"
    r"(?: (?!(?:its|the|their|his|her)\b)[\w’'-]+){0,3}? "
    + _UNDO
    + r" (?:all |most |some |both )?(?:of )?(?:its|the|their|his|her|those|these"
    r"|[A-Z][\w.]*(?: [A-Z][\w.]*)?(?:’s|'s|s’|s'))"
    r"(?! (?:\w+ ){0,2}(?:pause|suspension|truce|reprieve|freeze|exemption)\b)",
    re.I,
)
_MAY_LOWER = re.compile(  # "might lower its 100% tariff": it stands
    r"\b(?:may|might|could|can|whether to|(?:consider|weigh|mull|discuss|offer)\w*(?: to)?)"
    r" (?:\w+ )?(?:lower|cut|reduc|trim|halv|slash|eas)(?:e|ing|ting)?"
    r" (?:its|the|their|[A-Z][\w.]*(?:’s|'s)) (?:\w+ )?$",
    re.I,
)
_MAY_BE_CUT = re.compile(  # "could lead to a cut in the 20% tariff": it stands
    r"\b(?:may|might|could|would|will|can|hop\w+|talks|seek\w*|want\w*|ask\w*"
    r"|demand\w*|discuss\w*)\b[^,;:%]{0,50}?"
    r" (?:cut|reduction|decrease|suspension|removal|end|pause|relief)"
    r" (?:in|of|to|from) (?:the|its|their|[A-Z][\w.]*(?:’s|'s)) (?:[\w-]+ )?$"
)
_RESUMED = re.compile(
    r"\b(?:ended|ends|lifted|scrapped|cancelled|canceled|revoked|withdrew)"
    r" (?:its|the|their|his|her) (?:\w+ ){0,2}?"
    r"(?:pause|suspension|truce|reprieve|freeze|exemption) (?:of|on|from|for) ",
    re.I,
)
_COME_BACK = re.compile(r"\b(?:not|never|n[o’']t|if|may|could|might|whether|unless)\b", re.I)


_EXEMPT_FROM = re.compile(
    r"\b(?:is|are|was|were|be|been|remain\w*|stay\w*|continue\w* to be)"
    r" exempt(?:ed)? from (?:the|its|their|an?) $"
)


def still_stands(lead: str) -> bool:
    """Whether the words before a rate only tell that the duty may come to an end, or that a
    pause of it is over.
    """
    if _EXEMPT_FROM.search(lead) or _MAYBE.search(lead) or _MAY_LOWER.search(lead):
        return True
    if _MAY_BE_CUT.search(lead):
        return True
    over = _RESUMED.search(lead)
    return over is not None and _COME_BACK.search(lead, 0, over.start()) is None


def is_wished_away(lead: str, behind: str) -> bool:
    """Whether the words around a rate tell that somebody wants the duty gone, or keeps it."""
    if _WISHED_AWAY.search(lead) or _NOT_LIFTED.search(lead):
        return True
    return _ADVISED.search(lead) is not None and _BE_LIFTED.match(behind) is not None
