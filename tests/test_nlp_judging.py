"""Gold of findings judged one by one: what counts, and how often a mistake is made again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from nlp.evaluate import main, table
from nlp.golds import Marked, MarkedArticle, Wrong, read_articles
from nlp.judging import judged_lines, judged_part
from nlp.scoring import score

TEXT = "Orla Venn said the old harbor will close. “It is over,” the mayor of Velden added."
HARBOR, QUOTE, ORLA, MAYOR = (15, 40), (42, 55), (0, 9), (56, 75)


def mark(content: tuple[int, int], source: tuple[int, int], *speakers: str) -> Marked:
    """One attribution."""
    return Marked(content=(content,), source=(source,), cue=(), speakers=speakers or None)


def gold(*right: Marked, **more: object) -> MarkedArticle:
    """A text of which only so much was judged."""
    fields: dict[str, object] = {"id": "a", "text": TEXT, "attributions": right, "partial": True}
    return MarkedArticle(**(fields | more))  # type: ignore[arg-type]  # a test's own table


def found(*marks: Marked, **more: object) -> MarkedArticle:
    """What a pipeline found."""
    fields: dict[str, object] = {"id": "a", "text": "", "attributions": marks}
    return MarkedArticle(**(fields | more))  # type: ignore[arg-type]  # a test's own table


BAD = mark(HARBOR, ORLA, "Orla Venn")


@pytest.mark.parametrize(
    ("mistake", "predicted", "again"),
    [
        ("speaker", mark(HARBOR, ORLA, "Orla Venn"), 1),
        ("speaker", mark((19, 40), ORLA, "Orla Venn"), 1),  # four words of five
        ("speaker", mark(HARBOR, ORLA, "Another Venn"), 0),
        ("speaker", mark(HARBOR, ORLA), 1),  # without names, by the words
        ("speaker", mark(HARBOR, MAYOR), 0),
        ("words", mark(HARBOR, MAYOR, "Orla Venn"), 1),
        ("words", mark((19, 40), ORLA, "Orla Venn"), 0),
        ("not-a-claim", mark((19, 40), MAYOR), 1),
        ("not-a-claim", mark((23, 40), ORLA, "Orla Venn"), 0),  # three words of five
        ("not-a-claim", mark(QUOTE, ORLA, "Orla Venn"), 0),
    ],
)
def test_when_a_mistake_is_made_again(mistake: str, predicted: Marked, again: int) -> None:
    """Then it counts against the run; anything else there counts for nothing."""
    judged = [gold(wrong=(Wrong(mistake=mistake, attribution=BAD),))]
    told = [
        f"findings called wrong: 1, found like this again {again}",
        f"  {mistake}: 1, again {again}",
    ]
    assert list(judged_lines(judged, [found(predicted)])) == told
    kept = judged_part(judged, [found(predicted)])[0].attributions
    assert kept == ((predicted,) if again else ())
    assert len(score(judged, judged_part(judged, [found(predicted)])).wrong) == again


def test_what_nobody_judged_counts_for_nothing() -> None:
    """A right finding is found or missed; the rest of its text is left out of the table."""
    judged = [gold(mark(QUOTE, MAYOR))]
    predicted = [found(mark(QUOTE, MAYOR), mark(HARBOR, ORLA))]
    tally = score(judged, judged_part(judged, predicted)).tally("attribution .8", "all")
    assert (tally.precision, tally.recall) == (1.0, 1.0)
    whole = [gold(mark(QUOTE, MAYOR), partial=False)]
    assert judged_part(whole, predicted) == predicted
    assert list(judged_lines(whole, predicted)) == []


def test_a_right_finding_with_other_speaker_counts_against() -> None:
    """What shares words with a right finding is judged by it."""
    judged = [gold(mark(QUOTE, MAYOR))]
    report = score(judged, judged_part(judged, [found(mark(QUOTE, ORLA))]))
    assert report.tally("attribution .8", "all").predicted == 1
    assert "attribution .8" in "\n".join(table(report))
    assert report.tally("attribution .8", "all").precision == 0.0


def test_figures_and_measures_are_judged_by_their_place() -> None:
    """Kept where right; called no claim, they are wrong wherever they touch."""
    judged = [
        gold(
            figures=((0, 4), (5, 9)),
            measures=((10, 12),),
            wrong=(
                Wrong(mistake="words", figure=(20, 25)),
                Wrong(mistake="not-a-claim", measure=(30, 35)),
            ),
        )
    ]
    assert list(
        judged_lines(judged, [found(figures=((0, 4), (20, 24)), measures=((10, 12), (34, 40)))])
    ) == [
        "figures called right: 2, still found 1",
        "measures called right: 1, still found 1",
        "findings called wrong: 2, found like this again 1",
        "  not-a-claim: 1, again 1",
        "  words: 1, again 0",
    ]
    assert "findings called wrong: 2, found like this again 0" in list(judged_lines(judged, []))


def test_the_evaluation_reads_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A row of a jsonl file with "partial" and "wrong" is scored so, beside whole gold."""
    finding = {"content": [HARBOR], "source": [ORLA], "cue": [[10, 14]], "speakers": ["Orla Venn"]}
    right = {"content": [QUOTE], "source": [MAYOR], "cue": [[76, 81]], "speakers": ["Mayor"]}
    wrong = {"mistake": "speaker", "note": "The mayor.", "attributions": [finding]}
    row = {"id": "a", "text": TEXT, "partial": True, "attributions": [right], "wrong": [wrong]}
    file, run = tmp_path / "judged.jsonl", tmp_path / "run.jsonl"
    file.write_text(json.dumps(row) + "\n", "utf-8")
    run.write_text(json.dumps({"id": "a", "attributions": [finding, right]}) + "\n", "utf-8")
    (read,) = read_articles(file)
    assert read.partial
    assert read.wrong[0].attribution is not None
    assert main([str(file), "--pred", str(run), "--errors"]) == 0
    told = capsys.readouterr().out
    assert "speaker: 1, again 1" in told
    assert "WRONG a: [Orla Venn] [said] the old harbor will close" in told
    assert "P 50.0 R 100.0" in told
