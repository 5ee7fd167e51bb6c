"""Whose a quotation is where no verb says so: — Nora Quist behind it, Quist: before it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from nlp.attributions.marks.quotes import Quotation
from nlp.attributions.marks.reading import Reading

LONGEST_SIGNATURE = 90  # characters of a name with its role
LONGEST_LABEL = 6  # words of a name before a colon
_DASH = re.compile(r"\s{0,3}([―—–-]|--)\s?(?=[A-Z])")
_LABEL_BORDER = re.compile(r".*(?:[”\"\])]\s|\s[―—–-]+\s?)", re.S)  # to the last one
_NAME_LINKS = frozenset({"of", "the", "and", "de", "la", "van", "von", "bin", "al", "del"})
_NAME_ENDS = frozenset({",", "(", ".", ";", "via", "on", "@"})

Signature = tuple[Token, Token]


def find_signature(reading: Reading, quotation: Quotation) -> tuple[Signature, int, int] | None:
    """The dash and the name that sign a quotation, with the signature's bounds.

    The signature ends the quotation's paragraph, or is a paragraph of its own behind one
    that the quotation fills.
    """
    if not quotation.closed:
        return None
    number = quotation.paragraph
    start, (first, end) = quotation.end, reading.paragraphs[number]
    if not reading.text[start:end].strip():
        if quotation.start != first or number + 1 >= len(reading.paragraphs):
            return None
        start, end = reading.paragraphs[number + 1]
    dash = _DASH.match(reading.text, start, end)
    if dash is None or end - dash.end() > LONGEST_SIGNATURE:
        return None
    name = _first_name(reading.tokens_between(dash.end(), end))
    if name is None:
        return None
    mark = next(iter(reading.tokens_between(dash.start(1), dash.end(1))), name)
    return (mark, name), start, end


def find_label(reading: Reading, start: int, end: int) -> tuple[Signature, int] | None:
    """The colon and the bare name before it that label the quotation at `end`, and its start."""
    border = _LABEL_BORDER.match(reading.text, start, end)
    start = border.end() if border else start
    tokens = [t for t in reading.tokens_between(start, end) if not t.is_space]
    words, colon = tokens[:-1], tokens[-1:]
    if not words or len(words) > LONGEST_LABEL or colon[0].text != ":":
        return None
    if not (_is_named(words) or _is_of_line(reading, words)):
        return None
    name = words[-1]
    while name.dep_ == "conj" and name.head.i >= words[0].i:
        name = name.head
    return (colon[0], name), start


def _is_named(words: Sequence[Token]) -> bool:
    return all(t.pos_ == "PROPN" or t.lower_ in _NAME_LINKS for t in words)


def _is_of_line(reading: Reading, words: Sequence[Token]) -> bool:
    """Whether a lone word is a name though the parse takes it for none: it is one elsewhere."""
    word = words[0].text
    return len(words) == 1 and word.istitle() and word in reading.last_names


def _first_name(tokens: Sequence[Token]) -> Token | None:
    """The last word of the name that a signature begins with; None where it is no name."""
    last: Token | None = None
    for token in tokens:
        if token.is_space:
            continue
        if token.text in _NAME_ENDS:
            break
        if token.text[:1].isupper():
            last = token
        elif token.lower_ not in _NAME_LINKS and not token.is_punct:
            return None
    return last
