"""Finds what governments put on what leaves their country: controls, curbs and bans on exports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlp.amounts import Tokens
from nlp.measure_rates import Rate, unrated

_CURB = r"(?:controls?|curbs?|restrictions?|bans?|limits?|embargo(?:es)?)"
_CONTROL = re.compile(
    rf"\bexport {_CURB}|\b{_CURB} on (?:the )?exports?\b"
    r"|(?<=\bban )exports\b|(?<=\bbans )exports\b|(?<=\bbanned )exports\b|(?<=\bbanning )exports\b"
    r"|(?<=\brestrict )exports\b|(?<=\brestricts )exports\b|(?<=\brestricted )exports\b"
    r"|(?<=\bcurb )exports\b|(?<=\bcurbs )exports\b|(?<=\bcurbed )exports\b"
    r"|(?<=\bprohibited )exports\b|(?<=\bprohibits )exports\b",
    re.I,
)
_WISHED = re.compile(r"\b(?:want|urg|demand|ask|call|hop|seek|sought|lobb|press)\w*\b", re.I)
_REACH = 120


def is_control(words: str) -> bool:
    """Whether a measure's noun is one of these."""
    return "export" in words.lower()


def mentions_control(text: str) -> bool:
    """Whether a text speaks of such a measure: a cheap look before the work."""
    return _CONTROL.search(text) is not None


def find_controls(tokens: Tokens) -> Iterator[tuple[Rate, bool]]:
    """The export controls of a passage, in text order, as rates without a value, each
    marked as stated; those that somebody only wants imposed or dropped are left out.
    """
    for span in tokens.doc.sents:
        sentence = (span.start_char, span.end_char)
        for match in _CONTROL.finditer(tokens.text, *sentence):
            first = max(sentence[0], match.start() - _REACH)
            if not _WISHED.search(tokens.text, first, match.start()):
                yield unrated(match.span(), sentence), True
