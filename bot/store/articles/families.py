"""Families of articles that are near-copies of each other, found by bands, never by a full scan.

Two articles are related where their sketches are near-copies, and a family is all that
hang together so: the same whatever came first. It is called by its least article id.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from bot.store.database.schema import articles, sketch_bands, sketches
from bot.store.facets.shelf import TOUCHED
from nlp.sketches import Sketch, near_copies

AT_ONCE = 200  # articles whose sketches are read together


def keep(conn: Connection, serial: int, article_id: str, sketch: Sketch | None) -> str:
    """Store an article's sketch in the place of what it had; the family it is of now.

    The change of articles that it is part of has been counted.
    """
    row = conn.execute(
        select(articles.c.family, sketches.c.runs, sketches.c.signature)
        .join_from(articles, sketches, sketches.c.article == articles.c.serial, isouter=True)
        .where(articles.c.serial == serial)
    ).one()
    had = None if row.signature is None else Sketch(runs=row.runs, signature=row.signature)
    if row.family is not None and had == sketch:
        return str(row.family)
    if had is not None:
        _leave(conn, serial, row.family)
    _name(conn, [serial], article_id)
    if sketch is None:
        return article_id
    _write(conn, serial, sketch)
    joined = [article_id, *_related(conn, serial, sketch)]
    family = min(joined)
    of_these = articles.c.family.in_(joined) & (articles.c.family != family)
    conn.execute(update(articles).where(of_these).values(family=family, touched=TOUCHED))
    return family


def _write(conn: Connection, serial: int, sketch: Sketch) -> None:
    conn.execute(
        insert(sketches).values(article=serial, runs=sketch.runs, signature=sketch.signature)
    )
    rows = [{"band": band, "article": serial} for band in sorted(set(sketch.bands()))]
    conn.execute(insert(sketch_bands), rows)


def _related(conn: Connection, serial: int, sketch: Sketch) -> list[str]:
    """The families that have an article of which this sketch is a near-copy."""
    near = (
        select(sketch_bands.c.article)
        .where(sketch_bands.c.band.in_(sketch.bands()), sketch_bands.c.article != serial)
        .distinct()
    )
    rows = conn.execute(
        select(articles.c.family, articles.c.serial)
        .where(articles.c.serial.in_(near))
        .order_by(articles.c.family, articles.c.serial)
    ).all()
    by_family: dict[str, list[int]] = {}
    for row in rows:
        by_family.setdefault(row.family, []).append(row.serial)
    return [
        family
        for family, serials in by_family.items()
        if any(near_copies(sketch, other) for _, other in _sketches(conn, serials))
    ]


def _sketches(conn: Connection, serials: Sequence[int]) -> Iterable[tuple[int, Sketch]]:
    """The sketches of these articles, read as they are needed."""
    for at in range(0, len(serials), AT_ONCE):
        some = sketches.c.article.in_(serials[at : at + AT_ONCE])
        for row in conn.execute(select(sketches).where(some).order_by(sketches.c.article)).all():
            yield row.article, Sketch(runs=row.runs, signature=row.signature)


def _leave(conn: Connection, serial: int, family: str) -> None:
    """Take an article's sketch away; those it held together may be several families now."""
    for table in (sketch_bands, sketches):
        conn.execute(delete(table).where(table.c.article == serial))
    left = {
        row.serial: row.id
        for row in conn.execute(
            select(articles.c.serial, articles.c.id).where(
                articles.c.family == family, articles.c.serial != serial
            )
        )
    }
    for together in components(dict(_sketches(conn, sorted(left)))):
        _name(conn, together, min(left[each] for each in together))


def _name(conn: Connection, serials: Sequence[int], family: str) -> None:
    for at in range(0, len(serials), AT_ONCE):
        some = articles.c.serial.in_(serials[at : at + AT_ONCE])
        conn.execute(update(articles).where(some).values(family=family, touched=TOUCHED))


def components(found: dict[int, Sketch]) -> list[list[int]]:
    """Those that hang together by near-copies; only such as share a band are compared."""
    head = {each: each for each in found}

    def top(each: int) -> int:
        while head[each] != each:
            head[each] = each = head[head[each]]
        return each

    sharing: dict[int, list[int]] = {}
    for each, sketch in found.items():
        for band in sketch.bands():
            others = sharing.setdefault(band, [])
            for other in others:
                if top(other) != top(each) and near_copies(sketch, found[other]):
                    head[top(other)] = top(each)
            others.append(each)
    together: dict[int, list[int]] = {}
    for each in found:
        together.setdefault(top(each), []).append(each)
    return list(together.values())
