"""/timeline: what happened and was said, oldest first, day by day, and a picture of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from handlers.answers.ledger import offset, within
from handlers.newsroom import ClaimKind, Held, Request
from handlers.nothing_found.empty import nothing_found
from handlers.nothing_found.spellings import first_found
from handlers.ports import Page, World
from handlers.questions.asked import Asked, as_of_too, ask, did_you_mean
from handlers.questions.hindsight import without_later
from handlers.questions.offices import with_offices
from handlers.questions.query import tidy
from handlers.record.vocabulary import Guess, vocabulary
from handlers.reply import Action, Chart, Reply, Section
from handlers.showing.cards import Receipts, distinct, intact, show, withheld
from handlers.showing.elsewhere import elsewhere
from handlers.showing.pictures import figures_over_time, rates_over_time
from handlers.words.wording import count, coverage, day, published, today
from nlp.analysis import Attribution, Measure, Precision, When

MOST_READ = 300  # claims, the newest: what an answer can read and put in order
PAGE = 20  # claims
_CHARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A claim with the time that it is put at, and the title of that time."""

    at: date  # the first day of the month or year where only that is known
    title: str
    held: Held


async def timeline(request: Request, world: World, argument: str) -> Reply:
    """All that matches, in the order in which it happened, was said or appeared."""
    line = f"timeline {tidy(argument)}".rstrip()
    known = await vocabulary(world, request.zone)
    words = await without_later(line, known, request.as_of, world)
    words = await with_offices(line, words, request, world)
    asked = ask(line, words, request.channel.workspace)
    look = partial(_read, request, world)
    asked, guesses, page = await first_found(asked, words, request, world, look)
    if page is None:
        return await nothing_found(request, world, asked, guesses)
    return await _filled(request, world, asked, page, guesses)


async def _read(request: Request, world: World, asked: Asked) -> Page | None:
    """What matches; None where nothing does."""
    page = await world.store.search(asked.once(request.as_of, limit=MOST_READ))
    return page if page.total else None


async def _filled(
    request: Request, world: World, asked: Asked, page: Page, guesses: tuple[Guess, ...]
) -> Reply:
    as_of = request.as_of or today(request.zone, world.clock.now())
    different = list(distinct(page.found))
    sound = [held for held in different if intact(held)]
    moments = sorted(map(moment, sound), key=_order)
    start = within(offset(request.page), len(moments))
    shown = moments[start : start + PAGE]
    following = str(start + PAGE) if start + PAGE < len(moments) else ""
    receipts = Receipts()
    several = await elsewhere(
        (each.held for each in shown), world, request, asked.question(request.as_of)
    )
    shown = [replace(each, held=held) for each, held in zip(shown, several, strict=True)]
    sections = tuple(_sections(shown, receipts, as_of))
    charts = () if start else _charts(sound, receipts, as_of)
    return Reply(
        headline=_headline(asked, page, as_of),
        notes=(
            *map(did_you_mean, guesses),
            *asked.understood.notes,
            *_bounds(asked, page, request.as_of),
            *withheld(len(different) - len(sound)),
            *_place(start, len(shown), len(moments)),
            *(() if charts or start else (_NO_PICTURE,)),
        ),
        sections=sections,
        charts=charts,
        receipts=receipts.all(),
        actions=_actions(asked, following, sound, request.as_of),
        total=page.total,
        capped=page.capped,
        next=following,
    )


def moment(held: Held) -> Moment:
    """When a claim took place: the day it was said or takes effect, else that it appeared.

    Only a day that the article itself gives counts; all else stands where it appeared.
    """
    finding, appeared = held.claim.finding, held.article.parsed.published
    told: tuple[When | None, ...] = ()
    if isinstance(finding, Attribution):
        told = (finding.said,)
    if isinstance(finding, Measure):
        told = (finding.effective, finding.announced)
    for when in told:
        if when and when.first and when.precision is Precision.DAY:
            return Moment(at=when.first, title=day(when.first), held=held)
    at = appeared.day if appeared else date.max
    return Moment(at=at, title=published(appeared), held=held)


def _order(moment: Moment) -> tuple[date, date]:
    """By time; what is of one time by when it appeared, then as the store and the text have it."""
    appeared = moment.held.article.parsed.published
    return moment.at, appeared.day if appeared else date.max


def _sections(shown: Iterable[Moment], receipts: Receipts, as_of: date) -> Iterator[Section]:
    by_time: dict[tuple[date, str], list[Held]] = {}
    for each in shown:
        by_time.setdefault((each.at, each.title), []).append(each.held)
    for (at, title), found in by_time.items():
        ahead = at > as_of and at != date.max
        cards = show(found, receipts)
        yield Section(
            title=f"{title}, still to come" if ahead else title,
            measures=cards.measures,
            figures=cards.figures,
            claims=cards.claims,
        )


def _charts(sound: list[Held], receipts: Receipts, as_of: date) -> tuple[Chart, ...]:
    charts = (*rates_over_time(sound, receipts, as_of), *figures_over_time(sound, receipts))
    return charts[:_CHARTS]


_NO_PICTURE = "No picture: no rate and no figure is stated here for two different times."


def _headline(asked: Asked, page: Page, as_of: date) -> str:
    about = f" · {asked.understood.line}" if asked.understood.line else ""
    total = count(page.total, "claim", capped=page.capped)
    return (
        f"Timeline{about}: {total} in {coverage(page.coverage)}; as of {day(as_of)}, oldest first."
    )


def _bounds(asked: Asked, page: Page, as_of: date | None) -> tuple[str, ...]:
    """Says so where there is more than can be read at once."""
    if page.total <= MOST_READ:
        return ()
    total = count(page.total, "claim", capped=page.capped)
    narrower = as_of_too(f"/{asked.line} geneva", as_of)
    note = (
        f"Only the newest {MOST_READ} of {total} are put in order here. More words narrow it, "
        f"such as {narrower}; an earlier as-of: day shows what came before."
    )
    return (note,)


def _place(start: int, shown: int, of: int) -> tuple[str, ...]:
    if shown == of:
        return ()
    return (f"{start + 1} to {start + shown} of {of}, in order.",)


def _actions(
    asked: Asked, following: str, sound: list[Held], as_of: date | None
) -> tuple[Action, ...]:
    again = as_of_too(f"/{asked.line}", as_of)
    more = (Action(name="more", label="More", command=again, page=following),)
    measures = again.replace("/timeline", "/ledger", 1)
    rates = (Action(name="retry", label="Measure ledger", command=measures),)
    return (
        *(more if following else ()),
        *(rates if any(each.claim.kind is ClaimKind.MEASURE for each in sound) else ()),
    )
