"""What the words being typed after a command may become: names, topics, outlets, operators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers.command import Command
from handlers.newsroom import ClaimKind, Status
from handlers.ports import World
from handlers.questions.operators import Operator, operator_of, spelt, tidy
from handlers.record.vocabulary import Vocabulary, vocabulary
from handlers.words.names import folded
from nlp import countries

MOST = 25
LONGEST = 100  # characters of one suggestion, and of what is suggested for
_LONGEST_NAME = 4  # words of a name that is half typed
_FIXED = {Operator.KIND: tuple(ClaimKind), Operator.STATUS: tuple(Status)}


async def complete(
    command: Command, typed: str, world: World, commands: tuple[Command, ...]
) -> tuple[str, ...]:
    """Whole arguments that begin with what is typed so far, likeliest first, at most `MOST`.

    Nothing where an id, a note or a day in the past is typed: what is suggested is read off
    today's names.
    """
    plain = tidy(typed)
    if command.argument == "[COMMAND]":
        return tuple(each.name for each in commands if each.name.startswith(plain))[:MOST]
    past = f"{Operator.AS_OF}:" in plain.lower()
    if command.verbatim or command.argument.startswith("ID") or past or len(plain) > LONGEST:
        return ()
    words = await vocabulary(world)
    found = dict.fromkeys(_lines(plain, words, speakers_first="SPEAKER" in command.argument))
    return tuple(line for line in found if len(line) <= LONGEST)[:MOST]


def _lines(typed: str, words: Vocabulary, *, speakers_first: bool) -> Iterator[str]:
    """The typed words with their end completed, the longest end that begins a name first."""
    if not typed:
        speakers = (person.name for person in words.people)
        topics = (topic.title for topic in words.topics.every)
        yield from (*speakers, *topics) if speakers_first else (*topics, *speakers)
        return
    parts = typed.split(" ")
    for length in range(min(_LONGEST_NAME, len(parts)), 0, -1):
        before, end = " ".join(parts[:-length]), " ".join(parts[-length:])
        for meant in _ends(end, words, speakers_first=speakers_first):
            yield f"{before} {meant}".strip()


def _ends(end: str, words: Vocabulary, *, speakers_first: bool) -> Iterator[str]:
    """What these last words may become."""
    minus, plain = ("-", end[1:]) if end.startswith("-") else ("", end)
    name, colon, value = plain.partition(":")
    operator = operator_of(name) if colon else None
    if operator:
        yield from (f"{minus}{spelt(operator, each)}" for each in _values(operator, value, words))
        return
    people, topics = _people(plain, words), _topics(plain, words)
    named = (*people, *_countries(plain)) if speakers_first else (*_countries(plain), *people)
    yield from (f"{minus}{_bound(each) if minus else each}" for each in (*named, *topics))
    if plain and not minus:
        yield from (f"{each}:" for each in Operator if each.startswith(plain.lower()))


def _bound(name: str) -> str:
    """A name as one thing behind a minus."""
    return name if name.isalnum() else f'"{name}"'


def _values(operator: Operator, value: str, words: Vocabulary) -> Iterable[str]:
    plain = value.strip('"')
    if operator in _FIXED:
        return (each for each in _FIXED[operator] if each.startswith(plain.lower()))
    if operator is Operator.FROM:
        return (*_people(plain, words), *_countries(plain))
    if operator is Operator.ABOUT:
        return (*_countries(plain), *_people(plain, words), *_topics(plain, words))
    if operator is Operator.IN:
        return (outlet for outlet in words.outlets if _begins(outlet, plain))
    return ()


def _people(typed: str, words: Vocabulary) -> tuple[str, ...]:
    """Speakers on record, most quoted first."""
    return tuple(
        person.name
        for person in words.people
        if any(_begins(" ".join(name), typed) for name in person.words)
    )


def _countries(typed: str) -> tuple[str, ...]:
    found = [name for name in countries.names() if _begins(name, typed)]
    meant = countries.named(typed)
    return (*((meant,) if meant and meant not in found else ()), *found)


def _topics(typed: str, words: Vocabulary) -> tuple[str, ...]:
    return tuple(each.title for each in words.topics.every if _begins(each.title, typed))


def _begins(name: str, typed: str) -> bool:
    """Whether the typed words begin the name, or begin it from one of its words on."""
    wanted, whole = " ".join(folded(typed)), " ".join(folded(name))
    return bool(wanted) and f" {wanted}" in f" {whole}"
