"""Tells a decision that is only reported ("said it would put a duty on wood") from a threat."""

from __future__ import annotations

import re

from nlp.measures.day_names import SCHEDULED_DAY

HEDGE = re.compile(
    r"\b(?:if(?! (?:they|it) (?:are|is) (?:made|built|grown|assembled|packed|sold|used|meant"
    r"|shipped|melted)\b)|unless|could|might|(?-i:may)|should|threat\w*|warn\w*|consider\w*"
    r"|propos\w*|whether"
    r"|draft\w*|risk\w*|weigh\w*)\b",
    re.I,
)
"""Words that leave open whether anything is done."""
_DECIDED = re.compile(
    r"\b(?:said|announced|confirmed|declared|told|decided|ordered|notified|informed|promised"
    r"|pledged|agreed)\b(?P<between>[^;:]*?)\bwould\b",
    re.I,
)
_OWN_DEED = re.compile(  # "said it would impose"
    r"\b(?:said|announced|confirmed|declared|decided|told \w+)(?: (?:on|late|early) \w+"
    r"| (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?(?: that)?"
    r" (?:it|they|(?:his|her|its|the) (?:country|government|administration)) would (?:also )?"
    r"(?!have\b|be (?:able|willing|ready)|like|rather|not\b|prefer|consider|welcome|support"
    r"|respond|retaliat|answer|match|hit back|strike back|fight)"
)
_OFFICE_SAID = re.compile(  # "the ministry said lentils would face an extra 30%"
    r"\b(?i:ministry|government|commission|customs|minister|department|treasury|president"
    r"|White House|authority|administration|agency)\b[^.;:]{0,30}?"
    r" (?:said|announced|confirmed|(?:told|notified|informed) \w+)"
    r"(?: (?:on|late|early) \w+)?"
    r"(?: that)? [^,;:]{2,90}? would (?:face|pay|bear|attract|incur|be (?:charged|taxed|hit|slapped"
    r"|subject|liable))\b"
)
_OF_ITS_OWN = re.compile(  # "Trade commissioner Ana Verhoef said Brussels would put a 15% levy"
    r"\b(?i:commissioner|minister|commission|ministry|president|premier|secretary|spokes\w+|chief"
    r"|representative|White House|government)\b[^.;:,]{0,40}?(?:, [^,;:.]{3,40},)?"
    r" (?:said|announced|confirmed)(?: (?:on|late|early) \w+)?(?: that)?"
    r" (?:the )?[A-Z][\w.]+(?: [A-Z][\w.]+)? would (?:also )?"
    r"(?:put|impose|levy|charge|introduce|raise|place|lower|cut)\b"
)
_AGREED = re.compile(  # "agreed that the first 100,000 cars would face a tariff of 10%"
    r"\bagreed(?: on \w+)? that [^;:]{2,120}? would\b"
)
_ACCEPTED = re.compile(r"\b(?:accept(?:s|ed)|agree(?:s|d) (?:to|on)|settle(?:s|d) for)\b")
_FIXED = re.compile(
    r"\b(?:(?:from|on|starting|beginning|effective|by|as of|in)(?: on)? (?:early |late "
    rf"|mid-)?{SCHEDULED_DAY}|in 20[0-9]{{2}}"
    r"|(?:go|fall|drop|be (?:cut|reduced|lowered)) (?:from [0-9.]+ ?(?:%|percent) )?to\b)"
)


def is_decided(clause: str) -> bool:
    """Whether "would" only reports a "will" with a date or a new rate of its own: "said it
    would put a 15% tariff on wood from Sept. 1".
    """
    said = _DECIDED.search(clause)
    if HEDGE.search(clause) is not None:
        return False
    if said is None:
        return _ACCEPTED.search(clause) is not None  # "accepted a tariff of 15%"
    if any(one.search(clause) for one in (_OFFICE_SAID, _OF_ITS_OWN, _AGREED)):
        return True
    return _FIXED.search(clause) is not None or _OWN_DEED.search(clause) is not None
