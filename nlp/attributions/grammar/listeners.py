"""Where what is told begins behind the paper or station that it is told to by name.

In "Lund told the news agency AFP prices could rise" the parse may have the agency's prices
rise, AFP rise by itself, or a new sentence begin.
"""

from __future__ import annotations

from spacy.tokens import Token

from nlp.attributions.grammar.openings import mark_of
from nlp.attributions.grammar.sources import SUBJECTS, joins_clause, subject_of
from nlp.dates.reckoning import DAYS
from nlp.texts import next_to
from nlp.titles import titles

_HEARD = frozenset({"assure", "inform", "remind", "tell"})  # whose object hears it
_MEDIA = frozenset(
    {"agency", "blog", "broadcaster", "channel", "daily", "journal", "magazine", "network", "news"}
    | {"newspaper", "outlet", "paper", "podcast", "portal", "programme", "program", "radio"}
    | {"service", "site", "station", "tabloid", "television", "tv", "website", "weekly"}
)
_MEDIUM_REACH = 6  # tokens from the verb to "newspaper"
_OPENS_CLAUSE = frozenset({"DT", "PRP", "PRP$", "EX"})
_BEFORE_MEDIUM = frozenset({"ADJ", "NOUN", "NUM", "PROPN", "DET", "PART", "PRON", "VERB"})
_SUBJECT_REACH = 8  # tokens of a subject


def behind_listener(verb: Token) -> int | None:
    """Where what is told begins behind "told state broadcaster NRK", "told the BBC"."""
    if verb.lemma_.lower() not in _HEARD:
        return None
    doc, end = verb.doc, len(verb.doc)
    medium = _medium(verb)
    place = verb.i + 1 if medium is None else medium + 1
    if medium is None and doc[place : place + 1].text.lower() == "the":
        place += 1
    first = place
    while place < end and _is_of_name(doc[place]):
        place += 1
    if first < place < end and _is_finite(doc[place]):
        place = _before_subject(doc[place], first)
    if place < end and doc[place].text in DAYS:
        place += 1
    named = place > first
    place += place < end and joins_clause(doc[place])
    if place >= end or doc[place].is_punct or not (named or _opens(doc[place])):
        return None  # "told television viewers it was late": who watches one
    return place if medium is not None or (named and _opens(doc[place])) else None


def heard_from(verb: Token, clause: Token, start: int) -> int | None:
    """Where a clause begins whose first words are such a listener, or whose subject hangs on it."""
    place = behind_listener(verb)
    if place is None or place >= clause.right_edge.i or mark_of(clause) not in ("", "ing"):
        return None
    return place if start <= place or subject_of(clause) is None else None


def told_to_medium(verb: Token) -> tuple[int, int] | None:
    """Token bounds of the clause behind such a listener that the parse did not give the verb."""
    place = behind_listener(verb)
    if place is None or any(c.dep_ == "ccomp" and c.right_edge.i >= place for c in verb.rights):
        return None
    for token in verb.doc[place : place + _SUBJECT_REACH]:
        if token.is_punct or token.tag_ in ("WDT", "WP", "IN"):
            return None
        if token.dep_ in (*SUBJECTS, "expl") and token.head.i > token.i:
            return place, token.head.right_edge.i + 1
    return None


def _medium(verb: Token) -> int | None:
    """The place of "newspaper" behind "told the local"."""
    for token in verb.doc[verb.i + 1 : verb.i + 1 + _MEDIUM_REACH]:
        if token.lower_ in _MEDIA:
            more = next_to(token).lower_ in _MEDIA
            named = token.is_title and next_to(token, -1).is_title  # "Fox News"
            told = token.text == "news" and not more  # "told the news"
            return None if told else token.i + more - named
        if token.pos_ not in _BEFORE_MEDIUM or (token.tag_ in ("PRP", "EX")):
            return None
    return None


def _is_of_name(token: Token) -> bool:
    """Whether a word goes on with a name: "Der", "Spiegel", but not "Ms" or "Tuesday"."""
    word = token.text
    if not word[0].isupper() or word in DAYS or word == "I":
        return word == "-" or (token.tag_ == "POS" and next_to(token).is_title)
    return word.rstrip(".").lower() not in titles().honorifics


def _is_finite(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD")


def _before_subject(verb: Token, first: int) -> int:
    """Where the last name before a verb begins: in "Der Spiegel Brazil would" with "Brazil"."""
    named = next_to(verb, -1)
    start = next((e.start for e in verb.doc.ents if e.end == verb.i), named.i)
    return start if start > first else named.i


def _opens(token: Token) -> bool:
    """Whether a word begins a clause, or what it tells of."""
    return token.tag_ in _OPENS_CLAUSE
