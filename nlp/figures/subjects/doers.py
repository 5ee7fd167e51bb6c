"""Says whether a noun only does something with an amount, and is not what it measures."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from nlp.figures.amounts.amount import Amount
from nlp.figures.subjects.owners import is_whole
from nlp.figures.subjects.setting import Setting
from nlp.figures.words.changes import is_move
from nlp.texts import next_to
from nlp.titles import titles

_SOMEBODY = frozenset(
    {"club", "team", "council", "charity", "government", "state", "city", "pac"}
    | {"agency", "ministry", "regulator", "lender", "department", "commission", "union", "party"}
)
MEASURING = frozenset(
    {"assess", "average", "close", "comprise", "contain", "cost", "creep", "cross"}
    | {"edge", "end", "equal", "estimate", "exceed", "fetch", "finish", "forecast", "go"}
    | {"have", "hit", "hold", "inch", "manage", "measure", "move", "near", "number"}
    | {"open", "pass", "price", "project", "put", "reach", "represent", "run", "settle"}
    | {"start", "surpass", "swing", "tick", "top", "total", "touch", "trade", "value"}
    | {"weigh", "yield"}
)  # whose subject is measured by what is told of it
_EARNING = frozenset({"take", "make", "get", "gross", "earn", "generate", "bring", "net"})
"""Whose subject is measured by it too, unless that is somebody: "the film took in $4 million"."""
_TAKING = frozenset({"lose", "raise", "add", "gain", "shed", "cut"})
"""Whose subject moves by small money, but takes or gives millions: "the bank lost £200m"."""
_SAYS = frozenset({"say", "tell", "impose", "threaten", "announce", "put", "slap", "levy"})
_WAYS_UP = frozenset({"dobj", "pobj", "prep", "conj", "nummod", "quantmod"})
_GIVING = frozenset(
    {"give", "lend", "owe", "pay", "send", "sell", "offer", "grant", "pledge", "promise", "donate"}
    | {"provide", "supply", "deliver", "commit", "allocate", "hand", "extend", "loan", "gift"}
    | {"transfer", "ship", "award"}
)
_AT_HOME = frozenset(
    {"economy", "employer", "household", "family", "consumer", "shopper", "motorist", "taxpayer"}
    | {"farmer", "grower", "miner", "exporter", "importer", "manufacturer", "refiner", "retailer"}
    | {"factory", "mill", "mine", "company", "firm", "business", "bank", "lender", "airline"}
    | {"hospital", "school", "university", "hotel", "builder", "worker", "industry", "shop"}
    | {"supermarket", "carmaker", "automaker", "shipyard", "utility", "operator", "sector"}
)  # many of whom do what their country does: "Irish employers added 9,000 jobs"
_TO_WHOM = frozenset({"cost", "earn", "save", "bring", "net"})  # whose object gets or loses it
_CLIMB = 3
_OBJECTS = frozenset({"dobj", "dative", "oprd", "npadvmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def is_doer(noun: Token, amount: Amount, root: Token | None, setting: Setting) -> bool:
    """Whether the noun only tells who gets or gives the amount, and not what it measures: "the
    club made £58m", "the regulator fined it £2m", "lenders, which have offered £5bn".
    """
    while root is not None and root.dep_ == "pobj" and root.head.lower_ == "of":
        if not root.head.head.like_num:
            break
        root = root.head.head  # "spent €14 million of the €90 million it got"
    if root is not None and root.dep_ == "conj" and root.head.dep_ in _OBJECTS:
        root = root.head
    if root is None or root.dep_ not in _OBJECTS:
        return root is not None and _is_payer(noun, root) and _is_someone(noun, setting)
    verb = root.head.head if root.head.lower_ in {"more", "less"} else root.head
    if verb.pos_ != "VERB":
        return False
    if not (_is_subject(noun, verb) or (verb.dep_ == "relcl" and verb.head.i == noun.i)):
        return False
    someone = _is_someone(noun, setting)
    if is_move(verb.lower_) or verb.lemma_.lower() in MEASURING:
        money = amount.unit is not None and amount.unit.kind == "money"
        large = money and amount.scale is not None
        taken = verb.lemma_.lower() in _TAKING if large else verb.lemma_.lower() == "raise"
        return someone and taken
    is_share = amount.unit is not None and amount.unit.kind == "percent"
    return someone or not (is_share or verb.lemma_.lower() in _EARNING)


def _is_payer(noun: Token, root: Token) -> bool:
    """Whether the noun does something for so much money: "leased it for $9 million"."""
    if root.dep_ != "pobj" or root.head.lower_ not in {"for", "with", "at"}:
        return False
    verb = root.head.head
    paid = root.head.lower_ != "at" or verb.lemma_.lower() not in MEASURING
    paid = paid and verb.pos_ == "VERB" and not is_move(verb.lower_)
    return paid and _is_subject(noun, verb)


def _is_someone(noun: Token, setting: Setting) -> bool:
    """Whether the noun is a person, a body or a name, which have figures."""
    names, lemma = titles(), noun.lemma_.lower()
    known = (names.heads, names.businesses, names.any_body, names.explained, _SOMEBODY)
    someone = any(lemma in each for each in known) or noun.lower_ in names.members
    return someone or setting.owners.at(noun) is not None or noun.pos_ == "PROPN"


def _is_subject(noun: Token, verb: Token) -> bool:
    return noun.dep_ in _SUBJECTS and noun.head.i == verb.i


def doer_of(token: Token | None, setting: Setting) -> str | None:
    """The country that is the subject of the verb whose object the amount is, given its top word:
    "Sweden took in 9,600 asylum seekers".
    """
    if token is not None and (_has_own_subject(token) or is_whole(token)):
        return None
    for _ in range(_CLIMB):
        if token is None or token.dep_ not in _WAYS_UP:
            break
        if token.pos_ == "VERB" and any(each.dep_ == "nsubj" for each in token.lefts):
            break  # "but Zambia owes China $4 billion"
        token = token.head
    while token is not None and token.dep_ == "xcomp" and not _has_object(token.head):
        token = token.head  # "Poland plans to spend"
    if token is None or token.pos_ != "VERB" or token.lemma_.lower() in _SAYS:
        return None
    if (gainer := _gainer(token, setting)) is not None:
        return gainer
    for child in token.children:
        if child.dep_ == "nsubj":
            named = (
                child.pos_ == "PROPN" and child.text[:1].isupper()
            )  # "Panama’s canal", but not "Denmark’s Orlund"
            owners = (each for each in child.lefts if each.dep_ == "poss" and not named)
            lands = (child, *owners, *_lands_of(child))
            return next((name for each in lands if (name := setting.at(each))), None)
    return None


def _gainer(verb: Token, setting: Setting) -> str | None:
    """The country that gets or loses what something brings it: "the strikes cost France 0.1 point
    of growth".
    """
    if verb.lemma_.lower() not in _TO_WHOM:
        return None
    given = (child for child in verb.rights if child.dep_ in {"dative", "dobj"})
    return next((name for child in given if (name := setting.at(child))), None)


def _lands_of(subject: Token) -> Iterator[Token]:
    """The words that may name the country all those of which do it: "Irish employers added",
    "farmers in Peru harvested".
    """
    one = subject.tag_ == "NN" and subject.lemma_ not in {"economy", "industry", "sector"}
    if one or subject.lemma_.lower() not in _AT_HOME:
        return
    yield from (each for each in subject.lefts if each.dep_ in {"amod", "compound", "nmod"})
    for child in subject.rights:
        if child.dep_ == "prep" and child.lower_ in {"in", "across"}:
            yield from (each for each in child.rights if each.dep_ == "pobj")


def receiver_of(token: Token | None, setting: Setting) -> str | None:
    """The country that the amount is given to, given its top word: "gave Moldova 60 million
    kroner", "sent 14 howitzers to Ukraine".
    """
    for _ in range(_CLIMB):
        if token is None or token.dep_ not in {"pobj", "prep", "nummod", "quantmod"}:
            break
        token = token.head
    if token is None or token.dep_ != "dobj" or token.head.lemma_.lower() not in _GIVING:
        return None
    for child in (*token.head.rights, *token.rights):
        if child.dep_ == "dative" and child.i < token.i and child.pos_ == "PROPN":
            return setting.at(child)
        if child.dep_ in {"prep", "dative"} and child.lower_ == "to" and child.i > token.i:
            named = (each for each in child.rights if each.dep_ == "pobj")
            return next((setting.at(each) for each in named if each.pos_ == "PROPN"), None)
    return None


def _has_object(verb: Token) -> bool:
    """Whether a verb has somebody else do what follows: "told Peru to sell"."""
    return any(child.dep_ in {"dobj", "dative"} for child in verb.rights)


def _has_own_subject(root: Token) -> bool:
    """Whether a name stands before the amount whose verb is left out: "and Unibanca 28 percent"."""
    first = root.left_edge
    led = first.i > 0 and next_to(first, -1).dep_ in {"cc", "punct"}
    return led and any(each.dep_ == "nmod" and each.pos_ == "PROPN" for each in root.lefts)
