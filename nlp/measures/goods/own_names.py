"""Reads the goods in a measure's own name: "its steel and aluminum tariffs"."""

from __future__ import annotations

from nlp.figures.amounts.finding import Tokens
from nlp.measures.goods.tidied import many_of
from nlp.measures.rates.finding import Rate
from nlp.tariff_words import tariff_words
from nlp.texts import next_to

_THINGS = frozenset({"NN", "NNS"})
# Words before "tariff" that tell its sort, not on what it is.
_SORT_WORDS = """
tariff import export cent dumping antidumping safeguard retaliation counter border customs trade
base baseline revenue threat percent percentage point emergency transit minimum maximum blanket
country penalty protection punishment world total flat zero sector product rate industry market
goods compensation reciprocity tariff duty levy quota threshold today week month year day court
government administration
"""
_SORTS = frozenset(_SORT_WORDS.split())
_OF_WHICH_SORT = frozenset(  # adjectives that are part of the goods' own name
    {"electric", "solar", "hybrid", "frozen", "fresh", "dried", "canned", "live", "used", "raw"}
    | {"crude", "refined", "stainless", "flat", "heavy", "light", "soft", "white", "wooden"}
    | {"plastic", "synthetic", "organic", "medical", "liquefied", "natural", "rare"}
)
_TRADED = frozenset({"exports", "imports", "controls", "curbs", "restrictions"})


def goods_in_name(rate: Rate, tokens: Tokens) -> str | None:
    """The goods in "its steel and aluminum tariffs": nouns that stand before the tariff's."""
    called = tokens.text[slice(*rate.noun)] if rate.noun else ""
    if rate.noun is None or not (tariff_words().noun.fullmatch(called) or called in _TRADED):
        return None
    noun = tokens.at(rate.noun[0])
    first = noun
    while noun is not None and first is not None and first.i > noun.sent.start:
        before = next_to(first, -1)
        joined = before.lower_ in {"and", ","} and first is not noun
        named = before.tag_ in _THINGS and before.lower_ not in _SORTS
        named = named or (before.lower_ in _OF_WHICH_SORT and first is not noun)
        if not (named and before.lower_.isalpha()) and not joined:
            break
        first = before
    while first is not None and noun is not None and first.lower_ in {"and", ","}:
        first = next_to(first)
    if first is None or noun is None or first.i >= noun.i or first.idx < rate.near[0]:
        return None
    return many_of(" ".join(tokens.text[first.idx : noun.idx].split())) or None
