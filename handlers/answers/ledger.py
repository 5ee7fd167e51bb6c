"""/ledger: who charges whom what on which goods, was and is, with a receipt for each cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial

from handlers.answers.ledger_cards import card
from handlers.errors import Refused
from handlers.ledger.lines import Line, lines
from handlers.ledger.standing import Standing
from handlers.newsroom import Held, Request
from handlers.nothing_found.empty import nothing_found
from handlers.nothing_found.spellings import first_found
from handlers.ports import MOST_OTHERS, Page, Question, World
from handlers.questions.asked import Asked, as_of_too, ask, did_you_mean
from handlers.questions.hindsight import without_later
from handlers.questions.query import tidy
from handlers.questions.understood import Understood
from handlers.record.vocabulary import Guess, vocabulary
from handlers.reply import Action, Reply, Section
from handlers.showing.cards import Receipts, intact, withheld
from handlers.words.names import folded
from handlers.words.wording import count, coverage, day, listed, today
from nlp import countries
from nlp.analysis import Measure

MOST_READ = 150  # measure claims, the newest: what an answer can read at once
PAGE = 20  # lines
_FARTHEST = 6  # digits of a page's number
# "/ledger peru in force", "/ledger 25%": that part of the ledger alone.
_STANDING = re.compile(r"\s*\bin (?:force|effect|place)\s*$", re.IGNORECASE)
_RATE = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{1,3})?)\s*(?:%|per\s?cent\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """Which lines of a ledger were asked for: those of a standing, those at these rates."""

    standing: Standing | None
    rates: tuple[str, ...]

    @classmethod
    def of(cls, typed: str) -> tuple[str, _Part]:
        """What a ledger is asked of, and which part of it."""
        about = _STANDING.sub("", typed)
        standing = Standing.APPLIES if about != typed else None
        return about, cls(standing=standing, rates=tuple(_RATE.findall(about)))

    @property
    def named(self) -> str:
        """ "in force, or due by now", "at 25 %"; "" where all of it was asked for."""
        standing = self.standing.value if self.standing else ""
        rates = listed(tuple(f"{each} %" for each in self.rates), "or")
        named = (f"{standing[:1].lower()}{standing[1:]}", f"at {rates}" if rates else "")
        return ", ".join(filter(None, named))

    def of_lines(self, whole: tuple[Line, ...]) -> tuple[Line, ...]:
        """These of all lines."""
        rates = set(map(Decimal, self.rates))
        return tuple(
            line
            for line in whole
            if (self.standing is None or line.standing is self.standing)
            and (not rates or not rates.isdisjoint(_rates(line)))
        )

    def without_rates(self, asked: Asked) -> Asked:
        """The question without them: what was cut to another rate may no longer name them."""
        rates = {" ".join(folded(each)) for each in self.rates}
        words = tuple(word for word in asked.understood.words if word not in rates)
        return replace(asked, understood=replace(asked.understood, words=words))


def _rates(line: Line) -> Iterator[Decimal | None]:
    """At which a line is shown."""
    return (each.measure.rate for each in (line.rate, *line.also) if each)


async def ledger(request: Request, world: World, argument: str) -> Reply:
    """The measure ledger of a country, of other words, or of all, as of a day.

    "in force" behind them, and a percentage, ask for that part of it alone.
    """
    about, part = _Part.of(tidy(argument))
    line = f"ledger {about}".rstrip()
    known = await vocabulary(world, request.zone)
    words = await without_later(line, known, request.as_of, world)
    asked = ask(line, words, request.channel.workspace)
    look = partial(_read, request, world, part)
    asked, guesses, page = await first_found(asked, words, request, world, look)
    if page is None:
        return await nothing_found(request, world, asked, guesses)
    return await _filled(request, world, asked, page, guesses, part)


def offset(page: str) -> int:
    """From which line, or which entry, on an answer goes on; raises Refused for no such page."""
    if page and not re.fullmatch(rf"[0-9]{{1,{_FARTHEST}}}", page):
        raise Refused("That page is not known here. Please ask the question again.")
    return int(page or 0)


def within(start: int, of: int) -> int:
    """The same start; raises Refused where nothing of so many stands there, as on a page that
    an article taken away since has emptied."""
    if start and start >= of:
        raise Refused("There is no such page of this answer. Please ask the question again.")
    return start


async def _read(request: Request, world: World, part: _Part, asked: Asked) -> Page | None:
    """What matches; None where nothing does. Rates count where all can't be read at once."""
    page = await _found(request, world, part.without_rates(asked))
    if part.rates and page.total > MOST_READ:
        page = await _found(request, world, asked)
    return page if page.total else None


def _searched(part: _Part, asked: Asked, page: Page) -> Asked:
    """The question as that page answers it."""
    return asked if page.total > MOST_READ else part.without_rates(asked)


async def _found(request: Request, world: World, asked: Asked) -> Page:
    wanted = replace(asked.question(request.as_of, limit=MOST_READ), texts=False)
    return await world.store.search(wanted)


