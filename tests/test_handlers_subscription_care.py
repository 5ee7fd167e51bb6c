"""Editing keeps what is not named, reads change nothing, and a test post finds what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from newsroom_samples import NOW, newsroom, request
from test_handlers_digests import Board

from handlers.commands import answer
from handlers.errors import SendFailed, SendRefused
from handlers.holidays import Holidays
from handlers.newsroom import Channel, Platform
from handlers.ports import World
from handlers.showing.plaintext import render

SLACK = Channel(platform=Platform.SLACK, workspace="T1", id="C1")
LINE = "/digest here weekly on MON,THU at 08:30,17:00 in Europe/London quiet 22:00-07:00 tariffs"


async def typed(world: World, line: str, channel: Channel = SLACK, person: str = "U1") -> str:
    """What is answered, as plain text."""
    return render(await answer(request(line, channel=channel, person=person), world))


async def test_each_reply_tells_the_next_three_runs() -> None:
    """In local time, and as moments for platforms that show their own."""
    world, _, _ = await newsroom()
    reply = await answer(request(LINE), world)
    assert (
        "Next: Monday 4 August 2025, 08:30 (Europe/London); Monday 4 August 2025, 17:00 "
        "(Europe/London); Thursday 7 August 2025, 08:30 (Europe/London)." in reply.notes
    )
    assert [moment.at.hour for moment in reply.moments] == [7, 16, 7]
    assert "Since when shall the first one tell?" in render(reply)
    shown = render(await answer(request("/digest show 1"), world))
    assert "weekly on Monday and Thursday at 08:30 and 17:00" in shown
    assert "Thursday 7 August 2025, 08:30" in shown


@pytest.mark.parametrize(
    ("edit", "changes"),
    [
        ("daily", {"weekdays": (0, 1, 2, 3, 4, 5, 6)}),
        ("at 09:00", {"times": (time(9),)}),
        ("in Asia/Tokyo", {"zone": "Asia/Tokyo"}),
        ("quiet off", {"quiet": None}),
        ("quiet 23:00-06:00", {"quiet": (time(23), time(6))}),
        ("monthly on last", {"weekdays": (0, 1, 2, 3, 4, 5, 6), "month_day": 31}),
        ("business days", {"weekdays": (0, 1, 2, 3, 4), "business": True}),
    ],
)
async def test_editing_keeps_what_is_not_named(edit: str, changes: dict[str, object]) -> None:
    """Only the named part of the cadence is new; the number stays."""
    world, store, _ = await newsroom()
    await typed(world, LINE)
    (was,) = await store.subscriptions()
    text = await typed(world, f"/digest edit 1 {edit}")
    assert "No. 1 is changed." in text
    (now,) = await store.subscriptions()
    cadence = replace(was.cadence, **changes)  # type: ignore[arg-type]  # a test's own table
    assert replace(now, due=was.due) == replace(was, cadence=cadence)
    assert now.due > NOW


async def test_editing_the_rest() -> None:
    """The question, how it is told, since when; what can't be edited is refused."""
    world, store, _ = await newsroom()
    await typed(world, LINE)
    (was,) = await store.subscriptions()
    await typed(world, "/digest edit 1 at most 5 silent steel")
    (now,) = await store.subscriptions()
    assert (now.query, now.cadence, now.seen) == ("steel", was.cadence, 0)
    assert (now.policy.most, now.policy.silent, now.policy.alarm) == (5, True, was.policy.alarm)
    await typed(world, "/digest edit 1 since 2025-06-01")
    assert (await store.subscriptions())[0].policy.since == date(2025, 6, 1)
    await typed(world, "/digest edit 1 since now")
    (now,) = await store.subscriptions()
    assert (now.seen, now.policy.since) == (await store.sequence(), None)
    assert "is like that already" in await typed(world, "/digest edit 1 at most 5")
    for line, complaint in (
        ("/digest edit 1", "Say what shall be other"),
        ("/digest edit 1 here daily", "stays in its channel"),
        ("/digest edit 9 daily", "no digest no. 9 here"),
        ("/digest edit daily", "by its number"),
        ("/digest edit 1 in Asia/Calcutta", "is called Asia/Kolkata now"),
        ("/digest pause 1 until someday", "is no day"),
        ("/digest pause 1 until 2020-01-01", "is not to come"),
    ):
        assert complaint in await typed(world, line)
    assert (await store.subscriptions())[0] == now


