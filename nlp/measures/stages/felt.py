"""Tells that a duty is being charged where no word says so: it hurts, covers or protects."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp.figures.amounts.finding import Tokens
from nlp.measures.rates.finding import Rate
from nlp.measures.rates.verbs_above import unit_of, verbs_above

_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_NOT_FELT = frozenset(  # what has a tariff for its subject or object before it is charged
    {"loom", "await", "threaten", "follow", "come", "include", "contain", "propose", "say", "call"}
    | {"mean", "seem", "appear", "require", "need", "want", "expect", "hang", "approach", "near"}
    | {"envisage", "envision", "foresee", "suggest", "estimate", "assume", "discuss", "face"}
    | {"start", "begin", "announce", "plan", "consider", "be", "have", "do", "rise", "fall", "go"}
    | {"increase", "drop", "climb", "jump", "kick", "take", "snap", "return", "expire", "end"}
)
_ENDURE = frozenset(
    {"fight", "protest", "endure", "absorb", "shoulder", "suffer", "swallow", "contest", "lament"}
    | {"dodge", "evade", "circumvent", "avoid", "resent"}
)
_COPE = frozenset({"grapple", "struggle", "cope", "contend", "deal", "live", "reckon", "wrestle"})
_PUTS = frozenset({"put", "impose", "slap", "levy", "introduce", "raise", "place", "double"})
_STATES = frozenset({"be", "run", "range", "cost", "pay", "tax", "charge", "apply", "get", "carry"})
_HAPPENED = frozenset(  # once past, the duty is there
    {"start", "begin", "follow", "reach", "take", "come", "apply", "pay"} | {"cost", "run", "range"}
)
_UNDER = re.compile(
    r"\b(?:under|despite|because of|on top of|due to|thanks to|behind|notwithstanding"
    r"|(?:hurt|hit|squeezed|battered|crippled|protected|shielded|sheltered) by"
    r"|^With|[.;] With"
    r"|(?<!hint)(?<!hints)(?<!hinted)(?<!hinting)(?<!look)(?<!looks)(?<!looked)(?<!looking)"
    r"(?<!aimed)(?<!aiming)(?<!pointed)(?<!pointing) at) (?:an?|the) (?:[a-z]+ )?$"
)
_HEDGED = re.compile(
    r"\b(?:will|would|could|(?-i:may)|might|can|shall|should|must|if|unless|whether|to be|plan\w*"
    r"|propos\w*"
    r"|event of|in case|draft\w*|bill|threat\w*|loom\w*|(?:im)?pending|upcoming"
    r"|would-be|options?|on the table|in mind|idea"
    r"|hint\w*|prepar\w*|studying|next|soon|forecast\w*|fear\w*|scenario"
    r"|model\w*)\b|[’']ll\b",
    re.I,
)


def is_felt(tokens: Tokens, rate: Rate) -> bool:
    """Whether a finite verb in the present or past tells what the duty does, or somebody does
    under it, and no word of the sentence near it speaks of what may come.
    """
    text = tokens.text
    first = min(rate.start, rate.noun[0]) if rate.noun else rate.start
    lead = text[max(rate.near[0], first - 60) : first]
    if rate.value is None or _HEDGED.search(text, *rate.near):
        return False
    if _UNDER.search(lead):
        return rate.noun is not None
    token = tokens.at(rate.noun[0] if rate.noun else rate.start)
    if token is None:
        return False
    return _does(token if rate.noun else unit_of(token)) or _stands(tokens.at(rate.start) or token)


def _stands(token: Token) -> bool:
    """Whether the verb above a rate tells how things are, or what has begun: "it has been paying
    10%", "a surcharge of 10% started on Monday".
    """
    verb = next(verbs_above(token), None)
    if verb is None:
        return False
    lemma = verb.lemma_.lower()
    if verb.tag_ == "VBD":
        return lemma in _HAPPENED
    having = any(one.dep_ == "aux" and one.lower_ in {"has", "have"} for one in verb.lefts)
    return (verb.tag_ in {"VBZ", "VBP"} or having) and lemma in _STATES


def _does(noun: Token) -> bool:
    """Whether a noun is the subject of a deed, or what somebody endures or copes with."""
    head = noun.head
    if noun.dep_ == "nsubj":
        return _is_told(head) and head.lemma_.lower() not in _NOT_FELT
    if noun.dep_ == "dobj":
        return head.lemma_.lower() in _ENDURE or _is_by_doing(head)
    if noun.dep_ == "pobj" and head.lower_ == "with":
        return next(verbs_above(head), noun).lemma_.lower() in _COPE
    return False


def _is_by_doing(verb: Token) -> bool:
    """Whether somebody did what he did "by putting" the tariff on."""
    by = verb.head
    if verb.lemma_.lower() not in _PUTS or verb.dep_ != "pcomp" or by.lower_ != "by":
        return False
    return by.head.tag_ in {"VBD", "VBN"} and _is_told(by.head)


def _is_told(verb: Token) -> bool:
    """Whether a verb is finite, or has "has" before it."""
    having = any(one.dep_ == "aux" and one.lower_ in {"has", "have", "had"} for one in verb.lefts)
    return verb.tag_ in _FINITE or (having and verb.tag_ == "VBN")
