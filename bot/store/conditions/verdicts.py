"""Conditions on what a workspace's last word on a claim was, on a given day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, FromClause, bindparam, select

from bot.store.conditions.among import among
from bot.store.database.faults import storable
from bot.store.database.schema import claims, reviews
from handlers.newsroom import Status
from handlers.ports import Question

_STATUSES = (
    select(reviews.c.claim, reviews.c.status)
    .where(
        among(reviews.c.claim, "of"),
        reviews.c.workspace == bindparam("by"),
        reviews.c.made < bindparam("until"),
    )
    .order_by(reviews.c.serial)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A status that a claim must have to a workspace."""

    status: Status
    workspace: str
    as_of: date | None


def verdict(question: Question) -> Verdict | None:
    """What is asked of reviews; None where nothing is, or where none can stand in the way."""
    if question.status is None or not (question.workspace and storable(question.workspace)):
        return None
    return Verdict(status=question.status, workspace=question.workspace, as_of=question.as_of)


def facet_key(workspace: str, status: Status) -> str:
    """The key of the facet on claims that ever had this status to this workspace."""
    return f"{status} {workspace}"


def holds(wanted: Verdict, of: FromClause = claims) -> ColumnElement[bool]:
    """The condition that a row of `claims`, perhaps under another name, has this status."""
    word = (
        select(reviews.c.status)
        .where(
            reviews.c.claim == of.c.id,
            reviews.c.workspace == wanted.workspace,
            made_by(wanted.as_of),
        )
        .order_by(reviews.c.serial.desc())
        .limit(1)
        .correlate(of)
        .scalar_subquery()
    )
    return word.is_(None) if wanted.status is Status.UNCHECKED else word == wanted.status.value


def made_by(as_of: date | None) -> ColumnElement[bool]:
    """The condition that a review was made by the end of a day (UTC)."""
    return reviews.c.made < _end_of(as_of)


def _end_of(as_of: date | None) -> datetime:
    """The moment that day ends; the last there is where none is given."""
    if as_of is None or as_of == date.max:
        return datetime(9999, 1, 1, tzinfo=UTC)
    return datetime.combine(as_of + timedelta(days=1), time(), UTC)


def statuses(
    conn: Connection, workspace: str, claim_ids: Iterable[str], as_of: date | None
) -> dict[str, Status]:
    """The status of each of these claims that the workspace had reviewed by then."""
    if not (workspace and storable(workspace)):
        return {}
    given = {"of": list(claim_ids), "by": workspace, "until": _end_of(as_of)}
    rows = conn.execute(_STATUSES, given)
    return {claim: Status(status) for claim, status in rows}
