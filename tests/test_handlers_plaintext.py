"""The plain text is complete, and no foreign words steer a terminal or a platform."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom_samples import (
    SHAPES,
    TRUCE,
    analysis,
    deficit,
    keep,
    newsroom,
    request,
    reviewed,
    said,
    shape,
)

from handlers.commands import answer
from handlers.newsroom import ParsedArticle, Published, Status
from handlers.ports import Question
from handlers.reply import Action, Moment, Reply, Row
from handlers.showing.plaintext import clean, render
from nlp.analysis import AttributionKind, Modality, Precision, When

GOLDEN = Path(__file__).parent / "golden" / "plain"


@pytest.mark.parametrize("name", sorted(SHAPES))
async def test_each_shape_of_answer_is_as_reviewed(name: str) -> None:
    """An answer reads as its golden file; `python tests/update_golden.py` rewrites them."""
    assert await shape(name) + "\n" == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


def test_no_golden_file_is_left_over() -> None:
    """Every file belongs to a shape."""
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SHAPES)


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07after", "after"),
        ("\x1b]8;;http://x\x1b\\link", "link"),
        ("\x9b2Jgone", "gone"),
        ("\x1bcreset", "reset"),
        ("bell\x07 null\x00", "bell null"),
        ("two\nlines\tand\r\nmore\u2028end", "two lines and more end"),
        ("abc\u202edcba\u2066x\u2069", "abcdcbax"),
        ("\ud800lone", "lone"),
        ("non\u00a0breaking  spaces", "non\u00a0breaking  spaces"),
        ("e\u0301 👩‍👩‍👧", "e\u0301 👩‍👩‍👧"),
    ],
)
def test_foreign_text_is_cleaned(foreign: str, shown: str) -> None:
    """Escape sequences, controls and turned directions go; words and spaces stay."""
    assert clean(foreign) == shown


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=100) | st.text("\x1b[]0;m\x07\x9b\u202e\n ab", max_size=40))
def test_clean_text_has_no_controls(text: str) -> None:
    """One line without controls comes out; cleaning it again changes nothing."""
    cleaned = clean(text)
    assert not [char for char in cleaned if unicodedata.category(char) in ("Cc", "Cs")]
    assert clean(cleaned) == cleaned
    assert len(cleaned.splitlines()) <= 1


WORDS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\x85"),
    min_size=1,
    max_size=40,
).map(lambda words: f"x{words}x")
TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@settings(max_examples=60, deadline=None)
@given(speech=WORDS, name=WORDS, outlet=WORDS, day=st.dates(date(1990, 1, 1), date(2090, 1, 1)))
async def test_every_card_has_speaker_words_source_and_date(
    speech: str, name: str, outlet: str, day: date
) -> None:
    """The text alone says who, what, where and when, for any words of the world."""
    world, store, _ = await newsroom(empty=True)
    text = f"{speech} said {name}."
    parsed = ParsedArticle(
        source="s",
        text=text,
        outlet=outlet,
        published=Published(day=day, precision=Precision.DAY),
    )
    found = said(text, (speech,), name, f"{name}.", "said")
    await keep(store, parsed, analysis(parsed, found))
    page = await answer(request("/sources"), world)
    claim = (await store.search(Question())).found[0].claim
    shown = render(await answer(request(f"/why {claim.id}"), world))
    assert outlet.translate(dict.fromkeys(map(ord, TURNS))) in render(page)
    for words in (speech, name, outlet):
        assert words.translate(dict.fromkeys(map(ord, TURNS))) in shown
    assert f"{day.day} " in shown
    assert str(day.year) in shown


async def test_every_foreign_piece_is_escaped_once() -> None:
    """A platform's escape meets headline, names, words and outlets, and nothing of ours."""
    world, _, _ = await newsroom()
    reply = await answer(request("/steel"), world)

    def escape(text: str) -> str:
        return text.replace("<", "&lt;").replace("*", "\\*")

    text = render(reply, escape=escape)
    assert "“Our steel is \\*not\\* a &lt;threat>,”" in text
    assert "<threat>" not in text


