"""Says whose money is meant where several countries give theirs one name: rupees, kroner, pounds.

The country named with the money decides ("Jamaican dollars"), else the one such country of
the sentence, else that of the article. Where several are spoken of, or none and the name
alone is not enough ("rupees"), the code stays open rather than guessed. Bare dollars and a
bare dollar sign are American, as international news writes them; but not in an article on
Canada, Australia or New Zealand that never names the United States: papers there leave
their own country's name out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace

from nlp.figures.amounts.amount import Amount
from nlp.figures.amounts.units import Unit, codes_of
from nlp.names.parties import Parties, Party

_ELSE = "else"
_DOLLARS = frozenset({"$", "dollar", "dollars", "bucks"})
_OWN_DOLLARS = frozenset({"Canada", "Australia", "New Zealand"})
_AMERICAN = "United States"
_BY_FAR = 2
_MILLION = 1_000_000
_SENTENCE_END = re.compile(r"[;\n]|[.!?][”’\"']? (?=[A-Z“‘\"'])")
_HEDGES = (
    r"(?: (?:about|around|roughly|nearly|almost|some|just|only|over|up to|another|more than"
    r"|less than|at least|under|as much as|an? (?:further|additional|extra))){0,2}"
)
_WHERE = (
    r"(?: (?:last|this|next) \w+| a year (?:ago|earlier|before)| the (?:year|month|week) before"
    r"| (?:in|on|for|by) (?:[\w’'-]+ ){0,2}[\w’'-]+)"
)
_BESIDE = re.compile(
    rf"{_WHERE}{{0,2}}(?:,? (?:and|or)|,| and then|,? to|,? from|,? up from|,? down from"
    rf"|,? against|,? compared with|,? after|,? versus){_HEDGES} "
)
_OF_IT = re.compile(
    rf"(?: of which|, including|(?:above|below|than|short of) (?:the|an?)(?: \w+)?){_HEDGES} $"
)
_MONEYED = re.compile(
    r"\b(?:funding|spending|costs?|loss(?:es)?|aid|debts?|deficit|surplus|revenues?|sales|turnover"
    r"|profits?|earnings|income|bill|budget|worth|assets|loans?|payments?|damages|savings|proceeds"
    rf"|donations|investments?|dividends?|fines?)(?: (?!(?:and|but|as|while)\b)[\w’'-]+){{0,4}}?"
    rf" (?:to|of|at|was|were|is|are|by|totall?ed|reached|hit|exceeded|topped){_HEDGES} $"
    rf"|\b(?:total|sum|amount)(?: since [\w ]+)? to{_HEDGES} $"
)  # "bringing total aid to 30 billion"
_NO_THING = (
    r"(?!(?:that|which|who|on|in|of|to|for|as|is|was|has|its|his|it|and|or|but|by|at|from|an?|the"
    r"|this|last|next|across|plus|minus|after|before|over|under|with|when|while|years?)\b)"
)
_THINGS_BEHIND = re.compile(rf"(?: {_NO_THING}[a-z-]+)? {_NO_THING}[a-z]+(?<!s)s\b")
_WEIGHING = re.compile(r"\b(?:weigh|heav|lift|load|kilo|ounce|mass\b)", re.I)


def may_be_shared(unit: Unit) -> bool:
    """Whether the unit may be money of several countries: a cheap look before the work."""
    return unit.words in {"$", "bucks"} or bool(codes_of(unit.words.rpartition(" ")[2]))


def with_code(unit: Unit, parties: Parties, sentence: tuple[int, int], tally: Counter[str]) -> Unit:
    """The unit with the code of the money it is, as far as that can be told.

    `parties` are those of its passage, `tally` counts the countries of the article.
    """
    word = unit.words.rpartition(" ")[2]
    codes = codes_of(word)
    owner = _owner(unit, parties) if codes else None
    if owner is not None and owner.country in codes:
        own = codes[owner.country]
        return unit if unit.currency == own else _coined(unit, own)
    if unit.kind != "money":
        return unit
    if unit.words.lower() in _DOLLARS:
        return replace(unit, currency=None) if _may_be_own(tally) else unit
    if not codes or (unit.currency and unit.currency != codes.get(_ELSE)):
        return unit
    near = {one.country for one in parties.within(*sentence)} & codes.keys()
    if len(near) > 1:
        return replace(unit, currency=None)
    country = next(iter(near), None) or _leading(tally, codes.keys())
    code = codes.get(country or _ELSE)
    name = unit.name if code == unit.currency else _plain(unit)
    return replace(unit, currency=code, name=name)


def with_shared_money(text: str, amounts: Iterable[Amount]) -> Iterator[Amount]:
    """The amounts with the money that is named but once: "3 billion euros in 2023 and 2 billion
    in 2024", "420 pounds, 20 pounds more than last year".
    """
    money: Amount | None = None
    for amount in amounts:
        gap = text[money.end : amount.start] if money is not None else "\n"
        told = None if money is None or _SENTENCE_END.search(gap) else money.unit
        if told and (_is_too(text, amount, gap) or _are_pounds(text, amount, told, gap)):
            unit = replace(told, start=amount.number_end, end=amount.end)
            amount = replace(amount, unit=unit)
        if amount.unit is not None and amount.unit.kind == "money":
            money = amount
        yield amount


def _is_too(text: str, amount: Amount, gap: str) -> bool:
    """Whether a bare number of millions is of the money before it: nothing but a time or a place
    stands between, or it is told of what is money.
    """
    bare = amount.unit is None and not amount.share and amount.per is None
    if not bare or amount.scale is None or amount.scale < _MILLION:
        return False
    beside = _BESIDE.fullmatch(gap) or _OF_IT.search(gap) or _MONEYED.search(gap)
    return beside is not None and not _THINGS_BEHIND.match(text, amount.end)


def _are_pounds(text: str, amount: Amount, money: Unit, gap: str) -> bool:
    """Whether the pounds are no weight, since pounds before them are money."""
    unit = amount.unit
    if unit is None or unit.name != "pound-mass" or money.currency != "GBP":
        return False
    return not (text.startswith(" of ", unit.end) or _WEIGHING.search(gap))


def _owner(unit: Unit, parties: Parties) -> Party | None:
    """The country that is named with the money, in the unit's own words."""
    named: Sequence[Party] = parties.within(unit.start, unit.start + 1)
    return next((one for one in named if one.plain and one.end < unit.end), None)


def _coined(unit: Unit, code: str) -> Unit:
    name = unit.words.lower().removesuffix("s")
    return replace(unit, name=name, kind="money", currency=code)


def _plain(unit: Unit) -> str:
    """The name of the money without a country's: a pound need not be sterling."""
    return {"pound sterling": "pound", "japanese yen": "yuan"}.get(unit.name, unit.name)


def _may_be_own(tally: Counter[str]) -> bool:
    """Whether the article is on a country that calls its own money just dollars."""
    leading = next((name for name, _ in tally.most_common(1)), None)
    return leading in _OWN_DOLLARS and _AMERICAN not in tally


def _leading(tally: Counter[str], countries: Container[str]) -> str | None:
    """The one of some countries that the article names, or names by far the most."""
    named = Counter({name: n for name, n in tally.items() if name in countries})
    ranked = named.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _BY_FAR * ranked[1][1]):
        return None
    return ranked[0][0]
