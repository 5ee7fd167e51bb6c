"""An export that was made before is made anew, with what changed since, by whom and why."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

from fakes import FixedClock, MemoryStore
from newsroom_samples import CHANNEL, newsroom, request
from trade_wire import Story

from handlers.commands import answer
from handlers.newsroom import Claim
from handlers.ports import World
from handlers.reply import File, Reply
from handlers.showing.plaintext import render
from nlp.analysis import MeasureStatus


def story(rate: int = 25) -> Story:
    """An article with a tariff and somebody's words."""
    one = Story("harbour", date(2025, 7, 1)).tariff(MeasureStatus.IN_FORCE, rate)
    return one.quote("Ada Quill", "The port is busy")


async def wire() -> tuple[World, MemoryStore, FixedClock, tuple[Claim, ...]]:
    """A newsroom with one article."""
    world, store, clock = await newsroom(empty=True)
    return world, store, clock, await story().keep(store, clock.now())


def changes(reply: Reply) -> list[dict[str, str]]:
    """The rows of the file of changes."""
    file: File = reply.files[-1]
    assert file.name.endswith("-changes.csv")
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"))))


async def test_what_changed_is_listed_with_who_and_why() -> None:
    """Added, withdrawn and judged since; all of it in a file of its own, beside the new one."""
    world, store, clock, (tariff, words) = await wire()
    first = await answer(request("/export wire json"), world)
    assert "This is export no. 1" in render(first)
    assert first.actions[-1].command == "/export again 1"
    clock.advance(timedelta(days=1))
    await answer(request(f"/dispute {words.id} =The minutes say otherwise."), world)
    changed = story(15)
    await changed.keep(store, clock.now())
    again = await answer(request("/export again 1"), world)
    assert again.files[0].name.endswith(".json")
    told = {each["change"]: each for each in changes(again)}
    assert set(told) == {"Added", "Withdrawn", "Disputed"}
    assert told["Withdrawn"]["id"] == tariff.id
    assert (
        "no longer in its article, which is in version 2 (Harbor Gazette)"
        in told["Withdrawn"]["why"]
    )
    assert (told["Disputed"]["by"], told["Disputed"]["id"]) == ("ida", words.id)
    assert told["Disputed"]["why"] == "'=The minutes say otherwise."
    text = render(again)
    assert "3 changes since export no. 1 of" in text
    assert "Disputed by ida, 2 August 2025" in text
    assert "steel: 15 % (in force)" in text
    assert "This is export no. 2" in text


async def test_nothing_changed_is_said() -> None:
    """And what was judged before the first one is no change."""
    world, _, clock, (_, words) = await wire()
    await answer(request(f"/dispute {words.id} No."), world)
    clock.advance(timedelta(minutes=1))
    await answer(request("/export wire"), world)
    clock.advance(timedelta(minutes=1))
    again = await answer(request("export again"), world)
    assert len(again.files) == 1
    assert "Nothing has changed since export no. 1 of" in render(again)


async def test_all_withdrawn_is_told_without_a_file_of_claims() -> None:
    """The question finds nothing any more: the changes say why."""
    world, store, clock, _ = await wire()
    await answer(request("/export Quill"), world)
    changed = Story("harbour", date(2025, 7, 1)).tariff(MeasureStatus.IN_FORCE, 25)
    await changed.keep(store, clock.now())
    again = await answer(request("/export again"), world)
    assert [each["change"] for each in changes(again)] == ["Withdrawn"]


async def test_only_exports_of_the_channel_are_known() -> None:
    """Another channel has none; an unknown number names those that there are."""
    world, *_ = await wire()
    nothing = await answer(request("/export again"), world)
    assert nothing.refused
    assert "No export was made here yet" in nothing.headline
    await answer(request("/export wire csv"), world)
    other = await answer(request("/export again 1", channel=replace(CHANNEL, id="x")), world)
    assert other.refused
    unknown = await answer(request("/export again 9"), world)
    assert unknown.refused
    assert "no. 1, wire csv of 1 August 2025" in unknown.headline


async def test_help_that_tries_its_examples_keeps_nothing() -> None:
    """Its examples are answered to see whether they find something."""
    world, store, *_ = await wire()
    assert (await answer(request("/help export"), world)).rows
    assert await store.exports(CHANNEL) == ()
