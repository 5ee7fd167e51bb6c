"""Finds goods that a rate's own words do not name: what "them" means, what stands before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from nlp.figures.amounts.finding import Tokens
from nlp.measures.goods.cutting import goods_of
from nlp.measures.rates.finding import Rate
from nlp.names.parties import Parties
from nlp.tariff_words import tariff_words
from nlp.texts import next_to

_ON_THEM = re.compile(
    r" (?:on|against|for) (?P<which>it\b|them\b"
    r"|(?:these|those|both)\b(?! (?:that|who|which|from|of|in|[a-z]+s)\b))"
)
_CHARGES_THEM = re.compile(
    r"\b(?:charg(?:e|es|ed|ing)|tax(?:es|ed|ing)?) (?P<which>it|them)"
    r"(?: (?:an?|at|up to|as (?:much|little|high) as|about|another|over|nearly|just|only)){0,2}"
    r" (?:[a-z]+ of )?$"
)
_THEY_PAY = re.compile(
    r"\b(?P<which>it|they|these|those|both)(?: (?:now|also|still|again|will|would|must|has|have|all"
    r"|both|each|only|today|may|might|could|can|should|currently)){0,3}"
    r" (?:pay|pays|paid|owe[sd]?|face[sd]?|bears?|attract(?:s|ed)?|carry"
    r"|carries|carried|incur(?:s|red)?|(?:is|are|was|were|be|been) (?:to be |now |currently "
    r"|still )?(?:charged|taxed|subject to|liable (?:to|for)))"
    r"(?: (?:an?|the|up to|as much as|only|another|about))* $",
    re.I,
)
_ORDER = ("nsubj", "nsubjpass", "dobj", "conj", "pobj")  # the likelier first
_MANY = frozenset({"NNS", "NNPS"})
_ONE = frozenset({"NN"})
_PART = re.compile(
    r"[:;] |, so |, and so | (?:because of|due to|owing to|thanks to|on account of) "
)
_SELLERS = frozenset({"maker", "grower", "producer", "exporter", "farmer", "company", "firm"})
_JOINED = re.compile(r"(?:-[a-z]+)+")
_PEOPLE = frozenset(
    {
        "official",
        "minister",
        "lawmaker",
        "senator",
        "analyst",
        "economist",
        "diplomat",
        "negotiator",
    }
    | {"leader", "trader", "shopper", "consumer", "worker", "buyer", "customer", "talk", "port"}
    | {"list", "farmer", "grower", "maker", "exporter", "importer", "company", "firm", "producer"}
    | {
        "government",
        "president",
        "premier",
        "chancellor",
        "ministry",
        "parliament",
        "court",
        "year",
        "month",
        "week",
        "day",
        "price",
        "cost",
        "country",
        "percent",
    }
)
_CURBS = frozenset({"ban", "quota", "embargo", "curb", "sanction", "limit", "control", "deal"})
_MOST = 60  # words of a sentence that are looked at


def meant_goods(rate: Rate, parties: Parties, tokens: Tokens) -> tuple[str | None, tuple[str, ...]]:
    """The goods that "it" or "them" beside a rate means ("a duty on them", "they pay 5%"), and the
    countries whose they are; of sellers who pay only these.
    """
    text = tokens.text
    last = max(rate.end, rate.noun[1] if rate.noun else 0)
    first = min(rate.start, rate.noun[0]) if rate.noun else rate.start
    found = _ON_THEM.match(text, last) or _CHARGES_THEM.search(text, rate.near[0], first)
    found = found or _THEY_PAY.search(text, rate.near[0], first)
    if found is None:
        return None, ()
    tags = _ONE | {"NNP"} if found["which"].lower() == "it" else _MANY
    paying = found.re is _THEY_PAY
    for noun in _nouns_before(first, rate, tokens, tags, sellers=paying):
        whole = noun
        while whole.dep_ == "conj" and whole.head.i < whole.i:
            whole = whole.head
        start, end = whole.left_edge.idx, noun.idx + len(noun)
        right = [one for one in noun.rights if one.dep_ in {"conj", "cc", "prep"}]
        if right:
            end = right[-1].right_edge.idx + len(right[-1].right_edge)
        goods = goods_of(start, min(end, first), parties, text)
        owners = (one.country for one in parties.within(start, end) if one.plain)
        named = tuple(dict.fromkeys(owners))
        if goods is not None:
            return _lowered(goods, whole.left_edge), named
        if named and paying:
            return None, named
    return None, ()


def pointed_out(rate: Rate, parties: Parties, tokens: Tokens) -> str | None:
    """The goods of the sentence before that "those from Chile" takes up."""
    before = [one for one in tokens.sentences if one[1] <= rate.sentence[0]][-1:]
    for start, end in ((rate.sentence[0], rate.start), *before):
        opening = tokens.at(start)
        words = tokens.doc[opening.i : opening.i + _MOST] if opening is not None else ()
        nouns = [one for one in words if one.idx < end and one.tag_ in _MANY | _ONE]
        nouns = [one for one in nouns if one.dep_ in _ORDER and not _is_curb(one)]
        for noun in sorted(nouns, key=lambda one: _ORDER.index(one.dep_)):
            goods = goods_of(noun.left_edge.idx, noun.idx + len(noun), parties, tokens.text)
            if goods is not None:
                return _lowered(goods, noun.left_edge)
    return None


def _lowered(goods: str, first: Token) -> str:
    """Goods without the capital that only the start of a sentence gives them."""
    plain = first.is_sent_start and first.pos_ != "PROPN" and goods.startswith(first.text)
    return goods[0].lower() + goods[1:] if plain else goods


def goods_above(rate: Rate, parties: Parties, tokens: Tokens) -> tuple[str | None, tuple[str, ...]]:
    """The goods of a country that the sentence names before the part that tells the rate: "It has
    long taxed Turkish bars: a duty of 9% dates from 2023".
    """
    text, first = tokens.text, min(rate.start, rate.noun[0]) if rate.noun else rate.start
    start = max(rate.sentence[0], rate.near[0])
    alone = rate.left == rate.sentence[0]  # not one part of a rate told before
    parts = list(_PART.finditer(text, start, first)) if alone else []
    if not parts or any(one.plain for one in parties.within(parts[-1].end(), first)):
        return None, ()
    for party in reversed(parties.within(start, parts[-1].start())):
        word = tokens.at(party.start)
        noun = _owned(word) if word is not None and party.plain else None
        if noun is not None and not _is_curb(noun):
            begin = _first_of(noun).idx
            begin = max(party.end, begin) if noun.idx > party.start else begin
            goods = goods_of(begin, _end_of(noun, text), parties, text)
            return goods, (party.country,) if goods else ()
    return None, ()


def owned_before(rate: Rate, parties: Parties, tokens: Tokens) -> tuple[str | None, str]:
    """The goods of a country that the sentence before is about, and the country: "Ukrainian barley
    was shut out. The 30% duty …".
    """
    before = [one for one in tokens.sentences if one[1] <= rate.sentence[0]][-1:]
    for party in (one for place in before for one in parties.within(*place)):
        word = tokens.at(party.start)
        noun = _owned(word) if word is not None and party.plain else None
        if noun is None or _is_curb(noun) or noun.dep_ not in _ORDER:
            continue
        if noun.dep_ == "pobj" and noun.head.lower_ not in {
            "of",
            "on",
            "for",
            "about",
            "over",
            "into",
        }:
            continue  # "at the American border"
        start = min(_first_of(noun).idx, word.idx if word is not None else noun.idx)
        goods = goods_of(start, _end_of(noun, tokens.text), parties, tokens.text)
        if goods is not None:
            return _lowered(goods, _first_of(noun)), party.country
    return None, ""


def _end_of(noun: Token, text: str) -> int:
    """Where a noun ends: that of "e-bikes" behind the parts into which the model cuts it."""
    joined = _JOINED.match(text, noun.idx + len(noun))
    return joined.end() if joined else noun.idx + len(noun)


def _first_of(noun: Token) -> Token:
    """The first of the words that stand right before a noun and belong to it."""
    first = noun
    while first.i and next_to(first, -1).dep_ in {"compound", "amod", "nmod"}:
        first = next_to(first, -1)
    return first


def _owned(word: Token) -> Token | None:
    """The noun of what is a country's: "Turkish bars", "bars from Turkey"."""
    if word.dep_ in {"amod", "compound", "nmod"} and word.head.i > word.i:
        return word.head
    led = word.head if word.dep_ == "pobj" and word.head.lower_ == "from" else None
    return led.head if led is not None and led.head.tag_ in _MANY | _ONE else None


