"""Reading when a digest is wanted: days, wall times, zone and quiet hours, in plain words.

Each reader looks at the head of a list of words, takes away what it understands, and
returns None where its part is not named there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

from handlers.errors import Refused
from handlers.subscribed import EVERY_DAY, Cadence
from handlers.words.wording import DAYS
from handlers.words.zones import called, land, misspelt, refusal

EXAMPLE = "/digest here daily 08:30 tariffs china"
USUAL = time(8, 30)  # where no time is named
WORKDAYS = (0, 1, 2, 3, 4)
_MOST_TIMES = 24
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s?([ap])\.?m?\.?)?", re.IGNORECASE)
_HALF = re.compile(r"[ap]\.?m\.?,?", re.IGNORECASE)
_LIKE_A_TIME = re.compile(r"\d{1,3}|0\d{3}|\d{1,2}[:.]\d*|\d{1,2}(?:[:.]\d+)?\s?[ap]\.?m\.?", re.I)
_HOURS = re.compile(r"(\d{1,3})(?:h|hrs?|hours?)", re.IGNORECASE)
_EVEN = (1, 2, 3, 4, 6, 8, 12)
_MONTH_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}
_LEFT_OFF = frozenset({"off", "none", "never"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """On which days: see `handlers.subscribed.Cadence`."""

    weekdays: tuple[int, ...] = EVERY_DAY
    month_day: int | None = None
    business: bool = False


_PHRASES = {
    "daily": Days(),
    "everyday": Days(),
    "every day": Days(),
    "weekdays": Days(weekdays=WORKDAYS),
    "workdays": Days(weekdays=WORKDAYS),
    "every weekday": Days(weekdays=WORKDAYS),
    "business days": Days(weekdays=WORKDAYS, business=True),
    "working days": Days(weekdays=WORKDAYS, business=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """What was named of a cadence; None is what was not.

    `quiet` is () where quiet hours are to end.
    """

    days: Days | None = None
    times: tuple[time, ...] | None = None
    zone: str | None = None
    quiet: tuple[time, time] | tuple[()] | None = None

    @property
    def named(self) -> bool:
        """Whether days or times were named."""
        return self.days is not None or self.times is not None

    def over(self, before: Cadence) -> Cadence:
        """A cadence with what was named put in its place, and all else as it was."""
        cadence = before
        if self.days is not None:
            cadence = replace(
                cadence,
                weekdays=self.days.weekdays,
                month_day=self.days.month_day,
                business=self.days.business,
            )
        times = self.times or before.times or ((USUAL,) if self.named else ())
        cadence = replace(cadence, times=times, zone=self.zone or before.zone)
        if self.quiet is not None:
            cadence = replace(cadence, quiet=self.quiet or None)
        return cadence


def days(words: list[str]) -> Days | None:
    """ "daily", "weekdays", "business days", "weekly on MON", "every Monday", "monthly on 15"."""
    if len(words) > 1 and words[0].lower() == "on" and _starts_days(words[1:]):
        words.pop(0)
    first = words[0].lower().rstrip(",;") if words else ""
    second = words[1].lower().rstrip(",;") if len(words) > 1 else ""
    if found := _PHRASES.get(first):
        words.pop(0)
        return found
    if found := _PHRASES.get(f"{first} {second}"):
        del words[:2]
        return found
    if first == "monthly":
        words.pop(0)
        return Days(month_day=_month_day(words))
    if first == "weekly" or (first == "every" and second and weekday(second) is not None):
        words.pop(0)
        return Days(weekdays=_weekdays(words))
    if first.endswith("days") and first.removesuffix("s").title() in DAYS:
        return Days(weekdays=_weekdays(words))
    return None


def _starts_days(words: list[str]) -> bool:
    """Whether "on" before these words leads to days: "on weekdays", "on Mondays"."""
    first, two = words[0].lower().rstrip(",;"), " ".join(words[:2]).lower()
    return first in _PHRASES or two in _PHRASES or first.removesuffix("s").title() in DAYS


def _weekdays(words: list[str]) -> tuple[int, ...]:
    found: set[int] = set()
    while words:
        parts = [part for part in words[0].lower().split(",") if part]
        if parts in ([], ["on"], ["and"]):
            words.pop(0)
            continue
        named = [weekday(part) for part in parts]
        if None in named:
            break
        words.pop(0)
        found |= {number for number in named if number is not None}
    if not found:
        raise Refused("Say on which day, such as weekly on MON or weekly on MON,THU.")
    return tuple(sorted(found))


def weekday(word: str) -> int | None:
    """The number of the weekday that a word names, 0 for Monday; three letters will do."""
    word = word.lower()
    plain = word.rstrip(".").removesuffix("s")
    for number, name in enumerate(DAYS):
        if len(plain) >= 3 and name.lower().startswith(plain):
            return number
    return None


def _month_day(words: list[str]) -> int:
    """The day of the month behind "monthly": the first, where none is named."""
    if not words or words[0].lower() != "on":
        return 1
    words.pop(0)
    if words and words[0].lower() == "the":
        words.pop(0)
    typed = words.pop(0) if words else ""
    if typed.lower() == "last":
        if words and words[0].lower() in ("day", "one"):
            words.pop(0)
        return 31
    match = _MONTH_DAY.fullmatch(typed)
    if match is None or not 1 <= int(match[1]) <= 31:
        raise Refused("Say on which day of the month, such as monthly on 15 or monthly on last.")
    return int(match[1])


def times(words: list[str]) -> tuple[time, ...] | None:
    """ "08:30", "at 08:30,17:00", "8:30am and 5pm", "every 4h", "every 4 hours from 09:00"."""
    if every := _every(words):
        return every
    _spell_out(words)
    led = len(words) > 1 and words[0].lower() == "at" and words[1][0].isdigit()
    if words and words[0].endswith(";"):
        words[0] = words[0].rstrip(";")
    if not led and not (words and _LIKE_A_TIME.fullmatch(words[0].split(",")[0])):
        return None
    if led:
        words.pop(0)
    found: set[time] = set()
    while True:
        typed = words.pop(0)
        if words and _HALF.fullmatch(words[0]) and typed[-1:].isdigit():
            typed = f"{typed} {words.pop(0)}"
        found |= {_time(part.strip()) for part in typed.split(",") if part.strip()}
        more = typed.endswith(",") or (words and words[0].lower() == "and")
        if words and words[0].lower() == "and" and len(words) > 1 and words[1][0].isdigit():
            words.pop(0)
        elif not (more and words and words[0][0].isdigit()):
            break
    if len(found) > _MOST_TIMES:
        raise Refused(f"A digest can come {_MOST_TIMES} times a day at most: name fewer times.")
    return tuple(sorted(found))


def _spell_out(words: list[str]) -> None:
    """Put "noon" and "midnight" at the head, behind "at" too, as times of the clock."""
    for place, word in enumerate(words[:2]):
        if word.lower() in _NAMED and (place == 0 or words[0].lower() == "at"):
            words[place] = _NAMED[word.lower()]


def _every(words: list[str]) -> tuple[time, ...] | None:
    """Wall times so many hours apart."""
    first = words[0].lower() if words else ""
    second = words[1].lower() if len(words) > 1 else ""
    third = words[2].lower() if len(words) > 2 else ""
    if first == "hourly":
        hours, taken = 1, 1
    elif (first, second) == ("every", "hour"):
        hours, taken = 1, 2
    elif first == "every" and (match := _HOURS.fullmatch(second)):
        hours, taken = int(match[1]), 2
    elif first == "every" and (match := _HOURS.fullmatch(f"{second}{third}")):
        hours, taken = int(match[1]), 3
    else:
        return None
    del words[:taken]
    if hours not in _EVEN:
        raise Refused(
            f"Every {hours} hours would come at other times each day: "
            "write every 1h, 2h, 3h, 4h, 6h, 8h or 12h."
        )
    start = time(0)
    if len(words) > 1 and words[0].lower() in ("from", "at") and words[1][0].isdigit():
        words.pop(0)
        start = _one(words)
    later = ((start.hour + number * hours) % 24 for number in range(24 // hours))
    return tuple(sorted(time(hour, start.minute) for hour in later))


def _one(words: list[str]) -> time:
    typed = words.pop(0)
    if words and _HALF.fullmatch(words[0]) and typed[-1:].isdigit():
        typed = f"{typed} {words.pop(0)}"
    return _time(typed)


def _time(typed: str) -> time:
    match = _TIME.fullmatch(typed)
    hour, minute, half = match.groups() if match else (None, None, None)
    if hour is None or (minute is None and half is None):
        raise Refused(
            f"“{typed[:40]}” is not a time: write it like 08:30 or 8:30am. Such as {EXAMPLE}"
        )
    hours, minutes = int(hour), int(minute or 0)
    if half and not 1 <= hours <= 12:
        raise Refused(f"“{typed}” is not a time: with am or pm, the hour is 1 to 12.")
    if half:
        hours = hours % 12 + (12 if half.lower() == "p" else 0)
    if hours > 23 or minutes > 59:
        raise Refused(f"“{typed}” is not a time: a day goes from 00:00 to 23:59.")
    return time(hours, minutes)


def zone(words: list[str]) -> str | None:
    """The zone named after "in", if one is.

    A city of two words may be written as it is spoken ("New York"). "in China" is no
    zone, and is left to the question. Raises Refused for a zone that there is not.
    """
    led = bool(words) and words[0].lower() in ("in", "zone")
    if not led and not (words and words[0][0].isalpha() and "/" in words[0]):
        return None
    rest = words[1:] if led else words
    for length in (3, 2, 1):
        typed = " ".join(rest[:length]).rstrip(",;")
        if len(rest) < length or (words[0].lower() == "in" and land(typed)):
            continue
        if found := called(typed):
            del words[: length + led]
            return found
    if rest and ("/" in rest[0] or words[0].lower() == "zone" or misspelt(rest[0].rstrip(",;"))):
        raise refusal(rest[0])
    return None


def quiet(words: list[str]) -> tuple[time, time] | tuple[()] | None:
    """ "quiet 22:00-07:00", "quiet from 10pm to 7am", "quiet off"."""
    if len(words) < 2 or words[0].lower() != "quiet":
        return None
    second = words[1].lower()
    if second in _LEFT_OFF:
        del words[:2]
        return ()
    if not (second[0].isdigit() or second in ("from", "hours", "between")):
        return None
    words.pop(0)
    if words[0].lower() in ("from", "hours", "between"):
        words.pop(0)
    typed = re.sub(r"\s*[-–—]\s*|\s+(?:to|until|and)\s+", " ", " ".join(words[:6]), count=1)
    taken = typed.split() + words[6:]
    if len(taken) < 2:
        raise Refused("Say from when to when, such as quiet 22:00-07:00, or quiet off.")
    begins, ends = _one(taken), _one(taken) if taken else None
    if ends is None or begins == ends:
        raise Refused("Say from when to when, such as quiet 22:00-07:00, or quiet off.")
    words[:] = taken
    return (begins, ends)
