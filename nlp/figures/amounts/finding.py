"""Puts numerals together with their units and with each other: amounts and ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from nlp.figures.amounts.amount import Amount, Tokens
from nlp.figures.amounts.counts import counted
from nlp.figures.amounts.units import (
    Unit,
    is_sterling,
    money_before,
    per_many,
    per_what,
    unit_after,
)
from nlp.figures.numbers.notamounts import is_label, is_pronoun_one
from nlp.figures.numbers.numerals import Numeral, find_numerals
from nlp.figures.words import changes
from nlp.figures.words.bounds import or_more

__all__ = ["Amount", "Tokens", "find_amounts"]

_HEDGE = (
    r"(?:(?:about|around|roughly|nearly|almost|up|some|just|under|over|as|much|many|an?|even|to"
    r"|estimated|US|more|less|fewer|than|well|only|close) ){0,3}"
)
_JOIN = re.compile(rf"(?: ?[-–—] ?| to[ -](?:{_HEDGE})| or (?:{_HEDGE}))$")
_AND = re.compile(rf" and (?:{_HEDGE})$")
_BETWEEN = re.compile(rf"\bbetween (?:{_HEDGE})$", re.I)
_FROM = re.compile(rf"\bfrom (?:{_HEDGE})$", re.I)
_RANGING = re.compile(
    r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying)|anywhere|cost(?:s|ing)?|priced|sell(?:s|ing)?"
    r"|pa(?:y|ys|ying)|start(?:s|ing)|last(?:s|ing)|aged|(?:price|fare|fee|rent|sentence|ticket)s)"
    rf"(?: widely| in price)? from (?:{_HEDGE})$"
)
_MOVES_IT = re.compile(  # "raised its prices from $2 to $3", "a rise in parking fees from"
    r"\b(?:rais|increas|lift|hik|cut|lower|reduc|slash|trim|rise|jump|drop|doubl|halv|put up|put)"
    r"[a-z]*(?: [\w’'-]+){0,4} from "
)
_BY = re.compile(rf"\bby (?:{_HEDGE})$", re.I)
_MOVED_TO = re.compile(rf"(?:[^.;:,()\n]|[.](?=[0-9])|(?<=[A-Z])[.]){{0,48}}\bto (?:{_HEDGE})$")
_ANOTHER = re.compile(r" (?:and|but|while) ")  # "from 1.9% and its deficit to 3%": of another
_NEXT_NAME = re.compile(
    r"(?: [a-z-]+){0,3}(?:,| and|, and|;) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)? $"
)
_OF_MONEY = re.compile(  # what a currency is worth in another: "41.2 to the dollar"
    r" (?:per|to the|against the) (?:US |U\.S\. )?(?P<money>dollar|euro|pound|yen|franc|yuan)\b"
)
_VOTE = re.compile(r"\bvot(?:e|es|ed|ing)(?: [A-Za-z]+){0,2} $")
_REACH_BACK = 34
_MOST_MOVED = 20
_MUCH_MORE = 4
_MANY = 2
_OF_THING = re.compile(r" of [a-z]+(?: [a-z]+)?(?= (?:an?|per|each|every) )")
_NO_MEASURES = frozenset({"money", "percent", "points", "time", "count"})
_TIMES = frozenset({"minute", "hour", "day", "night", "week", "month", "quarter", "year"})


def find_amounts(tokens: Tokens) -> tuple[Amount, ...]:
    """All amounts of a document in order, without dates, times, years, ordinals, scores, labels."""
    text = tokens.text
    found: list[Amount] = []
    for numeral in find_numerals(text):
        if found and numeral.start < found[-1].end:
            continue  # the 100,000 of "42 per 100,000 people"
        amount = _amount(text, numeral)
        if amount is None:
            continue
        measured = amount.unit is not None or _goes_on(text, found[-1:], amount)
        if is_label(text, numeral, tokens.at(numeral.start), has_unit=measured):
            continue
        found.append(amount)
    ranged = _with_lent(text, _ranges(text, found))
    whole = [counted(amount, tokens) for amount in ranged]
    own = [each for i, each in enumerate(whole) if not (i and _is_within(text, whole[i - 1], each))]
    return tuple(amount for amount in own if not _empty_one(amount, tokens))


def _with_lent(text: str, amounts: Sequence[Amount]) -> list[Amount]:
    """The amounts, where a percentage lends its unit to a list: "14, 18 and 23 percent"."""
    lent = list(amounts)
    for place in range(len(lent) - 1, 0, -1):
        one, last = lent[place - 1], lent[place]
        gap = text[one.end : last.start]
        listed = gap in {" and ", ", "}
        listed = listed or (gap == ", and " and text[max(0, one.start - 2) : one.start] == ", ")
        if (
            listed
            and one.unit is None
            and not one.share
            and last.unit is not None
            and last.unit.kind in {"percent", "points"}
        ):
            lent[place - 1] = replace(one, unit=replace(last.unit, start=one.end, end=one.end))
    return lent


def _is_within(text: str, amount: Amount, inner: Amount) -> bool:
    """Whether a number is a part of what the one before counts, and no whole that it is a part of:
    "42 deaths per 100,000 people", "two new 737 Max jets".
    """
    whole = amount.value == 1 or text.startswith(" of", amount.number_end) or amount.share
    own = inner.unit is not None and inner.unit.kind != "count"  # "11.40 Peru’s 25% tariff"
    return inner.start < amount.end and not (whole or (own and amount.upper is None))


def _goes_on(text: str, last: Sequence[Amount], amount: Amount) -> bool:
    """Whether a bare number goes on counting what the one before did: "214 seats, Labour 203"."""
    if not last or last[0].unit is not None or last[0].share or amount.value == 1:
        return False
    return _NEXT_NAME.fullmatch(text, last[0].end, amount.start) is not None


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
    more = or_more(text, end)  # "$20 or more an hour"
    behind = more.end() if more else end
    chosen = money or unit
    per = per_many(text, behind) or per_what(text, behind) if chosen else _bare_rate(text, numeral)
    of_each = _of_each(text, unit) if per is None else None
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
        per=per[1] if per else of_each,
        share=numeral.share,
        vague=numeral.upper is not None,
        scale=numeral.scale,
    )


def _of_each(text: str, unit: Unit | None) -> str | None:
    """What a measure is per where what is measured stands between: "9 kilos of coffee a head"."""
    if unit is None or unit.kind in _NO_MEASURES:
        return None
    thing = _OF_THING.match(text, unit.end)
    per = per_what(text, thing.end()) if thing else None
    return per[1] if per else None


def _bare_rate(text: str, numeral: Numeral) -> tuple[int, str] | None:
    """What a bare count is per: "71,000 a day"; nothing behind "one" or a part."""
    if numeral.share or numeral.upper is not None:
        return None
    if many := per_many(text, numeral.end):
        return many
    if of_money := _OF_MONEY.match(text, numeral.end):
        return of_money.end(), of_money["money"]
    if numeral.value < _MANY:
        return None
    per = per_what(text, numeral.end)
    return per if per and per[1] in _TIMES else None


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
        if last is not None and last.upper is not None and _goes_further(text, last, amount):
            joined[-1] = _join(replace(last, value=last.upper), amount, moved=True)
            continue
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


def _goes_further(text: str, last: Amount, amount: Amount) -> bool:
    """Whether a move has another step, "from 4% to 9% to 13%", and no two ranges meet."""
    onward = last.moved and text[last.end : amount.start] == " to "
    ranged = re.match(r" ?(?:to|[-–]) ?[0-9]", text[amount.end : amount.end + 5])
    return onward and ranged is None and _compatible(last, amount)


def _how_joined(gap: str, before: str, first: Amount, second: Amount) -> str:
    """ "range", "moved" or "" for two neighbours with `gap` between them."""
    if len(gap) > 60 or not _compatible(first, second):
        return ""
    if _RANGING.search(before) and _MOVED_TO.fullmatch(gap) and not _MOVES_IT.search(before):
        return "range"
    if _FROM.search(before) and _MOVED_TO.fullmatch(gap) and not _ANOTHER.search(gap):
        return "moved"
    if _BETWEEN.search(before) and _AND.fullmatch(gap):
        return "range"
    joined = _JOIN.fullmatch(gap) and first.value <= second.value * (second.scale or 1)
    return "range" if joined and not _separate(gap, before, first, second) else ""


def _separate(gap: str, before: str, first: Amount, second: Amount) -> bool:
    """Whether two amounts that "to" or "or" joins are no range ("by $2 to $5", "9 or 8")."""
    if _VOTE.search(before):
        return True  # "by a vote of 47 to 53"
    if " or " in gap:
        return first.unit is not None or first.value >= second.value
    moved = " to" in gap and changes.moved_by(before, len(before)) != ""
    if moved and second.value >= _MUCH_MORE * first.value:
        return True  # "added $12 to $3,680"
    by = _BY.search(before) is not None
    bare = first.unit is None and second.unit is None and first.value >= 1000
    level = second.value >= _MUCH_MORE * first.value or not _is_round(second.value)
    if by and bare and level:
        return True  # "fell by 12,000 to 230,000", "by 1,900 to 6,250"
    if by and second.scale and not first.scale and first.value >= 1000:
        return True  # "fell by 200,000 to 7.2 million"
    return " to" in gap and first.unit is not None and (second.unit is None or by)


def _is_round(value: Decimal) -> bool:
    """Whether a number has two digits at most before its noughts, as ends of a range have."""
    return len(value.normalize().as_tuple().digits) <= 2


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
        first_end=first.number_end,
    )


def _empty_one(amount: Amount, tokens: Tokens) -> bool:
    token = tokens.at(amount.number_start)
    return (
        amount.value == 1
        and token is not None
        and is_pronoun_one(token, has_noun=amount.unit is not None)
    )
