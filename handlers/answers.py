"""Answers from claims: measures, figures, and who said what, with their receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handlers.asked import Asked, as_of_too, ask, did_you_mean, inflected, nearest
from handlers.cards import SAID, distinct, show
from handlers.elsewhere import elsewhere
from handlers.empty import nothing_found
from handlers.hindsight import without_later
from handlers.newsroom import ClaimKind, Held, Request
from handlers.offices import with_offices
from handlers.ports import Page, World
from handlers.reply import Action, Reply
from handlers.understood import Understood
from handlers.vocabulary import Guess, Vocabulary, everyone, newly_named, vocabulary
from handlers.wording import count, coverage, day, listed, today

_LEADING, _OTHER = 6, 3


async def about(verb: str, request: Request, world: World, argument: str) -> Reply:
    """Answer a topic's key, "claims", "quotes" or "figures" with the words after it.

    Where nothing matches, the nearest known names are tried for misspelt words, and the
    reply says so first.
    """
    settled = await settle(f"{verb} {argument}", request, world)
    if settled.whole.total:
        return await _filled(request, world, settled.asked, settled.whole, settled.guesses)
    return await nothing_found(request, world, settled.asked, settled.guesses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A question put right until something matched, with the count of all that does.

    Where nothing matches, the guesses are those that did not help.
    """

    asked: Asked
    whole: Page
    guesses: tuple[Guess, ...] = ()


async def settle(line: str, request: Request, world: World) -> Settled:
    """The question of a line that begins with a topic or a command that takes one."""
    known = await vocabulary(world, request.zone)
    return await _settle(line, request, world, known, last=False)


async def _settle(
    line: str, request: Request, world: World, known: Vocabulary, *, last: bool
) -> Settled:
    """As `settle`; where nothing matches, names are looked at once more, then it is the last.

    At the very end those are looked for too of whom nobody's own words are on record.
    """
    words = await without_later(line, known, request.as_of, world)
    words = await with_offices(line, words, request, world)
    asked = ask(line, words, request.channel.workspace)
    if words.offices:  # who is meant today: a digest that goes on from here must not wonder
        asked = asked.only(asked.understood)
    whole = await _whole(request, world, asked)
    if whole.total:
        return Settled(asked=asked, whole=whole)
    newer = None if last else await newly_named(world, request.zone, known, line)
    if newer is not None:
        return await _settle(line, request, world, newer, last=True)
    spelt = nearest(asked, words)
    for other, guesses in (*filter(None, (spelt,)), *inflected(asked)):
        found = await _whole(request, world, other)
        if found.total:
            return Settled(asked=other, whole=found, guesses=guesses)
    if not known.sources.everyone:  # somebody who is spoken of and never speaks
        wider = await everyone(world, request.zone, book=known.book)
        return await _settle(line, request, world, wider, last=True)
    asked, guesses = spelt or (asked, ())
    return Settled(asked=asked, whole=whole, guesses=guesses)


async def _filled(
    request: Request, world: World, asked: Asked, whole: Page, guesses: tuple[Guess, ...]
) -> Reply:
    found, following, more = await _found(request, world, asked, whole)
    shown = show(await elsewhere(found, world, request, asked.question(request.as_of)))
    understood = asked.understood
    notes = (*map(did_you_mean, guesses), *understood.notes, *_sharing(understood), *more)
    if request.as_of is None:  # who has the same surname today says nothing of an earlier day
        notes = (*notes, *_perhaps(understood))
    return Reply(
        headline=_headline(request, world, asked, whole),
        notes=(*notes, *shown.notes),
        measures=shown.measures,
        figures=shown.figures,
        claims=shown.claims,
        receipts=shown.receipts,
        actions=_actions(asked, following, request.as_of),
        total=whole.total,
        capped=whole.capped,
        next=following,
    )


async def _whole(request: Request, world: World, asked: Asked) -> Page:
    """All that matches: for a topic only its count, else the page that is asked for."""
    if asked.leads:
        return await world.store.search(asked.once(request.as_of, limit=1))
    return await world.store.search(asked.once(request.as_of, page=request.page))


async def _found(
    request: Request, world: World, asked: Asked, whole: Page
) -> tuple[tuple[Held, ...], str, tuple[str, ...]]:
    """What to show, the cursor of what follows, and notes on what is left out."""
    if not asked.leads:
        return whole.found, whole.next, ()
    said, following = await world.store.newest(asked.once(request.as_of, *SAID, page=request.page))
    if request.page:
        return said, following, ()
    found, more = list[Held](), list[str]()
    for noun, kind in (("measure", ClaimKind.MEASURE), ("figure", ClaimKind.FIGURE)):
        room = _LEADING if noun in asked.leads else _OTHER
        newest, _ = await world.store.newest(asked.once(request.as_of, kind, limit=3 * room))
        several = distinct(newest)
        found += several[:room]
        if len(several) > room:
            all_of_them = as_of_too(f"/claims {asked.line} kind:{noun}", request.as_of)
            more.append(f"The newest {room} {noun}s are shown; {all_of_them} has all.")
    return (*found, *said), following, tuple(more)


def _headline(request: Request, world: World, asked: Asked, whole: Page) -> str:
    line = asked.understood.line
    noun = "figure" if asked.kinds == (ClaimKind.FIGURE,) else "claim"
    total = count(whole.total, noun, capped=whole.capped)
    what = f"{line[:1].upper()}{line[1:]}: {total}" if line else total.capitalize()
    as_of = request.as_of or today(request.zone, world.clock.now())
    again = ", continued" if request.page else ""
    return f"{what} in {coverage(whole.coverage)}; as of {day(as_of)}{again}."


def _sharing(understood: Understood) -> tuple[str, ...]:
    """A note for each name that several people bear."""
    notes = []
    for typed, names in understood.shared:
        if understood.speakers:
            shown = "all are shown, each under the full name; one full name narrows it"
        else:
            shown = "it is searched for as a word; the full name narrows it"
        notes.append(f"“{typed}” can be {listed(names, 'or')}: {shown}.")
    return tuple(notes)


def _perhaps(understood: Understood) -> tuple[str, ...]:
    """A note for each other name that may be that of somebody asked for."""
    typed = {name for _, names in understood.shared for name in names}
    notes = []
    for name in (*understood.entities, *understood.speakers):
        near = [each.name for each in understood.who.candidates(name) if each.name not in typed]
        if near and name not in typed:
            notes.append(
                f"{listed(near[:3], 'or')} may be {name} too, and is kept apart. "
                f"If so: /merge {near[0]} into {name}"
            )
    return tuple(notes)


def _actions(asked: Asked, following: str, as_of: date | None) -> tuple[Action, ...]:
    again = as_of_too(f"/{asked.line}", as_of)
    more = (Action(name="more", label="More", command=again, page=following),)
    digest = Action(
        name="subscribe", label="Subscribe", command=f"/digest here daily 08:30 {asked.line}"
    )
    verb, _, words = asked.line.partition(" ")
    matter = words if verb in ("claims", "quotes", "figures") else asked.line
    over_time = as_of_too(f"/timeline {matter}".rstrip(), as_of)
    timeline = Action(name="timeline", label="Timeline", command=over_time)
    return (*(more if following else ()), timeline, digest)
