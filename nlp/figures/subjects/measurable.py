"""Says which nouns an amount can measure at all: no months, no units, no bare levels."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.figures.amounts.amount import Amount
from nlp.figures.words.changes import is_move, moved_by
from nlp.texts import next_to

_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_EMPTY = frozenset(
    {"number", "amount", "total", "sum", "figure", "figures", "level", "share", "part"}
    | {"bulk", "majority", "rest", "range", "average", "median", "record", "equivalent"}
    | {
        "worth",
        "excess",
        "favour",
        "favor",
        "increase",
        "decrease",
        "rise",
        "drop",
        "fall",
        "gain",
        "decline",
        "jump",
    }
    | {"surge", "cut", "reduction", "improvement", "hike", "boost", "month"}
    | {"year", "season", "week", "day", "time", "one", "percent", "percentage", "top", "half"}
    | {"third", "quarter", "january", "february", "march", "april", "may", "june", "july"}
    | {"august", "september", "october", "november", "december", "monday", "tuesday"}
    | {"wednesday", "thursday", "friday", "saturday", "sunday", "round", "point", "term"}
    | {"pace", "high", "low", "peak", "estimate", "forecast", "yesterday", "today"}
    | {"higher", "lower", "dearer", "cheaper", "pricier", "costlier"}
    | {
        "tomorrow",
        "place",
        "cast",
        "capita",
        "plunge",
        "slide",
        "climb",
        "leap",
        "rebound",
        "slump",
        "dip",
        "spring",
        "summer",
        "autumn",
        "winter",
    }
)
_UNITS = frozenset(
    {"dollar", "euro", "yen", "yuan", "pound", "rupee", "franc", "peso", "krona", "krone", "lira"}
    | {"rouble", "ruble", "cent", "penny", "kilo", "mile", "metre", "meter", "minute", "second"}
    | {"hour", "decade", "ton", "tonne", "dinar", "zloty", "forint", "baht", "ringgit", "won"}
    | {"shilling", "naira", "rand", "riyal", "dirham", "rupiah", "crown", "barrel", "litre"}
    | {"hectare", "acre", "kilometre", "kilometer", "gigawatt", "megawatt", "kilowatt", "terawatt"}
    | {"degree", "knot", "gram", "kilogram", "foot", "inch", "yard", "gallon", "bushel", "ounce"}
    | {"liter", "millimetre", "millimeter", "centimetre", "centimeter", "carat"}
)  # with a number of their own they are no matter of another's
_OF_LEVELS = frozenset({"level", "number", "share"})
_BY_COMPANY = _OF_LEVELS | {"cut", "increase", "rise", "hike", "reduction", "gain", "worth"}
# nouns that are measured by the words before them alone: "sea levels", "spending cuts"
_FORESEEN = frozenset({"forecast", "estimate"})  # "raised its inflation forecast to 3%"
_YEARLY = frozenset({"annual", "annualized", "annualised", "yearly", "monthly", "quarterly"})
SOURCES = frozenset({"poll", "polls", "survey", "study", "report", "analysis", "audit", "paper"})
_AWAY = re.compile(
    r" (?:from|away|off|outside|inland|offshore|upstream|downstream|apart"
    r"|(?:to the )?(?:north|south|east|west)[\w-]*(?: of| from)?)\b"
)
_SHORTEST = 2  # letters of a noun: no "m" of "£14.8m"


def can_be_measured(noun: Token) -> bool:
    """Whether the word is a noun that so much of can be told: "output", no "May", no "level"."""
    lemma = noun.lemma_.lower()
    if lemma in _BY_COMPANY or noun.lower_ == "shares":
        by = {child.dep_ for child in noun.lefts}
        if noun.lower_ == "shares" or (lemma == "share" and "poss" in by):
            return True  # of a firm; "the party’s share of the vote"
        if lemma == "worth":
            return any(child.lower_ == "net" for child in noun.lefts)
        if lemma == "level" and "poss" in by:
            return True  # "the lake’s level"
        many = noun.tag_ == "NNS" or noun.dep_ in _SUBJECTS  # "the price increase was"
        return "compound" in by and (lemma in _OF_LEVELS or many)
    place = noun.ent_type_ == "GPE" and noun.pos_ == "PROPN" and not noun.is_sent_start
    each = noun.dep_ not in _SUBJECTS  # "4 tonnes a hectare", not "a tonne costs"
    unit = lemma in _UNITS and any(
        child.dep_ == "nummod" or (each and child.lower_ in {"a", "an"}) for child in noun.lefts
    )
    if place or unit or len(lemma) < _SHORTEST or (lemma == "rate" and _is_pace(noun)):
        return False
    named = lemma not in _EMPTY or (lemma in _FORESEEN and noun.dep_ == "dobj")
    first = noun.tag_ == "VB" and noun.is_sent_start is True  # "Turnout was"
    doing = first or noun.tag_ == "VBG"  # "Spending on roads will be cut"
    doing = doing and noun.dep_ in _SUBJECTS
    named_so = noun.pos_ in _NOUNS or doing or _is_misread(noun)
    written = noun.is_alpha or "&" in noun.text
    return named_so and written and named


def _is_misread(noun: Token) -> bool:
    """Whether an adjective stands where a noun does: "a writedown of £90 million"."""
    return noun.dep_ in {"pobj", "dobj"} and noun.tag_ == "JJ" and next_to(noun, -1).dep_ == "det"


def _is_pace(noun: Token) -> bool:
    """Whether a rate only says how fast: "at an annual rate of 1.2%"."""
    at = noun.dep_ == "pobj" and noun.head.lower_ in {"at", "to"}
    at = at and noun.head.head.pos_ == "VERB"
    return at and any(child.lower_ in _YEARLY for child in noun.lefts)


def is_source(noun: Token) -> bool:
    """Whether the noun only shows what is told: "the poll has her at 41%"."""
    return noun.lower_ in SOURCES and not is_move(noun.head.lower_)


def is_scale(noun: Token) -> bool:
    """Whether a percentage is only put in terms of it: "112% of GDP", "at 80% of capacity"."""
    if noun.lower_ == "capacity" and not any(noun.lefts):
        whole = noun.head.head
        return whole.lower_ in {"%", "percent", "cent"} and whole.dep_ != "ROOT"
    if noun.lower_ == "product":
        return any(child.lower_ in {"domestic", "national"} for child in noun.lefts)
    return noun.lower_ == "gdp"


def is_means(noun: Token, token: Token) -> bool:
    """Whether the noun only tells how a price is paid: "bought it for $6 million in cash"."""
    paid = token.dep_ == "pobj" and token.head.lower_ == "for"
    kept = noun.lower_ == "bank" and noun.head.lower_ == "in"  # "$19 million in the bank"
    return kept or (paid and noun.lower_ in {"cash", "stock", "instalments"})


def is_distance(text: str, amount: Amount) -> bool:
    """Whether a length only tells how far off something is: "ships 40 miles from the coast"."""
    if amount.unit is None or amount.unit.kind != "length" or amount.per:
        return False
    return bool(_AWAY.match(text, amount.end)) and not moved_by(text, amount.start)
