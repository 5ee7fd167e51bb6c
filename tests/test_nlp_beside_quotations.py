"""Reports beside a quotation in less usual shapes: signed, labelled, named, carried on."""

from __future__ import annotations

import pytest

from nlp.pipeline import Pipeline

pytestmark = pytest.mark.model

Row = tuple[str, str, str]


def rows(pipeline: Pipeline, text: str) -> list[Row]:
    """All findings in the text as (source, cue, content), several stretches joined by " … "."""
    return [
        (
            " … ".join(s.excerpt.words for s in found.speakers if s.excerpt),
            found.cue.excerpt.words if found.cue else "",
            " … ".join(c.words for c in found.contents),
        )
        for found in pipeline.analyze(text).attributions
    ]


SHAPES: list[tuple[str, list[Row]]] = [
    # signed and labelled
    (
        "“He is ignorant of our culture.” — Nora Quist, Velden",
        [("Nora Quist, Velden", "—", "“He is ignorant of our culture.”")],
    ),
    (
        "“I will look into it.”\n\n- Nora Quist.",
        [("Nora Quist", "-", "“I will look into it.”")],
    ),
    (
        "Several disagreed. Quist: “Our goal is to win.”",
        [("Quist", ":", "“Our goal is to win.”")],
    ),
    # turned around, or with a verb that the tagger takes for something else
    *(
        (f"The town met. “{quote}” {verb} {who}. It ended late.", [(who, verb, f"“{quote}”")])
        for quote, verb, who in (
            ("The pier leaks,", "recalled", "the judge"),
            ("The pier leaks,", "joked", "one man"),
            ("The pier leaks,", "complained", "many residents"),
            ("The pier leaks,", "replied", "a man in the crowd"),
            ("The pier leaks!", "shouted", "one"),
            ("Who mends it?", "demanded", "the two"),
        )
    ),
    *(
        (f"The town met. “{quote}” {who} {verb}. It ended late.", [(who, verb, f"“{quote}”")])
        for quote, who, verb in (
            ("The pier leaks, and nobody mends it,", "Quist", "answers"),
            ("The pier leaks, and nobody mends it,", "Orla Venn", "predicts"),
            ("The pier leaks, and nobody mends it,", "one", "joked"),
        )
    ),
    ("“The pier leaks,” the 43-year-old said.", [("the 43-year-old", "said", "“The pier leaks,”")]),
    ("In Quist’s words, “the pier leaks.”", [("Quist", "words", "“the pier leaks.”")]),
    # with a space forgotten
    ("Quist said,“No, the pier leaks.”", [("Quist", "said", "“No, the pier leaks.”")]),
    ("“The pier leaks,”Quist said.", [("Quist", "said", "“The pier leaks,”")]),
    # with a name in quotation marks in the report
    (
        "“The pier leaks,” Tor Quist, in a cap with “Save the Pier” badges, said on Monday.",
        [("Tor Quist", "said", "“The pier leaks,”")],
    ),
    # given a name
    (
        "Orla Venn called the plan “a joke.”",
        [("Orla Venn", "called", "the plan “a joke.”")],
    ),
    (
        "Orla Venn described the harbor as “a sieve.”",
        [("Orla Venn", "described", "the harbor as “a sieve.”")],
    ),
    (
        "The harbor plan, which Orla Venn described as “a sieve,” was dropped.",
        [("Orla Venn", "described", "which … as “a sieve,”")],
    ),
    # quotations inside a sentence that goes on
    (
        "The nominees “were stiff. There was no joy” in comparison to Venn, Lund said.",
        [("Lund", "said", "The nominees “were stiff. There was no joy” in comparison to Venn")],
    ),
    (
        "Orla Venn sued not because of “a vendetta,” but because Quist is a “bad neighbor.”",
        [],
    ),
    (
        "Venn said she sued not because of “a vendetta,” but because Quist is a “bad neighbor.”",
        [
            (
                "Venn",
                "said",
                "she sued not because of “a vendetta,” but because Quist is a “bad neighbor.”",
            )
        ],
    ),
    (
        "Orla Venn called it “a joke,” and Tor Quist said it was “a disgrace” to the town.",
        [
            ("Orla Venn", "called", "it “a joke,”"),
            ("Tor Quist", "said", "it was “a disgrace” to the town"),
        ],
    ),
    # a clause whose subject the parse took for the verb's object
    (
        "Venn told the Herald the state’s standards are not perfect but “getting better.”",
        [("Venn", "told", "the state’s standards are not perfect but “getting better.”")],
    ),
    (
        "Orla Venn argued his fight to increase funding for schools is especially relevant.",
        [
            (
                "Orla Venn",
                "argued",
                "his fight to increase funding for schools is especially relevant",
            )
        ],
    ),
    # a source with a hyphen
    (
        "In an interview, co-host Nora Quist said the port was “a sieve.”",
        [("co-host Nora Quist", "said", "the port was “a sieve.”")],
    ),
    # carried on to the sentence behind
    (
        "Orla Venn promised that the harbor would stay open. “We will not give up the docks.”",
        [
            (
                "Orla Venn",
                "promised",
                "the harbor would stay open … “We will not give up the docks.”",
            )
        ],
    ),
    # the clause behind the closing mark
    (
        "“We will close the harbor in May” she said.",
        [("she", "said", "“We will close the harbor in May”")],
    ),
    (
        "“This is a big year!” Marcia “Cia” Quist said.",
        [("Quist", "said", "“This is a big year!”")],
    ),
    # a sentence that the quotation only begins
    (
        "“Only you,” Orla Venn said, would use “that kind of rope.” She left.",
        [("Orla Venn", "said", "“Only you,” … would use “that kind of rope.”")],
    ),
    (
        "“The ferry,” Orla Venn told the Argus, will “never sail again.”",
        [("Orla Venn", "told", "“The ferry,” … will “never sail again.”")],
    ),
    (
        "“We tried,” Orla Venn said, and shrugged.",
        [("Orla Venn", "said", "“We tried,”")],
    ),
    # an occasion before a whole sentence
    (
        "Asked by the Argus whether the port would close, Orla Venn said, “Nobody knows.”",
        [
            ("the Argus", "Asked", "whether the port would close"),
            ("Orla Venn", "said", "“Nobody knows.”"),
        ],
    ),
    (
        "Asked whether the port “would ever close,” Orla Venn said no.",
        [],
    ),
    (  # a question told with its answer
        "Asked why the port had closed, Orla Venn said it had cost too much.",
        [
            ("", "Asked", "why the port had closed"),
            ("Orla Venn", "said", "it had cost too much"),
        ],
    ),
    (
        "Orla Venn said it was too early to tell when asked whether she would close the port.",
        [
            ("Orla Venn", "said", "it was too early to tell"),
            ("", "asked", "whether she would close the port"),
        ],
    ),
    (
        "Asked if the port was safe, Orla Venn replied, “Well, maybe so.”",
        [
            ("", "Asked", "if the port was safe"),
            ("Orla Venn", "replied", "“Well, maybe so.”"),
        ],
    ),
    # asked by nobody named, and no shrug of another sentence
    (
        "Orla Venn was asked, “Why did the port close?” She shrugged.",
        [("", "asked", "“Why did the port close?”")],
    ),
    # joined to a noun by the parse
    (
        "Quist spoke of the need for a wall on the quay and said, “I know who can build it.”",
        [
            ("Quist", "spoke of", "the need for a wall on the quay"),
            ("Quist", "said", "“I know who can build it.”"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), SHAPES, ids=[text[:40] for text, _ in SHAPES])
def test_shapes(pipeline: Pipeline, text: str, expected: list[Row]) -> None:
    """Each shape gives its source, cue and content, and nothing else."""
    assert rows(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ship was called “Harbor Light.”",
        "The town burned a letter that called the plan “a joke.”",
        "Related: “How the harbor was won”",
        "The mayor’s motto: “Work hard.”",
        "“The Long Tide” — a novel of the sea",
        "The harbor opened in May. “The Long Tide of Velden.”",
        "Orla Venn wrote of the harbor in her memoir, “The Long Tide,” in 2019.",
    ],
)
def test_what_only_stands_beside_a_quotation(pipeline: Pipeline, text: str) -> None:
    """A name given by nobody, a heading and a title say nothing of a source."""
    assert rows(pipeline, text) == []
