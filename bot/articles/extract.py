"""The extractor alone, at the command line: articles in, findings out, no store."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import isfinite
from pathlib import Path
from typing import TextIO

from bot.articles.folders import load as load_file
from bot.articles.folders import named, unreadable
from bot.reading.reader import read
from handlers.errors import ArticleRefused, Refused
from nlp.analysis import Analysis
from nlp.faults import TextRefused
from nlp.pipeline import Pipeline, load
from nlp.rows import Row, as_row

LINES_AT_ONCE = 16  # read ahead, so that memory stays bounded whatever the input's length


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One line of input: a text to analyse, or what is wrong with it."""

    id: object
    text: str | None
    error: str | None = None


def extract(
    files: Iterable[Path],
    *,
    jsonl: bool,
    stdin: TextIO,
    stdout: TextIO,
    model: str | None = None,
) -> bool:
    """Analyses files (or standard input when there are none) and writes what is found.

    With `jsonl`, each input line `{"id", "text"}` gives one output line, in order; a line
    that is blank or cannot be read gives `{"id", "error"}`. Otherwise each file is an
    article in any format that `ingest` reads, and its findings are listed for reading.
    `model` names a pipeline other than the locked one. False if a file was refused: that
    is said in its place, and the rest go on. Raises ModelUnavailable; Refused for a file of lines.
    """
    pipeline = load(model)
    gc.freeze()  # the model is not garbage: no need to look at it again
    paths = list(files)
    if jsonl:
        for row in extract_lines(pipeline, _input_lines(paths, stdin)):
            # In ASCII, so that no terminal's encoding can change an id or a name.
            stdout.write(json.dumps(row) + "\n")
            stdout.flush()
        return True
    all_read = True
    for name, text in _texts(paths, stdin):
        refused = isinstance(text, ArticleRefused)
        result = text if isinstance(text, ArticleRefused) else _analysis(pipeline, text)
        stdout.write("\n".join(_listing(name, result)) + "\n")
        all_read = all_read and not refused
    return all_read


def extract_lines(pipeline: Pipeline, lines: Iterable[bytes]) -> Iterator[Row]:
    """One output row for each input line, in order, blank and broken ones included."""
    waiting = map(_read_line, lines)
    while batch := list(islice(waiting, LINES_AT_ONCE)):
        results = pipeline.analyze_many(line.text for line in batch if line.text is not None)
        for line in batch:
            if line.text is None:
                yield {"id": line.id, "error": line.error}
                continue
            result = next(results)
            if isinstance(result, TextRefused):
                yield {"id": line.id, "error": str(result)}
            else:
                yield {"id": line.id, **as_row(result)}


def _read_line(line: bytes) -> _Line:
    try:
        row = json.loads(line, parse_float=_finite, parse_constant=_finite)
    except (ValueError, RecursionError) as error:
        return _Line(id=None, text=None, error=f"This line is not JSON in UTF-8: {error}")
    if not isinstance(row, dict):
        return _Line(id=None, text=None, error='A line must be an object {"id", "text"}.')
    text = row.get("text")
    if not isinstance(text, str):
        return _Line(id=row.get("id"), text=None, error='The line has no "text" that is a string.')
    return _Line(id=row.get("id"), text=text)


def _finite(number: str) -> float:
    """A number that JSON can say again: what we write must be JSON whatever id we were given."""
    value = float(number)
    if not isfinite(value):
        raise ValueError(f"{number[:20]} is no number in JSON")
    return value


def _input_lines(paths: list[Path], stdin: TextIO) -> Iterator[bytes]:
    if not paths:
        yield from getattr(stdin, "buffer", None) or (line.encode() for line in stdin)
    for path in paths:
        try:
            with path.open("rb") as stream:
                yield from stream
        except OSError as error:
            raise Refused(f"{path}: {unreadable(path, error).why}") from None


def _texts(paths: list[Path], stdin: TextIO) -> Iterator[tuple[str, str | ArticleRefused]]:
    """Each text with its name: of files what an article says, without mark-up."""
    if not paths:
        yield "standard input", stdin.read()
    for path in paths:
        try:
            yield named(path), read(path.name, load_file(path)).text
        except OSError as error:
            yield named(path), ArticleRefused(unreadable(path, error).why)
        except ArticleRefused as refusal:
            yield named(path), refusal


def _analysis(pipeline: Pipeline, text: str) -> Analysis | TextRefused:
    return next(iter(pipeline.analyze_many([text])))


def _listing(name: str, result: Analysis | TextRefused | ArticleRefused) -> Iterator[str]:
    """The findings of one text, for reading on a terminal."""
    yield f"== {name}"
    if isinstance(result, TextRefused | ArticleRefused):
        yield f"refused   {result}"
        return
    for found in result.attributions:
        who = ", ".join(s.name or "unclear" for s in found.speakers) or "no source named"
        cue = found.cue.excerpt.words if found.cue else "—"
        words = " … ".join(c.words for c in found.contents)
        yield f"{found.kind.value:9} {found.confidence:.2f}  {who} [{cue}] {words}"
    for figure in result.figures:
        yield f"figure    {figure.excerpt.words}: {figure.concept or ''}"
    for measure in result.measures:
        targets = ", ".join(measure.targets) or "all"
        status = measure.status.value
        yield f"measure   {measure.imposer or '?'} → {targets}: {measure.rate} ({status})"
