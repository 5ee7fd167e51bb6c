"""Claims as CSV that a spreadsheet can open: no cell of it is ever run as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable

from handlers.exports.rows import Export, ExportRow
from handlers.showing.plaintext import clean

# What begins a formula in some spreadsheet, full-width forms included, also behind blanks,
# quotation marks and signs that nobody sees.
_FORMULA = "=+\\-@\uff1d\uff0b\uff0d\uff20\u2212\ufe62\ufe63\ufe66\ufe6b"
_UNSEEN = "\\s\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff"
_MARKS = "\"'“”„‟‘’‚‛«»‹›`´＂＇"
_BEGINS = re.compile(f"[{_UNSEEN}{_MARKS}]*[{_FORMULA}]")
# A spreadsheet that takes another sign than the comma cuts cells there: the rest begins one.
_CUT = re.compile(f"(?<=[;,|])(?=[{_MARKS}]*[{_FORMULA}])")

_COLUMNS: tuple[tuple[str, Callable[[Export, ExportRow], object]], ...] = (
    ("id", lambda _, row: row.id),
    ("kind", lambda _, row: row.kind),
    ("speaker", lambda _, row: row.speaker),
    ("role", lambda _, row: row.role),
    ("how_found", lambda _, row: row.how),
    ("cue", lambda _, row: row.cue),
    ("words", lambda _, row: row.quoted),
    ("reading", lambda _, row: row.reading),
    ("sentence", lambda _, row: row.sentence),
    ("start", lambda _, row: row.span.start),
    ("end", lambda _, row: row.span.end),
    ("passage", lambda _, row: row.span.words),
    ("paragraph", lambda _, row: row.paragraph),
    ("article_id", lambda _, row: row.article_id),
    ("headline", lambda _, row: row.headline),
    ("outlet", lambda _, row: row.outlet),
    ("byline", lambda _, row: row.byline),
    ("published", lambda _, row: row.published),
    ("link", lambda _, row: row.url),
    ("status", lambda _, row: row.status.shown),
    ("confidence", lambda _, row: "" if row.confidence is None else f"{row.confidence:.2f}"),
    ("as_of", lambda export, _: export.as_of.isoformat()),
)


def render(export: Export) -> bytes:
    """UTF-8 with the signature that spreadsheets look for; every cell of a row in quotes.

    `passage` equals the article from `start` to `end`, but for what `cell` does to it.
    """
    rows = ([str(of(export, row)) for _, of in _COLUMNS] for row in export.rows)
    return table([name for name, _ in _COLUMNS], rows)


def table(names: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Names of columns and rows of foreign words as such a file."""
    text = io.StringIO(newline="")
    text.write(",".join(names) + "\r\n")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([cell(each) for each in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def cell(words: str) -> str:
    """Foreign words in one line, with an apostrophe before what could begin a formula."""
    line = _CUT.sub("'", clean(words))
    return f"'{line}" if _BEGINS.match(line) else line
