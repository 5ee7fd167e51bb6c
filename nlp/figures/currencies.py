"""Says whose money is meant where several countries give theirs one name: rupees, kroner, pounds.

The country named with the money decides ("Jamaican dollars"), else the one such country of
the sentence, else that of the article. Where several are spoken of, or none and the name
alone is not enough ("rupees"), the code stays open rather than guessed. Bare dollars and a
bare dollar sign are American, as international news writes them; but not in an article on
Canada, Australia or New Zealand that never names the United States: papers there leave
their own country's name out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from nlp.figures.units import Unit, codes_of
from nlp.names.parties import Parties, Party

_ELSE = "else"
_DOLLARS = frozenset({"$", "dollar", "dollars", "bucks"})
_OWN_DOLLARS = frozenset({"Canada", "Australia", "New Zealand"})
_AMERICAN = "United States"
_BY_FAR = 2


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
