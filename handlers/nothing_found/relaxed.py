"""A plain question of which no claim has all words: answered with those that claims have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from handlers.newsroom import ClaimKind, Request
from handlers.ports import Page, Question, World
from handlers.questions.asked import Asked
from handlers.questions.understood import Understood
from handlers.showing.cards import SAID
from handlers.words.names import OF_STATES, folded
from handlers.words.wording import MONTHS, listed
from nlp import countries
from nlp.analysis import Attribution

_MOST = 6  # words that are looked at
_NEWEST = 60  # claims that name a country, of which roles are read
_TRIED = 8  # of their combinations
# Words that tell one thing, where news has now the one and now the other.
_SENSES = (
    frozenset({"died", "killed", "dead", "deaths"}),
    frozenset({"injured", "hurt", "wounded"}),
    frozenset({"arrested", "detained"}),
    frozenset({"fired", "sacked"}),
    frozenset({"resigned", "quit"}),
)
# Bodies that may be called by a country and are none of its own.
_NO_STATES = frozenset(
    {"alliance", "association", "council", "union", "federation", "league", "society", "club"}
    | {"company", "companies", "bank", "university", "forum", "network", "group", "chamber"}
    | {"institute", "confederation", "coalition", "foundation", "congress", "party", "guild"}
)
_OF_STATE = OF_STATES | {"government", "administration", "parliament", "treasury"}
_COUNTS = re.compile(r"\bhow (?:many|much|big|large|high|low)\b", re.IGNORECASE)
_MONTHS = tuple(name.casefold() for name in MONTHS)
_YEAR = re.compile(r"(?:19|20)\d\d")


async def relaxed(
    asked: Asked, request: Request, world: World, *, timed: bool = False, plain: bool = False
) -> Asked | None:
    """The question without its words that hinder, with a note that says which.

    Of a country's words first those of who holds an office of it. None where it was not typed
    as a question, nor in `plain` words behind no command, and is not `timed`, by a month and a
    year; or where it finds nothing so either. Names,
    topics, days and what stands in quotation marks stay, and so does one of the words: who says
    nothing of students is not answered for with other words.
    """
    if officials := await by_officials(asked, request, world):
        asked = officials
        if (await world.store.newest(_question(asked, request)))[0]:
            return asked
    wide = _of_all_said(asked)
    if wide and (await world.store.newest(_question(wide, request)))[0]:
        return wide
    return await _with_fewer(asked, request, world, timed=timed, plain=plain) or (
        await _with_fewer(wide, request, world, timed=timed, plain=plain) if wide else None
    )


def _of_all_said(asked: Asked) -> Asked | None:
    """The question for all that was said, where a verb asked for wishes alone; else None."""
    wanted = asked.understood
    if wanted.kinds != (ClaimKind.POSITION,) or "kind:" in wanted.typed.lower():
        return None
    note = "Nobody is told to want it in so many words: this is what was said of it."
    every = replace(asked, kinds=SAID)
    return every.only(replace(wanted, kinds=SAID, notes=(*wanted.notes, note)))


async def _with_fewer(
    asked: Asked, request: Request, world: World, *, timed: bool, plain: bool
) -> Asked | None:
    """The question without its words that hinder; None where there is none that finds anything."""
    wanted = asked.understood
    every = tuple(word for word in wanted.words if word not in _kept(wanted))[:_MOST]
    dated = any(map(_YEAR.fullmatch, every))
    times = tuple(word for word in every if dated and (word in _MONTHS or _YEAR.fullmatch(word)))
    loose = tuple(word for word in every if word not in times)  # July 2024 is no other July
    asks = wanted.asks or plain
    if not ((asks or timed) and loose):
        return None
    tries = list(filter(None, [_without_year(asked, every)]))
    if asks:
        tries += _in_other_words(asked, loose)
        known = await _single(asked, loose, request, world)
        tries += [_with(asked, loose, rest) for rest in islice(_fewer(known, wanted), _TRIED)]
    if not tries:
        return None
    questions = [replace(_question(less, request), counted=False) for less in tries]
    if _COUNTS.search(wanted.typed) and not wanted.kinds:  # an amount answers that best
        figures = (replace(each, kinds=(ClaimKind.FIGURE,)) for each in questions)
        if less := _first_found(tries, await world.store.pages(*figures)):
            return less
    return _first_found(tries, await world.store.pages(*questions))


def _first_found(tries: list[Asked], pages: Iterable[Page]) -> Asked | None:
    return next((less for less, page in zip(tries, pages, strict=True) if page.found), None)


async def by_officials(asked: Asked, request: Request, world: World) -> Asked | None:
    """The question for those who hold an office of the country whose own words are asked for.

    Their roles tell, as the newest claims that name the country give them.
    """
    wanted = asked.understood
    who = wanted.speakers or wanted.unheard
    if not (len(who) == 1 and countries.named(who[0])):
        return None
    country = who[0]
    bare = replace(wanted, speakers=(), entities=(country,), words=(), quoted=(), topics=())
    question = replace(_question(asked.only(bare), request), limit=_NEWEST, texts=False)
    found, _ = await world.store.newest(question)
    holders = dict.fromkeys(
        who.name
        for held in found
        if isinstance(held.claim.finding, Attribution)
        for who in held.claim.finding.speakers
        if who.role and _office_of(who.role, country)
    )
    names = tuple(name for name in holders if name and not countries.named(name))
    if not names:
        return None
    note = f"{country} itself says nothing of it here: these hold an office of it, by their role."
    spoken_of = tuple(name for name in wanted.entities if name not in wanted.unheard)
    own = replace(wanted, speakers=names, unheard=(), entities=spoken_of)
    return asked.only(replace(own, notes=(*wanted.notes, note)))


def _office_of(role: str, country: str) -> bool:
    """Whether a role is an office of a country, not of a body called by it.

    The "Peruvian trade minister" and the "president of Peru" hold one, the "president of the
    Millers' Union of Peru" and the "head of the Peruvian millers" do not.
    """
    found = countries.mentioned(role)
    if [name for _, _, name in found] != [country] or not _NO_STATES.isdisjoint(folded(role)):
        return False
    before, after = role[: found[0][0]].split(), folded(role[found[0][1] :])
    of_another = bool(after) and bool({"of", "for", "at"}.intersection(before[-2:]))
    return not of_another or not _OF_STATE.isdisjoint(after)


def _kept(wanted: Understood) -> tuple[str, ...]:
    """Words that are never left out: phrases, and names that several bear."""
    return (*wanted.quoted, *(" ".join(name.casefold().split()) for name, _ in wanted.shared))


async def _single(
    asked: Asked, loose: tuple[str, ...], request: Request, world: World
) -> tuple[str, ...]:
    """Those words that some claim has, beside what stays of the question."""
    questions = (_question(_with(asked, loose, (word,)), request) for word in loose)
    pages = await world.store.pages(*(replace(each, counted=False) for each in questions))
    return tuple(word for word, page in zip(loose, pages, strict=True) if page.found)


def _fewer(known: tuple[str, ...], wanted: Understood) -> Iterator[tuple[str, ...]]:
    """Which words to keep: all that are known, one less, one alone; none where a topic stays."""
    others = (wanted.topics, wanted.entities, wanted.speakers, wanted.about, wanted.quoted)
    if known and (any(others) or not all(map(str.isdigit, known))):  # a number alone is of anything
        yield known
    for word in known if len(known) > 2 else ():
        yield tuple(other for other in known if other != word)
    for word in sorted(known, key=len, reverse=True) if len(known) > 1 else ():
        if not word.isdigit():
            yield (word,)
    if wanted.topics or wanted.quoted:
        yield ()


def _with(asked: Asked, loose: tuple[str, ...], rest: tuple[str, ...]) -> Asked:
    """The question with these of its loose words, and the note on the others."""
    wanted = asked.understood
    gone = tuple(word for word in loose if word not in rest)
    words = tuple(word for word in wanted.words if word not in gone)
    notes = wanted.notes
    if gone:
        without = listed(tuple(f"“{word}”" for word in gone))
        notes = (*notes, f"No claim has all of it: answered without {without}.")
    return asked.only(replace(wanted, words=words, notes=notes))


def _in_other_words(asked: Asked, loose: tuple[str, ...]) -> Iterator[Asked]:
    """The question with a word of the same sense in place of one: “killed” for “died”."""
    wanted = asked.understood
    for word in loose:
        for other in sorted(next((sense - {word} for sense in _SENSES if word in sense), ())):
            words = tuple(other if each == word else each for each in wanted.words)
            note = f"No claim has all of it: answered with “{other}” for “{word}”."
            yield asked.only(replace(wanted, words=words, notes=(*wanted.notes, note)))


def _without_year(asked: Asked, loose: tuple[str, ...]) -> Asked | None:
    """The question without the year it names, for articles of that time: they leave it out."""
    years = tuple(word for word in loose if _YEAR.fullmatch(word))
    wanted = asked.understood
    if len(years) != 1 or len(loose) == 1 or wanted.since or wanted.until:
        return None
    less = _with(asked, loose, tuple(word for word in loose if word not in years))
    year, named = int(years[0]), [at for at, name in enumerate(_MONTHS, 1) if name in loose]
    month = named[0] if len(named) == 1 else 1
    until = date(year + 1, month, 1) - timedelta(days=1) if named else date(year + 1, 6, 30)
    return asked.only(replace(less.understood, since=date(year, month, 1), until=until))


def _question(asked: Asked, request: Request) -> Question:
    return asked.question(request.as_of, limit=1)
