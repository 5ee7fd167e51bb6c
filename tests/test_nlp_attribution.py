"""Attributions by grammar and by quotation marks: text in; content, cue, source, kind out."""

from __future__ import annotations

from datetime import date

import pytest
from tables import table

from nlp.analysis import Analysis, Attribution, Modality
from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model

TRAPS = table("attributions/traps")


def row(found: Attribution) -> tuple[str, str, str, str]:
    """A finding as (source, cue, content, kind), several stretches joined by " … "."""
    source = " … ".join(s.excerpt.words for s in found.speakers if s.excerpt)
    cue = found.cue.excerpt.words if found.cue else ""
    return source, cue, " … ".join(c.words for c in found.contents), found.kind.value


def rows(analysis: Analysis) -> list[tuple[str, str, str, str]]:
    """All findings of an analysis as rows."""
    return [row(found) for found in analysis.attributions]


GRAMMAR = [
    # clauses
    (
        "Orla Venn said the harbor would close in May.",
        [("Orla Venn", "said", "the harbor would close in May", "indirect")],
    ),
    (
        "Mayor Orla Venn told reporters on Tuesday that the harbor would close.",
        [("Mayor Orla Venn", "told", "the harbor would close", "indirect")],
    ),
    (
        "The harbor would close in May, Orla Venn said.",
        [("Orla Venn", "said", "The harbor would close in May", "indirect")],
    ),
    (
        "The harbor, Orla Venn said, would close in May.",
        [("Orla Venn", "said", "The harbor … would close in May", "indirect")],
    ),
    (
        "Officials said the plan was dead, adding that no vote was due.",
        [
            ("Officials", "said", "the plan was dead", "indirect"),
            ("Officials", "adding", "no vote was due", "indirect"),
        ],
    ),
    *(
        (
            f"Orla Venn said {when} Velden would pay.",
            [("Orla Venn", "said", "Velden would pay", "indirect")],
        )
        for when in ("on Thursday that", "on Thursday", "Thursday that", "at a rally that")
    ),
    (
        "Officials would say only that the talks went on.",
        [("Officials", "say", "the talks went on", "indirect")],
    ),
    # what hangs on a condition keeps it
    (
        "Orla Venn threatened to tax power exports if the levy stays.",
        [("Orla Venn", "threatened", "to tax power exports if the levy stays", "indirect")],
    ),
    (
        "If the court rules against him, Mr. Harl said, he would resign.",
        [("Mr. Harl", "said", "If the court rules against him … he would resign", "indirect")],
    ),
    ("Asked whether he would resign, Mr. Harl left the room.", []),
    # quotations after, before, around
    (
        "“We will close the harbor in May,” Orla Venn said.",
        [("Orla Venn", "said", "“We will close the harbor in May,”", "direct")],
    ),
    (
        '"We will close the harbor in May," said Orla Venn, the mayor of Velden.',
        [
            (
                "Orla Venn, the mayor of Velden",
                "said",
                '"We will close the harbor in May,"',
                "direct",
            )
        ],
    ),
    (
        "Orla Venn said: “We will close the harbor.”",
        [("Orla Venn", "said", "“We will close the harbor.”", "direct")],
    ),
    (
        "“We will close the harbor,” Orla Venn said. “There is no other way.”",
        [("Orla Venn", "said", "“We will close the harbor,” … “There is no other way.”", "direct")],
    ),
    (
        "“We will,” Orla Venn said, “close the harbor in May.”",
        [("Orla Venn", "said", "“We will,” … “close the harbor in May.”", "direct")],
    ),
    (
        "Orla Venn said the harbor was “a sieve” and would close.",
        [("Orla Venn", "said", "the harbor was “a sieve” and would close", "mixed")],
    ),
    # according to
    (
        "The harbor will close in May, according to the mayor.",
        [("the mayor", "according to", "The harbor will close in May", "indirect")],
    ),
    (
        "According to the mayor, the harbor will close in May.",
        [("the mayor", "According to", "the harbor will close in May", "indirect")],
    ),
    (
        "The bridge is sound, according to its builder, Ottoline Wraxall.",
        [("Ottoline Wraxall", "according to", "The bridge is sound", "indirect")],
    ),
    # what sounds like a negation and is none
    (
        "Orla Venn did not only say that the harbor would close.",
        [("Orla Venn", "say", "the harbor would close", "indirect")],
    ),
    (
        "Only then did Orla Venn say that the harbor would close.",
        [("Orla Venn", "say", "the harbor would close", "indirect")],
    ),
    (
        "A few officials said the harbor would close.",
        [("A few officials", "said", "the harbor would close", "indirect")],
    ),
    # wishes and demands
    (
        "Velden wants its neighbor to open the border.",
        [("Velden", "wants", "its neighbor to open the border", "position")],
    ),
    (
        "Union leaders called for a strike on Friday.",
        [("Union leaders", "called for", "a strike on Friday", "indirect")],
    ),
    # feelings
    (
        "Velden chafed at the new port fees.",
        [("Velden", "chafed at", "the new port fees", "position")],
    ),
    (
        "Ellen Voss is opposed to the toll and said the city could borrow the money.",
        [
            ("Ellen Voss", "opposed to", "the toll", "position"),
            ("Ellen Voss", "said", "the city could borrow the money", "indirect"),
        ],
    ),
    (
        "Orla Venn remains strongly opposed to the ban.",
        [("Orla Venn", "opposed to", "the ban", "position")],
    ),
    # what somebody calls a thing, which the parse takes for one name
    (
        "Its lawyer, Ben Osei, called the judgment baffling.",
        [("Its lawyer, Ben Osei", "called", "the judgment baffling", "indirect")],
    ),
    ("Ben Osei called the fire brigade.", []),
    # whom, when and what for
    (
        "Ellen Voss asked the board on Wednesday to halve the toll.",
        [("Ellen Voss", "asked", "the board on Wednesday to halve the toll", "indirect")],
    ),
    # denial
    (
        "The company denied that it had paid the clerk.",
        [("The company", "denied", "it had paid the clerk", "indirect")],
    ),
    # two sources
    (
        "Both Orla Venn and Piet Maas said the talks had failed.",
        [("Both Orla Venn … Piet Maas", "said", "the talks had failed", "indirect")],
    ),
    # a noun that its verb gives is a report beside others
    (
        (
            "Orla Venn said the pier was safe, but Piet Maas met the crews and sounded the alarm"
            " about leaks in its roof, particularly over the hall."
        ),
        [
            ("Orla Venn", "said", "the pier was safe", "indirect"),
            (
                "Piet Maas",
                "sounded the alarm about",
                "leaks in its roof, particularly over the hall",
                "indirect",
            ),
        ],
    ),
    # what else a report's source is told to hold is told as the report is
    (
        "Ada Quist said it leaked and reiterated the plan.",
        [
            ("Ada Quist", "said", "it leaked", "indirect"),
            ("Ada Quist", "reiterated", "the plan", "indirect"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GRAMMAR, ids=[text[:40] for text, _ in GRAMMAR])
def test_constructions(
    pipeline: Pipeline, text: str, expected: list[tuple[str, str, str, str]]
) -> None:
    """Each construction gives its source, cue, content and kind, and nothing else."""
    assert rows(pipeline.analyze(text)) == expected


@pytest.mark.parametrize("trap", TRAPS, ids=[t["text"][:40] for t in TRAPS])
def test_traps(pipeline: Pipeline, trap: dict[str, str]) -> None:
    """What only looks like a report is none."""
    assert rows(pipeline.analyze(trap["text"])) == []


def test_words_inside_a_quotation_are_its_speakers_alone(pipeline: Pipeline) -> None:
    """ "He said" inside a quotation is no claim of the one it speaks of."""
    found = rows(pipeline.analyze("“Piet told me that he said no,” Orla Venn said."))
    assert [source for source, *_ in found] == ["Orla Venn"]


def test_unclosed_paragraphs_go_on(pipeline: Pipeline) -> None:
    """A quotation left open at its paragraph's end goes on in the next."""
    text = "“We will close,” Orla Venn said. “It is over.\n“We have no money left.”"
    (only,) = pipeline.analyze(text).attributions
    assert [c.words for c in only.contents] == [
        "“We will close,”",
        "“It is over.",
        "“We have no money left.”",
    ]


def test_a_report_above_its_quotation(pipeline: Pipeline) -> None:
    """A paragraph that ends in a colon introduces the quotation below it."""
    text = "The mayor wrote:\n“We will close the harbor in May.”"
    assert rows(pipeline.analyze(text)) == [
        ("The mayor", "wrote", "“We will close the harbor in May.”", "direct")
    ]


def test_details_of_a_report(pipeline: Pipeline) -> None:
    """Addressee and venue are kept as the article words them."""
    text = "“We will close,” Orla Venn told Piet Maas in the Oval Office."
    (only,) = pipeline.analyze(text).attributions
    assert (only.addressee, only.venue) == ("Piet Maas", "the Oval Office")


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The company denied that it had paid the clerk.", Modality.DENIED),
        ("Orla Venn does not think that the harbor will close.", Modality.DENIED),
        ("Orla Venn doubts that the harbor will close.", Modality.DENIED),
        ("The union threatened to close the port.", Modality.THREATENED),
        ("The mayor promised to reopen the harbor.", Modality.PROMISED),
        ("Velden wants its neighbor to open the border.", Modality.WANTED),
        ("The mayor urged the council to vote.", Modality.ASKED),
        ("The mayor called on the council to vote.", Modality.ASKED),
        ("Orla Venn called it “a mistake of the first order.”", Modality.STATED),
        ("Orla Venn insisted that the harbor was safe.", Modality.STATED),
        ("Orla Venn ruled out closing the harbor.", Modality.DENIED),
        ("Orla Venn said the harbor would close.", Modality.STATED),
        ("Some would argue that the levy is too high.", Modality.CONDITIONAL),
        ("She would later say that the plan had failed.", Modality.STATED),
        ("Officials would say only that the talks went on.", Modality.STATED),
        ("Officials would only say that the talks went on.", Modality.STATED),
        ("“We would say no,” Orla Venn said.", Modality.STATED),
    ],
)
def test_modality(pipeline: Pipeline, text: str, modality: Modality) -> None:
    """The cue's class gives the mood in which the source put it."""
    assert [a.modality for a in pipeline.analyze(text).attributions] == [modality]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Orla Venn said on Thursday that Velden would pay.", date(2025, 6, 5)),
        ("Orla Venn, referring to the deal struck on Monday, said Velden would pay.", None),
        ("“It is done,” said Orla Venn, referring to the order signed on Monday.", None),
        ("“It is done,” Orla Venn said Tuesday, referring to Monday’s order.", date(2025, 6, 3)),
        ("“It is done,” Orla Venn said, a day after the court ruled on Monday.", None),
        ("“It is done,” Orla Venn, who met the envoy on Monday, said Tuesday.", date(2025, 6, 3)),
        ("Asked about the levy that began on Monday, Orla Venn said it hurt.", None),
        ("Speaking on Tuesday, Orla Venn said it hurt.", date(2025, 6, 3)),
        ("Orla Venn left on Monday, and on Tuesday she said it hurt.", date(2025, 6, 3)),
        ("Orla Venn voted to strike in May and said that pay had fallen.", None),
        ("Orla Venn declined to comment on Tuesday but said it hurt.", date(2025, 6, 3)),
        ("Orla Venn urged lawmakers on Tuesday to reject the sale.", date(2025, 6, 3)),
    ],
)
def test_the_day_of_saying(pipeline: Pipeline, text: str, said: date | None) -> None:
    """The day that the report itself gives, never that of a deed told beside it."""
    found = pipeline.analyze(text, date(2025, 6, 5)).attributions[-1]
    assert (found.said and found.said.first) == said


def test_a_cue_keeps_its_particle(pipeline: Pipeline) -> None:
    """ "Ruled out" says the contrary of "ruled"."""
    (only,) = pipeline.analyze("Orla Venn ruled out closing the harbor.").attributions
    assert only.cue is not None
    assert only.cue.excerpt.words == "ruled out"


@pytest.mark.parametrize(
    "text",
    [
        "A court struck down the tariff.",
        "On May 28, a trade court struck down the levy on Velden.",
        "The president rescinded his order on tariffs.",
    ],
)
def test_what_a_court_does_is_no_report(pipeline: Pipeline, text: str) -> None:
    """A deed is nobody's words."""
    assert not pipeline.analyze(text).attributions


def test_every_finding_gives_its_reasons(pipeline: Pipeline) -> None:
    """Confidence lies between 0 and 1, and the construction is named."""
    text = "Orla Venn said the harbor would close. “It is over,” she added."
    for found in pipeline.analyze(text).attributions:
        assert 0 < found.confidence <= 1
        assert found.reasons[0].startswith("construction: ")
