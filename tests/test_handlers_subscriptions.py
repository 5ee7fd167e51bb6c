"""Digests are asked for in plain words, listed and stopped; mistakes get one sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom_samples import CHANNEL, NOW, newsroom, request

from handlers.commands import answer
from handlers.digests.subscribing import MOST
from handlers.errors import ClaimwireError, Refused
from handlers.newsroom import Channel, Platform
from handlers.showing.plaintext import render
from handlers.subscribed import Delivery, DeliveryState
from handlers.subscriptions.cadence_words import in_words
from handlers.subscriptions.wishes import wanted

EVERY = (0, 1, 2, 3, 4, 5, 6)
HOME = "America/Chicago"


@pytest.mark.parametrize(
    ("text", "direct", "at", "days", "zone", "query"),
    [
        ("here daily 08:30 tariffs china", False, time(8, 30), EVERY, HOME, "tariffs china"),
        ("daily 8:30 tariffs", False, time(8, 30), EVERY, HOME, "tariffs"),
        ("me weekdays at 7pm quotes Bell", True, time(19), (0, 1, 2, 3, 4), HOME, "quotes Bell"),
        ("here weekly on MON 9:05 steel", False, time(9, 5), (0,), HOME, "steel"),
        ("here weekly mondays and thu, 9:05 steel", False, time(9, 5), (0, 3), HOME, "steel"),
        ("here weekly on MON,FRI 9:05 steel", False, time(9, 5), (0, 4), HOME, "steel"),
        ("HERE Daily 12am x", False, time(0), EVERY, HOME, "x"),
        ("here every day 12pm x", False, time(12), EVERY, HOME, "x"),
        ("here everyday 8:30 a.m. x", False, time(8, 30), EVERY, HOME, "x"),
        ("here 8:30 PM x", False, time(20, 30), EVERY, HOME, "x"),
        ("here at 18:00 x", False, time(18), EVERY, HOME, "x"),
        ("here daily 8:30 in europe/london x", False, time(8, 30), EVERY, "Europe/London", "x"),
        ("here daily 8:30 in London x", False, time(8, 30), EVERY, "Europe/London", "x"),
        ("here daily 8:30 in new york x", False, time(8, 30), EVERY, "America/New_York", "x"),
        ("here daily 8:30 Asia/Tokyo x", False, time(8, 30), EVERY, "Asia/Tokyo", "x"),
        ("here daily 8:30 zone UTC x", False, time(8, 30), EVERY, "UTC", "x"),
        ("here daily 8:30 in china tariffs", False, time(8, 30), EVERY, HOME, "in china tariffs"),
        ("here daily 8:30 about tariffs", False, time(8, 30), EVERY, HOME, "tariffs"),
        ("here: daily, 8:30; x", False, time(8, 30), EVERY, HOME, "x"),
        ("here at noon x", False, time(12), EVERY, HOME, "x"),
        ("here daily at midnight x", False, time(0), EVERY, HOME, "x"),
        ("here mondays at 9:00 x", False, time(9), (0,), HOME, "x"),
        ("here on Fridays 9am x", False, time(9), (4,), HOME, "x"),
        ("here on weekdays 9am x", False, time(9), (0, 1, 2, 3, 4), HOME, "x"),
        ("here daily 8:30 in London, x", False, time(8, 30), EVERY, "Europe/London", "x"),
        ("here 9:00 in São Paulo x", False, time(9), EVERY, "America/Sao_Paulo", "x"),
        ("here daily 8:30 in Georgia x", False, time(8, 30), EVERY, HOME, "in Georgia x"),
        ("here x daily at 9:00 in Tokyo", False, time(9), EVERY, "Asia/Tokyo", "x"),
        ("me x y weekly on mon 9:00", True, time(9), (0,), HOME, "x y"),
        ("here dairy 8:30", False, time(8, 30), EVERY, HOME, "dairy 8:30"),
        ('here "x daily" 8:30', False, time(8, 30), EVERY, HOME, '"x daily" 8:30'),
        ("here\u00a0daily ０８:３０ x", False, time(8, 30), EVERY, HOME, "x"),
    ],
)
def test_plain_words_make_a_timetable(
    text: str,
    direct: bool,  # noqa: FBT001 - a column of the table
    at: time,
    days: tuple[int, ...],
    zone: str,
    query: str,
) -> None:
    """Where, how often, at what time, in which zone, and about what."""
    found = wanted(text)
    cadence = found.cadence(HOME)
    assert (found.place == "me", found.query) == (direct, query)
    assert (cadence.times, cadence.weekdays, cadence.zone) == ((at,), days, zone)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("#desk daily 8:30 x", "type this there with the word here"),
        ("<@U1> daily 8:30 x", "type this there with the word here"),
        ("here daily 830 x", "“830” is not a time"),
        ("here daily 8 x", "“8” is not a time"),
        ("here daily 24:00 x", "“24:00” is not a time: a day goes"),
        ("here daily 8:60 x", "a day goes from"),
        ("here daily 13pm x", "the hour is 1 to 12"),
        ("here weekly 8:30 x", "on which day"),
        ("here weekly on 8:30 x", "on which day"),
        ("here daily 8:30 in Europe/Lodnon x", "Did you mean Europe/London"),
        ("here daily 8:30 in Qqqq/Zzzz x", "Write it like Europe/London"),
        ("here daily 8:30 zone nowhere x", "is not a time zone"),
        ("here daily 8:30 in Asia/Calcutta x", "is called Asia/Kolkata now"),
        ("here daily 8:30 US/Eastern x", "is called America/New_York now"),
        ("here every 5h x", "Every 5 hours would come at other times each day"),
        ("here every 0 hours x", "write every 1h, 2h"),
        ("here monthly on 32 x", "Say on which day of the month"),
        ("here monthly on x", "Say on which day of the month"),
        ("here daily quiet 22:00 x", "is not a time"),
        ("here daily quiet 22:00-22:00 x", "Say from when to when"),
        ("here daily at most 51 x", "from 1 to 50"),
        ("here daily cap 0 x", "from 1 to 100"),
        ("here daily in Londn x", "Did you mean Europe/London"),
        ("here daily in EST x", "write America/New_York"),
        ("here daily in UTC+2 x", "name a place"),
        ("here daily since blorp x", "“blorp” is no day"),
        ("here dayly x", "did you mean daily?"),
        ("here weekdyas x", "did you mean weekdays?"),
        ("here every 90 minutes x", "“every 90” is no time that I know"),
        ("here fortnightly x", "write daily, weekdays, weekly on MON"),
        ("here twice a day x", "write daily, weekdays, weekly on MON"),
        ("here daily 8:30 17:00 x", "Name all times at once"),
    ],
)
def test_a_mistake_is_named_in_one_sentence(text: str, complaint: str) -> None:
    """The sentence quotes the part that can't be read and shows how to write it."""
    with pytest.raises(Refused) as refused:
        wanted(text)
    assert complaint in str(refused.value)


