"""A reply as a Slack message: Block Kit within its limits, and the complete plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from bot.slack_items import LONGEST_HEADER, Item, Run, fits_header, items_of, receipt_item
from bot.slack_payloads import Place, write_value
from bot.slack_text import cut_text, escape, escaped_length, safe_host, shorten
from handlers import plaintext
from handlers.plaintext import clean
from handlers.reply import Action, Receipt, Reply

Block = Mapping[str, object]

# Slack takes 50 blocks and, undocumented, about 12,000 characters over all of them.
_MOST_BLOCKS = 45
_MOST_CHARACTERS = 10_800
_LONGEST_LABEL = 75
_MOST_BUTTONS = 5
_USER = re.compile(r"[A-Z0-9]{1,30}")
_NAME = re.compile(r"[a-z]{1,20}")
# In rich text nothing is live; these are parted all the same, for readers of raw payloads.
_OPENING = re.compile(r"(?<=<)(?=[!@#A-Za-z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackMessage:
    """What is posted: `text` for screen readers and notifications, `blocks` for the eye.

    `rest` is the `skip` with which to render what did not fit; 0 where all is shown.
    """

    text: str
    blocks: tuple[Block, ...]
    rest: int = 0


def render(
    reply: Reply,
    place: Place | None = None,
    *,
    offer_share: bool = False,
    shared_by: str = "",
) -> SlackMessage:
    """Render a reply, or the part of it after the `place.skip` items shown before.

    What does not fit is counted; where the place names a command, a button leads to it.
    `offer_share` adds "Share to channel"; without it no such button is shown.
    `shared_by` is the user id of the person who shares it.
    """
    here = place if place and write_value(place) else Place(command="")
    items = items_of(reply)
    offered = _buttons(reply, here, offer_share=offer_share)
    room = _MOST_CHARACTERS - LONGEST_HEADER - _cost_of_buttons(reply, here)
    shown, sources = _fill(items[here.skip :], reply.receipts, room, len(offered))
    rest = here.skip + len(shown)
    left = len(items) - rest
    if left and shown and shown[-1].torn:
        shown[-1] = shown[-1].marked
    blocks = [*_header(reply, here), *(_rich(item) for item in (*shown, *sources))]
    if not blocks or (here.skip and not shown):
        blocks.append(_rich(Item.of_runs(Run(text="There is nothing more to show."))))
    if left:
        offered = _with_rest(offered, here, rest, left) if here.command else offered
        blocks.append(_rich(_left_over(left, can_press=bool(here.command))))
    text = _text(reply)
    if _USER.fullmatch(shared_by):
        blocks.append(_context(f"Shared by <@{shared_by}>"))
        text = f"Shared by <@{shared_by}>\n\n{text}"
    if offered:
        blocks.append({"type": "actions", "elements": offered})
    return SlackMessage(text=cut_text(text), blocks=tuple(blocks), rest=rest if left else 0)


def _text(reply: Reply) -> str:
    """The whole reply as plain words; only the addresses of its sources stay addresses."""
    addresses = frozenset(each.url for each in reply.receipts if each.url and safe_host(each.url))
    text = plaintext.render(reply, escape=partial(escape, addresses=addresses))
    return text.strip() or "There is nothing to show."


def sentence(words: str) -> SlackMessage:
    """One sentence of ours as a message."""
    run = Item.of_runs(Run(text=shorten(clean(words), 2_000)))
    return SlackMessage(text=cut_text(escape(run.parts[0].runs[0].text)), blocks=(_rich(run),))


def _fill(
    items: tuple[Item, ...], receipts: Iterable[Receipt], room: int, buttons: int
) -> tuple[list[Item], list[Item]]:
    """As many items as fit together with the sources they cite; at least one."""
    by_number = {receipt.number: receipt for receipt in receipts}
    blocks = _MOST_BLOCKS - 3 - bool(buttons)
    shown: list[Item] = []
    sources: dict[int, Item] = {}
    for item in items:
        new = {
            number: receipt_item(by_number[number], first=not sources and place == 0)
            for place, number in enumerate(sorted(item.cites - sources.keys()))
            if number in by_number
        }
        cost = sum(_cost(each) for each in (item, *new.values()))
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
    if fits_header(headline):
        yield {"type": "header", "text": _plain(headline)}
    elif here.skip:
        yield _rich(Item.of_runs(Run(text=headline, style="bold")))


def _rich(item: Item) -> Block:
    """One item as a rich text block."""
    return {"type": "rich_text", "elements": [_part(part.kind, part.runs) for part in item.parts]}


def _part(kind: str, runs: tuple[Run, ...]) -> Block:
    elements = [element for run in runs for element in _elements(run)]
    if kind == "bullet":
        inner = {"type": "rich_text_section", "elements": elements}
        return {"type": "rich_text_list", "style": "bullet", "elements": [inner]}
    return {"type": f"rich_text_{kind}", "elements": elements}


def _elements(run: Run) -> Iterator[Block]:
    style = {"style": {run.style: True}} if run.style else {}
    if run.url:
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


def _buttons(reply: Reply, here: Place, *, offer_share: bool) -> list[Block]:
    """The buttons of a reply, each with the command line and page it stands for."""
    actions = [action for action in reply.actions if action.name != "share"]
    if offer_share and not (reply.private or reply.refused) and here.command:
        actions.insert(0, Action(name="share", label="Share to channel", command=here.command))
    buttons: list[Block] = []
    for action in actions[:_MOST_BUTTONS]:
        place = here if action.name == "share" else Place(command=action.command, page=action.page)
        button = _button(action.name, action.label, place, len(buttons))
        if button:
            buttons.append(button)
    return buttons


def _with_rest(offered: list[Block], here: Place, rest: int, left: int) -> list[Block]:
    """Put the way to the rest of this page in the place of the way to the next one."""
    kept = [each for each in offered if not str(each["action_id"]).startswith("claimwire_more")]
    button = _button("more", f"More ({left} left)", replace(here, skip=rest), _MOST_BUTTONS)
    return [button, *kept] if button else kept


def _button(name: str, label: str, place: Place, index: int) -> Block | None:
    """One button; None where what it must carry does not fit."""
    value = write_value(place)
    if value is None or not place.command:
        return None
    plain = _NAME.match(name)
    said = _label(label) or "Go on"
    return {
        "type": "button",
        "action_id": f"claimwire_{plain[0] if plain else 'do'}_{index}",
        "text": _plain(said),
        "accessibility_label": _label(f"{said}: {place.command}"),
        "value": value,
    }


def _label(words: str) -> str:
    """Words on a button: short, and with nothing in them to escape."""
    unescaped = clean(words).translate(str.maketrans("<>&", "‹›+")).strip()
    return shorten(unescaped, _LONGEST_LABEL)


def _cost_of_buttons(reply: Reply, here: Place) -> int:
    """Characters of all buttons that there could be."""
    places = [here, here, *(Place(command=each.command, page=each.page) for each in reply.actions)]
    return sum(len(write_value(place) or "") + 2 * _LONGEST_LABEL for place in places)


def _plain(words: str) -> Block:
    return {"type": "plain_text", "text": words, "emoji": False}


def _context(markup: str) -> Block:
    """A small line of our own words and Slack's own ids, never of foreign words."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": markup, "verbatim": True}]}
