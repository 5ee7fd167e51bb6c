"""Says what a verb makes of its amount: who added 1,500 jobs counts jobs, "earned" is earnings."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.amounts import Amount
from nlp.changes import is_move

_LEVELS = frozenset(
    {"reach", "total", "exceed", "hit", "number", "average", "top", "near", "equal"}
    | {"fall", "rise", "drop", "decline", "climb", "increase", "grow", "slip", "pass", "surpass"}
)
_WHOLES = frozenset(
    {
        "poll",
        "survey",
        "study",
        "sample",
        "trial",
        "percent",
        "%",
        "cent",
        "half",
        "third",
        "two-thirds",
        "thirds",
        "quarters",
        "fifths",
        "tenths",
    }
    | {"quarter", "crowd", "tenth", "fifth", "most", "many", "some", "all"}
)
_ASIDE = frozenset({"by", "in", "among", "across", "with", "for", "against", "after"})
_BARE = frozenset({"unit", "piece", "item", "copy", "case", "point", "degree", "count"})
_MONEY = {
    "earn": "earnings",
    "lose": "losses",
    "spend": "spending",
    "borrow": "borrowing",
    "owe": "debt",
    "invest": "investment",
    "donate": "donations",
}


def made_by_verb(amount: Amount, root: Token | None, noun: Token) -> str | None:
    """The concept of an amount that is the object of a verb whose subject is `noun`.

    What is employed, added or carried is counted by itself, and money takes its name from
    what is done with it; None where the noun found is the better name.
    """
    if root is None or amount.unit is None:
        return None
    of_it = noun.i > root.i and noun.head.lower_ == "of" and noun.head.head.i == root.i
    if amount.unit.kind == "count" and not of_it and not _is_level(root):
        return _counted(amount)
    if noun.i > root.i:
        return None
    verb = root.head
    if root.dep_ != "dobj" or verb.pos_ != "VERB":
        return None
    lemma = verb.lemma_.lower()
    if any(child.dep_ == "dative" for child in verb.children):
        return None  # "tourism earned Malta $3 billion"
    done = noun.head.i == verb.i or (verb.dep_ == "relcl" and verb.head.i == noun.i)
    return _MONEY.get(lemma) if done and amount.unit.kind == "money" else None


def _is_level(root: Token) -> bool:
    """Whether what is counted tells how much of something else there is: "the toll rose to 12
    deaths", "membership is 40,000 people".
    """
    if root.dep_ == "dobj":
        return root.head.lemma_.lower() in _LEVELS
    if root.dep_ == "pobj":
        return not _is_aside(root.head)
    return root.dep_ in {"attr", "npadvmod", "ROOT", "dep"}


def _is_aside(word: Token) -> bool:
    """Whether what is counted behind a preposition stands for itself: "320 of its 900 jobs",
    "a poll of 1,204 adults", "19 goals in 27 games", "claims by 22 states".
    """
    before = word.head
    if word.dep_ == "agent":
        return True
    if word.lower_ == "of":
        return before.pos_ == "NUM" or before.lower_ in _WHOLES
    if word.lower_ == "by" and before.pos_ == "VERB":
        return not is_move(before.lower_)
    return word.lower_ in _ASIDE or (word.lower_ == "at" and before.pos_ in {"NOUN", "PROPN"})


def _counted(amount: Amount) -> str | None:
    unit = amount.unit
    return unit.words.lower() if unit and unit.name not in _BARE and unit.words else None
