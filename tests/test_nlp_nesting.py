"""What is told inside another's report: text in; the cues that another's content holds out."""

from __future__ import annotations

import pytest

from nlp.attributions.choice.nesting import HOLDS_FROM, nested
from nlp.attributions.choice.settling import settle
from nlp.attributions.drafting import draft_attributions
from nlp.attributions.grammar.cues import lexicon
from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model


NESTED = [
    ("Orla Venn said the board wants a new vote.", {"wants"}),
    ("Tam Okoye warned that the mayor wants a deal.", {"wants"}),
    ("Orla Venn said the harbor would close.", set()),
    ("The board wants a new vote, Orla Venn said.", {"wants"}),
    ("Orla Venn wants a new vote. Tam Okoye said the harbor would close.", set()),
]


@pytest.mark.parametrize(("text", "cues"), NESTED, ids=[text for text, _ in NESTED])
def test_what_is_told_inside_a_report_is_nested(
    pipeline: Pipeline, text: str, cues: set[str]
) -> None:
    """Only cues that stand in what a likely report tells are nested, wherever its cue stands."""
    drafts = draft_attributions(pipeline.read(text), lexicon())
    likely = [d for d in nested(drafts, lexicon()) if d.lemma in ("want", "hope", "say")]
    assert {d.cue.text for d in likely} == cues


@pytest.mark.parametrize("text", [text for text, _ in NESTED])
def test_the_report_that_holds_another_is_kept(pipeline: Pipeline, text: str) -> None:
    """A holder is never counted down for what it holds: every unnested report is found."""
    drafts = draft_attributions(pipeline.read(text), lexicon())
    inside = {id(d) for d in nested(drafts, lexicon())}
    found = settle(drafts, lexicon())
    assert any(id(d) not in inside and d.chance >= HOLDS_FROM for d in found)


@pytest.mark.parametrize("text", [text for text, _ in NESTED])
def test_the_hopeless_drafts_are_those_that_settling_drops(pipeline: Pipeline, text: str) -> None:
    """Leaving them out beforehand saves work and changes no finding."""
    reading, words = pipeline.read(text), lexicon()
    few = draft_attributions(reading, words, every=False)
    every = draft_attributions(reading, words)
    assert len(few) <= len(every)
    kept = [settle(drafts, words) for drafts in (few, every)]
    assert [d.contents for d in kept[0]] == [d.contents for d in kept[1]]
