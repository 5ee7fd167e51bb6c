"""What speaks of the same matter, and how two findings on it differ: the one set of rules.

A comparison, a list of changes and a digest all ask this. In doubt two findings are of
two matters: a change that is none would be worse than one that is missed.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

from handlers.ledger.keys import Key, key_of
from handlers.matters.counted import concept, named_scope
from handlers.matters.positions import turned_over
from handlers.matters.stances import alike, shift, stem
from handlers.newsroom import Article, Held
from handlers.words.names import TITLES, words_of
from handlers.words.tallies import as_exactly, changed_otherwise, soon
from handlers.words.wording import number
from nlp.analysis import Attribution, Figure, Measure, MeasureStatus

_MOST_REVISED = Decimal("1.5")  # times, of one figure for one period
_TITLES = frozenset(map(stem, TITLES))
_STANDING = frozenset({MeasureStatus.IN_FORCE, MeasureStatus.REDUCED})
_TO_COME = frozenset({MeasureStatus.ANNOUNCED, MeasureStatus.SIGNED})
_HALTED = frozenset({MeasureStatus.PAUSED, MeasureStatus.STRUCK_DOWN})
_STAGE = {
    MeasureStatus.THREATENED: 0,
    MeasureStatus.ANNOUNCED: 1,
    MeasureStatus.SIGNED: 2,
    MeasureStatus.IN_FORCE: 3,
    MeasureStatus.REDUCED: 3,  # it is in force, at a lower rate
    MeasureStatus.PAUSED: 4,
    MeasureStatus.EXPIRED: 5,
    MeasureStatus.STRUCK_DOWN: 5,
}


class Difference(StrEnum):
    """In what two findings on one matter differ."""

    RATE = "rate"
    STATUS = "status"
    VALUE = "value"
    NUMBER = "number"
    DATE = "date"
    STANCE = "stance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One matter told in two ways: what it was, what it is, and in what they differ."""

    difference: Difference
    was: Held
    now: Held
    told: str  # what moved, in words: "145 % → 30 %"


def matter(held: Held, *, loosely: bool = False) -> Hashable | None:
    """Findings with the same value may be of one matter; None where it is not told which.

    Taken `loosely`, a figure of goods and one of goods and services may be.
    """
    finding = held.claim.finding
    if isinstance(finding, Measure):
        told = finding.imposer and (finding.targets or finding.goods)
        return ("measure", key_of(held).imposed) if told else None
    if isinstance(finding, Figure):
        found = _figure_matter(finding)
        return found if loosely or found is None else (found, named_scope(finding))
    return said_by(frozenset(held.claim.speakers)) if held.claim.speakers else None


