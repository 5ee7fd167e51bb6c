"""Sending what the outbox holds: composed from frozen items, looked up before a second try.

A failure's kind decides what follows. A platform that asks to wait is asked again then; one
that is down, with growing pauses, for a day. Where a try may have arrived, the channel is
looked through before another, and in doubt nothing is posted. A definite no ends it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from handlers.digests.planning import asked_again
from handlers.digests.text import Page, actions, finished, headline, hold
from handlers.errors import Refused, SendFailed, SendRefused, SendUnknown
from handlers.newsroom import Platform
from handlers.ports import Messenger, World
from handlers.questions.asked import Asked
from handlers.reply import Moment, Reply, Section
from handlers.subscribed import Delivery, DeliveryState, Item
from handlers.subscriptions.cadence import quiet_until
from handlers.words.wording import count, local

LEASE = timedelta(seconds=45)
TRIES = 12  # of what may have arrived: with the pauses below, about four hours
_PATIENCE = timedelta(hours=24)  # with a platform that is down or busy
_LATE = timedelta(minutes=10)
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(minutes=5)
_LONGEST_UNSURE = timedelta(minutes=30)
_NEVER = datetime.min.replace(tzinfo=UTC)
_LOOK_BACK = 12  # deliveries
_MOST_CARRIED = 5  # lines of each digest, where several come in one message


async def compose(delivery: Delivery, world: World, carried: tuple[Delivery, ...] = ()) -> Reply:
    """The message of a delivery, and of those that it carries, from their frozen items."""
    if carried:
        return await _catch_up((delivery, *carried), world)
    subscription = delivery.subscription
    asked = await asked_again(subscription, world)
    if isinstance(asked, Refused):
        return _broken(delivery, asked)
    earlier = await _earlier(delivery, world)
    retold, told_again = _retold(earlier)
    items = (*retold, *delivery.items)
    shown = items[: subscription.policy.most]
    page = Page()
    page.add(await hold(shown, subscription, world))
    moment = Moment(at=delivery.due, words=local(delivery.due, subscription.cadence.zone))
    late = _late(delivery, moment, world)
    reply = Reply(
        headline=headline(delivery, asked, len(items), first=not earlier),
        notes=(*late, *_unsure(earlier), *told_again, *delivery.notes),
        actions=tuple(actions(subscription, asked, len(items), len(shown))),
        moments=(moment,) if late else (),
        total=len(items),
    )
    return finished(page, reply, delivery.local_date, delivery.due)


async def _catch_up(together: tuple[Delivery, ...], world: World) -> Reply:
    """One message for all that was due in a channel while nothing could be posted there."""
    zone = together[0].subscription.cadence.zone
    ends = [local(each.due, zone) for each in (together[0], together[-1])]
    page = Page()
    total = 0
    for each in together:
        asked = await asked_again(each.subscription, world)
        most = min(each.subscription.policy.most, _MOST_CARRIED)
        total += len(each.items)
        page.sections.append(_part_of(each, asked, most))
        page.add(await hold(each.items[:most], each.subscription, world))
    reply = Reply(
        headline=f"Catch-up: {count(len(together), 'digest')} that could not be posted in time.",
        notes=(f"They were due from {ends[0]} to {ends[1]}.",),
        total=total,
    )
    return finished(page, reply, together[-1].local_date, together[-1].due)


def _part_of(delivery: Delivery, asked: Asked | Refused, most: int) -> Section:
    """The title of one digest within a catch-up, and how to see the rest of it."""
    number, total = delivery.subscription.number, len(delivery.items)
    due = local(delivery.due, delivery.subscription.cadence.zone)
    if isinstance(asked, Refused):
        return Section(title=f"Digest no. {number}, due {due}: {asked}")
    line = asked.understood.line or "everything"
    what = count(total, "item") if total else "nothing new"
    more = (f"{total - most} more: /{asked.line}",) if total > most else ()
    return Section(
        title=f"Digest no. {number} on {line}, due {due}: {what}",
        notes=(*delivery.notes, *more),
    )


def _broken(delivery: Delivery, refusal: Refused) -> Reply:
    number, query = delivery.subscription.number, delivery.subscription.query
    return Reply(
        headline=f"Digest no. {number} on {query} can't be answered any more: {refusal}",
        notes=(f"To end it: /digest stop {number}",),
    )


async def _earlier(delivery: Delivery, world: World) -> list[Delivery]:
    """The deliveries before this one, oldest first."""
    last = await world.store.deliveries(delivery.subscription.number, last=_LOOK_BACK)
    return [each for each in last if (each.due, each.key) < (delivery.due, delivery.key)]


def _just_before(earlier: list[Delivery], state: DeliveryState) -> list[Delivery]:
    """Those that ended so since the last one that ended in another way, oldest first."""
    found = list[Delivery]()
    for each in reversed(earlier):
        if each.state is not state:
            break
        found.insert(0, each)
    return found


def _retold(earlier: list[Delivery]) -> tuple[tuple[Item, ...], list[str]]:
    """What the digests held that could not be delivered just before, and the word on it."""
    lost = _just_before(earlier, DeliveryState.FAILED)
    items = dict.fromkeys(item for each in lost for item in each.items)
    if not items:
        return (), []
    dates = ", ".join(dict.fromkeys(str(each.local_date) for each in lost))
    return tuple(items), [f"The digest of {dates} could not be delivered: it is told here."]


def _unsure(earlier: list[Delivery]) -> list[str]:
    """What the channel may have missed since the last digest that arrived."""
    doubtful = _just_before(earlier, DeliveryState.UNKNOWN)
    total = sum(len(each.items) for each in doubtful)
    if not total:
        return []
    dates = ", ".join(dict.fromkeys(str(each.local_date) for each in doubtful))
    return [f"The digest of {dates} may not have arrived; it had {count(total, 'item')}."]


def _late(delivery: Delivery, moment: Moment, world: World) -> list[str]:
    """When it was due, where it comes late."""
    quiet = quiet_until(delivery.subscription.cadence, delivery.due)
    if world.clock.now() - (quiet or delivery.due) < _LATE:
        return []
    return [f"This digest was due {moment.words} and is late."]


async def send_due(world: World, messengers: Mapping[Platform, Messenger], owner: str) -> int:
    """Send what the outbox holds, one row at a time; how many are known to have arrived.

    `owner` names this sender among those that share the store.
    """
    arrived = 0
    while delivery := await world.store.lease(owner, world.clock.now(), LEASE):
        messenger = messengers.get(delivery.subscription.channel.platform)
        quiet = quiet_until(delivery.subscription.cadence, world.clock.now())
        if delivery.subscription.stopped is not None:
            unknown = delivery.unsure
            await world.store.give_up(delivery.key, owner, "it was stopped", unknown=unknown)
        elif quiet:
            await world.store.retry(delivery.key, owner, quiet, "it is quiet hours")
        elif messenger is None:
            pause = world.clock.now() + timedelta(minutes=5)
            await world.store.retry(delivery.key, owner, pause, "the platform is not connected")
        else:
            theirs = world.within(delivery.subscription.channel)
            arrived += await _send(delivery, theirs, messenger, owner)
    return arrived


async def _send(delivery: Delivery, world: World, messenger: Messenger, owner: str) -> bool:
    """Send one delivery that this owner holds; whether it is known to have arrived."""
    channel, key = delivery.subscription.channel, delivery.key
    told = world.clock.now()
    try:
        found = await _found(delivery, messenger)
        if found:  # what it carried when it was posted, and nothing more
            carried = await world.store.gather(key, _NEVER)
        else:
            carried = await _carried(delivery, world)
        reply = await compose(delivery, world, carried)
        if not await world.store.still_mine(key, owner, world.clock.now()):
            return False
        if found:
            message_id = await messenger.finish(channel, found, reply, key)
        else:
            message_id = await messenger.post(channel, reply, key)
    except SendRefused as error:
        await world.store.give_up(key, owner, str(error), unknown=False)
    except SendFailed as error:
        await _again(delivery, world, error, owner)
    else:
        await world.store.sent(key, message_id, world.clock.now(), told=told)
        return True
    return False


async def _found(delivery: Delivery, messenger: Messenger) -> str | None:
    """The message of an earlier try, where one may have arrived and did."""
    if not delivery.unsure or delivery.first_tried is None:
        return None
    return await messenger.find(delivery.subscription.channel, delivery.key, delivery.first_tried)


async def _carried(delivery: Delivery, world: World) -> tuple[Delivery, ...]:
    """The other digests of its channel that go out with it, where it is late itself."""
    now = world.clock.now()
    if delivery.due >= now - _LATE and delivery.attempts < 2:
        return ()
    return await world.store.gather(delivery.key, now)


async def _again(delivery: Delivery, world: World, error: SendFailed, owner: str) -> None:
    """Give the row back for a later try, or give up after too many or too long."""
    unknown = isinstance(error, SendUnknown)
    unsure = unknown or delivery.unsure
    now = world.clock.now()
    waited = now - (delivery.first_tried or now)
    if delivery.attempts >= TRIES if unsure else waited >= _PATIENCE:
        await world.store.give_up(delivery.key, owner, str(error), unknown=unsure)
        return
    longest = _LONGEST_UNSURE if unsure else _LONGEST_PAUSE
    wait = min(_FIRST_PAUSE * 2 ** min(delivery.attempts - 1, 10), longest)
    wait = max(wait, timedelta(seconds=error.retry_after))
    back = _at(world, wait)
    await world.store.retry(delivery.key, owner, back, str(error), unsure=unknown)


def _at(world: World, wait: timedelta) -> datetime:
    return world.clock.now() + wait
