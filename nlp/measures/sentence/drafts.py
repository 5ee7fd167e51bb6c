"""What a sentence itself tells of a measure, before the article has completed it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nlp.analysis import Measure
from nlp.measures.rates.earlier import goes_on, is_now, is_of_once, tells_of_before
from nlp.measures.rates.finding import Rate


class Then(StrEnum):
    """What a sentence says of its rate beside another: what it was, what it is or came to."""

    ONCE = "once"
    NOW = "now"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A measure as its own sentence states it, with what is needed to complete it.

    `paragraph` counts the article's passages; its own starts at `opens` in the article. The
    flags are those of the frame and the rate; `stated` tells measures with a rate or an act
    from mere mentions of a tariff, which only help to complete the others. `listed` says that
    it is an item of a list of rates; `label` is the country with whose name the passage opens
    ("BRAZIL: …").
    """

    measure: Measure
    paragraph: int
    opens: int = 0
    stated: bool
    everyone: bool = False
    definite: bool = False
    resumes: bool = False
    answers: bool = False
    ours: bool = False
    stranger: bool = False
    listed: bool = False
    fresh: bool = False
    label: str | None = None
    put: bool = False
    guessed: bool = False
    then: Then | None = None
    to_end: bool = False  # stands, and its end is settled


def takes_up(text: str, rate: Rate) -> bool:
    """Whether the sentence up to a rate goes on about the measure before."""
    place = text, rate.sentence[0], rate.start
    return rate.value is not None and (goes_on(*place) or tells_of_before(*place))


def then_of(text: str, rate: Rate) -> Then | None:
    """Whether the sentence puts its rate into the past, or beside one of the past."""
    place = text, rate.sentence[0], rate.start
    if rate.value is None:
        return None
    if tells_of_before(*place):
        return Then.ONCE
    if goes_on(*place):
        return Then.NOW if is_now(*place) else Then.MOVED
    return Then.ONCE if is_of_once(*place) else None
