"""The command table: help, the Slack manifest, the Discord tree and the docs read it."""

from __future__ import annotations

from functools import lru_cache, partial

from handlers import (
    answers,
    changed,
    checks,
    command,
    compare,
    dispatch,
    ledger,
    lookups,
    merging,
    one_claim,
    one_claim_commands,
    subscriptions,
    timeline,
    who,
)
from handlers.command import Command, missing, slashed_only
from handlers.errors import Refused
from handlers.newsroom import Request
from handlers.ports import World
from handlers.reply import Reply, Row
from nlp.topics import SHIPPED, Topic, Topics

__all__ = ["COMMANDS", "Command", "answer", "commands_of", "help_for", "named"]

_NARROW = (
    'Narrow any question with from:bessent, about:china, in:"Financial Times", kind:quote, '
    'status:disputed, since:may, until:"last friday", as-of:2025-07-30, "exact words" or -word.'
)


async def help_for(request: Request, world: World, argument: str) -> Reply:
    """What the commands do: all of them, or one with its examples."""
    name, commands = argument.lower().removeprefix("/"), commands_of(world.topics)
    if found := named(name, world.topics):
        examples = await one_claim.with_id_at_hand(found.examples, request, world)
        rows = tuple(Row(label="Example", text=example) for example in examples)
        return Reply(
            headline=f"{found.usage}: {found.summary}",
            notes=("In [brackets]: may be left out. In CAPITALS: your own words.",),
            rows=rows,
            private=True,
        )
    return Reply(
        headline="Ask what was said, measured and counted, and get it with its source.",
        notes=(
            *((missing(name, commands),) if name else ()),
            "Plain questions work too: what did Bessent say about tariffs last week?",
            _NARROW,
        ),
        rows=tuple(Row(label=each.usage, text=each.summary) for each in commands),
        private=True,
    )


_FIXED: tuple[Command, ...] = (
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
        meant=slashed_only,
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
        name="ledger",
        argument="[COUNTRY or words]",
        summary="Who charges whom how much on which goods, was and is, each cell with its receipt.",
        examples=("/ledger", "/ledger china"),
        handler=ledger.ledger,
    ),
    Command(
        name="timeline",
        argument="[QUERY]",
        summary="What happened and was said, oldest first, with a picture of rates and figures.",
        examples=("/timeline", "/timeline tariffs china"),
        handler=timeline.timeline,
    ),
    Command(
        name="check",
        argument='"WORDS" [SPEAKER] [DATE] or a paragraph',
        summary="Is this quotation right? Exact, altered, another speaker or date, or not found.",
        examples=(
            '/check "the equivalent of an embargo" Bessent',
            '/check "the equivalent of an embargo" Lutnick on May 12, 2025',
            "/check “The rates became the equivalent of an embargo,” Bessent said.",
        ),
        handler=checks.check,
        meant=checks.quotes,
    ),
    Command(
        name="sources",
        argument="[WORDS]",
        summary="The articles that answers are read from, newest first.",
        examples=("/sources", "/sources geneva"),
        handler=lookups.sources,
    ),
    *one_claim_commands.EVERY,
    Command(
        name="merge",
        argument="NAME into NAME",
        summary="Two names are one person, organisation or country from now on; /split undoes it.",
        examples=("/merge Scott K. Bessent into Scott Bessent", "/merge USTR into Trade Office"),
        handler=merging.merge,
        meant=slashed_only,
        verbatim=True,
    ),
    Command(
        name="split",
        argument="NAME [from NAME]",
        summary="A name stands for somebody else than the names it goes with; /merge undoes it.",
        examples=("/split Scott K. Bessent from Scott Bessent", "/split USTR"),
        handler=merging.split,
        meant=slashed_only,
        verbatim=True,
    ),
    Command(
        name="digest",
        argument="here|me|CHANNEL WHEN QUERY, list, show N, edit N …, pause N, stop N, preview N",
        summary="Post what is new at set times; list, show, edit, pause, resume or stop it.",
        examples=(
            "/digest here daily 08:30 tariffs china",
            "/digest me weekly on MON 8:30am in Europe/London quotes Bessent",
            "/digest here every 4h quiet 22:00-07:00 at most 5 tariffs",
            "/digest edit 1 weekdays at 09:00",
            "/digest pause 1 until monday",
            "/digest preview tariffs china",
            "/digest list",
            "/digest stop 1",
        ),
        handler=subscriptions.digest,
        verbatim=True,
    ),
    Command(
        name="alerts",
        argument="[here|me|CHANNEL] [cap N] QUERY, list, stop N",
        summary="Post what is new at once, at most so many times a day; list or stop such alerts.",
        examples=("/alerts here tariffs china", "/alerts me cap 3 steel", "/alerts stop 2"),
        handler=subscriptions.alerts,
        meant=slashed_only,
        verbatim=True,
    ),
    Command(
        name="help",
        argument="[COMMAND]",
        summary="What you can ask, and examples.",
        examples=("/help", "/help quotes"),
        handler=help_for,
    ),
)


def _of_topic(topic: Topic) -> Command:
    return Command(
        name=topic.key,
        argument="[COUNTRY or words]",
        summary=topic.summary,
        examples=(f"/{topic.key}", f"/{topic.key} china"),
        handler=partial(answers.about, topic.key),
        alias=f"topic-{topic.key}",
    )


@lru_cache(maxsize=8)
def _commands(topics: tuple[Topic, ...]) -> tuple[Command, ...]:
    taken = {name for each in _FIXED for name in (each.name, each.alias)}
    if clash := {topic.key for topic in topics} & taken:
        raise Refused(f"/{min(clash)} is a command already; give that topic another key.")
    return (*map(_of_topic, topics), *_FIXED)


def commands_of(topics: Topics) -> tuple[Command, ...]:
    """All commands: one for each topic, and those that are always there.

    Raises Refused where a topic's key is the name of one of these.
    """
    return _commands(topics.every)


COMMANDS = commands_of(SHIPPED)


def named(name: str, topics: Topics = SHIPPED) -> Command | None:
    """The command of that name or alias, in small letters and without slash."""
    return command.named(name, commands_of(topics))


async def answer(request: Request, world: World) -> Reply:
    """Answer what a person typed; what can't be done becomes a private, refused reply.

    The line is a command with or without its slash, or a plain question. It may end in
    "page:" and the cursor of an earlier reply. No ClaimwireError leaves this function.
    """
    return await dispatch.answer(request, world, commands_of(world.topics))
