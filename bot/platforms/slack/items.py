"""A reply as a row of small items, each of which fits into any message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from bot.platforms.slack.text import break_up, escaped_length, safe_host, shorten
from handlers.newsroom import Status
from handlers.reply import (
    HISTORY,
    ClaimCard,
    FigureCard,
    MeasureCard,
    Moment,
    Receipt,
    Reply,
    Section,
)
from handlers.showing.plaintext import clean, receipts_of, why_of
from handlers.showing.restated import shows
from handlers.showing.telling import telling

LONGEST_HEADER = 150
# Two items of this length and their sources fit into one message, even if escaping
# doubles them.
_LONGEST_ITEM = 1_400
_LONGEST_NAME = 120
_LABELS = {"statement": "indirect: ", "position": "position: "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Words of one look: `style` is "", "bold" or "italic".

    With `url` they are a link, with `at` they are shown as that moment in local time,
    with `person` they are that person's id, shown as a name.
    """

    text: str
    style: str = ""
    url: str | None = None
    at: datetime | None = None
    person: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One paragraph: a "section", a "quote" or a "bullet"."""

    kind: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is shown or left for later as a whole, and the receipts it cites.

    `claim` is the id of the claim that it shows, `label` that claim in a few words; `shows`
    are the ids of all claims that it rests on.
    """

    parts: tuple[Part, ...]
    cites: frozenset[int] = frozenset()
    torn: bool = False  # the next item goes on in the middle of it
    claim: str = ""
    label: str = ""
    shows: tuple[str, ...] = ()

    @property
    def marked(self) -> Item:
        """With an omission mark at its end, for where the next item is on another page."""
        last = self.parts[-1]
        return replace(
            self, parts=(*self.parts[:-1], replace(last, runs=(*last.runs, Run(text=" …"))))
        )

    @classmethod
    def of_runs(cls, *runs: Run) -> Item:
        """An item of one plain paragraph."""
        return cls(parts=(Part(kind="section", runs=runs),))


def fits_header(headline: str, people: tuple[str, ...] = ()) -> bool:
    """Whether a headline can be a header block: short, nothing to escape, nobody named by id."""
    if any(each in headline for each in people):
        return False
    return 0 < len(headline) <= LONGEST_HEADER and not set("&<>") & set(headline)


def items_of(reply: Reply) -> tuple[Item, ...]:
    """All of a reply but its buttons, in the order of showing; nothing is left out."""
    return tuple(piece for item in _whole_items(reply) for piece in _in_pieces(item))


def receipt_item(receipt: Receipt, *, first: bool) -> Item:
    """The source line of one receipt, under its title where it is the first."""
    facts = [receipt.outlet or "outlet unknown", receipt.byline or "", receipt.published]
    if receipt.paragraphs:
        several = "s" if len(receipt.paragraphs) > 1 else ""
        facts.append(f"paragraph{several} {', '.join(map(str, receipt.paragraphs))}")
    told = " · ".join(shorten(clean(fact), _LONGEST_NAME) for fact in facts if fact)
    runs = [
        Run(text=f"[{receipt.number}] "),
        Run(text=shorten(clean(receipt.headline), _LONGEST_NAME), style="bold"),
        Run(text=f" — {told}"),
    ]
    host = safe_host(receipt.url)
    if receipt.url:
        runs.append(Run(text=" · "))
        words = host or shorten(clean(receipt.url), _LONGEST_NAME)
        runs.append(Run(text=words, url=receipt.url if host else None))
    title = (Part(kind="section", runs=(Run(text="Sources", style="bold"),)),) if first else ()
    return Item(parts=(*title, Part(kind="section", runs=tuple(runs))))


def _whole_items(reply: Reply) -> Iterator[Item]:
    headline = clean(reply.headline)
    if not fits_header(headline, reply.people):
        yield Item.of_runs(*_with_people((Run(text=headline, style="bold"),), reply.people))
    for note in reply.notes:
        yield Item.of_runs(*_with_people(_with_moments(clean(note), reply.moments), reply.people))
    receipts = {receipt.number: receipt for receipt in reply.receipts}
    for part in reply.parts:
        yield from _section(part, receipts, reply.people)
    for moment in reply.moments:
        if not any(moment.words in note for note in (reply.headline, *reply.notes)):
            yield Item.of_runs(Run(text=clean(moment.words), at=moment.at))
    for chart in reply.charts:
        words = f"  {clean(chart.alt)}"
        yield Item.of_runs(Run(text=clean(chart.title), style="bold"), Run(text=words))
    for file in reply.files:
        words = f"  {clean(file.alt)}"
        yield Item.of_runs(Run(text=clean(file.name), style="bold"), Run(text=words))
    cited = {number for part in reply.parts for number in _cited(part)}
    uncited = [each for each in reply.receipts if each.number not in cited]
    for place, receipt in enumerate(uncited):
        yield receipt_item(receipt, first=place == 0)


