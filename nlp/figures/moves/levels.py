"""Gives a level what moved it and the level before, where those stand beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from nlp.analysis import Change, Figure
from nlp.figures.amounts.units import is_money
from nlp.figures.moves.alike import like, may_move, moving
from nlp.figures.moves.kinds import (
    came_bare,
    came_in_percent,
    came_in_words,
    in_one_unit,
    leaves_out_whose,
)
from nlp.figures.words import bases, changes

__all__ = ["leads_to_level", "with_changes", "with_origins"]


def with_changes(text: str, figures: list[Figure], offset: int) -> list[Figure]:
    """The figures with each change given to the level it changed, where one stands beside it."""
    for index, figure in enumerate(figures):
        if not _is_change(figure):
            continue
        level = _level_of(text, index, figures, offset)
        if level is None:
            continue
        told = figure.change
        if told and not told.unit and _THAN.match(text, figure.excerpt.end - offset):
            told = replace(told, unit=figures[level].normalized_unit or None)
        if level < index and (part := _part_of(text, figures, level, offset)) is not None:
            level = part  # "46 of the 101 seats, five fewer than before"
        moved = figures[level]
        own = moved.subject or moved.counterpart or moved.sentence != figure.sentence
        figures[level] = replace(
            moved,
            change=told,
            concept=moved.concept or figure.concept,
            subject=moved.subject if own else figure.subject,
            counterpart=moved.counterpart if own else figure.counterpart,
        )
        figures[index] = moving(figure, figures[level])
        if index and _is_again(text, figures, index, offset) and _is_change(figures[index - 1]):
            figures[index - 1] = moving(figures[index - 1], figures[level])
    return figures


def _is_change(figure: Figure) -> bool:
    change = figure.change
    if change is None or change.came_from is not None:
        return False
    if change.unit == "percentage" and not figure.normalized_unit:
        return change.amount == changes.as_percent(figure.value)
    return change.amount == abs(figure.value) and change.unit == (figure.normalized_unit or None)


def _way(figure: Figure) -> str:
    return figure.change.direction if figure.change else ""


_IN_VOLUME = re.compile(r" (?:in|by) volume\b")
_OR_AGAIN = re.compile(r",? or (?:about |around |nearly |almost )?")
_OF_WHOLE = re.compile(r"(?: of(?: (?!which|whom)[a-zA-Z’'-]+){1,4})?,")
_SPANS = frozenset({"day", "week", "month", "quarter", "year", "decade"})
_LASTING = re.compile(r"\b(?:in|for|over|within) $")
_THAN = re.compile(r" (?:more|fewer|less) than\b")
_TO_LEVEL = re.compile(
    r"(?: (?:from|on) (?:a year (?:earlier|ago|before)"
    r"|the (?:previous|prior) (?:year|month|quarter))"
    r"|,? (?:year|quarter|month|week)[- ](?:on|over)[- ](?:year|quarter|month|week))?"
    r"(?:,? (?:so far )?(?:in|for|last|this|on|during|over|since|among|across) (?:[\w ]{2,40}?"
    r"(?: of (?:the|this|last) year)?))?"
    r",? (?:higher |lower )?"
    r"(?:to|at|to (?:close|end|finish|trade|stand) at)"
    r" (?:about |around |just |nearly |almost |more than |less than |over |under )?(?:an? )?"
    r"(?:(?:seasonally )?(?:adjusted )?(?:annual|annuali[sz]ed) (?:rate|pace) of )?"
    r"(?:new |record |all-time |revised |(?:[a-z]+ly )?adjusted )*"
    r"(?:(?:high|low|peak|average|total) of )?$"
)
_FROM_LEVEL = re.compile(
    r"[^.;\n]{0,90}[,(–—-] ?(?:which (?:is|was) )?(?:an? |up |down |the |about )*"
    r"(?:(?!which|who|that|where)\w+ ){0,2}$"
)


def _level_of(text: str, index: int, figures: list[Figure], offset: int) -> int | None:
    """The index of the level that figure `index` changed: behind "to", or just before it."""
    here = figures[index]
    if index + 1 < len(figures):
        there = figures[index + 1]
        if there.normalized_unit in _SPANS and index + 2 < len(figures):
            there = figures[index + 2]  # "by 60% in six months to 5,200 shillings"
        gap = text[here.excerpt.end - offset : there.excerpt.start - offset]
        open_still = there.change is None or there.change == Change(direction=_way(here))
        if _TO_LEVEL.fullmatch(gap) and open_still:
            return figures.index(there)
    while index > 1 and figures[index - 1].normalized_unit in _SPANS:
        index -= 1  # "$2 billion in the first 10 months, $74 million more than a year ago"
    if index:
        there = figures[index - 1]
        gap = text[there.excerpt.end - offset : here.excerpt.start - offset]
        known = there.concept is not None or there.subject is not None
        same = there.sentence.start == here.sentence.start and known
        same = same and not (gap[:1] == "," and _is_aside(text, there.excerpt.start - offset))
        same = same and may_move(there, here)
        same = same and not (there.currency and _IN_VOLUME.match(text, here.excerpt.end - offset))
        another = here.concept != there.concept and f" {here.concept} " in gap
        same = same and not (another and not gap.startswith(" of "))  # what those think of it
        open_still = there.change is None or there.change == Change(direction=_way(here))
        if same and open_still and _FROM_LEVEL.fullmatch(gap):
            return index - 1
    return None


_ASIDE = re.compile(r", (?:which|who|whose|where) [^,.;]*$")


def _is_aside(text: str, start: int) -> bool:
    """Whether a level stands in an aside: "the fund, which holds $48 billion, lost 6 percent"."""
    return _ASIDE.search(text, max(0, start - 60), start) is not None


_TO = re.compile(
    r"\b(?:to|at|reach(?:es|ed|ing)?|hits?) (?:about |around |nearly |almost |just |only |over "
    r"|more than |less than |between |an? ){0,2}$"
)
_FORMER = (
    r"(?:the )?"
    r"(?:(?:this|last|the previous) (?:year|month|week|quarter|season)[’']s )?"
    r"(?:an? (?:(?:previous|earlier|prior|initial|original|revised|first|preliminary|record|recent)"
    r" \w+|peak|high|low|record|revised|estimate|forecast) of "
    r"|an estimated |a projected |an expected )?"
    r"(?:about |around |nearly |almost |just |over |fewer than |less than |more than "
    r"|as (?:much|many|high|low|little|few) as )?"
)
_FROM_ORIGIN = re.compile(
    r"(?: (?:share|stake|majority|growth))?(?: of(?: (?!from|to|in|for)[\w’'-]+){1,4})?"
    r"(?: (?:in|on|for|last|this|next|during|by|at)"
    r" (?:[\w ]|\b(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.){2,34}?)?"
    r"(?:, (?:the|its|their|a) (?:\w+est|most|least|best|worst|record|fresh|\d-)[^,.;]{0,44},)?"
    rf",? (?:up |down )?(?:from|compared with) {_FORMER}"
    rf"|[^,;.\n]{{0,70}}, (?:up|down) from {_FORMER}"
)
_BESIDE = re.compile(
    r"(?: of(?: (?!from|to|in|for)[\w’'-]+){1,4})?"
    r"(?:(?: (?:in|for|last|this|during) [\w ]{2,20}?)?,?|[^,;.\n]{0,50},)"
    r" (?:against|versus|compared with|after)"
    r" (?:about |around |nearly |almost |just |over |fewer than |less than |more than )?"
)
_EARLIER = re.compile(
    r" (?:in|for|during|at the) (?:the )?(?:previous|prior|preceding|same|last|early|late|mid"
    r"|(?:19|20)[0-9]{2}|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|(?:first|second|third|fourth) quarter|end of|beginning of|start of)\b"
    rf"| {bases.AGO}\b| (?:last|the previous|the prior) (?:year|month|quarter|week|season)\b"
    r"| the (?:year|month|quarter|week|season|day) (?:before|earlier)\b"
    r"|,? (?:previously|before)\b"
)


_CAME = re.compile(r"\b(?:up|down) from (?:about |just |nearly )?$")  # no level, but one before
_OF_OTHERS = re.compile(
    r" (?:for|among|in|across) (?!(?:the )?(?:previous|prior|same|last|first)\b)"
)


def with_origins(text: str, figures: list[Figure], offset: int) -> list[Figure]:
    """The levels with the level they came from: "rose to 2.5% in April from 2.4% in March"."""
    for index, place in pairwise(_levels(text, figures, offset)):
        end = figures[place - 1].excerpt.end - offset
        end += place - index > 1 and text.startswith(")", end)
        part = _part_of(text, figures, index, offset)
        index = index if part is None else part  # "41 of the 150 seats, up from 12"
        here, origin = figures[index], figures[place]
        start = here.excerpt.start - offset
        bare = came_bare(here, origin) or leaves_out_whose(here, origin)
        same = bare or in_one_unit(here, origin) or came_in_percent(here, origin)
        same = same and not (here.upper and here.value <= origin.value <= here.upper)
        same = same and origin.upper is None
        known = here.change is not None and here.change.came_from is not None
        known = known or _CAME.search(text, max(0, start - 16), start) is not None
        was = origin.value * (100 if came_in_words(here, origin) else 1)
        was = was / 100 if came_in_percent(here, origin) else was
        if known or not same or here.value == was:
            continue
        stop = origin.excerpt.start - offset
        between = _FROM_ORIGIN.fullmatch(text, end, stop)
        moved = between is not None and re.search(" (?:up|down) ", between.group()) is not None
        if _BESIDE.fullmatch(text, end, stop):
            if place - index > 1 and here.currency:  # "$3, or 2% of revenue, against $2"
                figures[place] = origin = like(origin, here)
            moved = _EARLIER.match(text, origin.excerpt.end - offset) is not None
        led = between and _TO.search(text, max(0, start - 30), start)
        if not moved and (not led or _is_beside(text, between, origin.excerpt.end - offset)):
            continue
        way = "up" if here.value > was else "down"
        change = here.change
        if change is None or (moved and change.direction != way and not _is_change(here)):
            change = Change(direction=way)
        figures[index] = replace(here, change=replace(change, came_from=was))
        if moved or bare:
            shared = came_in_words(here, origin) or came_in_percent(here, origin)
            figures[place] = replace(origin, concept=here.concept) if shared else like(origin, here)
    return figures


def _levels(text: str, figures: list[Figure], offset: int) -> list[int]:
    """Where the figures stand that are no other one again, and tell more than how long."""
    return [
        i
        for i, figure in enumerate(figures)
        if not (_is_again(text, figures, i, offset) or _is_span(text, figure, offset))
    ]


def _is_span(text: str, figure: Figure, offset: int) -> bool:
    """Whether the figure only tells how long, beside a level: "the lowest in nine years"."""
    start = figure.excerpt.start - offset
    return figure.normalized_unit in _SPANS and bool(
        _LASTING.search(text, max(0, start - 8), start)
    )


def _is_again(text: str, figures: list[Figure], index: int, offset: int) -> bool:
    """Whether a figure is the one before it again: the dollars of "3 pesos ($1) from 4 pesos",
    the "3%" of "$2, or 3%, from $4".
    """
    if not index:
        return False
    one, other = figures[index - 1], figures[index]
    gap = text[one.excerpt.end - offset : other.excerpt.start - offset]
    end = other.excerpt.end - offset
    if gap == " (" and text.startswith(")", end):
        return is_money(one.normalized_unit) and is_money(other.normalized_unit)
    return bool(_OR_AGAIN.fullmatch(gap) and _OF_WHOLE.match(text, end))


def _is_beside(text: str, between: re.Match[str] | None, end: int) -> bool:
    """Whether a level is compared with that of others, not with its own before: "compared with
    5 percent for men".
    """
    compared = between is not None and "compared with" in between.group()
    return compared and _OF_OTHERS.match(text, end) is not None


def _part_of(text: str, figures: list[Figure], index: int, offset: int) -> int | None:
    """The index of the figure that is a part of figure `index`: the 41 of "41 of the 150 seats"."""
    if not index:
        return None
    part, whole = figures[index - 1], figures[index]
    holds = part.excerpt.end >= whole.excerpt.end  # "41 of the 150 seats" is its excerpt
    gap = text[part.excerpt.end - offset : whole.excerpt.start - offset]
    bare = part.change is None and part.upper is None and part.value < whole.value
    return index - 1 if bare and (holds or _OUT_OF.fullmatch(gap)) else None


_OUT_OF = re.compile(r" (?:out )?of (?:the |its |their |all )?")


def leads_to_level(between: str) -> bool:
    """Whether words between two amounts make the second the level that the first moved to."""
    return _TO_LEVEL.fullmatch(between) is not None
