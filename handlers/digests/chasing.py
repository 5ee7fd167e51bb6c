"""Corrections that chase: each message of ours that shows what is no longer so is corrected once.

The message itself is put right, then its thread is told; where it can't be edited any more,
the channel is told. Each stage is a row's, so that nothing is told twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.digests.planning import asked_again
from handlers.digests.sending import compose
from handlers.digests.text import line_of
from handlers.errors import SendFailed, SendRefused, SendUnknown
from handlers.newsroom import Held, Platform
from handlers.ports import Messenger, World
from handlers.questions.asked import Asked
from handlers.reply import Action, Reply, Section
from handlers.showing.cards import show
from handlers.showing.restated import shows, with_statuses
from handlers.showings import Amendment, Correction, Showing, Stage, Told, became
from handlers.subscribed import Delivery
from handlers.words.wording import count, day

LEASE = timedelta(seconds=45)
_TRIES = 12
_FIRST_PAUSE = timedelta(seconds=30)
_LONGEST_PAUSE = timedelta(minutes=30)
_LONGEST_HEADLINE = 120  # characters


def showing_of(reply: Reply, showing: Showing) -> Showing:
    """The showing of an answer: how it stands there, and all claims that it shows.

    Where the showing names claims already, only these are shown of the reply.
    """
    shown = showing.claim_ids or tuple(
        dict.fromkeys(each for part in reply.parts for card in part.cards for each in shows(card))
    )
    kept = replace(reply, files=(), charts=())
    return replace(
        showing, claim_ids=shown, headline=reply.headline[:_LONGEST_HEADLINE], reply=kept
    )


async def chase(world: World, messengers: Mapping[Platform, Messenger], owner: str) -> int:
    """Correct all messages that show what is no longer so; how many stages were done."""
    await world.store.plan_amendments(world.clock.now())
    done = 0
    while amendment := await world.store.lease_amendment(owner, world.clock.now(), LEASE):
        messenger = messengers.get(amendment.showing.channel.platform)
        if messenger is None:
            pause = world.clock.now() + timedelta(minutes=5)
            await world.store.retry_amendment(amendment.key, pause, "it is not connected")
        else:
            theirs = world.within(amendment.showing.channel)
            done += await _work(amendment, theirs, messenger)
    return done


async def _work(amendment: Amendment, world: World, messenger: Messenger) -> bool:
    """Do the stage that an amendment is at; whether it is done."""
    key, store = amendment.key, world.store
    try:
        if amendment.stage is Stage.EDIT:
            await _edit(amendment, world, messenger)
            await store.amend_on(key, Stage.THREAD, world.clock.now())
        else:
            await _tell(amendment, world, messenger)
            await store.amended(key)
    except SendRefused as error:
        if amendment.stage is Stage.CHANNEL:
            await store.give_up_amendment(key, str(error), unknown=False)
        else:  # it can't be edited, or has no thread any more
            await store.amend_on(key, Stage.CHANNEL, world.clock.now())
    except SendFailed as error:
        await _again(amendment, world, error)
    else:
        return True
    return False


async def _again(amendment: Amendment, world: World, error: SendFailed) -> None:
    unsure = isinstance(error, SendUnknown) and amendment.stage is not Stage.EDIT
    if amendment.attempts >= _TRIES:
        unknown = unsure or amendment.unsure
        await world.store.give_up_amendment(amendment.key, str(error), unknown=unknown)
        return
    wait = min(_FIRST_PAUSE * 2 ** (amendment.attempts - 1), _LONGEST_PAUSE)
    wait = max(wait, timedelta(seconds=error.retry_after))
    at = world.clock.now() + wait
    await world.store.retry_amendment(amendment.key, at, str(error), unsure=unsure)


async def _edit(amendment: Amendment, world: World, messenger: Messenger) -> None:
    """Put the message right: as it was, with what is no longer so said at its head."""
    showing = amendment.showing
    delivery = await _delivery(showing, world)
    before = await _as_it_was(showing, delivery, world)
    all_of_it = (*amendment.earlier, *amendment.corrections)
    told = [
        Told(claim_id=each.claim_id, words=await _in_words(each, showing, world))
        for each in _last_words(all_of_it)
    ]
    await messenger.update(showing, before, tuple(told), showing.delivery or amendment.key)


async def _delivery(showing: Showing, world: World) -> Delivery | None:
    """The digest that the message tells, if it is one and can be told again."""
    if showing.delivery is None:
        return None
    for subscription in await world.store.subscriptions(showing.channel):
        for each in await world.store.deliveries(subscription.number):
            if each.key == showing.delivery:
                return each
    return None


async def _as_it_was(showing: Showing, delivery: Delivery | None, world: World) -> Reply:
    """The message as it would be now, with the statuses that its claims have now."""
    if delivery is not None:
        gathered = [
            each
            for subscription in await world.store.subscriptions(showing.channel)
            for each in await world.store.deliveries(subscription.number)
            if each.carrier == delivery.key
        ]
        gathered.sort(key=lambda each: (each.due, each.key))
        return await compose(delivery, world, tuple(gathered))
    found = await world.store.several(showing.claim_ids, workspace=showing.channel.workspace)
    if showing.reply is not None:
        return with_statuses(showing.reply, {each.claim.id: each.claim.status for each in found})
    shown = show(found)
    return Reply(
        headline=showing.headline or "What was shown here before, as it stands now:",
        measures=shown.measures,
        figures=shown.figures,
        claims=shown.claims,
        receipts=shown.receipts,
    )


def _last_words(told: Iterable[Correction]) -> list[Correction]:
    """Of several corrections of one claim the last."""
    return list({each.claim_id: each for each in told}.values())


async def _tell(amendment: Amendment, world: World, messenger: Messenger) -> None:
    """Tell the thread what changed, or the channel; looked up first where it may be there."""
    showing, key = amendment.showing, amendment.key
    in_thread = amendment.stage is Stage.THREAD
    under = showing.message_id if in_thread else ""
    if amendment.unsure and amendment.first_tried is not None:
        since: datetime = amendment.first_tried
        if await messenger.find(showing.channel, key, since, under=under):
            return
    reply = await _correction(amendment, world, in_thread=in_thread)
    if in_thread:
        await messenger.answer(showing.channel, showing.message_id, reply, key)
    else:
        await messenger.post(showing.channel, reply, key)


async def _correction(amendment: Amendment, world: World, *, in_thread: bool) -> Reply:
    """What changed, who says so, and why."""
    showing = amendment.showing
    corrections = _last_words(amendment.corrections)
    lines = [await _in_words(each, showing, world) for each in corrections]
    many = count(len(lines), "claim")
    where = "above" if in_thread else await _of_what(showing, world)
    edited = " The message is put right." if in_thread else ""
    return Reply(
        headline=f"Correction: {many} {where} {'is' if len(lines) == 1 else 'are'} no longer as "
        f"shown.{edited}",
        sections=(Section(title="", notes=tuple(lines)),),
        actions=tuple(
            Action(name="why", label="History", command=f"/why {each.claim_id}")
            for each in corrections[:3]
        ),
    )


async def _of_what(showing: Showing, world: World) -> str:
    """The message in words, for where it can't be pointed to."""
    delivery = await _delivery(showing, world)
    if delivery is None:
        return f"of an answer here of {day(showing.shown.date())} (“{showing.headline}”)"
    asked = await asked_again(delivery.subscription, world)
    line = asked.line if isinstance(asked, Asked) else delivery.subscription.query
    return f"of the digest of {day(delivery.local_date)} on {line}"


async def _in_words(correction: Correction, showing: Showing, world: World) -> str:
    """ "“…”: disputed by U024BE7LH on 5 June 2025: The minutes say otherwise."."""
    workspace = showing.channel.workspace
    held = await world.store.recalled(correction.claim_id, workspace=workspace)
    what = line_of(held) if held else f"claim {correction.claim_id}"
    if correction.status is None:
        return f"Corrected: {what} — {_gone(correction, held)}"
    note = f": {correction.note}" if correction.note else ""
    verdict = became(correction)
    now = f"{verdict[0].lower()}{verdict[1:]}"
    return f"Corrected: {what} — {now}, {day(correction.at.date())}{note}"


def _gone(correction: Correction, held: Held | None) -> str:
    outlet = held.article.parsed.outlet if held else None
    return (
        f"no longer in its article since its version {correction.version} "
        f"({outlet or 'outlet unknown'}, read {day(correction.at.date())})"
    )
