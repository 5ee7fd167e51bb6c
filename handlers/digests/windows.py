"""What a digest has to tell: read from the store, judged against what came before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from handlers.digests.deadlines import Deadline, deadlines, entering
from handlers.digests.novelty import Left, New, Record, people
from handlers.newsroom import ClaimKind, Held
from handlers.ports import Question, World
from handlers.questions.asked import Asked
from handlers.showing.cards import SAID
from handlers.subscribed import Item, Subscription, Why

MOST_READ = 400  # new claims that are judged, the newest
_NAMESAKES = 20
_EARLIER = 200  # claims of each sort that they are compared with, the newest


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The local day of a digest, and that of the one before, if there was one."""

    today: date
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What came in on a question up to an ingest sequence, judged: told, and left out."""

    upto: int
    new: tuple[New, ...]  # the most pressing first
    left: tuple[Left, ...]
    unread: int  # claims beyond those that are judged at a time

    @property
    def items(self) -> tuple[Item, ...]:
        """What is told, best first."""
        return tuple(each.item for each in self.new)


async def read(subscription: Subscription, asked: Asked, world: World, dates: Dates) -> Window:
    """The window of a subscription, up to what is stored now."""
    upto = await world.store.sequence()
    question = replace(asked.question(None, limit=MOST_READ), after=subscription.seen, upto=upto)
    if not subscription.seen and subscription.policy.since:
        since = max(filter(None, (question.since, subscription.policy.since)))
        question = replace(question, since=since)
    found: tuple[Held, ...] = ()
    unread = 0
    if upto > subscription.seen:
        page = await world.store.search(question)
        found, unread = page.found, page.total - len(page.found)
    record = Record()
    if found:
        record.know(await _earlier(subscription, asked, found, world))
        record.take(await _in_order(found, world))
    new = frozenset(held.claim.id for held in found)
    near = list[Deadline]()
    if (days := subscription.policy.ahead) and not subscription.cadence.at_once:
        coming = await coming_up(asked, dates.today, world)
        near = entering(coming, dates.today, dates.last, days, new)
    return Window(
        upto=upto,
        new=_ranked(record.ranked(), near),
        left=tuple(record.left),
        unread=unread,
    )


def _ranked(new: list[New], near: list[Deadline]) -> tuple[New, ...]:
    """All that is told, the days to come at their place."""
    coming = [
        New(
            item=Item(why=Why.DEADLINE, claim_id=one.held.claim.id, told=one.line),
            held=one.held,
        )
        for one in near
    ]
    order = {why: number for number, why in enumerate(Why)}
    return tuple(sorted((*new, *coming), key=lambda each: order[each.item.why]))


async def _in_order(found: Iterable[Held], world: World) -> list[Held]:
    """The claims in the order in which they were stored."""
    by_id = {held.claim.id: held for held in found}
    return [by_id[each] for each in await world.store.in_order(tuple(by_id))]


async def _earlier(
    subscription: Subscription, asked: Asked, found: tuple[Held, ...], world: World
) -> list[Held]:
    """What was stored before on this question, of the sorts that are new, oldest first.

    At least one claim of each who speaks now and spoke before is among them.
    """
    if not subscription.seen:
        return []
    kinds = {held.claim.kind for held in found}
    earlier: list[Held] = []
    for sort in ((ClaimKind.MEASURE,), (ClaimKind.FIGURE,), SAID):
        if not kinds.isdisjoint(sort):
            question = _before(subscription, asked, sort)
            speakers = await _speakers(found, world) if sort == SAID else ()
            question = replace(question, speakers=speakers or question.speakers)
            some, following = await world.store.newest(question)
            earlier += some
            heard = {name for held in some for name in held.claim.speakers}
            for name in speakers if following else ():
                if name not in heard:
                    of_one = replace(question, speakers=(name,), limit=1)
                    earlier += (await world.store.newest(of_one))[0]
    return await _in_order(earlier, world)


def _before(subscription: Subscription, asked: Asked, sort: tuple[ClaimKind, ...]) -> Question:
    kinds = tuple(kind for kind in sort if kind in asked.kinds)
    plain = asked.question(None, *kinds, limit=_EARLIER)
    return replace(plain, upto=subscription.seen)


async def _speakers(found: Iterable[Held], world: World) -> tuple[str, ...]:
    """Who speaks; for a person's bare surname also those who have it."""
    said = [held for held in found if held.claim.kind in SAID]
    names = dict.fromkeys(name for held in said for name in held.claim.speakers)
    bare = {name for held in said for name in people(held) if " " not in name}
    if bare:
        book = await world.store.name_book()
        having = (each for each in book.speakers if each.rpartition(" ")[2] in bare)
        names |= dict.fromkeys(islice(having, _NAMESAKES))
    return tuple(names)


async def coming_up(asked: Asked, today: date, world: World) -> list[Deadline]:
    """All days from today on that measures on this question name."""
    if ClaimKind.MEASURE not in asked.kinds:
        return []
    question = asked.question(None, ClaimKind.MEASURE, limit=_EARLIER)
    return deadlines((await world.store.newest(question))[0], today)
