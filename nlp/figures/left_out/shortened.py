"""Gives a figure the other side that its shortened clause names: "with Italy 9 million"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.analysis import Figure
from nlp.figures.left_out.counted import GAP, HEDGE
from nlp.figures.subjects.setting import Setting
from nlp.figures.words.changes import is_move

_SIDE = re.compile(
    r"(?:^|[;,(–—] ?|\b(?:and|but|while|whereas|against|or) )(?:then )?(?:for |of )?"
    r"(?:(?:those|that|the one|it was|they were|purchases|sales) )?(?:with|to|from) (?:the )?$",
    re.I,
)
_REST = re.compile(
    r"[^.;:\d]{0,40}?(?:,? (?:it|this|that|the (?:gap|figure|total|deficit|surplus)))?"
    rf"(?: [a-z]+){{0,3}},?(?: at| to| by)? {HEDGE}(?:a record |record )?$"
)
_NO_COUNTRY = re.compile(r"\b(?:those|that|the ones) (?:with|to|from) (?:the |its )?[A-Za-z]")
_BEHIND = re.compile(r" (?:with|to|from) (?:the )?")
_ELIDED = re.compile(r"[’'](?:s)? (?P<verb>[a-z]+)\b")
_THAT_IN = re.compile(r"\b(?:and|but|while|whereas) (?:that|those) (?:in|of|for|at) (?:the )?")
_BEING = frozenset({"is", "was", "has", "had", "stood", "stands", "will", "came"})
_NEXT_ONE = re.compile(r"(?:followed by|ahead of|, then|and|,) (?:the )?$")  # "followed by Chile"
_WITH_SO_MUCH = re.compile(rf" (?:with|at|on) {HEDGE}$")
_FLOWS = ("exports", "imports", "shipments", "sales", "deliveries")
_TRADES = re.compile(r"\b(?:export|import|ship|sell|sold|sen[dt]|buy|bought)(?:s|ed|p?ing)?\b")


def with_sides(setting: Setting, figures: Sequence[Figure], offset: int) -> list[Figure]:
    """The figures with the other side that their own clause names in place of the one before:
    "$15 billion with Mexico and $4 billion with Canada", "Those from Ukraine tripled".
    """
    found: list[Figure] = []
    for figure in figures:
        told = next((one for one in reversed(found[-4:]) if _is_traded(one)), None)
        side = _side(setting, figure, found[-1:], offset) if told is not None else None
        if told is not None and side and side not in (told.subject, told.counterpart):
            figure = replace(
                figure,
                concept=figure.concept
                if _is_named(figure, found[-1], setting, offset)
                else told.concept,
                unit=figure.unit or told.unit,
                normalized_unit=figure.normalized_unit or told.normalized_unit,
                subject=told.subject,
                counterpart=side,
                period=figure.period or (told.period if _together(figure, told) else None),
            )
        elif found and figure.change is not None and figure.change == found[-1].change:
            if figure.change.amount == abs(found[-1].value) and found[-1].counterpart:
                figure = replace(figure, counterpart=found[-1].counterpart)
        elif found and (whose := _elided(setting, figure, found[-1], offset)) is not None:
            concept = found[-1].concept or figure.concept
            figure = replace(figure, subject=whose or None, concept=concept)
        elif told is not None and _is_elsewhere(setting, figure, found[-1], offset):
            figure = replace(figure, counterpart=None)
        found.append(figure)
    return found


def _elided(setting: Setting, figure: Figure, last: Figure, offset: int) -> str | None:
    """Whose a figure is where the noun of the one before is left out, "" for nobody's that is
    known: "while South Korea’s has climbed to 30 percent", "and that in the north shrank 1%".
    """
    if last.sentence != figure.sentence or last.subject is None:
        return None
    if last.change is not None and last.change.came_from == figure.value:
        return last.subject if last.subject != figure.subject else None
    text, start = setting.tokens.text, figure.excerpt.start - offset
    since = last.excerpt.end - offset
    named = [(one.start, one.end, one.country) for one in setting.countries(since, start)]
    for begin, end, name in sorted([*named, *setting.owners.within(since, start)]):
        does = _ELIDED.match(text, end, start)
        own = does is not None and (does["verb"] in _BEING or is_move(does["verb"]))
        if own or _THAT_IN.search(text, max(since, begin - 16), begin):
            return name if name != last.subject else None
    return "" if _THAT_IN.search(text, since, start) else None


def _is_traded(figure: Figure) -> bool:
    """Whether a figure may have another side: it has one, or is of what goes abroad."""
    concept = figure.concept or ""
    trades = concept.endswith(_FLOWS) or (figure.subject and _TRADES.search(figure.sentence.words))
    return bool(concept and (figure.counterpart or trades))


def _is_named(figure: Figure, last: Figure, setting: Setting, offset: int) -> bool:
    """Whether the figure's own clause names what it is of: "with Chile it had a deficit of"."""
    noun = (figure.concept or "").rpartition(" ")[2]
    since = max(last.excerpt.end, figure.sentence.start) - offset
    return bool(noun) and noun in setting.tokens.text[since : figure.excerpt.start - offset]


def _is_elsewhere(setting: Setting, figure: Figure, last: Figure, offset: int) -> bool:
    """Whether the figure's clause names another side that is no country: "those to Asia"."""
    since = max(last.excerpt.end, figure.sentence.start) - offset
    other = _NO_COUNTRY.search(setting.tokens.text, since, figure.excerpt.start - offset)
    return other is not None and not setting.countries(other.end() - 1, other.end())


def _together(one: Figure, other: Figure) -> bool:
    return one.sentence == other.sentence


def _side(setting: Setting, figure: Figure, last: Sequence[Figure], offset: int) -> str | None:
    """The country that stands with "with", "to" or "from" in the figure's shortened clause."""
    text, start = setting.tokens.text, figure.excerpt.start - offset
    since = figure.sentence.start - offset
    since = max([since, *(one.excerpt.end - offset for one in last)])
    for party in setting.countries(since, start):
        lead = text[since : party.start]
        rest = text[party.end : start]
        if _SIDE.search(lead) and _REST.fullmatch(rest):
            return party.country
        if _NEXT_ONE.search(lead) and _WITH_SO_MUCH.fullmatch(rest):
            return party.country
    behind = _BEHIND.match(text, figure.excerpt.end - offset)
    if (
        behind
        and last
        and last[-1].sentence == figure.sentence
        and GAP.fullmatch(text[since:start])
    ):
        near = setting.countries(behind.end(), behind.end() + 1)
        return near[0].country if near else None
    return None
