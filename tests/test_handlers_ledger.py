"""The measure ledger: rows by hand for each day, and what must not become one line."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_samples import ANNOUNCED, CHILE, IN_FORCE, PERU, QUARREL, Story, Told, story, told_world
from newsroom_samples import newsroom, request

from handlers.commands import answer
from handlers.ports import Question
from handlers.reply import MeasureCard, Reply
from handlers.showing.as_json import as_json
from handlers.showing.plaintext import render
from nlp.analysis import MeasureKind, MeasureStatus

FORCE = "In force, or due by now"
COMING = "Announced, not yet in force"
THREATENED = MeasureStatus.THREATENED
GOLD = tomllib.loads((Path(__file__).parent / "gold" / "ledger.toml").read_text("utf-8"))


def row(card: MeasureCard, reply: Reply) -> str:
    """A card's cells as the gold writes them."""
    days = {each.number: each.headline[-5:] for each in reply.receipts}
    cells = {each.name: each for each in card.cells}

    def told(name: str) -> str:
        if name not in cells:
            return "-"
        cell = cells[name]
        return f"{cell.text} {days[cell.receipt]}" if cell.receipt else cell.text

    rates = f"{told('rate was')} > {told('rate')}"
    parties = f"{cells['imposer'].text} > {cells['target'].text}, {told('goods')}"
    rest = ("announced", "effective", "until", "retaliation or deal", "status")
    later = (told(name) for name in ("also stated", "later") if name in cells)
    return " | ".join((f"{parties}: {rates}", *map(told, rest), *later))


async def ledger(*stories: Story, line: str = "/ledger", day: str | None = None) -> Reply:
    """The ledger over these articles as of a day."""
    as_of = date.fromisoformat(day) if day else None
    return await answer(request(line, as_of=as_of), await told_world(*stories))


async def rows(*stories: Story, line: str = "/ledger", day: str | None = None) -> list[str]:
    """Its rows, without the parts they stand in."""
    reply = await ledger(*stories, line=line, day=day)
    return [row(card, reply) for part in reply.sections for card in part.measures]


@pytest.mark.parametrize("day", GOLD)
async def test_the_ledger_of_each_day_is_the_one_written_by_hand(day: str) -> None:
    """Every cell, its receipt, its part and its order are those of the gold."""
    reply = await ledger(*QUARREL, day=day)
    found = [
        f"{part.title} | {row(card, reply)}" for part in reply.sections for card in part.measures
    ]
    assert found == GOLD[day]
    assert reply.total == len(GOLD[day])


@settings(max_examples=40, deadline=None)
@given(ahead=st.integers(min_value=0, max_value=200))
async def test_nothing_published_later_leaks_in(ahead: int) -> None:
    """As of any day the answer is the same as if later articles had never been read."""
    day = date(2025, 1, 10) + timedelta(days=ahead)
    so_far = [each for each in QUARREL if date.fromisoformat(each.day) <= day]
    for line in ("/ledger", "/ledger chile", "/ledger bolivia", "/ledger wine"):
        with_later = await ledger(*QUARREL, line=line, day=day.isoformat())
        assert with_later == await ledger(*so_far, line=line, day=day.isoformat())


async def test_every_cell_stands_in_the_plain_text_with_its_receipt() -> None:
    """The line that all platforms show holds each cell and the number of its source."""
    reply = await ledger(*QUARREL, day="2025-04-15")
    text = render(reply)
    for part in reply.sections:
        for card in part.measures:
            assert f"{card.line} [{card.receipt}]" in text
            for cell in card.cells:
                assert cell.text in card.line
                if cell.name in ("rate was", "rate", "effective", "until") and cell.receipt:
                    assert f"{cell.text} [{cell.receipt}]" in card.line
    first = "Peru → Chile, copper [1]: was 12 % [2] → now 5 % [1]; announced: not stated; "
    assert (
        first + "effective: not stated; retaliation or deal: not stated; status: reduced [1]"
        in text
    )


DUTY = Told(
    sentence="Peru charges 5% on copper from Chile.",
    imposer=PERU,
    targets=(CHILE,),
    goods="copper",
    rate="5",
    status=IN_FORCE,
)


@pytest.mark.parametrize(
    "other",
    [
        replace(DUTY, goods="copper wire"),
        replace(DUTY, goods="copper that does not qualify"),
        replace(DUTY, goods=None),
        replace(DUTY, targets=("Bolivia",)),
        replace(DUTY, targets=(CHILE, "Bolivia")),
        replace(DUTY, targets=()),
        replace(DUTY, imposer=CHILE, targets=(PERU,)),
        replace(DUTY, imposer=None),
        replace(DUTY, status=MeasureStatus.THREATENED),
        replace(DUTY, kind=MeasureKind.EXEMPTION),
        replace(DUTY, kind=MeasureKind.EXPORT_CONTROL, rate=None),
        replace(DUTY, kind=MeasureKind.DEAL, rate=None),
    ],
)
async def test_look_alikes_stay_two_lines(other: Told) -> None:
    """Other goods, targets, imposers, kinds and mere threats are never merged."""
    newer = replace(other, sentence="Something like it was told.")
    assert len(await rows(story("2025-03-01", DUTY), story("2025-04-01", newer))) == 2


