"""How many claims match, counted to a cap, over what they speak, and a whole store does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import (
    Connection,
    Select,
    Text,
    bindparam,
    cast,
    func,
    select,
)

from bot.store.conditions.private import all_shown
from bot.store.database import places
from bot.store.database.keys import Keys, Rising
from bot.store.database.schema import articles, copies, postings
from bot.store.facets.shelf import NOTHING, shelf
from bot.store.finding.selecting import CAP, FEW_CLAIMS
from handlers.ports import Coverage
from nlp.analysis import Precision

STRETCH = CAP + 1  # claims that may match are looked through at first: all of them may


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many claims match, over what their articles speak, and the first page's keys."""

    total: int = 0
    capped: bool = False
    coverage: Coverage = NOTHING
    first: tuple[Sequence[int], str] | None = None


def count_up(conn: Connection, keys: Keys, limit: int) -> Counted:
    """Count to one beyond the cap, and give the first page of so many claims on the way.

    Where of those that say the same one counts, and the first ones have copies, that page
    is another question.
    """
    found, said = _found(conn, keys)
    if not found:
        return Counted(first=((), ""))
    different = len(found) - len(said) + len(set(said.values()))
    first = found[: max(limit, 1) + 1]
    return Counted(
        total=min(different, CAP),
        capped=different > CAP,
        coverage=shelf(conn).coverage(found if len(found) <= CAP else found[:-1]),
        first=None if said and not said.keys().isdisjoint(first) else cut(first, limit),
    )


def _found(conn: Connection, keys: Keys) -> tuple[Sequence[int], dict[int, int]]:
    """Keys, highest first, and of those that do not say it alone the number of what they say.

    Of different ones it is one more than the cap, where there are more.
    """
    most = CAP + 1
    statement = keys.statement if keys.every is None else keys.every
    while True:
        if keys.rising:
            found, said = _upwards(conn, keys, keys.rising, most)
        else:
            found, said = _read(conn, statement, keys.page(below=places.MAX_KEY, limit=most))
        if keys.every is None or not said:
            return found, {}
        different = len(found) - len(said) + len(set(said.values()))
        if different > CAP or len(found) < most:
            return found, said
        # Some of them say what others say: as many more as it takes if that goes on so.
        most = int(1.2 * most * (CAP + 1) / different) + 1


def _upwards(
    conn: Connection, keys: Keys, rising: Rising, most: int
) -> tuple[Sequence[int], dict[int, int]]:
    """As `_read` the newest that match, by stretches of the claims that may, the newest first."""
    found, said = list[int](), dict[int, int]()
    below, length = keys.high, min(most, STRETCH)
    while len(found) < most and below > rising.low:
        low = _reach(conn, rising.along, below, length)
        given = keys.page(below=below, limit=len(rising.along) * length)
        more, of_more = _read(conn, rising.statement, given | {"low": max(low, rising.low)})
        found += more
        said |= of_more
        # As far again as it takes where as many of them match.
        hits = len(more) / length
        length = min(int(1.1 * (most - len(found)) / max(hits, 1 / most)) + 64, FEW_CLAIMS)
        below = low
    shown = found[:most]
    return shown, {key: said[key] for key in shown if key in said} if said else said


def _reach(conn: Connection, along: Iterable[int], below: int, length: int) -> int:
    """From which key on each of these facets has at most so many claims; 0 for all there are."""
    given = {"below": below, "beyond": length - 1}
    return max(conn.scalar(_REACH, {"facet": each, **given}) or 0 for each in along)


_REACH = (
    select(postings.c.key)
    .where(postings.c.facet == bindparam("facet"), postings.c.key < bindparam("below"))
    .order_by(postings.c.key.desc())
    .offset(bindparam("beyond"))
    .limit(1)
)


def _read(
    conn: Connection, statement: Select[int], given: dict[str, object]
) -> tuple[Sequence[int], dict[int, int]]:
    """The keys of a statement, highest first, and the numbers of those in `copies`."""
    row = conn.execute(_together(statement), given).one()
    found = sorted(map(int, row.found.split(",")), reverse=True) if row.found else []
    pairs = (each.split(":") for each in row.said.split(",")) if row.said else ()
    return found, {int(key): int(number) for key, number in pairs}


@lru_cache(maxsize=256)
def _together(keys: Select[int]) -> Select[str, str]:
    """These keys in one row, and those of them in `copies` with what they say.

    Between two rows another thread may go on for as long as it likes; a thousand are felt.
    """
    hits = keys.cte("hits").prefix_with("MATERIALIZED")
    key, number = cast(hits.c.key, Text), cast(copies.c.said, Text)
    together = func.aggregate_strings
    return select(
        together(key, ",").label("found"),
        together(key.concat(":").concat(number), ",").label("said"),
    ).join_from(hits, copies, copies.c.key == hits.c.key, isouter=True)


def cut(found: Sequence[int], limit: int) -> tuple[Sequence[int], str]:
    """The same from keys of which there is one more than the page has, if there are more."""
    shown = found[: max(limit, 1)]
    return shown, places.cursor(shown[-1]) if len(found) > len(shown) else ""


def coverage(conn: Connection, as_of: date | None) -> Coverage:
    """Over what any answer of this store would speak."""
    # A private article has neither day nor outlet: it stands in the number alone.
    within = [articles.c.day <= as_of] if as_of else all_shown(conn, articles.c.serial)
    first = select(func.min(articles.c.day)).where(*within).scalar_subquery()
    last = select(func.max(articles.c.day)).where(*within).scalar_subquery()
    number = select(func.count()).select_from(articles).where(*within).scalar_subquery()
    whole = conn.execute(select(first.label("first"), last.label("last"), number.label("n"))).one()
    precise = [
        Precision(conn.scalar(_BEST_OF, {"of": day})) if day else Precision.DAY
        for day in (whole.first, whole.last)
    ]
    return Coverage(
        articles=whole.n,
        outlets=tuple(sorted(conn.scalars(_outlets(dated=as_of is not None), _until(as_of)).all())),
        first=whole.first,
        last=whole.last,
        first_precision=precise[0],
        last_precision=precise[1],
    )


_BEST_OF = select(func.min(articles.c.precision)).where(articles.c.day == bindparam("of"))


def _until(as_of: date | None) -> dict[str, int]:
    if as_of is None:
        return {}
    low, high = places.bounds(None, None, as_of)
    return {"low": low, "high": high}


@lru_cache
def _outlets(*, dated: bool) -> Select[str]:
    """All outlets, one after the other along their index: a few hundred among all articles."""
    found = select(func.min(articles.c.outlet).label("outlet")).cte("found", recursive=True)
    beyond = select(func.min(articles.c.outlet)).where(articles.c.outlet > found.c.outlet)
    following = select(beyond.scalar_subquery()).where(found.c.outlet.is_not(None))
    found = found.union_all(following)
    own = [
        articles.c.outlet == found.c.outlet,
        articles.c.base >= bindparam("low"),
        articles.c.base < bindparam("high"),
    ]
    there = [select(articles.c.base).where(*own).correlate(found).exists()] if dated else []
    return select(found.c.outlet).where(found.c.outlet.is_not(None), *there)
