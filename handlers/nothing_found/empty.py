"""Answers where nothing was found: what was searched, what is near, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import chain, islice

from rapidfuzz import process

from handlers.newsroom import Request
from handlers.nothing_found.wider import wider
from handlers.ports import FacetKind, Known, Question, World
from handlers.questions.asked import Asked
from handlers.questions.understood import Understood
from handlers.record.vocabulary import Guess
from handlers.reply import Action, Reply
from handlers.words.names import beginnings, by_beginning
from handlers.words.wording import count, coverage, day, listed

_NEAR = 5
_MOST = 30  # speakers with most claims, of which the first are shown
_SAMPLE = 300  # claims looked at to tell who and what was on record on an earlier day


async def nothing_found(
    request: Request, world: World, asked: Asked, guesses: tuple[Guess, ...] = ()
) -> Reply:
    """The helpful empty answer; it never names what was published after `as_of`."""
    over = await world.store.coverage(request.as_of)
    until = f" up to {day(request.as_of)}" if request.as_of else ""
    if not over.articles:
        return Reply(
            headline=f"No articles have been read{until}, so there is nothing to answer from.",
            notes=(
                "Put article files into the folder that is read, or use: claimwire ingest PATH",
            ),
            private=True,
        )
    understood = asked.understood
    less = await wider(request, world, asked)
    digest = Action(
        name="subscribe", label="Subscribe", command=f"/digest here daily 08:30 {asked.line}"
    )
    return Reply(
        headline=f"Nothing found: {understood.line or asked.line}{until}.",
        notes=(
            *map(_did_you_mean, guesses),
            *understood.notes,
            f"Searched: {coverage(over)}.",
            *await _on_record(request.as_of, world, understood),
            "A digest tells this channel once something comes in.",
        ),
        actions=(*less, digest),
    )


def _did_you_mean(guess: Guess) -> str:
    return f"“{guess.typed}”: did you mean {guess.meant}? Nothing on that either."


async def _on_record(as_of: date | None, world: World, understood: Understood) -> list[str]:
    """Lines with the topics and speakers that do exist, the nearest first."""
    typed = " ".join(understood.words)
    meant = (*understood.speakers, *understood.entities)
    if as_of is None:
        subjects = await world.store.known_topics()
        speakers = await _near_speakers(world, meant, typed)
    else:
        subjects, known = await _known(as_of, world)
        speakers = _near(known, meant, typed)
    titled = tuple(
        Known(key=each.title, claims=known.claims)
        for known in subjects
        if (each := world.topics.topic(known.key))
    )
    lines = []
    for title, found in (
        ("Topics on record", _near(titled, (), " ".join((typed, *meant)).strip())),
        ("Speakers on record", speakers),
    ):
        if found:
            counted = (f"{each.key} ({count(each.claims, 'claim')})" for each in found)
            lines.append(f"{title}: {listed(tuple(counted))}.")
    return lines


async def _near_speakers(world: World, meant: tuple[str, ...], typed: str) -> list[Known]:
    """As `_near` of all speakers; only of a few it is asked how many claims they have."""
    names = (await world.store.name_book()).speakers
    begun = by_beginning(names)
    begins = (begun.get(each, ()) for each in beginnings(typed))
    near = (*meant, *_alike(tuple(dict.fromkeys(chain.from_iterable(begins))), typed))
    known = await world.store.known(FacetKind.SPEAKER, (*names[:_MOST], *near))
    counted = {each.key: each for each in known}
    first = [counted[name] for name in dict.fromkeys(near) if name in counted]
    return [*first, *(each for each in known if each not in first)][:_NEAR]


async def _known(as_of: date, world: World) -> tuple[tuple[Known, ...], tuple[Known, ...]]:
    """Topics and speakers of a sample of what was on record on that day."""
    found, _ = await world.store.newest(Question(as_of=as_of, limit=_SAMPLE))
    claims = [held.claim for held in found]
    return (
        _counted(key for claim in claims for key in claim.topics),
        _counted(name for claim in claims for name in claim.speakers),
    )


def _counted(keys: Iterable[str]) -> tuple[Known, ...]:
    return tuple(Known(key=key, claims=number) for key, number in Counter(keys).most_common())


def _near(known: tuple[Known, ...], meant: tuple[str, ...], typed: str) -> list[Known]:
    """The names that are meant, those most like the other words, then those with most claims."""
    names = {each.key: each for each in known}
    found = dict.fromkeys((*meant, *_alike(tuple(names), typed)))
    near = [names[name] for name in found if name in names]
    return [*near, *islice((each for each in known if each not in near), _NEAR)][:_NEAR]


def _alike(names: tuple[str, ...], typed: str) -> list[str]:
    if not typed:
        return []
    return [name for name, _, _ in process.extract(typed, names, limit=2, score_cutoff=60)]
