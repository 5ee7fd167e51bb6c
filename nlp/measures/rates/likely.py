"""Tells by its surroundings whether a percentage is a rate of duty that no rule has found.

A logistic regression over traits of the words around it; `tests/fit_duties.py` fits the weights
to texts of ours, with their expected measures in `tests/` and the percentages of other matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.figures.amounts.finding import Amount, Tokens
from nlp.measures.rates.alien import speaks_of_others
from nlp.measures.rates.verbs_above import subjects_of, verbs_above
from nlp.measures.weights import weights_of
from nlp.names.parties import Parties, Party
from nlp.tariff_words import tariff_words

_SIZE = r"(?:(?:up to|about|just|only|nearly|at least|no more than|an? extra|another) )?"
_PAY = (
    r"pay(?:s|ing|able)?|paid|bears?|bore|borne|fac(?:e|es|ed|ing)|incur\w*|attract\w*|owe[sd]?"
    r"|liable|subject|carr(?:y|ies|ied)|(?:hit|slapped) with|costs?|costing|tax(?:ed|es)?|charged"
    r"|levied|taxable"
)
_BEFORE = {
    "pay before": rf"\b(?:{_PAY})\b",
    "put just before": r"\b(?:charge[sd]?|puts?|slaps|slapped|levie[sd]|levy|imposes?d?|takes?|took"
    rf"|asks|collects?) {_SIZE}$",
    "pay just before": r"\b(?:pays?|paid|paying|bears?|bore|fac(?:e|es|ed|ing)|incurs?|attracts?) "
    rf"{_SIZE}$",
    "grew just before": r"\b(?:rose|fell|grew|gained|lost|dropped|climbed|slumped|jumped|increased"
    r"|decreased|declined|shrank|grown|risen|fallen|slipped|slid|surged|up|down)(?: by)? "
    rf"{_SIZE}$",
    "by": rf"\bby {_SIZE}$",
    "of": rf"\bof {_SIZE}$",
    "to": rf"\bto {_SIZE}$",
    "at": rf"\bat (?:(?:an?|the) (?:[a-z]+ )?)?{_SIZE}$",
    "with": rf"\bwith {_SIZE}$",
    "from": r"\bfrom $",
    "on top": r"\b(?:on top of|plus|in addition to|atop|beside) (?:(?:the|its|an?) )?(?:[a-z]+ )?$",
    "the old": r"\bthe (?:\w+ )?(?:ordinary|normal|usual|old|general|full|regular|further"
    r"|additional|extra|added) $",
    "than": r"\bthan $",
    "instead of": r"\b(?:instead of|not|against|from the present) $",
}
_OTHER = "of another thing"
_BEHIND = {
    "of behind": r" of ",
    "of the whole": r" of (?:the|its|their|all|those|what|her|his)\b",
    _OTHER: r" (?:[a-z]+ ){0,3}(?:fees?|commissions?|stakes?|interest|dividends?"
    r"|discounts?|royalt(?:y|ies)|premiums?|bonus(?:es)?|rents?|wages?|votes?|majority|odds)\b"
    r"| on (?:[\w-]+ ){1,4}(?:sales|orders|bookings|transactions|payments|purchases)\b(?! to\b)",
    "from then": r" (?:since|as of|from|starting|beginning|with effect) (?:[A-Z]|last\b|the\b|today"
    r"|yesterday|tomorrow|noon|midnight|[0-9])",
    "of theirs": r" (?:that|which|what) ",
    "ends": r"[.,;:)]",
    "and behind": r",? (?:and|but|while)\b",
    "compared": r" (?:more|less|fewer|higher|lower|above|below|of|year|since|from a year"
    r"|in [A-Z][a-z]+|last|this|stake|share|increase|rise|drop|fall|growth|owned)\b",
}
_FIRM = (
    r"\b(?:platforms?|apps?|marketplaces?|banks?|brokers?|agenc(?:y|ies)|airlines?|hotels?"
    r"|exchanges?|casinos?|auction|lenders?|insurers?|clubs?|landlords?|agents?|funds?|museums?"
    r"|universit(?:y|ies)|schools?)\b"
)
_ENTERS = (
    r"\b(?:enter\w*|lets? in|admit\w*|clear\w*|comes? in|ship\w*|cross\w*|arriv\w*|land\w*"
    r"|unload\w*|sell\w*|sold)\b"
)
_BORDER = (
    r"\b(?:import\w*|customs|border\w*|ports?|export\w*|foreign|overseas|abroad|made in|origin\w*"
    r"|trade|treaty|pact|safeguard|(?:anti-)?dumping|quota\w*|de minimis|consignments?|cargoes"
    r"|shipments?)\b"
)
_RATE = r"\b(?:rates?|charges?|surcharge|penalty)\b"
_LEADS = {name: re.compile(words, re.I) for name, words in _BEFORE.items()}
_TAILS = {name: re.compile(words) for name, words in _BEHIND.items()}
_CHARGE = rf"\b(?:{_PAY}|charg(?:es|ing)|lev(?:y|ies)|put|puts|slaps|imposes?)\b"
_ENTERED, _BORDERS, _RATES, _CHARGES, _FIRMS = (
    re.compile(words, re.I) for words in (_ENTERS, _BORDER, _RATE, _CHARGE, _FIRM)
)
_IMPORTED = re.compile(r"\b(?:imported|imports of|foreign(?:-made)?) [a-z]", re.I)
_FROM = re.compile(
    r"[a-z] (?:from|(?:made|built|grown|produced|assembled|mined|caught|shipped) (?:in|from))"
    r" (?:the )?$"
)
_THINGS = re.compile(
    r" (?!(?:\w+ )?(?:people|citizens?|nationals?|firms?|compan(?:y|ies)|banks?|buyers?|customers?"
    r"|consumers?|users?|borrowers?|savers?|loans?|workers?|students?|tourists?|visitors?|voters?"
    r"|investors?|households?|families|homes?|shares?|stocks?|bonds?|markets?|and|or|in|on|of|to"
    r"|has"
    r"|have|had|will|would|is|are|was|were|said|says)\b)[a-z]{3}"
)
_INTO = re.compile(r"\b(?:enter(?:s|ed|ing)?|into|reach(?:es|ed)?|customs in|market in) (?:the )?$")
_IN = re.compile(r" (?:[a-z]+ ){0,3}(?:in|at|into|to enter|when (?:it|they) enters?) (?:the )?$")
_LEFT, _RIGHT, _NEAR, _FAR = 70, 60, 50, 350  # characters looked at
_SMALL = 1  # percent
_FEW, _TWO = 5, 2
_PRONOUNS = frozenset({"it", "they", "that", "both", "those", "these"})
_SPEAKERS = frozenset({"we", "i", "you"})
_PEOPLE = frozenset({"PERSON", "ORG"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """How often an article names tariffs (`nouns`), and whether the passage before this one does
    (`led`).
    """

    nouns: int
    led: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where a percentage stands: in which `sentence` of a passage, `before` which another may
    stand, in an article that names tariffs so many times (`nouns`); `led` tells that the words
    before the sentence name one.
    """

    tokens: Tokens
    parties: Parties
    sentence: tuple[int, int]
    before: tuple[int, int] | None
    nouns: int
    led: bool = False


