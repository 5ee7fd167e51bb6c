"""A reply as a Slack message: Block Kit within its limits, and the complete plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from bot.platforms.slack import buttons
from bot.platforms.slack.buttons import own_steps, words
from bot.platforms.slack.items import LONGEST_HEADER, Item, Run, fits_header, items_of, receipt_item
from bot.platforms.slack.places import LONGEST_SHARED, Place, write_value
from bot.platforms.slack.text import cut_text, escape, escaped_length, safe_host, shorten
from handlers.reply import Receipt, Reply
from handlers.showing import plaintext
from handlers.showing.plaintext import clean

Block = Mapping[str, object]

# Slack takes 50 blocks and, undocumented, about 12,000 characters over all of them.
_MOST_BLOCKS = 45
_MOST_CHARACTERS = 10_800
_LONGEST_CORRECTION = 500  # even if escaping doubles it, there is room for it
_USER = re.compile(r"[A-Z0-9]{1,30}")
_TOO_LONG = (
    "This is too long for a button to carry: to share it or to go on, type it again, shorter or "
    "in a channel where all can see it."
)
# In rich text nothing is live; these are parted all the same, for readers of raw payloads.
_OPENING = re.compile(r"(?<=<)(?=[!@#A-Za-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackMessage:
    """What is posted: `text` for screen readers and notifications, `blocks` for the eye.

    `rest` is the `skip` with which to render what did not fit; 0 where all is shown.
    `claims` are the ids of those that it shows.
    """

    text: str
    blocks: tuple[Block, ...]
    rest: int = 0
    claims: tuple[str, ...] = ()


def render(
    reply: Reply,
    place: Place | None = None,
    *,
    offer_share: bool = False,
    shared_by: str = "",
    alone: bool = False,
) -> SlackMessage:
    """Render a reply, or the part of it after the `place.skip` items shown before.

    What does not fit is counted; where the place names a command, a button leads to it.
    `offer_share` adds "Share to channel"; without it no such button is shown.
    `shared_by` is the user id of the person who shares it. `alone` tells that one person
    alone reads it: then people are called by their names, which calls none of them.
    """
    if not alone:
        reply = replace(reply, people=())
    here = place if place and write_value(place, LONGEST_SHARED) else Place(command="")
    items = items_of(reply)
    plain = own_steps(reply) if any(item.claim for item in items) else reply
    room = _MOST_CHARACTERS - LONGEST_HEADER - buttons.cost(plain, here)
    ending = (Item.of_runs(Run(text=clean(reply.rests), style="italic")),) if reply.rests else ()
    shown, sources = _fill(items[here.skip :], reply.receipts, room - sum(map(_cost, ending)))
    rest = here.skip + len(shown)
    left = len(items) - rest
    if left and shown and shown[-1].torn:
        shown[-1] = shown[-1].marked
    blocks = [*_header(reply, here), *(rich(item) for item in (*shown, *sources))]
    if not blocks or (here.skip and not shown):
        blocks.append(rich(Item.of_runs(Run(text="There is nothing more to show."))))
    if left:
        blocks.append(rich(_left_over(left, can_press=bool(here.command))))
    row = buttons.first_row(plain, here, offer_share=offer_share, rest=rest, left=left)
    if row.dropped or (place and place.command and not here.command):
        blocks.append(rich(Item.of_runs(Run(text=_TOO_LONG, style="italic"))))
    blocks += map(rich, ending)
    text = _text(reply)
    if _USER.fullmatch(shared_by):
        blocks.append(_context(f"Shared by <@{shared_by}>"))
        text = f"Shared by <@{shared_by}>\n\n{text}"
    if row.elements:
        blocks.append({"type": "actions", "elements": row.elements})
    if claims := buttons.on_claims(reply, shown):
        blocks.append(claims)
    claims = dict.fromkeys(each for item in shown for each in item.shows)
    rest = rest if left else 0
    return SlackMessage(text=cut_text(text), blocks=tuple(blocks), rest=rest, claims=tuple(claims))


def put_right(message: SlackMessage, told: Iterable[str]) -> SlackMessage:
    """The message with what is no longer so at its head, in the room that is kept for that."""
    words = shorten(clean("\n".join(told)), _LONGEST_CORRECTION)
    at = 1 if message.blocks and message.blocks[0].get("type") == "header" else 0
    blocks = list(message.blocks)
    blocks.insert(at, rich(Item.of_runs(Run(text=words, style="bold"))))
    text = cut_text(f"{escape(words)}\n\n{message.text}")
    return replace(message, text=text, blocks=tuple(blocks))


def _text(reply: Reply) -> str:
    """The whole reply as plain words; only the addresses of its sources stay addresses."""
    addresses = frozenset(each.url for each in reply.receipts if each.url and safe_host(each.url))
    text = plaintext.render(reply, escape=partial(escape, addresses=addresses))
    return text.strip() or "There is nothing to show."


def about_channel(before: str, channel: str, after: str) -> SlackMessage:
    """A sentence of ours around a channel's name, which Slack puts in for its id."""
    if not _USER.fullmatch(channel):
        return sentence(f"{before}the channel{after}")
    elements = [
        *_elements(Run(text=clean(before))),
        {"type": "channel", "channel_id": channel},
        *_elements(Run(text=shorten(clean(after), 2_500))),
    ]
    block = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": elements}]}
    text = f"{escape(clean(before))}<#{channel}>{escape(clean(after))}"
    return SlackMessage(text=cut_text(text), blocks=(block,))


