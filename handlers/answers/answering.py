"""Answers from claims: measures, figures, and who said what, with their receipts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from handlers.answers.ordering import fitting_first
from handlers.newsroom import ClaimKind, Held, Request
from handlers.nothing_found.empty import nothing_found
from handlers.nothing_found.relaxed import by_officials, relaxed
from handlers.nothing_found.rereadings import by_days, of_time, with_reason
from handlers.nothing_found.spellings import Spelling, reread
from handlers.ports import Page, Question, World
from handlers.questions.asked import Asked, as_of_too, ask, did_you_mean, nearest
from handlers.questions.hindsight import without_later
from handlers.questions.offices import with_offices
from handlers.questions.understood import Understood
from handlers.record.entities import fullest
from handlers.record.newcomers import newly_named
from handlers.record.vocabulary import Guess, Vocabulary, everyone, vocabulary
from handlers.reply import Action, Reply
from handlers.showing.cards import SAID, distinct, show
from handlers.showing.elsewhere import elsewhere
from handlers.words.wording import count, coverage, day, kept_apart, listed, today

_LEADING, _OTHER = 6, 3
_FIRST = (("measure", ClaimKind.MEASURE), ("figure", ClaimKind.FIGURE))  # of a topic


async def about(
    verb: str, request: Request, world: World, argument: str, *, plain: bool = False
) -> Reply:
    """Answer a topic's key, "claims", "quotes" or "figures" with the words after it.

    Where nothing matches, the nearest known names are tried for misspelt words, and the
    reply says so first. Words typed `plain`, behind no command, are as good as a question.
    """
    settled = await settle(f"{verb} {argument}", request, world, plain=plain)
    if settled.total:
        return await _filled(request, world, settled)
    return await nothing_found(request, world, settled.asked, settled.guesses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A question put right until something matched, with what matches (see `_pages`).

    Where nothing matches, the guesses are those that did not help.
    """

    asked: Asked
    pages: tuple[Page, ...] = ()
    guesses: tuple[Guess, ...] = ()

    @property
    def whole(self) -> Page:
        """The page that counts all that matches, where something does."""
        return self.pages[0]

    @property
    def total(self) -> int:
        """How many claims match."""
        return self.whole.total if self.pages else 0


async def settle(line: str, request: Request, world: World, *, plain: bool = False) -> Settled:
    """The question of a line that begins with a topic or a command that takes one."""
    known = await vocabulary(world, request.zone)
    settled = await _settle(line, request, world, known, last=False, tried=set())
    if plain and not settled.total:
        less = await relaxed(settled.asked, request, world, plain=True)
        if less and (pages := await _matching(request, world, less, set())):
            return replace(settled, asked=less, pages=pages)
    return settled


async def _settle(
    line: str,
    request: Request,
    world: World,
    known: Vocabulary,
    *,
    last: bool,
    tried: set[Question],
) -> Settled:
    """As `settle`; where nothing matches, names are looked at once more, then it is the last.

    At the very end those are looked for too of whom nobody's own words are on record. What
    was tried in vain is not tried again.
    """
    words = await without_later(line, known, request.as_of, world)
    if not known.sources.everyone:
        words = await with_offices(line, words, request, world)
    asked = ask(line, words, request.channel.workspace)
    if words.offices:  # who is meant today: a digest that goes on from here must not wonder
        asked = asked.only(asked.understood)
    own = await by_officials(asked, request, world) if asked.understood.unheard else None
    if own and (pages := await _matching(request, world, own, set())):
        return Settled(asked=own, pages=pages)
    if pages := await _matching(request, world, asked, tried):
        return Settled(asked=asked, pages=pages)
    newer = None if last else await newly_named(world, request.zone, known, line)
    if newer is not None:
        return await _settle(line, request, world, newer, last=True, tried=set())
    spelt = nearest(asked, words)
    if spelt and (pages := await _matching(request, world, spelt[0], tried)):
        return Settled(asked=spelt[0], pages=pages, guesses=spelt[1])
    if not known.sources.everyone:  # somebody who is spoken of and never speaks
        wider = await everyone(world, request.zone, book=known.book)
        wider = replace(wider, offices=words.offices)  # who bears a role has spoken
        return await _settle(line, request, world, wider, last=True, tried=tried)
    return await _otherwise(line, asked, words, spelt, request, world)


