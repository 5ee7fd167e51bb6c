"""Whom age, an art or a people alone tell: "The 44-year-old said", "the father of two"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from nlp import countries
from nlp.analysis import SpeakerKind
from nlp.names.naming.lookalikes import is_one_of_them
from nlp.names.people.entities import Entity
from nlp.names.references.events import Place
from nlp.names.references.holders import has_office
from nlp.names.references.pronouns import MAIN_SUBJECT, Thread
from nlp.texts import text_of

_AGED = re.compile(r"\b[Tt]he (?P<age>[1-9][0-9]?)-year-$")
_YOUNG_AND_OLD = frozenset(
    {"teenager", "youngster", "toddler", "septuagenarian", "octogenarian", "nonagenarian"}
)
_PARENTS = frozenset({"father", "mother", "grandfather", "grandmother"})
# What one is called by who has just been told of as nothing else: "the striker said".
_ARTS = frozenset(
    {"actor", "actress", "author", "ballerina", "batsman", "batter", "bowler", "boxer", "center"}
    | {"centre", "comedian", "defender", "drummer", "fighter", "forward", "golfer", "guard"}
    | {"goalkeeper", "guitarist", "jockey", "keeper", "midfielder", "novelist", "painter"}
    | {"pianist", "pitcher", "playwright", "poet", "quarterback", "rapper", "runner", "sculptor"}
    | {"catcher", "fullback", "infielder", "lineman", "linebacker", "outfielder", "shortstop"}
    | {"singer", "skater", "songwriter", "sprinter", "striker", "swimmer", "violinist", "winger"}
)
_BESIDES = frozenset({"captain", "skipper", "star", "teenager", "veteran"})
_LEAD = 16  # characters


def aged(old: Token, thread: Thread, place: Place) -> tuple[Entity, ...] | None:
    """The one person whom the sentence before speaks of; None where there is another."""
    age = _age_in(old)
    same = [one for one in thread.people() if age and one.age == age]
    if len(same) == 1:
        return (same[0],)
    native, artist = is_one_of_them(old), _is_of_an_art(old, thread)
    if not (_is_of_age(old) or _is_parent(old) or native or artist):
        return None
    if native and len(held := _of_country(old, thread)) == 1:
        return (held[0],)
    near = [
        one
        for event in thread.events[-12:]
        if place.sentence - event.sentence <= 2 and place.paragraph - event.paragraph <= 1
        for one in event.entities
        if one.kind in (SpeakerKind.PERSON, SpeakerKind.UNNAMED) and not (artist and _is_else(one))
    ]
    if not native:
        near = _led_by(thread, place) or near
    alone = len({id(one) for one in near}) == 1
    if not alone or near[0].kind is not SpeakerKind.PERSON:
        return () if native else None
    return (near[0],)


def _led_by(thread: Thread, place: Place) -> list[Entity]:
    """The one person whom the sentence before is about, with others in it or none."""
    return [
        event.entities[0]
        for event in thread.events[-12:]
        if place.sentence - event.sentence == 1
        and event.paragraph == place.paragraph
        and event.salience >= MAIN_SUBJECT
        and event.entities[0].kind is SpeakerKind.PERSON
    ]


def _is_of_an_art(word: Token, thread: Thread) -> bool:
    """Whether "the singer" speaks, and the article has called nobody one."""
    speaks = word.lower_ in _ARTS and word.dep_ == "nsubj"
    led = speaks and any(c.lower_ == "the" for c in word.lefts)
    return led and not any(has_office(one, word.lower_) for one in thread.people())


def _is_else(one: Entity) -> bool:
    """Whether the article calls somebody what no player or singer is called besides."""
    return any(role.casefold() not in _BESIDES for role in one.roles)


def _of_country(native: Token, thread: Thread) -> list[Entity]:
    """Those of whom the article tells that they are of the same country."""
    land = countries.named(native.text)
    return [one for one in thread.people() if land and one.country == land]


def _age_in(word: Token) -> str:
    """The age in "The 27-year-old", "" without one."""
    lead = _AGED.search(text_of(word.doc)[max(0, word.idx - _LEAD) : word.idx])
    return lead["age"] if lead and word.lower_ == "old" else ""


def _is_of_age(word: Token) -> bool:
    if word.lower_ in _YOUNG_AND_OLD:
        return any(c.lower_ == "the" for c in word.lefts)
    return bool(_age_in(word))


def _is_parent(word: Token) -> bool:
    """ "The father of two": whom children and no name tell."""
    if word.lower_ not in _PARENTS or not any(c.lower_ == "the" for c in word.lefts):
        return False
    of = next((c for c in word.rights if c.dep_ == "prep" and c.lower_ == "of"), None)
    return of is not None and any(c.like_num for c in of.rights)
