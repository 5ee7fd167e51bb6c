"""What is under an answer to press, and how a press carries its question through restarts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.discord_markup import clean
from handlers.newsroom import Request
from handlers.reply import Reply

CUSTOM_ID = 100  # Discord's limits, in characters
LABEL = 80
BUTTONS = 25

SHARE, RUN = "share", "run"
_MARK = "cw1"  # another way to carry things gets another mark; old buttons stay readable
_WRITTEN, _KEPT = "q", "k"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What a button does: run a command line for the presser, or share its answer."""

    verb: str
    command: str
    page: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A press whose question was too long for its button and is kept under a key."""

    verb: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button as shown."""

    label: str
    press: Press


def buttons(reply: Reply, request: Request, *, private: bool) -> tuple[Button, ...]:
    """The buttons of an answer: its own actions, and always more and share where they fit.

    A private answer from articles can be shared: pressing runs its question again, so
    nothing that changes something is shareable. A public one is shared already.
    """
    named = {action.name for action in reply.actions}
    shown = [
        Button(
            label=clean(action.label, LABEL),
            press=Press(verb=RUN, command=action.command or request.text, page=action.page),
        )
        for action in reply.actions
        if action.name != SHARE and action.label.strip()
    ]
    if reply.next and "more" not in named:
        more = Press(verb=RUN, command=request.text, page=reply.next)
        shown.insert(0, Button(label="More", press=more))
    if private and (reply.receipts or reply.files) and not reply.private:
        share = Press(verb=SHARE, command=request.text, page=request.page)
        shown = [*shown[: BUTTONS - 1], Button(label="Share to channel", press=share)]
    return tuple(shown[:BUTTONS])


def write(press: Press) -> str | None:
    """The press as a custom id, or None where its question does not fit into one."""
    custom_id = "|".join((_MARK, _WRITTEN, press.verb, press.page, press.command))
    fits = len(custom_id) <= CUSTOM_ID and "|" not in press.page
    return custom_id if fits and custom_id.isprintable() else None


def key_of(press: Press) -> Kept:
    """The short name under which a long question is kept: the same for the same question."""
    digest = hashlib.sha256(f"{press.page}|{press.command}".encode("utf-8", "replace"))
    return Kept(verb=press.verb, key=digest.hexdigest()[:24])


def write_key(kept: Kept) -> str:
    """A kept press as a custom id."""
    return "|".join((_MARK, _KEPT, kept.verb, kept.key))


def read(custom_id: str) -> Press | Kept | None:
    """What a custom id says, or None where it is not one of ours that we know."""
    match custom_id.split("|", 4):
        case [mark, how, verb, page, command] if (mark, how) == (_MARK, _WRITTEN):
            return Press(verb=verb, command=command, page=page) if verb in (SHARE, RUN) else None
        case [mark, how, verb, key] if (mark, how) == (_MARK, _KEPT):
            return Kept(verb=verb, key=key) if verb in (SHARE, RUN) else None
    return None
