"""The evaluation: its definitions on small examples, and the floors it holds."""

from __future__ import annotations

import gzip
import json
import tomllib
from pathlib import Path

import pytest

from nlp.evaluate import errors, main, predict, table
from nlp.golds import Marked, MarkedArticle, read_articles
from nlp.pipeline import Pipeline
from nlp.scoring import Report, score

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.gold.json"))
DEV = ROOT.parent / "shared" / "eval" / "data" / "polnear_dev.jsonl.gz"
FLOORS = tomllib.loads((ROOT / "nlp" / "floors.toml").read_text("utf-8"))

TEXT = "Orla Venn said the old harbor will close. “It is over,” the mayor of Velden added."
HARBOR = (15, 40)
QUOTE = (42, 55)


def marked(content: tuple[int, int], source: tuple[int, int] | None, **more: object) -> Marked:
    """One attribution with a single content and source."""
    return Marked(
        content=(content,),
        source=() if source is None else (source,),
        cue=(),
        confidence=more.get("confidence"),  # type: ignore[arg-type]  # tests pass floats
    )


def report_of(gold: list[Marked], predicted: list[Marked]) -> Report:
    """The report on one article."""
    return score(
        [MarkedArticle(id="a", text=TEXT, attributions=tuple(gold))],
        [MarkedArticle(id="a", text="", attributions=tuple(predicted))],
    )


ORLA = (0, 9)
MAYOR = (56, 75)


@pytest.mark.parametrize(
    ("predicted", "right"),
    [
        ([marked(HARBOR, ORLA)], 1),
        ([marked((HARBOR[0], HARBOR[1] + 1), ORLA)], 1),  # the full stop does not count
        ([marked((19, 40), ORLA)], 1),  # four words of five
        ([marked((23, 40), ORLA)], 0),  # three words of five
        ([marked(HARBOR, (5, 9))], 1),  # the head word is enough
        ([marked(HARBOR, (0, 4))], 0),  # the first name is not
        ([marked(HARBOR, MAYOR)], 0),
        ([marked(HARBOR, None)], 0),
        ([marked(HARBOR, ORLA), marked(HARBOR, ORLA)], 1),  # one to one
        ([], 0),
    ],
)
def test_what_counts_as_right(predicted: list[Marked], right: int) -> None:
    """Content overlap of 0.8 by words, and the source's head in both."""
    report = report_of([marked(HARBOR, ORLA)], predicted)
    assert report.tally("attribution .8", "all").right_gold == right


def test_kinds_come_from_the_marks() -> None:
    """A quotation is direct, a clause is not; the head of a long name ends before "of"."""
    gold = [marked(HARBOR, ORLA), marked(QUOTE, MAYOR)]
    report = report_of(gold, [marked(QUOTE, (56, 65))])
    direct, indirect = (report.tally("attribution .8", k) for k in ("direct", "indirect"))
    assert (direct.f1, indirect.gold, indirect.f1) == (1.0, 1, 0.0)
    assert [m.content for _, m in report.missed] == [(HARBOR,)]


def test_the_table_shows_reliability_and_errors() -> None:
    """Confidence is put in tenths; wrong and missed findings are listed."""
    report = report_of([marked(HARBOR, ORLA)], [marked(QUOTE, MAYOR, confidence=0.95)])
    assert "confidence 0.9–1.0: 0.0 % of 1" in list(table(report))
    listed = list(errors(report))
    assert [line.split()[0] for line in listed] == ["WRONG", "MISSED"]


def test_quantities_are_scored_where_the_gold_has_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By value, with the sign of the change, and with the unit; attributions are not asked."""
    asked = [
        {"value": 3.5, "change": "up", "normalized_unit": "percentage"},
        {"value": [2, 4], "change": "=", "normalized_unit": "dollar"},
    ]
    given = [asked[0], {"value": [2, 4], "change": "=", "normalized_unit": "yen"}, {"value": 9}]
    for name, rows in (("gold.jsonl", asked), ("found.jsonl", given)):
        row = {"id": "a", "text": "", "quantities": rows}
        (tmp_path / name).write_text(json.dumps(row), encoding="utf-8")
    main([str(tmp_path / "gold.jsonl"), "--pred", str(tmp_path / "found.jsonl")])
    assert capsys.readouterr().out.splitlines() == [
        "== predicted",
        "quantities, value (2): 80.0 P 66.7 R 100.0",
        "quantities, value+change (2): 80.0 P 66.7 R 100.0",
        "quantities, value+unit (2): 40.0 P 33.3 R 50.0",
    ]


def test_files_in_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """jsonl, gzipped jsonl, one JSON, and claims with the text beside them are read alike."""
    attribution = {"content": [HARBOR], "source": [ORLA], "cue": [[10, 14]]}
    row = {"id": "a", "text": TEXT, "attributions": [attribution]}
    plain, packed, single = (tmp_path / n for n in ("a.jsonl", "a.jsonl.gz", "a.gold.json"))
    plain.write_text(json.dumps(row) + "\n\n", "utf-8")
    packed.write_bytes(gzip.compress(json.dumps(row).encode()))
    single.write_text(json.dumps(row), "utf-8")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    claims = tmp_path / "b.json"
    claim = {"spans": [HARBOR], "speakers": ["Orla Venn"], "content": ["x"], "cue": "said"}
    claims.write_text(json.dumps({"article": "b.txt", "claims": [claim]}), "utf-8")
    assert read_articles(plain) == read_articles(packed) == read_articles(single)
    assert read_articles(claims)[0].attributions[0].speakers == ("Orla Venn",)
    assert main([str(plain), "--pred", str(packed), "--compare", str(plain), "--errors"]) == 0
    assert capsys.readouterr().out.count("100.0 P 100.0 R 100.0") == 12


def values(report: Report) -> dict[str, float]:
    """The figures that floors are set on, in percent."""
    sure = report.bins.get(9, [0, 0])
    found = {
        f"attribution .8 {kind} f1": report.tally("attribution .8", kind).f1
        for kind in ("all", "direct", "mixed", "indirect")
    }
    found["attribution .8 all precision"] = report.tally("attribution .8", "all").precision
    found["speaker given content"] = report.speaker_right["all"] / report.speaker_asked["all"]
    found["right at confidence .9"] = sure[1] / max(1, sure[0])
    if report.name_asked:
        found["resolved speaker"] = report.name_right / report.name_asked
    return {name: 100 * value for name, value in found.items()}


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("seeds", SEEDS),
        pytest.param(
            "polnear_dev",
            [DEV],
            marks=[
                pytest.mark.shared,
                pytest.mark.skipif(not DEV.exists(), reason="needs the corpora in ../shared"),
            ],
        ),
    ],
)
def test_floors(name: str, paths: list[Path], pipeline: Pipeline) -> None:
    """No figure falls under its floor."""
    gold = [article for path in paths for article in read_articles(path)]
    reached = values(score(gold, predict(pipeline, gold)))
    under = {k: (reached[k], floor) for k, floor in FLOORS[name].items() if reached[k] < floor}
    assert under == {}


@pytest.mark.parametrize("held", [None, "no gold at all", "[1, 2]", '{"claims": [{"content": 3}]}'])
def test_what_is_no_gold_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], held: str | None
) -> None:
    """Whether it is not there, of another format, or of other fields."""
    path = tmp_path / "gold.jsonl"
    if held is not None:
        path.write_text(held, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main([str(path)])
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith(f"{path} cannot be read as gold or predictions (")
    assert told.count("\n") == 1
