"""How a card tells who said it: to whom, where and in which mood, in words that read well."""

from __future__ import annotations

import pytest
from discord_replies import card

from handlers.showing.telling import telling

SENTENCES = (
    # cue, addressee, venue, modality, as it reads behind "Ada Moss"
    ("said", None, "a statement", "stated", "Ada Moss said in a statement"),
    ("said", None, "a news conference", "stated", "Ada Moss said at a news conference"),
    ("told", "reporters", "a briefing", "stated", "Ada Moss told reporters at a briefing"),
    ("told", "the Lantern", None, "stated", "Ada Moss told the Lantern"),
    (
        "told",
        "Piet Maas",
        "the Oval Office",
        "stated",
        "Ada Moss told Piet Maas in the Oval Office",
    ),
    ("said", "the jury", "in court", "stated", "Ada Moss said to the jury in court"),
    ("wrote", None, "Truth Social", "stated", "Ada Moss wrote on Truth Social"),
    ("wrote", None, "X", "stated", "Ada Moss wrote on X"),
    ("said", None, "an interview", "stated", "Ada Moss said in an interview"),
    ("said", None, "the White House", "stated", "Ada Moss said at the White House"),
    ("called", None, "a speech", "stated", "Ada Moss called, in a speech"),
    ("wants", "the mayor", None, "wanted", "Ada Moss wants, to the mayor"),
    ("said", None, None, "threatened", "Ada Moss said, threatened"),
    ("denies", None, None, "denied", "Ada Moss denies"),
    ("denied", None, "a letter", "denied", "Ada Moss denied, in a letter"),
    ("According to", None, None, "stated", "According to Ada Moss"),
    ("according to", None, "a report", "stated", "According to Ada Moss, in a report"),
    ("", None, "a hearing", "stated", "Ada Moss, at a hearing"),
)


@pytest.mark.parametrize(("cue", "addressee", "venue", "modality", "reads"), SENTENCES)
def test_a_card_reads_as_a_sentence(
    cue: str, addressee: str | None, venue: str | None, modality: str, reads: str
) -> None:
    """The place has its preposition, the one who was told stands behind "told"."""
    one = card("“Go.”", cue=cue, addressee=addressee, venue=venue, modality=modality)
    told = telling(one)
    line = f"{told.before} Ada Moss {told.cue}".strip()
    assert ", ".join((line, *told.asides)) == reads
