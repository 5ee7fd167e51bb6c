"""Names that look like another's: a person's like a body's, one of a people like a country."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from nlp import countries
from nlp.names.naming.legal_forms import is_firm, legal_form
from nlp.names.naming.words import Word
from nlp.titles import fold, is_given, titles

# What takes an "s" for several of a people, and so means one without it: no "Dutch", "Chinese".
_ONE = re.compile(r"(?:[a-z]an|[a-z]i|ander|ard|Argentine|Briton|Czech|Greek)$")
_SURELY_ONE = frozenset(
    {"Brit", "Croat", "Cypriot", "Dane", "Filipina", "Filipino", "Finn", "Kazakh", "Kosovar"}
    | {"Pole", "Scot", "Serb", "Slovak", "Slovene", "Swede", "Turk", "Uzbek"}
)
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def is_named_like_a_person(text: str, words: Sequence[Word], i: int, end: int) -> bool:
    """Whether the words from `i` to `end`, a body by the model's label, are a person's name.

    Of eleven such pairs in 240 articles of news nine were; others have a firm's signs beside
    them, or are on the list of bodies ("Eli Lilly").
    """
    name = words[i:end]
    if not 2 <= len(name) <= 4 or not all(w.text.isalpha() and len(w.text) > 2 for w in name):
        return False
    first, last = name[0], name[-1]
    lexicon = titles()
    pair = " ".join(word.text for word in name)
    body = pair in lexicon.known or any(
        word.text in lexicon.org_nouns or word.low in lexicon.businesses for word in name[1:]
    )
    given = all(is_given(word.text, lexicon) for word in name[:-1][:2])  # "Marta Vidal Costa"
    if body or not given or legal_form(text, last.end):
        return False
    return last.text[1:].islower() and not is_firm(text, first.start, last.end)


def is_one_of_them(word: Token) -> bool:
    """Whether a people's word means one of them, and not the land: "The Belgian said he fell"."""
    if word.dep_ not in _SUBJECTS or all(c.lower_ != "the" for c in word.lefts):
        return False
    land = countries.named(word.text)
    place = land is None or fold(word.text) in fold(land) or countries.is_metonym(word.text)
    return word.text in _SURELY_ONE or (not place and _ONE.search(word.text) is not None)
