"""Lines and headlines with a name before the colon: text in, whose words they are out."""

from __future__ import annotations

import pytest

from nlp.analysis import AttributionKind
from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model

TALK = (
    "The Marlow Argus met Nora Quist, who has run the ferry since May.\n"
    "Argus: Is the ferry safe?\n"
    "Quist: It floats. The board says it will sink by June.\n"
    "Argus: Will you resign?\n"
    "Quist: No.\n"
    "Quist: 14"
)


def _lines(pipeline: Pipeline, text: str) -> list[tuple[str, str, AttributionKind]]:
    return [
        (a.speakers[0].name, " … ".join(c.words for c in a.contents), a.kind)
        for a in pipeline.analyze(text).attributions
        if a.cue is not None and a.cue.excerpt.words == ":"
    ]


def test_a_script_is_in_its_speakers_own_words(pipeline: Pipeline) -> None:
    """A line of a name that comes again is direct; a number is a row of a table."""
    found = _lines(pipeline, TALK)
    assert [(name.split()[-1], words) for name, words, _ in found] == [
        ("Argus", "Is the ferry safe?"),
        ("Quist", "It floats. The board says it will sink by June"),
        ("Argus", "Will you resign?"),
        ("Quist", "No"),
    ]
    assert {kind for *_, kind in found} == {AttributionKind.DIRECT}


def test_a_transcript_needs_no_other_word_of_its_speakers(pipeline: Pipeline) -> None:
    """Where most lines are labelled in turn, capitals are names; whom a line quotes speaks too."""
    text = (
        "ANCHOR: Good evening.\nREYES: It is shut.\nOKAFOR: It is not.\n"
        "REYES: The mayor says it will open on Friday.\nOKAFOR: He may."
    )
    names = [name.upper() for name, *_ in _lines(pipeline, text)]
    assert names == ["ANCHOR", "REYES", "OKAFOR", "REYES", "OKAFOR"]
    told = [a for a in pipeline.analyze(text).attributions if a.cue and a.cue.lemma == "say"]
    assert [c.words for a in told for c in a.contents] == ["it will open on Friday"]


@pytest.mark.parametrize(
    ("headline", "name", "words"),
    [
        ("Quist: The ferry will not sail in May", "Quist", "The ferry will not sail in May"),
        ("Quist: ‘Nobody’ told her of the leak", "Quist", "‘Nobody’ told her of the leak"),
        ("Report: Half of all ferries leak", "Report", "Half of all ferries leak"),
    ],
)
def test_a_headline_is_told_by_whom_it_names(
    pipeline: Pipeline, headline: str, name: str, words: str
) -> None:
    """A name before the colon, or what stands for one, says the rest of the line."""
    text = f"{headline}\nMARLOW — Nora Quist told the board on Monday that it leaked."
    assert [(n.split()[-1], w) for n, w, _ in _lines(pipeline, text)] == [(name, words)]


@pytest.mark.parametrize(
    "line",
    [
        "Correction: The ferry sails on Monday, not on Tuesday.",
        "See: “It floats” and the rest of her letter",
        "Marlow: A town on the river with two bridges",
        "Q: Is the ferry safe?",
        "Quist: Now or never",
        "Quist: “It floats, and it will float in June.”",
    ],
)
def test_other_colons_give_nobody_the_floor(pipeline: Pipeline, line: str) -> None:
    """What is no name tells nothing, few words are a title, and quotations have a rule."""
    text = f"{line}\nNora Quist told the board on Monday that it leaked. Q and A met."
    assert all(
        name == "Nora Quist" and words.startswith("“") for name, words, _ in _lines(pipeline, text)
    )
