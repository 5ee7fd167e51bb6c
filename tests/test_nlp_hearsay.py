"""What a text puts on nobody's authority: said, expected and seen by nobody named, reportedly."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model


def _told(pipeline: Pipeline, text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, in order."""
    return [
        (
            " and ".join(s.excerpt.words for s in found.speakers if s.excerpt),
            found.cue.excerpt.words if found.cue else "",
            " … ".join(excerpt.words for excerpt in found.contents),
        )
        for found in pipeline.analyze(text).attributions
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The envoy, a former banker, is understood to have left Orlin on Monday.",
            ("", "understood", "The envoy … to have left Orlin on Monday"),
        ),
        (
            "Two aides are thought to have met the buyer, which denies it.",
            ("", "thought", "Two aides … to have met the buyer"),
        ),
        (
            "The new mayor is said by two aides to be considering a curfew.",
            ("two aides", "said", "The new mayor … to be considering a curfew"),
        ),
        (
            "The strike was widely seen as a test of the new law.",
            ("", "seen as", "The strike … a test of the new law"),
        ),
        (
            "The company is reportedly planning to cut 400 jobs at its plant in Orlin.",
            ("", "reportedly", "The company is … planning to cut 400 jobs at its plant in Orlin"),
        ),
        (
            "She has reportedly hired a lawyer, but her office would not comment.",
            ("", "reportedly", "She has … hired a lawyer"),
        ),
        (
            "A nurse left her post for three hours, an inquest has heard.",
            ("an inquest", "heard", "A nurse left her post for three hours"),
        ),
        (
            "The jury has been told that he kept a diary.",
            ("", "told", "he kept a diary"),
        ),
        (
            "The driver, Orlin Crown Court heard, was asleep.",
            ("Orlin Crown Court", "heard", "The driver … was asleep"),
        ),
    ],
)
def test_what_is_told_keeps_whom_it_is_about(
    pipeline: Pipeline, text: str, told: tuple[str, str, str]
) -> None:
    """The subject of "is said to" is part of what is said, and says nothing itself."""
    assert told in _told(pipeline, text)


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Mr. Voss reportedly told friends that he had no plans to leave.", "Mr. Voss", "told"),
        ("He is alleged to have taken bribes, according to court papers.", "court papers", "acc"),
    ],
)
def test_a_report_with_a_source_keeps_it(
    pipeline: Pipeline, text: str, source: str, cue: str
) -> None:
    """ "Reportedly told" and "is alleged …, according to" have somebody who says so."""
    ((said_by, word, _),) = _told(pipeline, text)
    assert (said_by, word[: len(cue)]) == (source, cue)


@pytest.mark.parametrize(
    "text",
    ["The mayor was elected to serve a second term.", "The hall was used as a shelter in May."],
)
def test_other_passives_report_nothing(pipeline: Pipeline, text: str) -> None:
    """A passive with an infinitive or "as" is a report only of verbs that report."""
    assert _told(pipeline, text) == []
