"""The day of saying, apart from the days that are spoken of."""

from __future__ import annotations

from datetime import date

import pytest

from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model

THURSDAY = date(2025, 6, 5)


@pytest.mark.parametrize(
    ("text", "words", "first"),
    [
        ("Mara Holt said Thursday that it will close next week.", "Thursday", "2025-06-05"),
        ("Mara Holt said on Tuesday the bridge would close on Friday.", "Tuesday", "2025-06-03"),
        ("On Wednesday, Mara Holt said it would close Friday.", "Wednesday", "2025-06-04"),
        ("In May, Mara Holt said it would close in July.", "May", "2025-05-01"),
        ("Mara Holt said two weeks ago that it was safe.", "two weeks ago", "2025-05-19"),
        ("“It is shut,” Mara Holt said on Monday, June 2.", "Monday, June 2", "2025-06-02"),
        ("Mara Holt said over the weekend that it was safe.", "over the weekend", "2025-05-31"),
        ("Earlier this week, Mara Holt said it was safe.", "Earlier this week", "2025-06-02"),
        ("Mara Holt said the next day that it was safe.", "the next day", None),
        ("Three days later, Mara Holt said it was safe.", "Three days later", None),
        ("This morning, Mara Holt said it was safe.", "This morning", "2025-06-05"),
        ("Mara Holt wrote on May 30 that it would close by July 9.", "May 30", "2025-05-30"),
        ("Mara Holt will say on Friday that it is safe.", "Friday", "2025-06-06"),
        ("Mara Holt said the bridge closed on Monday.", None, None),
        ("Mara Holt said that in 2019 the bridge was safe.", None, None),
        ("Mara Holt, who took office in 2022, said it was safe.", None, None),
    ],
)
def test_the_day_of_saying(
    pipeline: Pipeline, text: str, words: str | None, first: str | None
) -> None:
    """The date of the report, never one of what it reports; open where it counts from another."""
    said = pipeline.analyze(text, THURSDAY).attributions[0].said
    assert (said.words if said else None) == words
    assert (said.first if said else None) == (date.fromisoformat(first) if first else None)


def test_a_day_before_the_clause_is_no_content(pipeline: Pipeline) -> None:
    """ "Said on Tuesday the bridge …": the day belongs to the report."""
    (found,) = pipeline.analyze("Mara Holt said on Tuesday the bridge would close.").attributions
    assert [each.words for each in found.contents] == ["the bridge would close"]
