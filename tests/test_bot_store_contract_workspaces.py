"""The contract of what is heard and installed, held to every store."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import MemoryStore
from stores import KINDS, opened

from bot.store import SqlStore
from handlers.exported import Exported, ExportedClaim
from handlers.newsroom import Channel, Platform, Status
from handlers.ports import Install, Unanswered
from handlers.subscribed import Cadence, Subscription

NOW = datetime(2025, 6, 10, 12, tzinfo=UTC)
Any = MemoryStore | SqlStore


@pytest.fixture(params=KINDS)
async def store(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Any]:
    """An empty store of each kind."""
    async with opened(request.param, tmp_path) as here:
        yield here


def install(name: str, **changes: object) -> Install:
    """An installation in a workspace."""
    plain = Install(platform=Platform.SLACK, id=name, secret=f"secret of {name}", at=NOW)
    return replace(plain, **changes)  # type: ignore[arg-type]


async def test_heard_once(store: Any) -> None:
    """A key is new once, again after it is forgotten, and again after days."""
    assert await store.first_time("slack:Ev1", NOW)
    assert not await store.first_time("slack:Ev1", NOW + timedelta(hours=30))
    assert await store.first_time("slack:Ev\ud800\0", NOW)
    assert not await store.first_time("slack:Ev\ud800\0", NOW)
    await store.forget("slack:Ev1")
    await store.forget("slack:never")
    assert await store.first_time("slack:Ev1", NOW)
    assert await store.first_time("slack:Ev1", NOW + timedelta(days=4))


async def test_what_is_asked_waits_until_it_is_answered(store: Any) -> None:
    """By platform, oldest first; taken up once; what is old is forgotten."""
    one = Unanswered(key="b", platform=Platform.SLACK, body='{"“x”": 1}', at=NOW)
    later = replace(one, key="a", at=NOW + timedelta(minutes=1))
    other = replace(one, key="c", platform=Platform.DISCORD)
    for each in (later, one, other, one):
        await store.ask(each)
    assert await store.unanswered(Platform.SLACK, NOW) == (one, later)
    assert await store.take_up("b")
    assert not await store.take_up("b")
    assert not await store.take_up("never")
    assert await store.unanswered(Platform.SLACK, NOW) == (later,)
    await store.answered("b")
    await store.answered("b")
    assert await store.unanswered(Platform.SLACK, NOW + timedelta(minutes=2)) == ()
    assert not await store.take_up("a")
    assert await store.unanswered(Platform.DISCORD, NOW) == (other,)


async def test_installs(store: Any) -> None:
    """The last word on a workspace counts; an organisation takes its workspaces along."""
    assert await store.installed(Platform.SLACK, "T1") is None
    for one in (install("T2"), install("T1"), install("T1", secret="new", by="U1", bot="B1")):
        await store.install(one)
    await store.install(install("E1", user="UBOT"))
    await store.install(install("T3", organisation="E1", secret=""))
    await store.install(install("T4", organisation="E1"))
    assert await store.installed(Platform.SLACK, "T1") == install(
        "T1", secret="new", by="U1", bot="B1"
    )
    assert await store.installed(Platform.DISCORD, "T1") is None
    assert [one.id for one in await store.installs(Platform.SLACK)] == [
        "E1",
        "T1",
        "T2",
        "T3",
        "T4",
    ]
    await store.uninstall(Platform.SLACK, "E1")
    await store.uninstall(Platform.SLACK, "T2")
    await store.uninstall(Platform.SLACK, "")
    assert [one.id for one in await store.installs(Platform.SLACK)] == ["T1", "T4"]


async def test_moved_channel_keeps_its_subscriptions(store: Any) -> None:
    """The subscriptions of a channel follow it to its new id; other workspaces' stay."""
    here = Channel(platform=Platform.SLACK, workspace="T1", id="C1")
    there = replace(here, workspace="T2")
    cadence = Cadence(times=(NOW.time(),), zone="UTC")
    for channel in (here, there):
        wanted = Subscription(
            number=0,
            channel=channel,
            person="U1",
            query="tariffs",
            cadence=cadence,
            created=NOW,
            due=NOW,
        )
        await store.subscribe(wanted)
    assert await store.move(here, "G9") == 1
    assert [one.channel.id for one in await store.subscriptions()] == ["G9", "C1"]
    assert len(await store.subscriptions(replace(here, id="G9"))) == 1


def exported(channel: Channel, **changes: object) -> Exported:
    """A file that was handed out."""
    plain = Exported(
        number=0,
        channel=channel,
        person="U1",
        query="tariffs “china”",
        kind="csv",
        made=NOW,
        as_of=NOW.date(),
        claims=(ExportedClaim(id="a", status=Status.DISPUTED),),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


async def test_exports_are_of_their_channel(store: Any) -> None:
    """Each is kept with its claims under a number of its own; the last fifty are kept."""
    here = Channel(platform=Platform.SLACK, workspace="T1", id="C1")
    there = replace(here, workspace="T2")
    first = await store.exported(exported(here))
    other = await store.exported(exported(there, claims=(), as_of=None))
    assert first != other
    assert await store.export_of(first, here) == exported(here, number=first)
    assert await store.export_of(first, there) is None
    assert await store.export_of(1 << 40, here) is None
    assert await store.exports(there) == (exported(there, number=other, claims=(), as_of=None),)
    numbers = [await store.exported(exported(here)) for _ in range(50)]
    assert [one.number for one in await store.exports(here)] == numbers[::-1]
    assert all(one.claims == () for one in await store.exports(here))
    assert await store.export_of(first, here) is None
    assert await store.export_of(other, there) is not None
