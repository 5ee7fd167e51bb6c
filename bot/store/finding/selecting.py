"""From a question to the keys that answer it, newest first, without a sort or a full count.

The cheapest way in is chosen here: facets by the postings of the rarest, everything else by
the text index, whose marks carry the facets and, coarsely, the ingest sequence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    exists,
    literal,
    select,
)

from bot.store.conditions.firsts import Others, first_said, others_of
from bot.store.conditions.private import VIEWER, shown, viewer
from bot.store.conditions.verdicts import Verdict, holds, verdict
from bot.store.database import places
from bot.store.database.dialect import ARTICLES, BLOCK, CLAIMS, Dialect, Wanted
from bot.store.database.faults import storable
from bot.store.database.keys import Keys, Rising
from bot.store.database.schema import articles, claims, counters, postings
from bot.store.database.schema import pairs as pairs_of
from bot.store.database.words import phrases
from bot.store.facets import joining
from bot.store.facets.joining import NOTHING, Group, Joined, Shape, common, joined, numbers
from bot.store.facets.wanting import barred_by, every_claim, groups_of, marks_of
from handlers.newsroom import Status
from handlers.ports import Question

CAP = 1000  # matches that are counted
FEW = 64  # blocks of sequences that are looked for by their marks
MANY_WORDS = 400  # words beyond these do not narrow: no excerpt asks for more
FEW_CLAIMS = 20_000  # of a facet: along its list it is quickly told how far a thousand reach


class _Way(Enum):
    """How claims are come by: all of them, along a facet or two, by the text index.

    `RISING` is the text index from the lowest key on.
    """

    ALL = "all"
    FACETS = "facets"
    PAIRS = "pairs"
    INDEX = "index"
    RISING = "rising"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A question whose names are looked up: facets as ids, days as keys."""

    wanted: Wanted
    low: int
    high: int
    after: int
    upto: int | None
    outlets: tuple[str, ...] = ()
    verdict: Verdict | None = None
    joined: Joined = NOTHING  # what postings tell in place of `wanted`, or beside it
    others: Wanted | None = None  # of those that say the same the first: what all are asked
    along: tuple[int, ...] = ()  # facets that are on few claims; all that match carry one
    viewer: str | None = None  # from whom articles of other workspaces are hidden


def claim_filter(conn: Connection, question: Question) -> Filter | None:
    """What to look for among claims; None where nothing can match."""
    wanted = _phrases(question)
    barred = barred_by(conn, question)
    if wanted is None:
        return None
    only_leaves_out = bool(barred or wanted.without) and not wanted.worded
    # The text index, which alone leaves out words, knows of kinds and of no sorts.
    kinds_only = bool(wanted.without) and not wanted.worded
    groups = groups_of(conn, question, at_least_kinds=only_leaves_out, sorts=not kinds_only)
    if not all(groups):
        return None
    low, high = places.bounds(question.since, question.until, question.as_of)
    blocks = _blocks(conn, question)
    needed, every = CAP + 1 if question.counted else question.limit + 1, every_claim(conn)
    looked_up = NOTHING
    if wanted.worded or blocks:
        looked_up = common(groups, every=every, needed=needed)
    elif not wanted.without:
        looked_up = joined(groups, barred, every=every, needed=needed) or NOTHING
    wanted = replace(wanted, barred=[str(each) for each in barred])
    searched = [marks_of(conn, group) for group in groups if numbers(group) not in looked_up.others]
    marks = [tuple(map(str, numbers(group))) for group in groups]
    return Filter(
        wanted=replace(wanted, groups=[*searched, *blocks]),
        joined=looked_up,
        low=low,
        high=high,
        after=question.after,
        upto=question.upto,
        verdict=verdict(question),
        others=replace(wanted, groups=marks) if question.once else None,
        along=_along(groups),
        viewer=viewer(conn),
    )


def article_filter(conn: Connection, question: Question) -> Filter | None:
    """What to look for among articles; None where nothing can match."""
    wanted = _phrases(question)
    if wanted is None:
        return None
    low, high = places.bounds(question.since, question.until, question.as_of)
    outlets = tuple(filter(storable, question.outlets))
    if question.outlets and not outlets:
        return None
    every = Filter(wanted=wanted, low=low, high=high, after=0, upto=None, viewer=viewer(conn))
    return replace(every, outlets=outlets)


def sequence(conn: Connection) -> int:
    """The highest ingest sequence given so far."""
    value = conn.scalar(select(counters.c.value).where(counters.c.name == "sequence"))
    return int(value or 0)


def _along(groups: Iterable[Group]) -> tuple[int, ...]:
    """The facets of the rarest of these groups, if it is rare."""
    rarest = min(groups, key=lambda group: sum(each.claims for each in group), default=())
    return numbers(rarest) if sum(each.claims for each in rarest) < FEW_CLAIMS else ()


def _blocks(conn: Connection, question: Question) -> list[tuple[str, ...]]:
    """The marks of all sequences asked for, where they are few: the quickest way to them."""
    if not question.after:
        return []
    newest = sequence(conn) if question.upto is None else question.upto
    first, last = (question.after + 1) // BLOCK, newest // BLOCK
    return [tuple(f"s{block}" for block in range(first, last + 1))] if last - first < FEW else []


def _phrases(question: Question) -> Wanted | None:
    """The words asked for; None where words were given and none has a letter or digit."""
    found = phrases(question.words)[:MANY_WORDS]
    either = [phrases(group) for group in question.either]
    if (question.words and not found) or not all(either):
        return None
    without = phrases(question.without)[:MANY_WORDS]
    return Wanted(phrases=found, either=either, inflected=True, without=without)


