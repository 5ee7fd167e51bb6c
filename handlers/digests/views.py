"""Looking into digests: what would go out and why not more, the rest of the last, its deadlines."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from handlers.digests.calendar_file import deadlines_file
from handlers.digests.deadlines import Deadline
from handlers.digests.planning import asked_again, due_delivery, window_of
from handlers.digests.sending import compose
from handlers.digests.text import Page, actions, finished, headline, hold, line_of
from handlers.digests.windows import Window, coming_up
from handlers.errors import Refused
from handlers.newsroom import Request
from handlers.ports import Question, World
from handlers.questions.asked import ask
from handlers.questions.query import tidy
from handlers.record.vocabulary import vocabulary
from handlers.reply import Action, Reply, Row, Section
from handlers.subscribed import Cadence, Delivery, Subscription
from handlers.subscriptions.cadence import at_once
from handlers.subscriptions.lists import mine, with_number
from handlers.subscriptions.timetable import USUAL
from handlers.words.wording import count, day, local, today

_LEFT_SHOWN = 60  # claims of a preview that would not go out
_PAGE = 20  # items of "more"


async def preview(request: Request, world: World, argument: str) -> Reply:
    """What would go out now, and for all that would not, by which rule; nothing is changed."""
    subscription = await _subscription(request, world, argument)
    return await previewed(subscription, world)


async def _subscription(request: Request, world: World, argument: str) -> Subscription:
    """The one of a number; for a question, the one that would be made of it."""
    typed = tidy(argument)
    if not typed:
        raise Refused("Say which digest, or a question, such as /digest preview tariffs china")
    first = typed.strip("# .").lower().removeprefix("no.").strip()
    if first.isdigit():
        return await with_number(typed, request, world, "preview")
    words = await vocabulary(world, request.zone)
    now = world.clock.now()
    return Subscription(
        number=0,
        channel=request.channel,
        person=request.person,
        query=ask(typed, words, request.channel.workspace).line,
        cadence=Cadence(times=(USUAL,), zone=request.zone),
        created=now,
        due=now,
    )


async def previewed(subscription: Subscription, world: World) -> Reply:
    """The digest of a subscription as it would be now, and what is left out of it."""
    run, world = (
        at_once(subscription.cadence, world.clock.now()),
        world.within(subscription.channel),
    )
    delivery, _ = await due_delivery(subscription, run, world)
    reply = await compose(delivery, world)
    window = await window_of(subscription, run, world)
    left = await _left_out(subscription, window, delivery, world) if window else ()
    return replace(
        reply,
        notes=(*reply.notes, *_would(subscription, delivery)),
        sections=(*reply.sections, *left),
        actions=(),
        private=True,
    )


def _would(subscription: Subscription, delivery: Delivery) -> tuple[str, ...]:
    if delivery.items:
        return ("This is a preview: nothing was posted, and nothing is changed.",)
    if subscription.policy.silent and not delivery.notes:
        return ("This is a preview: with nothing new, nothing would be posted.",)
    return ("This is a preview: nothing was posted.",)


async def _left_out(
    subscription: Subscription, window: Window, delivery: Delivery, world: World
) -> tuple[Section, ...]:
    """Each claim that would not go out, by its rule; those that are many are counted."""
    most = subscription.policy.most
    held = await hold(delivery.items[most:], subscription, world)
    rows = [
        Row(label=f"behind “more”: more than {most} lines", text=line_of(each.now))
        for each in held
        if each.now
    ]
    rows += [Row(label=left.rule.value, text=line_of(left.held)) for left in window.left]
    counted = Counter(row.label for row in rows)
    by_rule = tuple(f"{label}: {count(number, 'claim')}" for label, number in counted.items())
    before = await _before(subscription, world)
    notes = (*by_rule, *((f"told before this digest: {before}",) if before else ()))
    if not notes:
        return ()
    return (Section(title="Left out", notes=notes, rows=tuple(rows[:_LEFT_SHOWN])),)


async def _before(subscription: Subscription, world: World) -> str:
    """How many claims were there before the window."""
    asked = await asked_again(subscription, world)
    if isinstance(asked, Refused) or not subscription.seen:
        return ""
    question: Question = replace(asked.question(None, limit=1), upto=subscription.seen)
    page = await world.store.search(question)
    return count(page.total, "claim", capped=page.capped) if page.total else ""


async def now(request: Request, world: World, argument: str) -> Reply:
    """Send what is new at once; the next run stays where it is."""
    kept = await mine(argument, request, world, "now")
    moment = world.clock.now()
    if kept.rests(moment):
        raise Refused(f"No. {kept.number} is paused: /digest resume {kept.number} goes on first.")
    run = at_once(kept.cadence, moment)
    delivery, upto = await due_delivery(kept, run, world)
    if not delivery.items:
        return Reply(
            headline=f"No. {kept.number} has nothing new to tell, so nothing was sent.",
            private=True,
        )
    if not await world.store.plan(delivery, kept.due, upto):
        raise Refused("That one was changed or sent by somebody just now: look and try again.")
    return Reply(
        headline=f"No. {kept.number} goes out now: {count(len(delivery.items), 'item')}.",
        private=True,
    )


async def _last(kept: Subscription, world: World) -> Delivery:
    """The last delivery that had anything to tell."""
    for each in reversed(await world.store.deliveries(kept.number, last=_PAGE)):
        if each.items:
            return each
    raise Refused(f"No. {kept.number} has told nothing yet: /digest preview {kept.number} shows.")


async def more(request: Request, world: World, argument: str) -> Reply:
    """The rest of the last digest, behind what was shown."""
    number, _, start = tidy(argument).partition(" ")
    kept = await with_number(number, request, world, "more")
    delivery = await _last(kept, world)
    begin = int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 0
    begin = begin or kept.policy.most
    asked = await asked_again(kept, world)
    if isinstance(asked, Refused):
        raise asked
    items = delivery.items[begin : begin + _PAGE]
    if not items:
        raise Refused(f"That was all of the last digest; /{asked.line} shows all there is.")
    page = Page()
    page.add(await hold(items, kept, world))
    end, total = begin + len(items), len(delivery.items)
    reply = Reply(
        headline=headline(delivery, asked, total, first=False),
        notes=(f"Items {begin + 1} to {end} of {total}.",),
        actions=tuple(actions(kept, asked, total, end)),
        private=True,
        total=total,
    )
    return finished(page, reply, delivery.local_date, delivery.due)


async def why(request: Request, world: World, argument: str) -> Reply:
    """Why each line of the last digest is there."""
    kept = await with_number(argument, request, world, "why")
    delivery = await _last(kept, world)
    rows = []
    for each in await hold(delivery.items, kept, world):
        line = line_of(each.now) if each.now else f"claim {each.item.claim_id}, gone since"
        against = f"; before: {line_of(each.was)}" if each.was else ""
        told = f" ({each.item.told})" if each.item.told else ""
        rows.append(Row(label=f"{each.item.why}{told}", text=f"{line}{against}"))
    return Reply(
        headline=f"Why each line of no. {kept.number} of {day(delivery.local_date)} is there.",
        notes=(f"It was due {local(delivery.due, kept.cadence.zone)}.",),
        rows=tuple(rows),
        private=True,
    )


async def calendar(request: Request, world: World, argument: str) -> Reply:
    """The days to come of a digest's question, as a calendar file too."""
    kept = await _subscription(request, world, argument)
    asked = await asked_again(kept, world)
    if isinstance(asked, Refused):
        raise asked
    here = today(kept.cadence.zone, world.clock.now())
    ahead = await coming_up(asked, here, world)
    about = asked.understood.line or "everything"
    if not ahead:
        return Reply(headline=f"No day to come is named on {about}.", private=True)
    page = Page()
    rows = tuple(_day(each, page) for each in ahead)
    reply = Reply(
        headline=f"{count(len(ahead), 'day')} to come on {about}.",
        rows=rows,
        files=(deadlines_file(ahead, world.clock.now()),),
        actions=(Action(name="all", label="All of it", command=f"/{asked.line}"),),
    )
    return replace(finished(page, reply, here, world.clock.now()), charts=())


def _day(each: Deadline, page: Page) -> Row:
    label, _, text = each.line.partition(": ")
    return Row(label=label, text=text, receipts=(page.receipts.number(each.held),))
