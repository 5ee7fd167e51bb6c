"""What operators ask for: speakers, outlets, kinds, dates … each found among what is on record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from rapidfuzz import fuzz, process

from handlers.errors import Refused
from handlers.newsroom import ClaimKind, Status
from handlers.ports import Facet, FacetKind
from handlers.questions.operators import Operator, Piece, choice, continued, spelt, stretch
from handlers.record.callings import Person
from handlers.record.vocabulary import Vocabulary
from handlers.words.names import TITLES, folded
from handlers.words.wording import day, listed
from nlp import countries

_SEVERAL = re.compile(r"[,|]")
_MOST_WORDS = 7  # that an unquoted value may go on for
_NO_MINUS = {
    Operator.SINCE: "since: bounds the time by itself; leave the minus away, or type until:.",
    Operator.UNTIL: "until: bounds the time by itself; leave the minus away, or type since:.",
    Operator.STATUS: "A status can't be left out: type the one you want, as in status:unchecked.",
}
NO_AS_OF = (
    "as-of: belongs to a question of its own, such as /tariffs as-of:2025-07-30; a digest tells "
    "what is new."
)


@dataclass(slots=True, kw_only=True)
class Narrowing:
    """What has been read of a question so far."""

    vocabulary: Vocabulary
    topics: list[str] = field(default_factory=list)
    entities: list[str] = field(default_factory=list)
    named: list[str] = field(default_factory=list)  # entities and shared names, as they came
    speakers: list[str] = field(default_factory=list)
    unheard: list[str] = field(default_factory=list)  # countries asked for without own words
    about: list[tuple[str, ...]] = field(default_factory=list)
    outlets: list[str] = field(default_factory=list)
    kinds: list[ClaimKind] = field(default_factory=list)
    status: Status | None = None
    since: date | None = None
    until: date | None = None
    typed: str = ""
    literal: bool = False  # words that name a topic are looked for themselves
    words: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)
    barred: list[Facet] = field(default_factory=list)
    shared: dict[str, tuple[str, ...]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def by_office(self, words: str, people: Sequence[Person]) -> None:
        """Say whom a role was read as."""
        if len(people) == 1 and people == self.vocabulary.bearing(words):
            role = re.sub(r"\s+(?:of|for|in|at)$", "", words)
            self.notes.append(f"“{role}” is {people[0].name} in the articles at hand.")

    def within(self, since: date | None, until: date | None) -> None:
        """Narrow the days; raises Refused where none are left."""
        self.since = max(filter(None, (self.since, since)), default=None)
        self.until = min(filter(None, (self.until, until)), default=None)
        if self.since and self.until and self.since > self.until:
            raise Refused(
                f"Nothing can be both since {day(self.since)} and until {day(self.until)}: "
                "type the earlier date after since:."
            )

    def bar(self, kind: FacetKind, *keys: str) -> None:
        """Let no claim carry these."""
        self.barred += (Facet(kind=kind, key=key) for key in keys)


def narrow(reading: Narrowing, pieces: tuple[Piece, ...]) -> list[Piece]:
    """Take over what the operators say; the pieces that are left.

    Raises Refused, with one sentence that says what to type, for a value that means nothing.
    """
    left, at = list[Piece](), 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.operator is None:
            left.append(piece)
            at += 1
            continue
        if piece.operator is Operator.AS_OF:
            raise Refused(NO_AS_OF)
        if piece.negated and piece.operator in _NO_MINUS:
            raise Refused(_NO_MINUS[piece.operator])
        at += _take(reading, pieces, at)
    return left


def _take(reading: Narrowing, pieces: tuple[Piece, ...], at: int) -> int:
    """Take over one operator; how many pieces its value goes on for."""
    piece = pieces[at]
    operator = piece.operator or Operator.ABOUT
    if not piece.quoted and _SEVERAL.search(piece.value):
        for part in filter(None, _SEVERAL.split(piece.value)):
            _TAKEN[operator](reading, part, piece)
        return 1
    means = _MEANS.get(operator)
    for value, length in continued(pieces, at, _MOST_WORDS):
        if length == 1 or (means and means(reading, value)):
            _TAKEN[operator](reading, value, piece)
            return length
    return 1


def _kind(reading: Narrowing, value: str, piece: Piece) -> None:
    kind = choice(Operator.KIND, value, ClaimKind)
    if piece.negated:
        reading.bar(FacetKind.KIND, kind)
    else:
        reading.kinds.append(kind)


def _status(reading: Narrowing, value: str, _piece: Piece) -> None:
    status = choice(Operator.STATUS, value, Status)
    if reading.status not in (None, status):
        raise Refused("A claim has one status: type one status: only.")
    reading.status = status


def _since(reading: Narrowing, value: str, _piece: Piece) -> None:
    first, _ = stretch(Operator.SINCE, value, reading.vocabulary.today)
    reading.within(first, None)


def _until(reading: Narrowing, value: str, _piece: Piece) -> None:
    _, last = stretch(Operator.UNTIL, value, reading.vocabulary.today)
    reading.within(None, last)


def _is_days(reading: Narrowing, value: str) -> bool:
    try:
        return bool(stretch(Operator.SINCE, value, reading.vocabulary.today))
    except Refused:
        return False


def people(reading: Narrowing, value: str) -> tuple[str, ...]:
    """Whom these words name: a country, a speaker with or without title, or several of a name."""
    if country := countries.named(value):
        return (country,)
    words = value.split()
    while len(words) > 1 and "".join(folded(words[0])) in TITLES:
        if called := reading.vocabulary.called(" ".join(words)):
            return tuple(person.name for person in called)
        words.pop(0)
    return tuple(person.name for person in reading.vocabulary.called(" ".join(words)))


def _from(reading: Narrowing, value: str, piece: Piece) -> None:
    names = people(reading, value)
    if not names and (guess := reading.vocabulary.guess(value)):
        names = people(reading, guess.meant)
        if names:
            meant = f"Did you mean {guess.meant}? It is read so."
            reading.notes.append(f"Nobody called “{value}” is on record. {meant}")
    reading.by_office(value, reading.vocabulary.called(value))
    if piece.negated:
        reading.bar(FacetKind.SPEAKER, *(names or (value,)))
        return
    if len(names) > 1:
        reading.shared[value] = names
    reading.speakers += names or (value,)


def _about(reading: Narrowing, value: str, piece: Piece) -> None:
    topics = reading.vocabulary.topics
    names, topic = people(reading, value), topics.named(value)
    if piece.negated:
        leave_out(reading, value)
    elif names and not (topic and not countries.named(value)):
        reading.about.append(names)
        if len(names) > 1:
            reading.notes.append(f"“{value}” can be {listed(names, 'or')}: either will do.")
    elif topic and not reading.topics:
        reading.topics.append(topic)
    elif words := " ".join(folded(value)):
        reading.words.append(words)


def leave_out(reading: Narrowing, value: str) -> None:
    """Leave out what a word finds: an entity under all its names, a topic, or the word itself."""
    names, topic = people(reading, value), reading.vocabulary.topics.named(value)
    if len(names) == 1:
        reading.bar(FacetKind.ENTITY, *names)
    elif topic:
        reading.bar(FacetKind.TOPIC, topic)
    elif words := " ".join(folded(value)):
        reading.without.append(words)
        if guess := reading.vocabulary.guess(value):
            better = f"-{spelt(Operator.ABOUT, guess.meant)}"
            reading.notes.append(f"“{value}” is left out as a word. Did you mean {better}?")


def _in(reading: Narrowing, value: str, piece: Piece) -> None:
    known = reading.vocabulary.outlets
    found = outlets_called(value, known)
    if not found:
        near = _near_outlet(value, known)
        if near is None:
            raise Refused(_no_outlet(value, known))
        found = (near,)
        reading.notes.append(
            f"No outlet is called “{value}” here. Did you mean {near}? It is read so."
        )
    if piece.negated:
        reading.bar(FacetKind.OUTLET, *found)
    else:
        reading.outlets += found


def outlets_called(value: str, known: tuple[str, ...]) -> tuple[str, ...]:
    """The outlets of that name or of these initials; else all whose names hold the words."""
    typed = _outlet(value)
    if not typed:
        return ()
    plain = _plain(known)
    same = tuple(outlet for outlet, name in plain.items() if name == typed)
    short = typed.replace(" ", "")
    initials = (
        outlet for outlet, name in plain.items() if "".join(w[0] for w in name.split()) == short
    )
    return (
        same
        or (tuple(initials) if len(short) > 1 else ())
        or tuple(outlet for outlet, name in plain.items() if f" {typed} " in f" {name} ")
    )


@lru_cache(maxsize=8)
def _plain(known: tuple[str, ...]) -> Mapping[str, str]:
    """Each outlet as it is compared: the same few hundred are asked for again and again."""
    return MappingProxyType({outlet: _outlet(outlet) for outlet in known})


def outlet_named(words: str, known: tuple[str, ...]) -> str | None:
    """The outlet of just this name, with or without its article."""
    typed = _outlet(words)
    return next((outlet for outlet, name in _plain(known).items() if typed and name == typed), None)


def _outlet(name: str) -> str:
    """An outlet's name as it is compared: folded, without its article."""
    return " ".join(folded(name)).removeprefix("the ")