def _section(
    part: Section, receipts: dict[int, Receipt], people: tuple[str, ...]
) -> Iterator[Item]:
    """One section of an answer: title and notes, then its lists."""
    if part.title:
        yield Item.of_runs(Run(text=clean(part.title), style="bold"))
    for note in part.notes:
        yield Item.of_runs(Run(text=clean(note)))
    lists = (
        ("Measures", [_fact(card) for card in part.measures]),
        ("Figures", [_fact(card) for card in part.figures]),
        ("Who said what", [_said(card, receipts) for card in part.claims]),
    )
    for title, items in lists:
        yield from _titled(title, items) if part.mixed else items
    for row in part.rows:
        numbers = "".join(f" [{number}]" for number in row.receipts)
        words = [Run(text=f"  {clean(row.text)}".rstrip() + numbers)]
        if row.label == HISTORY:  # all other rows hold words of articles
            words = list(_with_people(words, people))
        section = Part(kind="section", runs=(Run(text=clean(row.label), style="bold"), *words))
        yield Item(parts=(section,), cites=frozenset(row.receipts))


def _cited(part: Section) -> Iterator[int]:
    """The receipts that a section's items cite."""
    yield from (number for card in part.cards for number in (card.receipt, *card.also))
    yield from (number for row in part.rows for number in row.receipts)


def _titled(title: str, items: list[Item]) -> Iterator[Item]:
    """The items, the first of them under their common title."""
    for place, item in enumerate(items):
        heading = Part(kind="section", runs=(Run(text=title, style="bold"),))
        yield replace(item, parts=(heading, *item.parts)) if place == 0 else item


def _fact(card: MeasureCard | FigureCard) -> Item:
    line = f"{clean(card.line)} {receipts_of(card)}{_status(card.status)}{why_of(card)}"
    return Item(
        parts=(Part(kind="bullet", runs=(Run(text=line),)),),
        cites=frozenset((card.receipt, *card.also)),
        claim=card.claim_id,
        label=f"[{card.receipt}] {clean(card.line)}",
        shows=shows(card),
    )


def _said(card: ClaimCard, receipts: dict[int, Receipt]) -> Item:
    told = telling(card, clean)
    role = f" ({clean(card.role)})" if card.role else ""
    cue = f" {told.cue}" if told.cue else ""
    extra = f", {'; '.join(told.asides)}" if told.asides else ""
    before = (Run(text=f"{told.before} "),) if told.before else ()
    opening = (
        *before,
        Run(text=clean(card.speaker), style="bold"),
        Run(text=f"{role}{cue}{extra} {receipts_of(card)}{_status(card.status)}"),
    )
    label = _LABELS.get(card.kind)
    words = " … ".join(clean(piece) for piece in card.words)
    quote = (Run(text=label, style="italic"),) if label else ()
    source = receipts.get(card.receipt)
    where = f"{clean(source.outlet or 'outlet unknown')}, {source.published}, " if source else ""
    why = f"; /why {card.claim_id}" if card.claim_id else ""
    closing = Run(text=f"— {where}speaker {clean(card.how)}{why}")
    return Item(
        parts=(
            Part(kind="section", runs=opening),
            Part(kind="quote", runs=(*quote, Run(text=words))),
            Part(kind="section", runs=(closing,)),
        ),
        cites=frozenset((card.receipt, *card.also)),
        claim=card.claim_id,
        label=f"[{card.receipt}] {clean(card.speaker)}: {words}",
        shows=shows(card),
    )


def _status(status: Status) -> str:
    return "" if status is Status.UNCHECKED else f" ({status.shown})"


def _with_moments(note: str, moments: tuple[Moment, ...]) -> list[Run]:
    """A note in which each moment is shown in the reader's own time."""
    for moment in moments:
        before, words, after = note.partition(moment.words)
        if words:
            first = [Run(text=before)] if before else []
            rest = _with_moments(after, moments) if after else []
            return [*first, Run(text=words, at=moment.at), *rest]
    return [Run(text=note)]


def _with_people(runs: Iterable[Run], people: tuple[str, ...]) -> Iterator[Run]:
    """The runs, with ids of people as runs of their own."""
    if not people:
        yield from runs
        return
    ids = re.compile(rf"(\b(?:{'|'.join(map(re.escape, people))})\b)")
    for run in runs:
        for place, words in enumerate(ids.split(run.text)):
            yield replace(run, text=words, person=place % 2 == 1)


def _in_pieces(item: Item) -> Iterator[Item]:
    """The item itself or, where it is too long for any message, its pieces in order."""
    parts: list[Part] = []
    length = 0
    for part in item.parts:
        runs: list[Run] = []
        for run in _short_runs(part.runs):
            if length and length + len(run.text) > _LONGEST_ITEM:
                yield replace(item, parts=(*parts, *_part(part.kind, runs)), torn=True)
                parts, runs, length = [], [], 0
            runs.append(run)
            length += len(run.text)
        parts += _part(part.kind, runs)
    if parts:
        yield replace(item, parts=tuple(parts))


def _part(kind: str, runs: list[Run]) -> tuple[Part, ...]:
    return (Part(kind=kind, runs=tuple(runs)),) if runs else ()


def _short_runs(runs: tuple[Run, ...]) -> Iterator[Run]:
    """The runs with long ones broken up and empty ones left out, which Slack refuses."""
    for run in runs:
        for words in break_up(run.text, _LONGEST_ITEM):
            dense = escaped_length(words) > 2 * _LONGEST_ITEM
            for each in break_up(words, 2 * _LONGEST_ITEM // 5) if dense else [words]:
                if each:
                    yield replace(run, text=each)
