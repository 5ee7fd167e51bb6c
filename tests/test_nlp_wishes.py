"""Wishes, demands and denials whose object is a noun or a gerund, with their mood."""

from __future__ import annotations

import pytest

from nlp.analysis import Modality
from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "speaker", "content", "mood"),
    [
        ("Mara Holt wants a refund.", "Mara Holt", "a refund", "wanted"),
        ("Norway wants a seat at the table.", "Norway", "a seat at the table", "wanted"),
        ("The farmers want compensation.", "farmers", "compensation", "wanted"),
        ("Mara Holt promised lower taxes.", "Mara Holt", "lower taxes", "promised"),
        ("The party promises cheaper rents.", "party", "cheaper rents", "promised"),
        ("Ola Lund threatened higher tolls.", "Ola Lund", "higher tolls", "threatened"),
        ("Mara Holt demanded an apology.", "Mara Holt", "an apology", "asked"),
        ("Mara Holt denied taking bribes.", "Mara Holt", "taking bribes", "denied"),
        ("Mara Holt denied having been drunk.", "Mara Holt", "having been drunk", "denied"),
        ("The driver denies speeding.", "driver", "speeding", "denied"),
        ("The minister denied any wrongdoing.", "minister", "any wrongdoing", "denied"),
        ("Mara Holt admitted taking bribes.", "Mara Holt", "taking bribes", "stated"),
        ("Mara Holt denied writing the memo.", "Mara Holt", "writing the memo", "denied"),
        ("Mara Holt denied telling him so.", "Mara Holt", "telling him so", "denied"),
        ("Mara Holt wishes for peace.", "Mara Holt", "peace", "wanted"),
        ("Mara Holt hopes for peace.", "Mara Holt", "peace", "wanted"),
        ("Mara Holt hopes to win.", "Mara Holt", "to win", "wanted"),
        ("The union demanded that the mill reopen.", "union", "the mill reopen", "asked"),
        ("Mara Holt begged voters to wait.", "Mara Holt", "voters to wait", "asked"),
        ("Mara Holt vowed to lower taxes.", "Mara Holt", "to lower taxes", "promised"),
        ("Norway threatened to leave.", "Norway", "to leave", "threatened"),
    ],
)
def test_a_wish_or_denial_of_a_thing_is_an_attribution(
    pipeline: Pipeline, text: str, speaker: str, content: str, mood: str
) -> None:
    """The noun or the gerund is the content; the verb gives the mood."""
    (found,) = pipeline.analyze(text).attributions
    assert [one.name for one in found.speakers] == [speaker]
    assert [one.words for one in found.contents] == [content]
    assert found.modality is Modality(mood)


@pytest.mark.parametrize(
    "text",
    [
        "The court denied the motion.",
        "The bank denied him a loan.",
        "Everybody wants something.",
        "Do you want a refund?",
        "If he wants a refund, he must write.",
        "The clerk declined to demand a refund.",
    ],
)
def test_what_is_withheld_or_only_supposed_is_none(pipeline: Pipeline, text: str) -> None:
    """A loan denied is not a denial, and who wants a thing only if, wants it not."""
    assert pipeline.analyze(text).attributions == ()
