"""Persons whom the model takes for a body: a given name and one more word, nothing of a firm."""

from __future__ import annotations

from collections.abc import Sequence

from nlp.names.naming.legal_forms import is_firm, legal_form
from nlp.names.naming.words import Word
from nlp.titles import is_given, titles


def is_named_like_a_person(text: str, words: Sequence[Word], i: int, end: int) -> bool:
    """Whether the words from `i` to `end`, a body by the model's label, are a person's name.

    Of eleven such pairs in 240 articles of news nine were; others have a firm's signs beside
    them, or are on the list of bodies ("Eli Lilly").
    """
    name = words[i:end]
    if len(name) != 2 or not all(word.text.isalpha() and len(word.text) > 2 for word in name):
        return False
    first, last = name
    lexicon = titles()
    pair = f"{first.text} {last.text}"
    body = pair in lexicon.known or last.text in lexicon.org_nouns or last.low in lexicon.businesses
    if body or not is_given(first.text, lexicon) or legal_form(text, last.end):
        return False
    return last.text[1:].islower() and not is_firm(text, first.start, last.end)
