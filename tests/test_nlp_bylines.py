"""The lines around a report: which they are, and what they tell."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.bylines import Frame, find_frame, plain_byline

BODY = (
    "The council doubled the mooring fee on Tuesday, the harbor master said.\n\n"
    "“The quay will not mend itself,” Mayor Tomas Linde said."
)


def aside(frame: Frame) -> list[str]:
    """The words that are set aside."""
    return [excerpt.words for excerpt in frame.aside]


@pytest.mark.parametrize(
    ("head", "headline", "byline", "outlet", "day"),
    [
        (
            "Fee doubles\n\nBy Ilse Varga | The Courier | March 4, 2025",
            "Fee doubles",
            "Ilse Varga",
            "The Courier",
            date(2025, 3, 4),
        ),
        (
            "Fee doubles\nBy Ilse Varga\nMarch 4, 2025",
            "Fee doubles",
            "Ilse Varga",
            None,
            date(2025, 3, 4),
        ),
        (
            "Fee doubles\nBy Ilse Varga\nThe Harbor Courier\nMarch 4, 2025",
            "Fee doubles",
            "Ilse Varga",
            "The Harbor Courier",
            date(2025, 3, 4),
        ),
        (
            "Fee doubles\n\nBy Ilse Varga, March 4th, 2025",
            "Fee doubles",
            "Ilse Varga",
            None,
            date(2025, 3, 4),
        ),
        (
            "Fee doubles\nA standfirst\nBy ILSE VARGA and Jon Vik",
            "Fee doubles",
            "ILSE VARGA and Jon Vik",
            None,
            None,
        ),
        (
            "Fee doubles\n\nIlse Varga | The Courier | 4 March 2025",
            "Fee doubles",
            "Ilse Varga",
            "The Courier",
            date(2025, 3, 4),
        ),
        (
            "Fee doubles\n\nUpdated March 5, 2025 — By Ilse Varga",
            "Fee doubles",
            "Ilse Varga",
            None,
            None,
        ),
        ("By Claimwire staff\n4 March 2025", None, "Claimwire staff", None, date(2025, 3, 4)),
        ("Fee doubles", "Fee doubles", None, None, None),
    ],
)
def test_head(
    head: str, headline: str | None, byline: str | None, outlet: str | None, day: date | None
) -> None:
    """Headline, byline, outlet and date are read from the top, and those lines set aside."""
    frame = find_frame(f"{head}\n\n{BODY}", head=True)
    assert (frame.headline, frame.byline, frame.outlet) == (headline, byline, outlet)
    assert (frame.stated.day if frame.stated else None) == day
    assert aside(frame) == [line for line in head.split("\n") if line]


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "By Thursday the fee had doubled, the council said.\n\n" + BODY,
        "By the numbers the quay is old and the town is poor.\n" + BODY,
        "“We are done,” he said.\n\n" + BODY,
        "Short line\nanother line without a stop\n" + BODY,
        "",
        "\n\n\n",
        "One line",
    ],
)
def test_no_head(text: str) -> None:
    """A report that starts at once has no headline, and none of it is set aside."""
    assert find_frame(text, head=True) == Frame()


def test_head_is_left_alone_where_it_is_known() -> None:
    """Where a file names its headline elsewhere, the first lines are text."""
    assert find_frame(f"Fee doubles\n\nBy Ilse Varga\n\n{BODY}", head=False) == Frame()


@pytest.mark.parametrize(
    ("line", "byline", "domain"),
    [
        ("• Tom Roe Jr. can be reached at troe@courier.example.", "Tom Roe Jr.", "courier.example"),
        ("Ilse Varga can be reached at 555-0134.", "Ilse Varga", None),
        ("J. D. Varga-Roe may be reached at jd@a.example", "J. D. Varga-Roe", "a.example"),
        ("Ilse Varga, a staff writer, can be reached at i@a.example.", "Ilse Varga", "a.example"),
        ("Staff writer Ilse Varga can be reached at i@a.example.", "Ilse Varga", "a.example"),
        ("You can reach Ilse Varga at i@a.example.", "Ilse Varga", "a.example"),
        ("Contact Ilse Varga: i@a.example", "Ilse Varga", "a.example"),
        ("The reporter can be reached at i@a.example.", None, "a.example"),
        ("Ilse Varga may be contacted at i@a.example.", "Ilse Varga", "a.example"),
        ("Ilse Varga can be reached on Signal at ilse.22.", "Ilse Varga", None),
        ("— Ilse Varga (i@a.example)", "Ilse Varga", "a.example"),
        ("Ilse Varga, i@a.example", "Ilse Varga", "a.example"),
        ("To reach Ilse Varga, call 555-0134.", "Ilse Varga", None),
        ("Ilse Varga is a reporter. She can be reached at i@a.no", "Ilse Varga", "a.no"),
        ("Ilse Varga covers the quay. Reach her at i@a.example.", "Ilse Varga", "a.example"),
        ("Tips? Email i@a.example", None, "a.example"),
        ("Got a tip? Contact this reporter at i@a.example.", None, "a.example"),
        ("Jon Vik reported from Oslo. Ilse Varga can be reached at i@a.no", "Ilse Varga", "a.no"),
        (
            "Ilse Varga and Jon Vik can be reached at desk@courier.example",
            "Ilse Varga and Jon Vik",
            "courier.example",
        ),
        ("(Reporting by Ilse Varga in Brackwater; Editing by Jon Vik)", "Ilse Varga", None),
        ("Reporting by Ilse Varga; editing by Jon Vik", "Ilse Varga", None),
        ("Reporting by Ilse Varga, Nils Aho and Jon Vik", "Ilse Varga, Nils Aho and Jon Vik", None),
        (
            "To contact the reporter on this story: Ilse Varga in Oslo at ivarga@courier.example",
            "Ilse Varga",
            "courier.example",
        ),
        (
            "Contact Ilse Varga at ivarga@mail.courier.example.",
            "Ilse Varga",
            "mail.courier.example",
        ),
        ("Write to Ilse Varga at ivarga@courier.example", "Ilse Varga", "courier.example"),
        ("Follow Ilse Varga on Twitter @ivarga", "Ilse Varga", None),
        ("Follow Ilse Varga on X: @ivarga", "Ilse Varga", None),
        ("Contact the writer at ivarga@courier.example.", None, "courier.example"),
        ("Contact the writer: ivarga@courier.example", None, "courier.example"),
        ("Editing by Jon Vik", None, None),
        ("—With assistance from Jon Vik.", None, None),
        ("Jon Vik contributed to this report.", None, None),
        ("This story was originally published by another paper.", None, None),
        ("Ilse Varga is a reporter for the Courier.", None, None),
        ("Ilse Varga covers the harbor for The Brackwater Courier.", None, None),
        ("Follow us on Facebook", None, None),
        ("© 2025 The Courier", None, None),
        ("Copyright 2025 The Courier. All rights reserved.", None, None),
        ("READ MORE: Mayor says the quay will fall", None, None),
        ("Sign up for our newsletter", None, None),
    ],
)
def test_foot(line: str, byline: str | None, domain: str | None) -> None:
    """Contact lines, credits and notices go aside; names and domain are read from them."""
    frame = find_frame(f"{BODY}\n\n{line}\n", head=True)
    assert aside(frame) == [line]
    assert (frame.byline, frame.domain) == (byline, domain)


@pytest.mark.parametrize(
    "line",
    [
        "“I can be reached at any hour,” Mr. Linde said.",
        "Prices rose, Tom Roe said. Ilse Varga can be reached at i@a.example.",
        "Mr. Linde can be reached only by boat, the harbor master said.",
        "The harbor master is a former writer for the stage who said “no” twice.",
        "Follow the money, the treasurer said.",
        "This report was wrong, Mr. Linde said.",
        "Rosa Brandt is the owner of the ferry and told the council so.",
        "Write to the council, he urged them.",
    ],
)
def test_prose_at_the_end_is_not_set_aside(line: str) -> None:
    """A last paragraph that reports somebody's words stays with the report."""
    assert aside(find_frame(f"{BODY}\n\n{line}", head=True)) == []


