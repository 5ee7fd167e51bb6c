"""From a typed line to its answer: which command it is, as of which day, and on which page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from handlers.answers import answering
from handlers.answers.by_role import those
from handlers.answers.leading import of_head
from handlers.answers.taking import takers
from handlers.command import Command, missing, named, near
from handlers.errors import ClaimwireError, NotAllowed, Refused
from handlers.newsroom import Request
from handlers.nothing_found.pairing import of_two
from handlers.ports import World
from handlers.questions import operators
from handlers.questions.asked import as_of_too
from handlers.questions.leads import without_lead
from handlers.questions.phrasings import (
    asks_for_help,
    asks_for_news,
    of_articles,
    of_changes,
    of_difference,
    of_history,
    of_how_to,
    of_quotation,
    of_somebody,
    of_standing,
    of_which,
)
from handlers.questions.query import tidy
from handlers.record.vocabulary import vocabulary
from handlers.reply import Action, Reply
from handlers.showing.rests import rests
from handlers.words.wording import today
from handlers.words.zones import known_zone

_QUOTING = frozenset({"check"})  # what follows may hold the words "as of" of an article
_PAGE = re.compile(r"(?:^|\s)page:(\S+)$")


async def answer(request: Request, world: World, commands: tuple[Command, ...]) -> Reply:
    """Answer what a person typed by one of these commands, or as a plain question.

    What can't be done becomes a private, refused reply: no ClaimwireError leaves this function.
    """
    line = tidy(request.text)
    command = _first(line, commands)[1]
    verbatim = command is not None and command.verbatim
    if not verbatim and (paged := _PAGE.search(line)):
        line = line[: paged.start()]
        request = replace(request, page=request.page or paged.group(1))
    request, world = replace(request, zone=known_zone(request.zone)), world.within(request.channel)
    try:
        if not verbatim:
            line, request = _as_of(line, request, world)
        reply = await _dispatch(request, world, line, commands)
    except ClaimwireError as error:
        people = error.people if isinstance(error, NotAllowed) else ()
        return Reply(headline=str(error), people=people, private=True, refused=True)
    actions = tuple(_same_day(each, request, commands) for each in reply.actions)
    as_of = request.as_of or today(request.zone, world.clock.now())
    return replace(reply, actions=actions, rests=rests(reply.receipts, as_of))


def _first(line: str, commands: tuple[Command, ...]) -> tuple[str, Command | None, str]:
    """The first word of a line, the command it names if any, and the rest."""
    first, _, rest = line.lstrip("/ ").partition(" ")
    return first, named(first.lower().rstrip(":"), commands), rest


def _of_two_words(
    first: str, rest: str, commands: tuple[Command, ...]
) -> tuple[Command, str] | None:
    """The command that the first two words name, and what follows: "rare earths china"."""
    second, _, others = rest.partition(" ")
    found = named(f"{first}-{second}".lower(), commands) if second else None
    return (found, others) if found else None


def _as_of(line: str, request: Request, world: World) -> tuple[str, Request]:
    """The line without its `as-of:`, and the request with the day; an earlier one stays."""
    verb = line.lstrip("/ ").partition(" ")[0].lower()
    now = today(request.zone, world.clock.now())
    line, day = operators.as_of(line, now, words=verb not in _QUOTING)
    if day is None:
        return line, request
    return line, replace(request, as_of=min(day, request.as_of or day))


def _same_day(action: Action, request: Request, commands: tuple[Command, ...]) -> Action:
    """An action that asks for the same day, unless it is none that asks."""
    command = _first(action.command, commands)[1]
    if command is not None and command.verbatim:
        return action
    return replace(action, command=as_of_too(action.command, request.as_of))


async def _dispatch(
    request: Request, world: World, line: str, commands: tuple[Command, ...]
) -> Reply:
    first, command, rest = _first(line, commands)
    if command is None and not line.startswith("/"):  # "show me the ledger"
        _, command, behind = _first(without_lead(line), commands)
        rest = behind if command else rest
    if command is None and (two := _of_two_words(first, rest, commands)):
        command, rest = two
    slash = line.startswith("/")
    if command and (slash or command.meant(rest)):
        loose = not slash and world.topics.topic(command.name) is not None
        handler = partial(answering.about, command.name, plain=True) if loose else command.handler
        return await handler(request, world, rest)
    if slash or not first:
        return await _unknown(request, world, first, rest, commands)
    helping, told = named("help", commands), named(of_how_to(line), commands)
    if helping and (told or asks_for_help(line)):
        return await helping.handler(request, world, told.name if told else "")
    if (profile := named("who", commands)) and (
        known := await _of_somebody(request, world, line, profile)
    ):
        return known
    for name, argument in _meant(line):
        command = named(name, commands)
        if command and (found := await _tried(command, request, world, argument)):
            return found
    sided = await takers(request, world, line)
    sided = sided or await those(request, world, line)
    return sided or await _plain(request, world, line, commands)


async def _of_somebody(request: Request, world: World, line: str, profile: Command) -> Reply | None:
    """The profile of whom a line asks for: "who is Ana Lind?", "who runs Harbor Mills?"."""
    if somebody := of_somebody(line):
        reply = await profile.handler(request, world, somebody)
        if reply.receipts:
            return reply
    head = await of_head(line, request, world)
    return await profile.handler(request, world, head) if head else None


async def _plain(request: Request, world: World, line: str, commands: tuple[Command, ...]) -> Reply:
    """What is on record for plain words; of two names that no claim has both, side by side."""
    reply = await answering.about("claims", request, world, line, plain=True)
    compare = named("compare", commands)
    if reply.receipts or request.page or compare is None:
        return reply
    both = of_two(line, await vocabulary(world, request.zone))
    beside = await _tried(compare, request, world, both) if both else None
    if beside is None:
        return reply
    note = "No claim names both: they are shown side by side."
    return replace(beside, notes=(note, *beside.notes))


def _meant(line: str) -> Iterator[tuple[str, str]]:
    """The commands that a plain question may be one of, each with what it takes."""
    if quotation := of_quotation(line):
        yield "check", quotation
    if (articles := of_articles(line)) or asks_for_news(line):
        yield "sources", articles
    if difference := of_difference(line):
        yield "compare", difference
    if which := of_which(line):
        yield which
        yield "claims", which[1]
    if (standing := of_standing(line)) is not None:
        yield "ledger", standing
    if history := of_history(line):
        yield "timeline", history
    if (matter := of_changes(line)) is not None:
        yield "changed", matter


async def _tried(command: Command, request: Request, world: World, argument: str) -> Reply | None:
    """What a command says to a plain question; None where it has nothing to show for it."""
    try:
        reply = await command.handler(replace(request, text=argument), world, argument)
    except Refused:
        return None
    firm = command.name in ("changed", "check")  # that nothing changed, or was said, tells as well
    return reply if firm or reply.receipts else None


async def _unknown(
    request: Request, world: World, first: str, rest: str, commands: tuple[Command, ...]
) -> Reply:
    """Help for nothing; else what the command that was probably meant answers, if it asks."""
    meant = named("help", commands) if not first else near(first, commands, 1 + (len(first) > 5))
    if meant is None or meant.verbatim:
        raise Refused(f"{missing(first, commands)} /help shows all commands.")
    reply = await meant.handler(request, world, rest)
    note = (f"{missing(first, commands)} Answered for that.",) if first else ()
    return replace(reply, notes=(*note, *reply.notes))
