"""What a figure counts and over how long, and whether two may stand side by side."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from handlers.words.names import words_of
from handlers.words.scopes import scope
from handlers.words.wording import MONTHS
from nlp.analysis import Figure

_SCOPE = frozenset({"goods", "services", "merchandise"})
_SCOPED = re.compile(rf"\b(?:{'|'.join(sorted(_SCOPE))})\b")
_IDLE = frozenset({"the", "a", "an", "of", "in", "its", "total", "overall", "u", "s", "us"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MONTH = re.compile(rf"\b(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*\b", re.IGNORECASE)
_PART = re.compile(r"\b(?:months|to date|so far|half)\b", re.IGNORECASE)
_QUARTER = re.compile(r"\bquarter\b|\bQ[1-4]\b", re.IGNORECASE)
_WEEK = re.compile(r"\b(?:week|day)\b", re.IGNORECASE)


def named_scope(figure: Figure) -> frozenset[str]:
    """Whether it counts goods or services: by its concept, else by its sentence's words."""
    return concept(figure) & _SCOPE or frozenset(_SCOPED.findall(figure.sentence.words.casefold()))


def concept(figure: Figure) -> frozenset[str]:
    """The words that tell what a figure counts."""
    return _telling(figure.concept or "")


@lru_cache(maxsize=1 << 9)
def _telling(words: str) -> frozenset[str]:
    return frozenset(words_of(words)) - _IDLE


class Period(StrEnum):
    """Over how long a figure counts."""

    YEAR = "a year"
    QUARTER = "a quarter"
    MONTH = "a month"
    PART = "part of a year"
    SHORT = "a week or a day"
    UNKNOWN = "a time that is not stated"


def period(figure: Figure) -> Period:
    """Over how long this figure counts, as far as its words tell."""
    return _period(figure.period or "")


@lru_cache(maxsize=1 << 9)
def _period(words: str) -> Period:
    for found, kind in (
        (_PART, Period.PART),
        (_QUARTER, Period.QUARTER),
        (_WEEK, Period.SHORT),
        (_MONTH, Period.MONTH),
        (_YEAR, Period.YEAR),
    ):
        if found.search(words):
            return kind
    return Period.YEAR if "year" in words.casefold() else Period.UNKNOWN


def same_concept(one: Figure, other: Figure) -> bool:
    """Whether both count the same sort of thing, be it of goods or of services."""
    mine, theirs = concept(one) - _SCOPE, concept(other) - _SCOPE
    return bool(mine) and mine == theirs


def incomparable(one: Figure, other: Figure) -> str | None:
    """Why two figures of one concept may not stand side by side; None where they may."""
    if one.normalized_unit != other.normalized_unit:
        return f"their units differ: {one.normalized_unit} and {other.normalized_unit}"
    if one.currency != other.currency:
        both = f"{one.currency or 'none'} and {other.currency or 'none'}"
        return f"their currencies differ: {both}"
    scopes = [concept(each) & _SCOPE or _telling(scope(each)) for each in (one, other)]
    if scopes[0] != scopes[1]:
        return f"one {_counts(scopes[0])}, the other {_counts(scopes[1])}"
    spans = period(one), period(other)
    if Period.UNKNOWN in spans:
        return "the time that one of them counts is not stated"
    if spans[0] is not spans[1]:
        return f"one counts {spans[0]}, the other {spans[1]}"
    return None


def _counts(scope: frozenset[str]) -> str:
    return f"counts {' and '.join(sorted(scope))}" if scope else "does not say of what"
