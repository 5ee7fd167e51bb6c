"""The numbers of facets, and how many claims carry each, remembered for each connection."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select

from bot.store.conditions.among import among
from bot.store.database.schema import facets

Facet = tuple[str, str]  # kind and key

HOLD = 60.0  # seconds: a facet's number never changes, but how many claims carry it does

_FACETS = select(facets.c.key, facets.c.id, facets.c.claims).where(
    facets.c.kind == bindparam("of_kind"),
    among(facets.c.key, "named"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A facet's number, and how many claims carried it of late: good for choosing a way only."""

    facet: Facet
    id: int
    claims: int


@dataclass(slots=True, kw_only=True)
class _Memory:
    """What a connection has read."""

    until: float = 0.0
    known: dict[Facet, Carried] = field(default_factory=dict)


def remembered(conn: Connection, named: Iterable[Facet]) -> dict[Facet, Carried]:
    """Those of these facets that are there. For transactions that only read.

    One that writes may be undone, with the numbers it gave: it asks `look_up`.
    """
    memory: _Memory = conn.info.setdefault("facets", _Memory())
    if (now := time.monotonic()) > memory.until:
        memory.known.clear()
        memory.until = now + HOLD
    named = set(named)
    if missing := named - memory.known.keys():
        memory.known |= look_up(conn, missing)
    return {facet: memory.known[facet] for facet in named & memory.known.keys()}


def look_up(conn: Connection, named: Iterable[Facet]) -> dict[Facet, Carried]:
    """Those of these facets, given by kind and key, that are there."""
    by_kind: dict[str, set[str]] = {}
    for kind, key in named:
        by_kind.setdefault(kind, set()).add(key)
    # Kind by kind: pairs in one list would make SQLite read the whole table.
    return {
        (kind, key): Carried(facet=(kind, key), id=number, claims=claims)
        for kind, keys in by_kind.items()
        for key, number, claims in conn.execute(
            _FACETS, {"of_kind": kind, "named": sorted(keys)}
        ).all()
    }
