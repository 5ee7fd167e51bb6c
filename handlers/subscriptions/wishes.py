"""Reading a standing question as it is typed: where, when, how it is told, and about what."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from handlers.errors import Refused
from handlers.questions.query import tidy
from handlers.subscribed import Cadence, Policy
from handlers.subscriptions import timetable
from handlers.subscriptions.slips import refuse_slips
from handlers.subscriptions.timetable import EXAMPLE, Timetable
from handlers.words import days as typed_days

HERE, ME = "here", "me"
NOW, ALL = "now", "all"
_CHANNEL = re.compile(r"<#([A-Za-z0-9]{1,40})(?:\|[^>]*)?>")
_OFF = frozenset({"off", "none", "never"})
_HEADS = frozenset({"about", "on", "for"})
# Words that what stands behind a question begins with.
_STARTS = frozenset(
    {"daily", "weekdays", "weekly", "monthly", "hourly", "every", "at", "on", "business"}
    | {"quiet", "most", "silent", "alarm", "cap", "ahead"}
)
_NOTHING = Timetable()
_LONGEST_SINCE = 4  # words of a day


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A standing question as asked for; None, or "", is what was not named.

    `place` is "here", "me" or a channel's id on its platform. `since` is a day, "now" or
    "all". The rest is that of `handlers.subscribed.Policy`.
    """

    place: str = ""
    timetable: Timetable = _NOTHING
    query: str = ""
    most: int | None = None
    silent: bool | None = None
    since: date | str | None = None
    alarm: int | None = None
    cap: int | None = None
    ahead: int | None = None

    def cadence(self, zone: str) -> Cadence:
        """The cadence of a new digest; `zone` counts where none is named."""
        usual = Cadence(times=(timetable.USUAL,), zone=zone)
        return self.timetable.over(usual)

    def at_once(self, zone: str) -> Cadence:
        """The cadence of a new alert."""
        return self.timetable.over(Cadence(times=(), zone=zone))

    def policy(self, before: Policy) -> Policy:
        """A policy with what was named put in its place."""
        since = before.since if self.since is None else self.since
        return Policy(
            most=before.most if self.most is None else self.most,
            silent=before.silent if self.silent is None else self.silent,
            since=since if isinstance(since, date) else None,
            alarm=before.alarm if self.alarm is None else self.alarm,
            cap=before.cap if self.cap is None else self.cap,
            ahead=before.ahead if self.ahead is None else self.ahead,
        )


def wanted(text: str, today: date | None = None) -> Wanted:
    """Read what follows `/digest` or `/alerts`, or a number and "edit".

    `today` is the day that "since yesterday" counts from. Raises Refused with one sentence
    that says which part can't be read.
    """
    words = tidy(text).split()
    found = Wanted(place=_place(words))
    while words and (more := _part(found, words, today)) is not None:
        found = more
    found = _at_the_end(found, words, today)
    refuse_slips(words, timed=found.timetable.named)
    if words and words[0].lower() in _HEADS and len(words) > 1:
        words.pop(0)
    return replace(found, query=" ".join(words))


def _at_the_end(found: Wanted, words: list[str], today: date | None) -> Wanted:
    """The same with what stands behind the question ("tariffs cap 3"), which is taken away.

    Only where all of it up to the end is understood, and nothing stands in quotation marks.
    """
    if any('"' in word or "“" in word for word in words):
        return found
    for place in range(1, len(words)):
        if words[place].lower() in _STARTS:
            rest, more = words[place:], found
            while rest and (one := _part(more, rest, today)) is not None:
                more = one
            if not rest:
                del words[place:]
                return more
    return found


def _place(words: list[str]) -> str:
    first = words[0].lower().rstrip(",;:") if words else ""
    if first in (HERE, ME):
        words.pop(0)
        return first
    if first[:1] == "<" and (match := _CHANNEL.fullmatch(words[0])):
        words.pop(0)
        return match[1]
    if first[:1] in ("#", "<"):
        raise Refused(
            f"I cannot tell which channel {words[0][:40]} is: type this there with the word here, "
            f"such as {EXAMPLE}"
        )
    return ""


def _part(found: Wanted, words: list[str], today: date | None) -> Wanted | None:
    """One more part, taken from the head of the words; None where there is none."""
    plan = found.timetable
    if plan.days is None and (days := timetable.days(words)):
        return replace(found, timetable=replace(plan, days=days))
    if plan.quiet is None and (quiet := timetable.quiet(words)) is not None:
        return replace(found, timetable=replace(plan, quiet=quiet))
    if found.most is None and (most := _most(words)):
        return replace(found, most=most)
    if plan.times is None and (times := timetable.times(words)):
        return replace(found, timetable=replace(plan, times=times))
    if plan.zone is None and (zone := timetable.zone(words)):
        return replace(found, timetable=replace(plan, zone=zone))
    return _manner(found, words, today)


def _manner(found: Wanted, words: list[str], today: date | None) -> Wanted | None:
    if found.silent is None and (silent := _silent(words)) is not None:
        return replace(found, silent=silent)
    if found.since is None and (since := _since(words, today)):
        return replace(found, since=since)
    if found.alarm is None and (alarm := _number(words, "alarm", 0, 365)) is not None:
        return replace(found, alarm=alarm)
    if found.cap is None and (cap := _number(words, "cap", 1, 100)):
        return replace(found, cap=cap)
    if found.ahead is None and (ahead := _number(words, "ahead", 0, 90)) is not None:
        return replace(found, ahead=ahead)
    return None


def _most(words: list[str]) -> int | None:
    if [word.lower() for word in words[:2]] == ["at", "most"]:
        words.pop(0)
    return _number(words, "most", 1, 50)


def _number(words: list[str], name: str, least: int, most: int) -> int | None:
    """A number behind a word; "off" is nought where that may be. "5d" and "5 days" are 5."""
    if len(words) < 2 or words[0].lower() != name:
        return None
    typed = words[1].lower()
    if typed in _OFF and least == 0:
        del words[:2]
        return 0
    match = re.fullmatch(r"([0-9]{1,4})d?", typed)
    if match is None:
        return None
    if not least <= int(match[1]) <= most:
        raise Refused(f"Write {name} and a number from {least} to {most}, such as {name} 5.")
    del words[:2]
    for unit in (["lines"], ["days"], ["day"], ["a", "day"]):
        if [word.lower() for word in words[: len(unit)]] == unit:
            del words[: len(unit)]
            break
    return int(match[1])


def _silent(words: list[str]) -> bool | None:
    if words and words[0].lower() == "silent":
        words.pop(0)
        return True
    if [word.lower() for word in words[:2]] == ["not", "silent"]:
        del words[:2]
        return False
    return None


def _since(words: list[str], today: date | None) -> date | str | None:
    """The day behind "since", or "now" or "all"; None where no day follows."""
    if len(words) < 2 or words[0].lower() != "since":
        return None
    if words[1].lower() in (NOW, ALL):
        kept = words[1].lower()
        del words[:2]
        return kept
    for length in range(_LONGEST_SINCE, 0, -1):
        if len(words) > length and (stretch := _days(words[1 : 1 + length], today)):
            del words[: 1 + length]
            return stretch
    return None


def _days(words: list[str], today: date | None) -> date | None:
    found = typed_days.meant(" ".join(words), today)
    return found[0] if found else None
