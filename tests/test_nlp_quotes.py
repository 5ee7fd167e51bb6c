"""Quotation marks: where they open, where they close, and what they share with a stretch."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.attributions.marks.quotes import QuotedShare, find_quotations
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
        ("‘We’re fourth,’ she said. ‘Look!’", ["‘We’re fourth,’", "‘Look!’"]),
        ("'We're off,' she said, 'and fast'.", ["'We're off,'", "'and fast'"]),
        ("‘The nurses’ union agrees,’ he said.", ["‘The nurses’ union agrees,’"]),
        ("She is ‘sick to death’ of ‘these fools’ here", ["‘sick to death’", "‘these fools’"]),
        ("They call it ‘the lads’ now.", ["‘the lads’"]),
        ("'A man said \"kick, girl\" once', she said", ["'A man said \"kick, girl\" once'"]),
        ("“He said ‘no’ to me” and ‘go’.", ["“He said ‘no’ to me”", "‘go’"]),
        ("the workers’ union, the '90s, 'tis, rock 'n' roll", []),
        ("He's John O'Neill's, the Joneses' dog.", []),
        ("‘never closed, she said", []),
        ("' a stray one'", []),
    ],
)
def test_marks(text: str, expected: list[str]) -> None:
    """Marks pair by shape or by turns; an unclosed quotation runs to the paragraph's end."""
    assert quoted(text) == expected


def test_single_marks_left_open() -> None:
    """A paragraph may leave them open for the next one, which opens with them again."""
    text = "‘It was late.\n\n‘So we left,’ she said.\n\n‘Nothing follows"
    starts = [0, text.index("‘So"), text.index("‘Nothing")]
    bounds = list(zip(starts, [*starts[1:], len(text)], strict=True))
    first, second = find_quotations(text, bounds)
    assert (first.closed, second.closed) == (False, True)
    assert text[second.inner_start : second.inner_end] == "So we left,"


def test_share_of_a_stretch() -> None:
    """The share counts letters and digits only."""
    text = "He said “abcd” efgh."
    share = QuotedShare(text, find_quotations(text, [(0, len(text))]))
    start = text.index("abcd")
    assert share.of([(start, start + 4)]) == 1.0
    assert share.of([(start, len(text))]) == 0.5
    assert share.of([]) == 0.0


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abé .,\"'“”‘’", max_size=40), st.data())
def test_share_is_what_counting_gives(text: str, data: st.DataObject) -> None:
    """The sums say of any stretch what counting its characters one by one says."""
    quotations = find_quotations(text, [(0, len(text))])
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    letters = [k for k in range(start, end) if text[k].isalnum()]
    inside = [k for k in letters if any(q.start <= k < q.end for q in quotations)]
    expected = len(inside) / len(letters) if letters else 0.0
    assert QuotedShare(text, quotations).of([(start, end)]) == expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="abs .,\"'`“”„‟‘’", max_size=60))
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
