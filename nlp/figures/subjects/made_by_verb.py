"""Says what a verb makes of its amount: who added 1,500 jobs counts jobs, "earned" is earnings."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.figures.amounts.finding import Amount
from nlp.figures.amounts.units import codes_of
from nlp.figures.subjects.doers import MEASURING
from nlp.figures.subjects.measurable import can_be_measured
from nlp.figures.words.changes import is_move
from nlp.texts import text_of

_COMES_TO = frozenset(
    {"come", "amount", "go", "run", "bring", "swell", "double", "triple", "halve", "shoot", "tick"}
    | {"creep", "edge", "return", "recover", "shrink", "jump", "surge", "soar", "equate", "take"}
)
_AT_LEVELS = frozenset({"at", "from", "than", "near", "around", "above", "below", "over"}) | {
    *("under", "between", "past", "beyond", "within", "of", "as")
}
_TIMES = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT"})
_BARE = frozenset({"unit", "item", "copy", "case", "point", "degree", "count"})
_PACKED = frozenset({"bag", "bale", "bottle", "box", "carton", "crate", "pallet", "sack"})
_MONEY = {
    "earn": "earnings",
    "lose": "losses",
    "spend": "spending",
    "borrow": "borrowing",
    "owe": "debt",
    "invest": "investment",
    "donate": "donations",
    "fine": "fine",
    "fin": "fine",  # as the model takes "fined"
    "lend": "loan",
    "pay": "payment",
    "sell": "sale",
    "inject": "injection",
    "withdraw": "withdrawal",
}
_LASTING = frozenset({"over", "in", "within", "for", "after", "during", "since", "until"})
_WAITING = frozenset({"wait", "last", "spend", "serve", "stay", "work", "sleep"})
_GIVEN = frozenset(
    {"set", "allocate", "earmark", "approve", "pledge", "commit", "provide", "budget", "reserve"}
    | {"offer", "seek", "request", "want", "need", "promise", "release", "find", "propose", "raise"}
    | {"give", "contribute", "award", "grant", "secure", "receive", "get", "add", "put", "pay"}
)  # so much money "for repairs"
_FUNDED = frozenset({"campaign", "candidate", "candidates", "committee", "charity", "start-up"}) | {
    *("group", "groups", "party", "company", "firm", "startup", "challenger", "senator")
}
_METERED = frozenset({"mass", "volume", "engineering", "other"})
_OUTPUT = {
    "ship": "shipments",
    "produce": "output",
    "pump": "output",
    "export": "exports",
    "import": "imports",
    "generate": "output",
    "mine": "output",
    "harvest": "harvest",
    "consume": "consumption",
}  # of what is weighed or metered: "pumped 2.4 million barrels a day"
_DEALS = {"buy": "purchase", "sell": "sale", "acquire": "acquisition", "purchase": "purchase"}
_AIMS = {"spend": "on", "pay": "for"}
_POLLED = frozenset(
    {"get", "win", "take", "receive", "poll", "garner", "secure", "draw", "capture"}
)
_ELECTION = re.compile(
    r"\b(?:votes?|voters|ballots?|elections?|primary|run-?off|referendum)\b", re.I
)
_ADDING = frozenset(
    {"cost", "add", "create", "fund", "hire", "have", "include", "need", "buy", "provide", "cover"}
)  # whose object is another matter than their subject: "a budget that adds 150 officers"
_TO_SHARE = re.compile(r" to [0-9.]+ ?(?:%|percent|per cent)")  # "led her by 51% to 47%"
_LEVEL_NOUNS = frozenset(
    {"population", "toll", "total", "average", "backlog", "workforce", "capacity", "attendance"}
    | {"turnout", "target", "goal", "quota", "cap", "limit", "maximum", "minimum", "output"}
    | {"production", "membership", "lead", "margin", "ceiling", "threshold", "fleet", "inventory"}
    | {"headcount", "ridership", "circulation", "readership", "enrollment", "enrolment", "tally"}
    | {"deficit", "surplus", "shortage", "shortfall", "demand", "consumption", "dose", "stockpile"}
    | {"force", "budget", "staff", "audience", "forecast", "estimate", "level", "count", "load"}
    | {"rate", "ratio", "size", "number", "traffic", "volume", "intake", "sale", "shipment"}
    | {"export", "import", "delivery", "order", "stock", "crowd", "list", "electorate"}
)  # how much of them there is, what is counted tells: "a toll of 12 deaths"


def made_by_verb(amount: Amount, root: Token | None, noun: Token | None) -> str | None:
    """The concept of an amount that is the object of a verb whose subject is `noun`, or a country
    where that is None.

    What is employed, added or carried is counted by itself, and money takes its name from
    what is done with it; None where the noun found is the better name.
    """
    if root is None or amount.unit is None:
        return None
    if (lead := _led_by(root)) is not None:
        return "vote" if _TO_SHARE.match(text_of(root.doc), amount.end) else lead
    if amount.unit.kind in _METERED and " of " in amount.unit.words:
        return amount.unit.words.partition(" of ")[2]  # "barrels of crude"
    if amount.unit.kind in _METERED and root.dep_ == "dobj" and (noun is None or noun.i < root.i):
        return _OUTPUT.get(root.head.lemma_.lower())
    aim = _spent_on(root) if amount.unit.kind == "percent" else None
    if aim is not None or noun is None:
        return _of_money(root, root) if amount.unit.kind == "money" else aim
    shared = codes_of(amount.unit.words.rpartition(" ")[2])  # "crowns" are no things
    return _of_kind(amount, "money" if shared else amount.unit.kind, root, noun)


def _of_kind(amount: Amount, kind: str, root: Token, noun: Token) -> str | None:
    """The same by what sort of unit the amount has: a count, a share or money."""
    packed = kind != "count" or amount.unit_name.rpartition(" ")[2] in _PACKED | _BARE
    of_it = packed and noun.i > root.i and noun.head.lower_ == "of" and noun.head.head.i == root.i
    of_it = of_it and not any(each.dep_ in {"det", "poss"} for each in noun.lefts)
    if kind == "count" and root.dep_ in {"compound", "nmod"} and noun.i > root.i:
        return None  # "a 20-nation bloc"
    if kind == "count" and not of_it and not _is_level(root, noun):
        return _counted(amount)
    if kind == "percent":
        return _polled(root, noun)
    return _of_money(root, noun) if kind == "money" and noun.i <= root.i else None


def _of_money(root: Token, noun: Token) -> str | None:
    """What money is that somebody spends, loses or sets aside, and not whose deed it is."""
    if root.dep_ == "pobj" and root.head.lower_ != "between":
        return _dealt(root, noun)
    if root.dep_ == "conj" and root.head.dep_ == "dobj":  # "$4 for repairs and $2 for schools"
        purpose = _purpose(root, root)
        return purpose if root.head.head.lemma_.lower() in _GIVEN else None
    if root.dep_ == "conj" and root.head.pos_ == "VERB" and _does(noun, root.head):
        return _named_by(root.head, root, noun)  # "spent $4 on players and $2 on its ground"
    verb = root.head.head if root.dep_ == "pobj" else root.head
    if root.dep_ not in {"dobj", "pobj", "npadvmod"} or verb.pos_ != "VERB":
        return None
    return _named_by(verb, root, noun)


def _named_by(verb: Token, root: Token, noun: Token) -> str | None:
    """The name that a verb gives to the money that is its object."""
    lemma = verb.lemma_.lower()
    giver = noun is root or _does(noun, verb)  # a country, or who is named
    if lemma in _GIVEN and giver and (purpose := _purpose(root, verb)):
        return purpose
    if lemma in {"give", "contribute"}:  # "gave $5,000 to the campaign"
        return "donation" if any(child.lower_ == "to" for child in verb.rights) else None
    if lemma in {"raise", "collect"}:
        funded = noun.ent_type_ in {"PERSON", "ORG"} or noun.lower_ in _FUNDED
        return "fundraising" if funded else None
    return _MONEY.get(lemma)


def _led_by(root: Token) -> str | None:
    """The lead, where a candidate "leads by 4 points"."""
    by = root.dep_ == "pobj" and root.head.lower_ == "by"
    verb = root.head.head.lemma_.lower() if by else ""
    return "lead" if verb in {"lead", "trail"} else "margin" if verb in {"beat", "defeat"} else None


def _does(noun: Token, verb: Token) -> bool:
    """Whether `noun` is who does it, and not what is measured."""
    return noun.dep_ == "nsubj" and noun.head.i in {verb.i, verb.head.i}


def _purpose(root: Token, verb: Token) -> str | None:
    """What money is "for": "4 billion rand for repairs", "$12 million for new schools"."""
    for child in (*root.rights, *verb.rights):
        if child.dep_ == "prep" and child.lower_ == "for" and child.i > root.i:
            thing = next((each for each in child.rights if each.dep_ == "pobj"), None)
            if thing is not None and thing.pos_ == "NOUN" and thing.ent_type_ not in _TIMES:
                lead = [each.lower_ for each in thing.lefts if each.dep_ in {"compound", "amod"}]
                return " ".join([*lead, thing.lower_])
    return None


def _dealt(root: Token, noun: Token) -> str | None:
    """What is bought or sold "for" so much money by `noun`."""
    verb = root.head.head
    name = _DEALS.get(verb.lemma_.lower())
    if root.head.lower_ != "for" or name is None or not (noun.dep_ == "nsubj" or noun is root):
        return None
    things = [each for each in verb.rights if each.dep_ == "dobj" and each.pos_ == "NOUN"]
    things = [each for each in things if can_be_measured(each)]
    if not things and noun.dep_ == "nsubj" and verb.lemma_ == "sell" and noun.pos_ == "NOUN":
        return None  # "the car sells for $9,000"
    return things[0].lower_ if things else name


def _spent_on(amount: Token) -> str | None:
    """What a share is spent on: "spends 4.7% of GDP on defence", "paid 11% more for coffee"."""
    more = amount.dep_ == "npadvmod" and amount.head.lower_ in {"more", "less"}
    amount = amount.head if more else amount
    verb = amount.head
    if amount.dep_ != "dobj":
        return None
    aim = _AIMS.get(verb.lemma_.lower())
    preps = (child for each in (amount, verb) for child in each.rights if child.lower_ == aim)
    things = (each for prep in preps for each in prep.rights if each.dep_ == "pobj")
    thing = next((each for each in things if each.pos_ == "NOUN"), None)
    if thing is None:
        return None
    return thing.lower_ if aim == "for" else f"spending on {thing.lower_}"


def _polled(root: Token, noun: Token) -> str | None:
    """The vote, where a candidate "won 27 percent" of it."""
    verb = root.head
    if root.dep_ != "dobj" or verb.lemma_.lower() not in _POLLED or not _does(noun, verb):
        return None
    told = noun.pos_ == "PROPN" and _ELECTION.search(text_of(root.doc))
    return "vote" if told else None


def _is_level(root: Token, noun: Token) -> bool:
    """Whether what is counted tells how much of `noun` there is: "the toll rose to 12 deaths",
    "a workforce of 40,000 people".
    """
    verb = root.head.lemma_.lower()
    beside = root.dep_ == "dobj" and (
        root.head.dep_ == "advcl" or verb in _ADDING
    )  # "leaving 8 million people idle", "imports cost 900 jobs"
    if noun.lemma_.lower() not in _LEVEL_NOUNS or beside:
        return False
    if root.dep_ != "pobj":
        there = any(each.dep_ == "expl" for each in root.head.lefts)  # "there are 12 tribes"
        return root.dep_ in {"dobj", "attr", "npadvmod", "ROOT", "dep"} and not there
    word, before = root.head.lower_, root.head.head
    if before.i == noun.i:
        return word == "of"
    if word in {"by", "to"}:
        return is_move(before.lower_) or before.lemma_.lower() in _COMES_TO
    return before.pos_ in {"VERB", "AUX"} and word in _AT_LEVELS


def is_span(amount: Amount, root: Token | None) -> bool:
    """Whether a time only says how long something took or lasts: "over two years"."""
    if amount.unit is None or amount.unit.kind != "time" or amount.per:
        return False
    if root is None or root.dep_ == "npadvmod":
        verb = None if root is None else root.head
        return verb is not None and verb.pos_ == "VERB" and verb.lemma_.lower() not in MEASURING
    waited = root.dep_ == "dobj" and root.head.lemma_.lower() in _WAITING
    return waited or (root.dep_ == "pobj" and root.head.lower_ in _LASTING)


def _counted(amount: Amount) -> str | None:
    unit = amount.unit
    return unit.words.lower() if unit and unit.name not in _BARE and unit.words else None
