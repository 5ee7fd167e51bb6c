"""Tells by its surroundings whether a percentage is a rate of duty that no rule has found.

A logistic regression over traits of the words around it; `tests/fit_duties.py` fits the weights
to texts of ours, with their expected measures in `tests/` and the percentages of other matters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from nlp.figures.amounts import Amount, Tokens
from nlp.measures.alien import speaks_of_others
from nlp.measures.roles import subjects_of, verbs_above
from nlp.measures.weights import weights_of
from nlp.names.parties import Parties
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
    "than": r"\bthan $",
    "instead of": r"\b(?:instead of|not|against|from the present) $",
}
_BEHIND = {
    "of behind": r" of ",
    "of the whole": r" of (?:the|its|their|all|those|what|her|his)\b",
    "ends": r"[.,;:)]",
    "and behind": r",? (?:and|but|while)\b",
    "compared": r" (?:more|less|fewer|higher|lower|above|below|of|year|since|from a year|in [A-Z][a-z]+"
    r"|last|this|stake|share|increase|rise|drop|fall|growth|owned)\b",
}
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
_ENTERED, _BORDERS, _RATES = (re.compile(words, re.I) for words in (_ENTERS, _BORDER, _RATE))
_LEFT, _RIGHT, _NEAR = 70, 60, 50  # characters looked at
_SMALL = 1  # percent
_FEW, _TWO = 5, 2
_PRONOUNS = frozenset({"it", "they", "that", "both", "those", "these"})
_SPEAKERS = frozenset({"we", "i", "you"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Percentage:
    """A percentage in its passage: `sentence` its own, `before` the one before it, if any;
    `nouns` counts how often the article names tariffs; `last` says whether the percentage before it
    in the sentence is a rate of duty.
    """

    amount: Amount
    tokens: Tokens
    parties: Parties
    sentence: tuple[int, int]
    before: tuple[int, int] | None
    nouns: int
    last: bool | None


def speaks_of_charges(text: str) -> bool:
    """Whether a passage without a tariff's name may still tell of one: a cheap look."""
    return "%" in text or " per" in text and _BORDERS.search(text) is not None


def is_charged(one: Percentage) -> bool:
    """Whether a percentage is likely to be a rate of duty."""
    return weights_of("duties").is_likely(dict.fromkeys(traits(one), 1.0))


def traits(one: Percentage) -> Iterator[str]:
    """What speaks for or against a rate of duty."""
    text, (start, end) = one.tokens.text, one.sentence
    lead = text[max(start, one.amount.start - _LEFT) : one.amount.start]
    tail = text[one.amount.end : min(end, one.amount.end + _RIGHT)]
    yield "always"
    yield from (name for name, words in _LEADS.items() if words.search(lead))
    yield from (name for name, words in _TAILS.items() if words.match(tail))
    if _ENTERED.search(tail):
        yield "enters"
    if tariff_words().noun.search(lead):
        yield "tariff before"
    yield from _of_sentence(text[start:end], one)
    yield from _of_countries(one)
    yield from _of_amount(one)
    yield from _of_verb(one)


def _of_sentence(words: str, one: Percentage) -> Iterator[str]:
    """What its sentence, the one before and the article tell."""
    noun = tariff_words().noun
    if noun.search(words):
        yield "tariff in the sentence"
    if one.before is not None and noun.search(one.tokens.text, *one.before):
        yield "tariff in the one before"
    if _BORDERS.search(words):
        yield "border"
    if _RATES.search(words):
        yield "rate"
    if speaks_of_others(words):
        yield "other matters"
    if one.nouns:
        yield "few tariffs" if one.nouns <= _FEW else "many tariffs"
    else:
        yield "no tariffs"


def _of_countries(one: Percentage) -> Iterator[str]:
    """Which countries are named around it."""
    here = {party.country for party in one.parties.within(*one.sentence) if party.plain}
    if len(here) == 1:
        yield "one country"
    elif len(here) >= _TWO:
        yield "two countries"
    if any(p.plain for p in one.parties.within(one.amount.end, one.amount.end + _NEAR)):
        yield "country behind"
    above = one.parties.within(*one.before) if one.before is not None else ()
    told = {party.country for party in above if party.plain}
    if told:
        yield "country in the one before"
    if told - here:
        yield "another country in the one before"


def _of_amount(one: Percentage) -> Iterator[str]:
    """What the number is like, and the one before it."""
    amount = one.amount
    if amount.value < _SMALL:
        yield "small"
    if amount.moved:
        yield "moved"
    elif amount.upper is not None:
        yield "range"
    if one.last is False:
        yield "last was none"


def _of_verb(one: Percentage) -> Iterator[str]:
    """What the verb above it and its subject are."""
    token = one.tokens.at(one.amount.number_start)
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
        yield from _of_subject(subject, one.parties)


def _of_subject(subject: Token, parties: Parties) -> Iterator[str]:
    edge = subject.right_edge
    if any(p.plain for p in parties.within(subject.left_edge.idx, edge.idx + len(edge))):
        yield "subject names a country"
    if subject.tag_ in {"NNS", "NNPS"}:
        yield "subject is many"
    if subject.lower_ in _PRONOUNS:
        yield "subject is a pronoun"
    if subject.lower_ in _SPEAKERS:
        yield "subject speaks"
