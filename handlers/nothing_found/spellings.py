"""What a question that finds nothing may have been meant as: its misspelt words put right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from rapidfuzz.distance import OSA

from handlers.newsroom import Request
from handlers.ports import Question, World
from handlers.questions.asked import Asked, ask, nearest, put_right
from handlers.record.vocabulary import Guess, Vocabulary
from handlers.words.names import folded

_LEAST, _SURE = 5, 8  # letters of a word that can be misspelt at all, and by two slips
_MOST = 3  # words that are looked into
_SAMPLE = 300  # newest claims whose words are known

_Found = TypeVar("_Found")
Spelling = tuple[Asked, tuple[Guess, ...]]


async def first_found(
    asked: Asked,
    words: Vocabulary,
    request: Request,
    world: World,
    look: Callable[[Asked], Awaitable[_Found | None]],
) -> tuple[Asked, tuple[Guess, ...], _Found | None]:
    """The first spelling for which `look` finds something, and what; else the last, and None."""
    best: Spelling = (asked, ())
    found = await look(asked)
    for best in () if found else await spellings(asked, words, request, world):
        found = await look(best[0])
        if found:
            break
    return *best, found


async def spellings(
    asked: Asked, words: Vocabulary, request: Request, world: World
) -> tuple[Spelling, ...]:
    """The question with misspelt names put right, then with plain words put right as well.

    Names are those on record; plain words those of the newest claims that the rest of the
    question has.
    """
    named = nearest(asked, words)
    plain = await reread(named or (asked, ()), words, request, world)
    return tuple(each for each in (named, plain) if each)


async def reread(
    spelling: Spelling, words: Vocabulary, request: Request, world: World
) -> Spelling | None:
    """The same with those words put right that no claim has; None where none is near."""
    asked, guesses = spelling
    unknown = await _unknown(asked, request, world)
    if not unknown:
        return None
    known = await _words_at_hand(asked, unknown, request, world)
    found = tuple(guess for word in unknown if (guess := _near(word, known)))
    if not found:
        return None
    line = put_right(asked.line, found)
    return ask(line, words, request.channel.workspace), (*guesses, *found)


async def _unknown(asked: Asked, request: Request, world: World) -> tuple[str, ...]:
    """Single words of the question, typed without marks, that stand in no claim."""
    wanted = asked.understood
    single = [
        word
        for word in wanted.words
        if word not in wanted.quoted and len(word) >= _LEAST and word.isalpha()
    ][:_MOST]
    if not single:
        return ()
    pages = await world.store.pages(
        *(Question(words=(word,), as_of=request.as_of, limit=1, counted=False) for word in single)
    )
    return tuple(word for word, page in zip(single, pages, strict=True) if not page.found)


async def _words_at_hand(
    asked: Asked, unknown: tuple[str, ...], request: Request, world: World
) -> Counter[str]:
    """Of the newest claims that the question has without those words, the words that begin
    with a letter with which one of those begins: of the others none can be meant."""
    rest = tuple(word for word in asked.understood.words if word not in unknown)
    less = replace(asked, understood=replace(asked.understood, words=rest))
    sample = replace(less.question(request.as_of, limit=_SAMPLE), texts=False)
    found, _ = await world.store.newest(sample)
    headlines = {held.article.id: held.article.parsed.headline or "" for held in found}
    texts = " ".join((*(held.claim.span.words for held in found), *headlines.values()))
    first = "".join({word[0] for word in unknown})
    begun = re.findall(rf"(?<![^\W_])[{first}{first.upper()}][^\W_]+", texts)
    return Counter(folded(" ".join(begun)))


def _near(word: str, known: Counter[str]) -> Guess | None:
    """The known word that is nearest, of equally near ones the most used."""
    far = 1 if len(word) < _SURE else 2
    near = [
        (distance, -used, other)
        for other, used in known.items()
        if other[0] == word[0]
        and len(other) >= _LEAST - 1
        and (distance := OSA.distance(word, other, score_cutoff=far)) <= far
    ]
    return Guess(typed=word, meant=min(near)[2]) if near else None
