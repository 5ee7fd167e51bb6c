"""British newspapers: single marks around speech, and double ones inside it."""

from __future__ import annotations

import pytest

from nlp.analysis import Analysis
from nlp.pipeline import Pipeline

STORY = """\
‘It went first,’ said Harriet Coyne, 61, a retired nurse. ‘Then my husband shouted, “Get the \
dog!” and we just ran.’

Idris Bellamy said the villagers’ complaints had been ‘brushed aside’ by the water company.

The council leader, Gwen Ashdown, told the Courier that the report – which she called ‘a \
catalogue of chances’ – would be published.

'There's no hiding place,' Ashdown said. 'The directors' bonuses must be paid back.'

‘Nobody’s pretending this was bad luck.

‘It was arithmetic,’ Bellamy added.

Piers Lockwood accused ministers of sitting on the report. Officers’ leave has been cancelled."""
EXPECTED = [
    (
        "Harriet Coyne",
        "‘It went first,’",
        "‘Then my husband shouted, “Get the dog!” and we just ran.’",
    ),
    ("Idris Bellamy", "the villagers’ complaints had been ‘brushed aside’ by the water company"),
    (
        "Gwen Ashdown",
        "the report – which she called ‘a catalogue of chances’ – would be published",
    ),
    ("Gwen Ashdown", "'There's no hiding place,'", "'The directors' bonuses must be paid back.'"),
    ("Idris Bellamy", "‘Nobody’s pretending this was bad luck.", "‘It was arithmetic,’"),
    ("Piers Lockwood", "ministers of sitting on the report"),
]


@pytest.mark.model
def test_speech_in_single_marks(pipeline: Pipeline) -> None:
    """Whole, with its halves, and never taken for an apostrophe's."""
    (found,) = pipeline.analyze_many([STORY])
    assert isinstance(found, Analysis)
    said = [
        (*(s.name for s in each.speakers), *(part.words for part in each.contents))
        for each in found.attributions
    ]
    assert said == EXPECTED
