"""The timeline: what comes in which order, under which day, and what a picture is made of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import ANNOUNCED, CHILE, IN_FORCE, PERU, QUARREL, Story, Told, story, told_world
from newsroom_samples import newsroom, request

from handlers.commands import answer
from handlers.ports import Question
from handlers.reply import Reply
from handlers.showing.as_json import as_json
from handlers.showing.plaintext import render
from nlp.analysis import MeasureKind, MeasureStatus


async def timeline(*stories: Story, line: str = "/timeline", day: str | None = None) -> Reply:
    """The timeline over these articles as of a day."""
    as_of = date.fromisoformat(day) if day else None
    return await answer(request(line, as_of=as_of), await told_world(*stories))


DUTY = Told(
    sentence="Peru charges 5% on copper from Chile.",
    imposer=PERU,
    targets=(CHILE,),
    goods="copper",
    rate="5",
    status=IN_FORCE,
)


async def test_each_day_is_a_section_and_the_days_rise() -> None:
    """A measure stands on the day it takes effect or was announced, else when it was told."""
    reply = await timeline(*QUARREL, day="2025-04-15")
    assert [(part.title, len(part.cards)) for part in reply.sections] == [
        ("10 January 2025", 1),
        ("1 February 2025", 1),
        ("2 February 2025", 1),
        ("3 February 2025", 2),
        ("1 March 2025", 1),
        ("5 March 2025", 2),
        ("1 May 2025, still to come", 1),
    ]
    assert reply.headline.endswith("as of 15 April 2025, oldest first.")


@settings(max_examples=25, deadline=None)
@given(ahead=st.integers(min_value=0, max_value=200))
async def test_nothing_published_later_leaks_in(ahead: int) -> None:
    """As of any day the answer is the same as if later articles had never been read."""
    day = date(2025, 1, 10) + timedelta(days=ahead)
    so_far = [each for each in QUARREL if date.fromisoformat(each.day) <= day]
    for line in ("/timeline", "/timeline copper", "/timeline bolivia", "/timeline wine"):
        with_later = await timeline(*QUARREL, line=line, day=day.isoformat())
        assert with_later == await timeline(*so_far, line=line, day=day.isoformat())


async def test_words_stand_on_the_day_they_appeared_where_no_other_is_told() -> None:
    """The sample newsroom in order: months before the days of that month, undated last."""
    world, _, _ = await newsroom()
    reply = await answer(request("/timeline"), world)
    titles = [part.title for part in reply.sections]
    assert titles[-1] == "date unknown"
    text = render(reply)
    assert "Mara Ellison (Trade Envoy) said" in text
    places = [text.index(f"\n{title}\n") for title in titles]
    assert all(one < other for one, other in pairwise(places))
    assert "No picture: no rate and no figure is stated here for two different times." in text


async def test_pages_hold_every_claim_once() -> None:
    """Following "more" shows all claims, the picture on the first page only, and then ends."""
    world = await told_world(*QUARREL, *_many(47))
    seen, page, charts = list[str](), "", list[int]()
    while True:
        reply = await answer(request(f"/timeline{page}"), world)
        seen += [card.claim_id for part in reply.sections for card in part.cards]
        charts.append(len(reply.charts))
        if not reply.next:
            break
        page = f" page:{reply.next}"
    assert len(seen) == len(set(seen)) == reply.total == 47 + 12
    assert charts == [1, 0, 0]
    bad = await answer(request("/timeline page:x9"), world)
    assert (bad.refused, "That page is not known" in bad.headline) == (True, True)


def _many(number: int) -> tuple[Story, ...]:
    """One article of so many measures."""
    told = (
        replace(DUTY, goods=f"goods {each}", sentence=f"Peru charges 5% on goods {each}.")
        for each in range(number)
    )
    return (story("2025-06-01", *told),)


async def test_it_says_when_there_is_more_than_is_read() -> None:
    """Of very many claims the newest are put in order, and a note says so with a way on."""
    reply = await timeline(*_many(310))
    assert reply.notes[0].startswith("Only the newest 300 of 310 claims are put in order here.")


async def test_misspelt_and_unknown_words() -> None:
    """A misspelt country is understood and said; where nothing is found, a next step is there."""
    assert "Did you mean Chile?" in render(await timeline(*QUARREL, line="/timeline chlie"))
    nothing = await timeline(*QUARREL, line="/timeline japan")
    assert nothing.headline.startswith("Nothing found: Japan")
    assert nothing.actions


async def test_changed_words_are_withheld() -> None:
    """A claim whose words the stored article no longer has is not shown, and is counted."""
    world = await told_world(story("2025-04-01", DUTY))
    held = (await world.store.search(Question())).found[0]
    broken = replace(held.claim, span=replace(held.claim.span, words="Other."))
    article = held.article
    await world.store.put(article.parsed, (broken,), article_id=article.id, fetched=article.fetched)
    reply = await answer(request("/timeline"), world)
    assert reply.sections == ()
    assert any(note.startswith("1 claim is withheld") for note in reply.notes)


async def test_the_picture_of_the_rates_says_the_same_in_words() -> None:
    """Each step has its day, rate and receipt, drawn and in words; plans are told apart."""
    reply = await timeline(*QUARREL, line="/timeline copper", day="2025-04-15")
    (chart,) = reply.charts
    (series,) = chart.series
    assert (chart.title, chart.unit, series.name) == (
        "Rates over time",
        "percent",
        "Peru → Chile, copper",
    )
    told = [(point.day.isoformat(), str(point.value), point.planned) for point in series.points]
    assert told == [
        ("2025-02-01", "12", True),
        ("2025-02-03", "12", False),
        ("2025-03-05", "5", False),
        ("2025-05-01", "9", True),
    ]
    days = {each.number: each.headline[-5:] for each in reply.receipts}
    assert [days[point.receipt] for point in series.points] == ["01-10", "02-03", "03-05", "04-02"]
    numbers = [point.receipt for point in series.points]
    assert chart.alt == (
        f"Peru → Chile, copper: from 1 February 2025 12 % as announced [{numbers[0]}], "
        f"from 3 February 2025 12 % [{numbers[1]}], from 5 March 2025 5 % [{numbers[2]}], "
        f"from 1 May 2025 9 % as announced [{numbers[3]}]. Threats and pauses are not drawn."
    )
    assert f"Picture: Rates over time. {chart.alt}" in render(reply)
    charts = as_json(reply)["charts"]
    assert isinstance(charts, list)
    assert charts[0]["series"][0]["points"][3] == {
        "day": "2025-05-01",
        "label": None,
        "value": 9,
        "planned": True,
        "receipt": numbers[3],
    }


NEXT = replace(DUTY, sentence="The duty on copper from Chile is 7%.", rate="7")


@pytest.mark.parametrize(
    "doubtful",
    [
        replace(NEXT, status=MeasureStatus.THREATENED),
        replace(NEXT, status=MeasureStatus.PAUSED),
        replace(NEXT, status=ANNOUNCED),
        replace(NEXT, imposer=None),
        replace(NEXT, targets=("Bolivia",)),
        replace(NEXT, goods="wine"),
        replace(NEXT, goods=None),
        replace(NEXT, rate=None),
        replace(NEXT, kind=MeasureKind.EXPORT_CONTROL),
    ],
)
async def test_no_line_is_drawn_through_different_things(doubtful: Told) -> None:
    """Threats, pauses, undated plans, other parties or goods are no step of the same line."""
    reply = await timeline(story("2025-03-01", DUTY), story("2025-04-01", doubtful))
    assert reply.charts == ()
    same = await timeline(story("2025-03-01", DUTY), story("2025-04-01", NEXT))
    assert len(same.charts) == 1


async def test_two_rates_of_one_article_for_one_day_are_not_drawn() -> None:
    """Where an article gives the same thing two rates from one day, the picture takes neither."""
    one = replace(NEXT, starts="2025-05-01")
    other = replace(one, rate="8", sentence="Or 8% on copper from Chile.")
    assert (await timeline(story("2025-03-01", DUTY), story("2025-04-01", one))).charts
    assert not (await timeline(story("2025-03-01", DUTY), story("2025-04-01", one, other))).charts


async def test_nobody_knows_on_whom_and_on_what() -> None:
    """A rate without target and goods is drawn in no line; one with goods is."""
    bare = replace(DUTY, targets=(), goods=None), replace(NEXT, targets=(), goods=None)
    goods = replace(DUTY, targets=()), replace(NEXT, targets=())
    for pair, drawn in ((bare, 0), (goods, 1)):
        reply = await timeline(story("2025-03-01", pair[0]), story("2025-04-01", pair[1]))
        assert len(reply.charts) == drawn


async def test_what_comes_next_asks_for_the_same_day() -> None:
    """The steps behind an answer of an earlier day keep that day, typed or given."""
    typed = await timeline(*QUARREL, line="/timeline copper as-of:2025-04-15")
    given = await timeline(*QUARREL, line="/timeline copper", day="2025-04-15")
    assert typed.headline == given.headline
    assert typed.sections == given.sections
    assert [each.command for each in given.actions] == ["/ledger copper as-of:2025-04-15"]
    ledger = await timeline(*QUARREL, line="/ledger copper as-of:2025-04-15")
    assert [each.command for each in ledger.actions] == ["/timeline copper as-of:2025-04-15"]
    figures = await timeline(*QUARREL, line="/timeline kind:quote -nobody until:2025-01-01")
    assert all("/ledger" not in each.command for each in figures.actions)
