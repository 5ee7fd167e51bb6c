"""Knows verbs that say what their subject bears: "must contend with a 15% tariff", "had it cut"."""

from __future__ import annotations

from spacy.tokens import Token

from nlp.measures.rates.verbs_above import is_passive, subjects_of
from nlp.tariff_words import tariff_words
from nlp.texts import next_to

DEALT = frozenset(
    {"hand", "give", "assign", "deal", "serve", "allot", "saddle", "land", "stick", "threaten"}
    | {"lumber", "confront", "burden", "leave", "let"}
)
_BURDENED = {  # verbs that say with these words what their subject bears
    "end": ("with",),
    "wind": ("with",),
    "finish": ("with",),
    "contend": ("with",),
    "cope": ("with",),
    "grapple": ("with",),
    "reckon": ("with",),
    "wrestle": ("with",),
    "live": ("with", "under"),
    "struggle": ("with", "under"),
    "labour": ("under",),
    "labor": ("under",),
    "suffer": ("from", "under"),
    "brace": ("for",),
    "prepare": ("for",),
    "come": ("with",),
    "arrive": ("with",),
    "look": ("at",),
    "stare": ("at",),
}
UNDERGOES = frozenset({"see", "have", "get"})
CUTS = frozenset({"cut", "reduction", "discount"})
_MOVES = frozenset({"move", "raise", "lift", "put", "take", "lower", "cut", "reduce", "bring"})
_FALLS = frozenset({"fall", "drop", "rise", "climb", "jump"})  # "electric cars drop to 25%"
_PRONOUNS = frozenset({"it", "they", "this", "that", "these", "those", "which"})
_MOVED = frozenset({"VBN", "VBD", "VB"})


def draws_up(verb: Token) -> bool:
    """Whether a duty is drawn up, or a threat carried out, and neither is borne by goods: "Peru is
    drawing up a 12% tariff".
    """
    led = {"draw": "up", "carry": "out"}.get(verb.lemma_.lower())
    return any(one.lower_ == led for one in verb.rights)


def is_burdened(verb: Token, token: Token) -> bool:
    """Whether the rate is what the subject ends up with: "must contend with a 15% tariff"."""
    led = _BURDENED.get(verb.lemma_.lower(), ())
    preps = (child for child in verb.children if child.lower_ in led)
    return any(prep.i < token.i <= prep.right_edge.i for prep in preps)


def undergoes(verb: Token, token: Token) -> bool:
    """Whether the subject's duty is moved by others: "will see its tariff rise", "had it cut"."""
    lemma = verb.lemma_.lower()
    if lemma == "see" and any(one.tag_ == "MD" for one in verb.children):
        return True
    if lemma not in UNDERGOES or verb.dep_ == "aux":
        return False
    moved = (one for one in verb.children if one.dep_ in {"ccomp", "dobj", "xcomp"})
    return any(one.i > verb.i and one.tag_ in _MOVED and is_of(one, token) for one in moved)


def goes_to(verb: Token, token: Token) -> bool:
    """Whether goods go "from 25% to 35%", or "were moved to 11%", and no duty does."""
    lemma = verb.lemma_.lower()
    moved = lemma in _MOVES and is_passive(verb)
    subjects = [one.lower_ for one in subjects_of(verb)]
    duties = any(one in _PRONOUNS or tariff_words().any_noun.search(one) for one in subjects)
    if duties or not (moved or lemma == "go" or lemma in _FALLS):
        return False
    if moved or lemma in _FALLS:
        return token.i > verb.i and next_to(token, -1).lower_ == "to"
    return any(one.lower_ == "from" and verb.i < one.i < token.i for one in verb.children)


def is_of(verb: Token, token: Token) -> bool:
    return verb.left_edge.i <= token.i <= verb.right_edge.i


def is_aside(verb: Token, lemma: str) -> bool:
    """Whether a participle tells what the sentence's subject pays: "Peru, facing 15%, is"."""
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and lemma in tariff_words().bear
