"""What people decided about names, in the order in which they did, and that names changed."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from bot.store.database.faults import plain
from bot.store.database.schema import counters, decisions
from handlers.newsroom import Decision, DecisionKind

_CHANGES = counters.c.name == "names"


def decided(conn: Connection) -> tuple[Decision, ...]:
    """All decisions of all workspaces, oldest first."""
    return tuple(
        Decision(
            kind=DecisionKind(row.kind),
            name=row.name,
            into=row.other,
            by=row.person,
            at=row.made,
            workspace=row.workspace,
        )
        for row in conn.execute(select(decisions).order_by(decisions.c.serial))
    )


def binding(every: tuple[Decision, ...], workspace: str) -> tuple[Decision, ...]:
    """Those of the decisions that hold for a workspace: its own after those for all."""
    for_all = tuple(each for each in every if not each.workspace)
    own = tuple(each for each in every if each.workspace == workspace) if workspace else ()
    return for_all + own


def decided_for(conn: Connection, workspace: str) -> tuple[Decision, ...]:
    """The law is that of `handlers.ports.Names.decisions`."""
    return binding(decided(conn), workspace)


def times_changed(conn: Connection) -> int:
    """How often something was stored that names may have come or gone with."""
    return int(conn.scalar(select(counters.c.value).where(_CHANGES)) or 0)


def changed(conn: Connection) -> None:
    """Count such a change, in its own transaction."""
    counted = conn.execute(update(counters).where(_CHANGES).values(value=counters.c.value + 1))
    if not counted.rowcount:
        conn.execute(insert(counters).values(name="names", value=1))


def decide(conn: Connection, decision: Decision) -> None:
    """Keep one more; none is ever changed or taken away."""
    changed(conn)
    changed(conn)
    conn.execute(
        insert(decisions).values(
            kind=decision.kind.value,
            name=decision.name,
            other=decision.into,
            person=plain(decision.by),
            made=decision.at,
            workspace=plain(decision.workspace),
        )
    )
