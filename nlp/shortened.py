"""Gives a figure what its shortened clause leaves out: "with Italy 9 million", "Labour 203"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nlp import changes
from nlp.analysis import Change, Figure
from nlp.setting import Setting

_HEDGE = r"(?:about |around |roughly |nearly |almost |just |some |only |over |more than |by )?"
_SIDE = re.compile(
    r"(?:^|[;,(–—] ?|\b(?:and|but|while|whereas|against|or) )(?:then )?(?:for |of )?"
    r"(?:(?:those|that|the one|it was|they were|purchases|sales) )?(?:with|to|from) (?:the )?$",
    re.I,
)
_REST = re.compile(
    r"[^.;:\d]{0,40}?(?:,? (?:it|this|that|the (?:gap|figure|total|deficit|surplus)))?"
    rf"(?: [a-z]+){{0,3}},?(?: at| to| by)? {_HEDGE}(?:a record |record )?$"
)
_NO_COUNTRY = re.compile(r"\b(?:those|that|the ones) (?:with|to|from) (?:the |its )?[A-Za-z]")
_BEHIND = re.compile(r" (?:with|to|from) (?:the )?")
_GAP = re.compile(
    rf"(?:[^.;:\n\d]|(?:19|20)\d\d){{0,50}}?[;,]?(?: and| but| while| against)? {_HEDGE}$"
)
_NAMED = re.compile(
    r"[^.:\n\d]{0,60}?(?:[;,]| and| but| while| to)(?: and| but| while| with)? "
    r"(?:the |its rivals? |his |her )?[A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|the|and)){0,4}"
    r",?(?: (?:has|had|have|holds?|held|w[io]ns?|won|took|takes|got|gets|with|was|were|at))?"
    rf" {_HEDGE}$"
)
_HARMED = re.compile(
    r" (?:others? )?(?:(?:was|were|are|is) )?(?:injured|wounded|hurt|missing|arrested|detained|held"
    r"|displaced|evacuated|killed|dead|hospitali[sz]ed|rescued)\b"
)
_OF_THEM = re.compile(
    r"[^.;:\n\d]{0,60}?,? (?:of (?:which|whom|them|those|these)|including|among them),?"
    rf" {_HEDGE}$"
)
_AGAINST = re.compile(
    rf"[^.;:\n\d]{{0,60}}?,? (?:and|with|while|against|compared with|versus|to|but) {_HEDGE}$"
)
_TWICE = re.compile(
    r"[^.;:\n\d]{0,60}?,? (?:(?:about|almost|nearly|more than|over) )?"
    r"(?:double|twice|triple|(?:three|four|five) times) the $"
)  # "1,240 patients, almost double the 640 of the week before"
_OF_BEFORE = re.compile(
    r" (?:of|in) (?:the )?((?:an? )?(?:year|month|week) (?:before|earlier|ago))\b"
)
_BY_VOTE = re.compile(r"\b(?:by a|in a|a|the) (?:\w+ )?vote of (?:just )?$")
_TO_RIVAL = re.compile(rf"\b(?:to|against) {_HEDGE}$")
_RIVAL = re.compile(r" for (?:the )?(?:his |her |its )?(?:rival|opponent|[A-Z])")
_OF_VOTE = re.compile(rf",? of (?:the |all )?(?:votes?|ballots) (?:to|against) {_HEDGE}$")
_PAIR = 2
_LISTED = re.compile(r",? (?:and )?(?:in |for |to |from )?(?:the )?|, ")
_ALIKE = re.compile(r",? (?:and )?(?:by )?")
_RESPECTIVELY = re.compile(r"(?: of [a-z ]{2,24})?,? respectively\b")
_FLOWS = ("exports", "imports", "shipments", "sales", "deliveries")
_TRADES = re.compile(r"\b(?:export|import|ship|sell|sold|sen[dt]|buy|bought)(?:s|ed|p?ing)?\b")
_AND_OTHER = re.compile(r",? and (?:the )?((?:[a-z-]+ ){1,3}?)(\w+) ")
_VOTED = re.compile(r" (?:[a-z]+ ){0,3}(?:to|against) (?:just |only )?$")


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
        elif told is not None and _is_elsewhere(setting, figure, found[-1], offset):
            figure = replace(figure, counterpart=None)
        found.append(figure)
    return found


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
        if _SIDE.search(lead) and _REST.fullmatch(text[party.end : start]):
            return party.country
    behind = _BEHIND.match(text, figure.excerpt.end - offset)
    if (
        behind
        and last
        and last[-1].sentence == figure.sentence
        and _GAP.fullmatch(text[since:start])
    ):
        near = setting.countries(behind.end(), behind.end() + 1)
        return near[0].country if near else None
    return None


def with_counted(text: str, figures: Sequence[Figure], offset: int) -> list[Figure]:
    """The figures with the unit that stands but once: "214 seats, Labour 203", "52 votes to 48"."""
    found: list[Figure] = []
    for figure in figures:
        told = found[-1] if found else None
        if not figure.normalized_unit and _by_vote(text, figure, offset):
            figure = replace(figure, unit="votes", normalized_unit="vote", concept="votes")
        if told is not None and _for_rival(text, figure, found, offset):
            figure = replace(figure, unit="votes", normalized_unit="vote", concept="votes")
        elif told is not None and _shares_alike(figure, told, text, offset):
            figure = replace(figure, concept=told.concept, period=figure.period or told.period)
        elif told is not None and _counts_alike(figure, told, text, offset):
            figure = replace(
                figure,
                unit=told.unit,
                normalized_unit=told.normalized_unit,
                concept=told.concept,
                period=_time_before(text, figure, offset) or figure.period or told.period,
            )
        found.append(figure)
    return found


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
    if (figure.concept and not voted) or figure.change or told.change:
        return False
    if told.sentence != figure.sentence:
        return False
    percent = figure.normalized_unit == told.normalized_unit == "percentage"
    return percent and _AGAINST.fullmatch(gap) is not None


def _counts_alike(figure: Figure, told: Figure, text: str, offset: int) -> bool:
    if figure.normalized_unit or figure.upper is not None or told.sentence != figure.sentence:
        return False
    if not told.normalized_unit or told.currency or figure.change is not None:
        return False
    gap = text[told.excerpt.end - offset : figure.excerpt.start - offset]
    voted = told.normalized_unit == "vote" and _VOTED.fullmatch(gap)
    harmed = _HARMED.match(text, figure.excerpt.end - offset) and _GAP.fullmatch(gap)
    return bool(
        voted or harmed or _TWICE.fullmatch(gap) or _OF_THEM.fullmatch(gap) or _NAMED.fullmatch(gap)
    )


def with_respective(setting: Setting, figures: Sequence[Figure], offset: int) -> list[Figure]:
    """The figures with what "respectively" shares out: "Sales in Spain and Chile rose 4% and 6%
    respectively", "exports and imports fell 3% and 5%, respectively".
    """
    found, text = list(figures), setting.tokens.text
    for index, last in enumerate(figures):
        if not _RESPECTIVELY.match(text, last.excerpt.end - offset):
            continue
        first = index
        while first and _ALIKE.fullmatch(text, *_between(figures, first, offset)):
            first -= 1
        if first < index:
            each = _shared_out(setting, found[first : index + 1], offset)
            found[first : index + 1] = each
    return found


def _between(figures: Sequence[Figure], index: int, offset: int) -> tuple[int, int]:
    return figures[index - 1].excerpt.end - offset, figures[index].excerpt.start - offset


def _shared_out(setting: Setting, figures: Sequence[Figure], offset: int) -> list[Figure]:
    """The figures of a list, each with its own country or noun of the list before them."""
    text, first = setting.tokens.text, figures[0]
    start = first.excerpt.start - offset
    since, many = first.sentence.start - offset, len(figures)
    countries = [(one.start, one.end, one.country) for one in setting.countries(since, start)]
    named = (countries[-many:], setting.owners.within(since, start)[-many:])
    lists: list[list[str | None]] = [
        [one[2] for one in each] for each in named if _is_list(text, each, many)
    ]
    shared: list[str | None] = [first.subject] * many
    subjects = next(iter(lists), shared)
    concepts = [first.concept] * many
    if many == _PAIR and subjects is shared and (other := _other_noun(text, first, offset)):
        concepts[1] = other
    last = figures[-1]
    if not first.normalized_unit:  # "5 million and 3 million tonnes"
        concepts = [last.concept] * many
        figures = [
            replace(
                one,
                unit=last.unit,
                normalized_unit=last.normalized_unit,
                currency=last.currency,
                period=one.period or last.period,
            )
            for one in figures
        ]
    return [
        replace(
            figure,
            concept=concept,
            subject=subject,
            period=figure.period or first.period,
            change=figure.change or _as_much(first, figure),
        )
        for figure, concept, subject in zip(figures, concepts, subjects, strict=True)
    ]


def _is_list(text: str, named: Sequence[tuple[int, int, str]], many: int) -> bool:
    """Whether the names are so many, and stand side by side: "in Spain and Chile"."""
    gaps = (text[one[1] : other[0]] for one, other in pairwise(named))
    return len(named) == many and all(_LISTED.fullmatch(gap) for gap in gaps)


def _as_much(first: Figure, figure: Figure) -> Change | None:
    """The change of the first of a list, by as much as another of it says."""
    change = first.change
    if change is None or change.amount != abs(first.value):
        return change
    return replace(change, amount=abs(figure.value), unit=figure.normalized_unit or None)


def _other_noun(text: str, first: Figure, offset: int) -> str | None:
    """The second noun of "exports and imports rose"."""
    before = text[first.sentence.start - offset : first.excerpt.start - offset]
    at = before.lower().find((first.concept or "\n").lower())
    match = _AND_OTHER.match(before, at + len(first.concept or "")) if at >= 0 else None
    return match[1].strip() if match and changes.is_move(match[2]) else None
