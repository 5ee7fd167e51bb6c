"""The law of `handlers.ports.Subscriptions` and `Files`, held to every store alike."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from fakes import MemoryStore
from store_samples import CHANNEL, HOUR, delivery, subscription
from stores import KINDS, opened

from bot.store import SqlStore
from handlers.newsroom import Channel, Platform
from handlers.ports import KnownFile
from handlers.subscribed import DeliveryState, Policy, Subscription

Store = MemoryStore | SqlStore

NOW = datetime(2025, 6, 10, 6, 30, tzinfo=UTC)
LASTS = timedelta(seconds=60)
OTHER = replace(CHANNEL, id="C2")


@pytest.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Store]:
    """An empty store of each kind."""
    async with opened(request.param, tmp_path) as one:
        yield one


async def _planned(
    store: Store, *keys: str, due: datetime = NOW, channel: Channel = CHANNEL
) -> Subscription:
    """A subscription with a delivery planned for each key, a day apart."""
    kept = await store.subscribe(subscription(due, channel=channel))
    for key in keys:
        (now,) = [one for one in await store.subscriptions() if one.number == kept.number]
        assert await store.plan(delivery(now, key), now.due + 24 * HOUR, 5)
    return kept


async def test_subscriptions_get_numbers_that_are_never_used_again(store: Store) -> None:
    """Kept as given but for the number; a stopped one's number stays its own."""
    first = await store.subscribe(subscription(NOW, query="steel “now”"))
    assert first == replace(subscription(NOW, query="steel “now”"), number=1)
    assert await store.stop(1, CHANNEL, NOW)
    second = await store.subscribe(subscription(NOW, channel=OTHER))
    assert second.number == 2
    assert await store.subscriptions() == (second,)
    assert await store.subscriptions(OTHER) == (second,)
    assert await store.subscriptions(CHANNEL) == ()


@pytest.mark.parametrize(
    ("number", "channel", "stopped"),
    [
        (1, CHANNEL, True),
        (1, OTHER, False),
        (1, replace(CHANNEL, platform=Platform.DISCORD), False),
        (1, replace(CHANNEL, workspace="T2"), False),
        (1, replace(CHANNEL, id="\0"), False),
        (2, CHANNEL, False),
        (0, CHANNEL, False),
        (-1, CHANNEL, False),
        (10**30, CHANNEL, False),
    ],
)
async def test_only_its_own_channel_stops_a_subscription(
    store: Store, number: int, channel: object, *, stopped: bool
) -> None:
    """And only once."""
    await store.subscribe(subscription(NOW))
    assert isinstance(channel, type(CHANNEL))
    assert await store.stop(number, channel, NOW) is stopped
    assert len(await store.subscriptions()) == (not stopped)
    assert await store.stop(number, channel, NOW) is False


async def test_due_subscriptions_come_earliest_first(store: Store) -> None:
    """At or before now; the stopped never."""
    for hours in (2, 0, -1, -1):
        await store.subscribe(subscription(NOW + hours * HOUR))
    await store.subscribe(subscription(NOW - 5 * HOUR))
    await store.stop(5, CHANNEL, NOW)
    assert [one.number for one in await store.due(NOW)] == [3, 4, 2]
    assert [one.number for one in await store.due(NOW - HOUR)] == [3, 4]
    assert await store.due(NOW - 2 * HOUR) == ()


async def test_planning_keeps_the_delivery_and_moves_on(store: Store) -> None:
    """The row is as it was given; the subscription's next run and what it has seen are new."""
    kept = await store.subscribe(subscription(NOW))
    planned = delivery(kept, "k1")
    assert await store.plan(planned, NOW + 24 * HOUR, 9)
    (moved,) = await store.subscriptions()
    assert moved == replace(kept, due=NOW + 24 * HOUR, seen=9)
    assert await store.deliveries(1) == (replace(planned, subscription=moved),)
    assert await store.deliveries(2) == ()


async def test_what_was_planned_or_changed_meanwhile_is_not_planned(store: Store) -> None:
    """Moved on, planned for that date, stopped, unknown: nothing changes."""
    kept = await _planned(store, "k1")
    (moved,) = await store.subscriptions()
    before = await store.deliveries(1)
    same_slot = replace(delivery(moved, "k3"), local_date=kept.due.date())
    for late in (delivery(kept, "k2"), same_slot, delivery(replace(moved, number=7), "k4")):
        assert not await store.plan(late, NOW + 48 * HOUR, 99)
    await store.stop(1, CHANNEL, NOW)
    assert not await store.plan(delivery(moved, "k5"), NOW + 48 * HOUR, 99)
    stopped = replace(moved, stopped=NOW)
    assert await store.deliveries(1) == (replace(before[0], subscription=stopped),)
    assert await store.due(NOW + 99 * HOUR) == ()


