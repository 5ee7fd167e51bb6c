"""Says what a verb makes of its amount: who added 1,500 jobs counts jobs, "earned" is earnings."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.amounts import Amount

_LEVELS = frozenset(
    {"reach", "total", "exceed", "hit", "number", "average", "top", "near", "equal"}
)
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
    if root is None or amount.unit is None or noun.i > root.i:
        return None
    whole = root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.pos_ == "NUM"
    if whole and amount.unit.kind == "count":  # "320 of its 900 jobs"
        return _counted(amount)
    verb = root.head
    if root.dep_ == "pobj" and verb.dep_ == "agent" and amount.unit.kind == "count":
        return _counted(amount)
    of_it = noun.head.i == verb.i or (verb.dep_ == "relcl" and verb.head.i == noun.i)
    if root.dep_ != "dobj" or verb.pos_ != "VERB" or not of_it:
        return None
    lemma = verb.lemma_.lower()
    if amount.unit.kind == "count" and lemma not in _LEVELS:
        return _counted(amount)
    return _MONEY.get(lemma) if amount.unit.kind == "money" else None


def _counted(amount: Amount) -> str | None:
    unit = amount.unit
    return unit.words.lower() if unit and unit.name not in _BARE and unit.words else None