STORY = (
    # what a later article says of a measure that an earlier one named in full, and the one row
    (
        replace(DUTY, sentence="Its 5% duty on copper stays.", targets=()),
        "Peru > Chile, copper 04-01: not stated > 5 % 04-01",
    ),
    (
        replace(DUTY, sentence="The 5% duty stays until talks end.", goods=None),
        "Peru > Chile, copper 03-01: not stated > 5 % 04-01",
    ),
    (
        replace(DUTY, sentence="It raises the duty.", goods="refined copper", before="5", rate="9"),
        "Peru > Chile, refined copper 04-01: 5 % 04-01 > 9 % 04-01",
    ),
)


@pytest.mark.parametrize(("later", "told"), STORY)
async def test_what_is_named_in_part_is_put_to_the_only_measure_it_can_be(
    later: Told, told: str
) -> None:
    """Where its words point back, at a rate that both have told."""
    found = await rows(story("2025-03-01", DUTY), story("2025-04-01", later))
    assert len(found) == 1
    assert found[0].startswith(told)


@pytest.mark.parametrize(
    ("sentence", "lines"),
    [("The 5% duty on copper is paused.", 1), ("Peru also put a 5% duty on copper on hold.", 2)],
)
async def test_goods_in_fewer_words_are_those_told_before_where_the_words_point_back(
    sentence: str, lines: int
) -> None:
    """ "The 5% duty on copper" is the one on refined copper, where no other stands."""
    narrow = replace(DUTY, goods="refined copper")
    later = replace(DUTY, sentence=sentence, status=MeasureStatus.PAUSED)
    assert len(await rows(story("2025-03-01", narrow), story("2025-04-01", later))) == lines


async def test_a_pause_of_the_newer_rate_leaves_no_line_of_the_older_one() -> None:
    """What a raised rate replaced stays replaced when that one is paused."""
    raised = replace(DUTY, sentence="It went to 9%.", rate="9", before="5")
    paused = replace(raised, sentence="It is on hold.", before=None, status=MeasureStatus.PAUSED)
    told = (DUTY, raised, paused)
    found = await rows(*(story(f"2025-0{at}-01", each) for at, each in enumerate(told, start=3)))
    assert len(found) == 1
    assert "> 9 % 05-01" in found[0]


@pytest.mark.parametrize(
    "same",
    [
        replace(DUTY, goods="Copper"),
        replace(DUTY, goods="all imported copper"),
        replace(DUTY, kind=MeasureKind.RETALIATION),
        replace(DUTY, kind=MeasureKind.DEAL),
        replace(DUTY, status=MeasureStatus.PAUSED),
        replace(DUTY, rate="7"),
        replace(DUTY, rate=None),
    ],
)
async def test_the_same_measure_is_one_line(same: Told) -> None:
    """Other words for the same goods, another kind of duty, a newer rate or state are one."""
    newer = replace(same, sentence="The same was told again.")
    assert len(await rows(story("2025-03-01", DUTY), story("2025-04-01", newer))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("goods", "imports"),
        (None, "products"),
        ("steel and aluminum", "aluminium and steel"),
        ("goods worth 30 billion dollars", "30 billion dollars’ worth of goods"),
    ],
)
async def test_goods_are_told_apart_by_their_words_alone(one: str | None, other: str) -> None:
    """Order, spelling and words that name any goods do not make another line."""
    first = replace(DUTY, goods=one)
    second = replace(DUTY, goods=other, sentence="The same was told again.")
    assert len(await rows(story("2025-03-01", first), story("2025-04-01", second))) == 1


async def test_an_undated_announcement_told_again_does_not_undo_what_is_in_force() -> None:
    """What applied goes on to apply when an article only recalls its announcement."""
    again = replace(DUTY, sentence="Peru announced 5% on Chilean copper.", status=ANNOUNCED)
    (found,) = await rows(story("2025-03-01", DUTY), story("2025-04-01", again))
    assert found.endswith("in force 03-01")


