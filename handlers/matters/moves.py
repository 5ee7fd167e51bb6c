"""What moved among claims: those on one matter in the order they were told, one against another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import replace

from handlers.matters.one_matter import Difference, Moved, differing, matter
from handlers.matters.positions import keeps, takes_side
from handlers.matters.sameness import first_to_say
from handlers.matters.stances import NO_WORDS, Said, said
from handlers.newsroom import Held
from nlp.analysis import Attribution, Figure, Measure, MeasureStatus


def changes(found: Iterable[Held]) -> list[Moved]:
    """All that moved among these claims, the latest first; each against the one before it."""
    groups: dict[Hashable, list[Held]] = {}
    for held in found:
        if (key := matter(held)) is not None:
            groups.setdefault(key, []).append(held)
    several = (group for group in groups.values() if len(group) > 1)
    moves = [move for group in several for move in _from_first(group)]
    once = [move for move in moves if not any(_holds(move, other) for other in moves)]
    return sorted(once, key=lambda move: told_at(move.now), reverse=True)


def _holds(words: Moved, number: Moved) -> bool:
    """Whether somebody's words moved by that number alone, which is told as a figure's own."""
    if words.difference is not Difference.NUMBER or number.difference is Difference.NUMBER:
        return False
    return all(
        one.article.id == other.article.id
        and one.claim.span.start <= other.claim.span.start
        and other.claim.span.end <= one.claim.span.end
        for one, other in ((words.was, number.was), (words.now, number.now))
    )


def _from_first(group: list[Held]) -> Iterator[Moved]:
    """What moved in a group, each side as it was told first."""
    in_order = sorted(group, key=told_at)
    for move in _along(in_order):
        was, now = (first_to_say(held, in_order) for held in (move.was, move.now))
        if was.article.id != now.article.id:
            yield replace(move, was=was, now=now)


def _along(group: list[Held]) -> Iterator[Moved]:
    """What moved from claim to claim. What one article tells in two ways is no change."""
    group = [held for held in group if held.article.parsed.published is not None]
    if group and not isinstance(group[0].claim.finding, Figure | Measure):
        yield from _shifts(group)
        return
    last: Held | None = None
    doubted = list[Held]()  # the claims of an article that tells several values, and not which
    for several in _by_article(group):
        held = _the_one(several, last)
        if held is None:
            doubted = several
            continue
        last = left_by(held, doubted) or last
        doubted = []
        if last is not None and (move := differing(last, held)):
            yield move
        if last is None or _tells(held):
            last = held


def left_by(held: Held, several: list[Held]) -> Held | None:
    """The one of these whose rate a later claim says that it was before, threats apart."""
    before = _before(held)
    told = (one for one in several if before is not None and _value(one) == before)
    return next((one for one in told if not is_threat(one)), None)


def _shifts(group: list[Held]) -> Iterator[Moved]:
    """Each of somebody's words against their latest earlier words on the same matter."""
    words = [_words(held) for held in group]
    sided = [takes_side(held) for held in group]
    for number, held in enumerate(group):
        for at in range(number - 1, -1, -1):
            earlier = group[at]
            if earlier.article.id == held.article.id:
                continue
            both = sided[at] and sided[number]
            if (both or words[at].near(words[number])) and (move := differing(earlier, held)):
                yield move
                break
            if both and keeps(earlier, held):
                break


def _words(held: Held) -> Said:
    finding = held.claim.finding
    return said(finding) if isinstance(finding, Attribution) else NO_WORDS


def _tells(held: Held) -> bool:
    """Whether a later claim is compared with this one: a rate that is not told changes none."""
    finding = held.claim.finding
    return not isinstance(finding, Measure) or finding.rate is not None


def _by_article(group: list[Held]) -> list[list[Held]]:
    by_article: dict[str, list[Held]] = {}
    for held in group:
        by_article.setdefault(held.article.id, []).append(held)
    return list(by_article.values())


def _the_one(several: list[Held], last: Held | None) -> Held | None:
    """Of an article's claims the only one, or the one that all its others lead to.

    What it says of the others they were before, or it recalls what was told last.
    """
    if len({_value(held) for held in several}) == 1:
        return several[0]
    before = {_before(held) for held in several} - {None}
    if last is not None and isinstance(last.claim.finding, Measure):
        before |= {_value(last)} - {None}
    now = [held for held in several if _value(held) not in before]
    return now[0] if before and len({_value(held) for held in now}) == 1 else None


def _value(held: Held) -> object:
    finding = held.claim.finding
    if isinstance(finding, Measure):
        return finding.rate
    return finding.value if isinstance(finding, Figure) else None


def _before(held: Held) -> object:
    finding = held.claim.finding
    return finding.rate_before if isinstance(finding, Measure) else None


def is_threat(held: Held) -> bool:
    """Whether it is a measure that is only threatened."""
    finding = held.claim.finding
    return isinstance(finding, Measure) and finding.status is MeasureStatus.THREATENED


def told_at(held: Held) -> tuple[object, ...]:
    """The order of telling: by publication, then by place."""
    appeared = held.article.parsed.published
    at = appeared.at.isoformat() if appeared and appeared.at else ""
    first = appeared.day.isoformat() if appeared else ""
    return (first, at, held.article.id, held.claim.span.start)
