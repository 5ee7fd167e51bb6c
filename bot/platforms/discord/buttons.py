"""What is under an answer to press, and how a press carries its question through restarts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from bot.platforms.discord.markup import clean
from handlers.newsroom import Request
from handlers.reply import Action, ClaimCard, Reply

CUSTOM_ID = 100  # Discord's limits, in characters
LABEL = 80
BUTTONS = 20  # four rows of five: the fifth is the select's
OPTIONS = 25
OPTION = 100

# What a press does: runs its command line for the presser alone; shares its answer; turns
# this message to another page; asks for a note first; has what was picked put behind it.
RUN, SHARE, TURN, NOTE, PICK = "run", "share", "turn", "note", "pick"
_VERBS = frozenset({RUN, SHARE, TURN, NOTE, PICK})
_MARK = "cw2"  # another way to carry things gets another mark; old buttons stay readable
_OLD = "cw1"
_WRITTEN, _KEPT = "q", "k"
_NOTED = frozenset({"verify", "dispute", "correct", "wrong"})
_TRAIL = 50  # pages that Back leads back over


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What a button does with a command line.

    `pages` are the cursors of the pages that led here, the one to show last ("" is the
    first page); `asker` is the only person who may turn pages, "" where anybody may.
    """

    verb: str
    command: str
    pages: tuple[str, ...] = ("",)
    asker: str = ""

    @property
    def page(self) -> str:
        """The cursor of the page to show."""
        return self.pages[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A press whose question was too long for its button and is kept under a key."""

    verb: str
    key: str
    asker: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button as shown; one that is over cannot be pressed any more."""

    label: str
    press: Press
    over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One claim that can be picked."""

    value: str
    label: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Controls:
    """All that is under an answer: buttons, and the claims of which one can be picked."""

    buttons: tuple[Button, ...] = ()
    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where an answer stands: seen by one or by all, whose pages they are, and how it came."""

    private: bool
    asker: str = ""
    trail: tuple[str, ...] = ("",)  # the pages that led to this one, itself last


def controls(reply: Reply, request: Request, stand: Stand, *, alone: bool) -> Controls:
    """What is under an answer: its own actions, pages and sharing, and claims to pick.

    A private answer from articles can be shared: pressing runs its question again, so
    nothing that changes something is shareable. A public one is shared already. Pages are
    turned in place where the answer is `alone` in its message.
    """
    shown = [*_pages(reply, request, stand, alone=alone), *_actions(reply, request)]
    if stand.private and (reply.receipts or reply.files) and not reply.private:
        press = Press(verb=SHARE, command=request.text, pages=(request.page,))
        shown = [*shown[: BUTTONS - 1], Button(label="Share to channel", press=press)]
    return Controls(buttons=tuple(shown[:BUTTONS]), options=_options(reply))


def _pages(reply: Reply, request: Request, stand: Stand, *, alone: bool) -> Iterator[Button]:
    """Back and More; at the end More stays, greyed out, so that Back keeps its place."""
    more = next((each for each in reply.actions if each.name == "more"), None)
    command = more.command if more and more.page else request.text
    verb = TURN if alone and (stand.private or stand.asker) else RUN
    trail, following = stand.trail[-_TRAIL:], reply.next or (more.page if more else "")

    def turn(label: str, pages: tuple[str, ...], *, over: bool = False) -> Button:
        press = Press(verb=verb, command=command, pages=pages, asker=stand.asker)
        return Button(label=label, press=press, over=over)

    if len(trail) > 1:
        yield turn("Back", trail[:-1])
    if following:
        yield turn("More", (*trail, following))
    elif len(trail) > 1:
        yield turn("More", (*trail, "end"), over=True)


def _actions(reply: Reply, request: Request) -> Iterator[Button]:
    for action in reply.actions:
        paging = action.name == "more" and action.page
        if action.name != SHARE and action.label.strip() and not paging:
            yield Button(label=clean(action.label, LABEL), press=_press(action, request))


def _press(action: Action, request: Request) -> Press:
    verb = NOTE if action.name in _NOTED else RUN
    return Press(verb=verb, command=action.command or request.text, pages=(action.page,))


def _options(reply: Reply) -> tuple[Option, ...]:
    """The claims of an answer; none where it is about a single one and says so itself."""
    if any(action.name in ("why", "context") for action in reply.actions):
        return ()
    cards = [card for part in reply.parts for card in part.cards if card.claim_id]
    found: dict[str, Option] = {}
    for card in cards:
        if isinstance(card, ClaimCard):
            words = f"{card.speaker}: {' … '.join(card.words)}"
        else:
            words = card.line
        found[card.claim_id] = Option(
            value=card.claim_id,
            label=clean(" ".join(f"[{card.receipt}] {words}".split()), OPTION),
            description=f"Claim {card.claim_id}"[:OPTION],
        )
    return tuple(found.values())[:OPTIONS]


def write(press: Press) -> str | None:
    """The press as a custom id, or None where its question does not fit into one."""
    pages = "~".join(press.pages)
    custom_id = "|".join((_MARK, _WRITTEN, press.verb, press.asker, pages, press.command))
    plain = "|" not in pages + press.asker and not any("~" in page for page in press.pages)
    fits = len(custom_id) <= CUSTOM_ID and plain and bool(press.pages)
    return custom_id if fits and custom_id.isprintable() else None


def key_of(press: Press) -> Kept:
    """The short name under which a long question is kept: the same for the same question."""
    told = f"{'~'.join(press.pages)}|{press.command}"
    digest = hashlib.sha256(told.encode("utf-8", "replace"))
    return Kept(verb=press.verb, key=digest.hexdigest()[:24], asker=press.asker)


def write_key(kept: Kept) -> str:
    """A kept press as a custom id."""
    return "|".join((_MARK, _KEPT, kept.verb, kept.asker, kept.key))


def read(custom_id: str) -> Press | Kept | None:
    """What a custom id says, or None where it is not one of ours that we know."""
    match custom_id.split("|", 5):
        case [mark, how, verb, asker, pages, command] if (mark, how) == (_MARK, _WRITTEN):
            cursors = tuple(pages.split("~"))
            found = Press(verb=verb, command=command, pages=cursors, asker=asker)
            return found if verb in _VERBS else None
        case [mark, how, verb, asker, key] if (mark, how) == (_MARK, _KEPT):
            return Kept(verb=verb, key=key, asker=asker) if verb in _VERBS else None
    return _read_old(custom_id)


def _read_old(custom_id: str) -> Press | Kept | None:
    """The same for a button of before there were pages to turn."""
    match custom_id.split("|", 4):
        case [mark, how, verb, page, command] if (mark, how) == (_OLD, _WRITTEN):
            found = Press(verb=verb, command=command, pages=(page,))
            return found if verb in (SHARE, RUN) else None
        case [mark, how, verb, key] if (mark, how) == (_OLD, _KEPT):
            return Kept(verb=verb, key=key) if verb in (SHARE, RUN) else None
    return None
