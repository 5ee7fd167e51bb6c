"""Whom a pronoun or a pair ("both men") means: recency, subjects, gender and number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from nlp.analysis import Excerpt, SpeakerKind
from nlp.names.people.entities import Entity
from nlp.names.references.events import Event, Place
from nlp.titles import titles

_LOOK_BACK = 60  # events; beyond, a reader has lost the thread too
_IN_MIND = 80  # persons
_FAR = 4  # paragraphs
# What it costs a person whose gender nothing tells, against one who certainly fits; in news
# the names that no list knows are far more often those of men.
_UNTOLD = {"m": 2.0, "f": 4.6}
_AT_HAND = 2.0  # at most, where the sentence before is about them
MAIN_SUBJECT = 5  # salience
_OWNER = 2  # that of whoever owns the main subject
_STRANGER = 1.0  # the same for a source without a name, of whom no list knows anything
_NEAR_TIE = 0.5
_CLEAR = 1.5  # by which one must lead the next for no doubt to be left
_TOGETHER = 60  # characters within which two names are taken for one clause's

_SOMEBODY = (SpeakerKind.PERSON, SpeakerKind.UNNAMED)

_OFTEN = 3  # times that a country is named before it is what an article is of
HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
OWNERS = frozenset({"his", "her"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
IT = frozenset({"it", "its", "itself"})


@dataclass(slots=True)
class Thread:
    """The references of an article so far, in text order."""

    events: list[Event] = field(default_factory=list)
    _people: dict[int, Entity] = field(default_factory=dict)
    _lands: dict[str, int] = field(default_factory=dict)

    def add(self, event: Event) -> None:
        """Append the next reference."""
        self.events.append(event)
        for entity in event.entities:
            land = entity.name if entity.kind is SpeakerKind.COUNTRY else entity.country
            if land:
                self._lands[land] = self._lands.get(land, 0) + 1
            if entity.kind is SpeakerKind.PERSON:
                self._people.pop(id(entity), None)
                self._people[id(entity)] = entity

    def has_newcomer(self, place: Place) -> bool:
        """Whether somebody was named, near before, of whom no office is told."""
        near = (e for e in self._back(place) if place.paragraph - e.paragraph <= 1)
        people = (one for e in near for one in e.entities if one.kind is SpeakerKind.PERSON)
        return any(not one.held and one.country is None for one in people)

    def is_here(self, entity: Entity, place: Place) -> bool:
        """Whether the same sentence has spoken of somebody."""
        near = (e for e in self._back(place) if e.sentence == place.sentence)
        return any(one is entity for e in near for one in e.entities)

    def people(self) -> list[Entity]:
        """The persons spoken of so far, the last one last, as many as a reader keeps in mind."""
        return list(islice(reversed(self._people.values()), _IN_MIND))[::-1]

    def lands(self) -> list[str]:
        """The countries spoken of, also by their people and institutions, most often first."""
        return sorted(self._lands, key=lambda name: -self._lands[name])

    def meets(self, entity: Entity, land: str) -> bool:
        """Whether a sentence that speaks of somebody names a country beside, or its people."""
        near = self.events[-_LOOK_BACK:]
        theirs = {e.sentence for e in near if any(one is entity for one in e.entities)}
        return any(e.sentence in theirs and e.entities[0].name == land for e in near)

    def is_of_another(self, land: str) -> bool:
        """Whether the article has spoken of another country more than once."""
        return any(often > 1 for name, often in self._lands.items() if name != land)

    def is_in_passing(self, land: str, place: Place) -> bool:
        """Whether a country was named but once, a paragraph ago, in an article of another."""
        most = next(iter(self.lands()), land)
        if self._lands.get(land, 0) > 1 or self._lands.get(most, 0) < _OFTEN:
            return False
        here = (e for e in self._back(place) if e.paragraph == place.paragraph)
        return not any(land in (one.name, one.country) for e in here for one in e.entities)

    def person(self, pronoun: str, place: Place) -> tuple[Entity, bool] | None:
        """The person whom "he" or "she" means, and whether no other is near to fitting as
        well; None where two fit equally or none does."""
        gender = "m" if pronoun in HE else "f"
        if not place.but and self._met(gender, place):
            return None
        ranked = self._ranked(
            place,
            lambda e: e.kind in _SOMEBODY and e.gender in (gender, ""),
            lambda event: not event.document,
            unknown=_UNTOLD[gender],
        )
        if not ranked or _lead(ranked) < _NEAR_TIE:
            return None
        return ranked[0][1], _lead(ranked) >= _CLEAR

    def surname_after_all(self, place: Place) -> tuple[Entity, bool] | None:
        """What looked like a body, where nobody else was named: "Calloway won. He said …"."""
        near = (e for e in self._back(place) if _is_at_hand(e, place) and e.named is not None)
        heard = {id(e.entities[0]): e.entities[0] for e in near}
        others = [one for one in heard.values() if all(one is not each for each in place.but)]
        if self._people or len(others) != 1:
            return None
        body = others[0]
        known = body.name in titles().known.values() or body.country
        plain = body.name.isalpha() and body.name.istitle() and not known
        if body.kind is not SpeakerKind.ORGANISATION or not plain:
            return None
        body.kind = SpeakerKind.PERSON
        return body, True

    def naming(self, entity: Entity, place: Place) -> Excerpt | None:
        """The last words before `place` that name the entity."""
        for event in self._back(place):
            if event.named is not None and any(entity is one for one in event.entities):
                return event.named
        return None

    def _met(self, gender: str, place: Place) -> bool:
        """Whether the sentence before brought two of that gender close together."""
        last: list[Event] = []
        for event in self._back(place):
            if event.entities[0].kind is not SpeakerKind.PERSON or event.quoted:
                continue
            if last and event.sentence != last[0].sentence:
                break
            last.append(event)
        if not last or place.sentence == last[0].sentence or any(e.salience == 0 for e in last):
            return False
        told = {
            id(e): event.start
            for event in last
            for e in event.entities
            if e.gender == gender
            and event.salience != _OWNER  # "his curate, Tim Doyle, said"
            and not _is_in_a_role(e, last)
        }
        return len(told) > 1 and max(told.values()) - min(told.values()) < _TOGETHER

    def thing(self, place: Place) -> Entity | None:
        """The organisation, the country or the document that "it" means."""
        kinds = (SpeakerKind.ORGANISATION, SpeakerKind.COUNTRY)
        return self._best(
            place,
            lambda e: e.kind in (*kinds, SpeakerKind.PERSON, SpeakerKind.UNNAMED),
            lambda event: (
                event.document
                or (event.salience > 0 and not event.plural and event.entities[0].kind in kinds)
            ),
        )

    def best_of(
        self, place: Place, fits: Callable[[Entity], bool], *, far: int = 1_000
    ) -> Entity | None:
        """The entity last spoken of, by weight, among those that fit, `far` paragraphs back."""
        return self._best(place, fits, lambda event: not event.document, far=far, unknown=0.0)

    def several(self, place: Place) -> tuple[Entity, ...]:
        """Those whom "they" means: a group, or people and countries named together."""
        found: tuple[float, tuple[Entity, ...]] | None = None
        for event in self._back(place):
            group = event.entities[0].kind is SpeakerKind.GROUP
            plural = len(event.entities) > 1 or group or event.plural
            if plural and place.paragraph - event.paragraph <= 1:
                score = _score(event, place)
                if found is None or score > found[0]:
                    found = score, event.entities
        return found[1] if found else ()

    def last(self, count: int, place: Place, fits: Callable[[Entity], bool]) -> tuple[Entity, ...]:
        """The last `count` distinct entities that fit, in text order; () if there are fewer."""
        found: list[Entity] = []
        for event in self._back(place):
            if place.paragraph - event.paragraph > _FAR:
                break
            for entity in reversed(event.entities):
                if fits(entity) and all(entity is not known for known in found):
                    found.append(entity)
            if len(found) >= count:
                return tuple(reversed(found[:count]))
        return ()

    def _best(
        self,
        place: Place,
        fits: Callable[[Entity], bool],
        counts: Callable[[Event], bool],
        *,
        far: int = _FAR,
        unknown: float = 0.5,
    ) -> Entity | None:
        ranked = self._ranked(place, fits, counts, far=far, unknown=unknown)
        return ranked[0][1] if ranked and _lead(ranked) >= _NEAR_TIE else None

    def _ranked(
        self,
        place: Place,
        fits: Callable[[Entity], bool],
        counts: Callable[[Event], bool],
        *,
        far: int = _FAR,
        unknown: float = 0.5,
    ) -> list[tuple[float, Entity]]:
        """Those who fit with their weight, the likeliest first."""
        scores: dict[int, tuple[float, Entity]] = {}
        alone = self._alone(place)
        for event in self._back(place):
            if place.paragraph - event.paragraph > far:
                break
            entity = event.entities[0]
            if any(entity is one for one in place.but):
                continue
            if len(event.entities) == 1 and counts(event) and fits(entity):
                untold = _STRANGER if entity.kind is SpeakerKind.UNNAMED else unknown
                raised = MAIN_SUBJECT - event.salience if event is alone else 0
                if raised or _is_at_hand(event, place):
                    untold = min(untold, _AT_HAND)
                score = _score(event, place) + raised - (0 if entity.gender else untold)
                if id(entity) not in scores or score > scores[id(entity)][0]:
                    scores[id(entity)] = score, entity
        return sorted(scores.values(), key=lambda row: -row[0])

    def _alone(self, place: Place) -> Event | None:
        """The event of the sentence before that brings the only person of its paragraph."""
        here = (e for e in self._back(place) if e.paragraph == place.paragraph)
        people = [e for e in here if e.entities[0].kind in _SOMEBODY]
        one = people[0] if len(people) == 1 else None
        if one is None or one.quoted or not one.named or place.sentence - one.sentence != 1:
            return None
        return one if one.salience and one.entities[0].kind is SpeakerKind.PERSON else None

    def _back(self, place: Place) -> Iterator[Event]:
        """The latest events before `place`, last first."""
        taken = 0
        for event in reversed(self.events):
            if event.start < place.start:
                yield event
                taken += 1
                if taken >= _LOOK_BACK:
                    return


def _is_in_a_role(entity: Entity, events: list[Event]) -> bool:
    """Whether one of others is told by somebody's name: "an aide to Ed Roe, Tim Doyle"."""
    called = entity.name.rpartition(" ")[2]
    return any(called in (other.role or "") for event in events for other in event.entities)


def _is_at_hand(event: Event, place: Place) -> bool:
    """Whether the sentence before, of the same paragraph, is about them."""
    near = event.paragraph == place.paragraph and place.sentence - event.sentence <= 1
    return near and event.salience >= MAIN_SUBJECT and not event.quoted


def _lead(ranked: list[tuple[float, Entity]]) -> float:
    """By how much the first is likelier than the next."""
    return ranked[0][0] - ranked[1][0] if len(ranked) > 1 else _CLEAR


def _score(event: Event, place: Place) -> float:
    """How likely the event is what one comes back to from `place`."""
    sentences = place.sentence - event.sentence
    paragraphs = place.paragraph - event.paragraph
    distance = 1.2 * sentences if not paragraphs else 4.0 * paragraphs + 0.3 * sentences
    nearness = 0.001 * (event.start - place.start)
    return event.salience - distance - (3.0 if event.quoted else 0.0) + nearness


def learn_gender(entity: Entity, gender: str, *, certain: bool) -> None:
    """Keep what the first pronoun tells of someone, where no name or title told it."""
    if not entity.gender and (certain or entity.kind is SpeakerKind.UNNAMED):
        entity.gender = gender