async def test_a_lease_is_one_owners_until_it_runs_out(store: Store) -> None:
    """Taken once; after its end by whoever comes; the first try's time stays."""
    await _planned(store, "k1")
    assert await store.lease("one", NOW - HOUR, LASTS) is None
    taken = await store.lease("one", NOW, LASTS)
    assert taken is not None
    assert (taken.state, taken.attempts, taken.first_tried) == (DeliveryState.SENDING, 1, NOW)
    assert (taken.key, taken.claim_ids, taken.unsure) == ("k1", ("a-1", "b-2"), False)
    assert await store.lease("two", NOW + LASTS / 2, LASTS) is None
    assert await store.still_mine("k1", "one", NOW + LASTS / 2)
    assert not await store.still_mine("k1", "two", NOW)
    assert not await store.still_mine("k1", "one", NOW + LASTS)
    again = await store.lease("two", NOW + LASTS, LASTS)
    assert again is not None
    assert (again.attempts, again.first_tried, again.unsure) == (2, NOW, True)
    assert await store.still_mine("k1", "two", NOW + LASTS)
    assert not await store.still_mine("k1", "one", NOW + LASTS)


async def test_leases_come_earliest_due_first(store: Store) -> None:
    """Also where the earlier one waited for a retry."""
    await _planned(store, "late", due=NOW, channel=OTHER)
    await _planned(store, "early", due=NOW - HOUR)
    first = await store.lease("one", NOW, LASTS)
    assert first is not None
    assert first.key == "early"
    await store.retry("early", "one", NOW + HOUR, "rate limit")
    second = await store.lease("one", NOW, LASTS)
    assert second is not None
    assert second.key == "late"
    await store.retry("late", "one", NOW, "lost")
    third = await store.lease("one", NOW + HOUR, LASTS)
    assert third is not None
    assert third.key == "early"


async def test_a_retry_waits_for_its_time(store: Store) -> None:
    """Due again, not before; attempts grow with each lease."""
    await _planned(store, "k1")
    await store.lease("one", NOW, LASTS)
    await store.retry("k1", "one", NOW + HOUR, "why\0\ud800")
    (row,) = await store.deliveries(1)
    assert (row.state, row.attempts, row.first_tried) == (DeliveryState.DUE, 1, NOW)
    assert not await store.still_mine("k1", "one", NOW)
    assert await store.lease("one", NOW + HOUR - timedelta(seconds=1), LASTS) is None
    again = await store.lease("one", NOW + HOUR, LASTS)
    assert again is not None
    assert again.attempts == 2


@pytest.mark.parametrize(
    ("ending", "state"),
    [
        ("sent", DeliveryState.SENT),
        ("failed", DeliveryState.FAILED),
        ("unknown", DeliveryState.UNKNOWN),
    ],
)
async def test_an_ended_delivery_is_never_taken_again(
    store: Store, ending: str, state: DeliveryState
) -> None:
    """Sent, failed or unknown: no lease, no retry and no giving up opens it again."""
    await _planned(store, "k1")
    await store.lease("one", NOW, LASTS)
    if ending == "sent":
        await store.sent("k1", "1718.0001", NOW)
    else:
        await store.give_up("k1", "one", "refused", unknown=ending == "unknown")
    await store.retry("k1", "one", NOW, "late")
    await store.give_up("k1", "one", "late", unknown=False)
    (row,) = await store.deliveries(1)
    assert (row.state, row.message_id) == (state, "1718.0001" if ending == "sent" else None)
    assert await store.lease("two", NOW + 99 * HOUR, LASTS) is None
    assert not await store.still_mine("k1", "one", NOW)


async def test_a_message_found_later_is_sent_after_all(store: Store) -> None:
    """What was unknown becomes sent, with the message that was found."""
    await _planned(store, "k1")
    await store.lease("one", NOW, LASTS)
    await store.give_up("k1", "one", "no answer", unknown=True)
    await store.sent("k1", "m", NOW)
    (row,) = await store.deliveries(1)
    assert (row.state, row.message_id) == (DeliveryState.SENT, "m")


