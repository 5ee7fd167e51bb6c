"""A reply as plain text, complete: the console's answer and every platform's fallback."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence

from handlers.newsroom import Status
from handlers.reply import (
    Action,
    Card,
    ClaimCard,
    FigureCard,
    MeasureCard,
    Receipt,
    Reply,
    Row,
    Section,
)
from handlers.showing.telling import telling

Escape = Callable[[str], str]

# Escape sequences of terminals (CSI, OSC and the short ones), then any other control.
_TERMINAL = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?|\x1b[ -/]*[0-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]"
)
_LABELS = {"statement": "indirect", "position": "position"}
_INDENT = "    "

_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
# Control characters, halves of characters, and what turns the direction of the words.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


def clean(text: str) -> str:
    """Foreign text in one line, without what steers a terminal or turns its direction."""
    return _UNSEEN.sub("", _BREAKS.sub(" ", _TERMINAL.sub("", text)))


def render(reply: Reply, *, width: int | None = None, escape: Escape = str) -> str:
    """The whole reply, sections divided by blank lines.

    `width` wraps lines for a terminal (None: one line each). `escape` is applied to
    each piece of text after cleaning, and must not depend on its neighbours.
    """

    def plain(text: str) -> str:
        return escape(clean(text))

    receipts = {receipt.number: receipt for receipt in reply.receipts}
    sections = (
        [plain(reply.headline)],
        [plain(note) for note in reply.notes],
        *(lines for part in reply.parts for lines in _part(part, receipts, plain)),
        [plain(moment.words) for moment in reply.moments if not _told(moment.words, reply)],
        [f"Picture: {plain(chart.title)}. {plain(chart.alt)}" for chart in reply.charts],
        _list("Sources", [_receipt(receipt, plain) for receipt in reply.receipts]),
        [f"File: {plain(file.name)}. {plain(file.alt)}" for file in reply.files],
        [_action(action, plain) for action in reply.actions if action.name != "keep"],
        [plain(reply.rests)] if reply.rests else [],
    )
    return "\n\n".join(
        "\n".join(_wrapped(line, width) for line in lines) for lines in sections if lines
    )


def _part(part: Section, receipts: dict[int, Receipt], plain: Escape) -> Iterator[list[str]]:
    """One section: its title and notes, then its lists, each under its own title."""
    yield [plain(text) for text in (part.title, *part.notes) if text]
    lists = (
        ("Measures", [*_facts(part.measures, receipts, plain)]),
        ("Figures", [*_facts(part.figures, receipts, plain)]),
        ("Who said what", [ln for card in part.claims for ln in _said(card, receipts, plain)]),
    )
    for title, lines in lists:
        yield _list(title, lines) if part.mixed else lines
    yield [_row(row, plain) for row in part.rows]


def _row(row: Row, plain: Escape) -> str:
    line = f"{plain(row.label)}  {plain(row.text)}".rstrip()
    return line + "".join(f" [{number}]" for number in row.receipts)


def _told(words: str, reply: Reply) -> bool:
    rows = (row.text for row in reply.rows)
    return any(words in text for text in (reply.headline, *reply.notes, *rows))


def _list(title: str, lines: list[str]) -> list[str]:
    return [title, *lines] if lines else []


def _wrapped(line: str, width: int | None) -> str:
    if width is None or len(line) <= width:
        return line
    lead = line[: len(line) - len(line.lstrip())]
    return textwrap.fill(
        line.lstrip(),
        width=max(width, 20),
        initial_indent=lead,
        subsequent_indent=lead + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _facts(
    cards: Sequence[MeasureCard | FigureCard], receipts: dict[int, Receipt], plain: Escape
) -> Iterator[str]:
    """A line for each that says it in short, and below those of one sentence that sentence.

    Lines of the ledger are put together from several claims: their cells have receipts.
    """
    for place, card in enumerate(cards):
        yield f"  {plain(card.line)} {receipts_of(card)}{_status(card.status)}{why_of(card)}"
        ledger = isinstance(card, MeasureCard) and bool(card.cells)
        following = cards[place + 1] if place + 1 < len(cards) else None
        again = following and (following.sentence, following.receipt) == (
            card.sentence,
            card.receipt,
        )
        if not ledger and not again:
            yield f"{_INDENT}{plain(card.sentence)} — {_where(card, receipts, plain)}"


def _where(card: Card, receipts: dict[int, Receipt], plain: Escape) -> str:
    """ "Harbor Gazette, 5 June 2025"."""
    source = receipts.get(card.receipt)
    return f"{_outlet(source, plain)}, {source.published}" if source else ""


def why_of(card: Card) -> str:
    """ "; /why abcdefghij"; "" of what is not stored, and of a line that several claims make up."""
    whole = not isinstance(card, MeasureCard) or not card.cells
    return f"; /why {card.claim_id}" if card.claim_id and whole else ""


def receipts_of(card: Card) -> str:
    """The numbers of all its receipts, and in how many articles it stands: "[1][4] in 2 …"."""
    numbers = "".join(f"[{number}]" for number in (card.receipt, *card.also))
    return f"{numbers} {card.spread}".rstrip()


def _status(status: Status) -> str:
    return "" if status is Status.UNCHECKED else f" ({status.shown})"


def _said(card: ClaimCard, receipts: dict[int, Receipt], plain: Escape) -> Iterator[str]:
    told = telling(card, plain)
    who = f"{told.before} {plain(card.speaker)}".lstrip()
    if card.role:
        who = f"{who} ({plain(card.role)})"
    who = f"{who} {told.cue}".rstrip()
    extra = f", {'; '.join(told.asides)}" if told.asides else ""
    yield f"  {who}{extra} {receipts_of(card)}{_status(card.status)}"
    label = _LABELS.get(card.kind)
    words = " … ".join(plain(piece) for piece in card.words)
    yield f"{_INDENT}{label}: {words}" if label else f"{_INDENT}{words}"
    where = f"{where}, " if (where := _where(card, receipts, plain)) else ""
    yield f"{_INDENT}— {where}speaker {plain(card.how)}{why_of(card)}"


def _outlet(receipt: Receipt, plain: Escape) -> str:
    return plain(receipt.outlet or "outlet unknown")


def _receipt(receipt: Receipt, plain: Escape) -> str:
    parts = [_outlet(receipt, plain)]
    if receipt.byline:
        parts.append(plain(receipt.byline))
    parts.append(receipt.published)
    if receipt.paragraphs:
        several = "s" if len(receipt.paragraphs) > 1 else ""
        numbers = ", ".join(map(str, receipt.paragraphs))
        parts.append(f"paragraph{several} {numbers}")
    if receipt.url:
        parts.append(plain(receipt.url))
    return f"  [{receipt.number}] {plain(receipt.headline)} — {' · '.join(parts)}"


def _action(action: Action, plain: Escape) -> str:
    """What to type; "page:" and a cursor lead on from where this answer ends."""
    page = f" page:{action.page}" if action.page else ""
    return f"{plain(action.label + ':')} {plain(action.command + page)}"
