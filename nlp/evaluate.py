"""The evaluation table on the command line: python -m nlp.evaluate GOLD… [--pred FILE].

Without --pred the gold's own texts are read by the pipeline. --compare scores a second
prediction file beside the first; --errors lists what was missed and what was wrong.
Gold may be findings that people judged one by one (`python -m bot export --gold FILE`):
then only these are scored, and how many of those called wrong are found again is told.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from nlp.faults import TextRefused
from nlp.golds import Marked, MarkedArticle, read_articles, read_marks, read_quantities, read_spans
from nlp.judging import judged_lines, judged_part
from nlp.pipeline import Pipeline, load
from nlp.quantities import quantity_lines
from nlp.rows import as_row
from nlp.scoring import KINDS, Report, score

METRICS = ("content exact", "content .8", "attribution .8")


def predict(pipeline: Pipeline, gold: Sequence[MarkedArticle]) -> list[MarkedArticle]:
    """What the pipeline finds in the texts of the gold; a refused text gives nothing."""
    found: list[MarkedArticle] = []
    results = pipeline.analyze_many(article.text for article in gold)
    for article, result in zip(gold, results, strict=True):
        row = {} if isinstance(result, TextRefused) else as_row(result)
        found.append(
            MarkedArticle(
                id=article.id,
                text=article.text,
                attributions=read_marks(row),
                figures=read_spans(row, "quantities"),
                measures=read_spans(row, "measures"),
                quantities=read_quantities(row),
            )
        )
    return found


def table(report: Report) -> Iterator[str]:
    """The whole evaluation as lines of text."""
    yield f"{'':16}" + "".join(
        f"{f'{kind} ({report.tally(METRICS[0], kind).gold})':>26}" for kind in KINDS
    )
    for metric in METRICS:
        cells = [report.tally(metric, kind) for kind in KINDS]
        yield f"{metric:16}" + "".join(
            f"{f'{100 * c.f1:.1f} P {100 * c.precision:.1f} R {100 * c.recall:.1f}':>26}"
            for c in cells
        )
    yield "right source given the content: " + ", ".join(
        f"{kind} {_percent(report.speaker_right[kind], report.speaker_asked[kind])}"
        for kind in KINDS
    )
    if report.name_asked:
        yield "right resolved speaker: " + _percent(report.name_right, report.name_asked)
    yield from _reliability(report)


def _reliability(report: Report) -> Iterator[str]:
    """How often findings of each confidence are right."""
    for tenth, (stored, right) in sorted(report.bins.items()):
        yield f"confidence {tenth / 10:.1f}–{tenth / 10 + 0.1:.1f}: {_percent(right, stored)}"


def _percent(right: int, asked: int) -> str:
    return f"{100 * right / asked:.1f} % of {asked}" if asked else "none asked"


def errors(report: Report) -> Iterator[str]:
    """What was wrong and what was missed, one line each."""
    for label, marks in (("WRONG", report.wrong), ("MISSED", report.missed)):
        for article, marked in marks:
            yield f"{label} {article.id}: {_words(article.text, marked)}"
    for article, gold, found in report.misnamed:
        names = " is ".join(", ".join(each.speakers or ("?",)) for each in (found, gold))
        yield f"NAMED {article.id}: {names}: {_words(article.text, found)}"


def _words(text: str, marked: Marked) -> str:
    source, cue, content = (
        " … ".join(text[start:end] for start, end in spans)
        for spans in (marked.source, marked.cue, marked.content)
    )
    sure = "" if marked.confidence is None else f" ({marked.confidence:.2f})"
    return f"[{source}] [{cue}] {content}{sure}".replace("\n", " ")


def _read(parser: argparse.ArgumentParser, path: Path) -> list[MarkedArticle]:
    """The articles of a file; where it holds none, the command ends with a sentence on it."""
    try:
        return read_articles(path)
    except (OSError, EOFError, ValueError, LookupError, TypeError, AttributeError) as wrong:
        why = wrong.strerror if isinstance(wrong, OSError) and wrong.strerror else str(wrong)
        parser.exit(
            2,
            f"{path} cannot be read as gold or predictions ({why}): give a .json file of one "
            "article, or .jsonl or .jsonl.gz with one in each line.\n",
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table for the gold files given; 0 when done."""
    parser = argparse.ArgumentParser(prog="python -m nlp.evaluate", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--pred", type=Path, help="predictions to score in place of the pipeline")
    parser.add_argument("--compare", type=Path, help="a second prediction file")
    parser.add_argument("--errors", action="store_true", help="list what was wrong and missed")
    options = parser.parse_args(arguments)
    gold = [article for path in options.gold for article in _read(parser, path)]
    first = _read(parser, options.pred) if options.pred else predict(load(), gold)
    runs = [("predicted", first)]
    if options.compare:
        runs.append(("compared", _read(parser, options.compare)))
    for name, predicted in runs:
        report = score(gold, judged_part(gold, predicted))
        attributed = any(article.attributions or article.wrong for article in gold)
        quantified = list(quantity_lines(gold, predicted))
        rows = table(report) if attributed or not quantified else ()
        lines = [f"== {name}", *rows, *quantified, *judged_lines(gold, predicted)]
        lines += errors(report) if options.errors else ()
        sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
