"""Two sides and what changed: what stands side by side, and what is refused with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from newsroom_samples import TRUCE, analysis, deficit, excerpt, keep, measure, newsroom, request

from handlers.commands import answer
from handlers.newsroom import ParsedArticle, Published
from handlers.ports import World
from handlers.reply import Reply
from handlers.showing.plaintext import render
from nlp.analysis import Figure, Measure, Precision


async def grown(*findings: Figure | Measure, day: int = 20, outlet: str = "Bay Post") -> World:
    """The sample newsroom with one more article, of the truce's own text and these findings."""
    world, store, _ = await newsroom()
    published = Published(day=date(2025, 6, day), precision=Precision.DAY)
    text = f"{TRUCE.text}\nMore soon."
    parsed = replace(TRUCE, source=outlet, text=text, outlet=outlet, published=published, url=None)
    await keep(store, parsed, analysis(parsed, *findings))
    return world


async def ask(text: str, world: World | None = None, **changes: object) -> Reply:
    """One answer."""
    return await answer(request(text, **changes), world or (await newsroom())[0])


def canada(text: str, **changes: object) -> Figure:
    """The deficit with another partner."""
    figure = replace(deficit(text), value=Decimal("63300000000"), counterpart="Canada", change=None)
    return replace(figure, **changes)  # type: ignore[arg-type]  # a test's own table


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("/compare china european union", ("China beside European Union", "30 % (reduced", "15 %")),
        ("/compare China vs. EU tariffs", ("China beside European Union · tariffs",)),
        ('/compare "Mara Ellison" and Okafor', ("never wanted an embargo", "would hold for 90")),
        (
            '/compare "Harbor Gazette" "northern ledger"',
            ("Harbor Gazette:", "Students are welcome"),
        ),
        ("/compare chnia canada", ("China beside Canada",)),
        ("/compare china", ("Name two countries",)),
        ("/compare", ("Name two countries",)),
        ("/compare china Okafor", ("China is a country and Tobias Okafor a speaker",)),
        ("/compare Ellison Okafor", ("“Ellison” can be", "give the full name")),
        ("/compare china blorg", ("“blorg” is no country, speaker or outlet",)),
        ("/compare peru chile", ("Nothing found",)),
    ],
)
async def test_compare(typed: str, held: tuple[str, ...]) -> None:
    """Each of these is in the answer."""
    text = render(await ask(typed))
    for words in held:
        assert words in text


async def test_figures_of_one_concept_and_period_stand_side_by_side() -> None:
    """Both amounts, both receipts, and how many times one is the other."""
    world = await grown(canada(TRUCE.text))
    reply = await ask("/compare china canada", world)
    (row,) = reply.sections[-1].rows
    assert "$295.4 billion" in row.text
    assert "the first is 4.7 times the other" in row.text
    assert len(set(row.receipts)) == 2
    assert {each.number for each in reply.receipts} >= set(row.receipts)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"period": "March"}, "one counts a year, the other a month"),
        ({"concept": "goods trade deficit"}, "does not say of what, the other counts goods"),
        ({"period": "2023"}, "one is of 2024, the other of 2023"),
    ],
)
async def test_what_must_not_be_mixed_is_refused_in_words(
    change: dict[str, object], why: str
) -> None:
    """No row, and a note that says why."""
    reply = await ask("/compare china canada", await grown(canada(TRUCE.text, **change)))
    assert reply.sections[-1].rows == ()
    assert why in " ".join(reply.sections[-1].notes)


async def test_a_moved_rate_is_shown_with_both_receipts_the_older_first() -> None:
    """A later article with another rate of the same measure is one change."""
    later = replace(measure(TRUCE.text), rate=Decimal(20), rate_before=Decimal(30))
    reply = await ask("/changed tariffs china", await grown(later))
    (section,) = reply.sections
    assert section.title == "United States → China, imports: 30 % → 20 %"
    assert [card.held.article.parsed.outlet for card in section.measures] == [
        "Harbor Gazette",
        "Bay Post",
    ]
    assert "First Harbor Gazette, 12 May 2025; then Bay Post, 20 June 2025." in section.notes


@pytest.mark.parametrize(
    ("line", "changes"),
    [
        ("/changed tariffs china since:2025-06-01", 1),
        ("/changed tariffs china since:2025-07-01", 0),
        ("What has changed on tariffs on China since June 2025?", 1),
        ("how have the tariffs on china changed?", 1),
        ("what's different on china tariffs", 1),
    ],
)
async def test_what_changed_since_a_day_is_told_against_what_was_before(
    line: str, changes: int
) -> None:
    """Only the later telling has to be of the days asked for; a plain question may ask it."""
    later = replace(measure(TRUCE.text), rate=Decimal(20), rate_before=Decimal(30))
    reply = await ask(line, await grown(later))
    assert len(reply.sections) == changes


async def test_a_different_rate_is_no_change() -> None:
    """The word alone does not ask for changes."""
    reply = await ask("is there a different tariff on china?", (await newsroom())[0])
    assert not any(note.startswith("Compared:") for note in reply.notes)


async def test_two_outlets_of_one_day_tell_it_differently() -> None:
    """The same figure with two values on one day has not changed: it is told in two ways."""
    figure = replace(deficit(TRUCE.text), value=Decimal("301000000000"), change=None)
    world, store, _ = await newsroom()
    parsed = replace(TRUCE, source="other", outlet="Bay Post", text=f"{TRUCE.text}\n.", url=None)
    await keep(store, parsed, analysis(parsed, figure))
    reply = await ask("/changed", world)
    (note,) = reply.sections[0].notes
    assert note.startswith("Told differently on 12 May 2025 by ")


async def test_nothing_later_is_a_change_yet() -> None:
    """As of a day before the second article there is no change."""
    later = replace(measure(TRUCE.text), rate=Decimal(20), rate_before=Decimal(30))
    world = await grown(later)
    reply = await ask("/changed china", world, as_of=date(2025, 6, 1))
    assert reply.sections == ()
    assert "nothing is told in another way" in reply.headline


async def test_a_question_that_finds_nothing_is_answered_like_any_other() -> None:
    """The empty answer names what was searched."""
    assert (await ask("/changed peru")).headline.startswith("Nothing found")


def test_the_samples_hold_one_article_of_the_truce() -> None:
    """These tests build on its outlet and day."""
    assert isinstance(TRUCE, ParsedArticle)
    assert TRUCE.outlet == "Harbor Gazette"


async def test_goods_by_the_words_of_the_sentence_are_not_mixed_either() -> None:
    """The concept of both is "trade deficit"; only the sentence of one says that it is of goods."""
    world, store, _ = await newsroom()
    text = "The goods deficit with Canada was $63.3 billion in 2024, a record."
    parsed = ParsedArticle(
        source="goods",
        text=text,
        outlet="Bay Post",
        published=Published(day=date(2025, 6, 20), precision=Precision.DAY),
    )
    found = replace(
        canada(TRUCE.text),
        excerpt=excerpt(text, "$63.3 billion"),
        sentence=excerpt(text, text),
    )
    await keep(store, parsed, analysis(parsed, found))
    reply = await ask("/compare china canada", world)
    assert reply.sections[-1].rows == ()
    (note,) = reply.sections[-1].notes
    assert "“U.S. trade deficit in goods with Canada: $63.3 billion in 2024”" in note
    assert "one does not say of what, the other counts goods" in note
