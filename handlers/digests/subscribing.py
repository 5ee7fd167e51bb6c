"""Standing questions of a channel: `/digest here daily 08:30 tariffs china`, `/alerts tariffs`."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date

from rapidfuzz.distance import OSA

from handlers.digests import views
from handlers.errors import Refused, SendFailed, SendRefused
from handlers.newsroom import Channel, Platform, Request
from handlers.ports import World
from handlers.questions.asked import Asked, ask, nearest
from handlers.questions.query import tidy
from handlers.record.vocabulary import Vocabulary, vocabulary
from handlers.reply import Action, Reply
from handlers.subscribed import Policy, Subscription
from handlers.subscriptions import care, lists
from handlers.subscriptions.cadence import next_run
from handlers.subscriptions.cadence_words import in_words, next_runs
from handlers.subscriptions.lists import direct, place_in_words
from handlers.subscriptions.timetable import EXAMPLE
from handlers.subscriptions.wishes import HERE, ME, NOW, Wanted, wanted
from handlers.words.wording import day, today

MOST = 25  # digests and alerts a channel may have
ALERTS_EXAMPLE = "/alerts here tariffs china"

Verb = Callable[[Request, World, str], Awaitable[Reply]]
_VERBS: dict[str, Verb] = {
    "list": lists.listing,
    "show": lists.show,
    "edit": care.edit,
    "pause": care.pause,
    "resume": care.resume,
    "stop": care.stop,
    "now": views.now,
    "preview": views.preview,
    "more": views.more,
    "why": views.why,
    "calendar": views.calendar,
}


_ALSO = {
    **dict.fromkeys(("delete", "remove", "unsubscribe", "cancel", "end"), "stop"),
    **dict.fromkeys(("unpause", "continue"), "resume"),
    **dict.fromkeys(("change", "set"), "edit"),
}


def _verb(first: str, rest: str, command: str) -> Verb | None:
    """The verb that is typed, or nearly typed before a number or nothing; None if it is none."""
    word = first.lower() or "list"
    numbered = not rest or rest.lstrip("#")[:1].isdigit()
    if verb := _VERBS.get(_ALSO.get(word, word) if numbered else word):
        return verb
    near = [each for each in _VERBS if OSA.distance(word, each, score_cutoff=1) <= 1]
    if numbered and near and len(word) > 2:
        raise Refused(f"There is no “{first[:40]}” here: did you mean /{command} {near[0]}?")
    return None


async def digest(request: Request, world: World, argument: str) -> Reply:
    """Subscribe a channel (or the person) to a question; list, show, change and stop such."""
    first, _, rest = tidy(argument).partition(" ")
    if verb := _verb(first, rest, "digest"):
        return await verb(request, world, rest)
    asked = wanted(argument, today(request.zone, world.clock.now()))
    if not (asked.place or asked.timetable.named):
        raise Refused(
            f"Say where, and how often: here, me or a channel, then daily, weekdays, weekly on "
            f"MON, monthly, every 4h or at 08:30, such as {EXAMPLE}"
        )
    return await subscribe(request, world, asked)


async def alerts(request: Request, world: World, argument: str) -> Reply:
    """Post what is new on a question at once, up to a number a day; list, show, stop such."""
    first, _, rest = tidy(argument).partition(" ")
    if verb := _verb(first, rest, "alerts"):
        return await verb(request, world, rest)
    asked = wanted(argument, today(request.zone, world.clock.now()))
    if asked.timetable.named:
        raise Refused(f"An alert comes at once: leave the times out, such as {ALERTS_EXAMPLE}")
    return await subscribe(request, world, asked, at_once=True)


async def subscribe(
    request: Request, world: World, asked: Wanted, *, at_once: bool = False
) -> Reply:
    """Keep a new standing question, once a test post has shown that it can be told there."""
    if not asked.query:
        raise Refused(f"Say what it is about, such as {ALERTS_EXAMPLE if at_once else EXAMPLE}")
    channel = _channel(request, asked)
    if channel != direct(request) or channel == request.channel:
        world.rights.refuse_digest(request)
    zone = request.zone
    cadence = asked.at_once(zone) if at_once else asked.cadence(zone)
    words = await vocabulary(world, cadence.zone)
    question = ask(asked.query, words, channel.workspace)
    there = await world.store.subscriptions(channel)
    for old in there:
        if (old.query, old.cadence) == (question.line, cadence):
            return await lists.shown(
                old,
                request,
                world,
                f"That exists already, as no. {old.number}; /digest edit {old.number} changes it.",
            )
    if len(there) >= MOST:
        raise Refused(f"There are {MOST} such already: stop one first (/digest list).")
    now = world.clock.now()
    new = Subscription(
        number=0,
        channel=channel,
        person=request.person,
        query=question.line,
        cadence=cadence,
        created=now,
        due=next_run(cadence, now, world.holidays).at,
        seen=await world.store.sequence() if at_once or asked.since == NOW else 0,
        policy=asked.policy(Policy()),
    )
    tested = await _tested(new, question, request, world)
    kept = await world.store.subscribe(new)
    return await _made(kept, question, words, request, world, tested)


def _channel(request: Request, asked: Wanted) -> Channel:
    if asked.place == ME:
        return direct(request)
    if asked.place in ("", HERE):
        return request.channel
    if request.channel.platform is Platform.CONSOLE:
        raise Refused("There is no other channel on the console: write here or me.")
    return replace(request.channel, id=asked.place)


async def _tested(new: Subscription, question: Asked, request: Request, world: World) -> list[str]:
    """Post there what will come, so that a missing permission shows at once; what to say of it.

    Raises Refused where the platform says no: nothing is set up then.
    """
    messenger = world.messengers.get(new.channel.platform)
    if messenger is None or new.channel.platform is Platform.CONSOLE:
        return []
    now = world.clock.now()
    sort = "Alerts" if new.cadence.at_once else "A digest"
    notes, moments = next_runs(new, now, world.holidays)
    about = question.understood.line or "everything"
    message = Reply(
        headline=f"{sort} on {about} will come here, {in_words(new.cadence)}.",
        notes=(*notes, f"Set up by {request.person}. To see all of them: /digest list"),
        moments=moments,
    )
    made_of = f"{new.channel}\x1f{new.query}\x1f{now.isoformat()}\x1f{in_words(new.cadence)}"
    key = hashlib.sha256(made_of.encode("utf-8", "surrogatepass")).digest()
    try:
        await messenger.post(new.channel, message, base64.b32encode(key).decode().lower()[:25])
    except SendRefused as error:
        why = str(error)
        if new.channel != request.channel:
            why = why.replace("this channel", "that channel").replace(
                "This channel", "That channel"
            )
        raise Refused(f"Nothing was set up, because I cannot post there: {why}") from error
    except SendFailed as error:
        return [f"Whether I can post there could not be tried just now: {error}"]
    return ["A first message is there already, to try it out."]


async def _made(
    kept: Subscription,
    question: Asked,
    words: Vocabulary,
    request: Request,
    world: World,
    tested: list[str],
) -> Reply:
    sort = "Alerts" if kept.cadence.at_once else "Digest"
    notes, moments = next_runs(kept, world.clock.now(), world.holidays)
    since, actions = _since_when(kept, request, world)
    return Reply(
        headline=f"{sort} no. {kept.number}{place_in_words(kept, request)}: "
        f"{question.understood.line or 'everything'}, {in_words(kept.cadence)}.",
        notes=(
            *notes,
            *tested,
            *since,
            *await _doubts(question, words, world),
            *_ended(question, today(request.zone, world.clock.now())),
            *question.understood.notes,
        ),
        moments=moments,
        actions=(
            *actions,
            Action(name="stop", label="To end it", command=f"/digest stop {kept.number}"),
        ),
        private=bool(tested),
    )


def _since_when(
    kept: Subscription, request: Request, world: World
) -> tuple[list[str], tuple[Action, ...]]:
    """Asks since when the first digest shall tell, where that was not said."""
    if kept.cadence.at_once or kept.seen or kept.policy.since:
        return [], ()
    week = today(request.zone, world.clock.now()).toordinal() - 7
    ago = today(request.zone, world.clock.now()).fromordinal(week).isoformat()
    edit = f"/digest edit {kept.number} since"
    return ["Since when shall the first one tell? As it is, all that is on record."], (
        Action(name="since", label="From now on", command=f"{edit} now"),
        Action(name="since", label="The last 7 days", command=f"{edit} {ago}"),
    )


def _ended(question: Asked, today: date) -> list[str]:
    """Says that what is new hardly comes, where only older articles are asked for."""
    until = question.understood.until
    if until is None or until >= today:
        return []
    only = f"Only what was published until {day(until)} is asked for"
    return [f"{only}, so hardly anything new will come: leave out until: to be told what does."]


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
