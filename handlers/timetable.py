"""Reading when and where a digest is wanted: "here weekly on MON 8:30am in Europe/London …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import cache
from zoneinfo import available_timezones

from rapidfuzz import fuzz, process

from handlers.errors import Refused
from handlers.newsroom import Cadence
from handlers.query import tidy
from handlers.wording import DAYS, listed

EXAMPLE = "/digest here daily 08:30 tariffs china"
_TIME = re.compile(r"(\d{1,2})(?::(\d{2}))?(?:\s?([ap])\.?m?\.?)?", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?m\.?", re.IGNORECASE)
_DAILY = frozenset({"daily", "everyday"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A digest as asked for: to the person alone or here, when, and about what."""

    direct: bool
    cadence: Cadence
    query: str


def wanted(text: str, zone: str) -> Wanted:
    """Read what follows `/digest`; `zone` counts where none is named.

    Raises Refused with one sentence that says which part can't be read.
    """
    words = tidy(text).split()
    direct = _place(words)
    weekdays = _weekdays(words)
    if words and words[0].lower() == "at":
        words.pop(0)
    at = _time(words)
    named = _zone(words)
    if words and words[0].lower() in ("about", "on", "for"):
        words.pop(0)
    if not words:
        raise Refused(f"Say what the digest is about, such as {EXAMPLE}")
    cadence = Cadence(at=at, zone=named or zone, weekdays=weekdays)
    return Wanted(direct=direct, cadence=cadence, query=" ".join(words))


def _place(words: list[str]) -> bool:
    """Whether the person alone is meant; takes the word away."""
    first = words[0].lower()
    if first[0] in "#<":
        raise Refused(f"Type this in the channel that shall get it, with the word here: {EXAMPLE}")
    if first in ("here", "me"):
        words.pop(0)
    return first == "me"


def _weekdays(words: list[str]) -> tuple[int, ...]:
    """The days of the week, every day where none are named; takes the words away."""
    first = words[0].lower() if words else ""
    if first == "every" and len(words) > 1 and words[1].lower() == "day":
        del words[:2]
    elif first in _DAILY:
        words.pop(0)
    elif first == "weekdays":
        words.pop(0)
        return (0, 1, 2, 3, 4)
    elif first == "weekly":
        words.pop(0)
        return _named_days(words)
    elif not first or not (first[0].isdigit() or first == "at"):
        raise Refused(f"Say how often: daily, weekdays, or weekly on MON, such as {EXAMPLE}")
    return (0, 1, 2, 3, 4, 5, 6)


def _named_days(words: list[str]) -> tuple[int, ...]:
    found: set[int] = set()
    while words:
        parts = [part for part in words[0].lower().split(",") if part]
        if parts in ([], ["on"], ["and"]):
            words.pop(0)
            continue
        days = [_weekday(part) for part in parts]
        if None in days:
            break
        words.pop(0)
        found |= {number for number in days if number is not None}
    if not found:
        raise Refused("Say on which day, such as weekly on MON or weekly on MON,THU.")
    return tuple(sorted(found))


def _weekday(word: str) -> int | None:
    plain = word.rstrip(".").removesuffix("s")
    for number, name in enumerate(DAYS):
        if len(plain) >= 3 and name.lower().startswith(plain):
            return number
    return None


def _time(words: list[str]) -> time:
    """The wall time; takes its words away."""
    typed = words.pop(0) if words else ""
    if words and _HALF.fullmatch(words[0]):
        typed = f"{typed} {words.pop(0)}"
    match = _TIME.fullmatch(typed)
    hour, minute, half = match.groups() if match else (None, None, None)
    if hour is None or (minute is None and half is None):
        raise Refused(f"“{typed[:40]}” is not a time: write it like 08:30 or 8:30am. {_example()}")
    hours, minutes = int(hour), int(minute or 0)
    if half and not 1 <= hours <= 12:
        raise Refused(f"“{typed}” is not a time: with am or pm, the hour is 1 to 12.")
    if half:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    if hours > 23 or minutes > 59:
        raise Refused(f"“{typed}” is not a time: a day goes from 00:00 to 23:59.")
    return time(hours, minutes)


def _example() -> str:
    return f"Such as {EXAMPLE}"


def _zone(words: list[str]) -> str | None:
    """The zone named after "in", if one is; takes its words away.

    A city of two words may be written as it is spoken ("New York"). "in China" is no
    zone, and is left to the question.
    """
    if len(words) < 2 or words[0].lower() not in ("in", "zone"):
        if words and "/" in words[0]:
            words.insert(0, "in")
        else:
            return None
    for length in (3, 2, 1):
        name = "_".join(words[1 : 1 + length]).lower()
        if len(words) > length and name in _zones():
            del words[: 1 + length]
            return _zones()[name]
    if "/" in words[1] or words[0].lower() == "zone":
        near = process.extract(
            words[1].lower(), list(_zones()), scorer=fuzz.ratio, limit=3, score_cutoff=70
        )
        names = tuple(dict.fromkeys(_zones()[key] for key, _, _ in near))
        hint = f"Did you mean {listed(names, 'or')}?" if names else "Write it like Europe/London."
        raise Refused(f"“{words[1][:40]}” is not a time zone. {hint}")
    return None


def known_zone(name: str) -> str:
    """This zone as the database of zones spells it; UTC where it has none of the name."""
    return _zones().get(name.lower(), "UTC")


@cache
def _zones() -> dict[str, str]:
    """Zones by their small-letter names, and by their city where only one has it."""
    places = [
        zone
        for zone in sorted(available_timezones())
        if not zone.startswith(("posix", "right", "SystemV"))
        and zone not in ("localtime", "Factory")
    ]
    found = {zone.lower(): zone for zone in places}
    cities = [zone for zone in places if zone.split("/")[0] in _CONTINENTS]
    for zone in cities:
        found.setdefault(zone.rsplit("/", 1)[-1].lower(), zone)
    return found


_CONTINENTS = frozenset(
    {"Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian"}
    | {"Pacific"}
)