def speaks_of_charges(text: str) -> bool:
    """Whether a passage without a tariff's name may still tell of one: a cheap look."""
    percent = "%" in text or " per cent" in text or " percent" in text
    return percent and (_BORDERS.search(text) or _CHARGES.search(text)) is not None


def is_likely(amount: Amount, around: Surroundings, *, last: bool | None) -> bool:
    """Whether a percentage is likely to be a rate of duty; `last` says whether the one before it in
    the sentence is, None where there is none.
    """
    found = dict.fromkeys(traits(amount, around, last=last), 1.0)
    return _OTHER not in found and weights_of("duties").is_likely(found)


def traits(amount: Amount, around: Surroundings, *, last: bool | None) -> Iterator[str]:
    """What speaks for or against a rate of duty."""
    text, (start, end) = around.tokens.text, around.sentence
    lead = text[max(start, amount.start - _LEFT) : amount.start]
    tail = text[amount.end : min(end, amount.end + _RIGHT)]
    yield "always"
    yield from (name for name, words in _LEADS.items() if words.search(lead))
    yield from (name for name, words in _TAILS.items() if words.match(tail))
    if _ENTERED.search(tail):
        yield "enters"
    if tariff_words().noun.search(lead):
        yield "tariff before"
    if _FIRMS.search(lead):
        yield "firm before"
    if amount.value < _SMALL:
        yield "small"
    if amount.moved:
        yield "moved"
    elif amount.upper is not None:
        yield "range"
    if last is not None:
        yield "last was one" if last else "last was none"
    near = max(start, amount.start - _FAR), min(end, amount.end + _FAR)
    above = _above(around)
    yield from _of_sentence(text[slice(*near)], text[slice(*above)], around.nouns)
    yield from _of_countries(amount, near, above, around)
    yield from _of_goods(amount, near, around)
    yield from _of_verb(amount, around)


