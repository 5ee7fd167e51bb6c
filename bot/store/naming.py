"""What people decided about names, in the order in which they did."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from bot.store.faults import plain
from bot.store.schema import decisions
from handlers.newsroom import Decision, DecisionKind


def decided(conn: Connection) -> tuple[Decision, ...]:
    """All decisions, oldest first."""
    return tuple(
        Decision(
            kind=DecisionKind(row.kind), name=row.name, into=row.other, by=row.person, at=row.made
        )
        for row in conn.execute(select(decisions).order_by(decisions.c.serial))
    )


def decide(conn: Connection, decision: Decision) -> None:
    """Keep one more; none is ever changed or taken away."""
    conn.execute(
        insert(decisions).values(
            kind=decision.kind.value,
            name=decision.name,
            other=decision.into,
            person=plain(decision.by),
            made=decision.at,
        )
    )
