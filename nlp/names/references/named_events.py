"""The events of an article's names: who is named where, alone or together with others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlp.names.people.entities import Entity, Linked
from nlp.names.people.origins import written
from nlp.names.references.events import Event


def by_start(linked: Sequence[Linked]) -> dict[int, tuple[Event, ...]]:
    """The names' events by offset; coordinated names make one more event together."""
    events: dict[int, list[Event]] = {}
    for one in linked:
        if one.entity is not None:
            events.setdefault(one.mention.start, []).append(_event(one, (one.entity,)))
    for run in _coordinated(linked):
        entities = tuple(one.entity for one in run if one.entity is not None)
        last = run[-1].mention.start
        events[last].append(_event(run[0], entities))
    return {start: tuple(found) for start, found in events.items()}


def _event(one: Linked, entities: tuple[Entity, ...]) -> Event:
    return Event(
        start=one.mention.start,
        paragraph=one.mention.paragraph,
        sentence=one.mention.sentence,
        salience=one.mention.salience,
        quoted=one.mention.quoted,
        entities=entities,
        named=written(one.mention) if len(entities) == 1 else None,
    )


def _coordinated(linked: Sequence[Linked]) -> Iterator[list[Linked]]:
    """Runs of names of one kind that stand together ("Ireland and Italy")."""
    run: list[Linked] = []
    for one in linked:
        if one.entity is None:
            continue
        if run and not _together(run[-1], one):
            if len(run) > 1:
                yield run
            run = []
        run.append(one)
    if len(run) > 1:
        yield run


def _together(left: Linked, right: Linked) -> bool:
    same = left.mention.kind is right.mention.kind and left.entity is not right.entity
    theirs = left.mention.written in (right.mention.role or "")  # "an aide to Ann Lund, Ed Roe"
    return same and right.mention.joined and not theirs
