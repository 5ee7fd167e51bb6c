"""What an empty answer offers to ask instead: the same question with less in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice

from handlers.newsroom import Request
from handlers.ports import Question, World
from handlers.questions.asked import EVERY, Asked
from handlers.questions.question_words import is_idle
from handlers.questions.understood import Understood
from handlers.reply import Action
from handlers.showing.cards import SAID
from handlers.words.wording import count, listed

_FEWER = 4  # words of which each is left out once
_WAYS = 2  # that are offered
_TRIED = 8  # questions that are put to the store for them, at once
_PARTS = 4  # parts of a question that are asked for alone

_Way = tuple[str, Asked]  # what a button says, and the question that it stands for


async def wider(request: Request, world: World, asked: Asked) -> tuple[Action, ...]:
    """The same question with less in it, where that finds something, the nearest first.

    Where nothing does, one of its parts alone; where no claim has the words, the articles
    that have them, or all there are.
    """
    some = islice(chain(*(ways(asked) for ways in _WIDER)), _TRIED)
    tries = [*some, *islice(_one_part(asked), _PARTS)]
    sound = [way for way in tries if way[1].leads or not way[1].understood.empty]
    return await _found(request, world, sound) or await _articles(request, world, asked)


async def _found(request: Request, world: World, tries: list[_Way]) -> tuple[Action, ...]:
    """The first of these questions that have claims, with how many; only of those it is counted."""
    if not tries:
        return ()
    plain = [less.once(request.as_of, limit=1) for _, less in tries]
    pages = await world.store.pages(*(replace(each, counted=False) for each in plain))
    held = [place for place, page in enumerate(pages) if page.found][:_WAYS]
    if not held:
        return ()
    counted = await world.store.pages(*(plain[place] for place in held))
    return tuple(
        Action(
            name="retry",
            label=f"{tries[place][0]} ({count(page.total, 'claim', capped=page.capped)})",
            command=f"/{tries[place][1].line}",
        )
        for place, page in zip(held, counted, strict=True)
    )


async def _articles(request: Request, world: World, asked: Asked) -> tuple[Action, ...]:
    """The articles that have the words in which no claim is found, or else all there are."""
    words = asked.understood.words
    if words:
        question = Question(words=words, as_of=request.as_of, limit=1)
        _, total, _ = await world.store.articles(question)
        if total:
            command = " ".join(f'"{word}"' if " " in word else word for word in words)
            label = f"{count(total, 'article')} with these words"
            return (Action(name="retry", label=label, command=f"/sources {command}"),)
    return (Action(name="sources", label="All articles", command="/sources"),)


def _without_a_word(asked: Asked) -> Iterator[_Way]:
    """Without one of its words; the words of a phrase in any order."""
    wanted = asked.understood
    for phrase in wanted.quoted:
        apart = tuple(word for word in phrase.split() if not is_idle(word))
        if len(phrase.split()) > 1 and apart:
            rest = (*(word for word in wanted.words if word != phrase), *apart)
            yield "These words in any order", asked.only(replace(wanted, words=rest, quoted=()))
    for word in wanted.words[:_FEWER] if len(wanted.words) > 1 else ():
        rest = tuple(other for other in wanted.words if other != word)
        yield f"Without “{word}”", asked.only(replace(wanted, words=rest))


def _unbound(asked: Asked) -> Iterator[_Way]:
    """At any time, of any status, in any outlet, of any kind."""
    wanted = asked.understood
    if wanted.since or wanted.until:
        yield "At any time", asked.only(replace(wanted, since=None, until=None))
    if wanted.status:
        yield "Of any status", asked.only(replace(wanted, status=None))
    if wanted.outlets:
        yield "In any outlet", asked.only(replace(wanted, outlets=()))
    if wanted.without or wanted.barred:
        yield "Leaving nothing out", asked.only(replace(wanted, without=(), barred=()))
    if asked.kinds not in (EVERY, SAID):
        yield "Of any kind", _of_any_kind(asked)


def _without_a_part(asked: Asked) -> Iterator[_Way]:
    """Without its words, whoever speaks, without a name or the topic."""
    wanted = asked.understood
    if words := wanted.words:
        every = listed(tuple(f"“{word}”" for word in words))
        yield f"Without {every}", asked.only(replace(wanted, words=()))
    if wanted.speakers:
        named = tuple(dict.fromkeys((*wanted.entities, *wanted.speakers)))
        label = f"Naming {listed(named)}, whoever speaks"
        yield label, _of_any_kind(asked, replace(wanted, speakers=(), entities=named))
    for label, less in _unnamed(wanted):
        yield label, asked.only(less)
    if wanted.topics:
        title = wanted.known.title(wanted.topics[0])
        yield f"Without {title}", _of_no_topic(asked)


def _unnamed(wanted: Understood) -> Iterator[tuple[str, Understood]]:
    """Without one of the names."""
    for group in wanted.about:
        rest = tuple(other for other in wanted.about if other != group)
        yield f"Without {listed(group, 'or')}", replace(wanted, about=rest)
    for name in wanted.entities:
        others = tuple(other for other in wanted.entities if other != name)
        yield f"Without {name}", replace(wanted, entities=others)
    if wanted.speakers:
        yield "Whoever says it", replace(wanted, speakers=())


def _one_part(asked: Asked) -> Iterator[_Way]:
    """One of its parts alone: who speaks, a name, the topic, a word."""
    wanted = asked.understood
    bare = Understood(typed=wanted.typed, who=wanted.who, known=wanted.known)
    names = (*wanted.entities, *(name for group in wanted.about for name in group[:1]))
    topics = wanted.topics[:1]
    parts = (
        *((listed(wanted.speakers, "or"), replace(bare, speakers=wanted.speakers)),),
        *((name, replace(bare, entities=(name,))) for name in names),
        *((wanted.known.title(topic), replace(bare, topics=topics)) for topic in topics),
        *((f"“{word}”", replace(bare, words=(word,))) for word in wanted.words[:_FEWER]),
    )
    for name, part in parts:
        if name:
            yield f"Only {name}", _of_any_kind(asked, part)


def _of_any_kind(asked: Asked, wanted: Understood | None = None) -> Asked:
    """As a question for all claims, whatever command it was asked with."""
    wanted = replace(wanted or asked.understood, kinds=())
    again = replace(asked, line="claims", kinds=EVERY, leads=())
    return again.only(wanted)


def _of_no_topic(asked: Asked) -> Asked:
    """The question without its topic, which may be the command that it was asked with."""
    verb, _, _ = asked.line.partition(" ")
    wanted = replace(asked.understood, topics=())
    if asked.understood.known.topic(verb):
        return replace(asked, line="claims", leads=()).only(wanted)
    return asked.only(wanted)


_WIDER = (_without_a_word, _unbound, _without_a_part)
