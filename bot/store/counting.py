"""How many claims match, counted to a cap, over what they speak, and a whole store does."""

from __future__ import annotations

from collections.abc import Sequence
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

from bot.store import places
from bot.store.private import all_shown
from bot.store.schema import articles, copies
from bot.store.selecting import CAP, RISING, Keys
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
    most, whole = CAP + 1, _whole(conn, keys)
    while True:
        if whole:
            found = whole[0][:most]
            said = {key: whole[1][key] for key in found if key in whole[1]}
        else:
            found, said = _read(
                conn, keys, keys.statement if keys.every is None else keys.every, most
            )
        if keys.every is None or not said:
            return found, {}
        different = len(found) - len(said) + len(set(said.values()))
        if different > CAP or len(found) < most:
            return found, said
        # Some of them say what others say: as many more as it takes if that goes on so.
        most = int(1.2 * most * (CAP + 1) / different) + 1


def _whole(conn: Connection, keys: Keys) -> tuple[Sequence[int], dict[int, int]] | None:
    """As `_read` all that match, where they are few and the way to all of them is the shorter."""
    if keys.rising is None:
        return None
    found, said = _read(conn, keys, keys.rising, RISING)
    return (found, said) if len(found) < RISING else None


def _read(
    conn: Connection, keys: Keys, statement: Select[int], most: int
) -> tuple[Sequence[int], dict[int, int]]:
    """So many keys of a statement, highest first, and the numbers of those in `copies`."""
    row = conn.execute(_together(statement), keys.page(below=places.MAX_KEY, limit=most)).one()
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
