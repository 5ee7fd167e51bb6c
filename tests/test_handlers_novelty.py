"""A digest tells what is new to its channel, and no look-alike as a change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from deaf_platform import DeafPlatform
from fakes import FixedClock, MemoryStore
from newsroom_samples import newsroom, request
from trade_wire import Story

from handlers.commands import answer
from handlers.digests.chasing import chase
from handlers.digests.planning import plan_due
from handlers.digests.sending import compose, send_due
from handlers.newsroom import Platform
from handlers.ports import World
from handlers.showing.plaintext import render
from handlers.subscribed import Item, Why
from nlp.analysis import MeasureStatus, Modality

FIRST = datetime(2025, 8, 2, 7, 30, tzinfo=UTC)  # 08:30 in London
DAY = timedelta(days=1)
LINE = "/digest here daily 08:30 claims wire"
THREAT, ANNOUNCED = MeasureStatus.THREATENED, MeasureStatus.ANNOUNCED
FORCE, PAUSED = MeasureStatus.IN_FORCE, MeasureStatus.PAUSED


class Channel:
    """A channel with one digest, told day by day."""

    def __init__(self, world: World, store: MemoryStore, clock: FixedClock) -> None:
        self.world, self.store, self.clock = world, store, clock
        self._names = count(1)

    def story(self, day: int = 1, outlet: str = "Harbor Gazette") -> Story:
        """A new story of that day of July."""
        return Story(f"story {next(self._names)}", date(2025, 7, day), outlet)

    async def digest(self, *stories: Story) -> list[tuple[Why, str]]:
        """Store these, and what the next digest then tells: why, and what moved."""
        for story in stories:
            await story.keep(self.store, self.clock.now())
        await plan_due(self.world)
        last = (await self.store.deliveries(1))[-1]
        self.clock.advance(DAY)
        return [(item.why, item.told) for item in last.items]

    async def corrected(self, *stories: Story) -> tuple[Item, ...]:
        """The same with the messages of before put right first, as the bot does meanwhile."""
        for story in stories:
            await story.keep(self.store, self.clock.now())
        messengers = {Platform.CONSOLE: DeafPlatform(lambda *_: "m1")}
        await chase(self.world, messengers, "one")
        await plan_due(self.world)
        await send_due(self.world, messengers, "one")
        last = (await self.store.deliveries(1))[-1]
        self.clock.advance(DAY)
        return last.items

    async def text(self) -> str:
        """The last digest as it is posted."""
        return render(await compose((await self.store.deliveries(1))[-1], self.world))


@pytest.fixture
async def channel() -> Channel:
    """A channel that has been told of nothing yet."""
    world, store, clock = await newsroom(empty=True)
    await answer(request(LINE), world)
    clock.set(FIRST)
    return Channel(world, store, clock)


async def test_a_measure_moves_on_step_by_step(channel: Channel) -> None:
    """New when it is threatened, and told at each step; told again it is nothing new."""
    steps = [(THREAT, "threatened"), (ANNOUNCED, "announced"), (FORCE, "in force")]
    told = [
        await channel.digest(channel.story(number).tariff(status, 25))
        for number, (status, _) in enumerate(steps, 1)
    ]
    assert told == [
        [(Why.MEASURE, "")],
        [(Why.MOVED, "threatened → announced")],
        [(Why.MOVED, "announced → in force")],
    ]
    assert await channel.digest(channel.story(4).tariff(FORCE, 25)) == []
    assert await channel.digest(channel.story(5).tariff(ANNOUNCED, 25)) == []
    assert await channel.digest(channel.story(6).tariff(FORCE, None)) == []


async def test_a_rate_that_moved_is_told_with_both_receipts_and_a_picture(
    channel: Channel,
) -> None:
    """What it was and what it is, and the steps as a chart."""
    await channel.digest(channel.story(1).tariff(FORCE, 25))
    told = await channel.digest(channel.story(8).tariff(FORCE, 50, before=25))
    assert told == [(Why.MOVED, "25 % → 50 %")]
    text = await channel.text()
    assert "Marenia → Norland, steel: 25 % → 50 %" in text
    assert "[1]" in text
    assert "[2]" in text
    assert "Picture: Rates over time" in text


async def test_a_rate_that_went_back_has_moved(channel: Channel) -> None:
    """Where the article says from what; one that only recalls the old rate has changed nothing."""
    await channel.digest(channel.story(1).tariff(FORCE, 25))
    await channel.digest(channel.story(2).tariff(FORCE, 50, before=25))
    assert await channel.digest(channel.story(3).tariff(FORCE, 25)) == []
    back = channel.story(4).tariff(FORCE, 25, before=50)
    assert await channel.digest(back) == [(Why.MOVED, "50 % → 25 %")]
    first = channel.story(5).tariff(FORCE, 30, before=145, goods="tea")
    assert await channel.digest(first) == [(Why.MEASURE, "")]
    assert await channel.digest(channel.story(6).tariff(FORCE, 145, goods="tea")) == []
    assert await channel.digest(channel.story(7).tariff(FORCE, 30, goods="tea")) == []


async def test_what_is_imposed_moves_from_what_was_imposed(channel: Channel) -> None:
    """Not from the threat between; and a threat that comes true is no rate that is recalled."""
    await channel.digest(channel.story(1).tariff(FORCE, 40))
    await channel.digest(channel.story(2).tariff(THREAT, 20))
    assert await channel.digest(channel.story(3).tariff(FORCE, 20)) == [(Why.MOVED, "40 % → 20 %")]


async def test_look_alikes_are_no_changes(channel: Channel) -> None:
    """Other goods, other targets, a threat beside what is imposed: new, but moved from nothing."""
    await channel.digest(channel.story(1).tariff(FORCE, 25))
    for story in (
        channel.story(2).tariff(FORCE, 50, goods="copper"),
        channel.story(2).tariff(FORCE, 50, goods="steel pipes"),
        channel.story(2).tariff(FORCE, 50, target="Sudmark"),
        channel.story(2).tariff(THREAT, 50),
    ):
        assert await channel.digest(story) == [(Why.MEASURE, "")]


async def test_percent_and_points_are_two_figures(channel: Channel) -> None:
    """A figure is revised in its own unit and for its own period alone."""
    await channel.digest(channel.story(1).figure("3.1"))
    assert await channel.digest(channel.story(2).figure("3.4", unit="percentage point")) == [
        (Why.FIGURE, "")
    ]
    assert await channel.digest(channel.story(3).figure("3.4", period="2023")) == [(Why.FIGURE, "")]
    assert await channel.digest(channel.story(3).figure("3.10")) == []
    assert await channel.digest(channel.story(4).figure("3.4")) == [
        (Why.REVISED, "3.10 percentage → 3.4 percentage")
    ]


async def test_positions_voices_and_words(channel: Channel) -> None:
    """A new voice, then its words; a denial of what was said is another position."""
    words = "Marenia will keep the steel tariff through winter"
    denied = "Marenia will not keep the steel tariff through winter"
    assert await channel.digest(channel.story(1).quote("Ada Quill", words)) == [(Why.VOICE, "")]
    assert await channel.digest(channel.story(2).quote("Ada Quill", "The port is busy")) == [
        (Why.WORDS, "")
    ]
    assert await channel.digest(channel.story(3).quote("Odo Fenn", "The port is quiet")) == [
        (Why.VOICE, "")
    ]
    ((why, told),) = await channel.digest(channel.story(4).quote("Ada Quill", denied))
    assert (why, "negated" in told) == (Why.POSITION, True)
    assert await channel.digest(channel.story(5).quote("Ada Quill", words + " and beyond")) == []
    assert await channel.digest(channel.story(6).quote("Ada Quill", "The port is busy")) == []


async def test_who_opposed_and_now_supports_has_another_position(channel: Channel) -> None:
    """The words are the same, the side is the other; and back again it is another once more."""
    words = "the tariffs on steel from Norland"
    steps = [("oppose", Why.VOICE), ("support", Why.POSITION), ("oppose", Why.POSITION)]
    for number, (cue, why) in enumerate(steps, 1):
        story = channel.story(number).position("Ada Quill", cue, words)
        assert [each for each, _ in await channel.digest(story)] == [why]
    told = await channel.digest(channel.story(3).quote("Ada Quill", f"{words} are a mistake"))
    assert [each for each, _ in told] == [Why.WORDS]
    again = channel.story(4, "Daily Lamp").position("Ada Quill", "reject", words)
    assert await channel.digest(again) == []
    back = channel.story(5).position("Ada Quill", "support", words)
    assert await channel.digest(back) == [(Why.POSITION, "against → for")]
    reasons = render(await answer(request("/digest why 1"), channel.world))
    assert f"Ada Quill support: {words}; before: Ada Quill reject: {words}" in reasons


async def test_a_bare_surname_is_the_one_voice_known_by_it(channel: Channel) -> None:
    """Its words were told, and it is no new voice; of two with that surname it may be another."""
    words = "We will not be hurried into a deal by anybody"
    await channel.digest(channel.story(1).quote("Ada Quill", words))
    assert await channel.digest(channel.story(2, "Daily Lamp").quote("Quill", words)) == []
    told = await channel.digest(channel.story(3).quote("Quill", "The port is busy"))
    assert told == [(Why.WORDS, "")]
    await channel.digest(channel.story(4).quote("Odo Quill", "The port is quiet"))
    told = await channel.digest(channel.story(5).quote("Quill", "The crane is old"))
    assert told == [(Why.WORDS, "")]


async def test_goods_are_not_goods_and_services(channel: Channel) -> None:
    """Be it that only the sentence says so; what is counted alike is revised."""
    await channel.digest(channel.story(1).figure("5.2"))
    goods = channel.story(2).figure("6.1", of="goods ")
    assert await channel.digest(goods) == [(Why.FIGURE, "")]
    whole = channel.story(3).figure("5.6")
    assert await channel.digest(whole) == [(Why.REVISED, "5.2 percentage → 5.6 percentage")]


async def test_what_begins_as_it_is_told_is_not_to_come(channel: Channel) -> None:
    """In force since the day of the article; announced for that day it is still to come."""
    today = date(2025, 8, 2)
    force = Story("now", today).tariff(FORCE, 25, effective=today)
    assert await channel.digest(force) == [(Why.MEASURE, "")]
    later = Story("soon", today).tariff(ANNOUNCED, 5, goods="tea", effective=date(2025, 8, 4))
    assert [why for why, _ in await channel.digest(later)] == [Why.MEASURE, Why.DEADLINE]


async def test_what_was_put_off_does_not_begin(channel: Channel) -> None:
    """Its first day is none any more; the day until which it is put off is one to come."""
    first, put_off = date(2025, 8, 9), date(2025, 8, 12)
    await channel.digest(channel.story(20).tariff(ANNOUNCED, 25, effective=first))
    await channel.digest(channel.story(21).tariff(PAUSED, 25, expires=put_off))
    text = render(await answer(request("/digest calendar 1"), channel.world))
    assert "9 August 2025" not in text
    assert "12 August 2025  last day of the pause of" in text


async def test_a_digest_of_deadlines_brings_a_calendar(channel: Channel) -> None:
    """With the days that it tells of, and the same bytes however often it is made."""
    await channel.digest(channel.story(20).tariff(ANNOUNCED, 25, effective=date(2025, 8, 9)))
    delivery = (await channel.store.deliveries(1))[-1]
    (file,) = (await compose(delivery, channel.world)).files
    assert (file.name, file.media) == ("claimwire-deadlines.ics", "text/calendar")
    assert b"DTSTART;VALUE=DATE:20250809" in file.data
    channel.clock.advance(DAY)
    assert (await compose(delivery, channel.world)).files == (file,)
    await channel.digest(channel.story(21).tariff(FORCE, 5, goods="tea"))
    assert (await compose((await channel.store.deliveries(1))[-1], channel.world)).files == ()


async def test_modality_is_no_other_position(channel: Channel) -> None:
    """What was wanted and is now stated, in other words, is new words."""
    await channel.digest(channel.story(1).quote("Ada Quill", "Lower rates", Modality.WANTED))
    told = await channel.digest(channel.story(2).quote("Ada Quill", "Rates went down in spring"))
    assert told == [(Why.WORDS, "")]


async def test_the_same_of_several_outlets_is_told_once(channel: Channel) -> None:
    """With all that say so; in a later digest it is nothing new."""
    words = "We will not be hurried into a deal by anybody"
    told = await channel.digest(
        channel.story(1).quote("Ada Quill", words).tariff(FORCE, 25),
        channel.story(1, "Northern Ledger").quote("Ada Quill", words).tariff(FORCE, 25),
        channel.story(1, "Daily Lamp").quote("Ada Quill", "We will not be hurried into a deal"),
    )
    assert told == [(Why.MEASURE, ""), (Why.VOICE, "")]
    text = await channel.text()
    assert "[1][2] in 2 articles" in text
    assert "[1][2][3] in 3 articles" in text
    again = channel.story(2, "Evening Post").quote("Ada Quill", words).tariff(FORCE, 25)
    assert await channel.digest(again) == []


async def test_what_is_older_changes_nothing(channel: Channel) -> None:
    """An old article stored late is judged by its day; on a new matter it is new."""
    await channel.digest(channel.story(20).tariff(FORCE, 50).figure("3.4"))
    late = channel.story(1).tariff(FORCE, 25).figure("3.1").tariff(FORCE, 10, goods="tea")
    assert await channel.digest(late) == [(Why.MEASURE, "")]


async def test_one_article_that_tells_two_things_has_changed_nothing(channel: Channel) -> None:
    """The rate before stands beside the new one, and is no news."""
    story = channel.story(1).tariff(FORCE, 30, before=145).tariff(FORCE, 145)
    assert await channel.digest(story) == [(Why.MEASURE, "")]


async def test_a_rate_moves_from_the_one_it_is_said_to_come_from(channel: Channel) -> None:
    """Of two that an article told; and to go back there is a threat, not the value before."""
    await channel.digest(channel.story(1).tariff(FORCE, 50).tariff(FORCE, 10))
    cut = channel.story(2).tariff(FORCE, 35, before=50).tariff(THREAT, 50)
    assert await channel.digest(cut) == [(Why.MOVED, "50 % → 35 %"), (Why.MEASURE, "")]


async def test_days_to_come_are_told_once_when_they_are_near(channel: Channel) -> None:
    """Two weeks ahead; what becomes known later than that at once, and what is past never."""
    here = date(2025, 8, 2)
    story = channel.story(1).tariff(ANNOUNCED, 25, effective=here + 16 * DAY)
    assert await channel.digest(story) == [(Why.MEASURE, "")]
    assert await channel.digest() == []
    ((why, told),) = await channel.digest()
    assert why is Why.DEADLINE
    assert told.startswith("18 August 2025: first day of Marenia → Norland: steel, 25 %")
    assert "Coming up\n\n18 August 2025  first day of" in await channel.text()
    assert await channel.digest() == []
    near = channel.story(2).tariff(PAUSED, 40, goods="tea", expires=here + 6 * DAY)
    assert [why for why, _ in await channel.digest(near)] == [Why.MEASURE, Why.DEADLINE]
    past = channel.story(3).tariff(FORCE, 40, goods="tin", effective=here - 6 * DAY)
    assert await channel.digest(past) == [(Why.MEASURE, "")]


async def test_what_was_struck_down_has_no_day_to_come(channel: Channel) -> None:
    """The last word on a measure counts."""
    begins = date(2025, 8, 12)
    first = channel.story(1).tariff(ANNOUNCED, 25, effective=begins)
    last = channel.story(2).tariff(MeasureStatus.STRUCK_DOWN, None)
    told = await channel.digest(first, last)
    assert Why.DEADLINE not in [why for why, _ in told]


def week(channel: Channel) -> list[list[Story]]:
    """Seven days of news with changes, repetitions and look-alikes."""
    words = "Marenia will keep the steel tariff through winter"
    return [
        [channel.story(1).tariff(THREAT, 25).quote("Ada Quill", words).figure("3.1")],
        [channel.story(2).tariff(ANNOUNCED, 25), channel.story(2, "Daily Lamp").figure("3.1")],
        [channel.story(3).tariff(FORCE, 25).tariff(FORCE, 25, goods="copper")],
        [],
        [channel.story(5, "Daily Lamp").tariff(FORCE, 25).quote("Odo Fenn", "No deal is near")],
        [channel.story(6).tariff(FORCE, 50, before=25).figure("3.4").quote("Ada Quill", words)],
        [channel.story(1, "Daily Lamp").tariff(THREAT, 25), channel.story(7).figure("3.4")],
    ]


async def test_a_week_day_by_day_is_the_week_at_once() -> None:
    """The same is told, of the same claims, whatever the rhythm."""

    async def told(*, at_once: bool) -> set[tuple[Why, str, str, str]]:
        world, store, clock = await newsroom(empty=True)
        await answer(request(LINE), world)
        clock.set(FIRST)
        channel = Channel(world, store, clock)
        days = week(channel)
        for stories in [[story for day in days for story in day]] if at_once else days:
            await channel.digest(*stories)
        return {
            (item.why, item.claim_id, item.was_id, item.told)
            for delivery in await store.deliveries(1)
            for item in delivery.items
        }

    together = await told(at_once=True)
    assert together == await told(at_once=False)
    assert len(together) == 9


async def test_a_week_with_corrections_leaves_the_same_standing() -> None:
    """Day by day some of it is told and taken back; what stands in the end is the same."""

    async def standing(*, at_once: bool) -> tuple[set[tuple[Why, str]], int]:
        world, store, clock = await newsroom(empty=True)
        await answer(request(LINE), world)
        clock.set(FIRST)
        channel = Channel(world, store, clock)
        wrong = Story("harbor", date(2025, 7, 1)).tariff(ANNOUNCED, 45, goods="copper")
        mended = Story("harbor", date(2025, 7, 1)).tariff(ANNOUNCED, 35, goods="copper")
        days: list[list[Story]] = [
            [wrong.figure("3.1"), channel.story(1).tariff(THREAT, 25)],
            [channel.story(2).tariff(ANNOUNCED, 25)],
            [mended.figure("3.1")],
            [channel.story(4).tariff(FORCE, 35, goods="copper"), channel.story(4).figure("3.4")],
            [channel.story(5).tariff(PAUSED, 25), channel.story(5).quote("Odo Fenn", "Not yet")],
        ]
        told = list[Item]()
        for stories in [[story for day in days for story in day]] if at_once else days:
            told += await channel.corrected(*stories)
        ids = tuple(item.claim_id for item in told)
        there = {held.claim.id for held in await store.several(ids, workspace="T1")}
        return (
            {(item.why, item.told) for item in told if item.claim_id in there},
            sum(item.why is Why.CORRECTED for item in told),
        )

    together, none = await standing(at_once=True)
    one_by_one, corrections = await standing(at_once=False)
    assert (together, none, corrections) == (one_by_one, 0, 1)
    assert (Why.MOVED, "announced → in force") in together


async def test_a_preview_names_the_rule_of_all_that_is_left_out(channel: Channel) -> None:
    """Why each line is there, and for the rest which rule left it out; nothing is changed."""
    words = "We will not be hurried into a deal by anybody"
    await channel.digest(channel.story(5).tariff(FORCE, 25).quote("Ada Quill", words))
    for story in (
        channel.story(6).tariff(FORCE, 25),
        channel.story(1).tariff(FORCE, 10),
        channel.story(7).tariff(FORCE, 50, before=25).tariff(FORCE, 25),
        channel.story(7).quote("Odo Fenn", "A new word"),
        channel.story(7, "Daily Lamp").quote("Odo Fenn", "A new word"),
    ):
        await story.keep(channel.store, channel.clock.now())
    before = (await channel.store.subscriptions(), await channel.store.deliveries(1))
    text = render(await answer(request("/digest preview 1"), channel.world))
    assert "25 % → 50 %" in text
    for rule in (
        "told before  Marenia → Norland, steel: 25 %",
        "older than what was told  Marenia → Norland, steel: 10 %",
        "the same from another outlet: counted with it  Odo Fenn",
        "told before this digest: 2 claims",
        "nothing was posted, and nothing is changed",
    ):
        assert rule in text
    of_query = render(await answer(request("/digest preview claims wire"), channel.world))
    assert "what is known so far" in of_query
    assert before == (await channel.store.subscriptions(), await channel.store.deliveries(1))
    await channel.digest()
    why = render(await answer(request("/digest why 1"), channel.world))
    assert "moved on (25 % → 50 %)" in why
    assert "before: Marenia → Norland, steel: 25 %" in why