async def test_steps_on_different_days_are_both_to_come() -> None:
    """Two announced rates with a day each stay two lines, apart from what applies."""
    june = replace(DUTY, sentence="It is 6% from June 1.", rate="6", status=ANNOUNCED)
    steps = (
        replace(june, starts="2025-06-01"),
        replace(june, sentence="It is 7% from July 1.", rate="7", starts="2025-07-01"),
    )
    reply = await ledger(story("2025-03-01", DUTY), story("2025-04-01", *steps), day="2025-04-02")
    assert [len(part.measures) for part in reply.sections] == [1, 2]
    after = await ledger(story("2025-03-01", DUTY), story("2025-04-01", *steps), day="2025-06-15")
    assert [part.title for part in after.sections] == [FORCE, COMING]
    assert "was 5 % [2] → now 6 % [1]" in render(after)


async def test_several_rates_of_one_article_are_all_told() -> None:
    """Where the newest article gives the same thing several rates, none is dropped."""
    more = replace(DUTY, sentence="Of these 4 points are old: 4% stays.", rate="4")
    (found,) = await rows(story("2025-04-01", DUTY, more))
    assert "> 5 % 04-01" in found
    assert found.endswith("4 % (in force) 04-01")


async def test_a_country_has_what_it_makes_and_what_it_meets() -> None:
    """A country that is only named nearby is no party; the rest is counted."""
    nearby = replace(DUTY, sentence="As Bolivia watched, Peru charged 5% on Chilean copper.")
    own = replace(DUTY, sentence="Bolivia’s zinc pays 2% in Peru.", goods="zinc", rate="2")
    own = replace(own, targets=("Bolivia",))
    reply = await ledger(story("2025-04-01", nearby, own), line="/ledger bolivia")
    (part,) = reply.sections
    assert [card.held.claim.span.words for card in part.measures] == [own.sentence]
    assert any(note.startswith("Left out: 1 claim ") for note in reply.notes)


async def test_pages_hold_every_line_once() -> None:
    """Following "more" shows all lines, each part under its title, and then ends."""
    many = [
        replace(DUTY, goods=f"goods {number}", sentence=f"Peru charges 5% on goods {number}.")
        for number in range(47)
    ]
    world = await told_world(story("2025-04-01", *many))
    seen, page = list[str](), ""
    for expected in (20, 20, 7):
        reply = await answer(request(f"/ledger{page}"), world)
        shown = [card.claim_id for part in reply.sections for card in part.measures]
        assert (len(shown), reply.total) == (expected, 47)
        seen += shown
        page = f" page:{reply.next}"
    assert len(set(seen)) == 47
    assert (reply.next, page) == ("", " page:")
    beyond = await answer(request("/ledger page:900"), world)
    assert beyond.headline.startswith("There is no such page of this answer.")
    bad = await answer(request("/ledger page:x9"), world)
    assert (bad.refused, "That page is not known" in bad.headline) == (True, True)


async def test_what_is_in_force_can_be_asked_for_alone() -> None:
    """Its lines only, page by page, with the way to the whole; and all where nothing stands."""
    duties = [replace(DUTY, goods=f"goods {n}", sentence=f"It takes {n}%.") for n in range(21)]
    threat = replace(DUTY, sentence="It may tax zinc.", goods="zinc", status=THREATENED)
    world = await told_world(story("2025-04-01", threat, *duties))
    reply = await answer(request("/ledger peru in force"), world)
    assert [part.title for part in reply.sections] == [FORCE]
    assert reply.headline.startswith("Measure ledger · Peru: 22 lines")
    whole = "Only what is in force, or due by now: 21 lines of 22; /ledger peru has all."
    assert whole in reply.notes
    (more,) = (each for each in reply.actions if each.name == "more")
    last = await answer(request(f"{more.command} page:{more.page}"), world)
    assert [len(part.measures) for part in last.sections] == [1]
    none = await ledger(story("2025-04-01", threat), line="/ledger peru in force")
    assert "No line of it is in force, or due by now: the whole ledger follows." in none.notes
    assert len(none.sections) == 1


async def test_what_is_at_a_rate_is_asked_of_the_whole_ledger() -> None:
    """What was cut from there since is at another; and all is shown where nothing is there."""
    was = replace(DUTY, goods="zinc", sentence="Zinc pays 50%.", rate="50")
    tin = replace(DUTY, goods="tin", sentence="Tin pays 50%.", rate="50")
    cut = replace(was, sentence="Zinc pays 35% now.", rate="35")
    world = await told_world(story("2025-04-01", was, tin), story("2025-04-02", cut))
    for line in ("/ledger 50%", "/ledger 50 percent", "who pays 50%?", "who faces a 50% duty?"):
        reply = await answer(request(line), world)
        assert "Only what is at 50 %: 1 line of 2; /ledger has all." in reply.notes, line
        ((card,),) = (part.measures for part in reply.sections)
        assert "tin" in card.line
    reply = await answer(request("/ledger 50% in force"), world)
    assert reply.headline.startswith("Measure ledger: 2 lines")
    none = await answer(request("/ledger 7.5%"), world)
    assert "No line of it is at 7.5 %: the whole ledger follows." in none.notes


