"""Two people who share the surname behind the second: "Tim and Sally Wexford"."""

from __future__ import annotations

from nlp import countries
from nlp.names.naming.offices import calls_several
from nlp.names.naming.persons import PersonFinder
from nlp.names.naming.words import Word
from nlp.titles import titles


def couple(finder: PersonFinder, i: int) -> tuple[str, ...] | None:
    """The full name of the first of the two, where one such starts at word `i`."""
    words = finder.words
    if i + 3 >= len(words) or not _is_given(words[i]) or words[i].possessive:
        return None
    joint, second = words[i + 1 : i + 3]
    if joint.text != "and" or not (joint.joined and second.joined and _is_given(second)):
        return None
    follows = i > 0 and words[i].joined and words[i - 1].capital
    if second.possessive or (follows and not calls_several(words, i - 1, titles())):
        return None
    surname = words[i + 3 : finder.name_end(i + 2)]
    if not surname or countries.named(surname[-1].text):
        return None
    return (words[i].text, *(word.text for word in surname))


def _is_given(word: Word) -> bool:
    """Whether a word can be the given name of one of a couple."""
    known = word.text in titles().given or word.entity == "PERSON"
    return known and word.capital and not word.dates
