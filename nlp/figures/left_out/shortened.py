"""Gives a figure what its shortened clause leaves out: "with Italy 9 million", "Labour 203"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.analysis import Figure
from nlp.figures.moves.kinds import is_timed
from nlp.figures.subjects.setting import Setting
from nlp.figures.words.changes import is_move
from nlp.figures.words.periods import is_origin

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
_OF_IT = re.compile(r" of (?:it|that|this)\b")
_AFTER_ONE = re.compile(rf"\b(?:after|against|from) an? (?P<noun>(?:[a-z]+ )?[a-z]+) of {_HEDGE}$")
_ANOTHER = re.compile(
    rf"(?:[^.;:\n\d]|(?:19|20)\d\d){{0,50}}?,? (?:(?:and|then) (?:another|a further)"
    rf"|and (?:injur|wound|kill|displac|hospitalis|hospitaliz)(?:ed|ing)) {_HEDGE}"
)  # "95 branches in 2023 and another 40 last year"
_LARGE = 1000  # of money that is told without its sign
_SOME_OF_THEM = re.compile(r" of (?:them|these|those)\b")
_NEAR = re.compile(rf"[^.;:\n\d]{{0,60}}?,? (?:and |but |with )?{_HEDGE}")
_AGAINST = re.compile(
    rf"(?:[^.;:\n\d]|(?:19|20)\d\d){{0,60}}?,?"
    rf" (?:and|with|while|against|compared with|versus|to|but) {_HEDGE}$"
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
_ELIDED = re.compile(r"[’'](?:s)? (?P<verb>[a-z]+)\b")
_THAT_IN = re.compile(r"\b(?:and|but|while|whereas) (?:that|those) (?:in|of|for|at) (?:the )?")
_BEING = frozenset({"is", "was", "has", "had", "stood", "stands", "will", "came"})
_NEXT_ONE = re.compile(r"(?:followed by|ahead of|, then|and|,) (?:the )?$")  # "followed by Chile"
_WITH_SO_MUCH = re.compile(rf" (?:with|at|on) {_HEDGE}$")
_FLOWS = ("exports", "imports", "shipments", "sales", "deliveries")
_TRADES = re.compile(r"\b(?:export|import|ship|sell|sold|sen[dt]|buy|bought)(?:s|ed|p?ing)?\b")
_VOTED = re.compile(r" (?:[a-z]+ ){0,3}(?:to|against) (?:just |only )?$")


def _elsewhere(gap: str, text: str, end: int) -> bool:
    """Whether as many things are told of two places: "210 stores in Britain and 95 in Ireland"."""
    here = _IN_PLACE.fullmatch(gap)
    return here is not None and text.startswith(f" {here['at']} ", end)


_IN_PLACE = re.compile(
    rf" (?P<at>in|at|from|on) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,3}}"
    rf",? (?:and|but) {_HEDGE}"
)
_OF_OTHERS = re.compile(r" of (?!(?:them|those|these|it|that|the total|all)\b)[A-Za-z]")


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
        and _GAP.fullmatch(text[since:start])
    ):
        near = setting.countries(behind.end(), behind.end() + 1)
        return near[0].country if near else None
    return None


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
    harmed = _HARMED.match(text, figure.excerpt.end - offset) and _GAP.fullmatch(gap)
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