def test_lines_wrap_at_the_width_and_lose_nothing() -> None:
    """Wrapping breaks between words only, and keeps the indent."""
    reply = Reply(headline="word " * 40, rows=(Row(label="a", text="b " * 60),))
    wide, narrow = render(reply), render(reply, width=30)
    assert max(map(len, narrow.splitlines())) <= 30
    assert narrow.split() == wide.split()
    assert render(Reply(headline="x" * 50), width=30) == "x" * 50


def test_moments_and_actions_are_told() -> None:
    """A moment that no other line tells has its own; an action says what to type."""
    moment = Moment(at=datetime(2025, 6, 6, 7, 30, tzinfo=UTC), words="Friday, 08:30")
    assert render(Reply(headline="Soon", moments=(moment,))) == "Soon\n\nFriday, 08:30"
    assert render(Reply(headline="Friday, 08:30.", moments=(moment,))) == "Friday, 08:30."
    listed = Reply(headline="x", rows=(Row(label="1", text="Friday, 08:30"),), moments=(moment,))
    assert render(listed).count("Friday") == 1
    more = Action(name="more", label="More", command="/tariffs", page="9.9")
    assert render(Reply(headline="x", actions=(more,))) == "x\n\nMore: /tariffs page:9.9"


async def test_a_card_tells_mood_addressee_venue_and_date() -> None:
    """What is known beside the words stands behind the cue; the mood only where it adds."""
    world, store, _ = await newsroom(empty=True)
    text = "“Go,” Ada Moss said. “Stay,” Ben Rook said. “Wait,” Cy Dorn denies."
    parsed = ParsedArticle(source="s", text=text, outlet="O")
    first = replace(
        said(text, ("“Go,”",), "Ada Moss", "Ada Moss", "said", modality=Modality.THREATENED),
        venue="in court",
        addressee="the jury",
        said=When(words="Monday", precision=Precision.DAY, first=date(2025, 5, 12)),
    )
    second = replace(
        said(text, ("“Stay,”",), "Ben Rook", "Ben Rook", "said", modality=Modality.CONDITIONAL),
        kind=AttributionKind.POSITION,
    )
    third = said(text, ("“Wait,”",), "Cy Dorn", "Cy Dorn", "denies", modality=Modality.DENIED)
    built = await keep(store, parsed, analysis(parsed, first, second, third))
    shown = [render(await answer(request(f"/why {claim.id}"), world)) for claim in built]
    cue = "Ada Moss said to the jury in court, Monday (12 May 2025); threatened [1]"
    assert cue in shown[0]
    assert "Ben Rook said, conditional [1]" in shown[1]
    assert "position: “Stay,”" in shown[1]
    assert "Cy Dorn denies [1]" in shown[2]


async def test_statuses_stand_behind_cards() -> None:
    """A checked figure says so; an unchecked one says nothing."""
    world, store, _ = await newsroom(empty=True)
    (claim,) = await keep(store, TRUCE, analysis(TRUCE, deficit(TRUCE.text)))
    assert "[1]; /why " in render(await answer(request("/figures"), world))
    for status, shown in ((Status.VERIFIED, "verified"), (Status.WRONG, "wrong finding")):
        await store.review(reviewed(claim, status))
        assert f"[1] ({shown}); /why " in render(await answer(request("/figures"), world))


async def test_a_sentence_stands_once_below_all_that_it_tells() -> None:
    """Figures and measures have their words, source and date, and a way to their reasons."""
    world, store, _ = await newsroom(empty=True)
    one = deficit(TRUCE.text)
    other = replace(one, counterpart="Canada")
    claims = await keep(store, TRUCE, analysis(TRUCE, one, other))
    lines = render(await answer(request("/figures"), world)).splitlines()
    below = [line for line in lines if line.startswith("    ")]
    assert below == [f"    {one.sentence.words} — Harbor Gazette, 12 May 2025"]
    for claim in claims:
        assert any(line.endswith(f"; /why {claim.id}") for line in lines)
