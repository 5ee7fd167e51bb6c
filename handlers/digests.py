"""Digests: planned as rows of an outbox, composed from frozen claims, sent exactly once.

`plan_due` writes down what is due before anything is sent; `send_due` takes one row at
a time under a lease. A row that was tried before may have arrived: the channel is
asked for it before it is posted again.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.asked import Asked, ask
from handlers.cadence import Run, latest_missed, next_run
from handlers.cards import show
from handlers.errors import Refused, SendFailed, SendRefused, SendUnknown
from handlers.newsroom import Delivery, DeliveryState, Held, Platform, Subscription
from handlers.ports import MOST_OTHERS, Messenger, World
from handlers.reply import Action, Moment, Reply
from handlers.rests import rests
from handlers.vocabulary import vocabulary
from handlers.wording import count, local, today

MOST = 20  # claims a digest shows; the rest are counted
LEASE = timedelta(seconds=45)
TRIES = 12  # with the pauses below, about four hours
_LATE = timedelta(minutes=10)
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(minutes=30)


async def plan_due(world: World) -> int:
    """Write a delivery for each subscription that is due, and move it on; how many.

    After a time without the bot only the latest missed run is planned: its window
    holds all that is new since the last one, so nothing is lost and nobody is flooded.
    """
    now = world.clock.now()
    planned = 0
    for subscription in await world.store.due(now):
        run = latest_missed(subscription.cadence, subscription.due, now)
        delivery, upto = await _delivery(subscription, run, world)
        following = next_run(subscription.cadence, max(now, run.at))
        planned += await world.store.plan(delivery, following.at, upto)
    return planned


async def preview(subscription: Subscription, world: World) -> Reply:
    """The next digest as it would be now; nothing is stored or sent."""
    run = next_run(subscription.cadence, world.clock.now())
    delivery, _ = await _delivery(subscription, run, world)
    return await compose(delivery, world)


async def _delivery(subscription: Subscription, run: Run, world: World) -> tuple[Delivery, int]:
    """The delivery of a run with its claims frozen, and the sequence it tells up to."""
    upto = await world.store.sequence()
    found, total = await _window(subscription, upto, world)
    delivery = Delivery(
        key=key_of(subscription, run),
        subscription=subscription,
        local_date=run.local_date,
        due=run.at,
        claim_ids=tuple(held.claim.id for held in found),
        total=total,
        state=DeliveryState.DUE,
    )
    return delivery, upto


def key_of(subscription: Subscription, run: Run) -> str:
    """The key that rides with the message: the same for the same run, 25 characters."""
    channel = subscription.channel
    parts = (channel.platform, channel.workspace, channel.id, subscription.number)
    made_of = "\x1f".join(map(str, (*parts, subscription.created.isoformat(), run.local_date)))
    digest = hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode().lower()[:25]


async def _window(subscription: Subscription, upto: int, world: World) -> tuple[list[Held], int]:
    """What came in since the channel was last told, the newest of it, and how many."""
    asked = await _asked(subscription, world)
    if isinstance(asked, Refused):
        return [], 0
    question = replace(asked.once(None, limit=MOST), after=subscription.seen, upto=upto)
    page = await world.store.search(question)
    return list(page.found), page.total


async def _asked(subscription: Subscription, world: World) -> Asked | Refused:
    """The question as it is understood now; what it names may be on no record any more."""
    words = await vocabulary(world, subscription.cadence.zone)
    try:
        return ask(subscription.query, words, subscription.channel.workspace)
    except Refused as refusal:
        return refusal


def _broken(delivery: Delivery, refusal: Refused) -> Reply:
    number, query = delivery.subscription.number, delivery.subscription.query
    return Reply(
        headline=f"Digest no. {number} on {query} can't be answered any more: {refusal}",
        notes=(f"To end it: /digest stop {number}",),
    )


async def compose(delivery: Delivery, world: World) -> Reply:
    """The message of a delivery, from the claims that were frozen when it was planned."""
    subscription = delivery.subscription
    asked = await _asked(subscription, world)
    if isinstance(asked, Refused):
        return _broken(delivery, asked)
    workspace = subscription.channel.workspace
    held = [await world.store.claim(each, workspace=workspace) for each in delivery.claim_ids]
    bounds = asked.question(None)
    live = tuple(each for each in held if each is not None)
    shown = show(await world.store.with_others(live, replace(bounds, limit=MOST_OTHERS)))
    gone = sum(each is None for each in held)
    moment = Moment(at=delivery.due, words=local(delivery.due, subscription.cadence.zone))
    rest = max(delivery.total - len(delivery.claim_ids), 0)
    earlier = await world.store.deliveries(subscription.number)
    late = _late(delivery, moment, world)
    notes = [*late, *_lost(earlier, delivery), *shown.notes]
    if gone:
        notes.append(f"{count(gone, 'claim')} that were found are no longer in their articles.")
    if rest:
        notes.append(f"{count(rest, 'more claim')}: /{asked.line}")
    return Reply(
        headline=_headline(delivery, asked, first=not any(e.due < delivery.due for e in earlier)),
        notes=tuple(notes),
        measures=shown.measures,
        figures=shown.figures,
        claims=shown.claims,
        receipts=shown.receipts,
        actions=(Action(name="more", label="All of it", command=f"/{asked.line}"),)
        if delivery.total
        else (),
        rests=rests(shown.receipts, today(subscription.cadence.zone, world.clock.now())),
        moments=(moment,) if late else (),
        total=delivery.total,
    )


def _headline(delivery: Delivery, asked: Asked, *, first: bool) -> str:
    line = asked.understood.line or "everything"
    number = delivery.subscription.number
    if not delivery.total:
        what = "nothing is known yet" if first else "nothing new since the last digest"
        return f"Digest no. {number} on {line}: {what}."
    what = "what is known so far" if first else "new since the last digest"
    return f"Digest no. {number} on {line}: {count(delivery.total, 'claim')}, {what}."


def _late(delivery: Delivery, moment: Moment, world: World) -> list[str]:
    """When it was due, where it comes late."""
    if world.clock.now() - delivery.due < _LATE:
        return []
    return [f"This digest was due {moment.words} and is late."]


def _lost(earlier: tuple[Delivery, ...], delivery: Delivery) -> list[str]:
    """What the channel has missed since the last digest that arrived."""
    before = [each for each in earlier if each.due < delivery.due]
    missed = list[Delivery]()
    while before and before[-1].state in (DeliveryState.FAILED, DeliveryState.UNKNOWN):
        missed.append(before.pop())
    total = sum(each.total for each in missed)
    if not total:
        return []
    dates = ", ".join(str(each.local_date) for each in reversed(missed))
    return [f"The digest of {dates} may not have arrived; it had {count(total, 'claim')}."]


async def send_due(world: World, messengers: Mapping[Platform, Messenger], owner: str) -> int:
    """Send what the outbox holds, one row at a time; how many are known to have arrived.

    `owner` names this process among those that share the store.
    """
    arrived = 0
    while delivery := await world.store.lease(owner, world.clock.now(), LEASE):
        messenger = messengers.get(delivery.subscription.channel.platform)
        if messenger is None:
            pause = world.clock.now() + timedelta(minutes=5)
            await world.store.retry(delivery.key, pause, "the platform is not connected")
        else:
            arrived += await _send(delivery, world, messenger, owner)
    return arrived


async def _send(delivery: Delivery, world: World, messenger: Messenger, owner: str) -> bool:
    """Send one delivery that this owner holds; whether it is known to have arrived."""
    channel, key = delivery.subscription.channel, delivery.key
    try:
        message_id = await _found(delivery, messenger)
        if message_id is None:
            reply = await compose(delivery, world)
            if not await world.store.still_mine(key, owner, world.clock.now()):
                return False
            message_id = await messenger.post(channel, reply, key)
    except SendRefused as error:
        await world.store.give_up(key, str(error), unknown=False)
    except SendFailed as error:
        await _again(delivery, world, error)
    else:
        await world.store.sent(key, message_id, world.clock.now())
        return True
    return False


async def _found(delivery: Delivery, messenger: Messenger) -> str | None:
    """The message of an earlier try, where there was one and it arrived."""
    if delivery.attempts < 2 or delivery.first_tried is None:
        return None
    return await messenger.find(delivery.subscription.channel, delivery.key, delivery.first_tried)


async def _again(delivery: Delivery, world: World, error: SendFailed) -> None:
    """Give the row back for a later try, or give up after too many."""
    unknown = isinstance(error, SendUnknown)
    if delivery.attempts >= TRIES:
        await world.store.give_up(delivery.key, str(error), unknown=unknown)
        return
    wait = min(_FIRST_PAUSE * 2 ** (delivery.attempts - 1), _LONGEST_PAUSE)
    wait = max(wait, timedelta(seconds=error.retry_after))
    await world.store.retry(delivery.key, _at(world, wait), str(error))


def _at(world: World, wait: timedelta) -> datetime:
    return world.clock.now() + wait
