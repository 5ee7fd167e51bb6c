"""Puts numerals together with their units and with each other: amounts and ranges."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from spacy.tokens import Doc, Token

from nlp.counted_nouns import counted_words, plain
from nlp.notamounts import is_label, is_pronoun_one
from nlp.numbers import Numeral, find_numerals
from nlp.units import Unit, is_sterling, money_before, per_what, unit_after

_HEDGE = (
    r"(?:(?:about|around|roughly|nearly|almost|up|some|just|under|over|as|much|many|an?|even|to"
    r"|estimated|US) ){0,3}"
)
_JOIN = re.compile(rf"(?: ?[-–—] ?| to[ -](?:{_HEDGE})| or (?:{_HEDGE}))$")
_AND = re.compile(rf" and (?:{_HEDGE})$")
_BETWEEN = re.compile(rf"\bbetween (?:{_HEDGE})$", re.I)
_FROM = re.compile(rf"\bfrom (?:{_HEDGE})$", re.I)
_BY = re.compile(rf"\bby (?:{_HEDGE})$", re.I)
_MOVED_TO = re.compile(rf"(?:[^.;:,()\n]|[.](?=[0-9])|(?<=[A-Z])[.]){{0,48}}\bto (?:{_HEDGE})$")
_RATE_LIKE = frozenset({"percent", "points"})
_REACH_BACK = 34
_OLDEST = 120
_MOST_MOVED = 20
_MUCH_MORE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number or a range with its unit, from `start` to `end` in the text of a document.

    `moved` tells a movement ("from 145% to 30%") from a range; there `value` is where it
    began and `upper` where it came to. `number_start` to `number_end` are the bare numbers.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal
    upper: Decimal | None
    unit: Unit | None
    per: str | None = None
    moved: bool = False
    share: bool = False
    vague: bool = False
    scale: Decimal | None = None

    @property
    def unit_name(self) -> str:
        """The plain singular name of the unit with what it is per; "" where it has none."""
        name = self.unit.name if self.unit else ""
        return f"{name} per {self.per}" if self.per else name


class Tokens:
    """The tokens of a document by their place in its text."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text  # spaCy joins it anew at each look
        self._starts = [token.idx for token in doc]

    def at(self, place: int) -> Token | None:
        """The token that covers the character `place`, or the last one before it."""
        index = bisect_right(self._starts, place) - 1
        return self.doc[index] if index >= 0 else None


def find_amounts(tokens: Tokens) -> tuple[Amount, ...]:
    """All amounts of a document in order, without dates, times, years, ordinals, scores, labels."""
    text = tokens.text
    found: list[Amount] = []
    for numeral in find_numerals(text):
        amount = _amount(text, numeral)
        if amount is None or is_label(
            text, numeral, tokens.at(numeral.start), has_unit=amount.unit is not None
        ):
            continue
        found.append(amount)
    ranged = _ranges(text, found)
    counted = [_counted(amount, tokens) for amount in ranged]
    return tuple(amount for amount in counted if not _empty_one(amount, tokens))


def _amount(text: str, numeral: Numeral) -> Amount | None:
    """The numeral with the unit before or behind it; None where letters are stuck to it."""
    money = None if numeral.spelled else money_before(text, numeral.start)
    unit = unit_after(text, numeral.end)
    if money is None and not _stands_free(text, numeral.start):
        return None
    if money is not None and unit is not None and unit.kind != "money":
        unit = None
    if unit is not None and is_sterling(text, numeral.start, unit, numeral.scale):
        unit = replace(unit, name="pound sterling", kind="money", currency="GBP")
    if unit is None and text[numeral.end : numeral.end + 1].isalpha():
        return None
    end = max(numeral.end, unit.end if unit else 0)
    per = per_what(text, end) if money or unit else None
    chosen = money or unit
    if money is not None and unit is not None and unit.currency:
        chosen = replace(money, currency=unit.currency, name=unit.name)
    return Amount(
        start=money.start if money else numeral.start,
        end=per[0] if per else end,
        number_start=numeral.start,
        number_end=numeral.end,
        value=numeral.value,
        upper=numeral.upper,
        unit=chosen,
        per=per[1] if per else None,
        share=numeral.share,
        vague=numeral.upper is not None,
        scale=numeral.scale,
    )