def sentence(words: str) -> SlackMessage:
    """One sentence of ours as a message."""
    said = shorten(clean(words).strip(), 2_000) or "There is nothing to show."
    return SlackMessage(text=cut_text(escape(said)), blocks=(rich(Item.of_runs(Run(text=said))),))


def _fill(
    items: tuple[Item, ...], receipts: Iterable[Receipt], room: int
) -> tuple[list[Item], list[Item]]:
    """As many items as fit together with the sources they cite; at least one."""
    by_number = {receipt.number: receipt for receipt in receipts}
    blocks = _MOST_BLOCKS - 7
    room -= buttons.CLAIMS_COST if any(item.claim for item in items) else 0
    shown: list[Item] = []
    sources: dict[int, Item] = {}
    for item in items:
        new = {
            number: receipt_item(by_number[number], first=not sources and place == 0)
            for place, number in enumerate(sorted(item.cites - sources.keys()))
            if number in by_number
        }
        cost = sum(_cost(each) for each in (item, *new.values()))
        cost += buttons.CHOICE_COST if item.claim else 0
        if shown and (cost > room or 1 + len(new) > blocks):
            break
        shown.append(item)
        sources |= new
        room -= cost
        blocks -= 1 + len(new)
    return shown, list(sources.values())


def _cost(item: Item) -> int:
    """Characters of an item after escaping, addresses included."""
    return sum(
        escaped_length(run.text) + len(run.url or "") for part in item.parts for run in part.runs
    )


def _header(reply: Reply, here: Place) -> Iterator[Block]:
    """The headline where it fits a header; `items_of` shows it where it does not."""
    headline = clean(reply.headline)
    if here.skip:
        headline = shorten(headline, LONGEST_HEADER - 20) + " (continued)"
    if fits_header(headline, reply.people):
        yield {"type": "header", "text": words(headline)}
    elif here.skip:
        yield rich(Item.of_runs(Run(text=headline, style="bold")))


def rich(item: Item) -> Block:
    """One item as a rich text block, in which all words stand as they are."""
    return {"type": "rich_text", "elements": [_part(part.kind, part.runs) for part in item.parts]}


def _part(kind: str, runs: tuple[Run, ...]) -> Block:
    elements = [element for run in runs for element in _elements(run)]
    if kind == "bullet":
        inner = {"type": "rich_text_section", "elements": elements}
        return {"type": "rich_text_list", "style": "bullet", "elements": [inner]}
    return {"type": f"rich_text_{kind}", "elements": elements}


def _elements(run: Run) -> Iterator[Block]:
    style = {"style": {run.style: True}} if run.style else {}
    if run.person and _USER.fullmatch(run.text):
        yield {"type": "user", "user_id": run.text, **style}
    elif run.url:
        yield {"type": "link", "url": run.url, "text": run.text, **style}
    elif run.at is not None:
        yield {
            "type": "date",
            "timestamp": int(run.at.timestamp()),
            "format": "{date_long}, {time}",
            "fallback": run.text,
            **style,
        }
    else:
        for piece in _OPENING.split(run.text):
            if piece:
                yield {"type": "text", "text": piece, **style}


def _left_over(left: int, *, can_press: bool) -> Item:
    several = "parts" if left > 1 else "part"
    way = "press More for the rest" if can_press else "the rest follows"
    return Item.of_runs(Run(text=f"{left} more {several} of this answer: {way}.", style="italic"))


def _context(markup: str) -> Block:
    """A small line of our own words and Slack's own ids, never of foreign words."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": markup, "verbatim": True}]}
