"""Looking at standing questions: `/digest list` and `/digest show N` change nothing."""

from __future__ import annotations

from handlers.errors import Refused
from handlers.newsroom import Channel, Platform, Request
from handlers.ports import World
from handlers.reply import Action, Moment, Reply, Row
from handlers.subscribed import Delivery, DeliveryState, Subscription
from handlers.subscriptions.cadence_words import in_words, next_runs, policy_in_words
from handlers.subscriptions.timetable import EXAMPLE
from handlers.words.wording import count, local

_DELIVERIES = 3  # that "show" tells of


def direct(request: Request) -> Channel:
    """The conversation with the person alone; the console is one already."""
    if request.channel.platform is Platform.CONSOLE:
        return request.channel
    return Channel(
        platform=request.channel.platform,
        workspace=request.channel.workspace,
        id=f"@{request.person}",
    )


async def within_reach(request: Request, world: World) -> tuple[Subscription, ...]:
    """The standing questions of this channel, the person's own, and those they set up here.

    What somebody set up for another channel of the workspace stays in their hands.
    """
    of_workspace = await world.store.subscriptions()
    return tuple(each for each in of_workspace if _reached(each, request))


def _reached(subscription: Subscription, request: Request) -> bool:
    if subscription.channel in (request.channel, direct(request)):
        return True
    here, there = request.channel, subscription.channel
    alike = (here.platform, here.workspace) == (there.platform, there.workspace)
    return alike and subscription.person == request.person and not there.id.startswith("@")


async def with_number(typed: str, request: Request, world: World, verb: str) -> Subscription:
    """The standing question of a typed number; raises Refused where there is none in reach."""
    plain = typed.strip("# .").lower().removeprefix("no.").strip()
    if not (plain.isascii() and plain.isdigit() and len(plain) < 10):
        raise Refused(f"Say which one by its number, such as /digest {verb} 3 (/digest list).")
    for each in await within_reach(request, world):
        if each.number == int(plain):
            return each
    raise Refused(f"There is no digest no. {int(plain)} here; /digest list shows those there are.")


async def mine(typed: str, request: Request, world: World, verb: str) -> Subscription:
    """The one of a typed number, if this person may change it: their own, or by the rights here."""
    kept = await with_number(typed, request, world, verb)
    if kept.channel != direct(request) or kept.channel == request.channel:
        world.rights.refuse_digest(request, kept.person)
    return kept


def place_in_words(subscription: Subscription, request: Request) -> str:
    """Where it is told, unless that is here: " to you", " in C024BE91L"."""
    if subscription.channel == request.channel:
        return ""
    if subscription.channel == direct(request):
        return " to you"
    return f" in {subscription.channel.id}"


async def listing(request: Request, world: World, _argument: str) -> Reply:
    """Those of this channel and the person's own, with the next run of each."""
    rows, moments = list[Row](), list[Moment]()
    now = world.clock.now()
    reached = await within_reach(request, world)
    here = [each for each in reached if each.channel in (request.channel, direct(request))]
    for each in here:
        told = _alerts(each) if each.cadence.at_once else ""
        upcoming = _next(each, world)
        rows.append(
            Row(
                label=f"no. {each.number}",
                text=f"{each.query}{place_in_words(each, request)}, {in_words(each.cadence)}{told}"
                f"{upcoming}{await _last(each, world)}",
            )
        )
        if not each.rests(now):
            moments += next_runs(each, now, world.holidays)[1][:1]
    numbers = ", ".join(f"no. {each.number}" for each in reached if each not in here)
    elsewhere = (f"Set up by you in other channels: {numbers}.",) if numbers else ()
    if not rows:
        headline = "There is no digest and no alert here yet."
        return Reply(headline=headline, notes=(f"Make one: {EXAMPLE}", *elsewhere), private=True)
    return Reply(
        headline=count(len(rows), "digest"),
        notes=("All about one: /digest show and its number. To end one: /digest stop.", *elsewhere),
        rows=tuple(rows),
        moments=tuple(moments),
        private=True,
    )


def _alerts(subscription: Subscription) -> str:
    return f", at most {subscription.policy.cap} a day"


def _next(subscription: Subscription, world: World) -> str:
    now = world.clock.now()
    if subscription.rests(now):
        until = subscription.resumes
        return f"; paused until {local(until, subscription.cadence.zone)}" if until else "; paused"
    _, moments = next_runs(subscription, now, world.holidays)
    return f"; next {moments[0].words}" if moments else ""


async def _last(subscription: Subscription, world: World) -> str:
    """What went wrong with the last one, if anything did."""
    for delivery in await world.store.deliveries(subscription.number, last=1):
        if delivery.state is DeliveryState.FAILED:
            return f"; the one of {delivery.local_date} could not be delivered"
        if delivery.state is DeliveryState.UNKNOWN:
            return f"; nobody can say whether the one of {delivery.local_date} arrived"
    return ""


async def show(request: Request, world: World, argument: str) -> Reply:
    """All about one: when, how it is told, its next three runs and what became of the last."""
    kept = await with_number(argument, request, world, "show")
    return await shown(kept, request, world, "")


async def shown(kept: Subscription, request: Request, world: World, headline: str) -> Reply:
    """One standing question under a headline, or under its own."""
    notes, moments = next_runs(kept, world.clock.now(), world.holidays)
    sort = "Alerts" if kept.cadence.at_once else "Digest"
    number, zone = kept.number, kept.cadence.zone
    usual = f"{sort} no. {number}{place_in_words(kept, request)}: {kept.query}."
    last = await world.store.deliveries(number, last=_DELIVERIES)
    return Reply(
        headline=headline or usual,
        notes=tuple(notes),
        rows=(
            Row(label="About", text=kept.query),
            Row(label="When", text=in_words(kept.cadence)),
            Row(label="How", text=policy_in_words(kept)),
            Row(label="Set up", text=f"by {kept.person}, {local(kept.created, zone)}"),
            *(Row(label="Before", text=_became(each, zone)) for each in reversed(last)),
        ),
        moments=moments,
        actions=(
            Action(name="preview", label="What would come", command=f"/digest preview {number}"),
            Action(name="stop", label="To end it", command=f"/digest stop {number}"),
        ),
        private=True,
    )


_BECAME = {
    DeliveryState.DUE: "waits to be sent",
    DeliveryState.SENDING: "is being sent",
    DeliveryState.SENT: "sent",
    DeliveryState.UNKNOWN: "nobody can say whether it arrived",
    DeliveryState.FAILED: "could not be delivered",
    DeliveryState.CARRIED: "is being sent with another",
    DeliveryState.SILENT: "nothing new, so nothing was said",
}


def _became(delivery: Delivery, zone: str) -> str:
    new = count(len(delivery.items), "item")
    return f"{local(delivery.due, zone)}: {new}, {_BECAME[delivery.state]}"