def _nouns_before(
    first: int, rate: Rate, tokens: Tokens, tags: frozenset[str], *, sellers: bool
) -> Iterator[Token]:
    """The nouns of the sentence before the duty, then those of the sentence before that one; those
    for people only where they may be the sellers that pay.
    """
    sentences = [one for one in tokens.sentences if one[1] <= rate.sentence[0]][-1:]
    for start, end in ((rate.sentence[0], first), *sentences):
        opening = tokens.at(start)
        words = tokens.doc[opening.i : opening.i + _MOST] if opening is not None else ()
        nouns = [one for one in words if one.idx < end and one.tag_ in tags]
        nouns = [one for one in nouns if not _is_curb(one) or (sellers and _sells(one))]
        nouns = [one for one in nouns if one.tag_ != "NNP" or one.i == one.sent.start]
        for role in _ORDER:
            yield from (one for one in nouns if one.dep_ == role)


def _sells(noun: Token) -> bool:
    return noun.lemma_.lower() in _SELLERS


def _is_curb(noun: Token) -> bool:
    """Whether a noun is itself a measure, or somebody, and no goods."""
    tariff = tariff_words().any_noun.fullmatch(noun.text) is not None
    return tariff or noun.lemma_.lower() in _CURBS | _PEOPLE or not noun.is_alpha
