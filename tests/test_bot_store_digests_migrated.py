"""Digests that were set up and sent before they had several times a day go on as they were."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import postgres
import pytest
from sqlalchemy import Engine, create_engine, text

from bot.store import open_store
from bot.store.database.migrating import migrate
from bot.store.database.opening import writing
from handlers.subscribed import Cadence, DeliveryState, Policy

DUE = datetime(2025, 6, 10, 6, 30, tzinfo=UTC)
SUBSCRIPTION = (
    "INSERT INTO subscriptions (number, platform, workspace, channel, person, query, cadence, "
    "created, due, seen) VALUES (1, 'slack', 'T1', 'C1', 'U1', 'tariffs', :cadence, :due, :due, 5)"
)
DELIVERY = (
    "INSERT INTO deliveries (key, subscription, local_date, due, claim_ids, total, state, "
    "attempts, message_id, free_at) VALUES "
    "('k1', 1, :day, :due, '[\"a-1\", \"b-2\"]', 7, 'sent', 1, 'm1', :due), "
    "('k2', 1, :next, :due, '[]', 0, 'sending', 1, NULL, :due)"
)
CADENCE = '{"at": "08:30:00", "zone": "Europe/Berlin", "weekdays": [0, 2, 4]}'


def older(engine: Engine) -> None:
    """A store of the revision before, with a subscription and two deliveries."""
    with writing(engine).begin() as conn:
        migrate(conn, "0008")
        moment = DUE if engine.dialect.name == "postgresql" else DUE.strftime("%F %T.000000")
        days = (DUE.date(), DUE.date() + timedelta(days=1))
        if engine.dialect.name == "sqlite":
            days = tuple(map(str, days))  # type: ignore[assignment]  # as SQLite keeps them
        conn.execute(text(SUBSCRIPTION), {"cadence": CADENCE, "due": moment})
        conn.execute(text(DELIVERY), {"due": moment, "day": days[0], "next": days[1]})
    engine.dispose()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_older_digests_are_brought_along(tmp_path: Path, kind: str) -> None:
    """Cadence, items and channel order; what was being sent may have arrived."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    if kind == "postgresql":
        url = postgres.database(migrated=False)
    older(create_engine(url))
    store = await open_store(url, tmp_path)
    (kept,) = await store.subscriptions()
    assert kept.cadence == Cadence(times=(time(8, 30),), zone="Europe/Berlin", weekdays=(0, 2, 4))
    assert (kept.policy, kept.due, kept.seen, kept.paused) == (Policy(), DUE, 5, None)
    sent, sending = await store.deliveries(1)
    assert (sent.claim_ids, sent.state) == (("a-1", "b-2"), DeliveryState.SENT)
    assert (sent.local_date, sent.local_time) == (date(2025, 6, 10), time(8, 30))
    taken = await store.lease("one", DUE + timedelta(minutes=1), timedelta(seconds=45))
    assert taken is not None
    assert (taken.key, taken.unsure, sending.key) == ("k2", True, "k2")
    await store.close()