def claim_keys(dialect: Dialect, wanted: Filter) -> Keys:
    """The keys of matching claims, highest first."""
    given = wanted.joined.given()
    if wanted.joined.facet is not None:
        way = _Way.FACETS if wanted.joined.second is None else _Way.PAIRS
    elif not wanted.wanted.groups and not wanted.wanted.worded:
        way = _Way.ALL
    else:
        way = _Way.INDEX
        given["wanted"] = dialect.query(wanted.wanted)
    bounds: dict[str, object] = {"low": wanted.low} if wanted.low else {}
    bounds |= {"after": wanted.after} if wanted.after else {}
    bounds |= {"upto": wanted.upto} if wanted.upto is not None else {}
    bounds |= {VIEWER: wanted.viewer} if wanted.viewer is not None else {}
    shape, verdict = wanted.joined.shape, wanted.verdict
    asked = (dialect, way, shape, frozenset(bounds), verdict)
    every, given = _claim_statement(*asked, None), given | bounds
    rising = None
    if way is _Way.INDEX and wanted.along:
        bounded = frozenset({*bounds, "low"})
        upwards = _claim_statement(dialect, _Way.RISING, shape, bounded, verdict, None)
        rising = Rising(statement=upwards, along=wanted.along, low=wanted.low)
    if wanted.others is None:
        return Keys(statement=every, given=given, high=wanted.high, rising=rising)
    others, of_others = others_of(dialect, wanted.others)
    given |= {**of_others, "high": wanted.high}
    # Where others count that do not match themselves, only the statement tells how many.
    alone = wanted.after or (verdict and verdict.status is Status.UNCHECKED)
    first = _claim_statement(*asked, others)
    if alone:
        return Keys(statement=first, given=given, high=wanted.high)
    return Keys(statement=first, given=given, high=wanted.high, every=every, rising=rising)


@lru_cache(maxsize=256)
def _claim_statement(
    dialect: Dialect,
    way: _Way,
    shape: Shape,
    given: frozenset[str],
    verdict: Verdict | None,
    others: Others | None,
) -> Select[int]:
    """For the keys of claims: by one way, within those bounds that are given.

    With `others` only the first of those that say the same, which are known to match so.
    """
    own = list(_own(given, verdict))
    if way is _Way.ALL:
        key: ColumnElement[int] = claims.c.key
        conditions = own
    elif way is _Way.FACETS:
        key = postings.c.key
        conditions = [postings.c.facet == bindparam("facet")]
    elif way is _Way.PAIRS:
        key = pairs_of.c.key
        conditions = [
            pairs_of.c.first == bindparam("facet"),
            pairs_of.c.second == bindparam("second"),
        ]
    else:
        key = dialect.key(CLAIMS)
        conditions = [dialect.matches(CLAIMS, bindparam("wanted"))]
    if way is not _Way.ALL:
        conditions += (*joining.conditions(shape, key), *_of_claim(key, own))
    if "low" in given:
        conditions.append(key >= bindparam("low"))
    if others is not None:
        conditions.append(first_said(dialect, key, others, given, verdict))
    return _in_order(key, conditions, rising=way is _Way.RISING)


def _in_order(
    key: ColumnElement[int], conditions: Iterable[ColumnElement[bool]], *, rising: bool = False
) -> Select[int]:
    """The statement of `Keys` for these conditions: the highest first, or the lowest."""
    chosen = select(key.label("key")).where(*conditions, key < bindparam("below"))
    chosen = chosen.order_by(key if rising else key.desc())
    return chosen.limit(bindparam("most")).offset(bindparam("skip"))


def article_keys(dialect: Dialect, wanted: Filter) -> Keys:
    """The base keys of matching articles, highest first."""
    published: list[ColumnElement[bool]] = []
    if wanted.outlets:
        published.append(articles.c.outlet.in_(wanted.outlets))
    given: dict[str, object] = {}
    if wanted.viewer is not None:
        given[VIEWER] = wanted.viewer
        published.append(shown(articles.c.serial))
    if not wanted.wanted.worded:
        key: ColumnElement[int] = articles.c.base
        conditions = [*published, *(_lacks(dialect, each) for each in wanted.wanted.without)]
    else:
        key = dialect.key(ARTICLES)
        conditions = [dialect.matches(ARTICLES, literal(dialect.query(wanted.wanted)))]
        if published:
            conditions.append(exists().where(articles.c.base == key, *published))
    conditions += [key >= wanted.low] if wanted.low else []
    upwards = _in_order(key, conditions, rising=True) if wanted.wanted.worded else None
    rising = None if upwards is None else Rising(statement=upwards)
    statement = _in_order(key, conditions)
    return Keys(statement=statement, given=given, high=wanted.high, rising=rising)


def _lacks(dialect: Dialect, phrase: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that an article's text and headline have these words nowhere."""
    found = dialect.matches(ARTICLES, literal(dialect.query(Wanted(phrases=[phrase]))))
    return ~exists().where(dialect.key(ARTICLES) == articles.c.base, found)


def _own(given: frozenset[str], verdict: Verdict | None) -> Iterator[ColumnElement[bool]]:
    """The conditions on a claim's own row and on its reviews."""
    if "after" in given:
        yield claims.c.sequence > bindparam("after")
    if "upto" in given:
        yield claims.c.sequence <= bindparam("upto")
    if verdict is not None:
        yield holds(verdict)
    if VIEWER in given:
        yield shown(claims.c.article)


def _of_claim(key: ColumnElement[int], own: list[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
    """The same conditions, for rows of other tables that hold a claim's key."""
    return [exists().where(claims.c.key == key, *own)] if own else []