def _near_outlet(value: str, known: tuple[str, ...]) -> str | None:
    """The outlet whose name, or a long word of it, was probably meant; None where none is near."""
    names = {word: each for each in known for word in _outlet(each).split() if len(word) > 4}
    names |= {_outlet(each): each for each in known}
    near = process.extractOne(_outlet(value), names.keys(), scorer=fuzz.ratio, score_cutoff=80)
    return names[near[0]] if near else None


def _no_outlet(value: str, known: tuple[str, ...]) -> str:
    if not known:
        return "No article on record names its outlet: leave in: out."
    near = process.extract(_outlet(value), {each: _outlet(each) for each in known}, limit=4)
    names = tuple(f'in:"{name}"' for _, _, name in near)
    return f"No outlet here is called “{value[:40]}”: type {listed(names, 'or')}."


_Taken = Callable[[Narrowing, str, Piece], None]
_TAKEN: dict[Operator, _Taken] = {
    Operator.FROM: _from,
    Operator.ABOUT: _about,
    Operator.IN: _in,
    Operator.KIND: _kind,
    Operator.STATUS: _status,
    Operator.SINCE: _since,
    Operator.UNTIL: _until,
}
_MEANS: dict[Operator, Callable[[Narrowing, str], bool]] = {
    Operator.FROM: lambda reading, value: bool(people(reading, value)),
    Operator.ABOUT: lambda reading, value: bool(
        people(reading, value) or reading.vocabulary.topics.named(value)
    ),
    Operator.IN: lambda reading, value: bool(outlets_called(value, reading.vocabulary.outlets)),
    Operator.SINCE: _is_days,
    Operator.UNTIL: _is_days,
}
