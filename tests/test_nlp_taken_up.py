"""Reports that share a sentence, occasions behind a report, and what nouns tell."""

from __future__ import annotations

import pytest
from readings import who_told_what

pytestmark = pytest.mark.model


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
def test_a_pronoun_takes_a_report_up(text: str, told: list[tuple[str, str]]) -> None:
    """ "…: it had been set aside, she noted" goes on with her own report."""
    assert who_told_what(text) == told


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
def test_the_occasion_of_a_report_is_not_its_content(text: str, content: str) -> None:
    """Nor is what the reporter calls it; unless what was said is of speaking, or to come."""
    assert content in [words for _, words in who_told_what(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A warning that the pier could collapse was ignored.", ("", "the pier could collapse")),
        ("Lund's decision to close the gate was criticised.", ("Lund", "to close the gate")),
        ("His threat to leave the pact was ignored.", ("", "to leave the pact")),
    ],
)
def test_nouns_tell(text: str, told: tuple[str, str]) -> None:
    """What a claim, a warning or a decision is of."""
    assert told in who_told_what(text)


def test_what_is_done_to_a_claim_is_not_told() -> None:
    """In "the warning that she issued", "that" is the warning."""
    assert who_told_what("The warning that she issued was ignored.") == []


def test_a_sentence_behind_a_cry_reports_nothing() -> None:
    """ "Shame!" The crowd grew louder: nobody is told to have cried it."""
    told = who_told_what("“Shame on them!” The crowd grew louder. “Shame!”")
    assert [who for who, _ in told if "crowd" in who] == []


def test_who_answers_a_claim_did_not_make_it() -> None:
    """To hit back at claims, or to face them, is not to claim."""
    told = who_told_what("Rosa Pell hit back at claims that the harbor is “rotten”.")
    assert [who for who, _ in told if who == "Rosa Pell"] == []
