"""Reads exemptions from a duty: whom one spares and how far along it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from nlp.analysis import MeasureKind, MeasureStatus
from nlp.figures.amounts import Tokens
from nlp.measures.clauses import clause_of
from nlp.measures.decided import HEDGE
from nlp.measures.rates import Rate, unrated
from nlp.tariff_words import tariff_words

_FROM_THE = (
    r"(?:the|its|their|this|that|these|those|any|all|[A-Z][\w.]*(?:’s|'s)|[A-Z][a-z]+n)"
    r" (?:[a-z-]+ ){0,2}"
)
_SPARED = re.compile(  # "Uruguay, which also makes wine, would be exempt from the tariff"
    r"(?:\A|(?<=[.!?] )|(?<=\bsaid )|(?<=\bthat )"
    r"|(?<=, )|(?<=; )|(?<=\band )|(?<=\bbut )|(?<=\bwhile ))"
    r"(?P<who>(?![^,;:.%]{0,40}\b(?:said|says|announced) )(?!(?:that|which) )[^,;:.%]{2,70}?)"
    r"(?:, (?:which|who) [^,;:]{2,60},)?"
    r" (?:(?:will|would|is|are|was|were|has|have|remains?|remained|stays?|may|might|could)"
    r"(?: also| still| now| be| been)*) (?:exempt(?:ed)?|spared|excluded) from "
    rf"(?={_FROM_THE})"
)
_SPARES = re.compile(  # "Brussels exempted Turkish tiles from the duties"
    r"(?P<lead>(?:\b(?:not|never|n[’']t|to) (?:[a-z]+ )?)?)"
    r"\b(?:exempt(?:s|ed|ing)?|spar(?:es|ed|ing)"
    r"|exclud(?:es|ed|ing)) (?!from\b)"
    rf"(?P<who>[^;:.%]{{2,70}}?) from (?={_FROM_THE})"
)
_REACH = 60  # from "from" to the duty
_GRANTED = re.compile(r"\bexemptions? from (?:[\w.’'-]+ ){1,4}$")
_PERCENT = re.compile(r"%|per ?cent\b", re.I)
_OPEN = re.compile(r"\b(?:wants?|asks?|asked|seeks?|urged?|hopes?|demand\w*|lobb\w+)\b", re.I)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|is to|are to|plans? to|agreed to|[’']ll|to exempt)\b", re.I
)


def find_exempted(tokens: Tokens) -> Iterator[tuple[Rate, bool]]:
    """The duties of a passage from which its sentences spare somebody without naming a rate, in
    text order, each as stated.
    """
    text = tokens.text
    for sentence in tokens.sentences:
        if _PERCENT.search(text, *sentence):
            continue
        for spared in _spared(text, *sentence):
            noun = tariff_words().noun.search(text, spared.end(), spared.end() + _REACH)
            if noun is not None:
                yield unrated(noun.span(), sentence), True


def _spared(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where the words between two places say that somebody is spared, or spares others."""
    yield from (one for one in _SPARED.finditer(text, start, end) if " not " not in one.group())
    yield from (one for one in _SPARES.finditer(text, start, end) if not one["lead"])


def spared_by(rate: Rate, text: str) -> tuple[int, int] | None:
    """Where the words stand for whoever is spared the duty of `rate`."""
    if rate.noun is None:
        return None
    found = list(_spared(text, rate.near[0], rate.noun[0]))
    near = found and rate.noun[0] - found[-1].end() < _REACH
    return found[-1].span("who") if near else None


def without_value(rate: Rate) -> Rate:
    """The rate of a duty that is spared, as that of an exemption: none."""
    return replace(rate, value=None, before=None, most=None)


def status_of_exemption(
    text: str, rate: Rate, kind: MeasureKind, status: MeasureStatus
) -> MeasureStatus | None:
    """How far along an exemption is, by its verb: wished for, to come or made; None where the
    measure of this kind and status is none, or a duty with its rate is paused.
    """
    first, last = clause_of(text, rate)
    words = text[first:last]
    made = "exempt" in words if rate.value is None else _GRANTED.search(text, first, rate.start)
    if rate.value is None and spared_by(rate, text) is not None:
        words = text[slice(*rate.near)]
    elif not made or kind is not MeasureKind.EXEMPTION or status is not MeasureStatus.PAUSED:
        return None
    if HEDGE.search(words) or _OPEN.search(words):
        return MeasureStatus.THREATENED
    return MeasureStatus.ANNOUNCED if _TO_COME.search(words) else MeasureStatus.IN_FORCE
