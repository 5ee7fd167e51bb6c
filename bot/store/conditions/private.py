"""Articles that one workspace keeps for itself: what others are not shown, counted or told of.

All that hides them is here. A connection knows for whom it reads (`reading_for`); where nothing
is hidden from them, which is nearly always, no question is asked in another way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from bot.store.database.faults import plain, storable
from bot.store.database.schema import articles, facets, private_articles, private_facets

P = ParamSpec("P")
T = TypeVar("T")

VIEWER = "viewer"  # what statements are given
NOBODY = "nobody"  # whose a removed one is: no workspace is called so
_OTHERS = select(exists().where(private_articles.c.workspace != bindparam(VIEWER)).label("others"))
_UNSEEN = select(private_articles.c.article).where(
    private_articles.c.workspace != bindparam(VIEWER),
    private_articles.c.article.in_(bindparam("of", expanding=True)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose a private article is, and who kept it."""

    workspace: str
    person: str


def reading_for(
    workspace: str, work: Callable[Concatenate[Connection, P], T]
) -> Callable[Concatenate[Connection, P], T]:
    """The same work, as that workspace sees the store; "" sees no private article at all."""
    seen_by = plain(workspace)

    def read(conn: Connection, /, *args: P.args, **kwargs: P.kwargs) -> T:
        conn.info["workspace"] = seen_by
        if conn.scalar(_OTHERS, {VIEWER: seen_by}):
            conn.info[VIEWER] = seen_by
        try:
            return work(conn, *args, **kwargs)
        finally:
            conn.info.pop(VIEWER, None)
            conn.info.pop("workspace", None)

    return read


def viewer(conn: Connection) -> str | None:
    """From whom something is hidden; None where nothing is, as where the store writes."""
    found: str | None = conn.info.get(VIEWER)
    return found


def shown(article: ColumnElement[int]) -> ColumnElement[bool]:
    """The condition that an article, by its number, is not hidden from the `viewer` given."""
    return ~hidden(article, bindparam(VIEWER))


def hidden(article: ColumnElement[int], seen_by: BindParameter[str]) -> ColumnElement[bool]:
    """The condition that another workspace keeps it for itself."""
    return exists().where(
        private_articles.c.article == article, private_articles.c.workspace != seen_by
    )


def all_shown(conn: Connection, article: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """The same with its value, as conditions of a statement that is made for once."""
    seen_by = viewer(conn)
    if seen_by is None:
        return []
    return [~hidden(article, bindparam(None, seen_by, unique=True))]


def unseen(conn: Connection, serials: Iterable[int]) -> frozenset[int]:
    """Those of these articles that are hidden."""
    seen_by = viewer(conn)
    if seen_by is None:
        return frozenset()
    return frozenset(conn.scalars(_UNSEEN, {VIEWER: seen_by, "of": sorted(set(serials))}))


def owner(conn: Connection, serial: int) -> str:
    """Whose an article is; "" where it is everyone's."""
    of_it = select(private_articles.c.workspace).where(private_articles.c.article == serial)
    return str(conn.scalar(of_it) or "")


def seen(article: ColumnElement[int], workspace: str) -> ColumnElement[bool]:
    """The condition that a workspace may know of an article, where the store writes."""
    return ~hidden(article, bindparam(None, plain(workspace), unique=True))


def keep(conn: Connection, serial: int, owner: Owner) -> None:
    """Keep an article that was just stored for one workspace alone."""
    conn.execute(delete(private_articles).where(private_articles.c.article == serial))
    workspace, person = plain(owner.workspace), plain(owner.person)
    row = {"article": serial, "workspace": workspace, "person": person}
    conn.execute(insert(private_articles).values(row))


def recount(conn: Connection, workspace: str, change: Counter[tuple[str, str]]) -> None:
    """Count what a private article's claims carry for its workspace, and for nobody else.

    `change` is by how many claims it now carries each facet more. A status is a workspace's
    own already.
    """
    for (kind, key), by in sorted(change.items()):
        if kind == "status" or not by:
            continue
        number = conn.scalar(select(facets.c.id).where(facets.c.kind == kind, facets.c.key == key))
        of_all = update(facets).where(facets.c.id == number)
        conn.execute(of_all.values(claims=facets.c.claims - by))
        own = (private_facets.c.workspace == plain(workspace), private_facets.c.facet == number)
        counted = update(private_facets).where(*own)
        if not conn.execute(counted.values(claims=private_facets.c.claims + by)).rowcount:
            row = {"workspace": plain(workspace), "facet": number, "claims": by}
            conn.execute(insert(private_facets).values(row))


def counted(conn: Connection, workspace: str, kind: str) -> Counter[str]:
    """How many claims of a workspace's own articles carry each facet of a kind."""
    if not (workspace and storable(workspace)):
        return Counter()
    rows = conn.execute(
        select(facets.c.key, private_facets.c.claims)
        .join_from(private_facets, facets, facets.c.id == private_facets.c.facet)
        .where(
            private_facets.c.workspace == workspace,
            private_facets.c.claims > 0,
            facets.c.kind == kind,
        )
    )
    return Counter({row.key: row.claims for row in rows})


def named(conn: Connection) -> dict[str, dict[str, tuple[str, ...]]]:
    """For each workspace the names that its own articles have, by kind, the most used first."""
    rows = conn.execute(
        select(private_facets.c.workspace, facets.c.kind, facets.c.key)
        .join_from(private_facets, facets, facets.c.id == private_facets.c.facet)
        .where(private_facets.c.claims > 0, facets.c.kind.in_(("speaker", "entity")))
        .order_by(private_facets.c.claims.desc(), facets.c.key)
    )
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows:
        own = found.setdefault(row.workspace, {})
        own[row.kind] = (*own.get(row.kind, ()), row.key)
    return found


def counted_here(conn: Connection, kind: str) -> Counter[str]:
    """The same for whom this connection reads."""
    return counted(conn, conn.info.get("workspace", ""), kind)


def of_workspace(conn: Connection, workspace: str) -> dict[str, tuple[int, str]]:
    """All articles that a workspace keeps, by id: their numbers, and who kept them."""
    rows = conn.execute(
        select(articles.c.id, private_articles.c.article, private_articles.c.person)
        .join_from(private_articles, articles, articles.c.serial == private_articles.c.article)
        .where(private_articles.c.workspace == plain(workspace))
        .order_by(private_articles.c.article)
    )
    return {row.id: (row.article, row.person) for row in rows}


def carried_privately() -> ColumnElement[int]:
    """How many private claims carry a facet, as a column beside `facets`."""
    total = func.coalesce(func.sum(private_facets.c.claims), 0)
    return select(total).where(private_facets.c.facet == facets.c.id).scalar_subquery()
