"""Digests: planned as rows of an outbox, with all that they tell frozen before it is sent.

`plan_due` writes down what is due before anything is sent; `handlers.digests.sending` takes one
row at a time under a lease.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from handlers.digests.text import line_of
from handlers.digests.windows import Dates, Window, read
from handlers.errors import Refused
from handlers.ports import World
from handlers.questions.asked import Asked, ask
from handlers.record.vocabulary import vocabulary
from handlers.showings import became
from handlers.subscribed import Delivery, DeliveryState, Item, Subscription, Why
from handlers.subscriptions.cadence import (
    Run,
    at_once,
    latest_missed,
    missed,
    next_run,
    quiet_until,
)
from handlers.words.wording import count, local

_LOOK_BACK = 60  # deliveries whose corrections are told
_KNOWN = 16  # questions whose answers are kept for others that ask the same
_CAPPED = "That was the last alert for today: /{} shows what comes in until tomorrow's."
KEPT = 100  # items of one digest; what is beyond is counted


async def plan_due(world: World) -> int:
    """Write a delivery for each subscription that is due, and move it on; how many.

    After a time without the bot only the latest missed run is planned: its window
    holds all that is new since the last one, so nothing is lost and nobody is flooded.
    In quiet hours nothing is planned, so that their end has one digest for all of them.
    """
    now = world.clock.now()
    stored = await world.store.sequence()
    known: Known = {}
    planned = 0
    for subscription in sorted(await world.store.due(now), key=_question):
        if quiet_until(subscription.cadence, now):
            continue
        theirs = world.within(subscription.channel)
        if not subscription.cadence.at_once:
            planned += await _plan(subscription, theirs, now, known)
        elif stored > subscription.seen:
            planned += await _plan_alert(subscription, theirs, now, known)
    return planned


def _question(subscription: Subscription) -> tuple[str, str, str, int, datetime]:
    """Equal questions stand next to each other, so that few answers need be kept."""
    channel, cadence = subscription.channel, subscription.cadence
    asked = (subscription.query, channel.workspace, cadence.zone, subscription.seen)
    return (*asked, subscription.due)


async def _plan(subscription: Subscription, world: World, now: datetime, known: Known) -> bool:
    cadence, due = subscription.cadence, subscription.due
    run = latest_missed(cadence, due, now, world.holidays)
    notes = _gap(subscription, missed(cadence, due, now, world.holidays), now)
    delivery, upto = await due_delivery(subscription, run, world, notes=notes, known=known)
    following = next_run(cadence, max(now, run.at), world.holidays)
    return await world.store.plan(delivery, following.at, upto)


async def _plan_alert(
    subscription: Subscription, world: World, now: datetime, known: Known
) -> bool:
    """Plan what is new at once; beyond the day's cap say so once, and keep it for tomorrow."""
    cap = subscription.policy.cap
    run = at_once(subscription.cadence, now)
    last = await world.store.deliveries(subscription.number, last=cap + 1)
    so_far = sum(each.local_date == run.local_date for each in last)
    if so_far > cap:
        return False
    delivery, upto = await due_delivery(subscription, run, world, known=known)
    if not delivery.items and upto == subscription.seen:  # it can't be answered any more
        return False
    if not delivery.items:
        await world.store.change(subscription, replace(subscription, seen=upto))
        return False
    if so_far == cap:
        note = _CAPPED.format(subscription.query)
        capped = replace(delivery, items=(), notes=(note,))
        return await world.store.plan(capped, subscription.due, subscription.seen)
    return await world.store.plan(delivery, subscription.due, upto)


async def due_delivery(
    subscription: Subscription,
    run: Run,
    world: World,
    *,
    notes: tuple[str, ...] = (),
    known: Known | None = None,
) -> tuple[Delivery, int]:
    """The delivery of a run with its items frozen, and the sequence it tells up to.

    `known` is what questions that were read just now have to tell; it is added to.
    """
    told = await world.store.deliveries(subscription.number, last=_LOOK_BACK)
    last = told[-1].local_date if told else None
    gist = await _gist(subscription, Dates(today=run.local_date, last=last), world, known)
    items = (*await _corrected(subscription, told, world), *gist.items)[:KEPT]
    silence = await _silence(subscription, run, told, world)
    notes = (*notes, *gist.beyond, *silence)
    delivery = Delivery(
        key=key_of(subscription, run),
        subscription=subscription,
        local_date=run.local_date,
        local_time=run.local_time,
        due=run.at,
        items=items,
        state=DeliveryState.DUE,
        notes=notes,
    )
    if subscription.policy.silent and gist.answerable and not (items or notes):
        delivery = replace(delivery, state=DeliveryState.SILENT)
    return delivery, gist.upto


