"""The buttons below an answer: each carries all that it needs, whatever happens to us."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bot.platforms.slack.items import Item
from bot.platforms.slack.payloads import CLAIM_MENU, CLAIMS_ROW
from bot.platforms.slack.places import LONGEST_SHARED, LONGEST_VALUE, Place, write_value
from bot.platforms.slack.text import shorten
from handlers.reply import Action, Reply
from handlers.showing.plaintext import clean

Block = Mapping[str, object]

LONGEST_LABEL = 75
_MOST_BUTTONS = 6
_MOST_CHOICES = 45
_NAME = re.compile(r"[a-z]{1,20}")
# What can be done with one claim, in the order of showing; the last two open a form.
_ON_A_CLAIM = {"why": "Why", "context": "Context", "verify": "Verify", "dispute": "Dispute"}
# The cost in characters of the row of buttons on a claim, its menu's choices apart.
CLAIMS_COST = 4 * 130
CHOICE_COST = LONGEST_LABEL + 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The first row of buttons; `dropped` where one could not carry what it needs."""

    elements: tuple[Block, ...]
    dropped: bool = False


def first_row(reply: Reply, here: Place, *, offer_share: bool, rest: int, left: int) -> Row:
    """Share, More and Back, and the reply's own next steps but those on a claim.

    `here` is where the reply stands, its command "" where nothing can lead back to it.
    `rest` is the number of items shown of this page by now and `left` of those not shown.
    """
    steps = list[tuple[str, str, Place]]()
    if offer_share and not (reply.private or reply.refused) and here.command:
        steps.append(("share", "Share to channel", replace(here, trail=())))
    if left and here.command:
        steps.append(("more", f"More ({left} left)", here.onward(here.page, rest)))
    for action in reply.actions:
        turning = action.name == "more" and bool(action.page)
        if not (turning and left) and action.name != "share":
            name = "all" if action.name == "more" and not turning else action.name
            steps.append((name, action.label, _leading_to(action, here)))
    earlier = here.back() if here.command else None
    if earlier:
        behind = 1 + max(
            (n for n, step in enumerate(steps) if step[0] in ("share", "more")), default=-1
        )
        steps.insert(behind, ("back", "Back", earlier))
    buttons = [button(*step, index) for index, step in enumerate(steps[:_MOST_BUTTONS])]
    return Row(elements=tuple(filter(None, buttons)), dropped=None in buttons)


def _leading_to(action: Action, here: Place) -> Place:
    there = Place(command=action.command, page=action.page)
    if action.name != "more" or not action.page or not here.command:
        return there
    return replace(there, trail=replace(here, command=action.command).onward("").trail)


def own_steps(reply: Reply) -> Reply:
    """The reply without the steps that the row on its claims offers."""
    kept = tuple(each for each in reply.actions if each.name not in _ON_A_CLAIM)
    return replace(reply, actions=kept)


def on_claims(reply: Reply, shown: Iterable[Item]) -> Block | None:
    """A row of buttons on the claims shown: with several, a menu says on which of them."""
    claims = dict[str, str]()
    for item in shown:
        if item.claim:
            claims.setdefault(item.claim, item.label)
    if not claims:
        return None
    offered = {each.name for each in reply.actions} & _ON_A_CLAIM.keys()
    if len(claims) > 1 or not offered:
        offered = set(_ON_A_CLAIM)
    first, label = next(iter(claims.items()))
    which = "the claim chosen beside" if len(claims) > 1 else label
    elements = list[Block]()
    if len(claims) > 1:
        elements.append(_menu(claims))
    for name, words in _ON_A_CLAIM.items():
        place = Place(command=f"/{name} {first}")
        if name in offered and (made := button(name, words, place, 9, told=f"{words}: {which}")):
            elements.append(made)
    return {"type": "actions", "block_id": CLAIMS_ROW, "elements": elements}


def _menu(claims: Mapping[str, str]) -> Block:
    """Which claim the buttons beside it are about; the first one to begin with."""
    options = [
        {"text": words(label_of(label) or key), "value": key}
        for key, label in list(claims.items())[:_MOST_CHOICES]
    ]
    return {
        "type": "static_select",
        "action_id": CLAIM_MENU,
        "placeholder": words("Choose a claim"),
        "initial_option": options[0],
        "options": options,
    }


def button(name: str, label: str, place: Place, index: int, *, told: str = "") -> Block | None:
    """One button; None where what it must carry does not fit.

    `told` is what a screen reader says in its place.
    """
    value = write_value(place, LONGEST_SHARED if name == "share" else LONGEST_VALUE)
    if value is None or not place.command:
        return None
    plain = _NAME.match(name)
    said = label_of(label) or "Go on"
    return {
        "type": "button",
        "action_id": f"claimwire_{plain[0] if plain else 'do'}_{index}",
        "text": words(said),
        "accessibility_label": label_of(told or f"{said}: {place.command}"),
        "value": value,
    }


def label_of(said: str) -> str:
    """Words on a button: short, and with nothing in them to escape."""
    unescaped = clean(said).translate(str.maketrans("<>&", "‹›+")).strip()
    return shorten(unescaped, LONGEST_LABEL)


def words(said: str) -> Block:
    """Words that Slack shows as they stand."""
    return {"type": "plain_text", "text": said, "emoji": False}


def cost(reply: Reply, here: Place) -> int:
    """Characters of all buttons of the first row that there could be."""
    places = [
        *(replace(here, trail=()), here, here),
        *(Place(command=each.command, page=each.page) for each in reply.actions),
    ]
    carried = sum(len(write_value(place, LONGEST_SHARED) or "") for place in places)
    return min(carried, 4_000) + 2 * LONGEST_LABEL * len(places)
