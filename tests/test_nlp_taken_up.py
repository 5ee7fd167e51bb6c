"""Reports that share a sentence, occasions behind a report, and what nouns tell."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model


def _told(pipeline: Pipeline, text: str) -> list[tuple[str, str]]:
    """Who and what of each attribution, in order."""
    return [
        (
            " and ".join(speaker.name for speaker in found.speakers),
            " … ".join(excerpt.words for excerpt in found.contents),
        )
        for found in pipeline.analyze(text).attributions
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Rosa Pell insisted there was money: it had been set aside, she noted.",
            [("Rosa Pell", "there was money"), ("Rosa Pell", "it had been set aside")],
        ),
        (
            "Rosa Pell warned that rents would rise; wages, she said, would not.",
            [("Rosa Pell", "rents would rise"), ("Rosa Pell", "wages … would not")],
        ),
        (
            "Rosa Pell argued the pier was rotten, and the mayor, she claimed, knew it.",
            [("Rosa Pell", "the pier was rotten"), ("Rosa Pell", "the mayor … knew it")],
        ),
        (
            "Anna Lund said that Bram Oster claimed the gate was safe.",
            [("Anna Lund", "Bram Oster claimed the gate was safe")],
        ),
    ],
)
def test_a_pronoun_takes_a_report_up(
    pipeline: Pipeline, text: str, told: list[tuple[str, str]]
) -> None:
    """ "…: it had been set aside, she noted" goes on with her own report."""
    assert _told(pipeline, text) == told


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Rosa Pell said rents were too high in an interview on Sunday.", "rents were too high"),
        ("Rosa Pell said the plan was “a joke” in a speech to dockers.", "the plan was “a joke”"),
        (
            "Rosa Pell said she would deliver the budget in a speech on Monday.",
            "she would deliver the budget in a speech on Monday",
        ),
        (
            'Rosa Pell called the levy "a tax on bread", a charge that Lund declined to answer.',
            'the levy "a tax on bread"',
        ),
        (
            "Rosa Pell said that he had announced it in a statement.",
            "he had announced it in a statement",
        ),
    ],
)
def test_the_occasion_of_a_report_is_not_its_content(
    pipeline: Pipeline, text: str, content: str
) -> None:
    """Nor is what the reporter calls it; unless what was said is of speaking, or to come."""
    assert content in [words for _, words in _told(pipeline, text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A warning that the pier could collapse was ignored.", ("", "the pier could collapse")),
        ("Lund's decision to close the gate was criticised.", ("Lund", "to close the gate")),
        ("His threat to leave the pact was ignored.", ("", "to leave the pact")),
    ],
)
def test_nouns_tell(pipeline: Pipeline, text: str, told: tuple[str, str]) -> None:
    """What a claim, a warning or a decision is of."""
    assert told in _told(pipeline, text)


def test_what_is_done_to_a_claim_is_not_told(pipeline: Pipeline) -> None:
    """In "the warning that she issued", "that" is the warning."""
    assert _told(pipeline, "The warning that she issued was ignored.") == []


def test_a_sentence_behind_a_cry_reports_nothing(pipeline: Pipeline) -> None:
    """ "Shame!" The crowd grew louder: nobody is told to have cried it."""
    told = _told(pipeline, "“Shame on them!” The crowd grew louder. “Shame!”")
    assert [who for who, _ in told if "crowd" in who] == []


def test_who_answers_a_claim_did_not_make_it(pipeline: Pipeline) -> None:
    """To hit back at claims, or to face them, is not to claim."""
    told = _told(pipeline, "Rosa Pell hit back at claims that the harbor is “rotten”.")
    assert [who for who, _ in told if who == "Rosa Pell"] == []
