"""How many claims match, counted to a cap, over what they speak, and a whole store does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    func,
    select,
)

from bot.store import places
from bot.store.schema import articles, copies
from bot.store.selecting import CAP, Keys
from bot.store.shelf import NOTHING, shelf
from handlers.ports import Coverage
from nlp.analysis import Precision


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
    found, different = _found(conn, keys)
    if not found:
        return Counted(first=((), ""))
    first = found[: max(limit, 1) + 1]
    counted = found if len(found) <= CAP else found[:-1]
    return Counted(
        total=min(different, CAP),
        capped=different > CAP,
        coverage=shelf(conn).coverage(key for key, _ in counted),
        first=None if any(said for _, said in first) else cut([key for key, _ in first], limit),
    )


def _found(conn: Connection, keys: Keys) -> tuple[Sequence[tuple[int, int | None]], int]:
    """Keys, highest first, each with what it says if others do; and how many are different.

    Of that it is one more than the cap, where there are more.
    """
    most = CAP + 1
    if keys.every is None:
        given = keys.page(below=places.MAX_KEY, limit=most)
        alone = [(key, None) for key in conn.scalars(keys.statement, given)]
        return alone, len(alone)
    while True:
        given = keys.page(below=places.MAX_KEY, limit=most)
        found = [(row[0], row[1]) for row in conn.execute(_saying(keys.every), given)]
        different = len({key if said is None else said for key, said in found})
        if different > CAP or len(found) < most:
            return found, different
        # Some of them say what others say: as many more as it takes if that goes on so.
        most = int(1.2 * most * (CAP + 1) / different) + 1


@lru_cache(maxsize=256)
def _saying(keys: Select[int]) -> Select[int, int | None]:
    """For the same keys, each with its number in `copies`, which is below zero."""
    key = keys.selected_columns[0]
    said = select(copies.c.said).where(copies.c.key == key).scalar_subquery()
    return keys.add_columns(said.label("said"))


def cut(found: Sequence[int], limit: int) -> tuple[Sequence[int], str]:
    """The same from keys of which there is one more than the page has, if there are more."""
    shown = found[: max(limit, 1)]
    return shown, places.cursor(shown[-1]) if len(found) > len(shown) else ""


def coverage(conn: Connection, as_of: date | None) -> Coverage:
    """Over what any answer of this store would speak."""
    within = [articles.c.day <= as_of] if as_of else []
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
        outlets=tuple(sorted(conn.scalars(_outlets(dated=as_of is not None), _until(as_of)))),
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
