"""The window that asks for a note: verify, dispute, correct or mark a claim as misread."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.platforms.discord import buttons
from bot.platforms.discord.buttons import Press
from bot.platforms.discord.markup import clean
from handlers.newsroom import Mistake
from handlers.one_claim.reviews import LONGEST_NOTE

NOTE, MISTAKE = "note", "mistake"
_TITLE = 45  # Discord's limit, in characters
_COMMAND = re.compile(r"/(\w+) (\w+)")
_ASKING = {
    "verify": ("Verify", "How do you know? (may be left empty)", False),
    "dispute": ("Dispute", "Why is it disputed?", True),
    "correct": ("Correct", "How was it corrected?", True),
    "wrong": ("Mark as misread:", "What should it be? (may be left empty)", False),
}
_MISTAKES = {
    Mistake.SPEAKER: "The speaker is not the one who said it",
    Mistake.WORDS: "The words are not those that were said or counted",
    Mistake.NOT_A_CLAIM: "It is no claim at all",
}


def window(press: Press, draft: str) -> discord.ui.Modal | None:
    """The window for this press, with what was typed into it last; None where there is none.

    Stopped at once: what comes back is read from its custom id, also after a restart.
    """
    named = _COMMAND.match(press.command)
    custom_id = buttons.write(press)
    if named is None or named[1] not in _ASKING or custom_id is None:
        return None
    verb, question, needed = _ASKING[named[1]]
    modal = discord.ui.Modal(title=f"{verb} claim {named[2]}"[:_TITLE], custom_id=custom_id)
    if named[1] == "wrong":
        options = [
            discord.SelectOption(label=words, value=kind.value) for kind, words in _MISTAKES.items()
        ]
        select = discord.ui.Select[discord.ui.Modal](custom_id=MISTAKE, options=options)
        modal.add_item(discord.ui.Label(text="What did I misread?", component=select))
    field = discord.ui.TextInput[discord.ui.Modal](
        custom_id=NOTE,
        style=discord.TextStyle.paragraph,
        default=clean(draft, LONGEST_NOTE) or None,
        required=needed,
        max_length=LONGEST_NOTE,
    )
    modal.add_item(discord.ui.Label(text=question, component=field))
    modal.stop()
    return modal


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was put into a window: the note, and all of it as typed behind the claim's id."""

    note: str
    line: str


def read(components: Iterable[Mapping[str, Any]]) -> Told:
    """What somebody filled in, from the components of what Discord brings."""
    values = dict(_values(components))
    note = values.get(NOTE, "").strip()
    return Told(note=note, line=f"{values.get(MISTAKE, '')} {note}".strip())


def _values(components: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for each in components:
        if "component" in each:
            yield from _values([each["component"]])
        elif "components" in each:
            yield from _values(each["components"])
        else:
            value = each.get("value") or " ".join(each.get("values") or ())
            yield str(each.get("custom_id", "")), str(value)
