"""Which mentions of an article mean the same person or institution, and its full name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from nlp.analysis import FoundBy, SpeakerKind
from nlp.names.naming.institutions import adjective
from nlp.names.naming.legal_forms import without_legal_form
from nlp.names.naming.mentions import Mention
from nlp.names.naming.offices import OFFICES
from nlp.names.people.entities import (
    Entity,
    Linked,
    acts_as_country,
    agrees,
    default_of,
    essential,
    firms_after_all,
    full_key,
    gender_told,
    give_office,
    holds,
    inner_surnames,
    joined_after_all,
    lateness,
    named,
    opens_surname,
    people_after_all,
    surnames_of,
    way_of,
)
from nlp.names.people.namesakes import Last, is_another, preferred, tell_apart
from nlp.titles import PublicFigure, Titles, fold, gender_of, titles

__all__ = ["Entity", "Linked", "link"]

_COURTESY = frozenset({"mr", "mrs", "ms", "miss", "dr"})  # "Mr. Anwar", of Anwar Ibrahim
_RANKS = frozenset({"rev", "hon", "lt", "cpl", "maj", "cmdr"})  # "Rev. Al Dobbs", "Sen. Al Roe"


def link(
    mentions: Iterable[Mention], year: int | None = None, firms: frozenset[str] = frozenset()
) -> tuple[Linked, ...]:
    """Every mention with its entity, in order; unsupported words that mean nobody left out.

    `year` is the year of publication, where known: it decides which public figures held
    an office then. `firms` are names that the article itself shows to be no person's.
    """
    registry = _Registry(titles(), year)
    ordered = joined_after_all(firms_after_all(people_after_all(tuple(mentions)), firms))
    for mention in sorted(ordered, key=lateness):
        registry.introduce(mention)
    linked = (registry.meant_by(mention) for mention in ordered)
    return tuple(found for found in linked if found is not None)


class _Registry:
    """The entities of one article by the words that may mean them."""

    def __init__(self, lexicon: Titles, year: int | None) -> None:
        self._titles = lexicon
        self._year = year
        self._full: dict[str, Entity] = {}
        self._surnames: dict[str, list[tuple[int, Entity]]] = {}
        self._others: dict[str, Entity] = {}
        self._acronyms: dict[str, Entity] = {}
        self._latest: list[Last] = []  # full names so far
        self._given: dict[str, list[Entity]] = {}
        self._inner: dict[str, list[Entity]] = {}  # by the words within longer names
        self._bare: set[str] = set()  # single words that stand where a person may
        self._tails: dict[str, list[Entity]] = {}
        self._doubted: set[str] = set()  # surnames that may be two people's
        self._lands: set[str] = set()
        self._dateline: str | None = None  # the country where the article was written
        self._heads: dict[str, list[Entity]] = {}  # by the first word of longer names
        self._nations: list[tuple[int, str]] = []  # paragraph, country

    def introduce(self, mention: Mention) -> None:
        """Note a full name or an institution, before short names are resolved."""
        land = mention.words if mention.kind is SpeakerKind.COUNTRY else mention.country
        self._lands.add(land or "")
        if mention.kind is not SpeakerKind.PERSON:
            self._note_other(mention)
        elif len(essential(mention.name)) < 2:
            self._bare.add(fold(mention.words))
        elif mention.supported and not self._is_surname(mention):
            self._note_person(mention)

    def meant_by(self, mention: Mention) -> Linked | None:
        """The entity a mention means; None for a bare word that names nobody known."""
        if mention.kind is not SpeakerKind.PERSON:
            return self._surname_after_all(mention) or self._other(mention)
        entity = self._full.get(full_key(mention.name))
        if entity is not None:
            self._latest.append((mention.start, mention.paragraph, entity))
            return Linked(mention=mention, entity=entity, how=FoundBy.NAME)
        entity, clear = self._by_surname(mention)
        if entity is not None:
            self._learn(entity, mention)
            return Linked(mention=mention, entity=entity, how=way_of(mention))
        if not clear:
            return Linked(mention=mention, entity=None, how=FoundBy.UNCLEAR)
        if mention.supported or mention.honorific or mention.role:
            return Linked(mention=mention, entity=self._unknown(mention), how=FoundBy.NAME)
        return self._company(mention)

    def _company(self, mention: Mention) -> Linked | None:
        """A bare word that opens one institution's name only ("Quillon" of Quillon Instruments)."""
        longer = self._heads.get(fold(mention.words), [])
        if not mention.salience or len(longer) != 1:
            return None
        meant = replace(mention, kind=SpeakerKind.ORGANISATION, supported=True)
        return Linked(mention=meant, entity=longer[0], how=FoundBy.SHORT_NAME)

    def _surname_after_all(self, mention: Mention) -> Linked | None:
        """A person's surname that looked like an organisation or a country ("Jordan said")."""
        key = fold(mention.written)
        company = key in self._heads and key not in self._bare
        if company and key in self._surnames and mention.salience:  # a person, or the firm
            return Linked(mention=mention, entity=None, how=FoundBy.UNCLEAR)
        known = company or mention.words in self._titles.known.values()
        if known or not (key in self._surnames or self._is_called_alone(mention, key)):
            return None
        entity, clear = self._by_surname(replace(mention, name=(mention.written,)))
        how = FoundBy.SHORT_NAME if entity else FoundBy.UNCLEAR
        return Linked(mention=mention, entity=entity, how=how) if entity or not clear else None

    def _is_called_alone(self, mention: Mention, key: str) -> bool:
        """Whether an organisation's word is a public figure ("Trump") or a given name ("Ella")."""
        rows = self._titles.figures.get(key, ())
        given = mention.written in self._titles.given and len(self._given.get(key, ())) == 1
        alone = given or any(row.alone for row in rows)
        return mention.kind is SpeakerKind.ORGANISATION and alone

    def _is_surname(self, mention: Mention) -> bool:
        """Whether several words are one surname ("Ms. von der Leyen")."""
        first = mention.name[0]
        named = first in self._titles.given and mention.honorific in OFFICES.keys() | _RANKS
        particle = first.casefold() in self._titles.particles and not named
        rows = self._surnames.get(fold(mention.words), [])
        known = bool(rows) or fold(mention.words) in self._inner
        tail = known and (particle or opens_surname(first, [person for _, person in rows]))
        return tail or (bool(mention.honorific) and (particle or known))

    def _note_person(self, mention: Mention) -> None:
        key = full_key(mention.name)
        entity = self._full.get(key)
        if entity is None:
            entity = self._full[key] = give_office(named(mention.name), self._year)
            self._given.setdefault(fold(mention.name[0]), []).append(entity)
            for surname in surnames_of(mention.name, self._titles):
                self._surnames.setdefault(surname, []).append((mention.start, entity))
            for inner in inner_surnames(mention.name, self._titles):
                self._inner.setdefault(inner, []).append(entity)
        if not entity.gender:
            entity.gender = gender_of(mention.name[0])
        self._learn(entity, mention)

    def _learn(self, entity: Entity, mention: Mention) -> None:
        """Keep what a mention tells about an entity."""
        if mention.role and mention.role not in entity.roles:
            entity.roles.append(mention.role)
        entity.country = entity.country or mention.country
        entity.age = entity.age or mention.age
        office = OFFICES.get(mention.honorific)
        if office and office not in entity.roles:
            entity.roles.append(office)
        entity.gender = gender_told(mention) or entity.gender

    def _by_surname(self, mention: Mention) -> tuple[Entity | None, bool]:
        """The one person a short form means, and whether "none" is certain (no candidate)."""
        key = fold(" ".join(mention.name))
        rows = self._surnames.get(key, [])
        possible = [(at, person) for at, person in rows if agrees(person, mention)]
        people = list({id(person): person for _, person in possible}.values())
        if len(people) > 1:
            people = preferred(possible, mention, self._latest)
        another = len(people) == 1 and is_another(people[0], mention)
        if another or (key in self._doubted and not mention.role):
            self._doubted.add(key)
            return None, False
        if len(people) == 1:
            return people[0], True
        if people:
            return None, False
        called = [one for one in self._given.get(key, []) if agrees(one, mention)]
        plain = not mention.honorific or mention.honorific in self._titles.with_given | _COURTESY
        tied = not mention.role or mention.role.lower() in self._titles.ties  # "his son Luke"
        if len(called) == 1 and not rows and tied and plain:
            return called[0], True
        figure = self._figure(key, mention)
        within = [one for one in self._inner.get(key, []) if agrees(one, mention)]
        if len(within) == 1 and not rows and figure is None:
            return within[0], True
        other = bool(mention.honorific) and all(" " not in one.name for _, one in rows)
        return figure, figure is None and (not rows or (other and not possible))

    def _figure(self, key: str, mention: Mention) -> Entity | None:
        """A public figure of that surname, where title, year and surname leave just one."""
        rows = [row for row in self._titles.figures.get(key, ()) if self._fits(row, mention)]
        if mention.role:
            rows = [row for row in rows if holds(row, mention.role)]
        elif not mention.honorific:
            rows = [row for row in rows if row.alone]
        elif len(rows) > 1:
            rows = [row for row in rows if row.alone] or rows
        if len({row.name for row in rows}) != 1:
            return None
        entity = self._full.get(fold(rows[0].name))
        if entity is None:
            row = rows[0]
            entity = give_office(named((row.name,)), self._year)
            entity.gender, entity.country = row.gender, row.country
            self._full[fold(row.name)] = entity
            self._surnames.setdefault(key, []).append((mention.start, entity))
        return entity

    def _fits(self, row: PublicFigure, mention: Mention) -> bool:
        told = self._titles.honorifics.get(mention.honorific, "")
        if told and told != row.gender:
            return False
        return self._year is None or row.first <= self._year <= (row.last or self._year)

    def _unknown(self, mention: Mention) -> Entity:
        """Someone of whom the article gives no more than a surname and a title."""
        entity = named(mention.name)
        entity.gender = gender_of(mention.name[0])
        self._learn(entity, mention)
        key = fold(" ".join(mention.name))
        tell_apart(rows := self._surnames.setdefault(key, []), entity)
        rows.append((mention.start, entity))
        return entity

    def _note_other(self, mention: Mention) -> None:
        name, key = mention.words, fold(mention.words)
        if key not in self._others:
            entity = Entity(name=name, kind=mention.kind, country=mention.country)
            if mention.kind is SpeakerKind.COUNTRY and not acts_as_country(name):
                entity.kind = SpeakerKind.ORGANISATION
            self._others[key] = entity
            first, _, rest = key.partition(" ")
            bare = fold(without_legal_form(name))
            if bare != key and bare != first:
                self._heads.setdefault(bare, []).append(entity)
            if rest and mention.kind is SpeakerKind.ORGANISATION:
                self._heads.setdefault(first, []).append(entity)
                self._note_tails(key, entity)
            if mention.abbreviation:
                self._acronyms[mention.abbreviation] = entity
            initials = "".join(word[0] for word in name.split() if word[:1].isupper())
            if len(initials) > 1:
                self._acronyms.setdefault(initials, entity)

    def _note_tails(self, key: str, entity: Entity) -> None:
        """Note the short forms of a name: its last words, whichever number of them."""
        words = key.split()
        if entity.name not in self._titles.known.values():
            for at in range(1, len(words)):
                self._tails.setdefault(" ".join(words[at:]), []).append(entity)

    def _other(self, mention: Mention) -> Linked:
        name = mention.words
        entity = self._others[fold(name)]
        entity.nouns |= mention.nouns
        how = FoundBy.NAME
        nation = entity.name if entity.kind is SpeakerKind.COUNTRY else entity.country
        if nation and nation != "United States":
            if not mention.start and mention.written.isupper():
                self._dateline = nation
            self._nations.append((mention.paragraph, nation))
        fuller = self._fuller(name) if mention.kind is SpeakerKind.ORGANISATION else None
        if fuller is not None:
            entity, how = fuller, FoundBy.SHORT_NAME
        elif default := default_of(name.lower(), self._lands):
            entity.name, entity.country = default
        elif not entity.country and re.search(r"^Ministry of | Ministry$", entity.name):
            self._place(entity, mention)
        return Linked(mention=mention, entity=entity, how=how)

    def _place(self, entity: Entity, mention: Mention) -> None:
        """Give a ministry its country: that of the lines before, or else of the article."""
        near = {land for at, land in self._nations[-40:] if mention.paragraph - at <= 2}
        if self._dateline and len(near) != 1:
            near = {self._dateline}
        lands = near or self._lands - {"", "United States", "European Union"}
        if len(lands) == 1:
            entity.country = next(iter(lands))
            entity.name = f"{adjective(entity.country)} {entity.name}"

    def _fuller(self, name: str) -> Entity | None:
        """The one institution whose longer name ends with this one, or abbreviates to it."""
        if name in self._acronyms:
            return self._acronyms[name]
        if name in self._titles.known.values():
            return None
        longer = self._tails.get(fold(name)) or self._heads.get(fold(name), [])
        return longer[0] if len(longer) == 1 else None
