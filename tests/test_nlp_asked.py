"""Questions told in passing: text in; what was asked, by whom if that is told, out."""

from __future__ import annotations

import pytest

from nlp.analysis import Modality
from nlp.pipeline import Pipeline, load

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """The pipeline, loaded once for this module."""
    return load()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Asked whether the ferry would sail, Nora Quist said it would.",
            "whether the ferry would sail",
        ),
        ("When asked why the bridge was closed, Ben Lund laughed.", "why the bridge was closed"),
        ("“We will see,” Ada Marsh said when asked who would pay.", "who would pay"),
        ("Ben Lund, asked whether he would go, laughed.", "whether he would go"),
    ],
)
def test_a_question_is_nobodys_who_answers_it(pipeline: Pipeline, text: str, asked: str) -> None:
    """What somebody was asked is told as asked, and never as the words of that person."""
    found = [a for a in pipeline.analyze(text).attributions if a.cue and a.cue.lemma == "ask"]
    assert [(a.contents[0].words, a.speakers, a.modality) for a in found] == [
        (asked, (), Modality.ASKED)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Asked to leave, Ben Lund said no.",
        "Warned that the ice was thin, Ben Lund stayed ashore.",
        "If asked whether he would go, Ben Lund would say no.",
    ],
)
def test_no_question_is_read_out_of_an_order(pipeline: Pipeline, text: str) -> None:
    """Orders, warnings and what is only imagined are no questions that were put."""
    attributions = pipeline.analyze(text).attributions
    assert not [a for a in attributions if a.reasons[0].startswith("construction: put")]


def test_who_pressed_is_kept(pipeline: Pipeline) -> None:
    """ "Pressed by Holt about …": the question is Holt's."""
    text = "When pressed by Holt about how he would pay for it, Ben Lund said he did not know."
    first = pipeline.analyze(text).attributions[0]
    assert [s.excerpt.words for s in first.speakers if s.excerpt] == ["Holt"]
