"""Outages, clocks that jump and hosts that sleep: each digest is told once, none is lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from fakes import FixedClock, MemoryStore
from newsroom_samples import CHANNEL, newsroom, request
from test_handlers_digests import DUE, LINE, Board, subscribed, tick
from trade_wire import Story

from handlers.commands import answer
from handlers.digests.planning import plan_due
from handlers.digests.sending import send_due
from handlers.errors import SendFailed
from handlers.newsroom import Channel, Platform
from handlers.ports import World
from handlers.reply import Reply
from handlers.showing.plaintext import render
from handlers.subscribed import Cadence, DeliveryState, Subscription
from handlers.subscriptions.cadence import next_run
from nlp.analysis import MeasureStatus

START = datetime(2025, 8, 2, 6, tzinfo=UTC)
SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)


class Down(Board):
    """A platform that can be down as a whole."""

    down = False

    async def post(self, channel: Channel, reply: Reply, key: str) -> str:
        """Refuse the connection, or keep the message."""
        if self.down:
            raise SendFailed("cannot be reached")
        return await super().post(channel, reply, key)


async def many(channels: int, each: int) -> tuple[World, MemoryStore, FixedClock]:
    """Channels with daily digests spread over the two hours from seven on."""
    world, store, clock = await newsroom(empty=True)
    clock.set(START)
    for number in range(channels * each):
        minute = number * 120 // (channels * each)
        cadence = Cadence(times=(time(7 + minute // 60, minute % 60),), zone="UTC")
        await store.subscribe(
            Subscription(
                number=0,
                channel=replace(CHANNEL, id=f"C{number % channels}"),
                person="ida",
                query="claims wire",
                cadence=cadence,
                created=START,
                due=next_run(cadence, START).at,
            )
        )
    await Story("harbour", date(2025, 8, 1)).tariff(MeasureStatus.IN_FORCE, 25).keep(store, START)
    return world, store, clock


async def test_two_hours_down_is_one_catch_up_a_channel() -> None:
    """Three hundred posts due meanwhile: one message a channel, and every digest is in it."""
    world, store, clock = await many(20, 15)
    board = Down()
    clock.set(START + HOUR - MINUTE)
    board.down = True
    while clock.now() < START + 3 * HOUR:
        await tick(world, board)
        clock.advance(5 * MINUTE)
    board.down = False
    for _ in range(30):
        await tick(world, board)
        clock.advance(MINUTE)
    per_channel = Counter(channel.id for channel, _, _ in board.posts)
    assert set(per_channel.values()) == {1}
    assert len(per_channel) == 20
    rows = [row for number in range(1, 301) for row in await store.deliveries(number)]
    assert len(rows) == 300
    assert {row.state for row in rows} == {DeliveryState.SENT}
    text = next(render(reply) for channel, reply, _ in board.posts if channel.id == "C0")
    assert text.startswith("Catch-up: 15 digests that could not be posted in time.")
    assert all(f"Digest no. {number} on" in text for number in range(1, 301, 20))
    clock.set(START + 26 * HOUR)
    await tick(world, board)
    assert "nothing new since the last digest" in board.texts[-1]


async def test_digests_that_are_not_late_are_messages_of_their_own() -> None:
    """Due within minutes of each other, in the order in which they were due."""
    world, _, clock = await many(1, 20)
    board = Down()
    clock.set(START + HOUR + 9 * MINUTE)
    await tick(world, board)
    numbers = [render(reply).split("\n")[0][:12] for _, reply, _ in board.posts]
    assert numbers == ["Digest no. 1", "Digest no. 2"]


async def test_a_clock_set_forward_and_back_doubles_nothing() -> None:
    """An hour ahead it is told an hour early; set back, the same run is not told again."""
    world, store, clock, board = await subscribed()
    clock.set(DUE - 30 * MINUTE)
    clock.advance(HOUR)
    assert await tick(world, board) == 1
    clock.set(DUE - 30 * MINUTE)
    for _ in range(90):
        clock.advance(MINUTE)
        await tick(world, board)
    assert len(board.posts) == 1
    clock.set(DUE + timedelta(days=1))
    assert await tick(world, board) == 1
    assert [row.local_date.day for row in await store.deliveries(1)] == [2, 3]


async def test_a_lease_taken_before_the_clock_was_set_back_is_taken_over() -> None:
    """Within a minute, and the channel is looked through first."""
    world, store, clock, board = await subscribed()
    await plan_due(world)
    clock.set(DUE + HOUR)
    assert await store.lease("killed", clock.now(), 45 * SECOND) is not None
    clock.set(DUE)
    assert await tick(world, board, "two") == 1
    assert len(board.looks) == 1
    assert len(board.posts) == 1


async def test_a_host_that_slept_tells_once_and_names_the_gap() -> None:
    """Asleep over three runs of a digest that comes every four hours."""
    world, _, clock, board = await subscribed("/digest here every 4h in UTC tariffs china")
    clock.set(datetime(2025, 8, 2, 4, 0, 1, tzinfo=UTC))
    await tick(world, board)
    clock.set(datetime(2025, 8, 2, 21, tzinfo=UTC))
    for _ in range(3):
        await tick(world, board)
    assert len(board.posts) == 2
    assert "The bot was away: 3 digests from Saturday 2 August 2025, 08:00" in board.texts[1]


async def test_quiet_hours_hold_and_deliver_later() -> None:
    """What was due in the night comes as one digest in the morning."""
    line = "/digest here every 4h in UTC quiet 22:00-07:00 tariffs china"
    world, _, clock, board = await subscribed(line)
    clock.set(datetime(2025, 8, 2, 20, 0, 1, tzinfo=UTC))
    await tick(world, board)
    for hour in range(8):
        clock.set(datetime(2025, 8, 3, hour, 30 if hour == 6 else 0, tzinfo=UTC))
        await tick(world, board)
        assert len(board.posts) == 1 + (hour >= 7)
    assert "Held since Sunday 3 August 2025, 00:00" in board.texts[-1]
    assert "is late" not in board.texts[-1]


async def test_after_a_pause_one_digest_names_it() -> None:
    """It tells what came in meanwhile; nothing is planned during the pause."""
    world, store, clock, board = await subscribed(LINE)
    await tick(world, board)
    await answer(request("/digest pause 1"), world)
    for _ in range(4):
        clock.advance(timedelta(days=1))
        assert await tick(world, board) == 0
    story = Story("harbour", date(2025, 8, 5)).tariff(MeasureStatus.IN_FORCE, 25, target="China")
    await story.keep(store, clock.now())
    await answer(request("/digest resume 1"), world)
    assert await tick(world, board) == 0
    clock.advance(timedelta(days=1))
    assert await tick(world, board) == 1
    text = board.texts[-1]
    assert "Paused from Saturday 2 August 2025, 08:30 (Europe/London) to Wednesday 6" in text
    assert "Marenia → China, steel: 25 %" in text
    clock.advance(timedelta(days=1))
    await tick(world, board)
    assert "Paused" not in board.texts[-1]


async def test_a_pause_until_a_day_ends_by_itself() -> None:
    """The next digest comes at its usual time on that day."""
    world, store, clock, board = await subscribed(LINE)
    await tick(world, board)
    text = render(await answer(request("/digest pause 1 until wednesday"), world))
    assert "Paused until Wednesday 6 August 2025, 00:00" in text
    assert "Next: Wednesday 6 August 2025, 08:30" in text
    for _ in range(4 * 24):
        clock.advance(HOUR)
        await tick(world, board)
    assert [row.due.day for row in await store.deliveries(1)] == [2, 6]


async def test_silence_of_the_sources_is_said_once() -> None:
    """After as many days as were set, though nothing new is to be silence."""
    line = "/digest here daily 08:30 silent alarm 3 days tariffs china"
    world, store, clock, board = await subscribed(line)
    for _ in range(8):
        await tick(world, board)
        clock.advance(timedelta(days=1))
    assert len(board.posts) == 2
    assert "No article has come in since Friday 1 August 2025, 10:00" in board.texts[1]
    states = [row.state for row in await store.deliveries(1)]
    assert states.count(DeliveryState.SILENT) == 6


async def test_alerts_come_at_once_up_to_the_cap() -> None:
    """What is beyond is one line that day, and told the next."""
    world, store, clock = await newsroom(empty=True)
    board = Board()
    await answer(request("/alerts here cap 2 claims wire"), world)
    counts = []
    for number in range(5):
        story = Story(f"s{number}", date(2025, 8, 1)).quote("Ada Quill", f"Word number {number}")
        await story.keep(store, clock.now())
        clock.advance(HOUR)
        await tick(world, board)
        counts.append(len(board.posts))
    assert counts == [1, 2, 3, 3, 3]
    assert "Alert no. 1 on “wire”: 1 new item." in board.texts[0]
    assert "That was the last alert for today: /claims wire" in board.texts[2]
    clock.advance(timedelta(days=1))
    await tick(world, board)
    assert "3 new items" in board.texts[3]
    assert (await store.subscriptions())[0].seen == await store.sequence()
    clock.advance(timedelta(days=1))
    assert await tick(world, board) == 0


async def test_a_policy_keeps_the_rest_behind_more() -> None:
    """At most so many lines; "more" goes on where the digest ended."""
    world, store, clock, board = await subscribed(
        "/digest here daily 08:30 at most 3 claims wire", empty=True
    )
    for number in range(5):
        story = Story(f"s{number}", date(2025, 8, 1)).quote("Ada Quill", f"Word number {number}")
        await story.keep(store, clock.now())
    await tick(world, board)
    assert "5 items" in board.texts[0]
    assert "2 more: /digest more 1 3" in board.texts[0]
    rest = render(await answer(request("/digest more 1 3"), world))
    assert "Items 4 to 5 of 5." in rest
    told = [f"Word number {number}" for number in range(5)]
    assert sorted(word for word in told if word in board.texts[0] + rest) == told
    refused = await answer(request("/digest more 1 9"), world)
    assert "That was all of the last digest" in refused.headline


async def test_now_sends_at_once_and_moves_nothing() -> None:
    """The next run stays; with nothing new nothing is sent."""
    world, store, clock, board = await subscribed(LINE)
    clock.set(DUE - HOUR)
    reply = await answer(request("/digest now 1"), world)
    assert "goes out now: 3 items" in reply.headline
    await send_due(world, {Platform.CONSOLE: board}, "one")
    assert len(board.posts) == 1
    assert (await store.subscriptions())[0].due == DUE
    clock.advance(MINUTE)
    assert "nothing new to tell" in (await answer(request("/digest now 1"), world)).headline
    clock.set(DUE)
    await tick(world, board)
    assert "nothing new since the last digest" in board.texts[1]
