"""Finds the figures of a text: numbers with unit, what they count, when, and their change."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from nlp.analysis import Change, Excerpt, Figure
from nlp.figures.amounts.currencies import may_be_shared, with_code, with_shared_money
from nlp.figures.amounts.finding import Amount, Tokens, find_amounts
from nlp.figures.left_out.counted import with_counted
from nlp.figures.left_out.gapped import with_gapped
from nlp.figures.left_out.respective import with_respective
from nlp.figures.left_out.shortened import with_sides
from nlp.figures.left_out.told_before import taken_up, with_equals
from nlp.figures.moves.kinds import answerable, change_symbol, values
from nlp.figures.moves.levels import leads_to_level, with_changes, with_origins
from nlp.figures.moves.multiples import (
    find_multiples,
    has_multiple,
    shared_out,
)
from nlp.figures.moves.own_changes import own_change
from nlp.figures.numbers.numerals import has_number
from nlp.figures.subjects.about import About, about, period_for
from nlp.figures.subjects.owners import owners_of
from nlp.figures.subjects.setting import Setting, settings, with_euro_zone
from nlp.figures.words import bases
from nlp.figures.words.bounds import bound
from nlp.figures.words.hedges import hedge
from nlp.figures.words.periods import is_origin, is_term
from nlp.names.parties import parties_of
from nlp.names.roster import Roster
from nlp.texts import text_of

__all__ = ["answerable", "change_symbol", "find_figures", "read_figures", "values"]

_LINE_OR_STOP = re.compile(r"\n+")
_DENIED = re.compile(r"\b(?:not|isn[’']t|wasn[’']t)(?: the| about| around)? $", re.I)
_STANDING_IN = re.compile(r"\b(?:one|two) of [0-9]")
_DURING = re.compile(
    r"(?<!well )(?<!just )(?<!for )(?<!of )\bover (?:(?:the|an?|his|her|its|their) )?$", re.I
)
_MORE_THAN = ("more than ", "less than ", "fewer than ")
_AGO = re.compile(r" (?:ago|earlier(?! than)|before(?=[.,;]|$))(?![\w-])")
_LEVEL = re.compile(
    r"\b(?:population|number|workforce|turnout|attendance|ridership|readership|membership"
    r"|circulation"
    r"|enrol{1,2}ment|headcount|toll|tally|target|goal|quota|capacity|index|backlog|caseload"
    r"|waiting list|output|crowd|audience|staff)\b"
    r"[^.;,]{0,60}?\b(?:was|were|is|are|of|at|reached|hit|came to"
    r"|total{1,2}ed)(?: (?:about|around|some|nearly|almost|just|only|over|more than))? $"
    r"|\b(?:trad(?:ed|es|ing)|quoted|changed hands) at (?:about |around )?$"
    r"|\b(?:profits?|loss(?:es)?|revenues?|sales|earnings|income|turnover)"
    r" of (?:about |around |some |nearly |almost |just |only |over |more than )?$"
    r"|[a-z] averaged (?:about |around |some |nearly |almost |just |only )?$"
    r"|[a-z] (?:stood|stands) at (?:about |around |some |nearly |almost |just |only )?$"
    r"|[a-z] (?:pass(?:es|ed)?|reach(?:es|ed|ing)?|hits?|total(?:l?ed|s)|number(?:s|ed)"
    r"|c[ao]mes? to|amount(?:s|ed) to|add(?:s|ed) up to"
    r"|exceed(?:s|ed)?|top(?:s|ped)|surpass(?:es|ed)?)"
    r"(?: (?:about|around|some|nearly|almost|just|only|over|more than|an?|new|record"
    r"|high|peak|of)){0,4} $"
    r"|\bmagnitude[ -]$",
    re.I,
)
_IS = re.compile(
    r"[a-z]{3} (?:was|were|is|are)(?: (?:about|around|some|nearly|almost|just|only|over))? $"
)
_MANY = 1000  # so much that is somewhat: "net migration was 431,000"
_OF_TURNS = re.compile(r" (?:seasons|terms|rounds|sessions|games|matches|episodes|generations)\b")
_OF_THEM = re.compile(r" of (?:them|these|those)\b")
_SECOND = re.compile(r"(?<= )[$€£¥]?[0-9]")  # of two levels, where the number begins
_ANOTHER = (" another ", " a further ")
_CONVERTED = frozenset({" (", " / "})


def find_figures(doc: Doc, offset: int, roster: Roster | None = None) -> tuple[Figure, ...]:
    """The figures of one passage on its own; see `read_figures`."""
    return read_figures([(offset, doc)], roster)


def read_figures(
    docs: Sequence[tuple[int, Doc]], roster: Roster | None = None
) -> tuple[Figure, ...]:
    """All amounts of an article as figures, in text order, given its parsed passages with
    their offsets. The documents need tags and a parse; the roster may be None.

    Whose a trade balance is may be taken from around it; see `nlp.figures.subjects.about`.
    """
    texts = [text_of(doc) for _, doc in docs]
    holding = [has_number(text) or has_multiple(text) for text in texts]
    if not any(holding):
        return ()
    passages_at = [(at, text) for (at, _), text in zip(docs, texts, strict=True)]
    parties = with_euro_zone(parties_of(docs, roster), passages_at)
    places = [(offset, offset + len(text)) for (offset, _), text in zip(docs, texts, strict=True)]
    views = [parties.passage(start, end - start) for start, end in places]
    passages = [(doc, Tokens(doc, text)) for (_, doc), text in zip(docs, texts, strict=True)]
    found: list[Figure] = []
    each = settings(
        passages,
        views,
        owners_of(passages_at, roster),
    )
    for (offset, _), holds, setting in zip(places, holding, each, strict=True):
        if holds:
            found += _of_passage(setting, offset)
    return tuple(taken_up(found))


def _of_passage(setting: Setting, offset: int) -> list[Figure]:
    text = setting.tokens.text
    numbers = [
        one
        for one in find_amounts(setting.tokens)
        if not (_STANDING_IN.match(text, one.start) or is_term(text, one.start, one.end))
        and not (_AGO.match(text, one.end) and one.unit is not None and one.unit.kind == "time")
        and not _is_denied(text, one.start)
    ]
    numbers = list(with_shared_money(text, shared_out(text, numbers)))
    multiples = find_multiples(setting.tokens, numbers)
    folded = {one.start for one in multiples}  # "a two-fold increase" counts no folds
    numbers = [one for one in numbers if one.start not in folded]
    amounts = sorted([*numbers, *multiples], key=lambda one: one.start)
    sentences = _Sentences(setting.doc, text)
    figures: list[Figure] = []
    last = 0
    for bare in amounts:
        amount = _with_code(bare, setting, sentences)
        figure = _figure(amount, last, setting, sentences, offset)
        if figures and text[last : amount.start] in _CONVERTED:
            figure = replace(figure, bound=figures[-1].bound)
        figures.append(figure)
        last = amount.end
    alike = with_respective(setting, with_counted(text, figures, offset), offset)
    equal = with_gapped(setting, with_equals(text, alike, offset), offset)
    placed = with_origins(text, with_changes(text, equal, offset), offset)
    return with_sides(setting, placed, offset)


def _is_denied(text: str, start: int) -> bool:
    """Whether the amount at `start` is said not to be it: "$4 billion, not $11 billion"."""
    return _DENIED.search(text, max(0, start - 24), start) is not None


def _with_code(amount: Amount, setting: Setting, sentences: _Sentences) -> Amount:
    """The amount of money with the code of the country's whose it is."""
    if amount.unit is None or not may_be_shared(amount.unit):
        return amount
    sentence = sentences.around(amount.start)
    unit = with_code(amount.unit, setting.parties, sentence, setting.tally)
    return replace(amount, unit=unit)