async def test_only_who_holds_a_delivery_gives_it_back_or_up(store: Store) -> None:
    """Whose lease ran out while the platform kept it waiting leaves it to the next sender."""
    await _planned(store, "k1", "k2")
    await store.lease("one", NOW, LASTS)
    taken = await store.lease("two", NOW + LASTS, LASTS)
    assert taken is not None
    await store.retry("k1", "one", NOW + HOUR, "late")
    await store.give_up("k1", "one", "refused", unknown=False)
    await store.give_up("k2", "one", "never held", unknown=False)
    states = [one.state for one in await store.deliveries(1)]
    assert states == [DeliveryState.SENDING, DeliveryState.DUE]
    assert await store.still_mine("k1", "two", NOW + LASTS)
    await store.retry("k1", "two", NOW + HOUR, "busy")
    assert [one.state for one in await store.deliveries(1)] == [DeliveryState.DUE] * 2


async def test_unknown_keys_change_nothing(store: Store) -> None:
    """A delivery that is not there is no error: another process may know more."""
    await store.sent("x", "m", NOW)
    await store.retry("x", "one", NOW, "y")
    await store.give_up("x", "one", "y", unknown=False)
    assert not await store.still_mine("x", "one", NOW)
    assert await store.lease("one", NOW, LASTS) is None


async def test_deliveries_are_listed_oldest_first(store: Store) -> None:
    """All of one subscription, whatever became of them."""
    await _planned(store, "z", "y", "x")
    await _planned(store, "other")
    await store.sent("y", "m", NOW)
    assert [one.key for one in await store.deliveries(1)] == ["z", "y", "x"]


async def test_moments_are_moments_in_any_zone(store: Store) -> None:
    """A time given in another zone is the same moment, read back in UTC."""
    east = timezone(timedelta(hours=9))
    await store.subscribe(subscription(NOW.astimezone(east)))
    (kept,) = await store.due(NOW)
    assert (kept.due, kept.due.utcoffset() in (timedelta(0), timedelta(hours=9))) == (NOW, True)


@pytest.mark.parametrize(
    "path", ["/articles/one.txt", "/ärtikel/“x”.md", "/broken/\udcff\udc80.txt", "/nul\0", ""]
)
async def test_files_are_remembered_by_path(store: Store, path: str) -> None:
    """The last word on a file counts; names that are no text are names too."""
    assert await store.file(path) is None
    read = KnownFile(path=path, fingerprint="f1", article_id="a")
    await store.remember(read)
    assert await store.file(path) == read
    refused = KnownFile(path=path, fingerprint="f2", refusal="It is empty.", tries=3)
    await store.remember(refused)
    await store.remember(KnownFile(path="/other", fingerprint="f3"))
    assert [each.refusal for each in await store.refused_files(5)] == ["It is empty."]
    assert await store.refused_files(0) == ()
    assert await store.file(path) == refused


async def test_a_date_may_have_several_times(store: Store) -> None:
    """The row is unique by date and time together."""
    await _planned(store, "morning")
    (moved,) = await store.subscriptions()
    same_date = replace(delivery(moved, "evening"), local_date=NOW.date(), local_time=time(17))
    assert await store.plan(same_date, NOW + 48 * HOUR, 9)
    assert [one.key for one in await store.deliveries(1)] == ["morning", "evening"]
    assert [one.key for one in await store.deliveries(1, last=1)] == ["evening"]


async def test_a_subscription_is_changed_from_what_it_was(store: Store) -> None:
    """All but number, person and creation; not where it is other meanwhile, or stopped."""
    was = await store.subscribe(subscription(NOW))
    cadence = replace(was.cadence, times=(time(9), time(17)), quiet=(time(22), time(7)))
    policy = Policy(most=5, silent=True, since=date(2025, 1, 2), alarm=0, cap=3, ahead=7)
    now = replace(was, query="steel", cadence=cadence, policy=policy, due=NOW + HOUR, seen=0)
    assert await store.change(was, replace(now, person="U9", created=NOW, number=77))
    assert await store.subscriptions() == (now,)
    assert not await store.change(was, now)
    assert not await store.change(replace(now, number=7), now)
    await store.stop(1, CHANNEL, NOW)
    assert not await store.change(now, was)


