"""Days to come as a calendar file that calendars read: escaped, folded, the same each time."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from newsroom_samples import newsroom, request
from trade_wire import Story

from handlers.commands import answer
from handlers.digests.calendar_file import calendar_file, escaped, folded
from handlers.digests.deadlines import deadlines
from handlers.newsroom import Held
from handlers.showing.plaintext import render
from nlp.analysis import MeasureStatus


def unfolded(data: bytes) -> list[str]:
    """The content lines of a calendar file."""
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


@given(st.text(max_size=300))
def test_lines_are_folded_between_characters(text: str) -> None:
    """At most 75 bytes each, and nothing is lost."""
    line = folded(escaped(text))
    assert line.endswith(b"\r\n")
    assert all(len(piece) <= 75 for piece in line[:-2].split(b"\r\n"))
    assert unfolded(line)[0] == escaped(text).encode("utf-8", "replace").decode()


@given(st.text(max_size=80))
def test_no_text_leaves_its_value(text: str) -> None:
    """No line break, and no separator that is not escaped."""
    value = escaped(text)
    assert not re.search(r"[\r\n\x00-\x1f]", value)
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value)


async def test_a_digests_deadlines_come_as_a_file() -> None:
    """One whole-day event each, past ones never, named as in the reply."""
    world, store, clock = await newsroom(empty=True)
    story = Story("harbour", date(2025, 7, 1), outlet="Lamp; Post, Ltd")
    story.tariff(
        MeasureStatus.ANNOUNCED, 25, effective=date(2025, 8, 7), expires=date(2025, 11, 5)
    ).tariff(MeasureStatus.IN_FORCE, 9, goods="tea", effective=date(2025, 7, 31))
    await story.keep(store, clock.now())
    await answer(request("/digest here daily 08:30 claims wire"), world)
    reply = await answer(request("/digest calendar 1"), world)
    text = render(reply)
    assert "2 days to come on “wire”." in text
    assert "7 August 2025  first day of Marenia → Norland: steel, 25 % (announced) [1]" in text
    assert "5 November 2025  last day of" in text
    (file,) = reply.files
    assert (file.name, file.media) == ("claimwire-deadlines.ics", "text/calendar")
    lines = unfolded(file.data)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 2
    assert "DTSTART;VALUE=DATE:20250807" in lines
    assert "DTEND;VALUE=DATE:20250808" in lines
    assert "SUMMARY:First day of Marenia → Norland: steel\\, 25 % (announced)" in lines
    assert any(line.startswith("DESCRIPTION:Lamp\\; Post\\, Ltd\\, 1 July 2025") for line in lines)
    nothing = await answer(request("/digest calendar claims wombats"), world)
    assert nothing.headline == "No day to come is named on “wombats”."


async def test_an_event_keeps_its_identity() -> None:
    """Made again later, also when the day has moved, it is the same event."""
    world, store, clock = await newsroom(empty=True)
    del world
    found = []
    for number, day in enumerate((date(2025, 8, 7), date(2025, 8, 9))):
        story = Story(f"s{number}", date(2025, 7, 1 + number))
        story.tariff(MeasureStatus.ANNOUNCED, 25, effective=day)
        (claim,) = await story.keep(store, clock.now())
        held = await store.claim(claim.id)
        assert held is not None
        found.append(held)

    def uid(some: list[Held]) -> set[str]:
        lines = unfolded(calendar_file(deadlines(some, date(2025, 8, 1)), datetime.now(UTC)))
        return {line for line in lines if line.startswith("UID:")}

    assert uid(found[:1]) == uid(found)
