"""Names that came since somebody last looked: whether a typed line may mean one of them."""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz.distance import OSA

from handlers.ports import World
from handlers.record.vocabulary import Vocabulary, vocabulary
from handlers.words.names import folded, sameness


async def newly_named(world: World, zone: str, known: Vocabulary, line: str) -> Vocabulary | None:
    """The vocabulary with the names that came since, where this line may mean one of them.

    None where it can't: to work out anew who is who takes long where names are many.
    """
    book, before = await world.store.name_book(fresh=True), known.book
    if book is before:
        return None
    if before is not None and book.decisions == before.decisions:
        new = {*book.speakers} - {*before.speakers} | {*book.entities} - {*before.entities}
        typed = _joined(folded(line))
        if not any(_may_be_meant(name, typed) for name in new):
            return None
    return await vocabulary(world, zone, fresh=True)


def _may_be_meant(name: str, typed: tuple[str, ...]) -> bool:
    """Whether typed words are near to a name's, or it is a country's, which has many names."""
    if sameness(name).country:
        return True
    words = folded(name)
    initials = "".join(word[0] for word in words)
    return any(
        OSA.distance(word, other, score_cutoff=_far(other)) <= _far(other)
        for word in (*_joined(words), initials)
        for other in typed
    )


def _far(typed: str) -> int:
    """How many letters a word may be from what it means: no fewer than a guess allows."""
    return 0 if len(typed) < 4 else 1 if len(typed) < 6 else 2


def _joined(words: tuple[str, ...]) -> tuple[str, ...]:
    """These words, each two that stand together as one, and all as one."""
    return (*words, *map("".join, pairwise(words)), "".join(words))