async def _filled(
    request: Request,
    world: World,
    asked: Asked,
    page: Page,
    guesses: tuple[Guess, ...],
    part: _Part,
) -> Reply:
    as_of = request.as_of or today(request.zone, world.clock.now())
    meant = list(_concerning(page.found, asked.understood))
    start = offset(request.page)
    bounds = replace(asked.question(request.as_of), limit=MOST_OTHERS)
    whole, drawn, shown, gone = await _drawn(meant, as_of, part, start, bounds, world)
    within(start, len(drawn))
    following = str(start + PAGE) if start + PAGE < len(drawn) else ""
    receipts = Receipts()
    notes = (
        *map(did_you_mean, guesses),
        *asked.understood.notes,
        *_bounds(asked, page, request.as_of),
        *_left_out(asked.understood, len(page.found) - len(meant)),
        *withheld(gone),
        *_of_part(asked, part, whole, drawn, request.as_of),
        *_by_standing(drawn),
        *(
            (f"Lines {start + 1} to {start + len(shown)} of {len(drawn)}.",)
            if start or following
            else ()
        ),
    )
    return Reply(
        headline=_headline(_searched(part, asked, page), page, whole, as_of),
        notes=notes,
        sections=tuple(_sections(shown, receipts)),
        receipts=receipts.all(),
        actions=_actions(asked, part, following, request.as_of),
        total=len(drawn),
        next=following,
    )


async def _drawn(
    meant: list[Held],
    as_of: date,
    part: _Part,
    start: int,
    bounds: Question,
    world: World,
) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...], int]:
    """The ledger of these claims, the part of it that was asked for (all of it where that part is
    empty), the lines of the page as they are shown, and how many claims are withheld.

    Only what the page shows is read from its articles. A claim whose words are no longer there
    has no part in it, and the ledger is drawn without it.
    """
    gone = set[str]()
    while True:
        whole = lines((held for held in meant if held.claim.id not in gone), as_of)
        drawn = part.of_lines(whole) or whole
        page = drawn[start : start + PAGE]
        cited = {key: each.held for line in page for key, each in line.statements.items()}
        found = await world.store.with_others(tuple(cited.values()), bounds)
        read = {held.claim.id: held for held in found}
        changed = {held.claim.id for held in found if not intact(held)}
        if not changed:
            return whole, drawn, tuple(line.with_texts(read) for line in page), len(gone)
        gone |= changed


def _concerning(found: Iterable[Held], understood: Understood) -> Iterator[Held]:
    """The measures that all countries asked for impose, or are targets of."""
    asked = [
        frozenset(understood.who.names(name))
        for name in understood.entities
        if countries.named(name)
    ]
    for held in found:
        finding = held.claim.finding
        if isinstance(finding, Measure) and not any(
            names.isdisjoint((finding.imposer, *finding.targets)) for names in asked
        ):
            yield held


def _headline(asked: Asked, page: Page, drawn: tuple[Line, ...], as_of: date) -> str:
    about = f" · {asked.understood.line}" if asked.understood.line else ""
    if not drawn:
        return f"Measure ledger{about}: no line; as of {day(as_of)}."
    read = count(page.total, "claim", capped=page.capped)
    return (
        f"Measure ledger{about}: {count(len(drawn), 'line')}, from {read} in "
        f"{coverage(page.coverage)}; as of {day(as_of)}."
    )


def _bounds(asked: Asked, page: Page, as_of: date | None) -> tuple[str, ...]:
    """Says so where there is more than can be read at once."""
    if page.total <= MOST_READ:
        return ()
    total = count(page.total, "claim", capped=page.capped)
    narrower = as_of_too(f"/{asked.line} steel", as_of)
    note = (
        f"Only the newest {MOST_READ} of {total} are in this ledger. A country or goods narrow "
        f"it, such as {narrower}; an earlier as-of: day shows what came before."
    )
    return (note,)


def _left_out(understood: Understood, number: int) -> tuple[str, ...]:
    if not number:
        return ()
    named = listed(understood.entities)
    note = (
        f"Left out: {count(number, 'claim')} of measures that only stand near {named}, such as "
        f"those on all countries; /claims {' '.join(understood.entities)} kind:measure has them."
    )
    return (note,)


def _of_part(
    asked: Asked,
    part: _Part,
    whole: tuple[Line, ...],
    drawn: tuple[Line, ...],
    as_of: date | None,
) -> tuple[str, ...]:
    """Says which part was asked for, and where the rest is."""
    if not part.named or not whole:
        return ()
    if not part.of_lines(whole):
        return (f"No line of it is {part.named}: the whole ledger follows.",)
    rest = as_of_too(" ".join(_RATE.sub(" ", f"/{asked.line}").split()), as_of)
    number = f"{count(len(drawn), 'line')} of {len(whole)}"
    return (f"Only what is {part.named}: {number}; {rest} has all.",)


def _by_standing(drawn: tuple[Line, ...]) -> tuple[str, ...]:
    """How many lines each part of the ledger has, where it has several and more than a page."""
    if len(drawn) <= PAGE:
        return ()
    counted = Counter(line.standing for line in drawn)
    if len(counted) == 1:
        return ()
    return (" · ".join(f"{each}: {counted[each]}" for each in Standing if counted[each]) + ".",)


def _sections(shown: Iterable[Line], receipts: Receipts) -> Iterable[Section]:
    by_standing: dict[Standing, list[Line]] = {}
    for line in shown:
        by_standing.setdefault(line.standing, []).append(line)
    for standing, of_it in by_standing.items():
        cards = tuple(card(line, receipts) for line in of_it)
        yield Section(title=standing.value, measures=cards)


def _actions(asked: Asked, part: _Part, following: str, as_of: date | None) -> tuple[Action, ...]:
    standing = f"/{asked.line} in force" if part.standing else f"/{asked.line}"
    again = as_of_too(standing, as_of)
    more = (Action(name="more", label="More", command=again, page=following),)
    over_time = as_of_too(f"/{asked.line}", as_of).replace("/ledger", "/timeline", 1)
    return (
        *(more if following else ()),
        Action(name="retry", label="Over time", command=over_time),
    )
