"""Changing standing questions: edit keeps what is not named; pause, resume and stop."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from handlers.errors import Refused
from handlers.newsroom import Request
from handlers.ports import World
from handlers.questions.asked import ask
from handlers.questions.query import tidy
from handlers.record.vocabulary import vocabulary
from handlers.reply import Action, Reply
from handlers.subscribed import Subscription
from handlers.subscriptions import timetable
from handlers.subscriptions.cadence import moment, next_run
from handlers.subscriptions.cadence_words import in_words, next_runs
from handlers.subscriptions.lists import mine, shown
from handlers.subscriptions.wishes import ALL, NOW, Wanted, wanted
from handlers.words import days as typed_days
from handlers.words.wording import day, local, today

_LED = re.compile(r"(?i)^(?:until|till|for)\b")
_SPAN = re.compile(r"(?i)(a|one|[0-9]{1,3}) (day|week)s?")
_EDIT = "/digest edit 3 weekdays at 09:00"
_MEANWHILE = "That one was changed or sent by somebody just now: look at it and try again."


async def edit(request: Request, world: World, argument: str) -> Reply:
    """Change what is named: days, times, zone, quiet hours, how it is told, or the question."""
    number, _, rest = tidy(argument).partition(" ")
    was = await mine(number, request, world, "edit")
    asked = wanted(rest, today(request.zone, world.clock.now()))
    if not rest:
        raise Refused(f"Say what shall be other than it is, such as {_EDIT}")
    if asked.place:
        raise Refused("A digest stays in its channel: stop this one and set one up over there.")
    now = await _edited(was, asked, world)
    if now == was:
        return await shown(was, request, world, f"No. {was.number} is like that already.")
    await _change(was, now, world)
    return await shown(now, request, world, f"No. {was.number} is changed.")


async def _edited(was: Subscription, asked: Wanted, world: World) -> Subscription:
    cadence = asked.timetable.over(was.cadence)
    now = replace(was, cadence=cadence, policy=asked.policy(was.policy))
    if asked.query:
        words = await vocabulary(world, cadence.zone)
        now = replace(now, query=ask(asked.query, words, was.channel.workspace).line)
    if asked.since == NOW:
        now = replace(now, seen=await world.store.sequence())
    elif asked.since is not None:
        now = replace(now, seen=0)
    if asked.since in (ALL, NOW):
        now = replace(now, policy=replace(now.policy, since=None))
    if cadence != was.cadence:
        moment_ = world.clock.now()
        start = was.resumes if was.rests(moment_) and was.resumes else moment_
        now = replace(now, due=next_run(cadence, start, world.holidays).at)
    return now


async def _change(was: Subscription, now: Subscription, world: World) -> None:
    if not await world.store.change(was, now):
        raise Refused(_MEANWHILE)


async def pause(request: Request, world: World, argument: str) -> Reply:
    """Plan nothing any more, until a day or until it is resumed."""
    number, _, rest = tidy(argument).partition(" ")
    was = await mine(number, request, world, "pause")
    now = world.clock.now()
    until = _until(rest, was, now)
    if was.rests(now) and until == was.resumes:
        return await shown(was, request, world, f"No. {was.number} is paused already.")
    paused = was.paused if was.rests(now) else now
    rests = replace(was, paused=paused, resumes=until)
    if until is not None:
        due = next_run(was.cadence, until - timedelta(seconds=1), world.holidays).at
        rests = replace(rests, due=max(due, until))
    await _change(was, rests, world)
    notes, moments = next_runs(rests, now, world.holidays)
    return Reply(
        headline=f"No. {was.number} is paused; what comes in meanwhile is told afterwards.",
        notes=tuple(notes),
        moments=moments,
        actions=(_again(was.number),),
    )


def _again(number: int) -> Action:
    return Action(name="resume", label="To go on", command=f"/digest resume {number}")


def _until(typed: str, subscription: Subscription, now: datetime) -> datetime | None:
    """The first moment of a typed day in the digest's zone; None where no day is typed."""
    words = _LED.sub("", typed, count=1).strip()
    if not words:
        return None
    zone = subscription.cadence.zone
    here = today(zone, now)
    ends = _day_to_come(words, here)
    if ends is None:
        raise Refused(f"“{words[:40]}” is no day: write it like /digest pause 3 until 2026-01-05")
    if ends <= here:
        raise Refused(f"{day(ends)} is not to come: name a later day, such as until tomorrow.")
    return moment(ends, time(0), ZoneInfo(zone))


def _day_to_come(words: str, here: date) -> date | None:
    """A day as typed; one that names no year or is a weekday's name is the next one."""
    if span := _SPAN.fullmatch(words):
        number = 1 if span[1] in ("a", "one") else int(span[1])
        return here + timedelta(days=number * (7 if span[2] == "week" else 1))
    weekday = timetable.weekday(words)
    if weekday is not None:
        return here + timedelta(days=(weekday - here.weekday() - 1) % 7 + 1)
    found = typed_days.meant(words, here)
    if found is not None and found[0] <= here:
        years = (typed_days.meant(f"{words} {here.year + more}", here) for more in (0, 1))
        found = next((each for each in years if each and each[0] > here), found)
    return found[0] if found else None


async def resume(request: Request, world: World, argument: str) -> Reply:
    """Go on: the next digest names the gap and tells what came in meanwhile."""
    was = await mine(argument, request, world, "resume")
    now = world.clock.now()
    if not was.rests(now):
        return await shown(was, request, world, f"No. {was.number} is not paused.")
    due = next_run(was.cadence, now, world.holidays).at
    awake = replace(was, resumes=now, due=due)
    await _change(was, awake, world)
    notes, moments = next_runs(awake, now, world.holidays)
    paused = local(was.paused or now, was.cadence.zone)
    told = f"The next one tells what came in since {paused}."
    return Reply(
        headline=f"No. {was.number} goes on, {in_words(was.cadence)}.",
        notes=(*notes, told) if was.seen else tuple(notes),  # the first one tells more
        moments=moments,
    )


async def stop(request: Request, world: World, argument: str) -> Reply:
    """End one for good; its number is never used again."""
    kept = await mine(argument, request, world, "stop")
    if not await world.store.stop(kept.number, kept.channel, world.clock.now()):
        raise Refused(_MEANWHILE)
    sort = "Alerts" if kept.cadence.at_once else "Digest"
    return Reply(headline=f"{sort} no. {kept.number} is stopped.")
