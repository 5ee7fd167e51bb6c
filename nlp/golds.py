"""Reads gold annotations and predictions: jsonl (gzipped or not) and single JSON files."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """One attribution, gold or predicted: spans are characters of the article's text."""

    content: Spans
    source: Spans
    cue: Spans
    speakers: tuple[str, ...] | None = None  # resolved names, where the file gives them
    confidence: float | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A finding that somebody called wrong: it should not be found like this again.

    `mistake` is "speaker" (the words are right), "words" (others were meant) or
    "not-a-claim". Just one of the other three is given.
    """

    mistake: str
    attribution: Marked | None = None
    figure: tuple[int, int] | None = None
    measure: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in whole units, two of a range, with the sign of its change and its unit."""

    values: tuple[float, ...]
    change: str = "="
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """An article's text with its attributions; predictions may leave the text empty.

    Of a `partial` one only some findings were judged: others may be right or wrong.
    """

    id: str
    text: str
    attributions: tuple[Marked, ...]
    figures: Spans = ()
    measures: Spans = ()
    quantities: tuple[Quantity, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    partial: bool = False


def read_articles(path: Path) -> list[MarkedArticle]:
    """The articles of a `.jsonl`, `.jsonl.gz` or `.json` file, in order.

    A `.json` file holds one article; where it has "claims" and names its article in place
    of the text, the text is looked for beside it and in a folder `articles` next to its own.
    """
    return [_article(row, path) for row in _rows(path)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".json":
        yield json.loads(path.read_text(encoding="utf-8"))
        return
    open_it = gzip.open if path.suffix == ".gz" else open
    with open_it(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _article(row: dict[str, Any], path: Path) -> MarkedArticle:
    text = row.get("text")
    if text is None and "article" in row:
        text = _text_beside(path, str(row["article"]))
    return MarkedArticle(
        id=str(row.get("id", row.get("article", ""))),
        text=text or "",
        attributions=read_marks(row),
        figures=read_spans(row, "quantities"),
        measures=read_spans(row, "measures"),
        quantities=read_quantities(row),
        wrong=tuple(_wrong(each) for each in row.get("wrong", ())),
        partial=bool(row.get("partial", False)),
    )


def _wrong(row: dict[str, Any]) -> Wrong:
    marks, figures = read_marks(row), read_spans(row, "quantities")
    measures = read_spans(row, "measures")
    return Wrong(
        mistake=str(row["mistake"]),
        attribution=marks[0] if marks else None,
        figure=figures[0] if figures else None,
        measure=measures[0] if measures else None,
    )


def read_spans(row: dict[str, Any], name: str) -> Spans:
    """The places of one row's "quantities" or "measures"; other formats than ours give none."""
    spans = [each.get("span") for each in row.get(name, ()) if isinstance(each, dict)]
    return _spans([span for span in spans if isinstance(span, list) and len(span) == 2])


def read_quantities(row: dict[str, Any]) -> tuple[Quantity, ...]:
    """The quantities of one row that give their value; other formats than ours give none."""
    found = [q for q in row.get("quantities", ()) if isinstance(q, dict) and "value" in q]
    return tuple(
        Quantity(
            values=tuple(map(float, value if isinstance(value, list) else [value])),
            change=str(each.get("change") or "="),
            unit=str(each.get("normalized_unit") or ""),
        )
        for each in found
        for value in [each["value"]]
        if value is not None
    )


def read_marks(row: dict[str, Any]) -> tuple[Marked, ...]:
    """The attributions of one row, under either name that the formats give them."""
    marks = row.get("attributions", row.get("claims", []))
    return tuple(_marked(a) for a in marks if a.get("content"))


def _text_beside(path: Path, name: str) -> str:
    for folder in (path.parent, path.parent.parent / "articles"):
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8")
    raise FileNotFoundError(f"The text {name} that {path.name} annotates is not beside it.")


def _marked(row: dict[str, Any]) -> Marked:
    speakers = row.get("speakers")
    return Marked(
        content=_spans(row["spans"] if "spans" in row else row["content"]),
        source=_spans(row.get("source") or []),
        cue=_spans(row["cue"]) if isinstance(row.get("cue"), list) else (),
        speakers=None if speakers is None else tuple(speakers),
        confidence=row.get("confidence"),
        kind=row.get("kind") or row.get("type"),
    )


def _spans(pairs: list[list[int]]) -> Spans:
    return tuple((int(start), int(end)) for start, end in pairs)
