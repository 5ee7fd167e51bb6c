"""Standing questions of a channel: `/digest here daily 08:30 tariffs china`, list, stop."""

from __future__ import annotations

from handlers.asked import Asked, ask, nearest
from handlers.cadence import next_run
from handlers.errors import Refused
from handlers.newsroom import (
    Cadence,
    Channel,
    DeliveryState,
    Platform,
    Request,
    Subscription,
)
from handlers.ports import World
from handlers.query import tidy
from handlers.reply import Action, Moment, Reply, Row
from handlers.timetable import Wanted, wanted
from handlers.vocabulary import Vocabulary, vocabulary
from handlers.wording import DAYS, listed, local

MOST = 25  # digests a channel may have
_WORKDAYS = (0, 1, 2, 3, 4)


async def digest(request: Request, world: World, argument: str) -> Reply:
    """Subscribe this channel (or the person) to a question, list such digests, stop one."""
    first, _, rest = tidy(argument).partition(" ")
    if first.lower() in ("", "list"):
        return await _listing(request, world)
    if first.lower() == "stop":
        return await _stop(request, world, rest)
    return await _subscribe(request, world, wanted(argument, request.zone))


async def _subscribe(request: Request, world: World, asked: Wanted) -> Reply:
    channel = _direct(request) if asked.direct else request.channel
    if channel == request.channel:
        world.rights.refuse_digest(request)
    words = await vocabulary(world, asked.cadence.zone)
    question = ask(asked.query, words, channel.workspace)
    for old in await world.store.subscriptions(channel):
        if (old.query, old.cadence) == (question.line, asked.cadence):
            return Reply(
                headline=f"That digest exists already, as no. {old.number}.",
                notes=(f"Next: {local(old.due, old.cadence.zone)}.",),
                moments=(Moment(at=old.due, words=local(old.due, old.cadence.zone)),),
                private=True,
            )
    if len(await world.store.subscriptions(channel)) >= MOST:
        raise Refused(f"There are {MOST} digests here already: stop one first (/digest list).")
    now = world.clock.now()
    kept = await world.store.subscribe(
        Subscription(
            number=0,
            channel=channel,
            person=request.person,
            query=question.line,
            cadence=asked.cadence,
            created=now,
            due=next_run(asked.cadence, now).at,
        )
    )
    upcoming = local(kept.due, kept.cadence.zone)
    doubts = await _doubts(question, words, world)
    return Reply(
        headline=f"Digest no. {kept.number}: {question.understood.line or 'everything'}, "
        f"{in_words(kept.cadence)}.",
        notes=(f"Next: {upcoming}.", *doubts, *question.understood.notes),
        moments=(Moment(at=kept.due, words=upcoming),),
        actions=(Action(name="stop", label="To end it", command=f"/digest stop {kept.number}"),),
    )


async def _doubts(question: Asked, words: Vocabulary, world: World) -> list[str]:
    """What looks misspelt in a question that nothing matches so far."""
    if (await world.store.search(question.question(None, limit=1))).total:
        return []
    better = nearest(question, words)
    return [
        f"Nothing matches “{guess.typed}” so far. If you meant {guess.meant}, stop this one and "
        "subscribe again with that."
        for guess in (better[1] if better else ())
    ]


def _direct(request: Request) -> Channel:
    """The conversation with the person alone; the console is one already."""
    if request.channel.platform is Platform.CONSOLE:
        return request.channel
    return Channel(
        platform=request.channel.platform,
        workspace=request.channel.workspace,
        id=f"@{request.person}",
    )


def in_words(cadence: Cadence) -> str:
    """ "weekly on Monday at 08:30 (Europe/London)"."""
    if len(cadence.weekdays) == len(DAYS):
        days = "daily"
    elif cadence.weekdays == _WORKDAYS:
        days = "on weekdays"
    else:
        days = f"weekly on {listed(tuple(DAYS[number] for number in cadence.weekdays))}"
    return f"{days} at {cadence.at:%H:%M} ({cadence.zone})"


async def _listing(request: Request, world: World) -> Reply:
    here = await world.store.subscriptions(request.channel)
    direct = _direct(request)
    mine = () if direct == request.channel else await world.store.subscriptions(direct)
    rows, moments = list[Row](), list[Moment]()
    for each in (*here, *mine):
        upcoming = local(each.due, each.cadence.zone)
        to_you = " to you" if each in mine else ""
        rows.append(
            Row(
                label=f"no. {each.number}",
                text=f"{each.query}{to_you}, {in_words(each.cadence)}; "
                f"next {upcoming}{await _last(each, world)}",
            )
        )
        moments.append(Moment(at=each.due, words=upcoming))
    example = "/digest here daily 08:30 tariffs china"
    if not rows:
        headline = "There is no digest here yet."
        return Reply(headline=headline, notes=(f"Make one: {example}",), private=True)
    return Reply(
        headline=f"{len(rows)} digest{'s' if len(rows) > 1 else ''}",
        notes=("To end one: /digest stop and its number.",),
        rows=tuple(rows),
        moments=tuple(moments),
        private=True,
    )


async def _last(subscription: Subscription, world: World) -> str:
    """What went wrong with the last one, if anything did."""
    for delivery in (await world.store.deliveries(subscription.number))[-1:]:
        if delivery.state is DeliveryState.FAILED:
            return f"; the one of {delivery.local_date} could not be delivered"
        if delivery.state is DeliveryState.UNKNOWN:
            return f"; nobody can say whether the one of {delivery.local_date} arrived"
    return ""


async def _stop(request: Request, world: World, number: str) -> Reply:
    typed = number.strip("# .").lower().removeprefix("no.").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 10):
        raise Refused("Say which one to stop by its number, such as /digest stop 3 (/digest list).")
    now = world.clock.now()
    for each in await world.store.subscriptions(request.channel):
        if each.number == int(typed):
            world.rights.refuse_digest(request, each.person)
    for channel in dict.fromkeys((request.channel, _direct(request))):
        if await world.store.stop(int(typed), channel, now):
            return Reply(headline=f"Digest no. {int(typed)} is stopped.")
    raise Refused(f"There is no digest no. {int(typed)} here; /digest list shows those there are.")
