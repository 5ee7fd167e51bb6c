"""Finds the noun that stands beside an amount, whatever the parse makes of the two."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Token

from nlp.figures.amounts.finding import Amount, Tokens
from nlp.figures.amounts.units import MULTIPLE
from nlp.figures.subjects.measurable import can_be_measured
from nlp.figures.words.changes import DOWN, UP

_WITH_MOVED = re.compile(
    r"\bwith (?:[a-z-]+ ){0,3}?(?P<noun>[a-z]+) (?:(?:from|in|at|to|of|on|for) [^,;:.\d]{2,30} )?"
    r"(?:down|up|falling|rising|dropping|slipping|climbing|jumping|sinking|growing|shrinking)"
    r"(?: by)?(?: (?:about|around|almost|nearly|just|only|some|over))? $"
)  # "with demand from abroad down 6 percent"
_OF_IT = re.compile(  # "assets of $84 billion", whatever the parse makes of it
    r"\b(?P<noun>[A-Za-z]+) of (?:(?:about|some|nearly|almost|just|over|more|less|than|an?) ){0,2}$"
)
_MOVED_NOUN = re.compile(  # "Q2 profit up 12%", where "profit" is taken for a verb
    r"\b(?P<noun>[A-Za-z]{3,})(?: (?:was|were|is|are|has|have|had|been)){0,2}(?: [a-z]+ly)?"
    rf" (?:{UP}|{DOWN}|(?:halv|doubl|tripl)(?:es?|ed))(?: (?:by|to|about|around|nearly"
    r"|almost|some|just|only|an?|more than|over)){0,3} $"
)
_AS_MANY = re.compile(r" as (?:many|much) ")
_FINANCIAL = frozenset(
    {"profit", "profits", "loss", "losses", "output", "sales", "orders", "exports", "imports"}
    | {"revenue", "earnings", "income", "turnover", "shares", "traffic", "production", "prices"}
)  # that a headline leads the model to take for verbs
_OF_WORTH = re.compile(r" of (?:[a-z-]+ )?(?P<noun>[a-z]+),? worth\b")  # "9 tonnes of tea worth"
_OF_DOING = re.compile(
    r" of (?:the |all )?(?P<noun>[a-z]+s) [a-z]+ing\b"
)  # "of precincts reporting"
_MOST_WORDS = 3

IsCountry = Callable[[Token], bool]


def noun_beside(amount: Amount, since: int, tokens: Tokens, is_country: IsCountry) -> Token | None:
    """The noun that the amount is "of", or that the words around it say it is of."""
    if (noun := _right_before(amount, since, tokens)) is not None:
        return noun
    text = tokens.text
    if with_it := _WITH_MOVED.search(text, max(since, amount.start - 90), amount.start):
        noun = tokens.at(with_it.end("noun") - 1)
        if noun is not None and can_be_measured(noun) and not is_country(noun):
            return noun
    behind = _OF_WORTH.match(text, amount.end) or _OF_DOING.match(text, amount.end)
    noun = tokens.at(behind.end("noun") - 1) if behind else None
    if noun is not None and noun.dep_ in {"nmod", "compound"} and can_be_measured(noun):
        return noun
    as_many = _AS_MANY.match(text, amount.end) if is_multiple(amount) else None
    return _plural_at(tokens.at(as_many.end())) if as_many else None


def _plural_at(token: Token | None) -> Token | None:
    """The noun in the plural that begins at a word: "foreign students"."""
    for each in token.doc[token.i : token.i + _MOST_WORDS] if token is not None else ():
        if each.tag_ == "NNS":
            return each if can_be_measured(each) else None
        if each.pos_ not in {"ADJ", "NOUN"}:
            return None
    return None


def moved_noun(amount: Amount, since: int, tokens: Tokens, is_country: IsCountry) -> Token | None:
    """The noun right before the word that moves it by the amount: "factory orders down 2.9%"."""
    match = _MOVED_NOUN.search(tokens.text, max(since, amount.start - 60), amount.start)
    noun = tokens.at(match.start("noun")) if match else None
    if noun is None or is_country(noun) or (noun.dep_ == "pobj" and noun.pos_ == "PROPN"):
        return None
    return noun if can_be_measured(noun) or noun.lower_ in _FINANCIAL else None


def _right_before(amount: Amount, since: int, tokens: Tokens) -> Token | None:
    """The noun that the amount is "of", unless that leads on to another: "of 3 percent growth"."""
    of_it = _OF_IT.search(tokens.text, max(since, amount.start - 60), amount.start)
    noun = tokens.at(of_it.start("noun")) if of_it else None
    root = root_of(amount, tokens)
    leads = root is not None and root.head.i > root.i
    named = noun is not None and noun.tag_ in {"NN", "NNS"} and can_be_measured(noun)
    return noun if named and not leads else None


def is_multiple(amount: Amount) -> bool:
    """Whether the amount is so many times of something."""
    return amount.unit is not None and amount.unit.name == MULTIPLE


def root_of(amount: Amount, tokens: Tokens) -> Token | None:
    """The top token of the amount's own words."""
    token = tokens.at(amount.end - 1)
    if token is not None and token.dep_ == "advmod":  # "$5 billion annually"
        token = tokens.at((amount.unit.end if amount.unit else amount.number_end) - 1)
    if token is not None and token.pos_ == "VERB":  # a unit misread: "3 trillion won", "£12m"
        token = tokens.at(amount.number_start)
    while token is not None and token.head.i != token.i:
        if not amount.start <= token.head.idx < amount.end:
            break
        token = token.head
    return token
