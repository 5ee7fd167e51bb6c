"""From a question to the keys that answer it, newest first, without a sort or a full count.

The cheapest way in is chosen here: one facet by its postings, everything else by the
text index, whose marks carry the facets and, coarsely, the ingest sequence.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    exists,
    false,
    or_,
    select,
    true,
)

from bot.store import places
from bot.store.dialect import ARTICLES, BLOCK, CLAIMS, Dialect, Wanted
from bot.store.faults import storable
from bot.store.schema import articles, claims, counters, facets, postings
from bot.store.words import phrases
from handlers.newsroom import ClaimKind
from handlers.ports import Question

CAP = 1000  # matches that are counted
FEW = 64  # blocks of sequences that are looked for by their marks
MANY_WORDS = 400  # words beyond these do not narrow: no excerpt asks for more

Keys = Select[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A question whose names are looked up: facets as ids, days as keys."""

    wanted: Wanted
    low: int
    high: int
    after: int
    upto: int | None
    outlets: tuple[str, ...] = ()


def claim_filter(conn: Connection, question: Question) -> Filter | None:
    """What to look for among claims; None where nothing can match."""
    wanted = _phrases(question)
    barred = _barred(conn, question)
    if wanted is None:
        return None
    only_leaves_out = bool(barred or wanted.without) and not wanted.phrases
    groups = _facet_groups(conn, question, at_least_kinds=only_leaves_out)
    if not all(groups):
        return None
    low, high = places.bounds(question.since, question.until, question.as_of)
    marks = [tuple(map(str, group)) for group in groups]
    return Filter(
        wanted=replace(wanted, groups=[*marks, *_blocks(conn, question)], barred=barred),
        low=low,
        high=high,
        after=question.after,
        upto=question.upto,
    )


def article_filter(question: Question) -> Filter | None:
    """What to look for among articles; None where nothing can match."""
    wanted = _phrases(question)
    if wanted is None:
        return None
    low, high = places.bounds(question.since, question.until, question.as_of)
    outlets = tuple(filter(storable, question.outlets))
    if question.outlets and not outlets:
        return None
    return Filter(wanted=wanted, low=low, high=high, after=0, upto=None, outlets=outlets)


def sequence(conn: Connection) -> int:
    """The highest ingest sequence given so far."""
    value = conn.scalar(select(counters.c.value).where(counters.c.name == "sequence"))
    return int(value or 0)


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
    if question.words and not found:
        return None
    return Wanted(phrases=found, without=phrases(question.without)[:MANY_WORDS])


def _barred(conn: Connection, question: Question) -> list[str]:
    """The marks that no claim may carry; what is on no claim bars nothing."""
    named = {(facet.kind.value, facet.key) for facet in question.barred}
    named |= {("speaker", key) for names in question.about for key in names}
    named = {pair for pair in named if storable(pair[1])}
    return sorted(map(str, facet_ids(conn, named).values())) if named else []


def _facet_groups(
    conn: Connection, question: Question, *, at_least_kinds: bool
) -> list[tuple[int, ...]]:
    """For each condition the ids of its facets: one of them must be on a claim.

    All kinds together narrow nothing and are no condition, unless `at_least_kinds` asks
    for one: a text index leaves out only from what it has found.
    """
    kinds = [] if {*question.kinds} == {*ClaimKind} else question.kinds
    groups = [[("entity", key)] for key in dict.fromkeys(question.entities)]
    groups += [[("entity", key) for key in names] for names in (*question.among, *question.about)]
    groups += [[("topic", key) for key in question.topics]]
    groups += [[("kind", kind.value) for kind in kinds]]
    groups += [[("speaker", key) for key in question.speakers]]
    groups += [[("outlet", key) for key in question.outlets]]
    groups = [group for group in groups if group]
    if at_least_kinds and not groups:
        groups = [[("kind", kind.value) for kind in ClaimKind]]
    named = [pair for group in groups for pair in group if storable(pair[1])]
    if not named:
        return [() for _ in groups]
    ids = facet_ids(conn, named)
    return [tuple(dict.fromkeys(ids[pair] for pair in group if pair in ids)) for group in groups]


def facet_ids(conn: Connection, named: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The ids of those facets, given by kind and key, that are there."""
    by_kind: dict[str, set[str]] = {}
    for kind, key in named:
        by_kind.setdefault(kind, set()).add(key)
    found = select(facets.c.kind, facets.c.key, facets.c.id)
    # Kind by kind: pairs in one list would make SQLite read the whole table.
    asked = [and_(facets.c.kind == kind, facets.c.key.in_(keys)) for kind, keys in by_kind.items()]
    return {(kind, key): id_ for kind, key, id_ in conn.execute(found.where(or_(false(), *asked)))}


def claim_keys(dialect: Dialect, wanted: Filter, *, below: int, limit: int) -> Keys:
    """The keys of matching claims under a key, highest first."""
    groups, words = wanted.wanted.groups, wanted.wanted.phrases
    if not groups and not words:
        key: ColumnElement[int] = claims.c.key
        conditions = [_in_sequence(wanted)]
    elif _one_facet(wanted.wanted):
        key = postings.c.key
        conditions = [postings.c.facet == int(groups[0][0]), *_stored_in(wanted, key)]
    else:
        key = dialect.key(CLAIMS)
        conditions = [dialect.matches(CLAIMS, wanted.wanted), *_stored_in(wanted, key)]
    chosen = select(key.label("key")).where(*conditions, *_between(wanted, key, below))
    return chosen.order_by(key.desc()).limit(limit)


def _one_facet(wanted: Wanted) -> bool:
    """Whether a single facet is all there is to look for."""
    groups = wanted.groups
    single = len(groups) == 1 and len(groups[0]) == 1 and groups[0][0].isdigit()
    return single and not (wanted.phrases or wanted.without or wanted.barred)


def article_keys(dialect: Dialect, wanted: Filter, *, below: int, limit: int) -> Keys:
    """The base keys of matching articles under a key, highest first."""
    published: list[ColumnElement[bool]] = []
    if wanted.outlets:
        published.append(articles.c.outlet.in_(wanted.outlets))
    if not wanted.wanted.phrases:
        key: ColumnElement[int] = articles.c.base
        conditions = [*published, *(_lacks(dialect, each) for each in wanted.wanted.without)]
    else:
        key = dialect.key(ARTICLES)
        conditions = [dialect.matches(ARTICLES, wanted.wanted)]
        if published:
            conditions.append(exists().where(articles.c.base == key, *published))
    chosen = select(key.label("key")).where(*conditions, *_between(wanted, key, below))
    return chosen.order_by(key.desc()).limit(limit)


def _lacks(dialect: Dialect, phrase: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that an article's text and headline have these words nowhere."""
    found = dialect.matches(ARTICLES, Wanted(phrases=[phrase]))
    return ~exists().where(dialect.key(ARTICLES) == articles.c.base, found)


def _between(wanted: Filter, key: ColumnElement[int], below: int) -> list[ColumnElement[bool]]:
    low = [key >= wanted.low] if wanted.low else []
    return [*low, key < min(wanted.high, below)]


def _in_sequence(wanted: Filter) -> ColumnElement[bool]:
    bounds = [claims.c.sequence > wanted.after] if wanted.after else []
    if wanted.upto is not None:
        bounds.append(claims.c.sequence <= wanted.upto)
    return and_(true(), *bounds)


def _stored_in(wanted: Filter, key: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """The condition on the sequence, for rows that do not hold it themselves."""
    if not wanted.after and wanted.upto is None:
        return []
    return [exists().where(claims.c.key == key, _in_sequence(wanted))]
