"""Entities, and how the words of a person's name relate to one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from spacy.tokens import Doc

from nlp import countries
from nlp.analysis import FoundBy, SpeakerKind
from nlp.names.naming.legal_forms import is_firm
from nlp.names.naming.mentions import Mention
from nlp.names.naming.offices import OFFICES
from nlp.texts import text_of
from nlp.titles import PublicFigure, Titles, figures_named, fold, gender_of, titles

_SPEAKS = 5  # the salience of a main subject
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(slots=True, kw_only=True)
class Entity:
    """Someone or something this article names; filled in as the article is read."""

    name: str
    kind: SpeakerKind
    gender: str = ""  # "m", "f" or "" where nothing tells
    country: str | None = None
    roles: list[str] = field(default_factory=list)
    age: str = ""
    nouns: set[str] = field(default_factory=set)  # what a body is said to be: "union"
    offices: tuple[str, ...] = ()  # held then as all know, though the article does not say

    @property
    def held(self) -> list[str]:
        """The roles the article gives, two at once ("mayor and coach") also each alone; where
        it gives none, what all know."""
        each = [one for role in self.roles if " and " in role for one in role.split(" and ")]
        return [*self.roles, *each] or list(self.offices)

    @property
    def role(self) -> str | None:
        """The role as first given."""
        return self.roles[0] if self.roles else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """A mention, and the entity it means; None where that is unclear."""

    mention: Mention
    entity: Entity | None
    how: FoundBy


def surnames_of(name: tuple[str, ...], lexicon: Titles) -> list[str]:
    """What may follow "Mr.": the last word, with its particles; a first word that is
    no given name, for names in family-name order; for long names all but the first."""
    words = [word for word in name if fold(word).rstrip(".") not in _SUFFIXES]
    at = next((i for i, w in enumerate(words[1:], 1) if w in lexicon.particles), None)
    found = [fold(words[-1])]
    if at:
        found.append(fold(" ".join(words[at:])))
    if len(words) > 2:
        found.append(fold(" ".join(words[-2:])))
    family_first = "-" in words[-1] and words[-1].split("-")[1].islower()  # "Lai Ching-te"
    known = words[0] in lexicon.given and not family_first
    if not known and len(words) < 4 and "." not in words[0]:
        found.append(fold(words[0]))
    return list(dict.fromkeys(found))


def inner_surnames(name: tuple[str, ...], lexicon: Titles) -> list[str]:
    """The words within a name, with their particles, that are no given names: "Pérez" of María
    José Pérez Gómez, "de Souza" of Carlos de Souza Filho."""
    found = []
    for i, word in enumerate(name[1:-1], 1):
        if word in lexicon.particles or gender_of(word) or len(word.rstrip(".")) < 2:
            continue
        led = next((k for k in range(i, 0, -1) if name[k - 1] not in lexicon.particles), i)
        found += [fold(word), fold(" ".join(name[led : i + 1]))]
    return list(dict.fromkeys(found))


def opens_surname(first: str, bearers: Sequence[Entity]) -> bool:
    """Whether the first word of a known surname is no given name of its bearers: "Pinto Luz", and
    "Vidal Costa" of Marta Vidal Costa."""
    told = gender_of(first)
    return not told or any(one.gender not in ("", told) for one in bearers)


def titled(people: list[Entity], role: str) -> list[Entity]:
    """Those of some people who hold a title ("President Trump" also for a "U.S. President")."""
    wanted = role.lower()
    held = [p for p in people if any(office_in(r) == wanted for r in p.roles)]
    if len(held) == 1:  # "Mayor Holm" is "the mayor of Narvik"
        return held
    exact = [p for p in people if wanted in map(str.lower, p.roles)]
    return exact or [p for p in people if any(_ends(r.lower(), wanted) for r in p.roles)]


@lru_cache(maxsize=2048)
def office_in(role: str) -> str:
    """The office in a role, without what follows it and without the nation before it."""
    core = re.split(r" (?:of|at|for|in|from|to) (?!state\b)", role.lower(), maxsplit=1)[0]
    core = " ".join(
        OFFICES.get(word[:-1], word).lower() if word.endswith(".") else word
        for word in core.split()
    )
    head, _, rest = core.partition(" ")
    return rest if rest and countries.named(head) else core


def holds(row: PublicFigure, role: str) -> bool:
    """Whether the title in the article is one of the figure's ("U.S. President" too)."""
    words = fold(role)
    return any(_ends(words, fold(held)) for held in row.roles)


