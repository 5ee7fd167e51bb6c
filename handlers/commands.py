"""The command table: help, the Slack manifest, the Discord tree and the docs read it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial

from handlers import command, dispatch
from handlers.answers import (
    answering,
    at_hand,
    changed,
    compare,
    ledger,
    merging,
    sources,
    timeline,
    who,
)
from handlers.checks import checking
from handlers.command import Command, missing, slashed_only
from handlers.digests.commands import ON_STANDING_QUESTIONS
from handlers.errors import Refused
from handlers.exports import exporting
from handlers.given.commands import ON_GIVEN_TEXTS
from handlers.newsroom import Request
from handlers.one_claim.commands import ON_ONE_CLAIM
from handlers.ports import World
from handlers.reply import Reply, Row
from nlp.topics import SHIPPED, Topic, Topics

__all__ = ["COMMANDS", "Command", "answer", "commands_of", "help_for", "named"]

_QUESTIONS = ("what did {speaker} say about {topic}?", "what did {speaker} say?")
_NARROW = (
    (
        'Narrow any question with from:"{speaker}", about:"{country}", in:"{outlet}", kind:quote, '
        'status:disputed, since:may, until:"last friday", as-of:{day}, "exact words" or -word.'
    ),
    (
        "Narrow any question with from:, about:, in:, kind:quote, status:disputed, since:may, "
        'until:"last friday", as-of:2025-07-30, "exact words" or -word.'
    ),
)
_ALWAYS = ("/claims {topic} {country}", "/quotes {speaker}", "/sources", "/claims {word}")


async def help_for(request: Request, world: World, argument: str) -> Reply:
    """What the commands do: all of them, or one with its examples."""
    name, commands = argument.lower().removeprefix("/"), commands_of(world.topics)
    if found := named(name, world.topics):
        tried = not (found.verbatim or found.name == "help")  # what changes something is not
        examples = await _filled(found.examples, request, world, tried=tried)
        notes = ["In [brackets]: may be left out. In CAPITALS: your own words."]
        if not examples:
            notes.append("Nothing on record is for it yet. These find something:")
            examples = await _filled(_ALWAYS, request, world, tried=True)
        return Reply(
            headline=f"{found.usage}: {found.summary}",
            notes=tuple(notes),
            rows=tuple(Row(label="Example", text=example) for example in examples),
            private=True,
        )
    question = await _filled(_QUESTIONS, request, world, tried=True)
    narrow = await _filled(_NARROW, request, world, tried=False)
    return Reply(
        headline="Ask what was said, measured and counted, and get it with its source.",
        notes=(
            *((missing(name, commands),) if name else ()),
            *(f"Plain questions work too: {each}" for each in question[:1]),
            *narrow[:1],
        ),
        rows=tuple(Row(label=each.usage, text=each.summary) for each in commands),
        private=True,
    )


async def _filled(
    templates: tuple[str, ...], request: Request, world: World, *, tried: bool
) -> tuple[str, ...]:
    """Lines filled with what is on record; those that are tried all find something."""

    async def ask(line: str) -> Reply:
        return await answer(replace(request, text=line, page="", trial=True), world)

    return await at_hand.examples(templates, request, world, ask if tried else None)


_FIXED: tuple[Command, ...] = (
    Command(
        name="claims",
        argument="WORDS",
        summary="Everything said, measured or counted that holds these words, newest first.",
        examples=(
            "/claims {topic} {country}",
            '/claims from:"{speaker}"',
            '/claims "{phrase}"',
            "/claims {word}",
        ),
        called=("search", "query", "ask"),
        handler=partial(answering.about, "claims"),
    ),
    Command(
        name="quotes",
        argument="SPEAKER [WORDS]",
        summary="What somebody said, wants or denies, newest first, in their own words.",
        examples=(
            "/quotes {speaker}",
            "/quotes {country}",
            "/quotes {other} {topic}",
            "/quotes {other}",
        ),
        handler=partial(answering.about, "quotes"),
    ),
    Command(
        name="figures",
        argument="[TOPIC or WORDS]",
        summary="Figures with what they count, their period and their change, newest first.",
        examples=(
            "/figures {topic} {country}",
            "/figures {topic}",
            "/figures since:{day}",
            "/figures",
            "/figures {word}",
        ),
        called=("numbers", "stats"),
        handler=partial(answering.about, "figures"),
    ),
    Command(
        name="who",
        argument="NAME",
        summary="Somebody's roles as given and when, latest words, positions, who speaks of them.",
        examples=("/who {speaker}", "/who {country}", "/who {other}", "/who {other_country}"),
        called=("profile", "speaker", "person"),
        handler=who.who,
        meant=slashed_only,
        alias="whois",
    ),
    Command(
        name="compare",
        argument="A B [QUERY]",
        summary="Two countries, speakers or outlets side by side: measures, figures, last words.",
        examples=(
            "/compare {country} {other_country}",
            "/compare {speaker} {other} {topic}",
            "/compare {speaker} {other}",
            "/compare {country} {other_country} {topic}",
        ),
        handler=compare.compare,
    ),
    Command(
        name="changed",
        argument="[QUERY]",
        summary="The same matter with another number, date, status or stance: both receipts.",
        examples=(
            "/changed",
            "/changed {topic}",
            "/changed {country}",
            "/changed {topic} {country}",
            '/changed from:"{speaker}"',
            "/changed {word}",
        ),
        called=("changes", "updates", "news"),
        handler=changed.changed,
    ),
    Command(
        name="ledger",
        argument="[COUNTRY or words] [in force]",
        summary="Who charges whom how much on which goods, was and is, each cell with its receipt.",
        examples=("/ledger", "/ledger {country}", "/ledger as-of:{day}", "/ledger {topic}"),
        handler=ledger.ledger,
    ),
    Command(
        name="timeline",
        argument="[QUERY]",
        summary="What happened and was said, oldest first, with a picture of rates and figures.",
        examples=("/timeline", "/timeline {topic} {country}", '/timeline from:"{speaker}"'),
        called=("history", "chronology"),
        handler=timeline.timeline,
    ),
    Command(
        name="check",
        argument='"WORDS" [SPEAKER] [DATE] or a paragraph',
        summary="Is this quotation right? Exact, altered, another speaker or date, or not found.",
        examples=("/check {quoting}", "/check {pasting}", "/check {quoted}"),
        called=("factcheck", "fact-check", "quote-check"),
        handler=checking.check,
        meant=checking.quotes,
    ),
    *ON_GIVEN_TEXTS,
    Command(
        name="sources",
        argument="[QUERY]",
        summary="The articles that answers are read from, newest first.",
        examples=(
            "/sources",
            "/sources {word}",
            '/sources from:"{speaker}"',
            "/sources since:{day}",
            '/sources in:"{outlet}"',
        ),
        called=("articles", "outlets"),
        handler=sources.sources,
    ),
    Command(
        name="export",
        argument="QUERY csv|json|md|claimreview, again [N]",
        summary="All claims that a question finds, as a file; again: anew, with its changes.",
        examples=(
            "/export {topic} {country} csv",
            "/export quotes {speaker} md",
            "/export {topic} claimreview",
            "/export {country} json",
            '/export from:"{speaker}" json',
        ),
        called=("download", "csv"),
        handler=exporting.export,
        meant=exporting.is_export,
    ),
    *ON_ONE_CLAIM,
    Command(
        name="merge",
        argument="NAME into NAME",
        summary="Two names are one person, organisation or country from now on; /split undoes it.",
        examples=("/merge {may_be}",) * 3,
        handler=merging.merge,
        meant=slashed_only,
        setting=True,
        verbatim=True,
    ),
    Command(
        name="split",
        argument="NAME [from NAME]",
        summary="A name stands for somebody else than the names it goes with; /merge undoes it.",
        examples=("/split {apart}", "/split {apart}", "/merge {may_be}", "/split {merged}"),
        handler=merging.split,
        meant=slashed_only,
        setting=True,
        verbatim=True,
    ),
    *ON_STANDING_QUESTIONS,
    Command(
        name="help",
        argument="[COMMAND]",
        summary="What you can ask, and examples.",
        examples=("/help", "/help quotes", "/help check"),
        called=("commands", "start", "usage"),
        handler=help_for,
    ),
)


def _of_topic(topic: Topic) -> Command:
    return Command(
        name=topic.key,
        argument="[COUNTRY or words]",
        summary=topic.summary,
        examples=(
            f"/{topic.key}",
            f"/{topic.key} {{country}}",
            f"/{topic.key} from:{{speaker}}",
            f"/{topic.key} kind:figure",
            f"/{topic.key} since:{{day}}",
        ),
        handler=partial(answering.about, topic.key),
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
