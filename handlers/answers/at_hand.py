"""Examples that work on the articles at hand: names, topics and words of the record, tried out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

from handlers.newsroom import ClaimKind, Held, Request
from handlers.ports import Question, World
from handlers.record.entities import EntityKind
from handlers.record.vocabulary import everybody
from handlers.reply import Reply
from handlers.showing.cards import SAID
from handlers.words.names import folded, persons_words
from nlp import countries
from nlp.analysis import Attribution

MOST = 3
_TRIES = 8  # ways to fill one example in
_CHOICE = 4  # values of each place that are tried
_MOST_MORE = 2  # words that a name may have before another: "many economists", "economists"
_SAMPLE = 60  # newest claims of each sort that values are taken from
_PLACE = re.compile(r"\{(\w+)\}")
_INNER = re.compile(r"[“\"]([^“”\"]{12,80}?)[,.]?[”\"]")
_PHRASE = re.compile(r"\b[^\W\d_]{4,} [^\W\d_]{4,}\b")
_WORD = re.compile(r"\b[^\W\d_]{6,}\b")
# What stands there while no article has been read.
_USUAL: dict[str, tuple[str, ...]] = {
    "speaker": ("Bessent",),
    "other": ("Lutnick",),
    "country": ("China",),
    "other_country": ("Canada",),
    "topic": ("tariffs",),
    "phrase": ("rare earth",),
    "word": ("geneva",),
    "outlet": ("Financial Times",),
    "day": ("2025-07-30",),
    "quoting": ('"the equivalent of an embargo" Bessent',),
    "quoted": ('"the equivalent of an embargo"',),
    "pasting": ("“The rates had become the equivalent of an embargo,” Bessent said.",),
    **dict.fromkeys(("id", "figure_id", "measure_id"), ("abcdefghij",)),
    "may_be": ("M. Bell into Mara Bell",),
    "merged": ("M. Bell from Mara Bell",),
    "apart": (),
}
Ask = Callable[[str], Awaitable[Reply]]


async def examples(
    templates: Sequence[str], request: Request, world: World, ask: Ask | None
) -> tuple[str, ...]:
    """Up to three of these command lines, their {places} filled with what is on record.

    With `ask` each is asked, and only one that finds something is given. Where nothing is on
    record they are filled with what is usual.
    """
    values = await _values(request, world)
    if not values:
        ways = dict.fromkeys(way for each in templates for way in _ways(each, _USUAL))
        return tuple(ways)[:MOST]
    found, failed = list[str](), set[str]()
    for _ in range(MOST):  # once over all of them; again where a record fills too few of them
        for template in templates:
            if len(found) < MOST and (way := await _next(template, values, found, failed, ask)):
                found.append(way)
    return tuple(found)


async def _next(
    template: str,
    values: Mapping[str, Sequence[str]],
    found: Sequence[str],
    failed: set[str],
    ask: Ask | None,
) -> str | None:
    """The next way to fill a template that finds something; what fails is not asked again."""
    for way in _ways(template, values):
        if way in found or way in failed:
            continue
        if ask is None or finds(await ask(way)):
            return way
        failed.add(way)
    return None


def finds(reply: Reply) -> bool:
    """Whether an answer rests on articles."""
    return not (reply.refused or reply.private) and bool(reply.receipts or reply.files)


def _ways(template: str, values: Mapping[str, Sequence[str]]) -> list[str]:
    """The template filled in, the likeliest values first, no value standing in two places."""
    places = list(dict.fromkeys(_PLACE.findall(template)))
    choices = [values.get(place, ())[:_CHOICE] for place in places]
    ways = [
        [choice[at] for choice, at in zip(choices, row, strict=True)]
        for row in sorted(product(*(range(len(each)) for each in choices)), key=sum)
    ]
    different = [way for way in ways if len(set(way)) == len(way)]
    return [template.format(**dict(zip(places, way, strict=True))) for way in different[:_TRIES]]


async def _values(request: Request, world: World) -> dict[str, tuple[str, ...]]:
    """What each place can hold by the day of the request; nothing where no claim is on record."""
    said = await _newest(request, world, *SAID)
    figures = await _newest(request, world, ClaimKind.FIGURE)
    measures = await _newest(request, world, ClaimKind.MEASURE)
    every = (*said, *figures, *measures)
    if not every:
        return {}
    speakers = _most(name for held in said for name in held.claim.speakers if persons_words(name))
    entities = _most(key for held in every for key in held.claim.entities)
    named = tuple(key for key in entities if countries.named(key) == key)
    quoted = tuple(_quoted(said))
    return {
        "speaker": speakers,
        "other": speakers[1:],
        "country": named,
        "other_country": named[1:],
        "topic": _most(
            key for held in every for key in held.claim.topics if world.topics.topic(key)
        ),
        "phrase": _most(each for held in said for each in _PHRASE.findall(held.claim.span.words)),
        "word": _most(each for held in every for each in _words(held.article.parsed.headline)),
        "outlet": _most(held.article.parsed.outlet or "" for held in every),
        "day": _most(_day(held) for held in every),
        "quoting": tuple(f'"{words}" {name}' for words, name in quoted),
        "quoted": tuple(f'"{words}"' for words, _ in quoted),
        "pasting": tuple(f"“{words},” {name} said." for words, name in quoted),
        "id": _ids((*said, *figures, *measures)),
        "figure_id": _ids((*figures, *said[1:], *measures[1:])),
        "measure_id": _ids((*measures, *said[2:], *figures[2:])),
        **await _names(world),
    }


async def _newest(request: Request, world: World, *kinds: ClaimKind) -> tuple[Held, ...]:
    """The newest claims of these kinds, those with a speaker first."""
    workspace = request.channel.workspace
    question = Question(kinds=kinds, as_of=request.as_of, limit=_SAMPLE, workspace=workspace)
    found, _ = await world.store.newest(question)
    return tuple(sorted(found, key=lambda held: not held.claim.speakers))


def _most(names: Iterable[str]) -> tuple[str, ...]:
    """Each once, those that come most often first."""
    return tuple(name for name, _ in Counter(filter(None, names)).most_common())


def _words(headline: str | None) -> list[str]:
    return [word.lower() for word in _WORD.findall(headline or "")]


def _day(held: Held) -> str:
    appeared = held.article.parsed.published
    return appeared.day.isoformat() if appeared else ""


def _ids(found: Iterable[Held]) -> tuple[str, ...]:
    return tuple(held.claim.id for held in found)


def _quoted(found: Iterable[Held]) -> Iterator[tuple[str, str]]:
    """Words in the article's own quotation marks, with the last name of who says them."""
    for held in found:
        finding = held.claim.finding
        if isinstance(finding, Attribution) and len(held.claim.speakers) == 1:
            name = held.claim.speakers[0]
            for inner in _INNER.findall(finding.contents[0].words)[:1]:
                if persons_words(name):
                    yield inner, name


async def _names(world: World) -> dict[str, tuple[str, ...]]:
    """Names that may be one, as /merge takes them, and such as are one, for /split."""
    entities = (await everybody(world)).entities
    pairs = [
        (near.name, each.name) for each in entities.every for near in entities.candidates(each.name)
    ]
    ends = {folded(each.name): each.name for each in entities.every}
    pairs += [
        (name, ends[words[more:]])
        for words, name in ends.items()
        for more in range(1, min(_MOST_MORE + 1, len(words)))
        if words[more:] in ends and not countries.named(ends[words[more:]])  # "Statistics Canada"
    ]
    people = (each for each in entities.every if each.kind is EntityKind.PERSON)
    return {
        "may_be": tuple(f"{one} into {other}" for one, other in pairs),
        "merged": tuple(f"{one} from {other}" for one, other in pairs),
        "apart": tuple(f"{each.aliases[0]} from {each.name}" for each in people if each.aliases),
    }
