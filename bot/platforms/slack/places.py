"""What a button carries: the question, the part of the answer, and the way back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

# Slack lets a button carry 2,000 characters, but all buttons of a message share its room
# with the answer; only one of them, to share, may be long.
LONGEST_VALUE = 650
LONGEST_SHARED = 1_900
# A question longer than this is told to be too long by the handlers themselves.
_LONGEST_COMMAND = 12_000
_MOST_BACK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One part of an answer: the cursor of its page, and items shown before on that page."""

    page: str = ""
    skip: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which part of which answer: the command line, its page, and items already shown.

    `trail` are the parts that were shown before, oldest first: what Back goes through.
    `channel` is the channel it is asked for, where that is not the one it is asked in.
    """

    command: str
    page: str = ""
    skip: int = 0
    trail: tuple[Turn, ...] = ()
    channel: str = ""

    def onward(self, page: str, skip: int = 0) -> Place:
        """The part that follows this one."""
        here = Turn(page=self.page, skip=self.skip)
        return replace(self, page=page, skip=skip, trail=(*self.trail, here)[-_MOST_BACK:])

    def back(self) -> Place | None:
        """The part before this one, or the first where it is forgotten; None on the first."""
        if self.trail:
            last = self.trail[-1]
            return replace(self, page=last.page, skip=last.skip, trail=self.trail[:-1])
        return Place(command=self.command) if self.page or self.skip else None


def write_value(place: Place, most: int = LONGEST_VALUE) -> str | None:
    """What a button must carry to work after a restart; None where it does not fit.

    Where the way back is too long, its oldest parts are left out.
    """
    held: dict[str, object] = {"v": 1, "c": place.command, "p": place.page, "s": place.skip}
    if place.trail:
        held["b"] = [[each.page, each.skip] for each in place.trail]
    if place.channel:
        held["ch"] = place.channel
    value = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    # Slack would hand these three back in another form; a lone surrogate it would refuse.
    for sign in "&<>":
        value = value.replace(sign, f"\\u{ord(sign):04x}")
    value = value.encode("utf-8", "replace").decode()
    if len(value) <= most:
        return value
    return write_value(replace(place, trail=place.trail[1:]), most) if place.trail else None


def read_value(value: str) -> Place | None:
    """The place a button's value stands for; None where it is not ours or too old."""
    try:
        held = json.loads(value)
    except (ValueError, RecursionError):
        return None
    if not isinstance(held, Mapping) or held.get("v") != 1:
        return None
    command, page, skip = held.get("c"), held.get("p"), held.get("s")
    if not (isinstance(command, str) and isinstance(page, str) and isinstance(skip, int)):
        return None
    trail, channel = held.get("b", []), held.get("ch", "")
    return Place(
        command=command[:_LONGEST_COMMAND],
        page=page,
        skip=max(skip, 0),
        channel=channel if isinstance(channel, str) else "",
        trail=tuple(turn for each in trail if (turn := _turn(each)))
        if isinstance(trail, list)
        else (),
    )


def _turn(held: object) -> Turn | None:
    if not (isinstance(held, list) and len(held) == 2):
        return None
    page, skip = held
    if isinstance(page, str) and isinstance(skip, int):
        return Turn(page=page, skip=max(skip, 0))
    return None