class _Sentences:
    """The sentences of a document by place; a line break always ends one."""

    def __init__(self, doc: Doc, text: str) -> None:
        self._text = text
        borders = {0, len(text)}
        borders.update(sentence.start_char for sentence in doc.sents)
        borders.update(match.end() for match in _LINE_OR_STOP.finditer(text))
        self._borders = sorted(borders)

    def around(self, place: int) -> tuple[int, int]:
        """Start and end of the sentence at `place`, without the white space around it."""
        index = bisect_right(self._borders, place)
        start, end = self._borders[index - 1], self._borders[min(index, len(self._borders) - 1)]
        words = self._text[start:end]
        return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _figure(
    amount: Amount, last: int, setting: Setting, sentences: _Sentences, offset: int
) -> Figure:
    """The amount as a figure of its own, its relation to its neighbours still open."""
    text = setting.tokens.text
    sentence = sentences.around(amount.start)
    since = max(last, sentence[0])
    value, upper = amount.value, amount.upper
    change = _based(own_change(text, amount), text, sentence[0], amount.start)
    named = amount.unit is not None or change is not None or amount.moved
    named = named or amount.per is not None
    named = named or (since == last and leads_to_level(text[last : amount.start]))
    named = named or _is_level(text, since, amount)
    found = about(amount, since, sentence, setting) if named else About()
    timed = amount.scale is not None or is_origin(text, amount.start)
    if amount.share and not named and text.startswith(" of ", amount.end):
        found = About(concept=about(amount, since, sentence, setting).concept)
    elif not named and (
        timed or text.endswith(_ANOTHER, 0, amount.start) or _OF_THEM.match(text, amount.end)
    ):
        found = About(period=period_for(amount, sentence, setting))
    if amount.moved and amount.upper is not None:
        value, upper = amount.upper, None
        way = "up" if amount.upper > amount.value else "down"
        change = Change(direction=way, came_from=amount.value)
    return Figure(
        excerpt=_excerpt(text, amount.start, amount.end, offset),
        sentence=_excerpt(text, *sentence, offset),
        value=value,
        upper=upper,
        bound="" if _lasts(text, amount) else _bound(text, amount),
        unit=amount.unit.words if amount.unit else "",
        normalized_unit=amount.unit_name,
        currency=amount.unit.currency if amount.unit else None,
        concept=found.concept,
        subject=found.subject,
        counterpart=found.counterpart,
        period=_own_period(text, amount, found.period, change),
        change=change,
        hedge=_hedge(amount, setting),
    )


