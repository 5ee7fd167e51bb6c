"""When a standing question is told, in words: its cadence, its policy and its next runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from itertools import islice

from handlers.holidays import Holidays
from handlers.reply import Moment
from handlers.subscribed import Cadence, Policy, Subscription
from handlers.subscriptions.cadence import Run, quiet_until, upcoming
from handlers.words.wording import DAYS, count, day, listed, local

RUNS = 3  # that every reply tells
_WORKDAYS = (0, 1, 2, 3, 4)


def in_words(cadence: Cadence) -> str:
    """ "weekly on Monday at 08:30 (Europe/London)", "at once (Europe/London)"."""
    if cadence.at_once:
        return f"at once ({cadence.zone}){_quiet(cadence)}"
    return f"{_days(cadence)} {_times(cadence.times)} ({cadence.zone}){_quiet(cadence)}"


def _days(cadence: Cadence) -> str:
    if cadence.month_day is not None:
        if cadence.month_day == 31:
            return "monthly on the last day"
        return f"monthly on day {cadence.month_day}"
    if cadence.business:
        return "on business days"
    if len(cadence.weekdays) == len(DAYS):
        return "daily"
    if cadence.weekdays == _WORKDAYS:
        return "on weekdays"
    return f"weekly on {listed(tuple(DAYS[number] for number in cadence.weekdays))}"


def _times(times: tuple[time, ...]) -> str:
    hours = {(each.hour - times[0].hour) % 24 for each in times}
    step = 24 // len(times)
    if len(times) > 2 and hours == set(range(0, 24, step)) and len({t.minute for t in times}) == 1:
        every = "every hour" if step == 1 else f"every {step} hours"
        return f"{every} from {times[0]:%H:%M}"
    return f"at {listed(tuple(f'{each:%H:%M}' for each in times))}"


def _quiet(cadence: Cadence) -> str:
    if cadence.quiet is None:
        return ""
    begins, ends = cadence.quiet
    return f", quiet from {begins:%H:%M} to {ends:%H:%M}"


def policy_in_words(subscription: Subscription) -> str:
    """ "at most 20 lines; one line when nothing is new; …"."""
    policy = subscription.policy
    parts = [f"at most {count(policy.most, 'line')}"]
    if subscription.cadence.at_once:
        parts.append(f"at most {count(policy.cap, 'alert')} a day")
    else:
        parts.append(f"{'silent' if policy.silent else 'one line'} when nothing is new")
    parts += [f"from {day(policy.since)} on"] if policy.since and not subscription.seen else []
    parts.append(_alarm(policy))
    if policy.ahead:
        parts.append(f"deadlines {count(policy.ahead, 'day')} ahead")
    return "; ".join(parts)


def _alarm(policy: Policy) -> str:
    if not policy.alarm:
        return "no word when sources stop"
    return f"a word when no article has come for {count(policy.alarm, 'day')}"


def next_runs(
    subscription: Subscription, now: datetime, holidays: Holidays
) -> tuple[list[str], tuple[Moment, ...]]:
    """The next three runs in a sentence, and each as a moment; a pause says when it ends."""
    cadence = subscription.cadence
    if subscription.rests(now):
        if subscription.resumes is None:
            return [f"Paused; /digest resume {subscription.number} goes on."], ()
        until = local(subscription.resumes, cadence.zone)
        awake = replace(subscription, paused=None, resumes=None)
        notes, moments = next_runs(awake, subscription.resumes, holidays)
        return [f"Paused until {until}.", *notes], moments
    if cadence.at_once:
        most = f"at most {subscription.policy.cap} a day"
        return [f"Each is posted as soon as an article with something new is stored, {most}."], ()
    runs = list(islice(upcoming(cadence, now, holidays), RUNS))
    told = [local(_posted(run, cadence), cadence.zone) for run in runs]
    notes = [f"Next: {'; '.join(told)}."]
    if cadence.business and not holidays.known(cadence.zone):
        notes.append(
            f"No holidays are listed for {cadence.zone}: holidays.toml in the data folder holds "
            "them; until then every Monday to Friday counts."
        )
    moments = tuple(
        Moment(at=_posted(run, cadence), words=words) for run, words in zip(runs, told, strict=True)
    )
    return notes, moments


def _posted(run: Run, cadence: Cadence) -> datetime:
    """When a run's digest goes out: in quiet hours, at their end."""
    return quiet_until(cadence, run.at) or run.at