def _ends(words: str, tail: str) -> bool:
    return words == tail or words.endswith(f" {tail}")


def named(name: tuple[str, ...]) -> Entity:
    """Somebody of that name of whom nothing else is known yet."""
    return Entity(name=printed_name(name), kind=SpeakerKind.PERSON)


def give_office(entity: Entity, year: int | None) -> Entity:
    """The entity, with the office that all know the head of a country by ("the Chinese leader")."""
    for row in figures_named(fold(entity.name)):
        heads = tuple(role for role in row.roles if role.lower() in titles().leaders)
        if heads and row.in_office(year) and not countries.is_bloc(row.country):
            entity.offices, entity.country = heads, row.country
    return entity


def gender_told(mention: Mention) -> str:
    """ "m" or "f" where an honorific or a role tells, as "Ms." or "chairwoman" do; else ""."""
    told = titles().honorifics.get(mention.honorific, "")
    words = (mention.role or "").lower().replace("-", " ").split()
    return told or next((g for w in words if (g := titles().role_gender.get(w, ""))), "")


def agrees(person: Entity, mention: Mention) -> bool:
    """Whether nothing that a mention tells of its gender is against its meaning a person."""
    told = gender_told(mention)
    return not (told and person.gender and told != person.gender)


def lateness(mention: Mention) -> tuple[bool, bool, bool]:
    """How late a mention is introduced: first full names, then what may be a part of one."""
    particle = mention.name[0].casefold() in titles().particles
    return particle, bool(mention.honorific), len(mention.name) < 3


def way_of(mention: Mention) -> FoundBy:
    titled = mention.start < mention.name_start and not mention.honorific
    return FoundBy.TITLE if titled else FoundBy.SHORT_NAME


def essential(name: tuple[str, ...]) -> list[str]:
    """The words of a name without initials and suffixes."""
    plain = (word for word in name if len(word.rstrip(".")) > 1)
    return [word for word in plain if fold(word).rstrip(".") not in _SUFFIXES]


def full_key(name: tuple[str, ...]) -> str:
    return fold(" ".join(essential(name)))


def printed_name(name: tuple[str, ...]) -> str:
    return " ".join(name).replace("’", "'")


def acts_as_country(name: str) -> bool:
    """Whether a name of the countries' table is a country or acts like one (the EU)."""
    return name == "European Union" or not countries.is_bloc(name)


def default_of(noun: str, lands: set[str]) -> tuple[str, str] | None:
    """The institution of one of these countries that a lone noun means, and of which ("Senate")."""
    for land, institutions in titles().default.items():
        if noun in institutions and land in lands:
            return institutions[noun], land
    return None