async def test_it_says_when_there_is_more_than_is_read() -> None:
    """Of very many claims the newest are read, and a note says so with the way to the rest."""
    stories = [
        story(
            (date(2025, 1, 1) + timedelta(days=number)).isoformat(),
            *(
                replace(
                    DUTY, goods=f"goods {each}", sentence=f"On day {number} 5% on goods {each}."
                )
                for each in range(10)
            ),
        )
        for number in range(21)
    ]
    reply = await ledger(*stories)
    assert reply.notes[0].startswith("Only the newest 150 of 210 claims are in this ledger.")
    assert reply.total == 10


async def test_misspelt_and_unknown_countries() -> None:
    """A misspelt country is understood and said; where nothing is found, a next step is there."""
    assert "Did you mean Chile?" in render(await ledger(*QUARREL, line="/ledger chlie"))
    nothing = await ledger(*QUARREL, line="/ledger japan")
    assert nothing.headline.startswith("Nothing found: Japan")
    assert nothing.actions


async def test_changed_words_are_withheld() -> None:
    """A claim whose words the stored article no longer has is in no line, and is counted."""
    world = await told_world(story("2025-04-01", DUTY))
    page = await world.store.search(Question())
    broken = replace(page.found[0].claim, span=replace(page.found[0].claim.span, words="Other."))
    await world.store.put(
        page.found[0].article.parsed,
        (broken,),
        article_id=page.found[0].article.id,
        fetched=page.found[0].article.fetched,
    )
    reply = await answer(request("/ledger"), world)
    assert (reply.sections, reply.total) == ((), 0)
    assert any(note.startswith("1 claim is withheld") for note in reply.notes)


async def test_the_json_has_the_merged_values_and_their_cells() -> None:
    """A program gets the line's values as the measure's, and where each cell comes from."""
    told = as_json(await ledger(*QUARREL, line="/ledger copper", day="2025-04-15"))
    measures = told["measures"]
    assert isinstance(measures, list)
    now = measures[0]
    assert (now["rate_before"], now["rate"], now["status"]) == (12, 5, "reduced")
    cells = {each["name"]: each for each in now["cells"]}
    assert cells["rate"]["claim"] == now["id"] != cells["rate was"]["claim"]
    assert cells["announced"] == {
        "name": "announced",
        "text": "not stated",
        "claim": None,
        "receipt": None,
    }


async def test_the_sample_newsroom_has_a_ledger() -> None:
    """The answer of the shared samples: a truce in force, a pact that is still to come."""
    world, _, _ = await newsroom()
    text = render(await answer(request("/ledger"), world))
    here, there = "European Union, most goods [2]: was not stated → 15 % [2]", "was 145 % [1] → now"
    assert here in text
    assert there in text
    parts = [text.index(each) for each in (FORCE, there, COMING, here)]
    assert all(one < other for one, other in pairwise(parts))


async def test_a_part_of_a_rate_does_not_replace_the_whole() -> None:
    """What an article keeps "as a baseline" beside the whole is a line of its own."""
    whole = Told(
        sentence="Peru cut its duty on Chilean goods from 45% to 30% on May 2.",
        imposer=PERU,
        targets=(CHILE,),
        goods="goods",
        rate="30",
        before="45",
        status=IN_FORCE,
        starts="2025-05-02",
    )
    part = Told(
        sentence="It keeps a 10% baseline tariff on Chile.",
        imposer=PERU,
        targets=(CHILE,),
        rate="10",
        status=IN_FORCE,
    )
    found = await rows(story("2025-05-03", whole, part), day="2025-05-04")
    assert found[0].startswith("Peru > Chile, goods 05-03: 45 % 05-03 > 30 % 05-03 |")
    assert "Peru > Chile, not stated: not stated > 10 % 05-03" in found[1]
    assert "the baseline part of the rate, in force" in found[1]
    alone = await rows(story("2025-05-03", part), day="2025-05-04")
    assert alone[0].endswith("| in force 05-03")


async def test_what_is_put_on_beside_a_rate_is_an_additional_part() -> None:
    """ "An additional 25%" that makes 50% of all is no rival of the 50."""
    told = Told(
        sentence="Peru put an additional 25% tariff on Chilean goods.",
        imposer=PERU,
        targets=(CHILE,),
        goods="goods",
        rate="25",
        status=IN_FORCE,
    )
    whole = replace(told, sentence="Chilean goods now pay a 50% tariff in Peru.", rate="50")
    found = await rows(story("2025-05-03", told, whole), day="2025-05-04")
    assert "50 % 05-03" in found[0]
    assert "the additional part of the rate" in found[1]
