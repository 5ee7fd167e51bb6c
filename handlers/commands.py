"""The command table: help, the Slack manifest, the Discord tree and the docs read it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers import answers, changed, compare, lookups, merging, subscriptions, who
from handlers.errors import ClaimwireError, Refused
from handlers.newsroom import Request
from handlers.ports import World
from handlers.query import tidy
from handlers.reply import Reply, Row
from handlers.timetable import known_zone
from nlp.topics import TOPICS

Handler = Callable[[Request, World, str], Awaitable[Reply]]

_PAGE = re.compile(r"(?:^|\s)page:(\S+)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command: its name without slash, what it takes, and what it does in a line."""

    name: str
    argument: str  # usage of the argument, such as "[COUNTRY]"; "" where it takes none
    summary: str  # one sentence, at most 100 characters
    examples: tuple[str, ...]
    handler: Handler
    alias: str = ""  # another name, for where a platform keeps the first one to itself


async def help_for(_request: Request, _world: World, argument: str) -> Reply:
    """What the commands do: all of them, or one with its examples."""
    name = argument.lower().removeprefix("/")
    command = named(name)
    if command:
        rows = tuple(Row(label="Example", text=example) for example in command.examples)
        return Reply(
            headline=f"{_usage(command)}: {command.summary}",
            notes=("In [brackets]: may be left out. In CAPITALS: your own words.",),
            rows=rows,
            private=True,
        )
    return Reply(
        headline="Ask what was said, measured and counted, and get it with its source.",
        notes=(
            *((f"There is no command /{name}.{_nearest(name)}",) if name else ()),
            "Plain questions work too: what did Bessent say about tariffs?",
        ),
        rows=tuple(Row(label=_usage(each), text=each.summary) for each in COMMANDS),
        private=True,
    )


def _usage(command: Command) -> str:
    return f"/{command.name} {command.argument}".rstrip()


COMMANDS: tuple[Command, ...] = (
    *(
        Command(
            name=topic.key,
            argument="[COUNTRY or words]",
            summary=topic.summary,
            examples=(f"/{topic.key}", f"/{topic.key} china"),
            handler=partial(answers.about, topic.key),
        )
        for topic in TOPICS
    ),
    Command(
        name="claims",
        argument="WORDS",
        summary="Everything said, measured or counted that holds these words, newest first.",
        examples=("/claims rare earth china", '/claims "Liberation Day"'),
        handler=partial(answers.about, "claims"),
    ),
    Command(
        name="quotes",
        argument="SPEAKER [WORDS]",
        summary="What somebody said, wants or denies, newest first, in their own words.",
        examples=("/quotes Bessent", "/quotes Beijing tariffs"),
        handler=partial(answers.about, "quotes"),
    ),
    Command(
        name="figures",
        argument="[TOPIC or WORDS]",
        summary="Figures with what they count, their period and their change, newest first.",
        examples=("/figures deficits china", "/figures tariffs"),
        handler=partial(answers.about, "figures"),
    ),
    Command(
        name="who",
        argument="NAME",
        summary="Somebody's roles as given and when, latest words, positions, who speaks of them.",
        examples=("/who Bessent", "/who European Union"),
        handler=who.who,
        alias="whois",
    ),
    Command(
        name="compare",
        argument="A B [QUERY]",
        summary="Two countries, speakers or outlets side by side: measures, figures, last words.",
        examples=("/compare china canada", "/compare Bessent Lutnick tariffs"),
        handler=compare.compare,
    ),
    Command(
        name="changed",
        argument="[QUERY]",
        summary="The same matter with another number, date, status or stance: both receipts.",
        examples=("/changed", "/changed tariffs china"),
        handler=changed.changed,
    ),
    Command(
        name="sources",
        argument="[WORDS]",
        summary="The articles that answers are read from, newest first.",
        examples=("/sources", "/sources geneva"),
        handler=lookups.sources,
    ),
    Command(
        name="why",
        argument="ID",
        summary="How a claim was found: its sentence, the rules used, how its speaker was found.",
        examples=("/why abcdefghij",),
        handler=lookups.why,
    ),
    Command(
        name="merge",
        argument="NAME into NAME",
        summary="Two names are one person, organisation or country from now on; /split undoes it.",
        examples=("/merge Scott K. Bessent into Scott Bessent", "/merge USTR into Trade Office"),
        handler=merging.merge,
    ),
    Command(
        name="split",
        argument="NAME [from NAME]",
        summary="A name stands for somebody else than the names it goes with; /merge undoes it.",
        examples=("/split Scott K. Bessent from Scott Bessent", "/split USTR"),
        handler=merging.split,
    ),
    Command(
        name="digest",
        argument="here|me daily|weekdays|weekly on MON HH:MM [in ZONE] QUERY, list, stop N",
        summary="Post what is new here at a set time; list or stop such digests.",
        examples=(
            "/digest here daily 08:30 tariffs china",
            "/digest me weekly on MON 8:30am in Europe/London quotes Bessent",
            "/digest list",
            "/digest stop 1",
        ),
        handler=subscriptions.digest,
    ),
    Command(
        name="help",
        argument="[COMMAND]",
        summary="What you can ask, and examples.",
        examples=("/help", "/help quotes"),
        handler=help_for,
    ),
)


def named(name: str) -> Command | None:
    """The command of that name or alias, in small letters and without slash."""
    return next((each for each in COMMANDS if name and name in (each.name, each.alias)), None)


async def answer(request: Request, world: World) -> Reply:
    """Answer what a person typed; what can't be done becomes a private, refused reply.

    The line is a command with or without its slash, or a plain question. It may end in
    "page:" and the cursor of an earlier reply. No ClaimwireError leaves this function.
    """
    line = tidy(request.text)
    if paged := _PAGE.search(line):
        line = line[: paged.start()]
        request = replace(request, page=request.page or paged.group(1))
    request = replace(request, zone=known_zone(request.zone))
    try:
        return await _dispatch(request, world, line)
    except ClaimwireError as error:
        return Reply(headline=str(error), private=True, refused=True)


async def _dispatch(request: Request, world: World, line: str) -> Reply:
    slash = line.startswith("/")
    first, _, rest = line.lstrip("/ ").partition(" ")
    command = named(first.lower().rstrip(":"))
    if command and (slash or _is_meant(command, rest)):
        return await command.handler(request, world, rest)
    if not first:
        return await help_for(request, world, "")
    if slash:
        raise Refused(
            f"There is no command /{first[:40]}.{_nearest(first)} /help shows all commands."
        )
    return await answers.about("claims", request, world, line)


def _is_meant(command: Command, rest: str) -> bool:
    """Whether a line without slash is the command, and no question that begins with its name."""
    if command.handler in (merging.merge, merging.split, who.who):  # "who wants tariffs?"
        return False
    return command.handler is not lookups.why or lookups.is_claim_id(rest)


def _nearest(name: str) -> str:
    names = [command.name for command in COMMANDS]
    near = process.extractOne(name.lower()[:40], names, scorer=OSA.distance, score_cutoff=3)
    return f" Did you mean /{near[0]}?" if near else ""