def _hedge(amount: Amount, setting: Setting) -> str:
    """The word that tells the amount as not, or not surely, so; what it came from was so."""
    text, token = setting.tokens.text, setting.tokens.at(amount.start)
    origin = is_origin(text, amount.start) and not text.endswith(_MORE_THAN, 0, amount.start)
    return "" if token is None or origin else hedge(token)


def _bound(text: str, amount: Amount) -> str:
    """How exact the amount is by the words before it, or right behind its number or unit; of two
    levels, how exact the second is: "from 14,000 to about 9,500".
    """
    second = _SECOND.search(text, amount.first_end, amount.number_end) if amount.moved else None
    if second is not None:
        return bound(text, second.start(), amount.number_end)
    unit = amount.unit.end if amount.unit and amount.unit.kind != "count" else 0
    return bound(text, amount.start, max(amount.number_end, unit))


def _lasts(text: str, amount: Amount) -> bool:
    """Whether "over" in front of a time only tells how long: "rose over three decades"."""
    timed = amount.unit is not None and amount.unit.kind == "time"
    timed = timed or _OF_TURNS.match(text, amount.number_end) is not None
    return timed and _DURING.search(text, max(0, amount.start - 16), amount.start) is not None


def _is_level(text: str, since: int, amount: Amount) -> bool:
    """Whether a number without a unit is a level of something: "ridership was 71,000"."""
    if amount.share or amount.upper is not None:
        return False
    near = max(since, amount.start - 100)
    many = amount.value >= _MANY and _IS.search(text, near, amount.start)
    return bool(many or _LEVEL.search(text, near, amount.start))


def _own_period(text: str, amount: Amount, period: str | None, change: Change | None) -> str | None:
    """The period, unless it is what the change is measured against, or ends before that."""
    if change is None or period is None:
        return period
    since = text.startswith(" since ", amount.end) and text.rfind(period, 0, amount.start) >= 0
    return None if _is_base(period, change) or (since and change.base) else period


def _based(change: Change | None, text: str, start: int, end: int) -> Change | None:
    """The change with what the sentence that begins at `start` says at once it is against."""
    if change is None or change.base or change.amount is None:
        return change
    return replace(change, base=bases.opening_base(text, start, end))


def _is_base(period: str | None, change: Change) -> bool:
    """Whether a time is what the change is measured against ("tripled since 2021")."""
    return period in (change.base, f"since {change.base}")


def _excerpt(text: str, start: int, end: int, offset: int) -> Excerpt:
    return Excerpt(start=offset + start, end=offset + end, words=text[start:end])
