"""How many claims match, counted to a cap, over what they speak, and a whole store does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    CTE,
    Connection,
    Row,
    ScalarSelect,
    Select,
    Text,
    bindparam,
    cast,
    func,
    or_,
    select,
)

from bot.store import places
from bot.store.schema import articles, copies
from bot.store.selecting import CAP, Keys
from handlers.ports import Coverage
from nlp.analysis import Precision

NOTHING = Coverage(articles=0, outlets=(), first=None, last=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many claims match, over what their articles speak, and the first page's keys."""

    total: int = 0
    capped: bool = False
    coverage: Coverage = NOTHING
    first: tuple[Sequence[int], str] | None = None


def count_up(conn: Connection, keys: Keys, limit: int) -> Counted:
    """Count to one beyond the cap, and give the first page of so many claims on the way.

    Where of those that say the same one counts, that page is another question.
    """
    once = keys.every is not None
    statement = _counting(keys.statement if keys.every is None else keys.every, _Each(once))
    most, shown = CAP + 1, max(limit, 1) + 1
    while True:
        given = keys.page(below=places.MAX_KEY, limit=most)
        rows = conn.execute(statement, {**given, "shown": shown}).all()
        if not rows:
            return Counted(first=((), ""))
        if not once or rows[0].different > CAP or rows[0].found < most:
            break
        # Some of them say what others say: as many more as it takes if that goes on so.
        most = int(1.2 * most * (CAP + 1) / rows[0].different) + 1
    first = sorted(map(int, rows[0].shown.split(",")), reverse=True)
    outlets, number = {row.outlet for row in rows}, sum(row.articles for row in rows)
    return Counted(
        total=min(int(rows[0].different), CAP),
        capped=rows[0].different > CAP,
        coverage=_covered(number, outlets, rows, rows[0].independent),
        first=None if once else cut(first, limit),
    )


def cut(found: Sequence[int], limit: int) -> tuple[Sequence[int], str]:
    """The same from keys of which there is one more than the page has, if there are more."""
    shown = found[: max(limit, 1)]
    return shown, places.cursor(shown[-1]) if len(found) > len(shown) else ""


class _Each(Enum):
    """Whether each claim counts, or of those that say the same one."""

    ONE = False
    DIFFERENT = True


@lru_cache(maxsize=256)
def _counting(keys: Select[int], each: _Each) -> Select[*tuple[Any, ...]]:
    """In one go, for the matching keys are found once: what `count_up` says, by outlet.

    It is given one key more than is counted. The article of a key is the one with the
    highest base that is not above it.
    """
    hits = keys.cte("hits").prefix_with("MATERIALIZED")
    found = select(func.count()).select_from(hits).scalar_subquery()
    lowest = select(func.min(hits.c.key)).scalar_subquery()
    newest = select(hits.c.key).order_by(hits.c.key.desc()).limit(bindparam("shown")).subquery()
    shown = select(func.aggregate_strings(cast(newest.c.key, Text), ",")).scalar_subquery()
    base = select(func.max(articles.c.base)).where(articles.c.base <= hits.c.key)
    per_article = (
        select(base.scalar_subquery().label("base"), func.count().label("claims"))
        .select_from(hits)
        .where(or_(found <= CAP, hits.c.key > lowest))
        .group_by("base")
        .cte("per_article")
        .prefix_with("MATERIALIZED")
    )
    families = select(func.count(articles.c.family.distinct())).join_from(
        per_article, articles, articles.c.base == per_article.c.base
    )
    return (
        select(
            articles.c.outlet,
            articles.c.precision,
            func.count().label("articles"),
            func.min(articles.c.day).label("first"),
            func.max(articles.c.day).label("last"),
            found.label("found"),
            shown.label("shown"),
            (_different(hits) if each is _Each.DIFFERENT else found).label("different"),
            families.scalar_subquery().label("independent"),
        )
        .join_from(per_article, articles, articles.c.base == per_article.c.base)
        .group_by(articles.c.outlet, articles.c.precision)
    )


def _different(hits: CTE) -> ScalarSelect[int]:
    """How many of the claims are left where those that say the same are one."""
    said = func.coalesce(copies.c.said, hits.c.key)
    joined = select(func.count(said.distinct())).join_from(
        hits, copies, copies.c.key == hits.c.key, isouter=True
    )
    return joined.scalar_subquery()


def _covered(
    number: int, outlets: Iterable[str | None], rows: Sequence[Row[Any]], independent: int = 0
) -> Coverage:
    """From rows of (first, last, precision); of equal days the one known exactly counts."""
    dated = [row for row in rows if row.first is not None]
    first = min(dated, key=lambda row: (row.first, row.precision), default=None)
    last = min(dated, key=lambda row: (-row.last.toordinal(), row.precision), default=None)
    return Coverage(
        articles=number,
        outlets=tuple(sorted(filter(None, outlets))),
        first=first.first if first else None,
        last=last.last if last else None,
        first_precision=Precision(first.precision) if first else Precision.DAY,
        last_precision=Precision(last.precision) if last else Precision.DAY,
        independent=int(independent),
    )


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