@pytest.mark.parametrize(
    ("line", "outlet", "day"),
    [
        (
            "This story was originally published by The Brackwater Courier.",
            "The Brackwater Courier",
            None,
        ),
        ("This article first appeared in The Courier and is reprinted here.", "The Courier", None),
        ("This story was originally published March 4, 2025, 5:00 AM.", None, date(2025, 3, 4)),
    ],
)
def test_first_run(line: str, outlet: str | None, day: date | None) -> None:
    """A note on where or when a story first ran gives outlet or date."""
    frame = find_frame(f"{BODY}\n{line}", head=True)
    assert frame.outlet == outlet
    assert (frame.stated.day if frame.stated else None) == day


def test_the_most_telling_credit_wins() -> None:
    """Who can be reached is the author; who is followed or edits comes after."""
    lines = "Follow Jon Vik on X.\nEditing by Rosa Brandt\nIlse Varga can be reached at a@b.example"
    assert find_frame(f"{BODY}\n{lines}", head=True).byline == "Ilse Varga"


@pytest.mark.parametrize(
    ("words", "byline"),
    [
        ("By Ilse Varga", "Ilse Varga"),
        ("BY: Ilse  Varga\n", "Ilse Varga"),
        ("by Ilse Varga |", "Ilse Varga"),
        ("Byron Falk", "Byron Falk"),
        ("By", None),
        ("  ", None),
    ],
)
def test_plain_byline(words: str, byline: str | None) -> None:
    """The names are left, without "By"."""
    assert plain_byline(words) == byline


LINES = st.sampled_from(
    [
        "",
        "  ",
        "By Ilse Varga",
        "Fee doubles",
        "March 4, 2025",
        BODY,
        "Editing by Jon Vik",
        " Ilse Varga can be reached at a@b.example \u00a0",
        "\u3000",
        "x" * 500,
        "© 2025",
        "a\u2003b",
    ]
)


@given(st.one_of(st.lists(LINES, max_size=12).map("\n".join), st.text(max_size=300)))
@settings(max_examples=300, deadline=None)
def test_what_is_set_aside_stands_in_the_text(text: str) -> None:
    """Each line set aside is found at its offsets, in order and without overlap."""
    frame = find_frame(text, head=True)
    at = 0
    for excerpt in frame.aside:
        assert at <= excerpt.start < excerpt.end
        assert text[excerpt.start : excerpt.end] == excerpt.words
        at = excerpt.end
