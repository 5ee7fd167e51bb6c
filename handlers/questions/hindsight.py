"""Forgetting who was not yet on record on an earlier day, so that no name leaks back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.ports import Question, World
from handlers.questions.asked import Asked, ask, nearest
from handlers.record.vocabulary import Vocabulary


async def _by_day(line: str, words: Vocabulary, as_of: date | None, world: World) -> Vocabulary:
    """The vocabulary as read on that day, with its outlets if the line asks for any."""
    if as_of is None:
        return words
    if ":" not in line:  # the store has to look at all articles for them
        return replace(words, today=as_of)
    return replace(words, outlets=(await world.store.coverage(as_of)).outlets, today=as_of)


async def without_later(
    line: str, words: Vocabulary, as_of: date | None, world: World
) -> Vocabulary:
    """The vocabulary as it was by that day, as far as this line can tell.

    Those it may mean who had said nothing yet are unknown, so are outlets without an
    article, and "yesterday" is the day before.
    """
    if as_of is None:
        return words
    words = await _by_day(line, words, as_of, world)
    while True:
        asked = ask(line, words)
        better = nearest(asked, words)
        meant = _named(asked) | (_named(better[0]) if better else set())
        names = {name for one in meant for name in words.entities.names(one)}
        later = {
            name
            for name in names & {*words.sources.speakers, *words.sources.mentioned}
            if not (await world.store.newest(_of(name, words, as_of)))[0]
        }
        if not later:
            break
        words = words.without(later)
    return words


def _of(name: str, words: Vocabulary, as_of: date) -> Question:
    """For what this name said, or where it is only spoken of, for that."""
    if name in words.sources.speakers:
        return Question(speakers=(name,), as_of=as_of, limit=1)
    return Question(entities=(name,), as_of=as_of, limit=1)


def _named(asked: Asked) -> set[str]:
    """All names the question has come to."""
    understood = asked.understood
    groups = (*(names for _, names in understood.shared), *understood.about)
    barred = (facet.key for facet in understood.barred)
    named = (name for names in groups for name in names)
    return {*understood.entities, *understood.speakers, *barred, *named}