def people_after_all(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, with those that looked like an organisation made persons where the
    article calls somebody by "Mr." or "Ms." and their last word ("Piers Lockhart")."""
    called = {fold(m.words) for m in mentions if m.honorific and len(m.name) == 1}
    alone = {fold(m.words) for m in mentions if not m.supported and len(m.name) == 1}
    return tuple(
        replace(m, kind=SpeakerKind.PERSON, name=tuple(m.words.split()))
        if m.kind is SpeakerKind.ORGANISATION and _is_person(m, called, alone)
        else m
        for m in mentions
    )


def firms_told(mentions: Sequence[Mention], docs: Sequence[tuple[int, Doc]]) -> frozenset[str]:
    """Names that look like a person's, and of whose chief executive or shares the article tells
    ("Harrow Lane’s chief executive").
    """
    firms: set[str] = set()
    held: set[str] = set()  # no firm has an office
    texts: dict[int, str] = {}  # of a passage only once: spaCy joins it anew at each look
    for m in mentions:
        if m.kind is SpeakerKind.COUNTRY or len(m.words.split()) < 2:
            continue
        if m.honorific or m.role or m.start < m.name_start:
            held.add(m.words)
            continue
        offset, doc = docs[m.paragraph]
        if m.paragraph not in texts:
            texts[m.paragraph] = text_of(doc)
        if is_firm(texts[m.paragraph], m.name_start - offset, m.end - offset):
            firms.add(m.words)
    return frozenset(firms - held)


def firms_after_all(mentions: tuple[Mention, ...], firms: frozenset[str]) -> tuple[Mention, ...]:
    """The mentions, with those of these names made organisations that looked like persons, and
    those of one word that a noun elsewhere tells to be one's ("the airline Skyvia").
    """
    bodies = {m.words for m in mentions if m.kind is SpeakerKind.ORGANISATION and m.supported}
    people = (m for m in mentions if m.kind is SpeakerKind.PERSON)
    bodies -= {m.name[-1] for m in people if m.honorific or m.role or len(m.name) > 1}
    found = firms | {words for words in bodies if " " not in words}
    return tuple(
        replace(m, kind=SpeakerKind.ORGANISATION, name=(m.words,), supported=True)
        if m.kind is SpeakerKind.PERSON and m.words in found
        else m
        for m in mentions
    )


def joined_after_all(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The mentions, with two bare words side by side made one name where the article tells
    elsewhere what it is: a house of that name, or people of that surname ("Wade Hollis said …
    His brother, Grant Hollis").
    """
    houses = {fold(m.words): m for m in mentions if m.kind is SpeakerKind.ORGANISATION}
    families = {
        fold(m.name[-1]): m.words
        for m in mentions
        if m.kind is SpeakerKind.PERSON and m.supported and len(essential(m.name)) > 1
    }
    found: list[Mention] = []
    for m in mentions:
        before = found[-1] if found else None
        joint = _joint(before, m, houses, families) if before is not None else None
        found[len(found) - (joint is not None) :] = [joint or m]
    return tuple(found)


def _joint(
    first: Mention, last: Mention, houses: dict[str, Mention], families: dict[str, str]
) -> Mention | None:
    """The name that two bare words make together, where it is known what it is."""
    words, key = (first.words, last.words), fold(last.words)
    bare = not (first.supported or last.supported or first.honorific or first.role)
    if not bare or first.end + 1 != last.name_start or first.paragraph != last.paragraph:
        return None
    both = replace(
        last, start=first.start, name_start=first.start, written=" ".join(words), supported=True
    )
    house = houses.get(fold(both.written))
    if house is not None:
        return replace(both, kind=SpeakerKind.ORGANISATION, name=house.name, role=None)
    common = fold(first.words) in titles().heads | titles().ties or first.words in titles().openers
    alone = any(row.alone for row in titles().figures.get(key, ()))
    named = families.get(key, both.written)
    return None if common or alone or named == both.written else replace(both, name=words)


def _is_person(mention: Mention, called: set[str], alone: set[str]) -> bool:
    return _may_be_person(mention, called) or _must_be_person(mention, alone)


def _must_be_person(mention: Mention, alone: set[str]) -> bool:
    """Whether a given name and one word more speak, or are called by that word alone."""
    words = mention.words.split()
    if len(words) != 2 or not gender_of(words[0]) or not words[1].isalpha():
        return False
    named = words[1][:1].isupper() and not titles().org_nouns & set(words)
    known = mention.words in titles().known.values() or words[0] == "Al"
    return named and not known and (mention.salience >= _SPEAKS or fold(words[1]) in alone)


def _may_be_person(mention: Mention, called: set[str]) -> bool:
    words = mention.words.split()
    plain = not titles().org_nouns & set(words) and mention.words not in titles().known.values()
    return 2 <= len(words) <= 3 and plain and fold(words[-1]) in called
