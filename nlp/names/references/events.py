"""One reference to somebody, and the place from which one looks back for it."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.analysis import Excerpt
from nlp.names.people.entities import Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One reference to one or more entities, at a place of the article."""

    start: int
    paragraph: int
    sentence: int
    salience: int
    quoted: bool
    entities: tuple[Entity, ...]
    plural: bool = False  # "the three judges", for a court
    document: bool = False  # a text of theirs, which "it" may mean
    named: Excerpt | None = None  # the words that name them; None for a pronoun


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """From where one looks back."""

    start: int
    paragraph: int
    sentence: int
    but: tuple[Entity, ...] = ()  # who is not meant
    hearing: bool = False  # whether somebody is told this, whom a pronoun may mean as well