def _above(around: Surroundings) -> tuple[int, int]:
    """What is looked at of the sentence before; an empty stretch where there is none."""
    start, end = around.before or (0, 0)
    return max(start, end - _FAR), end


def _of_sentence(words: str, above: str, nouns: int) -> Iterator[str]:
    """What its sentence, the one before and the article tell."""
    noun = tariff_words().noun
    if noun.search(words):
        yield "tariff in the sentence"
    if noun.search(above):
        yield "tariff in the one before"
    if _BORDERS.search(words):
        yield "border"
    if "customs" in words:
        yield "customs"
    if _RATES.search(words):
        yield "rate"
    if speaks_of_others(words):
        yield "other matters"
    if nouns > _FEW:
        yield "many tariffs"
    else:
        yield "few tariffs" if nouns > 1 else ("one tariff" if nouns else "no tariffs")


def _of_countries(
    amount: Amount, near: tuple[int, int], above: tuple[int, int], around: Surroundings
) -> Iterator[str]:
    """Which countries are named around it."""
    text, parties = around.tokens.text, around.parties
    here = {party.country for party in parties.within(*near) if party.plain}
    if len(here) == 1:
        yield "one country"
    elif len(here) >= _TWO:
        yield "two countries"
    behind = [one for one in parties.within(amount.end, amount.end + _NEAR) if one.plain]
    if behind:
        yield "country behind"
        if _IN.fullmatch(text, amount.end, behind[0].start):
            yield "in the country behind"
    told = {party.country for party in parties.within(*above) if party.plain}
    if told:
        yield "country in the one before"
    if told - here:
        yield "another country in the one before"


def _of_goods(amount: Amount, near: tuple[int, int], around: Surroundings) -> Iterator[str]:
    """Whether goods of another country, or imported ones, are spoken of, or where they go."""
    text, (start, end) = around.tokens.text, near
    places = {
        "foreign goods before": (max(start, amount.start - _LEFT), amount.start),
        "foreign goods behind": (amount.end, min(end, amount.end + _RIGHT)),
    }
    for name, (first, last) in places.items():
        named = (one for one in around.parties.within(first, last) if one.plain)
        if _IMPORTED.search(text, first, last) or any(_owns_goods(one, text) for one in named):
            yield name
    entered = (one for one in around.parties.within(start, end) if one.plain)
    if any(_INTO.search(text, max(start, one.start - _NEAR), one.start) for one in entered):
        yield "enters a country"


def _owns_goods(party: Party, text: str) -> bool:
    """Whether things are said to be a country's: "Chilean copper", "copper from Chile"."""
    lead = text[max(0, party.start - _NEAR) : party.start]
    return _FROM.search(lead) is not None or _THINGS.match(text, party.end) is not None


def _of_verb(amount: Amount, around: Surroundings) -> Iterator[str]:
    """What the verb above it and its subject are."""
    token = around.tokens.at(amount.number_start)
    verb = next(verbs_above(token), None) if token is not None else None
    if verb is None:
        return
    words, lemma = tariff_words(), verb.lemma_.lower()
    if lemma in words.bear:
        yield "verb bears"
    elif lemma in words.impose:
        yield "verb imposes"
    else:
        yield "verb is" if lemma == "be" else "verb of another kind"
    subject = next(subjects_of(verb), None)
    if subject is not None:
        yield from _of_subject(subject, around)


def _of_subject(subject: Token, around: Surroundings) -> Iterator[str]:
    edge = subject.right_edge
    named = around.parties.within(subject.left_edge.idx, edge.idx + len(edge))
    if any(party.plain for party in named):
        yield "subject names a country"
    if any(party.plain and _owns_goods(party, around.tokens.text) for party in named):
        yield "subject is foreign goods"
    if subject.ent_type_ in _PEOPLE:
        yield "subject is named"
    if subject.tag_ in {"NNS", "NNPS"}:
        yield "subject is many"
    if subject.lower_ in _PRONOUNS:
        yield "subject is a pronoun"
    if subject.lower_ in _SPEAKERS:
        yield "subject speaks"
