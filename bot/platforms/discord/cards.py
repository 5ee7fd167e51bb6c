"""One measure, figure or claim of an answer in Discord's markup."""

from __future__ import annotations

from bot.platforms.discord.markup import escape, inline
from handlers.newsroom import Status
from handlers.reply import Card, ClaimCard, FigureCard, MeasureCard, Receipt
from handlers.showing.plaintext import why_of
from handlers.showing.telling import telling

NAME = 200  # characters shown of a name, role, cue, date or place
LINE = 1_200  # … of a line of our own making
QUOTED = 30_000  # … of one quotation or passage; a longer one says where the rest is


def fact(card: MeasureCard | FigureCard) -> str:
    """A measure or figure on one line, with its receipts."""
    why = inline(why_of(card), NAME)
    return f"• {inline(card.line, LINE)} {_receipts(card)}{_status(card.status)}{why}"


def bold(name: str) -> str:
    """A name in bold letters; nothing for none."""
    words = inline(name, NAME)
    return f"**{words}**" if words else ""


def _status(status: Status) -> str:
    return "" if status is Status.UNCHECKED else f" ({status.shown})"


def _receipts(card: Card) -> str:
    """The numbers of all its receipts, and in how many articles it stands."""
    numbers = "".join(number_of(each) for each in (card.receipt, *card.also))
    return f"{numbers} {inline(card.spread, NAME)}".rstrip()


def number_of(receipt: int) -> str:
    """A receipt's number as it stands in the text."""
    return f"\\[{receipt}\\]"


def said(card: ClaimCard, receipts: dict[int, Receipt]) -> str:
    """Who, by which cue; the exact words as a block quotation; where they stand."""
    told = telling(card, lambda text: inline(text, NAME))
    who = f"{told.before} {bold(card.speaker)}".lstrip()
    if card.role:
        who = f"{who} ({inline(card.role, NAME)})"
    who = f"{who} {told.cue}".rstrip()
    if told.asides:
        who = f"{who}, {'; '.join(told.asides)}"
    label = {"statement": "indirect: ", "position": "position: "}.get(card.kind, "")
    words = " … ".join(escape(piece, QUOTED) for piece in card.words)
    quoted = "\n".join(f"> {line}" for line in f"{label}{words}".split("\n") if line.strip())
    source = receipts.get(card.receipt)
    where = f"{outlet_of(source)}, {inline(source.published, NAME)}, " if source else ""
    if any(len(piece) > QUOTED for piece in card.words):
        quoted += "\nThe rest stands in the article: the link is below."
    why = f"; /why {inline(card.claim_id, NAME)}" if card.claim_id else ""
    how = f"-# {where}speaker {inline(card.how, LINE)}{why}"
    return f"{who} {_receipts(card)}{_status(card.status)}\n{quoted}\n{how}"


def outlet_of(receipt: Receipt) -> str:
    """Who printed it, also where that is unknown."""
    return inline(receipt.outlet or "outlet unknown", NAME)
