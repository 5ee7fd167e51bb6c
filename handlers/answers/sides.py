"""The two sides of a comparison as they are typed: countries, speakers or outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from handlers.errors import Refused
from handlers.newsroom import Request
from handlers.ports import MOST_OTHERS, Question
from handlers.questions.narrowing import outlets_called
from handlers.questions.understood import Understood
from handlers.record.entities import fullest
from handlers.record.vocabulary import Guess, Vocabulary
from handlers.words.wording import kept_apart
from nlp import countries

READ = 40  # newest measures and figures of each side that are looked at
HOW = (
    "Name two countries, speakers or outlets, such as /compare COUNTRY COUNTRY "
    'or /compare SPEAKER "FULL NAME" TOPIC.'
)
_TOKEN = re.compile(r'"[^"]*"|\S+')
_BETWEEN = frozenset({"vs", "vs.", "versus", "and", "with", "to", "against", "&"})
_LONGEST = 5  # words of a name


class Sort(StrEnum):
    """What a side of a comparison is."""

    COUNTRY = "country"
    SPEAKER = "speaker"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side: what it is and all names it goes by."""

    sort: Sort
    name: str
    names: tuple[str, ...]

    def question(self, rest: Understood, request: Request) -> Question:
        """What the store is asked for this side: its words, or what is said of it."""
        asked = replace(
            rest.question(request.as_of),
            workspace=request.channel.workspace,
            limit=READ,
            once=True,
        )
        if self.sort is Sort.OUTLET:
            return replace(asked, outlets=self.names)
        if self.sort is Sort.SPEAKER:
            return replace(asked, speakers=self.names)
        return replace(asked, among=(*asked.among, self.names))

    def bounds(self, rest: Understood, request: Request) -> Question:
        """Within what other articles may be named that have a claim of this side."""
        asked = rest.question(request.as_of)
        return Question(
            outlets=self.names if self.sort is Sort.OUTLET else asked.outlets,
            since=asked.since,
            until=asked.until,
            as_of=asked.as_of,
            workspace=request.channel.workspace,
            limit=MOST_OTHERS,
        )


def sides(
    typed: str, words: Vocabulary, outlets: tuple[str, ...]
) -> tuple[Side, Side, str, tuple[Guess, ...]]:
    """The two sides, what is left as the question, and which names were put right.

    Raises Refused where the sides are unclear.
    """
    tokens, guesses = _TOKEN.findall(typed), list[Guess]()
    found = list[Side]()
    while tokens and len(found) < 2:
        side, taken, guess = _side(tokens, words, outlets)
        guesses += [guess] if guess else []
        if side is None:
            raise Refused(
                f"“{tokens[0].strip(chr(34))[:60]}” is no country, speaker or outlet "
                f"on record. {HOW}"
            )
        if side not in found:
            found.append(side)
        elif len(tokens) == taken:
            raise Refused(f"That is {side.name} twice. {HOW}")
        tokens = tokens[taken:]
        if len(found) < 2 and tokens and tokens[0].lower() in _BETWEEN:
            tokens.pop(0)
    if len(found) < 2:
        raise Refused(HOW)
    if found[0].sort is not found[1].sort:
        raise Refused(
            f"{found[0].name} is a {found[0].sort} and {found[1].name} a {found[1].sort}: "
            "compare two of one sort."
        )
    return found[0], found[1], " ".join(tokens), tuple(guesses)


def apart(both: Iterable[Side], words: Vocabulary) -> Iterator[str]:
    """Notes on other names that may be those of the speakers."""
    for side in both:
        near = [each.name for each in words.entities.candidates(side.name)]
        if side.sort is Sort.SPEAKER and near:
            yield kept_apart(near, side.name)


def _side(
    tokens: list[str], words: Vocabulary, outlets: tuple[str, ...]
) -> tuple[Side | None, int, Guess | None]:
    """The longest name that the words begin with, how many words it takes, and if it is guessed."""
    if tokens[0].startswith('"'):
        return next(_named(tokens[0].strip('"'), words, outlets), None), 1, None
    for length in range(min(_LONGEST, len(tokens)), 0, -1):
        name = " ".join(tokens[:length])
        if found := next(_named(name, words, outlets), None):
            return found, length, None
    guess = words.guess(tokens[0])
    if guess and (found := next(_named(guess.meant, words, outlets), None)):
        return found, 1, guess
    return None, 0, None


def _named(name: str, words: Vocabulary, outlets: tuple[str, ...]) -> Iterator[Side]:
    """What exactly this name stands for, countries before outlets before speakers."""
    if country := countries.named(name):
        yield Side(sort=Sort.COUNTRY, name=country, names=words.entities.names(country))
    called = outlets_called(name, outlets)
    exactly = tuple(each for each in called if each.casefold() == name.casefold())
    people = words.called(name)
    if exactly or (len(called) == 1 and not people):
        outlet = (exactly or called)[0]
        yield Side(sort=Sort.OUTLET, name=outlet, names=(outlet,))
    one = fullest([person.name for person in people])
    people = tuple(person for person in people if person.name == one) or people
    if len(people) > 1:
        several = " or ".join(person.name for person in people[:5])
        raise Refused(f"“{name}” can be {several}: give the full name, in quotation marks.")
    for person in people:
        names = words.entities.names(person.name)
        yield Side(sort=Sort.SPEAKER, name=person.name, names=names)
