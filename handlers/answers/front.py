"""The front page: examples that work, what is followed with the latest on it, the sources."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import timedelta

from handlers.errors import Refused
from handlers.newsroom import Channel, Request
from handlers.ports import World
from handlers.questions.asked import Asked, ask
from handlers.record.vocabulary import Vocabulary, vocabulary
from handlers.reply import Reply, Section
from handlers.showing.cards import Receipts, show
from handlers.words.wording import count, coverage, published

EXAMPLES = 3
_TRIED = 3  # topics, speakers and names that examples are made of
_FOLLOWED = 4  # questions whose latest claims are shown
_LATEST = 3  # of each
_NEWEST = 5  # articles
_LISTED = 10  # silent outlets, and refused files
_SILENCE = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command line that has an answer at this moment, and what it asks in words."""

    command: str
    told: str


async def examples(world: World) -> tuple[Example, ...]:
    """Examples that have answers: of the topics, countries and speakers most is known of."""
    words = await vocabulary(world)
    found = list[Example]()
    async for each in _candidates(world):
        if len(found) == EXAMPLES:
            break
        if each.told not in {one.told for one in found} and await _has_answer(each, words, world):
            found.append(each)
    return tuple(found)


async def _candidates(world: World) -> AsyncIterator[Example]:
    topics = [each.key for each in (await world.store.known_topics())[:_TRIED]]
    names = [each.key for each in (await world.store.known_entities())[:_TRIED]]
    for topic in topics:
        for name in names:
            yield Example(command=f"/{topic} {name}", told="One topic and one country or person")
    for each in (await world.store.known_speakers())[:_TRIED]:
        yield Example(command=f"/quotes {each.key}", told="What somebody said, word by word")
    for topic in topics:
        yield Example(command=f"/timeline {topic}", told="What happened, in order")
    for name in names:
        yield Example(command=f"/claims {name}", told="All that is known of somebody")
    for topic in topics:
        yield Example(command=f"/{topic}", told="All on one topic")


async def _has_answer(example: Example, words: Vocabulary, world: World) -> bool:
    try:
        asked = ask(example.command, words)
    except Refused:
        return False
    return bool((await world.store.newest(asked.question(None, limit=1)))[0])


async def latest(request: Request, world: World, channels: tuple[Channel, ...]) -> Reply:
    """The newest claims on what these channels follow, a section each."""
    words = await vocabulary(world, request.zone)
    queries = dict[str, None]()
    for channel in channels:
        queries |= dict.fromkeys([one.query for one in await world.store.subscriptions(channel)])
    sections, receipts = list[Section](), Receipts()
    for query in list(queries)[:_FOLLOWED]:
        try:
            asked = ask(query, words, request.channel.workspace)
        except Refused:  # what it names may be on no record any more
            continue
        sections.append(await _section(asked, world, receipts))
    return Reply(headline="Latest on what is followed", sections=tuple(sections))


async def _section(asked: Asked, world: World, receipts: Receipts) -> Section:
    found, _ = await world.store.newest(asked.question(None, limit=_LATEST))
    before = len(receipts.cited)
    shown = show(found, receipts)
    notes = tuple(
        f"[{each.number}] {each.outlet or 'outlet unknown'}, {each.published}: {each.headline}"
        for each in receipts.all()[before:]
    )
    return Section(
        title=asked.line,
        notes=notes if found else ("Nothing yet.",),
        measures=shown.measures,
        figures=shown.figures,
        claims=tuple(replace(card, claim_id="") for card in shown.claims),
    )


async def sources(world: World) -> tuple[str, ...]:
    """How the sources stand, in lines: how much there is, and what came in last."""
    over = await world.store.coverage()
    if not over.articles:
        return ("No articles have been read yet. Put files into the articles folder.",)
    question = ask("claims kind:quote", await vocabulary(world)).question(None, limit=_NEWEST)
    newest, _, _ = await world.store.articles(replace(question, kinds=()))
    lines = [f"Answers rest on {coverage(over)}."]
    lines += [
        f"{each.parsed.outlet or 'outlet unknown'}, {published(each.parsed.published)}: "
        f"{each.parsed.headline or 'no headline'} "
        f"(read {each.fetched:%Y-%m-%d %H:%M} UTC, version {each.version})"
        for each in newest
    ]
    return (*lines, *await _silent(world), *await _refused(world))


async def _silent(world: World) -> list[str]:
    """Outlets from which nothing has come for long, the longest silent first."""
    now = world.clock.now()
    long_ago = [each for each in await world.store.arrivals() if now - each.last >= _SILENCE]
    lines = [
        f"Silent: {each.outlet or 'articles without an outlet'}, nothing since "
        f"{each.last:%Y-%m-%d} ({count((now - each.last).days, 'day')}); "
        f"{count(each.articles, 'article')} before."
        for each in long_ago[:_LISTED]
    ]
    more = len(long_ago) - _LISTED
    return [*lines, f"{count(more, 'more outlet')} silent as long."] if more > 0 else lines


async def _refused(world: World) -> list[str]:
    """Files that are no articles we can read, each with the sentence that says why."""
    refused = await world.store.refused_files(_LISTED + 1)
    lines = [
        f"Refused: {each.path.replace(chr(92), '/').rpartition('/')[2]}: {each.refusal}"
        for each in refused[:_LISTED]
    ]
    return [*lines, "More files were refused: see the log."] if len(refused) > _LISTED else lines
