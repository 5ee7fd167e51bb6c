"""Says how exact a number is by the words before it: about, more than, less than, up to."""

from __future__ import annotations

import re

_ABOUT = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|nearly|almost|close to|some|an estimated|circa"
    r"|barely|averag(?:es|ed|ing)|in the region of)(?: of)?(?: an?| just| only)? "
    r"|[~≈] ?|\bca?\. )(?:-|minus )?$",
    re.I,
)
_MORE = re.compile(
    r"(?:\b(?:more than|over|over than|at least|above|exceed(?:s|ed|ing)?|greater than|upwards of"
    r"|north of|in excess of|no (?:less|fewer) than|well over|well above|as (?:little|few|low) as"
    r"|topp(?:ed|ing)|longer than"
    r"|higher than)(?: an?)? |> ?|≥ ?)$",
    re.I,
)
_LESS = re.compile(
    r"(?:\b(?:(?<!no )(?<!not )(?:less|fewer) than|under|below|lower than|just under"
    r"|just below|shy of|just short of)(?: an?)? |\bsub-|< ?)$",
    re.I,
)
_QUARREL = re.compile(  # "sued it over 12 wells"
    r"\b(?:row|disputes?|su(?:ed|es|ing)|lawsuits?|fights?|feud|clash(?:es|ed)?|protests?|talks)"
    r"(?: [\w’'-]+){0,3} over (?:the )?$"
)
_REACHED = re.compile(  # "rose as high as $70", which it did
    r"\b(?:rose|risen|climbed|jumped|soared|surged|went|gone|fell|fallen|dropped|sank|dipped|slid"
    r"|plunged|tumbled|traded|got|was|were|been) as (?:high|low|far) as $"
)
_UP_TO = re.compile(
    r"(?:\b(?:up to|as (?:much|many|long|high|far|large) as|at most|no more than"
    r"|a maximum of)(?: an?)? |≤ ?)$",
    re.I,
)
_WENT_UP_TO = re.compile(
    r"\b(?:ticked|edged|inched|crept|nudged|went|climbed|rose|moved|pushed|jumped|drifted|shot"
    r"|revised|bumped|go(?:es|ing|ne)?"
    r"|(?:creep|edg|tick|inch|nudg)(?:e|s|es|ing)?"
    r"|(?:expected|forecast|likely|projected|predicted|set) to pick) up to $"
    r"|\b(?:inflation|growth|economy|activity|demand|prices?|output|pace|sales|spending)\b"
    r"(?: [\w’'-]+){0,3} pick(?:s|ed|ing)? up to $"
    r"|\b(?:push|lift|driv|drove|send|sent|mov|nudg|bring|brought|tak|took)\w*"
    r"(?: [\w’'-]+){1,4} up to $",
    re.I,
)
_OR_MORE = re.compile(
    r" or (?:(?P<more>more|over|above|higher|greater|longer|older)|less|fewer|under|below|lower)\b"
    r"(?! than\b)"
)
_REACH = 48


def or_more(text: str, end: int) -> re.Match[str] | None:
    """The words behind a number that ends at `end` that say how exact it is: "$20 or more"."""
    return _OR_MORE.match(text, end)


def bound(text: str, start: int, end: int) -> str:
    """How exact the number from `start` to `end` is: "", "about", "up to", "more than", "less
    than".
    """
    if behind := or_more(text, end):
        return "more than" if behind["more"] else "up to"
    before = text[max(0, start - _REACH) : start]
    if _bounded(before) and not _REACHED.search(before):
        return "up to"
    if _QUARREL.search(before) or _REACHED.search(before):
        return ""
    for words, pattern in (
        ("less than", _LESS),
        ("more than", _MORE),
        ("about", _ABOUT),
    ):
        if pattern.search(before):
            return words
    return ""


def _bounded(before: str) -> bool:
    """Whether "up to" is a bound, and not how far something "ticked up to"."""
    return _UP_TO.search(before) is not None and _WENT_UP_TO.search(before) is None


def went_up_to(text: str, start: int) -> bool:
    """Whether "up to" before the number at `start` tells how far something "ticked up to"."""
    return _WENT_UP_TO.search(text, max(0, start - _REACH), start) is not None
