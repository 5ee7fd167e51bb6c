"""What a speaker on record is called: names, parts of names, and an office without its state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from handlers.record.entities import Entity
from handlers.words.names import folded, persons_words, sameness, stateless
from nlp.titles import titles

_LETTERS = str.maketrans(
    {"þ": "th", "ð": "d", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ß": "ss", "ı": "i"}
)
_HALF = 6  # letters of a part of a name that may be misspelt
_TELLING = 3  # letters of a part of a name that can mean somebody by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A speaker on record, under the folded words of all names it is called by."""

    name: str
    words: tuple[tuple[str, ...], ...]
    last: tuple[str, ...]  # the last words and the first, where they alone can mean this person
    first: tuple[str, ...]
    parts: tuple[str, ...] = ()  # the others: "ibarra" of "Tomás Ibarra de la Cruz"
    initials: tuple[str, ...] = ()  # of a body: "ASEC"
    same: tuple[str, ...] = ()  # of a ministry or embassy: see `handlers.words.names.sameness`


def _initials(name: str) -> str:
    """The initials of a body's name of several words, in small letters; "" of all others."""
    words = [word for word in name.split() if word[0].isupper()]
    if len(words) < _TELLING or persons_words(name):
        return ""
    return "".join(folded(word)[0][:1] for word in words if folded(word))


def described(name: str) -> bool:
    """Whether a speaker on record has no name but what an article calls them: "trade envoy"."""
    return name[:1].islower() and name.split(maxsplit=1)[0].lower() not in titles().particles


@lru_cache(maxsize=1 << 15)
def person_of(entity: Entity) -> Person:
    """By what words an entity can be called."""
    persons = [words for name in entity.names if len(words := persons_words(name)) > 1]
    offices = {name: bare for name in entity.names if (bare := stateless(name))}
    called: list[tuple[str, ...]] = [*map(folded, entity.names)]
    called += filter(None, map(_long_surname, persons))
    called += (folded(" ".join(words)) for words in persons)
    called += offices.values()
    called += [tuple(map(_plain, words)) for words in called]
    return Person(
        name=entity.name,
        words=tuple(dict.fromkeys(called)),
        last=tuple(dict.fromkeys(last for words in persons for last in _lasts(words))),
        first=tuple(dict.fromkeys(each for words in persons for each in _firsts(words))),
        parts=tuple(dict.fromkeys(part for words in persons for part in _parts(words))),
        initials=tuple(dict.fromkeys(filter(None, map(_initials, entity.names)))),
        same=tuple(dict.fromkeys(sameness(name).words for name in offices)),
    )


def calls(person: Person) -> tuple[str, ...]:
    """All that somebody may type for a speaker, and may misspell."""
    halves = (part for part in person.parts if len(part) >= _HALF)
    alone = (word for word in (*person.last, *person.first, *halves) if len(word) > 3)
    return (*map(" ".join, person.words), *alone)


def _lasts(words: Sequence[str]) -> Iterator[str]:
    """With what somebody may be called who has several surnames: the last word, the last two …"""
    for first in range(len(words) - 1, 0, -1):
        last = " ".join(folded(" ".join(words[first:])))
        yield from dict.fromkeys((last, _plain(last)))


def _firsts(words: Sequence[str]) -> Iterator[str]:
    first = " ".join(folded(words[0]))
    yield from dict.fromkeys((first, _plain(first)))


def _plain(word: str) -> str:
    """A folded word as it is typed where the letters are missing: "thorsdottir", "synnove"."""
    return word.translate(_LETTERS)


def _long_surname(words: Sequence[str]) -> tuple[str, ...]:
    """The folded surname with the particles before it ("von der Leyen"); () without any."""
    particles = titles().particles
    start = next((at for at, word in enumerate(words) if at and word.lower() in particles), None)
    return folded(" ".join(words[start:])) if start is not None else ()


def _parts(words: Sequence[str]) -> Iterator[str]:
    """What stands between first and last name, and the halves of a hyphened one."""
    particles = titles().particles
    for word in words[1:-1]:
        plain = folded(word)
        if word.lower() not in particles and len("".join(plain)) >= _TELLING:
            yield " ".join(plain)
    for word in (words[0], words[-1]):
        halves = folded(word) if "-" in word else ()
        yield from (half for half in halves if len(half) >= _TELLING)