def matter_number(held: Held) -> int:
    """The matter as a number that a store can keep; 0 where it is not told which."""
    found = matter(held)
    if found is None:
        return 0
    digest = blake2b(_spelt(found).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def _spelt(part: object) -> str:
    """A part of a matter in words, the same in every process: sets have no order."""
    if isinstance(part, Key):
        return _spelt((part.family, part.imposer, part.targets, part.goods))
    if isinstance(part, frozenset):
        return _spelt(tuple(sorted(map(str, part))))
    return f"({','.join(map(_spelt, part))})" if isinstance(part, tuple) else repr(part)


def said_by(speakers: frozenset[str]) -> Hashable:
    """What these said may be of one matter."""
    return "said", speakers


def moved(was: Held, now: Held) -> Moved | None:
    """How the later finding differs from the earlier one of the same matter, if it does."""
    if matter(was) is None or matter(was) != matter(now):
        return None
    return differing(was, now)


def differing(was: Held, now: Held) -> Moved | None:
    """The same of two findings that are known to be of one matter."""
    before, after = was.claim.finding, now.claim.finding
    found: tuple[Difference, str] | None = None
    if isinstance(before, Measure) and isinstance(after, Measure):
        found = _measure_moved(before, after) or _resumed(before, after, now.article)
    elif isinstance(before, Figure) and isinstance(after, Figure):
        found = _figure_moved(before, after)
    elif isinstance(before, Attribution) and isinstance(after, Attribution):
        found = _stance_moved(was, before, now, after)
    return Moved(difference=found[0], was=was, now=now, told=found[1]) if found else None


def _measure_moved(before: Measure, after: Measure) -> tuple[Difference, str] | None:
    """Another rate before another status: the rate is what is asked for first.

    A threat is no rate: what is threatened next to what is in force has not changed it. Where
    an article does not say on which goods, its rate counts if it names the one before.
    """
    rates = before.rate, after.rate
    if rates[0] is not None and rates[1] is not None and rates[0] != rates[1]:
        threats = [each.status is MeasureStatus.THREATENED for each in (before, after)]
        unnamed = not (before.goods and after.goods) and after.rate_before != before.rate
        # What was to replace a rate is no rate yet where that one still applies.
        still = before.status in _TO_COME and after.rate == before.rate_before
        if threats[0] != threats[1] or unnamed or still:
            return None
        return Difference.RATE, f"{number(rates[0])} % → {number(rates[1])} %"
    ended = after.rate is None and _STAGE[after.status] > _STAGE[MeasureStatus.IN_FORCE]
    if (rates[0] != rates[1] and not ended) or not _went_on(before.status, after.status):
        return None
    return Difference.STATUS, f"{before.status} → {after.status}"


def _resumed(before: Measure, after: Measure, told_in: Article) -> tuple[Difference, str] | None:
    """What was paused or struck down and is to begin after all, on a day yet to come."""
    begins = after.effective.first if after.effective else None
    published = told_in.parsed.published
    if begins is None or published is None or begins <= published.day:
        return None
    if before.rate != after.rate or before.status not in _HALTED or after.status not in _TO_COME:
        return None
    return Difference.STATUS, f"{before.status} → {after.status}"


def _went_on(before: MeasureStatus, after: MeasureStatus) -> bool:
    """Whether a status is a later one in the life of a measure; what is paused may come back."""
    if before in _HALTED and after in _STANDING:
        return True
    return _STAGE[after] > _STAGE[before]


def _figure_moved(before: Figure, after: Figure) -> tuple[Difference, str] | None:
    if before.upper is not None or after.upper is not None:
        return None
    if before.bound != after.bound or as_exactly(before.value, after.value):
        told = None if before.bound != after.bound else changed_otherwise(before, after)
        return (Difference.VALUE, told) if told else None
    small, large = sorted((abs(before.value), abs(after.value)))
    if large > small * _MOST_REVISED:  # more likely another figure whose words do not tell it
        return None
    return Difference.VALUE, f"{before.excerpt.words} → {after.excerpt.words}"


def on_one_matter(was: Held, now: Held) -> bool:
    """Whether what somebody said twice is clearly of one matter, whether or not it differs."""
    before, after = was.claim.finding, now.claim.finding
    if not (isinstance(before, Attribution) and isinstance(after, Attribution)):
        return False
    return alike(before, after, _names(was, now))


def _stance_moved(
    was: Held, before: Attribution, now: Held, after: Attribution
) -> tuple[Difference, str] | None:
    found = shift(
        before,
        after,
        _names(was, now),
        soon=soon(*(each.article.parsed.published for each in (was, now))),
    )
    if found:
        return Difference(found[0]), found[1]
    told = turned_over(was, now)
    return (Difference.STANCE, told) if told else None


def _names(was: Held, now: Held) -> frozenset[str]:
    """The words of names, which alone tell no matter."""
    return _stems(was.claim.entities) | _stems(now.claim.entities) | _TITLES


@lru_cache(maxsize=1 << 10)
def _stems(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(stem(word) for name in names for word in words_of(name))


def _figure_matter(figure: Figure) -> Hashable | None:
    """Concept, whose, with whom, for when, in what unit; None where one cannot be told."""
    if not (figure.concept and figure.period) or figure.supposed:
        return None
    return (
        "figure",
        concept(figure),
        figure.subject,
        figure.counterpart,
        " ".join(words_of(figure.period)).removeprefix("in ").removeprefix("for "),
        figure.normalized_unit,
        figure.currency,
    )
