"""Gives a bare number the unit that stands but once: "214 seats, Labour 203", "52 votes to 48"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.analysis import Figure
from nlp.figures.moves.kinds import is_timed, moves
from nlp.figures.words.periods import is_origin, period_behind

HEDGE = r"(?:about |around |roughly |nearly |almost |just |some |only |over |more than |by )?"
"""How exact a number is, before it, as a pattern."""
GAP = re.compile(
    rf"(?:[^.;:\n\d]|(?:19|20)\d\d){{0,50}}?[;,]?(?: and| but| while| against)? {HEDGE}$"
)
"""What may stand between a number and the one that it goes on from."""
_NAMED = re.compile(
    r"[^.:\n\d]{0,60}?(?:[;,]| and| but| while| to)(?: and| but| while| with)? "
    r"(?:the |its rivals? |his |her )?[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|and)){0,4}"
    r",?(?: (?:has|had|have|holds?|held|w[io]ns?|won|took|takes|got|gets|with|was|were|at))?"
    rf" {HEDGE}$"
)
_HARMED = re.compile(
    r" (?:others? )?(?:(?:was|were|are|is) )?(?:injured|wounded|hurt|missing|arrested|detained|held"
    r"|displaced|evacuated|killed|dead|hospitali[sz]ed|rescued)\b"
)
_OF_THEM = re.compile(
    r"[^.;:\n\d]{0,60}?,? (?:of (?:which|whom|them|those|these)|including|among them),?"
    rf" {HEDGE}$"
)
_OF_IT = re.compile(r" of (?:it|that|this)\b")
_AFTER_ONE = re.compile(rf"\b(?:after|against|from) an? (?P<noun>(?:[a-z]+ )?[a-z]+) of {HEDGE}$")
_ANOTHER = re.compile(
    rf"(?:[^.;:\n\d]|(?:19|20)\d\d){{0,50}}?,? (?:(?:and|then) (?:another|a further)"
    rf"|and (?:injur|wound|kill|displac|hospitalis|hospitaliz)(?:ed|ing)) {HEDGE}"
)  # "95 branches in 2023 and another 40 last year"
_LARGE = 1000  # of money that is told without its sign
_AND_THEN = re.compile(
    r"(?:[^.;:\n\d]|(?:19|20)\d\d){2,40}?,? (?:and|but|then) "
    rf"(?:(?:then|will|would|plans?|aims?|expects?|hopes?|to|just|only) ){{0,3}}"
    rf"(?:[a-z]+ )?{HEDGE}"
)
_SOME_OF_THEM = re.compile(r" of (?:them|these|those)\b")
_NEAR = re.compile(rf"[^.;:\n\d]{{0,60}}?,? (?:and |but |with )?{HEDGE}")
_AGAINST = re.compile(
    rf"(?:[^.;:\n\d]|(?:19|20)\d\d){{0,60}}?,?"
    rf" (?:and|with|while|against|compared with|versus|to|but) {HEDGE}$"
)
_TWICE = re.compile(
    r"[^.;:\n\d]{0,60}?,? (?:(?:about|almost|nearly|more than|over) )?"
    r"(?:double|twice|triple|(?:three|four|five) times) the $"
)  # "1,240 patients, almost double the 640 of the week before"
_OF_BEFORE = re.compile(
    r" (?:of|in) (?:the )?((?:an? )?(?:year|month|week) (?:before|earlier|ago))\b"
)
_BY_VOTE = re.compile(r"\b(?:by a|in a|a|the) (?:\w+ )?vote of (?:just )?$")
_TO_RIVAL = re.compile(rf"\b(?:to|against) {HEDGE}$")
_RIVAL = re.compile(r" for (?:the )?(?:his |her |its )?(?:rival|opponent|[A-Z])")
_OF_VOTE = re.compile(rf",? of (?:the |all )?(?:votes?|ballots) (?:to|against) {HEDGE}$")
_VOTED = re.compile(r" (?:[a-z]+ ){0,3}(?:to|against) (?:just |only )?$")
_IN_PLACE = re.compile(
    rf" (?P<at>in|at|from|on) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,3}}"
    rf",? (?:and|but) {HEDGE}"
)
_OF_OTHERS = re.compile(r" of (?!(?:them|those|these|it|that|the total|all)\b)[A-Za-z]")


def _elsewhere(gap: str, text: str, end: int) -> bool:
    """Whether as many things are told of two places: "210 stores in Britain and 95 in Ireland"."""
    here = _IN_PLACE.fullmatch(gap)
    return here is not None and text.startswith(f" {here['at']} ", end)


def with_counted(text: str, figures: Sequence[Figure], offset: int) -> list[Figure]:
    """The figures with the unit that stands but once: "214 seats, Labour 203", "52 votes to 48"."""
    found: list[Figure] = []
    for figure in figures:
        told = next((one for one in reversed(found[-2:]) if not is_timed(one)), None)
        if not figure.normalized_unit and _by_vote(text, figure, offset):
            figure = replace(figure, unit="votes", normalized_unit="vote", concept="votes")
        if told is not None and _for_rival(text, figure, found, offset):
            figure = replace(figure, unit="votes", normalized_unit="vote", concept="votes")
        elif told is not None and _shares_alike(figure, told, text, offset):
            former = is_origin(text, told.excerpt.start - offset)
            period = figure.period or (None if former else told.period)
            figure = replace(figure, concept=told.concept, period=period)
        elif told is not None and (when := _elsewhen(figure, told, text, offset)):
            figure = replace(
                figure,
                unit=told.unit,
                normalized_unit=told.normalized_unit,
                concept=told.concept,
                subject=told.subject,
                counterpart=told.counterpart,
                period=when,
            )
        elif told is not None and _counts_alike(figure, told, text, offset):
            figure = replace(
                figure,
                unit=told.unit,
                normalized_unit=told.normalized_unit,
                currency=told.currency,
                concept=_own_noun(text, figure, told, offset) or told.concept,
                period=_time_before(text, figure, offset) or figure.period or told.period,
            )
        found.append(figure)
    return found


def _elsewhen(figure: Figure, told: Figure, text: str, offset: int) -> str | None:
    """The time of a bare number of the same things: "31,000 cars in May and 35,000 in June"."""
    if figure.normalized_unit or figure.upper is not None or told.sentence != figure.sentence:
        return None
    if not told.normalized_unit or moves(told.normalized_unit) or figure.change:
        return None
    gap = text[told.excerpt.end - offset : figure.excerpt.start - offset]
    joined = told.period is not None and _AND_THEN.fullmatch(gap) is not None
    return period_behind(text, figure.excerpt.end - offset) if joined else None


def _own_noun(text: str, figure: Figure, told: Figure, offset: int) -> str | None:
    """The noun that money has of its own: "a surplus of €3bn, after a deficit of 1.2bn"."""
    gap = text[told.excerpt.end - offset : figure.excerpt.start - offset]
    match = _AFTER_ONE.search(gap) if told.currency else None
    return match["noun"] if match else None


def _for_rival(text: str, figure: Figure, before: Sequence[Figure], offset: int) -> bool:
    """Whether a bare number is the votes of the other side: "…, to 2.3 million for Ms. Bello"."""
    voted = any(
        one.normalized_unit == "vote" and one.sentence == figure.sentence for one in before[-3:]
    )
    if not voted or figure.normalized_unit or figure.upper is not None:
        return False
    start, end = figure.excerpt.start - offset, figure.excerpt.end - offset
    lead = text[max(0, start - 24) : start]
    return _TO_RIVAL.search(lead) is not None and _RIVAL.match(text, end) is not None


def _by_vote(text: str, figure: Figure, offset: int) -> bool:
    start = figure.excerpt.start - offset
    return _BY_VOTE.search(text, max(0, start - 40), start) is not None


def _time_before(text: str, figure: Figure, offset: int) -> str | None:
    """The time before that the figure is of: "the 640 of the week before"."""
    match = _OF_BEFORE.match(text, figure.excerpt.end - offset)
    return match[1] if match else None


def _shares_alike(figure: Figure, told: Figure, text: str, offset: int) -> bool:
    """Whether a share is of the same whole: "54 percent of voters back it, with 38 percent not"."""
    gap = text[told.excerpt.end - offset : figure.excerpt.start - offset]
    voted = _OF_VOTE.fullmatch(gap) is not None
    part = figure.normalized_unit == "percentage" and _OF_THEM.fullmatch(gap) is not None
    noun = (figure.concept or "").rpartition(" ")[2]
    if _AGAINST.fullmatch(gap) and noun not in text[told.excerpt.end - offset :]:
        noun = ""  # named before both: "43% of firms, against 37%"
    if (noun and not voted and not part) or figure.change or told.change:
        return False
    if told.sentence != figure.sentence or _OF_OTHERS.match(text, figure.excerpt.end - offset):
        return False
    if part:  # "900 homes, of which 30 percent are empty"
        return bool(told.concept and not told.currency)
    percent = figure.normalized_unit == told.normalized_unit == "percentage"
    return percent and _AGAINST.fullmatch(gap) is not None


def _counts_alike(figure: Figure, told: Figure, text: str, offset: int) -> bool:
    if figure.normalized_unit or figure.upper is not None or told.sentence != figure.sentence:
        return False
    if not told.normalized_unit or figure.change is not None:
        return False
    gap = text[told.excerpt.end - offset : figure.excerpt.start - offset]
    if told.currency:  # "€3bn, of which 1.2bn is for roads"
        part = _OF_THEM.fullmatch(gap) or _OF_IT.match(text, figure.excerpt.end - offset)
        return figure.value >= _LARGE and (part or _AFTER_ONE.search(gap)) is not None
    voted = told.normalized_unit == "vote" and _VOTED.fullmatch(gap)
    harmed = _HARMED.match(text, figure.excerpt.end - offset) and GAP.fullmatch(gap)
    of_them = _SOME_OF_THEM.match(text, figure.excerpt.end - offset) and _NEAR.fullmatch(gap)
    return bool(
        of_them
        or voted
        or harmed
        or _TWICE.fullmatch(gap)
        or _OF_THEM.fullmatch(gap)
        or _ANOTHER.fullmatch(gap)
        or _NAMED.fullmatch(gap)
        or _elsewhere(gap, text, figure.excerpt.end - offset)
    )
