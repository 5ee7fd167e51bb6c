"""Whether a claim was told before: the same again, an older word, a rate that is only recalled.

`known` are claims of one group that were stored before, in the order in which they were.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from handlers.matters.moves import is_threat, left_by
from handlers.matters.one_matter import Moved, matter, moved, on_one_matter
from handlers.matters.sameness import first_to_say
from handlers.matters.stances import side, turned
from handlers.newsroom import Held
from handlers.words.names import folded
from handlers.words.tallies import as_exactly
from handlers.words.wording import figure_line, measure_line
from nlp.analysis import Attribution, Figure, Measure

_FEWEST = 5  # words of a quotation that tell it again when they stand in a longer one


def group(held: Held) -> Hashable:
    """Claims of one group may be of one matter."""
    found = matter(held, loosely=True)
    if found is not None:
        return found
    finding = held.claim.finding
    if isinstance(finding, Measure):
        return "measure", measure_line(finding).casefold()
    if isinstance(finding, Figure):
        return "figure", figure_line(finding).casefold()
    return "said", "by nobody named"


def the_same(held: Held, known: list[Held]) -> list[Held]:
    """Those that say the same."""
    finding = held.claim.finding
    if isinstance(finding, Measure):
        return [one for one in known if _as_told(finding, one.claim.finding)]
    if isinstance(finding, Figure):
        return [one for one in known if _equal(finding, one.claim.finding)]
    words = _words(finding)
    return [
        one
        for one in known
        if _repeats(words, _words(one.claim.finding)) and _side(one.claim.finding) == _side(finding)
        if not _turned(finding, one.claim.finding)
    ]


def _side(finding: object) -> bool | None:
    return side(finding) if isinstance(finding, Attribution) else None


def _turned(finding: object, told: object) -> bool:
    """Whether these words were told from the other side."""
    if not (isinstance(finding, Attribution) and isinstance(told, Attribution)):
        return False
    return turned(finding, told)


def _as_told(measure: Measure, told: object) -> bool:
    """Whether a measure is told as it was, or with less."""
    if not isinstance(told, Measure) or measure.status is not told.status:
        return False
    return measure.rate in (None, told.rate) and _dates(measure) <= _dates(told)


def _dates(measure: Measure) -> set[tuple[str, object]]:
    """The days that it names."""
    named = (("effective", measure.effective), ("expires", measure.expires))
    return {(name, when.first) for name, when in named if when is not None and when.first}


def _equal(figure: Figure, told: object) -> bool:
    if not isinstance(told, Figure):
        return False
    if (figure.bound, figure.upper) != (told.bound, told.upper):
        return False
    return as_exactly(figure.value, told.value)


def _words(finding: object) -> str:
    """The words of what was said, each between blanks; "" of what is no speech."""
    if not isinstance(finding, Attribution):
        return ""
    return _plain(tuple(piece.words for piece in finding.contents))


@lru_cache(maxsize=20_000)
def _plain(pieces: tuple[str, ...]) -> str:
    return f" {' '.join(folded(' '.join(pieces)))} "


def _repeats(one: str, other: str) -> bool:
    """Whether these are the same words, or the shorter stand as they are in the longer."""
    if one == other:
        return True
    short, long = (one, other) if len(one) < len(other) else (other, one)
    return short in long and short.count(" ") > _FEWEST


def recalls(held: Held, measure: Measure, known: list[Held]) -> bool:
    """Whether a measure has a rate from before the latest one, and does not say it went back.

    A later article often tells of the old rate: it must say from which rate it moved, or where.
    """
    threat = is_threat(held)
    told = [one.claim.finding for one in known if threat or not is_threat(one)]
    old = {one.rate for one in told if isinstance(one, Measure)}
    old |= {one.rate_before for one in told if isinstance(one, Measure)}
    if measure.rate is None or measure.rate not in old:
        return False
    move = latest_move(held, elsewhere(held, known))
    was = move.was.claim.finding if move else None
    if not isinstance(was, Measure) or was.rate == measure.rate:
        return False
    return measure.rate_before != was.rate and measure.direction is None


def moves_on(held: Held, known: list[Held]) -> bool:
    """Whether a measure or a stance is other than it was told last, be it as it was before that."""
    others, finding = elsewhere(held, known), held.claim.finding
    if isinstance(finding, Measure):
        return latest_move(held, others) is not None
    last = last_word(held, others)
    return last is not None and _turned(finding, last.claim.finding)


def last_word(held: Held, others: list[Held]) -> Held | None:
    """The latest of what the same speakers said on the same matter before.

    For who takes a side, the latest that took one.
    """
    sided = _side(held.claim.finding) is not None
    earlier = [one for one in others if not older(held, one)]
    in_order = sorted(earlier, key=day_of)
    found = [one for one in reversed(in_order) if on_one_matter(one, held)]
    sides = [one for one in found if sided and _side(one.claim.finding) is not None]
    return next(iter((*sides, *found)), None)


def elsewhere(held: Held, known: list[Held]) -> list[Held]:
    """What other articles tell: what one article tells in two ways is no change."""
    return [one for one in known if one.article.id != held.article.id]


def latest_move(held: Held, others: list[Held]) -> Moved | None:
    """How it differs from the latest that was told before it, if it is later than all."""
    in_order = sorted(others, key=day_of)
    if not in_order or older(held, in_order[-1]):
        return None
    telling = [one for one in in_order if _tells(one)]
    # What is imposed has moved from what was imposed, rather than from a threat between.
    standing = [] if is_threat(held) else [one for one in telling if not is_threat(one)]
    said = left_by(held, [one for one in standing if _beside(one, standing[-1])])
    before = (*filter(None, (said,)), *standing[-1:], *telling[-1:], *in_order[-1:])
    latest = (first_to_say(one, in_order) for one in before)
    moves = (moved(one, held) for one in latest)
    return next(filter(None, moves), None)


def _beside(one: Held, other: Held) -> bool:
    return one.article.id == other.article.id


def day_of(held: Held) -> date:
    """The day it was published; where that is unknown, the day it came in."""
    appeared = held.article.parsed.published
    return appeared.day if appeared else held.article.fetched.date()


def older(held: Held, other: Held) -> bool:
    """Whether a claim was published before another one."""
    here, there = held.article.parsed.published, other.article.parsed.published
    if here and there and here.at and there.at:
        return here.at < there.at
    return day_of(held) < day_of(other)


def _tells(held: Held) -> bool:
    """Whether a later claim is compared with this one: a rate that is not told changes none."""
    finding = held.claim.finding
    return not isinstance(finding, Measure) or finding.rate is not None


def rates_told(known: list[Held], *, threat: bool) -> set[Decimal]:
    """The rates that were told, of threats or of what is more than that."""
    found = (one.claim.finding for one in known if is_threat(one) is threat)
    return {one.rate for one in found if isinstance(one, Measure) and one.rate is not None}
