"""Our own gold holds together, and the extractor stays above its pinned floors on it."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from nlp.analysis import Analysis, Attribution, Figure, Measure
from nlp.evaluate import METRICS, predict, table
from nlp.golds import MarkedArticle, read_articles
from nlp.pipeline import Pipeline
from nlp.scoring import KINDS, Report, score

GOLD = Path(__file__).resolve().parent / "gold"
SEEDS = GOLD.parent.parent / "seeds"
TEXTS = sorted((GOLD / "texts").glob("*.gold.json"))
ALL_TEXTS = [*TEXTS, *sorted(SEEDS.glob("*.gold.json"))]
FLOORS = tomllib.loads((GOLD / "floors.toml").read_text(encoding="utf-8"))
TRAPS = [
    json.loads(line) for line in (GOLD / "traps.jsonl").read_text(encoding="utf-8").splitlines()
]
ATTRIBUTION_KEYS = {"kind", "source", "cue", "content", "words", "speakers"}
FIGURE_KEYS = {"metric", "of", "with", "value", "unit", "period"}
FIGURE_KEYS |= {"change_pct", "baseline", "sentence"}
MEASURE_KEYS = {"imposer", "targets", "goods", "rate_pct", "rate_before_pct"}
MEASURE_KEYS |= {"status", "span", "sentence"}
ASKED_OF_ATTRIBUTIONS = {"content", "content_is", "speaker", "speaker_is"}
ASKED_OF_ATTRIBUTIONS |= {"cue", "kind", "modality"}
ASKED_OF_FIGURES = {"figure", "value", "upper", "unit", "currency", "bound"}
ASKED_OF_MEASURES = {"measure_status", "imposer", "rate", "rate_before", "goods"}
OPENERS = "“‘\"'"

Item = dict[str, Any]


def read(path: Path) -> dict[str, Any]:
    """One gold file as it stands."""
    row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return row


# --- the gold itself -------------------------------------------------------------------


def test_there_is_enough_gold() -> None:
    """At least 30 annotated texts and 150 traps, as the project promises."""
    assert len(ALL_TEXTS) >= 30
    assert len(TRAPS) >= 150


@pytest.mark.parametrize("path", ALL_TEXTS, ids=lambda p: p.name)
def test_gold_offsets_repeat_their_words(path: Path) -> None:
    """Every span lies in the text, in order, and repeats the words beside it."""
    gold = read(path)
    text = gold["text"]
    assert set(gold) == {"id", "text", "attributions", "figures", "measures"}
    for found in gold["attributions"]:
        assert set(found) == ATTRIBUTION_KEYS
        assert found["kind"] in {"direct", "mixed", "indirect", "position"}
        assert [text[start:end] for start, end in found["content"]] == found["words"]
        assert found["content"] == sorted(found["content"])
        for start, end in found["source"] + found["cue"] + found["content"]:
            assert 0 <= start < end <= len(text)
            assert text[start:end] == text[start:end].strip()


@pytest.mark.parametrize("path", ALL_TEXTS, ids=lambda p: p.name)
def test_gold_figures_and_measures_stand_in_the_text(path: Path) -> None:
    """Sentences are the text's own, and a measure's span lies in its sentence."""
    gold = read(path)
    text = gold["text"]
    for figure in gold["figures"]:
        assert set(figure) == FIGURE_KEYS
        assert figure["sentence"] in text
    for measure in gold["measures"]:
        assert set(measure) == MEASURE_KEYS
        start, end = measure["span"]
        assert text[start:end]
        assert text[start:end] in measure["sentence"]
        assert measure["sentence"] in text


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.name)
def test_kinds_agree_with_the_quotation_marks(path: Path) -> None:
    """Direct contents open with a mark (or follow a name label); no content ends in a bare stop."""
    gold = read(path)
    for found in gold["attributions"]:
        quoted = [words[0] in OPENERS for words in found["words"]]
        holds = any(re.search(r"[“‘\"]|(?<!\w)'", words) for words in found["words"])
        if found["kind"] == "direct":
            assert all(quoted) or not found["cue"], found["words"]
        elif found["kind"] == "mixed":
            assert holds, found["words"]
            assert not all(quoted) or not found["words"][-1].endswith(("”", "’", '"', "'"))
        if found["kind"] != "direct":
            assert not found["words"][-1].endswith("."), found["words"]


def test_trap_items_use_the_small_language() -> None:
    """Traps have unique ids, ask something, and use only the documented keys."""
    assert len({trap["id"] for trap in TRAPS}) == len(TRAPS)
    for trap in TRAPS:
        assert set(trap) == {"id", "text", "why", "must_not", "must"}
        assert trap["must_not"] or trap["must"], trap["id"]
        for item in trap["must_not"] + trap["must"]:
            keys = set(item)
            assert keys
            assert (
                keys <= ASKED_OF_ATTRIBUTIONS
                or keys == {"name"}
                or ("figure" in keys and keys <= ASKED_OF_FIGURES)
                or keys <= ASKED_OF_MEASURES
            ), (trap["id"], item)
            words = item.get("content") or item.get("content_is") or item.get("figure") or ""
            assert words in trap["text"], (trap["id"], words)


# --- what the extractor makes of it ----------------------------------------------------


def holds_somewhere(item: Item, found: Analysis) -> bool:
    """Whether some finding has everything that the item asks for."""
    if "name" in item:
        return any(name.name == item["name"] for name in found.names)
    if "figure" in item:
        return any(_figure_fits(item, figure) for figure in found.figures)
    if set(item) <= ASKED_OF_MEASURES:
        return any(_measure_fits(item, measure) for measure in found.measures)
    return any(_attribution_fits(item, attribution) for attribution in found.attributions)


def _attribution_fits(item: Item, found: Attribution) -> bool:
    contents = " ".join(content.words for content in found.contents)
    names = [speaker.name for speaker in found.speakers] or [""]
    given = {
        "content_is": contents.strip("“”‘’\"'.,?! "),
        "cue": found.cue.excerpt.words if found.cue else None,
        "kind": found.kind.value,
        "modality": found.modality.value,
    }
    return (
        item.get("content", "") in contents
        and ("speaker" not in item or any(_named(item["speaker"], name) for name in names))
        and ("speaker_is" not in item or item["speaker_is"] in names)
        and all(given[key] == item[key] for key in given.keys() & item.keys())
    )


def _named(asked: str, name: str) -> bool:
    """Whether the words asked for are in the name; "" asks for a speaker left unclear."""
    return asked.lower() in name.lower() if asked else not name


def _figure_fits(item: Item, found: Figure) -> bool:
    given = {
        "value": float(found.value),
        "upper": None if found.upper is None else float(found.upper),
        "unit": found.normalized_unit,
        "currency": found.currency,
        "bound": found.bound,
    }
    words = item["figure"]
    return words in found.excerpt.words and all(
        given[key] == asked for key, asked in item.items() if key != "figure"
    )


def _measure_fits(item: Item, found: Measure) -> bool:
    given: dict[str, object] = {
        "measure_status": found.status.value,
        "imposer": found.imposer,
        "rate": None if found.rate is None else float(found.rate),
        "rate_before": None if found.rate_before is None else float(found.rate_before),
    }
    goods = item.get("goods")
    return (goods is None or goods in (found.goods or "")) and all(
        given[key] == asked for key, asked in item.items() if key != "goods"
    )


def broken(trap: dict[str, Any], found: Analysis) -> Iterator[str]:
    """What the trap caught, one line each; nothing where it was avoided."""
    yield from (f"found {item}" for item in trap["must_not"] if holds_somewhere(item, found))
    yield from (f"no {item}" for item in trap["must"] if not holds_somewhere(item, found))


@pytest.mark.model
def test_traps_stay_above_the_floor(pipeline: Pipeline) -> None:
    """At least as many traps hold as when the floor was pinned; the failing ones are named."""
    failing: list[str] = []
    for trap, found in zip(
        TRAPS, pipeline.analyze_many(trap["text"] for trap in TRAPS), strict=True
    ):
        assert isinstance(found, Analysis)
        if caught := list(broken(trap, found)):
            failing.append(f"{trap['id']}: {'; '.join(caught)}")
    held = len(TRAPS) - len(failing)
    report = f"{held} of {len(TRAPS)} traps hold ({100 * held / len(TRAPS):.1f} %)"
    show(report)
    assert held >= FLOORS["traps"]["held"], "\n".join([report, *failing])


def show(row: str) -> None:
    """A row of the accuracy, seen where pytest is asked for output (-s or -rP)."""
    sys.stdout.write(f"\n{row}\n")


@pytest.fixture(scope="module")
def articles() -> list[MarkedArticle]:
    """The gold texts of this folder."""
    return [article for path in TEXTS for article in read_articles(path)]


@pytest.mark.model
def test_accuracy_on_the_texts_stays_above_the_floors(
    pipeline: Pipeline, articles: list[MarkedArticle]
) -> None:
    """F1 of each metric and kind, right sources and right names, against the pinned floors."""
    report = score(articles, predict(pipeline, articles))
    rows = "\n".join(table(report))
    show(rows)
    fallen = [
        f"{name}: {reached:.1f} is under {FLOORS['texts'][name]}"
        for name, reached in measured(report)
        if reached < FLOORS["texts"][name]
    ]
    assert not fallen, "\n".join([*fallen, rows])


def measured(report: Report) -> Iterator[tuple[str, float]]:
    """Every number that has a floor, in percent, by its name in floors.toml."""
    for metric in METRICS:
        for kind in KINDS:
            yield f"{metric} {kind} f1", 100 * report.tally(metric, kind).f1
    yield "attribution .8 all precision", 100 * report.tally("attribution .8", "all").precision
    yield "right source", 100 * report.speaker_right["all"] / max(1, report.speaker_asked["all"])
    yield "right name", 100 * report.name_right / max(1, report.name_asked)


@pytest.mark.model
def test_figures_and_measures_of_the_gold_are_found(pipeline: Pipeline) -> None:
    """Shares of the gold's figures (by value) and measures (rate, imposer, status) found."""
    right = {"figures": 0, "measures": 0}
    asked = {"figures": 0, "measures": 0}
    missed: list[str] = []
    for path in TEXTS:
        gold = read(path)
        found = pipeline.analyze(gold["text"])
        for kind, ok in (("figures", _has_figure), ("measures", _has_measure)):
            for row in gold[kind]:
                asked[kind] += 1
                right[kind] += ok(row, found)
                if not ok(row, found):
                    missed.append(f"{gold['id']}: {kind} {row}")
    show(", ".join(f"{kind}: {right[kind]} of {asked[kind]} found" for kind in asked))
    for kind in asked:
        assert right[kind] >= FLOORS["found"][kind], "\n".join(missed)


def _has_figure(row: dict[str, Any], found: Analysis) -> bool:
    return any(
        float(figure.value) == row["value"] and figure.excerpt.words in row["sentence"]
        for figure in found.figures
    )


def _has_measure(row: dict[str, Any], found: Analysis) -> bool:
    return any(
        (
            measure.imposer,
            list(measure.targets),
            None if measure.rate is None else float(measure.rate),
            measure.status.value,
        )
        == (row["imposer"], row["targets"], row["rate_pct"], row["status"])
        for measure in found.measures
    )
