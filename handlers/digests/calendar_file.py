"""Days to come as a calendar file (RFC 5545): whole-day events, escaped and folded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta

from handlers.digests.deadlines import Deadline
from handlers.reply import File
from handlers.showing.plaintext import clean
from handlers.words.wording import count, published

_LONGEST = 75  # bytes of a line without its end


def deadlines_file(days: Sequence[Deadline], made: datetime) -> File:
    """Days to come as the file that goes with an answer."""
    return File(
        name="claimwire-deadlines.ics",
        media="text/calendar",
        data=calendar_file(days, made),
        alt=f"{count(len(days), 'day')} to come, for a calendar.",
    )


def calendar_file(days: Iterable[Deadline], made: datetime) -> bytes:
    """One event a day to come; an event keeps its identity when the file is made again."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Claimwire//Deadlines//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *(line for one in days for line in _event(one, made)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def _event(one: Deadline, made: datetime) -> Iterator[str]:
    held = one.held
    article = held.article.parsed
    outlet = article.outlet or "outlet unknown"
    parts = (one.key.family, one.key.imposer, sorted(one.key.targets), sorted(one.key.goods))
    measure_of = f"{parts}\x1f{one.ends}"
    uid = hashlib.sha256(measure_of.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    _, _, what = one.line.partition(": ")
    source = f"{outlet}, {published(article.published)}, claim {held.claim.id}"
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@claimwire"
    yield f"DTSTAMP:{made.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{one.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{one.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'{what[:1].upper()}{what[1:]}')}"
    yield f"DESCRIPTION:{escaped(source)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Text as a value: one line without control characters, its separators escaped."""
    plain = clean(text).replace("\\", "\\\\")
    return plain.replace(";", "\\;").replace(",", "\\,")


def folded(line: str) -> bytes:
    """A line in pieces of at most 75 bytes, cut between characters, each on a line of its own."""
    pieces, piece = list[bytes](), b""
    for char in line:
        encoded = char.encode("utf-8", "replace")
        room = _LONGEST if not pieces else _LONGEST - 1
        if len(piece) + len(encoded) > room:
            pieces.append(piece)
            piece = b""
        piece += encoded
    pieces.append(piece)
    return b"\r\n ".join(pieces) + b"\r\n"
