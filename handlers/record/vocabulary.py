"""Whom and what typed words can mean: speakers on record, countries, topics; and near misses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from itertools import product
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.newsroom import Decision
from handlers.ports import NameBook, World
from handlers.record.callings import Person, calls, described, person_of
from handlers.record.entities import Entities, decided_on
from handlers.words.names import OF_STATES, by_beginning, folded, office_words, sameness
from handlers.words.wording import today
from nlp import countries
from nlp.titles import titles
from nlp.topics import SHIPPED, Topics, asked_words

_Key = TypeVar("_Key")
_VOWELS = frozenset("aeiou")
# Letters: two slips in fewer make another word of it ("walrus" is not "Wales"), unless all its
# letters are the other's ("tarrif").
_SURE = 7
_NONE: tuple[tuple[int, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A typed word that means nothing here, and what was probably meant."""

    typed: str
    meant: str  # a country's or topic's usual name, or a speaker's full name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sources:
    """What a vocabulary is made of."""

    speakers: tuple[str, ...]
    mentioned: tuple[str, ...]
    decisions: tuple[Decision, ...]
    topics: Topics
    everyone: bool = False  # those who are only spoken of can be called, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The entities that speak on record, most quoted first, and what they are called.

    `today` is the day that "yesterday" is read against; without it only full dates are.
    """

    people: tuple[Person, ...]
    entities: Entities
    sources: _Sources
    speaking: frozenset[str]  # names of entities of which something said is on record
    by_words: dict[tuple[str, ...], tuple[Person, ...]]
    by_last: dict[str, tuple[Person, ...]]
    by_first: dict[str, tuple[Person, ...]]
    by_part: dict[str, tuple[Person, ...]]
    by_initials: dict[str, tuple[Person, ...]]
    by_same: dict[str, tuple[Person, ...]]  # by what all ways to write an office's name share
    meanings: dict[str, str]  # every word that can be misspelt, and what it means
    by_start: dict[tuple[str, int], tuple[tuple[int, ...], tuple[str, ...]]]  # see `_by_start`
    topics: Topics
    outlets: tuple[str, ...] = ()
    today: date | None = None
    offices: dict[frozenset[str], tuple[Person, ...]] = field(default_factory=dict)
    book: NameBook | None = None  # that it was read from

    @classmethod
    def of(
        cls,
        speakers: tuple[str, ...],
        mentioned: tuple[str, ...] = (),
        decisions: tuple[Decision, ...] = (),
        topics: Topics = SHIPPED,
        *,
        everyone: bool = False,
    ) -> Vocabulary:
        """From what the store knows: who speaks, who is spoken of, and what was decided.

        Those who are only spoken of can be called by their names where `everyone` can.
        """
        return cls._of(
            _Sources(
                speakers=speakers,
                mentioned=mentioned,
                decisions=decisions,
                topics=topics,
                everyone=everyone,
            )
        )

    @classmethod
    def _of(cls, sources: _Sources) -> Vocabulary:
        entities = Entities.of((*sources.speakers, *sources.mentioned), sources.decisions)
        others = sources.mentioned if sources.everyone else ()
        named = (*sources.speakers, *decided_on(sources.decisions), *others)
        found = [entities.by_name.get(name) for name in named]
        met = {entity.key: entity for entity in found if entity}
        people = tuple(person_of(entity) for entity in met.values())
        # The most quoted come last, so that theirs is the name that shared words mean.
        meanings = {word: each.name for each in reversed(people) for word in calls(each)}
        meanings |= _fixed(sources.topics)
        return cls(
            people=people,
            entities=entities,
            sources=sources,
            speaking=frozenset(
                (*(entities.by_name[name].name for name in sources.speakers), *entities.by_state)
            ),
            by_words=_grouped((words, person) for person in people for words in person.words),
            by_last=_grouped((last, person) for person in people for last in person.last),
            by_first=_grouped((first, person) for person in people for first in person.first),
            by_part=_grouped((part, person) for person in people for part in person.parts),
            by_initials=_grouped((each, person) for person in people for each in person.initials),
            by_same=_grouped((same, person) for person in people for same in person.same),
            meanings=meanings,
            by_start=_by_start(meanings),
            topics=sources.topics,
        )

    def without(self, names: Iterable[str]) -> Vocabulary:
        """The same as if these names were on no record."""
        gone = set(names)
        rest = replace(
            self.sources,
            speakers=tuple(name for name in self.sources.speakers if name not in gone),
            mentioned=tuple(name for name in self.sources.mentioned if name not in gone),
        )
        return replace(self._of(rest), outlets=self.outlets, today=self.today)

    def speaker(self, name: str) -> bool:
        """Whether words of the entity shown under this name are on record."""
        return name in self.speaking

    def called(self, words: str) -> tuple[Person, ...]:
        """The speakers these words can mean: one, or several who share a name.

        A full name counts before a last name, a last name before a first name, and that
        before what stands between them. Somebody known by the last name alone may be any of
        those who bear it. A role counts last, but before those who are only called by it.
        """
        typed = folded(words)
        full = self.by_words.get(typed, ())
        if not full and typed[:1] == ("the",):
            full = self.by_words.get(typed[1:], ())
        if full and self.offices and all(described(person.name) for person in full):
            full = self.bearing(words) or full
        if not typed:
            return self.bearing(words)
        alone = " ".join(typed)
        last = self.by_last.get(alone, ())
        if " " in words.strip():
            same = self._same(words) if not OF_STATES.isdisjoint(typed) else ()
            tied = not titles().particles.isdisjoint(typed)  # "Lins de Moraes" may be a surname
            both = tuple(dict.fromkeys((*full, *last))) if tied else full or last
            return both or same or self.bearing(words)
        if last:
            return tuple(dict.fromkeys((*full, *last)))
        first = full or self.by_first.get(alone, ()) or self.bearing(words)
        short = self.by_initials.get(alone, ()) if _looks_short(words) else ()
        return first or self.by_part.get(alone, ()) or short

    def _same(self, words: str) -> tuple[Person, ...]:
        """A ministry or embassy, however its state is named: "Vietnam's Trade Ministry"."""
        return self.by_same.get(sameness(words).words, ())

    def bearing(self, role: str) -> tuple[Person, ...]:
        """Those who bear a role that was looked up (see `handlers.questions.offices`)."""
        return self.offices.get(office_words(role), ()) if self.offices else ()

    def guess(self, typed: str) -> Guess | None:
        """The known name nearest to a misspelt word; None where none is near."""
        words = " ".join(folded(typed))
        if len(words) < 4 or words in self.meanings:
            return None
        far = 1 if len(words) < _SURE - 1 else 2
        near = list[tuple[int, int, str]]()  # distance, place among all, word
        lengths = range(len(words) - far, len(words) + far + 1)
        for start in product(dict.fromkeys(words[:2]), lengths):
            places, known = self.by_start.get(start, _NONE)
            found = process.extractOne(words, known, scorer=OSA.distance, score_cutoff=far)
            sure = found is not None and found[1] <= (1 if len(words) < _SURE else 2)
            if found is not None and (sure or _same_letters(found[0], words)):
                near.append((found[1], places[found[2]], found[0]))
        return Guess(typed=typed, meant=self.meanings[min(near)[2]]) if near else None


def _same_letters(one: str, other: str) -> bool:
    """Whether two words of one length have the same letters: "tarrif" and "tariff"."""
    return len(one) == len(other) and set(one) == set(other)


def _looks_short(word: str) -> bool:
    """Whether a word is typed as initials are: in capitals, or without a vowel."""
    return word.isupper() or _VOWELS.isdisjoint(word.lower())


async def vocabulary(world: World, zone: str = "UTC", *, fresh: bool = False) -> Vocabulary:
    """What can be meant at this moment, in a zone.

    In a large store a name may be missing for seconds after it came, unless `fresh` is asked.
    """
    book = await world.store.name_book(fresh=fresh)
    work = partial(_worked_out, book, world.topics)
    known = await world.aside(work) if fresh else work()  # thousands of new names take a while
    return replace(known, today=today(zone, world.clock.now()))


async def everyone(world: World, zone: str = "UTC", *, book: NameBook | None = None) -> Vocabulary:
    """The same, where those can be called too who are spoken of and never speak.

    Of this book, or of all names there are at this moment.
    """
    book = book or await world.store.name_book(fresh=True)
    day = today(zone, world.clock.now())
    known = await world.aside(partial(_everyone, book, world.topics))
    return replace(known, book=book, outlets=book.outlets, today=day)


async def everybody(world: World) -> Vocabulary:
    """The same, with those too who are spoken of but never speak themselves."""
    book = await world.store.name_book(fresh=True)
    return Vocabulary.of(book.speakers, book.entities, book.decisions)


def work_out(book: NameBook, topics: Topics) -> None:
    """Read all names of a book ahead of those who ask."""
    _worked_out(book, topics)
    _everyone(book, topics)
    by_beginning(book.speakers)


@lru_cache(maxsize=4)
def _worked_out(book: NameBook, topics: Topics) -> Vocabulary:
    """Kept while the names stay the same: to work out thousands of them takes a while.

    Of those who never speak, only the names that stand for somebody who does are read.
    """
    same = {sameness(name).words for name in (*book.speakers, *decided_on(book.decisions))}
    others = tuple(name for name in book.entities if sameness(name).words in same)
    made = Vocabulary.of(book.speakers, others, book.decisions, topics)
    return replace(made, book=book, outlets=book.outlets)


@lru_cache(maxsize=2)
def _everyone(book: NameBook, topics: Topics) -> Vocabulary:
    """Kept as well: it is made where nothing else was found."""
    return Vocabulary.of(book.speakers, book.entities, book.decisions, topics, everyone=True)


def _grouped(pairs: Iterable[tuple[_Key, Person]]) -> dict[_Key, tuple[Person, ...]]:
    groups: dict[_Key, list[Person]] = {}
    for key, person in pairs:
        groups.setdefault(key, []).append(person)
    return {key: tuple(people) for key, people in groups.items()}


def _by_start(
    words: Iterable[str],
) -> dict[tuple[str, int], tuple[tuple[int, ...], tuple[str, ...]]]:
    """Words by their first letter and their length, with their places among all."""
    groups: dict[tuple[str, int], list[tuple[int, str]]] = {}
    for place, word in enumerate(words):
        groups.setdefault((word[0], len(word)), []).append((place, word))
    return {
        start: (tuple(place for place, _ in group), tuple(word for _, word in group))
        for start, group in groups.items()
    }


@lru_cache(maxsize=4)
def _fixed(topics: Topics) -> dict[str, str]:
    """Countries under all their names, and topics under all their words."""
    found: dict[str, str] = {}
    for topic in topics.every:
        for word in asked_words(topic):
            found.setdefault(word, word)
    for name in countries.names():
        for alias in countries.aliases(name):
            found.setdefault(" ".join(folded(alias)), name)
    return {word: name for word, name in found.items() if len(word) > 3}