async def test_a_paused_subscription_is_not_due(store: Store) -> None:
    """Until it resumes; planning forgets the pause, and not a newer one."""
    was = await store.subscribe(subscription(NOW))
    paused = replace(was, paused=NOW - HOUR)
    assert await store.change(was, paused)
    assert await store.due(NOW + HOUR) == ()
    assert not await store.plan(delivery(was, "k0"), NOW + 24 * HOUR, 9)
    ends = replace(paused, resumes=NOW + HOUR)
    assert await store.change(paused, ends)
    assert await store.due(NOW) == ()
    assert await store.due(NOW + HOUR) == (ends,)
    assert await store.plan(delivery(ends, "k1"), NOW + 24 * HOUR, 9)
    assert await store.subscriptions() == (replace(was, due=NOW + 24 * HOUR, seen=9),)


async def test_a_channel_gets_its_posts_in_order_and_one_by_one(store: Store) -> None:
    """An earlier row that waits, or one that is being sent, holds up the later ones there."""
    await _planned(store, "a", "b")
    await _planned(store, "elsewhere", due=NOW + 2 * HOUR, channel=OTHER)
    later = NOW + 48 * HOUR
    first = await store.lease("one", later, LASTS)
    other = await store.lease("two", later, LASTS)
    assert first is not None
    assert other is not None
    assert (first.key, other.key) == ("a", "elsewhere")
    assert await store.lease("three", later, LASTS) is None
    await store.retry("a", "one", later + HOUR, "busy")
    assert await store.lease("three", later, LASTS) is None
    again = await store.lease("one", later + HOUR, LASTS)
    assert again is not None
    assert (again.key, again.unsure) == ("a", False)
    await store.sent("a", "m", later)
    second = await store.lease("one", later, LASTS)
    assert second is not None
    assert second.key == "b"


async def test_a_lease_of_a_clock_set_back_has_run_out(store: Store) -> None:
    """Its end lies further off than any lease lasts; what it did may have arrived."""
    await _planned(store, "k1", due=NOW - 2 * HOUR)
    await store.lease("ahead", NOW + HOUR, LASTS)
    taken = await store.lease("two", NOW, LASTS)
    assert taken is not None
    assert taken.unsure


async def test_what_may_have_arrived_stays_unsure(store: Store) -> None:
    """Once a try had no answer, a later definite failure says nothing of that one."""
    await _planned(store, "k1")
    await store.lease("one", NOW, LASTS)
    await store.retry("k1", "one", NOW, "no answer", unsure=True)
    await store.lease("one", NOW, LASTS)
    await store.retry("k1", "one", NOW, "busy")
    (row,) = await store.deliveries(1)
    assert row.unsure


async def test_one_message_carries_what_is_late(store: Store) -> None:
    """Those of its channel that surely did not arrive; they share its end."""
    later = NOW + 36 * HOUR
    await _planned(store, "unsure", due=NOW + HOUR)
    await store.lease("one", NOW + HOUR, LASTS)
    await store.retry("unsure", "one", later, "no answer", unsure=True)
    await _planned(store, "a", "b", "c")
    await _planned(store, "elsewhere", channel=OTHER)
    assert await store.gather("a", later) == ()
    taken = await store.lease("one", later, LASTS)
    assert taken is not None
    assert taken.key == "a"
    carried = await store.gather("a", later)
    assert [(one.key, one.carrier) for one in carried] == [("b", "a")]
    assert await store.gather("a", later) == carried
    await store.sent("a", "m", later)
    states = {one.key: (one.state, one.message_id) for one in await store.deliveries(2)}
    assert states["b"] == states["a"] == (DeliveryState.SENT, "m")
    assert states["c"] == (DeliveryState.DUE, None)


async def test_what_is_carried_ends_as_its_carrier(store: Store) -> None:
    """Given up together; what may have arrived is never carried."""
    await _planned(store, "a", "b", "c")
    later = NOW + 90 * HOUR
    await store.lease("one", later, LASTS)
    await store.retry("a", "one", later, "down")
    await store.lease("one", later, LASTS)
    await store.gather("a", NOW + 25 * HOUR)
    await store.give_up("a", "one", "gone", unknown=False)
    states = {one.key: one.state for one in await store.deliveries(1)}
    assert states["a"] is states["b"] is DeliveryState.FAILED
    assert states["c"] is DeliveryState.DUE
