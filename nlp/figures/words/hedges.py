"""The word by which an amount is no plain fact: "could double", "is expected to reach 4%"."""

from __future__ import annotations

from spacy.tokens import Token

_MODAL = frozenset({"could", "would", "may", "might", "will", "should"})
_SPELT = {"'d": "would", "’d": "would", "'ll": "will", "’ll": "will", "wo": "will"}
_CONDITIONS = frozenset({"if", "unless", "whether"})
# Of what is looked for, wanted or planned; an amount may be their object, too.
_SOUGHT = frozenset(
    {"aim", "anticipate", "ask", "call", "demand", "envisage", "expect", "forecast", "foresee"}
    | {"plan", "pledge", "predict", "project", "promise", "propose", "seek", "target", "threaten"}
    | {"urge", "vow", "want"}
)
_AHEAD = _SOUGHT | frozenset(  # before "to …"
    {"agree", "bound", "budget", "due", "estimate", "hope", "intend", "likely", "need", "offer"}
    | {"poised", "prepare", "schedule", "set", "unlikely", "wish"}
)
_NOT_FINITE = frozenset({"VB", "VBG", "VBN"})
_CARRIED = frozenset({"xcomp", "ccomp", "advcl", "conj", "acl"})
_TOLD_OF = frozenset({"acomp", "attr", "dobj", "prep", "advmod"})
_FARTHEST = 6  # verbs


def hedge(token: Token) -> str:
    """The word by which what this token counts is not, or not surely, so: "could", "expected".

    "" where the sentence tells it as a fact. Read upwards from the amount to the first verb
    with a tense of its own; what somebody says of it stands above that and counts no more.
    """
    below, verb = token, token if token.pos_ == "VERB" else _verb_above(token)
    for _ in range(_FARTHEST):
        if verb is None:
            return ""
        if word := _own_word(verb) or _seeks(verb, below):
            return word
        above = _verb_above(verb)
        if _has_to(verb) and (word := _leads_to(verb, above)):
            return word
        if not _leans(verb):
            return ""
        below, verb = verb, above
    return ""


def _verb_above(token: Token) -> Token | None:
    """The next verb, or adjective that carries a clause, over a token."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX") or above.lemma_.lower() in _AHEAD:
            return above
    return None


def _own_word(verb: Token) -> str:
    """The verb's own modal, negation or condition."""
    no = next((" not" for child in verb.lefts if child.dep_ == "neg"), "")
    for child in verb.lefts:
        word = child.lower_
        if child.dep_ == "aux" and (word in _MODAL or word in _SPELT):
            return f"{_SPELT.get(word, word)}{no}"
        if child.dep_ == "mark" and word in _CONDITIONS:
            return word
    return no.strip()


def _seeks(verb: Token, below: Token) -> str:
    """The verb that looks for the amount as its object: "expected profit of $2 billion"."""
    if verb.lemma_.lower() not in _SOUGHT or (below.head.i == verb.i and below.dep_ in _CARRIED):
        return ""
    doers = (child for child in verb.lefts if child.dep_ == "nsubj")
    return "" if any(doer.is_ancestor(below) or doer == below for doer in doers) else verb.text


def _has_to(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.lefts)


def _leads_to(verb: Token, above: Token | None) -> str:
    """What makes a "to …" one that is still to come: "plans to", "is to"; in headlines "to"."""
    if above is None:
        return "to" if verb.dep_ == "ROOT" else ""
    if above.lemma_.lower() in _AHEAD:
        return above.text
    plain = above.lemma_ == "be" and not any(c.dep_ in _TOLD_OF for c in above.rights)
    return f"{above.text} to" if plain and verb.dep_ == "xcomp" else ""


def _leans(verb: Token) -> bool:
    """Whether a verb has its tense from the one above: "to reach", "reaching"."""
    if verb.dep_ not in _CARRIED or verb.tag_ not in _NOT_FINITE:
        return False
    return verb.tag_ != "VBN" or not any(c.dep_ in ("aux", "auxpass") for c in verb.lefts)
