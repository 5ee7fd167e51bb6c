"""Who is who across articles: names that are one by rule, and what people decided on top.

Nothing stored is ever rewritten: claims keep the names their articles give, and a
question for an entity is put for all its names. So a decision can always be taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from handlers.newsroom import Decision, DecisionKind
from handlers.words.names import given_name, persons_words, sameness, state_of, surname
from nlp.tariff_words import tariff_words


class EntityKind(StrEnum):
    """What sort of entity a name is of, as far as the name tells."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation or country with all the names it goes by across articles."""

    key: str  # the same for as long as its names stay together
    name: str  # the one it is shown under
    kind: EntityKind
    aliases: tuple[str, ...] = ()  # its other names, most used first

    @property
    def names(self) -> tuple[str, ...]:
        """All its names, the one it is shown under first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """All entities on record, and which of them each name means."""

    every: tuple[Entity, ...]
    by_name: dict[str, Entity]
    by_surname: dict[str, tuple[Entity, ...]]
    by_state: dict[str, tuple[str, ...]] = field(default_factory=dict)  # names of its offices

    @classmethod
    def of(cls, names: Iterable[str], decisions: tuple[Decision, ...] = ()) -> Entities:
        """From the names on record, most used first, and all decisions, oldest first.

        Names that only decisions hold are aliases of what is on record, or nobody's.
        """
        known = dict.fromkeys(names)
        together = dict.fromkeys((*known, *decided_on(decisions)))
        family = _Family.of(together, decisions)
        groups: dict[str, list[str]] = {}
        for name in together:
            groups.setdefault(family.root(name), []).append(name)
        every = tuple(
            _entity(root, members, family, known)
            for root, members in groups.items()
            if any(name in known for name in members)
        )
        surnames: dict[str, dict[str, Entity]] = {}
        for entity in every:
            for last in filter(None, map(surname, entity.names)):
                surnames.setdefault(last, {})[entity.key] = entity
        return cls(
            every=every,
            by_name={name: entity for entity in every for name in entity.names},
            by_surname={last: tuple(found.values()) for last, found in surnames.items()},
            by_state=_offices(every),
        )

    def names(self, name: str) -> tuple[str, ...]:
        """All names of the entity that bears this one; only this one where nobody does."""
        entity = self.by_name.get(name)
        return entity.names if entity else (name,)

    def speaking_for(self, name: str) -> tuple[str, ...]:
        """All names on record of who speaks for a country, or of all police for "police"."""
        return self.by_state.get(name, ())

    def candidates(self, name: str) -> tuple[Entity, ...]:
        """Others that may be the same person, and are kept apart until somebody decides.

        They share the surname, and one given name is missing or only an initial.
        """
        entity = self.by_name.get(name)
        if entity is None:
            return ()
        near = dict[str, Entity]()
        for mine in entity.names:
            for other in self.by_surname.get(surname(mine), ()):
                if other is not entity and any(_may_be(mine, theirs) for theirs in other.names):
                    near[other.key] = other
        return tuple(near.values())


def fullest(names: Sequence[str]) -> str | None:
    """The one full name of some, if the others are no more than its surname.

    Somebody who asks for "Lind" means "Ada Lind" if no other Lind has a first name, though
    an article that calls nobody but "Mr. Lind" may mean another.
    """
    full = [name for name in names if given_name(name)]
    if len(full) != 1 or not all(surname(name) == surname(full[0]) for name in names):
        return None
    return full[0]


def _offices(every: Iterable[Entity]) -> dict[str, tuple[str, ...]]:
    """The names of ministries and embassies, by the country whose they are; those of bodies that
    have a full name, by the bare word for one: of "Marlow Police" by "police".
    """
    found: dict[str, list[str]] = {}
    for entity in every:
        before, _, last = entity.name.rpartition(" ")
        if before[:1].isupper() and last.lower() in _BODIES:
            found.setdefault(last.lower(), []).extend(entity.names)
        organisation = entity.kind is EntityKind.ORGANISATION
        alone = tariff_words().offices.get(entity.name)  # "State Department": one country's
        if organisation and (state := state_of(entity.name) or alone):
            found.setdefault(state, []).extend(entity.names)
    return {state: tuple(names) for state, names in found.items()}


# Bodies that news calls by this word alone once it is clear, or no matter, which is meant.
_BODIES = frozenset(
    {"police", "council", "hospital", "university", "court", "union", "club", "school"}
    | {"authority", "agency", "board", "museum", "coastguard"}
)
NOBODY = Entities(every=(), by_name={}, by_surname={})


def decided_on(decisions: tuple[Decision, ...]) -> tuple[str, ...]:
    """The names that decisions speak of."""
    return tuple(name for each in decisions for name in (each.name, each.into))


def _entity(root: str, members: list[str], family: _Family, known: dict[str, None]) -> Entity:
    """The members as one entity, under the most used name of those it was not merged from."""
    country = next((found for name in members if (found := sameness(name).country)), None)
    own = (name for name in members if name in known and family.key(name) == root)
    name = country or next(own, None) or next(name for name in members if name in known)
    kind = EntityKind.PERSON if persons_words(name) else EntityKind.ORGANISATION
    return Entity(
        key=root,
        name=name,
        kind=EntityKind.COUNTRY if country else kind,
        aliases=tuple(other for other in members if other != name),
    )


@dataclass(slots=True, kw_only=True)
class _Family:
    """Which names belong together: rules first, then each decision in its turn."""

    initials: dict[str, set[str]]  # by the words of a name
    alone: set[str] = field(default_factory=set)  # names that were split off a rule's group
    parent: dict[str, str] = field(default_factory=dict)  # from a merged group's key to another

    @classmethod
    def of(cls, names: Iterable[str], decisions: tuple[Decision, ...]) -> _Family:
        family = cls(initials={})
        for same in map(sameness, names):
            if same.initials:
                family.initials.setdefault(same.words, set()).add(same.initials)
        for decision in decisions:
            if decision.kind is DecisionKind.MERGE:
                family.merge(decision.name, decision.into)
            else:
                family.split(decision.name, decision.into)
        return family

    def key(self, name: str) -> str:
        """The key of a name's own group."""
        return f"alone {name}" if name in self.alone else self.rule(name)

    def rule(self, name: str) -> str:
        """The key by rule alone; where middle initials differ, they tell people apart."""
        same = sameness(name)
        apart = same.initials and len(self.initials.get(same.words, ())) > 1
        return f"{same.words} ({same.initials})" if apart else same.words

    def root(self, name: str) -> str:
        """The key of the group that a name's own was merged into, at last."""
        key = self.key(name)
        while key in self.parent:
            key = self.parent[key]
        return key

    def merge(self, name: str, into: str) -> None:
        """All that goes with `name` goes with `into`; countries stay what they are."""
        if name in self.alone and self.rule(name) == self.key(into):
            self.alone.discard(name)
        root = self.root(name)
        if root != self.root(into) and not root.startswith("country "):
            self.parent[root] = self.key(into)

    def split(self, name: str, into: str) -> None:
        """Undo the merge that brought `name` there, or take it out of a rule's group."""
        if self.key(name) != self.key(into):
            self.parent.pop(self.key(name), None)
        elif sameness(name).country is None and name != into:
            self.alone.add(name)


def _may_be(one: str, other: str) -> bool:
    """Whether two names of one surname leave it open that they are one person's."""
    given, others = given_name(one), given_name(other)
    if not given or not others:
        return True
    short = min(len(given), len(others)) == 1
    return given == others or (short and given[0] == others[0])
