"""Claims as Markdown to read and paste: words of articles stay words, and do nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.exports.rows import Export, ExportRow
from handlers.showing.plaintext import clean
from handlers.words.wording import count, day

_LABELS = {"statement": "indirect: ", "position": "position: "}
# A backslash makes a sign plain. Names behind "@", numbers behind "#" and ":names:" are looked
# for in what is shown, after all escapes: a joiner that nobody sees parts them.
_JOINER = "\u2060"
_LIVE = re.compile(
    r"(?P<named>@(?=\w)|\#(?=\w)|:(?=[\w+-]{1,64}:))"
    r"|(?P<sign>[\\`*_\[\]<>|~&\#^$]|:(?=//)|(?<=\w)\.(?=[^\W\d_]{2})|(?<=www)\.|(?<=mailto):)"
    r"|^(?P<start>\d*)(?P<point>(?<=\d)[.)]|(?<!\d)[-+=])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][A-Za-z0-9._~/?#=%&+,;:@-]*)?")
_LONGEST_ADDRESS = 1_000


def render(export: Export) -> bytes:
    """UTF-8: a title, then each claim with its words, its source and its id."""
    over = f"{count(len(export.rows), 'claim')} as of {day(export.as_of)}, newest first."
    head = (
        f"# {escape(export.title)}",
        "",
        f"{over} Offsets count characters of the stored article.",
    )
    blocks = ("\n".join(_block(number, row)) for number, row in enumerate(export.rows, start=1))
    return ("\n\n".join(("\n".join(head), *blocks)) + "\n").encode("utf-8", "replace")


def _block(number: int, row: ExportRow) -> Iterator[str]:
    yield f"## {number}. {escape(_title(row))}"
    yield ""
    yield f"> {_LABELS.get(row.kind, '')}{escape(row.sentence or row.quoted)}"
    yield ""
    source = (row.headline or "no headline", row.outlet or "outlet unknown", row.byline)
    told = (*source, row.published or "date unknown", f"paragraph {row.paragraph}")
    yield f"- Source: {' · '.join(escape(each) for each in told if each)}"
    if row.url:
        yield f"- Link: {_link(row.url)}"
    yield f"- Found: {escape(_found(row))}"
    yield f"- Status: {row.status.shown}"
    span = f"characters {row.span.start} to {row.span.end}"
    yield f"- Id: {escape(row.id)}; {span} of article {escape(row.article_id)}"


def _title(row: ExportRow) -> str:
    if row.reading:
        return f"{row.reading} ({row.kind})"
    who = f"{row.speaker} ({row.role})" if row.role else row.speaker
    return f"{who} {row.cue}".rstrip()


def _found(row: ExportRow) -> str:
    sure = "" if row.confidence is None else f"confidence {row.confidence:.0%}"
    how = f"speaker {row.how}" if row.how else "read from this sentence"
    return ", ".join(filter(None, (how, sure)))


def _link(url: str) -> str:
    """The address as a link where it can hold nothing but an address; else only its words."""
    plain = len(url) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(url)
    return f"<{url}>" if plain else escape(url)


def escape(words: str) -> str:
    """Foreign words in one line: no markup, link, mention or emoji is left, wherever it stands."""
    return _LIVE.sub(_plain, clean(words).strip())


def _plain(found: re.Match[str]) -> str:
    if found["named"]:
        return f"\\{found['named']}{_JOINER}"
    if found["sign"]:
        return f"\\{found['sign']}"
    return f"{found['start']}\\{found['point']}"