def test_how_it_is_told_may_stand_behind_the_question() -> None:
    """Where all of it is understood; a cap on prices is no cap on alerts."""
    found = wanted("tariffs china cap 3 quiet 22:00-07:00")
    assert (found.query, found.cap) == ("tariffs china", 3)
    assert found.timetable.quiet == (time(22), time(7))
    assert wanted("here daily oil price cap of the G7").query == "oil price cap of the G7"
    assert wanted("here daily tariffs silent").silent


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("/digest lsit", "did you mean /digest list?"),
        ("/digest shwo 1", "did you mean /digest show?"),
        ("/digest delete 1", "Digest no. 1 is stopped."),
        ("/digest unsubscribe 1", "Digest no. 1 is stopped."),
        ("/digest change 1 at 09:00", "No. 1 is changed."),
        ("/digest now", "such as /digest now 3"),
        ("/alerts stpo 1", "did you mean /alerts stop?"),
        ("/digest here daily at most 5 claims harbor", "/digest edit 1 changes it"),
    ],
)
async def test_a_verb_is_known_by_other_names_and_asked_for_by_its_own(
    typed: str, answered: str
) -> None:
    """What is nearly one is refused with the one that may be meant."""
    world, _, _ = await newsroom()
    await answer(request("/digest here daily claims harbor"), world)
    assert answered in render(await answer(request(typed), world))


@settings(max_examples=120, deadline=None)
@given(st.text("heremdailywk08:3/ in,#ampx", min_size=1, max_size=40).filter(str.strip))
def test_any_words_are_read_or_refused(text: str) -> None:
    """Nothing but our own errors comes of any text."""
    try:
        found = wanted(f"here daily {text}")
    except ClaimwireError:
        return
    assert found.cadence(HOME).times


async def test_a_subscription_is_kept_and_says_its_next_run() -> None:
    """The reply names what was understood and the next run on the wall clock and as a moment."""
    world, store, _ = await newsroom()
    line = "/digest here daily 08:30 tariffs china"
    reply = await answer(request(line), world)
    text = render(reply)
    assert (
        "Digest no. 1: tariffs and trade deficits · China, daily at 08:30 (Europe/London)" in text
    )
    assert "Next: Saturday 2 August 2025, 08:30 (Europe/London); Sunday 3 August 2025" in text
    assert "/digest stop 1" in text
    assert reply.moments[0].at == datetime(2025, 8, 2, 7, 30, tzinfo=UTC)
    (kept,) = await store.subscriptions()
    assert (kept.query, kept.channel, kept.person) == ("tariffs china", CHANNEL, "ida")
    assert (kept.seen, kept.due, kept.created) == (0, reply.moments[0].at, NOW)
    again = await answer(request(line), world)
    assert "exists already, as no. 1" in again.headline
    assert len(await store.subscriptions()) == 1


async def test_a_misspelt_query_is_doubted_and_kept() -> None:
    """A word nobody has used yet may come; one that looks misspelt is pointed out."""
    world, _, _ = await newsroom()
    text = render(await answer(request("/digest here daily 08:30 tariffs chnia"), world))
    assert "Digest no. 1" in text
    assert "If you meant China" in text
    plain = render(await answer(request("/digest here daily 08:30 tariffs wombats"), world))
    assert "If you meant" not in plain
    odd = render(await answer(request("/digest here daily 08:30 claims -tariffs"), world))
    assert "without tariffs" in odd


