"""`extract --jsonl`: a line out for each line in, whatever the lines hold."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.articles.extract import extract_lines
from nlp.pipeline import Pipeline

SAID = "Orla Venn said the harbor would close."
BROKEN = {
    "no JSON": b"Orla Venn said no.",
    "blank": b"",
    "white space": b" \t",
    "no text": b'{"id": 1}',
    "text that is no string": b'{"id": 1, "text": 5}',
    "null": b"null",
    "a list": b'["text"]',
    "Latin-1": b'{"id": 1, "text": "caf\xe9"}',
    "another encoding's mark": b"\xff\xfe{}",
    "an endless list": b"[" * 100_000,
    "no number": b'{"id": NaN, "text": "no"}',
    "no finite number": b'{"id": 1e999, "text": "no"}',
    "a number too long to read": b'{"id": ' + b"9" * 5_000 + b', "text": "no"}',
    "a text too long": json.dumps({"id": 1, "text": "on and " * 143_000}).encode(),
}
SHREDS = [
    *("Orla Venn", " said ", "“", "”", '"', ". ", "according to ", "in May", "5% tariff on China"),
    *("\r\n", "\x00", "\ud800", "\u202e", "\ufeff", "\t", "😀", "Z̷̡", "לא"),
]


def written(pipeline: Pipeline, *lines: object) -> list[Any]:
    """What a reader of the output gets for these lines (bytes as they are, else as JSON)."""
    given = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    rows = extract_lines(pipeline, given)
    return [json.loads(json.dumps(row, allow_nan=False).encode("ascii")) for row in rows]


@pytest.mark.model
def test_a_line_out_for_each_line_in(pipeline: Pipeline) -> None:
    """A broken line is told in its place, with its id where it has one; the rest go on."""
    good = {"id": "good", "text": SAID}
    lines = [line for broken in BROKEN.values() for line in (broken, good)]
    rows = written(pipeline, *lines)
    assert len(rows) == len(lines)
    for name, row in zip(BROKEN, rows[::2], strict=True):
        assert set(row) == {"id", "error"}, name
        assert row["error"], name
    for row in rows[1::2]:
        assert (row["id"], row["attributions"][0]["content"]) == ("good", [[15, 37]])


@pytest.mark.model
@pytest.mark.parametrize("id_", [None, "", "é\ud800", 0.5, -1, True, [1, [2]], {"a": {"b": None}}])
def test_an_id_comes_back_as_it_was(pipeline: Pipeline, id_: object) -> None:
    """Any JSON value may be the id, and what is written is JSON in ASCII."""
    (row,) = written(pipeline, {"id": id_, "text": SAID})
    assert row["id"] == id_
    assert row["attributions"]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "\ufeff\u202eOrla Venn said \u202cthe\ttram\x00 was late by 5% in May.",
        "\r\n\r\nOrla Venn\u00a0said the \ud800tram was late by 5% in May.\r\n",
        "\x07Orla Venn said\x1b the tram was late by 5% in May.\x1e“It\x85",
    ],
)
def test_offsets_count_in_the_text_that_was_given(pipeline: Pipeline, text: str) -> None:
    """What is no printable character hides nothing and shifts nothing."""
    (row,) = written(pipeline, {"id": 1, "text": text})
    (found,) = row["attributions"]
    start = text.index("Orla")
    assert found["source"] == [[start, start + len("Orla Venn")]]
    ((first, last),) = found["content"]
    assert text[first:].startswith(("the", "\ud800tram"))
    assert text[:last].endswith("in May")
    assert [text[slice(*q["span"])] for q in row["quantities"]] == ["5%"]


@pytest.mark.model
@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SHREDS), max_size=30).map("".join))
@example("in MayOrla Venn.  said  said ")  # where a full stop was once taken for the speaker
def test_every_span_lies_in_the_text_that_was_given(pipeline: Pipeline, text: str) -> None:
    """Whatever is typed, spans are ordered, not empty, and within the text."""
    (row,) = written(pipeline, {"id": 1, "text": text})
    spans = [s for a in row["attributions"] for k in ("source", "cue", "content") for s in a[k]]
    spans += [found["span"] for kind in ("quantities", "measures") for found in row[kind]]
    for start, end in spans:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip()