async def test_reads_change_nothing() -> None:
    """Listing, showing, previewing and asking why leave the store as it was."""
    world, store, _ = await newsroom()
    await typed(world, LINE)
    before = await store.subscriptions()
    for line in ("list", "show 1", "preview 1", "preview steel", "why 1", "more 1", "calendar 1"):
        await typed(world, f"/digest {line}")
    assert await store.subscriptions() == before
    assert await store.deliveries(1) == ()
    assert "no. 1" in await typed(world, "/alerts list")


async def test_a_test_post_finds_missing_permissions_at_once() -> None:
    """A definite no sets nothing up; a platform that is down is said; else a message is there."""
    world, store, _ = await newsroom()
    board = Board()
    world.messengers[Platform.SLACK] = board
    board.failures = [(SendRefused("Type /invite @Claimwire there."), False)]
    text = await typed(world, LINE)
    assert "Nothing was set up, because I cannot post there: Type /invite" in text
    assert await store.subscriptions() == ()
    board.failures = [(SendFailed("Slack is busy."), False)]
    assert "could not be tried just now: Slack is busy." in await typed(world, LINE)
    reply = await answer(
        request("/digest <#C7|desk> daily 09:00 steel", channel=SLACK, person="U1"), world
    )
    assert "Digest no. 2 in C7" in reply.headline
    assert reply.private
    ((channel, posted, key),) = board.posts
    assert (channel.id, len(key)) == ("C7", 25)
    assert posted.headline.startswith("A digest on steel and aluminum will come here, daily at")
    assert "Set up by U1" in render(posted)


async def test_who_set_it_up_elsewhere_keeps_it_in_reach() -> None:
    """Another person sees it only in its own channel."""
    world, _, _ = await newsroom()
    await typed(world, "/digest <#C7> daily 09:00 steel")
    assert "Set up by you in other channels: no. 1." in await typed(world, "/digest list")
    assert "no. 1 in C7: steel" in await typed(world, "/digest show 1")
    assert "other channels" not in await typed(world, "/digest list", person="U2")
    assert "no. 1" in await typed(world, "/digest list", replace(SLACK, id="C7"), "U2")
    assert "no digest no. 1" in await typed(world, "/digest stop 1", person="U2")
    refused = await answer(request("/digest <#C7> daily steel"), world)
    assert "no other channel on the console" in refused.headline


async def test_business_days_leave_out_the_newsrooms_holidays() -> None:
    """And say so where no list is known."""
    world, store, _ = await newsroom()
    line = "/digest here business days 08:30 in Europe/London tariffs"
    assert "holidays.toml" in await typed(world, line)
    off = Holidays(of_zones={"Europe/London": frozenset({date(2025, 8, 4)})})
    world = replace(world, holidays=off)
    text = await typed(world, "/digest here business days 09:30 in Europe/London tariffs")
    assert "Next: Tuesday 5 August 2025, 09:30" in text
    assert "holidays.toml" not in text
    assert (await store.subscriptions())[1].due == datetime(2025, 8, 5, 8, 30, tzinfo=UTC)


async def test_alerts_are_asked_for_in_plain_words() -> None:
    """At once, with a cap; a time belongs to a digest."""
    world, store, _ = await newsroom()
    text = await typed(world, "/alerts me cap 3 quiet 22:00-07:00 steel")
    assert "Alerts no. 1 to you" in text
    assert "at once (Europe/London), quiet from 22:00 to 07:00" in text
    assert "something new is stored, at most 3 a day." in text
    assert "Alert no. 1 on steel and aluminum: nothing new." in await typed(
        world, "/digest preview 1"
    )
    (kept,) = await store.subscriptions()
    assert (kept.cadence.at_once, kept.policy.cap) == (True, 3)
    assert kept.seen == await store.sequence()
    assert "leave the times out" in await typed(world, "/alerts here daily steel")
    assert "Say what it is about" in await typed(world, "/alerts here")
    assert "at most 3 a day" in await typed(world, "/digest list")
    assert "Alerts no. 1 is stopped" in await typed(world, "/alerts stop 1")


async def test_one_that_was_paused_before_its_first_digest_still_tells_all() -> None:
    """That it tells what came in since the pause is said only of one that has told something."""
    world, _, _ = await newsroom()
    await typed(world, LINE)
    await typed(world, "/digest pause 1")
    assert "tells what came in since" not in await typed(world, "/digest resume 1")
    assert "what is known so far" in await typed(world, "/digest preview 1")
    assert "one line when nothing is new;" in await typed(world, "/digest show 1")