def _stands_free(text: str, start: int) -> bool:
    """Whether no letter, and no name with a hyphen ("TA-35"), is stuck to the number."""
    before = text[max(0, start - 8) : start]
    if before[-1:].isalnum() or before[-1:] in {"_", "#", "@"}:
        return False
    if re.search(r"[A-Za-z][-–]$", before):
        return (
            re.search(r"\b(?:minus|sub|to|now|then|over|under|a|the)[-–]$", before, re.I)
            is not None
        )
    return not re.search(r"[0-9][.:,]$", before)


def _ranges(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts with neighbours joined where the words between them say so."""
    joined: list[Amount] = []
    for amount in amounts:
        last = joined[-1] if joined else None
        if last is None or last.upper is not None or amount.upper is not None:
            joined.append(amount)
            continue
        gap = text[last.end : amount.start]
        before = text[max(0, last.start - _REACH_BACK) : last.start]
        kind = _how_joined(gap, before, last, amount)
        if kind:
            joined[-1] = _join(last, amount, moved=kind == "moved")
        else:
            joined.append(amount)
    return joined


def _how_joined(gap: str, before: str, first: Amount, second: Amount) -> str:
    """ "range", "moved" or "" for two neighbours with `gap` between them."""
    if len(gap) > 60 or not _compatible(first, second):
        return ""
    if _FROM.search(before) and _MOVED_TO.fullmatch(gap):
        return "moved"
    if _BETWEEN.search(before) and _AND.fullmatch(gap):
        return "range"
    joined = _JOIN.fullmatch(gap) and first.value <= second.value * (second.scale or 1)
    return "range" if joined and not _separate(gap, before, first, second) else ""


def _separate(gap: str, before: str, first: Amount, second: Amount) -> bool:
    """Whether two amounts that "to" or "or" joins are no range ("by $2 to $5", "9 or 8")."""
    if " or " in gap:
        return first.unit is not None or first.value >= second.value
    by = _BY.search(before) is not None
    bare = first.unit is None and second.unit is None and first.value >= 1000
    if by and bare and second.value >= _MUCH_MORE * first.value:
        return True  # "fell by 12,000 to 230,000"
    if by and second.scale and not first.scale and first.value >= 1000:
        return True  # "fell by 200,000 to 7.2 million"
    return " to" in gap and first.unit is not None and (second.unit is None or by)


def _compatible(first: Amount, second: Amount) -> bool:
    if first.share or second.share or (first.per and second.per and first.per != second.per):
        return False
    return first.unit is None or second.unit is None or first.unit.name == second.unit.name


def _join(first: Amount, second: Amount, *, moved: bool) -> Amount:
    value, upper = first.value, second.value
    if first.scale is None and second.scale:
        scaled = value * second.scale
        value = scaled if scaled < upper * (_MOST_MOVED if moved else 1) else value
    return replace(
        first,
        end=second.end,
        number_end=second.number_end,
        value=value,
        upper=upper,
        unit=first.unit if first.unit and first.unit.kind == "money" else second.unit or first.unit,
        per=second.per or first.per,
        moved=moved,
    )


def _counted(amount: Amount, tokens: Tokens) -> Amount:
    """The amount with the noun it counts, where it has no unit of its own."""
    if amount.unit is not None:
        return amount
    token = tokens.at(amount.number_end - 1)
    if token is None:
        return amount
    words = counted_words(token)
    if not words:
        return _aged(amount, token)
    text, last = tokens.text, words[-1]
    start, end = words[0].idx, last.idx + len(last)
    units = (unit_after(text, start), unit_after(text, last.idx))
    known = next((unit for unit in units if unit and unit.end == end), None)
    unit = Unit(
        start=start,
        end=end,
        words=text[start:end],
        name=known.name if known else plain(words),
        kind=known.kind if known else "count",
    )
    per = per_what(text, end)
    return replace(amount, unit=unit, end=per[0] if per else end, per=per[1] if per else None)


def _aged(amount: Amount, token: Token) -> Amount:
    """The amount in years of age, where it stands between commas behind a name."""
    doc, i = token.doc, token.i
    if not 0 < i - 1 < i + 1 < len(doc) or not 0 < amount.value < _OLDEST:
        return amount
    framed = doc[i - 1].text == "," and doc[i + 1].text == ","
    if not framed or doc[i - 2].pos_ != "PROPN" or amount.upper is not None:
        return amount
    place = amount.number_end
    unit = Unit(start=place, end=place, words="", name="year of age", kind="time")
    return replace(amount, unit=unit)


def _empty_one(amount: Amount, tokens: Tokens) -> bool:
    token = tokens.at(amount.number_start)
    return (
        amount.value == 1
        and token is not None
        and is_pronoun_one(token, has_noun=amount.unit is not None)
    )
