"""Finds what governments put on what leaves their country: controls, curbs and bans on exports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.figures.amounts.finding import Tokens
from nlp.measures.rates.finding import Rate, unrated

_CURB = r"(?:controls?|curbs?|restrictions?|bans?|limits?|embargo(?:es)?)"
_OF_GOODS = r"(?:(?<=earth )|(?<=earths )|(?<=chip )|(?<=mineral )|(?<=magnet )|(?<=uctor ))"
_HALT = r"\b(?:ban(?:s|ned)?|bar(?:s|red)?|halt(?:s|ed)?|suspend(?:s|ed)?|stop(?:s|ped)?)"
_CONTROL = re.compile(
    rf"\bexport {_CURB}|\b{_CURB} on (?:the )?(?:exports?|shipments)\b"
    rf"|\b(?P<on>{_CURB})(?= on (?:[a-z-]+ ){{1,3}}exports\b)"
    r"|\b(?:ban(?:s|ned|ning)?|bar(?:s|red|ring)?|restrict(?:s|ed|ing)?|curb(?:s|ed|ing)?"
    r"|prohibit(?:s|ed|ing)?|block(?:s|ed|ing)?|halt(?:s|ed|ing)?|forb(?:ids?|ade|idden|idding))"
    r" (?!(?:on|to|from|in|of|for|by|it|its)\b)(?:[a-z-]+ ){0,3}?"
    r"(?P<noun>exports|(?<=the )(?:export|shipment)(?= of\b))\b"
    r"|\b(?:requir|demand|introduc|impos|need|put|announc|set|unveil)\w*"
    r" (?:an? |new |export |special |government |up )*"
    r"(?P<licence>(?:licen[cs](?:es?|ing)|permits?)(?: (?:rules|requirements?|system|regime))?"
    r"(?= (?:for|on|to) "
    r"(?:all |the |any |their |each |every )?(?:(?:[a-z-]+ ){1,2}(?:exports|shipments)\b"
    r"|(?:exports?|shipments?|export|ship) (?:of )?)))"
    r"|\b(?:requir|demand|introduc|impos|need)\w* (?:an? |new |special |government )*"
    r"(?P<permit>export (?:licen[cs](?:es?|ing)|permits?)(?= (?:for|on) ))"
    rf"|(?P<sold>{_HALT} (?:its |all )?(?:exports|sales)(?= of [\w -]{{2,40}} to\b))"
    r"|\b(?P<state>exports)(?= of [\w -]{2,40}? (?:(?:remains?|stays?|are|is|were|was|has been"
    r"|have been|had been|will be)(?: still)? (?:banned|barred|prohibited|restricted)\b))"
    r"|\b(?:exports?|exporters|shipments|shippers) of [\w -]{2,40}?"
    r" (?:(?:will|would|now|must|also|again|soon) )*(?:needs?|requires?)"
    r" (?:an? |government |special |export |prior |state )*(?P<needed>licen[cs]es?|permits?)\b"
    rf"|{_OF_GOODS}(?P<named>controls?|curbs?|restrictions)\b"
    r"|\b(?:widen|tighten|expand|extend|eas|lift|relax|impos|plac|introduc)\w* "
    r"(?:its |their |the |new )*(?P<bare>controls?)(?= on\b)"
    r"(?! on (?:the )?(?:prices?|borders?|capital|immigra|migra|rents?|wages?)\w*\b)",
    re.I,
)
_SIGNS = ("export", "licen", "control", "curb", "restriction", "sales of")
_BARE = frozenset({"shipment", "control", "controls", "curb", "curbs", "restrictions"})
LICENCES = frozenset({"licen", "permi"})
"""How the nouns begin of what exporters need."""
_WISHED = re.compile(r"\b(?:want|urg|demand|ask|call|hop|seek|sought|lobb|press)\w*\b", re.I)
DENIED = re.compile(r"(?:\b(?:not|never|nor)|n[’']t)(?: (?:yet|even|now|also|be|been))? $")
"""Says of the verb behind it that it is not done."""
_PLACES = ("noun", "sold", "bare", "named", "state", "on", "licence", "permit", "needed")
_REACH = 120


def is_control(words: str) -> bool:
    """Whether a measure's noun is one of these."""
    plain = words.lower()
    if plain.startswith("export tax"):
        return False
    return (
        "export" in plain
        or plain.endswith(" sales")
        or plain in _BARE
        or plain[:5] in {"licen", "permi"}
    )


def is_halt(words: str) -> bool:
    """Whether the noun of a measure is really a verb with its object: "suspended exports"."""
    return re.fullmatch(rf"{_HALT} (?:its |all )?(?:exports|sales)", words, re.I) is not None


def mentions_control(text: str) -> bool:
    """Whether a text speaks of such a measure: a cheap look before the work."""
    words = text.lower()
    return any(sign in words for sign in _SIGNS) and _CONTROL.search(text) is not None


def find_controls(tokens: Tokens) -> Iterator[tuple[Rate, bool]]:
    """The export controls of a passage, in text order, as rates without a value, each
    marked as stated; those that somebody only wants imposed or dropped are left out.
    """
    for sentence in tokens.sentences:
        for match in _CONTROL.finditer(tokens.text, *sentence):
            first = max(sentence[0], match.start() - _REACH)
            denied = DENIED.search(tokens.text, first, match.start())
            if not denied and not _WISHED.search(tokens.text, first, match.start()):
                where = next(
                    (name for name in _PLACES if match[name]),
                    0,
                )
                yield unrated(match.span(where), sentence), True