@dataclass(frozen=True, slots=True, kw_only=True)
class Gist:
    """What a question has to tell up to an ingest sequence, without its claims."""

    items: tuple[Item, ...]
    beyond: tuple[str, ...]
    upto: int
    answerable: bool = True


Known = dict[tuple[object, ...], Gist]


async def _gist(
    subscription: Subscription, dates: Dates, world: World, known: Known | None
) -> Gist:
    """What a subscription has to tell; the same question of the same state is read once."""
    policy = (subscription.policy.since, subscription.policy.ahead)
    asked = (subscription.query, subscription.channel.workspace, subscription.cadence.zone)
    key = (*asked, subscription.seen, subscription.cadence.at_once, *policy, dates)
    if known and key in known:
        return known[key]
    question = await asked_again(subscription, world)
    if isinstance(question, Refused):
        return Gist(items=(), beyond=(), upto=subscription.seen, answerable=False)
    window = await read(subscription, question, world, dates)
    gist = Gist(items=window.items[:KEPT], beyond=_beyond(window), upto=window.upto)
    if known is not None:
        known[key] = gist
        if len(known) > _KNOWN:
            del known[next(iter(known))]
    return gist


async def window_of(subscription: Subscription, run: Run, world: World) -> Window | None:
    """What a run has to tell; None where the question can't be answered any more."""
    asked = await asked_again(subscription, world)
    if isinstance(asked, Refused):
        return None
    before = await world.store.deliveries(subscription.number, last=1)
    dates = Dates(today=run.local_date, last=before[-1].local_date if before else None)
    return await read(subscription, asked, world, dates)


async def _corrected(
    subscription: Subscription, told: tuple[Delivery, ...], world: World
) -> list[Item]:
    """What was told here before and has been disputed, corrected or lost since the last digest."""
    if not told:
        return []
    keys = {each.key for each in told} | {each.carrier for each in told}
    items = list[Item]()
    for amendment in await world.store.amendments(subscription.channel, told[-1].due):
        if amendment.showing.delivery in keys:
            for each in amendment.corrections:
                held = await world.store.recalled(each.claim_id)
                what = line_of(held) if held else f"claim {each.claim_id}"
                text = f"{became(each)}: {what}{f' ({each.note})' if each.note else ''}"
                items.append(Item(why=Why.CORRECTED, claim_id=each.claim_id, told=text))
    return [item for item in dict.fromkeys(items) if item not in told[-1].items]


async def asked_again(subscription: Subscription, world: World) -> Asked | Refused:
    """The question as it is understood now; what it names may be on no record any more."""
    words = await vocabulary(world, subscription.cadence.zone)
    try:
        return ask(subscription.query, words, subscription.channel.workspace)
    except Refused as refusal:
        return refusal


def key_of(subscription: Subscription, run: Run) -> str:
    """The key that rides with the message: the same for the same run, 25 characters."""
    channel = subscription.channel
    parts = (channel.platform, channel.workspace, channel.id, subscription.number)
    slot = (subscription.created.isoformat(), run.local_date, run.local_time)
    made_of = "\x1f".join(map(str, (*parts, *slot)))
    digest = hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(digest).decode().lower()[:25]


def _gap(subscription: Subscription, runs: list[Run], now: datetime) -> tuple[str, ...]:
    """Names the time for which there was no digest, where that was longer than usual."""
    zone = subscription.cadence.zone
    if subscription.paused is not None:
        since = local(subscription.paused, zone)
        until = local(subscription.resumes or now, zone)
        return (f"Paused from {since} to {until}: what came in meanwhile is told here.",)
    held = [run for run in runs if quiet_until(subscription.cadence, run.at)]
    lost = [run for run in runs[:-1] if run not in held]
    if lost:
        since = local(lost[0].at, zone)
        many = count(len(lost), "digest")
        return (f"The bot was away: {many} from {since} on did not go out, this one covers them.",)
    if held:
        return (f"Held since {local(held[0].at, zone)} for the quiet hours.",)
    return ()


def _beyond(window: Window) -> tuple[str, ...]:
    """Says so where more came in than is judged, or kept, at a time."""
    more = max(len(window.items) - KEPT, 0) + window.unread
    return (f"{count(more, 'more claim')} came in than are judged at a time.",) if more else ()


async def _silence(
    subscription: Subscription, run: Run, told: tuple[Delivery, ...], world: World
) -> tuple[str, ...]:
    """Says once that no article has come in for as long as was set."""
    days = subscription.policy.alarm
    if not days or subscription.cadence.at_once:
        return ()
    last = await world.store.last_stored()
    since = last or subscription.created
    told_by = told[-1].due if told else subscription.created
    if not told_by < since + timedelta(days=days) <= run.at:
        return ()
    what = f"since {local(since, subscription.cadence.zone)}" if last else "at all so far"
    days = (run.at - since).days
    return (f"No article has come in {what} ({count(days, 'day')}): do the sources still arrive?",)
