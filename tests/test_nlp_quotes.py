"""Quotation marks: where they open, where they close, and what they share with a stretch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.quotes import QuotedShare, find_quotations
from nlp.sentences import SentenceBorders


def quoted(text: str) -> list[str]:
    """The quotations of a one-paragraph text, marks included."""
    return [text[q.start : q.end] for q in find_quotations(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go,” she said. “Now.”", ["“We go,”", "“Now.”"]),
        ('"We go," she said. "Now."', ['"We go,"', '"Now."']),
        ("``We go,'' she said.", ["``We go,''"]),
        ("''We go,'' she said.", ["''We go,''"]),
        ("“We go, she said.", ["“We go, she said."]),
        ("She said “we go“ and went.", ["“we go“"]),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("no marks at all", []),
        ("”stray closing mark", []),
        ("“", []),
        ("the dogs'' bowls", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    """Marks pair by shape or by turns; an unclosed quotation runs to the paragraph's end."""
    assert quoted(text) == expected


def test_share_of_a_stretch() -> None:
    """The share counts letters and digits only."""
    text = "He said “abcd” efgh."
    share = QuotedShare(text, find_quotations(text, [(0, len(text))]))
    start = text.index("abcd")
    assert share.of([(start, start + 4)]) == 1.0
    assert share.of([(start, len(text))]) == 0.5
    assert share.of([]) == 0.0


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab .\"'`“”„‟", max_size=60))
def test_quotations_are_ordered_and_inside(text: str) -> None:
    """Quotations lie inside their paragraph, in order, without overlap."""
    place = 0
    for q in find_quotations(text, [(0, len(text))]):
        assert place <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        place = q.end


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Mr. Maas left. He was late.", ["Mr. Maas left.", "He was late."]),
        ("J. Doe of the U.S. Navy left. So did I.", ["J. Doe of the U.S. Navy left.", "So did I."]),
        ("“No.” She left.", ["“No.”", "She left."]),
    ],
)
def test_sentence_ends(text: str, sentences: list[str]) -> None:
    """Stops that shorten a word end no sentence; closing marks belong to the sentence."""
    borders = SentenceBorders(text, [(0, len(text))])
    found, place = [], 0
    while place < len(text):
        end = borders.next_end(place)
        found.append(text[place:end].strip())
        place = end
    assert found == sentences
