"""What changed: one matter with another number, date, status or stance, with both receipts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from handlers.matters.moves import changes
from handlers.matters.one_matter import Difference, Moved
from handlers.matters.positions import takes_side
from handlers.newsroom import ClaimKind, Held, Request
from handlers.nothing_found.empty import nothing_found
from handlers.nothing_found.spellings import first_found
from handlers.ports import MOST_OTHERS, Page, Question, World
from handlers.questions.asked import Asked, ask, did_you_mean
from handlers.questions.hindsight import without_later
from handlers.questions.query import tidy
from handlers.record.vocabulary import vocabulary
from handlers.reply import Action, ClaimCard, Reply, Section
from handlers.showing.cards import SAID, Receipts, Shown, show
from handlers.words.wording import (
    brief,
    count,
    coverage,
    day,
    figure_line,
    listed,
    published,
    today,
)
from nlp.analysis import Figure, Measure

_READ = 64  # newest claims of each sort that are compared
_MOST = 10  # changes of one answer
_SORTS = {"measure": (ClaimKind.MEASURE,), "figure": (ClaimKind.FIGURE,), "statement": SAID}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Weighed:
    """All that matches, counted, and the newest claims of each sort."""

    whole: Page
    newest: dict[str, Page]  # only those of them that another article tells again


async def changed(request: Request, world: World, argument: str) -> Reply:
    """Answer what is told in another way than before, the latest change first."""
    line = f"changed {tidy(argument)}".rstrip()
    known = await vocabulary(world, request.zone)
    words = await without_later(line, known, request.as_of, world)
    asked = ask(line, words, request.channel.workspace)
    look = partial(_weighed, request, world)
    asked, guesses, weighed = await first_found(asked, words, request, world, look)
    if weighed is None:
        return await nothing_found(request, world, asked, guesses)
    ever = replace(asked.question(request.as_of), since=None)
    found = await _with_texts_of_sides(weighed, ever, world)
    moves = [move for move in changes(found) if _told_since(move, asked)]
    receipts = Receipts()
    several = await _with_others(moves[:_MOST], ever, world)
    sections = tuple(filter(None, (section(each, receipts) for each in several)))
    as_of = day(request.as_of or today(request.zone, world.clock.now()))
    about = asked.understood.line or "everything on record"
    return Reply(
        headline=f"{about[:1].upper()}{about[1:]}: {_many(moves)}; as of {as_of}.",
        notes=(
            *map(did_you_mean, guesses),
            *asked.understood.notes,
            _read_in(weighed),
            *_left_out(moves),
        ),
        sections=sections,
        receipts=receipts.all(),
        actions=_actions(asked),
        total=len(moves),
    )


async def _with_texts_of_sides(weighed: _Weighed, bounds: Question, world: World) -> list[Held]:
    """All claims, with their texts those of who took a side twice: these tell on what it was."""
    found = list(chain.from_iterable(page.found for page in weighed.newest.values()))
    sided = [held for held in found if takes_side(held)]
    by = Counter(held.claim.speakers for held in sided)
    again = tuple(held for held in sided if by[held.claim.speakers] > 1)
    whole = await world.store.with_others(again, replace(bounds, limit=0)) if again else ()
    read = {held.claim.id: held for held in whole}
    return [read.get(held.claim.id, held) for held in found]


def _told_since(move: Moved, asked: Asked) -> bool:
    """Whether it changed within the days asked for; how it was told before may be older."""
    since, appeared = asked.understood.since, move.now.article.parsed.published
    return since is None or (appeared is not None and appeared.day >= since)


async def _with_others(moves: list[Moved], bounds: Question, world: World) -> list[Moved]:
    """The changes, each side with all articles that have it."""
    if not moves:
        return []
    sides = tuple(held for move in moves for held in (move.was, move.now))
    found = await world.store.with_others(sides, replace(bounds, limit=MOST_OTHERS))
    pairs = zip(moves, found[::2], found[1::2], strict=True)
    return [replace(move, was=was, now=now) for move, was, now in pairs]


def _many(moves: list[Moved]) -> str:
    return count(len(moves), "change") if moves else "nothing is told in another way than before"


def _left_out(moves: list[Moved]) -> tuple[str, ...]:
    if len(moves) <= _MOST:
        return ()
    return (f"The latest {_MOST} changes are shown; one more word narrows the question.",)


def _read_in(weighed: _Weighed) -> str:
    """Over what was compared, and whether there was more than is compared at a time."""
    parts = [
        f"{'the newest ' if page.total == _READ else ''}{count(page.total, noun)}"
        for noun, page in weighed.newest.items()
    ]
    whole = weighed.whole
    total = count(whole.total, "claim", capped=whole.capped)
    return f"Compared: {listed(parts)}, of {total} in {coverage(whole.coverage)}."


async def _weighed(request: Request, world: World, asked: Asked) -> _Weighed | None:
    """The newest claims of each sort that is asked for; None where there are none."""
    wanted = {
        noun: own
        for noun, kinds in _SORTS.items()
        if (own := tuple(kind for kind in kinds if kind in asked.kinds))
    }
    every = replace(asked.question(request.as_of, limit=1), since=None, texts=False)
    part = replace(every, limit=_READ, counted=False, recurring=True)
    sorts = (replace(part, kinds=kinds) for kinds in wanted.values())
    whole, *pages = await world.store.pages(every, *sorts)
    found = {noun: page for noun, page in zip(wanted, pages, strict=True) if page.total}
    return _Weighed(whole=whole, newest=found) if found else None


def section(move: Moved, receipts: Receipts) -> Section | None:
    """One change with both its claims, the older first; None where a claim is withheld."""
    shown = show((move.was, move.now), receipts)
    if shown.withheld:
        return None
    return Section(
        title=f"{_of_what(move)}: {move.told}",
        notes=(_told_by(move),),
        measures=shown.measures,
        figures=shown.figures,
        claims=_older_first(shown, move),
    )


def _older_first(shown: Shown, move: Moved) -> tuple[ClaimCard, ...]:
    return tuple(sorted(shown.claims, key=lambda card: card.claim_id != move.was.claim.id))


def _of_what(move: Moved) -> str:
    finding = move.now.claim.finding
    if isinstance(finding, Measure):
        who = (
            f"{finding.imposer} → {listed(finding.targets)}"
            if finding.targets
            else (finding.imposer or "imposer not stated")
        )
        return f"{who}, {finding.goods}" if finding.goods else who
    if isinstance(finding, Figure):
        return figure_line(finding).partition(":")[0] + f" {finding.period}"
    who = listed(tuple(brief(name) for name in move.now.claim.speakers))
    return f"{who}, another {move.difference}"


def _told_by(move: Moved) -> str:
    """By whom and when: two outlets on one day tell it differently, else it has changed."""
    outlets = [held.article.parsed.outlet or "outlet unknown" for held in (move.was, move.now)]
    days = [published(held.article.parsed.published) for held in (move.was, move.now)]
    if days[0] == days[1] and outlets[0] != outlets[1] and move.difference is not Difference.STATUS:
        return f"Told differently on {days[0]} by {outlets[0]} and by {outlets[1]}."
    return f"First {outlets[0]}, {days[0]}; then {outlets[1]}, {days[1]}."


def _actions(asked: Asked) -> tuple[Action, ...]:
    _, _, typed = asked.line.partition(" ")
    claims = (Action(name="claims", label="All claims", command=f"/claims {typed}"),)
    return claims if typed else ()