async def _otherwise(
    line: str,
    asked: Asked,
    words: Vocabulary,
    spelt: Spelling | None,
    request: Request,
    world: World,
) -> Settled:
    """The question for its words themselves, or with plain words put right, if that helps."""
    literal = ask(line, words, request.channel.workspace, literal=True)
    if literal.understood.words != asked.understood.words:
        literal = with_reason(literal, asked)
        if pages := await _matching(request, world, literal, set()):
            return Settled(asked=literal, pages=pages)
    dated = by_days(line, asked, words)
    if dated and (pages := await _matching(request, world, dated, set())):
        return Settled(asked=dated, pages=pages)
    plain = await reread(spelt or (asked, ()), words, request, world)
    if plain and (pages := await _matching(request, world, plain[0], set())):
        return Settled(asked=plain[0], pages=pages, guesses=plain[1])
    asked, guesses = plain or spelt or (asked, ())
    for whole in (asked, literal) if of_time(literal, asked) else (asked,):
        less = await relaxed(whole, request, world, timed=whole is literal)
        if less and (pages := await _matching(request, world, less, set())):
            return Settled(asked=less, pages=pages, guesses=guesses)
    return Settled(asked=asked, guesses=guesses)


async def _matching(
    request: Request, world: World, asked: Asked, tried: set[Question]
) -> tuple[Page, ...]:
    """What matches, as `_pages` has it; none where nothing does, or did when it was tried."""
    question = asked.question(request.as_of)
    if question in tried:
        return ()
    tried.add(question)
    pages = await _pages(request, world, asked)
    return pages if pages[0].total else ()


async def _filled(request: Request, world: World, settled: Settled) -> Reply:
    asked, whole = settled.asked, settled.whole
    found, following, more = _found(request, asked, settled.pages)
    understood = asked.understood
    found = fitting_first(found, understood.words)
    shown = show(await elsewhere(found, world, request, asked.question(request.as_of)))
    notes = (*map(did_you_mean, settled.guesses), *understood.notes, *_sharing(understood), *more)
    if request.page and not found:
        again = as_of_too(f"/{asked.line}", request.as_of)
        notes = (*notes, f"Nothing stands on that page: {again} begins anew.")
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


async def _pages(request: Request, world: World, asked: Asked) -> tuple[Page, ...]:
    """All that matches first: the page that is asked for, but for a topic only how many.

    Of a topic then what was said, and on its first page the measures and the figures.
    """
    if not asked.leads:
        return (await world.store.search(asked.once(request.as_of, page=request.page)),)
    said = asked.once(request.as_of, *SAID, page=request.page)
    others = (
        asked.once(request.as_of, kind, limit=3 * _room(noun, asked))
        for noun, kind in _FIRST
        if not request.page
    )
    return await world.store.pages(
        asked.once(request.as_of, limit=1),
        *(replace(each, counted=False) for each in (said, *others)),
    )


def _room(noun: str, asked: Asked) -> int:
    return _LEADING if noun in asked.leads else _OTHER


def _found(
    request: Request, asked: Asked, pages: tuple[Page, ...]
) -> tuple[tuple[Held, ...], str, tuple[str, ...]]:
    """What to show, the cursor of what follows, and notes on what is left out."""
    if not asked.leads:
        return pages[0].found, pages[0].next, ()
    _, said, *others = pages
    found, more = list[Held](), list[str]()
    for (noun, _), page in zip(_FIRST, others, strict=False):
        room = _room(noun, asked)
        several = list(islice(distinct(page.found), room + 1))
        found += several[:room]
        if len(several) > room:
            all_of_them = as_of_too(f"/claims {asked.line} kind:{noun}", request.as_of)
            more.append(f"The newest {room} {noun}s are shown; {all_of_them} has all.")
    return (*found, *said.found), said.next, tuple(more)


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
        one = fullest(names)
        if one and not understood.speakers:  # its words find both
            continue
        if one:
            alone = listed(tuple(f"“{name}”" for name in names if name != one), "or")
            notes.append(f"“{typed}” is read as {one}; words of {alone} alone are shown too.")
            continue
        if understood.speakers:
            shown = "all are shown, each under the full name; one full name narrows it"
        else:
            shown = "it is searched for as a word; the full name narrows it"
        notes.append(f"“{typed}” can be {listed(names, 'or')}: {shown}.")
    told = {name for _, names in understood.shared for name in names}
    offices = tuple(name for name in understood.offices if name not in told)
    if offices:
        shown = "under its name" if len(offices) == 1 else "each under its name"
        notes.append(f"With the words of {listed(offices)}, {shown}.")
    return tuple(notes)


def _perhaps(understood: Understood) -> tuple[str, ...]:
    """A note for each other name that may be that of somebody asked for."""
    typed = {name for _, names in understood.shared for name in names}
    notes = []
    for name in (*understood.entities, *understood.speakers):
        shown = {*typed, *understood.offices}
        near = [each.name for each in understood.who.candidates(name) if each.name not in shown]
        if near and name not in typed:
            notes.append(kept_apart(near, name))
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