@pytest.mark.parametrize("query", ["what is it", "claims", "quotes the", "x" * 301])
async def test_a_question_of_nothing_is_no_digest(query: str) -> None:
    """What could not be answered is not subscribed to."""
    world, store, _ = await newsroom()
    assert (await answer(request(f"/digest here daily 08:30 {query}"), world)).refused
    assert await store.subscriptions() == ()


SLACK = Channel(platform=Platform.SLACK, workspace="T1", id="C1")


async def test_digests_to_a_person_are_their_own() -> None:
    """ "me" goes to the person alone; only that person lists and stops it."""
    world, store, _ = await newsroom()

    async def typed(line: str, person: str = "U1") -> str:
        return render(await answer(request(line, channel=SLACK, person=person), world))

    await typed("/digest here daily 08:30 tariffs")
    await typed("/digest me weekly on TUE 9:00 steel")
    here, direct = await store.subscriptions()
    assert (here.channel, direct.channel) == (SLACK, replace(SLACK, id="@U1"))
    assert "steel to you, weekly on Tuesday at 09:00" in await typed("/digest list")
    assert "2 digests" in await typed("/digest")
    assert "1 digest\n" in await typed("/digest list", "U2")
    assert "no digest no. 2 here" in await typed("/digest stop 2", "U2")
    assert "no. 2 is stopped" in await typed("/digest stop no. 2")
    assert "no digest no. 2 here" in await typed("/digest stop 2")
    assert "no. 1 is stopped" in await typed("/digest stop #1", "U2")
    assert "There is no digest and no alert here yet" in await typed("/digest list")
    for bad in ("", "one", "1.5", "9" * 30):
        assert "by its number" in await typed(f"/digest stop {bad}")


async def test_on_the_console_me_is_here() -> None:
    """The console is a conversation with one person already."""
    world, store, _ = await newsroom()
    await answer(request("/digest me daily 08:30 tariffs"), world)
    assert (await store.subscriptions())[0].channel == CHANNEL


async def test_a_channel_has_so_many_digests_and_no_more() -> None:
    """The limit is said with the way out."""
    world, _, _ = await newsroom()
    for number in range(MOST):
        await answer(request(f"/digest here daily 08:{number:02} tariffs"), world)
    refused = await answer(request("/digest here daily 09:00 tariffs"), world)
    assert "stop one first" in refused.headline
    assert len((await answer(request("/digest list"), world)).moments) == MOST


@pytest.mark.parametrize(
    ("bounds", "warned"),
    [("until:2025-06-01", True), ("since:2025-06-01", False), ("until:2025-08-01", False)],
)
async def test_a_digest_of_what_is_past_is_doubted(bounds: str, *, warned: bool) -> None:
    """It is set up all the same; what it will hardly tell is said."""
    world, _, _ = await newsroom()
    told = render(await answer(request(f"/digest here daily 08:30 tariffs {bounds}"), world))
    assert "Digest no. 1" in told
    assert ("hardly anything new will come" in told) is warned


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("/subscribe tariffs", "/digest"), ("/watch tariffs", "/alerts"), ("/history", "/timeline")],
)
async def test_other_words_for_a_command_name_it(typed: str, meant: str) -> None:
    """What other bots call so is pointed out."""
    world, _, _ = await newsroom()
    assert f"Did you mean {meant}?" in render(await answer(request(typed), world))


@pytest.mark.parametrize(
    ("unknown", "said"),
    [(False, "could not be delivered"), (True, "nobody can say whether")],
)
async def test_the_list_tells_what_went_wrong(
    unknown: bool,  # noqa: FBT001 - a column of the table
    said: str,
) -> None:
    """A digest that did not arrive is not hidden."""
    world, store, _ = await newsroom()
    await answer(request("/digest here daily 08:30 tariffs"), world)
    (kept,) = await store.subscriptions()
    delivery = Delivery(
        key="k",
        subscription=kept,
        local_date=date(2025, 8, 2),
        due=kept.due,
        local_time=time(8, 30),
        items=(),
        state=DeliveryState.DUE,
    )
    await store.plan(delivery, datetime(2025, 8, 3, 7, 30, tzinfo=UTC), 0)
    assert said not in render(await answer(request("/digest list"), world))
    assert await store.lease("one", kept.due, timedelta(minutes=5))
    await store.give_up("k", "one", "archived", unknown=unknown)
    assert said in render(await answer(request("/digest list"), world))


def test_cadences_in_words() -> None:
    """Daily, on weekdays, or weekly with the days named."""
    cadence = wanted("here daily 8:30 x").cadence(HOME)
    assert in_words(cadence) == "daily at 08:30 (America/Chicago)"
    assert in_words(replace(cadence, weekdays=(0, 1, 2, 3, 4))).startswith("on weekdays")
    assert in_words(replace(cadence, weekdays=(0, 3))).startswith("weekly on Monday and Thursday")
