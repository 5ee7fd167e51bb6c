"""Gives a figure the move of a verb that stands but once: "exports rose 4% and imports 2%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.analysis import Change, Figure
from nlp.figures.moves.kinds import moves
from nlp.figures.moves.levels import leads_to_level
from nlp.figures.subjects.doers import MEASURING
from nlp.figures.subjects.setting import Setting
from nlp.figures.words import bases, changes

_HEDGE = r"(?:about |around |roughly |nearly |almost |just |some |only |an? )?"
_NOT_ITS = (
    r"(?!(?:and|while|but|as|or|than|which|who|whose|when|where|after|before|because|if|an?|not"
    r"|is|are|was|were|be|has|have|had|will|would|could|can|may|do|does|did|up|down|by|at)\b)"
)
_AND_ITS = re.compile(
    r"(?:[^;:\n.]|\.(?=[a-z0-9])){0,60}?(?:,? (?:and|while|but)|(?P<bare>,)) "
    rf"(?P<noun>(?:{_NOT_ITS}[A-Za-z][\w’'&-]* ){{0,6}}?)(?P<by>by )?"
    rf"(?:an? (?:flat|further|extra|additional|mere) )?{_HEDGE}"
)
_SENT = re.compile(r"(?<=ports|ments|sales) (?:from|to) (?:the )?(?=[A-Z])")
_AND_TO = re.compile(
    r"(?: in [A-Z][a-z]+)?,? (?:and|while) (?:the |its )?(?P<noun>(?:[a-z]+ ){0,2}[a-z]{3,}) to "
    rf"{_HEDGE}"
)
_AND_FROM = re.compile(rf"[^;.\n]{{0,60}} and {_HEDGE}$")  # "0.9% from May and 6% from a year ago"
_AND_THERE = re.compile(
    r" (?P<prep>by|in|against|for|among|with|to)(?: [A-Za-z0-9][\w’'&-]*){1,4}?"
    rf"(?:,? (?:and|but)|,) {_HEDGE}$"
)  # "6% in London and 4% in Leeds"
_THOSE = re.compile(r"(?:those|that) (?:in|of|from|for|at|to|with) ", re.I)
_DETERMINER = re.compile(r"^(?:the|its|their|his|her|our) ")
_OWNER = re.compile(r"^.*[’'](?:s)? ")
_OF_NAMED = re.compile(r"[’'](?:s)? [A-Z]")
_LISTED = 4
_NO_UNITS = frozenset({"", "day", "week", "month", "year", "hour", "minute"})
_WORD = re.compile(r"\S+")
_LEADS = frozenset({"of", "in", "on", "at", "to", "from", "for", "with", "among", "by", "over"})
_ENDS_OPEN = frozenset({"of", "in", "to", "from", "for", "at", "on", "with", "the", "its", "their"})
_POINTED = frozenset({"VBP", "VB", "VBZ"})


def with_gapped(setting: Setting, figures: Sequence[Figure], offset: int) -> list[Figure]:
    """The figures with the move of a verb that stands but once: "rents rose by 6 percent and
    wages by 2 percent".
    """
    found: list[Figure] = []
    text = setting.tokens.text
    for figure in figures:
        if found and (noun := _and_to(figure, found, text, offset)):
            way = next((one.change.direction for one in reversed(found) if one.change), "")
            figure = replace(figure, concept=noun, change=Change(direction=way) if way else None)
        mover = _mover(found, text, offset)
        if mover is not None and figure.change is None and mover.sentence == figure.sentence:
            figure = _too(figure, mover, found, setting, offset)
        elif found and figure.change is None and found[-1].sentence == figure.sentence:
            figure = _listed(figure, found, setting, offset)
        found.append(figure)
    return found


def _mover(found: Sequence[Figure], text: str, offset: int) -> Figure | None:
    """The last figure, where it tells by how much something moved, or the one before a level
    that this led to: "rose 4% to $2 billion".
    """
    if not found:
        return None
    if found[-1].change is not None and found[-1].change.amount is not None:
        return found[-1]
    if len(found) == 1:
        return None
    gap = text[found[-2].excerpt.end - offset : found[-1].excerpt.start - offset]
    return found[-2] if leads_to_level(gap) else None


def _and_to(figure: Figure, before: Sequence[Figure], text: str, offset: int) -> str | None:
    """The noun whose verb stands but once: "inflation eased to 3%, and food inflation to 4%"."""
    gap = text[before[-1].excerpt.end - offset : figure.excerpt.start - offset]
    match = _AND_TO.fullmatch(gap)
    if match is None or before[-1].sentence != figure.sentence:
        return None
    return None if any(changes.is_move(word) for word in match["noun"].split()) else match["noun"]


def _too(
    figure: Figure, mover: Figure, found: Sequence[Figure], setting: Setting, offset: int
) -> Figure:
    """The figure as what moved as another did, where its clause has no verb of its own."""
    text, told, last = setting.tokens.text, mover.change, found[-1]
    if told is None or told.amount is None:
        return figure
    start, end = figure.excerpt.start - offset, figure.excerpt.end - offset
    gap = text[last.excerpt.end - offset : start]
    if _is_other_base(figure, last, gap, bases.base(text, end)):
        return _moved_too(figure, mover, told, mover.concept, text, end)
    moved = any(
        changes.moved_by(text, one.excerpt.start - offset) == told.direction
        for one in found[-_LISTED:]
        if one.sentence == mover.sentence
    )
    if not moved or not _alike(figure, mover, told) or _goes_on(text, end, setting):
        return figure
    there = _AND_THERE.fullmatch(gap) if last is mover else None
    match = _AND_ITS.fullmatch(gap)
    if there and text.startswith(f" {there['prep']} ", end):
        near = setting.countries(end, end + len(there["prep"]) + 6)
        whose = near[0].country if near and there["prep"] == "in" else figure.subject
        figure = replace(figure, subject=whose, concept=mover.concept)
    elif match and (match["by"] or match["noun"]) and _is_noun(match, start - len(gap), setting):
        at = start - len(gap) + match.start("noun")
        figure = _named(figure, mover, match["noun"], at, setting)
    else:
        return figure
    return _moved_too(figure, mover, told, figure.concept, text, end)


def _listed(figure: Figure, found: Sequence[Figure], setting: Setting, offset: int) -> Figure:
    """The figure as the same of another, where its clause has no verb: "China bought 40% of the
    crop and Mexico 22%", "diesel costs 1.61 euros and petrol 1.72 euros".
    """
    text, start, last = setting.tokens.text, figure.excerpt.start - offset, found[-1]
    since, end = last.excerpt.end - offset, figure.excerpt.end - offset
    units = {one.normalized_unit.split(" per ")[0] for one in (figure, last)}
    match = _AND_ITS.fullmatch(text, since, start)
    if last.change or figure.upper or len(units) > 1 or units <= _NO_UNITS or match is None:
        return figure
    noun = "" if match["by"] else match["noun"]
    if not noun or not _is_noun(match, 0, setting) or _goes_on(text, end, setting):
        return figure
    whose = _whose(match.start("noun"), match.end("noun"), setting)
    named = any(each[:1].isupper() for each in noun.split())
    first = _is_subject(last, found, text, offset)
    if named and (last.counterpart or (first and last.subject is None)):
        return figure  # with whom or whose, or what else, is open
    return replace(
        figure,
        concept=_own_name(figure, noun) if first and not named else last.concept,
        subject=whose if named else figure.subject or last.subject,
        period=figure.period or last.period,
    )


def _is_subject(last: Figure, found: Sequence[Figure], text: str, offset: int) -> bool:
    """Whether what a list of figures is of stands before the first of them."""
    noun = (last.concept or "").rpartition(" ")[2].lower()
    alike = (one for one in found if one.sentence == last.sentence and one.concept == last.concept)
    start = next(alike).excerpt.start - offset
    lead = text[last.sentence.start - offset : start].lower()
    return bool(noun) and re.search(rf"\b{re.escape(noun)}\b", lead) is not None


def _whose(start: int, end: int, setting: Setting) -> str | None:
    """The country or else the organisation that is named between two places."""
    near, firms = setting.countries(start, end), setting.owners.within(start, end)
    if near and _OF_NAMED.match(setting.tokens.text, near[0].end):
        near = []  # "Italy’s Unibanca"
    return near[0].country if near else firms[0][2] if firms else None


def _alike(figure: Figure, mover: Figure, told: Change) -> bool:
    """Whether both are sizes of a move in one measure."""
    one, other = figure.normalized_unit, mover.normalized_unit
    own = told.amount == abs(mover.value) and figure.upper is None
    return bool(one) and one == other and own and moves(one)


def _goes_on(text: str, end: int, setting: Setting) -> bool:
    """Whether the amount before `end` is a part of a longer phrase: "4% of", "a 20% stake"."""
    last = setting.tokens.at(end - 1)
    tied = last is not None and last.head.i > last.i and last.head.pos_ in {"NOUN", "PROPN"}
    return tied or text.startswith(" of ", end)


def _is_noun(match: re.Match[str], since: int, setting: Setting) -> bool:
    """Whether the words of a clause without a verb are a noun, which the model may misread where
    it stands alone: "and maize 1%".
    """
    words, start = match["noun"].split(), since + match.start("noun")
    if not words:
        return True
    if words[-1].lower() in _ENDS_OPEN or any(changes.is_move(word) for word in words):
        return False
    if words[0] in _LEADS or (match["bare"] and words[0] in {"its", "their"}):
        return False
    places = [start + at.start() for at in _WORD.finditer(match["noun"])]
    tokens = [each for place in places if (each := setting.tokens.at(place)) is not None]
    if any(each.ent_type_ in {"DATE", "TIME"} for each in tokens):
        return False  # "$30 million in May, June $20 million"
    verbs = [each for each in tokens if each.pos_ in {"VERB", "AUX"}]
    if not verbs:
        return any(each.pos_ in {"NOUN", "PROPN", "ADJ"} for each in tokens)
    (verb, *others) = verbs
    alone = not others and len(words) == 1 and verb.tag_ in _POINTED
    return alone and verb.lemma_.lower() not in MEASURING


def _named(figure: Figure, mover: Figure, noun: str, start: int, setting: Setting) -> Figure:
    """The figure with what its clause names, and else with what the one before is of."""
    subject = _whose(start, start + len(noun), setting)
    sent = _SENT.search(noun)
    if sent and setting.countries(start + sent.end(), start + sent.end() + 1):
        return replace(  # "and imports from India 9%"
            figure,
            concept=_own_name(figure, noun[: sent.start()]),
            subject=mover.subject,
            counterpart=subject,
            period=figure.period or mover.period,
        )
    firms = setting.owners.within(start, start + len(noun))
    concept, told = figure.concept or "", mover.concept or ""
    kept = _names(figure, noun)
    of_it = _THOSE.sub("", noun) if noun.startswith(("those of ", "that of ")) else noun
    if of_it and not (subject or _THOSE.match(of_it)) and (of_it is noun or of_it.islower()):
        concept = _own_name(figure, of_it) or ""
    elif not firms or not noun or told.islower():  # "deliveries rose 9% and Tesla 4%"
        concept = concept if kept and concept != subject else told
    else:  # "the FTSE rose 1%, the DAX 2%"
        subject = None
    if subject is None and not any(each[:1].isupper() for each in noun.split()):
        subject = figure.subject or mover.subject
    period = figure.period or mover.period
    return replace(figure, concept=concept or None, subject=subject, period=period)


def _names(figure: Figure, noun: str) -> bool:
    """Whether what the figure is of already is what its own words name."""
    return (figure.concept or "").rpartition(" ")[2].lower() in noun.lower().split()


def _own_name(figure: Figure, noun: str) -> str | None:
    """What the figure is of by its own words, without whose that is."""
    if _names(figure, noun):
        return figure.concept
    return _OWNER.sub("", _DETERMINER.sub("", noun)).strip() or None


def _is_other_base(figure: Figure, before: Figure, gap: str, base: str | None) -> bool:
    """Whether two sizes of one move are measured from different times."""
    alike = figure.normalized_unit == "percentage" and before.normalized_unit == "percentage"
    return alike and base is not None and _AND_FROM.fullmatch(gap) is not None


def _moved_too(
    figure: Figure, before: Figure, told: Change, concept: str | None, text: str, end: int
) -> Figure:
    change = Change(
        direction=told.direction,
        amount=abs(figure.value),
        unit=figure.normalized_unit or None,
        base=bases.base(text, end),
    )
    return replace(figure, concept=concept or before.concept, change=change)
