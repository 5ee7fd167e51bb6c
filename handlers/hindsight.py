"""Forgetting who was not yet on record on an earlier day, so that no name leaks back."""

from __future__ import annotations

from datetime import date

from handlers.asked import Asked, ask, nearest
from handlers.ports import Question, World
from handlers.vocabulary import Vocabulary


async def without_later(
    line: str, words: Vocabulary, as_of: date | None, world: World
) -> Vocabulary:
    """The vocabulary without those this line may mean who had said nothing by that day."""
    while as_of is not None:
        asked = ask(line, words)
        better = nearest(asked, words)
        meant = _named(asked) | (_named(better[0]) if better else set())
        names = {name for one in meant for name in words.entities.names(one)}
        later = {
            name
            for name in names & {*words.sources.speakers, *words.sources.mentioned}
            if not (await world.store.search(_of(name, words, as_of))).total
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
    shared = (name for _, names in understood.shared for name in names)
    return {*understood.entities, *understood.speakers, *shared}
