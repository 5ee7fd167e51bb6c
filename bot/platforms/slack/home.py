"""The Home tab: a pure function from the front page to a view of Block Kit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.platforms.slack.blocks import rich
from bot.platforms.slack.buttons import Block, button, words
from bot.platforms.slack.items import Item, Run, items_of
from bot.platforms.slack.places import Place
from bot.platforms.slack.text import shorten
from handlers.answers.front import Example
from handlers.reply import Reply, Row
from handlers.showing.plaintext import clean

HOME = "claimwire_home"
CHANNEL_MENU = "claimwire_channel"
_MOST_DIGESTS = 10
_MOST_LATEST = 30
_LONGEST = 600
_NUMBER = re.compile(r"no\. ?(\d{1,9})")
_CHANNEL = re.compile(r"[CGD][A-Z0-9]{1,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the Home tab of one person shows.

    `channel` is the one whose digests are shown beside the person's own; "" for none.
    """

    examples: tuple[Example, ...] = ()
    mine: tuple[Row, ...] = ()
    channel: str = ""
    theirs: tuple[Row, ...] = ()
    latest: Reply | None = None
    sources: tuple[str, ...] = ()  # for admins only
    told: str = ""  # what came of the last press


def home_view(home: Home) -> dict[str, object]:
    """The view to publish; `private_metadata` is the channel that is shown."""
    blocks = [
        *((_line(home.told, style="bold"),) if home.told else ()),
        *_can_do(home.examples),
        *_digests("Your digests", home.mine, ""),
        *_of_channel(home),
        *_latest(home.latest),
    ]
    if home.sources:
        blocks += [_header("Sources"), *(_line(each) for each in home.sources)]
    return {
        "type": "home",
        "callback_id": HOME,
        "private_metadata": home.channel if _CHANNEL.fullmatch(home.channel) else "",
        "blocks": blocks,
    }


def _can_do(examples: tuple[Example, ...]) -> Iterator[Block]:
    yield _header("Ask what was said, measured and counted")
    yield _line(
        "I answer from your articles, each claim with its source. Type a command anywhere, mention "
        "me in a channel, or write to me. On a message: Check this quote, or Find claims in this "
        "message, under More actions."
    )
    for number, each in enumerate(examples):
        place = Place(command=each.command)
        ask = button("try", each.command, place, number, told=f"Ask {each.command}")
        section: dict[str, object] = {"type": "section", "text": words(_cut(f"{each.told}:"))}
        yield section | ({"accessory": ask} if ask else {})
    if not examples:
        yield _line("No articles have been read yet, so there is nothing to answer from.")
    offered = (("try", "All commands", "/help"), ("search", "Search", "/search"))
    rest = [button(name, said, Place(command=line), 9) for name, said, line in offered]
    yield {"type": "actions", "elements": [each for each in rest if each]}


def _digests(title: str, rows: tuple[Row, ...], channel: str) -> Iterator[Block]:
    """Digests with their buttons to change and to stop them."""
    yield _header(title)
    if not rows:
        yield _line("None yet. Make one with Subscribe below any answer, or type /digest.")
    for row in rows[:_MOST_DIGESTS]:
        label = Run(text=f"{clean(row.label)} ", style="bold")
        yield rich(Item.of_runs(label, Run(text=_cut(row.text))))
        if number := _NUMBER.search(row.label):
            yield _manage(number[1], channel)
    if len(rows) > _MOST_DIGESTS:
        yield _line(f"{len(rows) - _MOST_DIGESTS} more: type /digest list there.")


def _manage(number: str, channel: str) -> Block:
    change = Place(command=f"/digest edit {number}", channel=channel)
    stop = Place(command=f"/digest stop {number}", channel=channel)
    elements = [
        button("change", "Change", change, 0, told=f"Change digest no. {number}"),
        button("stop", "Stop", stop, 1, told=f"Stop digest no. {number}"),
    ]
    return {"type": "actions", "elements": [each for each in elements if each]}


def _of_channel(home: Home) -> Iterator[Block]:
    chosen: dict[str, object] = {
        "type": "conversations_select",
        "action_id": CHANNEL_MENU,
        "placeholder": words("Choose a channel"),
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    if _CHANNEL.fullmatch(home.channel):
        chosen["initial_conversation"] = home.channel
        yield from _digests("Digests of the channel", home.theirs, home.channel)
    else:
        yield _header("Digests of a channel")
    yield {
        "type": "section",
        "text": words("The digests of this channel are shown here:"),
        "accessory": chosen,
    }


def _latest(latest: Reply | None) -> Iterator[Block]:
    if latest is None or not latest.sections:
        return
    yield _header("Latest on what is followed")
    # The first item would be the headline, were it no header.
    yield from (rich(item) for item in items_of(replace(latest, people=()))[:_MOST_LATEST])


def _header(said: str) -> Block:
    return {"type": "header", "text": words(said)}


def _line(said: str, *, style: str = "") -> Block:
    return rich(Item.of_runs(Run(text=_cut(said), style=style)))


def _cut(said: str) -> str:
    return shorten(clean(said).strip(), _LONGEST) or "…"
